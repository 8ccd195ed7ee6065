// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/live/LivePipeline.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/core/Csv.h"
#include "engine/core/SteadyClock.h"
#include "engine/live/InputWatch.h"
#include "engine/live/LivePace.h"

namespace prososcope::live {

namespace {

/// One call of runLive.
class Run {
public:
    Run(LiveSource& source, LiveRecogniser& recogniser, const LiveOutput& output, LiveControl* control)
        : m_given(source),
          m_recogniser(recogniser),
          m_output(output),
          m_control(control),
          m_pace(recogniser.settings().hopSeconds),
          m_rateHz(source.rateHz()) {}

    core::Status run(const std::stop_token& stop) {
        tellSource();
        while (!stop.stop_requested()) {
            if (m_output.turn) m_output.turn();
            if (auto obeyed = obey(); !obeyed) return obeyed;
            const auto block = source().read(m_mono);
            if (!block) return core::fail(block.error());
            m_moment = block->moment;
            if (!block->notice.empty()) notice(block->notice);
            if (block->state == LiveSource::State::Ended) {
                if (!m_own || !source().recording() || !m_device) break;
                if (auto back = goBack(); !back) return back;
                continue;
            }
            if (auto followed = followDevice(block->state); !followed) return followed;
            if (block->state == LiveSource::State::Lost) continue;
            watch(block->clipped);
            if (auto judged = judge(); !judged) return judged;
        }
        m_busySince = core::steadyNow();
        return m_recogniser.finish(m_sink);
    }

private:
    [[nodiscard]] LiveSource& source() { return m_own ? *m_own : m_given; }

    void notice(const core::Text& text) const {
        if (m_output.notice) m_output.notice(text);
    }
    void tellSource() {
        if (m_output.source) m_output.source(source());
    }

    core::Status obey() {
        if (m_control == nullptr) return {};
        if (m_control->takeNewSpeaker()) m_recogniser.newSpeaker();
        if (m_control->takeNeutral() && !m_recogniser.learnNeutral()) {
            notice({TRANSLATABLE("Engine", "%1 cannot learn a neutral voice: it has no such class, or does not adapt."),
                    {m_recogniser.card().title}});
        }
        if (const auto make = m_control->takeSource()) return switchTo(make);
        return {};
    }

    core::Status switchTo(const LiveControl::MakeSource& make) {
        auto made = make();
        if (!made && made.error().kind == core::ErrorKind::Unavailable) {
            // It may be the same device, or one that is seen only while none is open.
            source().release();
            made = make();
        }
        if (!made) {
            notice(made.error().text);
            notice({TRANSLATABLE("Engine", "Live goes on with %1."), {source().name()}});
            return {};
        }
        source().release();
        m_overflowsBefore += source().overflows();
        if (!(*made)->recording()) {
            m_device = nullptr;
            m_before.reset();
        } else if (!source().recording()) {
            m_device = &source();
            m_before = std::move(m_own);
        }
        m_own = std::move(*made);
        return begin();
    }

    /// The recording has ended: the device before it is heard again.
    core::Status goBack() {
        m_overflowsBefore += source().overflows();
        notice({TRANSLATABLE("Engine", "The recording %1 is over. Live hears %2 again."), {source().name(), m_device->name()}});
        m_own = std::move(m_before);
        m_overflowsBefore -= m_device->overflows();
        m_device = nullptr;
        return begin();
    }

    /// Another source is read from now on.
    core::Status begin() {
        m_lost = false;
        m_input.reset();
        tellSource();
        return takeRate();
    }

    core::Status takeRate() {
        if (source().rateHz() == m_rateHz) return {};
        m_rateHz = source().rateHz();
        return m_recogniser.setRate(m_rateHz);
    }

    core::Status followDevice(LiveSource::State state) {
        const bool lost = state == LiveSource::State::Lost;
        if (lost && !m_lost) {
            notice({TRANSLATABLE("Engine", "The microphone %1 is gone. Live waits for it and goes on when it is back."),
                    {source().name()}});
        }
        if (!lost && m_lost) notice({TRANSLATABLE("Engine", "The microphone %1 is back."), {source().name()}});
        m_lost = lost;
        return lost ? core::Status() : takeRate();
    }

