// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <numbers>
#include <span>
#include <thread>
#include <vector>

#include "engine/audio/InputStream.h"
#include "engine/backend/TorchBackend.h"
#include "engine/core/Random.h"

/// Made-up sound and a made-up model for the tests of Live.
namespace fakes {

inline constexpr int kRateHz = 16000;

/// Sound like a vowel that rises and falls four times a second, `seconds` of it from `from` on; in place, on top of what is
/// there.
inline void hum(std::vector<float>& samples, double from, double seconds, double level = 0.2, int rateHz = kRateHz) {
    const auto begin = static_cast<std::size_t>(from * rateHz);
    const auto end = std::min(samples.size(), begin + static_cast<std::size_t>(seconds * rateHz));
    for (std::size_t i = begin; i < end; ++i) {
        const double time = static_cast<double>(i) / rateHz;
        double sum = 0.0;
        for (int h = 1; h < 20; ++h) sum += std::sin(2.0 * std::numbers::pi * 130.0 * h * time) / h;
        samples[i] += static_cast<float>(level * sum * (0.6 + 0.4 * std::sin(2.0 * std::numbers::pi * 4.0 * time)));
    }
}

/// White noise 60 dB below full scale.
inline std::vector<float> quiet(double seconds, int rateHz = kRateHz, std::uint64_t seed = 1) {
    prososcope::core::Random random(seed);
    std::vector<float> samples(static_cast<std::size_t>(seconds * rateHz));
    for (float& sample : samples) sample = static_cast<float>(0.001 * random.normal());
    return samples;
}

/// Three classes; the first posterior grows with the level of what is heard, the others share the rest by its first half's
/// level.
class LevelModel : public prososcope::backend::EmotionModel {
public:
    struct Log {
        int asked = 0;
        std::size_t longest = 0;
    };
    explicit LevelModel(std::shared_ptr<Log> log = std::make_shared<Log>(), int milliseconds = 0, int rateHz = kRateHz)
        : m_log(std::move(log)), m_milliseconds(milliseconds) {
        m_card.title = "Level";
        m_card.rateHz = rateHz;
        m_card.classes = {"loud", "even", "rising"};
    }
    [[nodiscard]] const prososcope::store::ModelCard& card() const override { return m_card; }
    prososcope::core::Result<prososcope::backend::Posteriors> predict(std::span<const float> mono) override {
        if (mono.empty()) return prososcope::core::fail(prososcope::core::ErrorKind::BadInput, {"empty"});
        ++m_log->asked;
        m_log->longest = std::max(m_log->longest, mono.size());
        std::this_thread::sleep_for(std::chrono::milliseconds(m_milliseconds));
        const double level = levelOf(mono);
        const double first = levelOf(mono.first((mono.size() + 1) / 2));
        const double loud = level / (level + 0.1);
        const double even = (1.0 - loud) * first / (first + level + 1e-9);
        return prososcope::backend::Posteriors{static_cast<float>(loud), static_cast<float>(even),
                                               static_cast<float>(1.0 - loud - even)};
    }
    prososcope::core::Result<std::vector<prososcope::backend::Posteriors>> predictMany(
        std::span<const std::span<const float>> monos, prososcope::core::Progress&) override {
        std::vector<prososcope::backend::Posteriors> all;
        for (const auto& mono : monos) {
            auto one = predict(mono);
            if (!one) return prososcope::core::fail(one.error());
            all.push_back(std::move(*one));
        }
        return all;
    }

private:
    static double levelOf(std::span<const float> mono) {
        double sum = 0.0;
        for (const float sample : mono) sum += static_cast<double>(sample) * sample;
        return std::sqrt(sum / static_cast<double>(std::max<std::size_t>(1, mono.size())));
    }
    std::shared_ptr<Log> m_log;
    int m_milliseconds;
    prososcope::store::ModelCard m_card;
};

/// A microphone that a test plugs, unplugs and speaks into; all on one thread.
struct Hardware {
    bool plugged = true;
    double rateHz = kRateHz;
    int channels = 2;
    std::vector<float> heard;  ///< interleaved, not read yet
    std::int64_t overflows = 0;
    int opened = 0;
    bool open = false;
    prososcope::audio::InputFailure failure = prososcope::audio::InputFailure::None;  ///< of every try to open it
    std::string name = "Microphone";
    [[nodiscard]] std::string label() const { return name + " (Fake)"; }
};

class FakeInput : public prososcope::audio::InputStream {
public:
    explicit FakeInput(Hardware& hardware) : m_hardware(hardware) {}
    ~FakeInput() override { FakeInput::close(); }
    std::vector<prososcope::audio::InputDevice> devices() override {
        if (!m_hardware.plugged) return {};
        return {{m_hardware.name, "Fake", true, m_hardware.channels, m_hardware.rateHz}};
    }
    prososcope::audio::InputFailure open(const std::string& label, std::string& details) override {
        using prososcope::audio::InputFailure;
        m_label = label;
        details = "made up";
        if (m_hardware.failure != InputFailure::None) return m_hardware.failure;
        if (m_hardware.open) return InputFailure::Busy;
        if (!m_hardware.plugged) return label.empty() ? InputFailure::NoDevices : InputFailure::Absent;
        if (!label.empty() && label != m_hardware.label()) return InputFailure::Absent;
        m_label = m_hardware.label();
        m_open = true;
        m_hardware.open = true;
        ++m_hardware.opened;
        return InputFailure::None;
    }
    void close() override {
        if (m_open) m_hardware.open = false;
        m_open = false;
    }
    [[nodiscard]] std::string label() const override { return m_label; }
    [[nodiscard]] double rateHz() const override { return m_hardware.rateHz; }
    [[nodiscard]] int channels() const override { return m_hardware.channels; }
    std::size_t read(std::span<float> interleaved) override {
        if (!alive()) return 0;
        const std::size_t count = std::min(interleaved.size(), m_hardware.heard.size());
        std::copy_n(m_hardware.heard.begin(), count, interleaved.begin());
        m_hardware.heard.erase(m_hardware.heard.begin(), m_hardware.heard.begin() + static_cast<std::ptrdiff_t>(count));
        return count;
    }
    [[nodiscard]] std::int64_t readMoment() const override {
        return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
            .count();
    }
    [[nodiscard]] std::int64_t overflows() const override { return m_open ? m_hardware.overflows : 0; }
    bool alive() override { return m_open && m_hardware.plugged; }

private:
    Hardware& m_hardware;
    std::string m_label;
    bool m_open = false;
};

}  // namespace fakes
