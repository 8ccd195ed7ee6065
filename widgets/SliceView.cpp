// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/SliceView.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPolygonF>
#include <algorithm>
#include <cmath>

#include "widgets/FrequencyScale.h"
#include "widgets/PaneOverlay.h"
#include "widgets/Theme.h"
#include "widgets/TimeTicks.h"

namespace prososcope::widgets {

namespace {

constexpr double kTickDecibels = 20.0;
constexpr double kSilence = -250.0;  // below, there is nothing to draw
constexpr double kLine = 1.0;
constexpr double kEnvelopeLine = 2.0;
constexpr double kDot = 5.0;

QString plainNumber(double value, int digits) { return QString::number(value, 'f', digits); }

}  // namespace

SliceView::SliceView(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&Theme::instance(), &Theme::changed, this, QOverload<>::of(&QWidget::update));
}

void SliceView::setSlice(std::shared_ptr<const dsp::SpectralSlice> slice, double seconds) {
    m_slice = std::move(slice);
    m_seconds = seconds;
    summaryChanged(this);
    update();
}

void SliceView::setName(const QString& name) {
    m_name = name;
    setAccessibleName(name);
    update();
}

QList<SlicePeak> SliceView::peaks(const dsp::SpectralSlice& slice) {
    QList<SlicePeak> found;
    const auto& values = slice.envelope;
    for (std::size_t i = 1; i + 1 < values.size(); ++i) {
        const double left = values[i - 1];
        const double middle = values[i];
        const double right = values[i + 1];
        if (!(middle > left) || !(middle >= right) || middle < kSilence) continue;
        const double bend = left - 2.0 * middle + right;
        const double shift = bend < 0.0 ? std::clamp(0.5 * (left - right) / bend, -0.5, 0.5) : 0.0;
        found.append({(static_cast<double>(i) + shift) * slice.binHz, middle - 0.25 * (left - right) * shift});
    }
    std::sort(found.begin(), found.end(), [](const SlicePeak& a, const SlicePeak& b) { return a.decibels > b.decibels; });
    if (found.size() > kMostPeaks) found.resize(kMostPeaks);
    std::sort(found.begin(), found.end(), [](const SlicePeak& a, const SlicePeak& b) { return a.hertz < b.hertz; });
    return found;
}

QString SliceView::copyText() const {
    if (!m_slice) return {};
    QStringList lines{tr("frequency (Hz)") + '\t' + tr("spectrum (dB/Hz)") + '\t' + tr("envelope (dB/Hz)")};
    for (std::size_t bin = 0; bin < m_slice->spectrum.size(); ++bin) {
        lines.append(plainNumber(static_cast<double>(bin) * m_slice->binHz, 2) + '\t' +
                     plainNumber(static_cast<double>(m_slice->spectrum[bin]), 2) + '\t' +
                     plainNumber(static_cast<double>(m_slice->envelope[bin]), 2));
    }
    return lines.join('\n') + '\n';
}

double SliceView::maximumHz() const {
    return m_slice && m_slice->spectrum.size() > 1 ? static_cast<double>(m_slice->spectrum.size() - 1) * m_slice->binHz : 1.0;
}

double SliceView::top() const {
    double highest = -200.0;
    if (m_slice) {
        for (const float value : m_slice->spectrum) highest = std::max(highest, static_cast<double>(value));
        for (const float value : m_slice->envelope) highest = std::max(highest, static_cast<double>(value));
    }
    return 10.0 * std::ceil(highest / 10.0);
}

double SliceView::xAt(double hertz) const { return hertz / maximumHz() * wide(); }
double SliceView::hertzAt(double x) const { return std::clamp(x / std::max(1, wide()), 0.0, 1.0) * maximumHz(); }
double SliceView::yAt(double decibels) const { return (top() - decibels) / kRangeDecibels * high(); }

QString SliceView::readingAt(double hertz) const {
    if (!m_slice || m_slice->spectrum.empty()) return {};
    const auto bin = std::min(static_cast<std::size_t>(std::lround(hertz / m_slice->binHz)), m_slice->spectrum.size() - 1);
    const QLocale locale;
    return tr("%1 Hz  %2 dB/Hz, envelope %3 dB/Hz")
        .arg(std::lround(static_cast<double>(bin) * m_slice->binHz))
        .arg(locale.toString(static_cast<double>(m_slice->spectrum[bin]), 'f', 1),
             locale.toString(static_cast<double>(m_slice->envelope[bin]), 'f', 1));
}

void SliceView::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    draw(painter);
}

void SliceView::drawFigure(QCPPainter* painter, const QSize& size) {
    m_figureSize = size;
    draw(*painter);
    m_figureSize.reset();
}

void SliceView::draw(QPainter& painter) const {
    const auto& theme = Theme::instance();
    painter.fillRect(QRect(0, 0, wide(), high()), theme.color(Ink::Data));
    const bool any = m_slice && m_slice->spectrum.size() > 1 && top() > kSilence / 2.0;
    if (any) {
        drawAxes(painter);
        const auto line = [&](const std::vector<float>& values, const QColor& ink, double width) {
            QPolygonF points;
            points.reserve(static_cast<qsizetype>(values.size()));
            for (std::size_t bin = 0; bin < values.size(); ++bin)
                points.append({xAt(static_cast<double>(bin) * m_slice->binHz), yAt(static_cast<double>(values[bin]))});
            painter.setPen(QPen(ink, width));
            painter.drawPolyline(points);
        };
        painter.setRenderHint(QPainter::Antialiasing);
        line(m_slice->spectrum, theme.color(Ink::Waveform), kLine);
        line(m_slice->envelope, theme.color(Ink::Accent), kEnvelopeLine);
        drawPeaks(painter);
        painter.setRenderHint(QPainter::Antialiasing, false);
        if (m_pointer && !m_figureSize)
            painter.fillRect(QRectF(std::floor(*m_pointer), 0.0, 1.0, high()), theme.color(Ink::Muted));
    }
    if (!m_name.isEmpty()) {
        const QFont font = theme.font(Theme::Size::Small, true);
        const QRectF plate = gripRect();
        painter.setFont(font);
        drawPlate(&painter, plate, Qt::AlignCenter, QFontMetricsF(font).elidedText(m_name, Qt::ElideRight, plate.width() - 8.0),
                  theme.color(Ink::Muted));
    }
    if (hasFocus() && !m_figureSize) painter.fillRect(QRectF(0.0, 0.0, 2.0, high()), theme.color(Ink::Accent));
}

