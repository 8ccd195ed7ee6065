// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/EmptyState.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/gui/PageParts.h"
#include "widgets/Style.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

EmptyState::EmptyState(const QString& title, const QString& sentence, const QString& source, QWidget* parent)
    : QWidget(parent) {
    m_title = new QLabel(title, this);
    m_sentence = new QLabel(sentence, this);
    m_source = new QLabel(source, this);
    for (QLabel* label : {m_title, m_sentence, m_source}) {
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignHCenter);
        label->setWordWrap(true);
    }
    for (QLabel* label : {m_sentence, m_source}) paintText(label, Ink::Muted);
    auto* row = new QWidget(this);
    m_buttons = new QHBoxLayout(row);
    m_buttons->setContentsMargins(0, 8, 0, 8);
    m_buttons->setSpacing(8);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(64, 24, 64, 24);
    layout->setSpacing(8);
    layout->addStretch(2);
    layout->addWidget(m_title);
    layout->addWidget(m_sentence);
    layout->addWidget(row, 0, Qt::AlignHCenter);
    layout->addWidget(m_source);
    layout->addStretch(3);
    connect(&Theme::instance(), &Theme::changed, this, &EmptyState::applyTheme);
    applyTheme();
}

QPushButton* EmptyState::addButton(const QString& text, bool primary) {
    auto* button = new QPushButton(text, this);
    if (primary) widgets::setPrimary(button);
    m_buttons->addWidget(button);
    return button;
}

void EmptyState::setSource(const QString& text) { m_source->setText(text); }

void EmptyState::applyTheme() {
    const Theme& theme = Theme::instance();
    m_title->setFont(theme.font(Theme::Size::Title, true));
    m_sentence->setFont(theme.font(Theme::Size::Normal));
    m_source->setFont(theme.font(Theme::Size::Small));
    update();
}

void EmptyState::paintEvent(QPaintEvent*) { QPainter(this).fillRect(rect(), Theme::instance().color(Ink::Data)); }

}  // namespace prososcope::gui
