// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/layers/LayersControls.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>
#include <QWidgetAction>
#include <algorithm>
#include <utility>

#include "app/gui/FlowLayout.h"
#include "app/gui/PageParts.h"
#include "app/gui/corpus/FilterButton.h"
#include "engine/analysis/UnitClustering.h"
#include "widgets/ScoreText.h"
#include "widgets/Style.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using analysis::Correction;
using analysis::SpeakerPooling;
using store::ActivationPool;
using widgets::Theme;

namespace {

constexpr int kListWidth = 260;
constexpr int kListRows = 16;
constexpr int kLongestChoice = 20;
// Among the corrections.
constexpr int kUncorrected = -1;
constexpr int kByPermutations = -2;

/// The entry with this data, added where a setting names what is not there any more.
void select(QComboBox* box, const QString& data) {
    int index = data.isEmpty() ? std::min(0, box->count() - 1) : box->findData(data);
    if (index < 0 && !data.isEmpty()) {
        box->addItem(data, data);
        index = box->count() - 1;
    }
    box->setCurrentIndex(index);
}

template <typename Value>
void selectValue(QComboBox* box, Value value) {
    box->setCurrentIndex(box->findData(static_cast<int>(value)));
}

}  // namespace

LayersControls::LayersControls(QWidget* parent) : QWidget(parent) {
    setAutoFillBackground(true);
    paintPanel(this);
    auto* chosen = new QWidget(this);
    m_flow = new FlowLayout(6, chosen);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(16);
    row->addWidget(chosen, 1);

    m_encoder = addChooser("encoder", tr("Network"), tr("The network whose units are looked at."));
    m_tap = addChooser("tap", tr("Read at"), tr("The place in each layer at which its values are read."));
    m_corpus = addChooser("corpus", tr("Corpus"), tr("The utterances that the network listens to."));
    m_pool = addChooser("pool", tr("Over time"), tr("What becomes of a unit's values over an utterance."));
    m_pool->addItem(tr("Mean"), static_cast<int>(ActivationPool::Mean));
    m_pool->addItem(tr("Largest"), static_cast<int>(ActivationPool::Maximum));
    m_pool->addItem(tr("Deviation"), static_cast<int>(ActivationPool::Deviation));
    buildTargets();
    m_speakers =
        addChooser("speakers", tr("Speakers"),
                   tr("Fisher z: each speaker's own r, then the mean of Fisher's z with its interval between speakers. "
                      "Centred: all utterances, each speaker's mean taken off. One speaker: that one's alone."));
    buildStatistics();
    m_correction = addChooser(
        "correction", tr("Corrected"),
        tr("How p values are corrected for the number of units in a map: against false discoveries by "
           "Benjamini and Hochberg (BH) or Benjamini and Yekutieli (BY), against any by Holm or Bonferroni, or by the "
           "largest |r| when labels change places within speakers."));
    const double level = analysis::CorrelationSettings().alpha;
    for (const Correction each :
         {Correction::BenjaminiHochberg, Correction::BenjaminiYekutieli, Correction::Holm, Correction::Bonferroni})
        m_correction->addItem(correctionText(each, level), static_cast<int>(each));
    m_correction->addItem(tr("Permuted, p < %1").arg(widgets::scoreText(level, 2)), kByPermutations);
    m_correction->addItem(correctionText(std::nullopt, level), kUncorrected);
    m_control =
        addChooser("control", tr("Control"),
                   tr("A map beside each that should show nothing: the labels shuffled within each speaker, or the same "
                      "network untrained."));
    m_control->addItem(tr("None"), static_cast<int>(LayersControl::None));
    m_control->addItem(tr("Shuffled labels"), static_cast<int>(LayersControl::ShuffledLabels));
    m_control->addItem(tr("Untrained"), static_cast<int>(LayersControl::UntrainedNetwork));
    m_comparison = addChooser(
        "comparison", tr("Compare"),
        tr("A further map of differences, each tested: of two targets, or of each target here and in other activations of the "
           "same utterances. Over speakers a paired t on Fisher's z, else Meng, Rosenthal and Rubin's test of correlations "
           "that have one side in common."));
    m_comparison->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_order =
        addChooser("order", tr("Units"),
                   tr("The order of the units within each layer, the same in all maps. Clustered: units whose activations "
                      "rise and fall together over utterances stand side by side, whatever the target (average linkage on "
                      "1 - r, each speaker's mean taken off, of at most %1 utterances).")
                       .arg(analysis::kMostClusteringRows));
    m_look = addChooser("look", tr("Colours"), tr("Signed r, blue to red, or its size alone as in the paper's figures."));
    m_look->addItem(tr("Signed r"), 0);
    m_look->addItem(tr("|r|"), 1);

    for (QWidget* each :
         QList<QWidget*>{m_targets, m_speakers, m_statistics, m_correction, m_control, m_comparison, m_order, m_look})
        m_ofCorrelations << each->parentWidget();

    m_compute = new QPushButton(this);
    m_compute->setObjectName(QStringLiteral("compute"));
    m_export = new QPushButton(tr("Export figure"), this);
    m_export->setObjectName(QStringLiteral("export"));
    m_export->setToolTip(tr("Saves the maps as PNG, SVG or PDF, as they are seen"));
    for (QPushButton* button : {m_compute, m_export}) {
        button->setAutoDefault(false);
        row->addWidget(button, 0, Qt::AlignBottom);
    }
    connect(m_compute, &QPushButton::clicked, this, &LayersControls::computeRequested);
    connect(m_export, &QPushButton::clicked, this, &LayersControls::exportRequested);

    choose(m_encoder, [this](LayersSettings& s) {
        s.encoder = m_encoder->currentData().toString();
        s.tap.clear();
    });
    choose(m_tap, [this](LayersSettings& s) { s.tap = m_tap->currentData().toString(); });
    choose(m_corpus, [this](LayersSettings& s) { s.corpus = m_corpus->currentData().toString(); });
    choose(m_pool, [this](LayersSettings& s) { s.pool = static_cast<ActivationPool>(m_pool->currentData().toInt()); });
    choose(m_speakers, [this](LayersSettings& s) {
        const QVariant which = m_speakers->currentData();
        const bool one = which.typeId() == QMetaType::QString;
        s.pooling = one ? SpeakerPooling::One : static_cast<SpeakerPooling>(which.toInt());
        s.speaker = one ? which.toString() : QString();
    });
    choose(m_correction, [this](LayersSettings& s) {
        const int value = m_correction->currentData().toInt();
        s.byPermutations = value == kByPermutations;
        if (s.byPermutations)
            s.permutations = true;
        else
            s.correction = value == kUncorrected ? std::nullopt : std::optional(static_cast<Correction>(value));
    });
    choose(m_control, [this](LayersSettings& s) { s.control = static_cast<LayersControl>(m_control->currentData().toInt()); });
    choose(m_comparison,
           [this](LayersSettings& s) { s.comparison = LayersComparison::fromText(m_comparison->currentData().toString()); });
    choose(m_order, [this](LayersSettings& s) { s.order = m_order->currentData().toString(); });
    choose(m_look, [this](LayersSettings& s) { s.absolute = m_look->currentData().toInt() == 1; });

    setCompute(false, tr("Compute"), false);
    setCanExport(false);
    setSet(nullptr);
}

