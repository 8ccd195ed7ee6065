// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/MeasuredSound.h"

#include <algorithm>
#include <cmath>

#include "engine/dsp/VoiceReport.h"

namespace prososcope::annotation {

using core::ErrorKind;
using core::fail;
using core::Result;
using dsp::FormantTrack;
using dsp::HarmonicityTrack;
using dsp::IntensityTrack;
using dsp::PitchTrack;
using dsp::SoundPart;
using dsp::TimeRange;

namespace {

constexpr double kMarginSeconds = 3.5;  // that formants need beyond a piece; the pitch needs less
constexpr double kPulseMargin = 0.1;
constexpr std::size_t kPiecesKept = 4;
constexpr std::size_t kBlockFrames = 1 << 16;

/// The vectors of a track with a value a frame (formants: several).
void takeFrames(const PitchTrack& from, std::size_t first, std::size_t count, PitchTrack& to) {
    to.ceilingHz = from.ceilingHz;
    to.hertz.insert(to.hertz.end(), &from.hertz[first], &from.hertz[first] + count);
    to.strength.insert(to.strength.end(), &from.strength[first], &from.strength[first] + count);
}
void takeFrames(const FormantTrack& from, std::size_t first, std::size_t count, FormantTrack& to) {
    to.most = from.most;
    const std::size_t width = from.most;
    const float* hertz = from.hertz.data() + first * width;
    const float* bandwidth = from.bandwidth.data() + first * width;
    to.hertz.insert(to.hertz.end(), hertz, hertz + count * width);
    to.bandwidth.insert(to.bandwidth.end(), bandwidth, bandwidth + count * width);
}
template <typename Track>
void takeFrames(const Track& from, std::size_t first, std::size_t count, Track& to) {
    to.decibels.insert(to.decibels.end(), &from.decibels[first], &from.decibels[first] + count);
}

/// Adds the frames of `piece` that lie in `range`; pieces come in order and without gaps.
template <typename Track>
void append(const Track& piece, const TimeRange& range, Track& track) {
    const auto& times = piece.times;
    // A frame at the very edge of two pieces is in both.
    const auto next = track.times.firstFrame + static_cast<std::int64_t>(track.times.count) - times.firstFrame;
    std::size_t first = track.times.count > 0 ? static_cast<std::size_t>(std::max<std::int64_t>(next, 0)) : 0;
    while (first < times.count && times.at(first) < range.from) ++first;
    if (first >= times.count) return;
    std::size_t end = times.count;
    while (end > first && times.at(end - 1) > range.to) --end;
    if (end == first) return;
    if (track.times.count == 0) {
        track.times = times;
        track.times.firstFrame += static_cast<std::int64_t>(first);
        track.times.count = 0;
    }
    takeFrames(piece, first, end - first, track);
    track.times.count += end - first;
}

void append(const MeasuredPulses& piece, const TimeRange& range, MeasuredPulses& all) {
    for (std::size_t i = 0; i < piece.times.size(); ++i) {
        if (!range.holds(piece.times[i])) continue;
        all.times.push_back(piece.times[i]);
        all.amplitudes.push_back(piece.amplitudes[i]);
    }
}

/// Time of the frame `step` frames from `frame` on that is unvoiced, or of the last one.
double unvoicedFrom(const PitchTrack& pitch, double seconds, int step) {
    const auto count = static_cast<double>(pitch.times.count);
    auto frame = static_cast<std::int64_t>(std::clamp(std::round(pitch.times.indexOf(seconds)), 0.0, count - 1.0));
    const auto inside = [&](std::int64_t index) { return index >= 0 && index < static_cast<std::int64_t>(pitch.times.count); };
    while (inside(frame + step) && pitch.voiced(static_cast<std::size_t>(frame))) frame += step;
    return pitch.times.at(static_cast<std::size_t>(frame));
}

}  // namespace

core::Status checkSettings(const MeasureSettings& settings, int rateHz) {
    // What a recording long enough for every window cannot be measured with, no recording can.
    constexpr double kWindows = 20.0;
    const double lowest =
        std::min({settings.pitch.floorHz, settings.intensity.minimumPitchHz, settings.harmonicity.minimumPitchHz});
    if (!(lowest >= 1.0)) return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "The pitch floor must be 1 Hz or higher.")});
    const std::vector<float> silence(static_cast<std::size_t>(std::max(1.0, kWindows / lowest) * rateHz));
    const SoundPart sound{silence, rateHz};
    const TimeRange instant{0.5, 0.5};
    core::Progress progress;
    if (const auto track = dsp::computePitch(sound, settings.pitch, progress, instant); !track) return fail(track.error());
    if (const auto track = dsp::computeFormants(sound, settings.formants, progress, instant); !track)
        return fail(track.error());
    if (const auto track = dsp::computeIntensity(sound, settings.intensity, progress, instant); !track)
        return fail(track.error());
    if (const auto track = dsp::computeHarmonicity(sound, settings.harmonicity, progress, instant); !track)
        return fail(track.error());
    return {};
}

