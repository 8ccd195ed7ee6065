// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/AdversarialAutoencoderReference.h"

#include <map>
#include <nlohmann/json.hpp>

#include "engine/core/SafeFile.h"
#include "engine/models/adversarial_autoencoder/AdversarialAutoencoder.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/ReferenceCase.h"

namespace prososcope::training {

namespace {

namespace fs = std::filesystem;
using models::AdversarialAutoencoder;
using models::AutoencoderPhase;
using torch::Tensor;

constexpr const char* kUtterance = "aae";
constexpr const char* kFrame = "aae_frame";
constexpr std::int64_t kMostClasses = 4096;

struct Config {
    models::AutoencoderSettings settings;
    double epsilon = 1e-5;  ///< of all normalisations
    double momentum = 0.1;
};

core::Result<Config> readConfig(const fs::path& file, const std::string& kind) {
    const auto text = core::readFile(file);
    if (!text) return core::fail(text.error());
    try {
        const auto json = nlohmann::json::parse(*text);
        const auto classes = json.at("classes").get<std::int64_t>();
        if (json.at("kind") != kind || classes < 1 || classes > kMostClasses) return core::fail(brokenCase(kind, file));
        std::map<std::string, double> values{{"dropout", 0.0}, {"discriminator_dropout", 0.0}};
        std::vector<std::pair<const char*, const char*>> names{{"inputs", "inputs"}, {"hidden", "hidden"}, {"z", "latent"}};
        if (kind == kFrame) {
            values["form"] = static_cast<double>(models::AutoencoderForm::Frame);
            names.insert(names.end(), {{"kernel", "kernel"}, {"pool", "pool"}, {"frames", "frames"}});
            std::size_t count = 0;
            for (const auto& channels : json.at("channels"))
                values["channels" + std::to_string(++count)] = channels.get<double>();
            if (count == 0) return core::fail(brokenCase(kind, file));
        } else {
            values["batch_norm"] = json.at("batch_norm").get<bool>() ? 1.0 : 0.0;
            names.emplace_back("disc_hidden", "discriminator_hidden");
        }
        for (const auto& [theirs, ours] : names) values[ours] = json.at(theirs).get<double>();
        const auto settings = models::checkedAutoencoderSettings(values, classes);
        if (!settings) return core::fail(settings.error());
        Config config{*settings};
        config.epsilon = json.value("bn_eps", config.epsilon);
        config.momentum = json.value("bn_momentum", config.momentum);
        return config;
    } catch (const nlohmann::json::exception&) {
        return core::fail(brokenCase(kind, file));
    }
}

AdversarialAutoencoder networkOf(const Config& config) {
    auto network = models::makeAdversarialAutoencoder(config.settings, 0);
    for (const auto& module : network->modules()) {
        if (auto* norm = module->as<torch::nn::BatchNorm1dImpl>(); norm != nullptr)
            norm->options.eps(config.epsilon).momentum(config.momentum);
    }
    return network;
}

core::Result<Tensor> readShaped(const fs::path& file, const std::string& kind, const std::vector<std::int64_t>& shape) {
    auto tensor = readTensor(file);
    if (!tensor) return core::fail(tensor.error());
    bool fits = tensor->dim() == static_cast<std::int64_t>(shape.size()) && tensor->size(0) > 0;
    for (std::size_t d = 0; fits && d < shape.size(); ++d)
        fits = shape[d] < 0 || tensor->size(static_cast<std::int64_t>(d)) == shape[d];
    if (!fits) return core::fail(brokenCase(kind, file));
    return tensor;
}

core::Result<nn::Lengths> readColumn(const fs::path& file, const std::string& kind, const char* column, std::int64_t lowest,
                                     std::int64_t highest, std::int64_t rows) {
    const auto table = readTable(file);
    if (!table) return core::fail(table.error());
    auto numbers = wholeNumbers(*table, column, lowest, highest);
    if (!numbers || static_cast<std::int64_t>(numbers->size()) != rows) return core::fail(brokenCase(kind, file));
    return std::move(*numbers);
}

struct Batch {
    Tensor input;
    models::CodePrior prior;
    Tensor labels;
};

core::Result<Batch> readBatch(const fs::path& in, const models::AutoencoderSettings& settings) {
    auto input = readShaped(in / "x.npy", kUtterance, {-1, settings.inputs});
    if (!input) return core::fail(input.error());
    auto priorY = readShaped(in / "prior_y.npy", kUtterance, {-1, settings.classes});
    if (!priorY) return core::fail(priorY.error());
    auto priorZ = readShaped(in / "prior_z.npy", kUtterance, {-1, settings.latent});
    if (!priorZ) return core::fail(priorZ.error());
    const auto labels = readColumn(in / "labels.csv", kUtterance, "label", 0, settings.classes - 1, input->size(0));
    if (!labels) return core::fail(labels.error());
    return Batch{
        std::move(*input), {std::move(*priorY), std::move(*priorZ)}, torch::tensor(at::ArrayRef<std::int64_t>(*labels))};
}

void writeEvaluation(const Batch& batch, AdversarialAutoencoder& network, CaseOutput& out) {
    const torch::NoGradGuard noGrad;
    const auto code = network->encode(batch.input);
    out.array("eval_y_logits", code.logits);
    out.array("eval_y", code.y);
    out.array("eval_z", code.z);
    out.array("eval_reconstruction", network->decode(code.y, code.z));
    out.array("eval_discriminator_y", torch::sigmoid(network->discriminatorY->forward(code.y)));
    out.array("eval_discriminator_z", torch::sigmoid(network->discriminatorZ->forward(code.z)));
    out.array("eval_discriminator_prior_y", torch::sigmoid(network->discriminatorY->forward(batch.prior.y)));
    out.array("eval_discriminator_prior_z", torch::sigmoid(network->discriminatorZ->forward(batch.prior.z)));
}

/// The losses of all phases of the same batch with the same weights, and the gradients of what each phase changes.
class Phases {
public:
    Phases(const Batch& batch, AdversarialAutoencoder& network) : m_batch(batch), m_network(network) {}

