// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/RatingPlane.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "widgets/Plot.h"
#include "widgets/PlotLook.h"
#include "widgets/SpeakerClasses.h"
#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

constexpr int kSymbol = 12;
constexpr int kTones = 16;

QString numberText(double value) { return QString::number(value, 'g', 3); }

}  // namespace

RatingPlane::RatingPlane(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Valence and arousal"));
    m_plot = new QCustomPlot(this);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setMinimumSize(16, 16);
    m_plot->installEventFilter(this);
    m_overlay = new PlotOverlay(m_plot, [this](QPainter& painter) { paintOver(painter); });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(m_plot);
    m_map = new QCPColorMap(m_plot->xAxis, m_plot->yAxis);
    m_map->setInterpolate(false);
    m_map->setTightBoundary(true);
    m_plot->axisRect()->setMinimumMargins(QMargins(0, 6, 6, 0));
    for (QCPAxis* axis : {m_plot->xAxis, m_plot->yAxis}) axis->ticker()->setTickCount(5);
    connect(&Theme::instance(), &Theme::changed, this, &RatingPlane::redraw);
    redraw();
}

void RatingPlane::setCounts(store::PlaneCounts counts) {
    m_counts = std::move(counts);
    m_current = {-1, -1};
    redraw();
}

double RatingPlane::xOf(double column) const {
    const auto columns = static_cast<double>(std::max<std::size_t>(1, m_counts.columns));
    return m_counts.x.low + (m_counts.x.high - m_counts.x.low) * column / columns;
}
double RatingPlane::yOf(double row) const {
    const auto rows = static_cast<double>(std::max<std::size_t>(1, m_counts.rows));
    return m_counts.y.low + (m_counts.y.high - m_counts.y.low) * row / rows;
}

