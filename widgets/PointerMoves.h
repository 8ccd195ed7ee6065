// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

class QEvent;
class QWheelEvent;
class QWidget;

namespace prososcope::widgets {

/// What a turn of the wheel, or two fingers on a touchpad, ask of a view on the time axis. All views read it here, so that
/// the same turn does the same wherever the pointer is. A value.
struct WheelMove {
    enum class Kind { Scroll, ZoomTime, ZoomHeight } kind = Kind::Scroll;
    double share = 0.0;     ///< Scroll: how far to the right, in visible spans
    double factor = 1.0;    ///< ZoomTime: of the visible span, below 1 comes closer. ZoomHeight: above 1 enlarges
    bool alongTime = true;  ///< Scroll: false where it goes up or down without Shift, so that a stack may take it
};

/// A notch moves a tenth of the view; with Ctrl it zooms time, with Ctrl and Shift heights; touchpads move by their pixels.
/// `width` is that of the view in pixels.
[[nodiscard]] WheelMove wheelMove(const QWheelEvent& event, int width);

/// Two fingers spread or closed over a view.
struct PinchMove {
    double factor = 1.0;  ///< of the visible span, below 1 comes closer
    double x = 0.0;       ///< the place in the view that stays where it is
};

/// The pinch that an event tells of, from a touchpad or a touch screen (for which the widget must have grabbed pinch
/// gestures); the event is accepted then.
[[nodiscard]] std::optional<PinchMove> pinchMove(QEvent* event, const QWidget* widget);

}  // namespace prososcope::widgets
