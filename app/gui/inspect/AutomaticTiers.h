// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <functional>
#include <memory>
#include <stop_token>

#include "app/engine_thread/Inbox.h"
#include "app/gui/Page.h"
#include "app/gui/inspect/AnnotationModel.h"
#include "app/gui/inspect/FileLoader.h"
#include "engine/annotation/DetectedTiers.h"

namespace prososcope::gui {

class AnnotationController;
class InspectPage;
class TaskRow;

/// Adds a tier behind the others, under a name that none has, as one step of undo, and chooses it. False where it cannot be.
bool addDetectedTier(AnnotationModel& model, const annotation::DetectedTier& tier, const annotation::SpanOptions& options = {});

/// Tiers that the program proposes for the shown recording: speech and pauses, speakers, the emotion of the chosen model; and
/// giving every interval of one label another, which is how speakers get their names. Recordings are read on a loader with
/// progress and Cancel, one at a time; the tier comes as one step of undo, at the end of the others. GUI thread.
class AutomaticTiers : public QObject {
    Q_OBJECT
public:
    /// All are borrowed and outlive this; `row` shows progress.
    AutomaticTiers(InspectPage* page, const PageContext& context, AnnotationController* annotations, TaskRow* row);
    ~AutomaticTiers() override;

    [[nodiscard]] bool isIdle() const { return !m_running; }

private:
    using Detect = std::function<core::Result<annotation::DetectedTier>(const std::filesystem::path&, core::Progress&)>;
    void addActions();
    void refresh();
    void detect(const QString& title, Detect detect);
    void finish(AnnotationModel* model, const core::Result<annotation::DetectedTier>& tier);
    void addTier(AnnotationModel* model, const annotation::DetectedTier& tier);
    void addSpeech();
    void addSpeakers();
    void addEmotion();
    void askForName();

    InspectPage* m_page;
    PageContext m_context;
    AnnotationController* m_annotations;
    QPointer<TaskRow> m_row;
    std::stop_source m_stop;
    bool m_running = false;
    engine_thread::Inbox m_inbox;
    std::unique_ptr<FileLoader> m_loader;
};

}  // namespace prososcope::gui
