// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/RecordingPanes.h"

#include <QApplication>
#include <QEvent>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "app/gui/inspect/SpectrogramLook.h"
#include "widgets/EmotionPlottable.h"
#include "widgets/OverviewStrip.h"
#include "widgets/PaneStack.h"
#include "widgets/PulsePlottable.h"
#include "widgets/SpectrogramPlottable.h"
#include "widgets/Theme.h"
#include "widgets/TimeRuler.h"
#include "widgets/TimeTicks.h"
#include "widgets/VoicePlottable.h"
#include "widgets/WaveformPlottable.h"

namespace prososcope::gui {

using widgets::PaneTick;
using widgets::SignalPane;

namespace {

/// A press on what takes no keys itself gives them to the pane that had them last: nothing is typed elsewhere by mistake.
class FocusGiver : public QObject {
public:
    explicit FocusGiver(widgets::PaneStack* stack) : QObject(stack), m_stack(stack) {}
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::MouseButtonPress && m_stack->idOf(QApplication::focusWidget()).isEmpty()) {
            if (QWidget* pane = m_stack->pane(m_stack->currentPane())) pane->setFocus(Qt::MouseFocusReason);
        }
        return QObject::eventFilter(watched, event);
    }

private:
    widgets::PaneStack* m_stack;
};

}  // namespace

RecordingPanes::RecordingPanes(FileLoader* viewLoader, EmotionTracker* tracker, QWidget* parent)
    : QWidget(parent),
      m_tracker(tracker),
      m_loader(new SpectrogramLoader(viewLoader, this)),
      m_voiceLoader(new VoiceLoader(this)),
      m_overview(new widgets::OverviewStrip(this)),
      m_stack(new widgets::PaneStack(this)),
      m_waveformPane(new SignalPane),
      m_spectrogramPane(new SignalPane),
      m_emotionPane(new SignalPane),
      m_ruler(new widgets::TimeRuler(this)) {
    m_waveform = new widgets::WaveformPlottable(m_waveformPane->xAxis, m_waveformPane->yAxis);
    m_pulses = new widgets::PulsePlottable(m_waveformPane->xAxis, m_waveformPane->yAxis);
    m_spectrogram = new widgets::SpectrogramPlottable(m_spectrogramPane->xAxis, m_spectrogramPane->yAxis);
    m_voice = new widgets::VoicePlottable(m_spectrogramPane->xAxis, m_spectrogramPane->yAxis);
    m_emotion = new widgets::EmotionPlottable(m_emotionPane->xAxis, m_emotionPane->yAxis);
    m_waveformPane->yAxis->setRange(-1.0, 1.0);
    m_waveformPane->setObjectName("waveform");
    m_spectrogramPane->setObjectName("spectrogram");
    m_spectrogramPane->setOnImage(true);
    m_emotionPane->setObjectName("emotion");
    m_emotionPane->setOnImage(true);
    addPane("waveform", m_waveformPane, tr("Waveform"), 34);
    addPane("spectrogram", m_spectrogramPane, tr("Spectrogram"), 50);
    addPane("emotion:1", m_emotionPane, tr("Emotion"), 16);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(1);
    layout->addWidget(m_overview);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_ruler);
    auto* giver = new FocusGiver(m_stack);
    m_overview->installEventFilter(giver);
    m_ruler->installEventFilter(giver);

    connect(m_loader, &SpectrogramLoader::tileReady, this, [this] {
        m_spectrogram->refresh();
        m_spectrogramPane->drawSoon();
    });
    connect(m_loader, &SpectrogramLoader::samplesReady, this, [this](const widgets::SampleBlockPtr& samples) {
        m_waveform->setSamples(samples);
        m_overview->setSamples(samples);
        m_waveformPane->drawSoon();
        Q_EMIT samplesReady(samples);
        if (m_waveform->needsSamples()) m_loader->requestSamples();
    });
    connect(m_voiceLoader, &VoiceLoader::tracksChanged, this, &RecordingPanes::showVoice);
    connect(m_stack, &widgets::PaneStack::panesChanged, this, &RecordingPanes::rangeChanged);
    connect(m_tracker, &EmotionTracker::trackChanged, this, &RecordingPanes::showTrack);
    connect(&widgets::Theme::instance(), &widgets::Theme::changed, this, &RecordingPanes::applySettings);
    applySettings();
}

