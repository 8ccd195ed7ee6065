// SPDX-License-Identifier: GPL-3.0-or-later
// Live on corpora that its model does not come from: the clips of each speaker in random order, a second between them, as one
// stream through LiveRecogniser, a new adaptation for each speaker. Prints the recall of utterances with and without adaptation
// (of the same stream), its spread over orders, what a talk that is mostly neutral does to it, calibration, and what a hop
// costs on one thread. usage: BenchLive [--card] MODEL HOP CORPUS... (the hop in seconds,
// 0.25 as in the window; folders with a manifest.csv; EmoDB is what the bundled models know). With --card, both recalls are
// written into the model's card.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <numeric>
#include <set>

#include "engine/analysis/Classification.h"
#include "engine/core/Random.h"
#include "engine/live/LiveRecogniser.h"
#include "engine/store/ModelCard.h"
#include "tests/engine/dsp/SpeechScenes.h"

using namespace prososcope;
using live::LiveResult;

namespace {

constexpr int kRateHz = 16000;
constexpr double kGapSeconds = 1.0;

struct Judged {
    std::string speaker;
    int truth = 0;
    double seconds = 0.0;  ///< of its utterance; 0: none was found
    backend::Posteriors plain, adapted;
};

int winner(const backend::Posteriors& posteriors) {
    return static_cast<int>(std::max_element(posteriors.begin(), posteriors.end()) - posteriors.begin());
}

/// One that was never found counts as wrong.
int answer(const Judged& one, const backend::Posteriors& posteriors, std::size_t classes) {
    return posteriors.empty() ? (one.truth + 1) % static_cast<int>(classes) : winner(posteriors);
}

class Bench {
public:
    Bench(backend::TorchBackend& torch, store::ModelEntry entry, double hopSeconds)
        : m_torch(torch), m_entry(std::move(entry)), m_hopSeconds(hopSeconds) {}

    void corpus(const std::filesystem::path& folder) {
        const auto& classes = m_entry.card.classes;
        std::map<std::string, std::vector<scenes::Clip>> speakers;
        for (const auto& clip : scenes::clipsOf(folder)) {
            if (std::find(classes.begin(), classes.end(), clip.emotion) != classes.end())
                speakers[clip.speaker].push_back(clip);
        }
        std::vector<Judged> all;
        core::Random random(1);
        m_hops.clear();
        m_soundSeconds = m_computeSeconds = m_wallSeconds = 0.0;
        for (auto& [speaker, clips] : speakers) {
            random.shuffle(std::span(clips));
            stream(clips, all);
        }
        report(folder.filename().string(), speakers.size(), all, random);
    }

    [[nodiscard]] core::Status writeCard() const { return store::writeModelCard(m_entry.cardPath, m_entry.card); }

private:
    void stream(const std::vector<scenes::Clip>& clips, std::vector<Judged>& all) {
        auto model = m_torch.openModel(m_entry, "cpu", 1);
        if (!model) return;
        auto recogniser = live::LiveRecogniser::create(std::move(*model), kRateHz, {.hopSeconds = m_hopSeconds});
        if (!recogniser) return;
        struct Place {
            double from, to;
        };
        std::vector<Place> places;
        const std::size_t first = all.size();
        double at = 0.0;
        const auto sink = [&](const LiveResult& result) {
            m_computeSeconds += 1e-3 * result.computeMilliseconds;
            if (result.kind == LiveResult::Kind::Hop) {
                if (!result.window.empty()) m_hops.push_back(result.computeMilliseconds);
                return;
            }
            // It belongs to the clip that holds most of it; the longest of a clip's utterances counts.
            const double middle = 0.5 * (result.startSeconds + result.endSeconds);
            for (std::size_t i = 0; i < places.size(); ++i) {
                Judged& one = all[first + i];
                const double seconds = result.endSeconds - result.startSeconds;
                if (middle < places[i].from || middle >= places[i].to || seconds <= one.seconds) continue;
                one.seconds = seconds;
                one.plain = result.window;
                one.adapted = result.posteriors;
            }
        };
        std::vector<float> gap(static_cast<std::size_t>(kGapSeconds * kRateHz));
        const auto& classes = m_entry.card.classes;
        const auto started = std::chrono::steady_clock::now();
        for (const auto& clip : clips) {
            const auto samples = audio::decodeSpeech16k(clip.path);
            if (!samples) continue;
            const auto truth = std::find(classes.begin(), classes.end(), clip.emotion) - classes.begin();
            all.push_back({clip.speaker, static_cast<int>(truth), 0.0, {}, {}});
            const double seconds = static_cast<double>(samples->size()) / kRateHz;
            places.push_back({at, at + seconds + 0.5 * kGapSeconds});
            at += seconds + kGapSeconds;
            for (const auto& part : {std::span<const float>(*samples), std::span<const float>(gap)})
                static_cast<void>(recogniser->process(part, sink));
        }
        static_cast<void>(recogniser->finish(sink));
        m_soundSeconds += at;
        m_wallSeconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
        std::fprintf(stderr, "%s: %zu clips, %.0f s\n", clips.front().speaker.c_str(), clips.size(), at);
    }

