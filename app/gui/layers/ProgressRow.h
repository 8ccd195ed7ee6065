// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTimer>
#include <QWidget>
#include <functional>
#include <stop_token>
#include <utility>

#include "app/engine_thread/Inbox.h"
#include "app/gui/Loader.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace prososcope::gui {

/// A line with how far something is, what it does, and Cancel. Shows what it is told; or runs work on a Loader, which is seen
/// once it takes longer than a moment. The loader must end before this does. GUI thread.
class ProgressRow : public QWidget {
    Q_OBJECT
public:
    /// cancelName: object name of the button.
    ProgressRow(const QString& accessibleName, const QString& cancelName, const QString& cancelTip, QWidget* parent);

    void setProgress(double fraction, const QString& text);
    void setText(const QString& text);
    [[nodiscard]] QPushButton* cancelButton() const { return m_cancel; }

    /// Runs `work` in a slot of the loader, with `text` beside its progress. `done` is called as the loader calls it; also with
    /// Cancelled after Cancel.
    template <typename T>
    void run(Loader& loader, const QString& slot, const QString& text, std::function<core::Result<T>(core::Progress&)> work,
             std::function<void(core::Result<T>)> done) {
        const std::stop_source stop = begin(text);
        const quint64 number = m_number;
        loader.load<T>(
            slot,
            [this, stop, number, work = std::move(work)](core::Progress& outer) -> core::Result<T> {
                const std::stop_callback link(outer.stopToken(), [stop]() mutable { stop.request_stop(); });
                core::Progress own(stop.get_token(), [this, number](double fraction, const core::Text&) {
                    m_inbox.post([this, number, fraction] { reported(number, fraction); });
                });
                return work(own);
            },
            [this, number, done = std::move(done)](core::Result<T> result) {
                end(number);
                done(std::move(result));
            });
    }
    /// As Cancel does.
    void cancelRun();
    /// And was not asked to stop.
    [[nodiscard]] bool isRunning() const { return m_runs && !m_stop.stop_requested(); }

Q_SIGNALS:
    void cancelRequested();

private:
    [[nodiscard]] std::stop_source begin(const QString& text);
    void end(quint64 number);
    void reported(quint64 number, double fraction);

    QLabel* m_text = nullptr;
    QProgressBar* m_bar = nullptr;
    QPushButton* m_cancel = nullptr;
    QTimer m_moment;
    std::stop_source m_stop{std::nostopstate};
    quint64 m_number = 0;
    bool m_runs = false;
    engine_thread::Inbox m_inbox;
};

}  // namespace prososcope::gui
