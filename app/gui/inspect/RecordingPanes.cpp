// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/RecordingPanes.h"

#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "widgets/EmotionPlottable.h"
#include "widgets/OverviewStrip.h"
#include "widgets/SpectrogramPlottable.h"
#include "widgets/Theme.h"
#include "widgets/TimeRuler.h"
#include "widgets/TimeTicks.h"
#include "widgets/VoicePlottable.h"
#include "widgets/WaveformPlottable.h"

namespace prososcope::gui {

using widgets::PaneTick;
using widgets::SignalPane;

RecordingPanes::RecordingPanes(FileLoader* viewLoader, EmotionTracker* tracker, QWidget* parent)
    : QWidget(parent),
      m_tracker(tracker),
      m_loader(new SpectrogramLoader(viewLoader, this)),
      m_voiceLoader(new VoiceLoader(this)),
      m_overview(new widgets::OverviewStrip(this)),
      m_splitter(new QSplitter(Qt::Vertical, this)),
      m_waveformPane(new SignalPane),
      m_spectrogramPane(new SignalPane),
      m_emotionPane(new SignalPane),
      m_ruler(new widgets::TimeRuler(this)) {
    m_waveform = new widgets::WaveformPlottable(m_waveformPane->xAxis, m_waveformPane->yAxis);
    m_spectrogram = new widgets::SpectrogramPlottable(m_spectrogramPane->xAxis, m_spectrogramPane->yAxis);
    m_voice = new widgets::VoicePlottable(m_spectrogramPane->xAxis, m_spectrogramPane->yAxis);
    m_emotion = new widgets::EmotionPlottable(m_emotionPane->xAxis, m_emotionPane->yAxis);
    m_waveformPane->yAxis->setRange(-1.0, 1.0);
    m_waveformPane->setObjectName("waveform");
    m_spectrogramPane->setObjectName("spectrogram");
    m_spectrogramPane->setOnImage(true);
    m_emotionPane->setObjectName("emotion");
    m_emotionPane->setOnImage(true);
    for (SignalPane* pane : {m_waveformPane, m_spectrogramPane, m_emotionPane}) {
        m_splitter->addWidget(pane);
        connect(pane, &SignalPane::cursorPlaced, this, &RecordingPanes::cursorPlaced);
        connect(pane, &SignalPane::hoverEnded, this, [this] { Q_EMIT hovered({}); });
    }
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(3);
    m_splitter->setStretchFactor(0, 34);
    m_splitter->setStretchFactor(1, 50);
    m_splitter->setStretchFactor(2, 16);
    m_splitter->setSizes({340, 500, 160});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(1);
    layout->addWidget(m_overview);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_ruler);

    connect(m_waveformPane, &SignalPane::hovered, this,
            [this](double seconds, double) { Q_EMIT hovered(widgets::positionText(seconds)); });
    connect(m_emotionPane, &SignalPane::hovered, this,
            [this](double seconds, double) { Q_EMIT hovered(widgets::positionText(seconds)); });
    connect(m_spectrogramPane, &SignalPane::hovered, this,
            [this](double seconds, double hz) { Q_EMIT hovered(spectrogramReading(seconds, hz)); });
    connect(m_loader, &SpectrogramLoader::tileReady, this, [this] {
        m_spectrogram->invalidate();
        m_spectrogramPane->replot(QCustomPlot::rpQueuedReplot);
    });
    connect(m_loader, &SpectrogramLoader::samplesReady, this, [this](const widgets::SampleBlockPtr& samples) {
        m_waveform->setSamples(samples);
        m_overview->setSamples(samples);
        m_waveformPane->replot(QCustomPlot::rpQueuedReplot);
        if (m_waveform->needsSamples()) m_loader->requestSamples();
    });
    connect(m_voiceLoader, &VoiceLoader::tracksChanged, this, &RecordingPanes::showVoice);
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] { m_heights.clear(); });
    connect(m_tracker, &EmotionTracker::trackChanged, this, &RecordingPanes::showTrack);
    connect(&widgets::Theme::instance(), &widgets::Theme::changed, this, &RecordingPanes::applySettings);
    applySettings();
}

