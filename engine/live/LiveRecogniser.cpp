// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/live/LiveRecogniser.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

namespace prososcope::live {

namespace {

constexpr double kFirstWindowSeconds = 1.0;  // before the first whole window is there
constexpr double kLeastSpeechSeconds = 0.3;  // in a window, for it to be judged
constexpr double kHoldSeconds = 0.8;         // after the last speech known, a window is judged no more
constexpr double kPauseSeconds = 0.5;        // ends an utterance
constexpr double kLeastUtterance = 0.4;      // seconds
constexpr double kMostUtterance = 15.0;      // seconds; who talks on begins another
constexpr double kUtteranceMargin = 0.05;    // seconds on either side
constexpr double kKeptSeconds = kMostUtterance + kPauseSeconds + 2.0;
constexpr double kFrame = VoiceActivity::kFrameSeconds;

/// Frames that voice activity has decided at a moment.
std::int64_t framesKnown(double seconds) {
    return static_cast<std::int64_t>(std::floor((seconds - VoiceActivity::kLookAheadSeconds) / kFrame + 1e-6));
}

core::Result<std::optional<audio::Resampler>> resamplerFor(double fromHz, double toHz) {
    if (fromHz == toHz) return std::optional<audio::Resampler>();
    auto made = audio::Resampler::create(fromHz, toHz);
    if (!made) return core::fail(made.error());
    return std::optional<audio::Resampler>(std::move(*made));
}

/// Place of valence and arousal among the card's dimensions; nothing where one is missing.
std::optional<std::array<std::size_t, 2>> affectDimensions(const store::ModelCard& card) {
    std::array<std::size_t, 2> places{};
    for (std::size_t i = 0; i < places.size(); ++i) {
        const std::string_view name = i == 0 ? "valence" : "arousal";
        const auto found = std::find_if(card.dimensions.begin(), card.dimensions.end(),
                                        [&](const store::Dimension& each) { return each.name == name; });
        if (found == card.dimensions.end()) return std::nullopt;
        places[i] = static_cast<std::size_t>(found - card.dimensions.begin());
    }
    return places;
}

/// The share of a new value in a running mean.
float smoothingShare(double hopSeconds, double smoothingSeconds) {
    return static_cast<float>(smoothingSeconds > 0.0 ? 1.0 - std::exp(-hopSeconds / smoothingSeconds) : 1.0);
}

/// `mean` goes towards `now`, or is `now` where it held nothing of the kind.
void smooth(std::vector<float>& mean, const std::vector<float>& now, float share) {
    if (mean.size() != now.size()) {
        mean = now;
        return;
    }
    for (std::size_t i = 0; i < now.size(); ++i) mean[i] += share * (now[i] - mean[i]);
}

double millisecondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

core::Result<LiveRecogniser> LiveRecogniser::create(std::unique_ptr<backend::EmotionModel> model, double rateHz,
                                                    const LiveSettings& settings) {
    if (model->card().classes.empty()) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 knows no classes of emotion. Choose a model that does."), {model->card().title}});
    }
    const bool good = settings.windowSeconds >= 0.5 && settings.windowSeconds <= 30.0 && settings.hopSeconds >= 0.05 &&
                      settings.hopSeconds <= 10.0 && settings.smoothingSeconds >= 0.0 && settings.smoothingSeconds <= 60.0 &&
                      settings.unsureBelow >= 0.0 && settings.unsureBelow <= 1.0;
    if (!good) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine",
                          "Live needs a window of 0.5 to 30 seconds, a hop of 0.05 to 10 seconds, a smoothing of 0 "
                          "to 60 seconds and a threshold from 0 to 1.")});
    }
    LiveRecogniser recogniser;
    recogniser.m_model = std::move(model);
    recogniser.m_settings = settings;
    recogniser.m_sameRates = recogniser.card().rateHz == VoiceActivity::kRateHz;
    if (auto set = recogniser.setRate(rateHz); !set) return core::fail(set.error());
    return recogniser;
}

core::Status LiveRecogniser::setRate(double rateHz) {
    flushResamplers();
    auto toModel = resamplerFor(rateHz, card().rateHz);
    if (!toModel) return core::fail(toModel.error());
    m_toModel = std::move(*toModel);
    if (m_sameRates) return {};
    auto toVoice = resamplerFor(rateHz, VoiceActivity::kRateHz);
    if (!toVoice) return core::fail(toVoice.error());
    m_toVoice = std::move(*toVoice);
    return {};
}

