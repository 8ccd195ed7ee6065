// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/PointerMoves.h"

#include <QNativeGestureEvent>
#include <QPinchGesture>
#include <QWheelEvent>
#include <QWidget>
#include <algorithm>
#include <cmath>

namespace prososcope::widgets {

namespace {

constexpr double kScrollShare = 0.1;  // of the view for one notch of the wheel
constexpr double kZoomPerNotch = 1.25;
constexpr double kZoomPixels = 180.0;  // touchpad pixels that zoom by a factor of e
constexpr double kAnglePerNotch = 120.0;

}  // namespace

WheelMove wheelMove(const QWheelEvent& event, int width) {
    const QPoint pixels = event.pixelDelta();
    const bool touchpad = !pixels.isNull();
    const QPoint turn = touchpad ? pixels : event.angleDelta();
    const bool sideways = std::abs(turn.x()) > std::abs(turn.y());
    const bool shift = event.modifiers().testFlag(Qt::ShiftModifier);
    const double along = sideways ? turn.x() : turn.y();
    const auto zoomed = [&](double amount) {
        return touchpad ? std::exp(amount / kZoomPixels) : std::pow(kZoomPerNotch, amount / kAnglePerNotch);
    };
    if (event.modifiers().testFlag(Qt::ControlModifier)) {
        // Some systems turn the wheel sideways while Shift is held.
        if (shift) return {.kind = WheelMove::Kind::ZoomHeight, .factor = zoomed(along)};
        return {.kind = WheelMove::Kind::ZoomTime, .factor = zoomed(-turn.y())};
    }
    return {.share = touchpad ? -along / std::max(1, width) : -kScrollShare * along / kAnglePerNotch,
            .alongTime = shift || sideways};
}

std::optional<PinchMove> pinchMove(QEvent* event, const QWidget* widget) {
    if (event->type() == QEvent::NativeGesture) {
        const auto* gesture = dynamic_cast<QNativeGestureEvent*>(event);
        if (gesture == nullptr || gesture->gestureType() != Qt::ZoomNativeGesture) return std::nullopt;
        event->accept();
        return PinchMove{std::exp(-gesture->value()), gesture->position().x()};
    }
    if (event->type() != QEvent::Gesture) return std::nullopt;
    auto* gestures = dynamic_cast<QGestureEvent*>(event);
    auto* pinch = gestures != nullptr ? qobject_cast<QPinchGesture*>(gestures->gesture(Qt::PinchGesture)) : nullptr;
    if (pinch == nullptr || !(pinch->scaleFactor() > 0.0)) return std::nullopt;
    gestures->accept(pinch);
    // Between the fingers: the hot spot is where the first one touched.
    return PinchMove{1.0 / pinch->scaleFactor(), widget->mapFromGlobal(pinch->centerPoint()).x()};
}

}  // namespace prososcope::widgets
