// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <memory>

#include "app/gui/inspect/RecordingModel.h"
#include "engine/dsp/Spectrogram.h"
#include "widgets/WaveformImage.h"

namespace prososcope::gui {

/// One tile computed from a file: columns closer together than the window are taken one by one; wider ones are the mean
/// power of up to 16 windows spread over the column, so that a whole hour still shows what is in it; of those far apart
/// nothing else is read. FileLoader thread.
[[nodiscard]] widgets::SpectrogramTilePtr computeTile(audio::SampleSource& source, const widgets::TileKey& key,
                                                      const dsp::SpectrogramSettings& settings, const std::stop_token& stop,
                                                      audio::ChannelChoice choice = {});

/// Brings what the visible part of a recording needs from its file: spectrogram tiles, the middle of the view first, and
/// the samples of short stretches. One task of each kind is under way at a time, and the next is chosen when it is done,
/// so that nothing is computed for a view that has gone by. GUI thread; the work is the loader's.
class SpectrogramLoader : public QObject {
    Q_OBJECT
public:
    /// `loader` outlives this object.
    explicit SpectrogramLoader(FileLoader* loader, QObject* parent = nullptr);
    ~SpectrogramLoader() override;

    /// Tiles are those of `choice`; samples are always those of all channels.
    void setRecording(RecordingModel* recording, audio::ChannelChoice choice = {});
    void setSettings(const dsp::SpectrogramSettings& settings);
    /// Width of the pictures in device pixels.
    void setPixelWidth(int pixels);
    /// Asks for the samples of the visible part (at most a few hundred thousand).
    void requestSamples();
    /// Looks again at what is missing; call after the visible part has changed.
    void update();
    [[nodiscard]] bool idle() const { return !m_tileBusy && !m_samplesBusy; }

Q_SIGNALS:
    void tileReady();
    void samplesReady(widgets::SampleBlockPtr samples);

private:
    QPointer<RecordingModel> m_recording;
    FileLoader* m_loader;
    audio::ChannelChoice m_choice;
    dsp::SpectrogramSettings m_settings;
    int m_pixels = 0;
    bool m_tileBusy = false;
    bool m_samplesBusy = false;
    bool m_samplesWanted = false;
    int m_generation = 0;
};

}  // namespace prososcope::gui
