// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/StoredAutoencoder.h"

#include <algorithm>
#include <utility>

#include "engine/core/NamedBounds.h"
#include "engine/nn/Interrupt.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/AutoencoderStep.h"
#include "engine/training/BatchModel.h"
#include "engine/training/ClassicalTraining.h"
#include "engine/training/Inference.h"
#include "engine/training/StoredTensors.h"

namespace prososcope::training {

namespace {

constexpr std::size_t kMostAutoencoderClasses = 1000;
constexpr const char* kInputMean = BandScale::kMean;
constexpr const char* kInputDeviation = "input.deviation";

/// Of the card, beside the network's.
constexpr core::NamedBounds kOfCard[] = {{"variant", 0, 2, true}, {"bound", 1.0, 1e6, false}};

/// What a baseline does not train.
bool isBesideClassifier(const std::string& name) {
    return name.starts_with("encoder.z.") || name.starts_with("decoder.") || name.starts_with("discriminator_");
}

TensorShapes rowShapes(const AutoencoderPlan& plan) {
    const auto& s = plan.settings;
    TensorShapes shapes{{kInputMean, {s.inputs}},
                        {kInputDeviation, {s.inputs}},
                        {"encoder.layer1.linear.weight", {s.hidden, s.inputs}},
                        {"encoder.layer2.linear.weight", {s.hidden, s.hidden}}};
    if (!plan.hasDecoder()) return shapes;
    shapes.insert(shapes.end(), {{"decoder.layer1.linear.weight", {s.hidden, s.classes + s.latent}},
                                 {"decoder.layer2.linear.weight", {s.hidden, s.hidden}},
                                 {"decoder.output.linear.weight", {s.inputs, s.hidden}}});
    return shapes;
}

/// A decoder's convolutions go the encoder's way back, each to as many channels as that of the encoder had.
TensorShapes frameShapes(const AutoencoderPlan& plan) {
    const auto& s = plan.settings;
    TensorShapes shapes{{kInputMean, {s.inputs}}, {BandScale::kScale, {s.inputs}}};
    const auto numbered = [](const char* stem, std::size_t i, const char* end) { return stem + std::to_string(i) + end; };
    auto inputs = s.inputs;
    for (std::size_t i = 0; i < s.channels.size(); ++i) {
        shapes.push_back({numbered("encoder.conv.", i, ".conv.weight"), {s.channels[i], inputs, s.kernel}});
        inputs = s.channels[i];
    }
    shapes.push_back({"encoder.dense.0.linear.weight", {s.hidden, s.masked ? inputs : inputs * s.steps()}});
    shapes.push_back({"encoder.dense.1.linear.weight", {s.hidden, s.hidden}});
    if (!plan.hasDecoder()) return shapes;
    shapes.push_back({"decoder.dense.0.linear.weight", {s.hidden, s.classes + s.latent}});
    shapes.push_back({"decoder.dense.1.linear.weight", {s.hidden, s.hidden}});
    shapes.push_back({"decoder.dense.2.linear.weight", {inputs * s.steps(), s.hidden}});
    for (std::size_t i = 0; i < s.channels.size(); ++i) {
        const auto outputs = s.channels[s.channels.size() - 1 - i];
        shapes.push_back({numbered("decoder.conv.", i, ".conv.weight"), {inputs, outputs, s.kernel}});
        inputs = outputs;
    }
    shapes.push_back({"decoder.output.conv.weight", {s.inputs, inputs, 1}});
    return shapes;
}

/// Sizes that the file must have before a network of the card's is made.
TensorShapes shapesOf(const AutoencoderPlan& plan) {
    const auto& s = plan.settings;
    auto shapes = plan.seesFrames() ? frameShapes(plan) : rowShapes(plan);
    shapes.push_back({"encoder.y.linear.weight", {s.classes, s.hidden}});
    if (!plan.hasDecoder()) return shapes;
    shapes.insert(shapes.end(), {{"encoder.z.linear.weight", {s.latent, s.hidden}},
                                 {"discriminator_y.linear1.weight", {s.discriminatorHidden, s.classes}},
                                 {"discriminator_y.linear2.weight", {s.discriminatorHidden, s.discriminatorHidden}},
                                 {"discriminator_z.linear1.weight", {s.discriminatorHidden, s.latent}},
                                 {"discriminator_z.linear2.weight", {s.discriminatorHidden, s.discriminatorHidden}}});
    return shapes;
}

core::Result<AutoencoderScale> storedScale(const nn::StateDict& state, const AutoencoderPlan& plan) {
    if (plan.seesFrames()) return BandScale::of(state, static_cast<std::size_t>(plan.settings.inputs));
    const auto& means = state.find(kInputMean)->values;
    const auto& deviations = state.find(kInputDeviation)->values;
    return learn::Standardiser::of({means.begin(), means.end()}, {deviations.begin(), deviations.end()}, plan.bound);
}

/// The middle of a stretch for a network that looks at so many frames, of a shorter one all.
PreparedSound middleOf(const features::FeatureMatrix& matrix, std::size_t frames) {
    const auto valid = std::min(matrix.frames, frames);
    const auto from = matrix.values.begin() + static_cast<std::ptrdiff_t>((matrix.frames - valid) / 2 * matrix.columns);
    return {{from, from + static_cast<std::ptrdiff_t>(valid * matrix.columns)},
            static_cast<std::int64_t>(frames),
            static_cast<std::int64_t>(valid)};
}

class AutoencoderModel : public BatchModel {
public:
    AutoencoderModel(store::ModelCard card, StoredAutoencoder stored, const std::string& device, int threads)
        : BatchModel(std::move(card)), m_stored(std::move(stored)), m_device(device), m_threads(std::max(threads, 1)) {
        m_stored.network->to(m_device);
    }

