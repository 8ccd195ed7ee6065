// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ClassCounts.h"

#include <QPainter>
#include <algorithm>

#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {
constexpr int kSymbol = 10;
constexpr int kBar = 12;
}  // namespace

ClassCounts::ClassCounts(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Utterances by class"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void ClassCounts::setCounts(std::vector<Count> counts) {
    m_counts = std::move(counts);
    summaryChanged(this);
    updateGeometry();
    update();
}

int ClassCounts::rowHeight() const { return QFontMetrics(Theme::instance().font(Theme::Size::Normal)).height() + 6; }
QSize ClassCounts::sizeHint() const { return {260, std::max(2, static_cast<int>(m_counts.size())) * rowHeight()}; }
QSize ClassCounts::minimumSizeHint() const { return {160, sizeHint().height()}; }

QString ClassCounts::plotSummary() const {
    QStringList parts;
    for (const Count& count : m_counts) parts << tr("%1: %2.").arg(Theme::emotionWord(count.emotion)).arg(count.utterances);
    return parts.join(QLatin1Char(' '));
}

void ClassCounts::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(Ink::Data));
    painter.setFont(theme.font(Theme::Size::Normal));
    const QFontMetrics metrics = painter.fontMetrics();
    int words = 0;
    std::size_t most = 1;
    for (const Count& count : m_counts) {
        words = std::max(words, metrics.horizontalAdvance(Theme::emotionWord(count.emotion)));
        most = std::max(most, count.utterances);
    }
    const int left = kSymbol + 8 + words + 16;
    const int numbers = metrics.horizontalAdvance(QString::number(most)) + 12;
    for (int i = 0; i < static_cast<int>(m_counts.size()); ++i) {
        const Count& count = m_counts[static_cast<std::size_t>(i)];
        const QRect row(0, i * rowHeight(), width(), rowHeight());
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.translate(kSymbol / 2.0 + 1.0, row.center().y() + 1.0);
        painter.fillPath(Theme::emotionSymbol(count.emotion, kSymbol), theme.emotionFill(count.emotion));
        painter.restore();
        painter.setPen(theme.color(Ink::Text));
        painter.drawText(row.adjusted(kSymbol + 8, 0, 0, 0), Qt::AlignVCenter, Theme::emotionWord(count.emotion));
        const int full = std::max(10, width() - left - numbers);
        const int length =
            static_cast<int>(static_cast<double>(full) * static_cast<double>(count.utterances) / static_cast<double>(most));
        painter.fillRect(QRect(left, row.center().y() - kBar / 2 + 1, length, kBar), theme.emotionFill(count.emotion));
        painter.setPen(theme.color(Ink::Muted));
        painter.drawText(QRect(left + length + 8, row.top(), numbers, row.height()), Qt::AlignVCenter,
                         QString::number(count.utterances));
    }
}

}  // namespace prososcope::widgets
