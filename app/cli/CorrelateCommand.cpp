// SPDX-License-Identifier: GPL-3.0-or-later
// Correlations of every unit of a network with what is known of a corpus: `correlate`.
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "app/cli/ActivationOptions.h"
#include "app/cli/CorrelateOutput.h"
#include "app/cli/CorrelationDifferences.h"
#include "engine/analysis/UnitClustering.h"
#include "engine/core/Join.h"
#include "engine/core/SafeFile.h"
#include "engine/experiment/CorrelationTargets.h"

namespace prososcope::cli {

namespace {

using analysis::Correction;
using analysis::SpeakerPooling;

struct CorrelateOptions {
    ActivationOptions of;
    std::vector<std::string> targets;
    bool list = false;
    std::string pool = "mean";
    analysis::CorrelationSettings settings;
    bool perSpeaker = false;
    std::vector<std::string> partial;
    std::string out;
    std::string profiles;
    bool showProfiles = false;
    bool probes = false;
    std::string difference;
    std::optional<std::uint64_t> against;  ///< seed of the untrained network to compare with
    std::string againstEncoder, againstTap;
    std::string unitOrder;
    bool byPermutations = false;
    [[nodiscard]] bool comparesActivations() const { return against || !againstEncoder.empty() || !againstTap.empty(); }
};

constexpr const char* kByPermutations = "max-r";
constexpr int kUsualPermutations = 1000;

const std::map<std::string, SpeakerPooling>& poolings() {
    static const std::map<std::string, SpeakerPooling> kPoolings{
        {"fisher", SpeakerPooling::FisherZ}, {"centred", SpeakerPooling::Centred}, {"raw", SpeakerPooling::Raw}};
    return kPoolings;
}

const std::map<std::string, std::optional<Correction>>& corrections() {
    static const std::map<std::string, std::optional<Correction>> kCorrections{{"bh", Correction::BenjaminiHochberg},
                                                                               {"by", Correction::BenjaminiYekutieli},
                                                                               {"holm", Correction::Holm},
                                                                               {"bonferroni", Correction::Bonferroni},
                                                                               {"none", std::nullopt}};
    return kCorrections;
}

template <typename Map>
std::vector<std::string> namesOf(const Map& map) {
    std::vector<std::string> names;
    for (const auto& [name, value] : map) names.push_back(name);
    return names;
}

std::vector<std::string> correctionNames() {
    auto names = namesOf(corrections());
    names.emplace_back(kByPermutations);
    return names;
}

int listTargets(const CommandLine& line, const std::string& name) {
    const auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    const auto corpus = workspace->corpus(name);
    if (!corpus) return line.failed(corpus.error());
    const auto choices = experiment::availableTargets(*corpus);
    auto json = nlohmann::json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& choice : choices) {
        json.push_back({{"target", choice.key},
                        {"name", choice.name()},
                        {"derived", choice.kind == experiment::TargetKind::Derived},
                        {"utterances", choice.utterances},
                        {"speakers", choice.speakers}});
        rows.push_back({choice.key, choice.name(), std::to_string(choice.utterances), std::to_string(choice.speakers)});
    }
    if (line.json)
        line.printJson(json);
    else
        line.print(formatTable({"target", "what", "utterances", "speakers"}, rows, {2, 3}));
    return kDone;
}

constexpr std::initializer_list<store::ActivationPool> kAllPools = {store::ActivationPool::Mean, store::ActivationPool::Maximum,
                                                                    store::ActivationPool::Deviation};

analysis::ActivationRows rowsOf(const store::ActivationSet& set, store::ActivationPool pool) {
    const auto& info = set.info();
    return {set.values(pool), static_cast<std::size_t>(info.units()), info.speakers, info.seconds, info.levelDb};
}

/// A map for each speaker and target. Speakers who cannot have one are said on stderr.
core::Result<std::vector<SpeakersMap>> mapsOfSpeakers(const CommandLine& line, const analysis::ActivationRows& rows,
                                                      const std::vector<analysis::CorrelationTarget>& targets,
                                                      analysis::CorrelationSettings settings, core::Progress& progress) {
    const std::set<std::string> speakers(rows.speakers.begin(), rows.speakers.end());
    std::vector<SpeakersMap> maps;
    settings.pooling = SpeakerPooling::One;
    std::size_t done = 0;
    for (const auto& speaker : speakers) {
        settings.speaker = speaker;
        const auto share = [&](std::size_t index) { return static_cast<double>(index) / static_cast<double>(speakers.size()); };
        auto part = progress.part(share(done), share(done + 1));
        ++done;
        for (const auto& target : targets) {
            auto made = analysis::correlationMaps(rows, std::span(&target, 1), settings, part);
            if (made) {
                maps.push_back({speaker, std::move(made->front()), {}});
            } else if (made.error().kind == core::ErrorKind::Cancelled) {
                return core::fail(made.error());
            } else {
                line.message(core::Text("Speaker %1, %2: %3", {speaker, target.name, made.error().message()}).english());
            }
        }
    }
    if (maps.empty()) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine",
                                        "No speaker has enough utterances with different values for a map. Choose other "
                                        "targets or pool the speakers.")});
    }
    return maps;
}

