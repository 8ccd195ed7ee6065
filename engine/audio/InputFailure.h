// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "engine/core/Result.h"

namespace prososcope::audio {

/// Why an input device could not be opened.
enum class InputFailure {
    None,          ///< it is open
    NoDevices,     ///< the machine has none at all
    Absent,        ///< there is none of that label
    Busy,          ///< another program, or another stream of this one, holds it
    NotPermitted,  ///< the system keeps this user or program from it
    RateRefused,   ///< neither its own rate nor any usual one
    Refused        ///< anything else
};

/// One sentence for a person: what, which device, what to do. `label` is empty where no device is meant in particular;
/// `details` go to the log. Not for None.
[[nodiscard]] core::Error inputError(InputFailure failure, const std::string& label, std::string details);

/// Whether the kernel has devices that hear but this user may open none of them: then sound libraries list none. `folder` and
/// `mayOpen` are for tests.
[[nodiscard]] bool captureForbidden(const std::filesystem::path& folder = "/dev/snd",
                                    const std::function<bool(const std::filesystem::path&)>& mayOpen = {});

}  // namespace prososcope::audio
