// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/Text.h"
#include "engine/live/LiveRecogniser.h"
#include "engine/live/PowerSupply.h"

namespace prososcope::live {

/// What is to be known before an audience looks.
struct PreFlightItem {
    enum class Id { Microphone, Room, Clipping, Model, Delay, Screen, Sleep, Power };
    enum class State {
        Pending,  ///< not known yet; `advice` says what to do for it
        Good,
        Warning,  ///< it will do, worse than it could
        Bad       ///< the show would fail on it
    };
    Id id = Id::Microphone;
    State state = State::Pending;
    core::Text sentence;  ///< what is so, with its numbers
    core::Text advice;    ///< what to do about it; empty where nothing is to be done
};

/// The audience's screen, as the window knows it.
struct PreFlightScreen {
    std::string name;         ///< where the presentation would open
    std::string missingName;  ///< the one it was shown on last, where that is not connected now
    bool isOnlyScreen = false;
};

/// Whether the desktop keeps the screen lit.
enum class PreFlightSleep { Unknown, Held, Refused };

/// What decides between good and not: levels in dB re full scale, of the root mean square of 50 ms.
struct PreFlightLimits {
    double quietestSpeechDb = -40.0;
    double loudestSpeechDb = -6.0;
    double goodSnrDb = 20.0;
    double leastSnrDb = 10.0;
    int warmPredictions = 3;         ///< that the model's first, slow ones are
    double goodComputeShare = 0.5;   ///< of a hop
    double goodDelayMedian = 150.0;  ///< ms
    double goodDelay95 = 250.0;      ///< ms
    double worstDelay95 = 1000.0;    ///< ms
};

/// The list before going on stage: microphone, room, clipping, model, delay, screen, sleep, power. It is fed with the sound and
/// the results of Live as they come, remembers the last ten seconds of sound and the last 200 results, and says what they mean.
/// The noise floor is the 10th percentile of the levels, the level of speech their 95th once speech was detected; the
/// signal-to-noise ratio is that of their powers' difference, so an estimate. A value; one thread; bounded memory.
class PreFlight {
public:
    using Id = PreFlightItem::Id;
    using State = PreFlightItem::State;

    explicit PreFlight(PreFlightLimits limits = {}) : m_limits(limits) {}

    /// Mono sound; a new rate is as a new microphone.
    void add(std::span<const float> mono, double rateHz);
    void add(const LiveResult& result);
    void setScreen(const PreFlightScreen& screen) { m_screen = screen; }
    void setSleep(PreFlightSleep sleep) { m_sleep = sleep; }
    /// Nothing: the machine has no battery, or does not say; the item is left out.
    void setPower(const std::optional<PowerSupply>& power) { m_power = power; }
    /// Another microphone, another speaker, another model: all that was heard is forgotten.
    void reset();

    /// In the order of Id; Power only where there is a battery.
    [[nodiscard]] std::vector<PreFlightItem> items() const;
    /// Worst of the items; Pending where one is pending and none is bad.
    [[nodiscard]] State overall() const;

    /// NaN before they are known.
    [[nodiscard]] double noiseFloorDb() const;
    [[nodiscard]] double speechDb() const;
    [[nodiscard]] double snrDb() const;

private:
    struct Frame {
        float db;         ///< -infinity of digital silence
        int atFullScale;  ///< samples
    };
    [[nodiscard]] PreFlightItem microphone() const;
    [[nodiscard]] PreFlightItem room() const;
    [[nodiscard]] PreFlightItem clipping() const;
    [[nodiscard]] PreFlightItem model() const;
    [[nodiscard]] PreFlightItem delay() const;
    [[nodiscard]] PreFlightItem screen() const;
    [[nodiscard]] PreFlightItem sleep() const;
    [[nodiscard]] PreFlightItem power() const;
    [[nodiscard]] double soundSeconds() const;
    [[nodiscard]] bool silent() const;
    [[nodiscard]] double level(double percentile) const;

    PreFlightLimits m_limits;
    double m_rateHz = 0.0;
    double m_squares = 0.0;  ///< of the frame that is not complete
    std::size_t m_inFrame = 0;
    int m_fullScale = 0;
    std::deque<Frame> m_frames;
    bool m_speech = false;
    std::int64_t m_predictions = 0;
    std::deque<double> m_computeMs;  ///< of predictions behind the slow first ones
    std::deque<double> m_delaysMs;
    double m_hopSeconds = 0.0;
    std::optional<std::int64_t> m_firstOverflows;
    std::int64_t m_overflows = 0;
    std::optional<PreFlightScreen> m_screen;
    PreFlightSleep m_sleep = PreFlightSleep::Unknown;
    std::optional<PowerSupply> m_power;
};

}  // namespace prososcope::live