double LiveRecogniser::seconds() const { return static_cast<double>(samplesSeen()) / card().rateHz; }

std::int64_t LiveRecogniser::sampleAt(double seconds) const { return std::llround(seconds * card().rateHz); }

std::int64_t LiveRecogniser::hopEnd(std::int64_t hop) const {
    // As predictTimeline cuts it: the window's start is rounded, its length is the same for all.
    const double end = static_cast<double>(hop) * m_settings.hopSeconds;
    const double start = std::max(0.0, end - m_settings.windowSeconds);
    return start > 0.0 ? sampleAt(start) + sampleAt(m_settings.windowSeconds) : sampleAt(end);
}

void LiveRecogniser::append(std::span<const float> samples) {
    const std::size_t before = m_sound.size();
    if (m_toModel) {
        m_toModel->process(samples, m_sound);
    } else {
        m_sound.insert(m_sound.end(), samples.begin(), samples.end());
    }
    std::span<const float> heard = std::span(m_sound).subspan(before);
    if (!m_sameRates) {
        m_voiceSound.clear();
        if (m_toVoice) m_toVoice->process(samples, m_voiceSound);
        heard = m_toVoice ? std::span<const float>(m_voiceSound) : samples;
    }
    hear(heard);
}

void LiveRecogniser::flushResamplers() {
    const std::size_t before = m_sound.size();
    m_voiceSound.clear();
    if (m_toModel) m_toModel->finish(m_sound);
    if (m_toVoice) m_toVoice->finish(m_voiceSound);
    hear(m_sameRates ? std::span<const float>(m_sound).subspan(before) : std::span<const float>(m_voiceSound));
}

void LiveRecogniser::hear(std::span<const float> sound) {
    m_newFrames.clear();
    m_voice.process(sound, m_newFrames);
    for (const VoiceFrame& frame : m_newFrames) m_speech.push_back(frame.speech ? 1 : 0);
}

core::Status LiveRecogniser::process(std::span<const float> samples, const Sink& sink) {
    // In pieces, so that memory stays bounded whatever a caller hands over.
    constexpr std::size_t kPiece = 16384;
    std::vector<float> clean;
    for (std::size_t at = 0; at < samples.size(); at += kPiece) {
        const auto piece = samples.subspan(at, std::min(kPiece, samples.size() - at));
        clean.assign(piece.begin(), piece.end());
        for (float& sample : clean) sample = std::isfinite(sample) ? sample : 0.0F;
        append(clean);
        if (!m_settings.newestOnly || at + kPiece >= samples.size()) {
            if (auto judged = judgeDueHops(sink); !judged) return judged;
            forget();
        }
    }
    return {};
}

core::Status LiveRecogniser::judgeDueHops(const Sink& sink) {
    if (m_settings.newestOnly) {
        while (hopEnd(m_nextHop + 1) <= samplesSeen()) ++m_nextHop;
    }
    while (hopEnd(m_nextHop) <= samplesSeen()) {
        const std::int64_t hop = m_nextHop++;
        if (auto judged = judgeHop(hop, sink); !judged) return judged;
        const double end = static_cast<double>(hop) * m_settings.hopSeconds;
        if (auto followed = followUtterance(framesKnown(end), sink); !followed) return followed;
    }
    return {};
}

core::Status LiveRecogniser::finish(const Sink& sink) {
    flushResamplers();
    m_newFrames.clear();
    m_voice.finish(m_newFrames);
    for (const VoiceFrame& frame : m_newFrames) m_speech.push_back(frame.speech ? 1 : 0);
    if (auto judged = judgeDueHops(sink); !judged) return judged;
    if (auto followed = followUtterance(m_firstFrame + static_cast<std::int64_t>(m_speech.size()), sink); !followed) {
        return followed;
    }
    return judgeUtterance(sink);
}

void LiveRecogniser::newSpeaker() {
    m_windows = {};
    m_utterances = {};
    m_smoothed.clear();
    m_smoothedDimensions.clear();
    m_neutralLeft = 0.0;
}

bool LiveRecogniser::learnNeutral() {
    const auto& classes = card().classes;
    const auto neutral = std::find(classes.begin(), classes.end(), "neutral");
    if (neutral == classes.end() || !m_settings.adapt) return false;
    newSpeaker();
    m_neutral = static_cast<std::size_t>(neutral - classes.begin());
    m_neutralLeft = kNeutralSeconds;
    return true;
}

