// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/CorrelationChecks.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <map>

#include "engine/core/Undefined.h"
#include "engine/dsp/Vector.h"

namespace prososcope::analysis {

namespace {

core::Status bad(core::Text text) { return core::fail(core::ErrorKind::BadInput, std::move(text)); }

/// Whether all are finite; by their bits, of several at once.
PROSOSCOPE_WIDE bool allFinite(const float* values, std::size_t count) {
    constexpr std::uint32_t kExponent = 0x7f800000U;
    std::uint32_t wrong = 0;
    for (std::size_t i = 0; i < count; ++i)
        wrong |= (std::bit_cast<std::uint32_t>(values[i]) & kExponent) == kExponent ? 1U : 0U;
    return wrong == 0;
}

}  // namespace

core::Status checkActivations(const ActivationRows& rows) {
    const std::size_t count = rows.speakers.size();
    if (count == 0 || rows.units == 0) return bad({TRANSLATABLE("Engine", "There are no activations to correlate.")});
    if (rows.values.size() != count * rows.units)
        return bad({TRANSLATABLE("Engine", "There are %1 activations, where %2 rows of %3 units were expected."),
                    {std::to_string(rows.values.size()), std::to_string(count), std::to_string(rows.units)}});
    for (std::size_t i = 0; i < count; ++i) {
        const auto row = rows.values.subspan(i * rows.units, rows.units);
        if (allFinite(row.data(), row.size())) continue;
        const auto first = std::ranges::find_if(row, [](float value) { return !std::isfinite(value); });
        return bad({TRANSLATABLE("Engine",
                                 "Unit %1 of row %2 (speaker %3) is not a finite number. Compute the activations anew or leave "
                                 "the recording out."),
                    {std::to_string(first - row.begin() + 1), std::to_string(i + 1), rows.speakers[i]}});
    }
    return {};
}

namespace {

core::Status checkControl(std::span<const double> values, std::size_t rows, const char* wrongCount, const char* notFinite) {
    if (values.size() != rows) return bad({wrongCount, {std::to_string(rows), std::to_string(values.size())}});
    const auto first = std::ranges::find_if(values, [](double value) { return !std::isfinite(value); });
    if (first == values.end()) return {};
    return bad({notFinite, {std::to_string(first - values.begin() + 1)}});
}

core::Status checkSettings(const ActivationRows& rows, const CorrelationSettings& settings) {
    if (settings.pooling == SpeakerPooling::One && std::ranges::find(rows.speakers, settings.speaker) == rows.speakers.end())
        return bad({TRANSLATABLE("Engine", "The activations have no row of the speaker %1."), {settings.speaker}});
    if (!(settings.alpha > 0.0 && settings.alpha < 1.0))
        return bad({TRANSLATABLE("Engine", "The level of the tests must lie between 0 and 1.")});
    if (settings.permutations < 0) return bad({TRANSLATABLE("Engine", "The number of permutations cannot be negative.")});
    if (settings.adjustByPermutations && settings.permutations == 0)
        return bad({TRANSLATABLE("Engine", "A correction by permutations needs some: give their number.")});
    if (settings.partialDuration) {
        const auto status =
            checkControl(rows.seconds, rows.speakers.size(),
                         TRANSLATABLE("Engine",
                                      "A correlation without duration needs the duration of each of %1 rows; there "
                                      "are %2."),
                         TRANSLATABLE("Engine", "The duration of row %1 is not a finite number."));
        if (!status) return status;
    }
    if (!settings.partialLevel) return {};
    return checkControl(rows.levelDb, rows.speakers.size(),
                        TRANSLATABLE("Engine", "A correlation without level needs the level of each of %1 rows; there are %2."),
                        TRANSLATABLE("Engine", "The level of row %1 is not a finite number: it may be silent. Leave it out."));
}

/// That a target has more than one known value among those that count.
core::Status checkTarget(const CorrelationTarget& target, const ActivationRows& rows, const CorrelationSettings& settings) {
    double first = core::kUndefined;
    bool different = false;
    for (std::size_t i = 0; i < rows.speakers.size(); ++i) {
        if (settings.pooling == SpeakerPooling::One && rows.speakers[i] != settings.speaker) continue;
        if (std::isnan(target.values[i])) continue;
        if (std::isnan(first)) first = target.values[i];
        different = different || target.values[i] != first;
    }
    if (different) return {};
    if (std::isnan(first)) {
        if (settings.pooling != SpeakerPooling::One)
            return bad({TRANSLATABLE("Engine", "The target \"%1\" is not known of any recording."), {target.name}});
        return bad({TRANSLATABLE("Engine", "The target \"%1\" is not known of any recording of the speaker %2."),
                    {target.name, settings.speaker}});
    }
    if (settings.pooling != SpeakerPooling::One)
        return bad({TRANSLATABLE("Engine", "The target \"%1\" is the same for all recordings: nothing can correlate with it."),
                    {target.name}});
    return bad(
        {TRANSLATABLE("Engine",
                      "The target \"%1\" is the same for all recordings of the speaker %2: nothing can correlate with it."),
         {target.name, settings.speaker}});
}

}  // namespace

core::Status checkTargetValues(const ActivationRows& rows, const CorrelationTarget& target) {
    const std::size_t count = rows.speakers.size();
    if (target.values.size() != count)
        return bad({TRANSLATABLE("Engine", "The target \"%1\" has %2 values for %3 rows of activations."),
                    {target.name, std::to_string(target.values.size()), std::to_string(count)}});
    const auto first = std::ranges::find_if(target.values, [](double value) { return std::isinf(value); });
    if (first == target.values.end()) return {};
    return bad({TRANSLATABLE("Engine", "The target \"%1\" is not a finite number in row %2."),
                {target.name, std::to_string(first - target.values.begin() + 1)}});
}

core::Status checkCorrelation(const ActivationRows& rows, std::span<const CorrelationTarget> targets,
                              const CorrelationSettings& settings) {
    if (const auto status = checkActivations(rows); !status) return status;
    if (const auto status = checkSettings(rows, settings); !status) return status;
    for (const auto& target : targets) {
        if (const auto status = checkTargetValues(rows, target); !status) return status;
        if (const auto status = checkTarget(target, rows, settings); !status) return status;
    }
    return {};
}

std::vector<std::vector<std::size_t>> targetsOfSharedRows(std::span<const CorrelationTarget> targets) {
    std::map<std::vector<bool>, std::vector<std::size_t>> byKnown;
    for (std::size_t t = 0; t < targets.size(); ++t) {
        std::vector<bool> known;
        for (const double value : targets[t].values) known.push_back(!std::isnan(value));
        byKnown[std::move(known)].push_back(t);
    }
    std::vector<std::vector<std::size_t>> result;
    for (auto& [known, members] : byKnown) result.push_back(std::move(members));
    return result;
}

}  // namespace prososcope::analysis
