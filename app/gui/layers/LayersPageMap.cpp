// SPDX-License-Identifier: GPL-3.0-or-later
// The part of LayersPage that shows the map of utterances in the place of correlations.
#include <QClipboard>
#include <QComboBox>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <algorithm>

#include "app/gui/ActionRegistry.h"
#include "app/gui/SaveFile.h"
#include "app/gui/inspect/UnitBackend.h"
#include "app/gui/layers/LayerMap.h"
#include "app/gui/layers/LayerMapPanel.h"
#include "app/gui/layers/LayersControls.h"
#include "app/gui/layers/LayersPage.h"
#include "app/gui/layers/LayersSelection.h"
#include "app/gui/layers/UnitCard.h"
#include "app/gui/results/UtteranceList.h"
#include "engine/experiment/AutoencoderModel.h"
#include "widgets/PointCloud.h"

namespace prososcope::gui {

QWidget* LayersPage::buildViews() {
    auto* row = new QWidget(this);
    m_views = new QTabBar(row);
    m_views->setObjectName(QStringLiteral("views"));
    m_views->setAccessibleName(tr("Views of the activations"));
    m_views->setDrawBase(false);
    m_views->setExpanding(false);
    m_views->setFocusPolicy(Qt::StrongFocus);
    m_views->addTab(tr("Correlations"));
    m_views->addTab(tr("Map"));
    m_views->setTabToolTip(0, tr("How every unit of every layer goes with what is known of the utterances"));
    m_views->setTabToolTip(1, tr("The utterances in the plane, those that a layer hears alike side by side"));
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(8, 0, 16, 0);
    layout->addWidget(m_views);
    layout->addStretch(1);
    return row;
}

void LayersPage::buildMap() {
    m_map = new LayerMap(m_left);
    m_left->addWidget(m_map);
    m_mapPanel = new LayerMapPanel(m_right);
    m_right->addWidget(m_mapPanel);
}

void LayersPage::connectMap() {
    connect(m_views, &QTabBar::currentChanged, this, [this](int view) {
        const bool map = view == 1;
        m_left->setCurrentIndex(view);
        m_right->setCurrentIndex(view);
        m_controls->setForMap(map);
        m_player.stop();
        m_map->setActive(map);
        Q_EMIT statusChanged({});
        showState();
    });
    connect(m_map, &LayerMap::shown, this, [this] {
        showMapSelection();
        showState();
        Q_EMIT mapShown();
    });
    connect(m_map, &LayerMap::selectionChanged, this, &LayersPage::showMapSelection);
    connect(m_map, &LayerMap::statusChanged, this, [this](const QString& text) {
        if (showsMap()) Q_EMIT statusChanged(text);
    });
    connect(m_map, &LayerMap::message, this, &LayersPage::message);
    connect(m_map, &LayerMap::playRequested, this, [this](std::size_t row) {
        if (m_map->result() != nullptr) playRow(*m_map->result()->source, row);
    });
    connect(m_map, &LayerMap::openRequested, this, [this](std::size_t row) {
        if (m_map->result() != nullptr) openRow(*m_map->result()->source, row, std::nullopt);
    });
    const UtteranceList* list = m_mapPanel->list();
    connect(list, &UtteranceList::playRequested, this, [this](int index) {
        const std::size_t row = m_mapPanel->list()->rows()[static_cast<std::size_t>(index)].prediction;
        m_map->cloud()->setCurrent(static_cast<int>(row));
        playRow(*m_map->result()->source, row);
        if (m_player.isPlaying()) m_mapPanel->list()->setPlaying(index);
    });
    connect(list, &UtteranceList::stopRequested, &m_player, &UtterancePlayer::stop);
    connect(list, &UtteranceList::openRequested, this, [this](int index) {
        openRow(*m_map->result()->source, m_mapPanel->list()->rows()[static_cast<std::size_t>(index)].prediction, std::nullopt);
    });
    connect(list, &UtteranceList::left, this, [this] { m_map->cloud()->setFocus(Qt::OtherFocusReason); });
    connect(&m_player, &UtterancePlayer::stopped, this, [this] { m_mapPanel->list()->setPlaying(-1); });
    connect(m_mapPanel, &LayerMapPanel::reconstructRequested, this, &LayersPage::reconstruct);
    connect(m_mapPanel, &LayerMapPanel::copyRequested, this, &LayersPage::copyMapped);
    connect(m_mapPanel, &LayerMapPanel::saveRequested, this, [this] { askSaveMap(true); });
    connect(m_mapPanel, &LayerMapPanel::clearRequested, this, [this] {
        m_map->cloud()->setFocus(Qt::OtherFocusReason);  // the button goes
        m_map->cloud()->setSelection({});
    });
}

void LayersPage::registerMapActions() {
    if (m_context.actions == nullptr) return;
    ActionRegistry& actions = *m_context.actions;
    registerAction("layers.map", tr("Correlations or map of utterances"),
                   tr("Changes Layers between the correlations of units and the map of utterances."),
                   [this] { setShowsMap(!showsMap()); });
    registerAction("layers.saveMap", tr("Save map as CSV..."),
                   tr("Saves the places of all utterances in the map with what is known of them."),
                   [this] { askSaveMap(false); });
    registerAction("layers.copyMapped", tr("Copy selected utterances"),
                   tr("Copies the utterances that are selected in the map, with their places and what is known of them."),
                   [this] { copyMapped(); });
    registerAction(
        "layers.reconstruct", tr("Reconstruct selected utterances..."),
        tr("Shows what an autoencoder makes of the utterances that are selected in the map, and exchanges their emotions."),
        [this] { reconstruct(); });
    registerAction("layers.mapList", tr("Go to the selected utterances"),
                   tr("Goes to the list of utterances that are selected in the map, to hear them."), [this] {
                       setShowsMap(true);
                       setCardShown(true);
                       m_mapPanel->list()->setFocus(Qt::ShortcutFocusReason);
                   });
    actions.attach(m_mapPanel->list(), KeyScope::Table);
}

bool LayersPage::showsMap() const { return m_views != nullptr && m_views->currentIndex() == 1; }

void LayersPage::setShowsMap(bool map) { m_views->setCurrentIndex(map ? 1 : 0); }

void LayersPage::showMap() {
    if (m_set != nullptr)
        m_map->setSet(m_set, m_settings.pool);
    else
        m_map->setNothing(tr("%1 has not listened to %2 yet.").arg(m_settings.encoder, m_settings.corpus));
}

void LayersPage::showMapSelection() {
    const std::vector<std::size_t> rows = m_map->selection();
    m_mapPanel->setSelected(m_map->result().get(), rows);
    m_mapPanel->setDecodes(decoder() != nullptr);
    if (showsMap() && m_placed && !rows.empty() && m_across->sizes().value(1) == 0) setCardShown(true);
}

const store::ModelEntry* LayersPage::decoder() const {
    if (m_map->result() == nullptr) return nullptr;
    const auto& shown = m_map->result()->source->set.info();
    const store::ModelEntry* model = shown.untrainedSeed ? nullptr : m_choices.model(QString::fromStdString(shown.encoder));
    const bool decodes = model != nullptr && model->card.tensorsSha256 == shown.weightsSha256 &&
                         model->card.kind == experiment::kAdversarialAutoencoder &&
                         experiment::hasDecoder(model->card.settings) && !experiment::seesFrames(model->card.settings);
    return decodes ? model : nullptr;
}

CodeDialog* LayersPage::codeDialog() const { return m_codes; }

void LayersPage::reconstruct() {
    if (m_context.engine == nullptr) return;
    const LayerMapResult* result = m_map->result().get();
    if (result == nullptr || decoder() == nullptr) {
        const bool kind = result != nullptr && result->source->set.info().encoderKind == experiment::kAdversarialAutoencoder;
        Q_EMIT message(kind ? tr("This autoencoder makes no utterances again: it is the baseline, sees frames, has not been "
                                 "trained, was trained anew since, or is gone.")
                            : tr("Only an autoencoder makes utterances again: choose one as the network, and look at its map."),
                       false);
        return;
    }
    std::vector<CodedUtterance> utterances;
    for (const std::size_t row : m_map->selection()) {
        const UtteranceSound sound = soundOf(*result->source, row);
        if (sound.path.empty()) continue;
        utterances.push_back({QString::fromStdString(result->source->set.info().utterances[row]),
                              {sound.path, sound.startSeconds, sound.endSeconds}});
    }
    if (utterances.empty()) {
        Q_EMIT message(tr("Select an utterance whose recording is on this machine."), false);
        return;
    }
    delete m_codes;
    m_codes = new CodeDialog(m_context, *decoder(), std::move(utterances), m_codeBackend, this);
    m_codes->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_codes, &CodeDialog::saved, this, [this](const QString& file) {
        Q_EMIT message(tr("The features were saved as %1.").arg(QFileInfo(file).fileName()), false);
    });
    m_codes->show();
}

