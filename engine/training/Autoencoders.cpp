// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Autoencoders.h"

#include <algorithm>

#include "engine/nn/ModuleState.h"
#include "engine/training/ClassicalTraining.h"
#include "engine/training/Inference.h"
#include "engine/training/StoredAutoencoder.h"

namespace prososcope::training {

namespace {

std::vector<float> valuesOf(const torch::Tensor& row) {
    const auto plain = row.to(torch::kCPU, torch::kFloat).contiguous();
    return {plain.const_data_ptr<float>(), plain.const_data_ptr<float>() + plain.numel()};
}

class View : public backend::AutoencoderView {
public:
    View(store::ModelCard card, StoredAutoencoder stored, const std::string& device, int threads)
        : m_card(std::move(card)),
          m_stored(std::move(stored)),
          m_columns(classicalColumnNames(*m_stored.plan.set)),
          m_device(device),
          m_threads(std::max(threads, 1)) {
        m_stored.network->to(m_device);
    }

    [[nodiscard]] const store::ModelCard& card() const override { return m_card; }
    [[nodiscard]] const std::vector<std::string>& columns() const override { return m_columns; }

    core::Result<backend::AutoencoderCode> code(std::span<const float> mono, core::Progress& progress) override {
        const auto row = m_stored.hear(mono, m_threads, progress);
        if (!row) return core::fail(row.error());
        return codeOfRow(row->row(0));
    }

    core::Result<backend::AutoencoderCode> codeOfRow(std::span<const float> row) override {
        if (auto good = checkLength(row, m_columns.size()); !good) return core::fail(good.error());
        try {
            nn::useThreads(m_threads);
            const torch::NoGradGuard noGrad;
            const auto input = tensorOf(row);
            const auto code = m_stored.network->encode(input);
            const auto made = m_stored.network->decode(code.y, code.z);
            return backend::AutoencoderCode{{row.begin(), row.end()}, valuesOf(code.y), valuesOf(code.z), valuesOf(made)};
        } catch (const std::exception& exception) {
            return core::fail(nn::torchError(exception));
        }
    }

    core::Result<std::vector<float>> decode(std::span<const float> emotion, std::span<const float> style) override {
        const auto& settings = m_stored.plan.settings;
        if (auto good = checkLength(emotion, static_cast<std::size_t>(settings.classes)); !good)
            return core::fail(good.error());
        if (auto good = checkLength(style, static_cast<std::size_t>(settings.latent)); !good) return core::fail(good.error());
        try {
            nn::useThreads(m_threads);
            const torch::NoGradGuard noGrad;
            return valuesOf(m_stored.network->decode(tensorOf(emotion), tensorOf(style)));
        } catch (const std::exception& exception) {
            return core::fail(nn::torchError(exception));
        }
    }

    [[nodiscard]] core::Result<std::vector<double>> inFeatureUnits(std::span<const float> row) const override {
        if (auto good = checkLength(row, m_columns.size()); !good) return core::fail(good.error());
        return std::get<learn::Standardiser>(m_stored.scale).restore(row);
    }

private:
    [[nodiscard]] core::Status checkLength(std::span<const float> values, std::size_t wanted) const {
        if (values.size() == wanted) return {};
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The autoencoder %1 takes %2 numbers here, not %3."),
                           {m_card.name, std::to_string(wanted), std::to_string(values.size())}});
    }
    [[nodiscard]] torch::Tensor tensorOf(std::span<const float> row) const {
        return tensorOfRows({row.data(), 1, row.size()}).to(m_device);
    }

    store::ModelCard m_card;
    StoredAutoencoder m_stored;
    std::vector<std::string> m_columns;
    torch::Device m_device;
    int m_threads;
};

}  // namespace

core::Result<std::unique_ptr<backend::AutoencoderView>> Autoencoders::open(const store::ModelEntry& model,
                                                                           const std::string& device, int threads) {
    const auto refused = [&](const char* pattern) {
        return core::fail(core::ErrorKind::BadInput, {pattern, {model.tensors.string(), model.card.kind}});
    };
    if (model.card.kind != experiment::kAdversarialAutoencoder)
        return refused(TRANSLATABLE("Engine", "%1 is of the kind %2, which is no autoencoder."));
    if (auto known = checkDevice(device); !known) return core::fail(known.error());
    try {
        nn::useThreads(threads);
        auto stored = loadAutoencoder(model);
        if (!stored) return core::fail(stored.error());
        if (stored->plan.seesFrames()) {
            return refused(TRANSLATABLE("Engine",
                                        "%1 sees frames: only what autoencoders on functionals make of a recording can be "
                                        "shown beside it."));
        }
        if (!stored->plan.hasDecoder()) {
            return refused(
                TRANSLATABLE("Engine", "%1 is a baseline, which classifies alone: it has no style and makes nothing again."));
        }
        return std::make_unique<View>(model.card, std::move(*stored), device, threads);
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

}  // namespace prososcope::training
