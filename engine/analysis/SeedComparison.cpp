// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/SeedComparison.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

namespace prososcope::analysis {

namespace {

/// What the runs say of the utterances that all of them have: classes as the first run of all numbers them.
struct SeedPredictions {
    std::vector<int> truth;
    std::vector<std::string> speakers;
    std::vector<std::vector<int>> predicted;  ///< [run][utterance]
};

core::Result<SeedPredictions> gathered(const ComparedRun& base, std::span<const ComparedRun* const> runs, std::size_t& leftOut,
                                       core::Progress& progress) {
    constexpr int kMissing = -1;
    const std::size_t rows = base.predictions.size();
    std::vector<std::vector<int>> predicted;
    std::set<std::size_t> common;
    for (std::size_t i = 0; i < rows; ++i) common.insert(i);
    for (const ComparedRun* run : runs) {
        auto compared = compareRuns(base, *run, progress);
        if (!compared) return core::fail(compared.error());
        std::vector<int> own(rows, kMissing);
        for (const auto& pair : compared->pairs) own[pair.first] = pair.secondPredicted;
        std::erase_if(common, [&](std::size_t row) { return own[row] == kMissing; });
        leftOut = std::max(leftOut, compared->onlySecond);
        predicted.push_back(std::move(own));
    }
    leftOut += rows - common.size();
    SeedPredictions all;
    all.predicted.resize(runs.size());
    for (const std::size_t row : common) {
        all.truth.push_back(base.predictions[row].truth);
        all.speakers.push_back(base.predictions[row].speaker);
        for (std::size_t run = 0; run < runs.size(); ++run) all.predicted[run].push_back(predicted[run][row]);
    }
    return all;
}

/// How many utterances of each class a cluster has, and how many of them a run heard right.
struct ClusterCounts {
    std::vector<std::size_t> all;
    std::vector<std::vector<std::size_t>> right;  ///< [run][class]
};

double meanUar(const std::vector<ClusterCounts>& clusters, std::span<const std::size_t> drawn, std::size_t classes,
               std::size_t firstRun, std::size_t endRun) {
    double sum = 0.0;
    for (std::size_t run = firstRun; run < endRun; ++run) {
        double recalls = 0.0;
        std::size_t known = 0;
        for (std::size_t c = 0; c < classes; ++c) {
            std::size_t all = 0;
            std::size_t right = 0;
            for (const std::size_t cluster : drawn) {
                all += clusters[cluster].all[c];
                right += clusters[cluster].right[run][c];
            }
            if (all == 0) continue;
            ++known;
            recalls += static_cast<double>(right) / static_cast<double>(all);
        }
        sum += recalls / static_cast<double>(known);  // NaN of none
    }
    return sum / static_cast<double>(endRun - firstRun);
}

std::vector<ClusterCounts> countedBySpeaker(const SeedPredictions& all, std::size_t classes) {
    std::vector<ClusterCounts> clusters;
    for (const auto& rows : speakerClusters(all.speakers, all.truth.size())) {
        ClusterCounts counts{std::vector<std::size_t>(classes), {all.predicted.size(), std::vector<std::size_t>(classes)}};
        for (const std::size_t row : rows) {
            const auto truth = static_cast<std::size_t>(all.truth[row]);
            ++counts.all[truth];
            for (std::size_t run = 0; run < all.predicted.size(); ++run)
                if (all.predicted[run][row] == all.truth[row]) ++counts.right[run][truth];
        }
        clusters.push_back(std::move(counts));
    }
    return clusters;
}

}  // namespace

core::Result<SeedComparison> compareSeeds(std::span<const ComparedRun> first, std::span<const ComparedRun> second,
                                          core::Progress& progress) {
    std::vector<const ComparedRun*> runs;
    for (const auto& run : first) runs.push_back(&run);
    for (const auto& run : second) runs.push_back(&run);
    SeedComparison result;
    const auto all = gathered(first.front(), runs, result.leftOut, progress);
    if (!all) return core::fail(all.error());
    if (all->truth.empty()) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The runs cannot be compared: they share no utterance.")});
    }
    const std::size_t classes = first.front().classes.size();
    const auto clusters = countedBySpeaker(*all, classes);
    std::vector<std::size_t> every(clusters.size());
    std::vector<std::vector<std::size_t>> drawn;
    for (std::size_t i = 0; i < clusters.size(); ++i) drawn.push_back({every[i] = i});
    const auto uarOf = [&](std::span<const std::size_t> some, std::size_t from, std::size_t to) {
        return meanUar(clusters, some, classes, from, to);
    };
    std::vector<double> own;
    for (std::size_t run = 0; run < runs.size(); ++run) own.push_back(uarOf(every, run, run + 1));
    const std::span figures(own);
    result.first = spreadOf(figures.first(first.size()));
    result.second = spreadOf(figures.subspan(first.size()));
    const RowStatistic difference = [&](std::span<const std::size_t> some) {
        return uarOf(some, 0, first.size()) - uarOf(some, first.size(), runs.size());
    };
    result.difference = difference(every);
    result.interval = bootstrapInterval(drawn, difference);
    if (first.size() == second.size() && first.size() > 1)
        result.overSeeds = pairedTest(figures.first(first.size()), figures.subspan(first.size()));
    result.utterances = all->truth.size();
    result.speakers = std::set<std::string>(all->speakers.begin(), all->speakers.end()).size();
    return result;
}

}  // namespace prososcope::analysis
