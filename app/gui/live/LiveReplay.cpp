// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/live/LiveReplay.h"

#include <algorithm>
#include <cmath>

#include "app/engine_thread/EngineThread.h"

namespace prososcope::gui {

namespace {

constexpr int kPollMilliseconds = 33;

/// The sound of a clip for the player, without a file.
class ClipSource : public audio::SampleSource {
public:
    explicit ClipSource(std::shared_ptr<const live::LiveClip> clip) : m_clip(std::move(clip)) {
        m_info.rateHz = static_cast<int>(std::lround(m_clip->rateHz));
        m_info.channels = 1;
        m_info.frames = static_cast<std::int64_t>(m_clip->mono.size());
    }
    [[nodiscard]] const audio::AudioInfo& info() const override { return m_info; }
    core::Result<std::size_t> read(std::int64_t start, std::size_t frames, std::span<float> interleaved) override {
        if (start < 0 || start >= m_info.frames) return std::size_t{0};
        const auto count = std::min({frames, interleaved.size(), static_cast<std::size_t>(m_info.frames - start)});
        std::copy_n(m_clip->mono.begin() + start, count, interleaved.begin());
        return count;
    }

private:
    std::shared_ptr<const live::LiveClip> m_clip;
    audio::AudioInfo m_info;
};

}  // namespace

LiveReplay::LiveReplay(QObject* parent) : LiveReplay(audio::Player::MakeOutput(), parent) {}

LiveReplay::LiveReplay(audio::Player::MakeOutput makeOutput, QObject* parent)
    : QObject(parent), m_makeOutput(std::move(makeOutput)) {
    m_poll.setInterval(kPollMilliseconds);
    m_poll.setTimerType(Qt::PreciseTimer);
    connect(&m_poll, &QTimer::timeout, this, &LiveReplay::poll);
}

LiveReplay::~LiveReplay() = default;

void LiveReplay::setDevice(const QString& label) {
    m_device = label.toStdString();
    if (m_player != nullptr) m_player->setDevice(m_device);
}

bool LiveReplay::isSilent() const { return isPlaying() && m_player->silent(); }

void LiveReplay::play(std::shared_ptr<const live::LiveClip> clip) {
    if (isPlaying()) finish(false);
    m_clip = std::move(clip);
    m_shown = nullptr;
    m_told = false;
    if (m_clip == nullptr || m_clip->mono.empty()) {
        Q_EMIT ended(true);
        return;
    }
    if (m_player == nullptr) {
        m_player = m_makeOutput ? std::make_unique<audio::Player>(m_makeOutput) : std::make_unique<audio::Player>();
        if (!m_device.empty()) m_player->setDevice(m_device);
    }
    audio::Player::Request request;
    request.source = std::make_shared<ClipSource>(m_clip);
    m_player->play(request);
    m_poll.start();
    Q_EMIT started();
    tell();
}

void LiveReplay::again() { play(m_clip); }

void LiveReplay::stop() {
    if (isPlaying()) finish(false);
}

void LiveReplay::finish(bool finished) {
    m_poll.stop();
    if (!finished) m_player->stop();
    Q_EMIT ended(finished);
}

void LiveReplay::tell() {
    const double seconds = m_clip->startSeconds + std::clamp(m_player->positionSeconds(), 0.0, m_clip->seconds());
    const live::LiveMoment* now = m_clip->at(seconds);
    Q_EMIT moment(seconds);
    if (m_told && now == m_shown) return;
    m_told = true;
    m_shown = now;
    Q_EMIT shown(now);
}

void LiveReplay::poll() {
    const bool over = m_player->state() == audio::Player::State::Stopped;
    const core::Text sentence = m_player->problem();
    if (!sentence.empty()) {
        Q_EMIT problem(engine_thread::translated(sentence));
        finish(false);
        return;
    }
    tell();
    if (over && isPlaying()) finish(true);
}

}  // namespace prososcope::gui
