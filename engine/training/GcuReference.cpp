// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/GcuReference.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "engine/core/SafeFile.h"
#include "engine/models/gcu_asr/GcuInference.h"
#include "engine/nn/CtcDecoder.h"
#include "engine/nn/FramePooling.h"
#include "engine/nn/MaxProp.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/ReferenceCase.h"

namespace prososcope::training {

namespace {

namespace fs = std::filesystem;
using torch::Tensor;

struct GcuCase {
    models::GcuSettings settings;
    nn::StateDict state;
    Tensor cepstra;  ///< [batch, frames, inputs]
    nn::Lengths lengths;
    std::vector<std::vector<int>> labels;
    double maxPropDecay = 0.0;
    double maxPropFirst = 0.0;
    double maxPropRate = 0.0;
};

core::Error brokenGcu(const fs::path& file) { return brokenCase("gcu_asr", file); }

core::Status readGcuConfig(const fs::path& file, GcuCase& made) {
    const auto text = core::readFile(file);
    if (!text) return core::fail(text.error());
    try {
        const auto json = nlohmann::json::parse(*text);
        auto& s = made.settings;
        s.inputs = json.at("inputs").get<std::int64_t>();
        s.units = json.at("units").get<std::int64_t>();
        s.kernel = json.at("kernel").get<std::int64_t>();
        s.blocks = json.at("blocks").get<std::int64_t>();
        s.dilations = json.at("dilations").get<std::vector<std::int64_t>>();
        s.classes = json.at("classes").get<std::int64_t>();
        made.maxPropDecay = json.at("maxprop_b2").get<double>();
        made.maxPropFirst = json.at("maxprop_m0").get<double>();
        made.maxPropRate = json.at("maxprop_lr").get<double>();
        const bool small = s.inputs > 0 && s.units > 0 && s.kernel % 2 == 1 && s.kernel > 0 && s.blocks > 0 && s.blocks <= 64 &&
                           !s.dilations.empty() && s.dilations.size() <= 64 && s.classes > 1 &&
                           std::max({s.inputs, s.units, s.kernel, s.classes}) <= 4096 &&
                           *std::min_element(s.dilations.begin(), s.dilations.end()) > 0;
        if (json.at("kind") != "gcu_asr" || !small) return core::fail(brokenGcu(file));
    } catch (const nlohmann::json::exception&) {
        return core::fail(brokenGcu(file));
    }
    return {};
}

core::Status readGcuItems(const fs::path& file, GcuCase& made) {
    const auto text = core::readFile(file);
    if (!text) return core::fail(text.error());
    const auto table = core::parseCsv(*text, file.string());
    if (!table) return core::fail(table.error());
    const auto frames = table->column("frames");
    const auto labels = table->column("labels");
    if (!frames || !labels) return core::fail(brokenGcu(file));
    for (const auto& row : table->rows) {
        made.lengths.push_back(static_cast<std::int64_t>(core::parseNumber(row[*frames]).value_or(0.0)));
        auto& list = made.labels.emplace_back();
        std::size_t at = 0;
        const auto& cell = row[*labels];
        while (at < cell.size()) {
            const auto end = std::min(cell.find(' ', at), cell.size());
            list.push_back(static_cast<int>(core::parseNumber(cell.substr(at, end - at)).value_or(-1.0)));
            if (list.back() < 0 || list.back() >= made.settings.classes - 1) return core::fail(brokenGcu(file));
            at = end + 1;
        }
        if (made.lengths.back() < 1 || made.lengths.back() > made.cepstra.size(1)) return core::fail(brokenGcu(file));
    }
    if (static_cast<std::int64_t>(made.lengths.size()) != made.cepstra.size(0)) return core::fail(brokenGcu(file));
    return {};
}

core::Result<GcuCase> readGcuCase(const fs::path& in) {
    GcuCase made;
    if (auto read = readGcuConfig(in / "config.json", made); !read) return core::fail(read.error());
    auto state = nn::loadStateDict(in / "model.safetensors");
    if (!state) return core::fail(state.error());
    made.state = std::move(state->state);
    auto cepstra = readTensor(in / "in" / "mfcc.npy");
    if (!cepstra) return core::fail(cepstra.error());
    made.cepstra = std::move(*cepstra);
    if (made.cepstra.dim() != 3 || made.cepstra.size(2) != made.settings.inputs)
        return core::fail(brokenGcu(in / "in" / "mfcc.npy"));
    if (auto read = readGcuItems(in / "in" / "items.csv", made); !read) return core::fail(read.error());
    return made;
}

core::Result<models::GcuNetwork> networkOf(const GcuCase& made) {
    auto network = models::makeGcuNetwork(made.settings, 0);
    if (auto loaded = nn::loadState(*network, made.state, "model.safetensors"); !loaded) return core::fail(loaded.error());
    return network;
}

core::CsvTable lossTable(const Tensor& losses) {
    core::CsvTable table{{"item", "loss"}, {}};
    for (std::int64_t b = 0; b < losses.size(0); ++b)
        table.rows.push_back({std::to_string(b), core::numberText(losses[b].item<double>())});
    return table;
}

/// The layers' values [layers, batch, frames, units], and what is pooled of them.
struct Taps {
    std::map<std::string, std::vector<Tensor>> layers;
    std::map<std::string, std::vector<Tensor>> pooled;  ///< "gate_mean"

