// SPDX-License-Identifier: GPL-3.0-or-later
// The window's table of a corpus at size: scrolls through the rows of a workspace that BenchCorpusIndex has made and prints,
// for each kind of scrolling at 60 pictures a second, how long a picture takes on the GUI thread, how many take longer than a
// sixtieth of a second, and how many of the rows in view had their text when the picture's time was over.
//   BenchCorpusTable FOLDER
#include <QApplication>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QScrollBar>
#include <algorithm>
#include <cstdio>
#include <functional>

#include "app/gui/Page.h"
#include "app/gui/corpus/CorpusPage.h"
#include "app/gui/corpus/CorpusTable.h"
#include "app/gui/corpus/FilterBar.h"
#include "widgets/Style.h"
#include "widgets/Theme.h"

using namespace prososcope;

namespace {

constexpr double kFrame = 1000.0 / 60.0;  // milliseconds
constexpr int kFrames = 600;

/// Runs the event loop for so long.
void runFor(double milliseconds) {
    QElapsedTimer timer;
    timer.start();
    while (static_cast<double>(timer.nsecsElapsed()) / 1e6 < milliseconds)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
}

bool runUntil(const std::function<bool()>& done) {
    QElapsedTimer timer;
    timer.start();
    while (!done() && timer.elapsed() < 60000) QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
    return done();
}

/// `step` moves the table by one picture.
void scroll(const char* what, gui::CorpusTable& table, const std::function<void(int)>& step) {
    std::vector<double> times;
    std::size_t rows = 0;
    std::size_t loaded = 0;
    for (int frame = 0; frame < kFrames; ++frame) {
        QElapsedTimer timer;
        timer.start();
        step(frame);
        table.viewport()->repaint();
        const double painted = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        // Rows that come meanwhile are taken and painted on this thread too.
        QElapsedTimer rest;
        rest.start();
        QCoreApplication::processEvents();
        times.push_back(painted + static_cast<double>(rest.nsecsElapsed()) / 1e6);
        runFor(std::max(0.0, kFrame - static_cast<double>(timer.nsecsElapsed()) / 1e6));
        const int first = table.rowAt(0);
        const int last = std::max(first, table.rowAt(table.viewport()->height() - 1));
        for (int row = first; row <= last; ++row) {
            ++rows;
            loaded += table.corpusModel()->row(row) != nullptr ? 1 : 0;
        }
    }
    std::sort(times.begin(), times.end());
    const auto late = times.end() - std::upper_bound(times.begin(), times.end(), kFrame);
    std::printf("%-34s median %5.2f ms, 99 %% below %6.2f ms, longest %6.2f ms, late %2d of %d, rows with text %5.1f %%\n",
                what, times[times.size() / 2], times[times.size() * 99 / 100], times.back(), static_cast<int>(late), kFrames,
                100.0 * static_cast<double>(loaded) / static_cast<double>(std::max<std::size_t>(1, rows)));
    std::fflush(stdout);
}

/// The longest time in which the event loop is not run while something happens.
double longestGap(const std::function<void()>& start, const std::function<bool()>& done) {
    double longest = 0.0;
    QElapsedTimer timer;
    timer.start();
    start();
    double last = 0.0;
    for (;;) {
        const double now = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        longest = std::max(longest, now - last);
        last = now;
        if (done() || now > 60000.0) return longest;
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: BenchCorpusTable FOLDER (a workspace that BenchCorpusIndex ROWS FOLDER has made)\n");
        return 2;
    }
    QApplication application(argc, argv);
    QApplication::setStyle(new widgets::Style);
    widgets::Theme::instance().choose(widgets::Theme::Choice::Light);
    gui::PageContext context;
    context.workspaceFolder = QString::fromLocal8Bit(argv[1]);
    gui::CorpusPage page(context);
    page.resize(1540, 950);
    page.show();
    auto& table = *page.table();
    QElapsedTimer timer;
    timer.start();
    page.browse(QStringLiteral("made-up"));
    if (!runUntil([&] { return table.corpusModel()->row(0) != nullptr; })) return 1;
    const int rows = table.corpusModel()->rowCount();
    std::printf("%d rows; first page after %.0f ms\n", rows, static_cast<double>(timer.nsecsElapsed()) / 1e6);
    runUntil([&] { return page.isIdle(); });
    std::printf("all numbers and pictures of the page after %.0f ms\n", static_cast<double>(timer.nsecsElapsed()) / 1e6);
    runFor(500);
    auto* bar = table.verticalScrollBar();
    scroll("wheel, 3 rows a picture", table, [&](int) { bar->setValue(bar->value() + 3 * 28); });
    scroll("fast wheel, 20 rows a picture", table, [&](int) { bar->setValue(bar->value() + 20 * 28); });
    scroll("page down, a page a picture", table, [&](int) { bar->setValue(bar->value() + bar->pageStep()); });
    scroll("scroll bar, all rows in 10 s", table,
           [&](int frame) { bar->setValue(static_cast<int>(static_cast<double>(bar->maximum()) * frame / (kFrames - 1))); });
    const auto order = [&](const char* field) {
        const int column = table.corpusModel()->columnOf(field);
        QObject receiver;
        bool listed = false;
        QObject::connect(&page, &gui::CorpusPage::listed, &receiver, [&] { listed = true; });
        timer.restart();
        const double gap = longestGap([&] { table.sortByColumn(column, Qt::DescendingOrder); },
                                      [&] { return listed && table.corpusModel()->row(table.rowAt(0)) != nullptr; });
        std::printf("%-34s shown after %6.0f ms, longest gap of the event loop %5.1f ms\n",
                    qPrintable(QStringLiteral("order by %1").arg(QLatin1String(field))),
                    static_cast<double>(timer.nsecsElapsed()) / 1e6, gap);
        runUntil([&] { return page.isIdle(); });
    };
    for (const char* field : {"seconds", "speaker", "transcript"}) order(field);
    const auto search = [&](const QString& words) {
        QObject receiver;
        bool listed = false;
        QObject::connect(&page, &gui::CorpusPage::listed, &receiver, [&] { listed = true; });
        timer.restart();
        const double gap = longestGap([&] { page.filters()->setWords(words); }, [&] { return listed; });
        std::printf("%-34s %8d rows after %6.0f ms (200 of them wait for the next key), longest gap %5.1f ms\n",
                    qPrintable(QStringLiteral("search \"%1\"").arg(words)), table.corpusModel()->rowCount(),
                    static_cast<double>(timer.nsecsElapsed()) / 1e6, gap);
        runUntil([&] { return page.isIdle(); });
    };
    for (const char* words : {"utterance00000777", "angry", ""}) search(QLatin1String(words));
    return 0;
}
