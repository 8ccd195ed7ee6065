// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/OutputStream.h"

#ifdef PROSOSCOPE_HAVE_PORTAUDIO
#include <dlfcn.h>
#include <portaudio.h>

#include <algorithm>
#include <cmath>
#include <mutex>
#endif

namespace prososcope::audio {

#ifdef PROSOSCOPE_HAVE_PORTAUDIO

namespace {

constexpr std::size_t kRingValues = std::size_t{1} << 15;  // 0.34 s of stereo at 48 kHz
constexpr std::int64_t kRetryAfter = 5'000'000'000;        // nanoseconds
constexpr std::int64_t kLostAfter = 2'000'000'000;         // without a callback
constexpr double kLeastLatency = 0.1;                      // below, PulseAudio's plug-in for ALSA reports no usable delay
constexpr double kMostLatency = 0.2;
constexpr double kFastestDevice = 1.0005;  // its clock against the computer's
constexpr double kUnbelievableLatency = 2.0;

void ignoreAlsa(const char*, int, const char*, int, const char*, ...) {}
void ignoreJack(const char*) {}

/// PortAudio may be entered by one thread at a time; never held in the callback.
std::mutex& portAudioMutex() {
    static std::mutex mutex;
    return mutex;
}

/// ALSA and JACK write lines to stderr for every plug-in and server that is not there; their own hooks silence them.
/// Found at run time, because which of them PortAudio uses is its affair.
void silenceSoundLibraries() {
    using AlsaHandler = void (*)(const char*, int, const char*, int, const char*, ...);
    using JackHandler = void (*)(const char*);
    if (void* set = dlsym(RTLD_DEFAULT, "snd_lib_error_set_handler")) {
        reinterpret_cast<int (*)(AlsaHandler)>(set)(&ignoreAlsa);
    }
    for (const char* name : {"jack_set_error_function", "jack_set_info_function"}) {
        if (void* set = dlsym(RTLD_DEFAULT, name)) reinterpret_cast<void (*)(JackHandler)>(set)(&ignoreJack);
    }
}

}  // namespace

struct OutputStream::Impl {
    // Set while no callback runs.
    PaStream* stream = nullptr;
    PlaybackClock* clock = nullptr;
    double rateHz = 0.0;
    int channels = 0;
    double reportedLatency = 0.0;
    // The owning thread only.
    bool initialised = false;
    std::int64_t failedAt = 0;
    std::string failure;
    std::int64_t framesWritten = 0;
    // Shared with the callback.
    RingBuffer<float> ring{kRingValues};
    std::atomic<bool> paused{false};
    std::atomic<std::int64_t> framesPlayed{0};
    std::atomic<std::int64_t> lastCallback{0};
    // The callback only.
    std::int64_t streamStart = 0;
    std::int64_t framesAsked = 0;

    int play(float* output, std::size_t frames, const PaStreamCallbackTimeInfo* time) noexcept {
        const std::int64_t now = PlaybackClock::now();
        lastCallback.store(now, std::memory_order_relaxed);
        if (streamStart == 0) streamStart = now;
        const double askedBefore = static_cast<double>(framesAsked) / rateHz;
        framesAsked += static_cast<std::int64_t>(frames);
        const std::size_t values = frames * static_cast<std::size_t>(channels);
        const std::size_t got = paused.load(std::memory_order_relaxed) ? 0 : ring.pop({output, values});
        std::fill(output + got, output + values, 0.0F);
        if (got == 0) return paContinue;
        const std::int64_t before = framesPlayed.load(std::memory_order_relaxed);
        const auto count = static_cast<std::int64_t>(got / static_cast<std::size_t>(channels));
        double latency = time != nullptr ? time->outputBufferDacTime - time->currentTime : -1.0;
        if (!(latency >= 0.0) || latency > kUnbelievableLatency) latency = reportedLatency;
        // Whatever the device says of its delay: nothing is heard sooner than all that was asked for before has played.
        const std::int64_t moment = std::max(now + static_cast<std::int64_t>(latency * 1e9),
                                             streamStart + static_cast<std::int64_t>(askedBefore / kFastestDevice * 1e9));
        clock->set(static_cast<double>(before) / rateHz, moment, static_cast<double>(before + count) / rateHz);
        framesPlayed.store(before + count, std::memory_order_relaxed);
        return paContinue;
    }

    static int callback(const void*, void* output, unsigned long frames, const PaStreamCallbackTimeInfo* time,
                        PaStreamCallbackFlags, void* self) noexcept {
        return static_cast<Impl*>(self)->play(static_cast<float*>(output), frames, time);
    }