    void report(const std::string& name, std::size_t speakerCount, const std::vector<Judged>& all, core::Random& random) {
        const std::size_t classes = m_entry.card.classes.size();
        std::vector<int> truth;
        std::vector<int> plain;
        std::vector<int> adapted;
        std::vector<std::string> speakers;
        std::size_t missed = 0;
        for (const Judged& one : all) {
            truth.push_back(one.truth);
            plain.push_back(answer(one, one.plain, classes));
            adapted.push_back(answer(one, one.adapted, classes));
            speakers.push_back(one.speaker);
            missed += one.plain.empty() ? 1 : 0;
        }
        std::printf("%s: %zu clips of %zu speakers, %zu without an utterance found (wrong)\n", name.c_str(), all.size(),
                    speakerCount, missed);
        line("without adaptation", name, truth, plain, speakers);
        line("running adaptation", name, truth, adapted, speakers);
        double low = 1.0;
        double high = 0.0;
        double sum = 0.0;
        constexpr int kOrders = 20;
        for (int order = 0; order < kOrders; ++order) {
            const double uar = again(all, random, 1.0);
            low = std::min(low, uar);
            high = std::max(high, uar);
            sum += uar;
        }
        std::printf("  running adaptation, %d other orders: mean %.3f, %.3f to %.3f\n", kOrders, sum / kOrders, low, high);
        std::printf("  the same with one in nine of the clips that are not neutral: %.3f, without adaptation %.3f\n",
                    again(all, random, 1.0 / 9.0), again(all, random, 1.0 / 9.0, false));
        calibration(all, false);
        calibration(all, true);
        auto hops = m_hops;
        std::sort(hops.begin(), hops.end());
        const auto at = [&](double share) {
            return hops[static_cast<std::size_t>(share * static_cast<double>(hops.size() - 1))];
        };
        if (!hops.empty()) {
            std::printf("  %zu hops with speech, one thread: median %.1f ms, 95 %% %.1f, 99 %% %.1f, longest %.1f\n",
                        hops.size(), at(0.5), at(0.95), at(0.99), hops.back());
            std::printf("  %.0f s of sound: judged in %.3f of its time, all with voice activity and decoding in %.3f\n",
                        m_soundSeconds, m_computeSeconds / m_soundSeconds, m_wallSeconds / m_soundSeconds);
        }
    }

