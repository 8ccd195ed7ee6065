// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/TranscriptWriter.h"

#include <any>
#include <filesystem>

#include "app/gui/inspect/RecordingModel.h"

namespace prososcope::gui {

TranscriptWriter::TranscriptWriter(TranscriptBackend backend, engine_thread::EngineThread* engine, QObject* parent)
    : RecordingListener(engine, parent), m_backend(std::move(backend)) {}

std::shared_ptr<const WrittenTranscript> TranscriptWriter::of(const RecordingModel* recording) const {
    const auto written = known(recording);
    return written.has_value() ? std::any_cast<std::shared_ptr<const WrittenTranscript>>(written) : nullptr;
}

void TranscriptWriter::write(RecordingModel* recording, const RecordingSpan& stretch, const store::ModelEntry& model) {
    if (recording == nullptr) return;
    const std::filesystem::path path(recording->path().toStdString());
    listen(recording, tr("Writing down what is said in %1").arg(recording->name()),
           [align = m_backend.align, model, stretch, path](core::Progress& progress) -> core::Result<std::any> {
               auto found = align(model, path, stretch, progress);
               if (!found) return core::fail(found.error());
               return std::any(std::shared_ptr<const WrittenTranscript>(
                   std::make_shared<WrittenTranscript>(model, stretch, std::move(*found))));
           });
}

}  // namespace prososcope::gui
