// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QObject>
#include <memory>
#include <optional>

#include "app/gui/Page.h"
#include "app/gui/inspect/FileLoader.h"
#include "app/gui/inspect/MeasureTable.h"

namespace prososcope::gui {

class BottomPanel;
class ConcordanceTable;
class InspectPage;
class LogTable;

/// The tables below the recordings and the actions that fill them: the log (F12), measurements of a tier, the concordance, and
/// the selection saved as sound. It gives the tables what is shown (settings, model, annotations) when they need it, plays and
/// opens the places of their rows, and keeps what was chosen in the session. GUI thread.
class MeasureController : public QObject {
    Q_OBJECT
public:
    /// `page` and `panel` are borrowed; the tables belong to the panel.
    MeasureController(InspectPage* page, const PageContext& context, BottomPanel* panel);
    ~MeasureController() override;

    [[nodiscard]] LogTable* log() const { return m_log; }
    [[nodiscard]] MeasureTable* measurements() const { return m_measurements; }
    [[nodiscard]] ConcordanceTable* concordance() const { return m_concordance; }
    /// A line of the log for the selection, or for the cursor.
    void logHere();
    /// The selection as WAV with its part of the annotation; an existing file is replaced (the dialog has asked).
    void saveSelection(const QString& path);
    /// Plays a place of an open recording; asked again while it is heard, stops it.
    void play(const QString& path, double start, double end);

    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

private:
    void addActions();
    void follow();
    void chooseSelection();
    [[nodiscard]] std::optional<OpenRecording> openRecording() const;

    InspectPage* m_page;
    PageContext m_context;
    BottomPanel* m_panel;
    std::unique_ptr<FileLoader> m_loader;
    LogTable* m_log;
    MeasureTable* m_measurements;
    ConcordanceTable* m_concordance;
    QString m_played;
};

}  // namespace prososcope::gui
