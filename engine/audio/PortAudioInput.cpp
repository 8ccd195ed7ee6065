// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/InputStream.h"

#ifdef PROSOSCOPE_HAVE_PORTAUDIO
#include <portaudio.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <mutex>
#include <optional>

#include "engine/audio/PortAudioLibrary.h"
#include "engine/audio/RingBuffer.h"
#include "engine/core/SteadyClock.h"
#endif

namespace prososcope::audio {

#ifdef PROSOSCOPE_HAVE_PORTAUDIO

namespace {

constexpr std::size_t kRingValues = std::size_t{1} << 19;  // 5.4 s of stereo at 48 kHz
constexpr std::size_t kStamps = std::size_t{1} << 12;
constexpr std::int64_t kLostAfter = 2'000'000'000;  // nanoseconds without a callback
constexpr double kLatency = 0.04;                   // suggested; below, PulseAudio's plug-in for ALSA loses sound

/// PortAudio's callback only copies into a lock-free ring and notes when.
class PortAudioInput final : public InputStream {
public:
    ~PortAudioInput() override {
        close();
        const std::lock_guard lock(portAudioMutex());
        m_use.end();
    }

    std::vector<InputDevice> devices() override {
        const std::lock_guard lock(portAudioMutex());
        std::string details;
        m_use.renew(details);
        if (!m_use.begin(details)) return {};
        std::vector<InputDevice> found;
        for (PaDeviceIndex i = 0; i < std::max(0, Pa_GetDeviceCount()); ++i) {
            if (auto device = deviceAt(i)) found.push_back(std::move(*device));
        }
        return found;
    }

    InputFailure open(const std::string& label, std::string& details) override {
        close();
        const std::lock_guard lock(portAudioMutex());
        m_label = label;
        if (!m_use.begin(details)) return InputFailure::Refused;
        InputFailure failure = openListed(label, details);
        const bool perhapsUnplugged = failure == InputFailure::NoDevices || failure == InputFailure::Absent ||
                                      failure == InputFailure::Refused || failure == InputFailure::NotPermitted;
        // What was plugged in or out since the devices were listed is seen by a fresh start alone.
        if (perhapsUnplugged && m_use.renew(details)) failure = openListed(label, details);
        if (failure != InputFailure::None) m_use.end();
        return failure;
    }

    void close() override {
        const std::lock_guard lock(portAudioMutex());
        if (m_stream == nullptr) return;
        Pa_AbortStream(m_stream);
        Pa_CloseStream(m_stream);
        m_stream = nullptr;
        m_use.end();
    }

    [[nodiscard]] std::string label() const override { return m_label; }
    [[nodiscard]] double rateHz() const override { return m_rateHz; }
    [[nodiscard]] int channels() const override { return m_channels; }

    std::size_t read(std::span<float> interleaved) override {
        const auto channels = static_cast<std::size_t>(std::max(m_channels, 1));
        const std::size_t wanted = interleaved.size() - interleaved.size() % channels;
        const std::size_t whole = m_ring.available() - m_ring.available() % channels;
        const std::size_t got = m_ring.pop(interleaved.first(std::min(wanted, whole)));
        m_valuesRead += static_cast<std::int64_t>(got);
        // The moment of the block that holds the last value read, or of the last block known where stamps were lost.
        while (m_nextStamp.values < m_valuesRead && m_stamps.pop({&m_nextStamp, 1}) == 1) {
        }
        if (m_nextStamp.values > 0) m_readMoment = m_nextStamp.moment;
        return got;
    }
    [[nodiscard]] std::int64_t readMoment() const override { return m_readMoment; }
    [[nodiscard]] std::int64_t overflows() const override { return m_overflows.load(std::memory_order_relaxed); }
    bool alive() override {
        if (m_stream == nullptr || Pa_IsStreamActive(m_stream) != 1) return false;
        return core::steadyNow() - m_lastCallback.load(std::memory_order_relaxed) < kLostAfter;
    }

private:
    /// So many values had been put into the ring at that moment.
    struct Stamp {
        std::int64_t values = 0;
        std::int64_t moment = 0;
    };

    // All of these with PortAudio's mutex held.
    InputFailure openListed(const std::string& label, std::string& details) {
        const PaDeviceIndex index = find(label);
        const auto device = index == paNoDevice ? std::nullopt : deviceAt(index);
        if (!device) {
            details = "there is no such input device";
            if (captureForbidden()) return InputFailure::NotPermitted;
            return Pa_GetDefaultInputDevice() == paNoDevice ? InputFailure::NoDevices : InputFailure::Absent;
        }
        m_label = device->label();
        InputFailure failure = InputFailure::Refused;
        for (const double rateHz : ratesToTry(device->rateHz)) {
            for (int channels = std::min(device->channels, 2); channels > 0; --channels) {
                const PaError error = openAt(index, rateHz, channels);
                if (error == paNoError) return InputFailure::None;
                details = std::string("Pa_OpenStream: ") + Pa_GetErrorText(error);
                failure = failureOf(error);
                if (error != paInvalidChannelCount) break;
            }
            if (failure != InputFailure::RateRefused) break;
        }
        return failure;
    }

    /// Its own rate first.
    [[nodiscard]] static std::vector<double> ratesToTry(double own) {
        std::vector<double> rates{own};
        for (const double usual : {48000.0, 44100.0, 32000.0, 16000.0, 96000.0, 192000.0, 22050.0, 8000.0}) {
            if (usual != own) rates.push_back(usual);
        }
        return rates;
    }

