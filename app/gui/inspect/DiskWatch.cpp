// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/DiskWatch.h"

#include <QFileInfo>
#include <QGuiApplication>
#include <QPointer>
#include <system_error>
#include <utility>
#include <vector>

#include "app/gui/inspect/AnnotationController.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/OfferPanel.h"
#include "app/gui/inspect/RecordingModel.h"

namespace prososcope::gui {

using annotation::DiskState;
using annotation::FileStamp;

namespace {

bool sameStamp(const std::optional<FileStamp>& a, const std::optional<FileStamp>& b) {
    if (!a || !b) return !a && !b;
    return a->modified == b->modified && a->size == b->size && a->sha256 == b->sha256;
}

}  // namespace

/// What is to be looked at, and what was seen.
struct DiskWatch::Look {
    struct One {
        QPointer<AnnotationModel> model;
        std::filesystem::path recording;
        std::filesystem::path file;
        std::optional<FileStamp> stamp;
        Seen seen;
        DiskState state = DiskState::Unchanged;
    };
    std::vector<One> all;
};

DiskWatch::DiskWatch(InspectPage* page, AnnotationController* annotations, OfferPanel* panel)
    : QObject(page), m_page(page), m_annotations(annotations), m_panel(panel), m_loader(std::make_unique<FileLoader>(1)) {
    m_timer.setInterval(kStandardSeconds * 1000);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_page->isVisible() && !m_page->window()->isMinimized()) look();
    });
    m_timer.start();
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
        if (state == Qt::ApplicationActive) look();
    });
    connect(annotations, &AnnotationController::opened, this, [this](AnnotationModel* model) {
        connect(model, &QObject::destroyed, this, [this, model] { m_known.remove(model); });
        connect(model, &AnnotationModel::stateChanged, this, [this, model] {
            // Read again, or saved: what was offered about the former file is
            // settled.
            if (const auto& kept = m_known[model].kept; !kept || !sameStamp(kept, model->document().stamp()))
                m_known[model].kept.reset();
        });
        look();
    });
}

DiskWatch::~DiskWatch() = default;

void DiskWatch::look() {
    if (m_looking || m_annotations->models().isEmpty()) return;
    auto look = std::make_shared<Look>();
    for (auto* model : m_annotations->models()) {
        Look::One one;
        one.model = model;
        one.recording = model->recordingPath().toStdString();
        if (model->document().hasFile() && !model->isLoading()) {
            one.file = model->document().file();
            one.stamp = model->document().stamp();
        }
        look->all.push_back(std::move(one));
    }
    m_looking = true;
    m_loader->run(this, 0, [this, look](const std::stop_token&) -> FileLoader::Deliver {
        for (auto& one : look->all) {
            std::error_code code;
            one.seen.exists = std::filesystem::is_regular_file(one.recording, code);
            if (one.seen.exists) {
                one.seen.modified = std::filesystem::last_write_time(one.recording, code);
                one.seen.size = std::filesystem::file_size(one.recording, code);
            }
            if (one.stamp) one.state = annotation::diskState(one.file, *one.stamp);
        }
        return [this, look] { deliver(*look); };
    });
}

void DiskWatch::deliver(const Look& look) {
    m_looking = false;
    for (const auto& one : look.all) {
        if (!one.model || !m_annotations->models().contains(one.model)) continue;
        auto& known = m_known[one.model];
        if (!known.recording) known.recording = one.seen;
        if (*known.recording != one.seen) recordingChanged(one.model, one.seen);
        // Read or saved while it was looked at: the next look will tell.
        const bool current = one.stamp && !one.model->isLoading() && m_annotations->isIdle() &&
                             sameStamp(one.stamp, one.model->document().stamp());
        if (current && one.state != DiskState::Unchanged && !sameStamp(known.kept, one.stamp))
            annotationChanged(one.model, one.state);
    }
}

void DiskWatch::annotationChanged(AnnotationModel* model, DiskState state) {
    const QString name = model->fileName();
    if (state == DiskState::Deleted) {
        model->fileGone();
        Q_EMIT m_page->message(tr("%1 was deleted or moved by another program. The annotation is "
                                  "still here, not saved; saving writes it again.")
                                   .arg(name),
                               true);
        return;
    }
    m_known[model].kept = model->document().stamp();
    const QString text = model->isDirty() ? tr("%1 was changed by another program, and has changes here too.").arg(name)
                                          : tr("%1 was changed by another program.").arg(name);
    const QPointer guard(model);
    m_panel->offer(QStringLiteral("changed:") + model->filePath(), text,
                   {{tr("Read again"),
                     [this, guard] {
                         if (guard) m_annotations->open(guard, guard->filePath());
                     }},
                    {tr("Keep what is here"), {}}});
}

void DiskWatch::recordingChanged(AnnotationModel* model, const Seen& seen) {
    m_known[model].recording = seen;
    const QString name = QFileInfo(model->recordingPath()).fileName();
    const QString key = QStringLiteral("recording:") + model->recordingPath();
    if (!seen.exists) {
        m_panel->remove(key);
        Q_EMIT m_page->message(tr("%1 was deleted or moved by another program. "
                                  "What has been read of it is still shown.")
                                   .arg(name),
                               true);
        return;
    }
    const QPointer guard(model);
    m_panel->offer(key, tr("%1 was changed by another program. It is shown as it was.").arg(name),
                   {{tr("Open again"),
                     [this, guard] {
                         if (guard) openAgain(guard);
                     }},
                    {tr("Keep what is here"), {}}});
}

void DiskWatch::openAgain(AnnotationModel* model) {
    const QString path = model->recordingPath();
    const auto* recording = qobject_cast<RecordingModel*>(model->parent());
    const QString annotation = m_annotations->fileOf(recording);
    m_page->closeDocument(m_page->indexOf(recording));
    if (m_page->indexOf(recording) >= 0) return;  // somebody is asked about unsaved work first
    m_annotations->expect(path, annotation);
    m_page->openRecording(path);
}

}  // namespace prososcope::gui
