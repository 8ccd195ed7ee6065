// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/FigureCaption.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>

#include "app/gui/inspect/DimensionText.h"
#include "app/gui/inspect/FeatureController.h"
#include "app/gui/inspect/InspectSettings.h"
#include "app/gui/inspect/ModelTracks.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "app/gui/inspect/VoiceTracks.h"
#include "widgets/DimensionPlottable.h"
#include "widgets/FeaturePlottable.h"
#include "widgets/FrequencyScale.h"
#include "widgets/PaneStack.h"
#include "widgets/Theme.h"
#include "widgets/TimeTicks.h"

namespace prososcope::gui {

namespace {

struct FigureCaptionWords {
    Q_DECLARE_TR_FUNCTIONS(FigureCaption)
};

QString number(double value) {
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(value, 'g', 5);
}

void addSpectrogram(QStringList& sentences, const InspectSettings& settings, const RecordingModel& recording) {
    const auto& spectrogram = settings.spectrogram;
    sentences << FigureCaptionWords::tr(
                     "Spectrogram: Gaussian window of %1 ms, up to %2 Hz, dynamic range %3 dB, pre-emphasis from %4 Hz.")
                     .arg(number(spectrogram.windowSeconds * 1000.0),
                          number(std::min(spectrogram.maximumHz, recording.info().rateHz / 2.0)),
                          number(settings.rangeDecibels), number(spectrogram.preEmphasisHz));
    switch (widgets::FrequencyScale(settings.frequencyScale).kind()) {
        case widgets::FrequencyScale::Kind::Linear:
            sentences << FigureCaptionWords::tr("Linear frequency axis.");
            break;
        case widgets::FrequencyScale::Kind::Mel:
            sentences << FigureCaptionWords::tr("Mel frequency axis.");
            break;
        case widgets::FrequencyScale::Kind::Log:
            sentences << FigureCaptionWords::tr("Logarithmic frequency axis from %1 Hz.")
                             .arg(number(widgets::FrequencyScale::kLowestLogHz));
            break;
    }
}

/// What lies over the spectrogram (`over`) and the pulses over the waveform.
void addVoice(QStringList& sentences, const VoiceSettings& voice, bool over, bool pulses, bool corrected) {
    const bool pitch = over && voice.showPitch;
    if (pitch || pulses) {
        sentences << FigureCaptionWords::tr(
                         "Pitch: autocorrelation (Boersma 1993), %1 to %2 Hz, voicing threshold %3, silence threshold %4.")
                         .arg(number(voice.pitch.floorHz), number(voice.pitch.ceilingHz), number(voice.pitch.voicingThreshold),
                              number(voice.pitch.silenceThreshold));
        if (corrected) sentences << FigureCaptionWords::tr("Pitch corrected by hand.");
    }
    if (pulses) sentences << FigureCaptionWords::tr("Glottal pulses: found in the waveform along this pitch.");
    if (over && voice.showFormants) {
        sentences << FigureCaptionWords::tr("Formants: Burg, %1 up to %2 Hz, window of %3 ms, pre-emphasis from %4 Hz.")
                         .arg(number(voice.formants.formants), number(voice.formants.ceilingHz),
                              number(voice.formants.windowSeconds * 1000.0), number(voice.formants.preEmphasisHz));
    }
    if (over && voice.showIntensity)
        sentences << FigureCaptionWords::tr("Intensity: lowest pitch %1 Hz, 50 to 100 dB.")
                         .arg(number(voice.intensity.minimumPitchHz));
    if (over && voice.showHarmonicity) {
        sentences << FigureCaptionWords::tr(
                         "Harmonicity: cross-correlation (Boersma 1993), lowest pitch %1 Hz, silence threshold %2, %3 periods "
                         "per window, -10 to 40 dB.")
                         .arg(number(voice.harmonicity.minimumPitchHz), number(voice.harmonicity.silenceThreshold),
                              number(voice.harmonicity.periodsPerWindow));
    }
}

void addSlice(QStringList& sentences, const dsp::SpectralSliceSettings& slice) {
    sentences << FigureCaptionWords::tr("Spectral slice: Gaussian window of %1 ms, envelope by Burg, pre-emphasis from %2 Hz.")
                     .arg(number(slice.windowSeconds * 1000.0), number(slice.preEmphasisHz));
}

/// The models of the panes in sight, each with what it gives.
void addModels(QStringList& sentences, const QStringList& shown, const ModelTracks& models) {
    for (int slot = 1; slot <= ModelTracks::kModels; ++slot) {
        const auto& tracker = *models.tracker(slot);
        const auto& card = tracker.model().card;
        const QString name = QString::fromStdString(card.name);
        const auto track = tracker.track();
        const double window = track ? track->windowSeconds : backend::TimelineSettings().windowSeconds;
        const double hop = track ? track->hopSeconds : backend::TimelineSettings().hopSeconds;
        if (shown.contains(QStringLiteral("emotion:%1").arg(slot)) && !card.classes.empty()) {
            QStringList classes;
            for (const auto& one : card.classes) classes << widgets::Theme::emotionWord(QString::fromStdString(one));
            sentences << FigureCaptionWords::tr(
                             "Emotion: posteriors of the model %1, from below %2, windows of %3 s every %4 s.")
                             .arg(name, classes.join(QStringLiteral(", ")), number(window), number(hop));
        }
        if (shown.contains(QStringLiteral("dimensions:%1").arg(slot)) && !card.dimensions.empty()) {
            QStringList parts;
            for (const auto& dimension : card.dimensions)
                parts << FigureCaptionWords::tr("%1 %2 to %3", "dimension and its scale")
                             .arg(widgets::DimensionPlottable::word(QString::fromStdString(dimension.name)),
                                  number(dimension.low), number(dimension.high));
            sentences << FigureCaptionWords::tr("Dimensions: %1, of the model %2, windows of %3 s every %4 s.")
                             .arg(parts.join(QStringLiteral(", ")), name, number(window), number(hop));
            for (const auto& dimension : card.dimensions) {
                const QString error = dimensionErrorText(card, dimension);
                if (error.isEmpty()) continue;
                sentences << FigureCaptionWords::tr("%1: %2", "dimension and its error")
                                 .arg(widgets::DimensionPlottable::word(QString::fromStdString(dimension.name)),
                                      QString(error).replace(QLatin1Char('\n'), QLatin1Char(' ')));
            }
        }
    }
    if (shown.contains(QStringLiteral("label")) && !models.labels().isEmpty()) {
        QStringList corpora;
        for (const auto& label : models.labels()) corpora << label.corpus;
        corpora.removeDuplicates();
        sentences << FigureCaptionWords::tr("Label: as in the corpus %1.").arg(corpora.join(QStringLiteral(", ")));
    }
}

}  // namespace

QString figureCaption(RecordingModel& recording, const InspectSettings& settings, const RecordingPanes& panes,
                      const ModelTracks& models, const FeatureController& features, const QStringList& further) {
    const auto* view = recording.view();
    const QStringList shown = panes.stack()->shownPanes();
    const auto shows = [&shown](QLatin1String kind) {  // of the mix or of a channel
        return std::any_of(shown.begin(), shown.end(), [kind](const QString& id) { return id.endsWith(kind); });
    };
    QStringList sentences{FigureCaptionWords::tr("%1, %2 to %3.")
                              .arg(recording.name(), widgets::positionText(view->start()), widgets::positionText(view->end()))};
    const double gain = panes.waveformGain();
    if (shows(QLatin1String("waveform")) && std::abs(gain - 1.0) > 1e-9)
        sentences << FigureCaptionWords::tr("Waveform magnified %1 times.").arg(number(gain));
    const bool spectrogram = shows(QLatin1String("spectrogram"));
    if (spectrogram) addSpectrogram(sentences, settings, recording);
    addVoice(sentences, settings.voice, spectrogram, shows(QLatin1String("waveform")) && settings.voice.showPulses,
             !recording.voice()->corrections().empty());
    if (shows(QLatin1String("slice"))) addSlice(sentences, settings.slice);
    addModels(sentences, shown, models);
    if (const auto* set = features.shownSet(); set != nullptr && shown.contains(QStringLiteral("features"))) {
        sentences << FigureCaptionWords::tr(
                         "Features: %1, from below %2 to %3, each column from %4 deviations below its mean to as many above.")
                         .arg(QString::fromUtf8(set->name().data(), static_cast<qsizetype>(set->name().size())),
                              QString::fromStdString(set->columns().front()), QString::fromStdString(set->columns().back()),
                              number(widgets::FeaturePlottable::kDeviations));
    }
    sentences += further;
    sentences.removeAll(QString());
    return sentences.join(QLatin1Char(' '));
}

}  // namespace prososcope::gui
