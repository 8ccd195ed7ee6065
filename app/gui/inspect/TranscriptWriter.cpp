// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/TranscriptWriter.h"

#include "app/gui/inspect/RecordingModel.h"

namespace prososcope::gui {

TranscriptWriter::TranscriptWriter(TranscriptBackend backend, engine_thread::EngineThread* engine, QObject* parent)
    : RecordingListener(engine, parent), m_backend(std::move(backend)) {}

void TranscriptWriter::write(RecordingModel* recording, const SecondsSpan& stretch, const store::ModelEntry& model) {
    if (recording == nullptr) return;
    const std::filesystem::path path(recording->path().toStdString());
    listen<WrittenTranscript>(
        recording, tr("Writing down what is said in %1").arg(recording->name()),
        [align = m_backend.align, model, stretch, path](core::Progress& progress) -> core::Result<WrittenTranscript> {
            auto found = align(model, path, stretch, progress);
            if (!found) return core::fail(found.error());
            return WrittenTranscript{model, stretch, std::move(*found)};
        });
}

}  // namespace prososcope::gui