    /// What a person should set right at the microphone.
    void watch(std::size_t clipped) {
        if (source().recording()) return;
        const auto found = m_input.add(m_mono, clipped, m_rateHz);
        if (found == InputWatch::Finding::OnlySilence) {
            notice({TRANSLATABLE("Engine", "The microphone %1 gives only silence: is it muted?"), {source().name()}});
        } else if (found == InputWatch::Finding::Clipped) {
            notice({TRANSLATABLE("Engine",
                                 "The microphone %1 is too loud and clips. Turn it down, or speak further away from it."),
                    {source().name()}});
        }
    }

    core::Status judge() {
        if (m_control != nullptr && m_control->muted()) {
            for (const float sample : m_mono) m_mutedPeak = std::max(m_mutedPeak, std::abs(sample));
            std::fill(m_mono.begin(), m_mono.end(), 0.0F);
        }
        if (m_output.sound && !m_mono.empty()) m_output.sound(m_mono, m_rateHz);
        m_fedSeconds += static_cast<double>(m_mono.size()) / m_rateHz;
        m_busySince = core::steadyNow();
        auto processed = m_recogniser.process(m_mono, m_sink);
        m_busy += core::steadyNow() - m_busySince;
        return processed;
    }

    void tell(const LiveResult& found) {
        const std::int64_t now = core::steadyNow();
        m_busy += now - m_busySince;
        LiveResult result = found;
        // The stretch ended as long before the newest sample as there is sound behind it, that in the resampler too.
        const double behind = std::max(0.0, m_fedSeconds - result.endSeconds);
        result.delayMilliseconds = 1e-6 * static_cast<double>(now - m_moment) + 1e3 * behind;
        result.overflows = m_overflowsBefore + source().overflows();
        result.busyMilliseconds = 1e-6 * static_cast<double>(m_busy);
        if (result.kind == LiveResult::Kind::Hop) {
            result.peak = std::max(result.peak, std::exchange(m_mutedPeak, 0.0F));
            m_busy = 0;
        }
        if (m_output.result) m_output.result(result);
        if (m_recogniser.settings().newestOnly) tellPace(m_pace.add(result));
        m_busySince = core::steadyNow();
    }

    void tellPace(LivePace::Change change) const {
        const std::string set = core::fixedText(m_recogniser.settings().hopSeconds, 2);
        if (change == LivePace::Change::TooSlow) {
            notice({TRANSLATABLE("Engine",
                                 "The model is slower than the sound: a result comes every %1 s in the place of every %2 s."),
                    {core::fixedText(m_pace.widenedHopSeconds(), 2), set}});
        } else if (change == LivePace::Change::InTime) {
            notice({TRANSLATABLE("Engine", "The model keeps up with the sound again: a result comes every %1 s."), {set}});
        }
    }

    LiveSource& m_given;
    LiveRecogniser& m_recogniser;
    const LiveOutput& m_output;
    LiveControl* m_control;
    const LiveRecogniser::Sink m_sink = [this](const LiveResult& found) { tell(found); };

    std::unique_ptr<LiveSource> m_own;     // what was switched to; none: the one given
    LiveSource* m_device = nullptr;        // to go back to when a recording ends: m_before, or the one given
    std::unique_ptr<LiveSource> m_before;  // owns it
    InputWatch m_input;
    LivePace m_pace;
    std::vector<float> m_mono;
    double m_rateHz;
    bool m_lost = false;
    float m_mutedPeak = 0.0F;  // since the last hop
    std::int64_t m_moment = 0;
    std::int64_t m_busySince = 0;  // nanoseconds
    std::int64_t m_busy = 0;       // since the last hop
    double m_fedSeconds = 0.0;
    std::int64_t m_overflowsBefore = 0;  // of the sources before this
};

}  // namespace

core::Status runLive(LiveSource& source, LiveRecogniser& recogniser, const LiveOutput& output, const std::stop_token& stop,
                     LiveControl* control) {
    return Run(source, recogniser, output, control).run(stop);
}

}  // namespace prososcope::live
