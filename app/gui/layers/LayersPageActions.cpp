// SPDX-License-Identifier: GPL-3.0-or-later
// The part of LayersPage that acts: compute, pick, play, open, copy, save.
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>

#include "app/gui/ActionRegistry.h"
#include "app/gui/SaveFile.h"
#include "app/gui/SentenceRow.h"
#include "app/gui/TableActions.h"
#include "app/gui/inspect/SeenFigure.h"
#include "app/gui/inspect/UnitBackend.h"
#include "app/gui/layers/ActivationJob.h"
#include "app/gui/layers/LayerMap.h"
#include "app/gui/layers/LayersControls.h"
#include "app/gui/layers/LayersPage.h"
#include "app/gui/layers/ProgressRow.h"
#include "app/gui/layers/UnitCard.h"
#include "app/gui/layers/UnitRegressionDialog.h"
#include "app/gui/results/UtteranceList.h"
#include "widgets/CorrelationStrip.h"
#include "widgets/PointCloud.h"

namespace prososcope::gui {

namespace {
constexpr int kFigureDpi = 300;
}

void LayersPage::registerAction(const char* id, const QString& text, const QString& description, std::function<void()> run) {
    m_context.actions->add({.id = QLatin1String(id), .text = text, .description = description}, [this, run = std::move(run)] {
        if (isVisible()) run();
    });
}

void LayersPage::registerActions() {
    if (m_context.actions == nullptr) return;
    ActionRegistry& actions = *m_context.actions;
    addTableActions(actions);
    registerAction("layers.compute", tr("Compute activations"),
                   tr("Lets the chosen network listen to the chosen corpus and keeps what its units say."),
                   [this] { compute(); });
    registerAction("layers.exportFigure", tr("Export maps as figure..."),
                   tr("Saves the maps as PNG, SVG or PDF, as they are seen."), [this] { askSaveFigure(); });
    registerAction("layers.saveTable", tr("Save correlations as CSV..."),
                   tr("Saves every statistic of every unit of the maps shown."), [this] { askSaveTable(); });
    registerAction("layers.copySentence", tr("Copy what the maps say"),
                   tr("Copies how many units count, and the first layers against the last, in a few sentences."),
                   [this] { copySentence(); });
    registerAction("layers.copySelection", tr("Copy list of selected units"),
                   tr("Copies layers and numbers of the selected units."), [this] { copySelection(); });
    registerAction("layers.saveSelection", tr("Save selected units as CSV..."),
                   tr("Saves every statistic of the selected units in the maps shown."), [this] { askSaveSelection(); });
    registerAction("layers.regress", tr("Predict from units..."),
                   tr("Makes a model that predicts valence, arousal and the like from the mean activations of units."),
                   [this] { predictFromUnits(selection()); });
    registerAction("layers.card", tr("Show or hide the picked unit"),
                   tr("Shows or hides the panel of the picked unit at the right."),
                   [this] { setCardShown(m_across->sizes().value(1) == 0); });
    registerAction("layers.list", tr("Go to the utterances that drive the unit"),
                   tr("Goes to the list of utterances of the picked unit, to hear them."), [this] {
                       setShowsMap(false);
                       setCardShown(true);
                       m_card->list()->setFocus(Qt::ShortcutFocusReason);
                   });
    actions.attach(m_card->list(), KeyScope::Table);
}

void LayersPage::compute() {
    const store::ModelEntry* model = m_choices.model(m_settings.encoder);
    if (model == nullptr || m_job->isRunning() || m_context.engine == nullptr || !(lacksSet() || lacksControl())) return;
    m_progress->setProgress(0.0, tr("Starting"));
    m_job->start(*model, m_settings, !lacksSet());
    showState();
}

UnitRegressionDialog* LayersPage::regressionDialog() const { return static_cast<UnitRegressionDialog*>(m_regression.data()); }

void LayersPage::predictFromUnits(std::vector<std::size_t> units) {
    const store::ModelEntry* model = m_choices.model(m_settings.encoder);
    if (m_set == nullptr || m_result == nullptr || model == nullptr || !m_set->known) {
        Q_EMIT message(tr("There are no activations with labels here yet. Compute them first."), true);
        return;
    }
    if (m_stale) {
        Q_EMIT message(tr("These activations are those of an earlier state. Compute them again first."), true);
        return;
    }
    delete m_regression;
    auto* dialog = new UnitRegressionDialog(m_context, {*model, m_set, m_result->settings.targets, std::move(units)}, this);
    m_regression = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &UnitRegressionDialog::openRequested, this, [this](const QString& name, const QString& audio) {
        QJsonObject what{{"model", name}};
        if (!audio.isEmpty()) what["path"] = audio;
        Q_EMIT openRequested(QStringLiteral("inspect"), what);
    });
    connect(dialog, &UnitRegressionDialog::kept, this,
            [this](const QString& name) { Q_EMIT message(tr("The model %1 lies in the workspace.").arg(name), false); });
    dialog->show();
}

