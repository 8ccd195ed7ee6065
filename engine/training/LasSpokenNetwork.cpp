// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/nn/CtcLoss.h"
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

/// Spans of the listener's frames in those of the sound.
std::vector<nn::CtcSpan> inSoundFrames(std::vector<nn::CtcSpan> spans, std::size_t frames) {
    constexpr auto kTogether = static_cast<std::size_t>(models::kSoundFramesHeardAsOne);
    const auto first = [](std::size_t heard) { return heard * kTogether; };
    for (auto& span : spans) {
        span = {first(span.first), std::min(first(span.last + 1), frames) - 1,
                std::min(first(span.peak) + kTogether / 2, frames - 1)};
    }
    return spans;
}

/// A step makes the mean over the batch's symbols smaller.
class LasSpokenNetwork : public SpokenNetwork {
public:
    LasSpokenNetwork(models::LasNetwork network, std::vector<std::string> alphabet, const SpellingObjective& objective,
                     const torch::Device& device)
        : m_network(std::move(network)), m_alphabet(std::move(alphabet)), m_objective(objective), m_device(device) {
        m_network->to(m_device);
    }

    [[nodiscard]] torch::nn::Module& module() override { return *m_network; }
    [[nodiscard]] std::map<std::string, double> sizes() const override { return m_network->settings().values(); }

    void enter(const experiment::RecogniserStage& stage) override {
        m_stage = stage;
        for (auto& weight : m_network->listener->parameters()) weight.set_requires_grad(stage.parts != "speller");
        for (auto& weight : m_network->speller->parameters()) weight.set_requires_grad(stage.parts != "listener");
        if (m_network->ctc.is_empty()) return;
        for (auto& weight : m_network->ctc->parameters()) weight.set_requires_grad(stage.parts != "speller");
    }

    [[nodiscard]] Losses losses(const SpokenBatch& batch, core::Random& random) override {
        m_network->train();
        const auto targets = spelledTargets(batch.labels).to(m_device);
        models::SpellingPlan plan;
        plan.teacherForcing = m_stage.teacherForcing;
        plan.choices = nn::ownGenerator(torch::kCPU, random.bits());
        plan.dropout.probability = m_stage.dropout;
        if (m_stage.dropout > 0.0) plan.dropout.generator = nn::ownGenerator(m_device, random.bits());
        const auto sound = m_network->listen(batch.inputs.to(m_device), batch.frames, nullptr, plan.dropout);
        const auto spelling = m_network->speller->forward(sound, targets, plan);
        const auto each = spellingLosses(spelling.logits, targets, m_objective.labelSmoothing);
        const auto symbols = (targets != models::kLasPadding).sum();
        auto objective = each.sum() / symbols;
        if (const double share = m_objective.ctcWeight; share > 0.0) {
            const auto ctc = nn::ctcLosses(m_network->ctc->forward(sound.encoded), heardFrames(batch.frames), batch.labels,
                                           m_network->frameClasses() - 1, nn::CtcTooShort::Ignored);
            objective = (1.0 - share) * objective + share * ctc.sum() / symbols;
        }
        return {objective, each.detach().to(torch::kCPU)};
    }

    void hear(const std::vector<PreparedSound>& sounds, const std::vector<SpokenUtterance>& spoken,
              const experiment::TextSearch& search, core::Progress& progress,
              const std::function<void(std::size_t, const Heard&)>& each) override {
        m_network->eval();
        forAttendedSounds(
            m_network, sounds, m_device, progress,
            [&](const std::vector<std::size_t>& batch, const models::AttendedSound& attended) {
                const torch::NoGradGuard noGrad;
                std::vector<std::vector<int>> labels;
                std::vector<std::int64_t> frames;
                for (const auto i : batch) {
                    labels.push_back(spoken[i].labels);
                    frames.push_back(sounds[i].frames);
                }
                const auto targets = spelledTargets(labels).to(m_device);
                const auto told = m_network->speller->forward(attended, targets, {});
                const auto losses = spellingLosses(told.logits, targets, m_objective.labelSmoothing).to(torch::kCPU);
                const auto texts = speltTexts(m_network, attended, frames, search);
                for (std::size_t b = 0; b < batch.size(); ++b) {
                    each(batch[b],
                         {speltCharacters(texts[b].symbols, m_alphabet), losses[static_cast<std::int64_t>(b)].item<double>()});
                }
            });
    }

    /// By the symbols of single frames. A speller alone says where it looked, not where a label is: nothing then.
    [[nodiscard]] Spans align(const std::vector<PreparedSound>& sounds, const std::vector<SpokenUtterance>& spoken,
                              core::Progress& progress) override {
        Spans spans(sounds.size());
        if (m_network->ctc.is_empty()) return spans;
        m_network->eval();
        forAttendedSounds(
            m_network, sounds, m_device, progress,
            [&](const std::vector<std::size_t>& batch, const models::AttendedSound& attended) {
                const auto rows =
                    torch::log_softmax(m_network->ctc->forward(attended.encoded), -1).to(torch::kCPU).contiguous();
                const auto classes = static_cast<std::size_t>(m_network->frameClasses());
                const auto* values = rows.const_data_ptr<float>();
                for (std::size_t b = 0; b < batch.size(); ++b) {
                    const auto i = batch[b];
                    const auto frames = static_cast<std::size_t>(models::heardFrames(sounds[i].frames));
                    const auto* row = values + b * static_cast<std::size_t>(rows.size(1)) * classes;
                    const nn::LogPosteriors posteriors{{row, frames * classes}, classes};
                    auto found = nn::ctcAlignment(posteriors, spoken[i].labels);
                    if (found) spans[i] = inSoundFrames(std::move(*found), static_cast<std::size_t>(sounds[i].frames));
                }
            });
        return spans;
    }

private:
    [[nodiscard]] static nn::Lengths heardFrames(const nn::Lengths& frames) {
        nn::Lengths heard;
        for (const auto each : frames) heard.push_back(models::heardFrames(each));
        return heard;
    }

    models::LasNetwork m_network;
    std::vector<std::string> m_alphabet;
    SpellingObjective m_objective;
    torch::Device m_device;
    experiment::RecogniserStage m_stage;
};

}  // namespace

std::unique_ptr<SpokenNetwork> spokenNetwork(models::LasNetwork network, std::vector<std::string> alphabet,
                                             const SpellingObjective& objective, const torch::Device& device) {
    return std::make_unique<LasSpokenNetwork>(std::move(network), std::move(alphabet), objective, device);
}

}  // namespace prososcope::training
