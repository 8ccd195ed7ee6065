// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/Formants.h"

#include <algorithm>
#include <limits>
#include <numbers>
#include <utility>

#include "engine/core/Csv.h"
#include "engine/dsp/BandResampler.h"
#include "engine/dsp/Burg.h"
#include "engine/dsp/Chunks.h"
#include "engine/dsp/PolynomialRoots.h"
#include "engine/dsp/Window.h"

namespace prososcope::dsp {

namespace {

constexpr double kMarginHz = 50.0;  // at 0 and at the ceiling
constexpr double kHighestRate = 4e5;
constexpr std::int64_t kFramesInChunk = 64;
constexpr std::int64_t kChunksInSection = 128;  // resampled together: bounds the memory

/// All that settings and rate decide.
struct Plan {
    BandResampler resampler;
    std::size_t poles;
    std::size_t most;
    double emphasis;
    double ceilingHz;
    FrameTimes frames;
    std::int64_t half;  ///< of the window, in resampled samples
    std::vector<double> window;
};

/// The formants of one frame after another; holds the scratch memory of one thread.
class FrameAnalyser {
public:
    explicit FrameAnalyser(const Plan& plan)
        : m_plan(plan), m_frame(plan.window.size() + 1), m_coefficients(plan.poles), m_found(plan.poles) {}

    void startChunk() { m_roots.forget(); }

