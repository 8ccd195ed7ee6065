// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/las/LasDecoding.h"

#include <algorithm>
#include <limits>

#include "engine/nn/Interrupt.h"

namespace prososcope::models {

namespace {

using torch::Tensor;

/// A text that goes on: what was written and, of each symbol, where it looked (a chain of rows is copied by handles alone).
struct Hypothesis {
    std::vector<std::int64_t> symbols;
    std::vector<Tensor> looked;
    double logProbability = 0.0;

    [[nodiscard]] SpeltText text(bool ended) const {
        SpeltText made{symbols, ended, logProbability, {}};
        if (!looked.empty()) made.attention = torch::stack(looked).to(torch::kCPU);
        return made;
    }
};

struct Candidate {
    double logProbability;
    std::size_t from;
    std::int64_t symbol;
};

/// The likeliest continuations, enough to leave `width` of them when those that end are taken away.
std::vector<Candidate> bestCandidates(const Tensor& logits, const std::vector<Hypothesis>& live, std::size_t width) {
    const auto rows = torch::log_softmax(logits.to(torch::kDouble), 1).to(torch::kCPU).contiguous();
    const auto symbols = static_cast<std::size_t>(rows.size(1));
    const double* const values = rows.const_data_ptr<double>();
    std::vector<Candidate> all;
    all.reserve(live.size() * symbols);
    for (std::size_t h = 0; h < live.size(); ++h) {
        for (std::size_t k = 0; k < symbols; ++k)
            all.push_back({live[h].logProbability + values[h * symbols + k], h, static_cast<std::int64_t>(k)});
    }
    const auto kept = std::min(all.size(), width + live.size());  // at most one end for each that is live
    std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(kept), all.end(),
                      [](const Candidate& a, const Candidate& b) {
                          if (a.logProbability != b.logProbability) return a.logProbability > b.logProbability;
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

SpeltText spellByBeam(LasNetwork& network, const AttendedSound& sound, std::int64_t steps, std::int64_t width) {
    TORCH_CHECK(sound.encoded.size(0) == 1 && width >= 1 && steps >= 1, "a beam takes one sound and at least one hypothesis");
    const torch::NoGradGuard noGrad;
    const auto device = sound.encoded.device();
    constexpr double kNone = -std::numeric_limits<double>::infinity();
    std::vector<Hypothesis> live(1);
    auto state = network->speller->start(sound);
    Hypothesis best;
    double bestScore = kNone;
    const auto consider = [&](const Hypothesis& hypothesis, std::size_t length) {
        const double score = hypothesis.logProbability / static_cast<double>(length);
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
        for (const auto& candidate : bestCandidates(logits, live, static_cast<std::size_t>(width))) {
            auto made = live[candidate.from];
            made.logProbability = candidate.logProbability;
            if (candidate.symbol == kLasEnd) {
                consider(made, made.symbols.size() + 1);
                continue;
            }
            if (static_cast<std::int64_t>(next.size()) == width) continue;
            made.symbols.push_back(candidate.symbol);
            made.looked.push_back(state.alignment[static_cast<std::int64_t>(candidate.from)]);
            next.push_back(std::move(made));
            rows.push_back(static_cast<std::int64_t>(candidate.from));
        }
        state = state.at(torch::tensor(rows, torch::kLong).to(device));
        live = std::move(next);
        // What is still to come costs at least nothing, spread over the most symbols.
        const auto hopeless = [&](const Hypothesis& each) {
            return each.logProbability / static_cast<double>(steps) <= bestScore;
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
