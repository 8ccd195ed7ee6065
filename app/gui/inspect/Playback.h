// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>
#include <memory>

#include "engine/audio/Player.h"

namespace prososcope::gui {

/// The window's one player: starts and stops audio::Player, tells its position 60 times a second, and what became of the
/// device. Without an output device it says so once and the position still moves. GUI thread; nothing here waits.
class Playback : public QObject {
    Q_OBJECT
public:
    explicit Playback(QObject* parent = nullptr);
    /// Plays on devices of another kind from now on, for tests.
    void useOutput(audio::Player::MakeOutput makeOutput);

    void play(const audio::Player::Request& request);
    void play(const QString& path, double start, double end, bool loop, double gain);
    void togglePause();
    void stop();
    [[nodiscard]] bool isActive() const { return m_active; }  ///< playing or paused
    [[nodiscard]] bool isPaused() const;
    [[nodiscard]] const QString& path() const { return m_path; }

    void setSpeed(double speed);
    void setVolume(double volume);  ///< 0 to 1
    /// Which channels of what plays are not heard, bit n: channel n.
    void setMuted(quint64 muted) { m_player->setMuted(muted); }
    /// Label of an output device, empty for the system's default.
    void setDevice(const QString& label);
    [[nodiscard]] const QString& device() const { return m_device; }
    /// Lists the devices again; `devicesListed` tells when they are known.
    void lookForDevices();
    [[nodiscard]] const QStringList& devices() const { return m_devices; }

Q_SIGNALS:
    void positionChanged(double seconds);  ///< below 0: nothing plays any more
    void stateChanged();
    void message(const QString& text, bool error);
    void devicesListed();

private:
    void poll();
    void pollDevices();

    std::unique_ptr<audio::Player> m_player;
    QTimer m_timer;
    QTimer m_deviceTimer;
    QString m_path;
    QString m_device;
    QStringList m_devices;
    QString m_noticed;
    double m_speed = 1.0;
    double m_volume = 1.0;
    int m_looks = 0;
    bool m_active = false;
    bool m_saidSilent = false;
};

}  // namespace prososcope::gui