    void add(const std::string& name, const Tensor& values, const nn::Lengths& lengths) {
        layers[name].push_back(values.transpose(0, 1).contiguous());
        const auto made = nn::poolFrames(values, lengths);
        pooled[name + "_mean"].push_back(made.mean);
        pooled[name + "_max"].push_back(made.maximum);
        pooled[name + "_std"].push_back(made.deviation);
    }
};

void writeAlone(const GcuCase& made, const models::GcuInference& inference, CaseOutput& out) {
    for (std::size_t b = 0; b < made.lengths.size(); ++b) {
        const auto input = made.cepstra[static_cast<std::int64_t>(b)].narrow(0, 0, made.lengths[b]).unsqueeze(1);
        std::vector<Tensor> gates;
        const auto logits = inference.run(input, {}, [&](std::int64_t, const models::GcuInference::Layer& layer) {
            gates.push_back(layer.gate.squeeze(1).clone());
        });
        const auto name = "alone_" + std::to_string(b);
        out.array(name + "_gate", torch::stack(gates));
        out.array(name + "_logits", logits.squeeze(1));
    }
}

void writeGreedy(const GcuCase& made, const Tensor& logits, CaseOutput& out) {
    core::CsvTable table{{"item", "tokens", "text"}, {}};
    for (std::size_t b = 0; b < made.lengths.size(); ++b) {
        const auto rows =
            torch::log_softmax(logits[static_cast<std::int64_t>(b)].narrow(0, 0, made.lengths[b]), -1).contiguous();
        const std::span<const float> values(rows.const_data_ptr<float>(), static_cast<std::size_t>(rows.numel()));
        std::string tokens;
        std::string text;
        for (const int symbol : nn::ctcBestPath({values, static_cast<std::size_t>(made.settings.classes)})) {
            tokens += tokens.empty() ? "" : " ";
            tokens += std::to_string(symbol);
            text += symbol == 0 ? ' ' : static_cast<char>('a' + symbol - 1);
        }
        table.rows.push_back({std::to_string(b), tokens, text});
    }
    out.table("greedy", table);
}

core::Status writeEvaluation(const GcuCase& made, CaseOutput& out) {
    const auto network = networkOf(made);
    if (!network) return core::fail(network.error());
    const models::GcuInference inference(*network);
    Taps taps;
    Tensor front;
    const auto padded = [&](const Tensor& values) {  // 0 at padded frames, as the files have it
        const auto mask = nn::validMask(made.lengths, values.size(1), values);
        return values * mask.unsqueeze(2);
    };
    auto logits = inference.run(
        made.cepstra.transpose(0, 1), made.lengths,
        [&](std::int64_t, const models::GcuInference::Layer& layer) {
            taps.add("gate", layer.gate, made.lengths);
            taps.add("skip", layer.skip, made.lengths);
            taps.add("residual", layer.residual, made.lengths);
        },
        &front);
    logits = padded(logits.transpose(0, 1));
    out.array("front", padded(front.transpose(0, 1)));
    for (const auto& [name, layers] : taps.layers) out.array(name, torch::stack(layers));
    for (const auto& [name, layers] : taps.pooled) out.array("features_" + name, torch::cat(layers, 1));
    out.array("logits", logits);
    out.table("ctc", lossTable(models::ctcLosses(logits, made.lengths, made.labels)));
    writeGreedy(made, logits, out);
    writeAlone(made, inference, out);
    return {};
}

void writeMaxPropStep(const GcuCase& made, models::GcuNetwork& network, CaseOutput& out) {
    std::vector<std::string> names;
    std::vector<Tensor> parameters;
    std::vector<Tensor> before;
    for (const auto& item : network->named_parameters()) {
        names.push_back(item.key());
        parameters.push_back(item.value());
        before.push_back(item.value().detach().clone());
    }
    nn::MaxProp optimiser(parameters, made.maxPropDecay);
    for (auto& largest : optimiser.largest()) largest.fill_(made.maxPropFirst);
    optimiser.step(made.maxPropRate);
    core::CsvTable table{{"parameter", "step_l2", "first", "m_l2"}, {}};
    for (std::size_t i = 0; i < names.size(); ++i) {
        table.rows.push_back({names[i], normText(parameters[i].detach() - before[i]),
                              core::numberText(parameters[i].detach().flatten()[0].item<double>()),
                              normText(optimiser.largest()[i])});
    }
    out.table("maxprop", table);
}

core::Status writeTraining(const GcuCase& made, bool masked, CaseOutput& out) {
    auto network = networkOf(made);
    if (!network) return core::fail(network.error());
    const std::string name = masked ? "train_masked" : "train";
    (*network)->train();
    const auto logits = (*network)->forward(made.cepstra, masked ? made.lengths : nn::Lengths());
    const auto losses = models::ctcLosses(logits, made.lengths, made.labels);
    losses.sum().backward();
    auto table = lossTable(losses.detach());
    table.rows.push_back({"sum", core::numberText(losses.sum().item<double>())});
    out.table(name + "_loss", table);
    out.table(name + "_gradients", gradientTable(**network));
    out.table(name + "_running", runningTable(**network));
    if (!masked) writeMaxPropStep(made, *network, out);
    return {};
}

/// Steps of the optimiser from nothing, with gradients that are given.
core::Status writeMaxProp(const fs::path& in, const GcuCase& made, CaseOutput& out) {
    const auto start = readTensor(in / "in" / "maxprop_w.npy");
    if (!start) return core::fail(start.error());
    const auto gradients = readTensor(in / "in" / "maxprop_g.npy");
    if (!gradients) return core::fail(gradients.error());
    if (gradients->dim() != start->dim() + 1 || gradients->sizes().slice(1) != start->sizes())
        return core::fail(brokenGcu(in / "in" / "maxprop_g.npy"));
    auto weights = start->clone();
    nn::MaxProp optimiser({weights}, made.maxPropDecay);
    std::vector<Tensor> after;
    std::vector<Tensor> largest;
    for (std::int64_t i = 0; i < gradients->size(0); ++i) {
        weights.mutable_grad() = (*gradients)[i].clone();
        optimiser.step(made.maxPropRate);
        after.push_back(weights.clone());
        largest.push_back(optimiser.largest().front().clone());
    }
    out.array("maxprop_w", torch::stack(after));
    out.array("maxprop_m", torch::stack(largest));
    return {};
}

}  // namespace

core::Status writeGcuReference(const fs::path& in, const fs::path& out) {
    try {
        const auto made = readGcuCase(in);
        if (!made) return core::fail(made.error());
        CaseOutput files(out);
        if (auto done = writeEvaluation(*made, files); !done) return done;
        for (const bool masked : {false, true})
            if (auto done = writeTraining(*made, masked, files); !done) return done;
        if (auto done = writeMaxProp(in, *made, files); !done) return done;
        return files.status();
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

}  // namespace prososcope::training
