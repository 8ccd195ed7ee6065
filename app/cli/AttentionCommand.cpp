// SPDX-License-Identifier: GPL-3.0-or-later
// Where the heads of a network look in a recording: `attention`.
#include <nlohmann/json.hpp>

#include "app/cli/EncoderOptions.h"
#include "app/cli/SpanOptions.h"
#include "engine/backend/RecordingAttention.h"
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/store/Npy.h"

namespace prososcope::cli {

namespace {

struct AttentionOptions {
    EncoderOptions of;
    std::string recording;
    backend::RecordingSpan span;
    std::string out;
};

core::Result<backend::AttentionMaps> mapsOf(const CommandLine& line, const AttentionOptions& options) {
    const auto found = findEncoder(line, options.of);
    if (!found) return core::fail(found.error());
    const auto encoder = openEncoder(line, options.of, *found);
    if (!encoder) return core::fail(encoder.error());
    ProgressBar bar(line);
    auto span = options.span;
    span.recording = options.recording;
    auto maps = backend::attentionOf(**encoder, span, bar.progress());
    bar.clear();
    return maps;
}

std::string figuresText(const std::vector<backend::AttentionFigures>& figures) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& each : figures) {
        rows.push_back({std::to_string(each.layer + 1), std::to_string(each.head + 1), core::fixedText(each.distanceSeconds, 3),
                        core::fixedText(each.aheadShare, 3), core::fixedText(each.ownShare, 3),
                        core::fixedText(each.entropyBits, 2), core::fixedText(each.evenBits, 2)});
    }
    return formatTable({"layer", "head", "distance, s", "ahead", "own", "entropy, bits", "even, bits"}, rows,
                       {0, 1, 2, 3, 4, 5, 6});
}

nlohmann::json figuresJson(const backend::AttentionMaps& maps, const std::vector<backend::AttentionFigures>& figures,
                           const std::string& out) {
    auto heads = nlohmann::json::array();
    for (const auto& each : figures) {
        heads.push_back({{"layer", each.layer + 1},
                         {"head", each.head + 1},
                         {"distance_seconds", each.distanceSeconds},
                         {"ahead_share", each.aheadShare},
                         {"own_share", each.ownShare},
                         {"entropy_bits", each.entropyBits},
                         {"even_bits", each.evenBits}});
    }
    return {{"frames", maps.frames},
            {"first_seconds", maps.firstSeconds},
            {"hop_seconds", maps.hopSeconds},
            {"out", out.empty() ? nlohmann::json() : nlohmann::json(out)},
            {"heads", std::move(heads)}};
}

core::Status writeGoal(const std::string& out, const backend::AttentionMaps& maps,
                       const std::vector<backend::AttentionFigures>& figures) {
    if (endingOf(out) == ".csv") return core::writeFile(out, backend::attentionFiguresCsv(figures));
    const auto frames = static_cast<std::uint64_t>(maps.frames);
    const std::uint64_t shape[] = {static_cast<std::uint64_t>(maps.layers), static_cast<std::uint64_t>(maps.heads), frames,
                                   frames};
    return store::writeNpy(out, shape, maps.weights);
}

int look(const CommandLine& line, const AttentionOptions& options) {
    if (!options.out.empty() && endingOf(options.out) != ".csv" && endingOf(options.out) != ".npy")
        return line.wrongUse("--out must end in .csv (a row for each head) or .npy (all weights).");
    const auto maps = mapsOf(line, options);
    if (!maps) return line.failed(maps.error());
    const auto figures = backend::attentionFigures(*maps);
    if (!options.out.empty()) {
        if (const auto written = writeGoal(options.out, *maps, figures); !written) return line.failed(written.error());
    }
    if (line.json) {
        line.printJson(figuresJson(*maps, figures, options.out));
    } else if (options.out.empty()) {
        line.print(figuresText(figures));
    } else {
        line.message(
            core::Text("%1: %2 layers of %3 heads, %4 frames.",
                       {options.out, std::to_string(maps->layers), std::to_string(maps->heads), std::to_string(maps->frames)})
                .english());
    }
    return kDone;
}

}  // namespace

void addAttentionCommand(CLI::App& app, CommandLine& line) {
    auto* command = app.add_subcommand("attention", "Where the heads of a network with self-attention look in a recording");
    auto options = std::make_shared<AttentionOptions>();
    addEncoderOptions(*command, options->of, "Name of a network that predicts speech or of an imported encoder");
    command->add_option("RECORDING", options->recording, "A sound file")->required();
    addSpanOptions(*command, options->span);
    command
        ->add_option("--out", options->out,
                     "Goal: .csv (a row for each head) or .npy (weights [layers, heads, frames, frames])")
        ->type_name("PATH");
    command->callback([&line, options] { line.action = [&line, options] { return look(line, *options); }; });
}

}  // namespace prososcope::cli
