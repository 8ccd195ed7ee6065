// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/SpectrogramLook.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <functional>

#include "app/gui/inspect/VoiceLoader.h"
#include "widgets/SignalPane.h"
#include "widgets/SpectrogramPlottable.h"
#include "widgets/VoicePlottable.h"

namespace prososcope::gui {

namespace {
constexpr double kTickShare = 0.06;  // of the height, between labels of a bent frequency axis

struct SpectrogramLookWords {
    Q_DECLARE_TR_FUNCTIONS(SpectrogramLook)
};
}  // namespace

void dressSpectrogram(widgets::SignalPane& pane, widgets::SpectrogramPlottable& spectrogram, widgets::VoicePlottable& voice,
                      const InspectSettings& settings, int rateHz) {
    spectrogram.setColorMap(widgets::ColorMap(settings.colors));
    voice.setColorMap(widgets::ColorMap(settings.colors));
    spectrogram.setDynamicRange(settings.rangeDecibels);
    const double nyquist = rateHz > 0 ? rateHz / 2.0 : settings.spectrogram.maximumHz;
    const double maximum = std::min(settings.spectrogram.maximumHz, nyquist);
    const widgets::FrequencyScale scale(settings.frequencyScale);
    spectrogram.setFrequencyScale(scale);
    voice.setFrequencyScale(scale);
    pane.yAxis->setRange(0.0, scale.toAxis(maximum));
    pane.setGridInk(spectrogram.colorMap().gridInk());
    pane.setCrosshair(settings.crosshair ? std::function<QString(double)>([scale](double value) {
        return SpectrogramLookWords::tr("%1 Hz").arg(std::lround(scale.toHertz(value)));
    })
                                         : nullptr);
    QList<widgets::PaneTick> ticks;
    for (const double hz : scale.ticks(maximum, kTickShare * scale.toAxis(maximum))) {
        const QString text = hz < 1000.0 ? SpectrogramLookWords::tr("%1 Hz").arg(hz)
                                         : SpectrogramLookWords::tr("%1 kHz").arg(QLocale().toString(hz / 1000.0, 'g', 3));
        ticks.append({scale.toAxis(hz), text, settings.grid});
    }
    pane.setTicks(ticks);
}

void showVoiceTracks(widgets::VoicePlottable& plottable, const VoiceLoader& loader, const VoiceSettings& settings) {
    plottable.setPitch(loader.pitch(), settings.pitch.floorHz, settings.pitch.ceilingHz);
    plottable.setFormants(loader.formants(), settings.formantRangeDecibels);
    plottable.setIntensity(loader.intensity());
    plottable.setHarmonicity(loader.harmonicity());
}

}  // namespace prososcope::gui
