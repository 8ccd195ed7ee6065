// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/MeasureController.h"

#include <QFileInfo>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/SaveFile.h"
#include "app/gui/TableActions.h"
#include "app/gui/inspect/AnnotationController.h"
#include "app/gui/inspect/BottomPanel.h"
#include "app/gui/inspect/ConcordanceTable.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/LogTable.h"
#include "app/gui/inspect/PitchCorrector.h"
#include "app/gui/inspect/RecordingModel.h"
#include "engine/annotation/SaveInterval.h"

namespace prososcope::gui {

namespace {

QString namesOf(const std::vector<annotation::Quantity>& quantities) {
    return QString::fromStdString(annotation::quantityNames(quantities));
}

std::vector<annotation::Quantity> quantitiesIn(const QJsonValue& value) {
    return annotation::parseQuantities(value.toString().toStdString()).value_or(std::vector<annotation::Quantity>{});
}

/// The labels at a place: of the active tier, else of the first tier of intervals.
void labelSpan(annotation::MeasuredSpan& span, const AnnotationModel& model) {
    const auto& tiers = model.annotation().tiers();
    auto tier = model.activeTier();
    for (std::size_t i = 0; !tier && i < tiers.size(); ++i) {
        if (tiers[i]->isInterval()) tier = tiers[i];
    }
    if (!tier || !tier->isInterval()) return;
    const auto item = tier->at(0.5 * (span.time.start + span.time.end));
    if (!item) return;
    span.label = tier->items[*item].label;
    span.parent = model.annotation().parentLabel(*tier, *item);
    span.tier = tier->header.name;
    span.item = *item;
}

}  // namespace

MeasureController::MeasureController(InspectPage* page, const PageContext& context, BottomPanel* panel)
    : QObject(page), m_page(page), m_context(context), m_panel(panel), m_loader(std::make_unique<FileLoader>(1)) {
    const std::filesystem::path folder(context.workspaceFolder.toStdString());
    m_log = new LogTable(folder / "log.csv", page->backend(), context.engine, m_loader.get());
    m_measurements = new MeasureTable(page->backend(), context.engine, m_loader.get());
    m_concordance = new ConcordanceTable(context.engine, m_loader.get());
    panel->addTab(QStringLiteral("log"), tr("Log"), m_log);
    panel->addTab(QStringLiteral("measurements"), tr("Measurements"), m_measurements);
    panel->addTab(QStringLiteral("concordance"), tr("Concordance"), m_concordance);
    for (ResultTable* table : std::initializer_list<ResultTable*>{m_log, m_measurements, m_concordance}) {
        context.actions->attach(table->view(), KeyScope::Table);
        connect(table, &ResultTable::message, page, &Page::message);
        connect(table, &ResultTable::playRequested, this, &MeasureController::play);
        connect(table, &ResultTable::openRequested, page, [page](const QString& path, double start, double end) {
            page->show(QJsonObject{{"path", path}, {"start", start}, {"end", end}});
        });
    }
    m_measurements->openRecording = [this] {
        follow();
        return openRecording();
    };
    m_measurements->pitchCorrections = [this] { return m_page->pitchCorrector()->source(); };
    m_concordance->openRecordings = [this] {
        std::vector<OpenRecording> all;
        for (const auto* model : m_page->annotations()->models()) all.push_back({model->recordingPath(), model->annotation()});
        return all;
    };
    for (const auto changed : {&InspectPage::currentChanged, &InspectPage::settingsChanged, &InspectPage::modelsChanged})
        connect(page, changed, this, &MeasureController::follow);
    connect(page->annotations(), &AnnotationController::currentChanged, this, &MeasureController::follow);
    connect(page->annotations(), &AnnotationController::opened, this, [this](AnnotationModel* model) {
        connect(model, &AnnotationModel::changed, this, &MeasureController::follow);
        follow();
    });
    addActions();
    follow();
}

MeasureController::~MeasureController() {
    // Before the loader that they use; the panel goes with the page, later.
    delete m_log;
    delete m_measurements;
    delete m_concordance;
}

void MeasureController::addActions() {
    auto* actions = m_context.actions;
    actions->add({.id = "measure.log",
                  .menu = "tools",
                  .text = tr("Append to &log"),
                  .description = tr("Measure the selection, or what is at the cursor, and append a line to the log."),
                  .keys = {QKeySequence(Qt::Key_F12)},
                  .icon = "add"},
                 [this] { logHere(); });
    actions->add({.id = "inspect.tables",
                  .menu = "view",
                  .text = tr("&Tables"),
                  .description = tr("Show or hide log, measurements and concordance below the recording."),
                  .keys = {QKeySequence(Qt::SHIFT | Qt::Key_F4)},
                  .icon = "table",
                  .checkable = true},
                 [this] { m_panel->setShown(!m_panel->isShown()); });
    const auto follow = [this] { m_context.actions->action("inspect.tables")->setChecked(m_panel->isShown()); };
    connect(m_panel, &BottomPanel::shownChanged, this, follow);
    actions->add({.id = "measure.tier",
                  .menu = "tools",
                  .text = tr("&Measure a tier..."),
                  .description = tr("Measure every interval of a tier of the recording, or of a folder of recordings."),
                  .icon = "table"},
                 [this] {
                     m_panel->showTab("measurements");
                     m_measurements->setFocus();
                 });
    actions->add({.id = "measure.concordance",
                  .menu = "tools",
                  .text = tr("Find in &all files..."),
                  .description = tr("List every place of a text in all open annotations or in those of a folder."),
                  .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F)},
                  .icon = "search"},
                 [this] {
                     m_panel->showTab("concordance");
                     if (auto* field = m_concordance->findChild<QWidget*>("concordancePattern")) field->setFocus();
                 });
    actions->add({.id = "file.saveSelection",
                  .menu = "file",
                  .text = tr("Save selection as soun&d..."),
                  .description = tr("Write the selected part as a WAV file, with its part of the annotation beside it.")},
                 [this] { chooseSelection(); });
}

