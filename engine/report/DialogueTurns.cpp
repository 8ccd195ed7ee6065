// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/DialogueTurns.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "engine/analysis/DialogueAttention.h"
#include "engine/experiment/Experiment.h"
#include "engine/experiment/Starts.h"
#include "engine/report/RecogniserFigures.h"

namespace prososcope::report {

namespace {

namespace fs = std::filesystem;

/// The mean of several turns' attention as it comes.
struct Mean {
    std::vector<float> sum;
    float count = 0.0F;
    void add(const std::vector<float>& shares) {
        if (shares.empty()) return;
        sum.resize(shares.size(), 0.0F);
        for (std::size_t i = 0; i < shares.size(); ++i) sum[i] += shares[i];
        count += 1.0F;
    }
    [[nodiscard]] std::vector<float> value() const {
        auto mean = sum;
        for (auto& share : mean) share /= count;
        return mean;
    }
};

/// What a run says of each turn.
struct Judged {
    std::unordered_map<std::string, const store::PredictionRecord*> predictions;
    std::unordered_map<std::string, const analysis::DialogueAttention*> attention;
    std::unordered_map<std::string, Mean> asPrevious, asInterlocutor;
};

DialogueTurn turnOf(const corpus::Utterance& utterance, const Judged& judged) {
    DialogueTurn turn;
    turn.id = utterance.id;
    turn.speaker = utterance.speaker;
    turn.label = utterance.emotion;
    turn.transcript = utterance.transcript;
    if (const auto begin = utterance.numbers.find("dialogue_start"); begin != utterance.numbers.end())
        turn.beginSeconds = begin->second;
    if (const auto found = judged.predictions.find(turn.id); found != judged.predictions.end()) {
        turn.truth = found->second->truth;
        turn.predicted = found->second->predicted;
        turn.posteriors = found->second->posteriors;
    }
    if (const auto found = judged.attention.find(turn.id); found != judged.attention.end()) {
        turn.whenJudged = found->second->ofCurrent;
        turn.previous = found->second->previous;
        turn.interlocutor = found->second->interlocutor;
    }
    if (const auto found = judged.asPrevious.find(turn.id); found != judged.asPrevious.end())
        turn.asPrevious = found->second.value();
    if (const auto found = judged.asInterlocutor.find(turn.id); found != judged.asInterlocutor.end())
        turn.asInterlocutor = found->second.value();
    return turn;
}

/// All utterances of a run's corpora, with names as its predictions have them.
core::Result<std::vector<corpus::Utterance>> utterancesOf(const store::Workspace& workspace, const store::RunRecord& run) {
    std::vector<std::string> names;
    for (const auto& corpus : run.corpora) names.push_back(corpus.name);
    if (names.empty()) names.push_back(run.corpus);
    std::vector<corpus::Utterance> utterances;
    for (const auto& name : names) {
        auto corpus = workspace.corpus(name);
        if (!corpus) return core::fail(corpus.error());
        for (auto& utterance : corpus->utterances)
            utterances.push_back(names.size() > 1 ? corpus::amongOthers(std::move(utterance), *corpus) : std::move(utterance));
    }
    return utterances;
}

/// The figures of the workspace's recognisers, each folder read once.
class RecogniserFolders {
public:
    explicit RecogniserFolders(fs::path folder) : m_folder(std::move(folder)) {}

    /// Of one by name; nothing where it has none, or they are damaged.
    const std::optional<RecogniserFigures>& figures(const std::string& name) {
        const auto [found, isNew] = m_read.try_emplace(name);
        if (!isNew) return found->second;
        if (auto read = readRecogniserFigures(m_folder / name)) found->second = std::move(*read);
        return found->second;
    }
    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> list;
        std::error_code code;
        for (const auto& entry : fs::directory_iterator(m_folder, code)) list.push_back(entry.path().filename().string());
        return list;
    }

private:
    fs::path m_folder;
    std::map<std::string, std::optional<RecogniserFigures>> m_read;
};

/// The figures of the recogniser that an experiment hears by: on its corpus, or tested there as it is.
std::optional<RecogniserFigures> figuresOf(RecogniserFolders& recognisers, const experiment::Experiment& experiment) {
    auto name = experiment::seededStart(experiment.start, experiment.seed);
    const std::string ending = std::string("-") + experiment::kFoldPlace;
    if (name.ends_with(ending)) name.resize(name.size() - ending.size());
    // An experiment hears the recordings themselves: errors in another domain say nothing of it.
    if (const auto& own = recognisers.figures(name); own && own->corpus == experiment.corpus && !own->elsewhere) return own;
    for (const auto& each : recognisers.names()) {
        const auto& figures = recognisers.figures(each);
        if (figures && figures->corpus == experiment.corpus && figures->untrained && figures->start == name &&
            figures->wholeCorpus && !figures->elsewhere) {
            auto tested = figures;
            if (const auto& own = recognisers.figures(name)) tested->rank = own->rank;  // the test itself factorises nothing
            return tested;
        }
    }
    return std::nullopt;
}

/// What the names of all systems begin with that classify turns of dialogues.
std::string dialogueSystem() {
    experiment::Experiment any;
    any.model = experiment::kIaan;
    const auto name = experiment::systemName(any);
    return name.substr(0, name.find(" on "));
}

}  // namespace

