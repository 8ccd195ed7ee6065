// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/SpeechSplicer.h"

#include <algorithm>
#include <utility>

namespace prososcope::training {

std::vector<std::size_t> cutsOf(const features::FeatureMatrix& cepstra, std::span<const nn::CtcSpan> labels) {
    std::vector<std::size_t> cuts{0};
    for (std::size_t i = 1; i < labels.size(); ++i) {
        const std::size_t before = labels[i - 1].peak;
        const std::size_t after = labels[i].peak;
        const std::size_t margin = (after - before) / 4;
        std::size_t quietest = before + (after - before + 1) / 2;
        // The frame that a piece begins with lies behind the one label's peak and not behind the other's.
        for (std::size_t t = std::max(before + 1, before + margin); t + margin <= after; ++t) {
            if (cepstra.at(t, 0) < cepstra.at(quietest, 0)) quietest = t;
        }
        cuts.push_back(quietest);
    }
    cuts.push_back(cepstra.frames);
    return cuts;
}

SpeechSplicer::SpeechSplicer(const std::vector<SpokenUtterance>& utterances, std::vector<std::vector<std::size_t>> cuts,
                             Settings settings)
    : m_utterances(utterances), m_cuts(std::move(cuts)), m_settings(settings) {
    for (std::size_t i = 0; i < m_utterances.size(); ++i) {
        if (!m_cuts[i].empty() && !m_utterances[i].labels.empty()) m_bySpeaker[m_utterances[i].speaker].push_back(i);
    }
}

std::size_t SpeechSplicer::aligned() const {
    std::size_t sum = 0;
    for (const auto& [speaker, utterances] : m_bySpeaker) sum += utterances.size();
    return sum;
}

SpeechSplicer::Piece SpeechSplicer::drawPiece(const std::vector<int>& labels, std::size_t most, bool words,
                                              core::Random& random) const {
    if (!words) {
        const std::size_t count = std::min(labels.size(), most);
        return {static_cast<std::size_t>(random.below(labels.size() - count + 1)), count};
    }
    std::vector<std::size_t> begins{0};  // of words, and behind them the end
    for (std::size_t i = 0; i + 1 < labels.size(); ++i) {
        if (labels[i] == m_settings.space) begins.push_back(i + 1);
    }
    begins.push_back(labels.size());
    const auto first = static_cast<std::size_t>(random.below(begins.size() - 1));
    std::size_t end = first + 1;
    while (end + 1 < begins.size() && begins[end + 1] - begins[first] <= most) ++end;
    return {begins[first], begins[end] - begins[first]};
}

void SpeechSplicer::append(SpokenExample& example, std::size_t utterance, const Piece& piece, bool words) const {
    const auto [begin, count] = piece;
    const auto& spoken = m_utterances[utterance];
    const auto& cuts = m_cuts[utterance];
    const std::size_t columns = spoken.features->columns;
    const auto values =
        std::span(spoken.features->values).subspan(cuts[begin] * columns, (cuts[begin + count] - cuts[begin]) * columns);
    example.cepstra.insert(example.cepstra.end(), values.begin(), values.end());
    if (words && !example.labels.empty() && example.labels.back() != m_settings.space)
        example.labels.push_back(m_settings.space);  // the utterance that it ended had none behind its last word
    for (std::size_t i = begin; i < begin + count; ++i) {
        const int label = spoken.labels[i];
        const bool doubled = label == m_settings.space && (example.labels.empty() || example.labels.back() == label);
        if (!doubled) example.labels.push_back(label);
    }
}

std::optional<SpokenExample> SpeechSplicer::draw(std::size_t like, core::Random& random) const {
    const auto found = m_bySpeaker.find(m_utterances[like].speaker);
    if (found == m_bySpeaker.end()) return {};
    const auto& choice = found->second;
    const std::size_t wanted = m_utterances[like].features->frames;
    const bool words = m_settings.wordShare > 0.0 && random.chance(m_settings.wordShare);
    SpokenExample example;
    std::size_t frames = 0;
    while (frames < wanted) {
        const std::size_t utterance = choice[static_cast<std::size_t>(random.below(choice.size()))];
        const auto drawn = m_settings.fewest + static_cast<std::size_t>(random.below(m_settings.most - m_settings.fewest + 1));
        const auto piece = drawPiece(m_utterances[utterance].labels, drawn, words, random);
        const std::size_t length = m_cuts[utterance][piece.begin + piece.count] - m_cuts[utterance][piece.begin];
        if (frames > 0 && frames + length > wanted && frames + length - wanted > wanted - frames) break;
        append(example, utterance, piece, words);
        frames += length;
    }
    while (!example.labels.empty() && example.labels.back() == m_settings.space) example.labels.pop_back();
    if (example.labels.empty() || example.labels.size() >= frames || nn::ctcFramesNeeded(example.labels) > frames) return {};
    return example;
}

}  // namespace prososcope::training
