// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include "app/gui/inspect/RecordingListener.h"
#include "engine/backend/UnitEmotionBackend.h"

namespace prososcope::gui {

/// How Inspect reaches models of emotion-dependent units, so that tests put one of their own in the place of LibTorch. `models`
/// is called on a loader's thread, `listen` within a job. Errors are those of the functions behind.
struct UnitRecognitionBackend {
    std::function<std::vector<store::ModelEntry>()> models;
    std::function<core::Result<backend::UnitListening>(const store::ModelEntry&, const std::filesystem::path&, core::Progress&)>
        listen;

    /// The program's own: the models of a workspace and those bundled, run by LibTorch.
    [[nodiscard]] static UnitRecognitionBackend ofEngine(const std::filesystem::path& workspace);
};

/// The phonetic units of a recording by one model.
struct RecognisedUnits {
    store::ModelEntry model;
    backend::UnitListening heard;
};

/// Recognises the units of recordings. GUI thread.
class UnitRecogniser : public RecordingListener {
    Q_OBJECT
public:
    UnitRecogniser(UnitRecognitionBackend backend, engine_thread::EngineThread* engine, QObject* parent = nullptr);

    /// For tests.
    void setBackend(UnitRecognitionBackend backend) { m_backend = std::move(backend); }

    void listModels() override { list(m_backend.models); }
    /// Does nothing while a recording is being listened to.
    void recognise(RecordingModel* recording, const store::ModelEntry& model);
    /// Null: nothing is known of it.
    [[nodiscard]] std::shared_ptr<const RecognisedUnits> of(const RecordingModel* recording) const {
        return known<RecognisedUnits>(recording);
    }

private:
    UnitRecognitionBackend m_backend;
};

}  // namespace prososcope::gui
