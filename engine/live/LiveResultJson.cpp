// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/live/LiveResultJson.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace prososcope::live {

namespace {

constexpr double kThousandths = 1e3;
constexpr double kMillionths = 1e6;

double rounded(double value, double steps) { return std::round(value * steps) / steps; }

}  // namespace

double roundedSeconds(double seconds) { return rounded(seconds, kThousandths); }

std::string_view stateName(LiveResult::State state) {
    switch (state) {
        case LiveResult::State::NoSpeech:
            return "no speech";
        case LiveResult::State::Unsure:
            return "unsure";
        default:
            return "certain";
    }
}

nlohmann::json resultJson(const LiveResult& result, const std::vector<std::string>& classes, double zeroSeconds) {
    nlohmann::json json = {{"kind", result.kind == LiveResult::Kind::Hop ? "hop" : "utterance"},
                           {"start", roundedSeconds(result.startSeconds - zeroSeconds)},
                           {"end", roundedSeconds(result.endSeconds - zeroSeconds)},
                           {"state", stateName(result.state)},
                           {"label", nullptr},
                           {"posteriors", nullptr},
                           {"window", nullptr},
                           {"adapting", result.adapting},
                           {"neutral_left", roundedSeconds(result.neutralSeconds)},
                           {"speech_share", rounded(result.speechShare, kThousandths)},
                           {"peak", rounded(result.peak, kThousandths)},
                           {"hop", rounded(result.hopSeconds, kThousandths)},
                           {"compute_ms", rounded(result.computeMilliseconds, kThousandths)},
                           {"busy_ms", rounded(result.busyMilliseconds, kThousandths)},
                           {"delay_ms", rounded(result.delayMilliseconds, kThousandths)},
                           {"overflows", result.overflows}};
    if (result.dimensions.size() == 2) {
        json["valence"] = rounded(result.dimensions[0], kThousandths);
        json["arousal"] = rounded(result.dimensions[1], kThousandths);
    }
    if (result.label >= 0) json["label"] = classes.at(static_cast<std::size_t>(result.label));
    for (std::size_t c = 0; c < std::min(result.posteriors.size(), classes.size()); ++c)
        json["posteriors"][classes[c]] = rounded(result.posteriors[c], kMillionths);
    for (std::size_t c = 0; c < std::min(result.window.size(), classes.size()); ++c)
        json["window"][classes[c]] = rounded(result.window[c], kMillionths);
    return json;
}

}  // namespace prososcope::live
