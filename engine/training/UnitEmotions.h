// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/backend/UnitEmotionBackend.h"

namespace prososcope::training {

/// The networks of emotion-dependent units of this library: wav2vec 2.0 with CTC.
class UnitEmotions : public backend::UnitEmotionBackend {
public:
    [[nodiscard]] core::Result<std::unique_ptr<backend::UnitListener>> open(const store::ModelEntry& model,
                                                                            const std::string& device, int threads) override;
    [[nodiscard]] core::Result<backend::UnitEmotionOutcome> train(
        const backend::UnitEmotionRequest& request,
        const std::function<void(int fold, int folds, const backend::UnitEpoch&)>& looked, core::Progress& progress) override;
};

}  // namespace prososcope::training
