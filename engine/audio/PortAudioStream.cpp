// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/OutputStream.h"

#ifdef PROSOSCOPE_HAVE_PORTAUDIO
#include <portaudio.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <optional>

#include "engine/audio/PortAudioLibrary.h"
#include "engine/audio/RingBuffer.h"
#endif

namespace prososcope::audio {

#ifdef PROSOSCOPE_HAVE_PORTAUDIO

namespace {

constexpr std::size_t kStreamRingValues = std::size_t{1} << 15;  // 0.34 s of stereo at 48 kHz
constexpr std::int64_t kRetryAfter = 5'000'000'000;              // nanoseconds
constexpr std::int64_t kStreamLostAfter = 2'000'000'000;         // without a callback
constexpr double kLeastLatency = 0.1;                            // below, PulseAudio's plug-in for ALSA reports no usable delay
constexpr double kMostLatency = 0.2;
constexpr double kFastestDevice = 1.0005;  // its clock against the computer's
constexpr double kUnbelievableLatency = 2.0;

/// PortAudio's callback only copies from a lock-free ring and sets the clock.
class PortAudioStream final : public OutputStream {
public:
    ~PortAudioStream() override {
        close();
        const std::lock_guard lock(portAudioMutex());
        m_use.end();
    }

    std::vector<OutputDevice> devices() override {
        const std::lock_guard lock(portAudioMutex());
        std::string details;
        m_use.renew(details);
        if (!m_use.begin(details)) return {};
        std::vector<OutputDevice> found;
        const PaDeviceIndex standard = Pa_GetDefaultOutputDevice();
        for (PaDeviceIndex i = 0; i < std::max(0, Pa_GetDeviceCount()); ++i) {
            if (const auto device = deviceAt(i)) found.push_back({device->name, device->hostApi, i == standard});
        }
        return found;
    }

    bool open(const std::string& label, PlaybackClock& clock, std::string& details) override {
        close();
        const std::lock_guard lock(portAudioMutex());
        if (m_failedAt != 0 && m_failedLabel == label && PlaybackClock::now() - m_failedAt < kRetryAfter) {
            details = m_failure;
            return false;
        }
        if (!m_use.begin(details)) return fail(label, details);
        PaDeviceIndex device = find(label);
        // One that was plugged in since is seen by a fresh start alone.
        if (device == paNoDevice && m_use.renew(details)) device = find(label);
        const PaDeviceInfo* info = device == paNoDevice ? nullptr : Pa_GetDeviceInfo(device);
        if (info == nullptr || info->maxOutputChannels < 1) return fail(label, details = "there is no such output device");
        m_clock = &clock;
        m_rateHz = info->defaultSampleRate;
        m_channels = std::min(info->maxOutputChannels, 2);
        m_ring.clear();
        m_paused = false;
        m_framesPlayed = 0;
        m_framesWritten = 0;
        m_streamStart = 0;
        m_framesAsked = 0;
        PaStreamParameters parameters{};
        parameters.device = device;
        parameters.channelCount = m_channels;
        parameters.sampleFormat = paFloat32;
        parameters.suggestedLatency = std::clamp(info->defaultHighOutputLatency, kLeastLatency, kMostLatency);
        const PaError error = Pa_OpenStream(&m_stream, nullptr, &parameters, m_rateHz, paFramesPerBufferUnspecified, paNoFlag,
                                            &PortAudioStream::callback, this);
        if (error != paNoError) return fail(label, details = std::string("Pa_OpenStream: ") + Pa_GetErrorText(error));
        m_use.setStreaming(true);
        const PaStreamInfo* opened = Pa_GetStreamInfo(m_stream);
        m_reportedLatency = opened != nullptr ? std::clamp(opened->outputLatency, 0.0, kUnbelievableLatency) : 0.0;
        m_failedAt = 0;
        return true;
    }

    bool start() override {
        const std::lock_guard lock(portAudioMutex());
        m_lastCallback = PlaybackClock::now();
        return m_stream != nullptr && Pa_StartStream(m_stream) == paNoError;
    }

    void close() override {
        const std::lock_guard lock(portAudioMutex());
        if (m_stream == nullptr) return;
        Pa_AbortStream(m_stream);
        Pa_CloseStream(m_stream);
        m_stream = nullptr;
        m_use.setStreaming(false);
    }

