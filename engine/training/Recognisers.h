// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/backend/RecogniserBackend.h"
#include "engine/training/Autoencoders.h"
#include "engine/training/FuturePredictions.h"
#include "engine/training/UnitEmotions.h"

namespace prososcope::training {

/// The recognisers of this library, the networks of emotion-dependent units, those that predict the speech to come, and the
/// autoencoders.
class Recognisers : public backend::RecogniserBackend,
                    public backend::UnitEmotionProvider,
                    public backend::FuturePredictionProvider,
                    public backend::AutoencoderProvider {
public:
    [[nodiscard]] core::Result<std::unique_ptr<backend::Recogniser>> open(const store::ModelEntry& model,
                                                                          const std::string& device, int threads) override;
    [[nodiscard]] core::Result<backend::RecogniserOutcome> train(
        const backend::RecogniserRequest& request, const std::function<void(const backend::RecogniserEpoch&)>& epochDone,
        core::Progress& progress) override;
    [[nodiscard]] backend::UnitEmotionBackend& unitEmotions() override { return m_unitEmotions; }
    [[nodiscard]] backend::FuturePredictionBackend& futurePredictions() override { return m_futurePredictions; }
    [[nodiscard]] backend::AutoencoderBackend& autoencoders() override { return m_autoencoders; }

private:
    UnitEmotions m_unitEmotions;
    FuturePredictions m_futurePredictions;
    Autoencoders m_autoencoders;
};

}  // namespace prososcope::training
