// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/CtcAlignment.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace prososcope::nn {

namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();

/// Of states blank, label 0, blank, label 1 ... blank: the state of every frame; empty where no path is possible.
std::vector<std::size_t> bestStates(const LogPosteriors& posteriors, std::span<const int> labels) {
    const std::size_t frames = posteriors.frames();
    const std::size_t states = 2 * labels.size() + 1;
    const auto symbolOf = [&](std::size_t state) { return state % 2 == 1 ? labels[state / 2] : posteriors.blank(); };
    std::vector<double> best(states, kNever);
    std::vector<double> next(states);
    std::vector<std::uint8_t> steps(frames * states, 0);  ///< how many states the path moved into this one
    for (std::size_t t = 0; t < frames; ++t) {
        for (std::size_t s = 0; s < states; ++s) {
            double from = t > 0 ? best[s] : (s == 0 ? 0.0 : kNever);
            std::uint8_t step = 0;
            const auto consider = [&](double other, std::uint8_t moved) {
                if (!(other > from)) return;
                from = other;
                step = moved;
            };
            if (t == 0 && s == 1) from = 0.0;
            if (t > 0 && s > 0) consider(best[s - 1], 1);
            if (t > 0 && s > 1 && s % 2 == 1 && symbolOf(s) != symbolOf(s - 2)) consider(best[s - 2], 2);
            const float value = posteriors.at(t, symbolOf(s));
            next[s] = std::isnan(value) ? kNever : from + static_cast<double>(value);
            steps[t * states + s] = step;
        }
        best.swap(next);
    }
    std::size_t state = states - 1;
    if (states > 1 && best[states - 2] > best[states - 1]) state = states - 2;
    if (frames == 0 || best[state] == kNever) return {};
    std::vector<std::size_t> path(frames);
    for (std::size_t t = frames; t-- > 0;) {
        path[t] = state;
        state -= steps[t * states + state];
    }
    return path;
}

}  // namespace

std::size_t ctcFramesNeeded(std::span<const int> labels) {
    std::size_t frames = labels.size();
    for (std::size_t i = 1; i < labels.size(); ++i) frames += labels[i] == labels[i - 1] ? 1 : 0;
    return frames;
}

std::optional<std::vector<CtcSpan>> ctcAlignment(const LogPosteriors& posteriors, std::span<const int> labels) {
    if (posteriors.frames() < std::max<std::size_t>(1, ctcFramesNeeded(labels))) return {};
    const auto path = bestStates(posteriors, labels);
    if (path.empty()) return {};
    std::vector<CtcSpan> spans(labels.size());
    std::vector<bool> met(labels.size(), false);
    for (std::size_t t = 0; t < path.size(); ++t) {
        if (path[t] % 2 == 0) continue;
        const std::size_t label = path[t] / 2;
        auto& span = spans[label];
        if (!met[label]) span = {t, t, t};
        met[label] = true;
        span.last = t;
        if (posteriors.at(t, labels[label]) > posteriors.at(span.peak, labels[label])) span.peak = t;
    }
    return spans;
}

}  // namespace prososcope::nn
