// SPDX-License-Identifier: GPL-3.0-or-later
// Rating a corpus from its page: the window that asks, the figures of agreement, labels made of ratings, undo.
#include <QApplication>
#include <QPushButton>

#include "CorpusBench.h"
#include "app/gui/corpus/RatersView.h"
#include "app/gui/rating/RatingStart.h"
#include "app/gui/rating/RatingWindow.h"
#include "engine/store/RatingRounds.h"

using namespace prososcope;
using namespace prososcope::gui;
using corpus_bench::Bench;
using corpus_bench::kLong;

class TestCorpusRaters : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    template <typename T>
    static T* shown() {
        T* found = nullptr;
        [[maybe_unused]] const bool there = QTest::qWaitFor(
            [&] {
                for (QWidget* widget : QApplication::topLevelWidgets()) {
                    if (auto* one = qobject_cast<T*>(widget); one != nullptr && one->isVisible()) found = one;
                }
                return found != nullptr;
            },
            kLong);
        return found;
    }
    static void rate(const std::filesystem::path& folder, const char* rater, const std::vector<std::string>& words) {
        auto workspace = store::Workspace::open(folder).value();
        const auto round = store::startRatingRound(workspace, {0, "c", rater, {"happy", "sad"}, 1, {}, 0}).value();
        for (std::size_t i = 0; i < words.size(); ++i) {
            PROSOSCOPE_VERIFY(store::saveRating(workspace, round.id, {"u0000" + std::to_string(i), words[i], {}, 0.0, 1, {}}));
        }
    }

private Q_SLOTS:
    void nobodyYet() {
        Bench bench(corpus_bench::fresh(m_folder, 6));
        QVERIFY(bench.browse("c"));
        auto* raters = bench.page->panel()->raters();
        QTRY_VERIFY_WITH_TIMEOUT(raters->text().contains("Nobody"), kLong);
        QVERIFY(!raters->adoptButton()->isEnabled());
    }
    void ratesInAWindow() {
        const auto folder = corpus_bench::fresh(m_folder, 6, 6);
        Bench bench(folder);
        QVERIFY(bench.browse("c"));
        QVERIFY(QTest::qWaitForWindowActive(bench.page.get()));
        auto* raters = bench.page->panel()->raters();
        QTRY_VERIFY_WITH_TIMEOUT(bench.page->isIdle(), kLong);
        QTest::mouseClick(raters->rateButton(), Qt::LeftButton);
        auto* start = shown<RatingStart>();
        QVERIFY(start != nullptr);
        QCOMPARE(start->classes()->text(), QString("angry, happy, sad"));  // those of the corpus
        QTRY_VERIFY_WITH_TIMEOUT(start->isIdle(), kLong);
        QTest::mouseClick(start->startButton(), Qt::LeftButton);
        QPointer<RatingWindow> window = shown<RatingWindow>();
        QVERIFY(!window.isNull());
        QTRY_VERIFY_WITH_TIMEOUT(!window->current().empty(), kLong);
        for (int i = 0; i < 6; ++i) QTest::keyClick(window, Qt::Key_2);
        QVERIFY(window->isFinished());
        QTest::keyClick(window, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(window.isNull(), kLong);
        QTRY_VERIFY_WITH_TIMEOUT(raters->text().contains("6, 0"), kLong);  // six rated, none by several
        // What was said becomes the label, and Ctrl+Z takes it back.
        QVERIFY(bench.cell(0, "emotion") == "angry");
        QTest::mouseClick(raters->adoptButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(bench.cell(0, "emotion"), QString("happy"), kLong);
        QTRY_VERIFY_WITH_TIMEOUT(bench.actions.action("edit.undo")->isEnabled(), kLong);
        QVERIFY(bench.settle());
        bench.actions.action("edit.undo")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(bench.cell(0, "emotion"), QString("angry"), kLong);
    }
    void agreementIsShown() {
        const auto folder = corpus_bench::fresh(m_folder, 6);
        rate(folder, "ann", {"happy", "sad", "happy", "sad"});
        rate(folder, "bob", {"happy", "sad", "happy", "sad"});
        Bench bench(folder);
        QVERIFY(bench.browse("c"));
        auto* raters = bench.page->panel()->raters();
        QTRY_VERIFY_WITH_TIMEOUT(raters->text().contains("ann") && raters->text().contains("bob"), kLong);
        QVERIFY2(raters->text().contains("4, 4") && raters->text().contains("1.00"), qPrintable(raters->text()));
    }
};

QTEST_MAIN(TestCorpusRaters)
#include "TestCorpusRaters.moc"