void SliceView::drawAxes(QPainter& painter) const {
    const auto& theme = Theme::instance();
    const QFont font = theme.font(Theme::Size::Small);
    const QFontMetricsF metrics(font);
    const double height = std::ceil(metrics.height());
    painter.setFont(font);
    const QColor hairline = theme.color(Ink::Hairline);
    const QLocale locale;
    for (double value = kTickDecibels * std::floor((top() - 1.0) / kTickDecibels); value > top() - kRangeDecibels;
         value -= kTickDecibels) {
        const double y = std::round(yAt(value));
        painter.fillRect(QRectF(0.0, y, wide(), 1.0), hairline);
        const QString text = tr("%1 dB").arg(locale.toString(value, 'f', 0));
        const double advance = std::ceil(metrics.horizontalAdvance(text)) + 8.0;
        if (y - height / 2.0 < 2.0 || y + 1.5 * height > this->high()) continue;
        drawPlate(&painter, QRectF(wide() - advance - 3.0, std::round(y - height / 2.0), advance, height), Qt::AlignCenter,
                  text, theme.color(Ink::Muted));
    }
    for (const double hertz : FrequencyScale().ticks(maximumHz(), 0.0)) {
        const double x = std::round(xAt(hertz));
        painter.fillRect(QRectF(x, 0.0, 1.0, this->high()), hairline);
        const QString text =
            hertz < 1000.0 ? tr("%1 Hz").arg(hertz) : tr("%1 kHz").arg(locale.toString(hertz / 1000.0, 'g', 3));
        const double advance = std::ceil(metrics.horizontalAdvance(text)) + 8.0;
        drawPlate(&painter, QRectF(std::round(x - advance / 2.0), this->high() - height - 1.0, advance, height),
                  Qt::AlignCenter, text, theme.color(Ink::Muted));
    }
}

void SliceView::drawPeaks(QPainter& painter) const {
    const auto& theme = Theme::instance();
    const QFont font = theme.font(Theme::Size::Small);
    const QFontMetricsF metrics(font);
    const double textHeight = std::ceil(metrics.height());
    QList<QRectF> taken{gripRect()};
    for (const auto& peak : peaks(*m_slice)) {
        const QPointF place(xAt(peak.hertz), yAt(peak.decibels));
        if (place.y() > this->high()) continue;
        painter.setPen(QPen(theme.color(Ink::Data), 1.0));
        painter.setBrush(theme.color(Ink::Accent));
        painter.drawEllipse(place, kDot / 2.0 + 0.5, kDot / 2.0 + 0.5);
        const QString text = tr("%1 Hz").arg(std::lround(peak.hertz));
        const double advance = std::ceil(metrics.horizontalAdvance(text)) + 8.0;
        QRectF box(std::clamp(place.x() - advance / 2.0, 0.0, std::max(0.0, wide() - advance)), place.y() - textHeight - 6.0,
                   advance, textHeight);
        const auto covered = [&taken, &box] {
            return std::any_of(taken.begin(), taken.end(), [&box](const QRectF& other) { return other.intersects(box); });
        };
        if (box.top() < 1.0 || covered()) box.moveTop(place.y() + 6.0);
        if (covered()) continue;
        taken.append(box);
        painter.setFont(font);
        drawPlate(&painter, box, Qt::AlignCenter, text, theme.color(Ink::Text));
    }
}

void SliceView::mouseMoveEvent(QMouseEvent* event) {
    m_pointer = event->position().x();
    Q_EMIT hovered(readingAt(hertzAt(*m_pointer)));
    update();
}

void SliceView::leaveEvent(QEvent* event) {
    QWidget::leaveEvent(event);
    m_pointer.reset();
    Q_EMIT hovered({});
    update();
}

bool SliceView::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void SliceView::keyPressEvent(QKeyEvent* event) {
    if (!event->matches(QKeySequence::Copy)) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (m_slice) QGuiApplication::clipboard()->setText(copyText());
}

QRectF SliceView::gripRect() const {
    if (m_name.isEmpty()) return {};
    const QFontMetricsF metrics(Theme::instance().font(Theme::Size::Small, true));
    const double plate = std::min(std::ceil(metrics.horizontalAdvance(m_name)) + 10.0, wide() - 16.0);
    return {6.0, 5.0, std::max(0.0, plate), std::ceil(metrics.height()) + 2.0};
}

QString SliceView::plotSummary() const {
    if (!m_slice || m_slice->spectrum.empty()) return tr("%1, empty").arg(m_name);
    QStringList places;
    for (const auto& peak : peaks(*m_slice)) places.append(tr("%1 Hz").arg(std::lround(peak.hertz)));
    if (places.isEmpty()) return tr("%1 at %2, no peak").arg(m_name, positionText(m_seconds));
    return tr("%1 at %2, peaks of the envelope at %3").arg(m_name, positionText(m_seconds), places.join(QStringLiteral(", ")));
}

}  // namespace prososcope::widgets
