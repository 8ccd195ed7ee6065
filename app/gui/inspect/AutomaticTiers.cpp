// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/AutomaticTiers.h"

#include <QFileInfo>
#include <QInputDialog>
#include <QLineEdit>
#include <utility>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/AnnotationController.h"
#include "app/gui/inspect/EmotionTracker.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/TaskRow.h"

namespace prososcope::gui {

using annotation::DetectedTier;
using engine_thread::translated;

bool addDetectedTier(AnnotationModel& model, const DetectedTier& tier, const annotation::SpanOptions& options) {
    const auto& annotation = model.annotation();
    annotation::TierHeader header;
    header.name = tier.name;
    for (int number = 2; annotation.find(std::string_view(header.name)); ++number)
        header.name = tier.name + " " + std::to_string(number);
    const auto id = annotation.nextId();
    model.endMerging();
    const bool added = model.perform(
        annotation::addTier(annotation, header, annotation.tiers().size(),
                            annotation::intervalsFrom(tier.spans, annotation.start(), annotation.end(), options)));
    if (!added) return false;
    model.endMerging();
    model.select({id, {}, false});
    return true;
}

AutomaticTiers::AutomaticTiers(InspectPage* page, const PageContext& context, AnnotationController* annotations, TaskRow* row)
    : QObject(page),
      m_page(page),
      m_context(context),
      m_annotations(annotations),
      m_row(row),
      m_loader(std::make_unique<FileLoader>(1)) {
    addActions();
    connect(annotations, &AnnotationController::currentChanged, this, &AutomaticTiers::refresh);
    connect(row, &TaskRow::cancelRequested, this, [this] { m_stop.request_stop(); });
    refresh();
}

AutomaticTiers::~AutomaticTiers() { m_stop.request_stop(); }

void AutomaticTiers::addActions() {
    auto* actions = m_context.actions;
    actions->add({.id = "tier.speech",
                  .menu = "tier",
                  .text = tr("Find &speech and pauses"),
                  .description = tr("Add a tier that says where somebody speaks, by the intensity of the recording.")},
                 [this] { addSpeech(); });
    actions->add({.id = "tier.speakers",
                  .menu = "tier",
                  .text = tr("Find spea&kers"),
                  .description = tr("Add a tier with the turns of each speaker, told apart by their voices.")},
                 [this] { addSpeakers(); });
    actions->add({.id = "tier.emotion",
                  .menu = "tier",
                  .text = tr("Add the model's &emotion as a tier"),
                  .description = tr("Add a tier with the emotion that the chosen model hears, to be corrected.")},
                 [this] { addEmotion(); });
    actions->add({.id = "tier.relabel",
                  .menu = "tier",
                  .text = tr("Rename label ever&ywhere in the tier..."),
                  .description = tr("Give every interval with the label of the selected one another label.")},
                 [this] { askForName(); });
}

void AutomaticTiers::refresh() {
    const bool shown = m_annotations->current() != nullptr;
    for (const char* id : {"tier.speech", "tier.speakers", "tier.emotion", "tier.relabel"})
        m_context.actions->action(id)->setEnabled(shown);
}

void AutomaticTiers::addSpeech() {
    detect(tr("Finding speech and pauses"), [](const std::filesystem::path& recording, core::Progress& progress) {
        return annotation::detectSpeech(recording, {}, progress);
    });
}

void AutomaticTiers::addSpeakers() {
    detect(tr("Finding speakers"), [](const std::filesystem::path& recording, core::Progress& progress) {
        return annotation::detectSpeakers(recording, {}, progress);
    });
}

void AutomaticTiers::addEmotion() {
    auto* model = m_annotations->current();
    if (model == nullptr) return;
    const auto track = m_page->tracker()->track();
    if (!track || track->missing() == track->rows.size()) {
        Q_EMIT m_page->message(tr("No emotion is known of this recording yet. Choose a model, and wait for its track."), false);
        return;
    }
    std::vector<std::string> classes;
    for (const QString& word : track->classes) classes.push_back(word.toStdString());
    if (track->missing() > 0)
        Q_EMIT m_page->message(tr("Parts of the recording are not predicted yet; the tier is empty there."), false);
    // A copy of the track: predictions go on while the tier is made.
    detect(tr("Making a tier of emotion"), [track = *track, classes = std::move(classes), seconds = model->duration()](
                                               const std::filesystem::path&, core::Progress&) {
        std::vector<annotation::WindowScores> windows;
        for (std::size_t i = 0; i < track.rows.size(); ++i) {
            const double start = static_cast<double>(i) * track.hopSeconds;
            windows.push_back({start, start + track.windowSeconds, track.rows[i]});
        }
        return annotation::emotionTier(windows, classes, seconds);
    });
}

void AutomaticTiers::detect(const QString& title, Detect detect) {
    auto* model = m_annotations->current();
    if (model == nullptr) return;
    if (m_running) {
        Q_EMIT m_page->message(tr("Another tier is being made. Wait for it, or cancel it."), false);
        return;
    }
    m_running = true;
    m_stop = {};
    m_row->start(title);
    const std::filesystem::path recording(model->recordingPath().toStdString());
    auto sink = [this](double fraction, const core::Text&) {
        m_inbox.post([this, fraction] {
            if (m_row) m_row->setFraction(fraction);
        });
    };
    m_loader->run(this, 0,
                  [this, guard = QPointer(model), recording, detect = std::move(detect), sink,
                   source = m_stop](const std::stop_token& closing) -> FileLoader::Deliver {
                      const std::stop_callback both(closing, [source] { std::stop_source(source).request_stop(); });
                      core::Progress progress(source.get_token(), sink);
                      auto tier = std::make_shared<core::Result<DetectedTier>>(detect(recording, progress));
                      return [this, guard, tier] { finish(guard, *tier); };
                  });
}

void AutomaticTiers::finish(AnnotationModel* model, const core::Result<DetectedTier>& tier) {
    m_running = false;
    if (m_row) m_row->finish();
    if (!tier) {
        if (tier.error().kind != core::ErrorKind::Cancelled) Q_EMIT m_page->message(translated(tier.error().text), true);
        return;
    }
    if (model != nullptr) addTier(model, *tier);  // null: the recording was closed meanwhile
}

void AutomaticTiers::addTier(AnnotationModel* model, const DetectedTier& tier) {
    if (addDetectedTier(*model, tier) && tier.spans.empty())
        Q_EMIT m_page->message(tr("Nothing was found; the tier is empty."), false);
}

void AutomaticTiers::askForName() {
    auto* model = m_annotations->current();
    const auto tier = model != nullptr ? model->activeTier() : nullptr;
    const auto item = model != nullptr ? model->place().item : std::nullopt;
    if (!tier || !item || tier->items[*item].label.empty()) {
        Q_EMIT m_page->message(tr("Select an interval with the label that is to be renamed."), false);
        return;
    }
    const std::string former = tier->items[*item].label;
    auto* dialog = new QInputDialog(m_page);
    dialog->setObjectName("relabel");
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename label"));
    dialog->setLabelText(tr("New label for every \"%1\" in the tier:").arg(QString::fromStdString(former)));
    dialog->setTextValue(QString::fromStdString(former));
    dialog->setOkButtonText(tr("Rename"));
    connect(dialog, &QInputDialog::textValueSelected, model, [model, id = tier->header.id, former](const QString& label) {
        model->endMerging();
        model->perform(annotation::renameLabels(model->annotation(), id, former, label.toStdString()));
        model->endMerging();
    });
    dialog->open();
}

}  // namespace prososcope::gui