QList<PageCommand> LayersPage::commands() const {
    if (m_settings.encoder.isEmpty() || m_settings.corpus.isEmpty()) return {};
    QStringList of{QStringLiteral("--encoder"), m_settings.encoder, QStringLiteral("--corpus"), m_settings.corpus};
    if (!m_settings.tap.isEmpty()) of << QStringLiteral("--tap") << m_settings.tap;
    QList<PageCommand> list{
        {tr("The activations"), shellCommand(workspace(), QStringList{QStringLiteral("activations")} + of)}};
    if (showsMap()) return list + mapCommands();
    if (m_result == nullptr) return list;
    const QStringList shown = m_settings.forCommandLine(m_settings.targets, false);
    list.append({tr("The maps as a table"),
                 shellCommand(workspace(), QStringList{QStringLiteral("correlate")} + of + shown +
                                               QStringList{QStringLiteral("--out"), QStringLiteral("correlations.csv")})});
    list.append(differenceCommands(of));
    if (m_settings.isClustered())
        list.append({tr("The order of the units as a table"),
                     shellCommand(workspace(), QStringList{QStringLiteral("correlate")} + of + shown +
                                                   QStringList{QStringLiteral("--unit-order"), QStringLiteral("order.csv")})});
    const QStringList& targets = m_result->settings.targets;
    const QStringList model{QStringLiteral("--targets"), targets.join(QLatin1Char(',')), QStringLiteral("--name"),
                            (QStringList{m_settings.encoder} + targets).join(QLatin1Char('-'))};
    list.append({tr("A model from the units"), shellCommand(workspace(), QStringList{QStringLiteral("regress")} + of + model)});
    return list;
}

void LayersPage::pick(int /*map*/, int /*layer*/, int /*unit*/) {
    if (m_across->sizes().value(1) == 0) setCardShown(true);
    showUnit();
}

void LayersPage::showUnit() {
    const auto cell = m_heatmap->current();
    if (m_result == nullptr || !cell.isValid()) {
        m_card->clear();
        return;
    }
    m_card->setUnit(*m_result, cell);
    const std::vector<std::int64_t> widths = m_result->source->widths();
    auto unit = static_cast<std::size_t>(cell.unit);
    for (int layer = 0; layer < cell.layer; ++layer) unit += static_cast<std::size_t>(widths[static_cast<std::size_t>(layer)]);
    if (m_result->activationsOf(cell.map) == nullptr) {  // utterances have no part in labels that changed places
        m_card->setFacts(*m_result, cell, {});
        Q_EMIT unitShown();
        return;
    }
    m_loader.load<UnitFacts>(
        QStringLiteral("unit"),
        [result = m_result, map = cell.map, unit](core::Progress&) -> core::Result<UnitFacts> {
            return unitFacts(*result, map, unit);
        },
        [this, result = m_result, cell](core::Result<UnitFacts> facts) {
            if (!facts || result != m_result || !(m_heatmap->current() == cell)) return;
            m_card->setFacts(*result, cell, *facts);
            Q_EMIT unitShown();
        });
}

void LayersPage::playRow(const LayersSet& source, std::size_t row) {
    const UtteranceSound sound = soundOf(source, row);
    if (sound.path.empty()) {
        m_player.stop();
        Q_EMIT message(tr("%1: audio not on this machine.").arg(QString::fromStdString(source.set.info().utterances[row])),
                       false);
        return;
    }
    m_player.play(sound.path, sound.startSeconds, sound.endSeconds);
}

