// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

#include "engine/corpus/ImportPreview.h"

namespace prososcope::gui {

/// What a look at a folder or table told the import dialog; made on a loader thread.
struct ImportLook {
    std::filesystem::path folder;  ///< that is imported: the table's, where a table was named
    corpus::ImportOptions options;
    QString layout;   ///< that reads it, empty where none does
    QString problem;  ///< a sentence, translated; nothing can be imported then
    QString summary;  ///< how much will be read
    QStringList remarks;
    bool replaces = false;  ///< a corpus of this name is in the workspace
    std::optional<corpus::TablePreview> table;
    QStringList columns;  ///< of the first rows
    std::vector<QStringList> rows;
};

/// Looks at what `path` is, a folder or a table, and what an import with these options would read. A table is read by the
/// layout "csv" where none is named. Opens no sound.
[[nodiscard]] ImportLook lookAtImport(const QString& path, corpus::ImportOptions options, const QString& workspaceFolder,
                                      core::Progress& progress);

}  // namespace prososcope::gui