void RatingPlane::redraw() {
    const Theme& theme = Theme::instance();
    makeQuietPlot(*m_plot);
    m_plot->xAxis->setLabel(tr("valence"));
    m_plot->yAxis->setLabel(tr("arousal"));
    for (QCPAxis* axis : {m_plot->xAxis, m_plot->yAxis}) axis->setVisible(!isBlank());
    const int columns = static_cast<int>(m_counts.columns);
    const int rows = static_cast<int>(m_counts.rows);
    m_map->setVisible(!isBlank());
    if (!isBlank()) {
        m_map->data()->setSize(columns, rows);
        m_map->data()->setRange({xOf(0.5), xOf(columns - 0.5)}, {yOf(0.5), yOf(rows - 0.5)});
        double most = 1.0;
        for (int row = 0; row < rows; ++row) {
            for (int column = 0; column < columns; ++column) {
                const double root = std::sqrt(
                    static_cast<double>(m_counts.at(static_cast<std::size_t>(column), static_cast<std::size_t>(row))));
                m_map->data()->setCell(column, row, root);
                most = std::max(most, root);
            }
        }
        QCPColorGradient gradient;
        gradient.clearColorStops();
        for (int i = 0; i <= kTones; ++i) {
            const double at = static_cast<double>(i) / kTones;
            // An empty cell is the ground; a single rating is already seen on it.
            gradient.setColorStopAt(at, i == 0 ? theme.color(Ink::Data) : theme.sequential(0.12 + 0.78 * at));
        }
        m_map->setGradient(gradient);
        m_map->setDataRange({0.0, most});
        m_plot->xAxis->setRange(xOf(0), xOf(columns));
        m_plot->yAxis->setRange(yOf(0), yOf(rows));
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
    m_overlay->update();
    summaryChanged(this);
}

QPoint RatingPlane::cellCentre(int column, int row) const {
    return m_plot->mapTo(
        this, QPointF(m_plot->xAxis->coordToPixel(xOf(column + 0.5)), m_plot->yAxis->coordToPixel(yOf(row + 0.5))).toPoint());
}

std::pair<int, int> RatingPlane::cellAt(const QPoint& point) const {
    if (isBlank() || !m_plot->axisRect()->rect().contains(point)) return {-1, -1};
    const auto cell = [](double place, const corpus::Scale& scale, std::size_t cells) {
        const double at = (place - scale.low) / (scale.high - scale.low) * static_cast<double>(cells);
        return std::clamp(static_cast<int>(at), 0, static_cast<int>(cells) - 1);
    };
    return {cell(m_plot->xAxis->pixelToCoord(point.x()), m_counts.x, m_counts.columns),
            cell(m_plot->yAxis->pixelToCoord(point.y()), m_counts.y, m_counts.rows)};
}

QString RatingPlane::cellSentence(int column, int row) const {
    return tr("Valence %1 to %2, arousal %3 to %4: %5 utterances.")
        .arg(numberText(xOf(column)), numberText(xOf(column + 1)), numberText(yOf(row)), numberText(yOf(row + 1)))
        .arg(m_counts.at(static_cast<std::size_t>(column), static_cast<std::size_t>(row)));
}

void RatingPlane::setCurrent(int column, int row) {
    m_current = {column, row};
    m_overlay->update();
    summaryChanged(this);
}

void RatingPlane::activate() {
    const auto [column, row] = m_current;
    if (column >= 0) Q_EMIT cellActivated(xOf(column), xOf(column + 1), yOf(row), yOf(row + 1));
}

QString RatingPlane::plotSummary() const {
    if (isBlank()) return tr("Valence and arousal are not known for these utterances.");
    if (m_current.first >= 0) return cellSentence(m_current.first, m_current.second);
    QStringList parts{tr("Valence and arousal of %1 utterances.").arg(m_counts.known)};
    for (const auto& centre : m_counts.centres)
        parts << tr("Mean of %1: valence %2, arousal %3.")
                     .arg(classWord(centre.emotion), numberText(centre.x), numberText(centre.y));
    return parts.join(QLatin1Char(' '));
}

NumberTable RatingPlane::numbers() const {
    NumberTable table;
    table.columns << tr("class or cell") << tr("valence") << tr("arousal") << tr("utterances");
    for (const auto& centre : m_counts.centres)
        table.rows.push_back({tr("mean of %1").arg(classWord(centre.emotion)), numberText(centre.x), numberText(centre.y),
                              QString::number(centre.count)});
    for (std::size_t row = 0; row < m_counts.rows && !isBlank(); ++row) {
        for (std::size_t column = 0; column < m_counts.columns; ++column) {
            const auto count = m_counts.at(column, row);
            if (count == 0) continue;
            const auto x = static_cast<double>(column);
            const auto y = static_cast<double>(row);
            table.rows.push_back({tr("cell"), tr("%1 to %2").arg(numberText(xOf(x)), numberText(xOf(x + 1))),
                                  tr("%1 to %2").arg(numberText(yOf(y)), numberText(yOf(y + 1))), QString::number(count)});
        }
    }
    return table;
}

void RatingPlane::keyPressEvent(QKeyEvent* event) {
    const int columns = static_cast<int>(m_counts.columns);
    const int rows = static_cast<int>(m_counts.rows);
    const auto [column, row] = m_current;
    const auto move = [&](int right, int up) {
        if (column < 0)
            setCurrent(columns / 2, rows / 2);
        else
            setCurrent(std::clamp(column + right, 0, columns - 1), std::clamp(row + up, 0, rows - 1));
    };
    if (event->matches(QKeySequence::Copy)) {
        if (!isBlank()) QGuiApplication::clipboard()->setText(numbers().tabSeparated());
    } else if (isBlank()) {
        QWidget::keyPressEvent(event);
    } else if (event->key() == Qt::Key_Left) {
        move(-1, 0);
    } else if (event->key() == Qt::Key_Right) {
        move(1, 0);
    } else if (event->key() == Qt::Key_Up) {
        move(0, 1);
    } else if (event->key() == Qt::Key_Down) {
        move(0, -1);
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        activate();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void RatingPlane::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    m_overlay->update();
}

void RatingPlane::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    m_overlay->update();
}

void RatingPlane::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void RatingPlane::paintOver(QPainter& painter) const {
    const Theme& theme = Theme::instance();
    painter.setFont(theme.font(Theme::Size::Small));
    if (isBlank()) {
        painter.setPen(theme.color(Ink::Muted));
        painter.drawText(m_overlay->rect(), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                         tr("Valence and arousal are not known for these utterances."));
    } else {
        const QRect inside = m_plot->axisRect()->rect();
        painter.setRenderHint(QPainter::Antialiasing);
        for (const auto& centre : m_counts.centres) {
            const QString emotion = QString::fromStdString(centre.emotion);
            if (emotion.isEmpty()) continue;
            const QPointF place(m_plot->xAxis->coordToPixel(centre.x), m_plot->yAxis->coordToPixel(centre.y));
            const QString word = classWord(centre.emotion);
            const int wide = painter.fontMetrics().horizontalAdvance(word);
            const bool left = place.x() + kSymbol + wide + 6 > inside.right();
            QRectF plate(place.x() + (left ? -kSymbol - wide : kSymbol) - 3, place.y() - 9, wide + 6, 18);
            QColor ground = theme.color(Ink::Data);
            ground.setAlphaF(0.85F);
            painter.fillRect(plate, ground);
            painter.setPen(theme.color(Ink::Text));
            painter.drawText(plate, Qt::AlignCenter, word);
            painter.save();
            painter.translate(place);
            painter.setPen(QPen(theme.color(Ink::Data), 1.5));
            painter.setBrush(theme.emotionFill(emotion));
            painter.drawPath(Theme::emotionSymbol(emotion, kSymbol));
            painter.restore();
        }
        if (const auto [column, row] = m_current; column >= 0) {
            const auto x = [&](double c) { return m_plot->xAxis->coordToPixel(xOf(c)); };
            const auto y = [&](double r) { return m_plot->yAxis->coordToPixel(yOf(r)); };
            painter.setRenderHint(QPainter::Antialiasing, false);
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(theme.color(Ink::Accent), 2));
            painter.drawRect(QRectF(QPointF(x(column), y(row + 1)), QPointF(x(column + 1), y(row))));
        }
    }
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(theme.color(Ink::Accent));
        painter.drawRect(m_overlay->rect().adjusted(0, 0, -1, -1));
    }
}

bool RatingPlane::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_plot) return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::MouseButtonPress) {
        setFocus(Qt::MouseFocusReason);
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if (const auto [column, row] = cellAt(mouse->pos()); mouse->button() == Qt::LeftButton && column >= 0) {
            setCurrent(column, row);
            activate();
        }
        return true;
    }
    if (event->type() == QEvent::Wheel) {  // whoever scrolls past means the panel
        event->ignore();
        return true;
    }
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const auto [column, row] = cellAt(help->pos()); column >= 0)
            QToolTip::showText(help->globalPos(), cellSentence(column, row), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace prososcope::widgets
