// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <cmath>
#include <memory>
#include <thread>
#include <vector>

#include "app/gui/inspect/UnitBackend.h"

/// A network whose units are known, for tests of units over time.
namespace ramp {

using namespace prososcope;
using namespace prososcope::gui;

/// What the network was asked, and whether it may answer.
struct Asked {
    std::atomic<int> opened{0};
    std::atomic<int> calls{0};
    std::atomic<std::size_t> samples{0};  ///< of the last call
    std::atomic<int> delayMs{0};
    std::atomic<bool> predicts{false};  ///< its second tap is "prediction"
    std::atomic<bool> gone{false};      ///< no network is listed any more
    std::atomic<bool> unlisted{false};  ///< listing fails
    std::atomic<int> trained{1};        ///< how often it was trained: other weights each time
};

/// Two taps of two layers: frames every 10 ms whose unit u is u + the place of the frame in a second (0 to 1), and frames every
/// 20 ms of the same kind, ten higher. Untrained, all units are 0.5.
class RampEncoder : public backend::Encoder {
public:
    RampEncoder(std::shared_ptr<Asked> asked, std::optional<std::uint64_t> seed) : m_asked(std::move(asked)), m_seed(seed) {
        m_info = describe(m_asked->predicts);
        ++m_asked->opened;
    }
    static backend::EncoderInfo describe(bool predicts) {
        backend::EncoderInfo info;
        info.name = "ramp";
        info.rateHz = 16000;
        std::vector<backend::EncoderLayer> layers{{"block 1", 20, 0.01, 0.0, 0.0}, {"block 2", 3, 0.02, 0.0, 0.0}};
        if (predicts) layers.push_back({"block 3", 3, 0.02, 0.0, 0.0});
        info.taps = {{"gate", layers}, {predicts ? "prediction" : "skip", layers}};
        return info;
    }
    const backend::EncoderInfo& info() const override { return m_info; }
    core::Result<std::vector<backend::LayerFrames>> frames(std::span<const float> mono, std::string_view) override {
        ++m_asked->calls;
        m_asked->samples = mono.size();
        std::this_thread::sleep_for(std::chrono::milliseconds(m_asked->delayMs));
        std::vector<backend::LayerFrames> all;
        for (const auto& layer : m_info.taps.front().layers) {
            const auto hop = static_cast<std::size_t>(std::lround(layer.hopSeconds * 16000));
            backend::LayerFrames frames{static_cast<std::int64_t>((mono.size() + hop - 1) / hop), layer.units, {}};
            for (std::int64_t i = 0; i < frames.frames; ++i) {
                const double share = std::fmod(static_cast<double>(i) * layer.hopSeconds, 1.0);
                for (std::int64_t unit = 0; unit < layer.units; ++unit) {
                    const double base = static_cast<double>(unit) + (all.empty() ? 0.0 : 10.0);
                    frames.values.push_back(m_seed ? 0.5F : static_cast<float>(base + share));
                }
            }
            all.push_back(std::move(frames));
        }
        return all;
    }
    core::Result<std::vector<backend::PooledActivations>> pooled(std::span<const std::span<const float>>, std::string_view,
                                                                 core::Progress&) override {
        return core::fail(core::ErrorKind::Failed, {"not asked"});
    }

private:
    backend::EncoderInfo m_info;
    std::shared_ptr<Asked> m_asked;
    std::optional<std::uint64_t> m_seed;
};

inline UnitBackend rampBackend(const std::shared_ptr<Asked>& asked) {
    UnitBackend made;
    made.networks = [asked]() -> core::Result<std::vector<UnitNetwork>> {
        if (asked->unlisted) return core::fail(core::ErrorKind::Unavailable, {"LibTorch is not here."});
        if (asked->gone) return std::vector<UnitNetwork>();
        UnitNetwork network;
        network.entry.card.name = "ramp";
        network.entry.card.tensorsSha256 = std::to_string(asked->trained);
        network.entry.tensors = "/nowhere/ramp.safetensors";
        network.info = RampEncoder::describe(asked->predicts);
        return std::vector{network};
    };
    made.open = [asked](const store::ModelEntry&,
                        std::optional<std::uint64_t> seed) -> core::Result<std::unique_ptr<backend::Encoder>> {
        return std::make_unique<RampEncoder>(asked, seed);
    };
    return made;
}

}  // namespace ramp