void RecordingPanes::addPane(const QString& id, QWidget* pane, const QString& title, int stretch, const QString& below,
                             bool shown) {
    if (auto* signal = qobject_cast<SignalPane*>(pane)) {
        m_signalPanes.removeAll(nullptr);
        m_signalPanes.append(signal);
        signal->setTimeView(m_recording ? m_recording->view() : nullptr);
        connect(signal, &SignalPane::cursorPlaced, this, &RecordingPanes::cursorPlaced);
        connect(signal, &SignalPane::hoverEnded, this, [this] { Q_EMIT hovered({}); });
        connect(signal, &SignalPane::hovered, this, [this, signal](double seconds, double value) {
            const widgets::FrequencyScale scale(m_settings.frequencyScale);
            Q_EMIT hovered(signal == m_spectrogramPane ? spectrogramReading(seconds, scale.toHertz(value))
                                                       : widgets::positionText(seconds));
        });
    }
    m_stack->addPane(id, pane, title, stretch, below, shown);
}

void RecordingPanes::setRecording(RecordingModel* recording) {
    if (m_recording) {
        m_recording->disconnect(this);
        m_recording->view()->disconnect(this);
    }
    m_recording = recording;
    widgets::TimeView* view = recording != nullptr ? recording->view() : nullptr;
    for (const auto& pane : std::as_const(m_signalPanes)) {
        if (pane) pane->setTimeView(view);
    }
    m_overview->setTimeView(view);
    m_ruler->setTimeView(view);
    m_spectrogram->setFormerTiles(nullptr);
    if (recording != nullptr) {
        connect(recording, &RecordingModel::peaksChanged, this, &RecordingPanes::peaksChanged);
        connect(recording, &RecordingModel::opened, this, &RecordingPanes::applySettings);
        connect(view, &widgets::TimeView::rangeChanged, this, &RecordingPanes::rangeChanged);
    }
    m_loader->setRecording(recording);
    m_voiceLoader->setRecording(recording);
    applySettings();
    showTrack();
}

void RecordingPanes::setSettings(const InspectSettings& settings) {
    const bool otherTiles = settings.spectrogram != m_settings.spectrogram;
    if (otherTiles && m_recording) m_spectrogram->setFormerTiles(m_recording->tiles(m_settings.spectrogram));
    m_settings = settings;
    m_loader->setSettings(settings.spectrogram);
    m_voiceLoader->setSettings(settings.voice);
    applySettings();
}

double RecordingPanes::waveformGain() const {
    const double automatic = m_settings.automaticGain && m_recording ? m_recording->automaticGain() : 1.0;
    return automatic * std::exp2(m_settings.gainSteps);
}

void RecordingPanes::applySettings() {
    const bool open = m_recording && m_recording->state() == RecordingModel::State::Open;
    m_waveform->setPeaks(open ? m_recording->peaks() : nullptr);
    m_overview->setPeaks(open ? m_recording->peaks() : nullptr);
    m_spectrogram->setTiles(open ? m_recording->tiles(m_settings.spectrogram) : nullptr);
    dressSpectrogram(*m_spectrogramPane, *m_spectrogram, *m_voice, m_settings, open ? m_recording->info().rateHz : 0);
    peaksChanged();
    rangeChanged();
}

void RecordingPanes::peaksChanged() {
    const double gain = waveformGain();
    m_waveformPane->setName(waveformName());
    QList<PaneTick> ticks;
    if (!m_recording || !m_recording->peaks() || m_recording->peaks()->channels() == 1) {
        for (const double place : {0.5, 0.0, -0.5}) ticks.append({place, QLocale().toString(place / gain, 'g', 3), true});
    }
    m_waveformPane->setTicks(ticks);
    m_waveform->setGain(gain);
    m_overview->setGain(gain);
    m_overview->invalidate();
    m_waveformPane->drawSoon();
}

void RecordingPanes::rangeChanged() {
    const double ratio = devicePixelRatioF();
    // A hidden spectrogram asks for no tiles.
    m_loader->setPixelWidth(m_spectrogramPane->isHidden() ? 0
                                                          : static_cast<int>(std::lround(m_spectrogramPane->width() * ratio)));
    if (m_waveform->needsSamples()) m_loader->requestSamples();  // for the overview and the panes of channels too
    showVoice();
    m_tracker->update();
}

