// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/speech_encoder/LoadEncoder.h"

#include "engine/checkpoints/EncoderTensors.h"

namespace prososcope::models {

namespace {

using torch::Tensor;

torch::ScalarType typeOf(store::TensorType type) {
    switch (type) {
        case store::TensorType::Float16:
            return torch::kHalf;
        case store::TensorType::BFloat16:
            return torch::kBFloat16;
        default:
            return torch::kFloat;  // matchTensors lets no others pass
    }
}

struct NoNumber {
    std::string tensor;
};

class Loader {
public:
    Loader(std::span<const store::TensorView> tensors, const checkpoints::TensorMatch& match,
           const LoadEncoderSettings& settings)
        : m_tensors(tensors), m_match(match), m_settings(settings) {}

    [[nodiscard]] Tensor operator()(const std::string& name) const {
        if (m_match.places.contains(name + "_v")) {
            // Folded in float32: w[:, :, k] = g[k] v[:, :, k] / ||v[:, :, k]||.
            const auto folded =
                at::_weight_norm(read(name + "_v", torch::kFloat, true), read(name + "_g", torch::kFloat, true), 2);
            return folded.to(m_settings.device, m_settings.type);
        }
        return read(name, m_settings.type, false);
    }

private:
    [[nodiscard]] Tensor read(const std::string& name, torch::ScalarType type, bool here) const {
        const auto place = m_match.places.find(name);
        if (place == m_match.places.end()) return {};
        const auto& view = m_tensors[place->second];
        const auto device = here ? torch::Device(torch::kCPU) : m_settings.device;
        const auto options = torch::TensorOptions().dtype(typeOf(view.type));
        // LibTorch knows no tensor that must not be written; nothing here writes.
        auto* const bytes = const_cast<std::byte*>(view.bytes.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
        const bool inPlace = m_settings.owner && device.is_cpu() && type == typeOf(view.type);
        const auto lying = inPlace ? torch::from_blob(
                                         bytes, view.shape, [owner = m_settings.owner](void*) {}, options)
                                   : torch::from_blob(bytes, view.shape, options);
        auto tensor = inPlace ? lying : lying.to(device, type, /*non_blocking=*/false, /*copy=*/true);
        if (!at::isfinite(tensor.sum(torch::kFloat)).item<bool>()) throw NoNumber{view.name};  // of a sum: one pass and no copy
        return tensor;
    }

    std::span<const store::TensorView> m_tensors;
    const checkpoints::TensorMatch& m_match;
    const LoadEncoderSettings& m_settings;
};

}  // namespace

core::Result<SpeechEncoder> loadSpeechEncoder(const checkpoints::EncoderConfig& config,
                                              std::span<const store::TensorView> tensors, const std::string& file,
                                              const LoadEncoderSettings& settings) {
    const auto match = checkpoints::matchTensors(config, tensors);
    if (auto good = checkpoints::checkMatch(match, config, file); !good) return core::fail(good.error());
    try {
        const torch::NoGradGuard noGrad;
        const Loader load(tensors, match, settings);
        SpeechEncoder network(config, [&](const std::string& name, const auto& /*shape*/) { return load(name); });
        network->eval();
        return network;
    } catch (const NoNumber& error) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 cannot be used: its tensor %2 holds values that are no numbers. Get the model again."),
             {file, error.tensor}});
    }
}

}  // namespace prososcope::models