QJsonObject LayersPage::saveMap() const {
    QJsonObject state = m_map->settings().toJson();
    state.insert("shown", showsMap());
    QJsonArray selected;
    for (const int row : m_map->keptSelection()) selected.append(row);
    if (!selected.isEmpty()) state.insert("selected", selected);
    return state;
}

void LayersPage::restoreMap(const QJsonObject& state) {
    m_map->setSettings(LayerMapSettings::fromJson(state));
    std::vector<int> rows;
    for (const QJsonValue& each : state["selected"].toArray()) rows.push_back(each.toInt(-1));
    m_map->wantSelection(std::move(rows));
    setShowsMap(state["shown"].toBool());
}

QList<PageCommand> LayersPage::mapCommands() const {
    if (m_map->result() == nullptr) return {};
    const LayerMapResult& result = *m_map->result();
    QStringList words{
        QStringLiteral("project"),  QString::fromStdString(result.source->set.path().string()),
        QStringLiteral("--layer"),  result.layer ? QString::number(*result.layer + 1) : QStringLiteral("all"),
        QStringLiteral("--method"), QString::fromStdString(std::string(learn::projectionName(result.projection->method)))};
    if (result.projection->isTSne())
        words << QStringLiteral("--perplexity") << QString::number(result.projection->perplexity, 'g', 12);
    words << QStringLiteral("--pool") << QString::fromStdString(std::string(store::activationPoolName(result.pool)));
    QStringList figure = words;
    if (const QString colour = m_map->colourBox()->currentData().toString(); !colour.isEmpty())
        figure << QStringLiteral("--colour") << colour;
    QList<PageCommand> list{
        {tr("The map as a table"),
         shellCommand(workspace(), words + QStringList{QStringLiteral("--out"), QStringLiteral("map.csv")})},
        {tr("The map as a drawing"),
         shellCommand(workspace(), figure + QStringList{QStringLiteral("--figure"), QStringLiteral("map.svg")})}};
    if (const auto* codes = codeDialog(); codes != nullptr && !codes->command().isEmpty())
        list.append({codes->windowTitle(), shellCommand(workspace(), codes->command())});
    return list;
}

