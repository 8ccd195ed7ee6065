// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/live/ClassLegend.h"

#include <QPainter>
#include <cmath>
#include <utility>

#include "widgets/EmotionDial.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {
constexpr double kGap = 24.0;      // between two classes
constexpr double kInnerGap = 6.0;  // between symbol, word and number
constexpr double kSymbolSide = 10.0;
constexpr auto kWidestNumber = QLatin1String(".88");
}  // namespace

ClassLegend::ClassLegend(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Classes"));
    setFont(Theme::instance().font(Theme::Size::Small));
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        setFont(Theme::instance().font(Theme::Size::Small));
        updateGeometry();
        update();
    });
}

void ClassLegend::setClasses(const QStringList& classes) {
    m_classes = classes;
    m_posteriors.clear();
    updateGeometry();
    widgets::summaryChanged(this);
    update();
}

void ClassLegend::setPosteriors(std::vector<double> posteriors) {
    m_posteriors =
        static_cast<qsizetype>(posteriors.size()) == m_classes.size() ? std::move(posteriors) : std::vector<double>();
    widgets::summaryChanged(this);
    update();
}

QString ClassLegend::plotSummary() const {
    QStringList parts;
    for (qsizetype i = 0; i < m_classes.size(); ++i) {
        const QString word = Theme::emotionWord(m_classes[i]);
        parts += m_posteriors.empty()
                     ? word
                     : word + QLatin1Char(' ') + widgets::posteriorText(m_posteriors[static_cast<std::size_t>(i)]);
    }
    return parts.join(QStringLiteral(", "));
}

double ClassLegend::entryWidth(const QString& emotion) const {
    const QFontMetricsF metrics(font());
    return kSymbolSide + 2.0 * kInnerGap + metrics.horizontalAdvance(Theme::emotionWord(emotion)) +
           metrics.horizontalAdvance(kWidestNumber);
}

QSize ClassLegend::sizeHint() const {
    double width = 0.0;
    for (const QString& each : m_classes) width += entryWidth(each) + kGap;
    return {static_cast<int>(std::ceil(std::max(0.0, width - kGap))), fontMetrics().height() + 8};
}

void ClassLegend::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFontMetricsF metrics(font());
    double x = 0.0;
    for (qsizetype i = 0; i < m_classes.size(); ++i) {
        const QString& emotion = m_classes[i];
        painter.save();
        painter.translate(x + kSymbolSide / 2.0, height() / 2.0);
        painter.fillPath(Theme::emotionSymbol(emotion, kSymbolSide), Theme::instance().emotionFill(emotion));
        painter.restore();
        const QString word = Theme::emotionWord(emotion);
        const double from = x + kSymbolSide + kInnerGap;
        painter.setPen(Theme::instance().color(Ink::Muted));
        painter.drawText(QRectF(from, 0.0, width(), height()), Qt::AlignLeft | Qt::AlignVCenter, word);
        if (!m_posteriors.empty()) {
            painter.setPen(Theme::instance().color(Ink::Text));
            painter.drawText(QRectF(from + metrics.horizontalAdvance(word) + kInnerGap, 0.0, width(), height()),
                             Qt::AlignLeft | Qt::AlignVCenter,
                             widgets::posteriorText(m_posteriors[static_cast<std::size_t>(i)]));
        }
        x += entryWidth(emotion) + kGap;
    }
}

}  // namespace prososcope::gui
