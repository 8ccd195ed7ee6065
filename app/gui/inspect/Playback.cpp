// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/Playback.h"

#include "app/engine_thread/EngineThread.h"

namespace prososcope::gui {

Playback::Playback(QObject* parent) : QObject(parent) {
    m_timer.setInterval(16);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Playback::poll);
}

void Playback::play(const QString& path, double start, double end, bool loop, double gain) {
    if (path != m_path) m_saidSilent = false;
    m_path = path;
    m_player.play({path.toStdString(), start, end, loop, static_cast<float>(gain)});
    m_active = true;
    m_timer.start();
    Q_EMIT positionChanged(start);
    Q_EMIT stateChanged();
}

bool Playback::isPaused() const { return m_active && m_player.state() == audio::Player::State::Paused; }

void Playback::togglePause() {
    if (!m_active) return;
    if (isPaused()) {
        m_player.resume();
    } else {
        m_player.pause();
    }
    Q_EMIT stateChanged();
}

void Playback::stop() {
    if (!m_active) return;
    m_player.stop();
    m_active = false;
    m_timer.stop();
    Q_EMIT positionChanged(-1.0);
    Q_EMIT stateChanged();
}

void Playback::poll() {
    if (const core::Text problem = m_player.problem(); !problem.empty()) {
        const QString text = engine_thread::translated(problem);
        stop();
        Q_EMIT message(text, true);
        return;
    }
    if (m_player.state() == audio::Player::State::Stopped) {
        stop();
        return;
    }
    if (m_player.silent() && !m_saidSilent) {
        m_saidSilent = true;
        Q_EMIT message(tr("No audio device was found: the cursor moves without sound."), false);
    }
    if (m_player.state() != audio::Player::State::Starting) Q_EMIT positionChanged(m_player.positionSeconds());
}

}  // namespace prososcope::gui
