// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "app/cli/CommandLine.h"
#include "engine/corpus/Corpus.h"
#include "engine/features/FeatureSet.h"
#include "engine/store/FeatureExtraction.h"

namespace prososcope::cli {

namespace {

namespace fs = std::filesystem;

struct FeaturesRequest {
    std::string set;
    bool list = false;
    bool frames = false;
    std::string format;
    std::vector<std::string> inputs;
    std::string out;
};

bool overTime(const features::FeatureSet& set) { return set.descriptors() == nullptr; }

int listSets(const CommandLine& line) {
    if (line.json) {
        auto list = nlohmann::json::array();
        for (const auto* set : features::allFeatureSets()) {
            list.push_back({{"name", set->name()},
                            {"dimensions", set->columns().size()},
                            {"rate_hz", set->rateHz()},
                            {"over_time", overTime(*set)},
                            {"descriptors", overTime(*set) ? set->columns().size() : set->descriptors()->columns().size()},
                            {"hop_seconds", overTime(*set) ? set->times().hopSeconds : set->descriptors()->times().hopSeconds},
                            {"description", set->description().english()},
                            {"columns", set->columns()},
                            {"parameters", set->parameters()}});
        }
        line.printJson(list);
        return kDone;
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto* set : features::allFeatureSets()) {
        rows.push_back({std::string(set->name()), std::to_string(set->columns().size()), std::to_string(set->rateHz()),
                        overTime(*set) ? "over time" : "per recording", set->description().english()});
    }
    line.print(formatTable({"set", "dimensions", "rate Hz", "rows", "description"}, rows, {1, 2}));
    return kDone;
}

/// Files as they are and all audio below folders, each with its path below the folder that was given; with several folders
/// that begins with the folder's own name.
std::vector<store::ExtractionItem> itemsOf(const CommandLine& line, const std::vector<std::string>& inputs, bool& failed) {
    std::error_code code;
    const auto folders =
        std::count_if(inputs.begin(), inputs.end(), [&](const auto& input) { return fs::is_directory(input, code); });
    std::vector<store::ExtractionItem> items;
    for (const auto& input : inputs) {
        const bool folder = fs::is_directory(input, code);
        const auto own = folder && folders > 1 ? fs::weakly_canonical(input, code).filename() : fs::path();
        for (const auto& file : expandInputs(line, {input}, failed)) {
            const auto name = folder ? own / file.lexically_relative(input) : file.filename();
            items.push_back({file, file.string(), name.string()});
        }
    }
    return items;
}

/// Recordings of one name cannot be told apart.
const store::ExtractionItem* repeated(const std::vector<store::ExtractionItem>& items) {
    std::set<std::string> names;
    for (const auto& item : items) {
        if (!names.insert(item.name).second) return &item;
    }
    return nullptr;
}

/// Format and kind of goal; empty where the ending says nothing.
std::optional<store::ExtractionOptions> goalOf(const FeaturesRequest& request) {
    store::ExtractionOptions options;
    options.goal = request.out;
    std::error_code code;
    const auto ofFile = store::formatOfFile(options.goal);
    options.folder = fs::is_directory(options.goal, code) || !options.goal.has_filename() ||
                     (!ofFile && (!request.format.empty() || !options.goal.has_extension()));
    if (!options.folder && !ofFile) return std::nullopt;
    options.format = store::formatNamed(request.format).value_or(ofFile && !options.folder ? *ofFile : options.format);
    return options;
}

int writeFeatures(const CommandLine& line, const FeaturesRequest& request) {
    if (request.list) return listSets(line);
    if (request.set.empty()) return line.wrongUse("--set is required; --list names the sets.");
    if (request.inputs.empty()) return line.wrongUse("Sound files or folders are required.");
    if (request.out.empty()) return line.wrongUse("--out is required.");
    auto options = goalOf(request);
    if (!options)
        return line.wrongUse("--out must end in .csv, .npy, .arff, .htk or .safetensors, or name a folder with --format.");
    const auto set = features::featureSet(request.set);
    if (!set) return line.failed(set.error());
    bool failed = false;
    const auto items = itemsOf(line, request.inputs, failed);
    if (!options->folder && items.size() > 1 && !store::holdsSeveral(options->format)) {
        return line.wrongUse("A ." + std::string(store::formatName(options->format)) +
                             " file holds one recording; use .csv, .arff or .safetensors, or a folder, for several.");
    }
    if (items.empty()) return kFailed;
    if (const auto* item = repeated(items); item != nullptr && options->format != store::FeatureFormat::Csv) {
        return line.failed({core::ErrorKind::BadInput,
                            {"%1 has the name of another recording; write them one after the other.", {item->shown}},
                            {}});
    }
    options->set = *set;
    options->frames = request.frames;
    options->threads = line.workThreads();

    ProgressBar bar(line);
    const auto outcome =
        store::extractFeatures(items, *options, bar.progress(), [&](const store::ExtractionItem&, const core::Error& error) {
            bar.clear();
            line.error(error.message());
            failed = true;
        });
    bar.clear();
    if (!outcome) return line.failed(outcome.error());
    if (outcome->recordings == 0) return kFailed;
    if (line.json) {
        line.printJson(nlohmann::json{{"out", request.out},
                                      {"set", request.set},
                                      {"files", outcome->recordings},
                                      {"continued", outcome->continued},
                                      {"frames", outcome->rows},
                                      {"failed", items.size() - outcome->recordings}});
        return failed ? kFailed : kDone;
    }
    if (outcome->continued > 0)
        line.message(core::Text("%1 recordings were complete already.", {std::to_string(outcome->continued)}).english());
    line.message(core::Text("%1: %2 recordings, %3 rows.",
                            {request.out, std::to_string(outcome->recordings), std::to_string(outcome->rows)})
                     .english());
    return failed ? kFailed : kDone;
}

}  // namespace

void addFeaturesCommand(CLI::App& app, CommandLine& line) {
    auto* command = app.add_subcommand("features",
                                       "Acoustic features of recordings as files for other programs. A run that was stopped "
                                       "goes on where it was when the same command is given again.");
    auto request = std::make_shared<FeaturesRequest>();
    command->add_option("--set", request->set, "Feature set; --list names them")->type_name("NAME");
    command->add_flag("--list", request->list, "Name the sets with their size, rate and source");
    command->add_flag("--frames", request->frames,
                      "One row per frame; of functionals their descriptors over time. Else one row a recording: mean and "
                      "deviation of each column, or the functionals");
    command->add_option("INPUT", request->inputs, "Sound files or folders");
    command
        ->add_option("--out", request->out,
                     "Goal: .csv, .arff or .safetensors, or .npy or .htk for one recording; or a folder that receives a file "
                     "of each, in folders like those of the recordings")
        ->type_name("PATH");
    command->add_option("--format", request->format, "Format of the files in a folder (default csv)")
        ->check(CLI::IsMember({"csv", "npy", "arff", "htk", "safetensors"}))
        ->type_name("FORMAT");
    command->callback([&line, request] { line.action = [&line, request] { return writeFeatures(line, *request); }; });
}

}  // namespace prososcope::cli
