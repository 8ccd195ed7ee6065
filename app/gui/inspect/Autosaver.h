// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <filesystem>
#include <memory>
#include <optional>

#include "app/engine_thread/Inbox.h"
#include "app/gui/inspect/AnnotationModel.h"
#include "engine/core/WorkerPool.h"

namespace prososcope::gui {

class AnnotationController;

/// Keeps what was edited and not saved yet: some seconds after a change, and
/// when the program loses the focus, the annotation goes to an autosave beside
/// its file or, where that is read-only, to the data folder, and away again
/// when the annotation is saved, or closed without saving. Written on a thread
/// of its own, in order; the destructor waits for it. That an autosave failed
/// is told once for each annotation. GUI thread.
class Autosaver : public QObject {
    Q_OBJECT
public:
    static constexpr int kStandardSeconds = 20;

    /// `annotations` is borrowed and outlives this.
    explicit Autosaver(AnnotationController* annotations, QObject* parent = nullptr);
    ~Autosaver() override;

    /// The time between a change and its autosave.
    void setInterval(int milliseconds) { m_timer.setInterval(milliseconds); }
    /// Writes what needs it now.
    void saveNow();
    /// Blocks until all is written; for tests.
    void flush() { m_writer.waitForDone(); }

Q_SIGNALS:
    void failed(const QString& problem);

private:
    /// What the writing thread knows of one annotation; it alone touches it.
    struct Place {
        std::optional<std::filesystem::path> autosave;
    };
    struct Entry {
        std::shared_ptr<Place> place = std::make_shared<Place>();
        bool told = false;
        bool written = false;   ///< since it was last discarded
        bool released = false;  ///< closed without saving: not kept, unless it is edited once more
    };
    void follow(AnnotationModel* model);
    void tidy(const AnnotationModel* model);  ///< where nothing is left to be kept
    void write(AnnotationModel* model);
    void written(AnnotationModel* model, const annotation::Annotation& annotation,
                 const core::Result<std::filesystem::path>& autosave);
    void discard(const AnnotationModel* model);

    AnnotationController* m_annotations;
    QTimer m_timer;
    QHash<const AnnotationModel*, Entry> m_entries;
    engine_thread::Inbox m_inbox;
    core::WorkerPool m_writer{1};
};

}  // namespace prososcope::gui
