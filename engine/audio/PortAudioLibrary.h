// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <string>

/// What playing and capturing share of PortAudio; for this folder alone, and only where PortAudio is built in.
namespace prososcope::audio {

/// PortAudio may be entered by one thread at a time; never held in a callback.
[[nodiscard]] std::mutex& portAudioMutex();

/// Counted: each success needs one Pa_Terminate. Devices are listed anew only where none was left before. With the mutex held.
[[nodiscard]] bool initialisePortAudio(std::string& details);

}  // namespace prososcope::audio
