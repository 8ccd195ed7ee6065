// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QImage>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/audio/PeakPyramid.h"

namespace prososcope::widgets {

/// The samples of one stretch of a recording, read by a loader for the visible part: channels[c][frame - startFrame].
struct SampleBlock {
    std::int64_t startFrame = 0;
    std::vector<std::vector<float>> channels;

    [[nodiscard]] std::int64_t endFrame() const {
        return startFrame + (channels.empty() ? 0 : static_cast<std::int64_t>(channels[0].size()));
    }
};
using SampleBlockPtr = std::shared_ptr<const SampleBlock>;

/// Smallest, largest and mean-square sample of each of `columns.size()` equal stretches of [startFrame, endFrame).
/// Column i covers the frames from floor(start + i * width) to before floor(start + (i + 1) * width), at least one;
/// columns outside the block have low > high.
void summariseSamples(std::span<const float> samples, std::int64_t firstFrame, double startFrame, double endFrame,
                      std::span<audio::Peak> columns);

/// Two-tone envelope of one channel: peaks, and +-RMS inside them, on transparent ground. `gain` scales the samples;
/// full scale fills the height. One column of the image per element; columns with low > high stay empty.
void drawEnvelope(QImage& image, int top, int height, std::span<const audio::Peak> columns, double gain, const QColor& peaks,
                  const QColor& rms);

/// Single samples as a line, with a dot each where they are far apart; for stretches of few samples.
void drawSamples(QImage& image, int top, int height, std::span<const float> samples, std::int64_t firstFrame, double startFrame,
                 double endFrame, double gain, double lineWidth, const QColor& color);

}  // namespace prososcope::widgets
