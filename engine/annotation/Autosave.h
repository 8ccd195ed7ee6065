// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/annotation/AnnotationFile.h"

namespace prososcope::annotation {

/// What a file was when it was read or written: enough to see later that somebody else has changed it.
struct FileStamp {
    std::int64_t modified = 0;  ///< nanoseconds since the epoch of the file clock
    std::uintmax_t size = 0;
    std::string sha256;

    /// Of the file on disk; reads it whole.
    [[nodiscard]] static core::Result<FileStamp> of(const std::filesystem::path& file);
};

enum class DiskState { Unchanged, Changed, Deleted };
/// Compares time and size, and the content only where these differ: a file that was merely touched is unchanged.
[[nodiscard]] DiskState diskState(const std::filesystem::path& file, const FileStamp& stamp);

/// What an autosave is made of: taken from a document on its thread, written on another.
struct AutosaveRequest {
    Annotation annotation;
    std::optional<std::filesystem::path> document;  ///< nothing for one that has no file yet
    FileFormat format = FileFormat::TextGrid;
    std::optional<FileStamp> stamp;    ///< of the document's file
    std::filesystem::path dataFolder;  ///< where autosaves are listed, and lie where the document's folder is read-only
    std::optional<std::filesystem::path> former;          ///< the document's last autosave, which is replaced
    std::optional<std::filesystem::path> recording = {};  ///< what is annotated, to be found again
};

/// An autosave whose program no longer runs.
struct Recovery {
    std::filesystem::path autosave;
    std::optional<std::filesystem::path> document;
    std::optional<std::filesystem::path> recording;
    std::chrono::system_clock::time_point written;
    bool documentChanged = false;  ///< the document's file is not the one that was edited
};

struct Recovered {
    Annotation annotation;
    std::optional<std::filesystem::path> document;
    FileFormat format = FileFormat::TextGrid;
    std::optional<FileStamp> stamp;
};

/// Writes the annotation with all that is preserved of its file to a hidden file beside the document or, where that
/// folder cannot be written or there is no document yet, to the data folder, and notes its place there. Returns where
/// it lies. Safe at any moment: the former autosave stays until the new one is complete.
[[nodiscard]] core::Result<std::filesystem::path> writeAutosave(const AutosaveRequest& request);
/// Autosaves noted in the data folder whose process is gone and whose document was not written since, newest first.
/// Autosaves that cannot be read are left alone and not listed.
[[nodiscard]] std::vector<Recovery> findRecoveries(const std::filesystem::path& dataFolder);
[[nodiscard]] core::Result<Recovered> readAutosave(const std::filesystem::path& autosave);
/// Removes an autosave and its note: after a save, or when a person does not want it.
void discardAutosave(const std::filesystem::path& autosave, const std::filesystem::path& dataFolder);

}  // namespace prososcope::annotation
