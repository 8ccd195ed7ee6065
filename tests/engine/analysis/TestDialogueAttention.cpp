// SPDX-License-Identifier: GPL-3.0-or-later
#include <numeric>

#include "engine/analysis/DialogueAttention.h"
#include "engine/core/SafeFile.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using analysis::attentionParts;

/// Attention over turns in equal parts, and as a run stores it.
class TestDialogueAttention : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// However many rows a turn has, its parts keep the sum and the place.
    void partsKeepSumAndPlace() {
        QVERIFY(attentionParts({}).empty());
        const auto one = attentionParts({1.0F});
        QCOMPARE(one.size(), analysis::kAttentionParts);
        for (const float share : one) QVERIFY(std::abs(share - 0.05F) < 1e-6F);
        const auto halves = attentionParts({0.25F, 0.75F});
        QVERIFY(std::abs(halves.front() - 0.025F) < 1e-6F && std::abs(halves.back() - 0.075F) < 1e-6F);
        QVERIFY(std::abs(halves[9] - 0.025F) < 1e-6F && std::abs(halves[10] - 0.075F) < 1e-6F);
        for (const std::size_t rows : {3U, 7U, 20U, 33U, 170U}) {
            std::vector<float> weights(rows, 0.5F / static_cast<float>(rows));
            weights.back() += 0.5F;
            const auto parts = attentionParts(weights);
            QVERIFY(std::abs(std::accumulate(parts.begin(), parts.end(), 0.0F) - 1.0F) < 1e-5F);
            QVERIFY(*std::max_element(parts.begin(), parts.end()) == parts.back());
        }
        // Three rows over twenty parts: a part that two of them share has a bit of each.
        const auto thirds = attentionParts({0.0F, 1.0F, 0.0F});
        QVERIFY(std::abs(thirds[6] - 0.05F) < 1e-6F);  // a third of the part, of 20/3 parts
        QVERIFY(std::abs(thirds[7] - 0.15F) < 1e-6F && thirds[5] == 0.0F && thirds[14] == 0.0F);
    }

    void isStoredByFold() {
        QTemporaryDir folder;
        const auto place = toPath(folder.filePath("run"));
        const auto none = analysis::readAttention(place, 3);
        PROSOSCOPE_VERIFY(none);
        QVERIFY(none->empty());
        PROSOSCOPE_VERIFY(
            analysis::writeAttention(place, 2, {{"b", "a", "", attentionParts({0.2F, 0.8F}), attentionParts({1.0F}), {}}}));
        PROSOSCOPE_VERIFY(analysis::writeAttention(place, 0, {{"x, \"y\"", "", "", attentionParts({1.0F}), {}, {}}}));
        const auto read = analysis::readAttention(place, 3);
        PROSOSCOPE_VERIFY(read);
        QCOMPARE(read->size(), std::size_t{2});
        QCOMPARE(read->front().utterance, std::string("x, \"y\""));
        QCOMPARE(read->back().previous, std::string("a"));
        QVERIFY(read->back().interlocutor.empty() && read->back().ofInterlocutor.empty());
        QVERIFY(std::abs(read->back().ofCurrent.back() - 0.08F) < 1e-5F);
        PROSOSCOPE_VERIFY(core::writeFile(place / "attention-1.csv",
                                          "utterance,previous,interlocutor,attention,previous_attention,"
                                          "interlocutor_attention\nu,,,0.5 0.5,,\n"));
        const auto damaged = analysis::readAttention(place, 3);
        QVERIFY(!damaged && damaged.error().message().find("attention-1.csv") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestDialogueAttention)
#include "TestDialogueAttention.moc"
