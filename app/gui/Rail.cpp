// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/Rail.h"

#include <QAction>
#include <QFontMetrics>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {
constexpr int kIcon = 20;
constexpr int kNarrowest = 56;
}  // namespace

RailButton::RailButton(const QString& word, const QString& icon, QWidget* parent) : QAbstractButton(parent), m_iconName(icon) {
    setText(word);
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize RailButton::sizeHint() const {
    const Theme& theme = Theme::instance();
    const QFontMetrics metrics(theme.font(Theme::Size::Small, true));
    const int icon = static_cast<int>(kIcon * theme.scale());
    return {std::max(kNarrowest, metrics.horizontalAdvance(text()) + 16), 10 + icon + 4 + metrics.height() + 8};
}

void RailButton::paintEvent(QPaintEvent* /*event*/) {
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    const bool chosen = isChecked();
    if (underMouse() && !chosen) painter.fillRect(rect(), theme.color(Ink::Hairline));
    if (chosen) painter.fillRect(QRect(isRightToLeft() ? width() - 3 : 0, 0, 3, height()), theme.color(Ink::Accent));
    const int icon = static_cast<int>(kIcon * theme.scale());
    theme.icon(m_iconName)
        .paint(&painter, QRect((width() - icon) / 2, 10, icon, icon), Qt::AlignCenter,
               underMouse() ? QIcon::Active : QIcon::Normal, chosen ? QIcon::On : QIcon::Off);
    painter.setFont(theme.font(Theme::Size::Small, chosen));
    painter.setPen(theme.color(chosen ? Ink::Accent : underMouse() ? Ink::Text : Ink::Muted));
    painter.drawText(QRect(0, 10 + icon + 4, width(), height() - icon - 14), Qt::AlignHCenter | Qt::AlignTop, text());
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme.color(Ink::Accent), 1.5));
        painter.drawRoundedRect(QRectF(rect()).adjusted(4.75, 2.75, -2.75, -2.75), 4, 4);
    }
}

Rail::Rail(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("rail"));
    setAccessibleName(tr("Workspaces"));
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addStretch(1);
    connect(&Theme::instance(), &Theme::changed, this, [this] { update(); });
}

void Rail::add(const QString& id, const QString& word, const QString& icon, QAction* action) {
    auto* button = new RailButton(word, icon, this);
    button->setObjectName(QStringLiteral("rail.%1").arg(id));
    button->setAccessibleName(word);
    button->setAccessibleDescription(action->statusTip());
    button->setToolTip(action->toolTip());
    connect(button, &QAbstractButton::clicked, action, &QAction::trigger);
    m_column->insertWidget(m_column->count() - 1, button);
    m_buttons.insert(id, button);
}

void Rail::select(const QString& id) {
    if (auto* button = m_buttons.value(id)) button->setChecked(true);
}

void Rail::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.fillRect(rect(), Theme::instance().color(Ink::Window));
    painter.fillRect(QRect(isRightToLeft() ? 0 : width() - 1, 0, 1, height()), Theme::instance().color(Ink::Hairline));
}

}  // namespace prososcope::gui
