// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <cmath>
#include <limits>

#include "tests/TestSupport.h"
#include "widgets/CorrelationHeatmap.h"

/// What tests of CorrelationHeatmap share.
namespace heatmap_bench {

using namespace prososcope;
using namespace prososcope::widgets;

inline constexpr float kUndefined = std::numeric_limits<float>::quiet_NaN();

/// A map with these r; those of at least `critical` count.
inline HeatmapMap mapOf(const QString& title, std::vector<float> r, const std::vector<std::int64_t>& widths, double critical) {
    HeatmapMap made;
    made.title = title;
    made.map.target = title.toStdString();
    made.map.n = 100;
    made.map.critical = 0.2;
    made.map.criticalCorrected = critical;
    for (const float each : r) {
        const bool defined = !std::isnan(each);
        made.map.p.push_back(defined ? 0.04 : std::nan(""));
        made.map.adjusted.push_back(defined ? (std::abs(each) >= critical ? 0.01 : 0.5) : std::nan(""));
        made.map.low.push_back(each - 0.1F);
        made.map.high.push_back(each + 0.1F);
    }
    std::size_t begin = 0;
    for (const std::int64_t width : widths) {
        analysis::LayerProfile profile;
        for (std::size_t unit = begin; unit < begin + static_cast<std::size_t>(width); ++unit) {
            if (std::isnan(r[unit])) continue;
            const double size = std::abs(static_cast<double>(r[unit]));
            ++profile.defined;
            profile.meanR += size;
            profile.largestR = std::max(profile.largestR, size);
            profile.share += size >= critical ? 1.0 : 0.0;
        }
        if (profile.defined > 0) {
            profile.meanR /= static_cast<double>(profile.defined);
            profile.share /= static_cast<double>(profile.defined);
        }
        made.profile.push_back(profile);
        begin += static_cast<std::size_t>(width);
    }
    made.map.r = std::move(r);
    return made;
}

/// Two layers of 4 and 3 units, two targets.
inline std::shared_ptr<HeatmapData> small() {
    auto data = std::make_shared<HeatmapData>();
    data->layers = {"first", "last"};
    data->widths = {4, 3};
    data->correction = "BH q = .05";
    data->maps = {mapOf("valence", {0.5F, -0.5F, 0.25F, kUndefined, 0.1F, -0.25F, 0.0F}, data->widths, 0.4),
                  mapOf("arousal", {0.1F, 0.2F, 0.3F, 0.4F, -0.4F, -0.3F, -0.2F}, data->widths, 0.35)};
    return data;
}

inline std::shared_ptr<HeatmapData> wide(std::int64_t layers, std::int64_t units, int maps) {
    auto data = std::make_shared<HeatmapData>();
    for (std::int64_t layer = 0; layer < layers; ++layer) {
        data->layers << QString();
        data->widths.push_back(units);
    }
    for (int map = 0; map < maps; ++map) {
        std::vector<float> r(static_cast<std::size_t>(layers * units));
        for (std::size_t i = 0; i < r.size(); ++i)
            r[i] = 0.5F * std::sin(static_cast<float>(i + 1) * (1.0F + 0.37F * static_cast<float>(map)));
        data->maps.push_back(mapOf(QString::number(map), std::move(r), data->widths, 0.3));
    }
    return data;
}

inline void show(QWidget& view, const QSize& size) {
    view.resize(size);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
}

inline QColor colorAt(const QImage& image, const QPoint& at) {
    return image.pixelColor((QPointF(at) * image.devicePixelRatio()).toPoint());
}

}  // namespace heatmap_bench