core::Result<std::vector<SpeakersMap>> mapsOf(const CommandLine& line, const CorrelateOptions& options,
                                              const store::ActivationSet& set, store::ActivationPool pool,
                                              const std::vector<analysis::CorrelationTarget>& targets,
                                              core::Progress& progress) {
    const auto& info = set.info();
    const auto rows = rowsOf(set, pool);
    auto settings = options.settings;
    settings.threads = line.workThreads();
    if (options.perSpeaker) return mapsOfSpeakers(line, rows, targets, settings, progress);
    auto mapping = progress.part(0.0, options.probes ? 0.3 : 1.0);
    auto made = analysis::correlationMaps(rows, targets, settings, mapping);
    if (!made) return core::fail(made.error());
    std::vector<SpeakersMap> maps;
    for (auto& map : *made) maps.push_back({settings.speaker, std::move(map), {}});
    if (!options.probes) return maps;
    learn::LayerProbeSettings probing;
    probing.seed = settings.seed;
    probing.threads = settings.threads;
    std::vector<std::int64_t> widths;
    for (const auto& layer : info.layers) widths.push_back(layer.units);
    auto rest = progress.part(0.3, 1.0);
    auto probes = learn::layerProbes(rows, widths, targets, probing, rest);
    if (!probes) return core::fail(probes.error());
    for (std::size_t i = 0; i < maps.size(); ++i) maps[i].probes = std::move((*probes)[i]);
    return maps;
}

/// Two targets, or one in the network and in the untrained one: whether each unit's correlations differ.
int compare(const CommandLine& line, const CorrelateOptions& options, const store::ActivationSet& set,
            store::ActivationPool pool, const std::vector<analysis::CorrelationTarget>& targets) {
    auto settings = options.settings;
    settings.threads = line.workThreads();
    const auto& info = set.info();
    core::Result<analysis::CorrelationDifference> made = core::cancelled();
    NamedDifference compared;
    compared.first = targets.front().name;
    if (options.comparesActivations()) {
        auto of = options.of;
        of.untrained = options.against;
        if (!options.againstEncoder.empty()) of.encoder = options.againstEncoder;
        if (!options.againstTap.empty() || !options.againstEncoder.empty()) of.tap = options.againstTap;
        const auto other = activationsOf(line, of, {pool}, kAllPools);
        if (!other) return line.failed(other.error());
        compared.second = compared.first + ", " + experiment::otherActivations(info, other->set.info());
        ProgressBar bar(line);
        made = analysis::compareActivations(rowsOf(set, pool), rowsOf(other->set, pool), targets.front(), settings,
                                            bar.progress());
    } else {
        compared.second = targets.back().name;
        ProgressBar bar(line);
        made = analysis::compareTargets(rowsOf(set, pool), targets.front(), targets.back(), settings, bar.progress());
    }
    if (!made) return line.failed(made.error());
    compared.difference = std::move(*made);
    if (const auto written = core::writeFile(options.difference, experiment::differencesCsv(compared, info)); !written)
        return line.failed(written.error());
    if (line.json)
        line.printJson(differencesJson(compared, info, settings.alpha));
    else
        line.print(differencesText(compared, info, settings.alpha));
    return kDone;
}

