// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/ModelTracks.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLocale>
#include <QSignalBlocker>
#include <algorithm>
#include <filesystem>

#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/PanelParts.h"
#include "app/gui/inspect/PanelSection.h"
#include "app/gui/inspect/PropertiesPanel.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "engine/store/Workspace.h"
#include "widgets/DimensionPlottable.h"
#include "widgets/EmotionPlottable.h"
#include "widgets/PaneStack.h"

namespace prososcope::gui {

using widgets::SignalPane;

namespace {

constexpr int kPosteriorStretch = 16;
constexpr int kDimensionStretch = 20;
constexpr int kLabelStretch = 5;

QString posteriorId(int slot) { return QStringLiteral("emotion:%1").arg(slot); }
QString dimensionId(int slot) { return QStringLiteral("dimensions:%1").arg(slot); }

}  // namespace

core::Result<QList<widgets::CorpusLabel>> findCorpusLabels(const std::string& workspace, const std::string& audio,
                                                           double durationSeconds, core::Progress& progress) {
    QList<widgets::CorpusLabel> labels;
    std::error_code code;
    if (!std::filesystem::exists(std::filesystem::path(workspace) / "workspace.sqlite", code)) return labels;
    const auto store = store::Workspace::open(workspace);
    if (!store) return core::fail(store.error());
    const auto corpora = store->corpora();
    if (!corpora) return core::fail(corpora.error());
    const auto wanted = std::filesystem::weakly_canonical(audio, code);
    for (const auto& summary : *corpora) {
        if (progress.stopRequested()) return core::cancelled();
        const auto folder = std::filesystem::weakly_canonical(summary.folder, code);
        const auto relative = wanted.lexically_relative(folder);
        if (relative.empty() || *relative.begin() == "..") continue;
        const auto corpus = store->corpus(summary.name);
        if (!corpus) return core::fail(corpus.error());
        for (const auto& utterance : corpus->utterances) {
            if (utterance.emotion.empty() || utterance.path.lexically_normal() != relative) continue;
            labels.append({utterance.startSeconds, utterance.endSeconds < 0.0 ? durationSeconds : utterance.endSeconds,
                           QString::fromStdString(utterance.emotion), QString::fromStdString(summary.name),
                           QString::fromStdString(utterance.speaker)});
        }
    }
    return labels;
}

ModelTracks::ModelTracks(const PageContext& context, InspectPage* page)
    : QObject(page),
      m_context(context),
      m_page(page),
      m_cache(std::filesystem::path(context.workspaceFolder.toStdString()) / "cache"),
      m_labelPane(new SignalPane) {
    m_predictAll =
        context.actions->add({.id = "inspect.predictAll",
                              .menu = "tools",
                              .text = tr("&Predict the whole recording"),
                              .description = tr("Let the models go over all of a recording longer than half an hour.")},
                             [this] { predictAll(); });
    for (int slot = 1; slot <= kModels; ++slot) makeSlot(slot);
    m_labels = new widgets::LabelPlottable(m_labelPane->xAxis, m_labelPane->yAxis);
    m_labelPane->setObjectName("label");
    m_labelPane->setOnImage(true);
    m_labelPane->setName(tr("Corpus label"));
    page->panes()->addPane("label", m_labelPane, tr("Corpus label"), kLabelStretch);
    page->panes()->stack()->setPaneAvailable("label", false);
    makeFields();
    connect(page, &InspectPage::currentChanged, this, &ModelTracks::follow);
    connect(page, &InspectPage::modelsChanged, this, &ModelTracks::listModels);
    connect(page->properties(), &PropertiesPanel::predictAllRequested, this, &ModelTracks::predictAll);
    follow();
}

ModelTracks::~ModelTracks() {
    for (auto& slot : m_slots) slot.tracker->setRecording(nullptr);
}

void ModelTracks::makeSlot(int slot) {
    auto& made = m_slots[static_cast<std::size_t>(slot - 1)];
    auto* panes = m_page->panes();
    made.tracker = slot == 1 ? m_page->tracker() : new EmotionTracker(m_page->backend(), m_context.engine, this, slot);
    made.tracker->setCache(&m_cache);
    if (slot > 1) {
        made.pane = new SignalPane;
        made.pane->setObjectName(posteriorId(slot));
        made.pane->setOnImage(true);
        made.pane->setName(tr("Emotion"));
        made.posteriors = new widgets::EmotionPlottable(made.pane->xAxis, made.pane->yAxis);
        panes->addPane(posteriorId(slot), made.pane, tr("Emotion"), kPosteriorStretch);
        panes->stack()->setPaneAvailable(posteriorId(slot), false);
        connect(made.tracker, &EmotionTracker::failed, this,
                [this](const QString& problem) { Q_EMIT m_page->message(problem, true); });
    }
    made.dimensionPane = new SignalPane;
    made.dimensionPane->setObjectName(dimensionId(slot));
    made.dimensionPane->setName(tr("Dimensions"));
    made.dimensions = new widgets::DimensionPlottable(made.dimensionPane->xAxis, made.dimensionPane->yAxis);
    panes->addPane(dimensionId(slot), made.dimensionPane, tr("Dimensions"), kDimensionStretch);
    panes->stack()->setPaneAvailable(dimensionId(slot), false);
    connect(made.tracker, &EmotionTracker::trackChanged, this, [this, slot] {
        showTrack(slot);
        showDimensions(slot);
        offerAll();
    });
}

void ModelTracks::makeFields() {
    auto* section = new PanelSection("section.furtherModels", tr("FURTHER MODELS"));
    for (int slot = 2; slot <= kModels; ++slot) {
        auto* field = new QComboBox;
        field->setObjectName(QStringLiteral("model%1").arg(slot));
        field->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        panelField(section->grid(), slot == 2 ? tr("second") : tr("third"), field);
        field->setAccessibleName(slot == 2 ? tr("Second model") : tr("Third model"));
        m_slots[static_cast<std::size_t>(slot - 1)].field = field;
        connect(field, &QComboBox::activated, this, [this, slot, field] { choose(slot, field->currentData().toString()); });
    }
    m_page->properties()->addBelowModel(section);
    listModels();
}

void ModelTracks::listModels() {
    for (int slot = 2; slot <= kModels; ++slot) {
        auto& one = m_slots[static_cast<std::size_t>(slot - 1)];
        const QSignalBlocker blocker(one.field);
        one.field->clear();
        one.field->addItem(tr("none"), QString());
        for (const auto& model : m_page->models()) {
            const QString name = QString::fromStdString(model.card.name);
            one.field->addItem(name, name);
            one.field->setItemData(one.field->count() - 1, QString::fromStdString(model.card.title), Qt::ToolTipRole);
        }
        one.field->setCurrentIndex(std::max(0, one.field->findData(one.wanted)));
        one.field->setEnabled(one.field->count() > 1);
        choose(slot, one.wanted);
    }
}

void ModelTracks::choose(int slot, const QString& name) {
    auto& one = m_slots[static_cast<std::size_t>(slot - 1)];
    one.wanted = name;
    store::ModelEntry chosen;
    for (const auto& model : m_page->models()) {
        if (QString::fromStdString(model.card.name) == name) chosen = model;
    }
    const QSignalBlocker blocker(one.field);
    one.field->setCurrentIndex(std::max(0, one.field->findData(name)));
    one.tracker->setModel(chosen);
}

void ModelTracks::follow() {
    auto* recording = m_page->current();
    if (recording == m_recording && recording != nullptr) return;
    if (m_recording) {
        m_recording->disconnect(this);
        m_recording->view()->disconnect(this);
    }
    m_recording = recording;
    for (int slot = 2; slot <= kModels; ++slot) tracker(slot)->setRecording(recording);
    m_labels->setLabels({});
    m_page->panes()->stack()->setPaneAvailable("label", false);
    if (recording == nullptr) return;
    connect(recording, &RecordingModel::opened, this, [this] {
        for (int slot = 2; slot <= kModels; ++slot) tracker(slot)->update();
        findLabels();
    });
    connect(recording->view(), &widgets::TimeView::rangeChanged, this, [this] {
        for (int slot = 2; slot <= kModels; ++slot) tracker(slot)->update();
    });
    findLabels();
}

void ModelTracks::predictAll() {
    for (auto& slot : m_slots) slot.tracker->predictAll();
    offerAll();
}

void ModelTracks::offerAll() {
    const bool offered = std::any_of(m_slots.begin(), m_slots.end(), [](const Slot& slot) {
        return slot.tracker != nullptr && slot.tracker->waitsForAsking();
    });
    m_page->properties()->setPredictAllOffered(offered);
    m_predictAll->setEnabled(offered);
}

void ModelTracks::showTrack(int slot) {
    const auto& one = m_slots[static_cast<std::size_t>(slot - 1)];
    if (!one.pane) return;
    const auto& card = one.tracker->model().card;
    const auto track = one.tracker->track();
    one.posteriors->setTrack(track);
    auto* stack = m_page->panes()->stack();
    const QString name = QString::fromStdString(card.name);
    stack->setTitle(posteriorId(slot), tr("Emotion, %1").arg(name));
    one.pane->setName(one.tracker->withNote(tr("Emotion, %1").arg(name)));
    stack->setPaneAvailable(posteriorId(slot), !card.classes.empty());
    one.pane->drawSoon();
}

void ModelTracks::showDimensions(int slot) {
    const auto& one = m_slots[static_cast<std::size_t>(slot - 1)];
    if (!one.dimensionPane) return;
    const auto& card = one.tracker->model().card;
    const auto track = one.tracker->track();
    one.dimensions->setTrack(track);
    auto* stack = m_page->panes()->stack();
    stack->setPaneAvailable(dimensionId(slot), !card.dimensions.empty());
    if (card.dimensions.empty()) return;
    const QLocale locale;
    const QString name = QString::fromStdString(card.name);
    // "Model · valence solid 1–7 · arousal dashed 1–7": the lines and their scales stand in the name.
    const QString styles[] = {tr("%1 solid %2\u2013%3", "dimension and its scale"),
                              tr("%1 dashed %2\u2013%3", "dimension and its scale"),
                              tr("%1 dotted %2\u2013%3", "dimension and its scale")};
    QStringList parts{tr("Dimensions, %1").arg(name)};
    for (std::size_t d = 0; d < std::min<std::size_t>(card.dimensions.size(), std::size(styles)); ++d) {
        const auto& dimension = card.dimensions[d];
        const QString space = dimension.low < 0.0 ? QStringLiteral(" ") : QString();  // "-1 - 1", not "-1-1"
        parts.append(styles[d].arg(widgets::DimensionPlottable::word(QString::fromStdString(dimension.name)),
                                   locale.toString(dimension.low) + space, space + locale.toString(dimension.high)));
    }
    stack->setTitle(dimensionId(slot), parts.first());
    one.dimensionPane->setName(one.tracker->withNote(parts.join(QStringLiteral(" \u00b7 "))));
    one.dimensionPane->setTicks({{0.5, {}, true}});
    one.dimensionPane->drawSoon();
}

void ModelTracks::findLabels() {
    if (!m_recording || m_recording->state() != RecordingModel::State::Open) return;
    using Labels = QList<widgets::CorpusLabel>;
    m_loader.load<Labels>(
        QStringLiteral("labels"),
        [workspace = m_context.workspaceFolder.toStdString(), audio = m_recording->path().toStdString(),
         duration = m_recording->duration()](core::Progress& progress) {
            return findCorpusLabels(workspace, audio, duration, progress);
        },
        [this, recording = m_recording](const core::Result<Labels>& found) {
            if (!found || found->isEmpty() || recording != m_recording) return;
            m_labels->setLabels(*found);
            QStringList corpora;
            for (const auto& label : *found) corpora.append(label.corpus);
            corpora.removeDuplicates();
            m_labelPane->setName(tr("Label, %1").arg(corpora.join(QStringLiteral(", "))));
            m_page->panes()->stack()->setPaneAvailable("label", true);
            m_labelPane->drawSoon();
        });
}

const widgets::DimensionPlottable& ModelTracks::dimensions(int slot) const {
    return *m_slots[static_cast<std::size_t>(slot - 1)].dimensions;
}

bool ModelTracks::isIdle() const {
    const bool trackers = std::all_of(m_slots.begin() + 1, m_slots.end(), [](const Slot& slot) {
        const auto track = slot.tracker->track();
        return !slot.tracker->hasModel() || slot.tracker->isIdle() || (track && track->missing() == 0);
    });
    return trackers && m_loader.isIdle();
}

QJsonArray ModelTracks::saveState() const {
    QJsonArray names;
    for (std::size_t i = 1; i < m_slots.size(); ++i) names.append(m_slots[i].wanted);
    return names;
}

void ModelTracks::restoreState(const QJsonArray& state) {
    for (int slot = 2; slot <= kModels; ++slot) choose(slot, state.at(slot - 2).toString());
}

}  // namespace prososcope::gui
