// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLabel>
#include <QMenu>

#include "app/gui/live/LivePresentation.h"
#include "app/gui/live/LiveReplay.h"
#include "app/gui/live/LiveSourceButton.h"
#include "tests/app/gui/live/LiveBench.h"
#include "widgets/AffectTrail.h"
#include "widgets/EmotionDial.h"

using namespace live_bench;

/// The Live page by its keys, on sound that the test says and a model that answers what the test wants.
class TestLivePage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsHeardBeforeStart() {
        Bench bench;
        QVERIFY(bench.ready());
        QTest::qWait(50);
        QCOMPARE(bench.stage->opened.load(), 0);
        QCOMPARE(bench.page->session()->state(), LiveSession::State::Idle);
        QVERIFY(bench.page->statistics().contains("Not listening"));
    }

    void speechGivesAWordAndSilenceADash() {
        Bench bench;
        QVERIFY(bench.ready());
        QVERIFY(bench.listen());
        bench.stage->loudest = 2;
        bench.beSilent(3.0);
        QCOMPARE(bench.word(), QString("no speech"));
        // The sound ends while somebody speaks: the word stands.
        std::vector<float> samples = fakes::quiet(4.0);
        fakes::hum(samples, 0.5, 3.5);
        bench.stage->say(samples);
        QTRY_COMPARE_WITH_TIMEOUT(bench.word(), QString("sad"), 20000 * kPatience);
        QVERIFY(bench.page->display()->dial()->plotSummary().contains("sad .80"));
        QVERIFY(bench.page->display()->trail()->places() > 0);
        QVERIFY(bench.page->display()->strip()->columns() > 100);
        QVERIFY(bench.page->findChild<ClassLegend*>()->plotSummary().contains("sad .80"));
        bench.beSilent(3.0);
        QTRY_COMPARE_WITH_TIMEOUT(bench.word(), QString("no speech"), 5000 * kPatience);
        QTest::keyClick(bench.page->display(), Qt::Key_S);
        QTRY_COMPARE_WITH_TIMEOUT(bench.page->session()->state(), LiveSession::State::Idle, 5000 * kPatience);
    }

    void frozenTheDisplayStandsAndListeningGoesOn() {
        Bench bench;
        QVERIFY(bench.ready());
        QVERIFY(bench.listen());
        bench.stage->loudest = 0;
        std::vector<float> samples = fakes::quiet(4.0);
        fakes::hum(samples, 0.5, 3.5);
        bench.stage->say(samples);
        QTRY_COMPARE_WITH_TIMEOUT(bench.word(), QString("angry"), 20000 * kPatience);
        QTest::keyClick(bench.page->display(), Qt::Key_F);
        QVERIFY(bench.page->isFrozen());
        QVERIFY(bench.page->display()->tag().contains("Frozen"));
        const auto columns = bench.page->display()->strip()->columns();
        bench.stage->loudest = 1;
        samples.assign(samples.size(), 0.0F);
        fakes::hum(samples, 0.0, 4.0);
        bench.stage->say(samples);
        QTRY_VERIFY_WITH_TIMEOUT(bench.stage->isHeard(), 20000 * kPatience);
        QTest::qWait(100);
        QCOMPARE(bench.word(), QString("angry"));
        QCOMPARE(bench.page->display()->strip()->columns(), columns);
        QTest::keyClick(bench.page->display(), Qt::Key_F);
        QVERIFY(!bench.page->isFrozen());
        QCOMPARE(bench.word(), QString("neutral"));
        QVERIFY(bench.page->display()->strip()->columns() > columns + 150);
        QVERIFY(bench.page->display()->tag().isEmpty());
    }

    void aNewSpeakerIsAdaptedToAnew() {
        Bench bench(true);
        QVERIFY(bench.ready());
        QVERIFY(bench.listen());
        std::vector<bool> adapting;
        connect(bench.page->session(), &LiveSession::judged, this, [&](const live::LiveMoment& moment, qint64) {
            if (moment.result.kind == live::LiveResult::Kind::Hop) adapting.push_back(moment.result.adapting);
        });
        bench.speak(20.0);
        QTRY_VERIFY_WITH_TIMEOUT(!adapting.empty() && !adapting.back(), 20000 * kPatience);
        QTest::keyClick(bench.page->display(), Qt::Key_N);
        QVERIFY(bench.messages.back().contains("Speaker 2"));
        bench.speak(3.0);
        QTRY_VERIFY_WITH_TIMEOUT(adapting.back(), 20000 * kPatience);
    }

    void aNeutralVoiceIsLearned() {
        Bench bench(true);
        QVERIFY(bench.ready());
        QVERIFY(bench.listen());
        QTest::keyClick(bench.page->display(), Qt::Key_L);
        const auto* said = bench.page->display()->findChild<QLabel*>("adaptation");
        bench.speak(4.0);
        QTRY_VERIFY_WITH_TIMEOUT(said->text().contains("speak neutrally"), 10000 * kPatience);
        bench.speak(12.0);
        QTRY_VERIFY_WITH_TIMEOUT(said->text().startsWith("adapt"), 10000 * kPatience);
    }

    void pushToTalkHearsOnlyWhileTheKeyIsDown() {
        Bench bench;
        QVERIFY(bench.ready());
        QVERIFY(bench.listen());
        QTest::keyClick(bench.page->display(), Qt::Key_T);
        QVERIFY(bench.page->display()->tag().contains("space bar"));
        bench.beSilent(1.0);
        int spoken = 0;
        connect(bench.page->session(), &LiveSession::judged, this, [&](const live::LiveMoment& moment, qint64) {
            spoken += moment.result.state == live::LiveResult::State::NoSpeech ? 0 : 1;
        });
        bench.speak(3.0);
        QCOMPARE(spoken, 0);
        QTest::keyPress(bench.page->display(), Qt::Key_Space);
        QVERIFY(!bench.page->session()->isMuted());
        bench.beSilent(0.5);  // the wish is obeyed before the next sound
        bench.speak(3.0);
        QTRY_VERIFY_WITH_TIMEOUT(spoken > 0, 10000 * kPatience);
        QTest::keyRelease(bench.page->display(), Qt::Key_Space);
        QVERIFY(bench.page->session()->isMuted());
    }

    void oneKeySwitchesToTheRehearsedRecordingAndBack() {
        Bench bench;
        QVERIFY(bench.ready());
        QFile file(bench.folder.filePath("rehearsed.wav"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        bench.page->setRehearsedFile(file.fileName());
        QVERIFY(bench.listen());
        QVERIFY(!bench.page->session()->facts().recording);
        bench.actions.action("live.rehearsed")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(bench.page->session()->facts().recording, 10000 * kPatience);
        QVERIFY(bench.page->display()->tag().contains("rehearsed.wav"));
        QVERIFY(bench.page->presentation()->display()->tag().contains("rehearsed.wav"));
        bench.actions.action("live.rehearsed")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.page->session()->facts().recording, 10000 * kPatience);
        QVERIFY(bench.page->display()->tag().isEmpty());
        QCOMPARE(bench.stage->models.load(), 1);  // the same run
    }

    void whatDoesNotOpenIsSaid() {
        Bench bench;
        bench.stage->refused = true;
        QVERIFY(bench.ready());
        bench.page->display()->setFocus();
        QTest::keyClick(bench.page->display(), Qt::Key_S);
        QTRY_VERIFY_WITH_TIMEOUT(bench.messages.contains("No microphone can be opened."), 10000 * kPatience);
        QCOMPARE(bench.page->session()->state(), LiveSession::State::Idle);
        bench.stage->refused = false;
        QVERIFY(bench.listen());
    }

    void aLostMicrophoneIsSaidAndWaitedFor() {
        Bench bench;
        QVERIFY(bench.ready());
        QVERIFY(bench.listen());
        bench.stage->lost = true;
        QTRY_VERIFY_WITH_TIMEOUT(bench.messages.join("\n").contains("is gone"), 10000 * kPatience);
        QCOMPARE(bench.page->session()->state(), LiveSession::State::Running);
        bench.stage->lost = false;
        QTRY_VERIFY_WITH_TIMEOUT(bench.messages.join("\n").contains("is back"), 10000 * kPatience);
    }

    void theListComesBeforeThePresentation() {
        Bench bench;
        QVERIFY(bench.ready());
        bench.actions.action("live.present")->trigger();  // listens too
        QVERIFY(bench.page->presentation()->list() != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(bench.page->session()->state(), LiveSession::State::Running, 10000 * kPatience);
        QTest::keyClick(bench.page->presentation()->list(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(bench.page->presentation()->isPresenting(), 5000 * kPatience);
        bench.stage->loudest = 1;
        std::vector<float> samples = fakes::quiet(4.0);
        fakes::hum(samples, 0.5, 3.5);
        bench.stage->say(samples);
        QTRY_COMPARE_WITH_TIMEOUT(bench.page->presentation()->display()->word()->text(), QString("neutral"), 20000 * kPatience);
        QTest::keyClick(bench.page->presentation()->window(), Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.page->presentation()->isPresenting(), 5000 * kPatience);
        QCOMPARE(bench.page->session()->state(), LiveSession::State::Running);
    }

    void theLastSecondsAreShownAgain() {
        Bench bench;
        QVERIFY(bench.ready());
        QVERIFY(bench.listen());
        bench.actions.action("live.replay")->trigger();
        QVERIFY(bench.messages.back().contains("Nothing was heard"));
        bench.stage->loudest = 0;
        std::vector<float> samples = fakes::quiet(3.0);
        fakes::hum(samples, 0.5, 2.5);
        bench.stage->say(samples);
        QTRY_COMPARE_WITH_TIMEOUT(bench.word(), QString("angry"), 20000 * kPatience);
        bench.beSilent(3.0);
        QTRY_COMPARE_WITH_TIMEOUT(bench.word(), QString("no speech"), 5000 * kPatience);
        bench.actions.action("live.replay")->trigger();
        QVERIFY(bench.page->replay()->isPlaying());
        QVERIFY(bench.page->display()->tag().contains("again"));
        QTRY_COMPARE_WITH_TIMEOUT(bench.word(), QString("angry"), 10000 * kPatience);
        bench.actions.action("live.replay")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.page->replay()->isPlaying(), 5000 * kPatience);
        QVERIFY(bench.page->display()->tag().isEmpty());
        bench.beSilent(0.5);
        QTRY_COMPARE_WITH_TIMEOUT(bench.word(), QString("no speech"), 5000 * kPatience);
    }

    void otherSettingsActAtOnce() {
        Bench bench;
        QVERIFY(bench.ready());
        QVERIFY(bench.listen());
        bench.page->controls()->hop()->setValue(0.5);
        QTRY_COMPARE_WITH_TIMEOUT(bench.stage->models.load(), 2, 10000 * kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(bench.page->session()->state(), LiveSession::State::Running, 10000 * kPatience);
        std::vector<double> ends;
        connect(bench.page->session(), &LiveSession::judged, this,
                [&](const live::LiveMoment& moment, qint64) { ends.push_back(moment.result.endSeconds); });
        bench.beSilent(2.0);
        QTRY_COMPARE_WITH_TIMEOUT(ends, (std::vector<double>{0.5, 1.0, 1.5, 2.0}), 5000 * kPatience);
    }

    void theListOfDevicesShowsTheirLevels() {
        Bench bench;
        QVERIFY(bench.ready());
        bench.hardware->heard.assign(64000, 0.25F);
        LiveSourceButton* source = bench.page->controls()->source();
        QTest::mouseClick(source, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(source->list()->count(), 2, 10000 * kPatience);
        const auto spoken = [&] { return source->list()->item(1)->data(Qt::AccessibleTextRole).toString(); };
        QTRY_VERIFY2_WITH_TIMEOUT(spoken().contains("-12 dB"), qPrintable(spoken()), 10000 * kPatience);
        QVERIFY(spoken().contains("Microphone (Fake)"));
        source->list()->setCurrentRow(1);
        QTest::keyClick(source->list(), Qt::Key_Return);
        QCOMPARE(source->text(), QString("Microphone (Fake)"));
        QVERIFY(!source->popup()->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(!bench.hardware->open, 10000 * kPatience);  // let go of
    }

    void whatWasChosenIsRemembered() {
        Bench bench;
        QVERIFY(bench.ready());
        bench.page->controls()->window()->setValue(4.0);
        bench.page->setRehearsedFile("/sounds/rehearsed.wav");
        Q_EMIT bench.page->controls()->source()->deviceChosen("USB microphone (ALSA)");
        const QJsonObject state = bench.page->saveState();
        Bench other;
        other.page->restoreState(state);
        QVERIFY(other.ready());
        QCOMPARE(other.page->controls()->window()->value(), 4.0);
        QCOMPARE(other.page->rehearsedFile(), QString("/sounds/rehearsed.wav"));
        QCOMPARE(other.page->controls()->source()->text(), QString("USB microphone (ALSA)"));
        const QString line = other.page->commands().front().line;
        QVERIFY2(
            line.contains("live --model stage --source mic --device 'USB microphone (ALSA)'") && line.contains("--window 4"),
            qPrintable(line));
    }
};

QTEST_MAIN(TestLivePage)
#include "TestLivePage.moc"
