// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/RecognitionController.h"

#include <QAction>
#include <QFileInfo>
#include <algorithm>
#include <cmath>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/ShellCommand.h"
#include "app/gui/inspect/AnnotationController.h"
#include "app/gui/inspect/AutomaticTiers.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/PropertiesPanel.h"
#include "app/gui/inspect/RecognitionSection.h"
#include "app/gui/inspect/RecognitionText.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "engine/backend/UnitTier.h"
#include "widgets/HeardUnitPlottable.h"
#include "widgets/PaneStack.h"
#include "widgets/Theme.h"
#include "widgets/TimeTicks.h"

namespace prososcope::gui {

namespace {

const QString kRecognitionControllerPane = QStringLiteral("recognised");
constexpr int kRecognitionControllerStretch = 12;
constexpr double kNearPixels = 6.0;    // of the pointer: units last a frame or two
constexpr double kNearSeconds = 0.04;  // of the cursor, two frames

}  // namespace

RecognitionController::RecognitionController(const PageContext& context, InspectPage* page, AnnotationController* annotations)
    : QObject(page),
      m_context(context),
      m_page(page),
      m_annotations(annotations),
      m_recogniser(
          new UnitRecogniser(UnitRecognitionBackend::ofEngine(context.workspaceFolder.toStdString()), context.engine, this)),
      m_pane(new widgets::SignalPane),
      m_plottable(new widgets::HeardUnitPlottable(m_pane->xAxis, m_pane->yAxis)) {
    m_pane->setObjectName(kRecognitionControllerPane);
    m_pane->setName(tr("Recognised units"));
    page->panes()->addPane(kRecognitionControllerPane, m_pane, tr("Recognised units"), kRecognitionControllerStretch,
                           QStringLiteral("emotion:1"));
    page->panes()->stack()->setPaneAvailable(kRecognitionControllerPane, false);
    addActions();
    m_section = new RecognitionSection(m_recognise, m_keep);
    page->properties()->addBelowModel(m_section);
    connect(m_section, &RecognitionSection::modelChosen, m_recogniser, &UnitRecogniser::choose);
    connect(m_pane, &widgets::SignalPane::hovered, this, [this](double seconds, double) {
        const auto* view = m_pane->timeView();
        const double near = view != nullptr ? kNearPixels * view->span() / std::max(1, m_pane->width()) : 0.0;
        QStringList parts{widgets::positionText(seconds)};
        if (const auto unit = m_plottable->unitAt(seconds, near); unit >= 0) parts << heardUnitText(m_plottable->units()[unit]);
        Q_EMIT m_page->panes()->hovered(parts.join(QStringLiteral("   ")));
    });
    connect(m_recogniser, &UnitRecogniser::changed, this, &RecognitionController::show);
    connect(m_recogniser, &UnitRecogniser::failed, this,
            [this](const QString& problem) { Q_EMIT m_page->message(problem, true); });
    connect(m_recogniser, &UnitRecogniser::modelsListed, this, &RecognitionController::begin);
    connect(page, &InspectPage::currentChanged, this, &RecognitionController::show);
    connect(annotations, &AnnotationController::currentChanged, this, &RecognitionController::show);
    connect(page, &InspectPage::modelsChanged, m_recogniser, &UnitRecogniser::listModels);
    connect(&widgets::Theme::instance(), &widgets::Theme::changed, this, &RecognitionController::show);
    show();
}

RecognitionController::~RecognitionController() { m_recogniser->cancel(); }

void RecognitionController::addActions() {
    m_recognise = m_context.actions->add(
        {.id = "inspect.recogniseUnits",
         .menu = "tools",
         .text = tr("&Recognise phonetic units"),
         .description = tr("Let a model hear the phonetic units of the recording, each with its emotion, and their vote.")},
        [this] { recognise(); });
    m_keep = m_context.actions->add(
        {.id = "tier.units",
         .menu = "tier",
         .text = tr("Add the reco&gnised units as a tier"),
         .description = tr("Add a tier with the phonetic units that were recognised, to be corrected and saved.")},
        [this] { keepAsTier(); });
}

std::shared_ptr<const RecognisedUnits> RecognitionController::units() const { return m_recogniser->of(m_page->current()); }

void RecognitionController::recognise() {
    if (m_recogniser->isRunning()) {
        Q_EMIT m_page->message(tr("Units are being recognised. Wait for it, or cancel it in the status line."), false);
        return;
    }
    m_recogniser->wish(m_page->current());
}

void RecognitionController::begin() {
    m_section->setModels(m_recogniser->models(), m_recogniser->chosen());
    RecordingModel* recording = m_recogniser->takeWish();
    if (recording == nullptr) {
        Q_EMIT changed();
        return;
    }
    const auto* model = m_recogniser->model();
    if (model == nullptr) {
        Q_EMIT m_page->message(
            tr("No model here hears phonetic units with their emotion. This command trains one on nEMO: %1")
                .arg(trainingCommand(m_context.workspaceFolder.toStdString(), QStringLiteral("nemo-phonetic-units.toml"))),
            true);
        return;
    }
    m_page->panes()->stack()->setPaneShown(kRecognitionControllerPane, true);
    const auto known = m_recogniser->of(recording);
    if (known && isSameModel(known->model, *model)) return;
    if (m_context.engine->isRunning())
        Q_EMIT m_page->message(tr("The units are recognised once the running job has ended."), false);
    m_recogniser->recognise(recording, *model);
}

void RecognitionController::show() {
    if (!m_pane) return;
    const auto known = units();
    m_plottable->setUnits(known ? shownUnits(*known) : QList<widgets::HeardUnit>());
    m_plottable->setCounts(known ? shownCounts(*known) : QList<widgets::EmotionCount>());
    m_pane->setName(known ? recognitionTitle(*known) : tr("Recognised units"));
    auto* stack = m_page->panes()->stack();
    stack->setPaneAvailable(kRecognitionControllerPane, known != nullptr);
    stack->fitPane(kRecognitionControllerPane, widgets::HeardUnitPlottable::heightWanted());
    if (m_section) m_section->setUnits(known.get());
    const auto* recording = m_page->current();
    m_recognise->setEnabled(recording != nullptr && !m_recogniser->isRunning());
    m_keep->setEnabled(known != nullptr && m_annotations->current() != nullptr);
    m_pane->drawSoon();
    Q_EMIT changed();
}

void RecognitionController::keepAsTier() {
    auto* model = m_annotations->current();
    const auto known = units();
    if (model == nullptr || !known) return;
    annotation::DetectedTier tier{"units", {}};
    for (const auto& unit : known->heard.units)
        tier.spans.push_back({unit.startSeconds, unit.endSeconds, backend::unitLabel(unit)});
    if (addDetectedTier(*model, tier, {.mergeEqualNeighbours = false}) && tier.spans.empty())
        Q_EMIT m_page->message(tr("Nothing was found; the tier is empty."), false);
}

RecognitionController::Reading RecognitionController::reading() const {
    const auto known = units();
    auto* recording = m_page->current();
    if (!known || recording == nullptr) return {};
    const auto* view = recording->view();
    const QString model = QString::fromStdString(known->model.card.name);
    const auto& shown = m_plottable->units();
    if (!view->hasSelection()) {
        const double at = view->playPosition() >= 0.0 ? view->playPosition() : view->cursor();
        const auto unit = m_plottable->unitAt(at, kNearSeconds);
        if (unit < 0) return {{}, tr("The phonetic unit that %1 hears here.").arg(model)};
        return {heardUnitName(shown[unit]), tr("%1, by %2.", "unit, model").arg(heardUnitText(shown[unit]), model)};
    }
    QStringList parts;
    for (const auto& count : m_plottable->counts()) {
        const auto inside = std::count_if(shown.begin(), shown.end(), [&](const widgets::HeardUnit& unit) {
            const double middle = 0.5 * (unit.startSeconds + unit.endSeconds);
            return unit.emotion == count.emotion && middle >= view->selectionStart() && middle < view->selectionEnd();
        });
        if (inside > 0)
            parts << tr("%1 %2", "emotion and how many units").arg(widgets::Theme::emotionWord(count.emotion)).arg(inside);
    }
    return {parts.join(QStringLiteral(", ")), tr("How many units of the selection speak for each emotion, by %1.").arg(model)};
}

QString RecognitionController::figureSentence() const {
    const auto known = units();
    if (!known || !m_page->panes()->stack()->shownPanes().contains(kRecognitionControllerPane)) return {};
    const QString sentence = tr("Units: phonetic units with their emotion as the model %1 hears them. %2")
                                 .arg(QString::fromStdString(known->model.card.name), voteSentences(*known));
    if (known->heard.pieces < 2) return sentence;
    return sentence + QLatin1Char(' ') +
           tr("Heard in pieces of %1 s.").arg(backend::kLongestUnitSeconds - 2.0 * backend::kUnitContextSeconds);
}

QList<QStringList> RecognitionController::commands() const {
    const auto* recording = m_page->current();
    if (recording == nullptr) return {};
    const auto known = units();
    const auto* model = known ? &known->model : m_recogniser->model();
    if (model == nullptr) return {};
    return {{QStringLiteral("units"), QStringLiteral("--model"), QString::fromStdString(model->card.name), recording->path(),
             QStringLiteral("--out"), QFileInfo(recording->path()).completeBaseName() + QStringLiteral("-units.TextGrid")}};
}

QJsonObject RecognitionController::saveState() const { return {{"model", m_recogniser->chosen()}}; }

void RecognitionController::restoreState(const QJsonObject& state) {
    m_recogniser->choose(state["model"].toString());
    m_section->setModels(m_recogniser->models(), m_recogniser->chosen());
}

}  // namespace prososcope::gui
