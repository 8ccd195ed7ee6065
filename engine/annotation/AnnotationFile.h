// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/annotation/Annotation.h"

namespace prososcope::annotation {

enum class FileFormat {
    TextGrid,  ///< Praat, text form, long or short
    Elan,      ///< ELAN .eaf (EAF 2.x and 3.x)
    Audacity,  ///< label track: start, end, label, tab-separated
    Csv,       ///< columns tier, start, end, label
    Json,      ///< our own, versioned
};

struct ReadOptions {
    /// Duration of the recording in seconds. Formats without one of their own (ELAN, Audacity, CSV) end there at least.
    std::optional<double> duration;
};

/// An annotation as a file holds it.
struct ReadAnnotation {
    Annotation annotation;
    FileFormat format = FileFormat::TextGrid;
    std::vector<core::Text> notes;  ///< what had to be repaired or guessed, a sentence each; empty for a sound file
};

/// Reading never changes what a file says in silence: overlaps move to a tier of their own, gaps are filled, times sorted,
/// and each such repair is a note. Input that cannot be understood fails with one sentence that names `source`, the
/// line and what to do. Sizes, counts and depth are limited (Limits); XML entities beyond the five of the standard
/// and document type definitions are refused. Any thread.
[[nodiscard]] core::Result<ReadAnnotation> parseAnnotation(std::string_view bytes, FileFormat format, std::string_view source,
                                                           const ReadOptions& options = {});
/// Reads a file of any of the formats, chosen by its content and, where that leaves a doubt, its ending.
[[nodiscard]] core::Result<ReadAnnotation> readAnnotation(const std::filesystem::path& path, const ReadOptions& options = {});

/// The bytes of a file. Written in the format it was read from, an unmodified annotation is what was read, byte for byte;
/// in a modified one the encoding, line ends, style, the texts of all numbers that are still there and everything that
/// is not ours (ELAN's header, types and properties, further columns and keys, frequency lines) stay. Fails only where the
/// result would be beyond Limits.
[[nodiscard]] core::Result<std::string> formatAnnotation(const Annotation& annotation, FileFormat format);

/// What the annotation would lose in that format, a sentence each, to be said before saving. Empty where reading it back
/// yields the same annotation.
[[nodiscard]] std::vector<core::Text> losses(const Annotation& annotation, FileFormat format);

/// All endings that are read, in lower case and with their dots; those first that can be nothing else.
inline constexpr std::string_view kEndings[] = {".textgrid", ".eaf", ".txt", ".csv", ".tsv", ".json"};
/// How many of them can be nothing else.
inline constexpr std::size_t kSureEndings = 2;

/// By the ending; nothing where no format has it.
[[nodiscard]] std::optional<FileFormat> formatOf(const std::filesystem::path& path);
/// ".TextGrid", ".eaf", ".txt", ".csv", ".json"
[[nodiscard]] std::string_view endingOf(FileFormat format);
/// "Praat TextGrid" and the like, for file dialogs.
[[nodiscard]] core::Text nameOf(FileFormat format);

}  // namespace prososcope::annotation
