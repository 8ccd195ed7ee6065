// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/backend/AttentionMaps.h"
#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/store/ModelCard.h"

/// What the layers of a network say of a stretch of sound. Plain values, no torch.
namespace prososcope::backend {

/// One layer, and when its frames are: frame i is centred at firstSeconds + i * hopSeconds.
struct EncoderLayer {
    std::string name;  ///< "block 1, dilation 4"
    std::int64_t units = 0;
    double hopSeconds = 0.0;  ///< 0: one value for the whole stretch, not over time
    double firstSeconds = 0.0;
    /// Sound on either side that a frame depends on; without limit where it depends on all that the network is given.
    double contextSeconds = std::numeric_limits<double>::infinity();
};

/// One place in each layer where its values are read ("gate", "skip", "residual"; "output" where there is one only), and the
/// layers that have it, nearest to the sound first.
struct EncoderTap {
    std::string name;
    std::vector<EncoderLayer> layers;
    [[nodiscard]] std::int64_t units() const;  ///< of all layers
};

/// A network as something with layers. The first tap is the usual one.
struct EncoderInfo {
    std::string name;  ///< of the model: "emodb-4class"
    std::string kind;  ///< of the network: "logmel-network"
    std::string weightsSha256;
    int rateHz = 16000;
    std::vector<EncoderTap> taps;
    bool attends = false;  ///< it has self-attention, to be looked at by Encoder::attention
    /// Weights drawn anew from this seed instead of the trained ones: a control that has learned nothing.
    std::optional<std::uint64_t> untrainedSeed;
    [[nodiscard]] const EncoderTap* tap(std::string_view name) const;
};

/// The values of one layer over time: [frames, units], row-major, valid frames alone.
struct LayerFrames {
    std::int64_t frames = 0;
    std::int64_t units = 0;
    std::vector<float> values;
};

/// Each unit of a tap over the valid frames of one stretch: all layers one behind the other. The deviation has divisor n.
struct PooledActivations {
    std::vector<float> mean;
    std::vector<float> maximum;
    std::vector<float> deviation;
};

inline constexpr std::int64_t kMostAttentionFrames = 1500;                   ///< of a sound whose attention is looked at
inline constexpr std::int64_t kMostAttentionValues = std::int64_t{1} << 27;  ///< of all heads, 512 MiB
/// The refusal of a network that has no self-attention.
[[nodiscard]] tl::unexpected<core::Error> withoutAttention(const std::string& network);

/// A network opened for its layers. Each owner has its own copy; not shared between threads. Results do not depend on what else
/// is in a batch: they equal those of each stretch by itself to 1e-5.
class Encoder {
public:
    virtual ~Encoder() = default;
    [[nodiscard]] virtual const EncoderInfo& info() const = 0;
    /// mono at the network's rate. One entry for each layer of the tap. Fails on an unknown tap, an empty signal, and one
    /// without a single frame.
    [[nodiscard]] virtual core::Result<std::vector<LayerFrames>> frames(std::span<const float> mono, std::string_view tap) = 0;
    /// Several stretches, batched by length. Fails likewise and with Cancelled; a value that is not finite fails and names the
    /// stretch by its number.
    [[nodiscard]] virtual core::Result<std::vector<PooledActivations>> pooled(std::span<const std::span<const float>> monos,
                                                                              std::string_view tap,
                                                                              core::Progress& progress) = 0;
    /// Where each head looks while the network hears `mono` as a whole. Fails on a network without self-attention, on sound
    /// without a frame or of more frames or weights than the limits above, saying how long it may be, and with Cancelled.
    [[nodiscard]] virtual core::Result<AttentionMaps> attention(std::span<const float> /*mono*/, core::Progress& /*progress*/) {
        return withoutAttention(info().name);
    }
};

/// Opens the networks of this program for their layers.
class EncoderBackend {
public:
    virtual ~EncoderBackend() = default;
    /// Whether a model's kind has layers to look at. Classical learners have none.
    [[nodiscard]] virtual bool hasLayers(const store::ModelCard& card) const = 0;
    /// What `open` would say of itself, without reading the weights.
    [[nodiscard]] virtual core::Result<EncoderInfo> describe(const store::ModelCard& card) const = 0;
    /// untrainedSeed: draws new weights instead of the stored ones.
    [[nodiscard]] virtual core::Result<std::unique_ptr<Encoder>> open(const store::ModelEntry& model, const std::string& device,
                                                                      int threads,
                                                                      std::optional<std::uint64_t> untrainedSeed = {}) = 0;
    /// What this program computes of a reference encoder (config.json, input.npy, weights): the folder `out` gets its hidden
    /// states and outputs. By default there is nothing that could.
    [[nodiscard]] virtual core::Status writeReference(const std::filesystem::path& in, const std::filesystem::path& /*out*/) {
        return core::fail(core::ErrorKind::Unavailable,
                          {TRANSLATABLE("Engine", "Nothing here computes the reference encoder %1."), {in.string()}});
    }
};

}  // namespace prososcope::backend
