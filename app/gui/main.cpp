// SPDX-License-Identifier: GPL-3.0-or-later

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QLibraryInfo>
#include <QLocale>
#include <QTimer>
#include <QTranslator>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>
#include <string>
#include <utility>

#include "app/gui/MainWindow.h"
#include "app/gui/Pages.h"
#include "app/gui/SingleInstance.h"
#include "app/gui/StartOptions.h"
#include "app/gui/inspect/FigureExport.h"
#include "app/gui/inspect/InspectPage.h"
#include "engine/core/FreeMemory.h"
#include "engine/core/Log.h"
#include "engine/core/Paths.h"
#include "widgets/Accessible.h"
#include "widgets/Theme.h"

namespace {

using prososcope::gui::MainWindow;
using prososcope::gui::StartOptions;

/// Milliseconds since the kernel started this process, or -1 where it does not say.
double millisecondsSinceStart() {
    std::ifstream file("/proc/self/stat");
    std::string content((std::istreambuf_iterator<char>(file)), {});
    const auto close = content.rfind(')');
    if (close == std::string::npos) return -1.0;
    std::istringstream fields(content.substr(close + 2));
    std::string field;
    for (int i = 3; i <= 22 && (fields >> field); ++i) {
        if (i != 22) continue;
        timespec now{};
        ::clock_gettime(CLOCK_BOOTTIME, &now);
        const double ticks = std::strtod(field.c_str(), nullptr);
        return (static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9 -
                ticks / static_cast<double>(::sysconf(_SC_CLK_TCK))) *
               1000.0;
    }
    return -1.0;
}

/// Grabs the window once it is idle or the delay is over, and ends the program.
void takeScreenshot(MainWindow& window, const StartOptions& options) {
    auto* timer = new QTimer(&window);
    auto clock = std::make_shared<QElapsedTimer>();
    clock->start();
    auto calm = std::make_shared<int>(0);
    QObject::connect(timer, &QTimer::timeout, &window, [&window, options, timer, clock, calm] {
        *calm = window.isIdle() ? *calm + 1 : 0;
        const bool over = options.afterMilliseconds >= 0 ? clock->elapsed() >= options.afterMilliseconds
                                                         : (*calm >= 5 || clock->elapsed() > 30000);
        if (!over) return;
        timer->stop();
        const bool saved = window.grab().save(options.screenshot);
        if (!saved)
            prososcope::core::log(prososcope::core::LogLevel::Error,
                                  "The picture cannot be written to " + options.screenshot.toStdString() + ".");
        QApplication::exit(saved ? 0 : 1);
    });
    timer->start(100);
}

/// Writes a figure of the recording that Inspect shows once it is idle, and ends the program.
void writeFigure(MainWindow& window, const QString& file) {
    auto* page = qobject_cast<prososcope::gui::InspectPage*>(window.page(QStringLiteral("inspect")));
    auto* timer = new QTimer(&window);
    auto clock = std::make_shared<QElapsedTimer>();
    clock->start();
    auto calm = std::make_shared<int>(0);
    QObject::connect(page->figures(), &prososcope::gui::FigureExport::finished, &window,
                     [](bool done) { QApplication::exit(done ? 0 : 1); });
    QObject::connect(timer, &QTimer::timeout, &window, [&window, page, file, timer, clock, calm] {
        *calm = window.isIdle() ? *calm + 1 : 0;
        if (*calm < 5 && clock->elapsed() < 30000) return;
        timer->stop();
        prososcope::gui::FigureSettings settings;
        settings.format = prososcope::gui::FigureSettings::formatOf(file);
        if (page->figures()->content().parts.isEmpty()) {
            prososcope::core::log(prososcope::core::LogLevel::Error, "There is no recording of which a figure could be made.");
            QApplication::exit(1);
            return;
        }
        page->figures()->write(file, settings);
    });
    timer->start(100);
}

/// Resident kilobytes, and whether LibTorch is mapped: what a fresh window promises (PROSOSCOPE_TRACE=1 prints it).
std::pair<long, bool> memoryOfThisProcess() {
    QFile status(QStringLiteral("/proc/self/status"));
    QFile maps(QStringLiteral("/proc/self/maps"));
    if (!status.open(QIODevice::ReadOnly) || !maps.open(QIODevice::ReadOnly)) return {-1, false};
    const QByteArray text = status.readAll();
    const long kilobytes = text.mid(text.indexOf("VmRSS:") + 6, 40).simplified().split(' ').front().toLong();
    return {kilobytes, maps.readAll().contains("libtorch")};
}

}  // namespace

