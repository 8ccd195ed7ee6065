// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QVariant>

class QDBusServiceWatcher;

namespace prososcope::gui {

/// Asks the desktop not to blank the screen while an audience looks. Three services are tried, the first that agrees is kept:
/// org.freedesktop.ScreenSaver, org.gnome.SessionManager, and the desktop portal's Inhibit (last, as it agrees also where
/// nothing stands behind it). Nothing waits: the bus is reached on a thread of its own, answers come as signals. What was held
/// is let go by `stop` and by the destructor, and by the bus itself should the program end otherwise. A service that leaves
/// the bus is replaced by the next that agrees. GUI thread.
class SleepInhibitor : public QObject {
    Q_OBJECT
public:
    enum class State {
        Off,     ///< nobody wants the screen lit
        Asking,  ///< no answer yet
        Held,    ///< the screen stays lit
        Refused  ///< no service agreed: the screen may go dark
    };

    explicit SleepInhibitor(QObject* parent = nullptr);
    ~SleepInhibitor() override;

    /// reason: what the desktop may show of why, translated.
    void start(const QString& reason);
    void stop();
    [[nodiscard]] State state() const { return m_state; }
    /// The bus name of the service that holds the screen lit; empty otherwise.
    [[nodiscard]] QString service() const;

Q_SIGNALS:
    void stateChanged();

private:
    void setState(State state);
    void ask(int candidate);
    void hold(const QVariant& ticket);
    void release();
    static void releaseOne(int candidate, const QVariant& ticket);

    State m_state = State::Off;
    QString m_reason;
    int m_turn = 0;       ///< counts `start` and `stop`: answers to earlier ones are let go
    int m_candidate = 0;  ///< asked or held
    QVariant m_ticket;    ///< cookie or request path, by which it is let go
    QDBusServiceWatcher* m_watcher;
};

}  // namespace prososcope::gui
