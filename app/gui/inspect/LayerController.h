// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QObject>
#include <QPointer>
#include <QStringList>
#include <optional>

#include "app/gui/Page.h"
#include "app/gui/inspect/UnitTracks.h"
#include "widgets/SignalPane.h"

namespace prososcope::widgets {
class LayerPlottable;
}

namespace prososcope::gui {

class InspectPage;
class TaskRow;

/// All units of one layer of a network over time in Inspect, as a picture in the pane "layer" below the spectrogram: of a
/// network that predicts speech the bands that it expected, beside those that came. Of a long recording, the part in sight and
/// what follows it (kMostSeconds). The pane is there while a layer is chosen. Borrows the page. GUI thread.
class LayerController : public QObject {
    Q_OBJECT
public:
    static constexpr int kMostUnits = 1024;
    static constexpr double kMostSeconds = 300.0;

    LayerController(const PageContext& context, InspectPage* page);
    ~LayerController() override;

    [[nodiscard]] UnitTracks* tracks() const { return m_tracks; }
    [[nodiscard]] const widgets::LayerPlottable& plottable() const { return *m_plottable; }
    /// The layer in which `unit` lies.
    void showLayer(const ShownUnit& unit);
    void showExpected();
    void close();
    /// The first unit of the layer shown.
    [[nodiscard]] std::optional<ShownUnit> shown() const { return m_shown; }
    /// Words of a command line that writes what is shown, without the program's name; empty where nothing is.
    [[nodiscard]] QStringList command() const;
    /// For figures: what the picture is; empty where none is seen.
    [[nodiscard]] QString figureSentence() const;

    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

private:
    void addActions();
    void follow();
    void listed();
    void choose();
    void clear();
    void show();
    [[nodiscard]] QString paneName() const;

    PageContext m_context;
    InspectPage* m_page;
    UnitTracks* m_tracks;
    QPointer<widgets::SignalPane> m_pane;
    widgets::LayerPlottable* m_plottable;
    QPointer<TaskRow> m_row;
    std::optional<ShownUnit> m_shown;
    bool m_expectedWanted = false;  ///< until the networks are listed
};

}  // namespace prososcope::gui
