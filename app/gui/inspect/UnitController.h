// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QObject>
#include <QPointer>
#include <QStringList>

#include "app/gui/Page.h"
#include "app/gui/inspect/UnitTracks.h"
#include "widgets/SignalPane.h"

namespace prososcope::widgets {
class UnitPlottable;
}

namespace prososcope::gui {

class InspectPage;
class RecordingModel;
class TaskRow;
class UnitDialog;

/// Units of networks over time in Inspect: the pane "units" below the waveform, the actions that choose units and switch them
/// off, the dialog, progress with Cancel. The pane is there while a unit is chosen. Borrows the page. GUI thread.
class UnitController : public QObject {
    Q_OBJECT
public:
    /// A reading of one unit at the cursor, or its mean over the selection.
    struct Reading {
        QString title;  ///< "unit 17"
        QString name;   ///< all of it
        double value = 0.0;
    };

    UnitController(const PageContext& context, InspectPage* page);
    ~UnitController() override;

    [[nodiscard]] UnitTracks* tracks() const { return m_tracks; }
    [[nodiscard]] const widgets::UnitPlottable& plottable() const { return *m_plottable; }
    /// Shows one unit alone; with a span, over that part of the recording.
    void showUnit(const RecordingModel* recording, const ShownUnit& unit, std::optional<SecondsSpan> span);
    /// Adds a unit to those shown, unless it is there or there are kMostUnits; says so then.
    bool addUnit(const ShownUnit& unit);
    void removeUnit(int unit);
    /// Follows how far the sound is from what a network expected of it: the first network that was trained to predict
    /// speech and nothing else. Says so where there is none.
    void showSurprise();
    /// The part of the shown recording in which units are followed; nothing: all of it.
    [[nodiscard]] std::optional<SecondsSpan> span() const;
    /// Follows them through the whole of it from now on.
    void clearSpan();
    void openDialog();
    /// As the pane, the table of numbers and the readings name it.
    [[nodiscard]] QString caption(int unit) const;
    [[nodiscard]] QList<Reading> readings() const;
    /// For figures: what the units are and how they were computed; empty where none is seen.
    [[nodiscard]] QString figureSentence() const;
    /// Words of command lines that write what is shown of a recording, without the program's name.
    [[nodiscard]] QList<QStringList> commands() const;

    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);
    /// Puts the span of a recording into what a session keeps of the file, and takes it from there.
    void saveSpan(const RecordingModel* recording, QJsonObject& file) const;
    void restoreSpan(const RecordingModel* recording, const QJsonObject& file);

Q_SIGNALS:
    /// What is shown or known of it has changed.
    void changed();
    /// The whole layer in which a unit lies is to be shown (LayerController).
    void layerWanted(const ShownUnit& unit);

private:
    void addActions();
    void addSurprise();
    void follow();
    void show();
    void scaleTo(double low, double high);
    [[nodiscard]] QString paneName() const;

    PageContext m_context;
    InspectPage* m_page;
    UnitTracks* m_tracks;
    QPointer<widgets::SignalPane> m_pane;
    widgets::UnitPlottable* m_plottable;
    QPointer<TaskRow> m_row;
    QPointer<UnitDialog> m_dialog;
    double m_fraction = -1.0;       ///< of the work; below 0: none
    bool m_surpriseWanted = false;  ///< until the networks are listed
};

}  // namespace prososcope::gui
