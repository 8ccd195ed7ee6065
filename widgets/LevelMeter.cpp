// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/LevelMeter.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <limits>

#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {
constexpr double kLowestDb = -60.0;
constexpr double kHoldSeconds = 2.0;
constexpr double kBarHeight = 8.0;
constexpr double kSilence = -std::numeric_limits<double>::infinity();

double share(double db) { return std::clamp((db - kLowestDb) / -kLowestDb, 0.0, 1.0); }
}  // namespace

LevelMeter::LevelMeter(QWidget* parent) : QWidget(parent), m_rms(kSilence), m_peak(kSilence), m_held(kSilence) {
    setAccessibleName(tr("Input level"));
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void LevelMeter::add(double seconds, double rmsDb, double peakDb, bool clipped) {
    m_rms = rmsDb;
    m_peak = peakDb;
    if (peakDb >= m_held || seconds - m_heldSince > kHoldSeconds || seconds < m_heldSince) {
        m_held = peakDb;
        m_heldSince = seconds;
    }
    if (clipped) m_clippedSince = seconds;
    m_clipped = clipped || (m_clipped && seconds - m_clippedSince <= kHoldSeconds && seconds >= m_clippedSince);
    summaryChanged(this);
    update();
}

void LevelMeter::clear() {
    m_rms = m_peak = m_held = kSilence;
    m_clipped = false;
    summaryChanged(this);
    update();
}

QString LevelMeter::plotSummary() const {
    const QString level =
        std::isfinite(m_rms) ? tr("%1 dB").arg(QLocale().toString(m_rms, 'f', 0)) : tr("silent", "input level");
    return m_clipped ? tr("%1, clipped").arg(level) : level;
}

QSize LevelMeter::sizeHint() const {
    return {320, static_cast<int>(2.0 * QFontMetricsF(Theme::instance().font(Theme::Size::Small)).height())};
}
QSize LevelMeter::minimumSizeHint() const { return {120, sizeHint().height() / 2}; }

void LevelMeter::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont font = theme.font(Theme::Size::Small);
    painter.setFont(font);
    const double text = QFontMetricsF(font).horizontalAdvance(tr("clipped") + QStringLiteral("  "));
    const QRectF bar(0.0, (height() - kBarHeight) / 2.0, std::max(20.0, width() - text - 8.0), kBarHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(Ink::Hairline));
    painter.drawRoundedRect(bar, kBarHeight / 2.0, kBarHeight / 2.0);
    const QColor ink = theme.color(m_clipped ? Ink::Error : Ink::WaveformRms);
    if (share(m_rms) > 0.0) {
        painter.setBrush(ink);
        painter.drawRoundedRect(QRectF(bar.left(), bar.top(), std::max(kBarHeight, share(m_rms) * bar.width()), bar.height()),
                                kBarHeight / 2.0, kBarHeight / 2.0);
    }
    if (share(m_held) > 0.0) {
        const double x = bar.left() + share(m_held) * bar.width();
        painter.fillRect(QRectF(x - 1.0, bar.top() - 3.0, 2.0, bar.height() + 6.0), ink);
    }
    painter.setPen(theme.color(m_clipped ? Ink::Error : Ink::Muted));
    const QString said = m_clipped              ? tr("clipped")
                         : std::isfinite(m_rms) ? tr("%1 dB").arg(QLocale().toString(m_rms, 'f', 0))
                                                : QString();
    painter.drawText(QRectF(bar.right() + 8.0, 0.0, text, height()), Qt::AlignLeft | Qt::AlignVCenter, said);
}

}  // namespace prososcope::widgets
