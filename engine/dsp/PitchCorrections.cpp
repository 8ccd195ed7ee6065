// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/PitchCorrections.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace prososcope::dsp {

namespace {

using Stretch = PitchCorrections::Stretch;

bool says(const Stretch& stretch) { return stretch.octaves != 0 || stretch.unvoiced; }

Stretch corrected(Stretch stretch, PitchCorrection correction) {
    constexpr int kMost = PitchCorrections::kMostOctaves;
    switch (correction) {
        case PitchCorrection::OctaveUp:
            if (!stretch.unvoiced) stretch.octaves = std::min(stretch.octaves + 1, kMost);
            break;
        case PitchCorrection::OctaveDown:
            if (!stretch.unvoiced) stretch.octaves = std::max(stretch.octaves - 1, -kMost);
            break;
        case PitchCorrection::Unvoice:
            stretch.octaves = 0;
            stretch.unvoiced = true;
            break;
        case PitchCorrection::Revert:
            stretch.octaves = 0;
            stretch.unvoiced = false;
            break;
    }
    return stretch;
}

/// Neighbours that say the same become one, and what says nothing goes.
std::vector<Stretch> tidied(const std::vector<Stretch>& stretches) {
    std::vector<Stretch> result;
    for (const Stretch& stretch : stretches) {
        if (!(stretch.end > stretch.start) || !says(stretch)) continue;
        if (!result.empty() && result.back().end == stretch.start && result.back().octaves == stretch.octaves &&
            result.back().unvoiced == stretch.unvoiced) {
            result.back().end = stretch.end;
        } else {
            result.push_back(stretch);
        }
    }
    return result;
}

}  // namespace

PitchCorrections::PitchCorrections(std::vector<Stretch> stretches) {
    std::erase_if(stretches, [](const Stretch& one) {
        return !std::isfinite(one.start) || !std::isfinite(one.end) || std::abs(one.octaves) > kMostOctaves;
    });
    std::stable_sort(stretches.begin(), stretches.end(),
                     [](const Stretch& one, const Stretch& other) { return one.start < other.start; });
    std::vector<Stretch> apart;
    for (const Stretch& one : stretches) {
        if (apart.empty() || one.start >= apart.back().end) apart.push_back(one);
    }
    m_stretches = tidied(apart);
}

PitchCorrections PitchCorrections::with(PitchCorrection correction, double start, double end) const {
    if (end < start) std::swap(start, end);
    if (!std::isfinite(start) || !std::isfinite(end) || start == end) return *this;
    std::vector<Stretch> stretches;
    double at = start;  // what of the span is still to be said
    for (const Stretch& one : m_stretches) {
        if (one.end <= start || one.start >= end) {
            if (one.start >= end && at < end) {
                stretches.push_back(corrected({at, end, 0, false}, correction));
                at = end;
            }
            stretches.push_back(one);
            continue;
        }
        if (one.start < start) stretches.push_back({one.start, start, one.octaves, one.unvoiced});
        const double from = std::max(one.start, start);
        const double to = std::min(one.end, end);
        if (from > at) stretches.push_back(corrected({at, from, 0, false}, correction));
        stretches.push_back(corrected({from, to, one.octaves, one.unvoiced}, correction));
        at = to;
        if (one.end > end) stretches.push_back({end, one.end, one.octaves, one.unvoiced});
    }
    if (at < end) stretches.push_back(corrected({at, end, 0, false}, correction));
    PitchCorrections result;
    result.m_stretches = tidied(stretches);
    return result;
}

PitchTrack PitchCorrections::apply(PitchTrack track) const {
    const auto count = static_cast<double>(track.times.count);
    const auto frameAt = [&](double seconds) {  // the first at or after a time
        return static_cast<std::size_t>(std::clamp(std::ceil(track.times.indexOf(seconds) - 1e-9), 0.0, count));
    };
    for (const Stretch& stretch : m_stretches) {
        for (std::size_t i = frameAt(stretch.start); i < frameAt(stretch.end); ++i) {
            track.hertz[i] = stretch.unvoiced ? 0.0F : std::ldexp(track.hertz[i], stretch.octaves);
            if (stretch.unvoiced && i < track.strength.size()) track.strength[i] = 0.0F;
        }
    }
    return track;
}

}  // namespace prososcope::dsp