    void add(AutoencoderPhase phase) {
        m_network->zero_grad();
        const auto name = models::phaseName(phase);
        Tensor loss;
        if (phase == AutoencoderPhase::Reconstruction) {
            loss = m_network->reconstructionLoss(m_batch.input);
        } else if (phase == AutoencoderPhase::Classification) {
            loss = m_network->classificationLoss(m_batch.input, {}, m_batch.labels);
        } else {
            const auto code = m_network->encode(m_batch.input);
            const auto both = phase == AutoencoderPhase::Discriminators ? m_network->discriminatorLosses(code, m_batch.prior)
                                                                        : m_network->generatorLosses(code);
            addLoss(name + "_y", both.y);
            addLoss(name + "_z", both.z);
            loss = both.sum();
        }
        addLoss(name, loss);
        loss.backward();
        for (const auto& [parameter, tensor] : m_network->parametersOf(phase)) {
            if (tensor.grad().defined()) gradients.rows.push_back({name, parameter, normText(tensor.grad())});
        }
    }

    std::vector<std::pair<std::string, double>> losses;
    core::CsvTable gradients{{"phase", "parameter", "l2"}, {}};

private:
    void addLoss(const std::string& name, const Tensor& loss) { losses.emplace_back(name, loss.detach().item<double>()); }

