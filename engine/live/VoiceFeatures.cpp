// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/live/VoiceFeatures.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace prososcope::live {

namespace {

constexpr std::size_t kWindow = 512;
constexpr std::size_t kBefore = (kWindow - VoiceFeatures::kHop) / 2;  // samples of a frame's window before its 10 ms
constexpr double kLowHz = 80.0;
constexpr double kHighHz = 7600.0;
constexpr float kLeastPower = 1e-7F;  // of a band: about -100 dB re full scale, so that digital silence is no exception

constexpr float kSilentPower = 1e-6F;  // of the middle bands together: less is a muted device, of which nothing is learnt

constexpr float kBandSmoothing = 0.7F;   // of a band's power, a frame
constexpr float kLevelSmoothing = 0.6F;  // of the level's power
constexpr std::int64_t kBlockFrames = 10;
constexpr std::size_t kFloorBlocks = 30;
constexpr float kLeastAboveFloor = -5.0F;
constexpr float kMostAboveFloor = 30.0F;
constexpr std::size_t kFirstLevelBand = 2;
constexpr std::size_t kEndLevelBand = 13;
constexpr std::array<std::size_t, 6> kGroups{0, 3, 6, 9, 12, 16};  // where groups of bands begin, and the end

constexpr std::size_t kLevelFrames = 800;
constexpr float kLowestLevel = -110.0F;
constexpr float kLevelStep = 0.5F;
constexpr std::size_t kLevelSteps = 400;

constexpr double kPitchBandHighHz = 1500.0;
constexpr std::size_t kShortestLag = VoiceFeatures::kRateHz / 400;
constexpr std::size_t kLongestLag = VoiceFeatures::kRateHz / 80;
constexpr double kLeastWindowCorrelation = 0.2;
constexpr double kMostPeriodicity = 1.2;

struct Stretch {
    std::int64_t from, to;
};
constexpr std::array<Stretch, VoiceFeatures::kStretches> kStretchesOfRow{
    {{-40, -21}, {-20, -9}, {-8, -3}, {-2, 2}, {3, 8}, {9, 20}}};

float decibels(float power) { return 10.0F * std::log10(power); }

}  // namespace

VoiceFeatures::VoiceFeatures()
    : m_stft({.fftSize = kWindow, .windowLength = kWindow, .hop = kHop, .count = dsp::Framing::Count::Snipped}),
      m_workspace(m_stft.workspace()),
      m_bands({.bands = kBands,
               .fftSize = kWindow,
               .rateHz = kRateHz,
               .lowHz = kLowHz,
               .highHz = kHighHz,
               .scale = dsp::MelScale::Htk,
               .areaNormalised = false}),
      m_power(m_stft.bins()),
      m_spectrum(2 * m_stft.bins()),
      m_correlation(kWindow),
      m_waiting(kBefore, 0.0F),
      m_minima(kFloorBlocks),
      m_levels(kLevelFrames),
      m_levelCounts(kLevelSteps),
      m_measures(kPastRows + kLookAheadRows + 1),
      m_percentiles(kLookAheadRows + 1) {
    const auto window = dsp::makeWindow(dsp::WindowShape::Hann, kWindow);
    double whole = 0.0;
    for (const double weight : window) whole += weight * weight;
    for (std::size_t lag = 0; lag <= kLongestLag; ++lag) {
        double sum = 0.0;
        for (std::size_t i = 0; i + lag < kWindow; ++i) sum += window[i] * window[i + lag];
        m_windowCorrelation.push_back(std::max(kLeastWindowCorrelation, sum / whole));
    }
}

void VoiceFeatures::process(std::span<const float> samples, std::vector<Row>& rows) {
    if (m_finished) return;
    m_waiting.reserve(m_waiting.size() + samples.size());
    for (const float sample : samples) m_waiting.push_back(std::isfinite(sample) ? sample : 0.0F);
    std::size_t at = 0;
    for (; at + kWindow <= m_waiting.size(); at += kHop) {
        takeFrame(m_waiting.data() + at);
        if (m_frames > static_cast<std::int64_t>(kLookAheadRows)) emitRow(m_rows++, rows);
    }
    m_waiting.erase(m_waiting.begin(), m_waiting.begin() + static_cast<std::ptrdiff_t>(at));
}

void VoiceFeatures::finish(std::vector<Row>& rows) {
    if (m_finished) return;
    // Frames whose 10 ms are whole; their windows reach into silence.
    const std::size_t left = (m_waiting.size() - kBefore) / kHop;
    if (left > 0) process(std::vector<float>((left - 1) * kHop + kWindow - m_waiting.size(), 0.0F), rows);
    m_finished = true;
    while (m_rows < m_frames) emitRow(m_rows++, rows);
}

float VoiceFeatures::floorOf(std::size_t band, float level) {
    const auto inBlock = m_heard % kBlockFrames;
    const auto blocks = static_cast<std::size_t>(m_heard / kBlockFrames);
    float& current = m_blockMinimum[band];
    current = inBlock == 0 ? level : std::min(current, level);
    float least = current;
    for (std::size_t i = 0; i < std::min(blocks, kFloorBlocks); ++i) least = std::min(least, m_minima[i][band]);
    if (inBlock == kBlockFrames - 1) m_minima[blocks % kFloorBlocks][band] = current;
    return least;
}

void VoiceFeatures::addLevel(float level) {
    const auto step =
        static_cast<std::uint16_t>(std::clamp((level - kLowestLevel) / kLevelStep, 0.0F, static_cast<float>(kLevelSteps - 1)));
    auto& place = m_levels[static_cast<std::size_t>(m_heard) % kLevelFrames];
    if (m_heard >= static_cast<std::int64_t>(kLevelFrames)) --m_levelCounts[place];
    place = step;
    ++m_levelCounts[step];
}

