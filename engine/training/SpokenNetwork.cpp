// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/SpokenNetwork.h"

#include "engine/models/gcu_asr/GcuInference.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/StoredNetworks.h"
#include "engine/training/Transcribing.h"

namespace prososcope::training {

namespace {

/// The gated-convolution recogniser, by CTC: a step makes the sum of the utterances' losses smaller.
class GcuSpokenNetwork : public SpokenNetwork {
public:
    GcuSpokenNetwork(models::GcuNetwork network, std::vector<std::string> alphabet, bool masked, const torch::Device& device)
        : m_network(std::move(network)), m_alphabet(std::move(alphabet)), m_masked(masked), m_device(device) {
        m_network->to(m_device);
    }

    [[nodiscard]] torch::nn::Module& module() override { return *m_network; }
    [[nodiscard]] std::map<std::string, double> sizes() const override { return m_network->settings().values(); }

    void enter(const experiment::RecogniserStage& /*stage*/) override {}

    [[nodiscard]] Losses losses(const SpokenBatch& batch, core::Random& /*random*/) override {
        m_network->train();
        const auto logits = m_network->forward(batch.inputs.to(m_device), m_masked ? batch.frames : nn::Lengths());
        const auto losses = models::ctcLosses(logits, batch.frames, batch.labels);
        return {losses.sum(), losses.detach().to(torch::kCPU)};
    }

    void hear(const std::vector<PreparedSound>& sounds, const std::vector<SpokenUtterance>& spoken,
              const experiment::TextSearch& search, core::Progress& progress,
              const std::function<void(std::size_t, const Heard&)>& each) override {
        const torch::NoGradGuard noGrad;
        forLogPosteriors(models::GcuInference(m_network, m_device), sounds, progress,
                         [&](std::size_t i, const torch::Tensor& rows) {
                             const auto loss = models::ctcLosses(rows.unsqueeze(0), {rows.size(0)}, {spoken[i].labels});
                             each(i, {heardText(rows, m_alphabet, search.beam), loss.item<double>()});
                         });
    }

    [[nodiscard]] Spans align(const std::vector<PreparedSound>& sounds, const std::vector<SpokenUtterance>& spoken,
                              core::Progress& progress) override {
        Spans spans(sounds.size());
        const torch::NoGradGuard noGrad;
        forLogPosteriors(
            models::GcuInference(m_network, m_device), sounds, progress, [&](std::size_t i, const torch::Tensor& rows) {
                const nn::LogPosteriors posteriors{{rows.const_data_ptr<float>(), static_cast<std::size_t>(rows.numel())},
                                                   static_cast<std::size_t>(rows.size(1))};
                spans[i] = nn::ctcAlignment(posteriors, spoken[i].labels);
            });
        return spans;
    }

private:
    models::GcuNetwork m_network;
    std::vector<std::string> m_alphabet;
    bool m_masked;
    torch::Device m_device;
};

std::map<std::string, double> attentionSizes(const experiment::AttentionRecogniser& attention) {
    return {{"cells", attention.cells},
            {"decoder", attention.decoderCells},
            {"embedding", attention.embedding},
            {"attention", attention.attention},
            {"plain_cells", attention.cell == "lstm" ? 0.0 : 1.0},
            {"fc0", attention.firstDense ? 1.0 : 0.0},
            {"location_filters", attention.locationFilters},
            {"ctc", attention.ctcWeight > 0.0 ? 1.0 : 0.0}};
}

/// What is said where the network that an experiment starts from has no layer for CTC but needs it; null: it does not.
const char* needsCtc(const experiment::RecogniserExperiment& experiment) {
    if (experiment.attention.ctcWeight > 0.0) {
        return TRANSLATABLE("Engine",
                            "%1 has no layer for CTC: leave ctc_weight out, or start from a network that was trained with it.");
    }
    if (experiment.search.ctcShare > 0.0) {
        return TRANSLATABLE("Engine",
                            "%1 has no layer for CTC: leave ctc_share out, or start from a network that was trained with "
                            "ctc_weight.");
    }
    return nullptr;
}

}  // namespace

std::unique_ptr<SpokenNetwork> spokenNetwork(models::GcuNetwork network, std::vector<std::string> alphabet,
                                             bool maskedStatistics, const torch::Device& device) {
    return std::make_unique<GcuSpokenNetwork>(std::move(network), std::move(alphabet), maskedStatistics, device);
}

core::Result<std::unique_ptr<SpokenNetwork>> makeSpokenNetwork(const experiment::RecogniserExperiment& experiment,
                                                               const RecogniserData& data,
                                                               const std::map<std::string, double>& sizes,
                                                               const torch::Device& device) {
    if (experiment.network == experiment::kLasRecogniser) {
        auto values = attentionSizes(experiment.attention);
        values["inputs"] = static_cast<double>(data.set->columns().size());
        for (const auto& [name, value] : sizes) values[name] = value;
        const auto settings =
            models::checkedLasSettings(values, static_cast<std::int64_t>(data.alphabet.size()) + models::kLasControls);
        if (!settings) return core::fail(settings.error());
        if (const char* const lacking = settings->frameSymbols ? nullptr : needsCtc(experiment))
            return core::fail(core::ErrorKind::BadInput, {lacking, {experiment.attention.start}});
        return spokenNetwork(models::makeLasNetwork(*settings, core::deriveSeed(experiment.seed, "weights")), data.alphabet,
                             {experiment.attention.labelSmoothing, experiment.attention.ctcWeight}, device);
    }
    auto values = sizes;
    values["inputs"] = static_cast<double>(data.set->columns().size());
    const auto settings = models::checkedGcuSettings(values, static_cast<std::int64_t>(data.alphabet.size()) + 1);
    if (!settings) return core::fail(settings.error());
    auto network = models::makeGcuNetwork(*settings, core::deriveSeed(experiment.seed, "weights"));
    if (experiment.precision == "bfloat16" && nn::computesBfloat16(device)) network->setTrainingType(torch::kBFloat16);
    return spokenNetwork(std::move(network), data.alphabet, experiment.maskedStatistics, device);
}

}  // namespace prososcope::training