std::size_t Dialogue::judged() const {
    return static_cast<std::size_t>(std::ranges::count_if(turns, [](const auto& turn) { return turn.predicted >= 0; }));
}

std::size_t Dialogue::right() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(turns, [](const auto& turn) { return turn.predicted >= 0 && turn.predicted == turn.truth; }));
}

core::Result<std::vector<Dialogue>> dialoguesOf(const store::Workspace& workspace, std::int64_t id) {
    const auto run = workspace.run(id);
    if (!run) return core::fail(run.error());
    const auto predictions = workspace.predictions(id);
    if (!predictions) return core::fail(predictions.error());
    const auto folds = workspace.folds(id);
    if (!folds) return core::fail(folds.error());
    int lastFold = -1;
    for (const auto& fold : *folds) lastFold = std::max(lastFold, fold.index);
    const auto attention = analysis::readAttention(workspace.runFolder(id), lastFold + 1);
    if (!attention) return core::fail(attention.error());
    auto utterances = utterancesOf(workspace, *run);
    if (!utterances) return core::fail(utterances.error());
    Judged judged;
    for (const auto& each : *predictions) judged.predictions.emplace(each.utterance, &each);
    for (const auto& each : *attention) {
        judged.attention.emplace(each.utterance, &each);
        judged.asPrevious[each.previous].add(each.ofPrevious);
        judged.asInterlocutor[each.interlocutor].add(each.ofInterlocutor);
    }
    std::map<std::pair<std::string, std::string>, std::vector<const corpus::Utterance*>> members;
    std::set<std::pair<std::string, std::string>> wanted;
    for (const auto& utterance : *utterances) {
        if (utterance.dialogue.empty() || !utterance.turn) continue;
        const std::pair place(utterance.session, utterance.dialogue);
        members[place].push_back(&utterance);
        if (judged.predictions.contains(utterance.id)) wanted.insert(place);
    }
    std::vector<Dialogue> dialogues;
    for (const auto& place : wanted) {
        auto& turns = members[place];
        std::ranges::sort(turns,
                          [](const auto* a, const auto* b) { return std::tie(*a->turn, a->id) < std::tie(*b->turn, b->id); });
        auto& dialogue = dialogues.emplace_back();
        dialogue.session = place.first;
        dialogue.name = place.second;
        for (const auto* utterance : turns) {
            dialogue.turns.push_back(turnOf(*utterance, judged));
            if (std::ranges::find(dialogue.speakers, utterance->speaker) == dialogue.speakers.end())
                dialogue.speakers.push_back(utterance->speaker);
        }
    }
    return dialogues;
}

core::Result<std::vector<RecognitionAndEmotion>> recognitionAndEmotion(const store::Workspace& workspace) {
    const auto runs = workspace.runs();
    if (!runs) return core::fail(runs.error());
    std::vector<RecognitionAndEmotion> models;
    std::error_code code;
    if (!fs::is_directory(workspace.folder() / "recognisers", code)) return models;
    const auto system = dialogueSystem();
    RecogniserFolders recognisers(workspace.folder() / "recognisers");
    std::set<std::pair<std::string, std::string>> seen;
    for (const auto& summary : *runs) {  // newest first
        // The experiment itself is not in lists of runs, and there may be thousands.
        if (summary.state != store::RunState::Finished || !summary.uar || !summary.system.starts_with(system)) continue;
        const auto run = workspace.run(summary.id);
        if (!run) return core::fail(run.error());
        const auto parsed = experiment::parseExperiment(run->experiment, "run");
        if (!parsed || parsed->model != experiment::kIaan || parsed->start.empty()) continue;
        if (!seen.insert({run->name, run->corpus}).second) continue;
        const auto figures = figuresOf(recognisers, *parsed);
        if (!figures) continue;
        models.push_back({run->id, run->name, parsed->start, figures->rate, figures->interval.low, figures->interval.high,
                          figures->words.referenceUnits(), *summary.uar, summary.uarLow.value_or(0.0),
                          summary.uarHigh.value_or(0.0), static_cast<std::size_t>(summary.utterances), summary.speakerDependent,
                          figures->rank});
    }
    std::ranges::stable_sort(models, {}, &RecognitionAndEmotion::wordErrors);
    return models;
}

}  // namespace prososcope::report