void MeasureController::follow() {
    const auto settings = measureSettings(m_page->settings().voice);
    m_measurements->setSettings(settings);
    m_measurements->setModel(m_page->tracker()->model());
    m_log->setModel(m_page->tracker()->model());
    QStringList names;
    if (const auto* model = m_page->annotations()->current(); model != nullptr) {
        for (const auto& tier : model->annotation().tiers()) names.append(QString::fromStdString(tier->header.name));
    }
    m_measurements->setTiers(names);
}

std::optional<OpenRecording> MeasureController::openRecording() const {
    const auto* recording = m_page->current();
    if (recording == nullptr || recording->state() != RecordingModel::State::Open) return std::nullopt;
    const auto* model = m_page->annotations()->of(recording);
    return OpenRecording{recording->path(), model != nullptr ? model->annotation() : annotation::Annotation()};
}

void MeasureController::logHere() {
    auto* recording = m_page->current();
    if (recording == nullptr || recording->state() != RecordingModel::State::Open) {
        Q_EMIT m_page->message(tr("Open a recording to measure it."), false);
        return;
    }
    follow();
    const auto* view = recording->view();
    annotation::MeasuredSpan span;
    span.time = view->hasSelection() ? annotation::Interval{view->selectionStart(), view->selectionEnd()}
                                     : annotation::Interval{view->cursor(), view->cursor()};
    if (const auto* model = m_page->annotations()->of(recording); model != nullptr) labelSpan(span, *model);
    m_panel->showTab("log");
    m_log->measure(recording->path(), span, measureSettings(m_page->settings().voice), m_page->pitchCorrector()->source());
}

void MeasureController::play(const QString& path, double start, double end) {
    auto* playback = m_page->playback();
    const QString row = QStringLiteral("%1 %2 %3").arg(path).arg(start).arg(end);
    if (playback->isActive() && playback->path() == path && m_played == row) {
        playback->stop();
        return;
    }
    m_played = row;
    playback->play(path, start, end > start ? end : -1.0, false, 1.0);
}

void MeasureController::chooseSelection() {
    auto* recording = m_page->current();
    if (recording == nullptr || !recording->view()->hasSelection()) {
        Q_EMIT m_page->message(tr("Select a part of a recording first."), false);
        return;
    }
    const QFileInfo file(recording->path());
    const QString name = file.absolutePath() + '/' + file.completeBaseName() + tr("_part", "suffix of a file name") + ".wav";
    askSaveFile(m_page, tr("Save selection as sound"), {tr("WAV (*.wav)")}, name,
                [this](const QString& path) { saveSelection(path); });
}

void MeasureController::saveSelection(const QString& path) {
    const auto* recording = m_page->current();
    const auto open = openRecording();
    if (!open) return;
    if (QFileInfo(path).absoluteFilePath() == QFileInfo(open->path).absoluteFilePath()) {
        Q_EMIT m_page->message(tr("%1 is the recording itself: choose another name.").arg(path), true);
        return;
    }
    const auto* view = const_cast<RecordingModel*>(recording)->view();
    const annotation::Interval part{view->selectionStart(), view->selectionEnd()};
    const auto work = [open = *open, part, path](core::Progress& progress) -> core::Result<std::any> {
        auto reader = audio::AudioReader::open(open.path.toStdString());
        if (!reader) return core::fail(reader.error());
        const auto saved = annotation::saveInterval(**reader, &open.annotation, part, path.toStdString(), progress);
        if (!saved) return core::fail(saved.error());
        return std::any();
    };
    m_context.engine->enqueue(tr("Save selection as sound"), this, work, [this, path](const core::Result<std::any>& result) {
        if (result) {
            Q_EMIT m_page->message(tr("Saved %1.").arg(path), false);
        } else if (result.error().kind != core::ErrorKind::Cancelled) {
            Q_EMIT m_page->message(engine_thread::translated(result.error().text), true);
        }
    });
}

QJsonObject MeasureController::saveState() const {
    return {{"panel", m_panel->saveState()},
            {"log", namesOf(m_log->quantities())},
            {"measurements", namesOf(m_measurements->quantities())}};
}

void MeasureController::restoreState(const QJsonObject& state) {
    m_panel->restoreState(state["panel"].toObject());
    m_log->setQuantities(quantitiesIn(state["log"]));
    m_measurements->setQuantities(quantitiesIn(state["measurements"]));
}

}  // namespace prososcope::gui
