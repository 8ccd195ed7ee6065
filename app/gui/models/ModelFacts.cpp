// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/ModelFacts.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

#include "app/gui/PageParts.h"
#include "app/gui/inspect/PanelParts.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

ModelFacts::ModelFacts(const QString& accessibleName, QWidget* parent) : QScrollArea(parent) {
    setAccessibleName(accessibleName);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_content = new QWidget(this);
    m_title = headingLabel(QString(), m_content);
    m_title->setWordWrap(true);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_grid = new QGridLayout;
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnStretch(1, 1);
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(16, 8, 16, 8);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addLayout(m_grid);
    column->addStretch(1);
    setWidget(m_content);
    const auto look = [this] {
        QPalette ground = m_content->palette();
        ground.setColor(QPalette::Window, Theme::instance().color(Ink::Panel));
        m_content->setPalette(ground);
        setPalette(ground);
    };
    look();
    m_content->setAutoFillBackground(true);
    connect(&Theme::instance(), &Theme::changed, this, look);
}

void ModelFacts::setFacts(const QString& title, const QList<ModelFact>& facts) {
    m_facts = facts;
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    for (QLabel* label : std::as_const(m_labels)) delete label;
    m_labels.clear();
    int row = 0;
    for (const ModelFact& fact : facts) {
        auto* name = new QLabel(fact.name, m_content);
        auto* value = new QLabel(fact.value, m_content);
        paintText(name, Ink::Muted);
        value->setWordWrap(true);
        value->setMinimumWidth(1);  // a path without spaces is cut, not the panel widened
        value->setToolTip(fact.value);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        value->setAccessibleName(fact.name + QStringLiteral(": ") + fact.value);
        for (QLabel* label : {name, value}) {
            label->setTextFormat(Qt::PlainText);
            label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
            m_labels.append(label);
        }
        m_grid->addWidget(name, row, 0);
        m_grid->addWidget(value, row, 1);
        ++row;
    }
}

QString ModelFacts::title() const { return m_title->text(); }

QString ModelFacts::value(const QString& name) const {
    const auto found =
        std::find_if(m_facts.cbegin(), m_facts.cend(), [&name](const ModelFact& one) { return one.name == name; });
    return found == m_facts.cend() ? QString() : found->value;
}

}  // namespace prososcope::gui
