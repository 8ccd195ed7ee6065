// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/LasReference.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "engine/core/SafeFile.h"
#include "engine/models/las/LasDecoding.h"
#include "engine/models/las/LasLengths.h"
#include "engine/models/las/SvdAdaptation.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/ReferenceCase.h"

namespace prososcope::training {

namespace {

namespace fs = std::filesystem;
using torch::Tensor;

constexpr std::int64_t kMostSteps = 100'000;

struct LasCase {
    models::LasSettings settings;
    double smoothing = 0.0;
    std::int64_t steps = 0;
    std::int64_t rank = 0;
    nn::StateDict state;
    Tensor features;  ///< [batch, frames, inputs]
    nn::Lengths lengths;
    std::vector<std::vector<std::int64_t>> targets;

    [[nodiscard]] nn::Lengths targetLengths() const {
        nn::Lengths counts;
        for (const auto& list : targets) counts.push_back(static_cast<std::int64_t>(list.size()));
        return counts;
    }
};

core::Error brokenLas(const fs::path& file) { return brokenCase("las", file); }

/// Symbols with blanks between them; none where a word is not one of `count`.
std::vector<std::int64_t> symbolsOf(const std::string& cell, std::int64_t count) {
    std::vector<std::int64_t> symbols;
    std::istringstream words(cell);
    for (std::string word; words >> word;) {
        const auto number = core::parseNumber(word);
        if (!number || *number != std::floor(*number) || *number < 0.0 || *number >= static_cast<double>(count)) return {};
        symbols.push_back(static_cast<std::int64_t>(*number));
    }
    return symbols;
}

/// 0 at padded frames (or steps), as the files have it.
Tensor zeroPadded(const Tensor& values, const nn::Lengths& lengths) {
    return values * nn::validMask(lengths, values.size(1), values).unsqueeze(2);
}

core::Status readLasConfig(const fs::path& file, LasCase& made) {
    const auto text = core::readFile(file);
    if (!text) return core::fail(text.error());
    try {
        const auto json = nlohmann::json::parse(*text);
        std::map<std::string, double> values;
        for (const char* name : {"inputs", "cells", "embedding", "attention", "decoder"})
            values[name] = json.at(name).get<double>();
        const auto cell = json.at("cell").get<std::string>();
        values["plain_cells"] = cell == "rnn_tanh" ? 1.0 : 0.0;
        values["fc0"] = json.at("fc0").get<bool>() ? 1.0 : 0.0;
        made.smoothing = json.at("label_smoothing").get<double>();
        made.steps = json.at("max_steps").get<std::int64_t>();
        made.rank = json.at("svd_rank").get<std::int64_t>();
        const bool known = cell == "lstm" || cell == "rnn_tanh";
        if (json.at("kind") != "las" || !known || !(made.smoothing >= 0.0 && made.smoothing < 1.0) || made.steps < 1 ||
            made.steps > kMostSteps)
            return core::fail(brokenLas(file));
        const auto settings = models::checkedLasSettings(values, json.at("symbols").get<std::int64_t>());
        if (!settings) return core::fail(settings.error());
        made.settings = *settings;
    } catch (const nlohmann::json::exception&) {
        return core::fail(brokenLas(file));
    }
    return {};
}

core::Status readLasItems(const fs::path& file, LasCase& made) {
    const auto table = readTable(file);
    if (!table) return core::fail(table.error());
    const auto frames = wholeNumbers(*table, "frames", 1, made.features.size(1));
    const auto targets = table->column("targets");
    if (!frames || !targets || frames->empty() || static_cast<std::int64_t>(frames->size()) != made.features.size(0))
        return core::fail(brokenLas(file));
    made.lengths = *frames;
    for (const auto& row : table->rows) {
        auto list = symbolsOf(row[*targets], made.settings.symbols);
        if (list.empty()) return core::fail(brokenLas(file));
        made.targets.push_back(std::move(list));
    }
    return {};
}

core::Result<LasCase> readLasCase(const fs::path& in) {
    LasCase made;
    if (auto read = readLasConfig(in / "config.json", made); !read) return core::fail(read.error());
    auto state = nn::loadStateDict(in / "model.safetensors");
    if (!state) return core::fail(state.error());
    made.state = std::move(state->state);
    const auto file = in / "in" / "features.npy";
    auto features = readTensor(file);
    if (!features) return core::fail(features.error());
    made.features = std::move(*features);
    if (made.features.dim() != 3 || made.features.size(2) != made.settings.inputs) return core::fail(brokenLas(file));
    if (auto read = readLasItems(in / "in" / "items.csv", made); !read) return core::fail(read.error());
    return made;
}

core::CsvTable lengthTable(const nn::Lengths& lengths) {
    core::CsvTable table{{"item", "frames", "layer1", "layer2"}, {}};
    for (std::size_t b = 0; b < lengths.size(); ++b) {
        table.rows.push_back({std::to_string(b), std::to_string(lengths[b]), std::to_string(models::pyramidFrames(lengths[b])),
                              std::to_string(models::heardFrames(lengths[b]))});
    }
    return table;
}

/// Layers, attention, logits, the loss and its gradients.
void writePass(const LasCase& made, models::LasNetwork& network, const Tensor& targets, CaseOutput& out) {
    network->train();
    network->zero_grad();
    models::Heard heard;
    const auto sound = network->listen(made.features, made.lengths, &heard);
    const auto spelling = network->speller->forward(sound, targets, {});
    const auto loss = models::spellingLoss(spelling.logits, targets, made.smoothing);
    loss.backward();
    out.array("rnn0", heard.rnn0);
    if (heard.fc0.defined()) out.array("fc0", heard.fc0);
    out.array("rnn1", heard.rnn1);
    out.array("layer1", heard.layer1);
    out.array("rnn2", heard.rnn2);
    out.array("layer2", heard.layer2);
    out.table("lengths", lengthTable(made.lengths));
    const auto steps = made.targetLengths();
    out.array("logits", zeroPadded(spelling.logits, steps));
    out.array("attention", zeroPadded(spelling.attention, steps));
    out.values("loss", "name",
               {{"loss", loss.item<double>()},
                {"tokens", static_cast<double>(targets.ne(models::kLasPadding).sum().item<std::int64_t>())},
                {"loss_without_smoothing", models::spellingLoss(spelling.logits, targets, 0.0).item<double>()}});
    out.table("gradients", gradientTable(*network));
}

void writeGreedy(const LasCase& made, models::LasNetwork& network, CaseOutput& out) {
    const torch::NoGradGuard noGrad;
    network->eval();
    const auto sound = network->listen(made.features, made.lengths);
    Tensor logits;
    const auto texts =
        models::spellGreedily(network, sound, std::vector<std::int64_t>(made.lengths.size(), made.steps), &logits);
    core::CsvTable table{{"item", "length", "ended", "tokens"}, {}};
    for (std::size_t b = 0; b < texts.size(); ++b) {
        std::string tokens;
        for (const auto symbol : texts[b].symbols) tokens += (tokens.empty() ? "" : " ") + std::to_string(symbol);
        table.rows.push_back({std::to_string(b), std::to_string(texts[b].symbols.size()), texts[b].ended ? "1" : "0", tokens});
    }
    out.table("greedy", table);
    out.array("greedy_logits", logits);
}

core::Status writeSvd(const LasCase& made, models::LasNetwork& network, const Tensor& targets, CaseOutput& out) {
    const torch::NoGradGuard noGrad;
    network->eval();
    auto adapted = models::adaptBySvd(network, made.rank);
    if (!adapted) return core::fail(adapted.error());
    models::Heard dense;
    models::Heard factored;
    (void)network->listen(made.features, made.lengths, &dense);
    const auto sound = adapted->network->listen(made.features, made.lengths, &factored);
    const auto spelling = adapted->network->speller->forward(sound, targets, {});
    std::vector<std::pair<std::string, double>> rows;
    for (const auto& layer : adapted->layers) {
        out.array("svd_" + layer.name + "_product", layer.product);
        out.array("svd_" + layer.name + "_singular", torch::tensor(layer.singularValues, torch::kDouble));
        rows.emplace_back(layer.name + "_relative_error", layer.relativeError);
        rows.emplace_back(layer.name + "_dense_weights", static_cast<double>(layer.denseWeights()));
        rows.emplace_back(layer.name + "_factored_weights", static_cast<double>(layer.factoredWeights(made.rank)));
    }
    const auto change = [](const Tensor& a, const Tensor& b) { return (a - b).abs().max().item<double>(); };
    rows.emplace_back("layer1_max_abs_difference", change(factored.layer1, dense.layer1));
    rows.emplace_back("layer2_max_abs_difference", change(factored.layer2, dense.layer2));
    rows.emplace_back("listener_parameters", static_cast<double>(adapted->before.listener));
    rows.emplace_back("listener_parameters_factored", static_cast<double>(adapted->after.listener));
    rows.emplace_back("model_parameters", static_cast<double>(adapted->before.model));
    rows.emplace_back("model_parameters_factored", static_cast<double>(adapted->after.model));
    out.values("svd", "name", rows);
    out.array("svd_layer1", factored.layer1);
    out.array("svd_layer2", factored.layer2);
    out.array("svd_logits", zeroPadded(spelling.logits, made.targetLengths()));
    return {};
}

}  // namespace

core::Status writeLasReference(const fs::path& in, const fs::path& out) {
    try {
        const auto made = readLasCase(in);
        if (!made) return core::fail(made.error());
        auto network = models::makeLasNetwork(made->settings, 0);
        if (auto loaded = nn::loadState(*network, made->state, (in / "model.safetensors").string()); !loaded) return loaded;
        const auto targets = models::paddedTargets(made->targets);
        CaseOutput files(out);
        writePass(*made, network, targets, files);
        writeGreedy(*made, network, files);
        if (auto done = writeSvd(*made, network, targets, files); !done) return done;
        return files.status();
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

}  // namespace prososcope::training
