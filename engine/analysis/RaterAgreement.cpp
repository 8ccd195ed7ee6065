// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/RaterAgreement.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/analysis/Agreement.h"
#include "engine/store/RatingRounds.h"

namespace prososcope::analysis {

namespace {

/// Ratings of several rounds, with a number for each utterance.
struct Gathered {
    std::vector<std::string> raters;
    std::map<std::string, std::size_t> units;
    std::vector<std::vector<store::Rating>> ratings;  ///< by rater

    /// [raters, units] of what `value` makes of a rating, NaN where there is none.
    template <typename Value>
    [[nodiscard]] std::vector<double> matrix(Value value) const {
        std::vector<double> numbers(raters.size() * units.size(), RaterAgreement::kNone);
        for (std::size_t r = 0; r < raters.size(); ++r) {
            for (const auto& rating : ratings[r]) numbers[r * units.size() + units.at(rating.utterance)] = value(rating);
        }
        return numbers;
    }
    [[nodiscard]] std::size_t shared() const {
        std::vector<int> counts(units.size(), 0);
        for (const auto& each : ratings) {
            for (const auto& rating : each) ++counts[units.at(rating.utterance)];
        }
        return static_cast<std::size_t>(std::count_if(counts.begin(), counts.end(), [](int count) { return count > 1; }));
    }
};

core::Result<Gathered> gather(const store::Workspace& workspace, std::string_view corpus, bool traced) {
    const auto rounds = store::newestRounds(workspace, corpus, traced);
    if (!rounds) return core::fail(rounds.error());
    Gathered gathered;
    for (const auto& round : *rounds) {
        auto given = store::ratings(workspace, round.id);
        if (!given) return core::fail(given.error());
        for (const auto& rating : *given) gathered.units.try_emplace(rating.utterance, gathered.units.size());
        gathered.raters.push_back(round.rater);
        gathered.ratings.push_back(std::move(*given));
    }
    return gathered;
}

void addClasses(const Gathered& gathered, RaterAgreement& agreement) {
    agreement.raters = gathered.raters;
    agreement.utterances = gathered.units.size();
    agreement.shared = gathered.shared();
    if (agreement.shared == 0) return;
    std::map<std::string, std::size_t> classes;
    for (const auto& each : gathered.ratings) {
        for (const auto& rating : each) classes.try_emplace(rating.label, classes.size());
    }
    std::vector<std::size_t> counts(gathered.units.size() * classes.size(), 0);
    for (const auto& each : gathered.ratings) {
        for (const auto& rating : each)
            ++counts[gathered.units.at(rating.utterance) * classes.size() + classes.at(rating.label)];
    }
    agreement.fleissKappa = fleissKappa(counts, classes.size());
    const auto numbers = gathered.matrix([&](const auto& rating) { return static_cast<double>(classes.at(rating.label)); });
    agreement.alphaNominal = krippendorffAlpha(numbers, gathered.raters.size(), RatingLevel::Nominal);
}

/// Values of a trace at every frame from the delay to the last frame that both traces have.
template <typename Value>
void appendFrames(const std::vector<store::TracePoint>& a, const std::vector<store::TracePoint>& b, double delaySeconds,
                  Value value, std::vector<double>& first, std::vector<double>& second) {
    if (a.empty() || b.empty()) return;
    const auto at = [&](const std::vector<store::TracePoint>& trace, double seconds) {
        auto after = std::upper_bound(trace.begin(), trace.end(), seconds,
                                      [](double s, const store::TracePoint& point) { return s < point.seconds; });
        return static_cast<double>(value(after == trace.begin() ? *after : *(after - 1)));
    };
    const double end = std::min(a.back().seconds, b.back().seconds);
    for (int k = 0; delaySeconds + k * RaterAgreement::kFrameSeconds <= end; ++k) {
        const double seconds = delaySeconds + k * RaterAgreement::kFrameSeconds;
        first.push_back(at(a, seconds));
        second.push_back(at(b, seconds));
    }
}

template <typename Value>
double frameConcordance(const Gathered& gathered, double delaySeconds, Value value) {
    double sum = 0.0;
    int pairs = 0;
    for (std::size_t i = 0; i < gathered.raters.size(); ++i) {
        std::map<std::string, const store::Rating*> ofFirst;
        for (const auto& rating : gathered.ratings[i]) ofFirst[rating.utterance] = &rating;
        for (std::size_t j = i + 1; j < gathered.raters.size(); ++j) {
            std::vector<double> first;
            std::vector<double> second;
            for (const auto& rating : gathered.ratings[j]) {
                const auto other = ofFirst.find(rating.utterance);
                if (other != ofFirst.end()) {
                    appendFrames(other->second->trace, rating.trace, delaySeconds, value, first, second);
                }
            }
            const double ccc = concordance(first, second);
            if (std::isnan(ccc)) continue;
            sum += ccc;
            ++pairs;
        }
    }
    return pairs == 0 ? RaterAgreement::kNone : sum / pairs;
}

void addTraces(const Gathered& gathered, double delaySeconds, RaterAgreement& agreement) {
    agreement.tracers = gathered.raters;
    agreement.traced = gathered.units.size();
    agreement.sharedTraces = gathered.shared();
    if (agreement.sharedTraces == 0) return;
    const auto means = [&](bool valence) {
        return gathered.matrix([&](const store::Rating& rating) {
            const auto mean = store::traceMeans(rating.trace, delaySeconds);
            return !mean ? RaterAgreement::kNone : valence ? mean->valence : mean->arousal;
        });
    };
    const auto valence = means(true);
    const auto arousal = means(false);
    agreement.alphaValence = krippendorffAlpha(valence, gathered.raters.size(), RatingLevel::Interval);
    agreement.alphaArousal = krippendorffAlpha(arousal, gathered.raters.size(), RatingLevel::Interval);
    agreement.cccValence = meanConcordance(valence, gathered.raters.size());
    agreement.cccArousal = meanConcordance(arousal, gathered.raters.size());
    agreement.cccValenceFrames = frameConcordance(gathered, delaySeconds, [](const auto& point) { return point.valence; });
    agreement.cccArousalFrames = frameConcordance(gathered, delaySeconds, [](const auto& point) { return point.arousal; });
}

}  // namespace

core::Result<RaterAgreement> raterAgreement(const store::Workspace& workspace, std::string_view corpus, double delaySeconds) {
    RaterAgreement agreement;
    const auto classes = gather(workspace, corpus, false);
    if (!classes) return core::fail(classes.error());
    addClasses(*classes, agreement);
    const auto traces = gather(workspace, corpus, true);
    if (!traces) return core::fail(traces.error());
    addTraces(*traces, delaySeconds, agreement);
    return agreement;
}

}  // namespace prososcope::analysis
