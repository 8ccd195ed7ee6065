// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <filesystem>

namespace prososcope::gui {

/// What does without the window what a page shows.
struct PageCommand {
    QString title;  ///< what comes out, translated: "Emotion over time"
    QString line;   ///< as one types it into a shell
};

/// The line `prososcope-cli ARGUMENT...` on a workspace, every word quoted as a shell needs it. The workspace is named unless
/// it is the usual one.
[[nodiscard]] QString shellCommand(const std::filesystem::path& workspace, const QStringList& arguments);
/// The line that runs one of the program's own experiments, `file`, by its whole path.
[[nodiscard]] QString trainingCommand(const std::filesystem::path& workspace, const QString& file);

}  // namespace prososcope::gui
