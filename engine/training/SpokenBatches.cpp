// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/SpokenBatches.h"

#include <algorithm>
#include <cmath>

#include "engine/training/CepstralAugmentation.h"

namespace prososcope::training {

namespace {

constexpr const char* kCuts = "splice.cuts";

BatchSampler samplerOf(const RecogniserData& data, const experiment::RecogniserExperiment& experiment) {
    experiment::TrainingSettings settings;
    settings.batch = experiment.batch;
    settings.cropSeconds = 0.0;
    settings.classBalance = "none";
    std::vector<std::size_t> lengths;
    for (const auto& spoken : data.train) lengths.push_back(spoken.features->frames);
    return {std::vector<int>(lengths.size(), 0), lengths, 1, settings};
}

/// Whether a stored list of cuts is one of such an utterance: from 0 to its end, rising, one more than it has labels.
bool fits(const std::vector<std::size_t>& cuts, const SpokenUtterance& spoken) {
    return cuts.empty() ||
           (cuts.size() == spoken.labels.size() + 1 && cuts.front() == 0 && cuts.back() == spoken.features->frames &&
            std::adjacent_find(cuts.begin(), cuts.end(), std::greater_equal<>()) == cuts.end());
}

}  // namespace

SpokenBatches::SpokenBatches(const RecogniserData& data, const experiment::RecogniserExperiment& settings)
    : m_data(data), m_settings(settings), m_sampler(samplerOf(data, settings)) {}

SpokenBatch SpokenBatches::make(const std::vector<std::size_t>& utterances, core::Random& random) const {
    const std::size_t columns = m_data.set->columns().size();
    const CepstralAugmentation augmentation{m_settings.coefficientRoll, m_settings.timeStretch, m_settings.frequencyWarp,
                                            m_settings.equaliserDb,     m_settings.timeMasks,   m_settings.longestTimeMask};
    SpokenBatch batch;
    std::vector<std::vector<float>> heard;
    std::size_t longest = 0;
    for (const auto i : utterances) {
        std::optional<SpokenExample> spliced;
        if (m_splicer && random.chance(m_settings.spliceShare)) spliced = m_splicer->draw(i, random);
        const auto& spoken = m_data.train[i];
        const auto& cepstra = spliced ? spliced->cepstra : spoken.features->values;
        batch.labels.push_back(spliced ? std::move(spliced->labels) : spoken.labels);
        heard.push_back(augmentCepstra(cepstra, columns, nn::ctcFramesNeeded(batch.labels.back()), augmentation, random));
        longest = std::max(longest, heard.back().size());
    }
    batch.inputs = torch::zeros({static_cast<std::int64_t>(utterances.size()), static_cast<std::int64_t>(longest / columns),
                                 static_cast<std::int64_t>(columns)});
    float* row = batch.inputs.data_ptr<float>();
    for (const auto& rows : heard) {
        std::copy(rows.begin(), rows.end(), row);
        batch.frames.push_back(static_cast<std::int64_t>(rows.size() / columns));
        row += longest;
    }
    return batch;
}

bool SpokenBatches::alignsBefore(int epoch) const {
    const int first = m_settings.spliceFromEpoch;
    if (first == 0 || epoch < first) return false;
    return epoch == first || (m_settings.alignEvery > 0 && (epoch - first) % m_settings.alignEvery == 0);
}

void SpokenBatches::align(SpokenNetwork& network, core::Progress& progress) {
    std::vector<PreparedSound> sounds;
    for (const auto& spoken : m_data.train) sounds.push_back(wholeSound(*spoken.features));
    const auto spans = network.align(sounds, m_data.train, progress);
    Cuts cuts(sounds.size());
    for (std::size_t i = 0; i < cuts.size(); ++i) {
        if (spans[i]) cuts[i] = cutsOf(*m_data.train[i].features, *spans[i]);
    }
    use(std::move(cuts));
}

void SpokenBatches::use(Cuts cuts) {
    m_cuts = std::move(cuts);
    SpeechSplicer::Settings settings;
    settings.fewest = static_cast<std::size_t>(m_settings.spliceFewest);
    settings.most = static_cast<std::size_t>(m_settings.spliceMost);
    settings.wordShare = m_settings.spliceWords;
    m_splicer.emplace(m_data.train, m_cuts, settings);
}

void SpokenBatches::store(nn::StateDict& state) const {
    if (!m_splicer) return;
    nn::StateDict::Entry entry{kCuts, {}, {}};
    for (const auto& cuts : m_cuts) {
        entry.values.push_back(static_cast<float>(cuts.size()));
        for (const auto cut : cuts) entry.values.push_back(static_cast<float>(cut));  // exact below 2^24 frames, two days
    }
    entry.shape = {static_cast<std::int64_t>(entry.values.size())};
    state.entries.push_back(std::move(entry));
}

bool SpokenBatches::restore(const nn::StateDict& state) {
    const auto* entry = state.find(kCuts);
    if (entry == nullptr) return true;
    const auto& values = entry->values;
    Cuts cuts;
    std::size_t at = 0;
    for (const auto& spoken : m_data.train) {
        if (at == values.size() || !(values[at] >= 0.0F) || values[at] > static_cast<float>(values.size() - at - 1))
            return false;
        const auto count = static_cast<std::size_t>(values[at++]);
        auto& each = cuts.emplace_back();
        for (std::size_t i = 0; i < count; ++i, ++at) {
            if (!(values[at] >= 0.0F && values[at] <= static_cast<float>(spoken.features->frames))) return false;
            each.push_back(static_cast<std::size_t>(values[at]));
        }
        if (!fits(each, spoken)) return false;
    }
    if (at != values.size()) return false;
    use(std::move(cuts));
    return true;
}

}  // namespace prososcope::training
