// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backend/RecordingAttention.h"

#include <algorithm>

namespace prososcope::backend {

namespace {

constexpr double kShareOfDecoding = 0.2;
/// Seconds: what a network of 12.5 frames a second would be given at most (kMostAttentionFrames). Those that there are have 50
/// or 100, so that of a longer span too much remains to be refused, never too little to be heard.
constexpr double kMostDecoded = 120.0;

}  // namespace

core::Result<AttentionMaps> attentionOf(Encoder& encoder, const RecordingSpan& span, core::Progress& progress) {
    if (!encoder.info().attends) return withoutAttention(encoder.info().name);
    RecordingSpan read{span.recording, std::max(0.0, span.startSeconds), span.endSeconds};
    const double most = read.startSeconds + kMostDecoded;
    read.endSeconds = span.endSeconds < 0.0 ? most : std::min(most, span.endSeconds);
    auto reading = progress.part(0.0, kShareOfDecoding);
    const auto clip = decodeSpan(read, encoder.info().rateHz, reading);
    if (!clip) return core::fail(clip.error());
    auto rest = progress.part(kShareOfDecoding, 1.0);
    auto maps = encoder.attention((*clip)->channels.front(), rest);
    if (maps) maps->firstSeconds += read.startSeconds;
    return maps;
}

}  // namespace prososcope::backend
