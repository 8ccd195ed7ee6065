// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/Autosaver.h"

#include <QGuiApplication>
#include <QMetaObject>
#include <utility>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/inspect/AnnotationController.h"
#include "engine/core/Paths.h"

namespace prososcope::gui {

using annotation::AutosaveRequest;

Autosaver::Autosaver(AnnotationController* annotations, QObject* parent) : QObject(parent), m_annotations(annotations) {
    m_timer.setSingleShot(true);
    m_timer.setInterval(kStandardSeconds * 1000);
    connect(&m_timer, &QTimer::timeout, this, &Autosaver::saveNow);
    connect(annotations, &AnnotationController::opened, this, &Autosaver::follow);
    connect(annotations, &AnnotationController::closing, this, [this](AnnotationModel* model) {
        m_entries[model].released = true;
        discard(model);
    });
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
        if (state != Qt::ApplicationActive) saveNow();
    });
    for (auto* model : annotations->models()) follow(model);
}

Autosaver::~Autosaver() { m_writer.waitForDone(); }

void Autosaver::follow(AnnotationModel* model) {
    m_entries.insert(model, {});
    connect(model, &AnnotationModel::changed, this, [this, model] {
        m_entries[model].released = false;
        if (model->document().needsAutosave() && !m_timer.isActive()) m_timer.start();
        tidy(model);  // undone to what the file holds
    });
    connect(model, &AnnotationModel::stateChanged, this, [this, model] { tidy(model); });  // saved
    connect(model, &QObject::destroyed, this, [this, model] { m_entries.remove(model); });
}

void Autosaver::saveNow() {
    m_timer.stop();
    for (auto* model : m_annotations->models()) {
        if (model->document().needsAutosave() && !m_entries[model].released) write(model);
    }
}

void Autosaver::tidy(const AnnotationModel* model) {
    if (!model->isDirty() && !model->isLoading() && (m_entries[model].written || model->document().autosave())) discard(model);
}

void Autosaver::write(AnnotationModel* model) {
    m_entries[model].written = true;
    auto request = model->document().autosaveRequest(core::dataFolder());
    request.recording = model->recordingPath().toStdString();
    m_writer.run([this, guard = QPointer(model), request = std::move(request), place = m_entries[model].place]() mutable {
        if (place->autosave) request.former = place->autosave;
        auto autosave = std::make_shared<core::Result<std::filesystem::path>>(annotation::writeAutosave(request));
        if (*autosave) place->autosave = **autosave;
        m_inbox.post([this, guard, saved = request.annotation, autosave] {
            if (guard) written(guard, saved, *autosave);
        });
    });
}

void Autosaver::written(AnnotationModel* model, const annotation::Annotation& annotation,
                        const core::Result<std::filesystem::path>& autosave) {
    auto& entry = m_entries[model];
    if (!autosave) {
        if (!std::exchange(entry.told, true)) Q_EMIT failed(engine_thread::translated(autosave.error().text));
        m_timer.start();
        return;
    }
    entry.told = false;
    if (!model->isDirty() || entry.released) {  // saved or given up in the meantime
        discard(model);
        return;
    }
    model->autosaved(annotation, *autosave);
    if (model->document().needsAutosave() && !m_timer.isActive()) m_timer.start();
}

void Autosaver::discard(const AnnotationModel* model) {
    m_entries[model].written = false;
    const auto recovered = model->document().autosave();
    m_writer.run([recovered, place = m_entries.value(model).place] {
        const auto folder = core::dataFolder();
        if (recovered) annotation::discardAutosave(*recovered, folder);
        if (place->autosave) annotation::discardAutosave(*place->autosave, folder);
        place->autosave.reset();
    });
}

}  // namespace prososcope::gui
