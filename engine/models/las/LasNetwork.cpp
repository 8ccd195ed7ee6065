// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/las/LasNetwork.h"

#include <algorithm>

namespace prososcope::models {

LasNetworkImpl::LasNetworkImpl(const LasSettings& settings) : m_settings(settings) {
    listener = register_module("listener", Listener(settings));
    speller = register_module("speller", Speller(settings));
    if (settings.frameSymbols) ctc = register_module("ctc", nn::Dense(settings.width(), frameClasses()));
}

Spelling LasNetworkImpl::forward(const torch::Tensor& features, const nn::Lengths& lengths, const torch::Tensor& targets,
                                 const SpellingPlan& plan) {
    return speller->forward(listen(features, lengths, nullptr, plan.dropout), targets, plan);
}

AttendedSound LasNetworkImpl::listen(const torch::Tensor& features, const nn::Lengths& lengths, Heard* heard,
                                     const LasDropout& dropout) {
    auto layers = listener->forward(features, lengths, dropout);
    auto sound = speller->attention->attend(layers.layer2, layers.lengths2);
    if (heard != nullptr) *heard = std::move(layers);
    return sound;
}

void LasNetworkImpl::draw(std::uint64_t seed) {
    const auto generator = at::make_generator<at::CPUGeneratorImpl>(seed);
    listener->draw(generator);
    speller->draw(generator);
    if (!ctc.is_empty()) nn::drawXavier(ctc->weight, generator);
}

LasNetwork makeLasNetwork(const LasSettings& settings, std::uint64_t seed) {
    LasNetwork network(settings);
    network->draw(seed);
    return network;
}

torch::Tensor spellingLoss(const torch::Tensor& logits, const torch::Tensor& targets, double smoothing) {
    if (!targets.ne(kLasPadding).any().item<bool>()) return logits.sum() * 0.0;
    return at::cross_entropy_loss(logits.flatten(0, 1), targets.flatten(), {}, at::Reduction::Mean, kLasPadding, smoothing);
}

torch::Tensor paddedTargets(const std::vector<std::vector<std::int64_t>>& lists) {
    std::size_t longest = 0;
    for (const auto& list : lists) longest = std::max(longest, list.size());
    auto targets =
        torch::full({static_cast<std::int64_t>(lists.size()), static_cast<std::int64_t>(longest)}, kLasPadding, torch::kLong);
    for (std::size_t i = 0; i < lists.size(); ++i)
        std::copy(lists[i].begin(), lists[i].end(), targets[static_cast<std::int64_t>(i)].data_ptr<std::int64_t>());
    return targets;
}

}  // namespace prososcope::models
