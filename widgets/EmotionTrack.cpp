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

std::size_t EmotionTrack::missing() const {
    return static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), [](const auto& row) { return row.empty(); }));
}

double EmotionTrack::centre(std::size_t window) const {
    return static_cast<double>(window) * hopSeconds + 0.5 * std::min(windowSeconds, durationSeconds);
}

std::size_t EmotionTrack::windowAt(double seconds) const {
    if (rows.empty()) return 0;
    const double place = std::round((seconds - centre(0)) / hopSeconds);
    return static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(rows.size() - 1)));
}

std::vector<float> EmotionTrack::at(double seconds) const {
    if (rows.empty()) return {};
    const double place = (seconds - centre(0)) / hopSeconds;
    if (place <= 0.0) return rows.front();
    if (place >= static_cast<double>(rows.size() - 1)) return rows.back();
    const auto below = static_cast<std::size_t>(place);
    const auto share = static_cast<float>(place - static_cast<double>(below));
    const auto& a = rows[below];
    const auto& b = rows[below + 1];
    if (share == 0.0F) return a;
    if (a.empty() || b.empty() || a.size() != b.size()) return share < 0.5F ? a : b;
    std::vector<float> values(a.size());
    for (std::size_t i = 0; i < a.size(); ++i) values[i] = a[i] + (b[i] - a[i]) * share;
    return values;
}

std::vector<float> EmotionTrack::mean(double from, double to) const {
    std::vector<double> sum(static_cast<std::size_t>(classes.size()), 0.0);
    std::size_t count = 0;
    if (!rows.empty()) {
        const double first = std::max(0.0, std::ceil((from - centre(0)) / hopSeconds));
        for (auto i = static_cast<std::size_t>(first); i < rows.size() && centre(i) <= to; ++i) {
            if (rows[i].size() != sum.size()) continue;
            for (std::size_t c = 0; c < sum.size(); ++c) sum[c] += rows[i][c];
            ++count;
        }
    }
    if (count == 0) return at(0.5 * (from + to));
    std::vector<float> values(sum.size());
    for (std::size_t c = 0; c < sum.size(); ++c) values[c] = static_cast<float>(sum[c] / static_cast<double>(count));
    return values;
}

int EmotionTrack::best(const std::vector<float>& posteriors) {
    if (posteriors.empty()) return -1;
    return static_cast<int>(std::max_element(posteriors.begin(), posteriors.end()) - posteriors.begin());
}

}  // namespace prososcope::widgets
