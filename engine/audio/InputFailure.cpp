// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/InputFailure.h"

#include <unistd.h>

namespace prososcope::audio {

namespace {

core::Text sentence(InputFailure failure, const std::string& label) {
    if (label.empty()) {
        if (failure == InputFailure::NotPermitted) {
            return {
                TRANSLATABLE("Engine",
                             "This user may open no microphone. Allow it in the system's sound settings (on Linux: the group "
                             "audio), sign in again, or take a recording as the source.")};
        }
        if (failure == InputFailure::Busy) {
            return {TRANSLATABLE("Engine",
                                 "Another program uses the microphone. Close that program, choose another device, or take a "
                                 "recording as the source.")};
        }
        return {TRANSLATABLE("Engine", "No microphone can be opened. Plug one in, or take a recording as the source.")};
    }
    switch (failure) {
        case InputFailure::NoDevices:
        case InputFailure::Absent:
            return {TRANSLATABLE(
                        "Engine",
                        "The input device %1 is not there. Plug it in, choose another, or take a recording as the source."),
                    {label}};
        case InputFailure::Busy:
            return {TRANSLATABLE("Engine",
                                 "Another program uses the input device %1. Close that program, or choose another device."),
                    {label}};
        case InputFailure::NotPermitted:
            return {TRANSLATABLE(
                        "Engine",
                        "This user may not open the input device %1. Allow it in the system's sound settings (on Linux: the "
                        "group audio) and sign in again, or choose another device."),
                    {label}};
        case InputFailure::RateRefused:
            return {
                TRANSLATABLE("Engine",
                             "The input device %1 refuses every sample rate from 8 to 192 kHz that was tried. Set one in the "
                             "system's sound settings, or choose another device."),
                {label}};
        default:
            return {TRANSLATABLE("Engine",
                                 "The input device %1 cannot be opened. Choose another, or take a recording as the source."),
                    {label}};
    }
}

}  // namespace

core::Error inputError(InputFailure failure, const std::string& label, std::string details) {
    return {core::ErrorKind::Unavailable, sentence(failure, label), std::move(details)};
}

bool captureForbidden(const std::filesystem::path& folder, const std::function<bool(const std::filesystem::path&)>& mayOpen) {
    bool any = false;
    std::error_code code;
    for (const auto& entry : std::filesystem::directory_iterator(folder, code)) {
        // As "pcmC0D0c": the kernel's name of what captures.
        const std::string name = entry.path().filename().string();
        if (!name.starts_with("pcm") || !name.ends_with('c')) continue;
        any = true;
        if (mayOpen ? mayOpen(entry.path()) : ::access(entry.path().c_str(), R_OK | W_OK) == 0) return false;
    }
    return any;
}

}  // namespace prososcope::audio
