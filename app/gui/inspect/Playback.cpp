// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/Playback.h"

#include <algorithm>

#include "app/engine_thread/EngineThread.h"

namespace prososcope::gui {

Playback::Playback(QObject* parent) : QObject(parent), m_player(std::make_unique<audio::Player>()) {
    m_timer.setInterval(16);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Playback::poll);
    m_deviceTimer.setInterval(50);
    connect(&m_deviceTimer, &QTimer::timeout, this, &Playback::pollDevices);
}

void Playback::useOutput(audio::Player::MakeOutput makeOutput) {
    stop();
    m_player = std::make_unique<audio::Player>(std::move(makeOutput));
    m_looks = 0;
    m_player->setSpeed(m_speed);
    m_player->setVolume(static_cast<float>(m_volume));
    m_player->setDevice(m_device.toStdString());
}

void Playback::play(const QString& path, double start, double end, bool loop, double gain) {
    play(
        {.path = path.toStdString(), .startSeconds = start, .endSeconds = end, .loop = loop, .gain = static_cast<float>(gain)});
}

void Playback::play(const audio::Player::Request& request) {
    const QString path = QString::fromStdString(request.path.string());
    if (path != m_path) m_saidSilent = false;
    m_path = path;
    m_noticed.clear();
    m_player->play(request);
    m_active = true;
    m_timer.start();
    Q_EMIT positionChanged(std::max(request.startSeconds, request.beginSeconds));
    Q_EMIT stateChanged();
}

bool Playback::isPaused() const { return m_active && m_player->state() == audio::Player::State::Paused; }

void Playback::togglePause() {
    if (!m_active) return;
    if (isPaused()) {
        m_player->resume();
    } else {
        m_player->pause();
    }
    Q_EMIT stateChanged();
}

void Playback::stop() {
    if (!m_active) return;
    m_player->stop();
    m_active = false;
    m_timer.stop();
    Q_EMIT positionChanged(-1.0);
    Q_EMIT stateChanged();
}

void Playback::setSpeed(double speed) {
    m_speed = speed;
    m_player->setSpeed(speed);
}

void Playback::setVolume(double volume) {
    m_volume = volume;
    m_player->setVolume(static_cast<float>(volume));
}

void Playback::setDevice(const QString& label) {
    m_device = label;
    m_noticed.clear();
    m_player->setDevice(label.toStdString());
}

void Playback::lookForDevices() {
    ++m_looks;
    m_player->lookForDevices();
    m_deviceTimer.start();
}

void Playback::pollDevices() {
    if (m_player->devicesSeen() < m_looks) return;
    m_deviceTimer.stop();
    m_devices.clear();
    for (const auto& device : m_player->devices()) m_devices.append(QString::fromStdString(device.label()));
    Q_EMIT devicesListed();
}

void Playback::poll() {
    if (const core::Text problem = m_player->problem(); !problem.empty()) {
        const QString text = engine_thread::translated(problem);
        stop();
        Q_EMIT message(text, true);
        return;
    }
    const QString notice = engine_thread::translated(m_player->notice());
    if (!notice.isEmpty() && notice != m_noticed) Q_EMIT message(notice, false);
    m_noticed = notice;
    if (m_player->state() == audio::Player::State::Stopped) {
        stop();
        return;
    }
    if (m_player->silent() && !m_saidSilent) {
        m_saidSilent = true;
        if (notice.isEmpty()) Q_EMIT message(tr("No audio device was found: the cursor moves without sound."), false);
    }
    if (m_player->state() != audio::Player::State::Starting) Q_EMIT positionChanged(m_player->positionSeconds());
}

}  // namespace prososcope::gui
