// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include "engine/backend/RecogniserBackend.h"
#include "engine/backend/TorchBackend.h"
#include "engine/live/LiveRecogniser.h"
#include "engine/live/LiveSource.h"

namespace prososcope::gui {

/// What Live listens to, and with what.
struct LiveChoice {
    QString device;  ///< label of an input device; empty: the system's default
    QString file;    ///< a recording in the microphone's place, at its own pace; empty: none
    store::ModelEntry model;
    live::LiveSettings settings;
    store::ModelEntry dimensions;  ///< a model of valence and arousal for the plane; without a name: none
    store::ModelEntry captions;    ///< a recogniser that writes down each utterance; without a name: none
    [[nodiscard]] bool isRecording() const { return !file.isEmpty(); }
};

/// How Live reaches models and sound: a handful of functions, so that tests put their own in the place of LibTorch and of
/// devices. `models` may be called on any thread; the others on the thread that listens, and what they give stays there.
struct LiveBackend {
    std::function<std::vector<store::ModelEntry>()> models;  ///< of emotions, and recognisers (without classes)
    std::function<core::Result<std::unique_ptr<backend::EmotionModel>>(const store::ModelEntry&)> openModel;
    std::function<core::Result<std::unique_ptr<live::LiveSource>>(const LiveChoice&)> openSource;
    std::function<std::unique_ptr<audio::InputStream>()> makeInput;  ///< for the levels in the list of devices
    std::function<core::Result<std::unique_ptr<backend::Recogniser>>(const store::ModelEntry&)> openRecogniser;

    /// The program's own: the workspace's models and those bundled, each on one thread of the CPU.
    [[nodiscard]] static LiveBackend ofEngine(const std::filesystem::path& workspace);
};

}  // namespace prososcope::gui
