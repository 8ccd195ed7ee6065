// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

#include "app/gui/inspect/EmotionTracker.h"
#include "app/gui/inspect/InspectSettings.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/SpectrogramLoader.h"
#include "app/gui/inspect/VoiceLoader.h"
#include "widgets/SignalPane.h"

namespace prososcope::widgets {
class EmotionPlottable;
class OverviewStrip;
class PaneStack;
class PulsePlottable;
class SpectrogramPlottable;
class TimeRuler;
class VoicePlottable;
class WaveformPlottable;
}  // namespace prososcope::widgets

namespace prososcope::gui {

/// The pictures of the shown recording, one above the other on one time axis: overview, the stack of panes ("waveform",
/// "spectrogram", "emotion:1" and those that others add), and ruler. It asks the loaders for what the visible part needs and
/// draws what they bring. Borrows recording and tracker. GUI thread.
class RecordingPanes : public QWidget {
    Q_OBJECT
public:
    RecordingPanes(FileLoader* viewLoader, EmotionTracker* tracker, QWidget* parent = nullptr);

    void setRecording(RecordingModel* recording);
    void setSettings(const InspectSettings& settings);
    [[nodiscard]] double waveformGain() const;

    /// The panes between overview and ruler: to show, hide, move and remember them.
    [[nodiscard]] widgets::PaneStack* stack() const { return m_stack; }
    /// Adds a pane of one's own (see PaneStack::addPane), which then belongs to the stack. A SignalPane follows the time
    /// axis of the shown recording from then on, and what is under the pointer there is told; any other widget follows
    /// InspectPage::currentChanged by itself.
    void addPane(const QString& id, QWidget* pane, const QString& title, int stretch, const QString& below = {},
                 bool shown = true);

    [[nodiscard]] widgets::SignalPane* waveformPane() const { return m_waveformPane; }
    [[nodiscard]] widgets::SignalPane* spectrogramPane() const { return m_spectrogramPane; }
    [[nodiscard]] widgets::SignalPane* emotionPane() const { return m_emotionPane; }
    /// What a figure shows, from the top: the panes in sight and the ruler.
    [[nodiscard]] QList<QWidget*> figureViews() const;
    [[nodiscard]] bool isIdle() const;  ///< nothing is loaded, nothing waits to be drawn
    [[nodiscard]] VoiceLoader* voice() const { return m_voiceLoader; }
    [[nodiscard]] const widgets::VoicePlottable& voicePlottable() const { return *m_voice; }
    [[nodiscard]] const widgets::PulsePlottable& pulsePlottable() const { return *m_pulses; }

Q_SIGNALS:
    /// What is under the pointer, translated; empty when it has left.
    void hovered(const QString& text);
    void cursorPlaced(double seconds);
    /// The samples of the visible part, of all channels.
    void samplesReady(const widgets::SampleBlockPtr& samples);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showTrack();
    void showVoice();
    [[nodiscard]] QString spectrogramName() const;
    [[nodiscard]] QString waveformName() const;
    void peaksChanged();
    void rangeChanged();
    void applySettings();
    [[nodiscard]] QString spectrogramReading(double seconds, double hz) const;

    QPointer<RecordingModel> m_recording;
    EmotionTracker* m_tracker;
    SpectrogramLoader* m_loader;
    VoiceLoader* m_voiceLoader;
    InspectSettings m_settings;
    widgets::OverviewStrip* m_overview;
    widgets::PaneStack* m_stack;
    QList<QPointer<widgets::SignalPane>> m_signalPanes;
    widgets::SignalPane* m_waveformPane;
    widgets::SignalPane* m_spectrogramPane;
    widgets::SignalPane* m_emotionPane;
    widgets::TimeRuler* m_ruler;
    widgets::WaveformPlottable* m_waveform;
    widgets::PulsePlottable* m_pulses;
    widgets::SpectrogramPlottable* m_spectrogram;
    widgets::VoicePlottable* m_voice;
    widgets::EmotionPlottable* m_emotion;
};

}  // namespace prososcope::gui
