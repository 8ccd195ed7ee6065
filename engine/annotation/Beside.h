// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prososcope::annotation {

/// The annotations that lie beside a recording under its name: .TextGrid, then .eaf (endings in any case). Look on the disk;
/// any thread but the GUI's.
[[nodiscard]] std::vector<std::filesystem::path> annotationsBeside(const std::filesystem::path& recording);
/// These, and then the files of the other endings that annotations have: which may be anything else.
[[nodiscard]] std::vector<std::filesystem::path> possibleAnnotationsBeside(const std::filesystem::path& recording);
/// The first of those that are surely annotations.
[[nodiscard]] std::optional<std::filesystem::path> annotationBeside(const std::filesystem::path& recording);
/// The recording that lies beside an annotation under its name, of several the first in byte order.
[[nodiscard]] std::optional<std::filesystem::path> recordingBeside(const std::filesystem::path& annotation);
/// All .TextGrid and .eaf files below a folder in byte order, hidden ones skipped, symbolic links to folders not followed.
[[nodiscard]] std::vector<std::filesystem::path> findAnnotations(const std::filesystem::path& folder);

/// A label as part of a file's name: letters of all scripts, digits, dash, underscore and dot stay, runs of all else become
/// one underscore, at most 60 bytes, no dot at the begin or end. "interval" where nothing is left.
[[nodiscard]] std::string safeName(std::string_view label);
/// folder/stem.ending, or folder/stem_2.ending and so on, the first of which no file exists, neither with this ending nor
/// with `other` (endings with their dots).
[[nodiscard]] std::filesystem::path freePath(const std::filesystem::path& folder, std::string_view stem,
                                             std::string_view ending, std::string_view other);

}  // namespace prososcope::annotation
