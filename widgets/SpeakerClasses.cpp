// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/SpeakerClasses.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollArea>
#include <QToolTip>
#include <algorithm>

#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

constexpr int kBar = 12;
constexpr int kSymbol = 10;
constexpr int kLegendGap = 14;
constexpr int kMargin = 6;           // around all
constexpr std::size_t kSpoken = 20;  // speakers in the summary; the table has all

}  // namespace

QString classWord(const std::string& emotion) {
    return emotion.empty() ? QCoreApplication::translate("SpeakerClasses", "no label")
                           : Theme::emotionWord(QString::fromStdString(emotion));
}

QString speakerWord(const std::string& speaker) {
    return speaker.empty() ? QCoreApplication::translate("SpeakerClasses", "unknown") : QString::fromStdString(speaker);
}

SpeakerClasses::SpeakerClasses(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Classes by speaker"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    connect(&Theme::instance(), &Theme::changed, this, [this] { setCounts(m_counts); });
}

void SpeakerClasses::setCounts(store::CrossCounts counts) {
    m_counts = std::move(counts);
    m_current = -1;
    m_most = 1;
    m_labelWidth = 0;
    const QFontMetrics metrics(Theme::instance().font(Theme::Size::Small));
    for (int i = 0; i < static_cast<int>(m_counts.rows.size()); ++i) {
        m_most = std::max(m_most, total(i));
        m_labelWidth =
            std::max(m_labelWidth, metrics.horizontalAdvance(speakerWord(m_counts.rows[static_cast<std::size_t>(i)])) + 12);
    }
    layOutLegend();
    summaryChanged(this);
    updateGeometry();
    update();
}

std::size_t SpeakerClasses::total(int speaker) const {
    std::size_t sum = 0;
    for (std::size_t c = 0; c < m_counts.columns.size(); ++c) sum += m_counts.at(static_cast<std::size_t>(speaker), c);
    return sum;
}

int SpeakerClasses::rowHeight() const { return QFontMetrics(Theme::instance().font(Theme::Size::Small)).height() + 5; }
int SpeakerClasses::labelWidth() const { return std::min(m_labelWidth, std::max(60, width() / 3)); }
int SpeakerClasses::valueWidth() const {
    return QFontMetrics(Theme::instance().font(Theme::Size::Small)).horizontalAdvance(QString::number(m_most)) + 12;
}

void SpeakerClasses::layOutLegend() {
    m_legend.clear();
    const QFontMetrics metrics(Theme::instance().font(Theme::Size::Small));
    int x = kMargin;
    int y = kMargin / 2;
    for (int c = 0; c < static_cast<int>(m_counts.columns.size()); ++c) {
        const int wide = kSymbol + 6 + metrics.horizontalAdvance(classWord(m_counts.columns[static_cast<std::size_t>(c)]));
        if (x > kMargin && x + wide > width()) {
            x = kMargin;
            y += rowHeight();
        }
        m_legend.push_back({QRect(x, y, wide, rowHeight()), c});
        x += wide + kLegendGap;
    }
    m_legendHeight = m_legend.empty() ? 0 : y + rowHeight() + 6;
}

QRect SpeakerClasses::rowRect(int speaker) const { return {0, m_legendHeight + speaker * rowHeight(), width(), rowHeight()}; }

QRect SpeakerClasses::segmentRect(int speaker, int cls) const {
    const int left = kMargin + labelWidth();
    const int full = std::max(20, width() - left - valueWidth() - kMargin);
    const auto x = [&](std::size_t count) {
        return left + static_cast<int>(static_cast<double>(full) * static_cast<double>(count) / static_cast<double>(m_most));
    };
    std::size_t before = 0;
    for (int c = 0; c < cls; ++c) before += m_counts.at(static_cast<std::size_t>(speaker), static_cast<std::size_t>(c));
    const std::size_t own = m_counts.at(static_cast<std::size_t>(speaker), static_cast<std::size_t>(cls));
    if (own == 0) return {};
    const QRect row = rowRect(speaker);
    return {x(before), row.center().y() - kBar / 2 + 1, std::max(1, x(before + own) - x(before) - 1), kBar};
}

