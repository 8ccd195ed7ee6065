// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/backend/EncoderBackend.h"
#include "engine/backend/UnitTrace.h"

namespace prososcope::backend {

/// Where the heads of a network look in a span of a recording, which it hears by itself; times are those of the recording.
/// Fails as Encoder::attention does, on a recording that cannot be read, and with Cancelled. Checks the length before it reads
/// more than the network could take.
[[nodiscard]] core::Result<AttentionMaps> attentionOf(Encoder& encoder, const TraceSpan& span, core::Progress& progress);

}  // namespace prososcope::backend
