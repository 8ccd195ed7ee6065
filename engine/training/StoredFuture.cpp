// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/StoredFuture.h"

#include <algorithm>

#include "engine/experiment/FutureModel.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/Inference.h"
#include "engine/training/StoredTensors.h"

namespace prososcope::training {

namespace {

constexpr std::size_t kMostFutureClasses = 1000;

constexpr const char* kOfClasses = "classifier.";

/// Sizes that the file must have before a network of the card's is made.
TensorShapes shapesOf(const models::FutureSettings& s, bool classes) {
    TensorShapes shapes{{"embed.weight", {s.units, s.bands}},
                        {"output.weight", {s.bands, s.units}},
                        {"input.mean", {s.bands}},
                        {"input.scale", {s.bands}}};
    if (classes) shapes.push_back({"classifier.weight", {s.classes, s.units}});
    for (std::int64_t i = 0; i < s.layers; ++i) {
        const auto layer = "layer." + std::to_string(i) + ".";
        shapes.push_back({layer + "attention.query.weight", {s.units, s.units}});
        shapes.push_back({layer + "linear1.weight", {s.inner, s.units}});
    }
    return shapes;
}

}  // namespace

core::Result<const features::FeatureSet*> futureFeatures(std::string_view name) {
    if (experiment::takesFeatures(experiment::kFuturePrediction, name)) return features::featureSet(name);
    return core::fail(core::ErrorKind::BadInput, {TRANSLATABLE("Engine", "The model %1 hears %2 or %3, not %4."),
                                                  {experiment::kFuturePrediction, experiment::kFutureFeatureSets[0],
                                                   experiment::kFutureFeatureSets[1], std::string(name)}});
}

core::Result<FuturePlan> futurePlan(const store::ModelCard& card, const std::string& file) {
    const auto classes = card.classes.size();
    const auto settings =
        models::checkedFutureSettings(card.settings, static_cast<std::int64_t>(std::max<std::size_t>(classes, 1)));
    if (!settings) return foreignCard(file, settings.error().message());
    if (classes > kMostFutureClasses) return foreignCard(file, std::to_string(classes) + " classes");
    const auto set = futureFeatures(card.featureSet);
    if (!set) return foreignCard(file, card.featureSet);
    if (!isSetOfCard(**set, card) || static_cast<std::size_t>(settings->bands) != (*set)->columns().size())
        return foreignCard(file, card.featureSet + ", " + card.featureParameters);
    return FuturePlan{*settings, *set};
}

core::Result<StoredFuture> loadFuture(const store::ModelEntry& entry) {
    const auto file = entry.tensors.string();
    const auto plan = futurePlan(entry.card, file);
    if (!plan) return core::fail(plan.error());
    auto loaded = loadCheckedTensors(entry);
    if (!loaded) return core::fail(loaded.error());
    const bool classes = !entry.card.classes.empty();
    if (auto fits = checkShapes(shapesOf(plan->settings, classes), loaded->state, file); !fits) return core::fail(fits.error());
    StoredFuture stored{models::FutureNetwork(plan->settings), plan->set,
                        BandScale::of(loaded->state, static_cast<std::size_t>(plan->settings.bands))};
    auto state = std::move(loaded->state).without("input.");
    if (!classes) {
        for (auto& each : nn::stateOf(*stored.network).entries) {
            if (each.name.starts_with(kOfClasses)) state.entries.push_back(std::move(each));
        }
    }
    if (auto fits = nn::loadState(*stored.network, state, file); !fits) return core::fail(fits.error());
    stored.network->eval();
    return stored;
}

core::Status saveFuture(nn::StateDict state, const std::filesystem::path& stem, store::ModelCard card) {
    if (card.classes.empty()) state = std::move(state).without(kOfClasses);
    return saveModel(state, stem, std::move(card));
}

}  // namespace prososcope::training
