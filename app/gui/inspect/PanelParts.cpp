// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/PanelParts.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <algorithm>
#include <cmath>

#include "app/gui/inspect/ReadingLabel.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

QLabel* panelRow(QGridLayout* grid, const QString& name) {
    const int at = grid->rowCount();
    auto* label = new QLabel(name);
    paintText(label, Ink::Muted);
    auto* value = new ReadingLabel;
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    grid->addWidget(label, at, 0);
    grid->addWidget(value, at, 1, Qt::AlignRight);
    grid->setRowMinimumHeight(at, kPanelRowHeight - 2);
    return value;
}

void panelField(QGridLayout* grid, const QString& name, QWidget* field) {
    const int at = grid->rowCount();
    auto* label = new QLabel(name);
    paintText(label, Ink::Muted);
    label->setBuddy(field);
    field->setFixedWidth(static_cast<int>(std::lround(kPanelFieldWidth * Theme::instance().scale())));
    field->setAccessibleName(name);
    field->setMinimumHeight(kPanelRowHeight);
    grid->addWidget(label, at, 0);
    grid->addWidget(field, at, 1, Qt::AlignRight);
}

QCheckBox* panelCheck(QGridLayout* grid, const QString& text, const char* name) {
    auto* check = new QCheckBox(text);
    check->setObjectName(QLatin1String(name));
    check->setMinimumHeight(kPanelRowHeight);
    grid->addWidget(check, grid->rowCount(), 0, 1, 2);
    return check;
}

QPushButton* panelActionButton(QAction* action, const QString& text, const char* name) {
    auto* button = new QPushButton(text);
    button->setObjectName(QLatin1String(name));
    const auto follow = [button, action] {
        button->setEnabled(action->isEnabled());
        button->setToolTip(action->toolTip());
    };
    QObject::connect(action, &QAction::changed, button, follow);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    follow();
    return button;
}

void panelModels(QComboBox* field, const std::vector<store::ModelEntry>& models, const QString& chosen) {
    const QSignalBlocker blocker(field);
    field->clear();
    for (const auto& model : models) {
        const QString name = QString::fromStdString(model.card.name);
        field->addItem(name, name);
        field->setItemData(field->count() - 1, QString::fromStdString(model.card.title), Qt::ToolTipRole);
    }
    if (models.empty()) field->addItem(QCoreApplication::translate("PanelParts", "no model found"));
    field->setCurrentIndex(std::max(0, field->findData(chosen)));
    field->setEnabled(!models.empty());
}

QPushButton* panelStandardButton(const QString& tip, const char* name, std::function<void()> restore) {
    auto* button = new QPushButton(QCoreApplication::translate("PanelParts", "Standard settings"));
    button->setToolTip(tip);
    button->setObjectName(QLatin1String(name));
    QObject::connect(button, &QPushButton::clicked, button, [restore = std::move(restore)] { restore(); });
    return button;
}

}  // namespace prososcope::gui