void LayersControls::addCaptioned(const QString& caption, QWidget* control) {
    m_flow->addWidget(captionedControl(caption, control, m_flow->parentWidget()));
}

QComboBox* LayersControls::addChooser(const char* name, const QString& caption, const QString& tip) {
    auto* box = new QComboBox(m_flow->parentWidget());
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(caption);
    box->setToolTip(tip);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    box->setMaximumWidth(box->fontMetrics().averageCharWidth() * kLongestChoice + 40);
    widgets::setCompact(box);
    addCaptioned(caption, box);
    return box;
}

MenuButton* LayersControls::addMenu(const char* name, const QString& caption, const QString& tip) {
    auto* button = new MenuButton(m_flow->parentWidget());
    button->setObjectName(QLatin1String(name));
    button->setToolTip(tip);
    widgets::setCompact(button);
    addCaptioned(caption, button);
    return button;
}

void LayersControls::buildTargets() {
    m_targets = addMenu("targets", tr("Targets"), tr("What the units are correlated with, one map for each."));
    auto* menu = new QMenu(m_targets);
    auto* content = new QWidget(menu);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(8, 8, 8, 8);
    m_targetList = new QListWidget(content);
    m_targetList->setAccessibleName(tr("Targets"));
    m_targetList->setFrameShape(QFrame::NoFrame);
    m_targetList->setFixedWidth(static_cast<int>(kListWidth * Theme::instance().scale()));
    layout->addWidget(m_targetList);
    auto* action = new QWidgetAction(menu);
    action->setDefaultWidget(content);
    menu->addAction(action);
    connect(m_targets, &QToolButton::clicked, menu,
            [this, menu] { menu->popup(m_targets->mapToGlobal(QPoint(0, m_targets->height() + 2))); });
    connect(menu, &QMenu::aboutToShow, m_targetList, [this] {
        if (m_targetList->currentRow() < 0) m_targetList->setCurrentRow(0);
        m_targetList->setFocus(Qt::PopupFocusReason);
    });
    connect(m_targetList, &QListWidget::itemChanged, this, [this] {
        if (m_filling) return;
        const LayersSettings before = m_settings;
        m_settings.targets.clear();
        for (int i = 0; i < m_targetList->count(); ++i) {
            const auto* item = m_targetList->item(i);
            if (item->checkState() == Qt::Checked) m_settings.targets << item->data(Qt::UserRole).toString();
        }
        showTargets();
        showOrders();
        showComparisons();
        tell(before);
    });
    // A click anywhere in a line is meant for its box.
    connect(m_targetList, &QListWidget::itemActivated, this, [](QListWidgetItem* item) {
        item->setCheckState(item->checkState() == Qt::Checked ? Qt::Unchecked : Qt::Checked);
    });
}

