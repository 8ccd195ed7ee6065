// SPDX-License-Identifier: GPL-3.0-or-later
// What the units of a network say of each utterance of a corpus, stored: `activations`.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/cli/ActivationOptions.h"
#include "app/cli/UnitFrames.h"
#include "engine/backend/ActivationPass.h"
#include "engine/backend/TorchBackend.h"
#include "engine/store/CorpusFingerprint.h"
#include "engine/store/ModelCard.h"

namespace prososcope::cli {

namespace {

/// "auto" is the first GPU, else the processor.
std::string deviceOf(const std::string& device, const backend::TorchBackend& torch) {
    if (device != "auto") return device;
    const auto devices = torch.devices();
    const auto gpu = std::find_if(devices.begin(), devices.end(), [](const auto& each) { return each.id.starts_with("cuda"); });
    return gpu == devices.end() ? "cpu" : "cuda";
}

core::Result<ActivationsOfCorpus> computed(const CommandLine& line, const ActivationOptions& options,
                                           const store::ModelEntry& model, backend::TorchBackend& torch,
                                           store::ActivationSetInfo wanted, const std::filesystem::path& goal,
                                           corpus::Corpus corpus) {
    auto encoder = torch.encoders().open(model, deviceOf(options.device, torch), line.workThreads(), options.untrained);
    if (!encoder) return core::fail(encoder.error());
    ProgressBar bar(line);
    auto outcome = backend::takeActivations(corpus, **encoder, wanted, goal, line.workThreads(), bar.progress());
    bar.clear();
    if (!outcome) {
        if (outcome.error().kind == core::ErrorKind::Cancelled)
            line.message("The same command goes on where this one was stopped.");
        return core::fail(outcome.error());
    }
    if (outcome->continued > 0) {
        line.message(core::Text("%1 utterances were done already.", {std::to_string(outcome->continued)}).english());
    }
    for (const auto& left : outcome->leftOut) line.error(core::Text("Left out: %1", {left.why}).english());
    return ActivationsOfCorpus{std::move(outcome->set), std::move(corpus), true};
}

nlohmann::json setJson(const ActivationsOfCorpus& of) {
    const auto& info = of.set.info();
    auto layers = nlohmann::json::array();
    for (const auto& layer : info.layers) layers.push_back({{"name", layer.name}, {"units", layer.units}});
    auto leftOut = nlohmann::json::array();
    for (const auto& [utterance, why] : info.leftOut) leftOut.push_back({{"utterance", utterance}, {"why", why}});
    return {{"path", of.set.path().string()},
            {"encoder", info.encoder},
            {"tap", info.tap},
            {"untrained", info.untrainedSeed ? nlohmann::json(*info.untrainedSeed) : nlohmann::json()},
            {"corpus", info.corpus},
            {"utterances", info.utterances.size()},
            {"units", info.units()},
            {"layers", std::move(layers)},
            {"left_out", std::move(leftOut)},
            {"computed", of.computed}};
}

int takeThem(const CommandLine& line, const ActivationOptions& options, const std::vector<std::string>& names) {
    std::vector<store::ActivationPool> pools;
    for (const auto& name : names) pools.push_back(*store::activationPoolNamed(name));
    const auto of = activationsOf(line, options, pools, pools);
    if (!of) return line.failed(of.error());
    const auto& info = of->set.info();
    if (line.json) {
        line.printJson(setJson(*of));
    } else {
        line.print(core::Text("%1: %2 utterances, %3 units in %4 layers, %5 left out%6\n",
                              {of->set.path().string(), std::to_string(info.utterances.size()), std::to_string(info.units()),
                               std::to_string(info.layers.size()), std::to_string(info.leftOut.size()),
                               of->computed ? "" : " (stored already)"})
                       .english());
    }
    return kDone;
}

}  // namespace

void addActivationOptions(CLI::App& command, ActivationOptions& options) {
    addEncoderOptions(command, options, "Name of a model with layers, or its .safetensors file");
    command.add_option("--corpus", options.corpus, "Name of a corpus of the workspace")->required()->type_name("NAME");
    command.add_option("--tap", options.tap, "Where values are read in each layer (default: the network's first)");
}

core::Result<ActivationsOfCorpus> activationsOf(const CommandLine& line, const ActivationOptions& options,
                                                const std::vector<store::ActivationPool>& needed,
                                                const std::vector<store::ActivationPool>& kept) {
    const auto model = store::findModel(options.encoder, line.workspacePath() / "models");
    if (!model) return core::fail(model.error());
    const auto workspace = line.openWorkspace();
    if (!workspace) return core::fail(workspace.error());
    auto corpus = workspace->corpus(options.corpus);
    if (!corpus) return core::fail(corpus.error());
    const auto torch = backend::torchBackend();
    if (!torch) return core::fail(torch.error());
    auto& encoders = (*torch)->encoders();
    if (!encoders.hasLayers(model->card)) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The model %1 (%2) has no layers to look at. Choose a network."),
                           {model->card.name, model->card.kind}});
    }
    auto described = encoders.describe(model->card);
    if (!described) return core::fail(described.error());
    described->untrainedSeed = options.untrained;
    auto wanted = backend::activationSetInfo(*described, *corpus, options.tap);
    if (!wanted) return core::fail(wanted.error());
    wanted->pools = needed;
    {
        ProgressBar bar(line);
        auto print = store::corpusFingerprint(*corpus, workspace->cacheFolder(), line.workThreads(), bar.progress());
        bar.clear();
        if (!print) return core::fail(print.error());
        wanted->corpusFingerprint = std::move(*print);
    }
    if (options.goal.empty()) {
        if (auto stored = backend::storedActivations(*wanted, workspace->folder())) {
            return ActivationsOfCorpus{std::move(*stored), std::move(*corpus), false};
        }
    }
    wanted->pools = kept;
    const auto goal = options.goal.empty() ? store::activationSetPath(workspace->folder(), *wanted) : options.goal;
    return computed(line, options, *model, **torch, std::move(*wanted), goal, std::move(*corpus));
}

void addActivationsCommand(CLI::App& app, CommandLine& line) {
    auto* command = app.add_subcommand("activations",
                                       "What the units of a network say of each utterance of a corpus, stored; with --frames "
                                       "what some of them say of one recording over time");
    auto options = std::make_shared<ActivationOptions>();
    auto pools = std::make_shared<std::vector<std::string>>(std::vector<std::string>{"mean", "max", "sd"});
    auto goal = std::make_shared<std::string>();
    auto frames = std::make_shared<UnitFramesOptions>();
    addActivationOptions(*command, *options);
    command->get_option("--corpus")->required(false);
    addUnitFramesOptions(*command, *frames);
    command->add_option("--pools", *pools, "What is kept of each unit over time: mean, max, sd")
        ->delimiter(',')
        ->check(CLI::IsMember({"mean", "max", "sd"}))
        ->capture_default_str();
    command
        ->add_option("--out", *goal,
                     "Another place than the workspace's folder activations; with --frames the .csv or .npy file")
        ->type_name("FILE");
    command->callback([&line, options, pools, goal, frames] {
        line.action = [&line, options, pools, goal, frames] {
            if (!frames->recording.empty()) return writeUnitFrames(line, *options, *frames, *goal);
            if (options->corpus.empty()) return line.wrongUse("--corpus is required, or --frames with a recording.");
            if (!frames->units.empty()) return line.wrongUse("--units belongs to --frames.");
            options->goal = *goal;
            return takeThem(line, *options, *pools);
        };
    });
}

}  // namespace prososcope::cli