    PaError openAt(PaDeviceIndex index, double rateHz, int channels) {
        m_rateHz = rateHz;
        m_channels = channels;
        m_ring.clear();
        m_stamps.clear();
        m_overflows = 0;
        m_valuesHeard = 0;
        m_valuesRead = 0;
        m_readMoment = 0;
        m_nextStamp = {};
        PaStreamParameters parameters{};
        parameters.device = index;
        parameters.channelCount = channels;
        parameters.sampleFormat = paFloat32;
        parameters.suggestedLatency = std::max(Pa_GetDeviceInfo(index)->defaultLowInputLatency, kLatency);
        PaError error = Pa_OpenStream(&m_stream, &parameters, nullptr, rateHz, paFramesPerBufferUnspecified, paNoFlag,
                                      &PortAudioInput::callback, this);
        m_lastCallback = core::steadyNow();
        if (error == paNoError) error = Pa_StartStream(m_stream);
        if (error != paNoError && m_stream != nullptr) Pa_CloseStream(m_stream);
        if (error != paNoError) m_stream = nullptr;
        m_use.setStreaming(m_stream != nullptr);
        return error;
    }

    [[nodiscard]] static InputFailure failureOf(PaError error) {
        switch (error) {
            case paDeviceUnavailable:
                return InputFailure::Busy;
            case paInvalidDevice:
                return InputFailure::Absent;
            case paInvalidSampleRate:
                return InputFailure::RateRefused;
            case paUnanticipatedHostError: {
                const PaHostErrorInfo* info = Pa_GetLastHostErrorInfo();
                const long code = info != nullptr ? std::abs(info->errorCode) : 0;
                if (code == EBUSY) return InputFailure::Busy;
                if (code == EACCES || code == EPERM) return InputFailure::NotPermitted;
                if (code == ENODEV || code == ENOENT) return InputFailure::Absent;
                break;
            }
            default:
                break;
        }
        return captureForbidden() ? InputFailure::NotPermitted : InputFailure::Refused;
    }

    [[nodiscard]] static std::optional<InputDevice> deviceAt(PaDeviceIndex index) {
        const PaDeviceInfo* info = Pa_GetDeviceInfo(index);
        if (info == nullptr || info->maxInputChannels < 1 || info->name == nullptr) return std::nullopt;
        const PaHostApiInfo* api = Pa_GetHostApiInfo(info->hostApi);
        return InputDevice{info->name, api != nullptr && api->name != nullptr ? api->name : "",
                           index == Pa_GetDefaultInputDevice(), info->maxInputChannels, info->defaultSampleRate};
    }
    [[nodiscard]] static PaDeviceIndex find(const std::string& label) {
        if (label.empty()) return Pa_GetDefaultInputDevice();
        for (PaDeviceIndex i = 0; i < std::max(0, Pa_GetDeviceCount()); ++i) {
            if (const auto device = deviceAt(i); device && (device->label() == label || device->name == label)) return i;
        }
        return paNoDevice;
    }

    int hear(const float* input, std::size_t frames, PaStreamCallbackFlags flags) noexcept {
        const std::int64_t now = core::steadyNow();
        m_lastCallback.store(now, std::memory_order_relaxed);
        if (input == nullptr) return paContinue;
        const auto channels = static_cast<std::size_t>(m_channels);
        const std::size_t fits = std::min(frames, m_ring.room() / channels);
        m_ring.push({input, fits * channels});
        m_valuesHeard += static_cast<std::int64_t>(fits * channels);
        const Stamp stamp{m_valuesHeard, now};
        m_stamps.push({&stamp, 1});
        if (fits < frames || (flags & paInputOverflow) != 0) m_overflows.fetch_add(1, std::memory_order_relaxed);
        return paContinue;
    }

    static int callback(const void* input, void*, unsigned long frames, const PaStreamCallbackTimeInfo*,
                        PaStreamCallbackFlags flags, void* self) noexcept {
        return static_cast<PortAudioInput*>(self)->hear(static_cast<const float*>(input), frames, flags);
    }

    // Set while no callback runs.
    PaStream* m_stream = nullptr;
    std::string m_label;
    double m_rateHz = 0.0;
    int m_channels = 0;
    // The owning thread only.
    PortAudioUse m_use;
    std::int64_t m_valuesRead = 0;
    std::int64_t m_readMoment = 0;
    Stamp m_nextStamp;
    // Shared with the callback.
    RingBuffer<float> m_ring{kRingValues};
    RingBuffer<Stamp> m_stamps{kStamps};
    std::atomic<std::int64_t> m_overflows{0};
    std::atomic<std::int64_t> m_lastCallback{0};
    // The callback only.
    std::int64_t m_valuesHeard = 0;
};

}  // namespace

std::unique_ptr<InputStream> makeInputStream() { return std::make_unique<PortAudioInput>(); }

#else

namespace {

class NoInput : public InputStream {
public:
    std::vector<InputDevice> devices() override { return {}; }
    InputFailure open(const std::string&, std::string& details) override {
        details = "built without PortAudio";
        return InputFailure::NoDevices;
    }
    void close() override {}
    [[nodiscard]] std::string label() const override { return {}; }
    [[nodiscard]] double rateHz() const override { return 0.0; }
    [[nodiscard]] int channels() const override { return 0; }
    std::size_t read(std::span<float>) override { return 0; }
    [[nodiscard]] std::int64_t readMoment() const override { return 0; }
    [[nodiscard]] std::int64_t overflows() const override { return 0; }
    bool alive() override { return false; }
};

}  // namespace

std::unique_ptr<InputStream> makeInputStream() { return std::make_unique<NoInput>(); }

#endif

}  // namespace prososcope::audio
