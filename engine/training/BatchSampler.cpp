// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/BatchSampler.h"

#include <algorithm>
#include <numeric>

namespace prososcope::training {

BatchSampler::BatchSampler(std::vector<int> labels, std::vector<std::size_t> lengths, int classes,
                           const experiment::TrainingSettings& settings)
    : m_labels(std::move(labels)),
      m_lengths(std::move(lengths)),
      m_batch(static_cast<std::size_t>(std::max(1, settings.batch))),
      m_balanced(settings.classBalance == "sampler"),
      m_bucketed(settings.cropSeconds <= 0.0) {
    std::vector<std::vector<std::size_t>> byClass(static_cast<std::size_t>(classes));
    for (std::size_t i = 0; i < m_labels.size(); ++i) byClass[static_cast<std::size_t>(m_labels[i])].push_back(i);
    m_classWeights = torch::zeros({classes});
    const auto present =
        static_cast<double>(std::count_if(byClass.begin(), byClass.end(), [](const auto& c) { return !c.empty(); }));
    for (std::size_t c = 0; c < byClass.size(); ++c) {
        if (byClass[c].empty()) continue;
        m_classWeights[static_cast<std::int64_t>(c)] =
            static_cast<double>(m_labels.size()) / (present * static_cast<double>(byClass[c].size()));
        m_byClass.push_back(std::move(byClass[c]));
    }
}

std::size_t BatchSampler::stepsPerEpoch() const { return (m_labels.size() + m_batch - 1) / m_batch; }

std::vector<std::vector<std::size_t>> BatchSampler::epoch(core::Random& random) const {
    std::vector<std::size_t> order(m_labels.size());
    if (m_balanced) {
        auto rounds = m_byClass;
        std::vector<std::size_t> next(rounds.size(), 0);
        for (auto& round : rounds) random.shuffle(std::span(round));
        for (auto& index : order) {
            const auto c = static_cast<std::size_t>(random.below(rounds.size()));
            if (next[c] == rounds[c].size()) {
                random.shuffle(std::span(rounds[c]));
                next[c] = 0;
            }
            index = rounds[c][next[c]++];
        }
    } else {
        std::iota(order.begin(), order.end(), std::size_t{0});
        random.shuffle(std::span(order));
    }
    if (m_bucketed) {
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return m_lengths[a] < m_lengths[b]; });
    }
    std::vector<std::vector<std::size_t>> batches;
    for (std::size_t start = 0; start < order.size(); start += m_batch) {
        batches.emplace_back(order.begin() + start, order.begin() + std::min(start + m_batch, order.size()));
    }
    // A last batch of one example has no batch statistics: it joins the one before.
    if (batches.size() > 1 && batches.back().size() == 1) {
        batches[batches.size() - 2].push_back(batches.back().front());
        batches.pop_back();
    }
    if (m_bucketed) random.shuffle(std::span(batches));
    return batches;
}

}  // namespace prososcope::training
