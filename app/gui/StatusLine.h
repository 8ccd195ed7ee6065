// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace prososcope::engine_thread {
class EngineThread;
}

namespace prososcope::gui {

/// The bottom line: what is under the cursor at the left, the running job in the middle (title, progress, remaining time,
/// Cancel), device and model at the right. Follows the engine thread's signals; Cancel is answered at once by the words
/// "cancelling". GUI thread.
class StatusLine : public QWidget {
    Q_OBJECT
public:
    StatusLine(engine_thread::EngineThread* engine, QWidget* parent = nullptr);

    void setStatus(const QString& text);
    void setDevice(const QString& text);
    void setModel(const QString& name);
    [[nodiscard]] QString jobText() const;
    /// "6 min left", "40 s left", "1 h 20 min left"; empty below 0.
    [[nodiscard]] static QString remainingText(double seconds);

Q_SIGNALS:
    void cancelRequested(quint64 job);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void jobStarted(quint64 job, const QString& title);
    void jobProgress(quint64 job, double fraction, const QString& what, double remainingSeconds);
    void jobFinished(quint64 job);
    void showJob(bool visible);
    void showTitle(const QString& what);

    quint64 m_job = 0;
    QString m_title;
    int m_waiting = 0;
    bool m_cancelling = false;
    QLabel* m_status;
    QLabel* m_jobTitle;
    QProgressBar* m_bar;
    QLabel* m_remaining;
    QToolButton* m_cancel;
    QLabel* m_device;
    QLabel* m_model;
};

}  // namespace prososcope::gui
