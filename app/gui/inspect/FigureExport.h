// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QJsonObject>
#include <QObject>
#include <functional>
#include <memory>

#include "app/gui/Page.h"
#include "app/gui/inspect/FigurePainter.h"
#include "app/gui/inspect/FileLoader.h"
#include "widgets/FigurePart.h"

namespace prososcope::gui {

class InspectPage;

/// The name of each view and what it draws.
using FigureNumbers = QList<std::pair<QString, QList<widgets::PlotSeries>>>;

/// Makes figures of what Inspect shows: files (PNG, SVG, PDF, and a CSV of the numbers) and pictures for the clipboard.
/// Views are drawn one at a time between other work of the window, files are encoded and written by a loader, aside and
/// then renamed. It registers the actions and remembers the settings. One figure at a time: a later one takes the place of
/// one under way. Borrows the page. GUI thread.
class FigureExport : public QObject {
    Q_OBJECT
public:
    FigureExport(const PageContext& context, InspectPage* page);
    ~FigureExport() override;

    [[nodiscard]] QJsonObject saveState() const { return m_settings.toJson(); }
    void restoreState(const QJsonObject& state) { m_settings = FigureSettings::fromJson(state); }
    [[nodiscard]] const FigureSettings& settings() const { return m_settings; }
    void setSettings(const FigureSettings& settings) { m_settings = settings; }

    /// What is shown now: the panes in sight, the ruler, and the words of the caption. No parts where nothing is open.
    [[nodiscard]] FigureContent content() const;

    /// Draws and writes; `finished` tells how it ended, and a sentence is shown in the window.
    void write(const QString& file, const FigureSettings& settings);
    /// Puts a picture and its caption on the clipboard.
    void copy(double widthMillimetres);
    /// Draws at the screen's resolution and hands the picture over; a later call drops an earlier one's.
    void preview(const FigureSettings& settings, std::function<void(const QImage&)> done);
    void openDialog();
    [[nodiscard]] bool isBusy() const { return m_painter != nullptr || m_writing; }

Q_SIGNALS:
    /// The file is written, or the picture is on the clipboard (then `file` is empty); or neither.
    void finished(bool done, const QString& file);

private:
    void addActions();
    void draw(const FigureSettings& settings, std::function<void(FigurePainter&)> done);
    void step();
    void stepLater();
    void save(FigurePainter& painter, const QString& file, const FigureSettings& settings, FigureNumbers numbers);

    PageContext m_context;
    InspectPage* m_page;
    FigureSettings m_settings;
    std::unique_ptr<FigurePainter> m_painter;
    std::function<void(FigurePainter&)> m_done;
    bool m_writing = false;
    FileLoader m_loader{1};
};

/// The numbers behind views, of those that have any.
[[nodiscard]] FigureNumbers figureNumbers(const FigureContent& content);

/// They as a table in CSV: view, quantity, unit, seconds, hertz (where it has a frequency), value; with a dot whatever the
/// language, empty where there is no value. Megabytes for a spectrogram: any thread.
[[nodiscard]] QByteArray figureTable(const FigureNumbers& numbers);

}  // namespace prososcope::gui
