// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/EmotionTrack.h"

#include <algorithm>
#include <cmath>

namespace prososcope::widgets {

EmotionTrack EmotionTrack::forRecording(QStringList classes, double duration, double window, double hop) {
    EmotionTrack track;
    track.classes = std::move(classes);
    track.windowSeconds = window;
    track.hopSeconds = hop;
    track.durationSeconds = duration;
    if (!(duration > 0.0) || !(hop > 0.0)) return track;
    const double beyond = std::max(0.0, duration - window);
    track.rows.resize(1 + static_cast<std::size_t>(std::floor(beyond / hop + 1e-9)));
    return track;
}

bool EmotionTrack::isMissing(std::size_t window) const {
    if (window >= rows.size()) return false;
    if (!classes.isEmpty()) return rows[window].empty();
    return window >= dimensionRows.size() || dimensionRows[window].empty();
}

std::size_t EmotionTrack::missing() const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) count += isMissing(i) ? 1 : 0;
    return count;
}

double EmotionTrack::centre(std::size_t window) const {
    return static_cast<double>(window) * hopSeconds + 0.5 * std::min(windowSeconds, durationSeconds);
}

std::size_t EmotionTrack::windowAt(double seconds) const {
    if (rows.empty()) return 0;
    const double place = std::round((seconds - centre(0)) / hopSeconds);
    return static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(rows.size() - 1)));
}

std::vector<float> EmotionTrack::valuesAt(const Rows& all, double seconds) const {
    if (all.empty()) return {};
    const double place = (seconds - centre(0)) / hopSeconds;
    if (place <= 0.0) return all.front();
    if (place >= static_cast<double>(all.size() - 1)) return all.back();
    const auto below = static_cast<std::size_t>(place);
    const auto share = static_cast<float>(place - static_cast<double>(below));
    const auto& a = all[below];
    const auto& b = all[below + 1];
    if (share == 0.0F) return a;
    if (a.empty() || b.empty() || a.size() != b.size()) return share < 0.5F ? a : b;
    std::vector<float> values(a.size());
    for (std::size_t i = 0; i < a.size(); ++i) values[i] = a[i] + (b[i] - a[i]) * share;
    return values;
}

std::vector<float> EmotionTrack::meanOf(const Rows& all, std::size_t width, double from, double to) const {
    std::vector<double> sum(width, 0.0);
    std::size_t count = 0;
    if (!all.empty()) {
        const double first = std::max(0.0, std::ceil((from - centre(0)) / hopSeconds));
        for (auto i = static_cast<std::size_t>(first); i < all.size() && centre(i) <= to; ++i) {
            if (all[i].size() != sum.size()) continue;
            for (std::size_t c = 0; c < sum.size(); ++c) sum[c] += all[i][c];
            ++count;
        }
    }
    if (count == 0) return valuesAt(all, 0.5 * (from + to));
    std::vector<float> values(sum.size());
    for (std::size_t c = 0; c < sum.size(); ++c) values[c] = static_cast<float>(sum[c] / static_cast<double>(count));
    return values;
}

std::vector<float> EmotionTrack::at(double seconds) const { return valuesAt(rows, seconds); }

std::vector<float> EmotionTrack::mean(double from, double to) const {
    return meanOf(rows, static_cast<std::size_t>(classes.size()), from, to);
}

std::vector<float> EmotionTrack::dimensionsAt(double seconds) const { return valuesAt(dimensionRows, seconds); }

std::vector<float> EmotionTrack::dimensionsMean(double from, double to) const {
    return meanOf(dimensionRows, static_cast<std::size_t>(2 * dimensions.size()), from, to);
}

int EmotionTrack::best(const std::vector<float>& posteriors) {
    if (posteriors.empty()) return -1;
    return static_cast<int>(std::max_element(posteriors.begin(), posteriors.end()) - posteriors.begin());
}

}  // namespace prososcope::widgets
