// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <set>

#include "app/gui/rating/RatingStart.h"
#include "app/gui/rating/RatingWindow.h"
#include "engine/audio/AudioFile.h"
#include "tests/TestSupport.h"
#include "widgets/AffectPad.h"

using namespace prososcope;
using gui::RatingStart;
using gui::RatingWindow;
using store::Workspace;

namespace {
constexpr int kLong = 10000 * kPatience;
constexpr int kCount = 4;
}  // namespace

class TestRatingWindow : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workspace> m_workspace;
    QPointer<RatingWindow> m_window;

    QString ws() const { return m_folder->filePath("ws"); }
    void writeSound(int number) const {
        std::vector<float> samples(6400, 0.1F);
        PROSOSCOPE_VERIFY(
            audio::writeWav(toPath(m_folder->filePath("c")) / ("u" + std::to_string(number) + ".wav"), {16000, {samples}}));
    }
    store::RatingRound round(std::vector<std::string> classes) {
        return store::startRatingRound(*m_workspace, {0, "c", "ann", std::move(classes), 5, {}, 0}).value();
    }
    void open(const store::RatingRound& round) {
        m_window = new RatingWindow(ws(), round);
        QSignalSpy asked(m_window, &RatingWindow::asked);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window));
        QTRY_VERIFY_WITH_TIMEOUT(asked.size() == 1 || m_window->isFinished(), kLong);
    }
    void press(Qt::Key key) { QTest::keyClick(m_window, key); }
    std::vector<store::Rating> given(std::int64_t round) const { return store::ratings(*m_workspace, round).value(); }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_workspace = std::make_unique<Workspace>(Workspace::open(toPath(ws())).value());
        corpus::Corpus corpus;
        corpus.name = "c";
        corpus.folder = toPath(m_folder->filePath("c"));
        for (int i = 0; i < kCount; ++i) {
            writeSound(i);
            corpus::Utterance u;
            u.id = "secret" + std::to_string(i);
            u.path = "u" + std::to_string(i) + ".wav";
            u.emotion = "angry";
            corpus.utterances.push_back(u);
        }
        PROSOSCOPE_VERIFY(m_workspace->saveCorpus(corpus));
    }
    void cleanup() {
        delete m_window;
        m_workspace.reset();
    }

    void classesByKeys() {
        const auto r = round({"angry", "sad"});
        open(r);
        std::set<std::string> heard;
        for (int i = 0; i < kCount; ++i) {
            heard.insert(m_window->current());
            press(i % 2 == 0 ? Qt::Key_1 : Qt::Key_2);
        }
        QCOMPARE(heard.size(), std::size_t{kCount});
        QVERIFY(m_window->isFinished());
        QTRY_COMPARE_WITH_TIMEOUT(given(r.id).size(), std::size_t{kCount}, kLong);
        const auto all = given(r.id);
        QCOMPARE(all[0].label, std::string("angry"));
        QCOMPARE(all[1].label, std::string("sad"));
        QCOMPARE(all[0].utterance, store::ratingOrder(*m_workspace, r)->front());
        QVERIFY(all[0].reactionSeconds >= 0.0 && all[0].plays == 1);
    }
    void nothingIsGivenAway() {
        open(round({"angry", "sad"}));
        for (const QLabel* label : m_window->findChildren<QLabel*>()) {
            QVERIFY2(!label->text().contains("secret") && !label->text().contains("u0"), qPrintable(label->text()));
        }
    }
    void againBackAndLater() {
        const auto r = round({"angry", "sad"});
        open(r);
        const auto first = m_window->current();
        QVERIFY(QApplication::focusWidget() != nullptr);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);  // plays, and chooses nothing
        QCOMPARE(m_window->current(), first);
        QCOMPARE(m_window->rated(), 0);
        press(Qt::Key_2);
        const auto second = m_window->current();
        QVERIFY(second != first);
        press(Qt::Key_S);  // for later
        const auto third = m_window->current();
        QVERIFY(third != second && third != first);
        press(Qt::Key_Backspace);
        QCOMPARE(m_window->current(), first);
        QCOMPARE(m_window->rated(), 0);
        press(Qt::Key_1);
        QCOMPARE(m_window->current(), third);
        press(Qt::Key_9);  // no such class
        QCOMPARE(m_window->current(), third);
        press(Qt::Key_1);
        press(Qt::Key_1);
        QCOMPARE(m_window->current(), second);  // what was left for later comes last
        press(Qt::Key_1);
        QVERIFY(m_window->isFinished());
        QTRY_COMPARE_WITH_TIMEOUT(given(r.id).size(), std::size_t{kCount}, kLong);
        for (const auto& rating : given(r.id)) QCOMPARE(rating.label, std::string("angry"));
    }
    void closedRoundsGoOn() {
        const auto r = round({"angry", "sad"});
        open(r);
        press(Qt::Key_1);
        const auto next = m_window->current();
        press(Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(m_window.isNull(), kLong);
        QCOMPARE(given(r.id).size(), std::size_t{1});  // stored although it was closed at once
        open(r);
        QCOMPARE(m_window->rated(), 1);
        QCOMPARE(m_window->current(), next);
    }
    void classesByButtons() {
        const auto r = round({"angry", "odd one"});
        open(r);
        QCOMPARE(m_window->classButtons().size(), 2);
        QTest::mouseClick(m_window->classButtons()[1], Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(given(r.id).size(), std::size_t{1}, kLong);
        QCOMPARE(given(r.id).front().label, std::string("odd one"));
    }
    void tracesWhileTheSoundPlays() {
        const auto r = round({});
        open(r);
        auto* pad = m_window->pad();
        QVERIFY(pad != nullptr);
        // Nothing is kept before anything was heard.
        QTest::mouseMove(pad, pad->pixelOf({-0.5, 0.5}).toPoint());
        QTest::qWait(120);
        QTest::mouseMove(pad, pad->pixelOf({0.75, -0.25}).toPoint());
        QTest::qWait(150);
        press(Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(given(r.id).size(), std::size_t{1}, kLong);
        const auto trace = given(r.id).front().trace;
        QVERIFY(trace.size() >= 3);
        for (std::size_t i = 1; i < trace.size(); ++i) QVERIFY(trace[i].seconds > trace[i - 1].seconds);
        QVERIFY(trace.back().seconds <= 0.45F);
        QVERIFY(std::abs(trace.back().valence - 0.75F) < 0.02F && std::abs(trace.back().arousal + 0.25F) < 0.02F);
        QCOMPARE(m_window->rated(), 1);
    }
    void absentRecordings() {
        QVERIFY(QDir(m_folder->filePath("c")).removeRecursively());
        const auto r = round({"angry", "sad"});
        open(r);
        QVERIFY2(m_window->sentence().contains(".wav"), qPrintable(m_window->sentence()));
        const auto first = m_window->current();
        press(Qt::Key_S);
        QVERIFY(m_window->current() != first);
    }
    void roundOfARemovedCorpus() {
        auto r = round({"angry", "sad"});
        r.corpus = "gone";
        m_window = new RatingWindow(ws(), r);
        m_window->show();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->sentence().contains("gone"), kLong);
        QVERIFY(!m_window->isFinished());
        press(Qt::Key_1);  // nothing happens
    }
    void startAsksWhoAndHow() {
        QPointer<RatingStart> start = new RatingStart(ws(), "c", {"angry", "sad"});
        QSignalSpy started(start, &RatingStart::started);
        start->show();
        QTRY_VERIFY_WITH_TIMEOUT(start->isIdle(), kLong);
        start->classes()->setText("angry");
        QTest::mouseClick(start->startButton(), Qt::LeftButton);
        QVERIFY2(start->problem().contains("two classes"), qPrintable(start->problem()));
        start->classes()->setText("happy, sad ,");
        start->rater()->clear();
        QTest::mouseClick(start->startButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(start->problem().contains("rater"), kLong);
        QTest::keyClicks(start->rater(), "bob");
        QTest::mouseClick(start->startButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, kLong);
        m_window = qobject_cast<RatingWindow*>(started.front().front().value<QWidget*>());
        QVERIFY(m_window);
        const auto rounds = store::ratingRounds(*m_workspace, "c").value();
        QCOMPARE(rounds.size(), std::size_t{1});
        QCOMPARE(rounds.front().rater, std::string("bob"));
        QCOMPARE(rounds.front().classes, (std::vector<std::string>{"happy", "sad"}));
    }
};

QTEST_MAIN(TestRatingWindow)
#include "TestRatingWindow.moc"
