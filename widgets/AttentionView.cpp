// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/AttentionView.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

#include "widgets/ColorMap.h"
#include "widgets/Plot.h"
#include "widgets/Theme.h"
#include "widgets/TimeTicks.h"

namespace prososcope::widgets {

namespace {

constexpr double kDarkestShare = 0.995;
constexpr std::size_t kMostWeighed = 200'000;
constexpr int kLeftMargin = 52;
constexpr int kBottomMargin = 36;
constexpr int kEdge = 8;
constexpr int kTickRoom = 64;  ///< pixels that a label of time needs
constexpr int kTickLength = 4;
constexpr int kFarFrames = 10;  ///< that Shift and an arrow move by

}  // namespace

double darkestWeight(std::span<const float> weights) {
    const std::size_t step = weights.size() / kMostWeighed + 1;
    std::vector<float> some;
    for (std::size_t i = 0; i < weights.size(); i += step) {
        if (weights[i] > 0.0F) some.push_back(weights[i]);
    }
    if (some.empty()) return 0.0;
    const auto at = some.begin() + std::lround(kDarkestShare * static_cast<double>(some.size() - 1));
    std::nth_element(some.begin(), at, some.end());
    return static_cast<double>(*at);
}

QImage attentionPicture(std::span<const float> weights, int frames, int side, double darkest) {
    if (frames <= 0 || side <= 0 || weights.size() < static_cast<std::size_t>(frames) * static_cast<std::size_t>(frames))
        return {};
    const int pixels = std::min(side, frames);
    std::vector<int> pixelOf(static_cast<std::size_t>(frames));
    for (int i = 0; i < frames; ++i)
        pixelOf[static_cast<std::size_t>(i)] = static_cast<int>(static_cast<qint64>(i) * pixels / frames);
    std::vector<float> highest(static_cast<std::size_t>(pixels) * static_cast<std::size_t>(pixels), 0.0F);
    const float* weight = weights.data();
    for (int row = 0; row < frames; ++row) {
        float* const goal = highest.data() + static_cast<std::ptrdiff_t>(pixelOf[static_cast<std::size_t>(row)]) * pixels;
        for (int column = 0; column < frames; ++column, ++weight) {
            float& pixel = goal[pixelOf[static_cast<std::size_t>(column)]];
            pixel = std::max(pixel, *weight);
        }
    }
    QImage image(pixels, pixels, QImage::Format_Indexed8);
    const auto table = ColorMap(QStringLiteral("grey")).table();
    image.setColorTable(QList<QRgb>(table.begin(), table.end()));
    const double scale = darkest > 0.0 ? 1.0 / darkest : 0.0;
    for (int row = 0; row < pixels; ++row) {
        uchar* line = image.scanLine(row);
        for (int column = 0; column < pixels; ++column) {
            const double share = static_cast<double>(highest[static_cast<std::size_t>(row * pixels + column)]) * scale;
            line[column] = static_cast<uchar>(std::lround(255.0 * std::sqrt(std::clamp(share, 0.0, 1.0))));
        }
    }
    return image;
}

AttentionView::AttentionView(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Attention of a head"));
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void AttentionView::setMap(HeadMap map) {
    const bool same = map.frames == m_map.frames && map.firstSeconds == m_map.firstSeconds;
    m_map = std::move(map);
    m_darkest = darkestWeight(m_map.weights);
    m_picture = attentionPicture(m_map.weights, m_map.frames, m_map.frames, m_darkest);
    if (!same) m_looking = m_lookedAt = -1;
    Q_EMIT crossMoved(crossText());
    summaryChanged(this);
    update();
}

QRect AttentionView::area(const QSize& size) const {
    const double scale = Theme::instance().scale();
    const int left = static_cast<int>(kLeftMargin * scale);
    const int bottom = static_cast<int>(kBottomMargin * scale);
    const int side = std::max(1, std::min(size.width() - left - kEdge, size.height() - bottom - kEdge));
    return {left, kEdge, side, side};
}

int AttentionView::frameAt(int pixel, int from, int length) const {
    if (m_map.frames == 0 || pixel < from || pixel >= from + length) return -1;
    return static_cast<int>(static_cast<qint64>(pixel - from) * m_map.frames / length);
}

QPoint AttentionView::place(int looking, int lookedAt) const {
    const QRect in = area(size());
    const auto middle = [&](int frame, int length) {
        return static_cast<int>((static_cast<double>(frame) + 0.5) * length / std::max(1, m_map.frames));
    };
    return {in.left() + middle(lookedAt, in.width()), in.top() + middle(looking, in.height())};
}

void AttentionView::setCross(int looking, int lookedAt) {
    const bool inside = looking >= 0 && lookedAt >= 0 && looking < m_map.frames && lookedAt < m_map.frames;
    const std::pair next = inside ? std::pair(looking, lookedAt) : std::pair(-1, -1);
    if (next == std::pair(m_looking, m_lookedAt)) return;
    std::tie(m_looking, m_lookedAt) = next;
    Q_EMIT crossMoved(crossText());
    summaryChanged(this);
    update();
}

QString AttentionView::crossText() const {
    if (m_looking < 0) return {};
    const auto at =
        static_cast<std::size_t>(m_looking) * static_cast<std::size_t>(m_map.frames) + static_cast<std::size_t>(m_lookedAt);
    return tr("%1 looks at %2: weight %3", "two times and a number")
        .arg(positionText(m_map.seconds(m_looking)), positionText(m_map.seconds(m_lookedAt)),
             QLocale().toString(static_cast<double>(m_map.weights[at]), 'g', 3));
}

QString AttentionView::plotSummary() const {
    if (m_map.frames == 0) return tr("No attention is shown.");
    const auto summary = tr("%1: %2 frames from %3 to %4, darkest at weight %5.")
                             .arg(m_map.name)
                             .arg(m_map.frames)
                             .arg(positionText(m_map.seconds(0)), positionText(m_map.seconds(m_map.frames - 1)),
                                  QLocale().toString(m_darkest, 'g', 3));
    return m_looking < 0 ? summary : crossText() + QStringLiteral(". ") + summary;
}

void AttentionView::paintAxes(QPainter& painter, const QRect& in) const {
    const Theme& theme = Theme::instance();
    painter.setFont(theme.font(Theme::Size::Small));
    painter.setPen(theme.color(Ink::Muted));
    const double half = 0.5 * m_map.hopSeconds;
    const double start = m_map.seconds(0) - half;
    const double end = m_map.seconds(m_map.frames - 1) + half;
    const auto ticks = timeTicks(start, end, std::max(2, static_cast<int>(in.width() / (kTickRoom * theme.scale()))));
    const int height = painter.fontMetrics().height();
    for (const double seconds : ticks.seconds) {
        const auto along = static_cast<int>((seconds - start) / (end - start) * in.width());
        const QString text = tickText(seconds, ticks.step, end);
        painter.drawLine(in.left() + along, in.bottom() + 1, in.left() + along, in.bottom() + 1 + kTickLength);
        painter.drawLine(in.left() - kTickLength, in.top() + along, in.left() - 1, in.top() + along);
        painter.drawText(QRect(in.left() + along - kTickRoom, in.bottom() + kTickLength + 2, 2 * kTickRoom, height),
                         Qt::AlignHCenter, text);
        const QRect beside(0, in.top() + along - height / 2, in.left() - kTickLength - 2, height);
        if (beside.top() > in.top() - height / 2) painter.drawText(beside, Qt::AlignRight | Qt::AlignVCenter, text);
    }
    painter.drawText(QRect(in.left(), in.bottom() + kTickLength + 2 + height, in.width(), height), Qt::AlignRight,
                     tr("looked at (s)"));
    painter.save();
    painter.translate(height, in.bottom());
    painter.rotate(-90.0);
    painter.drawText(QRect(0, -height, in.height(), height), Qt::AlignRight, tr("looking (s)"));
    painter.restore();
}

void AttentionView::paint(QPainter& painter, const QSize& size, bool cross) {
    const Theme& theme = Theme::instance();
    if (m_map.frames == 0) {
        painter.setFont(theme.font(Theme::Size::Small));
        painter.setPen(theme.color(Ink::Muted));
        painter.drawText(QRect(QPoint(), size), Qt::AlignCenter | Qt::TextWordWrap, tr("No attention is shown."));
        return;
    }
    const QRect in = area(size);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, m_map.frames > in.width());
    painter.drawImage(in, m_picture);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(theme.color(Ink::ControlBorder));
    painter.drawRect(in.adjusted(-1, -1, 0, 0));
    paintAxes(painter, in);
    if (!cross || m_looking < 0) return;
    const QPoint at = place(m_looking, m_lookedAt);
    for (const auto& [ink, width] : {std::pair(ColorMap::casingOnImage(), 3), std::pair(ColorMap::lineOnImage(), 1)}) {
        painter.setPen(QPen(ink, width));
        painter.drawLine(in.left(), at.y(), in.right(), at.y());
        painter.drawLine(at.x(), in.top(), at.x(), in.bottom());
    }
}

void AttentionView::drawFigure(QCPPainter* painter, const QSize& size) { paint(*painter, size, false); }

void AttentionView::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    paint(painter, size(), true);
    if (!hasFocus()) return;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(Theme::instance().color(Ink::Accent));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void AttentionView::mouseMoveEvent(QMouseEvent* event) {
    const QRect in = area(size());
    const auto at = event->position().toPoint();
    setCross(frameAt(at.y(), in.top(), in.height()), frameAt(at.x(), in.left(), in.width()));
}

void AttentionView::mousePressEvent(QMouseEvent* event) {
    setFocus(Qt::MouseFocusReason);
    mouseMoveEvent(event);
    if (event->button() == Qt::LeftButton) choose();
}

void AttentionView::leaveEvent(QEvent* event) {
    QWidget::leaveEvent(event);
    if (!hasFocus()) setCross(-1, -1);
}

void AttentionView::choose() {
    if (m_looking >= 0) Q_EMIT timesChosen(m_map.seconds(m_looking), m_map.seconds(m_lookedAt));
}

void AttentionView::keyPressEvent(QKeyEvent* event) {
    const int last = m_map.frames - 1;
    const int step = event->modifiers().testFlag(Qt::ShiftModifier) ? kFarFrames : 1;
    const auto move = [&](int down, int right) {
        if (last < 0) return;
        // The first key brings the cross onto the frame in the middle that looks at itself.
        if (m_looking < 0) return setCross(last / 2, last / 2);
        setCross(std::clamp(m_looking + down, 0, last), std::clamp(m_lookedAt + right, 0, last));
    };
    if (event->matches(QKeySequence::Copy)) {
        if (m_looking >= 0) QGuiApplication::clipboard()->setText(crossText());
    } else if (event->key() == Qt::Key_Up) {
        move(-step, 0);
    } else if (event->key() == Qt::Key_Down) {
        move(step, 0);
    } else if (event->key() == Qt::Key_Left) {
        move(0, -step);
    } else if (event->key() == Qt::Key_Right) {
        move(0, step);
    } else if (event->key() == Qt::Key_Home) {
        move(0, -m_map.frames);
    } else if (event->key() == Qt::Key_End) {
        move(0, m_map.frames);
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        choose();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void AttentionView::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void AttentionView::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

}  // namespace prososcope::widgets
