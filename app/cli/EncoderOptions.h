// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "app/cli/CommandLine.h"
#include "engine/backend/EncoderBackend.h"
#include "engine/backend/TorchBackend.h"
#include "engine/store/ModelCard.h"

/// Which network, and which part of a recording: what several commands ask alike.
namespace prososcope::cli {

struct EncoderOptions {
    std::string encoder;
    std::optional<std::uint64_t> untrained;
    std::string device = "cpu";
};
/// --encoder, which is required and described by `what`, --untrained and --device.
void addEncoderOptions(CLI::App& command, EncoderOptions& options, const std::string& what);

struct FoundEncoder {
    store::ModelEntry model;
    backend::EncoderBackend* encoders = nullptr;
};
/// The model of that name or file, and LibTorch for it; its weights are not read.
[[nodiscard]] core::Result<FoundEncoder> findEncoder(const CommandLine& line, const EncoderOptions& options);
[[nodiscard]] core::Result<std::unique_ptr<backend::Encoder>> openEncoder(const CommandLine& line,
                                                                          const EncoderOptions& options,
                                                                          const FoundEncoder& found);

}  // namespace prososcope::cli
