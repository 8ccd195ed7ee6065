// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/backend/TorchBackend.h"
#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/store/ModelCard.h"

namespace prososcope::backend {

/// What a model said of one recording, and how long it took. Of the results, those that its kind gives.
struct SelfTest {
    Posteriors posteriors;       ///< in the order of the card's classes
    DimensionValues dimensions;  ///< in the order of the card's dimensions
    std::string text;            ///< a recogniser's
    std::int64_t layers = 0;     ///< an encoder's, at its usual tap, with the units of the widest and its frames
    std::int64_t units = 0;
    std::int64_t frames = 0;
    double soundSeconds = 0.0;
    double openSeconds = 0.0;  ///< until the network was ready
    double runSeconds = 0.0;
};

/// The recording that comes with the program.
[[nodiscard]] std::filesystem::path exampleRecording();

/// Opens a model and runs it once over a recording, on the processor: by its classes and dimensions, else by its layers, else
/// by the text it hears. Fails as the network does, with Cancelled, and where a result is no finite number. Any thread; opens
/// LibTorch.
[[nodiscard]] core::Result<SelfTest> selfTest(const store::ModelEntry& model, const std::filesystem::path& recording,
                                              int threads, core::Progress& progress);

}  // namespace prososcope::backend
