// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/TranscriptController.h"

#include <QAction>
#include <QFileInfo>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/ShellCommand.h"
#include "app/gui/inspect/AnnotationController.h"
#include "app/gui/inspect/AutomaticTiers.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/PropertiesPanel.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "app/gui/inspect/TranscriptSection.h"
#include "app/gui/inspect/TranscriptText.h"
#include "widgets/AlignmentPlottable.h"
#include "widgets/PaneStack.h"
#include "widgets/TimeTicks.h"

namespace prososcope::gui {

namespace {

const QString kTranscriptPane = QStringLiteral("transcript");
constexpr int kTranscriptStretch = 40;

template <typename Part>
widgets::WrittenPart shownPart(const Part& part) {
    return {QString::fromStdString(part.text), part.startSeconds, part.endSeconds};
}

/// From 0 to the largest weight.
widgets::LayerValues shownWeights(const backend::TranscriptAlignment& found) {
    widgets::LayerValues weights;
    weights.firstSeconds = found.firstSeconds;
    weights.hopSeconds = found.hopSeconds;
    weights.frames = found.frames;
    weights.values = found.weights;
    const auto largest = std::max_element(found.weights.begin(), found.weights.end());
    weights.range = QCPRange(0.0, largest == found.weights.end() ? 1.0 : static_cast<double>(*largest));
    return weights;
}

}  // namespace

TranscriptController::TranscriptController(const PageContext& context, InspectPage* page, AnnotationController* annotations)
    : QObject(page),
      m_context(context),
      m_page(page),
      m_annotations(annotations),
      m_writer(new TranscriptWriter(TranscriptBackend::ofEngine(context.workspaceFolder.toStdString()), context.engine, this)),
      m_pane(new widgets::SignalPane),
      m_plottable(new widgets::AlignmentPlottable(m_pane->xAxis, m_pane->yAxis)) {
    m_pane->setObjectName(kTranscriptPane);
    m_pane->setName(tr("Transcript"));
    m_pane->setOnImage(true);
    page->panes()->addPane(kTranscriptPane, m_pane, tr("Transcript"), kTranscriptStretch, QStringLiteral("spectrogram"));
    page->panes()->stack()->setPaneAvailable(kTranscriptPane, false);
    addActions();
    m_section = new TranscriptSection(m_write, m_keep);
    page->properties()->addBelowModel(m_section);
    connect(m_section, &TranscriptSection::modelChosen, m_writer, &TranscriptWriter::choose);
    connect(m_pane, &widgets::SignalPane::hovered, this, &TranscriptController::hovered);
    connect(m_writer, &TranscriptWriter::changed, this, &TranscriptController::show);
    connect(m_writer, &TranscriptWriter::failed, this,
            [this](const QString& problem) { Q_EMIT m_page->message(problem, true); });
    connect(m_writer, &TranscriptWriter::modelsListed, this, &TranscriptController::begin);
    connect(page, &InspectPage::currentChanged, this, &TranscriptController::show);
    connect(annotations, &AnnotationController::currentChanged, this, &TranscriptController::show);
    connect(page, &InspectPage::modelsChanged, m_writer, &TranscriptWriter::listModels);
    show();
}

TranscriptController::~TranscriptController() { m_writer->cancel(); }

void TranscriptController::addActions() {
    m_write = m_context.actions->add({.id = "inspect.transcribe",
                                      .menu = "tools",
                                      .text = tr("&Write down what is said"),
                                      .description = tr("Let a recogniser write down what is said in the recording, and see "
                                                        "below the spectrogram where it found each character.")},
                                     [this] { write(); });
    m_keep = m_context.actions->add(
        {.id = "tier.words",
         .menu = "tier",
         .text = tr("Add the words t&hat were written down as a tier"),
         .description = tr("Add a tier with the words that a recogniser wrote down, to be corrected and saved. When each began "
                           "and ended is an estimate.")},
        [this] { keepAsTier(); });
}

std::shared_ptr<const WrittenTranscript> TranscriptController::transcript() const { return m_writer->of(m_page->current()); }

std::optional<SecondsSpan> TranscriptController::stretch(RecordingModel& recording) const {
    if (recording.duration() <= backend::kLongestAlignedSeconds) return SecondsSpan();
    const auto* view = recording.view();
    if (view->hasSelection()) return SecondsSpan{view->selectionStart(), view->selectionEnd()};
    if (view->span() <= backend::kLongestAlignedSeconds) return SecondsSpan{view->start(), view->end()};
    return std::nullopt;
}

void TranscriptController::write() {
    if (m_writer->isRunning()) {
        Q_EMIT m_page->message(tr("What is said is being written down. Wait for it, or cancel it in the status line."), false);
        return;
    }
    m_writer->wish(m_page->current());
}

void TranscriptController::begin() {
    m_section->setModels(m_writer->models(), m_writer->chosen());
    RecordingModel* recording = m_writer->takeWish();
    if (recording == nullptr) return;
    const auto* model = m_writer->model();
    if (model == nullptr) {
        Q_EMIT m_page->message(
            tr("No model here writes down what is said. This command trains one on nEMO: %1")
                .arg(trainingCommand(m_context.workspaceFolder.toStdString(), QStringLiteral("las-nemo.toml"))),
            true);
        return;
    }
    const auto wanted = stretch(*recording);
    if (!wanted) {
        Q_EMIT m_page->message(
            tr("At most %1 s are written down at once, and this recording is longer. Select a stretch of it, or "
               "zoom in on one.")
                .arg(backend::kLongestAlignedSeconds),
            true);
        return;
    }
    m_page->panes()->stack()->setPaneShown(kTranscriptPane, true);
    const auto known = m_writer->of(recording);
    if (known && isSameModel(known->model, *model) && known->stretch == *wanted) return;
    if (m_context.engine->isRunning())
        Q_EMIT m_page->message(tr("What is said is written down once the running job has ended."), false);
    m_writer->write(recording, *wanted, *model);
}

void TranscriptController::show() {
    if (!m_pane) return;
    const auto known = transcript();
    if (known != m_plotted) {
        QList<widgets::WrittenPart> characters;
        QList<widgets::WrittenPart> words;
        if (known) {
            for (const auto& each : known->found.characters) characters.append(shownPart(each));
            for (const auto& each : known->found.words()) words.append(shownPart(each));
        }
        m_plottable->setTranscript(std::move(characters), std::move(words),
                                   known ? shownWeights(known->found) : widgets::LayerValues());
        m_plotted = known;
        if (m_section) m_section->setTranscript(known.get(), known ? transcriptSentence(*known) : QString());
    }
    m_pane->setName(known ? transcriptTitle(*known) : tr("Transcript"));
    m_page->panes()->stack()->setPaneAvailable(kTranscriptPane, known != nullptr);
    m_write->setEnabled(m_page->current() != nullptr && !m_writer->isRunning());
    m_keep->setEnabled(known != nullptr && m_annotations->current() != nullptr);
    m_pane->drawSoon();
}

void TranscriptController::hovered(double seconds, double value) {
    QStringList parts{widgets::positionText(seconds)};
    const auto character = m_plottable->characterAt(m_pane->yAxis->coordToPixel(value));
    if (const double weight = m_plottable->weightAt(seconds, character); std::isfinite(weight)) {
        const auto& one = m_plottable->characters()[character];
        parts << tr("character %1: %2, weight %3")
                     .arg(character + 1)
                     .arg(one.text == QLatin1String(" ") ? tr("space", "a character") : one.text,
                          QLocale().toString(weight, 'f', 3));
    }
    const auto& words = m_plottable->words();
    const auto word = std::find_if(words.begin(), words.end(), [seconds](const widgets::WrittenPart& one) {
        return seconds >= one.startSeconds && seconds <= one.endSeconds;
    });
    if (word != words.end()) parts << tr("\u201c%1\u201d", "a word").arg(word->text);
    Q_EMIT m_page->panes()->hovered(parts.join(QStringLiteral("   ")));
}

void TranscriptController::keepAsTier() {
    auto* model = m_annotations->current();
    const auto known = transcript();
    if (model == nullptr || !known) return;
    const auto tier = backend::wordTier(known->found);
    if (addDetectedTier(*model, tier, {.mergeEqualNeighbours = false}) && tier.spans.empty())
        Q_EMIT m_page->message(tr("Nothing was found; the tier is empty."), false);
}

QString TranscriptController::figureSentence() const {
    const auto known = transcript();
    const bool seen = known && m_page->panes()->stack()->shownPanes().contains(kTranscriptPane);
    return seen ? transcriptSentence(*known) : QString();
}

QStringList TranscriptController::command() const {
    const auto* recording = m_page->current();
    const auto known = transcript();
    if (recording == nullptr || !known) return {};
    QStringList words{QStringLiteral("transcribe"),
                      QStringLiteral("--model"),
                      QString::fromStdString(known->model.card.name),
                      recording->path(),
                      QStringLiteral("--alignment"),
                      QFileInfo(recording->path()).completeBaseName() + QStringLiteral("-words.TextGrid")};
    addSpan(words, known->stretch);
    return words;
}

QJsonObject TranscriptController::saveState() const { return {{"model", m_writer->chosen()}}; }

void TranscriptController::restoreState(const QJsonObject& state) {
    m_writer->choose(state["model"].toString());
    m_section->setModels(m_writer->models(), m_writer->chosen());
}

}  // namespace prososcope::gui
