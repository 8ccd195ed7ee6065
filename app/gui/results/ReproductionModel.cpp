// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/ReproductionModel.h"

#include "app/engine_thread/EngineThread.h"
#include "widgets/ScoreText.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

void ReproductionModel::setTable(report::ReproducedTable table) {
    beginResetModel();
    m_table = std::move(table);
    m_texts = report::reproductionTable(m_table,
                                        [](const core::Text& text) { return engine_thread::translated(text).toStdString(); });
    m_cells.clear();
    for (std::size_t i = 0; i < m_table.cells.size(); ++i) {
        if (m_table.cells[i].published.text != "-") m_cells.push_back(i);  // as the texts leave them out
    }
    endResetModel();
}

const report::ReproducedCell* ReproductionModel::cell(int row) const {
    if (row < 0 || row >= static_cast<int>(m_cells.size())) return nullptr;
    return &m_table.cells[m_cells[static_cast<std::size_t>(row)]];
}

int ReproductionModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_cells.size());
}

int ReproductionModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_texts.columns.size());
}

bool ReproductionModel::isNumber(int column) const {
    const auto at = static_cast<std::size_t>(column);
    return at < m_texts.numeric.size() && m_texts.numeric[at];
}

QString ReproductionModel::explanation(const report::ReproducedCell& cell) const {
    const auto text = [](const std::string& each) { return QString::fromStdString(each); };
    QStringList lines{
        m_table.own
            ? tr("%1, %2: mean squared error %3")
                  .arg(text(cell.published.row), text(cell.published.column), text(oursText(cell)))
            : tr("%1, %2: published %3").arg(text(cell.published.row), text(cell.published.column), text(cell.published.text))};
    if (cell.ours && !m_table.own) lines << tr("ours %1, difference %2").arg(text(oursText(cell)), text(differenceText(cell)));
    lines << regressionLines(cell);
    QStringList runs;
    for (const auto run : cell.runs) runs << QString::number(run);
    if (!runs.isEmpty()) lines << tr("of run %1").arg(runs.join(QStringLiteral(", ")));
    if (!cell.published.protocol.empty()) lines << tr("protocol of the paper: %1").arg(text(cell.published.protocol));
    if (!cell.published.regression.empty()) lines << tr("experiment: %1").arg(text(cell.published.regression));
    if (!cell.published.experiment.empty()) lines << tr("experiment: %1").arg(text(cell.published.experiment));
    for (std::size_t i = 0; i < cell.missing.size(); ++i) {
        // The last of a regression says that it was not run, and how to.
        const bool how = !cell.published.regression.empty() && i + 1 == cell.missing.size();
        lines << (how ? text(cell.missing[i]) : tr("missing: %1").arg(text(cell.missing[i])));
    }
    return lines.join(QLatin1Char('\n'));
}

QStringList ReproductionModel::regressionLines(const report::ReproducedCell& cell) const {
    if (!cell.regression) return {};
    const auto number = [](double value) { return widgets::scoreText(value, 3); };
    const auto& figures = *cell.regression;
    QStringList lines{tr("over %1 speakers: standard deviation %2, variance %3")
                          .arg(figures.speakers)
                          .arg(number(figures.deviation), widgets::scoreText(figures.variance, 4))};
    if (const auto& test = figures.againstFeatures) {
        lines << tr("less the feature set's error %1 (%2 to %3), paired t test over speakers p %4, by signs %5")
                     .arg(number(test->difference), number(test->low), number(test->high), widgets::probabilityText(test->p),
                          widgets::probabilityText(test->signFlip));
    }
    if (figures.leaks) lines << tr("Columns were chosen with the test speakers' help: the error is too small.");
    return lines;
}

QVariant ReproductionModel::data(const QModelIndex& index, int role) const {
    const auto* cell = index.isValid() ? this->cell(index.row()) : nullptr;
    if (cell == nullptr) return {};
    const int ours = m_table.own ? static_cast<int>(Published) : static_cast<int>(Ours);
    switch (role) {
        case Qt::DisplayRole:
            return QString::fromStdString(
                m_texts.rows[static_cast<std::size_t>(index.row())][static_cast<std::size_t>(index.column())]);
        case Qt::ToolTipRole:
            return explanation(*cell);
        case Qt::FontRole:
            return Theme::instance().font(Theme::Size::Normal, index.column() == ours && cell->ours);
        case Qt::ForegroundRole: {
            const bool own = index.column() >= ours && index.column() != Count;
            if (own && (cell->speakerDependent || !cell->departure.empty())) return Theme::instance().color(Ink::Error);
            return Theme::instance().color(!cell->ours && own ? Ink::Muted : Ink::Text);
        }
        case Qt::TextAlignmentRole:
            return static_cast<int>((isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        default:
            return {};
    }
}

QVariant ReproductionModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= static_cast<int>(m_texts.columns.size())) return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? QVariant(QString::fromStdString(m_texts.columns[static_cast<std::size_t>(section)]))
                                   : QVariant();
}

}  // namespace prososcope::gui