void RecordingPanes::showVoice() {
    showVoiceTracks(*m_voice, *m_voiceLoader, m_settings.voice);
    m_pulses->setPulses(m_voiceLoader->pulses());
    m_waveformPane->setName(waveformName());
    if (m_settings.voice.showPulses) m_waveformPane->drawSoon();
    m_spectrogramPane->setName(spectrogramName());
    m_spectrogramPane->drawSoon();
}

QString RecordingPanes::spectrogramName() const {
    QStringList parts{tr("Spectrogram, %1 ms Gaussian, %2 dB")
                          .arg(QLocale().toString(m_settings.spectrogram.windowSeconds * 1000.0, 'g', 3))
                          .arg(m_settings.rangeDecibels)};
    const auto& voice = m_settings.voice;
    const auto add = [&](VoiceKind kind, const QString& shown, const QString& zoom) {
        if (m_voiceLoader->shows(kind)) parts.append(m_voiceLoader->tooLong(kind) ? zoom : shown);
    };
    add(VoiceKind::Pitch, tr("pitch %1\u2013%2 Hz").arg(voice.pitch.floorHz).arg(voice.pitch.ceilingHz),
        tr("pitch below %1 s in view").arg(VoiceLoader::kLongestOthers));
    add(VoiceKind::Formants, tr("formants up to %1 Hz").arg(voice.formants.ceilingHz),
        tr("formants below %1 s in view").arg(VoiceLoader::kLongestFormants));
    add(VoiceKind::Intensity, tr("intensity %1\u2013%2 dB").arg(50).arg(100),
        tr("intensity below %1 s in view").arg(VoiceLoader::kLongestOthers));
    add(VoiceKind::Harmonicity, tr("harmonicity %1\u2013%2 dB").arg(-10).arg(40),
        tr("harmonicity below %1 s in view").arg(VoiceLoader::kLongestFormants));
    return parts.join(QStringLiteral(" \u00b7 "));
}

QString RecordingPanes::waveformName() const {
    const double gain = waveformGain();
    QStringList parts{std::abs(gain - 1.0) > 1e-9
                          ? tr("Waveform \u00d7%1", "vertical magnification").arg(QLocale().toString(gain, 'g', 4))
                          : tr("Waveform")};
    if (m_settings.voice.showPulses)
        parts.append(m_pulses->drawnPulses().isEmpty() ? tr("glottal pulses when zoomed in") : tr("glottal pulses"));
    return parts.join(QStringLiteral(" \u00b7 "));
}

bool RecordingPanes::isIdle() const {
    return m_loader->idle() && m_voiceLoader->idle() &&
           std::none_of(m_signalPanes.begin(), m_signalPanes.end(),
                        [](const auto& pane) { return pane && pane->isDrawingSoon(); });
}

void RecordingPanes::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    rangeChanged();
}

void RecordingPanes::showTrack() {
    const auto track = m_tracker->track();
    m_emotion->setTrack(track);
    m_overview->setTrack(track);
    const QString model = QString::fromStdString(m_tracker->model().card.name);
    m_stack->setTitle("emotion:1", tr("Emotion, %1").arg(model));
    m_stack->setPaneAvailable("emotion:1", !m_tracker->model().card.classes.empty());
    m_emotionPane->setName(m_tracker->withNote(tr("Emotion, %1").arg(model)));
    m_emotionPane->drawSoon();
}

QString RecordingPanes::spectrogramReading(double seconds, double hz) const {
    const QString position = widgets::positionText(seconds);
    if (!m_recording || m_recording->state() != RecordingModel::State::Open) return position;
    const float level = m_recording->tiles(m_settings.spectrogram)->levelAt(seconds, hz);
    if (std::isnan(level)) return position;
    return tr("%1   %2 Hz  %3 dB")
        .arg(position)
        .arg(std::lround(hz))
        .arg(QLocale().toString(static_cast<double>(level), 'f', 1));
}

QList<QWidget*> RecordingPanes::figureViews() const {
    QList<QWidget*> views;
    for (const QString& id : m_stack->shownPanes()) views.append(m_stack->pane(id));
    views.append(m_ruler);
    return views;
}

}  // namespace prososcope::gui
