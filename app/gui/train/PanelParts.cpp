// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/train/PanelParts.h"

#include <QComboBox>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/gui/PageParts.h"

namespace prososcope::gui {

QLabel* sentenceLabel(QWidget* parent, const char* name) {
    auto* label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->hide();
    return label;
}

QToolButton* disclosure(const QString& text, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setText(text);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setArrowType(Qt::RightArrow);
    QObject::connect(button, &QToolButton::toggled, button,
                     [button](bool open) { button->setArrowType(open ? Qt::DownArrow : Qt::RightArrow); });
    return button;
}

QComboBox* chooser(const QString& name, QWidget* parent) {
    auto* box = new QComboBox(parent);
    box->setAccessibleName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(12);
    QObject::connect(box, &QComboBox::currentTextChanged, box, &QWidget::setToolTip);  // long names do not fit
    return box;
}

void addSection(QVBoxLayout* layout, const QString& text, QWidget* control) {
    QLabel* label = sectionLabel(text, control->parentWidget());
    label->setBuddy(control);
    layout->addWidget(label);
    layout->addWidget(control);
}

}  // namespace prososcope::gui
