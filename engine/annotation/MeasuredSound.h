// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "engine/audio/AudioFile.h"
#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/dsp/Formants.h"
#include "engine/dsp/Harmonicity.h"
#include "engine/dsp/Intensity.h"
#include "engine/dsp/Pitch.h"
#include "engine/dsp/PitchCorrections.h"
#include "engine/dsp/Pulses.h"

namespace prososcope::annotation {

/// How the tracks that measurements are taken from are computed; the values here are the classic standard. A value.
struct MeasureSettings {
    dsp::PitchSettings pitch;
    dsp::FormantSettings formants;
    dsp::IntensitySettings intensity;
    dsp::HarmonicitySettings harmonicity;
    bool operator==(const MeasureSettings&) const = default;
};

/// Whether the settings can be used at that sample rate, before any file is read; else the sentence that says which not.
[[nodiscard]] core::Status checkSettings(const MeasureSettings& settings, int rateHz);

/// Glottal pulses with the amplitude of each (dsp::pulseAmplitudes).
struct MeasuredPulses {
    dsp::PulseTimes times;
    std::vector<double> amplitudes;
};

/// The tracks of one recording (the mean of its channels) over any span, on the frames of the whole recording: they are
/// computed in pieces of 20 s, a recording of up to a minute in one, and the newest few pieces are kept, so that memory does
/// not grow with the recording. The silence threshold of the pitch refers to the loudest sample of the whole
/// recording, for which longer ones are read through once. A recording too short for a kind of track has no frames of it.
/// Pitch is as corrected by hand, and the pulses are those of the corrected pitch. Owns the open file. One thread at a time.
class MeasuredSound {
public:
    static constexpr double kPieceSeconds = 20.0;
    static constexpr double kWholeSeconds = 60.0;

    /// Fails where the file cannot be read or a setting is impossible.
    [[nodiscard]] static core::Result<std::unique_ptr<MeasuredSound>> open(const std::filesystem::path& path,
                                                                           const MeasureSettings& settings,
                                                                           dsp::PitchCorrections corrections = {});
    [[nodiscard]] const audio::AudioInfo& info() const { return m_reader->info(); }
    [[nodiscard]] const MeasureSettings& settings() const { return m_settings; }
    [[nodiscard]] const dsp::PitchCorrections& corrections() const { return m_corrections; }

    /// All frames from `range.from` to `range.to`. Fail where the file turns out shorter than its header said.
    [[nodiscard]] core::Result<dsp::PitchTrack> pitch(const dsp::TimeRange& range, core::Progress& progress);
    [[nodiscard]] core::Result<dsp::FormantTrack> formants(const dsp::TimeRange& range, core::Progress& progress);
    [[nodiscard]] core::Result<dsp::IntensityTrack> intensity(const dsp::TimeRange& range, core::Progress& progress);
    [[nodiscard]] core::Result<dsp::HarmonicityTrack> harmonicity(const dsp::TimeRange& range, core::Progress& progress);
    /// Those of the whole recording that lie in `range`: voiced stretches that reach over its edge are searched whole.
    [[nodiscard]] core::Result<MeasuredPulses> pulses(const dsp::TimeRange& range, core::Progress& progress);

private:
    MeasuredSound() = default;

    template <typename Track>
    using Pieces = std::deque<std::pair<int, std::shared_ptr<const Track>>>;
    template <typename Track, typename Compute>
    core::Result<Track> joined(Pieces<Track>& pieces, const dsp::TimeRange& range, core::Progress& progress,
                               const Compute& compute);

    [[nodiscard]] bool whole() const { return info().seconds() <= kWholeSeconds; }
    [[nodiscard]] int lastPiece() const;
    [[nodiscard]] int pieceAt(double seconds) const;
    [[nodiscard]] dsp::TimeRange spanOf(int piece) const;
    /// Samples that reach three seconds and more beyond a piece; kept until another piece is asked for.
    [[nodiscard]] core::Result<dsp::SoundPart> soundOf(int piece, core::Progress& progress);
    [[nodiscard]] core::Status read(double from, double to, std::vector<float>& samples, std::int64_t& first);
    [[nodiscard]] core::Result<double> peak(core::Progress& progress);
    [[nodiscard]] core::Result<MeasuredPulses> pulsesOf(int piece, core::Progress& progress);

    std::unique_ptr<audio::AudioReader> m_reader;
    MeasureSettings m_settings;
    dsp::PitchCorrections m_corrections;
    std::optional<double> m_peak;
    int m_soundPiece = -1;
    std::int64_t m_first = 0;
    std::vector<float> m_samples;
    Pieces<dsp::PitchTrack> m_pitch;
    Pieces<dsp::FormantTrack> m_formants;
    Pieces<dsp::IntensityTrack> m_intensity;
    Pieces<dsp::HarmonicityTrack> m_harmonicity;
    Pieces<MeasuredPulses> m_pulses;
};

}  // namespace prososcope::annotation