Result<std::unique_ptr<MeasuredSound>> MeasuredSound::open(const std::filesystem::path& path, const MeasureSettings& settings,
                                                           dsp::PitchCorrections corrections) {
    auto reader = audio::AudioReader::open(path);
    if (!reader) return fail(reader.error());
    if (const auto checked = checkSettings(settings, (*reader)->info().rateHz); !checked) return fail(checked.error());
    auto sound = std::unique_ptr<MeasuredSound>(new MeasuredSound);
    sound->m_reader = std::move(*reader);
    sound->m_settings = settings;
    sound->m_corrections = std::move(corrections);
    return sound;
}

int MeasuredSound::lastPiece() const { return whole() ? 0 : static_cast<int>(std::ceil(info().seconds() / kPieceSeconds)) - 1; }

int MeasuredSound::pieceAt(double seconds) const {
    return static_cast<int>(std::clamp(std::floor(seconds / kPieceSeconds), 0.0, static_cast<double>(lastPiece())));
}

TimeRange MeasuredSound::spanOf(int piece) const {
    if (whole()) return {};
    return {piece * kPieceSeconds, std::nextafter((piece + 1) * kPieceSeconds, 0.0)};
}

core::Status MeasuredSound::read(double from, double to, std::vector<float>& samples, std::int64_t& first) {
    const auto frameOf = [this](double seconds) {
        return static_cast<std::int64_t>(
            std::clamp(std::round(seconds * info().rateHz), 0.0, static_cast<double>(info().frames)));
    };
    first = frameOf(from);
    samples.resize(static_cast<std::size_t>(frameOf(to) - first));
    const auto got = m_reader->readMono(first, samples.size(), samples);
    if (!got) return fail(got.error());
    if (*got < samples.size())
        return fail(ErrorKind::Failed, {TRANSLATABLE("Engine", "%1 has become shorter since it was opened. Open it again."),
                                        {info().path.string()}});
    for (float& sample : samples) {
        if (!std::isfinite(sample)) sample = 0.0F;
    }
    return {};
}

Result<double> MeasuredSound::peak(core::Progress& progress) {
    if (whole()) return -1.0;
    if (m_peak) return *m_peak;
    double sum = 0.0;
    double low = 0.0;
    double high = 0.0;
    std::vector<float> block(kBlockFrames);
    for (std::int64_t at = 0; at < info().frames;) {
        if (progress.stopRequested()) return core::cancelled();
        const auto got = m_reader->readMono(at, block.size(), block);
        if (!got) return fail(got.error());
        if (*got == 0) break;
        for (std::size_t i = 0; i < *got; ++i) {
            const auto value = std::isfinite(block[i]) ? static_cast<double>(block[i]) : 0.0;
            if (at == 0 && i == 0) low = high = value;
            sum += value;
            low = std::min(low, value);
            high = std::max(high, value);
        }
        at += static_cast<std::int64_t>(*got);
        progress.report(static_cast<double>(at) / static_cast<double>(info().frames));
    }
    const double mean = sum / static_cast<double>(std::max<std::int64_t>(info().frames, 1));
    m_peak = std::max(high - mean, mean - low);
    return *m_peak;
}

Result<SoundPart> MeasuredSound::soundOf(int piece, core::Progress& progress) {
    const auto loudest = peak(progress);
    if (!loudest) return fail(loudest.error());
    if (piece != m_soundPiece) {
        m_soundPiece = -1;
        const TimeRange span = whole() ? TimeRange{0.0, info().seconds()} : spanOf(piece);
        if (const auto done = read(span.from - kMarginSeconds, span.to + kMarginSeconds, m_samples, m_first); !done)
            return fail(done.error());
        m_soundPiece = piece;
    }
    return SoundPart{m_samples, info().rateHz, m_first, info().frames, *loudest};
}

