// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "app/gui/inspect/RecordingListener.h"
#include "app/gui/inspect/TranscriptBackend.h"

namespace prososcope::gui {

/// What one recogniser wrote down of a recording.
struct WrittenTranscript {
    store::ModelEntry model;
    SecondsSpan stretch;
    backend::TranscriptAlignment found;
};

/// Writes down what is said in recordings, with where each character was found. GUI thread.
class TranscriptWriter : public RecordingListener {
    Q_OBJECT
public:
    TranscriptWriter(TranscriptBackend backend, engine_thread::EngineThread* engine, QObject* parent = nullptr);

    /// For tests.
    void setBackend(TranscriptBackend backend) { m_backend = std::move(backend); }

    void listModels() override { list(m_backend.models); }
    /// Does nothing while a recording is being listened to.
    void write(RecordingModel* recording, const SecondsSpan& stretch, const store::ModelEntry& model);
    /// Null: nothing is known of it.
    [[nodiscard]] std::shared_ptr<const WrittenTranscript> of(const RecordingModel* recording) const {
        return known<WrittenTranscript>(recording);
    }

private:
    TranscriptBackend m_backend;
};

}  // namespace prososcope::gui
