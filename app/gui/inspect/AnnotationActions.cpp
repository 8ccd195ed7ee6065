// SPDX-License-Identifier: GPL-3.0-or-later
// The actions of annotation files, and undo.
#include <QFileDialog>
#include <QFileInfo>
#include <algorithm>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/FileFilters.h"
#include "app/gui/UndoActions.h"
#include "app/gui/inspect/AnnotationController.h"
#include "app/gui/inspect/AnnotationSaver.h"
#include "app/gui/inspect/EmotionTracker.h"
#include "app/gui/inspect/InspectPage.h"
#include "engine/experiment/FineTuning.h"

namespace prososcope::gui {

void AnnotationController::addActions() {
    UndoActions::of(*m_context.actions).add(m_page, this);
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
    add({.id = "tier.corpus",
         .menu = "tier",
         .text = tr("Make a &corpus of this tier..."),
         .description =
             tr("Saves the annotation, then imports the recordings of its folder: each labelled interval of the active "
                "tier becomes an utterance, its label the class.")},
        [](AnnotationController& self, AnnotationModel& model) { self.makeCorpus(model, {}); });
    add({.id = "tier.fineTune",
         .menu = "tier",
         .text = tr("Fine-&tune the model on this tier..."),
         .description =
             tr("The same, and then chooses the training in Train that goes on from the model in use with the labels of the "
                "tier as its classes.")},
        [](AnnotationController& self, AnnotationModel& model) { self.fineTune(model); });
    add({.id = "tier.fit",
         .menu = "tier",
         .text = tr("&Fit annotation to recording"),
         .description = tr("Let the annotation begin and end with the recording; no label is lost.")},
        [](AnnotationController&, AnnotationModel& model) {
            model.perform(annotation::setSpan(model.annotation(), {0.0, model.duration()}));
        });
}

void AnnotationController::fineTune(AnnotationModel& model) {
    const auto usable = [](const store::ModelEntry& entry) { return experiment::canStartFrom(entry.card); };
    const auto& models = m_page->models();
    const auto& chosen = m_page->tracker()->model();
    const auto other = std::find_if(models.begin(), models.end(), usable);
    if (usable(chosen))
        makeCorpus(model, QString::fromStdString(chosen.card.name));
    else if (other != models.end())
        makeCorpus(model, QString::fromStdString(other->card.name));
    else
        Q_EMIT m_page->message(tr("There is no network to go on from: only networks can be fine-tuned."), true);
}

void AnnotationController::makeCorpus(AnnotationModel& model, const QString& fineTune) {
    const auto tier = model.activeTier();
    if (tier == nullptr || !tier->isInterval()) {
        Q_EMIT m_page->message(tr("Choose a tier of intervals first: each labelled interval becomes an utterance."), true);
        return;
    }
    const QJsonObject what{{QStringLiteral("import"), QFileInfo(model.recordingPath()).absolutePath()},
                           {QStringLiteral("layout"), QStringLiteral("annotation")},
                           {QStringLiteral("tier"), QString::fromStdString(tier->header.name)},
                           {QStringLiteral("fineTune"), fineTune}};
    save(&model, [page = m_page, what] { Q_EMIT page->openRequested(QStringLiteral("train"), what); });
}

QString AnnotationController::undoName() const {
    const auto* model = current();
    return model != nullptr ? model->undoName() : QString();
}

QString AnnotationController::redoName() const {
    const auto* model = current();
    return model != nullptr ? model->redoName() : QString();
}

void AnnotationController::undo() {
    if (auto* model = current(); model != nullptr) model->undo();
}

void AnnotationController::redo() {
    if (auto* model = current(); model != nullptr) model->redo();
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
    for (const char* id : {"file.save", "file.saveAs", "file.attach", "tier.fit"})
        m_context.actions->action(QLatin1String(id))->setEnabled(model != nullptr);
    UndoActions::of(*m_context.actions).refresh();
}

}  // namespace prososcope::gui
