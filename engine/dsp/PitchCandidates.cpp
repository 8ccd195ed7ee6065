// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/PitchCandidates.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/core/Csv.h"
#include "engine/dsp/Chunks.h"
#include "engine/dsp/Dot.h"
#include "engine/dsp/Fft.h"
#include "engine/dsp/Parabola.h"
#include "engine/dsp/SincPeak.h"
#include "engine/dsp/Window.h"

namespace prososcope::dsp {

namespace {

constexpr std::size_t kFramesInChunk = 64;
constexpr std::size_t kDepth = 70;
constexpr std::size_t kAccurateDepth = 700;
constexpr std::size_t kRankingDepth = 30;

/// The smallest even size from `least` on that has no prime factor above 5.
std::size_t fastSize(std::size_t least) {
    for (std::size_t size = std::max<std::size_t>(least + least % 2, 2);; size += 2) {
        std::size_t rest = size;
        for (const std::size_t prime : {2U, 3U, 5U})
            while (rest % prime == 0) rest /= prime;
        if (rest == 1) return size;
    }
}

/// All that settings and rate decide, the same for each frame.
struct Plan {
    PitchMethod method = PitchMethod::Autocorrelation;
    double rate = 16000.0;
    double floorHz = 75.0;
    double ceilingHz = 600.0;
    double windowSeconds = 0.0;
    double frameSeconds = 0.0;  ///< window, and for cross-correlation the longest lag
    std::int64_t period = 0;    ///< of the floor, in samples
    std::int64_t halfWindow = 0;
    std::int64_t longestLag = 0;
    std::int64_t reach = 0;  ///< correlation is known for lags up to this
    double threshold = 0.0;  ///< a candidate is stronger than this
    std::size_t most = 15;   ///< voiced candidates
    double octaveCost = 0.01;
    SincPeak peaks{kDepth};
    std::vector<double> window;
    std::vector<double> correction;  ///< 1 / the window's own normalised correlation, [reach + 1]
    const RealFft* fft = nullptr;

    Plan(const SoundPart& sound, const PitchSettings& settings);
};

double periodsOf(const PitchSettings& settings) {
    if (settings.periodsPerWindow > 0.0) return settings.periodsPerWindow;
    return settings.method == PitchMethod::Autocorrelation ? 3.0 : 1.0;
}

/// Autocorrelation at lags 0..count-1 (unscaled) of what `frame` holds, zero-padded by the caller.
void autocorrelate(const RealFft& fft, FftBuffer& frame, FftBuffer& spectrum) {
    fft.forward(frame, spectrum);
    double* values = spectrum.data();
    for (std::size_t k = 0; k < fft.bins(); ++k) {
        values[2 * k] = values[2 * k] * values[2 * k] + values[2 * k + 1] * values[2 * k + 1];
        values[2 * k + 1] = 0.0;
    }
    fft.inverse(spectrum, frame);
}

Plan::Plan(const SoundPart& sound, const PitchSettings& settings)
    : method(settings.method),
      rate(sound.rateHz),
      floorHz(settings.floorHz),
      ceilingHz(std::min(settings.ceilingHz, 0.5 * sound.rateHz)),
      threshold(0.5 * settings.voicingThreshold),
      octaveCost(settings.octaveCost),
      peaks(settings.veryAccurate ? kAccurateDepth : kDepth) {
    const bool spectral = method == PitchMethod::Autocorrelation;
    const bool gaussian = spectral && settings.veryAccurate;
    const double periods = periodsOf(settings) * (gaussian ? 2.0 : 1.0);
    // As many candidates as there are multiples of the floor below the ceiling, if that is more than asked for.
    most =
        static_cast<std::size_t>(std::max({static_cast<double>(settings.candidates), std::floor(ceilingHz / floorHz), 2.0})) -
        1;
    period = static_cast<std::int64_t>(rate / floorHz);
    windowSeconds = periods / floorHz;
    frameSeconds = windowSeconds + (spectral ? 0.0 : 1.0 / floorHz);
    halfWindow = static_cast<std::int64_t>(windowSeconds * rate) / 2 - 1;
    const auto length = 2 * std::max<std::int64_t>(halfWindow, 0);
    longestLag = std::min(static_cast<std::int64_t>(static_cast<double>(length) / periods) + 2, length);
    const double known = spectral ? (gaussian ? 0.25 : 0.5) : 1.0;
    reach = static_cast<std::int64_t>(static_cast<double>(length) * known);
    if (halfWindow < 2 || !spectral) return;

    const auto depth = static_cast<std::int64_t>(settings.veryAccurate ? kAccurateDepth : kDepth);
    reach = std::min(reach, longestLag + depth + 2);
    const auto count = static_cast<std::size_t>(length);
    if (gaussian) {
        window = gaussianWindow(static_cast<double>(length + 1), count);
    } else {
        window.resize(count);
        for (std::size_t i = 0; i < count; ++i)
            window[i] =
                0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * static_cast<double>(i + 1) / static_cast<double>(length + 1));
    }
    fft = &RealFft::ofSize(fastSize(static_cast<std::size_t>(length + reach + 1)));
    FftBuffer frame(fft->size());
    FftBuffer spectrum(2 * fft->bins());
    std::copy(window.begin(), window.end(), frame.data());
    autocorrelate(*fft, frame, spectrum);
    correction.resize(static_cast<std::size_t>(reach) + 1);
    for (std::size_t lag = 0; lag < correction.size(); ++lag) correction[lag] = frame.data()[0] / frame.data()[lag];
}

/// Finds the candidates of one frame after another; holds the scratch memory of one thread.
class FrameAnalyser {
public:
    FrameAnalyser(const Plan& plan, const SoundPart& sound, double wholePeak)
        : m_plan(plan),
          m_sound(sound),
          m_wholePeak(wholePeak),
          m_size(plan.fft != nullptr ? plan.fft->size() : static_cast<std::size_t>(2 * plan.halfWindow)),
          m_frame(m_size),
          m_spectrum(plan.fft != nullptr ? 2 * plan.fft->bins() : 0),
          m_stretch(static_cast<std::size_t>(std::max(2 * plan.halfWindow + plan.longestLag, 2 * plan.period)) + 8),
          m_correlation(static_cast<std::size_t>(2 * plan.reach + 1), 0.0) {}

