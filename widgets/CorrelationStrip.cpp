// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/CorrelationStrip.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

#include "widgets/CorrelationColors.h"
#include "widgets/ScoreText.h"
#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

constexpr int kGap = 12;
constexpr int kMargin = 4;
constexpr int kNarrowest = 84;
constexpr int kWidest = 150;
constexpr int kLowest = 36;
constexpr int kTallest = 72;

struct MeanR {
    double mean = 0.0;
    std::size_t defined = 0;
    std::size_t counting = 0;
};

MeanR meanOf(const SpeakerMap& map) {
    MeanR found;
    for (std::size_t unit = 0; unit < map.r.size(); ++unit) {
        if (std::isnan(map.r[unit])) continue;
        found.mean += std::abs(static_cast<double>(map.r[unit]));
        ++found.defined;
        if (unit < map.counts.size() && map.counts[unit] != 0) ++found.counting;
    }
    if (found.defined > 0) found.mean /= static_cast<double>(found.defined);
    return found;
}

}  // namespace

CorrelationStrip::CorrelationStrip(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Maps of all speakers"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, &CorrelationStrip::forgetPictures);
}

void CorrelationStrip::setMaps(const QString& target, std::vector<std::int64_t> widths, std::vector<SpeakerMap> maps) {
    m_target = target;
    m_widths = std::move(widths);
    m_maps = std::move(maps);
    const auto units = std::accumulate(m_widths.begin(), m_widths.end(), std::int64_t{0});
    for (SpeakerMap& each : m_maps) {
        if (each.r.size() != static_cast<std::size_t>(std::max<std::int64_t>(0, units)) ||
            each.counts.size() != each.r.size()) {
            each.r.clear();
            each.counts.clear();
        }
    }
    if (m_current >= static_cast<int>(m_maps.size())) m_current = -1;
    setAccessibleName(target.isEmpty() ? tr("Maps of all speakers") : tr("Maps of all speakers, %1").arg(target));
    forgetPictures();
    summaryChanged(this);
    updateGeometry();
}

void CorrelationStrip::setLimit(double limit) {
    if (!(limit > 0.0) || limit == m_limit) return;
    m_limit = limit;
    forgetPictures();
}

void CorrelationStrip::setAbsolute(bool absolute) {
    m_absolute = absolute;
    forgetPictures();
}

void CorrelationStrip::setShown(const QString& speaker) {
    m_shown = speaker;
    update();
    summaryChanged(this);
}

void CorrelationStrip::forgetPictures() {
    m_pictures.clear();
    update();
}

CorrelationStrip::Grid CorrelationStrip::gridFor(int width) const {
    Grid grid;
    const int count = std::max(1, static_cast<int>(m_maps.size()));
    const int room = std::max(kNarrowest, width - 2 * kMargin);
    grid.across = std::clamp((room + kGap) / (kNarrowest + kGap), 1, count);
    const int wide = std::min(kWidest, (room + kGap) / grid.across - kGap);
    grid.map = {wide, std::clamp(static_cast<int>(m_widths.size()) * 8, kLowest, kTallest)};
    grid.step = grid.map.height() + QFontMetrics(Theme::instance().font(Theme::Size::Small)).height() + 3 + kGap;
    return grid;
}

int CorrelationStrip::headingHeight() { return QFontMetrics(Theme::instance().font(Theme::Size::Normal, true)).height() + 6; }

QRect CorrelationStrip::placeOf(const Grid& grid, int speaker) const {
    return {QPoint(kMargin + speaker % grid.across * (grid.map.width() + kGap),
                   kMargin + headingHeight() + speaker / grid.across * grid.step),
            grid.map};
}

QRect CorrelationStrip::mapRect(int speaker) const { return placeOf(gridFor(width()), speaker); }

int CorrelationStrip::heightFor(int width) const {
    if (m_maps.empty()) return 0;
    const Grid grid = gridFor(width);
    const int rows = (static_cast<int>(m_maps.size()) + grid.across - 1) / grid.across;
    return 2 * kMargin + headingHeight() + rows * grid.step - kGap;
}

QSize CorrelationStrip::sizeHint() const { return {640, heightFor(std::max(width(), 160))}; }
QSize CorrelationStrip::minimumSizeHint() const { return {160, heightFor(std::max(width(), 160))}; }

