// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backend/EmotionMeasure.h"

#include <algorithm>

#include "engine/audio/AudioFile.h"

namespace prososcope::backend {

annotation::EmotionSource emotionSource(EmotionModel& model, const std::filesystem::path& recording) {
    const auto predict = [&model, recording](double start, double end) -> core::Result<std::vector<float>> {
        const double missing = std::max(0.0, kShortestEmotionSeconds - (end - start));
        if (missing > 0.0) {
            const auto info = audio::probeAudio(recording);
            if (!info) return core::fail(info.error());
            const double length = std::min(kShortestEmotionSeconds, info->seconds());
            start = std::clamp(start - 0.5 * missing, 0.0, info->seconds() - length);
            end = start + length;
        }
        return predictFile(model, recording, std::max(0.0, start), end);
    };
    return {model.card().classes, predict};
}

}  // namespace prososcope::backend
