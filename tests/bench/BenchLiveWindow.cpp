// SPDX-License-Identifier: GPL-3.0-or-later
// Live in the whole window, at a microphone or a recording in real time, while the worker predicts without a pause: how long
// after a sound its result is painted, and how long the event loop stands still at most. A screen is needed (offscreen paints
// into memory, which counts as well).
//   BenchLiveWindow SECONDS [RECORDING]
#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTimer>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/MainWindow.h"
#include "app/gui/Pages.h"
#include "app/gui/live/LiveDisplay.h"
#include "app/gui/live/LivePage.h"
#include "widgets/Style.h"
#include "widgets/Theme.h"

using namespace prososcope;

namespace {

constexpr int kTickMilliseconds = 5;
constexpr double kStallMilliseconds = 50.0;
constexpr int kSettleMilliseconds = 5000;  // the window's start, opening the model
constexpr int kPatienceMilliseconds = 60000;

double at(std::vector<double> values, double share) {
    if (values.empty()) return 0.0;
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

/// Keeps the worker busy as a training does: batches through a network on all its threads.
void keepBusy(engine_thread::EngineThread* engine, QObject* owner) {
    engine->enqueue(
        QStringLiteral("busy"), owner,
        [](core::Progress& progress) -> core::Result<std::any> {
            auto torch = backend::torchBackend();
            if (!torch) return core::fail(torch.error());
            const auto entry = store::findModel("emodb-4class", {});
            if (!entry) return core::fail(entry.error());
            auto model = (*torch)->openModel(*entry, "cpu", 0);
            if (!model) return core::fail(model.error());
            std::vector<float> sound(48000);
            for (std::size_t i = 0; i < sound.size(); ++i) sound[i] = 0.1F * static_cast<float>(i % 137) / 137.0F;
            const std::vector<std::span<const float>> batch(32, sound);
            while (!progress.stopRequested()) {
                if (auto done = (*model)->predictMany(batch, progress); !done) return core::fail(done.error());
            }
            return std::any();
        },
        [](const core::Result<std::any>&) {});
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: BenchLiveWindow SECONDS [RECORDING]\n");
        return 2;
    }
    QApplication app(argc, argv);
    QApplication::setStyle(new widgets::Style);
    const QTemporaryDir folder;
    gui::MainWindow window({.workspaceFolder = folder.filePath(QStringLiteral("workspace")),
                            .pages = gui::standardPages(),
                            .settingsFile = folder.filePath(QStringLiteral("window.json")).toStdString(),
                            .restoreSession = false});
    window.resize(1600, 1000);
    window.show();
    window.finishStart();
    window.showPage(QStringLiteral("live"));
    auto* page = qobject_cast<gui::LivePage*>(window.page(QStringLiteral("live")));
    std::vector<double> delays;
    std::vector<double> stalls;
    std::int64_t overflows = 0;
    bool counting = false;
    QObject::connect(page->display(), &gui::LiveDisplay::painted, page, [&](double milliseconds) {
        if (counting) delays.push_back(milliseconds);
    });
    QObject::connect(page->session(), &gui::LiveSession::judged, page,
                     [&](const live::LiveMoment& moment, qint64) { overflows = moment.result.overflows; });
    QObject::connect(page, &gui::Page::message, page,
                     [](const QString& text, bool) { std::fprintf(stderr, "%s\n", qUtf8Printable(text)); });
    QElapsedTimer since;
    QTimer tick;
    tick.setTimerType(Qt::PreciseTimer);
    tick.setInterval(kTickMilliseconds);
    QObject::connect(&tick, &QTimer::timeout, page, [&] {
        if (counting && since.isValid()) stalls.push_back(static_cast<double>(since.nsecsElapsed()) / 1e6 - kTickMilliseconds);
        since.start();
    });
    tick.start();
    keepBusy(window.engine(), page);
    // Models are looked for in the background: until one is there, nothing can listen.
    QTimer begin;
    begin.setInterval(500);
    QObject::connect(&begin, &QTimer::timeout, page, [&] {
        if (page->session()->state() == gui::LiveSession::State::Running) {
            begin.stop();
            QTimer::singleShot(kSettleMilliseconds, page, [&] { counting = true; });
            QTimer::singleShot(kSettleMilliseconds + 1000 * std::atoi(argv[1]), &app, &QApplication::quit);
        } else if (page->session()->state() == gui::LiveSession::State::Idle) {
            if (argc > 2) {
                page->setRehearsedFile(QString::fromLocal8Bit(argv[2]));
                page->switchToRehearsed();
            } else {
                page->startOrStop();
            }
        }
    });
    begin.start();
    QTimer::singleShot(kPatienceMilliseconds, page, [&] {
        if (!counting) QApplication::exit(1);
    });
    if (QApplication::exec() != 0) {
        std::fprintf(stderr, "Live did not start.\n");
        return 1;
    }
    std::printf("sound to painted: %zu results, median %.1f ms, 95 %% %.1f, 99 %% %.1f, longest %.1f; overflows %lld\n",
                delays.size(), at(delays, 0.5), at(delays, 0.95), at(delays, 0.99), at(delays, 1.0),
                static_cast<long long>(overflows));
    std::printf("event loop: late by %.1f ms at 99 %%, by %.1f at most, %zd times by more than %.0f of %zu\n", at(stalls, 0.99),
                at(stalls, 1.0),
                std::count_if(stalls.begin(), stalls.end(), [](double stall) { return stall > kStallMilliseconds; }),
                kStallMilliseconds, stalls.size());
    return 0;
}
