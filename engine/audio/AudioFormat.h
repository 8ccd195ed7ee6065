// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace prososcope::audio {

/// Container and encoding of a libsndfile format code in words, such as "WAV, 16-bit PCM". Pure; an unknown code
/// gives libsndfile's own numbers in hexadecimal.
[[nodiscard]] std::string formatWords(int sndfileFormat);

}  // namespace prososcope::audio
