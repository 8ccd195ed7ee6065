// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

#include "engine/live/LiveSource.h"

namespace prososcope::live {

/// What a person asks of a run of `runLive` while it goes on. Any thread may ask; the run's own thread does it before it reads
/// the next sound, within a tenth of a second and one prediction. It outlives the run, and may serve one after the other.
class LiveControl {
public:
    /// Called on the thread of `runLive`, which reads and destroys what it makes.
    using MakeSource = std::function<core::Result<std::unique_ptr<LiveSource>>()>;

    /// Another person speaks from now on: adaptation and smoothing start anew.
    void newSpeaker();
    /// As LiveRecogniser::learnNeutral.
    void learnNeutral();
    /// While muted the recogniser and LiveOutput::sound get silence; LiveResult::peak still tells the level of what is heard.
    void setMuted(bool muted);
    [[nodiscard]] bool muted() const;
    /// Goes on with another source: the one that is read lets go of its device once the new one is open. Where that fails,
    /// LiveOutput::notice says why and Live goes on with the old one. The latest of several wishes counts. When a recording
    /// that was switched to ends, Live goes back to the device that was heard before it.
    void switchSource(MakeSource make);

    /// For runLive: what was asked since the last call; an empty function where nothing was.
    [[nodiscard]] bool takeNewSpeaker();
    [[nodiscard]] bool takeNeutral();
    [[nodiscard]] MakeSource takeSource();

private:
    std::atomic<bool> m_newSpeaker{false};
    std::atomic<bool> m_neutral{false};
    std::atomic<bool> m_muted{false};
    std::mutex m_mutex;
    MakeSource m_make;  // with m_mutex held
};

}  // namespace prososcope::live
