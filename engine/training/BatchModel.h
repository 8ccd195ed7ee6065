// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <utility>

#include "engine/backend/TorchBackend.h"

namespace prososcope::training {

/// What all models of this library share: the card, the refusal of empty sound, and one prediction as a batch of one.
class BatchModel : public backend::EmotionModel {
public:
    [[nodiscard]] const store::ModelCard& card() const override { return m_card; }

    [[nodiscard]] core::Result<backend::Posteriors> predict(std::span<const float> mono) override {
        core::Progress silent;
        const std::span<const float> one[] = {mono};
        auto many = predictMany(one, silent);
        if (!many) return core::fail(many.error());
        return std::move(many->front());
    }

protected:
    explicit BatchModel(store::ModelCard card) : m_card(std::move(card)) {}

    [[nodiscard]] static core::Status checkSound(std::span<const float> mono) {
        if (!mono.empty()) return {};
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The sound is empty: there is nothing to predict from.")});
    }

private:
    store::ModelCard m_card;
};

}  // namespace prososcope::training
