// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/ShellCommand.h"

#include <algorithm>

#include "engine/core/Paths.h"

namespace prososcope::gui {

namespace {

QString shellWord(const QString& word) {
    static const QString kPlain = QStringLiteral("/._-+=,:@%");
    const bool plain = !word.isEmpty() && std::all_of(word.begin(), word.end(), [](QChar c) {
        return (c.unicode() < 128 && c.isLetterOrNumber()) || kPlain.contains(c);
    });
    if (plain) return word;
    QString quoted = word;
    return QLatin1Char('\'') + quoted.replace(QLatin1Char('\''), QLatin1String("'\\''")) + QLatin1Char('\'');
}

}  // namespace

QString shellCommand(const std::filesystem::path& workspace, const QStringList& arguments) {
    QStringList words{QStringLiteral("prososcope-cli")};
    if (workspace != core::defaultWorkspaceFolder())
        words << QStringLiteral("--workspace") << QString::fromStdString(workspace.string());
    words += arguments;
    for (QString& word : words) word = shellWord(word);
    return words.join(QLatin1Char(' '));
}

QString trainingCommand(const std::filesystem::path& workspace, const QString& file) {
    const auto experiment = core::resourceFolder() / "experiments" / file.toStdString();
    return shellCommand(workspace, {QStringLiteral("run"), QString::fromStdString(experiment.string())});
}

}  // namespace prososcope::gui
