// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ConfusionView.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

constexpr int kGap = 2;  // between cells
constexpr int kSmallestSide = 30;
constexpr int kLargestSide = 112;
constexpr int kMarkSize = 10;
constexpr int kMargin = 8;                // room for the outline of the current cell
constexpr int kAround = 4;                // of a text in its cell
constexpr int kLargeFrom = 64;            // the side from which numbers are written in the largest size
constexpr double kLeastDifference = 0.1;  // the colours of a difference reach at least so far

}  // namespace

ConfusionView::ConfusionView(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Confusion matrix"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_sentence = tr("Choose a run to see its confusion matrix.");
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ConfusionView::setMatrix(const QStringList& classes, const analysis::ConfusionMatrix& matrix) {
    take(classes, matrix, {});
}

void ConfusionView::setDifference(const QStringList& classes, const analysis::ConfusionMatrix& first,
                                  const analysis::ConfusionMatrix& second, const QString& firstName,
                                  const QString& secondName) {
    m_firstName = firstName;
    m_secondName = secondName;
    if (first.classes != second.classes || first.counts.size() != second.counts.size())
        setEmpty(tr("The two runs have different classes."));
    else
        take(classes, first, second);
}

void ConfusionView::take(const QStringList& classes, const analysis::ConfusionMatrix& matrix,
                         const analysis::ConfusionMatrix& other) {
    const auto n = static_cast<std::size_t>(classes.size());
    if (n == 0 || matrix.classes != n || matrix.counts.size() != n * n) {
        setEmpty(tr("This run has no predictions yet."));
        return;
    }
    const bool sameClasses = classes == m_classes;
    m_classes = classes;
    m_matrix = matrix;
    m_other = other;
    if (!sameClasses) m_truth = m_predicted = -1;
    setShow(m_show);
    updateGeometry();
}

void ConfusionView::setShow(Show show) {
    m_show = show;
    m_largest = kLeastDifference;
    for (int truth = 0; isDifference() && truth < m_classes.size(); ++truth) {
        for (int predicted = 0; predicted < m_classes.size(); ++predicted) {
            const double off = shareOf(m_matrix, truth, predicted) - shareOf(m_other, truth, predicted);
            if (std::abs(off) > m_largest) m_largest = std::abs(off);
        }
    }
    summaryChanged(this);
    update();
}

void ConfusionView::setEmpty(const QString& sentence) {
    m_classes.clear();
    m_matrix = {};
    m_other = {};
    m_sentence = sentence;
    m_truth = m_predicted = -1;
    summaryChanged(this);
    updateGeometry();
    update();
}

void ConfusionView::setCurrentCell(int truth, int predicted) {
    const int n = static_cast<int>(m_classes.size());
    if (truth < 0 || predicted < 0 || truth >= n || predicted >= n) return;
    if (truth == m_truth && predicted == m_predicted) return;
    m_truth = truth;
    m_predicted = predicted;
    update();
    summaryChanged(this);
    Q_EMIT currentChanged(truth, predicted);
}

ConfusionView::Layout ConfusionView::layoutOf() const {
    Layout layout;
    const QFontMetrics normal(Theme::instance().font(Theme::Size::Normal));
    int word = 0;
    for (const QString& name : m_classes) word = std::max(word, normal.horizontalAdvance(Theme::emotionWord(name)));
    layout.left = kMargin + kMarkSize + 8 + word + 12;
    layout.top = normal.height() + 16;
    layout.right = normal.horizontalAdvance(tr("n %1").arg(88888)) + 16;
    const int n = std::max(1, static_cast<int>(m_classes.size()));
    const int across = (width() - layout.left - layout.right - kMargin) / n;
    const int down = (height() - layout.top - kMargin) / n;
    layout.side = std::clamp(std::min(across, down), kSmallestSide, kLargestSide);
    return layout;
}

QRect ConfusionView::cellRect(int truth, int predicted) const {
    const Layout layout = layoutOf();
    return {layout.left + predicted * layout.side, layout.top + truth * layout.side, layout.side - kGap, layout.side - kGap};
}

bool ConfusionView::cellAt(const QPoint& point, int& truth, int& predicted) const {
    const Layout layout = layoutOf();
    const QPoint inside = point - QPoint(layout.left, layout.top);
    if (m_classes.isEmpty() || inside.x() < 0 || inside.y() < 0) return false;
    truth = inside.y() / layout.side;
    predicted = inside.x() / layout.side;
    return truth < m_classes.size() && predicted < m_classes.size();
}

void ConfusionView::copy() const {
    if (!isEmpty()) QGuiApplication::clipboard()->setText(tabSeparated());
}

QSize ConfusionView::sizeHint() const {
    const Layout layout = layoutOf();
    const int n = std::max(4, static_cast<int>(m_classes.size()));
    const int side = std::max(44, kLargestSide * 4 / std::max(4, n));
    return {layout.left + n * side + layout.right + kMargin, layout.top + n * side + kMargin};
}

QSize ConfusionView::minimumSizeHint() const {
    const Layout layout = layoutOf();
    const int n = std::max(4, static_cast<int>(m_classes.size()));
    return {layout.left + n * kSmallestSide + layout.right + kMargin, layout.top + n * kSmallestSide + kMargin};
}

void ConfusionView::paintHeader(QPainter& painter, const QRect& rect, const QString& name, bool row) const {
    const Theme& theme = Theme::instance();
    const QString full = Theme::emotionWord(name);
    const QFontMetrics normal(theme.font(Theme::Size::Normal));
    const bool tight = !row && normal.horizontalAdvance(full) + kMarkSize + 8 > rect.width();
    painter.setFont(theme.font(tight ? Theme::Size::Small : Theme::Size::Normal));
    const QFontMetrics metrics = painter.fontMetrics();
    const bool symbolOnly = !row && metrics.horizontalAdvance(full) + kMarkSize + 6 > rect.width();
    const QString word = symbolOnly ? QString() : full;
    const int wide = kMarkSize + (word.isEmpty() ? 0 : 6 + metrics.horizontalAdvance(word));
    const int left = row ? rect.left() : rect.center().x() - wide / 2;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(left + kMarkSize / 2.0, rect.center().y() + 1.0);
    painter.fillPath(Theme::emotionSymbol(name, kMarkSize), theme.emotionFill(name));
    painter.restore();
    painter.setPen(theme.color(Ink::Text));
    if (!word.isEmpty()) painter.drawText(QRect(left + kMarkSize + 6, rect.top(), wide, rect.height()), Qt::AlignVCenter, word);
}

int ConfusionView::widest(const QFont& font, QString (ConfusionView::*text)(int, int, int) const, int digits) const {
    const QFontMetrics metrics(font);
    int wide = 0;
    for (int truth = 0; truth < m_classes.size(); ++truth) {
        for (int predicted = 0; predicted < m_classes.size(); ++predicted)
            wide = std::max(wide, metrics.horizontalAdvance((this->*text)(truth, predicted, digits)));
    }
    return wide + kAround;
}

ConfusionView::Writing ConfusionView::writingFor(int side) const {
    const Theme& theme = Theme::instance();
    Writing writing{theme.font(Theme::Size::Small), 0, -1};
    bool fits = false;
    for (const Theme::Size size : {Theme::Size::Title, Theme::Size::Large, Theme::Size::Normal}) {
        if (size == Theme::Size::Title && side < kLargeFrom) continue;
        for (const int digits : {1, 0}) {
            if (fits || widest(theme.font(size, true), &ConfusionView::largeText, digits) > side) continue;
            writing.large = theme.font(size, true);
            writing.largeDigits = digits;
            fits = true;
        }
    }
    const QFont small = theme.font(Theme::Size::Small);
    if (!fits || QFontMetrics(writing.large).height() + QFontMetrics(small).height() + 4 > side) return writing;
    for (const int digits : {1, 0}) {
        if (writing.smallDigits < 0 && widest(small, &ConfusionView::smallText, digits) <= side) writing.smallDigits = digits;
    }
    return writing;
}

void ConfusionView::paintCell(QPainter& painter, int truth, int predicted, const Writing& writing) const {
    const QRect rect = cellRect(truth, predicted);
    const QColor fill = cellFill(truth, predicted);
    painter.fillRect(rect, fill);
    painter.setPen(Theme::inkOn(fill));
    const QFont small = Theme::instance().font(Theme::Size::Small);
    const bool both = writing.smallDigits >= 0;
    const int largeHeight = QFontMetrics(writing.large).height();
    const int smallHeight = QFontMetrics(small).height();
    const int top = rect.center().y() - (both ? largeHeight + smallHeight - 2 : largeHeight) / 2;
    painter.setFont(writing.large);
    painter.drawText(QRect(rect.left(), top, rect.width(), largeHeight), Qt::AlignCenter,
                     largeText(truth, predicted, writing.largeDigits));
    if (!both) return;
    painter.setFont(small);
    painter.drawText(QRect(rect.left(), top + largeHeight - 2, rect.width(), smallHeight), Qt::AlignCenter,
                     smallText(truth, predicted, writing.smallDigits));
}

void ConfusionView::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(Ink::Data));
    if (m_classes.isEmpty()) {
        painter.setFont(theme.font(Theme::Size::Normal));
        painter.setPen(theme.color(Ink::Muted));
        painter.drawText(rect().adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap, m_sentence);
        return;
    }
    const Layout layout = layoutOf();
    const int n = static_cast<int>(m_classes.size());
    const Writing writing = writingFor(layout.side - kGap);
    for (int i = 0; i < n; ++i) {
        const QRect row(kMargin, cellRect(i, 0).top(), layout.left - kMargin - 8, layout.side - kGap);
        paintHeader(painter, QRect(cellRect(0, i).left(), 0, layout.side - kGap, layout.top - 4), m_classes.at(i), false);
        paintHeader(painter, row, m_classes.at(i), true);
        painter.setPen(theme.color(Ink::Muted));
        painter.setFont(theme.font(Theme::Size::Normal));
        painter.drawText(QRect(cellRect(i, n - 1).right() + 14, row.top(), layout.right, row.height()), Qt::AlignVCenter,
                         tr("n %1").arg(m_matrix.rowSum(static_cast<std::size_t>(i))));
        for (int predicted = 0; predicted < n; ++predicted) paintCell(painter, i, predicted, writing);
    }
    if (m_truth < 0) return;
    // A line of the data colour inside keeps the accent visible on a cell that is filled with the accent.
    const QRect current = cellRect(m_truth, m_predicted);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.color(Ink::Data), 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.drawRect(current.adjusted(1, 1, -1, -1));
    const int pen = hasFocus() ? 3 : 2;
    painter.setPen(QPen(theme.color(Ink::Accent), pen, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.drawRect(current.adjusted(-1, -1, 0, 0));
}

void ConfusionView::mousePressEvent(QMouseEvent* event) {
    int truth = -1;
    int predicted = -1;
    if (event->button() != Qt::LeftButton || !cellAt(event->pos(), truth, predicted)) {
        QWidget::mousePressEvent(event);
        return;
    }
    setCurrentCell(truth, predicted);
    Q_EMIT activated(truth, predicted);
}

void ConfusionView::keyPressEvent(QKeyEvent* event) {
    const int last = static_cast<int>(m_classes.size()) - 1;
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    int truth = std::max(m_truth, 0);
    int predicted = std::max(m_predicted, 0);
    const bool none = m_truth < 0;
    switch (event->key()) {
        case Qt::Key_Left:
            predicted -= none ? 0 : 1;
            break;
        case Qt::Key_Right:
            predicted += none ? 0 : 1;
            break;
        case Qt::Key_Up:
            truth -= none ? 0 : 1;
            break;
        case Qt::Key_Down:
            truth += none ? 0 : 1;
            break;
        case Qt::Key_Home:
            predicted = 0;
            break;
        case Qt::Key_End:
            predicted = last;
            break;
        case Qt::Key_PageUp:
            truth = 0;
            break;
        case Qt::Key_PageDown:
            truth = last;
            break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Space:
            if (!none) Q_EMIT activated(m_truth, m_predicted);
            return;
        default:
            QWidget::keyPressEvent(event);
            return;
    }
    if (last >= 0) setCurrentCell(std::clamp(truth, 0, last), std::clamp(predicted, 0, last));
}

void ConfusionView::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void ConfusionView::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

bool ConfusionView::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        int truth = -1;
        int predicted = -1;
        if (cellAt(help->pos(), truth, predicted)) {
            QToolTip::showText(help->globalPos(), cellSentence(truth, predicted) + QLatin1Char('\n') + cellExplanation(), this);
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return QWidget::event(event);
}

}  // namespace prososcope::widgets
