// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/AudioChange.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "engine/audio/Resampler.h"
#include "engine/core/Csv.h"
#include "engine/dsp/Fft.h"

namespace prososcope::dsp {

namespace {

constexpr double kSpeedOfSound = 343.0;  ///< m/s
constexpr double kShortestRoomSeconds = 0.15;
constexpr double kSnrSpreadDb = 5.0;

double meanPower(std::span<const float> samples) {
    double sum = 0.0;
    for (const float sample : samples) sum += static_cast<double>(sample) * sample;
    return samples.empty() ? 0.0 : sum / static_cast<double>(samples.size());
}

/// Noise whose power falls with the frequency's power of `slope` (0 white, 1 pink, 2 brown), of mean power 1.
std::vector<float> colouredNoise(std::size_t count, double slope, core::Random& random) {
    const std::size_t size = std::bit_ceil(std::max<std::size_t>(count, 2));
    const auto& fft = RealFft::ofSize(size);
    FftBuffer signal(size);
    FftBuffer spectrum(2 * fft.bins());
    for (std::size_t i = 0; i < size; ++i) signal.data()[i] = random.normal();
    fft.forward(signal, spectrum);
    spectrum.data()[0] = spectrum.data()[1] = 0.0;
    for (std::size_t k = 1; k < fft.bins(); ++k) {
        const double factor = std::pow(static_cast<double>(k), -0.5 * slope);
        spectrum.data()[2 * k] *= factor;
        spectrum.data()[2 * k + 1] *= factor;
    }
    fft.inverse(spectrum, signal);
    std::vector<float> noise(count);
    for (std::size_t i = 0; i < count; ++i) noise[i] = static_cast<float>(signal.data()[i] / static_cast<double>(size));
    const double power = meanPower(noise);
    if (power > 0.0) {
        const auto factor = static_cast<float>(1.0 / std::sqrt(power));
        for (float& sample : noise) sample *= factor;
    }
    return noise;
}

void addNoise(std::vector<float>& samples, double snrDb, core::Random& random) {
    const double slope = random.uniform(0.0, 2.0);
    const double ratio = snrDb + random.uniform(-kSnrSpreadDb, kSnrSpreadDb);
    const auto noise = colouredNoise(samples.size(), slope, random);
    const auto factor = static_cast<float>(std::sqrt(meanPower(samples) * std::pow(10.0, -ratio / 10.0)));
    for (std::size_t i = 0; i < samples.size(); ++i) samples[i] += factor * noise[i];
}

/// The time in which a response falls by 60 dB, from its fall from -5 to -25 dB (Schroeder 1965, "New method of measuring
/// reverberation time", J. Acoust. Soc. Am. 37); 0 where it does not fall so far.
double fallSeconds(const std::vector<double>& response, int rateHz) {
    std::vector<double> left(response.size());
    double sum = 0.0;
    for (std::size_t i = response.size(); i-- > 0;) left[i] = sum += response[i] * response[i];
    const auto indexOf = [&](double decibels) {
        const double level = left.front() * std::pow(10.0, decibels / 10.0);
        return std::find_if(left.begin(), left.end(), [&](double each) { return each <= level; }) - left.begin();
    };
    return 3.0 * static_cast<double>(indexOf(-25.0) - indexOf(-5.0)) / rateHz;
}

/// In the room, cut to the recording's length and brought back to its level.
void placeInRoom(std::vector<float>& samples, double longest, int rateHz, core::Random& random) {
    const double seconds = random.uniform(std::min(kShortestRoomSeconds, longest), longest);
    auto heard = convolve(samples, roomResponse(seconds, rateHz, random));
    heard.resize(samples.size());
    const double power = meanPower(heard);
    const auto factor = power > 0.0 ? static_cast<float>(std::sqrt(meanPower(samples) / power)) : 1.0F;
    for (std::size_t i = 0; i < samples.size(); ++i) samples[i] = factor * heard[i];
}

}  // namespace

std::string AudioChange::key() const {
    return "speed " + core::numberText(speed) + " room " + core::numberText(roomSeconds) + " noise " +
           (noiseSnrDb ? core::numberText(*noiseSnrDb) : std::string("none")) +
           (bandHz > 0.0 ? " band " + core::numberText(bandHz) : std::string()) + " gain " + core::numberText(gainDb) +
           " seed " + std::to_string(seed);
}

core::Result<std::vector<float>> AudioChange::apply(std::span<const float> mono, int rateHz, std::string_view identity) const {
    core::Random random(core::deriveSeed(seed, identity));
    std::vector<float> samples(mono.begin(), mono.end());
    if (speed != 1.0) {
        auto played = audio::resample(samples, rateHz * speed, rateHz);
        if (!played) return core::fail(played.error());
        samples = std::move(*played);
    }
    if (roomSeconds > 0.0 && !samples.empty()) placeInRoom(samples, roomSeconds, rateHz, random);
    if (noiseSnrDb && !samples.empty()) addNoise(samples, *noiseSnrDb, random);
    if (bandHz > 0.0 && 2.0 * bandHz < rateHz && !samples.empty()) {
        const auto narrow = audio::resample(samples, rateHz, 2.0 * bandHz);
        if (!narrow) return core::fail(narrow.error());
        auto wide = audio::resample(*narrow, 2.0 * bandHz, rateHz);
        if (!wide) return core::fail(wide.error());
        wide->resize(samples.size());
        samples = std::move(*wide);
    }
    if (gainDb > 0.0) {
        const auto factor = static_cast<float>(std::pow(10.0, random.uniform(-gainDb, gainDb) / 20.0));
        for (float& sample : samples) sample *= factor;
    }
    return samples;
}

std::vector<float> roomResponse(double seconds, int rateHz, core::Random& random) {
    const std::array<double, 3> room = {random.uniform(3.0, 8.0), random.uniform(3.0, 8.0), random.uniform(2.4, 4.0)};
    std::array<double, 3> source{};
    std::array<double, 3> microphone{};
    double apart = 0.0;
    while (apart < 0.5 || apart > 3.0) {
        apart = 0.0;
        for (std::size_t axis = 0; axis < 3; ++axis) {
            source[axis] = random.uniform(0.3, room[axis] - 0.3);
            microphone[axis] = random.uniform(0.3, room[axis] - 0.3);
            apart += (source[axis] - microphone[axis]) * (source[axis] - microphone[axis]);
        }
        apart = std::sqrt(apart);
    }
    const double volume = room[0] * room[1] * room[2];
    const double surface = 2.0 * (room[0] * room[1] + room[0] * room[2] + room[1] * room[2]);
    // Eyring: T = 24 ln(10) / c * V / (-S ln(1 - a)); the pressure keeps sqrt(1 - a) at every wall.
    const double lost = 24.0 * std::log(10.0) / kSpeedOfSound * volume / (surface * seconds);
    const double kept = std::exp(-0.5 * lost);
    const auto length = static_cast<std::size_t>(std::max(1.0, std::ceil(seconds * rateHz)));
    const double reach = apart + kSpeedOfSound * static_cast<double>(length) / rateHz;
    std::vector<double> response(length, 0.0);
    const auto mirrors = [&](std::size_t axis) { return static_cast<int>(std::ceil(reach / (2.0 * room[axis]))); };
    // Along an axis the sources lie at 2 n L + s, after 2 |n| walls, and at 2 n L - s, after |2 n - 1| walls.
    const auto along = [&](std::size_t axis, int n, bool mirrored) {
        return 2.0 * n * room[axis] + (mirrored ? -source[axis] : source[axis]) - microphone[axis];
    };
    const auto walls = [](int n, bool mirrored) { return mirrored ? std::abs(2 * n - 1) : 2 * std::abs(n); };
    for (int x = 2 * -mirrors(0); x <= 2 * mirrors(0) + 1; ++x) {
        const int nx = x >> 1;
        const double dx = along(0, nx, (x & 1) != 0);
        if (std::abs(dx) > reach) continue;
        for (int y = 2 * -mirrors(1); y <= 2 * mirrors(1) + 1; ++y) {
            const int ny = y >> 1;
            const double dy = along(1, ny, (y & 1) != 0);
            const double flat = dx * dx + dy * dy;
            if (flat > reach * reach) continue;
            for (int z = 2 * -mirrors(2); z <= 2 * mirrors(2) + 1; ++z) {
                const int nz = z >> 1;
                const double dz = along(2, nz, (z & 1) != 0);
                const double distance = std::sqrt(flat + dz * dz);
                const double place = (distance - apart) / kSpeedOfSound * rateHz;
                if (place < 0.0 || place >= static_cast<double>(length)) continue;
                const int hits = walls(nx, (x & 1) != 0) + walls(ny, (y & 1) != 0) + walls(nz, (z & 1) != 0);
                const double amplitude = apart / distance * std::pow(kept, hits);
                const auto before = static_cast<std::size_t>(place);
                const double share = place - static_cast<double>(before);
                response[before] += (1.0 - share) * amplitude;
                if (before + 1 < length) response[before + 1] += share * amplitude;
            }
        }
    }
    // Sound that runs along between two walls fades slower than Eyring's diffuse sound; what is left of that goes here.
    for (int round = 0; round < 2; ++round) {
        const double measured = fallSeconds(response, rateHz);
        if (measured <= 0.0) break;
        const double rate = 3.0 * std::log(10.0) * (1.0 / seconds - 1.0 / measured) / rateHz;
        for (std::size_t i = 0; i < length; ++i) response[i] *= std::exp(-rate * static_cast<double>(i));
    }
    return {response.begin(), response.end()};
}

std::vector<float> convolve(std::span<const float> signal, std::span<const float> response) {
    if (signal.empty() || response.empty()) return {};
    const std::size_t length = signal.size() + response.size() - 1;
    const std::size_t size = std::bit_ceil(std::max<std::size_t>(length, 2));
    const auto& fft = RealFft::ofSize(size);
    FftBuffer time(size);
    FftBuffer first(2 * fft.bins());
    FftBuffer second(2 * fft.bins());
    std::copy(signal.begin(), signal.end(), time.data());
    fft.forward(time, first);
    std::fill_n(time.data(), size, 0.0);
    std::copy(response.begin(), response.end(), time.data());
    fft.forward(time, second);
    for (std::size_t k = 0; k < fft.bins(); ++k) {
        const double re = first.data()[2 * k] * second.data()[2 * k] - first.data()[2 * k + 1] * second.data()[2 * k + 1];
        const double im = first.data()[2 * k] * second.data()[2 * k + 1] + first.data()[2 * k + 1] * second.data()[2 * k];
        first.data()[2 * k] = re;
        first.data()[2 * k + 1] = im;
    }
    fft.inverse(first, time);
    std::vector<float> result(length);
    for (std::size_t i = 0; i < length; ++i) result[i] = static_cast<float>(time.data()[i] / static_cast<double>(size));
    return result;
}

}  // namespace prososcope::dsp
