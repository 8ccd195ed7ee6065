// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/StartOptions.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>

#include "app/gui/models/HubListing.h"
#include "engine/core/Log.h"
#include "engine/core/Paths.h"

namespace prososcope::gui {

namespace {
struct StartOptionsWords {
    Q_DECLARE_TR_FUNCTIONS(StartOptions)
};
}  // namespace

QString versionText() {
    const auto text = core::programVersion();
    return QStringLiteral("prososcope %1\nQt %2")
        .arg(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).trimmed(), QString::fromLatin1(qVersion()));
}

StartOptions StartOptions::parse(const QStringList& arguments) {
    StartOptions result;
    QCommandLineParser parser;
    parser.setApplicationDescription(StartOptionsWords::tr("Workbench for emotion in speech."));
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")}, StartOptionsWords::tr("Show this help."));
    const QCommandLineOption version(QStringLiteral("version"),
                                     StartOptionsWords::tr("Show the versions of the program and its libraries."));
    const QCommandLineOption workspace(QStringLiteral("workspace"),
                                       StartOptionsWords::tr("Folder of corpora, runs and models."), QStringLiteral("DIR"));
    const QCommandLineOption page(QStringLiteral("page"),
                                  StartOptionsWords::tr("Workspace to begin with: inspect, layers, train, results or live."),
                                  QStringLiteral("NAME"));
    const QCommandLineOption theme(QStringLiteral("theme"), StartOptionsWords::tr("Theme of this start: light or dark."),
                                   QStringLiteral("NAME"));
    const QCommandLineOption screenshot(
        QStringLiteral("screenshot"), StartOptionsWords::tr("Write a picture of the window and quit."), QStringLiteral("FILE"));
    const QCommandLineOption size(QStringLiteral("size"), StartOptionsWords::tr("Size of the window, such as 1600x1000."),
                                  QStringLiteral("WxH"));
    const QCommandLineOption after(QStringLiteral("after"), StartOptionsWords::tr("Wait this long before the picture."),
                                   QStringLiteral("MS"));
    const QCommandLineOption figure(
        QStringLiteral("figure"),
        StartOptionsWords::tr("Write a figure of the recording (PNG, SVG or PDF by its ending) and quit."),
        QStringLiteral("FILE"));
    const QCommandLineOption newWindow(QStringLiteral("new-window"),
                                       StartOptionsWords::tr("Open a window of its own, even where the program runs already."));
    const QCommandLineOption hub(QStringLiteral("hub"),
                                 StartOptionsWords::tr("Where models are fetched from in this start, by https."),
                                 QStringLiteral("URL"));
    parser.addOptions({help, version, workspace, page, theme, screenshot, size, after, figure, newWindow, hub});
    parser.addPositionalArgument(QStringLiteral("path"), StartOptionsWords::tr("Sound files or folders to open."),
                                 QStringLiteral("[path...]"));

    const auto refuse = [&result](const QString& sentence) {
        result.answer = sentence + QLatin1Char('\n');
        result.exitCode = 2;
        return result;
    };
    if (!parser.parse(arguments)) return refuse(parser.errorText());
    if (parser.isSet(help)) {
        result.answer = parser.helpText();
        return result;
    }
    if (parser.isSet(version)) {
        result.answer = versionText() + QLatin1Char('\n');
        return result;
    }
    result.newWindow = parser.isSet(newWindow);
    result.page = parser.value(page);
    if (!result.page.isEmpty() && !QStringList{QStringLiteral("inspect"), QStringLiteral("layers"), QStringLiteral("train"),
                                               QStringLiteral("results"), QStringLiteral("live")}
                                       .contains(result.page)) {
        return refuse(StartOptionsWords::tr("--page must be inspect, layers, train, results or live."));
    }
    result.theme = parser.value(theme);
    if (!result.theme.isEmpty() && result.theme != QStringLiteral("light") && result.theme != QStringLiteral("dark")) {
        return refuse(StartOptionsWords::tr("--theme must be light or dark."));
    }
    result.hub = parser.value(hub);
    if (parser.isSet(hub)) {
        if (const QString problem = hubProblem(result.hub); !problem.isEmpty()) return refuse(problem);
    }
    result.screenshot = parser.value(screenshot);
    if (parser.isSet(figure)) result.figure = QDir::current().absoluteFilePath(parser.value(figure));
    if (parser.isSet(size)) {
        const QStringList parts = parser.value(size).split(QLatin1Char('x'));
        bool widthOk = false;
        bool heightOk = false;
        if (parts.size() == 2) result.size = QSize(parts[0].toInt(&widthOk), parts[1].toInt(&heightOk));
        if (!widthOk || !heightOk || result.size.width() < 100 || result.size.height() < 100 || result.size.width() > 16384 ||
            result.size.height() > 16384) {
            return refuse(StartOptionsWords::tr("--size must be a width and a height such as 1600x1000."));
        }
    }
    if (parser.isSet(after)) {
        bool ok = false;
        result.afterMilliseconds = parser.value(after).toInt(&ok);
        if (!ok || result.afterMilliseconds < 0)
            return refuse(StartOptionsWords::tr("--after must be a number of milliseconds."));
    }
    result.workspace = parser.isSet(workspace) ? QDir::current().absoluteFilePath(parser.value(workspace))
                                               : QString::fromStdString(core::defaultWorkspaceFolder().string());
    for (const QString& path : parser.positionalArguments()) result.paths << QDir::current().absoluteFilePath(path);
    return result;
}

}  // namespace prososcope::gui
