// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backend/RecordingSpan.h"

#include "engine/audio/AudioFile.h"

namespace prososcope::backend {

core::Result<audio::AudioClipPtr> decodeSpan(const RecordingSpan& span, int rateHz, core::Progress& progress) {
    const audio::DecodeOptions options{
        .rateHz = rateHz, .mono = true, .startSeconds = span.startSeconds, .endSeconds = span.endSeconds};
    return audio::decodeAudio(span.recording, options, progress);
}

}  // namespace prososcope::backend
