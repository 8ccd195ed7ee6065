// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/PathRow.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace prososcope::gui {

PathRow::PathRow(const QString& objectName, const QString& accessibleName, QWidget* parent)
    : QWidget(parent), m_field(new QLineEdit(this)) {
    m_field->setObjectName(objectName);
    m_field->setAccessibleName(accessibleName);
    setFocusProxy(m_field);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_field, 1);
}

QPushButton* PathRow::addChoice(const Choice& choice) {
    auto* button = new QPushButton(choice.text, this);
    button->setObjectName(choice.objectName);
    button->setToolTip(choice.tip);
    button->setAutoDefault(false);
    setTabOrder(layout()->itemAt(layout()->count() - 1)->widget(), button);
    layout()->addWidget(button);
    connect(button, &QPushButton::clicked, this, [this, choice] { choose(choice); });
    return button;
}

QString PathRow::path() const { return m_field->text().trimmed(); }

void PathRow::setPath(const QString& path) { m_field->setText(QDir::toNativeSeparators(path)); }

void PathRow::choose(const Choice& choice) {
    const bool folder = choice.filters.isEmpty();
    auto* dialog = new QFileDialog(this, choice.title, path());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::ExistingFile);
    dialog->setOption(QFileDialog::ShowDirsOnly, folder);
    if (!folder) dialog->setNameFilters(choice.filters);
    connect(dialog, &QFileDialog::fileSelected, this, &PathRow::setPath);
    dialog->open();
}

}  // namespace prososcope::gui