void LayersPage::copyMapped() {
    const LayerMapResult* result = m_map->result().get();
    const std::vector<std::size_t> rows = m_map->selection();
    if (result == nullptr || rows.empty()) return;
    QGuiApplication::clipboard()->setText(QString::fromStdString(
        experiment::utteranceMapCsv(*result->projection, result->source->set.info(), *result->columns, rows, '\t')));
    Q_EMIT message(tr("The selected utterances are on the clipboard."), false);
}

void LayersPage::askSaveMap(bool selected) {
    if (m_map->result() == nullptr || (selected && m_map->selection().empty())) return;
    const store::ActivationSetInfo& info = m_map->result()->source->set.info();
    askSaveFile(this, selected ? tr("Save selected utterances as CSV") : tr("Save map as CSV"), {tr("Tables (*.csv)")},
                QStringLiteral("%1-%2-map.csv").arg(QString::fromStdString(info.encoder), QString::fromStdString(info.corpus)),
                [this, selected](const QString& file) { saveMapTo(file, selected); });
}

void LayersPage::saveMapTo(const QString& file, bool selected) {
    if (m_map->result() == nullptr) return;
    const std::vector<std::size_t> rows = selected ? m_map->selection() : std::vector<std::size_t>();
    if (selected && rows.empty()) return;  // gone meanwhile: none is not all
    saveFile(
        m_loader, file,
        [rows, result = m_map->result()]() -> core::Result<QByteArray> {
            return QByteArray::fromStdString(
                experiment::utteranceMapCsv(*result->projection, result->source->set.info(), *result->columns, rows));
        },
        [this, file](const QString& problem) { tellSaved(file, tr("The map was saved as %1."), problem); });
}

}  // namespace prososcope::gui
