// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include "app/gui/ActionRegistry.h"

namespace prososcope::gui {

/// All actions of the registry as rows: text, keys, where the keys are heard, description. Rows follow the registry.
class ActionModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Text, Keys, Where, Description, ColumnCount };
    static constexpr int kIdRole = Qt::UserRole;
    static constexpr int kSearchRole = Qt::UserRole + 1;

    explicit ActionModel(ActionRegistry* registry, QObject* parent = nullptr);
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    ActionRegistry* m_registry;
};

/// Keeps rows that hold every typed word (in text, keys or description) and puts those first whose text begins with the
/// first word, then those with a word that begins so.
class ActionFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit ActionFilter(ActionModel* model, QObject* parent = nullptr);
    void setWords(const QString& typed);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    [[nodiscard]] int rank(const QModelIndex& index) const;
    QStringList m_words;
};

}  // namespace prososcope::gui