void RecordingPanes::setRecording(RecordingModel* recording) {
    if (m_recording) {
        m_recording->disconnect(this);
        m_recording->view()->disconnect(this);
    }
    m_recording = recording;
    widgets::TimeView* view = recording != nullptr ? recording->view() : nullptr;
    for (SignalPane* pane : {m_waveformPane, m_spectrogramPane, m_emotionPane}) pane->setTimeView(view);
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
    m_spectrogram->setColorMap(widgets::ColorMap(m_settings.colors));
    m_voice->setColorMap(widgets::ColorMap(m_settings.colors));
    m_spectrogram->setDynamicRange(m_settings.rangeDecibels);
    const double nyquist = open ? m_recording->info().rateHz / 2.0 : m_settings.spectrogram.maximumHz;
    const double maximum = std::min(m_settings.spectrogram.maximumHz, nyquist);
    m_spectrogramPane->yAxis->setRange(0.0, maximum);
    QList<PaneTick> ticks;
    const double step = maximum > 12000.0 ? 5000.0 : maximum > 6000.0 ? 2000.0 : maximum > 2000.0 ? 1000.0 : 500.0;
    for (double hz = step; hz < maximum - step / 4.0; hz += step) {
        ticks.append({hz, step < 1000.0 ? tr("%1 Hz").arg(hz) : tr("%1 kHz").arg(hz / 1000.0), false});
    }
    m_spectrogramPane->setTicks(ticks);
    peaksChanged();
    rangeChanged();
}

void RecordingPanes::peaksChanged() {
    const double gain = waveformGain();
    const bool magnified = std::abs(gain - 1.0) > 1e-9;
    m_waveformPane->setName(magnified ? tr("Waveform ×%1", "vertical magnification").arg(QLocale().toString(gain, 'g', 4))
                                      : tr("Waveform"));
    QList<PaneTick> ticks;
    if (!m_recording || !m_recording->peaks() || m_recording->peaks()->channels() == 1) {
        for (const double place : {0.5, 0.0, -0.5}) ticks.append({place, QLocale().toString(place / gain, 'g', 3), true});
    }
    m_waveformPane->setTicks(ticks);
    m_waveform->setGain(gain);
    m_overview->setGain(gain);
    m_waveformPane->replot(QCustomPlot::rpQueuedReplot);
}

void RecordingPanes::rangeChanged() {
    const double ratio = devicePixelRatioF();
    m_loader->setPixelWidth(static_cast<int>(std::lround(m_spectrogramPane->width() * ratio)));
    if (m_waveform->needsSamples()) m_loader->requestSamples();
    showVoice();
    m_tracker->update();
}

void RecordingPanes::showVoice() {
    m_voice->setPitch(m_voiceLoader->pitch(), m_settings.voice.pitch.floorHz, m_settings.voice.pitch.ceilingHz);
    m_voice->setFormants(m_voiceLoader->formants());
    m_voice->setIntensity(m_voiceLoader->intensity());
    m_spectrogramPane->setName(spectrogramName());
    m_spectrogramPane->replot(QCustomPlot::rpQueuedReplot);
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
    return parts.join(QStringLiteral(" \u00b7 "));
}

void RecordingPanes::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    rangeChanged();
}

void RecordingPanes::showTrack() {
    const auto track = m_tracker->track();
    m_emotion->setTrack(track);
    m_overview->setTrack(track);
    const bool appears = m_emotionPane->isHidden() && m_tracker->hasModel();
    m_emotionPane->setVisible(m_tracker->hasModel());
    if (appears && !m_heights.isEmpty()) m_splitter->restoreState(m_heights);
    const QString model = QString::fromStdString(m_tracker->model().card.name);
    m_emotionPane->setName(track && track->missing() > 0 ? tr("Emotion, %1, in progress").arg(model)
                                                         : tr("Emotion, %1").arg(model));
    m_emotionPane->replot(QCustomPlot::rpQueuedReplot);
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

QByteArray RecordingPanes::saveHeights() const { return m_heights.isEmpty() ? m_splitter->saveState() : m_heights; }

void RecordingPanes::restoreHeights(const QByteArray& state) {
    m_heights = m_splitter->restoreState(state) ? state : QByteArray();
}

}  // namespace prososcope::gui
