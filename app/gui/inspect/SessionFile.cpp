// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/SessionFile.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include "engine/core/SafeFile.h"

namespace prososcope::gui {

namespace {

constexpr std::size_t kLargest = std::size_t{16} << 20;
constexpr qsizetype kMostPaths = 100000;
const QString kFormat = QStringLiteral("prososcope-session");

tl::unexpected<core::Error> damaged(const QString& path) {
    return core::fail(core::ErrorKind::BadInput,
                      {TRANSLATABLE("Engine", "%1 is no session of Prososcope, or it is damaged."), {path.toStdString()}});
}

}  // namespace

bool SessionFile::isSession(const QString& path) { return path.endsWith(ending(), Qt::CaseInsensitive); }

core::Result<SessionFile> SessionFile::read(const QString& path) {
    const auto bytes = core::readFile(path.toStdString(), kLargest);
    if (!bytes) return core::fail(bytes.error());
    const auto object = QJsonDocument::fromJson(QByteArray::fromStdString(*bytes)).object();
    if (object["format"].toString() != kFormat) return damaged(path);
    const int version = object["version"].toInt();
    if (version > kVersion) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 was written by a later version of Prososcope. Open it there."), {path.toStdString()}});
    }
    if (version < 1 || !object["inspect"].isObject() || pathsOf(object["inspect"].toObject()).size() > kMostPaths)
        return damaged(path);
    return SessionFile{object};
}

SessionFile SessionFile::of(const QJsonObject& state, const QString& path, const SessionFile& former) {
    const QDir folder(QFileInfo(path).absolutePath());
    QJsonObject inspect = former.content["inspect"].toObject();
    const QJsonObject relative = withPaths(state, [&](const QString& one) { return folder.relativeFilePath(one); });
    for (auto key = relative.begin(); key != relative.end(); ++key) inspect[key.key()] = key.value();
    SessionFile session{former.content};
    session.content["format"] = kFormat;
    session.content["version"] = kVersion;
    session.content["folder"] = folder.absolutePath();  // from which the paths lead to where the files were
    session.content["inspect"] = inspect;
    return session;
}

core::Status SessionFile::write(const QString& path) const {
    return core::writeFile(path.toStdString(), QJsonDocument(content).toJson().toStdString());
}

QJsonObject SessionFile::state(const QString& path) const {
    const QDir here(QFileInfo(path).absolutePath());
    const QString noted = content["folder"].toString();
    const QDir there(noted.isEmpty() ? here.absolutePath() : noted);
    return withPaths(content["inspect"].toObject(), [&](const QString& one) {
        const QString beside = QDir::cleanPath(here.absoluteFilePath(one));
        const QString before = QDir::cleanPath(there.absoluteFilePath(one));
        return !QFileInfo::exists(beside) && QFileInfo::exists(before) ? before : beside;
    });
}

QJsonObject withPaths(QJsonObject state, const std::function<QString(const QString&)>& change) {
    QJsonArray files;
    for (const auto& value : state["files"].toArray()) {
        QJsonObject file = value.toObject();
        for (const char* key : {"path", "annotation"}) {
            const QString path = file.value(QLatin1String(key)).toString();
            if (!path.isEmpty()) file[QLatin1String(key)] = change(path);
        }
        if (file.contains("table")) {
            QJsonArray table;
            for (const auto& path : file["table"].toArray()) table.append(change(path.toString()));
            file["table"] = table;
        }
        files.append(file);
    }
    if (state.contains("files")) state["files"] = files;
    return state;
}

QStringList pathsOf(const QJsonObject& state) {
    QStringList paths;
    static_cast<void>(withPaths(state, [&](const QString& path) {
        paths.append(path);
        return path;
    }));
    paths.removeDuplicates();
    return paths;
}

Move Move::of(const QString& before, const QString& after) {
    const QStringList old = QDir::cleanPath(before).split('/');
    const QStringList now = QDir::cleanPath(after).split('/');
    qsizetype same = 0;
    const qsizetype most = std::min(old.size(), now.size()) - 1;
    while (same < most && old[old.size() - 1 - same] == now[now.size() - 1 - same]) ++same;
    if (same == 0) return {QDir::cleanPath(before), QDir::cleanPath(after)};  // another name: this file alone
    return {old.mid(0, old.size() - same).join('/'), now.mid(0, now.size() - same).join('/')};
}

QString Move::apply(const QString& path) const {
    if (path == from) return to;
    return path.startsWith(from + '/') ? to + path.mid(from.size()) : path;
}

}  // namespace prososcope::gui