bool LiveRecogniser::spoken(std::int64_t frame) const {
    const std::int64_t at = frame - m_firstFrame;
    return at >= 0 && at < static_cast<std::int64_t>(m_speech.size()) && m_speech[static_cast<std::size_t>(at)] != 0;
}

std::int64_t LiveRecogniser::spokenFrames(double from, double to) const {
    std::int64_t count = 0;
    const auto end = static_cast<std::int64_t>(std::floor(to / kFrame + 1e-6));
    for (auto frame = static_cast<std::int64_t>(std::ceil(from / kFrame - 1e-6)); frame < end; ++frame) count += spoken(frame);
    return count;
}

std::span<const float> LiveRecogniser::soundBetween(std::int64_t from, std::int64_t to) const {
    const auto begin = std::clamp<std::int64_t>(from - m_firstSample, 0, static_cast<std::int64_t>(m_sound.size()));
    const auto end = std::clamp<std::int64_t>(to - m_firstSample, begin, static_cast<std::int64_t>(m_sound.size()));
    return std::span(m_sound).subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
}

core::Status LiveRecogniser::judgeHop(std::int64_t hop, const Sink& sink) {
    const auto started = std::chrono::steady_clock::now();
    LiveResult result;
    result.endSeconds = static_cast<double>(hop) * m_settings.hopSeconds;
    result.startSeconds = std::max(0.0, result.endSeconds - m_settings.windowSeconds);
    result.hopSeconds = result.endSeconds - m_lastHopEnd;
    for (const float sample : soundBetween(sampleAt(m_lastHopEnd), hopEnd(hop)))
        result.peak = std::max(result.peak, std::abs(sample));
    m_lastHopEnd = result.endSeconds;
    result.adapting = m_settings.adapt && !m_windows.settled();

    const double known = kFrame * static_cast<double>(framesKnown(result.endSeconds));
    const auto spokenHere = spokenFrames(result.startSeconds, known);
    const double length = known - result.startSeconds;
    result.speechShare = length > 0.0 ? kFrame * static_cast<double>(spokenHere) / length : 0.0;
    const bool speaks = result.endSeconds >= kFirstWindowSeconds &&
                        kFrame * static_cast<double>(spokenHere) >= kLeastSpeechSeconds - 1e-9 &&
                        spokenFrames(known - kHoldSeconds, known) > 0;
    if (speaks) {
        auto predicted = m_model->predict(soundBetween(sampleAt(result.startSeconds), hopEnd(hop)));
        if (!predicted) return core::fail(predicted.error());
        result.window = std::move(*predicted);
        backend::Posteriors now = result.window;
        if (m_settings.adapt) {
            const double heard = std::min(result.hopSeconds, m_settings.windowSeconds);
            if (m_neutralLeft > 0.0) {
                m_windows.addKnown(result.window, heard, m_neutral);
                m_utterances.addKnown(result.window, heard, m_neutral);
                m_neutralLeft = std::max(0.0, m_neutralLeft - heard);
            } else {
                m_windows.add(result.window, heard);
            }
            now = m_windows.apply(result.window);
        }
        smooth(m_smoothed, now, smoothingShare(result.hopSeconds, m_settings.smoothingSeconds));
        result.posteriors = m_smoothed;
        decide(result);
        if (auto judged = judgeDimensions(result, soundBetween(sampleAt(result.startSeconds), hopEnd(hop))); !judged)
            return judged;
    } else {
        m_smoothed.clear();
        m_smoothedDimensions.clear();
    }
    result.neutralSeconds = m_neutralLeft;
    result.computeMilliseconds = millisecondsSince(started);
    sink(result);
    return {};
}

core::Status LiveRecogniser::setDimensionModel(std::unique_ptr<backend::EmotionModel> model) {
    if (!affectDimensions(model->card())) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 does not give valence and arousal. Choose a model that does."), {model->card().title}});
    }
    if (model->card().rateHz != card().rateHz) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 listens at another rate than %2. Choose a model of the same rate."),
                           {model->card().title, card().title}});
    }
    m_dimensionModel = std::move(model);
    return {};
}

const store::ModelCard* LiveRecogniser::dimensionCard() const {
    if (m_dimensionModel != nullptr) return &m_dimensionModel->card();
    return affectDimensions(card()) ? &card() : nullptr;
}

