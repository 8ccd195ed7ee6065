// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "engine/backend/FrameModel.h"
#include "engine/backend/UnitRegression.h"
#include "engine/backend/UnitTrace.h"

namespace prososcope::backend {

namespace {

using core::ErrorKind;
using core::fail;

class UnitRegressionModel : public FrameModel {
public:
    UnitRegressionModel(store::ModelCard card, UnitRegression regression, std::unique_ptr<Encoder> encoder)
        : m_card(std::move(card)), m_regression(std::move(regression)), m_encoder(std::move(encoder)) {
        std::size_t first = 0;
        for (const auto& layer : m_encoder->info().tap(m_regression.tap)->layers) {
            const auto units = static_cast<std::size_t>(layer.units);
            Part part{layer, {}};
            for (std::size_t d = 0; d < m_regression.targets.size(); ++d) {
                const auto& regressed = m_regression.targets[d].regression;
                for (std::size_t c = 0; c < regressed.columns.size(); ++c) {
                    const auto column = regressed.columns[c];
                    if (column >= first && column < first + units)
                        part.weights.push_back({d, column - first, regressed.weights[c]});
                }
            }
            first += units;
            m_parts.push_back(std::move(part));
        }
    }

    [[nodiscard]] const store::ModelCard& card() const override { return m_card; }

    core::Result<Posteriors> predict(std::span<const float> /*mono*/) override { return fail(noEmotions()); }
    core::Result<std::vector<Posteriors>> predictMany(std::span<const std::span<const float>> /*monos*/,
                                                      core::Progress& /*progress*/) override {
        return fail(noEmotions());
    }

    core::Result<std::vector<DimensionValues>> dimensionsOf(std::span<const std::span<const float>> monos,
                                                            core::Progress& progress) override {
        const auto pooled = m_encoder->pooled(monos, m_regression.tap, progress);
        if (!pooled) return fail(pooled.error());
        std::vector<DimensionValues> result;
        for (const auto& one : *pooled) {
            if (one.mean.size() != static_cast<std::size_t>(m_regression.units)) return fail(otherUnits(one.mean.size()));
            DimensionValues values;
            for (const auto& target : m_regression.targets) {
                values.values.push_back(static_cast<float>(target.regression.predict(one.mean)));
                values.deviations.push_back(static_cast<float>(target.error));
            }
            result.push_back(std::move(values));
        }
        return result;
    }

    core::Result<FrameScores> frameScores(std::span<const float> mono) override {
        const auto layers = m_encoder->frames(mono, m_regression.tap);
        if (!layers) return fail(layers.error());
        if (layers->size() != m_parts.size()) return fail(otherUnits(layers->size()));
        const std::size_t dimensions = m_regression.targets.size();
        FrameScores scores;
        for (std::size_t l = 0; l < layers->size(); ++l) {
            const auto& [layer, weights] = m_parts[l];
            if (weights.empty()) continue;
            const auto& heard = (*layers)[l];
            if (heard.units != layer.units) return fail(otherUnits(static_cast<std::size_t>(heard.units)));
            FrameScores::Layer made{layer.hopSeconds, layer.firstSeconds, static_cast<std::size_t>(heard.frames), {}};
            made.values.assign(made.frames * dimensions, 0.0);
            for (std::size_t frame = 0; frame < made.frames; ++frame) {
                const float* values = heard.values.data() + frame * static_cast<std::size_t>(heard.units);
                for (const auto& weight : weights)
                    made.values[frame * dimensions + weight.dimension] +=
                        weight.value * static_cast<double>(values[weight.unit]);
            }
            if (!std::all_of(made.values.begin(), made.values.end(), [](double value) { return std::isfinite(value); })) {
                return fail(ErrorKind::Failed,
                            {TRANSLATABLE("Engine", "A unit of the network %1 gave a value that is no number."),
                             {m_regression.encoder}});
            }
            scores.layers.push_back(std::move(made));
        }
        return scores;
    }

    [[nodiscard]] bool isOverTime() const override { return backend::isOverTime(*m_encoder->info().tap(m_regression.tap)); }

    [[nodiscard]] DimensionValues dimensionsFrom(std::span<const double> meanScores) const override {
        DimensionValues result;
        for (std::size_t d = 0; d < m_regression.targets.size(); ++d) {
            const auto& target = m_regression.targets[d];
            result.values.push_back(static_cast<float>(target.regression.intercept + meanScores[d]));
            result.deviations.push_back(static_cast<float>(target.error));
        }
        return result;
    }

private:
    struct Weight {
        std::size_t dimension = 0;
        std::size_t unit = 0;  ///< of its layer
        double value = 0.0;
    };
    struct Part {
        EncoderLayer layer;
        std::vector<Weight> weights;
    };

    [[nodiscard]] core::Error noEmotions() const {
        return {ErrorKind::BadInput,
                {TRANSLATABLE("Engine", "The model %1 gives dimensions such as valence, and no emotions. Choose another one."),
                 {m_card.name}},
                {}};
    }
    [[nodiscard]] core::Error otherUnits(std::size_t got) const {
        return {ErrorKind::Failed,
                {TRANSLATABLE("Engine", "The network %1 gave other units than the model %2 was fitted to."),
                 {m_regression.encoder, m_card.name}},
                std::to_string(got)};
    }

    store::ModelCard m_card;
    UnitRegression m_regression;
    std::unique_ptr<Encoder> m_encoder;
    std::vector<Part> m_parts;  ///< by layer
};

}  // namespace

core::Result<std::unique_ptr<EmotionModel>> unitRegressionModel(store::ModelCard card, UnitRegression regression,
                                                                std::unique_ptr<Encoder> encoder) {
    const auto& info = encoder->info();
    const auto* tap = info.tap(regression.tap);
    if (info.weightsSha256 != regression.encoderSha256 || info.untrainedSeed) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine",
                                  "The model %1 was fitted to the network %2 with other weights than it has now. Get that "
                                  "network again, or fit the model anew."),
                     {card.name, regression.encoder}});
    }
    if (tap == nullptr || tap->units() != regression.units || info.rateHz != card.rateHz) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "The network %1 has other units than the model %2 was fitted to. Fit it anew."),
                     {regression.encoder, card.name}});
    }
    return std::make_unique<UnitRegressionModel>(std::move(card), std::move(regression), std::move(encoder));
}

core::Result<std::unique_ptr<EmotionModel>> openUnitRegression(const store::ModelEntry& entry, EncoderBackend& encoders,
                                                               const std::string& device, int threads) {
    auto regression = loadUnitRegression(entry);
    if (!regression) return fail(regression.error());
    const auto models = store::findModels(entry.tensors.parent_path());
    const store::ModelEntry* named = nullptr;
    for (const auto& model : models) {
        if (model.card.name != regression->encoder || !encoders.hasLayers(model.card)) continue;
        if (named == nullptr || model.card.tensorsSha256 == regression->encoderSha256) named = &model;
    }
    if (named == nullptr) {
        return fail(ErrorKind::NotFound,
                    {TRANSLATABLE("Engine",
                                  "The model %1 stands on the network %2, which is not among the models. Put that network "
                                  "beside it."),
                     {entry.card.name, regression->encoder}});
    }
    auto encoder = encoders.open(*named, device, threads);
    if (!encoder) return fail(encoder.error());
    return unitRegressionModel(entry.card, std::move(*regression), std::move(*encoder));
}

}  // namespace prososcope::backend
