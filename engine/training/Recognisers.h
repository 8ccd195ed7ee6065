// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/backend/RecogniserBackend.h"

namespace prososcope::training {

/// The recognisers of this library.
class Recognisers : public backend::RecogniserBackend {
public:
    [[nodiscard]] core::Result<std::unique_ptr<backend::Recogniser>> open(const store::ModelEntry& model,
                                                                          const std::string& device, int threads) override;
    [[nodiscard]] core::Result<backend::RecogniserOutcome> train(
        const backend::RecogniserRequest& request, const std::function<void(const backend::RecogniserEpoch&)>& epochDone,
        core::Progress& progress) override;
};

}  // namespace prososcope::training
