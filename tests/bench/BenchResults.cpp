// SPDX-License-Identifier: GPL-3.0-or-later
// The Results page at size: makes a workspace with 10,000 runs (or COUNT) in a temporary folder and prints how long it takes
// from entering the page until the table is painted and until the newest run is shown, the longest time in which the event loop
// is not run meanwhile, and how long typing in the filter takes, a letter at a time.
//   BenchResults [COUNT]
#include <QApplication>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QTableView>
#include <QTemporaryDir>
#include <algorithm>
#include <cstdio>
#include <functional>

#include "app/gui/results/ResultsPage.h"
#include "app/gui/results/RunsArea.h"
#include "engine/store/Database.h"
#include "widgets/Style.h"
#include "widgets/Theme.h"

using namespace prososcope;

namespace {

double milliseconds(const QElapsedTimer& timer) { return static_cast<double>(timer.nsecsElapsed()) / 1e6; }

/// Gives the longest time in which the event loop is not run.
double runUntil(const std::function<bool()>& done) {
    double longest = 0.0;
    QElapsedTimer all;
    all.start();
    while (!done() && all.elapsed() < 60000) {
        QElapsedTimer step;
        step.start();
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
        longest = std::max(longest, milliseconds(step));
    }
    return longest;
}

/// The newest run with 535 predictions, as many more as wished without.
void fill(const std::filesystem::path& folder, int count) {
    auto workspace = store::Workspace::open(folder).value();
    store::Database(folder / "workspace.sqlite")
        .execute(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + std::to_string(count - 1) +
            ") INSERT INTO runs (name, title, state, started_at, classes, system, corpus, protocol, device, uar, uar_low, "
            "uar_high, utterances, speakers, seeds, run_group, point, tags, dimensions) SELECT 'emodb-sweep-' || (i / 100), "
            "'A title of usual length', 'finished', strftime('%Y-%m-%dT%H:%M:%SZ', 1800000000 + 60 * i, 'unixepoch'), "
            "'[\"angry\",\"happy\",\"neutral\",\"sad\"]', 'linear SVM on ComParE_2016', 'emodb', 'leave-one-speaker-out', "
            "'cpu', 0.5 + (i * 7919 % 1000) / 2500.0, 0.5, 0.9, 535, 10, 1, 'sweep-' || (i / 100), 'model.cost = ' || (i % "
            "20), '[\"baseline\",\"tag' || (i % 50) || '\"]', '[]' FROM n");
    store::RunRecord run;
    run.name = "newest";
    run.system = "linear SVM on ComParE_2016";
    run.corpus = "emodb";
    run.protocol = "leave-one-speaker-out";
    run.startedAt = "2028-01-01T00:00:00Z";
    run.classes = {"angry", "happy", "neutral", "sad"};
    run.id = workspace.addRun(run).value();
    std::vector<store::PredictionRecord> predictions(535);
    for (std::size_t i = 0; i < predictions.size(); ++i) {
        store::PredictionRecord& each = predictions[i];
        each.utterance = "u" + std::to_string(i);
        each.path = "wav/" + each.utterance + ".wav";
        each.speaker = std::to_string(i % 10);
        each.gender = i % 2 == 0 ? "female" : "male";
        each.truth = static_cast<int>(i % 4);
        each.predicted = static_cast<int>(i * 7 % 11 < 8 ? i % 4 : (i + 1) % 4);
        each.posteriors = {0.1F, 0.1F, 0.1F, 0.1F};
        each.posteriors[static_cast<std::size_t>(each.predicted)] = 0.7F;
    }
    (void)workspace.finishFold({run.id, 0, "all", {}, {}, {}, true, 1, 1.0}, predictions);
    run.state = store::RunState::Finished;
    run.finishedAt = "2028-01-01T01:00:00Z";
    run.utterances = 535;
    (void)workspace.updateRun(run);
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QApplication::setStyle(new widgets::Style);
    widgets::Theme::instance().choose(widgets::Theme::Choice::Light);
    const int count = argc > 1 ? std::max(2, std::atoi(argv[1])) : 10000;
    const QTemporaryDir place;
    const std::filesystem::path folder = place.path().toStdString();
    fill(folder, count);
    for (int round = 1; round <= 3; ++round) {
        gui::PageContext context;
        context.workspaceFolder = place.path();
        gui::ResultsPage page(context);
        page.resize(1500, 900);
        page.QWidget::show();
        runUntil([&] { return page.isVisible() && !page.grab().isNull(); });
        bool listed = false;
        bool shown = false;
        QObject::connect(&page, &gui::ResultsPage::runsShown, [&] { listed = true; });
        QObject::connect(&page, &gui::ResultsPage::runShown, [&] { shown = true; });
        QElapsedTimer timer;
        timer.start();
        page.activated();
        double longest = runUntil([&] { return listed; });
        page.repaint();
        const double table = milliseconds(timer);
        longest = std::max(longest, runUntil([&] { return shown; }));
        page.repaint();
        std::printf("%d: %d runs listed after %.0f ms, the newest shown after %.0f ms, event loop held for %.0f ms at most\n",
                    round, page.runs()->table()->model()->rowCount(), table, milliseconds(timer), longest);
        if (round > 1) continue;
        double slowest = 0.0;
        QString typed;
        for (const QChar letter : QStringLiteral("tag:tag7 state:finished svm")) {
            QElapsedTimer step;
            step.start();
            page.runs()->filter()->setText(typed += letter);
            slowest = std::max(slowest, milliseconds(step));
        }
        std::printf("   filter: %.0f ms for a letter at most, %d runs left\n", slowest,
                    page.runs()->table()->model()->rowCount());
        timer.start();
        page.runs()->filter()->clear();
        page.runs()->table()->sortByColumn(3, Qt::DescendingOrder);
        std::printf("   all again, by UAR: %.0f ms\n", milliseconds(timer));
        runUntil([&] { return page.isIdle(); });
    }
    return 0;
}
