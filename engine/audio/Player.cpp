// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/Player.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <limits>
#include <mutex>
#include <optional>
#include <thread>

#include "engine/audio/AudioFile.h"
#include "engine/audio/OutputStream.h"
#include "engine/audio/PlaybackClock.h"
#include "engine/audio/Resampler.h"
#include "engine/core/Log.h"

namespace prososcope::audio {

namespace {

constexpr std::chrono::milliseconds kStep{10};
constexpr std::size_t kReadFrames = 4096;
constexpr double kForever = std::numeric_limits<double>::infinity();

/// The wanted span of a file as interleaved frames for the device: its channels, its rate, gain, repeated if looping.
/// Player's thread only.
class Source {
public:
    Source(std::unique_ptr<AudioReader> reader, const Player::Request& request)
        : m_reader(std::move(reader)), m_request(request) {
        const AudioInfo& info = m_reader->info();
        const auto frameAt = [&info](double seconds) {
            return static_cast<std::int64_t>(
                std::clamp(std::round(seconds * info.rateHz), 0.0, static_cast<double>(info.frames)));
        };
        m_start = std::isfinite(request.startSeconds) ? frameAt(request.startSeconds) : 0;
        m_end = request.endSeconds >= 0.0 ? std::max(frameAt(request.endSeconds), m_start) : info.frames;
        m_next = m_start;
    }

    [[nodiscard]] double startSeconds() const { return static_cast<double>(m_start) / m_reader->info().rateHz; }
    [[nodiscard]] double lengthSeconds() const { return static_cast<double>(m_end - m_start) / m_reader->info().rateHz; }

    /// Prepares for a device; false where the rates cannot be converted.
    [[nodiscard]] bool prepare(double rateHz, int channels) {
        m_channels = channels;
        m_sides = m_reader->info().channels == 2 && channels == 2 ? 2 : 1;
        m_resamplers.clear();
        m_pending.assign(static_cast<std::size_t>(m_sides), {});
        if (rateHz == m_reader->info().rateHz) return true;
        for (int side = 0; side < m_sides; ++side) {
            auto resampler = Resampler::create(m_reader->info().rateHz, rateHz);
            if (!resampler) return false;
            m_resamplers.push_back(std::move(*resampler));
        }
        return true;
    }

    /// Up to `frames` frames; fewer only at the end.
    [[nodiscard]] core::Result<std::span<const float>> next(std::size_t frames) {
        while (m_pending[0].size() < frames && !m_finished) {
            if (auto status = readMore(); !status) return core::fail(status.error());
        }
        const std::size_t count = std::min(frames, m_pending[0].size());
        m_output.resize(count * static_cast<std::size_t>(m_channels));
        for (std::size_t i = 0; i < count; ++i) {
            for (int channel = 0; channel < m_channels; ++channel) {
                const float value = m_pending[static_cast<std::size_t>(std::min(channel, m_sides - 1))][i] * m_request.gain;
                m_output[i * static_cast<std::size_t>(m_channels) + static_cast<std::size_t>(channel)] =
                    std::clamp(value, -1.0F, 1.0F);
            }
        }
        for (auto& pending : m_pending) pending.erase(pending.begin(), pending.begin() + static_cast<std::ptrdiff_t>(count));
        return std::span<const float>(m_output);
    }
    [[nodiscard]] bool finished() const { return m_finished && m_pending[0].empty(); }

private:
    core::Status readMore() {
        const auto wanted = static_cast<std::size_t>(std::min<std::int64_t>(kReadFrames, m_end - m_next));
        m_block.resize(kReadFrames * static_cast<std::size_t>(m_sides));
        const auto got = m_sides == 2 ? m_reader->read(m_next, wanted, m_block) : m_reader->readMono(m_next, wanted, m_block);
        if (!got) return core::fail(got.error());
        m_next += static_cast<std::int64_t>(*got);
        const bool end = *got < wanted || m_next >= m_end;
        for (int side = 0; side < m_sides; ++side) {
            m_single.resize(*got);
            for (std::size_t i = 0; i < *got; ++i)
                m_single[i] = m_block[i * static_cast<std::size_t>(m_sides) + static_cast<std::size_t>(side)];
            auto& pending = m_pending[static_cast<std::size_t>(side)];
            if (m_resamplers.empty()) {
                pending.insert(pending.end(), m_single.begin(), m_single.end());
            } else {
                m_resamplers[static_cast<std::size_t>(side)].process(m_single, pending);
                if (end && !m_request.loop) m_resamplers[static_cast<std::size_t>(side)].finish(pending);
            }
        }
        if (!end) return {};
        // A loop in which nothing can be read would never end.
        if (m_request.loop && m_next > m_start) {
            m_next = m_start;
        } else {
            m_finished = true;
        }
        return {};
    }