    [[nodiscard]] double rateHz() const override { return m_rateHz; }
    [[nodiscard]] int channels() const override { return m_channels; }
    [[nodiscard]] std::size_t room() const override {
        return m_ring.room() / static_cast<std::size_t>(std::max(m_channels, 1));
    }
    void write(std::span<const float> interleaved) override {
        m_framesWritten += static_cast<std::int64_t>(m_ring.push(interleaved)) / std::max(m_channels, 1);
    }
    void setPaused(bool paused) override { m_paused.store(paused, std::memory_order_relaxed); }
    bool alive() override {
        if (m_stream == nullptr || Pa_IsStreamActive(m_stream) != 1) return false;
        return PlaybackClock::now() - m_lastCallback.load(std::memory_order_relaxed) < kStreamLostAfter;
    }
    [[nodiscard]] double writtenSeconds() const override {
        return m_rateHz > 0.0 ? static_cast<double>(m_framesWritten) / m_rateHz : 0.0;
    }

private:
    // All of these with PortAudio's mutex held.
    bool fail(const std::string& label, const std::string& details) {
        m_failure = details;
        m_failedLabel = label;
        m_failedAt = PlaybackClock::now();
        m_stream = nullptr;
        m_use.end();
        return false;
    }
    [[nodiscard]] static std::optional<OutputDevice> deviceAt(PaDeviceIndex index) {
        const PaDeviceInfo* info = Pa_GetDeviceInfo(index);
        if (info == nullptr || info->maxOutputChannels < 1 || info->name == nullptr) return std::nullopt;
        const PaHostApiInfo* api = Pa_GetHostApiInfo(info->hostApi);
        return OutputDevice{info->name, api != nullptr && api->name != nullptr ? api->name : "", false};
    }
    [[nodiscard]] static PaDeviceIndex find(const std::string& label) {
        if (label.empty()) return Pa_GetDefaultOutputDevice();
        for (PaDeviceIndex i = 0; i < std::max(0, Pa_GetDeviceCount()); ++i) {
            if (const auto device = deviceAt(i); device && device->label() == label) return i;
        }
        return paNoDevice;
    }

    int play(float* output, std::size_t frames, const PaStreamCallbackTimeInfo* time) noexcept {
        const std::int64_t now = PlaybackClock::now();
        m_lastCallback.store(now, std::memory_order_relaxed);
        if (m_streamStart == 0) m_streamStart = now;
        const double askedBefore = static_cast<double>(m_framesAsked) / m_rateHz;
        m_framesAsked += static_cast<std::int64_t>(frames);
        const std::size_t values = frames * static_cast<std::size_t>(m_channels);
        const std::size_t got = m_paused.load(std::memory_order_relaxed) ? 0 : m_ring.pop({output, values});
        std::fill(output + got, output + values, 0.0F);
        if (got == 0) return paContinue;
        const std::int64_t before = m_framesPlayed.load(std::memory_order_relaxed);
        const auto count = static_cast<std::int64_t>(got / static_cast<std::size_t>(m_channels));
        double latency = time != nullptr ? time->outputBufferDacTime - time->currentTime : -1.0;
        if (!(latency >= 0.0) || latency > kUnbelievableLatency) latency = m_reportedLatency;
        // Whatever the device says of its delay: nothing is heard sooner than all that was asked for before has played.
        const std::int64_t moment = std::max(now + static_cast<std::int64_t>(latency * 1e9),
                                             m_streamStart + static_cast<std::int64_t>(askedBefore / kFastestDevice * 1e9));
        m_clock->set(static_cast<double>(before) / m_rateHz, moment, static_cast<double>(before + count) / m_rateHz);
        m_framesPlayed.store(before + count, std::memory_order_relaxed);
        return paContinue;
    }

    static int callback(const void*, void* output, unsigned long frames, const PaStreamCallbackTimeInfo* time,
                        PaStreamCallbackFlags, void* self) noexcept {
        return static_cast<PortAudioStream*>(self)->play(static_cast<float*>(output), frames, time);
    }

    // Set while no callback runs.
    PaStream* m_stream = nullptr;
    PlaybackClock* m_clock = nullptr;
    double m_rateHz = 0.0;
    int m_channels = 0;
    double m_reportedLatency = 0.0;
    // The owning thread only.
    PortAudioUse m_use;
    std::int64_t m_failedAt = 0;
    std::string m_failedLabel;
    std::string m_failure;
    std::int64_t m_framesWritten = 0;
    // Shared with the callback.
    RingBuffer<float> m_ring{kStreamRingValues};
    std::atomic<bool> m_paused{false};
    std::atomic<std::int64_t> m_framesPlayed{0};
    std::atomic<std::int64_t> m_lastCallback{0};
    // The callback only.
    std::int64_t m_streamStart = 0;
    std::int64_t m_framesAsked = 0;
};

}  // namespace

std::unique_ptr<OutputStream> makeOutputStream() { return std::make_unique<PortAudioStream>(); }

#else

namespace {

class NoOutput : public OutputStream {
public:
    std::vector<OutputDevice> devices() override { return {}; }
    bool open(const std::string&, PlaybackClock&, std::string& details) override {
        details = "built without PortAudio";
        return false;
    }
    bool start() override { return false; }
    void close() override {}
    [[nodiscard]] double rateHz() const override { return 0.0; }
    [[nodiscard]] int channels() const override { return 0; }
    [[nodiscard]] std::size_t room() const override { return 0; }
    void write(std::span<const float>) override {}
    void setPaused(bool) override {}
    bool alive() override { return false; }
    [[nodiscard]] double writtenSeconds() const override { return 0.0; }
};

}  // namespace

std::unique_ptr<OutputStream> makeOutputStream() { return std::make_unique<NoOutput>(); }

#endif

}  // namespace prososcope::audio
