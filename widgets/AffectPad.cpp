// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/AffectPad.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {
constexpr double kStep = 0.05;
constexpr double kLongStep = 0.2;
constexpr double kRadius = 7.0;
constexpr std::size_t kMostTrail = 2000;
}  // namespace

AffectPad::AffectPad(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Valence and arousal"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void AffectPad::setPoint(QPointF point) {
    m_point = {std::clamp(point.x(), -1.0, 1.0), std::clamp(point.y(), -1.0, 1.0)};
    summaryChanged(this);
    update();
}

void AffectPad::setLive(bool live) {
    m_live = live;
    setCursor(live ? Qt::CrossCursor : Qt::ArrowCursor);
    update();
}

void AffectPad::clearTrail() {
    m_trail.clear();
    update();
}

QString AffectPad::plotSummary() const {
    const QLocale locale;
    return tr("Valence %1, arousal %2, each from -1 to 1.")
        .arg(locale.toString(m_point.x(), 'f', 2), locale.toString(m_point.y(), 'f', 2));
}

QRectF AffectPad::square() const {
    const double text = 1.6 * QFontMetricsF(Theme::instance().font(Theme::Size::Small)).height();
    const double side = std::max(40.0, std::min(width(), height()) - 2.0 * text);
    return {(width() - side) / 2.0, (height() - side) / 2.0, side, side};
}

QPointF AffectPad::pixelOf(QPointF point) const {
    const QRectF area = square();
    return {area.center().x() + 0.5 * area.width() * point.x(), area.center().y() - 0.5 * area.height() * point.y()};
}

void AffectPad::moveTo(QPointF point) {
    setPoint(point);
    if (m_trail.size() == kMostTrail) m_trail.erase(m_trail.begin());
    m_trail.push_back(m_point);
    Q_EMIT moved(m_point);
}

void AffectPad::mouseMoveEvent(QMouseEvent* event) {
    if (!m_live) return;
    const QRectF area = square();
    moveTo({2.0 * (event->position().x() - area.center().x()) / area.width(),
            -2.0 * (event->position().y() - area.center().y()) / area.height()});
}

void AffectPad::keyPressEvent(QKeyEvent* event) {
    const double step = event->modifiers().testFlag(Qt::ShiftModifier) ? kLongStep : kStep;
    QPointF move;
    switch (event->key()) {
        case Qt::Key_Left:
            move = {-step, 0.0};
            break;
        case Qt::Key_Right:
            move = {step, 0.0};
            break;
        case Qt::Key_Up:
            move = {0.0, step};
            break;
        case Qt::Key_Down:
            move = {0.0, -step};
            break;
        default:
            break;
    }
    if (move.isNull() || !m_live) {
        QWidget::keyPressEvent(event);
        return;
    }
    moveTo(m_point + move);
}

void AffectPad::focusInEvent(QFocusEvent*) { update(); }
void AffectPad::focusOutEvent(QFocusEvent*) { update(); }

void AffectPad::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = square();
    painter.fillRect(area, theme.color(Ink::Data));
    painter.setPen(QPen(theme.color(Ink::Hairline), 1.0));
    painter.drawLine(QPointF(area.left(), area.center().y()), QPointF(area.right(), area.center().y()));
    painter.drawLine(QPointF(area.center().x(), area.top()), QPointF(area.center().x(), area.bottom()));
    painter.setPen(QPen(theme.color(hasFocus() ? Ink::Accent : Ink::ControlBorder), hasFocus() ? 2.0 : 1.0));
    painter.drawRect(area);

    const QFont font = theme.font(Theme::Size::Small);
    const double line = QFontMetricsF(font).height();
    painter.setFont(font);
    painter.setPen(theme.color(Ink::Muted));
    const QRectF across(area.left(), area.bottom() + 0.2 * line, area.width(), line);
    painter.drawText(across, Qt::AlignLeft | Qt::AlignVCenter, tr("unpleasant"));
    painter.drawText(across, Qt::AlignRight | Qt::AlignVCenter, tr("pleasant"));
    painter.drawText(across, Qt::AlignHCenter | Qt::AlignVCenter, tr("valence"));
    painter.save();
    painter.translate(area.left() - 0.2 * line, area.bottom());
    painter.rotate(-90.0);
    const QRectF up(0.0, -line, area.height(), line);
    painter.drawText(up, Qt::AlignLeft | Qt::AlignVCenter, tr("calm"));
    painter.drawText(up, Qt::AlignRight | Qt::AlignVCenter, tr("excited"));
    painter.drawText(up, Qt::AlignHCenter | Qt::AlignVCenter, tr("arousal"));
    painter.restore();

    QColor ink = theme.color(Ink::Accent);
    for (std::size_t i = 1; i < m_trail.size(); ++i) {
        ink.setAlphaF(static_cast<float>(0.1 + 0.6 * static_cast<double>(i) / static_cast<double>(m_trail.size())));
        painter.setPen(QPen(ink, 2.0));
        painter.drawLine(pixelOf(m_trail[i - 1]), pixelOf(m_trail[i]));
    }
    painter.setPen(QPen(theme.color(Ink::Data), 2.0));
    painter.setBrush(theme.color(m_live ? Ink::Accent : Ink::Muted));
    painter.drawEllipse(pixelOf(m_point), kRadius, kRadius);
}

}  // namespace prososcope::widgets
