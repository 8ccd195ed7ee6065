// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/SeedComparison.h"

#include <algorithm>
#include <limits>
#include <set>
#include <string>
#include <vector>

namespace prososcope::analysis {

namespace {

/// What the runs say of the utterances that all of them have, with classes as the first one numbers them.
struct SeedPredictions {
    std::vector<int> truth;
    std::vector<std::string> speakers;
    std::vector<std::vector<int>> predicted;  ///< [run][utterance]
};

core::Result<SeedPredictions> gathered(std::span<const ComparedRun* const> runs) {
    constexpr int kMissing = -1;
    const ComparedRun& base = *runs.front();
    std::vector<std::vector<int>> predicted(runs.size(), std::vector<int>(base.predictions.size(), kMissing));
    for (std::size_t run = 0; run < runs.size(); ++run) {
        const auto paired = pairRuns(base, *runs[run]);
        if (!paired) return core::fail(paired.error());
        for (const auto& pair : paired->pairs) predicted[run][pair.first] = pair.secondPredicted;
    }
    SeedPredictions all;
    all.predicted.resize(runs.size());
    for (std::size_t row = 0; row < base.predictions.size(); ++row) {
        if (std::ranges::any_of(predicted, [&](const auto& own) { return own[row] == kMissing; })) continue;
        all.truth.push_back(base.predictions[row].truth);
        all.speakers.push_back(base.predictions[row].speaker);
        for (std::size_t run = 0; run < runs.size(); ++run) all.predicted[run].push_back(predicted[run][row]);
    }
    if (all.truth.empty()) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The runs cannot be compared: they share no utterance.")});
    }
    return all;
}

/// Of each utterance, the share of the first system's runs that have it right less that of the second's.
std::vector<double> gains(const SeedPredictions& all, std::size_t firstRuns) {
    const auto secondRuns = static_cast<double>(all.predicted.size() - firstRuns);
    std::vector<double> result(all.truth.size(), 0.0);
    for (std::size_t run = 0; run < all.predicted.size(); ++run) {
        const double weight = run < firstRuns ? 1.0 / static_cast<double>(firstRuns) : -1.0 / secondRuns;
        for (std::size_t i = 0; i < result.size(); ++i)
            if (all.predicted[run][i] == all.truth[i]) result[i] += weight;
    }
    return result;
}

}  // namespace

core::Result<SeedComparison> compareSeeds(std::span<const ComparedRun> first, std::span<const ComparedRun> second) {
    std::vector<const ComparedRun*> runs;
    for (const auto& system : {first, second})
        for (const auto& run : system) runs.push_back(&run);
    const auto all = gathered(runs);
    if (!all) return core::fail(all.error());
    const std::size_t classes = first.front().classes.size();
    std::vector<double> figures;
    for (const auto& predicted : all->predicted)
        figures.push_back(unweightedAverageRecall(confusionMatrix(all->truth, predicted, classes)));
    const auto ofFirst = std::span(figures).first(first.size());
    const auto ofSecond = std::span(figures).subspan(first.size());
    SeedComparison result;
    result.first = spreadOf(ofFirst);
    result.second = spreadOf(ofSecond);
    result.difference = result.first.mean - result.second.mean;
    // The difference of mean recalls is the mean over classes of what an utterance of each gains.
    const auto gained = gains(*all, first.size());
    std::vector<double> sums(classes);
    std::vector<double> counts(classes);
    result.interval =
        bootstrapInterval(speakerClusters(all->speakers, all->truth.size()), [&](std::span<const std::size_t> rows) {
            std::ranges::fill(sums, 0.0);
            std::ranges::fill(counts, 0.0);
            for (const std::size_t row : rows) {
                const auto label = static_cast<std::size_t>(all->truth[row]);
                sums[label] += gained[row];
                counts[label] += 1.0;
            }
            double sum = 0.0;
            double present = 0.0;
            for (std::size_t c = 0; c < classes; ++c) {
                if (counts[c] == 0.0) continue;
                sum += sums[c] / counts[c];
                present += 1.0;
            }
            return present > 0.0 ? sum / present : std::numeric_limits<double>::quiet_NaN();
        });
    if (first.size() == second.size() && first.size() > 1) result.overSeeds = pairedTest(ofFirst, ofSecond);
    if (first.size() > 1 && second.size() > 1) result.unpaired = welchTest(ofFirst, ofSecond);
    result.utterances = all->truth.size();
    result.speakers = std::set<std::string>(all->speakers.begin(), all->speakers.end()).size();
    for (const ComparedRun* run : runs) result.leftOut = std::max(result.leftOut, run->predictions.size() - result.utterances);
    return result;
}

}  // namespace prososcope::analysis
