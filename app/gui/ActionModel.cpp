// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/ActionModel.h"

#include <algorithm>

namespace prososcope::gui {

ActionModel::ActionModel(ActionRegistry* registry, QObject* parent) : QAbstractTableModel(parent), m_registry(registry) {
    connect(registry, &ActionRegistry::added, this, [this] {
        beginResetModel();
        endResetModel();
    });
    connect(registry, &ActionRegistry::keysChanged, this, [this] {
        if (const int rows = rowCount(); rows > 0) Q_EMIT dataChanged(index(0, 0), index(rows - 1, ColumnCount - 1));
    });
}

int ActionModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_registry->specs().size());
}
int ActionModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant ActionModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= m_registry->specs().size()) return {};
    const ActionSpec& spec = m_registry->specs().at(index.row());
    if (role == kIdRole) return spec.id;
    if (role == kSearchRole) {
        return QString(ActionRegistry::plainText(spec) + QLatin1Char('\n') + spec.description + QLatin1Char('\n') +
                       ActionRegistry::keysText(spec));
    }
    if (role == Qt::ToolTipRole) return spec.description;
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
        case Text:
            return ActionRegistry::plainText(spec);
        case Keys:
            return ActionRegistry::keysText(spec);
        case Where:
            switch (spec.scope) {
                case KeyScope::Window:
                    return tr("anywhere");
                case KeyScope::SignalPane:
                    return tr("in a signal pane");
                case KeyScope::Table:
                    return tr("in a table");
                case KeyScope::LiveDisplay:
                    return tr("on the display of Live");
            }
            return {};
        case Description:
            return spec.description;
        default:
            return {};
    }
}

QVariant ActionModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
        case Text:
            return tr("Action");
        case Keys:
            return tr("Keys");
        case Where:
            return tr("Heard");
        case Description:
            return tr("What it does");
        default:
            return {};
    }
}

Qt::ItemFlags ActionModel::flags(const QModelIndex& index) const {
    if (!index.isValid()) return Qt::NoItemFlags;
    const QAction* action = m_registry->action(m_registry->specs().at(index.row()).id);
    const bool enabled = action != nullptr && action->isEnabled();
    return enabled ? Qt::ItemIsSelectable | Qt::ItemIsEnabled : Qt::ItemIsSelectable;
}

ActionFilter::ActionFilter(ActionModel* model, QObject* parent) : QSortFilterProxyModel(parent) {
    setSourceModel(model);
    setDynamicSortFilter(true);
    sort(0);
}

void ActionFilter::setWords(const QString& typed) {
    m_words = typed.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidate();
}

bool ActionFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
    const QString text = sourceModel()->index(row, 0, parent).data(ActionModel::kSearchRole).toString();
    return std::all_of(m_words.begin(), m_words.end(),
                       [&text](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

int ActionFilter::rank(const QModelIndex& index) const {
    if (m_words.isEmpty()) return 0;
    const QString text = index.siblingAtColumn(0).data(Qt::DisplayRole).toString();
    if (text.startsWith(m_words.front(), Qt::CaseInsensitive)) return 0;
    if (text.contains(QLatin1Char(' ') + m_words.front(), Qt::CaseInsensitive)) return 1;
    return text.contains(m_words.front(), Qt::CaseInsensitive) ? 2 : 3;
}

bool ActionFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const int a = rank(left);
    const int b = rank(right);
    return a != b ? a < b : left.row() < right.row();
}

}  // namespace prososcope::gui
