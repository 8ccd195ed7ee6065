// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/TimeView.h"

#include <algorithm>
#include <cmath>

namespace prososcope::widgets {

namespace {
constexpr double kShortestSpan = 0.001;  // seconds
}

TimeView::TimeView(QObject* parent) : QObject(parent) {}

void TimeView::setDuration(double seconds) {
    m_duration = std::isfinite(seconds) ? std::max(0.0, seconds) : 0.0;
    const double oldCursor = m_cursor;
    m_cursor = std::clamp(m_cursor, 0.0, m_duration);
    if (hasSelection()) setSelection(m_selectionStart, m_selectionEnd);
    m_start = 0.0;
    m_end = std::max(m_duration, kShortestSpan);
    Q_EMIT rangeChanged();
    if (m_cursor != oldCursor) Q_EMIT cursorChanged();
}

void TimeView::setRange(double start, double end) {
    if (!std::isfinite(start) || !std::isfinite(end)) return;
    if (end < start) std::swap(start, end);
    const double whole = std::max(m_duration, kShortestSpan);
    double span = end - start;
    if (span < kShortestSpan) {
        start -= (kShortestSpan - span) / 2.0;
        span = kShortestSpan;
    }
    span = std::min(span, whole);
    start = std::clamp(start, 0.0, whole - span);
    const double newEnd = std::min(start + span, whole);
    if (start == m_start && newEnd == m_end) return;
    m_start = start;
    m_end = newEnd;
    Q_EMIT rangeChanged();
}

void TimeView::zoom(double factor, double about) {
    if (!std::isfinite(factor) || !std::isfinite(about) || factor <= 0.0) return;
    about = std::clamp(about, m_start, m_end);
    const double whole = std::max(m_duration, kShortestSpan);
    const double newSpan = std::clamp(span() * factor, std::min(kShortestSpan, whole), whole);
    const double share = (about - m_start) / span();
    const double start = about - share * newSpan;
    setRange(start, start + newSpan);
}

void TimeView::scroll(double shareOfView) {
    if (!std::isfinite(shareOfView)) return;
    const double width = span();
    const double start =
        std::clamp(m_start + shareOfView * width, 0.0, std::max(0.0, std::max(m_duration, kShortestSpan) - width));
    setRange(start, start + width);
}

void TimeView::showAll() { setRange(0.0, std::max(m_duration, kShortestSpan)); }

void TimeView::showSelection() {
    if (hasSelection()) setRange(m_selectionStart, m_selectionEnd);
}

void TimeView::setCursor(double seconds) {
    if (!std::isfinite(seconds)) return;
    seconds = std::clamp(seconds, 0.0, m_duration);
    if (seconds == m_cursor) return;
    m_cursor = seconds;
    Q_EMIT cursorChanged();
}

void TimeView::setPlayPosition(double seconds) {
    if (!(seconds >= 0.0)) seconds = -1.0;
    seconds = std::min(seconds, m_duration);
    if (seconds == m_playPosition) return;
    m_playPosition = seconds;
    Q_EMIT playPositionChanged();
}

void TimeView::setMark(double seconds) {
    if (!(seconds >= 0.0)) seconds = -1.0;
    if (seconds == m_mark) return;
    m_mark = seconds;
    Q_EMIT markChanged();
}

void TimeView::setSelection(double from, double to) {
    if (!std::isfinite(from) || !std::isfinite(to)) return;
    if (to < from) std::swap(from, to);
    from = std::clamp(from, 0.0, m_duration);
    to = std::clamp(to, 0.0, m_duration);
    if (!(to > from)) from = to = 0.0;
    if (from == m_selectionStart && to == m_selectionEnd) return;
    m_selectionStart = from;
    m_selectionEnd = to;
    Q_EMIT selectionChanged();
}

void TimeView::clearSelection() { setSelection(0.0, 0.0); }

}  // namespace prososcope::widgets
