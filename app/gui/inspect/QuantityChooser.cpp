// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/QuantityChooser.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/inspect/PanelParts.h"

namespace prososcope::gui {

using annotation::Quantity;

QuantityChooser::QuantityChooser(const std::vector<Quantity>& chosen, const QStringList& emotions, QWidget* parent)
    : QDialog(parent),
      m_chosen(chosen),
      m_list(new QListWidget(this)),
      m_line(new QLineEdit(QString::fromStdString(annotation::quantityNames(chosen)), this)),
      m_problem(new QLabel(this)),
      m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this)) {
    setWindowTitle(tr("Choose what to measure"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(QSize(800, 560) * widgets::Theme::instance().scale());
    auto offered = annotation::commonQuantities();
    if (!emotions.isEmpty()) {
        QStringList names{"emotion"};
        for (const QString& emotion : emotions) names.append("emotion." + emotion);
        for (const QString& name : names) {
            if (auto quantity = annotation::parseQuantity(name.toStdString())) offered.push_back(std::move(*quantity));
        }
    }
    for (const auto& quantity : offered) {
        const QString name = QString::fromStdString(quantity.name);
        auto* item = new QListWidgetItem(
            tr("%1: %2", "quantity: definition").arg(name, engine_thread::translated(annotation::definitionOf(quantity))),
            m_list);
        item->setData(Qt::UserRole, name);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
        item->setToolTip(item->text());
    }
    m_list->setAccessibleName(tr("What can be measured"));
    m_list->setUniformItemSizes(true);
    m_line->setAccessibleName(tr("Names, separated by commas"));
    m_line->setToolTip(tr("Names, separated by commas. At any per cent of the interval: f1@33%, f0@90%."));
    m_problem->setWordWrap(true);
    paintText(m_problem, widgets::Ink::Error);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_line);
    layout->addWidget(m_problem);
    layout->addWidget(m_buttons);
    connect(m_line, &QLineEdit::textChanged, this, &QuantityChooser::readLine);
    connect(m_list, &QListWidget::itemChanged, this, &QuantityChooser::readList);
    connect(m_buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT this->chosen(m_chosen);
        accept();
    });
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    tickList();
    readLine();
}

void QuantityChooser::readLine() {
    const auto quantities = annotation::parseQuantities(m_line->text().toStdString());
    m_problem->setText(quantities ? QString() : engine_thread::translated(quantities.error().text));
    m_problem->setVisible(!quantities);
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(quantities.has_value());
    if (!quantities) return;
    m_chosen = *quantities;
    if (!m_quiet) tickList();
}

void QuantityChooser::tickList() {
    const QSignalBlocker quiet(m_list);
    for (int i = 0; i < m_list->count(); ++i) {
        const auto name = m_list->item(i)->data(Qt::UserRole).toString().toStdString();
        const bool is = std::any_of(m_chosen.begin(), m_chosen.end(), [&](const auto& one) { return one.name == name; });
        m_list->item(i)->setCheckState(is ? Qt::Checked : Qt::Unchecked);
    }
}

/// The line keeps its order; what was ticked comes last.
void QuantityChooser::readList() {
    QStringList names;
    QStringList ticked;
    QStringList listed;
    for (int i = 0; i < m_list->count(); ++i) {
        const QString name = m_list->item(i)->data(Qt::UserRole).toString();
        listed.append(name);
        if (m_list->item(i)->checkState() == Qt::Checked) ticked.append(name);
    }
    for (const auto& quantity : m_chosen) {
        const QString name = QString::fromStdString(quantity.name);
        if (!listed.contains(name) || ticked.contains(name)) names.append(name);
    }
    for (const QString& name : ticked) {
        if (!names.contains(name)) names.append(name);
    }
    m_quiet = true;
    m_line->setText(names.join(','));
    m_quiet = false;
}

}  // namespace prososcope::gui
