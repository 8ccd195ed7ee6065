// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTemporaryDir>
#include <memory>
#include <stop_token>

#include "app/gui/Page.h"
#include "app/gui/inspect/FileLoader.h"

class QMimeData;

namespace prososcope::gui {

class InspectPage;

/// Carries the selection out of the window as a WAV file. A loader writes it as the drag begins; the pointer takes it along
/// once it is there, so that nothing waits. Let go before that, it is ready for the next drag. The files live in a
/// temporary folder until the program ends. GUI thread.
class SelectionDrag : public QObject {
    Q_OBJECT
public:
    SelectionDrag(InspectPage* page, QObject* parent);
    ~SelectionDrag() override;

    /// The file of the selection as a drag would carry it, once written; empty before.
    [[nodiscard]] const QString& file() const { return m_file; }

Q_SIGNALS:
    /// The file is there; `dragging` where the mouse button is still down.
    void ready(const QString& file, bool dragging);

private:
    struct Part {
        QString path;
        double start = 0.0;
        double end = 0.0;
        bool operator==(const Part&) const = default;
    };
    void connectPanes();
    void begin();
    void carry();

    InspectPage* m_page;
    std::unique_ptr<QTemporaryDir> m_folder;
    Part m_part;  ///< what m_file holds, or what is being written
    QString m_file;
    bool m_writing = false;
    std::stop_source m_stop;
    FileLoader m_loader{1};  ///< last: it is done before the rest goes
};

}  // namespace prososcope::gui
