// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/live/LiveSource.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <span>
#include <thread>

#include "engine/audio/AudioFile.h"
#include "engine/core/SteadyClock.h"
#include "engine/core/Csv.h"

namespace prososcope::live {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kPoll{4};
constexpr milliseconds kLongestWait{40};
constexpr milliseconds kTryAgainAfter{1000};
constexpr double kFileBlockSeconds = 0.1;
constexpr double kLeastPaceSeconds = 0.01;

class FileSource final : public LiveSource {
public:
    FileSource(std::unique_ptr<audio::AudioReader> reader, bool realTime) : m_reader(std::move(reader)), m_realTime(realTime) {}

    [[nodiscard]] double rateHz() const override { return m_reader->info().rateHz; }
    [[nodiscard]] std::string name() const override { return m_reader->info().path.filename().string(); }
    [[nodiscard]] bool realTime() const override { return m_realTime; }
    [[nodiscard]] bool recording() const override { return true; }
    void release() override { m_begun.reset(); }

    core::Result<Block> read(std::vector<float>& mono) override {
        std::size_t frames = framesIn(kFileBlockSeconds);
        if (m_realTime) {
            if (!m_begun) {
                m_begun = Clock::now();
                m_beganAt = m_position;
            }
            auto due = std::max<std::int64_t>(0, dueFrames() - m_position);
            if (due < static_cast<std::int64_t>(framesIn(kLeastPaceSeconds))) {
                std::this_thread::sleep_for(std::chrono::duration<double>(kLeastPaceSeconds));
                due = std::max<std::int64_t>(0, dueFrames() - m_position);
            }
            frames = std::min<std::size_t>(static_cast<std::size_t>(due), framesIn(1.0));
        }
        mono.resize(frames);
        Block block;
        block.moment = core::steadyNow();
        if (frames == 0) return block;
        const auto got = m_reader->readMono(m_position, frames, mono);
        if (!got) return core::fail(got.error());
        mono.resize(*got);
        m_position += static_cast<std::int64_t>(*got);
        if (*got == 0) block.state = State::Ended;
        return block;
    }

private:
    [[nodiscard]] std::size_t framesIn(double seconds) const {
        return std::max<std::size_t>(1, static_cast<std::size_t>(std::llround(seconds * rateHz())));
    }
    [[nodiscard]] std::int64_t dueFrames() const {
        return m_beganAt + static_cast<std::int64_t>(std::chrono::duration<double>(Clock::now() - *m_begun).count() * rateHz());
    }

    std::unique_ptr<audio::AudioReader> m_reader;
    bool m_realTime;
    std::optional<Clock::time_point> m_begun;
    std::int64_t m_beganAt = 0;  // frame
    std::int64_t m_position = 0;
};

class MicrophoneSource final : public LiveSource {
public:
    MicrophoneSource(std::unique_ptr<audio::InputStream> stream, std::string wanted, SleepWatch::Clocks clocks)
        : m_stream(std::move(stream)), m_wanted(std::move(wanted)), m_name(m_stream->label()), m_sleep(std::move(clocks)) {}

    [[nodiscard]] double rateHz() const override { return m_stream->rateHz(); }
    [[nodiscard]] std::string name() const override { return m_name; }
    [[nodiscard]] bool realTime() const override { return true; }
    [[nodiscard]] bool recording() const override { return false; }
    void release() override {
        if (!m_lost) letGo();
        m_lastTry = {};
    }
    [[nodiscard]] std::int64_t overflows() const override { return m_overflowsBefore + m_stream->overflows(); }

    core::Result<Block> read(std::vector<float>& mono) override {
        mono.clear();
        Block block{State::Running, 0};
        std::size_t got = 0;
        const auto begun = Clock::now();
        while (true) {
            if (const double slept = m_sleep.sleptSeconds(); slept > 0.0) {
                if (!m_lost) letGo();
                m_lastTry = {};
                block.notice = {TRANSLATABLE("Engine", "The computer stood still for %1 s: Live opens %2 anew."),
                                {core::fixedText(slept, 0), m_name}};
            }
            if (m_lost && !openAgain()) {
                if (block.notice.empty()) std::this_thread::sleep_for(kLongestWait);
                block.state = State::Lost;
                break;
            }
            got = m_stream->read(room());
            if (got > 0) {
                mix(got, mono, block.clipped);
                block.moment = m_stream->readMoment();
                break;
            }
            if (!m_stream->alive()) {
                letGo();
                m_lastTry = Clock::now();
                block.state = State::Lost;
                break;
            }
            if (Clock::now() - begun > kLongestWait) break;
            std::this_thread::sleep_for(kPoll);
        }
        if (got == 0) block.moment = core::steadyNow();
        m_sleep.working();
        return block;
    }

private:
    /// For a second of sound.
    std::span<float> room() {
        m_values.resize(channels() * static_cast<std::size_t>(std::llround(m_stream->rateHz())));
        return m_values;
    }
    [[nodiscard]] std::size_t channels() const { return static_cast<std::size_t>(std::max(1, m_stream->channels())); }
    void mix(std::size_t got, std::vector<float>& mono, std::size_t& clipped) const {
        mono.resize(got / channels());
        for (std::size_t i = 0; i < mono.size(); ++i) {
            float sum = 0.0F;
            bool full = false;
            for (std::size_t c = 0; c < channels(); ++c) {
                const float value = m_values[i * channels() + c];
                sum += value;
                full = full || std::abs(value) >= kClippedFrom;
            }
            mono[i] = sum / static_cast<float>(channels());
            clipped += full ? 1 : 0;
        }
    }

    void letGo() {
        m_lost = true;
        m_overflowsBefore += m_stream->overflows();
        m_stream->close();
    }
    bool openAgain() {
        if (Clock::now() - m_lastTry < kTryAgainAfter) return false;
        std::string details;
        m_lost = m_stream->open(m_wanted, details) != audio::InputFailure::None;
        m_lastTry = Clock::now();
        if (!m_lost) m_name = m_stream->label();
        return !m_lost;
    }

    std::unique_ptr<audio::InputStream> m_stream;
    std::string m_wanted;
    std::string m_name;
    SleepWatch m_sleep;
    std::vector<float> m_values;
    std::int64_t m_overflowsBefore = 0;
    bool m_lost = false;
    Clock::time_point m_lastTry;
};

}  // namespace

core::Result<std::unique_ptr<LiveSource>> fileSource(const std::filesystem::path& path, bool realTime) {
    auto reader = audio::AudioReader::open(path);
    if (!reader) return core::fail(reader.error());
    return std::make_unique<FileSource>(std::move(*reader), realTime);
}

core::Result<std::unique_ptr<LiveSource>> microphoneSource(const std::string& label,
                                                           const std::function<std::unique_ptr<audio::InputStream>()>& make,
                                                           SleepWatch::Clocks clocks) {
    auto stream = make();
    std::string details;
    const audio::InputFailure failure = stream->open(label, details);
    if (failure != audio::InputFailure::None)
        return core::fail(audio::inputError(failure, stream->label(), std::move(details)));
    return std::make_unique<MicrophoneSource>(std::move(stream), label, std::move(clocks));
}

}  // namespace prososcope::live