template <typename Track, typename Compute>
Result<Track> MeasuredSound::joined(Pieces<Track>& pieces, const TimeRange& range, core::Progress& progress,
                                    const Compute& compute) {
    Track track;
    const int first = pieceAt(range.from);
    const int last = pieceAt(range.to);
    for (int piece = first; piece <= last; ++piece) {
        auto found = std::find_if(pieces.begin(), pieces.end(), [&](const auto& entry) { return entry.first == piece; });
        if (found == pieces.end()) {
            if (progress.stopRequested()) return core::cancelled();
            const double count = last - first + 1;
            auto part = progress.part((piece - first) / count, (piece + 1 - first) / count);
            auto made = compute(piece, part);
            // Settings were checked at the start: what fails now is a recording that is shorter than a window.
            const bool tooShort = !made && made.error().kind == ErrorKind::BadInput && whole();
            if (!made && !tooShort) return fail(made.error());
            pieces.emplace_back(piece, std::make_shared<const Track>(made ? std::move(*made) : Track{}));
            if (pieces.size() > kPiecesKept) pieces.pop_front();
            found = std::prev(pieces.end());
        }
        append(*found->second, range, track);
    }
    return track;
}

Result<PitchTrack> MeasuredSound::pitch(const TimeRange& range, core::Progress& progress) {
    return joined(m_pitch, range, progress, [this](int piece, core::Progress& part) -> Result<PitchTrack> {
        const auto sound = soundOf(piece, part);
        if (!sound) return fail(sound.error());
        auto track = dsp::computePitch(*sound, m_settings.pitch, part, spanOf(piece));
        if (track && !m_corrections.empty()) track = m_corrections.apply(std::move(*track));
        return track;
    });
}

Result<FormantTrack> MeasuredSound::formants(const TimeRange& range, core::Progress& progress) {
    return joined(m_formants, range, progress, [this](int piece, core::Progress& part) -> Result<FormantTrack> {
        const auto sound = soundOf(piece, part);
        if (!sound) return fail(sound.error());
        return dsp::computeFormants(*sound, m_settings.formants, part, spanOf(piece));
    });
}

Result<IntensityTrack> MeasuredSound::intensity(const TimeRange& range, core::Progress& progress) {
    return joined(m_intensity, range, progress, [this](int piece, core::Progress& part) -> Result<IntensityTrack> {
        const auto sound = soundOf(piece, part);
        if (!sound) return fail(sound.error());
        return dsp::computeIntensity(*sound, m_settings.intensity, part, spanOf(piece));
    });
}

Result<HarmonicityTrack> MeasuredSound::harmonicity(const TimeRange& range, core::Progress& progress) {
    return joined(m_harmonicity, range, progress, [this](int piece, core::Progress& part) -> Result<HarmonicityTrack> {
        const auto sound = soundOf(piece, part);
        if (!sound) return fail(sound.error());
        return dsp::computeHarmonicity(*sound, m_settings.harmonicity, part, spanOf(piece));
    });
}

Result<MeasuredPulses> MeasuredSound::pulses(const TimeRange& range, core::Progress& progress) {
    return joined(m_pulses, range, progress, [this](int piece, core::Progress& part) { return pulsesOf(piece, part); });
}

Result<MeasuredPulses> MeasuredSound::pulsesOf(int piece, core::Progress& progress) {
    const TimeRange span = whole() ? TimeRange{0.0, info().seconds()} : spanOf(piece);
    // The pieces beside it, so that a voiced stretch which reaches over the edge has its true middle.
    TimeRange wide{span.from - kPieceSeconds, span.to + kPieceSeconds};
    auto track = pitch(wide, progress);
    if (!track) return fail(track.error());
    MeasuredPulses own;
    if (track->times.count == 0) return own;
    if (!whole()) {
        wide = {unvoicedFrom(*track, span.from, -1), unvoicedFrom(*track, span.to, 1)};
        PitchTrack part;
        append(*track, wide, part);
        *track = std::move(part);
    }
    const auto loudest = peak(progress);
    if (!loudest) return fail(loudest.error());
    std::vector<float> samples;
    std::int64_t first = 0;
    if (const auto done = read(wide.from - kPulseMargin, wide.to + kPulseMargin, samples, first); !done)
        return fail(done.error());
    const SoundPart sound{samples, info().rateHz, first, info().frames, *loudest};
    MeasuredPulses all;
    all.times = dsp::findPulses(sound, *track);
    all.amplitudes = dsp::pulseAmplitudes(sound, all.times, dsp::voicePeriods(m_settings.pitch));
    append(all, span, own);
    return own;
}

}  // namespace prososcope::annotation