    bool fail(const char* what, PaError error, std::string& details) {
        failure = std::string(what) + ": " + Pa_GetErrorText(error);
        details = failure;
        failedAt = PlaybackClock::now();
        // PortAudio lists devices once: only a fresh start sees one that is plugged in later.
        if (initialised) Pa_Terminate();
        initialised = false;
        stream = nullptr;
        return false;
    }
};

OutputStream::OutputStream() : m_impl(std::make_unique<Impl>()) {}

OutputStream::~OutputStream() {
    close();
    const std::lock_guard lock(portAudioMutex());
    if (m_impl->initialised) Pa_Terminate();
}

bool OutputStream::open(PlaybackClock& clock, std::string& details) {
    close();
    const std::lock_guard lock(portAudioMutex());
    Impl& impl = *m_impl;
    if (impl.failedAt != 0 && PlaybackClock::now() - impl.failedAt < kRetryAfter) {
        details = impl.failure;
        return false;
    }
    if (!impl.initialised) {
        silenceSoundLibraries();
        if (const PaError error = Pa_Initialize(); error != paNoError) return impl.fail("Pa_Initialize", error, details);
        impl.initialised = true;
    }
    const PaDeviceIndex device = Pa_GetDefaultOutputDevice();
    const PaDeviceInfo* info = device == paNoDevice ? nullptr : Pa_GetDeviceInfo(device);
    if (info == nullptr || info->maxOutputChannels < 1) return impl.fail("default output", paDeviceUnavailable, details);
    impl.clock = &clock;
    impl.rateHz = info->defaultSampleRate;
    impl.channels = std::min(info->maxOutputChannels, 2);
    impl.ring.clear();
    impl.paused = false;
    impl.framesPlayed = 0;
    impl.framesWritten = 0;
    impl.streamStart = 0;
    impl.framesAsked = 0;
    PaStreamParameters parameters{};
    parameters.device = device;
    parameters.channelCount = impl.channels;
    parameters.sampleFormat = paFloat32;
    parameters.suggestedLatency = std::clamp(info->defaultHighOutputLatency, kLeastLatency, kMostLatency);
    const PaError error = Pa_OpenStream(&impl.stream, nullptr, &parameters, impl.rateHz, paFramesPerBufferUnspecified, paNoFlag,
                                        &Impl::callback, &impl);
    if (error != paNoError) return impl.fail("Pa_OpenStream", error, details);
    const PaStreamInfo* opened = Pa_GetStreamInfo(impl.stream);
    impl.reportedLatency = opened != nullptr ? std::clamp(opened->outputLatency, 0.0, kUnbelievableLatency) : 0.0;
    impl.failedAt = 0;
    return true;
}

bool OutputStream::start() {
    const std::lock_guard lock(portAudioMutex());
    m_impl->lastCallback = PlaybackClock::now();
    return m_impl->stream != nullptr && Pa_StartStream(m_impl->stream) == paNoError;
}

void OutputStream::close() {
    const std::lock_guard lock(portAudioMutex());
    if (m_impl->stream == nullptr) return;
    Pa_AbortStream(m_impl->stream);
    Pa_CloseStream(m_impl->stream);
    m_impl->stream = nullptr;
}

double OutputStream::rateHz() const { return m_impl->rateHz; }
int OutputStream::channels() const { return m_impl->channels; }
std::size_t OutputStream::room() const { return m_impl->ring.room() / static_cast<std::size_t>(std::max(m_impl->channels, 1)); }
void OutputStream::write(std::span<const float> interleaved) {
    m_impl->framesWritten += static_cast<std::int64_t>(m_impl->ring.push(interleaved)) / std::max(m_impl->channels, 1);
}
void OutputStream::setPaused(bool paused) { m_impl->paused.store(paused, std::memory_order_relaxed); }

bool OutputStream::alive() {
    if (m_impl->stream == nullptr || Pa_IsStreamActive(m_impl->stream) != 1) return false;
    return PlaybackClock::now() - m_impl->lastCallback.load(std::memory_order_relaxed) < kLostAfter;
}

double OutputStream::writtenSeconds() const {
    return m_impl->rateHz > 0.0 ? static_cast<double>(m_impl->framesWritten) / m_impl->rateHz : 0.0;
}

double OutputStream::playedSeconds() const {
    return m_impl->rateHz > 0.0 ? static_cast<double>(m_impl->framesPlayed.load(std::memory_order_relaxed)) / m_impl->rateHz
                                : 0.0;
}

#else

struct OutputStream::Impl {};
OutputStream::OutputStream() = default;
OutputStream::~OutputStream() = default;
bool OutputStream::open(PlaybackClock&, std::string& details) {
    details = "built without PortAudio";
    return false;
}
bool OutputStream::start() { return false; }
void OutputStream::close() {}
double OutputStream::rateHz() const { return 0.0; }
int OutputStream::channels() const { return 0; }
std::size_t OutputStream::room() const { return 0; }
void OutputStream::write(std::span<const float>) {}
void OutputStream::setPaused(bool) {}
bool OutputStream::alive() { return false; }
double OutputStream::writtenSeconds() const { return 0.0; }
double OutputStream::playedSeconds() const { return 0.0; }

#endif

}  // namespace prososcope::audio
