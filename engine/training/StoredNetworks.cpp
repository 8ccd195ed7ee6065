// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/StoredNetworks.h"

#include <algorithm>
#include <cmath>

#include "engine/core/Characters.h"
#include "engine/models/logmel_network/CheckedSettings.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/Inference.h"
#include "engine/training/StoredTensors.h"

namespace prososcope::training {

namespace {

constexpr int kMostStoredClasses = 1000;
constexpr std::size_t kMostSymbols = 10000;

auto foreignFeatures(const store::ModelCard& card, const std::string& file) {
    return foreignCard(file, card.featureSet + ", " + card.featureParameters + ", " + std::to_string(card.rateHz) + " Hz");
}

auto misfit(const std::string& file, const std::string& tensor) {
    return core::fail(core::ErrorKind::BadInput,
                      {TRANSLATABLE("Engine", "%1 does not fit its network: the tensor %2 is missing or has another shape."),
                       {file, tensor}});
}

TensorShapes shapesOf(const models::LogMelNetworkSettings& s) {
    return {{"convolution1.weight", {s.channels1, 1, 5, 5}},
            {"convolution2.weight", {s.channels2, s.channels1, 3, 3}},
            {"convolution3.weight", {s.channels3, s.channels2, 3, 3}},
            {"convolution4.weight", {s.channels4, s.channels3, 3, 3}},
            {"projection_norm.weight", {s.projection}},
            {"recurrent.weight_ih_l0", {3 * s.hidden, s.projection}},
            {"recurrent.weight_hh_l0", {3 * s.hidden, s.hidden}},
            {"pooling.hidden.weight", {s.attention, 2 * s.hidden}},
            {"output.weight", {s.classes, 4 * s.hidden}}};
}

TensorShapes shapesOf(const models::GcuSettings& s) {
    TensorShapes shapes{{"front.conv.weight", {s.units, s.inputs, 1}}, {"output.conv.weight", {s.classes, s.units, 1}}};
    for (std::int64_t i = 0; i < s.layers(); ++i)
        shapes.push_back({"block." + std::to_string(i) + ".filter.conv.weight", {s.units, s.units, s.kernel}});
    return shapes;
}

TensorShapes shapesOf(const models::LasSettings& s) {
    const std::int64_t gates = s.cell == models::LasCell::Lstm ? 4 : 1;
    TensorShapes shapes;
    for (const auto& [name, inputs] : {std::pair{"rnn0", s.inputs}, {"rnn1", s.width()}, {"rnn2", s.width()}}) {
        shapes.push_back({"listener." + std::string(name) + ".weight_ih_l0", {gates * s.cells, inputs}});
        shapes.push_back({"listener." + std::string(name) + ".weight_hh_l0", {gates * s.cells, s.cells}});
    }
    for (const std::string name : {"listener.fc1.", "listener.fc2."}) {
        if (s.rank == 0) {
            shapes.push_back({name + "weight", {s.width(), 2 * s.width()}});
        } else {
            shapes.push_back({name + "first", {s.rank, 2 * s.width()}});
            shapes.push_back({name + "second", {s.width(), s.rank}});
        }
    }
    shapes.push_back({"speller.embedding.weight", {s.symbols, s.embedding}});
    shapes.push_back({"speller.attention.w_h.weight", {s.attention, s.width()}});
    shapes.push_back({"speller.cell.0.weight_ih", {gates * s.decoder, s.embedding + s.width()}});
    shapes.push_back({"speller.cell.1.weight_hh", {gates * s.decoder, s.decoder}});
    shapes.push_back({"speller.output.weight", {s.symbols, s.decoder}});
    return shapes;
}

/// The characters among a file's metadata, one after the other.
core::Result<std::vector<std::string>> storedAlphabet(nn::LoadedState& loaded, const std::string& file) {
    std::vector<std::string> alphabet;
    const auto& letters = loaded.metadata["alphabet"];
    for (std::size_t at = 0; at < letters.size() && alphabet.size() < kMostSymbols;) {
        const auto begin = at;
        static_cast<void>(core::nextCharacter(letters, at));
        alphabet.push_back(letters.substr(begin, at - begin));
    }
    if (!alphabet.empty()) return alphabet;
    return core::fail(
        core::ErrorKind::BadInput,
        {TRANSLATABLE("Engine", "%1 does not say which characters its network writes. Get the model again."), {file}});
}

}  // namespace

tl::unexpected<core::Error> foreignCard(const std::string& file, std::string details) {
    return core::fail(
        core::ErrorKind::BadInput,
        {TRANSLATABLE("Engine",
                      "The card of %1 asks for sizes or features that this program does not have. Get the model again."),
         {file}},
        std::move(details));
}

bool isSetOfCard(const features::FeatureSet& set, const store::ModelCard& card) {
    return set.name() == card.featureSet && set.parameters() == card.featureParameters && set.rateHz() == card.rateHz;
}

core::Status checkShapes(const TensorShapes& wanted, const nn::StateDict& state, const std::string& file) {
    for (const auto& [name, shape] : wanted) {
        const auto* entry = state.find(name);
        if (entry == nullptr || entry->shape != shape) return misfit(file, name);
    }
    return {};
}

core::Result<nn::LoadedState> loadCheckedTensors(const store::ModelEntry& entry) {
    if (auto good = checkTensorsHash(entry); !good) return core::fail(good.error());
    auto loaded = nn::loadStateDict(entry.tensors);
    if (!loaded) return loaded;
    for (const auto& tensor : loaded->state.entries) {
        if (std::all_of(tensor.values.begin(), tensor.values.end(), [](float value) { return std::isfinite(value); })) continue;
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 cannot be used: its tensor %2 holds values that are no numbers. Get the model again."),
             {entry.tensors.string(), tensor.name}});
    }
    return loaded;
}

