// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/las/LasDecoding.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <span>

#include "engine/nn/CtcPrefixScores.h"
#include "engine/nn/Interrupt.h"
#include "engine/nn/LogSum.h"

namespace prososcope::models {

namespace {

using torch::Tensor;

/// A text that goes on: what was written and, of each symbol, where it looked (a chain of rows is copied by handles alone).
struct Hypothesis {
    std::vector<std::int64_t> symbols;
    std::vector<Tensor> looked;
    double spelt = 0.0;  ///< ln p by the speller
    double score = 0.0;
    nn::CtcPrefixScores::Prefix prefix;  ///< with a share of CTC

    [[nodiscard]] SpeltText text(bool ended) const {
        SpeltText made{symbols, ended, score, {}};
        if (!looked.empty()) made.attention = torch::stack(looked).to(torch::kCPU);
        return made;
    }
};

struct Candidate {
    double score;
    double spelt;
    std::size_t from;
    std::int64_t symbol;
};

/// What CTC says beside the speller.
class CtcShare {
public:
    CtcShare(LasNetwork& network, const AttendedSound& sound, double share) : m_share(share) {
        if (share <= 0.0) return;
        TORCH_CHECK(share <= 1.0 && !network->ctc.is_empty(), "a share of CTC needs a network with symbols of single frames");
        const auto frames =
            sound.padding.defined() ? sound.padding.logical_not().sum().item<std::int64_t>() : sound.encoded.size(1);
        m_rows = torch::log_softmax(network->ctc->forward(sound.encoded.narrow(1, 0, frames)), -1).to(torch::kCPU).contiguous();
        const auto values = static_cast<std::size_t>(m_rows.numel());
        m_scores.emplace(nn::LogPosteriors{{m_rows.const_data_ptr<float>(), values}, static_cast<std::size_t>(m_rows.size(2))});
    }

    [[nodiscard]] nn::CtcPrefixScores::Prefix empty() const {
        return m_scores ? m_scores->empty() : nn::CtcPrefixScores::Prefix{};
    }
    [[nodiscard]] nn::CtcPrefixScores::Prefix longer(const nn::CtcPrefixScores::Prefix& prefix, std::int64_t symbol) const {
        return m_scores ? m_scores->longer(prefix, static_cast<int>(symbol - kLasControls)) : nn::CtcPrefixScores::Prefix{};
    }
    /// The candidates of one hypothesis, all its symbols with what the speller gives them. CTC knows no controls but the end.
    void continuations(const Hypothesis& from, std::size_t number, std::span<const double> logProbabilities,
                       std::vector<Candidate>& all) const {
        std::vector<double> heard;
        if (m_scores) heard = m_scores->continued(from.prefix);
        for (std::size_t k = 0; k < logProbabilities.size(); ++k) {
            const auto symbol = static_cast<std::int64_t>(k);
            const double spelt = from.spelt + logProbabilities[k];
            double score = spelt;
            if (m_scores) {
                if (symbol < kLasControls && symbol != kLasEnd) continue;
                const double ctc =
                    symbol == kLasEnd ? m_scores->whole(from.prefix) : heard[static_cast<std::size_t>(symbol - kLasControls)];
                score = (1.0 - m_share) * spelt + m_share * ctc;
            }
            if (score > nn::kImpossible) all.push_back({score, spelt, number, symbol});  // nor is what is no number
        }
    }

private:
    double m_share;
    Tensor m_rows;
    std::optional<nn::CtcPrefixScores> m_scores;
};

/// The likeliest continuations, enough to leave `width` of them when those that end are taken away.
std::vector<Candidate> bestCandidates(const Tensor& logits, const std::vector<Hypothesis>& live, std::size_t width,
                                      const CtcShare& ctc) {
    const auto rows = torch::log_softmax(logits.to(torch::kDouble), 1).to(torch::kCPU).contiguous();
    const auto symbols = static_cast<std::size_t>(rows.size(1));
    const std::span<const double> values(rows.const_data_ptr<double>(), live.size() * symbols);
    std::vector<Candidate> all;
    all.reserve(values.size());
    for (std::size_t h = 0; h < live.size(); ++h) ctc.continuations(live[h], h, values.subspan(h * symbols, symbols), all);
    const auto kept = std::min(all.size(), width + live.size());  // at most one end for each that is live
    std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(kept), all.end(),
                      [](const Candidate& a, const Candidate& b) {
                          if (a.score != b.score) return a.score > b.score;
                          return a.from != b.from ? a.from < b.from : a.symbol < b.symbol;
                      });
    all.resize(kept);
    return all;
}

}  // namespace

