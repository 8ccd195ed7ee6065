// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/AnnotationDocument.h"

#include <utility>

#include "engine/core/Hash.h"
#include "engine/core/SafeFile.h"

namespace prososcope::annotation {

using core::ErrorKind;
using core::fail;
using core::Result;

Result<Saved> runSave(const SaveRequest& request) {
    if (request.expected) {
        const auto state = diskState(request.file, *request.expected);
        if (state == DiskState::Changed) {
            return fail(ErrorKind::Failed,
                        {TRANSLATABLE("Engine", "%1 was changed by another program. Save under another name, or overwrite it."),
                         {request.file.string()}});
        }
    }
    auto bytes = formatAnnotation(request.annotation, request.format);
    if (!bytes) return fail(bytes.error());
    if (auto written = core::writeFile(request.file, *bytes); !written) return fail(written.error());
    auto stamp = FileStamp::of(request.file);
    if (!stamp) return fail(stamp.error());
    stamp->sha256 = core::sha256(*bytes);  // of what was written, should somebody else have been quicker to change it
    if (request.autosave) discardAutosave(*request.autosave, request.dataFolder);
    return Saved{request.annotation, request.file, request.format, std::move(*stamp)};
}

Result<AnnotationDocument::Opened> AnnotationDocument::open(const std::filesystem::path& file, const ReadOptions& options) {
    auto before = FileStamp::of(file);
    if (!before) return fail(before.error());
    auto read = readAnnotation(file, options);
    if (!read) return fail(read.error());
    AnnotationDocument document(std::move(read->annotation), file, read->format);
    document.m_stamp = std::move(*before);
    return Opened{std::move(document), std::move(read->notes)};
}

Result<AnnotationDocument> AnnotationDocument::recover(const std::filesystem::path& autosave) {
    auto recovered = readAutosave(autosave);
    if (!recovered) return fail(recovered.error());
    AnnotationDocument document(recovered->annotation, recovered->document.value_or(std::filesystem::path()),
                                recovered->format);
    document.m_stamp = std::move(recovered->stamp);
    document.m_history.clearSaved();
    document.m_autosave = autosave;
    document.m_autosaved = document.annotation();
    return document;
}

AnnotationDocument::AnnotationDocument(Annotation annotation, std::filesystem::path proposed, FileFormat format)
    : m_file(std::move(proposed)), m_format(format), m_history(std::move(annotation)) {}

SaveRequest AnnotationDocument::saveRequest(const std::filesystem::path& dataFolder, bool overwrite) const {
    return {annotation(), m_file, m_format, overwrite ? std::nullopt : m_stamp, m_autosave, dataFolder};
}

SaveRequest AnnotationDocument::saveAsRequest(std::filesystem::path file, FileFormat format,
                                              const std::filesystem::path& dataFolder) const {
    return {annotation(), std::move(file), format, std::nullopt, m_autosave, dataFolder};
}

void AnnotationDocument::saved(const Saved& saved) {
    m_file = saved.file;
    m_format = saved.format;
    m_stamp = saved.stamp;
    m_autosave.reset();
    m_autosaved.reset();
    if (saved.annotation == annotation())
        m_history.markSaved();
    else
        m_history.clearSaved();
}

void AnnotationDocument::fileGone() {
    m_stamp.reset();
    m_history.clearSaved();
}

bool AnnotationDocument::needsAutosave() const { return isDirty() && !(m_autosaved && *m_autosaved == annotation()); }

AutosaveRequest AnnotationDocument::autosaveRequest(const std::filesystem::path& dataFolder) const {
    AutosaveRequest request{annotation(), std::nullopt, m_format, m_stamp, dataFolder, m_autosave, std::nullopt};
    if (!m_file.empty()) request.document = m_file;
    return request;
}

void AnnotationDocument::autosaved(const Annotation& annotation, std::filesystem::path autosave) {
    m_autosaved = annotation;
    m_autosave = std::move(autosave);
}

}  // namespace prososcope::annotation
