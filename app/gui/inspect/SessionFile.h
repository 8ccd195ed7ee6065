// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <functional>

#include "engine/core/Result.h"

namespace prososcope::gui {

/// A session as a file: what Inspect has open and how it is seen, versioned JSON. Paths are written as they lie from the
/// session's folder (with the absolute ones beside them), so that a folder can be moved with its session; keys that this
/// version does not know are kept. Values; any thread.
struct SessionFile {
    static constexpr int kVersion = 1;

    QJsonObject content;  ///< as it stands in the file

    [[nodiscard]] static bool isSession(const QString& path);
    [[nodiscard]] static QString ending() { return QStringLiteral(".prososcope-session"); }
    /// Fails with a sentence where the file is no session, damaged, too large, or of a later version.
    [[nodiscard]] static core::Result<SessionFile> read(const QString& path);
    /// The state of Inspect (InspectPage::saveState), to be written to `path`; unknown keys of `former` are kept.
    [[nodiscard]] static SessionFile of(const QJsonObject& state, const QString& path, const SessionFile& former);
    [[nodiscard]] core::Status write(const QString& path) const;

    /// The state with absolute paths: those that lie where the session says from its folder `path`, else the absolute ones
    /// noted.
    [[nodiscard]] QJsonObject state(const QString& path) const;
};

/// Applies `change` to each path in a state of Inspect: recordings, annotations, tables.
[[nodiscard]] QJsonObject withPaths(QJsonObject state, const std::function<QString(const QString&)>& change);
/// All paths in a state, each once.
[[nodiscard]] QStringList pathsOf(const QJsonObject& state);

/// How one file moved, and therefore perhaps its neighbours: the folders that differ, front to back.
struct Move {
    QString from;
    QString to;
    /// Of a file that was at `before` and is at `after`: the longest common end of both paths is taken off.
    [[nodiscard]] static Move of(const QString& before, const QString& after);
    /// Where a file would be now; the path itself where this move does not concern it.
    [[nodiscard]] QString apply(const QString& path) const;
};

}  // namespace prososcope::gui
