// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/annotation/Autosave.h"
#include "engine/annotation/UndoHistory.h"

namespace prososcope::annotation {

/// A save to be done: taken from a document on its thread, carried out by `runSave` on any other.
struct SaveRequest {
    Annotation annotation;
    std::filesystem::path file;
    FileFormat format = FileFormat::TextGrid;
    std::optional<FileStamp> expected;              ///< what the file must still be; nothing: whatever is there is replaced
    std::optional<std::filesystem::path> autosave;  ///< discarded after the save
    std::filesystem::path dataFolder;
};
struct Saved {
    Annotation annotation;
    std::filesystem::path file;
    FileFormat format = FileFormat::TextGrid;
    FileStamp stamp;
};
/// Writes the file as a whole or not at all. Fails where somebody else has changed it since it was read.
[[nodiscard]] core::Result<Saved> runSave(const SaveRequest& request);

/// The annotation of one recording with its file: what has been edited since it was saved, whether somebody else changed
/// the file, its autosave. It opens no file itself except in `open` and `recover`, which may run on any thread; all else
/// belongs to one thread (the GUI's) and never waits: requests go out, results come back by `saved` and `autosaved`.
class AnnotationDocument {
public:
    struct Opened;
    [[nodiscard]] static core::Result<Opened> open(const std::filesystem::path& file, const ReadOptions& options = {});
    /// From an autosave: the document is dirty, and keeps the autosave until it is saved or closed.
    [[nodiscard]] static core::Result<AnnotationDocument> recover(const std::filesystem::path& autosave);
    /// A new one; `proposed` is where the first save goes unless a person says otherwise ("<audio>.TextGrid").
    AnnotationDocument(Annotation annotation, std::filesystem::path proposed, FileFormat format);

    [[nodiscard]] const std::filesystem::path& file() const { return m_file; }
    [[nodiscard]] FileFormat format() const { return m_format; }
    /// Whether the file exists as far as this document knows.
    [[nodiscard]] bool hasFile() const { return m_stamp.has_value(); }
    [[nodiscard]] const Annotation& annotation() const { return m_history.annotation(); }
    [[nodiscard]] UndoHistory& history() { return m_history; }
    [[nodiscard]] const UndoHistory& history() const { return m_history; }
    [[nodiscard]] bool isDirty() const { return !m_history.isSaved(); }
    [[nodiscard]] const std::optional<FileStamp>& stamp() const { return m_stamp; }  ///< for `diskState`, on another thread

    /// To the file and format it came from. `overwrite`: even if somebody else has changed it.
    [[nodiscard]] SaveRequest saveRequest(const std::filesystem::path& dataFolder, bool overwrite = false) const;
    [[nodiscard]] SaveRequest saveAsRequest(std::filesystem::path file, FileFormat format,
                                            const std::filesystem::path& dataFolder) const;
    /// What the file holds now; edits made while it was written keep the document dirty.
    void saved(const Saved& saved);

    /// The file is not there any more: what was in it is unsaved, and the next save is that of a new file.
    void fileGone();

    /// Whether there is anything that neither the file nor the last autosave holds.
    [[nodiscard]] bool needsAutosave() const;
    [[nodiscard]] AutosaveRequest autosaveRequest(const std::filesystem::path& dataFolder) const;
    void autosaved(const Annotation& annotation, std::filesystem::path autosave);
    /// To be discarded when the document is closed.
    [[nodiscard]] const std::optional<std::filesystem::path>& autosave() const { return m_autosave; }

private:
    std::filesystem::path m_file;
    FileFormat m_format;
    std::optional<FileStamp> m_stamp;
    UndoHistory m_history;
    std::optional<std::filesystem::path> m_autosave;
    std::optional<Annotation> m_autosaved;
};

struct AnnotationDocument::Opened {
    AnnotationDocument document;
    std::vector<core::Text> notes;
};

}  // namespace prososcope::annotation