QImage CorrelationStrip::picture(int speaker, const QSize& size, double ratio) const {
    QImage image((QSizeF(size) * ratio).toSize().expandedTo({1, 1}), QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(Theme::instance().color(Ink::Data));
    const CorrelationColors colors(m_absolute, m_limit);
    const SpeakerMap& map = m_maps[static_cast<std::size_t>(speaker)];
    if (map.r.empty()) {
        colors.hatch(image, image.rect());
        return image;
    }
    const auto layers = static_cast<int>(m_widths.size());
    const std::int64_t widest = std::max<std::int64_t>(1, *std::max_element(m_widths.begin(), m_widths.end()));
    std::size_t begin = 0;
    for (int layer = 0; layer < layers; ++layer) {
        const std::int64_t width = m_widths[static_cast<std::size_t>(layer)];
        const int top = layer * image.height() / layers;
        const int bottom = std::max(top + 1, (layer + 1) * image.height() / layers);
        if (top >= image.height()) break;
        auto* first = reinterpret_cast<QRgb*>(image.scanLine(top));
        std::vector<QRect> undefined;
        for (int x = 0; x < image.width(); ++x) {
            // A pixel shows the strongest of the units that it covers.
            const std::int64_t from = x * widest / image.width();
            const std::int64_t to = std::min(width, std::max(from + 1, (x + 1) * widest / image.width()));
            if (from >= to) break;
            std::size_t best = begin + static_cast<std::size_t>(from);
            for (std::size_t unit = best + 1; unit < begin + static_cast<std::size_t>(to); ++unit)
                if (std::isnan(map.r[best]) || std::abs(map.r[unit]) > std::abs(map.r[best])) best = unit;
            if (std::isnan(map.r[best]))
                undefined.emplace_back(x, top, 1, bottom - top);
            else
                first[x] = colors.at(map.r[best], map.counts[best] != 0);
        }
        for (int line = top + 1; line < std::min(bottom, image.height()); ++line)
            std::memcpy(image.scanLine(line), first, static_cast<std::size_t>(image.width()) * sizeof(QRgb));
        for (const QRect& each : undefined) colors.hatch(image, each);
        begin += static_cast<std::size_t>(width);
    }
    return image;
}

void CorrelationStrip::paint(QPainter& painter, const Grid& grid, const std::vector<QImage>& pictures) const {
    const Theme& theme = Theme::instance();
    if (m_maps.empty()) return;
    painter.setFont(theme.font(Theme::Size::Normal, true));
    painter.setPen(theme.color(Ink::Text));
    painter.drawText(QRect(kMargin, kMargin, 4096, headingHeight()), Qt::AlignLeft | Qt::AlignTop,
                     tr("Speakers, %1").arg(m_target));
    for (int speaker = 0; speaker < static_cast<int>(m_maps.size()); ++speaker) {
        const QRect place = placeOf(grid, speaker);
        const SpeakerMap& map = m_maps[static_cast<std::size_t>(speaker)];
        painter.drawImage(place.topLeft(), pictures[static_cast<std::size_t>(speaker)]);
        const bool isShown = !m_shown.isEmpty() && map.speaker == m_shown;
        painter.setFont(theme.font(Theme::Size::Small, isShown));
        painter.setPen(theme.color(isShown ? Ink::Text : Ink::Muted));
        const QFontMetrics metrics = painter.fontMetrics();
        painter.drawText(
            QRect(place.left(), place.bottom() + 3, place.width(), metrics.height()), Qt::AlignLeft | Qt::AlignTop,
            metrics.elidedText(tr("%1, n %2", "a speaker and the number of utterances").arg(map.speaker).arg(map.n),
                               Qt::ElideRight, place.width()));
        if (!isShown) continue;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.color(Ink::Accent), 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter.drawRect(place.adjusted(-2, -2, 1, 1));
    }
}

void CorrelationStrip::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(Ink::Data));
    const Grid grid = gridFor(width());
    if (m_pictures.size() != m_maps.size() || m_pictureRatio != devicePixelRatioF()) {
        m_pictureRatio = devicePixelRatioF();
        m_pictures.clear();
        for (int speaker = 0; speaker < static_cast<int>(m_maps.size()); ++speaker)
            m_pictures.push_back(picture(speaker, grid.map, m_pictureRatio));
    }
    paint(painter, grid, m_pictures);
    if (!hasFocus() || m_maps.empty()) return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.color(Ink::Accent), 1));
    painter.drawRect(placeOf(grid, std::max(0, m_current)).adjusted(-4, -4, 3, grid.step - grid.map.height() - kGap + 3));
}

