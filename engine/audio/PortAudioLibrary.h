// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <string>

/// What playing and capturing share of PortAudio; for this folder alone, and only where PortAudio is built in.
namespace prososcope::audio {

/// PortAudio may be entered by one thread at a time; never held in a callback.
[[nodiscard]] std::mutex& portAudioMutex();

/// One stream's use of the library. PortAudio lists devices once, when it starts: `renew` starts it anew where nobody has sound
/// open. Its owner calls everything with the mutex held.
class PortAudioUse {
public:
    PortAudioUse() = default;
    ~PortAudioUse() { end(); }
    PortAudioUse(const PortAudioUse&) = delete;
    PortAudioUse& operator=(const PortAudioUse&) = delete;

    /// True where it had begun already; else `details` says for the log why not.
    [[nodiscard]] bool begin(std::string& details);
    void end();
    /// Begins if need be. The devices of now are listed where no stream of the program is open; what was known of devices
    /// (their numbers) is void then. True: that was done.
    bool renew(std::string& details);
    /// Between opening and closing a stream.
    void setStreaming(bool streaming);

private:
    bool m_begun = false;
    bool m_streaming = false;
};

}  // namespace prososcope::audio
