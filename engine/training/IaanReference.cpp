// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/IaanReference.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/core/SafeFile.h"
#include "engine/models/iaan/IaanNetwork.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/ReferenceCase.h"

namespace prososcope::training {

namespace {

namespace fs = std::filesystem;
using torch::Tensor;

struct IaanCase {
    models::IaanSettings settings;
    double smoothing = 0.0;
    double penalty = 0.0;
    nn::StateDict state;
    models::DialogueTurns turns;
    std::vector<std::int64_t> labels;
};

core::Error brokenIaan(const fs::path& file) { return brokenCase("iaan", file); }

core::Status readIaanConfig(const fs::path& file, IaanCase& made) {
    const auto text = core::readFile(file);
    if (!text) return core::fail(text.error());
    try {
        const auto json = nlohmann::json::parse(*text);
        std::map<std::string, double> values;
        for (const char* name : {"inputs", "hidden", "attention", "mlp"}) values[name] = json.at(name).get<double>();
        made.smoothing = json.at("label_smoothing").get<double>();
        made.penalty = json.at("l2").get<double>();
        if (json.at("kind") != "iaan" || !(made.smoothing >= 0.0 && made.smoothing < 1.0)) return core::fail(brokenIaan(file));
        const auto settings = models::checkedIaanSettings(values, json.at("classes").get<std::int64_t>());
        if (!settings) return core::fail(settings.error());
        made.settings = *settings;
    } catch (const nlohmann::json::exception&) {
        return core::fail(brokenIaan(file));
    }
    return {};
}

/// The turns of one role: NAME.npy and the lengths that items.csv gives it.
core::Status readTurns(const fs::path& in, const core::CsvTable& items, const char* name, const IaanCase& made,
                       models::PaddedTurns& turns) {
    const auto file = in / (std::string(name) + ".npy");
    auto frames = readTensor(file);
    if (!frames) return core::fail(frames.error());
    turns.frames = std::move(*frames);
    if (turns.frames.dim() != 3 || turns.frames.size(2) != made.settings.inputs || turns.frames.size(1) < 1)
        return core::fail(brokenIaan(file));
    const auto lengths = wholeNumbers(items, name, 0, turns.frames.size(1));
    if (!lengths || lengths->empty() || turns.frames.size(0) != static_cast<std::int64_t>(lengths->size()))
        return core::fail(brokenIaan(in / "items.csv"));
    for (const auto length : *lengths)
        turns.lengths.push_back(std::max<std::int64_t>(length, 1));  // a turn that is missing is one frame of zeros
    return {};
}

core::Result<IaanCase> readIaanCase(const fs::path& in) {
    IaanCase made;
    if (auto read = readIaanConfig(in / "config.json", made); !read) return core::fail(read.error());
    auto state = nn::loadStateDict(in / "model.safetensors");
    if (!state) return core::fail(state.error());
    made.state = std::move(state->state);
    const auto file = in / "in" / "items.csv";
    const auto items = readTable(file);
    if (!items) return core::fail(items.error());
    for (const auto& [name, turns] : {std::pair{"current", &made.turns.current},
                                      {"previous", &made.turns.previous},
                                      {"interlocutor", &made.turns.interlocutor}})
        if (auto read = readTurns(in / "in", *items, name, made, *turns); !read) return core::fail(read.error());
    const auto labels = wholeNumbers(*items, "label", 0, made.settings.classes - 1);
    if (!labels) return core::fail(brokenIaan(file));
    made.labels = *labels;
    return made;
}

}  // namespace

core::Status writeIaanReference(const fs::path& in, const fs::path& out) {
    try {
        const auto made = readIaanCase(in);
        if (!made) return core::fail(made.error());
        auto network = models::makeIaanNetwork(made->settings, 0);
        if (auto loaded = nn::loadState(*network, made->state, (in / "model.safetensors").string()); !loaded) return loaded;
        network->train();
        const auto reading = network->forward(made->turns);
        const auto loss = models::dialogueLoss(network, reading.logits, torch::tensor(made->labels, torch::kLong),
                                               made->smoothing, made->penalty);
        loss.total.backward();
        CaseOutput files(out);
        files.array("weights_c", reading.currentWeights);
        files.array("weights_p", reading.previousWeights);
        files.array("weights_r", reading.interlocutorWeights);
        files.array("h_c", reading.current);
        files.array("h_p", reading.previous);
        files.array("h_r", reading.interlocutor);
        files.array("gru_c", reading.currentFrames);
        files.array("logits", reading.logits);
        files.values("loss", "name",
                     {{"cross_entropy", loss.crossEntropy.item<double>()},
                      {"l2", loss.penalty.item<double>()},
                      {"loss", loss.total.item<double>()}});
        files.table("gradients", gradientTable(*network));
        return files.status();
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

}  // namespace prososcope::training