    std::unique_ptr<AudioReader> m_reader;
    Player::Request m_request;
    std::int64_t m_start = 0;
    std::int64_t m_end = 0;
    std::int64_t m_next = 0;
    int m_channels = 0;  ///< of the device
    int m_sides = 1;     ///< of the sound: 2 for stereo on stereo, else the mean of all
    bool m_finished = false;
    std::vector<Resampler> m_resamplers;
    std::vector<std::vector<float>> m_pending;
    std::vector<float> m_block;
    std::vector<float> m_single;
    std::vector<float> m_output;
};

}  // namespace

struct Player::Impl {
    explicit Impl(Output wantedOutput)
        : useDevice(wantedOutput == Output::Default), worker([this](const std::stop_token& stop) { run(stop); }) {}
    ~Impl() {
        const std::lock_guard lock(mutex);
        worker.request_stop();
        changed.notify_all();
    }

    // Immutable after construction.
    const bool useDevice;

    // Under the mutex, held for a few instructions at a time.
    mutable std::mutex mutex;
    std::condition_variable changed;
    Request request;
    std::uint64_t wanted = 0;    ///< number of the request; 0 = none yet
    std::uint64_t begun = 0;     ///< the one that plays
    std::uint64_t finished = 0;  ///< the last that ended or was stopped
    bool paused = false;
    bool isSilent = false;
    core::Text problem;
    double start = 0.0;  ///< of the span that plays, seconds of the file
    double length = 0.0;
    double rest = 0.0;             ///< position to show while nothing runs
    mutable double highest = 0.0;  ///< heard seconds never run backwards

    // Set by the callback or, while there is none, by the worker.
    PlaybackClock clock;

    // The worker only.
    OutputStream output;
    std::optional<Source> source;
    bool playsOnDevice = false;
    bool clockPaused = false;
    std::jthread worker;

    void run(const std::stop_token& stop) {
        std::unique_lock lock(mutex);
        while (!stop.stop_requested()) {
            if (wanted != begun && wanted != finished) {
                const std::uint64_t number = wanted;
                const Request next = request;
                lock.unlock();
                end();
                begin(next, number);
                lock.lock();
            } else if (source && (begun != wanted || finished == wanted)) {
                lock.unlock();
                end();
                lock.lock();
            } else if (source) {
                const bool pause = paused;
                const bool loop = request.loop;
                const std::uint64_t number = begun;
                lock.unlock();
                step(pause, loop, number);
                lock.lock();
                if (source && !stop.stop_requested()) changed.wait_for(lock, kStep);
            } else {
                changed.wait(lock, [&] { return stop.stop_requested() || (wanted != begun && wanted != finished); });
            }
        }
        lock.unlock();
        end();
    }

    void end() {
        output.close();
        source.reset();
        playsOnDevice = false;
    }

    void finish(std::uint64_t number, double position, const core::Text& why = {}) {
        const std::lock_guard lock(mutex);
        if (wanted != number || finished == number) return;
        begun = number;
        finished = number;
        rest = position;
        if (!why.empty()) problem = why;
    }