float VoiceFeatures::levelPercentile(double share) const {
    const auto count = static_cast<double>(std::min<std::int64_t>(m_heard + 1, kLevelFrames));
    double below = 0.0;
    std::size_t step = 0;
    for (; step + 1 < kLevelSteps; ++step) {
        below += m_levelCounts[step];
        if (below >= share * count) break;
    }
    return kLowestLevel + kLevelStep * (static_cast<float>(step) + 0.5F);
}

float VoiceFeatures::periodicity() {
    double* spectrum = m_spectrum.data();
    const double binHz = static_cast<double>(kRateHz) / kWindow;
    for (std::size_t k = 0; k < m_stft.bins(); ++k) {
        const double hertz = binHz * static_cast<double>(k);
        spectrum[2 * k] = hertz > kLowHz && hertz < kPitchBandHighHz ? static_cast<double>(m_power[k]) : 0.0;
        spectrum[2 * k + 1] = 0.0;
    }
    dsp::RealFft::ofSize(kWindow).inverse(m_spectrum, m_correlation);
    const double* correlation = m_correlation.data();
    const double whole = correlation[0] + kLeastPower;
    double best = 0.0;
    for (std::size_t lag = kShortestLag; lag < kLongestLag; ++lag) {
        best = std::max(best, correlation[lag] / (whole * m_windowCorrelation[lag]));
    }
    return static_cast<float>(std::min(best, kMostPeriodicity));
}

void VoiceFeatures::takeFrame(const float* frame) {
    m_stft.power(frame, 1, m_power, m_workspace);
    std::array<float, kBands> bands{};
    m_bands.apply(m_power.data(), bands.data());
    Measures& measures = m_measures[static_cast<std::size_t>(m_frames) % m_measures.size()];
    auto& percentiles = m_percentiles[static_cast<std::size_t>(m_frames) % m_percentiles.size()];
    ++m_frames;
    const float heard = std::accumulate(bands.begin() + kFirstLevelBand, bands.begin() + kEndLevelBand, 0.0F);
    if (heard < kSilentPower) {
        // A muted device: as if it were the noise, which it must not become.
        measures = m_floorMeasures;
        percentiles = m_lastPercentiles;
        return;
    }
    std::array<float, kBands> above{};
    float level = 0.0F;
    for (std::size_t b = 0; b < kBands; ++b) {
        const float power = bands[b] + kLeastPower;
        m_smoothed[b] = m_heard == 0 ? power : kBandSmoothing * m_smoothed[b] + (1.0F - kBandSmoothing) * power;
        above[b] = std::clamp(decibels(power) - floorOf(b, decibels(m_smoothed[b])), kLeastAboveFloor, kMostAboveFloor);
        if (b >= kFirstLevelBand && b < kEndLevelBand) level += power;
    }
    m_smoothedLevel = m_heard == 0 ? level : kLevelSmoothing * m_smoothedLevel + (1.0F - kLevelSmoothing) * level;
    const float loudness = decibels(m_smoothedLevel);
    addLevel(loudness);

    const auto mean = [&](std::size_t from, std::size_t to) {
        float sum = 0.0F;
        for (std::size_t b = from; b < to; ++b) sum += above[b];
        return sum / static_cast<float>(to - from);
    };
    const float low = levelPercentile(0.05);
    const float middle = levelPercentile(0.5);
    const float high = levelPercentile(0.95);
    m_floorMeasures = {};
    std::size_t at = 0;
    measures[at++] = mean(0, kBands);
    measures[at++] = periodicity();
    for (std::size_t g = 0; g + 1 < kGroups.size(); ++g) measures[at++] = mean(kGroups[g], kGroups[g + 1]);
    for (const float reference : {low, middle, high}) {
        m_floorMeasures[at] = low - reference;
        measures[at++] = loudness - reference;
    }
    percentiles = {levelPercentile(0.25) - low, middle - low, levelPercentile(0.75) - low, high - low};
    m_lastPercentiles = percentiles;
    ++m_heard;
}

const VoiceFeatures::Measures& VoiceFeatures::measuresAt(std::int64_t frame) const {
    return m_measures[static_cast<std::size_t>(std::clamp<std::int64_t>(frame, 0, m_frames - 1)) % m_measures.size()];
}

void VoiceFeatures::emitRow(std::int64_t frame, std::vector<Row>& rows) const {
    Row row{};
    std::size_t at = 0;
    for (const Stretch& stretch : kStretchesOfRow) {
        for (std::int64_t i = stretch.from; i <= stretch.to; ++i) {
            const Measures& measures = measuresAt(frame + i);
            for (std::size_t m = 0; m < kMeasures; ++m) row[at + m] += measures[m];
        }
        const auto count = static_cast<float>(stretch.to - stretch.from + 1);
        for (std::size_t m = 0; m < kMeasures; ++m) row[at + m] /= count;
        at += kMeasures;
    }
    constexpr auto kReach = static_cast<std::int64_t>(kLookAheadRows);
    for (const Stretch& stretch : {Stretch{-kReach, 0}, Stretch{0, kReach}}) {
        for (std::size_t m = 0; m < kMeasures; ++m) row[at + m] = measuresAt(frame + stretch.from)[m];
        for (std::int64_t i = stretch.from + 1; i <= stretch.to; ++i) {
            const Measures& measures = measuresAt(frame + i);
            for (std::size_t m = 0; m < kMeasures; ++m) row[at + m] = std::max(row[at + m], measures[m]);
        }
        at += kMeasures;
    }
    for (const float value : m_percentiles[static_cast<std::size_t>(frame) % m_percentiles.size()]) row[at++] = value;
    rows.push_back(row);
}

}  // namespace prososcope::live