    /// Appends the candidates of the frame at `seconds` and returns its relative peak.
    float analyse(double seconds, std::vector<PitchCandidate>& found) {
        const auto left = static_cast<std::int64_t>(std::floor(m_sound.placeOf(seconds)));
        const double mean = localMean(left);
        const double peak = fillFrame(left, mean);
        const double loudness = m_wholePeak > 0.0 ? std::min(peak / m_wholePeak, 1.0) : 0.0;
        if (!(peak > 0.0) || !(m_wholePeak > 0.0)) return 0.0F;
        if (m_plan.method == PitchMethod::Autocorrelation) {
            autocorrelation();
        } else {
            crossCorrelation(seconds, mean);
        }
        collect(found);
        return static_cast<float>(loudness);
    }

private:
    /// Mean of a period of the floor on either side of the frame's middle.
    double localMean(std::int64_t left) {
        const std::int64_t from = std::max<std::int64_t>(left + 1 - m_plan.period, 0);
        const std::int64_t to = std::min(left + 1 + m_plan.period, m_sound.wholeSamples());
        const auto count = static_cast<std::size_t>(std::max<std::int64_t>(to - from, 0));
        m_sound.copy(from, count, m_stretch.data());
        double sums[4] = {};
        std::size_t i = 0;
        for (; i + 4 <= count; i += 4)
            for (std::size_t lane = 0; lane < 4; ++lane) sums[lane] += m_stretch[i + lane];
        for (; i < count; ++i) sums[0] += m_stretch[i];
        return count == 0 ? 0.0 : ((sums[0] + sums[1]) + (sums[2] + sums[3])) / static_cast<double>(2 * m_plan.period);
    }

    /// The (windowed) samples about the middle, and the largest of the middle period.
    double fillFrame(std::int64_t left, double mean) {
        const std::int64_t half = m_plan.halfWindow;
        const auto length = static_cast<std::size_t>(2 * half);
        double* frame = m_frame.data();
        m_sound.copy(left + 1 - half, length, frame);
        if (m_plan.window.empty()) {
            for (std::size_t i = 0; i < length; ++i) frame[i] -= mean;
        } else {
            const double* window = m_plan.window.data();
            for (std::size_t i = 0; i < length; ++i) frame[i] = (frame[i] - mean) * window[i];
            std::fill(frame + length, frame + m_size, 0.0);
        }
        const std::int64_t halfPeriod = m_plan.period / 2 + 1;
        const auto from = static_cast<std::size_t>(std::max<std::int64_t>(half - halfPeriod, 0));
        const auto to = std::min(static_cast<std::size_t>(half + halfPeriod), length);
        double peak = 0.0;
        for (std::size_t i = from; i < to; ++i) peak = std::max(peak, std::abs(frame[i]));
        return peak;
    }

