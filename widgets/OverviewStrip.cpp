// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/OverviewStrip.h"

#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "widgets/PointerMoves.h"
#include "widgets/Theme.h"
#include "widgets/TimeTicks.h"
#include "widgets/WaveformImage.h"

namespace prososcope::widgets {

namespace {

constexpr double kBandHeight = 6.0;
constexpr double kEdgeGrip = 5.0;
constexpr double kNarrowestFrame = 4.0;

}  // namespace

OverviewStrip::OverviewStrip(QWidget* parent) : QWidget(parent) {
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMouseTracking(true);
    grabGesture(Qt::PinchGesture);
    setFixedHeight(44);
    setAccessibleName(tr("Overview"));
    connect(&Theme::instance(), &Theme::changed, this, &OverviewStrip::invalidate);
}

void OverviewStrip::setTimeView(TimeView* view) {
    if (m_view == view) return;
    if (m_view) m_view->disconnect(this);
    m_view = view;
    m_drag = Drag::None;
    if (view != nullptr) {
        for (const auto signal :
             {&TimeView::rangeChanged, &TimeView::cursorChanged, &TimeView::playPositionChanged, &TimeView::selectionChanged}) {
            connect(view, signal, this, qOverload<>(&QWidget::update));
        }
    }
    invalidate();
}

void OverviewStrip::setPeaks(std::shared_ptr<const audio::PeakPyramid> peaks) {
    if (peaks != m_peaks) m_samples.reset();
    m_peaks = std::move(peaks);
    invalidate();
}

void OverviewStrip::setTrack(std::shared_ptr<const EmotionTrack> track) {
    m_track = std::move(track);
    invalidate();
}

void OverviewStrip::setSamples(SampleBlockPtr samples) {
    if (!m_peaks || !samples || samples->startFrame > 0 || samples->endFrame() < m_peaks->frames()) return;
    if (audio::PeakPyramid::resolves(static_cast<double>(m_peaks->frames()) / std::max(1, width()))) return;
    m_samples = std::move(samples);
    invalidate();
}

void OverviewStrip::setGain(double gain) {
    if (gain == m_gain) return;
    m_gain = gain;
    invalidate();
}

void OverviewStrip::invalidate() {
    m_image = {};
    update();
}

QRectF OverviewStrip::frame() const {
    if (!m_view || m_view->duration() <= 0.0) return {};
    const double scale = width() / m_view->duration();
    double left = m_view->start() * scale;
    double right = m_view->end() * scale;
    if (right - left < kNarrowestFrame) {
        const double middle = std::clamp((left + right) / 2.0, kNarrowestFrame / 2.0, width() - kNarrowestFrame / 2.0);
        left = middle - kNarrowestFrame / 2.0;
        right = middle + kNarrowestFrame / 2.0;
    }
    return {left, 0.0, right - left, static_cast<double>(height())};
}

void OverviewStrip::render() {
    const double ratio = devicePixelRatioF();
    const auto& theme = Theme::instance();
    m_image = QImage(std::max(1, static_cast<int>(std::lround(width() * ratio))),
                     std::max(1, static_cast<int>(std::lround(height() * ratio))), QImage::Format_ARGB32_Premultiplied);
    m_image.fill(theme.color(Ink::Data));
    if (!m_peaks || m_peaks->frames() == 0) return;
    const int band = static_cast<int>(std::lround(kBandHeight * ratio));
    const int margin = static_cast<int>(std::lround(2.0 * ratio));
    std::vector<audio::Peak> columns(static_cast<std::size_t>(m_image.width()));
    std::vector<audio::Peak> other(columns.size());
    const auto summarise = [this](int channel, std::span<audio::Peak> into) {
        const auto end = static_cast<double>(m_peaks->frames());
        const auto index = static_cast<std::size_t>(channel);
        if (m_samples && index < m_samples->channels.size()) {
            summariseSamples(m_samples->channels[index], 0, 0.0, end, into);
        } else {
            m_peaks->summarise(channel, 0.0, end, into);
        }
    };
    summarise(0, columns);
    for (int channel = 1; channel < m_peaks->channels(); ++channel) {
        summarise(channel, other);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (other[i].low > other[i].high) continue;
            columns[i].low = std::min(columns[i].low, other[i].low);
            columns[i].high = std::max(columns[i].high, other[i].high);
            columns[i].meanSquare = std::max(columns[i].meanSquare, other[i].meanSquare);
        }
    }
    const bool hasBand = m_track && !m_track->isEmpty();
    drawEnvelope(m_image, margin, m_image.height() - (hasBand ? band : 0) - 2 * margin, columns, m_gain,
                 theme.color(Ink::Waveform), theme.color(Ink::WaveformRms));
    if (!hasBand) return;
    QPainter painter(&m_image);
    const double perPixel = m_track->durationSeconds / m_image.width();
    for (int x = 0; x < m_image.width(); ++x) {
        const int best = EmotionTrack::best(m_track->mean(x * perPixel, (x + 1) * perPixel));
        const QColor color = best < 0 ? theme.color(Ink::Hairline) : theme.emotionFill(m_track->classes.value(best));
        painter.fillRect(x, m_image.height() - band, 1, band, color);
    }
}

