// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/EncoderReference.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/models/speech_encoder/LoadEncoder.h"
#include "engine/nn/ModuleState.h"
#include "engine/store/Npy.h"

namespace prososcope::training {

namespace {

namespace fs = std::filesystem;
using torch::Tensor;

auto broken(const fs::path& file) {
    return core::fail(core::ErrorKind::BadInput,
                      {TRANSLATABLE("Engine", "%1 is not as a reference case of a speech encoder has it."), {file.string()}});
}

/// Tensors with their values.
struct MadeTensors {
    std::vector<std::vector<float>> values;
    std::vector<store::TensorView> views;
};

/// The seed of a model in the configuration of all reference values.
core::Result<std::uint64_t> seedOf(const fs::path& file, const std::string& model) {
    const auto text = core::readFile(file);
    if (!text) return core::fail(text.error());
    const auto json = nlohmann::json::parse(*text, nullptr, false);
    if (!json.is_object() || !json.contains("models") || !json["models"].is_array()) return broken(file);
    for (const auto& each : json["models"]) {
        if (each.is_object() && each.value("id", nlohmann::json()) == model && each.contains("seed") &&
            each["seed"].is_number_unsigned())
            return each["seed"].get<std::uint64_t>();
    }
    return broken(file);
}

/// "512x1x10".
std::vector<std::int64_t> shapeOf(const std::string& cell) {
    constexpr double kMost = 1e9;
    std::vector<std::int64_t> shape;
    for (std::size_t at = 0; at <= cell.size();) {
        const auto end = std::min(cell.find('x', at), cell.size());
        const auto size = core::parseNumber(cell.substr(at, end - at)).value_or(-1.0);
        if (!(size >= 1.0 && size <= kMost)) return {};
        shape.push_back(static_cast<std::int64_t>(size));
        at = end + 1;
    }
    return shape;
}

core::Result<MadeTensors> makeTensors(const fs::path& in) {
    constexpr double kMostValues = 1e9;
    const auto seed = seedOf(in.parent_path().parent_path() / "config.json", in.filename().string());
    if (!seed) return core::fail(seed.error());
    const auto file = in / "parameters.csv";
    const auto text = core::readFile(file);
    if (!text) return core::fail(text.error());
    const auto table = core::parseCsv(*text, file.string());
    if (!table) return core::fail(table.error());
    const auto name = table->column("name");
    const auto shape = table->column("shape");
    if (!name || !shape) return broken(file);
    MadeTensors made;
    double total = 0.0;
    for (const auto& row : table->rows) {
        store::TensorView view;
        view.name = row[*name];
        view.shape = shapeOf(row[*shape]);
        double values = 1.0;
        for (const auto size : view.shape) values *= static_cast<double>(size);
        total += values;
        if (view.shape.empty() || total > kMostValues) return broken(file);
        made.values.push_back(closedFormWeights(view.name, view.shape, *seed));
        view.bytes = std::as_bytes(std::span<const float>(made.values.back()));
        made.views.push_back(std::move(view));
    }
    return made;
}

core::Result<Tensor> readTensor(const fs::path& file, std::size_t dimensions) {
    const auto array = store::readNpy(file);
    if (!array) return core::fail(array.error());
    if (array->shape.size() != dimensions || array->values.empty()) return broken(file);
    return torch::tensor(array->values).view(std::vector<std::int64_t>(array->shape.begin(), array->shape.end()));
}

core::Result<nn::Lengths> readLengths(const fs::path& file, std::int64_t rows, std::int64_t longest) {
    const auto text = core::readFile(file);
    if (!text) return core::fail(text.error());
    const auto table = core::parseCsv(*text, file.string());
    if (!table) return core::fail(table.error());
    const auto column = table->column("samples");
    if (!column || static_cast<std::int64_t>(table->rows.size()) != rows) return broken(file);
    nn::Lengths lengths;
    for (const auto& row : table->rows) {
        const auto count = core::parseNumber(row[*column]).value_or(0.0);
        if (!(count >= 1.0 && count <= static_cast<double>(longest))) return broken(file);
        lengths.push_back(static_cast<std::int64_t>(count));
    }
    return lengths;
}

core::Result<models::SpeechEncoder> openCase(const fs::path& in) {
    const auto text = checkpoints::readEncoderConfigText(in);
    if (!text) return core::fail(text.error());
    auto config = checkpoints::parseEncoderConfig(*text, (in / "config.json").string());
    if (!config) return core::fail(config.error());
    const auto file = in / "model.safetensors";
    const auto load = [&](std::span<const store::TensorView> views) {
        std::vector<std::string> names;
        for (const auto& view : views) names.push_back(view.name);
        checkpoints::settleHead(*config, names);
        return models::loadSpeechEncoder(*config, views, file.string());
    };
    std::error_code code;
    if (fs::exists(file, code)) {
        const auto opened = store::SafetensorsFile::open(file);
        if (!opened) return core::fail(opened.error());
        return load(opened->tensors());
    }
    const auto made = makeTensors(in);
    if (!made) return core::fail(made.error());
    return load(made->views);
}

core::Status write(const fs::path& file, const Tensor& values) {
    const auto whole = values.to(torch::kFloat).contiguous();
    const std::vector<std::uint64_t> shape(whole.sizes().begin(), whole.sizes().end());
    return store::writeNpy(file, shape, {whole.const_data_ptr<float>(), static_cast<std::size_t>(whole.numel())}, false);
}

core::Status writeCase(const fs::path& in, const fs::path& out) {
    auto network = openCase(in);
    if (!network) return core::fail(network.error());
    auto& encoder = **network;
    const bool mel = encoder.config().family == checkpoints::EncoderFamily::Whisper;
    const auto input = readTensor(in / "input.npy", mel ? 2 : 1);
    if (!input) return core::fail(input.error());
    if (!mel && encoder.config().frames(input->size(0)) < 1) return broken(in / "input.npy");
    const torch::NoGradGuard noGrad;
    std::vector<Tensor> hidden;
    const auto keep = [&](std::size_t, const Tensor& values) { hidden.push_back(values.clone()); };
    const auto output = encoder.forward(input->unsqueeze(0), {}, keep);
    if (auto done = write(out / "hidden_states.npy", torch::stack(hidden).squeeze(1)); !done) return done;
    if (auto done = write(out / "last_hidden_state.npy", output.last[0]); !done) return done;
    if (output.features.defined()) {
        if (auto done = write(out / "extract_features.npy", output.features[0]); !done) return done;
    }
    if (encoder.config().head != checkpoints::HeadKind::None) {
        if (auto done = write(out / "logits.npy", encoder.outputs(input->unsqueeze(0))[0]); !done) return done;
    }
    std::error_code code;
    if (mel || !fs::exists(in / "batch_input.npy", code)) return {};
    const auto batch = readTensor(in / "batch_input.npy", 2);
    if (!batch) return core::fail(batch.error());
    const auto lengths = readLengths(in / "batch_lengths.csv", batch->size(0), batch->size(1));
    if (!lengths) return core::fail(lengths.error());
    hidden.clear();
    encoder.forward(*batch, *lengths, keep);
    if (encoder.config().head != checkpoints::HeadKind::None) {
        if (auto done = write(out / "batch_logits.npy", encoder.outputs(*batch, *lengths)); !done) return done;
    }
    return write(out / "batch_hidden_states.npy", torch::stack(hidden));
}

}  // namespace

std::vector<float> closedFormWeights(std::string_view name, const std::vector<std::int64_t>& shape, std::uint64_t seed) {
    constexpr std::uint64_t kStep = 0x9E3779B97F4A7C15ULL;
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (const char letter : name) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001B3ULL;
    std::size_t count = 1;
    double fanIn = 1.0;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        count *= static_cast<std::size_t>(shape[i]);
        if (i > 0) fanIn *= static_cast<double>(shape[i]);
    }
    double scale = std::sqrt(3.0 / fanIn);
    double offset = 0.0;
    if (name.ends_with("weight_g") || name.ends_with("original0")) {
        scale = 0.25;
        offset = 0.75;
    } else if (shape.size() <= 1) {
        scale = 0.1;
        const auto dot = name.rfind('.');
        const auto last = dot == std::string_view::npos ? name : name.substr(dot + 1);
        offset = last == "weight" && name.find("norm") != std::string_view::npos ? 1.0 : 0.0;
    }
    std::vector<float> values(count);
    std::uint64_t state = hash + seed * kStep;
    for (auto& value : values) {
        state += kStep;
        auto z = state;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        z ^= z >> 31U;
        const double u = static_cast<double>(z >> 11U) * 0x1p-53 * 2.0 - 1.0;
        value = static_cast<float>(offset + scale * u);
    }
    return values;
}

core::Status writeEncoderReference(const fs::path& in, const fs::path& out) {
    try {
        return writeCase(in, out);
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

}  // namespace prososcope::training