int SpeakerClasses::speakerAt(const QPoint& point) const {
    const int row = (point.y() - m_legendHeight) / std::max(1, rowHeight());
    return point.y() >= m_legendHeight && row < static_cast<int>(m_counts.rows.size()) ? row : -1;
}

void SpeakerClasses::setCurrent(int speaker) {
    if (speaker == m_current) return;
    m_current = speaker;
    // Only where somebody looks through it; a page that scrolls for other reasons stays.
    for (QWidget* above = parentWidget(); above != nullptr; above = above->parentWidget()) {
        if (auto* scroll = qobject_cast<QScrollArea*>(above)) {
            scroll->ensureVisible(0, rowRect(std::max(0, speaker)).center().y(), 0, rowHeight());
            break;
        }
    }
    summaryChanged(this);
    update();
}

QString SpeakerClasses::plotSummary() const {
    if (m_counts.rows.empty()) return tr("No utterances.");
    QStringList parts;
    std::size_t all = 0;
    for (int i = 0; i < static_cast<int>(m_counts.rows.size()); ++i) all += total(i);
    const auto say = [&](int speaker) {
        QStringList classes;
        for (std::size_t c = 0; c < m_counts.columns.size(); ++c) {
            if (const auto count = m_counts.at(static_cast<std::size_t>(speaker), c); count > 0)
                classes << tr("%1 %2", "class and count").arg(classWord(m_counts.columns[c])).arg(count);
        }
        return tr("Speaker %1: %2.")
            .arg(speakerWord(m_counts.rows[static_cast<std::size_t>(speaker)]), classes.join(QStringLiteral(", ")));
    };
    if (m_current >= 0) return say(m_current);
    parts << tr("%1 utterances, %2 speakers, %3 classes.").arg(all).arg(m_counts.rows.size()).arg(m_counts.columns.size());
    for (int i = 0; i < static_cast<int>(std::min(kSpoken, m_counts.rows.size())); ++i) parts << say(i);
    return parts.join(QLatin1Char(' '));
}

NumberTable SpeakerClasses::numbers() const {
    NumberTable table;
    table.columns << tr("speaker");
    for (const auto& cls : m_counts.columns) table.columns << classWord(cls);
    table.columns << tr("all");
    for (int i = 0; i < static_cast<int>(m_counts.rows.size()); ++i) {
        QStringList row{speakerWord(m_counts.rows[static_cast<std::size_t>(i)])};
        for (std::size_t c = 0; c < m_counts.columns.size(); ++c)
            row << QString::number(m_counts.at(static_cast<std::size_t>(i), c));
        row << QString::number(total(i));
        table.rows.push_back(row);
    }
    return table;
}

QSize SpeakerClasses::sizeHint() const {
    return {320, m_legendHeight + std::max(2, static_cast<int>(m_counts.rows.size())) * rowHeight() + kMargin};
}
QSize SpeakerClasses::minimumSizeHint() const { return {160, sizeHint().height()}; }

void SpeakerClasses::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const int before = m_legendHeight;
    layOutLegend();
    if (before != m_legendHeight) updateGeometry();
}

