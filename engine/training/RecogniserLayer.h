// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/features/FeatureSet.h"
#include "engine/training/LayeredNetwork.h"

namespace prososcope::training {

/// The frames of one layer of a stored attention recogniser, as a feature set, so that they are computed once and cached. The
/// recogniser stays as it is. A sound too short for a single frame gives none. Several threads may compute.
class RecogniserLayer : public features::FeatureSet {
public:
    /// layer: as the recogniser's layers are named, "pBLSTM-Layer1"; empty: the last one. Fails with one sentence: no such
    /// model or layer, another kind of model, what the model's file has wrong.
    [[nodiscard]] static core::Result<std::shared_ptr<const RecogniserLayer>> open(const std::string& model,
                                                                                   const std::string& layer,
                                                                                   const std::filesystem::path& modelsFolder,
                                                                                   const std::string& device,
                                                                                   std::stop_token stop);

    [[nodiscard]] const store::ModelCard& card() const { return m_card; }
    [[nodiscard]] const std::string& layer() const { return m_layer; }

    [[nodiscard]] std::string_view name() const override;
    [[nodiscard]] core::Text description() const override;
    [[nodiscard]] int rateHz() const override { return m_card.rateHz; }
    [[nodiscard]] const std::vector<std::string>& columns() const override { return m_columns; }
    [[nodiscard]] std::string parameters() const override { return m_parameters; }
    [[nodiscard]] Times times() const override { return m_times; }
    [[nodiscard]] std::unique_ptr<features::FeatureStream> stream(int threads, std::span<const float> surveyed) const override;
    [[nodiscard]] core::Result<features::FeatureMatrix> compute(std::span<const float> mono, int threads = 1) const override;

private:
    RecogniserLayer() = default;

    store::ModelCard m_card;
    std::string m_layer;
    std::size_t m_index = 0;                    ///< of the layer, nearest to the sound first
    std::unique_ptr<LayeredNetwork> m_network;  ///< in evaluation a forward pass changes nothing
    const features::FeatureSet* m_input = nullptr;
    std::stop_token m_stop;
    std::vector<std::string> m_columns;
    std::string m_parameters;
    Times m_times;
};

}  // namespace prososcope::training
