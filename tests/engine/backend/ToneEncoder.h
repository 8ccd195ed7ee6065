// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "engine/backend/EncoderBackend.h"

/// A network whose activations are known: of each stretch the mean, the largest value and the deviation of its samples, which
/// each of five units multiplies by its own number. It remembers what it was asked.
class ToneEncoder : public prososcope::backend::Encoder {
public:
    explicit ToneEncoder(int rateHz = 16000) {
        m_info.name = "tones";
        m_info.kind = "tone-network";
        m_info.weightsSha256 = std::string(64, 'c');
        m_info.rateHz = rateHz;
        m_info.taps = {{"gate", {{"first", 2, 0.01, 0.0}, {"second", 3, 0.01, 0.0}}}, {"skip", {{"first", 2, 0.01, 0.0}}}};
    }

    static constexpr std::size_t kUnits = 5;
    std::vector<std::size_t> batches;                       ///< how many stretches at once
    std::vector<std::size_t> lengths;                       ///< of all stretches, in order
    std::size_t shortest = 400;                             ///< samples; less fails
    std::function<bool(std::span<const float>)> notFinite;  ///< of such stretches a value is not finite
    bool failsOnIt = true;                                  ///< and the call fails, as it should; else the value is handed out
    std::function<prososcope::core::Status()> beforeBatch;  ///< may fail in the network's place

    const prososcope::backend::EncoderInfo& info() const override { return m_info; }
    prososcope::core::Result<std::vector<prososcope::backend::LayerFrames>> frames(std::span<const float>,
                                                                                   std::string_view) override {
        return std::vector<prososcope::backend::LayerFrames>();
    }
    prososcope::core::Result<std::vector<prososcope::backend::PooledActivations>> pooled(
        std::span<const std::span<const float>> monos, std::string_view tap, prososcope::core::Progress& progress) override {
        using namespace prososcope;
        if (m_info.tap(tap) == nullptr) return core::fail(core::ErrorKind::BadInput, {"no such tap"});
        if (progress.stopRequested()) return core::cancelled();
        if (beforeBatch) {
            if (auto good = beforeBatch(); !good) return core::fail(good.error());
        }
        batches.push_back(monos.size());
        std::vector<backend::PooledActivations> all;
        for (std::size_t i = 0; i < monos.size(); ++i) {
            const auto& mono = monos[i];
            if (mono.size() < shortest)
                return core::fail(core::ErrorKind::BadInput, {"Stretch %1 is too short.", {std::to_string(i)}});
            const bool bad = notFinite && notFinite(mono);
            if (bad && failsOnIt)
                return core::fail(core::ErrorKind::Failed, {"Stretch %1 is not finite.", {std::to_string(i)}});
            lengths.push_back(mono.size());
            all.push_back(valuesOf(mono));
            if (bad) all.back().maximum[1] = std::numeric_limits<float>::infinity();
        }
        return all;
    }

    static prososcope::backend::PooledActivations valuesOf(std::span<const float> mono) {
        double sum = 0.0;
        double squares = 0.0;
        float largest = -std::numeric_limits<float>::infinity();
        for (const float sample : mono) {
            sum += sample;
            squares += static_cast<double>(sample) * sample;
            largest = std::max(largest, sample);
        }
        const auto n = static_cast<double>(mono.size());
        const double mean = sum / n;
        prososcope::backend::PooledActivations values;
        for (std::size_t unit = 0; unit < kUnits; ++unit) {
            const double factor = static_cast<double>(unit) - 1.0;
            values.mean.push_back(static_cast<float>(factor * mean));
            values.maximum.push_back(static_cast<float>(factor) * largest);
            values.deviation.push_back(static_cast<float>(factor * std::sqrt(std::max(0.0, squares / n - mean * mean))));
        }
        return values;
    }

private:
    prososcope::backend::EncoderInfo m_info;
};
