// SPDX-License-Identifier: GPL-3.0-or-later
// What units of a network say of one recording over time: `activations --frames`.
#include "app/cli/UnitFrames.h"

#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/cli/SpanOptions.h"
#include "engine/backend/UnitTrace.h"
#include "engine/core/SafeFile.h"
#include "engine/store/Npy.h"

namespace prososcope::cli {

namespace {

using Units = std::vector<backend::UnitChoice>;

/// A number from 1 on, as one that counts from 0.
std::optional<std::size_t> placeOf(std::string_view text) {
    std::size_t number = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (code != std::errc() || end != text.data() + text.size() || number == 0) return std::nullopt;
    return number - 1;
}

void addLayer(Units& units, const backend::EncoderTap& tap, std::size_t layer) {
    for (std::int64_t unit = 0; unit < tap.layers[layer].units; ++unit) units.push_back({tap.name, layer, unit});
}

core::Result<Units> unitsOf(const backend::EncoderInfo& info, const backend::EncoderTap& tap,
                            const std::vector<std::string>& words) {
    Units units;
    for (const auto& word : words) {
        const auto slash = word.find('/');
        const auto layer = placeOf(word.substr(0, slash));
        const auto unit = slash == std::string::npos ? std::nullopt : placeOf(word.substr(slash + 1));
        if (!layer || (slash != std::string::npos && !unit)) {
            return core::fail(
                core::ErrorKind::BadInput,
                {"\"%1\" is no unit. Write layer/unit, such as 3/17, or a layer alone for all of its units.", {word}});
        }
        if (*layer >= tap.layers.size()) {
            return core::fail(core::ErrorKind::BadInput,
                              {TRANSLATABLE("Engine", "The network %1 has no layer %2. Its layers are 1 to %3."),
                               {info.name, std::to_string(*layer + 1), std::to_string(tap.layers.size())}});
        }
        if (unit)
            units.push_back({tap.name, *layer, static_cast<std::int64_t>(*unit)});
        else
            addLayer(units, tap, *layer);
    }
    if (words.empty()) {
        for (std::size_t layer = 0; layer < tap.layers.size(); ++layer) addLayer(units, tap, layer);
    }
    return units;
}

core::Result<std::vector<backend::UnitTrace>> tracesOf(const CommandLine& line, const ActivationOptions& options,
                                                       const UnitFramesOptions& frames) {
    const auto found = findEncoder(line, options);
    if (!found) return core::fail(found.error());
    const auto info = found->encoders->describe(found->model.card);
    if (!info) return core::fail(info.error());
    const auto* tap = options.tap.empty() ? &info->taps.front() : info->tap(options.tap);
    Units units{{options.tap, 0, 0}};  // an unknown tap is said below
    if (tap != nullptr) {
        auto chosen = unitsOf(*info, *tap, frames.units);
        if (!chosen) return core::fail(chosen.error());
        units = std::move(*chosen);
    }
    auto span = frames.span;
    span.recording = frames.recording;
    if (const auto planned = backend::UnitTracer::plan(*info, span, units); !planned) return core::fail(planned.error());
    auto encoder = openEncoder(line, options, *found);
    if (!encoder) return core::fail(encoder.error());
    ProgressBar bar(line);
    auto traces = backend::traceUnits(**encoder, span, units, bar.progress());
    bar.clear();
    return traces;
}

/// [frames, units]; all units of one hop.
core::Status writeArray(const std::string& goal, const std::vector<backend::UnitTrace>& traces) {
    const std::size_t frames = traces.front().values.size();
    for (const auto& trace : traces) {
        if (trace.hopSeconds != traces.front().hopSeconds || trace.values.size() != frames) {
            return core::fail(core::ErrorKind::BadInput,
                              {"The layers chosen have frames at different times, which one array cannot hold. Write a .csv "
                               "file, or choose layers of one hop."});
        }
    }
    std::vector<float> values;
    values.reserve(frames * traces.size());
    for (std::size_t i = 0; i < frames; ++i) {
        for (const auto& trace : traces) values.push_back(trace.values[i]);
    }
    const std::uint64_t shape[] = {frames, traces.size()};
    return store::writeNpy(goal, shape, values);
}

nlohmann::json tracesJson(const std::vector<backend::UnitTrace>& traces, const std::string& goal) {
    auto list = nlohmann::json::array();
    for (const auto& trace : traces) {
        list.push_back({{"layer", trace.unit.layer + 1},
                        {"layer_name", trace.layerName},
                        {"unit", trace.unit.unit + 1},
                        {"tap", trace.unit.tap},
                        {"frames", trace.values.size()},
                        {"first_seconds", trace.firstSeconds},
                        {"hop_seconds", trace.hopSeconds},
                        {"mean", trace.mean()}});
    }
    return {{"out", goal}, {"units", std::move(list)}};
}

}  // namespace

void addUnitFramesOptions(CLI::App& command, UnitFramesOptions& options) {
    auto* frames =
        command.add_option("--frames", options.recording, "One recording instead of a corpus: the units' values over time")
            ->type_name("RECORDING");
    command
        .add_option(
            "--units", options.units,
            "With --frames: layer/unit, such as 3/17, or a layer alone for all of its units; both from 1 (default: all)")
        ->delimiter(',')
        ->type_name("LAYER/UNIT");
    for (auto* option : addSpanOptions(command, options.span)) option->needs(frames);
}

int writeUnitFrames(const CommandLine& line, const ActivationOptions& options, const UnitFramesOptions& frames,
                    const std::string& goal) {
    if (!options.corpus.empty()) return line.wrongUse("--frames takes one recording; leave --corpus away.");
    const std::string ending = goal.empty() ? std::string(".csv") : endingOf(goal);
    if (ending != ".csv" && ending != ".npy") return line.wrongUse("With --frames, --out must end in .csv or .npy.");
    if (goal.empty() && line.json) return line.wrongUse("With --json, --out says where the values go.");
    const auto traces = tracesOf(line, options, frames);
    if (!traces) return line.failed(traces.error());
    if (goal.empty()) {
        line.print(backend::unitTracesCsv(*traces));
        return kDone;
    }
    const auto written = ending == ".npy" ? writeArray(goal, *traces) : core::writeFile(goal, backend::unitTracesCsv(*traces));
    if (!written) return line.failed(written.error());
    if (line.json)
        line.printJson(tracesJson(*traces, goal));
    else
        line.message(core::Text("%1: %2 units, %3 frames.",
                                {goal, std::to_string(traces->size()), std::to_string(traces->front().values.size())})
                         .english());
    return kDone;
}

}  // namespace prososcope::cli