core::Result<LogMelPlan> logMelPlan(const store::ModelCard& card, const std::string& file) {
    const auto settings = models::checkedSettings(card.settings, static_cast<int>(card.classes.size()));
    if (!settings) return foreignCard(file, settings.error().message());
    if (settings->classes < 1 || settings->classes > kMostStoredClasses)
        return foreignCard(file, std::to_string(card.classes.size()) + " classes");
    const auto set = features::featureSet(card.featureSet);
    if (!set) return foreignCard(file, set.error().message());
    if ((*set)->name() != "logmel80" || !isSetOfCard(**set, card)) return foreignFeatures(card, file);
    return LogMelPlan{*settings, *set};
}

core::Result<const features::FeatureSet*> gcuFeatures(int rateHz) {
    return features::featureSet("mfcc20-librosa-" + std::to_string(rateHz));
}

core::Result<GcuPlan> gcuPlan(const store::ModelCard& card, const std::string& file) {
    const auto settings = models::checkedGcuSettings(card.settings, 1);
    if (!settings) return foreignCard(file, settings.error().message());
    const auto set = gcuFeatures(card.rateHz);
    if (!set) return foreignFeatures(card, file);
    if (!isSetOfCard(**set, card) || static_cast<std::size_t>(settings->inputs) != (*set)->columns().size())
        return foreignFeatures(card, file);
    return GcuPlan{*settings, *set};
}

core::Result<const features::FeatureSet*> lasFeatures() { return features::featureSet("mfcc39-speechpy"); }

core::Result<LasPlan> lasPlan(const store::ModelCard& card, const std::string& file) {
    constexpr std::int64_t kSomeSymbols = 30;
    const auto settings = models::checkedLasSettings(card.settings, kSomeSymbols);
    if (!settings) return foreignCard(file, settings.error().message());
    const auto set = lasFeatures();
    if (!set) return foreignCard(file, set.error().message());
    if (!isSetOfCard(**set, card) || static_cast<std::size_t>(settings->inputs) != (*set)->columns().size())
        return foreignFeatures(card, file);
    return LasPlan{*settings, *set};
}

core::Result<StoredLogMelNetwork> loadLogMelNetwork(const store::ModelEntry& entry) {
    const auto file = entry.tensors.string();
    const auto plan = logMelPlan(entry.card, file);
    if (!plan) return core::fail(plan.error());
    const auto loaded = loadCheckedTensors(entry);
    if (!loaded) return core::fail(loaded.error());
    if (auto fits = checkShapes(shapesOf(plan->settings), loaded->state, file); !fits) return core::fail(fits.error());
    StoredLogMelNetwork stored{models::makeLogMelNetwork(plan->settings, 0), plan->set};
    if (auto fits = nn::loadState(*stored.network, loaded->state, file); !fits) return core::fail(fits.error());
    stored.network->eval();
    return stored;
}

core::Result<StoredGcuNetwork> loadGcuNetwork(const store::ModelEntry& entry) {
    const auto file = entry.tensors.string();
    auto plan = gcuPlan(entry.card, file);
    if (!plan) return core::fail(plan.error());
    auto loaded = loadCheckedTensors(entry);
    if (!loaded) return core::fail(loaded.error());
    StoredGcuNetwork stored;
    stored.set = plan->set;
    auto alphabet = storedAlphabet(*loaded, file);
    if (!alphabet) return core::fail(alphabet.error());
    stored.alphabet = std::move(*alphabet);
    plan->settings.classes = static_cast<std::int64_t>(stored.alphabet.size()) + 1;
    if (auto fits = checkShapes(shapesOf(plan->settings), loaded->state, file); !fits) return core::fail(fits.error());
    stored.network = models::makeGcuNetwork(plan->settings, 0);
    if (auto fits = nn::loadState(*stored.network, loaded->state, file); !fits) return core::fail(fits.error());
    stored.network->eval();
    return stored;
}

core::Result<StoredLasNetwork> loadLasNetwork(const store::ModelEntry& entry) {
    const auto file = entry.tensors.string();
    const auto plan = lasPlan(entry.card, file);
    if (!plan) return core::fail(plan.error());
    auto loaded = loadCheckedTensors(entry);
    if (!loaded) return core::fail(loaded.error());
    auto alphabet = storedAlphabet(*loaded, file);
    if (!alphabet) return core::fail(alphabet.error());
    StoredLasNetwork stored;
    stored.set = plan->set;
    stored.alphabet = std::move(*alphabet);
    const auto settings = models::checkedLasSettings(entry.card.settings,
                                                     static_cast<std::int64_t>(stored.alphabet.size()) + models::kLasControls);
    if (!settings) return foreignCard(file, settings.error().message());
    if (auto fits = checkShapes(shapesOf(*settings), loaded->state, file); !fits) return core::fail(fits.error());
    stored.network = models::makeLasNetwork(*settings, 0);
    if (auto fits = nn::loadState(*stored.network, loaded->state, file); !fits) return core::fail(fits.error());
    stored.network->eval();
    return stored;
}

core::Status saveRecogniser(const nn::StateDict& state, const std::vector<std::string>& alphabet,
                            const std::filesystem::path& stem, store::ModelCard card) {
    auto tensors = stem;
    tensors += ".safetensors";
    std::string letters;
    for (const auto& letter : alphabet) letters += letter;
    if (auto saved = nn::saveStateDict(tensors, state, {{"alphabet", letters}, {"kind", card.kind}}); !saved) return saved;
    return writeCard(stem, std::move(card));
}

}  // namespace prososcope::training