int main(int argc, char** argv) {
    // Idle compute threads must sleep, not spin: read by the OpenMP runtime when LibTorch is opened, much later.
    ::setenv("OMP_WAIT_POLICY", "passive", 0);
    // LibTorch's convolutions are prepared once for each length of sound; of the thousand that it would keep, sixty megabytes
    // in an hour of utterances, these are enough.
    ::setenv("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "16", 0);
    prososcope::core::shareHeaps();
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("prososcope"));
    QApplication::setApplicationDisplayName(QStringLiteral("Prososcope"));
    QApplication::setDesktopFileName(QStringLiteral("org.prososcope.Prososcope"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/app/prososcope.svg")));

    QTranslator translator;
    const QString translations = QStringLiteral(":/translations");
    if (translator.load(QLocale(), QStringLiteral("prososcope"), QStringLiteral("_"), translations) ||
        translator.load(QStringLiteral("prososcope_en"), translations)) {  // English needs its plurals
        QApplication::installTranslator(&translator);
    }
    QTranslator qtTranslator;
    if (qtTranslator.load(QLocale(), QStringLiteral("qtbase"), QStringLiteral("_"),
                          QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        QApplication::installTranslator(&qtTranslator);
    }

    const StartOptions options = StartOptions::parse(QApplication::arguments());
    if (!options.answer.isEmpty()) {
        std::fputs(qPrintable(options.answer), options.exitCode == 0 ? stdout : stderr);
        return options.exitCode;
    }
    // One program for each user's data and workspace: a second start hands its files over, unless it asks for something
    // special.
    const QString dataFolder = QString::fromStdString(prososcope::core::dataFolder().string());
    prososcope::gui::SingleInstance instance(dataFolder + QLatin1Char('\n') + options.workspace);
    const bool special = options.newWindow || !options.screenshot.isEmpty() || !options.figure.isEmpty() ||
                         !options.page.isEmpty() || !options.theme.isEmpty() || !options.hub.isEmpty() ||
                         options.size.isValid();
    if (!special && instance.handOver(options.paths)) return 0;
    prososcope::widgets::installAccessibleFactory();

    MainWindow window({.workspaceFolder = options.workspace,
                       .pages = prososcope::gui::standardPages(),
                       .settingsFile = {},
                       .restoreSession = options.paths.isEmpty(),
                       .hub = options.hub});
    using prososcope::widgets::Theme;
    if (options.theme == QStringLiteral("light")) Theme::instance().choose(Theme::Choice::Light);
    if (options.theme == QStringLiteral("dark")) Theme::instance().choose(Theme::Choice::Dark);
    if (options.size.isValid()) window.resize(options.size);
    if (!options.page.isEmpty()) window.showPage(options.page);

    QObject::connect(&window, &MainWindow::firstPainted, &window, [&window, options] {
        const bool trace = qEnvironmentVariableIntValue("PROSOSCOPE_TRACE") > 0;
        if (trace) std::fprintf(stderr, "prososcope: first paint after %.0f ms\n", millisecondsSinceStart());
        prososcope::core::logToFile(prososcope::core::dataFolder() / "log" / "prososcope.log");
        window.finishStart();
        if (trace) {
            const auto [kilobytes, torch] = memoryOfThisProcess();
            std::fprintf(stderr, "prososcope: ready after %.0f ms, %ld kB resident, LibTorch %s\n", millisecondsSinceStart(),
                         kilobytes, torch ? "mapped" : "not mapped");
        }
        if (!options.paths.isEmpty()) {
            window.openPaths(options.paths);
        } else if (!window.hasSession()) {
            const auto example = prososcope::core::resourceFolder() / "example" / "example.wav";
            const QString path = QString::fromStdString(example.string());
            if (QFileInfo::exists(path)) window.openExample(path);
        }
        if (!options.page.isEmpty()) window.showPage(options.page);
        if (!options.screenshot.isEmpty()) takeScreenshot(window, options);
        if (!options.figure.isEmpty()) writeFigure(window, options.figure);
    });
    QObject::connect(&instance, &prososcope::gui::SingleInstance::received, &window, [&window](const QStringList& paths) {
        if (qEnvironmentVariableIntValue("PROSOSCOPE_TRACE") > 0)
            std::fprintf(stderr, "prososcope: took %lld path(s) of a second start\n", static_cast<long long>(paths.size()));
        if (window.isMinimized()) window.showNormal();
        window.raise();
        window.activateWindow();
        window.openPaths(paths);
    });
    if (!special) instance.serve();
    window.show();
    return QApplication::exec();
}