void SpeakerClasses::paintEvent(QPaintEvent* event) {
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    painter.fillRect(event->rect(), theme.color(Ink::Data));
    painter.setFont(theme.font(Theme::Size::Small));
    const QFontMetrics metrics = painter.fontMetrics();
    if (m_counts.rows.empty()) {
        painter.setPen(theme.color(Ink::Muted));
        painter.drawText(rect().adjusted(kMargin, kMargin, 0, 0), Qt::AlignLeft | Qt::AlignTop, tr("No utterances."));
        return;
    }
    for (const LegendEntry& entry : m_legend) {
        const auto& name = m_counts.columns[static_cast<std::size_t>(entry.cls)];
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.translate(entry.rect.left() + kSymbol / 2.0 + 0.5, entry.rect.center().y() + 0.5);
        painter.fillPath(Theme::emotionSymbol(QString::fromStdString(name), kSymbol),
                         theme.emotionFill(QString::fromStdString(name)));
        painter.restore();
        painter.setPen(theme.color(Ink::Muted));
        painter.drawText(entry.rect.adjusted(kSymbol + 6, 0, 0, 0), Qt::AlignVCenter, classWord(name));
    }
    const int first = std::max(0, (event->rect().top() - m_legendHeight) / rowHeight());
    const int last =
        std::min(static_cast<int>(m_counts.rows.size()) - 1, (event->rect().bottom() - m_legendHeight) / rowHeight());
    const int left = kMargin + labelWidth();
    for (int i = first; i <= last; ++i) {
        const QRect row = rowRect(i);
        if (i == m_current) painter.fillRect(row, theme.color(Ink::SelectionFill));
        painter.setPen(theme.color(i == m_current ? Ink::Text : Ink::Muted));
        painter.drawText(
            row.adjusted(kMargin, 0, left - 8 - width(), 0), Qt::AlignVCenter,
            metrics.elidedText(speakerWord(m_counts.rows[static_cast<std::size_t>(i)]), Qt::ElideMiddle, left - 8 - kMargin));
        int end = left;
        for (int c = 0; c < static_cast<int>(m_counts.columns.size()); ++c) {
            const QRect segment = segmentRect(i, c);
            if (segment.isEmpty()) continue;
            painter.fillRect(segment, theme.emotionFill(QString::fromStdString(m_counts.columns[static_cast<std::size_t>(c)])));
            end = segment.right();
        }
        painter.drawText(QRect(end + 8, row.top(), valueWidth(), row.height()), Qt::AlignVCenter, QString::number(total(i)));
    }
    if (hasFocus()) {
        painter.setPen(theme.color(Ink::Accent));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void SpeakerClasses::keyPressEvent(QKeyEvent* event) {
    const int count = static_cast<int>(m_counts.rows.size());
    if (event->matches(QKeySequence::Copy)) {
        if (count > 0) QGuiApplication::clipboard()->setText(numbers().tabSeparated());
    } else if (event->key() == Qt::Key_Down && count > 0) {
        setCurrent(std::min(count - 1, m_current + 1));
    } else if (event->key() == Qt::Key_Up && count > 0) {
        setCurrent(std::max(0, m_current - 1));
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_current >= 0) {
        Q_EMIT speakerActivated(QString::fromStdString(m_counts.rows[static_cast<std::size_t>(m_current)]));
    } else {
        QWidget::keyPressEvent(event);
    }
}

void SpeakerClasses::mousePressEvent(QMouseEvent* event) {
    const int speaker = speakerAt(event->pos());
    if (event->button() != Qt::LeftButton || speaker < 0) return;
    setCurrent(speaker);
    Q_EMIT speakerActivated(QString::fromStdString(m_counts.rows[static_cast<std::size_t>(speaker)]));
}

bool SpeakerClasses::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int speaker = speakerAt(help->pos());
    QString text;
    for (int c = 0; speaker >= 0 && c < static_cast<int>(m_counts.columns.size()); ++c) {
        if (!segmentRect(speaker, c).contains(help->pos())) continue;
        text = tr("Speaker %1, %2: %3 of %4 utterances.")
                   .arg(speakerWord(m_counts.rows[static_cast<std::size_t>(speaker)]),
                        classWord(m_counts.columns[static_cast<std::size_t>(c)]))
                   .arg(m_counts.at(static_cast<std::size_t>(speaker), static_cast<std::size_t>(c)))
                   .arg(total(speaker));
    }
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), text, this);
    return true;
}

}  // namespace prososcope::widgets