int correlate(const CommandLine& line, const CorrelateOptions& options) {
    if (options.list) return listTargets(line, options.of.corpus);
    if (options.of.encoder.empty()) return line.wrongUse("--encoder is required.");
    if (options.targets.empty()) return line.wrongUse("--targets is required; --list names what the corpus has.");
    for (const auto& path : {options.out, options.profiles, options.difference, options.unitOrder}) {
        if (!path.empty() && endingOf(path) != ".csv")
            return line.wrongUse("--out, --profiles, --difference and --unit-order must end in .csv.");
    }
    const bool other = options.comparesActivations();
    if (other && options.difference.empty())
        return line.wrongUse("--against, --against-encoder and --against-tap need --difference FILE.csv.");
    if (!options.difference.empty() && options.targets.size() != (other ? 1U : 2U))
        return line.wrongUse(
            "--difference is of two targets, or with --against SEED, --against-encoder or --against-tap of one.");
    if (!options.difference.empty() && options.byPermutations)
        return line.wrongUse("--difference goes without --correction max-r: choose holm.");
    if (!options.difference.empty() && (options.perSpeaker || options.settings.shuffledLabels))
        return line.wrongUse("--difference goes without --per-speaker and --shuffled.");
    if (options.probes && (options.perSpeaker || !options.settings.speaker.empty() || options.settings.shuffledLabels))
        return line.wrongUse(
            "--probes are of several speakers' own labels: leave --per-speaker, --speaker and --shuffled out.");
    const auto pool = *store::activationPoolNamed(options.pool);
    // The corpus is asked first, so that a wrong target costs no pass over it.
    {
        const auto workspace = line.openWorkspace();
        if (!workspace) return line.failed(workspace.error());
        const auto corpus = workspace->corpus(options.of.corpus);
        if (!corpus) return line.failed(corpus.error());
        if (const auto known = experiment::correlationTargets(*corpus, {}, options.targets); !known)
            return line.failed(known.error());
    }
    const auto of = activationsOf(line, options.of, {pool}, kAllPools);
    if (!of) return line.failed(of.error());
    const auto& info = of->set.info();
    const auto targets = experiment::correlationTargets(of->corpus, info.utterances, options.targets);
    if (!targets) return line.failed(targets.error());
    if (!options.difference.empty()) return compare(line, options, of->set, pool, *targets);
    ProgressBar bar(line);
    const auto maps = mapsOf(line, options, of->set, pool, *targets, bar.progress());
    bar.clear();
    if (!maps) return line.failed(maps.error());
    const double alpha = options.settings.alpha;
    if (!options.out.empty()) {
        if (const auto written = core::writeFile(options.out, correlationsCsv(*maps, info)); !written)
            return line.failed(written.error());
    }
    if (!options.profiles.empty()) {
        if (const auto written = core::writeFile(options.profiles, profilesCsv(*maps, info, alpha)); !written)
            return line.failed(written.error());
    }
    if (!options.unitOrder.empty()) {
        std::vector<std::int64_t> widths;
        for (const auto& layer : info.layers) widths.push_back(layer.units);
        ProgressBar ordering(line);
        const auto order = analysis::clusteredUnits(rowsOf(of->set, pool), widths, line.workThreads(), ordering.progress());
        if (!order) return line.failed(order.error());
        if (const auto written = core::writeFile(options.unitOrder, unitOrderCsv(*order, info)); !written)
            return line.failed(written.error());
    }
    for (const auto& one : *maps) {
        if (one.map.speakersLeftOut.empty()) continue;
        line.message(core::Text("%1: speakers with too few utterances or one value alone are left out: %2.",
                                {one.map.target, core::joined(one.map.speakersLeftOut)})
                         .english());
    }
    if (options.settings.pooling == SpeakerPooling::Raw && !options.perSpeaker && options.settings.speaker.empty())
        line.message("Speakers are pooled as they are: what differs between them counts as correlation.");
    if (line.json) {
        line.printJson({{"set", of->set.path().string()},
                        {"encoder", info.encoder},
                        {"tap", info.tap},
                        {"pool", options.pool},
                        {"corpus", info.corpus},
                        {"utterances", info.utterances.size()},
                        {"left_out", info.leftOut.size()},
                        {"alpha", alpha},
                        {"maps", correlationsJson(*maps, info, alpha)}});
        return kDone;
    }
    line.print(correlationsText(*maps, info, alpha));
    if (options.showProfiles || options.probes) line.print(profilesText(*maps, info, alpha));
    return kDone;
}

}  // namespace

