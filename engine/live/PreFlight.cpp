// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/live/PreFlight.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/core/Undefined.h"
#include "engine/live/LiveSource.h"

namespace prososcope::live {

namespace {

using Id = PreFlightItem::Id;
using State = PreFlightItem::State;

constexpr double kFrameSeconds = 0.05;
constexpr std::size_t kMostFrames = 200;   // ten seconds
constexpr std::size_t kMostResults = 200;  // that are remembered
constexpr double kFirstSeconds = 1.0;      // of sound before anything is said of it
constexpr double kFloorSeconds = 3.0;      // of sound before its floor is known
constexpr std::size_t kLeastDelays = 8;
constexpr double kNoisePercentile = 0.10;
constexpr double kSpeechPercentile = 0.95;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::string whole(double value) { return std::to_string(std::lround(value)); }

/// Value below which that share of them lies. NaN of none.
double percentile(std::vector<double> values, double share) {
    if (values.empty()) return core::kUndefined;
    const auto at = static_cast<std::ptrdiff_t>(std::lround(share * static_cast<double>(values.size() - 1)));
    std::nth_element(values.begin(), values.begin() + at, values.end());
    return values[static_cast<std::size_t>(at)];
}

template <typename Value>
void remember(std::deque<Value>& values, Value value, std::size_t most) {
    values.push_back(value);
    if (values.size() > most) values.pop_front();
}

double ofDeque(const std::deque<double>& values, double share) { return percentile({values.begin(), values.end()}, share); }

}  // namespace

void PreFlight::reset() {
    const auto screen = m_screen;
    const auto sleep = m_sleep;
    const auto power = m_power;
    *this = PreFlight(m_limits);
    m_screen = screen;
    m_sleep = sleep;
    m_power = power;
}

void PreFlight::add(std::span<const float> mono, double rateHz) {
    if (!(rateHz > 0.0)) return;
    if (rateHz != m_rateHz) {
        m_frames.clear();
        m_squares = 0.0;
        m_inFrame = 0;
        m_fullScale = 0;
        m_rateHz = rateHz;
    }
    const auto length = std::max<std::size_t>(1, static_cast<std::size_t>(std::lround(kFrameSeconds * rateHz)));
    for (const float sample : mono) {
        m_squares += static_cast<double>(sample) * sample;
        m_fullScale += std::abs(sample) >= kClippedFrom ? 1 : 0;
        if (++m_inFrame < length) continue;
        const double power = m_squares / static_cast<double>(length);
        remember(m_frames, {static_cast<float>(power > 0.0 ? 10.0 * std::log10(power) : -kInfinity), m_fullScale}, kMostFrames);
        m_squares = 0.0;
        m_inFrame = 0;
        m_fullScale = 0;
    }
}

void PreFlight::add(const LiveResult& result) {
    if (!m_firstOverflows) m_firstOverflows = result.overflows;
    m_overflows = result.overflows;
    if (result.kind != LiveResult::Kind::Hop) return;
    m_hopSeconds = result.hopSeconds;
    if (result.posteriors.empty()) return;
    m_speech = true;
    if (++m_predictions <= m_limits.warmPredictions) return;
    remember(m_computeMs, result.computeMilliseconds, kMostResults);
    remember(m_delaysMs, result.delayMilliseconds, kMostResults);
}

double PreFlight::soundSeconds() const { return kFrameSeconds * static_cast<double>(m_frames.size()); }

bool PreFlight::silent() const {
    return std::all_of(m_frames.begin(), m_frames.end(), [](const Frame& frame) { return std::isinf(frame.db); });
}

double PreFlight::level(double share) const {
    std::vector<double> levels;
    for (const auto& frame : m_frames) {
        if (!std::isinf(frame.db)) levels.push_back(static_cast<double>(frame.db));
    }
    return percentile(std::move(levels), share);
}

double PreFlight::noiseFloorDb() const { return soundSeconds() >= kFloorSeconds ? level(kNoisePercentile) : core::kUndefined; }

double PreFlight::speechDb() const { return m_speech ? level(kSpeechPercentile) : core::kUndefined; }

double PreFlight::snrDb() const {
    const double noise = std::pow(10.0, noiseFloorDb() / 10.0);
    const double both = std::pow(10.0, speechDb() / 10.0);
    if (!(noise > 0.0) || std::isnan(both)) return core::kUndefined;
    return both > noise ? 10.0 * std::log10((both - noise) / noise) : -kInfinity;
}

PreFlightItem PreFlight::microphone() const {
    if (soundSeconds() < kFirstSeconds)
        return {Id::Microphone, State::Pending, TRANSLATABLE("Engine", "No sound has come yet."),
                TRANSLATABLE("Engine", "Start Live with the microphone of the show.")};
    if (silent())
        return {Id::Microphone, State::Bad, TRANSLATABLE("Engine", "The microphone gives digital silence."),
                TRANSLATABLE("Engine", "Unmute it, or choose another input.")};
    if (!m_speech)
        return {Id::Microphone,
                State::Pending,
                {TRANSLATABLE("Engine", "Sound at %1 dB; no speech was detected yet."), {whole(level(kSpeechPercentile))}},
                TRANSLATABLE("Engine", "Speak a few sentences from where the speaker will stand.")};
    const double speech = speechDb();
    if (speech < m_limits.quietestSpeechDb)
        return {Id::Microphone,
                State::Warning,
                {TRANSLATABLE("Engine", "Speech is heard at %1 dB, which is quiet."), {whole(speech)}},
                TRANSLATABLE("Engine", "Bring the microphone closer, or raise its level.")};
    if (speech > m_limits.loudestSpeechDb)
        return {Id::Microphone,
                State::Warning,
                {TRANSLATABLE("Engine", "Speech is heard at %1 dB, which is loud."), {whole(speech)}},
                TRANSLATABLE("Engine", "Lower the microphone's level.")};
    return {Id::Microphone, State::Good, {TRANSLATABLE("Engine", "Speech is heard at %1 dB."), {whole(speech)}}, {}};
}

PreFlightItem PreFlight::room() const {
    const double floor = noiseFloorDb();
    if (std::isnan(floor))
        return {Id::Room, State::Pending, TRANSLATABLE("Engine", "The room's noise is not known yet."),
                TRANSLATABLE("Engine", "Wait for three seconds of sound.")};
    const double snr = snrDb();
    if (std::isnan(snr))
        return {Id::Room,
                State::Pending,
                {TRANSLATABLE("Engine", "Noise at %1 dB; speech has not been heard to compare."), {whole(floor)}},
                TRANSLATABLE("Engine", "Speak, with pauses, as in the show.")};
    const std::vector<std::string> numbers{whole(floor), std::isinf(snr) ? "0" : whole(std::max(0.0, snr))};
    const core::Text sentence(TRANSLATABLE("Engine", "Noise at %1 dB, speech about %2 dB above it."), numbers);
    if (snr >= m_limits.goodSnrDb) return {Id::Room, State::Good, sentence, {}};
    const bool bad = snr < m_limits.leastSnrDb;
    return {Id::Room, bad ? State::Bad : State::Warning, sentence,
            TRANSLATABLE("Engine", "Bring the microphone closer, or make the room quieter; pause between sentences.")};
}

PreFlightItem PreFlight::clipping() const {
    int samples = 0;
    int frames = 0;
    for (const auto& frame : m_frames) {
        samples += frame.atFullScale;
        frames += frame.atFullScale > 0 ? 1 : 0;
    }
    if (frames > 0) {
        const bool bad = frames > static_cast<int>(m_frames.size()) / 50;  // a fiftieth of the time
        return {Id::Clipping,
                bad ? State::Bad : State::Warning,
                {TRANSLATABLE("Engine", "Clipped for %1 ms of the last %2 s."),
                 {whole(1000.0 * kFrameSeconds * frames), whole(std::max(1.0, soundSeconds()))}},
                TRANSLATABLE("Engine", "Lower the microphone's level.")};
    }
    if (!m_speech)
        return {Id::Clipping, State::Pending, TRANSLATABLE("Engine", "Nothing has clipped, but nobody has spoken."),
                TRANSLATABLE("Engine", "Speak as loudly as in the show.")};
    return {Id::Clipping,
            State::Good,
            {TRANSLATABLE("Engine", "Nothing clipped in the last %1 s."), {whole(std::max(1.0, soundSeconds()))}},
            {}};
}

PreFlightItem PreFlight::model() const {
    if (m_computeMs.empty())
        return {Id::Model,
                State::Pending,
                {TRANSLATABLE("Engine", "The model has answered %1 of %2 times before it is warm."),
                 {std::to_string(m_predictions), std::to_string(m_limits.warmPredictions + 1)}},
                TRANSLATABLE("Engine", "Speak for a few seconds.")};
    const double compute = ofDeque(m_computeMs, 0.95);
    const double hop = 1000.0 * m_hopSeconds;
    const core::Text sentence(TRANSLATABLE("Engine", "The model is warm: %1 ms of each %2 ms."), {whole(compute), whole(hop)});
    if (hop > 0.0 && compute > m_limits.goodComputeShare * hop)
        return {Id::Model, compute > hop ? State::Bad : State::Warning, sentence,
                TRANSLATABLE("Engine", "Set a longer hop, choose a smaller model, or close other programs.")};
    return {Id::Model, State::Good, sentence, {}};
}

PreFlightItem PreFlight::delay() const {
    const std::int64_t lost = m_overflows - m_firstOverflows.value_or(m_overflows);
    if (lost > 0)
        return {Id::Delay,
                State::Bad,
                {TRANSLATABLE("Engine", "Losses of sound: %1. The machine cannot follow."), {std::to_string(lost)}},
                TRANSLATABLE("Engine", "Close other programs, or stop the training that runs.")};
    if (m_delaysMs.size() < kLeastDelays)
        return {Id::Delay, State::Pending, TRANSLATABLE("Engine", "The delay has not been measured yet."),
                TRANSLATABLE("Engine", "Speak for a few seconds.")};
    const double median = ofDeque(m_delaysMs, 0.5);
    const double high = ofDeque(m_delaysMs, 0.95);
    const core::Text sentence(TRANSLATABLE("Engine", "Sound to result: %1 ms median, %2 ms 95th percentile."),
                              {whole(median), whole(high)});
    if (median <= m_limits.goodDelayMedian && high <= m_limits.goodDelay95) return {Id::Delay, State::Good, sentence, {}};
    return {Id::Delay, high > m_limits.worstDelay95 ? State::Bad : State::Warning, sentence,
            TRANSLATABLE("Engine", "Close other programs, or choose a smaller model.")};
}

PreFlightItem PreFlight::screen() const {
    if (!m_screen || m_screen->name.empty())
        return {Id::Screen, State::Pending, TRANSLATABLE("Engine", "No screen is known."), {}};
    if (!m_screen->missingName.empty())
        return {Id::Screen,
                State::Warning,
                {TRANSLATABLE("Engine", "%1 is not connected; the presentation opens on %2."),
                 {m_screen->missingName, m_screen->name}},
                TRANSLATABLE("Engine", "Connect it, or choose another screen.")};
    if (m_screen->isOnlyScreen)
        return {Id::Screen,
                State::Warning,
                {TRANSLATABLE("Engine", "%1 is the only screen: the presentation covers this window."), {m_screen->name}},
                TRANSLATABLE("Engine", "Connect a second screen; Esc leaves the presentation.")};
    return {Id::Screen, State::Good, {TRANSLATABLE("Engine", "The presentation opens on %1."), {m_screen->name}}, {}};
}

PreFlightItem PreFlight::sleep() const {
    switch (m_sleep) {
        case PreFlightSleep::Held:
            return {Id::Sleep, State::Good, TRANSLATABLE("Engine", "The desktop keeps the screen on."), {}};
        case PreFlightSleep::Refused:
            return {Id::Sleep, State::Warning,
                    TRANSLATABLE("Engine", "The screen may go dark: no service of this desktop keeps it on."),
                    TRANSLATABLE("Engine", "Switch off the screen saver and the power saving by hand.")};
        case PreFlightSleep::Unknown:
            break;
    }
    return {Id::Sleep, State::Pending, TRANSLATABLE("Engine", "The desktop is being asked to keep the screen on."), {}};
}

PreFlightItem PreFlight::power() const {
    const bool known = m_power->percent.has_value();
    const std::vector<std::string> percent{known ? std::to_string(*m_power->percent) : std::string()};
    if (!m_power->onBattery) return {Id::Power, State::Good, TRANSLATABLE("Engine", "The machine is plugged in."), {}};
    return {Id::Power, State::Warning,
            known ? core::Text(TRANSLATABLE("Engine", "The machine runs on its battery, %1 % charged."), percent)
                  : core::Text(TRANSLATABLE("Engine", "The machine runs on its battery.")),
            TRANSLATABLE("Engine", "Plug it in: on battery it computes more slowly and may sleep.")};
}

std::vector<PreFlightItem> PreFlight::items() const {
    std::vector<PreFlightItem> all{microphone(), room(), clipping(), model(), delay(), screen(), sleep()};
    if (m_power) all.push_back(power());
    return all;
}

PreFlight::State PreFlight::overall() const {
    bool pending = false;
    bool warning = false;
    for (const auto& item : items()) {
        if (item.state == State::Bad) return State::Bad;
        pending = pending || item.state == State::Pending;
        warning = warning || item.state == State::Warning;
    }
    if (pending) return State::Pending;
    return warning ? State::Warning : State::Good;
}

}  // namespace prososcope::live
