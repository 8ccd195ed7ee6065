// SPDX-License-Identifier: GPL-3.0-or-later
#ifdef PROSOSCOPE_HAVE_PORTAUDIO
#include "engine/audio/PortAudioLibrary.h"

#include <dlfcn.h>
#include <portaudio.h>

namespace prososcope::audio {

namespace {

void ignoreAlsa(const char*, int, const char*, int, const char*, ...) {}
void ignoreJack(const char*) {}

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

struct Library {
    bool started = false;
    int uses = 0;
    int streams = 0;  // open ones
};

Library& library() {
    static Library library;
    return library;
}

bool start(std::string& details) {
    if (library().started) return true;
    silenceSoundLibraries();
    const PaError error = Pa_Initialize();
    if (error != paNoError) details = std::string("Pa_Initialize: ") + Pa_GetErrorText(error);
    library().started = error == paNoError;
    return library().started;
}

void stop() {
    if (library().started) Pa_Terminate();
    library().started = false;
}

}  // namespace

std::mutex& portAudioMutex() {
    static std::mutex mutex;
    return mutex;
}

bool PortAudioUse::begin(std::string& details) {
    if (!start(details)) return false;
    if (!m_begun) ++library().uses;
    m_begun = true;
    return true;
}

void PortAudioUse::end() {
    setStreaming(false);
    if (m_begun && --library().uses == 0) stop();
    m_begun = false;
}

bool PortAudioUse::renew(std::string& details) {
    if (library().streams > 0) return false;
    stop();
    return begin(details);
}

void PortAudioUse::setStreaming(bool streaming) {
    library().streams += static_cast<int>(streaming) - static_cast<int>(m_streaming);
    m_streaming = streaming;
}

}  // namespace prososcope::audio
#endif