    core::Result<std::vector<backend::Posteriors>> predictMany(std::span<const std::span<const float>> monos,
                                                               core::Progress& progress) override {
        const int each = std::max(1, m_threads / static_cast<int>(std::clamp<std::size_t>(monos.size(), 1, 1000)));
        const auto sounds = preparedSounds(monos, m_threads, progress, [&](std::span<const float> mono) {
            return m_stored.prepared(mono, each, progress.stopToken());
        });
        if (!sounds) return core::fail(sounds.error());
        std::vector<const PreparedSound*> all;
        for (const auto& sound : *sounds) all.push_back(&sound);
        try {
            nn::useThreads(m_threads);
            const nn::InterruptScope interrupt(progress.stopToken());
            return autoencoderPosteriors(m_stored.network, m_stored.rowsOf(all), m_device);
        } catch (const nn::Interrupted&) {
            return core::cancelled();
        } catch (const std::exception& exception) {
            return core::fail(nn::torchError(exception));
        }
    }

private:
    StoredAutoencoder m_stored;
    torch::Device m_device;
    int m_threads;
};

}  // namespace

core::Result<AutoencoderPlan> autoencoderPlan(const store::ModelCard& card, const std::string& file) {
    AutoencoderPlan plan;
    auto network = card.settings;
    const auto own = core::extractNamed(network, kOfCard);
    for (const auto& bounds : kOfCard) {
        if (!own.contains(bounds.name)) return foreignCard(file, std::string("no ") + bounds.name);
    }
    if (const auto good = core::checkBounds(own, kOfCard); !good) return foreignCard(file, good.error().message());
    plan.variant = experiment::autoencoderVariant(own);
    plan.bound = own.at("bound");
    if (card.classes.empty() || card.classes.size() > kMostAutoencoderClasses)
        return foreignCard(file, std::to_string(card.classes.size()) + " classes");
    const auto settings = models::checkedAutoencoderSettings(network, static_cast<std::int64_t>(card.classes.size()));
    if (!settings) return foreignCard(file, settings.error().message());
    plan.settings = *settings;
    if (!plan.hasDecoder()) {  // of what its file does not hold the least
        plan.settings.latent = 1;
        plan.settings.discriminatorHidden = 1;
    }
    const auto set = features::featureSet(card.featureSet);
    if (!set) return foreignCard(file, set.error().message());
    if (plan.seesFrames() && (*set)->descriptors() == nullptr) plan.columns = descriptorColumns(**set);
    const auto columns = plan.seesFrames() ? plan.columns.size() : classicalColumns(**set);
    if (!isSetOfCard(**set, card) || static_cast<std::size_t>(plan.settings.inputs) != columns)
        return foreignCard(file, card.featureSet + ", " + card.featureParameters);
    plan.set = *set;
    return plan;
}

core::Result<learn::Matrix<float>> StoredAutoencoder::hear(std::span<const float> mono, int threads,
                                                           core::Progress& progress) const {
    const auto row = classicalRowOf(*plan.set, mono, threads, progress);
    if (!row) return core::fail(row.error());
    auto standardised = std::get<learn::Standardiser>(scale).apply(row->view());
    if (!standardised) return core::fail(standardised.error());
    return std::move(standardised->rows);
}

core::Result<PreparedSound> StoredAutoencoder::prepared(std::span<const float> mono, int threads, std::stop_token stop) const {
    if (plan.seesFrames()) {
        return preparedSound(*plan.set, mono, threads, [&](const features::FeatureMatrix& features) {
            return middleOf(features, static_cast<std::size_t>(plan.settings.frames));
        });
    }
    core::Progress silent(std::move(stop));
    auto row = hear(mono, std::max(threads, 1), silent);
    if (!row) return core::fail(row.error());
    return PreparedSound{std::move(row->values), 1, 1};
}

AutoencoderRows StoredAutoencoder::rowsOf(std::span<const PreparedSound* const> sounds) const {
    if (plan.seesFrames()) {
        FrameRows frames{{}, plan.columns, std::get<BandScale>(scale), static_cast<float>(plan.bound)};
        for (const auto* sound : sounds) {
            auto matrix = std::make_shared<features::FeatureMatrix>();
            matrix->frames = static_cast<std::size_t>(sound->valid);
            matrix->columns = plan.set->columns().size();
            matrix->values = sound->values;
            frames.recordings.push_back(std::move(matrix));
        }
        return AutoencoderRows(std::move(frames));
    }
    learn::Matrix<float> rows(0, std::get<learn::Standardiser>(scale).columns());
    for (const auto* sound : sounds) rows.values.insert(rows.values.end(), sound->values.begin(), sound->values.end());
    rows.rows = sounds.size();
    return rows;
}

core::Result<StoredAutoencoder> loadAutoencoder(const store::ModelEntry& entry) {
    const auto file = entry.tensors.string();
    const auto plan = autoencoderPlan(entry.card, file);
    if (!plan) return core::fail(plan.error());
    auto loaded = loadCheckedTensors(entry);
    if (!loaded) return core::fail(loaded.error());
    if (auto fits = checkShapes(shapesOf(*plan), loaded->state, file); !fits) return core::fail(fits.error());
    auto scale = storedScale(loaded->state, *plan);
    if (!scale) return core::fail(scale.error());
    StoredAutoencoder stored{*plan, models::makeAdversarialAutoencoder(plan->settings, 0), std::move(*scale)};
    auto state = std::move(loaded->state).without("input.");
    if (!plan->hasDecoder()) {
        for (auto& each : nn::stateOf(*stored.network).entries) {
            if (isBesideClassifier(each.name)) state.entries.push_back(std::move(each));
        }
    }
    if (auto fits = nn::loadState(*stored.network, state, file); !fits) return core::fail(fits.error());
    stored.network->eval();
    return stored;
}

torch::Tensor tensorOfRows(learn::MatrixView<float> rows) {
    auto result = torch::empty({static_cast<std::int64_t>(rows.rows), static_cast<std::int64_t>(rows.columns)});
    std::copy_n(rows.values, rows.rows * rows.columns, result.data_ptr<float>());
    return result;
}

core::Result<learn::Standardiser> storedPrecision(const learn::Standardiser& standardiser) {
    const auto rounded = [](std::vector<double> values) {
        for (double& value : values) value = static_cast<double>(static_cast<float>(value));
        return values;
    };
    return learn::Standardiser::of(rounded(standardiser.means()), rounded(standardiser.deviations()), standardiser.bound());
}

core::Status saveAutoencoder(const AutoencoderSystem& system, nn::StateDict state, const AutoencoderScale& scale,
                             const std::filesystem::path& stem, store::ModelCard card) {
    auto network = system.network;
    const auto* const standardiser = std::get_if<learn::Standardiser>(&scale);
    const auto columns = standardiser != nullptr ? standardiser->columns() : std::get<BandScale>(scale).mean.size();
    network.inputs = static_cast<std::int64_t>(columns);
    card.settings = network.values();
    card.settings["variant"] = static_cast<double>(system.variant);
    card.settings["bound"] = system.bound;
    if (!experiment::hasDecoder(system.variant))
        std::erase_if(state.entries, [](const auto& each) { return isBesideClassifier(each.name); });
    const auto add = [&](const char* name, const std::vector<double>& values) {
        state.entries.push_back({name, {static_cast<std::int64_t>(values.size())}, {values.begin(), values.end()}});
    };
    if (standardiser == nullptr) {
        std::get<BandScale>(scale).store(state);
    } else {
        add(kInputMean, standardiser->means());
        add(kInputDeviation, standardiser->deviations());
    }
    return saveModel(state, stem, std::move(card));
}

core::Result<std::unique_ptr<backend::EmotionModel>> openAutoencoderModel(const store::ModelEntry& entry,
                                                                          const std::string& device, int threads) {
    if (auto known = checkDevice(device); !known) return core::fail(known.error());
    try {
        nn::useThreads(threads);
        auto stored = loadAutoencoder(entry);
        if (!stored) return core::fail(stored.error());
        return std::make_unique<AutoencoderModel>(entry.card, std::move(*stored), device, threads);
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

}  // namespace prososcope::training
