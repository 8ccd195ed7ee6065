// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/backend/RecogniserBackend.h"

namespace prososcope::training {

/// The recognisers of this library: the gated-convolution one.
class Recognisers : public backend::RecogniserBackend {
public:
    [[nodiscard]] core::Result<std::unique_ptr<backend::Recogniser>> open(const store::ModelEntry& model,
                                                                          const std::string& device, int threads) override;
    [[nodiscard]] core::Result<backend::RecogniserOutcome> train(
        const backend::RecogniserRequest& request, const std::function<void(const backend::RecogniserEpoch&)>& epochDone,
        core::Progress& progress) override;
    [[nodiscard]] core::Status writeReference(const std::filesystem::path& in, const std::filesystem::path& out) override;
};

}  // namespace prososcope::training
