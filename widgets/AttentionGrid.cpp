// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/AttentionGrid.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <utility>

#include "widgets/Plot.h"
#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

constexpr int kLargeSide = 76;  ///< of a map among at most kFew heads a layer
constexpr int kSmallSide = 40;
constexpr int kFew = 8;
constexpr int kGap = 6;
constexpr int kNumberRoom = 20;  ///< for the numbers of layers and heads

}  // namespace

AttentionGrid::AttentionGrid(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Heads of all layers"));
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void AttentionGrid::setHeads(int layers, int heads, std::vector<Head> all) {
    m_layers = layers;
    m_heads = heads;
    m_all = std::move(all);
    const bool some = layers > 0 && heads > 0;
    m_layer = some ? std::clamp(m_layer, 0, layers - 1) : -1;
    m_head = some ? std::clamp(m_head, 0, heads - 1) : -1;
    updateGeometry();
    summaryChanged(this);
    update();
}

void AttentionGrid::choose(int layer, int head) {
    if (layer < 0 || layer >= m_layers || head < 0 || head >= m_heads || (layer == m_layer && head == m_head)) return;
    m_layer = layer;
    m_head = head;
    summaryChanged(this);
    update();
    Q_EMIT chosen(layer, head);
}

int AttentionGrid::side() const {
    return static_cast<int>((m_heads <= kFew ? kLargeSide : kSmallSide) * Theme::instance().scale());
}

QRect AttentionGrid::mapRect(int layer, int head) const {
    const int room = static_cast<int>(kNumberRoom * Theme::instance().scale());
    return {room + head * (side() + kGap), room + layer * (side() + kGap), side(), side()};
}

QSize AttentionGrid::sizeHint() const {
    const QRect last = mapRect(std::max(0, m_layers - 1), std::max(0, m_heads - 1));
    return {last.right() + kGap, last.bottom() + kGap};
}

const AttentionGrid::Head& AttentionGrid::at(int layer, int head) const {
    return m_all[static_cast<std::size_t>(layer * m_heads + head)];
}

QString AttentionGrid::plotSummary() const {
    if (m_layer < 0) return tr("No attention is shown.");
    return at(m_layer, m_head).sentence + QLatin1Char(' ') +
           tr("%1 layers of %2 heads.", "of a network").arg(m_layers).arg(m_heads);
}

void AttentionGrid::paint(QPainter& painter, bool marks) const {
    const Theme& theme = Theme::instance();
    painter.setFont(theme.font(Theme::Size::Small));
    const int room = static_cast<int>(kNumberRoom * theme.scale());
    painter.setPen(theme.color(Ink::Muted));
    for (int layer = 0; layer < m_layers; ++layer)
        painter.drawText(QRect(0, mapRect(layer, 0).top(), room - 2, side()), Qt::AlignCenter, QString::number(layer + 1));
    for (int head = 0; head < m_heads; ++head)
        painter.drawText(QRect(mapRect(0, head).left(), 0, side(), room - 2), Qt::AlignCenter, QString::number(head + 1));
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    for (int layer = 0; layer < m_layers; ++layer) {
        for (int head = 0; head < m_heads; ++head) painter.drawImage(mapRect(layer, head), at(layer, head).picture);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
    for (int layer = 0; layer < m_layers; ++layer) {
        for (int head = 0; head < m_heads; ++head) {
            const bool mine = marks && layer == m_layer && head == m_head;
            painter.setPen(QPen(theme.color(mine ? Ink::Accent : Ink::ControlBorder), mine ? 2 : 1));
            painter.drawRect(mapRect(layer, head).adjusted(-1, -1, 0, 0));
        }
    }
}

void AttentionGrid::drawFigure(QCPPainter* painter, const QSize& /*size*/) { paint(*painter, false); }

void AttentionGrid::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    paint(painter, true);
    if (!hasFocus()) return;
    painter.setPen(Theme::instance().color(Ink::Accent));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void AttentionGrid::mousePressEvent(QMouseEvent* event) {
    setFocus(Qt::MouseFocusReason);
    if (event->button() != Qt::LeftButton) return;
    for (int layer = 0; layer < m_layers; ++layer) {
        for (int head = 0; head < m_heads; ++head) {
            if (mapRect(layer, head).contains(event->position().toPoint())) return choose(layer, head);
        }
    }
}

void AttentionGrid::keyPressEvent(QKeyEvent* event) {
    if (m_layer < 0) return QWidget::keyPressEvent(event);
    switch (event->key()) {
        case Qt::Key_Left:
            return choose(m_layer, m_head - 1);
        case Qt::Key_Right:
            return choose(m_layer, m_head + 1);
        case Qt::Key_Up:
            return choose(m_layer - 1, m_head);
        case Qt::Key_Down:
            return choose(m_layer + 1, m_head);
        case Qt::Key_Home:
            return choose(m_layer, 0);
        case Qt::Key_End:
            return choose(m_layer, m_heads - 1);
        default:
            QWidget::keyPressEvent(event);
    }
}

bool AttentionGrid::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    for (int layer = 0; layer < m_layers; ++layer) {
        for (int head = 0; head < m_heads; ++head) {
            if (!mapRect(layer, head).contains(help->pos())) continue;
            QToolTip::showText(help->globalPos(), at(layer, head).sentence, this);
            return true;
        }
    }
    QToolTip::hideText();
    return true;
}

void AttentionGrid::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void AttentionGrid::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

}  // namespace prososcope::widgets
