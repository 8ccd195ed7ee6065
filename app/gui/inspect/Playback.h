// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include "engine/audio/Player.h"

namespace prososcope::gui {

/// The window's one player: starts and stops audio::Player and tells its position 60 times a second. Without an output
/// device it says so once and the position still moves. GUI thread; nothing here waits.
class Playback : public QObject {
    Q_OBJECT
public:
    explicit Playback(QObject* parent = nullptr);

    void play(const QString& path, double start, double end, bool loop, double gain);
    void togglePause();
    void stop();
    [[nodiscard]] bool isActive() const { return m_active; }  ///< playing or paused
    [[nodiscard]] bool isPaused() const;
    [[nodiscard]] const QString& path() const { return m_path; }

Q_SIGNALS:
    void positionChanged(double seconds);
    void stateChanged();
    void message(const QString& text, bool error);

private:
    void poll();

    audio::Player m_player;
    QTimer m_timer;
    QString m_path;
    bool m_active = false;
    bool m_saidSilent = false;
};

}  // namespace prososcope::gui
