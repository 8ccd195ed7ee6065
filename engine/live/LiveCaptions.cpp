// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/live/LiveCaptions.h"

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "engine/audio/Resampler.h"
#include "engine/core/ThreadPriority.h"

namespace prososcope::live {

namespace {

constexpr double kMarginSeconds = 0.1;  // on either side of an utterance: edges of words are soft
constexpr int kNice = 5;                // hops come first

}  // namespace

struct LiveCaptions::State {
    struct Waiting {
        LiveCaption caption;
        std::vector<float> sound;
    };
    State(std::unique_ptr<backend::Recogniser> opened, double start)
        : recogniser(std::move(opened)), rateHz(recogniser->card().rateHz), startSeconds(start) {
        thread = std::jthread([this](const std::stop_token& stop) { work(stop); });
    }
    ~State() {
        thread.request_stop();
        wake.notify_all();
    }
    void work(const std::stop_token& stop);
    void keep();

    std::unique_ptr<backend::Recogniser> recogniser;  // of the thread
    const int rateHz;
    const double startSeconds;

    // Of the caller's thread.
    double sourceRateHz = 0.0;
    std::optional<audio::Resampler> resampler;  // none where the rates are equal
    std::vector<float> sound;                   // at the recogniser's rate
    std::int64_t firstSample = 0;
    std::int64_t left = 0;

    std::mutex mutex;
    std::condition_variable_any wake;  // for the thread
    std::condition_variable_any done;  // for who waits for it
    std::deque<Waiting> waiting;
    bool busy = false;
    std::vector<LiveCaption> ready;
    std::optional<core::Error> failure;
    bool failed = false;
    std::jthread thread;  // the last: it ends before the rest
};

void LiveCaptions::State::work(const std::stop_token& stop) {
    core::stepBack(kNice);
    std::unique_lock lock(mutex);
    while (wake.wait(lock, stop, [this] { return !waiting.empty(); }) && !stop.stop_requested()) {
        Waiting next = std::move(waiting.front());
        waiting.pop_front();
        busy = true;
        lock.unlock();
        core::Progress progress(stop);
        const std::span<const float> one[] = {next.sound};
        auto texts = recogniser->transcribe(one, recogniser->testedSearch(), progress);
        lock.lock();
        busy = false;
        if (texts && !texts->empty()) {
            next.caption.text = std::move(texts->front());
            ready.push_back(std::move(next.caption));
        } else if (!texts) {
            failure = texts.error();
            failed = true;
            waiting.clear();
        }
        done.notify_all();
        if (failed) return;
    }
}

void LiveCaptions::State::keep() {
    const auto most = static_cast<std::size_t>(kKeptSeconds * rateHz);
    // Half as much again may stand before it is moved, so that moving costs little.
    if (sound.size() <= most + most / 2) return;
    const std::size_t gone = sound.size() - most;
    sound.erase(sound.begin(), sound.begin() + static_cast<std::ptrdiff_t>(gone));
    firstSample += static_cast<std::int64_t>(gone);
}

LiveCaptions::LiveCaptions(std::unique_ptr<backend::Recogniser> recogniser, double startSeconds)
    : m_state(std::make_unique<State>(std::move(recogniser), startSeconds)) {}
LiveCaptions::~LiveCaptions() = default;
LiveCaptions::LiveCaptions(LiveCaptions&&) noexcept = default;
LiveCaptions& LiveCaptions::operator=(LiveCaptions&&) noexcept = default;

void LiveCaptions::add(std::span<const float> mono, double rateHz) {
    State& state = *m_state;
    if (rateHz != state.sourceRateHz) {
        if (state.resampler) state.resampler->finish(state.sound);
        state.resampler.reset();
        state.sourceRateHz = rateHz;
        if (rateHz != state.rateHz) {
            // A rate that cannot be converted is refused by the recogniser of emotions before it comes here.
            if (auto made = audio::Resampler::create(rateHz, state.rateHz)) state.resampler = std::move(*made);
        }
    }
    if (state.resampler) {
        state.resampler->process(mono, state.sound);
    } else {
        state.sound.insert(state.sound.end(), mono.begin(), mono.end());
    }
    state.keep();
}

void LiveCaptions::add(const LiveResult& result) {
    if (result.kind != LiveResult::Kind::Utterance) return;
    State& state = *m_state;
    const auto sampleAt = [&](double seconds) {
        const auto sample = static_cast<std::int64_t>(std::llround((seconds - state.startSeconds) * state.rateHz));
        return std::clamp<std::int64_t>(sample - state.firstSample, 0, static_cast<std::int64_t>(state.sound.size()));
    };
    const auto begin = sampleAt(result.startSeconds - kMarginSeconds);
    const auto end = sampleAt(result.endSeconds + kMarginSeconds);
    if (end <= begin) return;
    State::Waiting next{{result.startSeconds, result.endSeconds, {}},
                        std::vector<float>(state.sound.begin() + begin, state.sound.begin() + end)};
    {
        const std::scoped_lock lock(state.mutex);
        if (state.failed) return;
        if (state.waiting.size() >= kMostWaiting) {
            state.waiting.pop_front();
            ++state.left;
        }
        state.waiting.push_back(std::move(next));
    }
    state.wake.notify_all();
}

std::vector<LiveCaption> LiveCaptions::take() {
    const std::scoped_lock lock(m_state->mutex);
    return std::exchange(m_state->ready, {});
}

std::vector<LiveCaption> LiveCaptions::finish() {
    std::unique_lock lock(m_state->mutex);
    m_state->done.wait(lock, [this] { return m_state->waiting.empty() && !m_state->busy; });
    return std::exchange(m_state->ready, {});
}

std::int64_t LiveCaptions::dropped() const { return m_state->left; }

std::optional<core::Error> LiveCaptions::takeFailure() {
    const std::scoped_lock lock(m_state->mutex);
    return std::exchange(m_state->failure, std::nullopt);
}

}  // namespace prososcope::live
