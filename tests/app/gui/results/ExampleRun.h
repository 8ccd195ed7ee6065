// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <filesystem>
#include <functional>
#include <string>

#include "engine/store/Workspace.h"

/// A small finished run with known numbers, stored in a workspace: classes angry, happy, sad; speakers 03 (female) and 11
/// (male), eight utterances each. Confusion: angry 6/0/0, happy 2/2/0, sad 0/1/5. Audio of speaker 03 is named by an
/// absolute path in `audioFolder` where one is given; all other paths are relative and absent. `adjust` may change the record
/// before it is stored, and each prediction.
inline prososcope::core::Result<std::int64_t> addExampleRun(
    const std::filesystem::path& workspaceFolder, const std::filesystem::path& audioFolder = {},
    const std::string& name = "emodb-test", const std::function<void(prososcope::store::RunRecord&)>& adjust = {},
    const std::function<void(prososcope::store::PredictionRecord&)>& adjustEach = {}) {
    using namespace prososcope;
    auto workspace = store::Workspace::open(workspaceFolder);
    if (!workspace) return core::fail(workspace.error());
    store::RunRecord run;
    run.name = name;
    run.title = "EmoDB, 3 emotions";
    run.startedAt = "2026-02-03T09:58:00Z";
    run.experiment = "name = \"" + name + "\"\n";
    run.system = "log-mel network";
    run.corpus = "emodb";
    run.protocol = "leave-one-speaker-out";
    run.device = "cpu";
    run.threads = 2;
    run.seed = 7;
    run.versions = "{\"program\":\"0.1.0\",\"torch\":\"2.11.0\"}";
    run.fingerprint = "abc123";
    run.classes = {"angry", "happy", "sad"};
    if (adjust) adjust(run);
    auto id = workspace->addRun(run);
    if (!id) return id;
    run.id = *id;
    const int cells[16][2] = {{0, 0}, {0, 0}, {0, 0}, {1, 0}, {1, 1}, {2, 2}, {2, 2}, {2, 1},
                              {0, 0}, {0, 0}, {0, 0}, {1, 0}, {1, 1}, {2, 2}, {2, 2}, {2, 2}};
    for (int fold = 0; fold < 2; ++fold) {
        store::FoldRecord record;
        record.run = run.id;
        record.index = fold;
        record.name = fold == 0 ? "03" : "11";
        record.testSpeakers = {record.name};
        record.trainSpeakers = {fold == 0 ? "11" : "03"};
        record.bestEpoch = 4;
        record.seconds = 12.0;
        if (auto saved = workspace->saveFold(record); !saved) return core::fail(saved.error());
        for (int epoch = 1; epoch <= 5; ++epoch) {
            store::EpochRecord point;
            point.fold = fold;
            point.epoch = epoch;
            point.trainLoss = std::exp(-0.3 * epoch) + 0.1 * fold;
            point.innerUar = 0.4 + 0.08 * epoch;
            if (auto added = workspace->addEpoch(run.id, point); !added) return core::fail(added.error());
        }
        std::vector<store::PredictionRecord> predictions;
        for (int i = 0; i < 8; ++i) {
            store::PredictionRecord each;
            each.fold = fold;
            each.utterance = record.name + "a0" + std::to_string(i);
            each.path = fold == 0 && !audioFolder.empty() ? (audioFolder / (each.utterance + ".wav")).string()
                                                          : "wav/" + each.utterance + ".wav";
            each.speaker = record.name;
            each.gender = fold == 0 ? "female" : "male";
            each.truth = cells[fold * 8 + i][0];
            each.predicted = cells[fold * 8 + i][1];
            each.startSeconds = 0.25;
            each.endSeconds = 1.5;
            each.posteriors = {0.1F, 0.1F, 0.1F};
            each.posteriors[static_cast<std::size_t>(each.predicted)] = 0.5F + 0.05F * static_cast<float>(i);
            if (adjustEach) adjustEach(each);
            predictions.push_back(each);
        }
        record.complete = true;
        if (auto finished = workspace->finishFold(record, predictions); !finished) return core::fail(finished.error());
    }
    run.state = store::RunState::Finished;
    run.finishedAt = "2026-02-03T10:08:00Z";
    run.uar = (1.0 + 0.5 + 5.0 / 6.0) / 3.0;
    run.uarLow = 0.70;
    run.uarHigh = 0.83;
    run.wa = 13.0 / 16.0;
    run.macroF1 = 0.77;
    run.utterances = 16;
    run.speakers = 2;
    run.seconds = 75.0;
    if (adjust) adjust(run);
    if (auto updated = workspace->updateRun(run); !updated) return core::fail(updated.error());
    return id;
}
