// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "engine/audio/Resampler.h"
#include "engine/backend/TorchBackend.h"
#include "engine/live/PosteriorAdaptation.h"
#include "engine/live/VoiceActivity.h"

namespace prososcope::live {

struct LiveSettings {
    double windowSeconds = 2.5;      ///< 0.5 to 30
    double hopSeconds = 0.25;        ///< 0.05 to 10
    double smoothingSeconds = 0.75;  ///< time constant of the running mean of the posteriors; 0: none
    double unsureBelow = 0.45;       ///< where the largest smoothed posterior is smaller, no class is named
    bool adapt = true;
    bool newestOnly = false;  ///< where several hops are due at once, only the last is computed: for sound in real time
    [[nodiscard]] bool operator==(const LiveSettings&) const = default;
};

/// What is said of the sound up to one moment. Times are seconds of sound since the start.
struct LiveResult {
    enum class Kind {
        Hop,       ///< the window that ends now
        Utterance  ///< what was said from one pause to the next
    };
    enum class State { NoSpeech, Unsure, Certain };
    Kind kind = Kind::Hop;
    State state = State::NoSpeech;
    double startSeconds = 0.0, endSeconds = 0.0;  ///< of the stretch that was judged
    int label = -1;                               ///< the class with the largest posterior where Certain
    backend::Posteriors posteriors;               ///< adapted, hops smoothed too; empty without speech
    backend::Posteriors window;  ///< the model's own of this stretch, as `predict` gives them; empty without speech
    /// Valence and arousal of the hop on the scale of the model that gives them (`dimensionCard`), smoothed; empty without such
    /// a model or without speech.
    std::vector<float> dimensions;
    double speechShare = 0.0;     ///< of the stretch, by voice activity; its last quarter second is not known yet
    bool adapting = false;        ///< the statistics of this voice are not settled
    double neutralSeconds = 0.0;  ///< of speech that is still taken as neutral (learnNeutral)
    float peak = 0.0F;            ///< largest sample since the last result
    double hopSeconds = 0.0;      ///< since the last one; more than set where the model is too slow
    double computeMilliseconds = 0.0;
    double busyMilliseconds = 0.0;   ///< that the live thread worked since the last hop (features too); filled in by runLive
    double delayMilliseconds = 0.0;  ///< from the last sample's arrival to this result; filled in by runLive
    std::int64_t overflows = 0;      ///< of the source; filled in by runLive
};

/// Emotions of sound as it comes: resampled to the model's rate, cut into windows every hop, judged by the model where voice
/// activity finds speech, adapted to the voice, smoothed. A window's `window` posteriors equal those of `predictTimeline` for
/// the same stretch; before the first whole window is there, what is there is judged from one second on. Everything but
/// `computeMilliseconds` depends on the samples alone, not on blocks (unless newestOnly). Memory is bounded. Owns its model;
/// one thread, whose compute threads are set by whoever opened the model.
class LiveRecogniser {
public:
    using Sink = std::function<void(const LiveResult&)>;
    /// Fails with one sentence on impossible settings or a model without classes.
    [[nodiscard]] static core::Result<LiveRecogniser> create(std::unique_ptr<backend::EmotionModel> model, double rateHz,
                                                             const LiveSettings& settings);

    /// A model of valence and arousal, which judges each hop too. A model of classes that also has these dimensions needs none.
    /// Fails with one sentence where it lacks them, or listens at another rate.
    [[nodiscard]] core::Status setDimensionModel(std::unique_ptr<backend::EmotionModel> model);
    /// Of the model that gives valence and arousal; null: there is none.
    [[nodiscard]] const store::ModelCard* dimensionCard() const;

    /// Mono sound at the rate given; results go to `sink` in order of time. Fails where the model does.
    core::Status process(std::span<const float> samples, const Sink& sink);
    /// The sound goes on at another rate (another device); what was not judged yet stays.
    core::Status setRate(double rateHz);
    /// The end: an utterance that was going on is judged.
    core::Status finish(const Sink& sink);
    /// Another person speaks from now on: adaptation and smoothing start anew.
    void newSpeaker();
    /// The same, and the next `kNeutralSeconds` of speech are taken as neutral, which a person was asked to give: so the
    /// adaptation knows what it hears. False, and nothing happens, where the model has no class "neutral" or does not adapt.
    bool learnNeutral();
    static constexpr double kNeutralSeconds = 10.0;

    [[nodiscard]] const store::ModelCard& card() const { return m_model->card(); }
    [[nodiscard]] const LiveSettings& settings() const { return m_settings; }
    /// Seconds of sound since the start, at the model's rate.
    [[nodiscard]] double seconds() const;

private:
    LiveRecogniser() = default;
    void append(std::span<const float> samples);
    /// What the resamplers still hold.
    void flushResamplers();
    /// Sound at the rate of voice activity.
    void hear(std::span<const float> sound);
    [[nodiscard]] std::int64_t samplesSeen() const { return m_firstSample + static_cast<std::int64_t>(m_sound.size()); }
    [[nodiscard]] std::int64_t sampleAt(double seconds) const;
    [[nodiscard]] std::int64_t hopEnd(std::int64_t hop) const;
    [[nodiscard]] bool spoken(std::int64_t frame) const;
    [[nodiscard]] std::int64_t spokenFrames(double from, double to) const;
    [[nodiscard]] std::span<const float> soundBetween(std::int64_t from, std::int64_t to) const;
    core::Status judgeHop(std::int64_t hop, const Sink& sink);
    core::Status judgeDueHops(const Sink& sink);
    core::Status judgeDimensions(LiveResult& result, std::span<const float> sound);
    /// Takes in the frames before `end`.
    core::Status followUtterance(std::int64_t end, const Sink& sink);
    core::Status judgeUtterance(const Sink& sink);
    void decide(LiveResult& result) const;
    void forget();

    std::unique_ptr<backend::EmotionModel> m_model;
    std::unique_ptr<backend::EmotionModel> m_dimensionModel;  // none: m_model, where that has them
    LiveSettings m_settings;
    std::optional<audio::Resampler> m_toModel;  // none where the rates are equal
    std::optional<audio::Resampler> m_toVoice;
    bool m_sameRates = true;  // of model and voice activity: then what one hears the other does
    VoiceActivity m_voice;

    std::vector<float> m_sound;  // at the model's rate
    std::int64_t m_firstSample = 0;
    std::vector<float> m_voiceSound;  // scratch
    std::vector<VoiceFrame> m_newFrames;
    std::deque<char> m_speech;  // of frames from m_firstFrame on
    std::int64_t m_firstFrame = 0;

    std::int64_t m_nextHop = 1;  // its end, in hops
    double m_lastHopEnd = 0.0;
    float m_peak = 0.0F;
    backend::Posteriors m_smoothed;
    std::vector<float> m_smoothedDimensions;
    PosteriorAdaptation m_windows, m_utterances;
    std::size_t m_neutral = 0;   // the class
    double m_neutralLeft = 0.0;  // seconds of speech

    std::int64_t m_nextFrame = 0;        // to be followed for utterances
    std::int64_t m_utteranceBegin = -1;  // frame; below 0: nobody speaks
    std::int64_t m_utteranceEnd = 0;     // behind the last frame with speech
};

}  // namespace prososcope::live