    const Batch& m_batch;
    AdversarialAutoencoder& m_network;
};

void writePhases(const Batch& batch, AdversarialAutoencoder& network, const std::string& mode, CaseOutput& out) {
    Phases phases(batch, network);
    phases.add(AutoencoderPhase::Reconstruction);
    const auto running = runningTable(*network);  // before the classification moves them again
    phases.add(AutoencoderPhase::Discriminators);
    phases.add(AutoencoderPhase::Generators);
    phases.add(AutoencoderPhase::Classification);
    out.values(mode + "_losses", "loss", phases.losses);
    out.table(mode + "_gradients", phases.gradients);
    if (network->is_training() && !running.rows.empty()) out.table(mode + "_running", running);
}

core::Status writeUtteranceCase(const fs::path& in, const fs::path& out) {
    const auto config = readConfig(in / "config.json", kUtterance);
    if (!config) return core::fail(config.error());
    const auto batch = readBatch(in / "in", config->settings);
    if (!batch) return core::fail(batch.error());
    const auto state = nn::loadStateDict(in / "model.safetensors");
    if (!state) return core::fail(state.error());
    auto network = networkOf(*config);
    if (auto loaded = nn::loadState(*network, state->state, "model.safetensors"); !loaded) return loaded;
    CaseOutput files(out);
    network->eval();
    writeEvaluation(*batch, network, files);
    writePhases(*batch, network, "eval", files);
    network->train();
    writePhases(*batch, network, "train", files);
    return files.status();
}

std::string shapeText(const Tensor& values) {
    std::string text;
    for (std::int64_t d = 1; d < values.dim(); ++d) {
        if (d > 1) text += 'x';
        text += std::to_string(values.size(d));
    }
    return text;
}

core::Status writeFrameCase(const fs::path& in, const fs::path& out) {
    const auto config = readConfig(in / "config.json", kFrame);
    if (!config) return core::fail(config.error());
    const auto& settings = config->settings;
    const auto input = readShaped(in / "in" / "x.npy", kFrame, {-1, settings.inputs, settings.frames});
    if (!input) return core::fail(input.error());
    const auto lengths = readColumn(in / "in" / "items.csv", kFrame, "frames", 1, settings.frames, input->size(0));
    if (!lengths) return core::fail(lengths.error());
    const auto state = nn::loadStateDict(in / "model.safetensors");
    if (!state) return core::fail(state.error());
    auto network = networkOf(*config);
    // The case has no discriminators.
    if (auto loaded = nn::loadState(*network->encoder, state->state.part("encoder."), "model.safetensors"); !loaded)
        return loaded;
    if (auto loaded = nn::loadState(*network->decoder, state->state.part("decoder."), "model.safetensors"); !loaded)
        return loaded;
    const torch::NoGradGuard noGrad;
    network->eval();
    CaseOutput files(out);
    core::CsvTable shapes{{"name", "shape"}, {}};
    models::AutoencoderPass pass;
    pass.sink = [&](const std::string& name, const Tensor& values) {
        files.array(name, values);
        shapes.rows.push_back({name, shapeText(values)});
    };
    const auto code = network->encoder->encode(*input, *lengths, pass);
    const auto made = network->decoder->decode(code.y, code.z, pass);
    pass.sink("reconstruction", made);
    files.array("y_logits", code.logits);
    files.array("y", code.y);
    files.array("z", code.z);
    files.table("shapes", shapes);
    const auto error = [&](const nn::Lengths& valid) {
        return models::reconstructionError(made, *input, valid).item<double>();
    };
    files.values("losses", "loss", {{"reconstruction_masked", error(*lengths)}, {"reconstruction_unmasked", error({})}});
    return files.status();
}

/// What torch throws becomes a sentence.
core::Status guarded(core::Status (*write)(const fs::path& in, const fs::path& out), const fs::path& in, const fs::path& out) {
    try {
        return write(in, out);
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

}  // namespace

core::Status writeAutoencoderReference(const fs::path& in, const fs::path& out) { return guarded(writeUtteranceCase, in, out); }
core::Status writeFrameAutoencoderReference(const fs::path& in, const fs::path& out) {
    return guarded(writeFrameCase, in, out);
}

}  // namespace prososcope::training