    /// samples[0] is the resampled sample `offset`. hertz and bandwidth: `most` values, NaN where there is none. Returns
    /// the largest squared sample.
    double analyse(const double* samples, std::int64_t offset, double seconds, float* hertz, float* bandwidth) {
        const double place = (seconds - m_plan.resampler.firstSeconds()) / (1.0 / m_plan.resampler.rateHz());
        const auto left = static_cast<std::int64_t>(std::floor(place));
        const std::int64_t from = std::max<std::int64_t>(left + 1 - m_plan.half, 0);
        const std::int64_t to = std::min(left + 1 + m_plan.half, m_plan.resampler.samples());
        const std::size_t count = to > from ? std::min(static_cast<std::size_t>(to - from), m_plan.window.size()) : 0;
        const double* source = samples + (from - offset);
        double largest = 0.0;
        double before = from > 0 ? source[-1] : 0.0;
        for (std::size_t i = 0; i < count; ++i) {
            const double value = source[i] - m_plan.emphasis * before;
            before = source[i];
            largest = std::max(largest, std::abs(value));
            m_frame[i] = value * m_plan.window[i];
        }
        if (!(largest > 0.0)) return 0.0;
        m_burg.predict(m_frame.data(), count, m_coefficients);
        std::size_t found = 0;
        const double scale = m_plan.ceilingHz / std::numbers::pi;
        for (const std::complex<double>& root : m_roots.solve(m_coefficients)) {
            if (root.imag() <= 0.0) continue;
            const double frequency = std::atan2(root.imag(), root.real()) * scale;
            if (frequency < kMarginHz || frequency > m_plan.ceilingHz - kMarginHz) continue;
            m_found[found++] = {frequency, std::abs(std::log(std::norm(root))) * scale};
        }
        std::sort(m_found.begin(), m_found.begin() + static_cast<std::ptrdiff_t>(found));
        for (std::size_t i = 0; i < std::min(found, m_plan.most); ++i) {
            hertz[i] = static_cast<float>(m_found[i].first);
            bandwidth[i] = static_cast<float>(m_found[i].second);
        }
        return largest * largest;
    }

private:
    const Plan& m_plan;
    std::vector<double> m_frame;
    std::vector<double> m_coefficients;
    std::vector<std::pair<double, double>> m_found;
    Burg m_burg;
    PolynomialRoots m_roots;
};

core::Result<Plan> makePlan(const SoundPart& sound, const FormantSettings& settings) {
    const auto bad = [](core::Text text) { return core::fail(core::ErrorKind::BadInput, std::move(text)); };
    if (sound.rateHz <= 0) return bad({TRANSLATABLE("Engine", "The sample rate must be above 0 Hz.")});
    if (!(settings.ceilingHz > 2.0 * kMarginHz) || settings.ceilingHz > kHighestRate)
        return bad({TRANSLATABLE("Engine", "The formant ceiling (%1 Hz) must lie above 100 Hz and below 400 kHz."),
                    {core::numberText(settings.ceilingHz)}});
    if (settings.formants < 1 || 2 * static_cast<std::size_t>(settings.formants) > PolynomialRoots::kMostRoots)
        return bad({TRANSLATABLE("Engine", "The number of formants must lie between 1 and 32.")});
    if (settings.stepSeconds != 0.0 && !(settings.stepSeconds * sound.rateHz >= 1.0 && std::isfinite(settings.stepSeconds)))
        return bad({TRANSLATABLE("Engine", "The time step must be 0 for the standard one, or a sample or longer.")});
    if (!(settings.windowSeconds > 0.0) || settings.windowSeconds > 10.0)
        return bad({TRANSLATABLE("Engine", "The window must be longer than 0 s and at most 10 s.")});
    if (!(settings.preEmphasisHz >= 0.0))
        return bad({TRANSLATABLE("Engine", "The frequency of the pre-emphasis must not be negative.")});

    const int rate = static_cast<int>(std::lround(2.0 * settings.ceilingHz));
    Plan plan{BandResampler(sound, rate),
              2 * static_cast<std::size_t>(settings.formants),
              static_cast<std::size_t>(settings.formants),
              std::exp(-2.0 * std::numbers::pi * settings.preEmphasisHz / rate),
              0.5 * rate,
              {},
              0,
              {}};
    const double period = 1.0 / rate;
    const double windowSeconds = 2.0 * settings.windowSeconds;
    const double duration = static_cast<double>(plan.resampler.samples()) * period;
    auto length = static_cast<std::int64_t>(windowSeconds / period);
    plan.frames.stepSeconds = settings.stepSeconds > 0.0 ? settings.stepSeconds : settings.windowSeconds / 4.0;
    const double count = 1.0 + std::floor((duration - windowSeconds) / plan.frames.stepSeconds);
    if (count < 1.0) {
        plan.frames.count = 1;
        plan.frames.origin = plan.resampler.firstSeconds() + 0.5 * duration;
        length = plan.resampler.samples();
    } else {
        plan.frames.count = static_cast<std::size_t>(count);
        plan.frames.origin =
            plan.resampler.firstSeconds() + 0.5 * (duration - period - (count - 1.0) * plan.frames.stepSeconds);
    }
    if (length < static_cast<std::int64_t>(plan.poles) + 1)
        return bad(
            {TRANSLATABLE("Engine", "The recording or the window is too short for %1 formants: at least %2 s are needed."),
             {std::to_string(settings.formants), core::fixedText(static_cast<double>(plan.poles + 1) * period, 4)}});
    plan.half = length / 2;
    plan.window = gaussianWindow(static_cast<double>(length + 1), static_cast<std::size_t>(length));
    return plan;
}

}  // namespace

core::Result<FormantTrack> computeFormants(const SoundPart& sound, const FormantSettings& settings, core::Progress& progress,
                                           const TimeRange& range) {
    auto plan = makePlan(sound, settings);
    if (!plan) return core::fail(plan.error());
    const auto margin = static_cast<std::int64_t>((settings.windowSeconds + 0.001) * sound.rateHz) + 1;
    FormantTrack track;
    track.most = plan->most;
    track.times = framesWithin(plan->frames, sound, range, margin);
    const std::size_t count = track.times.count;
    track.hertz.assign(count * track.most, std::numeric_limits<float>::quiet_NaN());
    track.bandwidth = track.hertz;
    track.intensity.assign(count, 0.0F);
    if (count == 0) return track;

    // Chunks lie on the recording's grid of frames: each begins with fresh roots, so that a range changes nothing.
    const auto first = track.times.firstFrame;
    const auto end = first + static_cast<std::int64_t>(count);
    const std::int64_t firstChunk = first / kFramesInChunk;
    const std::int64_t lastChunk = (end - 1) / kFramesInChunk;
    const std::int64_t hop = plan->resampler.blockSamples();
    std::vector<double> resampled;
    std::pair<std::int64_t, std::int64_t> held{-1, -1};
    for (std::int64_t section = firstChunk; section <= lastChunk; section += kChunksInSection) {
        const std::int64_t sectionEnd = std::min(section + kChunksInSection, lastChunk + 1);
        const std::int64_t from = std::max(section * kFramesInChunk, first);
        const std::int64_t to = std::min(sectionEnd * kFramesInChunk, end);
        const auto placeOf = [&](std::int64_t frame) {
            return (track.times.at(static_cast<std::size_t>(frame - first)) - plan->resampler.firstSeconds()) *
                   plan->resampler.rateHz();
        };
        const auto firstBlock = std::max<std::int64_t>(static_cast<std::int64_t>(placeOf(from)) - plan->half - 2, 0) / hop;
        const auto lastBlock = (static_cast<std::int64_t>(placeOf(to - 1)) + plan->half + 2) / hop;
        const auto blocks = static_cast<std::size_t>(lastBlock - firstBlock + 1);
        resampled.resize(blocks * static_cast<std::size_t>(hop));
        const double share = static_cast<double>(lastChunk + 1 - firstChunk);
        core::Progress part = progress.part(static_cast<double>(section - firstChunk) / share,
                                            static_cast<double>(sectionEnd - firstChunk) / share);
        core::Progress resampling = part.part(0.0, 0.2);
        const auto makeResampling = [&] {
            return [&, workspace = plan->resampler.workspace()](std::size_t block) mutable {
                const auto number = static_cast<std::int64_t>(block);
                plan->resampler.block(sound, firstBlock + number, resampled.data() + number * hop, workspace);
            };
        };
        if (std::exchange(held, {firstBlock, lastBlock}) != std::pair(firstBlock, lastBlock) &&
            !runChunks(blocks, settings.threads, resampling, makeResampling))
            return core::cancelled();
        core::Progress analysing = part.part(0.2, 1.0);
        const auto makeAnalysis = [&] {
            return [&, analyser = FrameAnalyser(*plan)](std::size_t chunk) mutable {
                analyser.startChunk();
                const std::int64_t chunkStart = (section + static_cast<std::int64_t>(chunk)) * kFramesInChunk;
                for (std::int64_t frame = std::max(chunkStart, from); frame < std::min(chunkStart + kFramesInChunk, to);
                     ++frame) {
                    const auto row = static_cast<std::size_t>(frame - first);
                    track.intensity[row] = static_cast<float>(
                        analyser.analyse(resampled.data(), firstBlock * hop, track.times.at(row),
                                         track.hertz.data() + row * track.most, track.bandwidth.data() + row * track.most));
                }
            };
        };
        if (!runChunks(static_cast<std::size_t>(sectionEnd - section), settings.threads, analysing, makeAnalysis))
            return core::cancelled();
    }
    progress.report(1.0);
    return track;
}

double FormantTrack::at(double seconds, std::size_t number) const {
    if (number < 1 || number > most || times.count == 0) return std::nan("");
    const double place = times.indexOf(seconds);
    const double low = std::floor(place);
    const auto valueAt = [&](double index) {
        if (index < 0.0 || index >= static_cast<double>(times.count)) return std::nan("");
        return static_cast<double>(formant(static_cast<std::size_t>(index), number));
    };
    const bool nearLow = place - low < 0.5;
    const double nearer = valueAt(nearLow ? low : low + 1.0);
    const double other = valueAt(nearLow ? low + 1.0 : low);
    if (std::isnan(nearer) || std::isnan(other)) return nearer;
    const double share = nearLow ? place - low : 1.0 - (place - low);
    return nearer + share * (other - nearer);
}

}  // namespace prososcope::dsp
