// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include "app/gui/inspect/RecordingListener.h"
#include "engine/backend/TranscriptAlignment.h"

namespace prososcope::gui {

/// A part of a recording that is written down, in seconds.
struct WrittenStretch {
    double start = 0.0;
    double end = -1.0;  ///< below 0: to the end
    [[nodiscard]] bool isWhole() const { return start <= 0.0 && end < 0.0; }
    bool operator==(const WrittenStretch&) const = default;
};

/// How Inspect reaches recognisers, so that tests put one of their own in the place of LibTorch. `models` is called on a
/// loader's thread, `align` within a job. Errors are those of the functions behind.
struct TranscriptBackend {
    std::function<std::vector<store::ModelEntry>()> models;
    std::function<core::Result<backend::TranscriptAlignment>(const store::ModelEntry&, const std::filesystem::path&,
                                                             const WrittenStretch&, core::Progress&)>
        align;

    /// The program's own: the recognisers of a workspace and those bundled, run by LibTorch.
    [[nodiscard]] static TranscriptBackend ofEngine(const std::filesystem::path& workspace);
};

/// What one recogniser wrote down of a recording.
struct WrittenTranscript {
    store::ModelEntry model;
    WrittenStretch stretch;
    backend::TranscriptAlignment found;
};

/// Writes down what is said in recordings, with where each character was found. GUI thread.
class TranscriptWriter : public RecordingListener {
    Q_OBJECT
public:
    TranscriptWriter(TranscriptBackend backend, engine_thread::EngineThread* engine, QObject* parent = nullptr);

    /// For tests.
    void setBackend(TranscriptBackend backend) { m_backend = std::move(backend); }

    /// Looks for recognisers; `modelsListed` follows.
    void listModels() { list(m_backend.models); }
    /// Does nothing while a recording is being listened to.
    void write(RecordingModel* recording, const WrittenStretch& stretch, const store::ModelEntry& model);
    /// Null: nothing is known of it.
    [[nodiscard]] std::shared_ptr<const WrittenTranscript> of(const RecordingModel* recording) const;

private:
    TranscriptBackend m_backend;
};

}  // namespace prososcope::gui
