// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QString>
#include <QStringList>

namespace prososcope::gui {

/// What stands on the command line of the window. Wrong use, --help and --version give `answer` (to print) and
/// `exitCode` (2 for wrong use) instead of a window. Paths are made absolute.
struct StartOptions {
    QStringList paths;
    QString workspace;
    QString page;
    QString theme;
    QString screenshot;
    QString figure;
    QString hub;  ///< where models are fetched from
    QSize size;
    int afterMilliseconds = -1;
    bool newWindow = false;  ///< even where the program runs already
    QString answer;
    int exitCode = 0;

    [[nodiscard]] static StartOptions parse(const QStringList& arguments);
};

/// Versions of the program and of its libraries, a line each.
[[nodiscard]] QString versionText();

}  // namespace prososcope::gui