void OverviewStrip::paintEvent(QPaintEvent*) {
    const double ratio = devicePixelRatioF();
    if (m_image.size() != QSize(std::max(1, static_cast<int>(std::lround(width() * ratio))),
                                std::max(1, static_cast<int>(std::lround(height() * ratio))))) {
        render();
    }
    QPainter painter(this);
    painter.drawImage(QRectF(rect()), m_image);
    if (!m_view || m_view->duration() <= 0.0) return;
    const auto& theme = Theme::instance();
    const double scale = width() / m_view->duration();
    if (m_view->hasSelection()) {
        QColor fill = theme.color(Ink::Accent);
        fill.setAlphaF(0.16F);
        painter.fillRect(QRectF(m_view->selectionStart() * scale, 0.0,
                                std::max(1.0, (m_view->selectionEnd() - m_view->selectionStart()) * scale), height()),
                         fill);
    }
    const double at = m_view->playPosition() >= 0.0 ? m_view->playPosition() : m_view->cursor();
    painter.fillRect(QRectF(std::floor(at * scale), 0.0, 1.0, height()), theme.color(Ink::PlayCursor));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.color(Ink::Accent), 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(frame().adjusted(0.75, 0.75, -0.75, -0.75), 2.0, 2.0);
}

double OverviewStrip::timeAt(double x) const { return m_view ? x / std::max(1, width()) * m_view->duration() : 0.0; }

OverviewStrip::Drag OverviewStrip::partAt(double x) const {
    const QRectF part = frame();
    if (part.isEmpty()) return Drag::None;
    const double grip = std::min(kEdgeGrip, part.width() / 4.0);
    if (std::abs(x - part.left()) <= grip) return Drag::Start;
    if (std::abs(x - part.right()) <= grip) return Drag::End;
    return x > part.left() && x < part.right() ? Drag::Move : Drag::None;
}

void OverviewStrip::mousePressEvent(QMouseEvent* event) {
    if (!m_view || m_view->duration() <= 0.0 || event->button() != Qt::LeftButton) return;
    const double x = event->position().x();
    m_drag = partAt(x);
    if (m_drag == Drag::None) {
        const double start = timeAt(x) - m_view->span() / 2.0;
        m_view->setRange(std::clamp(start, 0.0, std::max(0.0, m_view->duration() - m_view->span())),
                         std::clamp(start, 0.0, std::max(0.0, m_view->duration() - m_view->span())) + m_view->span());
        m_drag = Drag::Move;
    }
    m_grab = timeAt(x) - m_view->start();
}

void OverviewStrip::mouseMoveEvent(QMouseEvent* event) {
    if (!m_view) return;
    const double x = event->position().x();
    const double time = std::clamp(timeAt(x), 0.0, m_view->duration());
    switch (m_drag) {
        case Drag::None: {
            const Drag part = partAt(x);
            const bool edge = part == Drag::Start || part == Drag::End;
            setCursor(edge ? Qt::SizeHorCursor : part == Drag::Move ? Qt::OpenHandCursor : Qt::ArrowCursor);
            break;
        }
        case Drag::Move: {
            const double start = std::clamp(timeAt(x) - m_grab, 0.0, std::max(0.0, m_view->duration() - m_view->span()));
            m_view->setRange(start, start + m_view->span());
            break;
        }
        case Drag::Start:
            m_view->setRange(std::min(time, m_view->end() - 0.001), m_view->end());
            break;
        case Drag::End:
            m_view->setRange(m_view->start(), std::max(time, m_view->start() + 0.001));
            break;
    }
}

void OverviewStrip::mouseReleaseEvent(QMouseEvent*) { m_drag = Drag::None; }

void OverviewStrip::wheelEvent(QWheelEvent* event) {
    event->accept();
    if (!m_view || m_view->duration() <= 0.0) return;
    const WheelMove move = wheelMove(*event, width());
    if (move.kind == WheelMove::Kind::ZoomTime) m_view->zoom(move.factor, timeAt(event->position().x()));
    if (move.kind == WheelMove::Kind::Scroll) m_view->scroll(move.share);
}

bool OverviewStrip::event(QEvent* event) {
    if (m_view && m_view->duration() > 0.0) {
        if (const auto pinch = pinchMove(event, this)) {
            m_drag = Drag::None;
            m_view->zoom(pinch->factor, timeAt(pinch->x));
            return true;
        }
    }
    return QWidget::event(event);
}

QString OverviewStrip::plotSummary() const {
    if (!m_view || m_view->duration() <= 0.0) return tr("No recording");
    return tr("Whole recording of %1, visible from %2 to %3")
        .arg(positionText(m_view->duration()), positionText(m_view->start()), positionText(m_view->end()));
}

}  // namespace prososcope::widgets
