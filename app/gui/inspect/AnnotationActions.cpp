// SPDX-License-Identifier: GPL-3.0-or-later
// The actions of annotation files and of undo.
#include <QFileDialog>
#include <QFileInfo>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/FileFilters.h"
#include "app/gui/inspect/AnnotationController.h"
#include "app/gui/inspect/AnnotationSaver.h"
#include "app/gui/inspect/InspectPage.h"

namespace prososcope::gui {

void AnnotationController::addActions() {
    const auto add = [this](const ActionSpec& spec, void (*run)(AnnotationController&, AnnotationModel&)) {
        m_context.actions->add(spec, [this, run] {
            if (auto* model = current(); model != nullptr && m_page->isVisible()) run(*this, *model);
        });
    };
    add({.id = "file.save",
         .menu = "file",
         .text = tr("&Save annotation"),
         .description = tr("Write the annotation to its file, in the format it came from."),
         .keys = {QKeySequence(Qt::CTRL | Qt::Key_S)}},
        [](AnnotationController& self, AnnotationModel& model) { self.save(&model); });
    add({.id = "file.saveAs",
         .menu = "file",
         .text = tr("Save annotation &as..."),
         .description = tr("Write the annotation to another file or in another format."),
         .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)}},
        [](AnnotationController& self, AnnotationModel& model) {
            Q_EMIT self.aboutToSave();
            self.m_saver->saveAs(&model);
        });
    add({.id = "file.attach",
         .menu = "file",
         .text = tr("Open a&nnotation..."),
         .description = tr("Show a TextGrid, ELAN, label or table file with the recording.")},
        [](AnnotationController& self, AnnotationModel&) { self.chooseFile(); });
    add({.id = "edit.undo",
         .menu = "edit",
         .text = tr("&Undo"),
         .description = tr("Take the last change of the annotation back."),
         .keys = {QKeySequence(Qt::CTRL | Qt::Key_Z)}},
        [](AnnotationController&, AnnotationModel& model) { model.undo(); });
    add({.id = "edit.redo",
         .menu = "edit",
         .text = tr("&Redo"),
         .description = tr("Make the change again that was taken back."),
         .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)}},
        [](AnnotationController&, AnnotationModel& model) { model.redo(); });
    add({.id = "tier.fit",
         .menu = "tier",
         .text = tr("&Fit annotation to recording"),
         .description = tr("Let the annotation begin and end with the recording; no label is lost.")},
        [](AnnotationController&, AnnotationModel& model) {
            model.perform(annotation::setSpan(model.annotation(), {0.0, model.duration()}));
        });
}

void AnnotationController::chooseFile() {
    auto* model = current();
    auto* dialog = new QFileDialog(m_page, tr("Open annotation"), QFileInfo(model->recordingPath()).path());
    dialog->setObjectName("openAnnotation");
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Annotations (%1)").arg(annotationPatterns().join(QLatin1Char(' '))), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, model, [this, model](const QString& path) { open(model, path); });
    dialog->open();
}

void AnnotationController::refresh() {
    const auto* model = current();
    const auto* actions = m_context.actions;
    const QString undo = model != nullptr ? model->undoName() : QString();
    const QString redo = model != nullptr ? model->redoName() : QString();
    const auto show = [actions](const char* id, const QString& text, bool enabled) {
        QAction* action = actions->action(QLatin1String(id));
        if (!text.isEmpty()) action->setText(text);
        action->setEnabled(enabled);
    };
    show("edit.undo", undo.isEmpty() ? tr("&Undo") : tr("&Undo: %1", "name of a step").arg(undo), !undo.isEmpty());
    show("edit.redo", redo.isEmpty() ? tr("&Redo") : tr("&Redo: %1", "name of a step").arg(redo), !redo.isEmpty());
    for (const char* id : {"file.save", "file.saveAs", "file.attach", "tier.fit"}) show(id, {}, model != nullptr);
}

}  // namespace prososcope::gui