core::Status LiveRecogniser::judgeDimensions(LiveResult& result, std::span<const float> sound) {
    const store::ModelCard* judge = dimensionCard();
    if (judge == nullptr) return {};
    core::Progress progress;
    const std::array stretches{sound};
    auto values = (m_dimensionModel != nullptr ? m_dimensionModel : m_model)->dimensionsOf(stretches, progress);
    if (!values) return core::fail(values.error());
    const auto& found = values->front().values;
    const auto places = *affectDimensions(*judge);
    if (std::max(places[0], places[1]) >= found.size()) return {};
    smooth(m_smoothedDimensions, {found[places[0]], found[places[1]]},
           smoothingShare(result.hopSeconds, m_settings.smoothingSeconds));
    result.dimensions = m_smoothedDimensions;
    return {};
}

core::Status LiveRecogniser::followUtterance(std::int64_t end, const Sink& sink) {
    const auto pause = static_cast<std::int64_t>(std::llround(kPauseSeconds / kFrame));
    const auto most = static_cast<std::int64_t>(std::llround(kMostUtterance / kFrame));
    for (; m_nextFrame < end; ++m_nextFrame) {
        if (spoken(m_nextFrame)) {
            if (m_utteranceBegin < 0) m_utteranceBegin = m_nextFrame;
            m_utteranceEnd = m_nextFrame + 1;
        }
        const bool over =
            m_utteranceBegin >= 0 && (m_nextFrame + 1 - m_utteranceEnd >= pause || m_nextFrame + 1 - m_utteranceBegin >= most);
        if (!over) continue;
        if (auto judged = judgeUtterance(sink); !judged) return judged;
    }
    return {};
}

core::Status LiveRecogniser::judgeUtterance(const Sink& sink) {
    if (m_utteranceBegin < 0) return {};
    const auto started = std::chrono::steady_clock::now();
    const double from = kFrame * static_cast<double>(m_utteranceBegin);
    const double to = kFrame * static_cast<double>(m_utteranceEnd);
    m_utteranceBegin = -1;
    if (to - from < kLeastUtterance - 1e-9) return {};
    LiveResult result;
    result.kind = LiveResult::Kind::Utterance;
    result.startSeconds = from;
    result.endSeconds = to;
    result.hopSeconds = m_settings.hopSeconds;
    result.speechShare = kFrame * static_cast<double>(spokenFrames(from, to)) / (to - from);
    result.adapting = m_settings.adapt && !m_utterances.settled();
    const auto sound = soundBetween(sampleAt(std::max(0.0, from - kUtteranceMargin)), sampleAt(to + kUtteranceMargin));
    if (sound.empty()) return {};
    auto predicted = m_model->predict(sound);
    if (!predicted) return core::fail(predicted.error());
    result.window = std::move(*predicted);
    if (m_settings.adapt && m_neutralLeft == 0.0) m_utterances.add(result.window, to - from);
    result.posteriors = m_settings.adapt ? m_utterances.apply(result.window) : result.window;
    decide(result);
    result.computeMilliseconds = millisecondsSince(started);
    sink(result);
    return {};
}

void LiveRecogniser::decide(LiveResult& result) const {
    const auto largest = std::max_element(result.posteriors.begin(), result.posteriors.end());
    const bool certain = *largest >= static_cast<float>(m_settings.unsureBelow);
    result.state = certain ? LiveResult::State::Certain : LiveResult::State::Unsure;
    result.label = certain ? static_cast<int>(largest - result.posteriors.begin()) : -1;
}

void LiveRecogniser::forget() {
    const double kept = std::max(kKeptSeconds, m_settings.windowSeconds + m_settings.hopSeconds + 1.0);
    const auto samples = static_cast<std::int64_t>(kept * card().rateHz);
    // Half as much again may stand before it is moved, so that moving costs little.
    if (static_cast<std::int64_t>(m_sound.size()) > samples + samples / 2) {
        const auto gone = static_cast<std::int64_t>(m_sound.size()) - samples;
        m_sound.erase(m_sound.begin(), m_sound.begin() + gone);
        m_firstSample += gone;
    }
    const auto frames = static_cast<std::size_t>(kept / kFrame);
    while (m_speech.size() > frames) {
        m_speech.pop_front();
        ++m_firstFrame;
    }
}

}  // namespace prososcope::live
