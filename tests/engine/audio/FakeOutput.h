// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "engine/audio/OutputStream.h"
#include "engine/audio/Player.h"

/// The sound hardware of a test: devices that can be unplugged, and that take sound only when the test says so.
struct FakeHardware {
    mutable std::mutex mutex;
    std::vector<prososcope::audio::OutputDevice> plugged{{"Speaker", "Fake", true}};
    double rateHz = 16000.0;
    int channels = 2;
    double latencySeconds = 0.0;
    std::size_t queueFrames = 4096;
    bool runs = false;  ///< takes all that is queued at once, whenever asked for room

    // What happened.
    std::string openLabel;  ///< empty: the default, or closed
    bool isOpen = false;
    bool lost = false;
    bool paused = false;
    int opened = 0;
    std::int64_t written = 0;
    std::int64_t taken = 0;
    std::vector<float> queue;
    std::vector<float> heard;  ///< since the last `open`, interleaved
    prososcope::audio::PlaybackClock* clock = nullptr;

    [[nodiscard]] bool has(const std::string& label) const {
        return label.empty()
                   ? !plugged.empty()
                   : std::any_of(plugged.begin(), plugged.end(), [&](const auto& device) { return device.label() == label; });
    }
    /// The device takes up to so many frames; returns how many there were.
    std::size_t take(std::size_t frames) {
        const std::lock_guard lock(mutex);
        return takeLocked(frames);
    }
    std::size_t takeLocked(std::size_t frames) {
        if (!isOpen || paused || lost) return 0;
        const std::size_t count = std::min(frames, queue.size() / static_cast<std::size_t>(channels));
        if (count == 0) return 0;
        const auto end = queue.begin() + static_cast<std::ptrdiff_t>(count * static_cast<std::size_t>(channels));
        heard.insert(heard.end(), queue.begin(), end);
        queue.erase(queue.begin(), end);
        const double before = static_cast<double>(taken) / rateHz;
        taken += static_cast<std::int64_t>(count);
        clock->set(before, prososcope::audio::PlaybackClock::now() + static_cast<std::int64_t>(latencySeconds * 1e9),
                   static_cast<double>(taken) / rateHz);
        return count;
    }
    void unplug(const std::string& label) {
        const std::lock_guard lock(mutex);
        lost = lost || openLabel == label || openLabel.empty();
        plugged.erase(
            std::remove_if(plugged.begin(), plugged.end(), [&](const auto& device) { return device.label() == label; }),
            plugged.end());
    }
    template <typename Value>
    [[nodiscard]] Value get(Value FakeHardware::*member) const {
        const std::lock_guard lock(mutex);
        return this->*member;
    }
    template <typename Value>
    void set(Value FakeHardware::*member, Value value) {
        const std::lock_guard lock(mutex);
        this->*member = value;
    }
};

class FakeOutput : public prososcope::audio::OutputStream {
public:
    explicit FakeOutput(std::shared_ptr<FakeHardware> hardware) : m_hardware(std::move(hardware)) {}
    static prososcope::audio::Player::MakeOutput of(const std::shared_ptr<FakeHardware>& hardware) {
        return [hardware] { return std::make_unique<FakeOutput>(hardware); };
    }

    std::vector<prososcope::audio::OutputDevice> devices() override { return m_hardware->get(&FakeHardware::plugged); }
    bool open(const std::string& label, prososcope::audio::PlaybackClock& clock, std::string& details) override {
        const std::lock_guard lock(m_hardware->mutex);
        if (!m_hardware->has(label)) {
            details = "not plugged in";
            return false;
        }
        m_hardware->clock = &clock;
        m_hardware->openLabel = label;
        m_hardware->isOpen = true;
        m_hardware->lost = false;
        m_hardware->paused = false;
        ++m_hardware->opened;
        m_hardware->written = 0;
        m_hardware->taken = 0;
        m_hardware->queue.clear();
        m_hardware->heard.clear();
        return true;
    }
    bool start() override { return true; }
    void close() override {
        const std::lock_guard lock(m_hardware->mutex);
        m_hardware->isOpen = false;
    }
    [[nodiscard]] double rateHz() const override { return m_hardware->rateHz; }
    [[nodiscard]] int channels() const override { return m_hardware->channels; }
    [[nodiscard]] std::size_t room() const override {
        const std::lock_guard lock(m_hardware->mutex);
        if (m_hardware->runs) m_hardware->takeLocked(m_hardware->queueFrames);
        return m_hardware->queueFrames - m_hardware->queue.size() / static_cast<std::size_t>(m_hardware->channels);
    }
    void write(std::span<const float> interleaved) override {
        const std::lock_guard lock(m_hardware->mutex);
        m_hardware->queue.insert(m_hardware->queue.end(), interleaved.begin(), interleaved.end());
        m_hardware->written += static_cast<std::int64_t>(interleaved.size()) / m_hardware->channels;
    }
    void setPaused(bool paused) override {
        const std::lock_guard lock(m_hardware->mutex);
        m_hardware->paused = paused;
    }
    bool alive() override { return !m_hardware->get(&FakeHardware::lost); }
    [[nodiscard]] double writtenSeconds() const override {
        return static_cast<double>(m_hardware->get(&FakeHardware::written)) / m_hardware->rateHz;
    }

private:
    std::shared_ptr<FakeHardware> m_hardware;
};
