// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/KeyTable.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QTableView>
#include <QVBoxLayout>

#include "widgets/Theme.h"

namespace prososcope::gui {

namespace {

/// Here every row reads alike, also of actions that cannot run now.
class ReadableModel : public ActionModel {
public:
    using ActionModel::ActionModel;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override {
        return index.isValid() ? Qt::ItemIsSelectable | Qt::ItemIsEnabled : Qt::NoItemFlags;
    }
};

}  // namespace

KeyTable::KeyTable(ActionRegistry* registry, QWidget* parent)
    : QDialog(parent),
      m_filter(new ActionFilter(new ReadableModel(registry, this), this)),
      m_field(new QLineEdit(this)),
      m_table(new QTableView(this)) {
    setObjectName(QStringLiteral("keyTable"));
    setWindowTitle(tr("Keys"));
    setModal(false);
    auto* column = new QVBoxLayout(this);
    m_field->setPlaceholderText(tr("Search actions and keys"));
    m_field->setAccessibleName(tr("Search actions and keys"));
    m_field->setClearButtonEnabled(true);
    m_table->setAccessibleName(tr("Actions and keys"));
    m_table->setModel(m_filter);
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSectionResizeMode(ActionModel::Text, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(ActionModel::Keys, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(ActionModel::Where, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setStretchLastSection(true);
    column->addWidget(m_field);
    column->addWidget(m_table, 1);
    connect(m_field, &QLineEdit::textChanged, m_filter, &ActionFilter::setWords);
    resize(static_cast<int>(1000 * widgets::Theme::instance().scale()),
           static_cast<int>(560 * widgets::Theme::instance().scale()));
    m_field->setFocus();
}

}  // namespace prososcope::gui
