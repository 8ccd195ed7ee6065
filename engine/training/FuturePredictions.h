// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/backend/FuturePredictionBackend.h"

namespace prososcope::training {

/// The networks of this library that predict the speech to come.
class FuturePredictions : public backend::FuturePredictionBackend {
public:
    [[nodiscard]] core::Result<backend::FuturePredictionOutcome> train(
        const backend::FuturePredictionRequest& request, const std::function<void(const backend::FutureEpoch&)>& epochDone,
        core::Progress& progress) override;
};

}  // namespace prososcope::training
