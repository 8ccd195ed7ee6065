// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/analysis/DialogueAttention.h"
#include "engine/core/SafeFile.h"
#include "engine/experiment/Experiment.h"
#include "engine/experiment/RecogniserExperiment.h"
#include "engine/experiment/RecogniserRank.h"
#include "tests/app/gui/results/ExampleRun.h"

namespace dialogue_run {

using namespace prososcope;

/// Attention that is even over a turn but for one part, which has half of all.
inline std::vector<float> peakAt(std::size_t part) {
    std::vector<float> shares(analysis::kAttentionParts, 0.5F / static_cast<float>(analysis::kAttentionParts - 1));
    shares[part] = 0.5F;
    return shares;
}

/// The example run on a corpus of two dialogues: in "talk1" (session s1) speak 03 and 11 in turn, 03a00 11a00 03a01 11a01 03a02
/// 11a02, then 03x, whom the run has not judged; in "talk2" 03a03 11a03 03a04. All other utterances are of no dialogue.
inline core::Result<std::int64_t> add(const std::filesystem::path& workspaceFolder, const std::filesystem::path& audio = {}) {
    auto id = addExampleRun(workspaceFolder, audio);
    if (!id) return id;
    auto workspace = store::Workspace::open(workspaceFolder);
    if (!workspace) return core::fail(workspace.error());
    const auto predictions = workspace->predictions(*id);
    if (!predictions) return core::fail(predictions.error());
    corpus::Corpus corpus;
    corpus.name = "emodb";
    corpus.folder = workspaceFolder / "audio";
    const char* const words[] = {"angry", "happy", "sad"};
    const std::vector<std::string> first = {"03a00", "11a00", "03a01", "11a01", "03a02", "11a02", "03x"};
    const std::vector<std::string> second = {"03a03", "11a03", "03a04"};
    const auto addTo = [&](const std::string& name, const std::string& session, const std::vector<std::string>& turns) {
        for (std::size_t i = 0; i < turns.size(); ++i) {
            corpus::Utterance utterance;
            utterance.id = turns[i];
            utterance.path = "wav/" + turns[i] + ".wav";
            utterance.speaker = turns[i].substr(0, 2);
            utterance.dialogue = name;
            utterance.session = session;
            utterance.turn = static_cast<int>(i);
            utterance.transcript = "this is what was said in turn " + std::to_string(i + 1);
            utterance.numbers["dialogue_start"] = 61.5 * static_cast<double>(i);
            for (const auto& each : *predictions)
                if (each.utterance == utterance.id) utterance.emotion = words[each.truth];
            corpus.utterances.push_back(utterance);
        }
    };
    addTo("talk1", "s1", first);
    addTo("talk2", "s2", second);
    if (auto saved = workspace->saveCorpus(corpus); !saved) return core::fail(saved.error());
    const auto folder = workspace->runFolder(*id);
    if (auto written = analysis::writeAttention(folder, 0,
                                                {{"03a00", "", "", peakAt(0), {}, {}},
                                                 {"03a01", "03a00", "11a00", peakAt(4), peakAt(5), peakAt(6)},
                                                 {"03a02", "03a01", "11a01", peakAt(7), peakAt(8), peakAt(9)}});
        !written)
        return core::fail(written.error());
    if (auto written = analysis::writeAttention(folder, 1,
                                                {{"11a00", "", "03a00", peakAt(1), {}, peakAt(2)},
                                                 {"11a01", "11a00", "03a01", peakAt(10), peakAt(11), peakAt(12)}});
        !written)
        return core::fail(written.error());
    return id;
}

inline std::filesystem::path experimentFile(const std::string& name) {
    return std::filesystem::path(PROSOSCOPE_SOURCE_DIR) / "resources" / "experiments" / (name + ".toml");
}

/// A finished run of one of the program's experiments on a recogniser's layer, on a corpus "iemocap" that is not there. rank:
/// of a recogniser that was factorised at another one than its file's; 0: as its file says.
inline core::Result<std::int64_t> addEmotion(const std::filesystem::path& workspaceFolder, const std::string& name, double uar,
                                             bool tooGood = false, int rank = 0) {
    auto made = experiment::readExperiment(experimentFile(name));
    if (!made) return core::fail(made.error());
    if (rank > 0) {
        if (auto set = experiment::hearByRank(*made, rank); !set) return core::fail(set.error());
    }
    return addExampleRun(workspaceFolder, {}, made->name, [&](store::RunRecord& run) {
        run.corpus = "iemocap";
        run.experiment = experiment::formatExperiment(*made);
        run.system = "interaction-aware attention on a recogniser's layer";
        run.speakerDependent = tooGood;
        if (!run.uar) return;
        run.uar = uar;
        run.uarLow = uar - 0.05;
        run.uarHigh = uar + 0.04;
    });
}

/// What a recogniser of all sessions recognised: of each of two speakers ten words in two texts, `wrong` of the first one's
/// ten and none of the other's.
inline core::Status addRecogniser(const std::filesystem::path& workspaceFolder, const std::string& name, int wrong,
                                  int rank = 0) {
    auto made = experiment::readRecogniserExperiment(experimentFile(name));
    if (!made) return core::fail(made.error());
    if (rank > 0) {
        if (auto set = experiment::setRank(*made, rank); !set) return set;
    }
    const auto folder = workspaceFolder / "recognisers" / made->name;
    std::filesystem::create_directories(folder);
    if (auto written = core::writeFile(folder / "experiment.toml", experiment::formatRecogniserExperiment(*made)); !written)
        return written;
    std::string tested = "utterance,speaker,reference,hypothesis\n";
    for (int i = 0; i < 4; ++i) {
        std::string reference;
        std::string hypothesis;
        for (int word = 0; word < 5; ++word) {
            reference += (word > 0 ? " w" : "w") + std::to_string(word);
            const bool miss = i < 2 && i * 5 + word < wrong;
            hypothesis += (word > 0 ? " " : "") + (miss ? std::string("x") : "w" + std::to_string(word));
        }
        tested += "u" + std::to_string(i) + ",s" + std::to_string(i / 2) + "," + reference + "," + hypothesis + "\n";
    }
    return core::writeFile(folder / "tested.csv", tested);
}

}  // namespace dialogue_run
