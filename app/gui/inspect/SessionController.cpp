// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/SessionController.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QJsonArray>
#include <QMessageBox>
#include <QPushButton>
#include <algorithm>
#include <utility>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/SaveFile.h"
#include "app/gui/inspect/InspectPage.h"

namespace prososcope::gui {

using engine_thread::translated;

namespace {

QString nameOf(const QString& path) { return QFileInfo(path).fileName(); }

/// Leaves out what is at one of `paths`, and annotations there.
QJsonObject without(QJsonObject state, const QStringList& paths) {
    QJsonArray kept;
    for (const auto& value : state["files"].toArray()) {
        QJsonObject file = value.toObject();
        if (paths.contains(file.value("annotation").toString())) file.remove("annotation");
        const auto table = file.value("table").toArray();
        const bool gone = file.contains("table") ? std::all_of(table.begin(), table.end(),
                                                               [&](const auto& one) { return paths.contains(one.toString()); })
                                                 : paths.contains(file.value("path").toString());
        if (!gone) kept.append(file);
    }
    state["files"] = kept;
    return state;
}

}  // namespace

SessionController::SessionController(InspectPage* page, const PageContext& context)
    : QObject(page), m_page(page), m_loader(std::make_unique<FileLoader>(1)) {
    context.actions->add({.id = "file.saveSession",
                          .menu = "file",
                          .text = tr("Save s&ession..."),
                          .description = tr("Write what is open, and how it is seen, to a session file.")},
                         [this] { chooseWhere(); });
}

SessionController::~SessionController() = default;

void SessionController::chooseWhere() {
    auto* dialog = askSaveFile(m_page, tr("Save session"), {tr("Sessions (*%1)").arg(SessionFile::ending())}, m_path,
                               [this](const QString& file) { saveTo(file); });
    dialog->setObjectName("saveSession");
}

void SessionController::saveTo(const QString& path) {
    m_session = SessionFile::of(m_page->saveState(), path, m_path == path ? m_session : SessionFile{});
    m_path = path;
    m_loader->run(this, 0, [this, path, session = m_session](const std::stop_token&) -> FileLoader::Deliver {
        return [this, path, written = session.write(path)] {
            if (written) {
                Q_EMIT m_page->message(tr("Saved the session %1.").arg(nameOf(path)), false);
            } else {
                Q_EMIT m_page->message(translated(written.error().text), true);
            }
        };
    });
}

void SessionController::open(const QString& path) {
    m_loader->run(this, 0, [this, path](const std::stop_token&) -> FileLoader::Deliver {
        auto session = std::make_shared<core::Result<SessionFile>>(SessionFile::read(path));
        const QJsonObject state = *session ? (*session)->state(path) : QJsonObject();
        return [this, path, session, state] {
            if (!*session) {
                Q_EMIT m_page->message(translated(session->error().text), true);
                return;
            }
            find(path, **session, state, {});
        };
    });
}

void SessionController::find(const QString& path, const SessionFile& session, const QJsonObject& state,
                             const QStringList& given) {
    m_loader->run(this, 0, [this, path, session, state, given](const std::stop_token&) -> FileLoader::Deliver {
        QStringList missing;
        for (const QString& one : pathsOf(state)) {
            if (!given.contains(one) && !QFileInfo::exists(one)) missing.append(one);
        }
        return [this, path, session, state, given, missing] {
            if (missing.isEmpty()) {
                show(path, session, without(state, given));
                return;
            }
            auto* box = new QMessageBox(QMessageBox::Question, tr("Open session"),
                                        tr("%1 is not where it was.").arg(missing.first()), QMessageBox::Cancel, m_page);
            box->setObjectName("moved");
            box->setAttribute(Qt::WA_DeleteOnClose);
            box->setInformativeText(tr("Say where it is; others that moved with it are found along with it."));
            auto* choose = box->addButton(tr("Find..."), QMessageBox::AcceptRole);
            auto* leave = box->addButton(tr("Leave out"), QMessageBox::DestructiveRole);
            box->setDefaultButton(choose);
            connect(box, &QMessageBox::buttonClicked, this,
                    [this, path, session, state, given, missing, choose, leave](QAbstractButton* button) {
                        if (button == leave) find(path, session, state, given + missing);
                        if (button != choose) return;
                        auto* dialog =
                            new QFileDialog(m_page, tr("Where is %1?").arg(nameOf(missing.first())), QFileInfo(path).path());
                        dialog->setObjectName("findMoved");
                        dialog->setAttribute(Qt::WA_DeleteOnClose);
                        dialog->setFileMode(QFileDialog::ExistingFile);
                        connect(dialog, &QFileDialog::fileSelected, this,
                                [this, path, session, state, given, missing](const QString& found) {
                                    const Move move = Move::of(missing.first(), found);
                                    const QJsonObject moved = withPaths(state, [&](const QString& one) {
                                        return missing.contains(one) ? move.apply(one) : one;
                                    });
                                    find(path, session, moved, given);
                                });
                        dialog->open();
                    });
            box->open();
        };
    });
}

void SessionController::show(const QString& path, const SessionFile& session, const QJsonObject& state) {
    if (!m_page->closeAll()) {
        Q_EMIT m_page->message(
            tr("Something open has changes that are not saved. Save or discard them, then open %1 again.").arg(nameOf(path)),
            true);
        return;
    }
    m_session = session;
    m_path = path;
    m_page->restoreState(state);
    Q_EMIT m_page->message(tr("Opened the session %1.").arg(nameOf(path)), false);
}

}  // namespace prososcope::gui
