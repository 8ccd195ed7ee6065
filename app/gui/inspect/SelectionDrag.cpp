// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/SelectionDrag.h"

#include <QApplication>
#include <QDir>
#include <QDrag>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>
#include <cmath>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "engine/annotation/SaveInterval.h"
#include "widgets/PaneStack.h"
#include "widgets/SignalPane.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::SignalPane;

namespace {

/// "interview_1.250-3.400.wav": where it comes from stands in the name.
QString fileName(const QString& path, double start, double end) {
    return QStringLiteral("%1_%2-%3.wav")
        .arg(QFileInfo(path).completeBaseName(), QString::number(start, 'f', 3), QString::number(end, 'f', 3));
}

core::Status write(const std::filesystem::path& from, double start, double end, const std::filesystem::path& goal,
                   std::stop_token stop) {
    auto reader = audio::AudioReader::open(from);
    if (!reader) return core::fail(reader.error());
    core::Progress progress(std::move(stop));
    const auto saved = annotation::saveInterval(**reader, nullptr, {start, end}, goal, progress);
    if (!saved) return core::fail(saved.error());
    return {};
}

}  // namespace

SelectionDrag::SelectionDrag(InspectPage* page, QObject* parent) : QObject(parent), m_page(page) {
    connect(page, &InspectPage::currentChanged, this, &SelectionDrag::connectPanes);
    connect(page->panes()->stack(), &widgets::PaneStack::panesChanged, this, &SelectionDrag::connectPanes);
    connectPanes();
}

SelectionDrag::~SelectionDrag() { m_loader.cancel(this); }

void SelectionDrag::connectPanes() {
    for (auto* pane : m_page->panes()->findChildren<SignalPane*>())
        connect(pane, &SignalPane::selectionDragged, this, &SelectionDrag::begin, Qt::UniqueConnection);
}

void SelectionDrag::begin() {
    auto* recording = m_page->current();
    if (recording == nullptr || !recording->view()->hasSelection()) return;
    const Part part{recording->path(), recording->view()->selectionStart(), recording->view()->selectionEnd()};
    if (part == m_part && !m_file.isEmpty() && QFileInfo::exists(m_file)) {
        carry();
        return;
    }
    if (part == m_part && m_writing) return;
    if (!m_folder) m_folder = std::make_unique<QTemporaryDir>(QDir::temp().filePath(QStringLiteral("prososcope-XXXXXX")));
    if (!m_folder->isValid()) {
        Q_EMIT m_page->message(tr("The selection cannot be dragged: %1").arg(m_folder->errorString()), true);
        return;
    }
    m_stop.request_stop();
    m_part = part;
    m_file.clear();
    m_writing = true;
    const QString file = m_folder->filePath(fileName(part.path, part.start, part.end));
    m_stop = m_loader.run(this, 0, [this, part, file](const std::stop_token& stop) -> FileLoader::Deliver {
        const core::Status status = write(part.path.toStdString(), part.start, part.end, file.toStdString(), stop);
        return [this, file, status] {
            m_writing = false;
            if (!status) {
                m_part = {};
                if (status.error().kind != core::ErrorKind::Cancelled)
                    Q_EMIT m_page->message(engine_thread::translated(status.error().text), true);
                return;
            }
            m_file = file;
            carry();
        };
    });
}

void SelectionDrag::carry() {
    const bool held = (QApplication::mouseButtons() & Qt::LeftButton) != 0;
    Q_EMIT ready(m_file, held);
    if (!held) {
        Q_EMIT m_page->message(tr("The selection is ready as a sound file: drag it again."), false);
        return;
    }
    auto* data = new QMimeData;
    data->setUrls({QUrl::fromLocalFile(m_file)});
    auto* drag = new QDrag(m_page);
    drag->setMimeData(data);
    drag->setPixmap(widgets::Theme::instance().icon(QStringLiteral("volume")).pixmap(24, 24));
    drag->exec(Qt::CopyAction);
}

}  // namespace prososcope::gui
