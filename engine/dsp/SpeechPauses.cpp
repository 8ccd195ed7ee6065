// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/SpeechPauses.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>

namespace prososcope::dsp {

namespace {

constexpr double kLoudShare = 0.99;
constexpr double kNoiseShare = 0.05;
constexpr double kDeepest = 60.0;      // dB below the speech; what is quieter is not told apart
constexpr double kShortestRun = 0.03;  // seconds of speech that may keep a pause from being one
constexpr double kGridSeconds = 1.0;   // between moments at which the levels are taken
constexpr double kRumbleHz = 100.0;
constexpr double kBlockSeconds = 20.0;

/// Levels in half decibels of the frames in a window that only moves on, so that a percentile costs no sorting.
class SlidingLevels {
public:
    explicit SlidingLevels(const std::vector<float>& decibels) : m_decibels(decibels) {}

    void moveTo(std::size_t from, std::size_t to) {
        for (; m_to < to; ++m_to) ++m_counts[binOf(m_decibels[m_to])];
        for (; m_from < from; ++m_from) --m_counts[binOf(m_decibels[m_from])];
    }
    [[nodiscard]] double percentile(double share) const {
        const auto wanted = static_cast<double>(m_to - m_from) * share;
        double seen = 0.0;
        for (std::size_t bin = 0; bin < kBins; ++bin) {
            const double count = m_counts[bin];
            if (count > 0.0 && seen + count >= wanted)
                return kLowest + kWidth * (static_cast<double>(bin) + (wanted - seen) / count);
            seen += count;
        }
        return kLowest;
    }

private:
    static constexpr double kLowest = -300.0;  // the intensity of digital silence
    static constexpr double kWidth = 0.5;
    static constexpr std::size_t kBins = 1200;

    static std::size_t binOf(float decibels) {
        const double place = (static_cast<double>(decibels) - kLowest) / kWidth;
        return place > 0.0 ? std::min(static_cast<std::size_t>(place), kBins - 1) : 0;
    }

    const std::vector<float>& m_decibels;
    std::array<std::uint32_t, kBins> m_counts{};
    std::size_t m_from = 0;
    std::size_t m_to = 0;
};

double thresholdOf(double loud, double noise, const SpeechSettings& settings) {
    noise = std::max(noise, loud - kDeepest);
    // Nothing reaches an infinite threshold: where everything is about equally loud, nothing is speech.
    if (loud - noise < settings.leastRange) return std::numeric_limits<double>::infinity();
    const double above = std::clamp(settings.noiseShare * (loud - noise), settings.leastAboveNoise, settings.mostAboveNoise);
    return std::max(loud - settings.belowSpeechDecibels, noise + above);
}

/// The threshold of each frame: taken every second from the levels around, and straight in between.
std::vector<float> thresholds(const IntensityTrack& intensity, const SpeechSettings& settings) {
    const auto& decibels = intensity.decibels;
    const std::size_t count = decibels.size();
    const auto framesIn = [&](double seconds) {
        return std::max<std::size_t>(1, static_cast<std::size_t>(std::lround(seconds / intensity.times.stepSeconds)));
    };
    const std::size_t grid = framesIn(kGridSeconds);
    const std::size_t window = framesIn(settings.windowSeconds);
    SlidingLevels levels(decibels);
    std::vector<float> marks;
    for (std::size_t middle = 0; middle < count + grid; middle += grid) {
        // At the ends the window stays whole and lies to one side.
        const std::size_t from = std::min(middle - std::min(middle, window / 2), count - std::min(count, window));
        levels.moveTo(from, std::min(count, from + window));
        marks.push_back(
            static_cast<float>(thresholdOf(levels.percentile(kLoudShare), levels.percentile(kNoiseShare), settings)));
    }
    std::vector<float> result(count);
    for (std::size_t i = 0; i < count; ++i) {
        const float before = marks[i / grid];
        const float after = marks[i / grid + 1];
        const float share = static_cast<float>(i % grid) / static_cast<float>(grid);
        const bool finite = std::isfinite(before) && std::isfinite(after);
        result[i] = finite ? before + share * (after - before) : std::max(before, after);
    }
    return result;
}

/// Frames [from, to) on one side of the threshold.
struct Run {
    std::size_t from = 0;
    std::size_t to = 0;
    bool isSpeech = false;
};

/// Neighbours of one kind become one run.
void join(std::vector<Run>& runs) {
    std::vector<Run> joined;
    for (const Run& run : runs) {
        if (!joined.empty() && joined.back().isSpeech == run.isSpeech)
            joined.back().to = run.to;
        else
            joined.push_back(run);
    }
    runs = std::move(joined);
}

class Runs {
public:
    Runs(const std::vector<float>& decibels, const std::vector<float>& limits) : m_decibels(decibels), m_limits(limits) {
        for (std::size_t i = 0; i < decibels.size(); ++i) m_runs.push_back({i, i + 1, decibels[i] > limits[i]});
        join(m_runs);
    }
    [[nodiscard]] const std::vector<Run>& all() const { return m_runs; }

