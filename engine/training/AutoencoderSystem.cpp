// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/AutoencoderSystem.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "engine/core/NamedBounds.h"
#include "engine/core/Random.h"
#include "engine/features/FeatureSet.h"

namespace prososcope::training {

namespace {

using experiment::AutoencoderVariant;

/// The numbers that are not the network's.
constexpr core::NamedBounds kOwn[] = {{"labelled", 1e-4, 1.0, false},
                                      {"discriminator_rate", 1e-4, 10.0, false},
                                      {"restarts", 0, 20, true},
                                      {"collapse_patience", 1, 1e6, true},
                                      {"bound", 1.0, 1e6, false}};

/// The form on frames takes one set over time, standardised on the training part.
core::Status checkFrameInput(const experiment::FusionMember& member) {
    const auto refused = [&](const char* pattern) {
        return core::fail(core::ErrorKind::BadInput, {pattern, {member.model, member.featureSet}});
    };
    const auto set = features::featureSet(member.featureSet);
    if (!set || (*set)->descriptors() != nullptr) {
        return refused(TRANSLATABLE(
            "Engine", "The model %1 on frames needs one feature set over time, such as ComParE_2016-lld, not %2."));
    }
    if (member.normalise == "training") return {};
    return refused(TRANSLATABLE("Engine",
                                "The model %1 on frames is standardised on the training part: leave normalise out, or choose "
                                "\"training\"."));
}

}  // namespace

core::Result<std::shared_ptr<const AutoencoderSystem>> openAutoencoderSystem(const experiment::FusionMember& member,
                                                                             std::size_t classes) {
    auto system = std::make_shared<AutoencoderSystem>();
    system->variant = experiment::autoencoderVariant(member.modelSettings);
    system->empiricalPrior = experiment::hasEmpiricalPrior(member.modelSettings);
    auto numbers = member.modelSettings;
    numbers.erase("variant");
    numbers.erase("prior");
    numbers.erase("form");
    const bool frames = experiment::seesFrames(member.modelSettings);
    const auto own = core::extractNamed(numbers, kOwn);
    if (const auto good = core::checkBounds(own, kOwn); !good) return core::fail(good.error());
    if (numbers.contains("inputs")) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "What the model %1 sees is decided by its features: leave inputs out."), {member.model}});
    }
    if (frames) {
        if (auto good = checkFrameInput(member); !good) return core::fail(good.error());
        numbers["form"] = 1.0;
    }
    const bool plain = system->variant != AutoencoderVariant::Optimised;
    if (plain) {
        numbers.try_emplace("batch_norm", 0.0);
        numbers.try_emplace("discriminator_dropout", 0.0);
        system->discriminatorRate = 1.0;
    }
    const auto network = models::checkedAutoencoderSettings(numbers, static_cast<std::int64_t>(classes));
    if (!network) return core::fail(network.error());
    system->network = *network;
    core::takeNamed(own, "labelled", system->labelled);
    core::takeNamed(own, "discriminator_rate", system->discriminatorRate);
    core::takeNamed(own, "restarts", system->restarts);
    core::takeNamed(own, "collapse_patience", system->collapsePatience);
    core::takeNamed(own, "bound", system->bound);
    system->settings = {{"variant", static_cast<double>(system->variant)},
                        {"prior", system->empiricalPrior ? 1.0 : 0.0},
                        {"labelled", system->labelled},
                        {"discriminator_rate", system->discriminatorRate},
                        {"restarts", system->restarts},
                        {"collapse_patience", system->collapsePatience},
                        {"bound", system->bound}};
    const auto values = network->values();
    for (const char* name : {"hidden", "latent", "discriminator_hidden", "batch_norm", "dropout", "discriminator_dropout"})
        system->settings[name] = values.at(name);
    if (!frames) return system;
    for (const auto& [name, value] : values) {
        if (name != "inputs") system->settings[name] = value;
    }
    return system;
}

std::vector<int> keptLabels(const std::vector<int>& labels, std::size_t classes, double share, std::uint64_t seed) {
    if (share >= 1.0) return labels;
    std::vector<std::vector<std::size_t>> byClass(classes);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (labels[i] >= 0) byClass[static_cast<std::size_t>(labels[i])].push_back(i);
    }
    std::vector<int> kept(labels.size(), -1);
    core::Random random(seed);
    for (auto& rows : byClass) {
        random.shuffle(std::span(rows));
        const auto count =
            std::max<std::size_t>(1, static_cast<std::size_t>(std::llround(share * static_cast<double>(rows.size()))));
        for (std::size_t i = 0; i < std::min(count, rows.size()); ++i) kept[rows[i]] = labels[rows[i]];
    }
    return kept;
}

}  // namespace prososcope::training
