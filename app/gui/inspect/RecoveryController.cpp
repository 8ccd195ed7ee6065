// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/RecoveryController.h"

#include <QDateTime>
#include <QFileInfo>
#include <QLocale>
#include <QPointer>
#include <optional>
#include <utility>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/inspect/AnnotationController.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/OfferPanel.h"
#include "app/gui/inspect/RecordingModel.h"
#include "engine/annotation/Beside.h"
#include "engine/core/Paths.h"

namespace prososcope::gui {

using annotation::AnnotationDocument;
using annotation::Recovery;
using engine_thread::translated;

namespace {

/// The recording that was annotated: the one noted or, for want of it, one of
/// the document's name beside it.
std::filesystem::path recordingOf(const Recovery& recovery) {
    std::error_code code;
    if (recovery.recording && std::filesystem::is_regular_file(*recovery.recording, code)) return *recovery.recording;
    if (!recovery.document) return {};
    return annotation::recordingBeside(*recovery.document).value_or(std::filesystem::path());
}

QString sentenceFor(const Recovery& recovery) {
    const auto& file = recovery.document ? *recovery.document : recovery.recording.value_or(std::filesystem::path());
    const QString name = QString::fromStdString(file.filename().string());
    const auto written = std::chrono::duration_cast<std::chrono::milliseconds>(recovery.written.time_since_epoch()).count();
    const QString time = QLocale().toString(QDateTime::fromMSecsSinceEpoch(written), QLocale::ShortFormat);
    if (name.isEmpty())
        return RecoveryController::tr("An annotation without a name, changed until %1, was not saved.").arg(time);
    return recovery.documentChanged ? RecoveryController::tr(
                                          "%1 was changed until %2 and not saved. "
                                          "Its file is not as it was then.")
                                          .arg(name, time)
                                    : RecoveryController::tr("%1 was changed until %2 and not saved.").arg(name, time);
}

}  // namespace

RecoveryController::RecoveryController(InspectPage* page, AnnotationController* annotations, OfferPanel* panel)
    : QObject(page), m_page(page), m_annotations(annotations), m_panel(panel), m_loader(std::make_unique<FileLoader>(1)) {
    connect(annotations, &AnnotationController::opened, this, [this](AnnotationModel* model) {
        if (!m_waiting.contains(model->recordingPath())) return;
        wait(model);
    });
    search();
}

RecoveryController::~RecoveryController() = default;

void RecoveryController::search() {
    m_loader->run(this, 0, [this](const std::stop_token&) -> FileLoader::Deliver {
        return [this, found = annotation::findRecoveries(core::dataFolder())] {
            for (const Recovery& recovery : found) offer(recovery);
        };
    });
}

void RecoveryController::offer(const Recovery& recovery) {
    const auto key = QStringLiteral("recover:") + QString::fromStdString(recovery.autosave.string());
    m_panel->offer(key, sentenceFor(recovery),
                   {{tr("Recover"), [this, recovery] { recover(recovery); }},
                    {tr("Discard"), [this, recovery] { discard(recovery); }},
                    {tr("Later"), {}}});
}

void RecoveryController::recover(const Recovery& recovery) {
    m_loader->run(this, 10, [this, recovery](const std::stop_token&) -> FileLoader::Deliver {
        auto document = std::make_shared<core::Result<AnnotationDocument>>(AnnotationDocument::recover(recovery.autosave));
        return [this, recovery, recording = recordingOf(recovery), document] {
            if (!*document) {
                offer(recovery);
                Q_EMIT m_page->message(translated(document->error().text), true);
                return;
            }
            openRecovered(recovery, recording, std::move(**document));
        };
    });
}

void RecoveryController::openRecovered(const Recovery& recovery, const std::filesystem::path& recording,
                                       AnnotationDocument document) {
    if (recording.empty()) {
        offer(recovery);
        const auto file = recovery.recording ? recovery.recording : recovery.document;
        Q_EMIT m_page->message(tr("The recording of %1 is not where it was. Put it back, then choose "
                                  "Recover again.")
                                   .arg(QString::fromStdString(file.value_or(recovery.autosave).filename().string())),
                               true);
        return;
    }
    auto* opened = m_page->openRecording(QString::fromStdString(recording.string()));
    m_waiting.insert(opened->path(), std::make_shared<Waiting>(Waiting{recovery, std::move(document)}));
    if (auto* model = m_annotations->of(opened); model != nullptr) {
        wait(model);
        place(model);
    }
}

void RecoveryController::wait(AnnotationModel* model) {
    // Queued: what is being read takes its place first.
    connect(
        model, &AnnotationModel::stateChanged, this,
        [this, guard = QPointer(model)] {
            if (guard) place(guard);
        },
        Qt::QueuedConnection);
}

void RecoveryController::place(AnnotationModel* model) {
    if (model->isLoading() || !m_waiting.contains(model->recordingPath())) return;
    const auto waiting = m_waiting.take(model->recordingPath());
    if (model->isDirty()) {
        offer(waiting->recovery);
        Q_EMIT m_page->message(tr("The annotation of %1 has changes that are not saved. Save them, "
                                  "then choose Recover again.")
                                   .arg(QFileInfo(model->recordingPath()).fileName()),
                               true);
        return;
    }
    model->replaceDocument(std::move(waiting->document));
    Q_EMIT m_page->message(tr("Recovered %1 as it was left. It is not saved yet.").arg(model->fileName()), false);
}

void RecoveryController::discard(const Recovery& recovery) {
    m_loader->run(this, 10, [autosave = recovery.autosave](const std::stop_token&) -> FileLoader::Deliver {
        annotation::discardAutosave(autosave, core::dataFolder());
        return {};
    });
}

}  // namespace prososcope::gui