    [[nodiscard]] double* correlationAtZero() { return m_correlation.data() + m_plan.reach; }

    void autocorrelation() {
        autocorrelate(*m_plan.fft, m_frame, m_spectrum);
        const double* values = m_frame.data();
        double* correlation = correlationAtZero();
        const double scale = values[0] > 0.0 ? 1.0 / values[0] : 0.0;
        for (std::int64_t lag = 0; lag <= m_plan.reach; ++lag)
            correlation[lag] = values[lag] * scale * m_plan.correction[static_cast<std::size_t>(lag)];
        mirror();
    }

    void crossCorrelation(double seconds, double mean) {
        const auto start = static_cast<std::int64_t>(std::floor(m_sound.placeOf(seconds - 0.5 * m_plan.frameSeconds)));
        const std::int64_t from = std::max<std::int64_t>(start, 0);
        const std::int64_t length = 2 * m_plan.halfWindow;
        const std::int64_t span = std::min(m_plan.longestLag + length, m_sound.wholeSamples() - from);
        const std::int64_t lags = std::clamp<std::int64_t>(span - length, 0, m_plan.reach);
        m_sound.copy(from, static_cast<std::size_t>(std::max<std::int64_t>(span, 0)), m_stretch.data());
        for (std::int64_t i = 0; i < span; ++i) m_stretch[static_cast<std::size_t>(i)] -= mean;
        const double* x = m_stretch.data();
        double* correlation = correlationAtZero();
        std::fill(correlation, correlation + m_plan.reach + 1, 0.0);
        const double first = dot(x, x, static_cast<std::size_t>(length));
        double second = first;
        correlation[0] = 1.0;
        for (std::int64_t lag = 1; lag <= lags; ++lag) {
            second += x[lag + length - 1] * x[lag + length - 1] - x[lag - 1] * x[lag - 1];
            const double product = dot(x, x + lag, static_cast<std::size_t>(length));
            const double norm = first * second;
            correlation[lag] = norm > 0.0 ? product / std::sqrt(norm) : 0.0;
        }
        mirror();
    }

    void mirror() {
        double* correlation = correlationAtZero();
        for (std::int64_t lag = 1; lag <= m_plan.reach; ++lag) correlation[-lag] = correlation[lag];
    }

    void collect(std::vector<PitchCandidate>& found) {
        const double* correlation = correlationAtZero();
        const std::int64_t end = std::min(m_plan.longestLag, m_plan.reach);
        m_maxima.clear();
        for (std::int64_t lag = 2; lag < end; ++lag) {
            const double value = correlation[lag];
            if (value > m_plan.threshold && value > correlation[lag - 1] && value >= correlation[lag + 1]) {
                const double shift = parabolaThrough(correlation[lag - 1], value, correlation[lag + 1]).offset;
                m_maxima.push_back({lag, static_cast<double>(lag) + shift, 0.0});
            }
        }
        if (m_maxima.size() > m_plan.most) keepStrongest();
        for (const Maximum& maximum : m_maxima) {
            // The climb moves by less than one lag.
            if (static_cast<double>(maximum.lag + 1) * m_plan.ceilingHz < m_plan.rate) continue;
            const SincPeak::Peak peak = m_plan.peaks.climb(correlation, m_plan.reach, maximum.lag, maximum.place);
            const double hertz = m_plan.rate / peak.place;
            // Short windows can raise a correlation above 1; it is reflected there.
            if (hertz <= m_plan.ceilingHz) found.push_back({hertz, peak.value > 1.0 ? 1.0 / peak.value : peak.value});
        }
    }

    struct Maximum {
        std::int64_t lag;
        double place;
        double score;
    };

    /// Of more maxima than a frame may have, those of the greatest strength less octave cost.
    void keepStrongest() {
        for (Maximum& maximum : m_maxima) {
            double strength = SincPeak::interpolate(correlationAtZero(), m_plan.reach, maximum.place, kRankingDepth);
            if (strength > 1.0) strength = 1.0 / strength;
            maximum.score = strength + m_plan.octaveCost * std::log2(m_plan.rate / maximum.place / m_plan.floorHz);
        }
        std::stable_sort(m_maxima.begin(), m_maxima.end(),
                         [](const Maximum& a, const Maximum& b) { return a.score > b.score; });
        m_maxima.resize(m_plan.most);
        std::sort(m_maxima.begin(), m_maxima.end(), [](const Maximum& a, const Maximum& b) { return a.lag < b.lag; });
    }

