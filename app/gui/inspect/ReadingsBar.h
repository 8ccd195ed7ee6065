// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointer>
#include <QTimer>
#include <QWidget>

#include "app/gui/inspect/VoiceTracks.h"

class QLabel;

namespace prososcope::gui {

class InspectPage;
class ReadingLabel;
class RecognitionController;
class RecordingModel;
class UnitController;

/// The row below the panes that is always on screen: time, pitch, intensity, formants, harmonicity, emotion and, with a model
/// that gives them, valence, arousal and dominance (of the first such model), and the units shown over time, at the play
/// position or the cursor, or their means over the selection with its length; a dash where there is none. Each number tells its
/// definition and settings in its tool tip and is copied by Ctrl+C. Reads what the loaders have and computes nothing. Follows
/// the page by itself, at most 20 times a second. Borrows the page. GUI thread.
class ReadingsBar : public QWidget {
    Q_OBJECT
public:
    explicit ReadingsBar(InspectPage* page, QWidget* parent = nullptr);

    /// Units over time are read too. Borrowed; it may go first.
    void setUnits(UnitController* units);
    /// And the phonetic units that were recognised. The same.
    void setRecognition(RecognitionController* recognition);
    void refresh();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    static constexpr int kDimensions = 3;
    static constexpr int kUnits = 4;
    ReadingLabel* add(const QString& name, const char* objectName, int characters, QLabel** title = nullptr);
    void follow();
    /// Sets the readings beside one another, in a second row where the width has no room for all.
    void fit();
    void soon();
    void refreshTimes();
    void refreshVoice();
    void refreshEmotion();
    void refreshDimensions();
    void refreshUnits();
    void refreshRecognition();

    InspectPage* m_page;
    QPointer<RecordingModel> m_recording;
    struct Cell {
        QWidget* widget = nullptr;  ///< name and value
        int widest = 0;             ///< pixels since the width of the bar changed, so that nothing moves to and fro
    };
    QList<Cell> m_cells;
    QTimer m_timer;
    ReadingLabel* m_time;
    ReadingLabel* m_duration;
    ReadingLabel* m_pitch;
    ReadingLabel* m_intensity;
    ReadingLabel* m_formants[3];
    ReadingLabel* m_harmonicity;
    ReadingLabel* m_emotion;
    QLabel* m_dimensionTitles[kDimensions];
    ReadingLabel* m_dimensions[kDimensions];
    QPointer<UnitController> m_units;
    QLabel* m_unitTitles[kUnits];
    ReadingLabel* m_unitValues[kUnits];
    QPointer<RecognitionController> m_recognition;
    QLabel* m_recognitionTitle;
    ReadingLabel* m_recognised;
};

}  // namespace prososcope::gui
