// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backend/RecordingAttention.h"

#include <algorithm>

#include "engine/audio/AudioFile.h"

namespace prososcope::backend {

namespace {

constexpr double kShareOfDecoding = 0.2;
constexpr double kMostDecoded = 120.0;  ///< seconds: more than any network takes

}  // namespace

core::Result<AttentionMaps> attentionOf(Encoder& encoder, const TraceSpan& span, core::Progress& progress) {
    if (!encoder.info().attends) return withoutAttention(encoder.info().name);
    audio::DecodeOptions options;
    options.rateHz = encoder.info().rateHz;
    options.mono = true;
    options.startSeconds = std::max(0.0, span.startSeconds);
    options.endSeconds = options.startSeconds + kMostDecoded;
    if (span.endSeconds >= 0.0) options.endSeconds = std::min(options.endSeconds, span.endSeconds);
    auto reading = progress.part(0.0, kShareOfDecoding);
    const auto clip = audio::decodeAudio(span.recording, options, reading);
    if (!clip) return core::fail(clip.error());
    auto rest = progress.part(kShareOfDecoding, 1.0);
    auto maps = encoder.attention((*clip)->channels.front(), rest);
    if (maps) maps->firstSeconds += options.startSeconds;
    return maps;
}

}  // namespace prososcope::backend
