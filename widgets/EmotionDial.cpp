// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/EmotionDial.h"

#include <QLocale>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "widgets/Presentation.h"
#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {
constexpr double kRingShare = 0.07;    ///< thickness, of the side
constexpr double kGapDegrees = 1.2;    ///< between two arcs
constexpr double kSymbolFrom = 0.04;   ///< posterior from which an arc has room for its symbol
constexpr double kNumberShare = 0.20;  ///< height of the number, of the side
constexpr int kSteps = 16;             ///< QPainter counts angles in sixteenths of a degree
}  // namespace

QString posteriorText(double posterior) {
    const QString text = QLocale().toString(posterior, 'f', 2);
    return text.startsWith(QLatin1Char('0')) ? text.mid(1) : QLocale().toString(posterior, 'f', 1);
}

EmotionDial::EmotionDial(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Posteriors"));
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void EmotionDial::setClasses(const QStringList& classes) {
    m_classes = classes;
    setPosteriors({}, -1);
}

void EmotionDial::setPosteriors(std::vector<double> posteriors, int shown, double presence) {
    m_posteriors =
        static_cast<qsizetype>(posteriors.size()) == m_classes.size() ? std::move(posteriors) : std::vector<double>();
    m_shown = shown >= 0 && shown < static_cast<int>(m_posteriors.size()) ? shown : -1;
    m_presence = std::clamp(presence, 0.0, 1.0);
    summaryChanged(this);
    update();
}

void EmotionDial::setPresentation(bool presentation) {
    m_presentation = presentation;
    update();
}

QString EmotionDial::plotSummary() const {
    if (m_posteriors.empty() || m_presence == 0.0) return tr("No posteriors.");
    QStringList parts;
    for (std::size_t i = 0; i < m_posteriors.size(); ++i)
        parts += Theme::emotionWord(m_classes[static_cast<qsizetype>(i)]) + QLatin1Char(' ') + posteriorText(m_posteriors[i]);
    return parts.join(QStringLiteral(", "));
}

void EmotionDial::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double side = std::min(width(), height()) - 2.0;
    const double thick = kRingShare * side;
    const QRectF ring = QRectF((width() - side) / 2.0, (height() - side) / 2.0, side, side)
                            .adjusted(thick / 2.0, thick / 2.0, -thick / 2.0, -thick / 2.0);
    painter.setPen(QPen(theme.color(Ink::Hairline), thick, Qt::SolidLine, Qt::FlatCap));
    painter.drawEllipse(ring);

    painter.setOpacity(m_presence);
    double from = 90.0;
    for (std::size_t i = 0; i < m_posteriors.size(); ++i) {
        const double degrees = 360.0 * std::clamp(m_posteriors[i], 0.0, 1.0);
        if (degrees > kGapDegrees) {
            const QString& emotion = m_classes[static_cast<qsizetype>(i)];
            painter.setPen(QPen(theme.emotionFill(emotion), thick, Qt::SolidLine, Qt::FlatCap));
            painter.drawArc(ring, static_cast<int>(std::lround(kSteps * (from - kGapDegrees / 2.0))),
                            -static_cast<int>(std::lround(kSteps * (degrees - kGapDegrees))));
            if (m_posteriors[i] >= kSymbolFrom) {
                const double middle = (from - degrees / 2.0) * M_PI / 180.0;
                const double radius = ring.width() / 2.0;
                painter.save();
                painter.translate(ring.center() + QPointF(radius * std::cos(middle), -radius * std::sin(middle)));
                painter.fillPath(Theme::emotionSymbol(emotion, 0.6 * thick), theme.emotionInk(emotion));
                painter.restore();
            }
        }
        from -= degrees;
    }
    QFont font = viewFont(*this, Theme::Size::Small, m_presentation, true);
    font.setPixelSize(std::max(font.pixelSize(), static_cast<int>(kNumberShare * side)));
    painter.setFont(font);
    painter.setPen(viewInk(m_shown >= 0 ? Ink::Text : Ink::Muted, m_presentation));
    painter.setOpacity(m_shown >= 0 ? m_presence : 1.0);
    const QString text =
        m_shown >= 0 ? posteriorText(m_posteriors[static_cast<std::size_t>(m_shown)]) : QStringLiteral("\u2013");
    painter.drawText(ring, Qt::AlignCenter, text);
}

}  // namespace prososcope::widgets
