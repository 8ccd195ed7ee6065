// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/live/LivePipeline.h"

#include <algorithm>
#include <chrono>

namespace prososcope::live {

namespace {

std::int64_t steadyNow() {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

core::Status runLive(LiveSource& source, LiveRecogniser& recogniser, const LiveOutput& output, const std::stop_token& stop) {
    std::vector<float> mono;
    double rateHz = source.rateHz();
    bool lost = false;
    std::int64_t moment = 0;
    double fedSeconds = 0.0;
    const auto tell = [&](const LiveResult& found) {
        LiveResult result = found;
        // The stretch ended as long before the newest sample as there is sound behind it, that in the resampler too.
        const double behind = std::max(0.0, fedSeconds - result.endSeconds);
        result.delayMilliseconds = 1e-6 * static_cast<double>(steadyNow() - moment) + 1e3 * behind;
        result.overflows = source.overflows();
        if (output.result) output.result(result);
    };
    const auto notice = [&](const core::Text& text) {
        if (output.notice) output.notice(text);
    };
    while (!stop.stop_requested()) {
        const auto block = source.read(mono);
        if (!block) return core::fail(block.error());
        moment = block->moment;
        if (block->state == LiveSource::State::Ended) break;
        if (block->state == LiveSource::State::Lost) {
            if (!lost) {
                notice({TRANSLATABLE("Engine", "The microphone %1 is gone. Live waits for it and goes on when it is back."),
                        {source.name()}});
            }
            lost = true;
            continue;
        }
        if (lost) {
            lost = false;
            notice({TRANSLATABLE("Engine", "The microphone %1 is back."), {source.name()}});
            if (source.rateHz() != rateHz) {
                rateHz = source.rateHz();
                if (auto set = recogniser.setRate(rateHz); !set) return set;
            }
        }
        if (output.sound && !mono.empty()) output.sound(mono, rateHz);
        fedSeconds += static_cast<double>(mono.size()) / rateHz;
        if (auto processed = recogniser.process(mono, tell); !processed) return processed;
    }
    return recogniser.finish(tell);
}

}  // namespace prososcope::live