void LayersPage::playListed(int index) {
    const ListedUtterance& listed = m_card->list()->rows()[static_cast<std::size_t>(index)];
    if (m_result == nullptr) return;
    playRow(*m_result->source, listed.prediction);
    if (m_player.isPlaying()) m_card->list()->setPlaying(index);
}

void LayersPage::openListed(int index) {
    if (m_result != nullptr)
        openRow(*m_result->source, m_card->list()->rows()[static_cast<std::size_t>(index)].prediction, pickedUnit());
}

void LayersPage::openRow(const LayersSet& source, std::size_t row, const std::optional<ShownUnit>& unit) {
    const UtteranceSound sound = soundOf(source, row);
    if (sound.path.empty()) {
        Q_EMIT message(tr("%1: audio not on this machine.").arg(QString::fromStdString(source.set.info().utterances[row])),
                       false);
        return;
    }
    m_player.stop();
    QJsonObject what{
        {"path", QString::fromStdString(sound.path.string())}, {"start", sound.startSeconds}, {"end", sound.endSeconds}};
    if (unit) what["unit"] = unit->toJson();
    Q_EMIT openRequested(QStringLiteral("inspect"), what);
}

std::optional<ShownUnit> LayersPage::pickedUnit() const {
    const auto cell = m_heatmap->current();
    if (m_result == nullptr || !cell.isValid()) return std::nullopt;
    const LayersSet& source = *m_result->source;
    const bool untrained = m_result->isControl(cell.map) && m_result->settings.control == LayersControl::UntrainedNetwork;
    const auto& info = untrained && source.untrained ? source.untrained->info() : source.set.info();
    if (!info.overTime) return std::nullopt;
    ShownUnit unit{QString::fromStdString(info.encoder), {}, {info.tap, static_cast<std::size_t>(cell.layer), cell.unit}};
    if (info.untrainedSeed) unit.untrainedSeed = *info.untrainedSeed;
    return unit;
}

void LayersPage::copySentence() {
    if (showsMap())
        m_map->copySentence();
    else if (m_sentence->copy())
        Q_EMIT message(tr("What the maps say is on the clipboard."), false);
}

void LayersPage::askSaveFigure() {
    if (figureContent().parts.isEmpty()) return;
    const QString name = QStringLiteral("%1-%2").arg(m_settings.encoder, m_settings.corpus);
    askSaveFile(this, showsMap() ? tr("Export map as figure") : tr("Export maps as figure"),
                {tr("PNG picture (*.png)"), tr("SVG drawing (*.svg)"), tr("PDF (*.pdf)")},
                showsMap() ? name + QStringLiteral("-map") : name, [this](const QString& file) { saveFigureTo(file); });
}

FigureContent LayersPage::figureContent() const {
    FigureContent content;
    content.title = tr("%1 on %2").arg(m_settings.encoder, m_settings.corpus);
    if (showsMap() && m_map->result() != nullptr) {
        const store::ActivationSetInfo& info = m_map->result()->source->set.info();
        content.title = tr("%1 on %2").arg(QString::fromStdString(info.encoder), QString::fromStdString(info.corpus));
        content.parts.append({m_map->cloud(), 0});
        content.caption = m_map->sentence();
        content.state = QJsonDocument(m_map->settings().toJson()).toJson();
    } else if (!showsMap() && m_result != nullptr) {
        content.parts.append({m_heatmap, 0});
        if (!m_strip->isHidden()) content.parts.append({m_strip, m_strip->height()});
        content.caption = m_sentence->text();
        content.state = QJsonDocument(m_settings.toJson()).toJson();
    }
    return content;
}

void LayersPage::saveFigureTo(const QString& file) {
    if (figureContent().parts.isEmpty()) return;
    saveAsSeen(
        this, m_loader, [this] { return figureContent(); }, file, kFigureDpi,
        [this, file](const QString& problem) { tellSaved(file, tr("The figure was saved as %1."), problem); });
}

void LayersPage::tellSaved(const QString& file, const QString& sentence, const QString& problem) {
    if (!problem.isEmpty()) {
        Q_EMIT message(problem, true);
        return;
    }
    Q_EMIT message(sentence.arg(QFileInfo(file).fileName()), false);
    Q_EMIT saved(file);
}

}  // namespace prososcope::gui