void addCorrelateCommand(CLI::App& app, CommandLine& line) {
    auto* command =
        app.add_subcommand("correlate", "Correlations of every unit of a network with ratings, numbers and emotions");
    auto options = std::make_shared<CorrelateOptions>();
    auto& settings = options->settings;
    addActivationOptions(*command, options->of);
    command->get_option("--encoder")->required(false);
    command->add_option("--targets", options->targets, "What to correlate with, such as valence,arousal,angry; see --list")
        ->delimiter(',');
    command->add_flag("--list", options->list, "What the corpus can be correlated with, and for how many utterances");
    command->add_option("--pool", options->pool, "Of each unit over time: mean, max, sd")
        ->check(CLI::IsMember({"mean", "max", "sd"}))
        ->capture_default_str();
    auto* pooling = command
                        ->add_option_function<std::string>(
                            "--pooling", [&settings](const std::string& name) { settings.pooling = poolings().at(name); },
                            "Speakers: fisher (each by itself, then the mean of Fisher's z), centred (each one's mean taken "
                            "off), raw")
                        ->check(CLI::IsMember(namesOf(poolings())))
                        ->default_str("fisher");
    auto* each = command->add_flag("--per-speaker", options->perSpeaker, "A map for each speaker")->excludes(pooling);
    command
        ->add_option_function<std::string>(
            "--speaker",
            [&settings](const std::string& name) {
                settings.pooling = SpeakerPooling::One;
                settings.speaker = name;
            },
            "One speaker alone")
        ->excludes(pooling)
        ->excludes(each);
    command->add_flag_callback(
        "--spearman", [&settings] { settings.kind = analysis::CorrelationKind::Spearman; }, "Of ranks instead of values");
    command
        ->add_option_function<std::vector<std::string>>(
            "--partial",
            [&settings](const std::vector<std::string>& names) {
                for (const auto& name : names) (name == "duration" ? settings.partialDuration : settings.partialLevel) = true;
            },
            "Takes off what these explain: duration, level")
        ->delimiter(',')
        ->check(CLI::IsMember({"duration", "level"}));
    command
        ->add_option_function<std::string>(
            "--correction",
            [options](const std::string& name) {
                options->byPermutations = name == kByPermutations;
                if (!options->byPermutations) options->settings.correction = corrections().at(name);
            },
            "Of p for the number of units: bh, by, holm, bonferroni, none; or max-r: what counts follows --permutations")
        ->check(CLI::IsMember(correctionNames()))
        ->default_str("bh");
    command->add_flag("--all-targets", settings.familyOfAllTargets, "Corrects over all maps together, not each by itself");
    command->add_option("--alpha", settings.alpha, "Level, or the rate of false discoveries")
        ->check(CLI::Range(1e-6, 0.5))
        ->capture_default_str();
    command->add_option("--permutations", settings.permutations, "Of the largest |r|, within speakers")
        ->check(CLI::Range(0, 1000000))
        ->type_name("N");
    command->add_option("--seed", settings.seed, "Of permutations and shuffled labels")->capture_default_str();
    command->add_flag("--shuffled", settings.shuffledLabels, "A control: labels change places within each speaker");
    command->add_option("--out", options->out, "All statistics of all units")->type_name("FILE.csv");
    command->add_flag("--profile", options->showProfiles, "Prints what each layer is worth");
    command->add_flag("--probes", options->probes,
                      "In profiles also R2 and CCC of linear probes on each layer, speakers left out (takes its time)");
    command->add_option("--profiles", options->profiles, "The same as a table")->type_name("FILE.csv");
    command
        ->add_option("--difference", options->difference,
                     "Whether the correlations with two targets differ, unit by unit, instead of maps")
        ->type_name("FILE.csv");
    command->add_option("--against", options->against,
                        "With --difference: one target in the network and in the untrained one of this seed");
    command->add_option("--against-encoder", options->againstEncoder,
                        "With --difference: one target in the network and in this one, which has as many layers and units");
    command->add_option("--against-tap", options->againstTap, "With --difference: one target at the tap and at this one");
    command
        ->add_option("--unit-order", options->unitOrder,
                     "Where each unit stands in its layer when units that go together over utterances stand side by side")
        ->type_name("FILE.csv");
    command->callback([&line, options] {
        if (options->byPermutations) {
            options->settings.adjustByPermutations = true;
            if (options->settings.permutations == 0) options->settings.permutations = kUsualPermutations;
        }
        line.action = [&line, options] { return correlate(line, *options); };
    });
}

}  // namespace prososcope::cli
