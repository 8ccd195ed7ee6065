// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/store/Workspace.h"
#include "tests/TestSupport.h"

/// Records with every field set to something of its own, so that a round trip that loses one is seen.
namespace examples {

inline prososcope::store::RunRecord run(const std::string& name = "emodb-loso") {
    prososcope::store::RunRecord run;
    run.name = name;
    run.title = "EmoDB, Sprecher für Sprecher";
    run.startedAt = "2026-01-02T03:04:05Z";
    run.finishedAt = "2026-01-02T03:24:05Z";
    run.experiment = "name = \"x\"\n# größer\n";
    run.system = "log-mel network";
    run.corpus = "emodb";
    run.protocol = "leave-one-speaker-out";
    run.speakerDependent = true;
    run.device = "cpu";
    run.threads = 2;
    run.seed = 0xfedcba9876543210ULL;
    run.versions = R"({"torch":"2.11.0"})";
    run.corpora = {{"emodb", "Berlin Database", "emodb", "CC0-1.0", "Burkhardt \"et al.\" (2005)", "https://example.org"},
                   {"b", "", "", "", "", ""}};
    run.fingerprint = std::string(64, 'f');
    run.classes = {"angry", "happy", "sad"};
    run.seconds = 1200.25;
    run.note = "a, \"b\"\nc";
    run.uar = 0.1 + 0.2;
    run.uarLow = 0.25;
    run.uarHigh = 0.75;
    run.wa = 0.5;
    run.macroF1 = 1.0 / 3.0;
    run.utterances = 535;
    run.speakers = 10;
    run.seeds = 3;
    return run;
}

inline prososcope::store::FoldRecord fold(std::int64_t run, int index) {
    return {run, index, "speaker " + std::to_string(index), {"03", "a;b\\c", "ü"}, {"08"}, {}, false, 7, 1.5 + index};
}

inline prososcope::store::EpochRecord epoch(int fold, int number) {
    return {fold, number, 1.0 / number, number % 2 == 0 ? std::optional<double>(0.7) : std::nullopt, 0.25, 1e-3, 2.5};
}

inline std::vector<prososcope::store::PredictionRecord> predictions(int fold, int count) {
    std::vector<prososcope::store::PredictionRecord> result;
    for (int i = 0; i < count; ++i) {
        const float p = static_cast<float>(i + 1) / 3000.7F;
        result.push_back({fold,
                          "wav/0" + std::to_string(fold) + "a" + std::to_string(i),
                          "/korpus ü/wav/\"x\", " + std::to_string(i) + ".wav",
                          0.1 * i,
                          i % 2 == 0 ? -1.0 : 0.1 * i + 0.05,
                          "0" + std::to_string(fold),
                          i % 2 == 0 ? "female" : "",
                          i % 3,
                          (i + 1) % 3,
                          {p, 1.0F - p, 1e-30F}});
    }
    return result;
}

inline void compare(const prososcope::store::RunRecord& a, const prososcope::store::RunRecord& b, bool texts = true) {
    QCOMPARE(a.name, b.name);
    QCOMPARE(a.title, b.title);
    QCOMPARE(a.state, b.state);
    QCOMPARE(a.startedAt, b.startedAt);
    QCOMPARE(a.finishedAt, b.finishedAt);
    if (texts) QCOMPARE(a.experiment, b.experiment);
    if (texts) QCOMPARE(a.versions, b.versions);
    if (texts) QVERIFY(a.corpora == b.corpora);
    QCOMPARE(a.system, b.system);
    QCOMPARE(a.corpus, b.corpus);
    QCOMPARE(a.protocol, b.protocol);
    QCOMPARE(a.speakerDependent, b.speakerDependent);
    QCOMPARE(a.device, b.device);
    QCOMPARE(a.threads, b.threads);
    QCOMPARE(a.seed, b.seed);
    QCOMPARE(a.fingerprint, b.fingerprint);
    QCOMPARE(a.classes, b.classes);
    QCOMPARE(a.example, b.example);
    QVERIFY(a.seconds == b.seconds);
    QCOMPARE(a.note, b.note);
    QVERIFY(a.uar == b.uar && a.uarLow == b.uarLow && a.uarHigh == b.uarHigh && a.wa == b.wa && a.macroF1 == b.macroF1);
    QCOMPARE(a.utterances, b.utterances);
    QCOMPARE(a.speakers, b.speakers);
    QCOMPARE(a.seeds, b.seeds);
}

inline void compare(const prososcope::store::FoldRecord& a, const prososcope::store::FoldRecord& b) {
    QCOMPARE(a.index, b.index);
    QCOMPARE(a.name, b.name);
    QCOMPARE(a.trainSpeakers, b.trainSpeakers);
    QCOMPARE(a.innerSpeakers, b.innerSpeakers);
    QCOMPARE(a.testSpeakers, b.testSpeakers);
    QCOMPARE(a.bestEpoch, b.bestEpoch);
    QVERIFY(a.seconds == b.seconds);
}

inline void compare(const prososcope::store::EpochRecord& a, const prososcope::store::EpochRecord& b) {
    QVERIFY(a.fold == b.fold && a.epoch == b.epoch && a.trainLoss == b.trainLoss && a.innerLoss == b.innerLoss &&
            a.innerUar == b.innerUar && a.learningRate == b.learningRate && a.seconds == b.seconds);
}

inline void compare(const prososcope::store::PredictionRecord& a, const prososcope::store::PredictionRecord& b) {
    QCOMPARE(a.fold, b.fold);
    QCOMPARE(a.utterance, b.utterance);
    QCOMPARE(a.path, b.path);
    QVERIFY(a.startSeconds == b.startSeconds && a.endSeconds == b.endSeconds);
    QCOMPARE(a.speaker, b.speaker);
    QCOMPARE(a.gender, b.gender);
    QCOMPARE(a.truth, b.truth);
    QCOMPARE(a.predicted, b.predicted);
    QVERIFY(a.posteriors == b.posteriors);  // every bit
}

}  // namespace examples
