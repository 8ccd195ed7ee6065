// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/LabelPlottable.h"

#include <algorithm>
#include <cmath>

#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

constexpr double kSymbolSize = 12.0;
constexpr double kInsideRow = 8.0;

}  // namespace

LabelPlottable::LabelPlottable(QCPAxis* time, QCPAxis* value) : PanePlottable(time, value) {}

void LabelPlottable::setLabels(const QList<CorpusLabel>& labels) {
    m_labels = labels;
    std::stable_sort(m_labels.begin(), m_labels.end(),
                     [](const CorpusLabel& a, const CorpusLabel& b) { return a.startSeconds < b.startSeconds; });
    m_rows.clear();
    QList<double> ends;  // of the last label in each row
    for (const auto& label : std::as_const(m_labels)) {
        const auto free =
            std::find_if(ends.begin(), ends.end(), [&label](double end) { return end <= label.startSeconds + 1e-6; });
        m_rows.append(static_cast<int>(free - ends.begin()));
        if (free == ends.end()) {
            ends.append(label.endSeconds);
        } else {
            *free = label.endSeconds;
        }
    }
    m_rowCount = std::max(1, static_cast<int>(ends.size()));
}

void LabelPlottable::draw(QCPPainter* painter) {
    const QRectF rect = clipRect();
    const auto& theme = Theme::instance();
    const QFont font = theme.font(Theme::Size::Small);
    const QFontMetricsF metrics(font);
    const double height = rect.height() / m_rowCount;
    painter->setFont(font);
    for (qsizetype i = 0; i < m_labels.size(); ++i) {
        const auto& label = m_labels[i];
        const double left = std::max(rect.left(), keyAxis()->coordToPixel(label.startSeconds));
        const double right = std::min(rect.right() + 1.0, keyAxis()->coordToPixel(label.endSeconds));
        if (right <= left) continue;
        const QRectF box(left, rect.top() + m_rows[i] * height, std::max(1.0, right - left - 1.0), height - 1.0);
        painter->setAntialiasing(false);
        painter->fillRect(box, theme.emotionFill(label.emotion));
        const QString word = Theme::emotionWord(label.emotion);
        const double wide = kSymbolSize + kInsideRow + metrics.horizontalAdvance(word);
        if (box.width() < kSymbolSize + 2.0 * kInsideRow || box.height() < kSymbolSize + 2.0) continue;
        const bool whole = box.width() >= wide + 2.0 * kInsideRow;
        const double begin = box.center().x() - (whole ? wide : kSymbolSize) / 2.0;
        const QColor ink = theme.emotionInk(label.emotion);
        painter->setAntialiasing(true);
        painter->setPen(Qt::NoPen);
        painter->setBrush(ink);
        painter->save();
        painter->translate(begin + kSymbolSize / 2.0, box.center().y());
        painter->drawPath(Theme::emotionSymbol(label.emotion, kSymbolSize));
        painter->restore();
        if (!whole) continue;
        painter->setPen(ink);
        painter->drawText(QRectF(begin + kSymbolSize + kInsideRow, box.top(), wide, box.height()),
                          Qt::AlignVCenter | Qt::AlignLeft, word);
    }
}

}  // namespace prososcope::widgets
