// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/AffectTrail.h"

#include <QLocale>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "widgets/Presentation.h"
#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {
constexpr double kDotShare = 0.022;  ///< radius of a place, of the side
constexpr double kInset = 6.0;       ///< of the words from the circle and the axis
constexpr double kNowShare = 0.032;  ///< of the place now
}  // namespace

AffectTrail::AffectTrail(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Valence and arousal"));
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void AffectTrail::forgetBefore(double seconds) {
    while (!m_trail.empty() && m_trail.front().seconds < seconds) m_trail.pop_front();
}

void AffectTrail::add(double seconds, QPointF place, const QColor& color) {
    if (seconds < m_now) m_trail.clear();
    m_now = seconds;
    m_present = true;
    m_trail.push_back({seconds, {std::clamp(place.x(), -1.0, 1.0), std::clamp(place.y(), -1.0, 1.0)}, color});
    forgetBefore(seconds - kFadeSeconds);
    summaryChanged(this);
    update();
}

void AffectTrail::addNothing(double seconds) {
    if (seconds < m_now) m_trail.clear();
    m_now = seconds;
    m_present = false;
    forgetBefore(seconds - kFadeSeconds);
    summaryChanged(this);
    update();
}

void AffectTrail::clear() {
    m_trail.clear();
    m_present = false;
    m_now = 0.0;
    summaryChanged(this);
    update();
}

void AffectTrail::setNote(const QString& note) {
    m_note = note;
    update();
}

void AffectTrail::setPresentation(bool presentation) {
    m_presentation = presentation;
    update();
}

QString AffectTrail::plotSummary() const {
    if (!m_present || m_trail.empty()) return tr("No place on the plane.");
    const QLocale locale;
    const QPointF at = m_trail.back().at;
    return tr("Valence %1, arousal %2, each from -1 to 1.")
        .arg(locale.toString(at.x(), 'f', 2), locale.toString(at.y(), 'f', 2));
}

QRectF AffectTrail::circle() const {
    const double line = QFontMetricsF(viewFont(*this, Theme::Size::Small, m_presentation)).height();
    const double above = m_presentation ? line + 4.0 : 2.0;
    const double under = (m_presentation ? 2.0 : 1.0) * line + 6.0;
    const double side = std::max(40.0, std::min<double>(width() - 4.0, height() - above - under));
    return {(width() - side) / 2.0, above + (height() - above - under - side) / 2.0, side, side};
}

QPointF AffectTrail::pixelOf(QPointF place) const {
    const QRectF area = circle();
    return {area.center().x() + 0.5 * area.width() * place.x(), area.center().y() - 0.5 * area.height() * place.y()};
}

void AffectTrail::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = circle();
    painter.setPen(QPen(theme.color(Ink::Hairline), 1.0));
    painter.drawEllipse(area);
    painter.drawLine(QPointF(area.left(), area.center().y()), QPointF(area.right(), area.center().y()));
    painter.drawLine(QPointF(area.center().x(), area.top()), QPointF(area.center().x(), area.bottom()));

    for (std::size_t i = 0; i + (m_present ? 1 : 0) < m_trail.size(); ++i) {
        QColor ink = m_trail[i].color;
        ink.setAlphaF(static_cast<float>(0.75 * std::clamp(1.0 - (m_now - m_trail[i].seconds) / kFadeSeconds, 0.0, 1.0)));
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        painter.drawEllipse(pixelOf(m_trail[i].at), kDotShare * area.width(), kDotShare * area.width());
    }
    if (m_present && !m_trail.empty()) {
        painter.setPen(QPen(theme.color(Ink::Text), 2.0));
        painter.setBrush(m_trail.back().color);
        painter.drawEllipse(pixelOf(m_trail.back().at), kNowShare * area.width(), kNowShare * area.width());
    }
    paintWords(painter, area);
}

/// The ends of the axes inside the circle, the note under it. For an audience each word has a plate, so that the trail does not
/// take its contrast.
void AffectTrail::paintWords(QPainter& painter, const QRectF& area) const {
    const QFont font = viewFont(*this, Theme::Size::Small, m_presentation);
    const QFontMetricsF metrics(font);
    const double line = metrics.height();
    const double inset = kInset;
    painter.setFont(font);
    const auto word = [&](double x, double y, bool fromRight, const QString& text) {
        const double wide = metrics.horizontalAdvance(text) + 2.0;
        const QRectF place(fromRight ? x - wide : x, y, wide, line);
        if (m_presentation) painter.fillRect(place, Theme::instance().color(Ink::Data));
        painter.setPen(viewInk(Ink::Muted, m_presentation));
        painter.drawText(place, Qt::AlignCenter, text);
    };
    // Below the axis: happy lies just above its end. For an audience arousal's ends are outside, where no plate covers a place.
    const double below = area.center().y() + 0.2 * line;
    word(area.left() + inset, below, false, tr("unpleasant"));
    word(area.right() - inset, below, true, tr("pleasant"));
    const double x =
        m_presentation ? area.center().x() - metrics.horizontalAdvance(tr("excited")) / 2.0 : area.center().x() + inset;
    const double calm = m_presentation ? area.center().x() - metrics.horizontalAdvance(tr("calm")) / 2.0 : x;
    word(x, m_presentation ? area.top() - line - 2.0 : area.top() + inset, false, tr("excited"));
    word(calm, m_presentation ? area.bottom() + 2.0 : area.bottom() - inset - line, false, tr("calm"));
    if (m_note.isEmpty()) return;
    painter.setPen(viewInk(Ink::Muted, m_presentation));
    painter.drawText(QRectF(0.0, area.bottom() + 2.0 + (m_presentation ? line : 0.0), width(), line + 4.0), Qt::AlignCenter,
                     metrics.elidedText(m_note, Qt::ElideRight, width()));
}

}  // namespace prososcope::widgets
