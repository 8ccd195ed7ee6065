// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/logmel_network/LogMelInput.h"

#include <algorithm>
#include <vector>

namespace prososcope::models {

namespace {

/// One list for reading and writing, so that a setting cannot be forgotten in either.
template <typename Settings, typename Visit>
void visitSettings(Settings& s, Visit visit) {
    visit("bands", s.bands);
    visit("channels1", s.channels1);
    visit("channels2", s.channels2);
    visit("channels3", s.channels3);
    visit("channels4", s.channels4);
    visit("projection", s.projection);
    visit("hidden", s.hidden);
    visit("attention", s.attention);
    visit("dropout", s.dropout);
    visit("head_dropout", s.headDropout);
    visit("dynamic_range_db", s.dynamicRangeDb);
    visit("shortest_frames", s.shortestFrames);
    visit("temperature", s.temperature);
}

}  // namespace

LogMelNetworkSettings LogMelNetworkSettings::from(const std::map<std::string, double>& values, int classes) {
    LogMelNetworkSettings settings;
    settings.classes = classes;
    visitSettings(settings, [&](const char* name, auto& field) {
        if (const auto found = values.find(name); found != values.end()) {
            field = static_cast<std::remove_reference_t<decltype(field)>>(found->second);
        }
    });
    if (const auto found = values.find("centring"); found != values.end()) {
        settings.centring = static_cast<Centring>(std::clamp(static_cast<int>(found->second), 0, 3));
    }
    return settings;
}

std::map<std::string, double> LogMelNetworkSettings::values() const {
    std::map<std::string, double> result;
    visitSettings(*this, [&](const char* name, const auto& field) { result[name] = static_cast<double>(field); });
    result["centring"] = static_cast<double>(centring);
    return result;
}

void normaliseLogMel(std::span<float> decibels, const LogMelNetworkSettings& settings) {
    if (decibels.empty()) return;
    const auto bands = static_cast<std::size_t>(settings.bands);
    const std::size_t frames = decibels.size() / bands;
    const auto range = static_cast<float>(settings.dynamicRangeDb);
    const float maximum = *std::max_element(decibels.begin(), decibels.end());
    std::vector<double> bandSums(bands, 0.0);
    for (std::size_t t = 0; t < frames; ++t) {
        float* row = decibels.data() + t * bands;
        for (std::size_t b = 0; b < bands; ++b) {
            row[b] = std::max(row[b] - maximum, -range);
            bandSums[b] += row[b];
        }
    }
    double total = 0.0;
    for (const double sum : bandSums) total += sum;
    const auto mean = static_cast<float>(total / static_cast<double>(decibels.size()));
    std::vector<float> offset(bands, -range / 2.0F);
    for (std::size_t b = 0; b < bands; ++b) {
        const auto bandMean = static_cast<float>(bandSums[b] / static_cast<double>(frames));
        switch (settings.centring) {
            case Centring::Maximum:
                break;
            case Centring::Mean:
                offset[b] = mean;
                break;
            case Centring::BandMeans:
                offset[b] = bandMean;
                break;
            case Centring::HalfBandMeans:
                offset[b] = 0.5F * (mean + bandMean);
                break;
        }
    }
    const float scale = 4.0F / range;
    for (std::size_t t = 0; t < frames; ++t) {
        float* row = decibels.data() + t * bands;
        for (std::size_t b = 0; b < bands; ++b) row[b] = (row[b] - offset[b]) * scale;
    }
}

}  // namespace prososcope::models
