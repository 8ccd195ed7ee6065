// SPDX-License-Identifier: GPL-3.0-or-later
// The part of LayersControls whose choices follow from others: targets, orders, comparisons, statistics.
#include <QAbstractItemView>
#include <QActionGroup>
#include <QMenu>
#include <algorithm>
#include <utility>

#include "app/gui/corpus/FilterButton.h"
#include "app/gui/layers/LayersControls.h"

namespace prososcope::gui {

namespace {
constexpr int kShownTargets = 2;  // in the button's text
constexpr int kShortest = 7;      // letters of the comparison that are seen
constexpr int kLongest = 18;
constexpr int kListMargin = 24;
}  // namespace

void LayersControls::showTargets() {
    QStringList names;
    for (const experiment::TargetChoice& each : m_targetChoices)
        if (m_settings.targets.contains(QString::fromStdString(each.key))) names << targetTitle(each);
    QString text = names.mid(0, kShownTargets).join(QStringLiteral(", "));
    if (names.size() > kShownTargets)
        text = tr("%1, %2 more", "targets, and how many further ones").arg(text).arg(names.size() - kShownTargets);
    if (names.isEmpty()) text = tr("None");
    m_targets->setText(text);
    m_targets->setAccessibleName(tr("Targets: %1").arg(text));
    m_targets->setEnabled(!m_targetChoices.empty());
    m_targets->updateGeometry();
}

void LayersControls::showOrders() {
    const bool was = std::exchange(m_filling, true);
    m_order->clear();
    m_order->addItem(tr("As they are"), QString());
    m_order->addItem(tr("Clustered"), QString::fromLatin1(kClusteredOrder));
    for (const experiment::TargetChoice& each : m_targetChoices) {
        const QString key = QString::fromStdString(each.key);
        if (m_settings.targets.contains(key)) m_order->addItem(tr("By r of %1").arg(targetTitle(each)), key);
    }
    m_order->setCurrentIndex(std::max(0, m_order->findData(m_settings.order)));
    m_filling = was;
}

void LayersControls::setComparable(QList<std::pair<QString, QString>> sets) {
    m_comparable = std::move(sets);
    showComparisons();
}

void LayersControls::showComparisons() {
    const bool was = std::exchange(m_filling, true);
    const auto add = [this](const QString& text, const LayersComparison& what) { m_comparison->addItem(text, what.toText()); };
    using With = LayersComparison::With;
    m_comparison->clear();
    add(tr("Nothing"), {});
    QList<const experiment::TargetChoice*> shown;
    for (const experiment::TargetChoice& each : m_targetChoices)
        if (m_settings.targets.contains(QString::fromStdString(each.key))) shown << &each;
    for (qsizetype first = 0; first < shown.size(); ++first)
        for (qsizetype second = first + 1; second < shown.size(); ++second)
            add(differenceTitle(targetTitle(*shown[first]), targetTitle(*shown[second])),
                {With::Target, QString::fromStdString(shown[first]->key), QString::fromStdString(shown[second]->key), {}});
    add(tr("With untrained"), {With::Untrained, {}, {}, {}});
    for (const auto& [file, title] : std::as_const(m_comparable))
        add(tr("With %1", "other activations").arg(title), {With::Stored, {}, {}, file});
    m_comparison->setCurrentIndex(std::max(0, m_comparison->findData(m_settings.comparison.toText())));
    // As wide as what is chosen; its list is as wide as the longest.
    m_comparison->setMinimumContentsLength(
        std::clamp(static_cast<int>(m_comparison->currentText().size()), kShortest, kLongest));
    m_comparison->view()->setMinimumWidth(m_comparison->view()->sizeHintForColumn(0) + kListMargin);
    m_comparison->updateGeometry();
    m_filling = was;
}

void LayersControls::buildStatistics() {
    m_statistics = addMenu("statistics", tr("Statistics"),
                           tr("Pearson's r of the values, or Spearman's of their ranks. What duration or level explain can be "
                              "taken off both sides first: activations often follow them. "
                              "Permutations tell how large the largest |r| of all units gets when labels change places within "
                              "speakers. Over all targets: p values are corrected for all maps together."));
    auto* menu = new QMenu(m_statistics);
    const auto add = [&](const QString& text, bool LayersSettings::*what) {
        QAction* action = menu->addAction(text);
        action->setCheckable(true);
        connect(action, &QAction::toggled, this, [this, what](bool on) {
            if (m_filling) return;
            const LayersSettings before = m_settings;
            m_settings.*what = on;
            if (!m_settings.permutations) m_settings.byPermutations = false;
            showSettings();
            tell(before);
        });
        return action;
    };
    auto* kinds = new QActionGroup(menu);
    const auto addKind = [&](const QString& text, analysis::CorrelationKind kind) {
        QAction* action = menu->addAction(text);
        action->setCheckable(true);
        kinds->addAction(action);
        connect(action, &QAction::triggered, this, [this, kind] {
            const LayersSettings before = m_settings;
            m_settings.kind = kind;
            showSettings();
            tell(before);
        });
        return action;
    };
    m_pearson = addKind(tr("Pearson"), analysis::CorrelationKind::Pearson);
    m_spearman = addKind(tr("Spearman"), analysis::CorrelationKind::Spearman);
    menu->addSeparator();
    m_duration = add(tr("Without duration"), &LayersSettings::partialDuration);
    m_level = add(tr("Without level"), &LayersSettings::partialLevel);
    menu->addSeparator();
    m_permutations = add(tr("%1 permutations").arg(kPermutations), &LayersSettings::permutations);
    m_allTargets = add(tr("Corrected over all targets"), &LayersSettings::allTargets);
    connect(m_statistics, &QToolButton::clicked, menu,
            [this, menu] { menu->popup(m_statistics->mapToGlobal(QPoint(0, m_statistics->height() + 2))); });
}

void LayersControls::showStatistics() {
    const bool ranks = m_settings.kind == analysis::CorrelationKind::Spearman;
    (ranks ? m_spearman : m_pearson)->setChecked(true);
    m_duration->setChecked(m_settings.partialDuration);
    m_level->setChecked(m_settings.partialLevel);
    m_permutations->setChecked(m_settings.permutations);
    m_allTargets->setChecked(m_settings.allTargets);
    QStringList words{ranks ? tr("Spearman") : tr("Pearson")};
    if (m_settings.partialDuration && m_settings.partialLevel)
        words << tr("no duration, level");
    else if (m_settings.partialDuration)
        words << tr("no duration");
    else if (m_settings.partialLevel)
        words << tr("no level");
    if (m_settings.permutations) words << tr("permuted");
    if (m_settings.allTargets) words << tr("all targets");
    const QString text = words.join(QStringLiteral(", "));
    m_statistics->setText(text);
    m_statistics->setAccessibleName(tr("Statistics: %1").arg(text));
    m_statistics->updateGeometry();
}

}  // namespace prososcope::gui
