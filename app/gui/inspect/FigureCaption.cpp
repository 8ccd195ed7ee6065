// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/FigureCaption.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>
#include <cmath>

#include "app/gui/inspect/EmotionTracker.h"
#include "app/gui/inspect/InspectSettings.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "app/gui/inspect/VoiceTracks.h"
#include "widgets/TimeTicks.h"

namespace prososcope::gui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(FigureCaption)
};

QString number(double value) {
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(value, 'g', 5);
}

}  // namespace

QString figureCaption(RecordingModel& recording, const InspectSettings& settings, const RecordingPanes& panes,
                      const EmotionTracker& tracker) {
    const auto* view = recording.view();
    QStringList sentences{Words::tr("%1, %2 to %3.")
                              .arg(recording.name(), widgets::positionText(view->start()), widgets::positionText(view->end()))};
    if (panes.waveformPane()->isVisibleTo(&panes)) {
        const double gain = panes.waveformGain();
        if (std::abs(gain - 1.0) > 1e-9) sentences << Words::tr("Waveform magnified %1 times.").arg(number(gain));
    }
    const auto& voice = settings.voice;
    if (panes.spectrogramPane()->isVisibleTo(&panes)) {
        const auto& spectrogram = settings.spectrogram;
        sentences << Words::tr(
                         "Spectrogram: Gaussian window of %1 ms, up to %2 Hz, dynamic range %3 dB, pre-emphasis from %4 Hz.")
                         .arg(number(spectrogram.windowSeconds * 1000.0),
                              number(std::min(spectrogram.maximumHz, recording.info().rateHz / 2.0)),
                              number(settings.rangeDecibels), number(spectrogram.preEmphasisHz));
        if (voice.showPitch) {
            sentences << Words::tr(
                             "Pitch: autocorrelation (Boersma 1993), %1 to %2 Hz, voicing threshold %3, silence threshold %4.")
                             .arg(number(voice.pitch.floorHz), number(voice.pitch.ceilingHz),
                                  number(voice.pitch.voicingThreshold), number(voice.pitch.silenceThreshold));
        }
        if (voice.showPitch && !recording.voice()->corrections().empty()) sentences << Words::tr("Pitch corrected by hand.");
        if (voice.showFormants) {
            sentences << Words::tr("Formants: Burg, %1 up to %2 Hz, window of %3 ms, pre-emphasis from %4 Hz.")
                             .arg(number(voice.formants.formants), number(voice.formants.ceilingHz),
                                  number(voice.formants.windowSeconds * 1000.0), number(voice.formants.preEmphasisHz));
        }
        if (voice.showIntensity) {
            sentences << Words::tr("Intensity: lowest pitch %1 Hz, 50 to 100 dB.").arg(number(voice.intensity.minimumPitchHz));
        }
    }
    if (panes.emotionPane()->isVisibleTo(&panes) && tracker.hasModel()) {
        sentences << Words::tr("Emotion: posteriors of the model %1.").arg(QString::fromStdString(tracker.model().card.name));
    }
    return sentences.join(QLatin1Char(' '));
}

}  // namespace prososcope::gui
