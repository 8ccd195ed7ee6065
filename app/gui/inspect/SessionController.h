// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <memory>

#include "app/gui/Page.h"
#include "app/gui/inspect/FileLoader.h"
#include "app/gui/inspect/SessionFile.h"

namespace prososcope::gui {

class InspectPage;

/// Saves what Inspect has open as a session and opens it again. Files that are not where the session says are asked for: one
/// only, when the others moved along with it. What is open is closed first, unsaved work asked about. Session files are
/// read and written on a loader. GUI thread.
class SessionController : public QObject {
    Q_OBJECT
public:
    SessionController(InspectPage* page, const PageContext& context);
    ~SessionController() override;

    void open(const QString& path);
    void saveTo(const QString& path);

private:
    void chooseWhere();
    void show(const QString& path, const SessionFile& session, const QJsonObject& state);
    /// Asks for the first missing file; `state` has absolute paths.
    void find(const QString& path, const SessionFile& session, const QJsonObject& state, const QStringList& given);

    InspectPage* m_page;
    SessionFile m_session;  ///< the last one opened or saved, for its unknown keys
    QString m_path;
    std::unique_ptr<FileLoader> m_loader;
};

}  // namespace prososcope::gui
