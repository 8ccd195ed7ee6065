// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/backend/RecogniserBackend.h"
#include "engine/live/LiveRecogniser.h"

namespace prososcope::live {

/// What was said in an utterance, in the alphabet of the recogniser. Seconds as in LiveResult.
struct LiveCaption {
    double startSeconds = 0.0;
    double endSeconds = 0.0;
    std::string text;  ///< empty where nothing was recognised
};

/// Writes down what is said, utterance by utterance, beside the judging of emotions, which never waits for it: a thread of its
/// own transcribes, and where it falls more than `kMostWaiting` utterances behind, the oldest is left out and counted. Keeps
/// the last `kKeptSeconds` of sound, longer than any utterance of LiveRecogniser. All functions on one thread, that of
/// runLive; the destructor drops what waits and returns when the utterance in work is done.
class LiveCaptions {
public:
    static constexpr double kKeptSeconds = 20.0;
    static constexpr std::size_t kMostWaiting = 4;

    /// startSeconds: the time, in seconds of LiveResult, of the first sample that will be added.
    explicit LiveCaptions(std::unique_ptr<backend::Recogniser> recogniser, double startSeconds = 0.0);
    ~LiveCaptions();
    LiveCaptions(LiveCaptions&&) noexcept;
    LiveCaptions& operator=(LiveCaptions&&) noexcept;

    /// Mono sound as it comes, before the results about it (LiveOutput::sound). Its rate may change.
    void add(std::span<const float> mono, double rateHz);
    /// Hops are of no interest here.
    void add(const LiveResult& result);
    /// The captions that are ready, in order of time. Does not wait.
    [[nodiscard]] std::vector<LiveCaption> take();
    /// Waits for all that were asked for, and takes them.
    [[nodiscard]] std::vector<LiveCaption> finish();
    /// Utterances that were left out because the recogniser is too slow.
    [[nodiscard]] std::int64_t dropped() const;
    /// Why the recogniser failed, once; afterwards there are no more captions.
    [[nodiscard]] std::optional<core::Error> takeFailure();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace prososcope::live