    void begin(const Request& next, std::uint64_t number) {
        auto reader = AudioReader::open(next.path);
        if (!reader) {
            finish(number, next.startSeconds, reader.error().text);
            return;
        }
        source.emplace(std::move(*reader), next);
        const double from = source->startSeconds();
        const double seconds = source->lengthSeconds();
        if (seconds <= 0.0) {
            source.reset();
            finish(number, from);
            return;
        }
        clock.set(0.0, PlaybackClock::now(), 0.0);
        std::string details;
        playsOnDevice = useDevice && output.open(clock, details) && source->prepare(output.rateHz(), output.channels());
        if (playsOnDevice) {
            fill(number, from);
            if (!source) return;
            if (!output.start()) {
                playsOnDevice = false;
                details = "the stream did not start";
            }
        }
        if (!playsOnDevice) {
            output.close();
            if (useDevice) core::log(core::LogLevel::Info, "no sound output: " + details);
            clockPaused = false;
            clock.set(0.0, PlaybackClock::now(), next.loop ? kForever : seconds);
        }
        const std::lock_guard lock(mutex);
        if (wanted != number) return;
        begun = number;
        isSilent = !playsOnDevice;
        start = from;
        length = seconds;
        highest = 0.0;
    }

    void fill(std::uint64_t number, double from) {
        while (output.room() > 0 && !source->finished()) {
            const auto frames = source->next(std::min(output.room(), kReadFrames));
            if (!frames) {
                const core::Text why = frames.error().text;
                const double position = from + output.playedSeconds();
                end();
                finish(number, position, why);
                return;
            }
            output.write(*frames);
        }
    }

    void step(bool pause, bool loop, std::uint64_t number) {
        const std::int64_t now = PlaybackClock::now();
        const double seconds = source->lengthSeconds();
        const double from = source->startSeconds();
        if (playsOnDevice) {
            output.setPaused(pause);
            fill(number, from);
            if (!source) return;
            if (!output.alive()) {
                // The rest is played by the clock, from what was heard.
                const double heard = clock.heard(now);
                output.close();
                playsOnDevice = false;
                clockPaused = pause;
                clock.set(heard, now, pause ? heard : (loop ? kForever : seconds));
                const std::lock_guard lock(mutex);
                isSilent = true;
                problem = {TRANSLATABLE("Engine", "The sound device was lost. Connect one and play again.")};
            }
        } else if (pause != clockPaused) {
            clockPaused = pause;
            const double heard = clock.heard(now);
            clock.set(heard, now, pause ? heard : (loop ? kForever : seconds));
        }
        if (pause || (loop && !source->finished())) return;
        const double heard = clock.heard(PlaybackClock::now());
        const bool over = playsOnDevice ? source->finished() && heard >= output.writtenSeconds() : heard >= seconds;
        if (over) finish(number, from + seconds);
    }

    // With the mutex held.
    [[nodiscard]] double position() const {
        if (wanted == 0 || finished == wanted || begun != wanted) return rest;
        highest = std::max(highest, clock.heard(PlaybackClock::now()));
        const double heard = request.loop && length > 0.0 ? std::fmod(highest, length) : std::min(highest, length);
        return start + heard;
    }
};

Player::Player(Output output) : m_impl(std::make_unique<Impl>(output)) {}
Player::~Player() = default;

void Player::play(const Request& request) {
    {
        const std::lock_guard lock(m_impl->mutex);
        m_impl->request = request;
        ++m_impl->wanted;
        m_impl->paused = false;
        m_impl->isSilent = false;
        m_impl->problem = {};
        m_impl->rest = std::isfinite(request.startSeconds) ? std::max(request.startSeconds, 0.0) : 0.0;
    }
    m_impl->changed.notify_all();
}

void Player::pause() {
    const std::lock_guard lock(m_impl->mutex);
    if (m_impl->wanted != m_impl->finished) m_impl->paused = true;
    m_impl->changed.notify_all();
}

void Player::resume() {
    const std::lock_guard lock(m_impl->mutex);
    m_impl->paused = false;
    m_impl->changed.notify_all();
}

void Player::stop() {
    const std::lock_guard lock(m_impl->mutex);
    m_impl->rest = m_impl->position();
    m_impl->finished = m_impl->wanted;
    m_impl->paused = false;
    m_impl->changed.notify_all();
}

Player::State Player::state() const {
    const std::lock_guard lock(m_impl->mutex);
    if (m_impl->finished == m_impl->wanted) return State::Stopped;
    if (m_impl->paused) return State::Paused;
    return m_impl->begun == m_impl->wanted ? State::Playing : State::Starting;
}

double Player::positionSeconds() const {
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->position();
}

bool Player::silent() const {
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->isSilent;
}

core::Text Player::problem() const {
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->problem;
}

}  // namespace prososcope::audio