    const Plan& m_plan;
    const SoundPart& m_sound;
    double m_wholePeak;
    std::size_t m_size;
    FftBuffer m_frame;
    FftBuffer m_spectrum;
    std::vector<double> m_stretch;
    std::vector<double> m_correlation;  ///< lags -reach..reach
    std::vector<Maximum> m_maxima;
};

core::Status checkSettings(const SoundPart& sound, const PitchSettings& settings) {
    const auto bad = [](core::Text text) { return core::fail(core::ErrorKind::BadInput, std::move(text)); };
    if (sound.rateHz <= 0) return bad({TRANSLATABLE("Engine", "The sample rate must be above 0 Hz.")});
    if (!(settings.floorHz > 0.0) || !(settings.ceilingHz > settings.floorHz) || !std::isfinite(settings.ceilingHz))
        return bad(
            {TRANSLATABLE("Engine", "The pitch ceiling (%1 Hz) must be above the pitch floor (%2 Hz), and both above 0 Hz."),
             {core::numberText(settings.ceilingHz), core::numberText(settings.floorHz)}});
    if (settings.stepSeconds != 0.0 && !(settings.stepSeconds * sound.rateHz >= 1.0 && std::isfinite(settings.stepSeconds)))
        return bad({TRANSLATABLE("Engine", "The time step must be 0 for the standard one, or a sample or longer.")});
    return {};
}

}  // namespace

core::Result<PitchCandidates> findPitchCandidates(const SoundPart& sound, const PitchSettings& settings,
                                                  core::Progress& progress, const TimeRange& range) {
    if (auto status = checkSettings(sound, settings); !status) return core::fail(status.error());
    const double needed = (periodsOf(settings) + (settings.method == PitchMethod::CrossCorrelation ? 1.0 : 0.0)) *
                          (settings.veryAccurate && settings.method == PitchMethod::Autocorrelation ? 2.0 : 1.0) /
                          settings.floorHz;
    const double step = settings.stepSeconds > 0.0 ? settings.stepSeconds : periodsOf(settings) / settings.floorHz / 4.0;
    const FrameTimes frames = centredFrames(sound, needed, step);
    if (frames.count == 0)
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine",
                                        "The recording is too short for a pitch floor of %1 Hz: it needs at least %2 s. "
                                        "Raise the floor or take a longer recording."),
                           {core::numberText(settings.floorHz), core::fixedText(needed, 3)}});
    const Plan plan(sound, settings);
    if (plan.halfWindow < 2)
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "A pitch floor of %1 Hz is too high for a sample rate of %2 Hz."),
                           {core::numberText(settings.floorHz), std::to_string(sound.rateHz)}});

    PitchCandidates result;
    const auto margin = static_cast<std::int64_t>(0.5 * plan.frameSeconds * plan.rate) + 2;
    result.times = framesWithin(frames, sound, range, std::max(margin, plan.period + 1));
    const std::size_t count = result.times.count;
    result.loudness.resize(count);
    result.starts.assign(count + 1, 0);
    const double wholePeak = sound.peakOrOwn();
    const std::size_t chunks = (count + kFramesInChunk - 1) / kFramesInChunk;
    std::vector<std::vector<PitchCandidate>> found(chunks);
    const auto makeWork = [&] {
        return [&, analyser = FrameAnalyser(plan, sound, wholePeak)](std::size_t chunk) mutable {
            auto& own = found[chunk];
            own.reserve(kFramesInChunk * 6);
            const std::size_t end = std::min(count, (chunk + 1) * kFramesInChunk);
            for (std::size_t frame = chunk * kFramesInChunk; frame < end; ++frame) {
                const std::size_t before = own.size();
                result.loudness[frame] = analyser.analyse(result.times.at(frame), own);
                result.starts[frame + 1] = static_cast<std::uint32_t>(own.size() - before);
            }
        };
    };
    if (!runChunks(chunks, settings.threads, progress, makeWork)) return core::cancelled();
    for (std::size_t frame = 0; frame < count; ++frame) result.starts[frame + 1] += result.starts[frame];
    result.all.reserve(result.starts[count]);
    for (auto& own : found) {
        result.all.insert(result.all.end(), own.begin(), own.end());
        own = {};
    }
    return result;
}

}  // namespace prososcope::dsp