    /// Runs of one kind that are shorter than `frames`, or stay within `decibels` of the threshold, go over to the other
    /// kind. Pauses at the very ends have no speech on one side and stay.
    void turn(bool speech, double frames, double decibels) {
        for (std::size_t i = 0; i < m_runs.size(); ++i) {
            Run& run = m_runs[i];
            const bool atEnd = i == 0 || i + 1 == m_runs.size();
            if (run.isSpeech != speech || (!speech && atEnd)) continue;
            if (static_cast<double>(run.to - run.from) < frames || !reaches(run, decibels)) run.isSpeech = !speech;
        }
        join(m_runs);
    }

private:
    [[nodiscard]] bool reaches(const Run& run, double decibels) const {
        for (std::size_t i = run.from; i < run.to; ++i) {
            const auto distance = static_cast<double>(m_decibels[i]) - static_cast<double>(m_limits[i]);
            if (run.isSpeech ? distance >= decibels : -distance >= decibels) return true;
        }
        return false;
    }

    const std::vector<float>& m_decibels;
    const std::vector<float>& m_limits;
    std::vector<Run> m_runs;
};

/// Second-order section of a Butterworth high-pass by the bilinear transform; keeps its state between blocks.
class HighPass {
public:
    HighPass(double cutHz, double rateHz, double q) {
        const double w = 2.0 * M_PI * std::min(cutHz, 0.45 * rateHz) / rateHz;
        const double alpha = std::sin(w) / (2.0 * q);
        const double cosine = std::cos(w);
        const double scale = 1.0 / (1.0 + alpha);
        m_b = 0.5 * (1.0 + cosine) * scale;
        m_a1 = -2.0 * cosine * scale;
        m_a2 = (1.0 - alpha) * scale;
    }
    double next(double x) {
        const double y = m_b * x + m_s1;
        m_s1 = -2.0 * m_b * x - m_a1 * y + m_s2;
        m_s2 = m_b * x - m_a2 * y;
        return y;
    }

private:
    double m_b;
    double m_a1;
    double m_a2;
    double m_s1 = 0.0;
    double m_s2 = 0.0;
};

/// The two sections of a fourth-order Butterworth filter.
constexpr double kFirstQ = 0.54119610014619698;
constexpr double kSecondQ = 1.3065629648763766;

/// The intensity of a whole file above the rumble, read once in blocks.
core::Result<IntensityTrack> intensityOf(audio::AudioReader& reader, const SpeechSettings& settings, core::Progress& progress) {
    const audio::AudioInfo& info = reader.info();
    const IntensitySettings how{.minimumPitchHz = settings.minimumPitchHz, .stepSeconds = settings.stepSeconds};
    HighPass first(kRumbleHz, info.rateHz, kFirstQ);
    HighPass second(kRumbleHz, info.rateHz, kSecondQ);
    const auto block = static_cast<std::size_t>(kBlockSeconds * info.rateHz);
    const auto margin = static_cast<std::size_t>(10.0 / settings.minimumPitchHz * info.rateHz) + 4;  // over a window
    std::vector<float> kept;  // filtered samples from the recording's sample `keptFirst` on
    std::int64_t keptFirst = 0;
    std::vector<float> fresh(block);
    IntensityTrack whole;
    for (std::int64_t at = 0; at < info.frames; at += static_cast<std::int64_t>(block)) {
        if (progress.stopRequested()) return core::cancelled();
        progress.report(static_cast<double>(at) / static_cast<double>(info.frames));
        const auto wanted = std::min(block, static_cast<std::size_t>(info.frames - at));
        const auto read = reader.readMono(at, wanted, fresh);
        if (!read) return core::fail(read.error());
        std::fill(fresh.begin() + static_cast<std::ptrdiff_t>(*read), fresh.end(), 0.0F);  // cut short since it was opened
        for (std::size_t i = 0; i < wanted; ++i) {
            const auto sample = static_cast<double>(std::isfinite(fresh[i]) ? fresh[i] : 0.0F);
            kept.push_back(static_cast<float>(second.next(first.next(sample))));
        }
        const SoundPart part{kept, info.rateHz, keptFirst, info.frames};
        core::Progress silent(progress.stopToken());
        auto track = computeIntensity(part, how, silent);
        if (!track) return core::fail(track.error());
        if (at == 0) whole.times = track->times;
        // Frames that the block before had already come again with its margin.
        const auto next = whole.times.firstFrame + static_cast<std::int64_t>(whole.decibels.size());
        const auto known =
            std::clamp<std::int64_t>(next - track->times.firstFrame, 0, static_cast<std::int64_t>(track->decibels.size()));
        whole.decibels.insert(whole.decibels.end(), track->decibels.begin() + known, track->decibels.end());
        if (kept.size() > margin) {
            keptFirst += static_cast<std::int64_t>(kept.size() - margin);
            kept.erase(kept.begin(), kept.end() - static_cast<std::ptrdiff_t>(margin));
        }
    }
    whole.times.count = whole.decibels.size();
    progress.report(1.0);
    return whole;
}

}  // namespace

std::vector<TimeRange> findSpeech(const IntensityTrack& intensity, double seconds, const SpeechSettings& settings) {
    const auto& decibels = intensity.decibels;
    if (decibels.empty()) return {};
    const std::vector<float> limits = thresholds(intensity, settings);
    const double step = intensity.times.stepSeconds;
    Runs runs(decibels, limits);
    runs.turn(true, kShortestRun / step, -1.0);
    runs.turn(false, settings.minimumPause / step, settings.hysteresisDecibels);
    runs.turn(true, settings.minimumSpeech / step, settings.hysteresisDecibels);

    /// Where the intensity crosses the threshold between frame - 1 and frame.
    const auto crossing = [&](std::size_t frame) {
        if (frame == 0) return 0.0;
        if (frame == decibels.size()) return seconds;
        const double before = static_cast<double>(decibels[frame - 1]) - static_cast<double>(limits[frame - 1]);
        const double after = static_cast<double>(decibels[frame]) - static_cast<double>(limits[frame]);
        const double share = before == after || !std::isfinite(before - after) ? 0.5 : before / (before - after);
        return std::clamp(intensity.times.at(frame - 1) + step * std::clamp(share, 0.0, 1.0), 0.0, seconds);
    };
    std::vector<TimeRange> speech;
    for (const Run& run : runs.all())
        if (run.isSpeech) speech.push_back({crossing(run.from), crossing(run.to)});
    return speech;
}

core::Result<std::vector<TimeRange>> findSpeech(audio::AudioReader& reader, const SpeechSettings& settings,
                                                core::Progress& progress) {
    if (reader.info().seconds() < 6.4 / settings.minimumPitchHz) return std::vector<TimeRange>{};
    auto intensity = intensityOf(reader, settings, progress);
    if (!intensity) return core::fail(intensity.error());
    return findSpeech(*intensity, reader.info().seconds(), settings);
}

std::vector<TimeRange> pausesBetween(const std::vector<TimeRange>& speech, double seconds) {
    std::vector<TimeRange> pauses;
    double reached = 0.0;
    for (const TimeRange& stretch : speech) {
        if (stretch.from > reached) pauses.push_back({reached, stretch.from});
        reached = stretch.to;
    }
    if (reached < seconds) pauses.push_back({reached, seconds});
    return pauses;
}

}  // namespace prososcope::dsp
