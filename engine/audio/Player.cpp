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

#include "engine/audio/PlaySource.h"
#include "engine/audio/PlaybackClock.h"
#include "engine/core/Log.h"

namespace prososcope::audio {

namespace {

constexpr std::chrono::milliseconds kStep{10};
constexpr std::size_t kFillFrames = 4096;
constexpr double kForever = std::numeric_limits<double>::infinity();

}  // namespace

struct Player::Impl {
    explicit Impl(MakeOutput make) : makeOutput(std::move(make)), worker([this](const std::stop_token& stop) { run(stop); }) {}
    ~Impl() {
        const std::lock_guard lock(mutex);
        worker.request_stop();
        changed.notify_all();
    }

    // Immutable after construction; empty: no device is ever opened.
    const MakeOutput makeOutput;

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
    core::Text notice;
    double wantedSpeed = 1.0;
    float volume = 1.0F;
    std::string wantedDevice;
    int looksWanted = 0;
    int looksDone = 0;
    std::vector<OutputDevice> found;
    double start = 0.0;  ///< of the span that plays, seconds of the file
    double length = 0.0;
    double base = 0.0;             ///< seconds of the span, turns included, at which the clock is 0
    double speed = 1.0;            ///< seconds of the file in one second of the clock
    double rest = 0.0;             ///< position to show while nothing runs
    mutable double highest = 0.0;  ///< seconds of the span, turns included, never run backwards

    // Seconds of sound heard from the device since `base`, or of time passed while there is none.
    PlaybackClock clock;

    // The worker only.
    std::unique_ptr<OutputStream> output;
    std::optional<PlaySource> source;
    bool playsOnDevice = false;
    bool clockPaused = false;
    double usedSpeed = 1.0;
    std::uint64_t usedMuted = 0;
    std::string usedDevice;
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
            } else if (looksDone != looksWanted) {
                const int looks = looksWanted;
                lock.unlock();
                auto devices = stream() != nullptr ? output->devices() : std::vector<OutputDevice>();
                lock.lock();
                found = std::move(devices);
                looksDone = looks;
            } else if (source) {
                lock.unlock();
                step();
                lock.lock();
                if (source && !stop.stop_requested()) changed.wait_for(lock, kStep);
            } else {
                changed.wait(lock, [&] {
                    return stop.stop_requested() || (wanted != begun && wanted != finished) || looksDone != looksWanted;
                });
            }
        }
        lock.unlock();
        end();
        output.reset();
    }

    OutputStream* stream() {
        if (!output && makeOutput) output = makeOutput();
        return output.get();
    }

    void end() {
        if (output) output->close();
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
        std::shared_ptr<SampleSource> sound = next.source;
        if (!sound) {
            auto reader = AudioReader::open(next.path);
            if (!reader) {
                finish(number, next.startSeconds, reader.error().text);
                return;
            }
            sound = std::move(*reader);
        }
        source.emplace(std::move(sound), next);
        const double from = source->startSeconds();
        if (source->lengthSeconds() <= 0.0) {
            source.reset();
            finish(number, from);
            return;
        }
        {
            const std::lock_guard lock(mutex);
            if (wanted != number) return;
            usedDevice = wantedDevice;
        }
        const double place = source->beginSeconds();
        playFrom(place, number, false);
        if (!source) return;
        const std::lock_guard lock(mutex);
        if (wanted != number) return;
        begun = number;
        start = from;
        length = source->lengthSeconds();
        base = place;
        speed = usedSpeed;
        highest = place;
    }

    /// Opens a device and lets the source be heard from a place of its span, or lets the clock run. `lost`: the device
    /// that played until now is gone.
    void playFrom(double place, std::uint64_t number, bool lost) {
        bool loop = false;
        bool pause = false;
        {
            const std::lock_guard lock(mutex);
            usedSpeed = TimeStretcher::available() ? wantedSpeed : 1.0;
            loop = request.loop;
            pause = paused;
            usedMuted = request.muted;
        }
        source->setMuted(usedMuted);
        clock.set(0.0, PlaybackClock::now(), 0.0);
        std::string details;
        const std::string wished = usedDevice;
        playsOnDevice = false;
        if (stream() != nullptr) {
            playsOnDevice = tryDevice(wished, place, number, pause, details);
            if (!playsOnDevice && source && !wished.empty()) playsOnDevice = tryDevice({}, place, number, pause, details);
            if (!source) return;
            if (!playsOnDevice) core::log(core::LogLevel::Info, "no sound output: " + details);
        }
        const bool replaced = playsOnDevice && !wished.empty() && openLabel.empty();
        if (!playsOnDevice) {
            if (output) output->close();
            clockPaused = pause;
            const double seconds = (source->lengthSeconds() - place) / usedSpeed;
            clock.set(0.0, PlaybackClock::now(), pause ? 0.0 : (loop ? kForever : seconds));
        }
        const std::lock_guard lock(mutex);
        if (wanted != number) return;
        isSilent = !playsOnDevice;
        if (replaced && lost) {
            notice = {TRANSLATABLE("Engine", "%1 was lost: sound goes on through the system's default device."), {wished}};
        } else if (replaced) {
            notice = {TRANSLATABLE("Engine", "%1 is not connected: sound is played on the system's default device."), {wished}};
        } else if (lost && !playsOnDevice) {
            notice = {TRANSLATABLE("Engine",
                                   "The sound device was lost: the cursor moves on without sound. Connect one and "
                                   "play again.")};
        }
    }

    bool tryDevice(const std::string& label, double place, std::uint64_t number, bool pause, std::string& details) {
        if (!output->open(label, clock, details)) return false;
        if (!source->prepare(place, output->rateHz(), output->channels(), usedSpeed)) {
            details = "the rates cannot be converted";
            output->close();
            return false;
        }
        output->setPaused(pause);
        fill(number, place);
        if (!source) return false;
        openLabel = label;
        if (output->start()) return true;
        details = "the stream did not start";
        output->close();
        return false;
    }

    void fill(std::uint64_t number, double position) {
        {
            const std::lock_guard lock(mutex);
            source->setGain(request.gain * volume);
        }
        while (output->room() > 0 && !source->finished()) {
            const auto frames = source->next(std::min(output->room(), kFillFrames));
            if (!frames) {
                const core::Text why = frames.error().text;
                const double at = source->startSeconds() + position;
                end();
                finish(number, at, why);
                return;
            }
            if (frames->empty()) return;
            output->write(*frames);
        }
    }

    /// Goes on from what is heard now, at another speed or on another device.
    void restart(std::uint64_t number, bool lost) {
        double place = 0.0;
        {
            const std::lock_guard lock(mutex);
            place = reached();
        }
        if (output) output->close();
        playFrom(place, number, lost);
        const std::lock_guard lock(mutex);
        base = place;
        speed = usedSpeed;
    }

    void step() {
        bool pause = false;
        bool loop = false;
        std::uint64_t number = 0;
        bool otherDevice = false;
        bool otherSound = false;
        double heardPlace = 0.0;
        {
            const std::lock_guard lock(mutex);
            pause = paused;
            loop = request.loop;
            number = begun;
            otherDevice = wantedDevice != usedDevice;
            otherSound = (TimeStretcher::available() && wantedSpeed != usedSpeed) || request.muted != usedMuted;
            if (otherDevice) {
                usedDevice = wantedDevice;
                notice = {};
            }
            heardPlace = reached();
        }
        if (otherDevice || otherSound) {
            restart(number, false);
            return;
        }
        const std::int64_t now = PlaybackClock::now();
        const double heard = clock.heard(now);
        if (playsOnDevice) {
            output->setPaused(pause);
            fill(number, heardPlace);
            if (!source) return;
            if (!output->alive()) {
                restart(number, true);
                return;
            }
        } else if (pause != clockPaused) {
            clockPaused = pause;
            clock.set(heard, now, pause ? heard : (loop ? kForever : secondsLeft()));
        }
        if (pause || (loop && !source->finished())) return;
        const double after = clock.heard(PlaybackClock::now());
        const bool over = playsOnDevice ? source->finished() && after >= output->writtenSeconds() : after >= secondsLeft();
        if (over) finish(number, source->startSeconds() + source->lengthSeconds());
    }

    /// Seconds of the clock from `base` to the end of the span. The worker only, which alone writes what it reads here.
    [[nodiscard]] double secondsLeft() const { return (source->lengthSeconds() - base) / speed; }

    // With the mutex held: seconds of the span that have been heard, turns included.
    [[nodiscard]] double reached() const {
        highest = std::max(highest, base + speed * clock.heard(PlaybackClock::now()));
        return request.loop ? highest : std::min(highest, length);
    }
    [[nodiscard]] double position() const {
        if (wanted == 0 || finished == wanted || begun != wanted) return rest;
        const double heard = reached();
        return start + (request.loop && length > 0.0 ? std::fmod(heard, length) : heard);
    }

    std::string openLabel;  ///< of the device that plays; the worker only
};

