// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/FuturePredictionReference.h"

#include <nlohmann/json.hpp>

#include "engine/core/SafeFile.h"
#include "engine/models/future_prediction/AttentionLstm.h"
#include "engine/models/future_prediction/FutureFrames.h"
#include "engine/models/future_prediction/FutureNetwork.h"
#include "engine/nn/ModuleState.h"
#include "engine/nn/ValidFrames.h"
#include "engine/training/ReferenceCase.h"

namespace prososcope::training {

namespace {

namespace fs = std::filesystem;
using models::FutureLoss;
using torch::Tensor;

constexpr std::int64_t kMostClasses = 4096;
constexpr double kChanged = 1e-5;  ///< less is rounding

struct Case {
    models::FutureSettings settings;
    std::int64_t cells = 0;
    Tensor frames;   ///< [batch, frames, bands]
    Tensor changed;  ///< the same with one frame altered
    nn::Lengths lengths;
    Tensor labels;
};

core::Error broken(const fs::path& file) { return brokenCase("fop", file); }

core::Status readConfig(const fs::path& file, Case& made) {
    const auto text = core::readFile(file);
    if (!text) return core::fail(text.error());
    try {
        const auto json = nlohmann::json::parse(*text);
        const auto number = [&](const char* name) { return json.at(name).get<double>(); };
        const auto classes = json.at("classes").get<std::int64_t>();
        made.cells = json.at("alstm_cells").get<std::int64_t>();
        if (json.at("kind") != "fop" || classes < 1 || classes > kMostClasses) return core::fail(broken(file));
        const auto settings = models::checkedFutureSettings({{"bands", number("mel")},
                                                             {"units", number("d_model")},
                                                             {"heads", number("heads")},
                                                             {"inner", number("ffn")},
                                                             {"layers", number("layers")},
                                                             {"horizon", number("horizon")},
                                                             {"dropout", 0.0}},
                                                            classes);
        if (!settings) return core::fail(settings.error());
        made.settings = *settings;
    } catch (const nlohmann::json::exception&) {
        return core::fail(broken(file));
    }
    return {};
}

core::Status readInputs(const fs::path& in, Case& made) {
    for (auto [name, frames] : {std::pair{"mel.npy", &made.frames}, {"mel_changed.npy", &made.changed}}) {
        auto read = readTensor(in / name);
        if (!read) return core::fail(read.error());
        *frames = std::move(*read);
        if (frames->dim() != 3 || frames->size(2) != made.settings.bands || frames->sizes() != made.frames.sizes())
            return core::fail(broken(in / name));
    }
    const auto items = readTable(in / "items.csv");
    if (!items) return core::fail(items.error());
    const auto lengths = wholeNumbers(*items, "frames", 1, made.frames.size(1));
    const auto labels = wholeNumbers(*items, "label", 0, made.settings.classes - 1);
    if (!lengths || !labels || static_cast<std::int64_t>(lengths->size()) != made.frames.size(0))
        return core::fail(broken(in / "items.csv"));
    made.lengths = *lengths;
    made.labels = torch::tensor(at::ArrayRef<std::int64_t>(*labels));
    return {};
}

core::Status loadInto(torch::nn::Module& network, const fs::path& file) {
    const auto state = nn::loadStateDict(file);
    if (!state) return core::fail(state.error());
    return nn::loadState(network, state->state, file.string());
}

double number(const Tensor& value) { return value.detach().item<double>(); }

/// The losses of the prediction and, of the first, the gradients.
void writeLosses(const Case& made, models::FutureNetwork& network, CaseOutput& out) {
    network->zero_grad();
    const auto predicted = network->forward(made.frames, made.lengths);
    const auto loss = [&](std::int64_t horizon, FutureLoss kind) {
        return models::futureLoss(predicted, made.frames, made.lengths, horizon, kind);
    };
    const auto squares = loss(1, FutureLoss::MeanSquare);
    const auto horizon = made.settings.horizon;
    out.values("loss", "name",
               {{"mse", number(squares)},
                {"l1", number(loss(1, FutureLoss::MeanAbsolute))},
                {"mse_horizon_" + std::to_string(horizon), number(loss(horizon, FutureLoss::MeanSquare))}});
    squares.backward();
    out.table("gradients", gradientTable(*network));
}

void writeClassifier(const Case& made, models::FutureNetwork& network, CaseOutput& out) {
    network->zero_grad();
    const auto logits = network->classify(made.frames, made.lengths);
    const auto loss = at::cross_entropy_loss(logits, made.labels);
    out.array("finetune_logits", logits);
    out.values("finetune_loss", "name", {{"cross_entropy", number(loss)}});
    loss.backward();
    out.table("finetune_gradients", gradientTable(*network));
}

/// How far a frame that is altered reaches back.
void writeCausality(const Case& made, const Tensor& before, models::FutureNetwork& network, CaseOutput& out) {
    const auto after = nn::withoutPadding(network->forward(made.changed, made.lengths), made.lengths);
    out.array("prediction_changed", after);
    const auto differs = (after - before).abs().amax({0, 2}).gt(kChanged).nonzero();
    const auto first = differs.numel() > 0 ? differs.min().item<std::int64_t>() : before.size(1);
    out.values(
        "causality", "name",
        {{"unchanged_up_to_frame", static_cast<double>(first - 1)}, {"first_changed_frame", static_cast<double>(first)}});
}

core::Status writeAttentionLstm(const fs::path& in, const Case& made, const Tensor& features, bool bidirectional,
                                CaseOutput& out) {
    const std::string name = bidirectional ? "alstm_bi" : "alstm_uni";
    const auto settings = models::checkedAttentionLstmSettings({{"inputs", static_cast<double>(features.size(2))},
                                                                {"cells", static_cast<double>(made.cells)},
                                                                {"bidirectional", bidirectional ? 1.0 : 0.0},
                                                                {"dropout", 0.0}},
                                                               made.settings.classes);
    if (!settings) return core::fail(settings.error());
    auto classifier = models::makeAttentionLstm(*settings, 0);
    if (auto loaded = loadInto(*classifier, in / name / "model.safetensors"); !loaded) return loaded;
    Tensor weights;
    out.array(name + "_logits", classifier->forward(features, made.lengths, &weights));
    out.array(name + "_weights", weights);
    return {};
}

core::Status writeFrames(const fs::path& in, const Case& made, models::FutureNetwork& network, CaseOutput& out) {
    const torch::NoGradGuard noGrad;
    const auto cleared = [&](const Tensor& values) { return nn::withoutPadding(values, made.lengths); };
    const auto encoded = network->encode(made.frames, made.lengths);
    out.array("embedded", cleared(encoded.embedded));
    for (std::size_t i = 0; i < encoded.hidden.size(); ++i) out.array("hidden" + std::to_string(i), cleared(encoded.hidden[i]));
    const auto predicted = cleared(network->forward(made.frames, made.lengths));
    out.array("prediction", predicted);
    writeCausality(made, predicted, network, out);
    out.array("pooled", nn::meanOverFrames(encoded.hidden.back(), made.lengths));
    using models::Hypercolumn;
    const auto columns = [&](Hypercolumn kind) {
        return models::hypercolumns(kind, made.frames, encoded.embedded, encoded.hidden, made.lengths);
    };
    for (const auto& [name, kind] : {std::pair<std::string, Hypercolumn>{"add", Hypercolumn::Add},
                                     {"concat", Hypercolumn::Concat},
                                     {"concat_p", Hypercolumn::ConcatProjected}}) {
        const auto features = columns(kind);
        out.array("hypercolumn_" + name, features);
        out.array("hypercolumn_" + name + "_mean", nn::meanOverFrames(features, made.lengths));
    }
    for (const bool bidirectional : {true, false}) {
        if (auto done = writeAttentionLstm(in, made, columns(Hypercolumn::Concat), bidirectional, out); !done) return done;
    }
    return {};
}

}  // namespace

core::Status writeFuturePredictionReference(const fs::path& in, const fs::path& out) {
    try {
        Case made;
        if (auto read = readConfig(in / "config.json", made); !read) return read;
        if (auto read = readInputs(in / "in", made); !read) return read;
        auto network = models::makeFutureNetwork(made.settings, 0);
        if (auto loaded = loadInto(*network, in / "model.safetensors"); !loaded) return loaded;
        CaseOutput files(out);
        if (auto done = writeFrames(in, made, network, files); !done) return done;
        writeLosses(made, network, files);
        writeClassifier(made, network, files);
        return files.status();
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

}  // namespace prososcope::training
