// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/UtterancePlayer.h"

#include "app/engine_thread/EngineThread.h"

namespace prososcope::gui {

namespace {
constexpr int kPollMilliseconds = 60;
}

UtterancePlayer::UtterancePlayer(QObject* parent) : QObject(parent) {
    m_poll.setInterval(kPollMilliseconds);
    connect(&m_poll, &QTimer::timeout, this, &UtterancePlayer::poll);
}

void UtterancePlayer::play(const std::filesystem::path& path, double startSeconds, double endSeconds) {
    if (m_player == nullptr) m_player = std::make_unique<audio::Player>();
    audio::Player::Request request;
    request.path = path;
    request.startSeconds = startSeconds;
    request.endSeconds = endSeconds;
    m_player->play(request);
    m_poll.start();
}

void UtterancePlayer::stop() {
    if (!m_poll.isActive()) return;
    m_poll.stop();
    m_player->stop();
    Q_EMIT stopped();
}

std::optional<double> UtterancePlayer::positionSeconds() const {
    if (!isPlaying() || m_player->state() != audio::Player::State::Playing) return std::nullopt;
    return m_player->positionSeconds();
}

void UtterancePlayer::poll() {
    if (const core::Text sentence = m_player->problem(); !sentence.empty()) {
        Q_EMIT problem(engine_thread::translated(sentence));
        stop();
    } else if (m_player->state() == audio::Player::State::Stopped) {
        m_poll.stop();
        Q_EMIT stopped();
    }
}

}  // namespace prososcope::gui
