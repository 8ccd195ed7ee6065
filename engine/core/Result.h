// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

#include "engine/core/Text.h"

namespace prososcope::core {

/// What went wrong, as far as a caller acts on it.
enum class ErrorKind {
    Failed,       ///< anything without a better word
    BadInput,     ///< a file or a setting that cannot be used as it is
    NotFound,     ///< a file, folder, corpus, run or model that is not there
    Cancelled,    ///< the user stopped it; nothing to show
    NoSpace,      ///< the disk is full
    OutOfMemory,  ///< of the machine or of the device
    Unavailable,  ///< a device, library or network that is absent
    Taken,        ///< a run that another window or command has begun, or even ended
};

/// One clear sentence (what, which file, what to do) and, for the log, technical details.
struct Error {
    ErrorKind kind = ErrorKind::Failed;
    Text text;
    std::string details;

    [[nodiscard]] std::string message() const { return text.english(); }
};

/// A value, or an Error that a user can act on. Functions that can fail return this; nothing in the
/// engine throws across a folder's border, prints, or exits.
template <typename T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorKind kind, Text text, std::string details = {}) {
    return tl::make_unexpected(Error{kind, std::move(text), std::move(details)});
}
[[nodiscard]] inline tl::unexpected<Error> fail(Error error) { return tl::make_unexpected(std::move(error)); }
[[nodiscard]] inline tl::unexpected<Error> cancelled() {
    return fail(ErrorKind::Cancelled, {TRANSLATABLE("Engine", "Cancelled.")});
}

}  // namespace prososcope::core