Player::Player(Output output) : Player(output == Output::Default ? MakeOutput(&makeOutputStream) : MakeOutput()) {}
Player::Player(MakeOutput makeOutput) : m_impl(std::make_unique<Impl>(std::move(makeOutput))) {}
Player::~Player() = default;

void Player::play(const Request& request) {
    {
        const std::lock_guard lock(m_impl->mutex);
        m_impl->request = request;
        ++m_impl->wanted;
        m_impl->paused = false;
        m_impl->isSilent = false;
        m_impl->problem = {};
        m_impl->notice = {};
        const double first = std::max(request.startSeconds, request.beginSeconds);
        m_impl->rest = std::isfinite(first) ? std::max(first, 0.0) : 0.0;
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

void Player::setSpeed(double speed) {
    const std::lock_guard lock(m_impl->mutex);
    m_impl->wantedSpeed = std::isfinite(speed) ? std::clamp(speed, TimeStretcher::kSlowest, TimeStretcher::kFastest) : 1.0;
    m_impl->changed.notify_all();
}

void Player::setVolume(float volume) {
    const std::lock_guard lock(m_impl->mutex);
    m_impl->volume = std::isfinite(volume) ? std::clamp(volume, 0.0F, 1.0F) : 1.0F;
}

void Player::setMuted(std::uint64_t muted) {
    const std::lock_guard lock(m_impl->mutex);
    m_impl->request.muted = muted;
    m_impl->changed.notify_all();
}

void Player::setDevice(const std::string& label) {
    const std::lock_guard lock(m_impl->mutex);
    m_impl->wantedDevice = label;
    m_impl->changed.notify_all();
}

void Player::lookForDevices() {
    const std::lock_guard lock(m_impl->mutex);
    ++m_impl->looksWanted;
    m_impl->changed.notify_all();
}

int Player::devicesSeen() const {
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->looksDone;
}

std::vector<OutputDevice> Player::devices() const {
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->found;
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

core::Text Player::notice() const {
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->notice;
}

}  // namespace prososcope::audio
