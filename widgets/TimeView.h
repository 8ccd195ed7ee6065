// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace prososcope::widgets {

/// The one time axis that all panes of a recording share: visible range, cursor, play position and selection, in
/// seconds. Panes draw it and ask it to change; they never keep a copy. GUI thread.
class TimeView : public QObject {
    Q_OBJECT
public:
    explicit TimeView(QObject* parent = nullptr);

    void setDuration(double seconds);
    [[nodiscard]] double duration() const { return m_duration; }
    [[nodiscard]] double start() const { return m_start; }
    [[nodiscard]] double end() const { return m_end; }
    [[nodiscard]] double span() const { return m_end - m_start; }
    [[nodiscard]] double cursor() const { return m_cursor; }
    [[nodiscard]] double playPosition() const { return m_playPosition; }  ///< below 0: not playing
    /// A moment that is being moved somewhere (a boundary under the pointer), shown in every pane; below 0: none.
    [[nodiscard]] double mark() const { return m_mark; }
    [[nodiscard]] bool hasSelection() const { return m_selectionEnd > m_selectionStart; }
    [[nodiscard]] double selectionStart() const { return m_selectionStart; }
    [[nodiscard]] double selectionEnd() const { return m_selectionEnd; }

    void setRange(double start, double end);  ///< clamped to the recording; at least 1 ms
    void zoom(double factor, double about);   ///< factor above 1 shows more
    void scroll(double shareOfView);          ///< + to the right
    void showAll();
    void showSelection();
    void setCursor(double seconds);
    void setPlayPosition(double seconds);
    void setMark(double seconds);
    void setSelection(double from, double to);  ///< any order; equal ends clear it
    void clearSelection();

Q_SIGNALS:
    void rangeChanged();
    void cursorChanged();
    void playPositionChanged();
    void selectionChanged();
    void markChanged();

private:
    double m_duration = 0.0;
    double m_start = 0.0;
    double m_end = 1.0;
    double m_cursor = 0.0;
    double m_playPosition = -1.0;
    double m_mark = -1.0;
    double m_selectionStart = 0.0;
    double m_selectionEnd = 0.0;
};

}  // namespace prososcope::widgets