    void line(const char* name, const std::string& corpus, const std::vector<int>& truth, const std::vector<int>& answers,
              const std::vector<std::string>& speakers) {
        const std::size_t classes = m_entry.card.classes.size();
        const auto matrix = analysis::confusionMatrix(truth, answers, classes);
        const auto interval = analysis::bootstrapUar(truth, answers, speakers, classes);
        std::printf("  %s: UAR %.3f [%.3f, %.3f], recalls", name, analysis::unweightedAverageRecall(matrix), interval.low,
                    interval.high);
        const auto recalls = analysis::recalls(matrix);
        for (std::size_t c = 0; c < classes; ++c) std::printf(" %s %.2f", m_entry.card.classes[c].c_str(), recalls[c]);
        std::printf("\n");
        const std::string protocol =
            "trained on " + m_entry.card.trainingCorpus + ", tested on " + corpus + " as a stream by speaker, " + name;
        std::erase_if(m_entry.card.figures, [&](const store::Figure& old) { return old.protocol == protocol; });
        m_entry.card.figures.push_back(
            {"UAR", analysis::unweightedAverageRecall(matrix), interval.low, interval.high, static_cast<long>(truth.size()),
             static_cast<long>(std::set<std::string>(speakers.begin(), speakers.end()).size()), protocol});
    }

    /// UAR of the same utterances in another order of each speaker; of the classes but neutral only `share` are kept.
    [[nodiscard]] double again(const std::vector<Judged>& all, core::Random& random, double share, bool adapts = true) const {
        const auto& names = m_entry.card.classes;
        std::map<std::string, std::vector<const Judged*>> speakers;
        for (const Judged& one : all) {
            const bool neutral = names[static_cast<std::size_t>(one.truth)] == "neutral";
            if (neutral || share >= 1.0 || random.chance(share)) speakers[one.speaker].push_back(&one);
        }
        std::vector<int> truth;
        std::vector<int> answers;
        for (auto& [speaker, own] : speakers) {
            random.shuffle(std::span(own));
            live::PosteriorAdaptation adaptation;
            for (const Judged* one : own) {
                if (!one->plain.empty() && adapts) adaptation.add(one->plain, one->seconds);
                truth.push_back(one->truth);
                answers.push_back(answer(*one, one->plain.empty() ? one->plain : adaptation.apply(one->plain), names.size()));
            }
        }
        return analysis::unweightedAverageRecall(analysis::confusionMatrix(truth, answers, names.size()));
    }

    void calibration(const std::vector<Judged>& all, bool adapted) const {
        std::vector<double> probabilities;
        std::vector<int> truth;
        for (const Judged& one : all) {
            const auto& posteriors = adapted ? one.adapted : one.plain;
            if (posteriors.empty()) continue;
            probabilities.insert(probabilities.end(), posteriors.begin(), posteriors.end());
            truth.push_back(one.truth);
        }
        const std::size_t classes = m_entry.card.classes.size();
        std::printf("  calibration error %s: %.3f, Brier score %.3f\n", adapted ? "adapted" : "not adapted",
                    analysis::calibrationError(probabilities, truth, classes),
                    analysis::brierScore(probabilities, truth, classes));
    }

    backend::TorchBackend& m_torch;
    store::ModelEntry m_entry;
    double m_hopSeconds;
    std::vector<double> m_hops;
    double m_soundSeconds = 0.0, m_computeSeconds = 0.0, m_wallSeconds = 0.0;
};

}  // namespace

int main(int argc, char** argv) {
    const bool card = argc > 1 && std::string(argv[1]) == "--card";
    const int first = card ? 2 : 1;  // of what is not an option
    const auto entry = argc > first + 2 ? store::findModel(argv[first], {})
                                        : core::Result<store::ModelEntry>(core::fail(
                                              core::ErrorKind::BadInput, {"usage: BenchLive [--card] MODEL HOP CORPUS..."}));
    const auto torch = backend::torchBackend();
    if (!entry || !torch) {
        std::fprintf(stderr, "%s\n", (!entry ? entry.error() : torch.error()).message().c_str());
        return 2;
    }
    Bench bench(**torch, *entry, std::atof(argv[first + 1]));
    for (int i = first + 2; i < argc; ++i) bench.corpus(argv[i]);
    if (!card) return 0;
    const auto written = bench.writeCard();
    if (!written) std::fprintf(stderr, "%s\n", written.error().message().c_str());
    return written ? 0 : 1;
}