void CorrelationStrip::drawFigure(QCPPainter* painter, const QSize& size) {
    const double ratio = FigureScope::ratio(devicePixelRatioF());
    const Grid grid = gridFor(size.width());
    std::vector<QImage> pictures;
    for (int speaker = 0; speaker < static_cast<int>(m_maps.size()); ++speaker)
        pictures.push_back(picture(speaker, grid.map, ratio));
    painter->fillRect(QRect(QPoint(), size), Theme::instance().color(Ink::Data));
    paint(*painter, grid, pictures);
}

void CorrelationStrip::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    forgetPictures();
    if (event->oldSize().width() != event->size().width()) updateGeometry();
}

void CorrelationStrip::setCurrent(int speaker) {
    if (speaker == m_current || m_maps.empty()) return;
    m_current = std::clamp(speaker, 0, static_cast<int>(m_maps.size()) - 1);
    update();
    summaryChanged(this);
}

void CorrelationStrip::keyPressEvent(QKeyEvent* event) {
    const int last = static_cast<int>(m_maps.size()) - 1;
    const int across = gridFor(width()).across;
    switch (last < 0 ? 0 : event->key()) {
        case Qt::Key_Left:
            setCurrent(m_current - 1);
            return;
        case Qt::Key_Right:
            setCurrent(m_current + 1);
            return;
        case Qt::Key_Up:
            if (m_current - across >= 0) setCurrent(m_current - across);
            return;
        case Qt::Key_Down:
            if (m_current + across <= last) setCurrent(m_current + across);
            return;
        case Qt::Key_Home:
            setCurrent(0);
            return;
        case Qt::Key_End:
            setCurrent(last);
            return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Space:
            setCurrent(std::max(0, m_current));
            Q_EMIT activated(m_maps[static_cast<std::size_t>(m_current)].speaker);
            return;
        default:
            QWidget::keyPressEvent(event);
    }
}

int CorrelationStrip::speakerAt(const QPoint& point) const {
    const Grid grid = gridFor(width());
    for (int speaker = 0; speaker < static_cast<int>(m_maps.size()); ++speaker)
        if (placeOf(grid, speaker).adjusted(0, 0, 0, grid.step - grid.map.height() - kGap).contains(point)) return speaker;
    return -1;
}

void CorrelationStrip::mousePressEvent(QMouseEvent* event) {
    const int speaker = speakerAt(event->pos());
    if (event->button() != Qt::LeftButton || speaker < 0) {
        QWidget::mousePressEvent(event);
        return;
    }
    setCurrent(speaker);
    Q_EMIT activated(m_maps[static_cast<std::size_t>(speaker)].speaker);
}

void CorrelationStrip::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void CorrelationStrip::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

bool CorrelationStrip::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    if (const int speaker = speakerAt(help->pos()); speaker >= 0)
        QToolTip::showText(help->globalPos(), speakerSentence(speaker), this);
    else
        QToolTip::hideText();
    return true;
}

QString CorrelationStrip::speakerSentence(int speaker) const {
    const SpeakerMap& map = m_maps[static_cast<std::size_t>(speaker)];
    const MeanR found = meanOf(map);
    if (found.defined == 0) return tr("Speaker %1, %2: undefined, with %3 utterances.").arg(map.speaker, m_target).arg(map.n);
    return tr("Speaker %1, %2: %3 utterances, mean |r| %4, %5 of %6 units count.")
        .arg(map.speaker, m_target)
        .arg(map.n)
        .arg(scoreText(found.mean, 3))
        .arg(found.counting)
        .arg(found.defined);
}

QString CorrelationStrip::plotSummary() const {
    if (m_maps.empty()) return tr("There are no maps of speakers.");
    QStringList sentences;
    if (m_current >= 0) sentences << speakerSentence(m_current);
    sentences << tr("%1, %2 speakers.").arg(m_target).arg(m_maps.size());
    if (!m_shown.isEmpty()) sentences << tr("Speaker %1 is shown large.").arg(m_shown);
    return sentences.join(QLatin1Char(' '));
}

}  // namespace prososcope::widgets
