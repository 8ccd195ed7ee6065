// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QGuiApplication>
#include <cmath>

#include "tests/TestSupport.h"
#include "widgets/SpeakerBars.h"

using prososcope::widgets::SpeakerBars;

class TestSpeakerBars : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesTheWorstSpeaker() {
        SpeakerBars bars;
        bars.setScores({{"03", "female", 0.93, 40}, {"11", "male", 0.79, 41}, {"12", "male", std::nan(""), 2}});
        QCOMPARE(bars.worst(), 1);
        QCOMPARE(bars.worstSentence(), QString("lowest: speaker 11 (.79)"));
        QCOMPARE(bars.label(0), QString("03 f"));
        QVERIFY(bars.plotSummary().contains("3 speakers"));
        QVERIFY(bars.plotSummary().contains("Speaker 03 f: .93"));
    }

    void barsAreAsLongAsTheRecall() {
        SpeakerBars bars;
        bars.resize(500, 200);
        bars.setScores({{"a", "", 1.0, 1}, {"b", "", 0.5, 1}, {"c", "", std::nan(""), 1}});
        QVERIFY(std::abs(bars.barRect(0).width() - 2 * bars.barRect(1).width()) <= 1);
        QCOMPARE(bars.barRect(2).width(), 0);
        QVERIFY(bars.rect().contains(bars.barRect(0)));
        QVERIFY(!bars.grab().isNull());
    }

    void gendersAndDifferences() {
        SpeakerBars bars;
        bars.resize(500, 200);
        bars.setScores({{"female", "female", 0.8, 40}, {"male", "male", 0.7, 41}}, SpeakerBars::Kind::Genders);
        QCOMPARE(bars.worstSentence(), QString("lowest: male (.70)"));
        QCOMPARE(bars.accessibleName(), QString("Recall by gender"));
        QVERIFY(bars.plotSummary().contains("female: .80"));
        bars.setScores({{"03", "female", 0.2, 40}, {"08", "female", -0.1, 40}, {"09", "", std::nan(""), 1}},
                       SpeakerBars::Kind::Differences);
        QCOMPARE(bars.worstSentence(), QString("largest loss: speaker 08 (-.10)"));
        QVERIFY(bars.plotSummary().contains("Speaker 03 f: +.20"));
        const QRect gain = bars.barRect(0);
        const QRect loss = bars.barRect(1);
        QVERIFY(std::abs(gain.left() - (loss.left() + loss.width())) <= 1);  // both from the middle
        QVERIFY(std::abs(gain.width() - 2 * loss.width()) <= 1);
        QCOMPARE(bars.barRect(2).width(), 0);
        QVERIFY(bars.rect().contains(gain));
        QVERIFY(!bars.grab().isNull());
        bars.setScores({{"03", "female", 0.2, 40}}, SpeakerBars::Kind::Differences);
        QCOMPARE(bars.worstSentence(), QString("no speaker loses"));
    }

    void growsWithItsSpeakers() {
        SpeakerBars bars;
        const int empty = bars.sizeHint().height();
        std::vector<prososcope::widgets::SpeakerScore> many(91, {"1001", "female", 0.5, 80});
        bars.setScores(many);
        QVERIFY(bars.minimumSizeHint().height() > empty + 900);
    }

    void copiesAndHasAnEmptyState() {
        SpeakerBars bars;
        bars.resize(300, 60);
        QCOMPARE(bars.worst(), -1);
        QVERIFY(bars.worstSentence().isEmpty());
        QVERIFY(!bars.plotSummary().isEmpty());
        QVERIFY(!bars.grab().isNull());
        bars.setScores({{"03", "female", 0.925, 40}});
        QTest::keySequence(&bars, QKeySequence::Copy);
        QCOMPARE(QGuiApplication::clipboard()->text(), QString("speaker\tgender\tuar\tutterances\n03\tfemale\t0.9250\t40\n"));
    }
};

QTEST_MAIN(TestSpeakerBars)
#include "TestSpeakerBars.moc"
