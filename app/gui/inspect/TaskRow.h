// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;

namespace prososcope::gui {

/// One task of a page: its title, how far it is, how long it will take, and Cancel. It appears when the task has taken half a
/// second, so that short ones do not flicker. GUI thread.
class TaskRow : public QWidget {
    Q_OBJECT
public:
    explicit TaskRow(QWidget* parent = nullptr);

    void start(const QString& title);
    void setFraction(double fraction);
    void finish();
    /// All three by the fraction alone: up to 1 it has begun or goes on, above it has ended.
    void follow(const QString& title, double fraction);

Q_SIGNALS:
    void cancelRequested();

private:
    QLabel* m_title;
    QProgressBar* m_bar;
    QLabel* m_remaining;
    QElapsedTimer m_clock;
    QTimer m_patience;
    bool m_followed = false;  ///< begun by follow
};

}  // namespace prososcope::gui
