// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <string>

/// What playing and capturing share of PortAudio; for this folder alone, and only where PortAudio is built in.
namespace prososcope::audio {

/// PortAudio may be entered by one thread at a time; never held in a callback.
[[nodiscard]] std::mutex& portAudioMutex();

/// One stream's use of the library, which counts them: devices are listed anew only where no other use was left. Its owner
/// calls everything with the mutex held.
class PortAudioUse {
public:
    PortAudioUse() = default;
    ~PortAudioUse() { end(); }
    PortAudioUse(const PortAudioUse&) = delete;
    PortAudioUse& operator=(const PortAudioUse&) = delete;

    /// True where it had begun already; else `details` says for the log why not.
    [[nodiscard]] bool begin(std::string& details);
    void end();
    [[nodiscard]] bool hasBegun() const { return m_begun; }

private:
    bool m_begun = false;
};

}  // namespace prososcope::audio
