// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/layers/UnitCard.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "app/gui/PageParts.h"
#include "app/gui/results/UtteranceList.h"
#include "widgets/ScoreText.h"
#include "widgets/Style.h"
#include "widgets/Theme.h"
#include "widgets/UnitScatter.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {

constexpr int kScatterHeight = 200;
constexpr int kRowHeight = 24;

QString signedText(double value) {
    const QString text = QString::number(std::abs(value), 'f', 1);
    return (value < 0.0 ? QLatin1Char('-') : QLatin1Char('+')) + text;
}

}  // namespace

UnitCard::UnitCard(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Picked unit"));
    setAutoFillBackground(true);
    paintPanel(this);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget(scroll);
    m_title = headingLabel({}, content);
    m_title->setWordWrap(true);
    m_hint =
        new QLabel(tr("Click a cell, or go to it with the arrows and press Return: its numbers, its utterances and how they "
                      "sound appear here."),
                   content);
    m_hint->setWordWrap(true);
    paintText(m_hint, Ink::Muted);
    m_parts = new QWidget(content);
    m_numbers = new QWidget(m_parts);
    m_grid = new QGridLayout(m_numbers);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(0, 3);
    m_grid->setColumnStretch(1, 2);
    m_scatter = new widgets::UnitScatter(m_parts);
    m_scatter->setFixedHeight(static_cast<int>(kScatterHeight * Theme::instance().scale()));
    m_listTitle = headingLabel(tr("Utterances that drive it"), m_parts);
    m_list = new UtteranceList(m_parts);
    m_list->setAccessibleName(tr("Utterances that drive it"));
    m_open = new QPushButton(tr("Show in Inspect"), m_parts);
    m_copy = new QPushButton(tr("Copy"), m_parts);
    m_copy->setObjectName(QStringLiteral("copyUnit"));
    m_copy->setToolTip(tr("Copies what is known of this unit as a sentence"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QPushButton* button : {m_open, m_copy}) {
        widgets::setCompact(button);
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    auto* parts = new QVBoxLayout(m_parts);
    parts->setContentsMargins(0, 0, 0, 0);
    parts->setSpacing(8);
    parts->addWidget(m_numbers);
    parts->addSpacing(8);
    parts->addWidget(m_scatter);
    parts->addSpacing(8);
    parts->addWidget(m_listTitle);
    parts->addWidget(m_list);
    parts->addLayout(buttons);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(m_hint);
    column->addWidget(m_parts);
    column->addStretch(1);
    scroll->setWidget(content);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(scroll);
    connect(m_open, &QPushButton::clicked, m_list, &UtteranceList::openCurrent);
    connect(m_copy, &QPushButton::clicked, this, &UnitCard::copyRequested);
    connect(&Theme::instance(), &Theme::changed, this, &UnitCard::applyTheme);
    applyTheme();
    clear();
}

void UnitCard::applyTheme() {
    const QFont font = Theme::instance().font(Theme::Size::Normal);
    m_hint->setFont(font);
    m_numbers->setFont(font);
}

void UnitCard::clear() {
    m_title->setText(tr("Pick a unit"));
    m_hint->show();
    m_parts->hide();
    m_list->setRows({});
}

void UnitCard::addNumber(const QString& name, const QString& value, const QString& meaning) {
    const int row = m_next++;
    auto* title = new QLabel(name, m_numbers);
    paintText(title, Ink::Muted);
    auto* number = new QLabel(value, m_numbers);
    number->setObjectName(QStringLiteral("number"));
    number->setAccessibleName(tr("%1: %2", "the name of a number and the number").arg(name, value));
    number->setTextInteractionFlags(Qt::TextSelectableByMouse);
    for (QLabel* each : {title, number}) {
        each->setTextFormat(Qt::PlainText);
        each->setWordWrap(true);
        each->setToolTip(meaning);
    }
    m_grid->addWidget(title, row, 0);
    number->setAlignment(Qt::AlignRight | Qt::AlignTop);
    title->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_grid->addWidget(number, row, 1);
}

QString UnitCard::value(const QString& name) const {
    for (int row = 0; row < m_grid->rowCount(); ++row) {
        const auto* title = m_grid->itemAtPosition(row, 0);
        const auto* number = m_grid->itemAtPosition(row, 1);
        if (title == nullptr || number == nullptr || m_parts->isHidden()) continue;
        if (qobject_cast<QLabel*>(title->widget())->text() == name) return qobject_cast<QLabel*>(number->widget())->text();
    }
    return {};
}

void UnitCard::setUnit(const LayersResult& result, const widgets::CorrelationHeatmap::Cell& cell) {
    m_open->setToolTip(result.source->set.info().overTime
                           ? tr("Shows the utterance in its recording, with this unit over time below the waveform (Return)")
                           : tr("Shows the utterance in its recording (Return)"));
    const widgets::HeatmapData& all = *result.maps;
    const widgets::HeatmapMap& shown = all.maps[static_cast<std::size_t>(cell.map)];
    const QString& layer = all.layers.at(cell.layer);
    m_title->setText(layer.isEmpty() ? tr("Layer %1, unit %2").arg(cell.layer + 1).arg(cell.unit + 1)
                                     : tr("Layer %1 (%2), unit %3").arg(cell.layer + 1).arg(layer).arg(cell.unit + 1));
    m_hint->hide();
    std::size_t unit = static_cast<std::size_t>(cell.unit);
    for (int before = 0; before < cell.layer; ++before)
        unit += static_cast<std::size_t>(all.widths[static_cast<std::size_t>(before)]);
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_next = 0;
    const analysis::CorrelationMap& map = shown.map;
    const bool defined = !std::isnan(map.r[unit]);
    const bool difference = shown.difference != nullptr;
    addNumber(difference ? tr("Compared") : tr("Target"),
              shown.note.isEmpty() ? shown.title : tr("%1, %2", "a target and its note").arg(shown.title, shown.note));
    if (difference) addDifference(*shown.difference, unit, shown.correction);
    if (!difference)
        addNumber(tr("r"), defined ? widgets::scoreText(map.r[unit], 3) : tr("undefined"),
                  defined ? QString() : tr("The unit is constant, or there are fewer than four utterances."));
    if (defined && !difference) {
        addNumber(
            tr("95 % CI"),
            tr("%1 to %2", "an interval").arg(widgets::scoreText(map.low[unit], 2), widgets::scoreText(map.high[unit], 2)),
            result.settings.pooling == analysis::SpeakerPooling::FisherZ ? tr("Student's t over the speakers' Fisher z")
                                                                         : tr("By Fisher's z"));
        addNumber(tr("p"), widgets::probabilityText(map.p[unit]), tr("Two-sided, by Student's t"));
        addNumber(tr("p, adjusted"), widgets::probabilityText(map.adjusted[unit]),
                  result.settings.allTargets ? all.correction : tr("%1, over the units of this map").arg(all.correction));
        if (unit < map.permuted.size())
            addNumber(tr("p, by permutation"), widgets::probabilityText(map.permuted[unit]),
                      tr("How often the largest |r| of all units reaches this one when labels change places within speakers, "
                         "in %1 permutations")
                          .arg(kPermutations));
        if (unit < map.heterogeneity.size())
            addNumber(tr("I\u00b2"), widgets::scoreText(map.heterogeneity[unit], 2),
                      tr("Share of the variation between speakers that is more than chance"));
        if (unit < map.sameSign.size())
            addNumber(tr("Speakers of its sign"), tr("%1 of %2").arg(map.sameSign[unit]).arg(map.speakers));
    }
    addNumber(tr("n"), QString::number(map.n), tr("Utterances for which the target is known"));
    for (int other = 0; other < static_cast<int>(all.maps.size()); ++other) {
        if (other == cell.map) continue;
        const widgets::HeatmapMap& each = all.maps[static_cast<std::size_t>(other)];
        if (each.difference != nullptr) {
            addNumber(tr("Difference, %1").arg(each.title), widgets::scoreText(each.map.r[unit], 3));
            continue;
        }
        const bool plain = each.note.isEmpty() || result.roleOf(other) == ShownMap::Role::Target;
        const QString name = plain ? tr("r, %1").arg(each.title) : tr("r, %1 (%2)").arg(each.title, each.note);
        addNumber(name, widgets::scoreText(each.map.r[unit], 3));
    }
    m_parts->show();
}

/// Of a map of differences: both correlations and their test.
void UnitCard::addDifference(const analysis::CorrelationDifference& made, std::size_t unit, const QString& correction) {
    if (std::isnan(made.difference[unit])) {
        addNumber(tr("Difference"), tr("undefined"),
                  tr("In one of the two the unit is constant, or there are fewer than four utterances."));
        return;
    }
    const bool speakers = made.test == analysis::DifferenceTest::Speakers;
    addNumber(tr("Difference"), widgets::scoreText(made.difference[unit], 3), tr("The first r less the second"));
    addNumber(tr("r, first"), widgets::scoreText(made.first[unit], 3), tr("Over the utterances that both have"));
    addNumber(tr("r, second"), widgets::scoreText(made.second[unit], 3), tr("Over the utterances that both have"));
    addNumber(speakers ? tr("t") : tr("z"), QString::number(made.statistic[unit], 'f', 2),
              speakers ? tr("Student's t over %n speakers, each with its own difference of Fisher's z", nullptr,
                            static_cast<int>(made.speakers))
                       : tr("Of two correlations of the same utterances with one of both in common (Meng, Rosenthal and Rubin "
                            "1992)"));
    addNumber(tr("p"), widgets::probabilityText(made.p[unit]), tr("Two-sided"));
    addNumber(tr("p, adjusted"), widgets::probabilityText(made.adjusted[unit]),
              tr("%1, over the units of this map").arg(correction));
}

void UnitCard::setFacts(const LayersResult& result, const widgets::CorrelationHeatmap::Cell& cell, const UnitFacts& facts) {
    const LayersSet& source = *result.source;
    for (QWidget* each : {static_cast<QWidget*>(m_scatter), static_cast<QWidget*>(m_listTitle), static_cast<QWidget*>(m_list),
                          static_cast<QWidget*>(m_open)})
        each->setVisible(!facts.drivers.empty());
    m_scatter->setPoints(facts.activationTitle, result.titles.at(result.targetOf(cell.map)), facts.points);
    std::vector<DrivingUtterance> drivers = facts.drivers;
    // The list shows them from the largest product to the smallest, and so must we count them.
    std::stable_sort(drivers.begin(), drivers.end(),
                     [](const DrivingUtterance& a, const DrivingUtterance& b) { return a.product > b.product; });
    std::vector<ListedUtterance> rows;
    for (const DrivingUtterance& each : drivers) {
        ListedUtterance row;
        row.prediction = each.row;
        row.id = QString::fromStdString(source.set.info().utterances[each.row]);
        row.posterior = each.product;
        row.value = signedText(each.product);
        row.meaning = tr("its standardised activation times its standardised value of the target; r is their mean.");
        row.audible = !each.audio.empty();
        rows.push_back(std::move(row));
    }
    m_list->setFixedHeight(std::max(1, static_cast<int>(rows.size())) * kRowHeight + 2);
    m_list->setRows(std::move(rows));
}

}  // namespace prososcope::gui
