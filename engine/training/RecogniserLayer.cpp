// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/RecogniserLayer.h"

#include <algorithm>
#include <iterator>

#include "engine/core/Join.h"
#include "engine/experiment/Experiment.h"
#include "engine/nn/Interrupt.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/StoredNetworks.h"

namespace prososcope::training {

namespace {

/// Waits for the whole recording.
class WholeRecording final : public features::FeatureStream {
public:
    WholeRecording(const RecogniserLayer& set, int threads) : m_set(set), m_threads(threads) {}
    void push(std::span<const float> samples, std::vector<float>& /*rows*/) override {
        m_samples.insert(m_samples.end(), samples.begin(), samples.end());
    }
    void finish(std::vector<float>& rows) override {
        const auto matrix = m_set.compute(m_samples, m_threads);
        if (matrix) rows.insert(rows.end(), matrix->values.begin(), matrix->values.end());
    }

private:
    const RecogniserLayer& m_set;
    int m_threads;
    std::vector<float> m_samples;
};

}  // namespace

core::Result<std::shared_ptr<const RecogniserLayer>> RecogniserLayer::open(const std::string& model, const std::string& layer,
                                                                           const std::filesystem::path& modelsFolder,
                                                                           const std::string& device, std::stop_token stop) {
    const auto entry = store::findModel(model, modelsFolder);
    if (!entry) return core::fail(entry.error());
    if (entry->card.kind != kLasKind) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 is of the kind %2, and no attention recogniser whose layers could be heard."),
             {model, entry->card.kind}});
    }
    const auto taps = lasTaps(entry->card);
    if (!taps) return core::fail(taps.error());
    const auto& layers = taps->front().layers;
    const auto found = layer.empty()
                           ? std::prev(layers.end())
                           : std::find_if(layers.begin(), layers.end(), [&](const auto& each) { return each.name == layer; });
    if (found == layers.end()) {
        std::vector<std::string> names;
        for (const auto& each : layers) names.push_back(each.name);
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The recogniser %1 has no layer %2. Its layers are: %3."),
                           {model, layer, core::joined(names, ", ")}});
    }
    const auto input = lasFeatures();
    if (!input) return core::fail(input.error());
    try {
        auto network = openLasLayers(*entry, torch::Device(device), {});
        if (!network) return core::fail(network.error());
        std::shared_ptr<RecogniserLayer> made(new RecogniserLayer);
        made->m_card = entry->card;
        made->m_layer = found->name;
        made->m_index = static_cast<std::size_t>(found - layers.begin());
        made->m_network = std::move(*network);
        made->m_input = *input;
        made->m_stop = std::move(stop);
        made->m_times = {found->firstSeconds, found->hopSeconds};
        for (std::int64_t i = 0; i < found->units; ++i) made->m_columns.push_back("unit" + std::to_string(i));
        made->m_parameters =
            "weights=" + entry->card.tensorsSha256 + " layer=" + found->name + " device=" + device.substr(0, device.find(':'));
        return made;
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

std::string_view RecogniserLayer::name() const { return experiment::kRecogniserLayer; }

core::Text RecogniserLayer::description() const {
    return {TRANSLATABLE("Engine", "Frames of a layer of a recogniser of speech that stays as it is.")};
}

std::unique_ptr<features::FeatureStream> RecogniserLayer::stream(int threads, std::span<const float> /*surveyed*/) const {
    return std::make_unique<WholeRecording>(*this, threads);
}

core::Result<features::FeatureMatrix> RecogniserLayer::compute(std::span<const float> mono, int threads) const {
    const auto input = m_input->compute(mono, threads);
    if (!input) return core::fail(input.error());
    features::FeatureMatrix matrix;
    matrix.columns = m_columns.size();
    matrix.firstSeconds = m_times.firstSeconds;
    matrix.hopSeconds = m_times.hopSeconds;
    if (input->frames == 0) return matrix;
    try {
        nn::useThreads(std::max(threads, 1));
        const nn::InterruptScope interrupt(m_stop);
        const auto sound = wholeSound(*input);
        const PreparedSound* const one[] = {&sound};
        m_network->run(one, "output", [&](std::size_t layer, const torch::Tensor& values, const nn::Lengths& valid) {
            if (layer != m_index) return;
            const auto rows = values.select(1, 0).narrow(0, 0, valid.front()).to(torch::kCPU, torch::kFloat).contiguous();
            matrix.frames = static_cast<std::size_t>(rows.size(0));
            const float* const from = rows.const_data_ptr<float>();
            matrix.values.assign(from, from + rows.numel());
        });
        if (features::allFinite(matrix.values)) return matrix;
        return core::fail(core::ErrorKind::Failed, {TRANSLATABLE("Engine", "The recogniser gave a value that is no number.")});
    } catch (const nn::Interrupted&) {
        return core::cancelled();
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

}  // namespace prososcope::training
