// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/nn/OwnGenerator.h"
#include "engine/training/Spelling.h"
#include "engine/training/SpokenNetwork.h"
#include "engine/training/StoredNetworks.h"

namespace prososcope::training {

namespace {

using torch::Tensor;

/// Of each utterance the sum over its symbols of their smoothed cross-entropies, [batch].
Tensor spellingLosses(const Tensor& logits, const Tensor& targets, double smoothing) {
    return at::cross_entropy_loss(logits.transpose(1, 2), targets, {}, at::Reduction::None, models::kLasPadding, smoothing)
        .sum(1);
}

/// A step makes the mean over the batch's symbols smaller.
class LasSpokenNetwork : public SpokenNetwork {
public:
    LasSpokenNetwork(models::LasNetwork network, std::vector<std::string> alphabet, double smoothing,
                     const torch::Device& device)
        : m_network(std::move(network)), m_alphabet(std::move(alphabet)), m_smoothing(smoothing), m_device(device) {
        m_network->to(m_device);
    }

    [[nodiscard]] torch::nn::Module& module() override { return *m_network; }
    [[nodiscard]] std::map<std::string, double> sizes() const override { return m_network->settings().values(); }

    void enter(const experiment::RecogniserStage& stage) override {
        m_stage = stage;
        for (auto& weight : m_network->listener->parameters()) weight.set_requires_grad(stage.parts != "speller");
        for (auto& weight : m_network->speller->parameters()) weight.set_requires_grad(stage.parts != "listener");
    }

    [[nodiscard]] Losses losses(const SpokenBatch& batch, core::Random& random) override {
        m_network->train();
        const auto targets = spelledTargets(batch.labels).to(m_device);
        models::SpellingPlan plan;
        plan.teacherForcing = m_stage.teacherForcing;
        plan.choices = nn::ownGenerator(torch::kCPU, random.bits());
        plan.dropout.probability = m_stage.dropout;
        if (m_stage.dropout > 0.0) plan.dropout.generator = nn::ownGenerator(m_device, random.bits());
        const auto spelling = m_network->forward(batch.inputs.to(m_device), batch.frames, targets, plan);
        const auto each = spellingLosses(spelling.logits, targets, m_smoothing);
        const auto symbols = (targets != models::kLasPadding).sum();
        return {each.sum() / symbols, each.detach().to(torch::kCPU)};
    }

    void hear(const std::vector<PreparedSound>& sounds, const std::vector<SpokenUtterance>& spoken, core::Progress& progress,
              const std::function<void(std::size_t, const Heard&)>& each) override {
        m_network->eval();
        forAttendedSounds(m_network, sounds, m_device, progress,
                          [&](const std::vector<std::size_t>& batch, const models::AttendedSound& attended) {
                              const torch::NoGradGuard noGrad;
                              std::vector<std::vector<int>> labels;
                              std::vector<std::int64_t> steps;
                              for (const auto i : batch) {
                                  labels.push_back(spoken[i].labels);
                                  steps.push_back(models::decodingSteps(sounds[i].frames));
                              }
                              const auto targets = spelledTargets(labels).to(m_device);
                              const auto told = m_network->speller->forward(attended, targets, {});
                              const auto losses = spellingLosses(told.logits, targets, m_smoothing).to(torch::kCPU);
                              const auto texts = models::spellGreedily(m_network, attended, steps);
                              for (std::size_t b = 0; b < batch.size(); ++b) {
                                  each(batch[b], {speltCharacters(texts[b].symbols, m_alphabet),
                                                  losses[static_cast<std::int64_t>(b)].item<double>()});
                              }
                          });
    }

    /// It says where it looked, not where a label is: none.
    [[nodiscard]] Spans align(const std::vector<PreparedSound>& sounds, const std::vector<SpokenUtterance>& /*spoken*/,
                              core::Progress& /*progress*/) override {
        return Spans(sounds.size());
    }

private:
    models::LasNetwork m_network;
    std::vector<std::string> m_alphabet;
    double m_smoothing;
    torch::Device m_device;
    experiment::RecogniserStage m_stage;
};

}  // namespace

std::unique_ptr<SpokenNetwork> spokenNetwork(models::LasNetwork network, std::vector<std::string> alphabet,
                                             double labelSmoothing, const torch::Device& device) {
    return std::make_unique<LasSpokenNetwork>(std::move(network), std::move(alphabet), labelSmoothing, device);
}

}  // namespace prososcope::training
