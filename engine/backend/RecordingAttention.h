// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/backend/EncoderBackend.h"
#include "engine/backend/RecordingSpan.h"

namespace prososcope::backend {

/// Where the heads of a network look in a span of a recording, which it hears by itself; times are those of the recording.
/// Fails as Encoder::attention does, on a recording that cannot be read, and with Cancelled. Of a span that is longer than any
/// network takes no more is read than is needed to refuse it.
[[nodiscard]] core::Result<AttentionMaps> attentionOf(Encoder& encoder, const RecordingSpan& span, core::Progress& progress);

}  // namespace prososcope::backend