std::vector<SpeltText> spellGreedily(LasNetwork& network, const AttendedSound& sound, const std::vector<std::int64_t>& steps,
                                     Tensor* logits) {
    const torch::NoGradGuard noGrad;
    const auto batch = sound.encoded.size(0);
    TORCH_CHECK(batch == static_cast<std::int64_t>(steps.size()), "decoding needs a number of steps for each sound");
    const auto most = steps.empty() ? 0 : *std::max_element(steps.begin(), steps.end());
    std::vector<SpeltText> texts(steps.size());
    std::vector<std::vector<Tensor>> looked(steps.size());
    if (logits != nullptr) *logits = torch::zeros({batch, most, network->settings().symbols}, sound.encoded.options());
    auto state = network->speller->start(sound);
    auto symbols = torch::full({batch}, kLasStart, torch::TensorOptions(torch::kLong).device(sound.encoded.device()));
    const auto goesOn = [&](std::size_t b, std::int64_t u) { return !texts[b].ended && u < steps[b]; };
    for (std::int64_t u = 0; u < most; ++u) {
        bool any = false;
        for (std::size_t b = 0; b < texts.size(); ++b) any = any || goesOn(b, u);
        if (!any) break;
        const auto rows = nn::stopPoint(network->speller->step(sound, symbols, state));
        const auto [highest, chosen] = torch::log_softmax(rows, 1).max(1);
        symbols = chosen;
        const auto taken = chosen.to(torch::kCPU).contiguous();
        const auto logProbabilities = highest.to(torch::kCPU, torch::kDouble).contiguous();
        for (std::size_t b = 0; b < texts.size(); ++b) {
            if (!goesOn(b, u)) continue;
            const auto row = static_cast<std::int64_t>(b);
            if (logits != nullptr) (*logits)[row][u].copy_(rows[row]);
            const auto symbol = taken.const_data_ptr<std::int64_t>()[b];
            texts[b].logProbability += logProbabilities.const_data_ptr<double>()[b];
            texts[b].ended = symbol == kLasEnd;
            if (texts[b].ended) continue;
            texts[b].symbols.push_back(symbol);
            looked[b].push_back(state.alignment[row]);
        }
    }
    for (std::size_t b = 0; b < texts.size(); ++b) {
        texts[b].attention = looked[b].empty() ? torch::zeros({0, sound.encoded.size(1)})
                                               : torch::stack(looked[b]).to(torch::kCPU, torch::kFloat);
    }
    return texts;
}

SpeltText spellByBeam(LasNetwork& network, const AttendedSound& sound, std::int64_t steps, const SpellingSearch& search) {
    TORCH_CHECK(sound.encoded.size(0) == 1 && search.width >= 1 && steps >= 1,
                "a beam takes one sound and at least one hypothesis");
    const torch::NoGradGuard noGrad;
    const auto device = sound.encoded.device();
    constexpr double kNone = nn::kImpossible;
    const CtcShare ctc(network, sound, search.ctcShare);
    std::vector<Hypothesis> live(1);
    live.front().prefix = ctc.empty();
    auto state = network->speller->start(sound);
    Hypothesis best;
    double bestScore = kNone;
    const bool byLength = search.ctcShare <= 0.0;
    const auto consider = [&](const Hypothesis& hypothesis, std::size_t length) {
        const double score = byLength ? hypothesis.score / static_cast<double>(length) : hypothesis.score;
        if (score <= bestScore) return;
        best = hypothesis;
        bestScore = score;
    };
    for (std::int64_t u = 0; u < steps && !live.empty(); ++u) {
        std::vector<std::int64_t> previous;
        for (const auto& each : live) previous.push_back(each.symbols.empty() ? kLasStart : each.symbols.back());
        const auto logits = nn::stopPoint(network->speller->step(sound.repeated(static_cast<std::int64_t>(live.size())),
                                                                 torch::tensor(previous, torch::kLong).to(device), state));
        std::vector<Hypothesis> next;
        std::vector<std::int64_t> rows;
        for (const auto& candidate : bestCandidates(logits, live, static_cast<std::size_t>(search.width), ctc)) {
            const bool ends = candidate.symbol == kLasEnd;
            if (!ends && static_cast<std::int64_t>(next.size()) == search.width) continue;
            auto made = live[candidate.from];
            made.spelt = candidate.spelt;
            made.score = candidate.score;
            if (ends) {
                consider(made, made.symbols.size() + 1);
                continue;
            }
            made.prefix = ctc.longer(made.prefix, candidate.symbol);
            made.symbols.push_back(candidate.symbol);
            made.looked.push_back(state.alignment[static_cast<std::int64_t>(candidate.from)]);
            next.push_back(std::move(made));
            rows.push_back(static_cast<std::int64_t>(candidate.from));
        }
        state = state.at(torch::tensor(rows, torch::kLong).to(device));
        live = std::move(next);
        // What is still to come costs at least nothing, spread over the most symbols.
        const auto hopeless = [&](const Hypothesis& each) {
            return (byLength ? each.score / static_cast<double>(steps) : each.score) <= bestScore;
        };
        if (!live.empty() && bestScore > kNone && std::all_of(live.begin(), live.end(), hopeless)) return best.text(true);
    }
    const double ofEnded = bestScore;
    for (const auto& each : live) consider(each, each.symbols.size());
    auto text = best.text(bestScore == ofEnded && bestScore > kNone);
    if (!text.attention.defined()) text.attention = torch::zeros({0, sound.encoded.size(1)});
    return text;
}

}  // namespace prososcope::models