void LayersControls::choose(QComboBox* box, const std::function<void(LayersSettings&)>& take) {
    connect(box, &QComboBox::currentIndexChanged, this, [this, take](int index) {
        if (m_filling || index < 0) return;
        const LayersSettings before = m_settings;
        take(m_settings);
        tell(before);
    });
}

void LayersControls::tell(const LayersSettings& before) {
    if (!(m_settings == before)) Q_EMIT changed();
}

void LayersControls::setChoices(const LayersChoices& choices, const QStringList& taps) {
    m_filling = true;
    QStringList encoders;
    QStringList corpora;
    for (const auto& each : choices.models) encoders << QString::fromStdString(each.card.name);
    for (const auto& each : choices.corpora) corpora << QString::fromStdString(each.name);
    for (const auto& each : choices.sets) {
        encoders << QString::fromStdString(each.info.encoder);
        corpora << QString::fromStdString(each.info.corpus);
    }
    const auto fill = [](QComboBox* box, QStringList names) {
        names.removeDuplicates();
        box->clear();
        for (const QString& name : std::as_const(names)) box->addItem(name, name);
    };
    fill(m_encoder, encoders);
    fill(m_corpus, corpora);
    fill(m_tap, taps);
    m_filling = false;
    showSettings();
}

void LayersControls::setSet(const LayersSet* set) {
    m_filling = true;
    m_targetChoices = set != nullptr ? set->targets : std::vector<experiment::TargetChoice>();
    m_targetList->clear();
    for (const experiment::TargetChoice& each : m_targetChoices) {
        const QString note = targetNote(each);
        const QString name =
            note.isEmpty() ? targetTitle(each) : tr("%1, %2", "a target and its note").arg(targetTitle(each), note);
        auto* item = new QListWidgetItem(
            tr("%1  (%2)", "a target and for how many utterances it is known").arg(name).arg(each.utterances), m_targetList);
        item->setData(Qt::UserRole, QString::fromStdString(each.key));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
    }
    const int rows = std::clamp(m_targetList->count(), 1, kListRows);
    m_targetList->setFixedHeight(rows * std::max(22, m_targetList->sizeHintForRow(0)) + 4);
    m_speakers->clear();
    m_speakers->addItem(tr("All, Fisher z"), static_cast<int>(SpeakerPooling::FisherZ));
    m_speakers->addItem(tr("All, centred"), static_cast<int>(SpeakerPooling::Centred));
    m_speakers->addItem(tr("All, as they are"), static_cast<int>(SpeakerPooling::Raw));
    if (set != nullptr && !set->speakers.empty()) {
        m_speakers->insertSeparator(m_speakers->count());
        for (const std::string& each : set->speakers) {
            const QString name = QString::fromStdString(each);
            m_speakers->addItem(tr("Speaker %1").arg(name), name);
        }
    }
    m_filling = false;
    showSettings();
}

void LayersControls::setSettings(const LayersSettings& settings) {
    m_settings = settings;
    showSettings();
}

void LayersControls::showSettings() {
    m_filling = true;
    select(m_encoder, m_settings.encoder);
    select(m_tap, m_settings.tap);
    select(m_corpus, m_settings.corpus);
    selectValue(m_pool, m_settings.pool);
    selectValue(m_control, m_settings.control);
    m_correction->setCurrentIndex(m_correction->findData(m_settings.byPermutations ? kByPermutations
                                                         : m_settings.correction   ? static_cast<int>(*m_settings.correction)
                                                                                   : kUncorrected));
    if (m_settings.pooling == SpeakerPooling::One)
        select(m_speakers, m_settings.speaker);
    else
        selectValue(m_speakers, m_settings.pooling);
    m_look->setCurrentIndex(m_settings.absolute ? 1 : 0);
    showStatistics();
    for (int i = 0; i < m_targetList->count(); ++i) {
        auto* item = m_targetList->item(i);
        item->setCheckState(m_settings.targets.contains(item->data(Qt::UserRole).toString()) ? Qt::Checked : Qt::Unchecked);
    }
    m_filling = false;
    showTargets();
    showOrders();
    showComparisons();
    updateGeometry();
}

void LayersControls::setCompute(bool enabled, const QString& text, bool primary) {
    m_compute->setEnabled(enabled);
    m_compute->setVisible(enabled || primary);  // where all is there, nothing asks for it
    m_compute->setText(text);
    widgets::setPrimary(m_compute, primary);
    widgets::setPrimary(m_export, !primary);
}

void LayersControls::setCanExport(bool can) { m_export->setEnabled(can); }

void LayersControls::setForMap(bool map) {
    for (QWidget* each : std::as_const(m_ofCorrelations)) each->setVisible(!map);
    m_export->setToolTip(map ? tr("Saves the map as PNG, SVG or PDF, as it is seen")
                             : tr("Saves the maps as PNG, SVG or PDF, as they are seen"));
    updateGeometry();
}

}  // namespace prososcope::gui
