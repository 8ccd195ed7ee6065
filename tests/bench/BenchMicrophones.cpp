// SPDX-License-Identifier: GPL-3.0-or-later
// How a network that is trained by an experiment hears speakers whom it does not know through microphones and in rooms that its
// training has not: each fold's network judges its test speakers as they were recorded and as they would sound over a
// telephone, a laptop, in a hall, in noise and from afar. Prints the recall for each, and the loss and the calibration before
// and after a temperature that is fitted on the other folds' test speakers. With OUT, a network of all speakers is kept there
// as a model. usage: BenchMicrophones CORPUS SCRATCH OUT FOLDS EXPERIMENT.toml...   (OUT may be "-": none; FOLDS: only so many,
// or "all")
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>

#include "engine/analysis/Classification.h"
#include "engine/analysis/Temperature.h"
#include "engine/audio/AudioFile.h"
#include "engine/core/Random.h"
#include "engine/dsp/AudioChange.h"
#include "engine/dsp/Fft.h"
#include "engine/training/FinalModel.h"
#include "engine/training/Inference.h"
#include "tests/engine/dsp/SpeechScenes.h"

using namespace prososcope;

namespace {

constexpr int kRateHz = 16000;

[[noreturn]] void stop(const core::Error& error) {
    std::fprintf(stderr, "%s\n", error.message().c_str());
    std::exit(1);
}

/// The sound through a filter without phase, of so many dB at each frequency.
template <typename Decibels>
std::vector<float> filtered(const std::vector<float>& sound, const Decibels& decibels) {
    std::size_t size = 2;
    while (size < 2 * sound.size()) size *= 2;
    const auto& fft = dsp::RealFft::ofSize(size);
    dsp::FftBuffer time(size);
    dsp::FftBuffer spectrum(2 * fft.bins());
    std::fill_n(time.data(), size, 0.0);
    std::copy(sound.begin(), sound.end(), time.data());
    fft.forward(time, spectrum);
    for (std::size_t k = 0; k < fft.bins(); ++k) {
        const double hertz = static_cast<double>(k) * kRateHz / static_cast<double>(size);
        const double factor = std::pow(10.0, 0.05 * std::max(-80.0, decibels(std::max(hertz, 1.0))));
        spectrum.data()[2 * k] *= factor;
        spectrum.data()[2 * k + 1] *= factor;
    }
    fft.inverse(spectrum, time);
    std::vector<float> result(sound.size());
    for (std::size_t i = 0; i < sound.size(); ++i) result[i] = static_cast<float>(time.data()[i] / static_cast<double>(size));
    return result;
}

std::vector<float> changed(const std::vector<float>& sound, const dsp::AudioChange& change, const std::string& identity) {
    auto result = change.apply(sound, kRateHz, identity);
    if (!result) stop(result.error());
    return std::move(*result);
}

double beyond(double hertz, double low, double high) {
    return std::max({0.0, std::log2(low / hertz), std::log2(hertz / high)});
}

struct Condition {
    const char* name;
    std::function<std::vector<float>(const std::vector<float>&, const std::string&)> apply;
};

std::vector<Condition> conditions() {
    using Sound = std::vector<float>;
    return {
        {"as recorded", [](const Sound& sound, const std::string&) { return sound; }},
        {"telephone",
         [](const Sound& sound, const std::string& id) {
             const auto noisy = changed(sound, {.noiseSnrDb = 25.0, .seed = 101}, id);
             return filtered(noisy, [](double hertz) { return -48.0 * beyond(hertz, 300.0, 3400.0); });
         }},
        {"laptop",
         [](const Sound& sound, const std::string& id) {
             const auto room = changed(sound, {.roomSeconds = 0.4, .noiseSnrDb = {}, .seed = 102}, id);
             const auto heard = filtered(room, [](double hertz) {
                 const double peak = std::log2(hertz / 1800.0) / 0.5;
                 const double dip = std::log2(hertz / 4200.0) / 0.3;
                 return 9.0 * std::exp(-peak * peak) - 8.0 * std::exp(-dip * dip) - 12.0 * beyond(hertz, 220.0, 6500.0);
             });
             return changed(heard, {.noiseSnrDb = 22.0, .seed = 103}, id);
         }},
        {"hall", [](const Sound& sound,
                    const std::string& id) { return changed(sound, {.roomSeconds = 0.9, .noiseSnrDb = {}, .seed = 104}, id); }},
        {"noise, 10 dB",
         [](const Sound& sound, const std::string& id) { return changed(sound, {.noiseSnrDb = 10.0, .seed = 105}, id); }},
        {"far, bright", [](const Sound& sound, const std::string& id) {
             auto heard = changed(sound, {.roomSeconds = 0.5, .noiseSnrDb = {}, .seed = 106}, id);
             heard = filtered(heard, [](double hertz) { return 3.0 * std::log2(hertz / 1000.0); });
             core::Random random(core::deriveSeed(107, id));
             for (float& sample : heard) sample = 0.03F * sample + 1e-4F * static_cast<float>(random.normal());
             return heard;
         }}};
}

/// What one condition gave: rows of all folds, one after the other.
struct Outcome {
    std::vector<double> probabilities;
    std::vector<int> truth, predicted, folds;
    std::vector<std::string> speakers;
};

class Bench {
public:
    Bench(corpus::Corpus corpus, store::Workspace workspace, std::filesystem::path out, std::size_t folds)
        : m_corpus(std::move(corpus)),
          m_workspace(std::move(workspace)),
          m_out(std::move(out)),
          m_folds(folds),
          m_conditions(conditions()) {}

    void run(const std::filesystem::path& file) {
        auto read = experiment::readExperiment(file);
        if (!read) stop(read.error());
        m_experiment = std::move(*read);
        m_experiment.threads = 1;
        core::Progress silent;
        auto data = training::loadExperimentData(m_experiment, std::span(&m_corpus, 1), m_workspace, silent);
        if (!data) stop(data.error());
        m_experiment.modelSettings = data->systems.front().system.modelSettings;
        m_outcomes.assign(m_conditions.size(), {});
        double seconds = 0.0;
        const std::size_t folds = std::min(m_folds, data->folds.size());
        for (std::size_t fold = 0; fold < folds; ++fold) seconds += runFold(*data, fold);
        if (folds > 0) report(seconds);
        if (m_out != "-") keep(*data);
    }

private:
    double runFold(const training::ExperimentData& data, std::size_t index) {
        const auto& fold = data.folds[index];
        const auto& system = data.systems.front();
        auto task =
            training::networkTask(m_experiment, system, core::deriveSeed(m_experiment.seed, "fold", index), "cpu", 1, {});
        task.train = data.examplesWithCopies(system, fold.train, 0);
        task.inner = data.examples(system, fold.inner, 0);
        core::Progress silent;
        const auto trained = training::trainNetwork(task, {}, silent);
        if (!trained) stop(trained.error());
        for (std::size_t c = 0; c < m_conditions.size(); ++c) {
            std::vector<features::FeatureMatrixPtr> inputs;
            for (const auto i : fold.test) inputs.push_back(heard(c, data.labelled.utterances[i], system));
            const auto posteriors = training::predictFeatures(trained->state, system.network, inputs, "cpu", 1, silent);
            if (!posteriors) stop(posteriors.error());
            Outcome& outcome = m_outcomes[c];
            for (std::size_t k = 0; k < fold.test.size(); ++k) {
                const auto& row = (*posteriors)[k];
                outcome.probabilities.insert(outcome.probabilities.end(), row.begin(), row.end());
                outcome.truth.push_back(data.labelled.labels[fold.test[k]]);
                outcome.predicted.push_back(static_cast<int>(std::max_element(row.begin(), row.end()) - row.begin()));
                outcome.speakers.push_back(data.labelled.utterances[fold.test[k]].speaker);
                outcome.folds.push_back(static_cast<int>(index));
            }
        }
        std::fprintf(stderr, "%s: fold %zu of %zu, best epoch %d, %.0f s\n", m_experiment.name.c_str(), index + 1,
                     data.folds.size(), trained->bestEpoch, trained->seconds);
        return trained->seconds;
    }

    features::FeatureMatrixPtr heard(std::size_t condition, const corpus::Utterance& utterance,
                                     const training::SystemData& system) {
        auto& known = m_heard[std::to_string(condition) + " " + utterance.id];
        if (known) return known;
        const auto path = m_corpus.folder / utterance.path;
        const auto samples = audio::decodeSpeech16k(path);
        if (!samples) stop(samples.error());
        auto matrix = system.parts.front().set->compute(m_conditions[condition].apply(*samples, utterance.id));
        if (!matrix) stop(matrix.error());
        return known = std::make_shared<features::FeatureMatrix>(std::move(*matrix));
    }

    /// Each row at the temperature of the other folds' rows, as they were recorded.
    [[nodiscard]] std::vector<double> calibrated(const Outcome& outcome) const {
        const std::size_t classes = m_experiment.classes.size();
        const Outcome& clean = m_outcomes.front();
        std::map<int, double> temperatures;
        std::vector<double> result;
        for (std::size_t row = 0; row < outcome.truth.size(); ++row) {
            const int fold = outcome.folds[row];
            if (!temperatures.contains(fold)) {
                std::vector<double> others;
                std::vector<int> truth;
                for (std::size_t i = 0; i < clean.truth.size(); ++i) {
                    if (clean.folds[i] == fold) continue;
                    const auto own = std::span(clean.probabilities).subspan(i * classes, classes);
                    others.insert(others.end(), own.begin(), own.end());
                    truth.push_back(clean.truth[i]);
                }
                temperatures[fold] = analysis::fittedTemperature(others, truth, classes);
            }
            const auto own = std::span(outcome.probabilities).subspan(row * classes, classes);
            const auto scaled = analysis::atTemperature(own, classes, temperatures[fold]);
            result.insert(result.end(), scaled.begin(), scaled.end());
        }
        return result;
    }

    void report(double seconds) const {
        const std::size_t classes = m_experiment.classes.size();
        const Outcome& clean = m_outcomes.front();
        std::printf("%s: %zu utterances, %.0f s of training; temperature of all folds %.3f\n", m_experiment.name.c_str(),
                    clean.truth.size(), seconds, analysis::fittedTemperature(clean.probabilities, clean.truth, classes));
        double mean = 0.0;
        for (std::size_t c = 0; c < m_outcomes.size(); ++c) {
            const Outcome& one = m_outcomes[c];
            const auto matrix = analysis::confusionMatrix(one.truth, one.predicted, classes);
            const auto interval = analysis::bootstrapUar(one.truth, one.predicted, one.speakers, classes);
            const double uar = analysis::unweightedAverageRecall(matrix);
            mean += uar / static_cast<double>(m_outcomes.size());
            const auto after = calibrated(one);
            std::printf("  %-13s UAR %.3f [%.3f, %.3f], loss %.3f -> %.3f, calibration error %.3f -> %.3f, recalls",
                        m_conditions[c].name, uar, interval.low, interval.high,
                        analysis::negativeLogLikelihood(one.probabilities, one.truth, classes),
                        analysis::negativeLogLikelihood(after, one.truth, classes),
                        analysis::calibrationError(one.probabilities, one.truth, classes),
                        analysis::calibrationError(after, one.truth, classes));
            for (const double recall : analysis::recalls(matrix)) std::printf(" %.2f", recall);
            std::printf("\n");
        }
        std::printf("  mean UAR %.4f\n", mean);
        std::fflush(stdout);
    }

    void keep(const training::ExperimentData& data) const {
        const auto& system = data.systems.front();
        store::ModelCard card;
        card.name = card.title = m_experiment.name;
        card.kind = m_experiment.model;
        card.classes = m_experiment.classes;
        card.featureSet = system.system.featureSet;
        card.featureParameters = system.parts.front().set->parameters();
        card.rateHz = system.parts.front().set->rateHz();
        card.settings = system.system.modelSettings;
        card.experiment = experiment::formatExperiment(m_experiment);
        core::Progress silent;
        const training::FoldTask task{data, m_experiment, -1, "cpu", 1, m_out, {}};
        if (const auto kept = training::keepModel(task, m_out / m_experiment.name, card, silent); !kept) stop(kept.error());
    }

    corpus::Corpus m_corpus;
    store::Workspace m_workspace;
    std::filesystem::path m_out;
    std::size_t m_folds;
    std::vector<Condition> m_conditions;
    experiment::Experiment m_experiment;
    std::vector<Outcome> m_outcomes;
    std::map<std::string, features::FeatureMatrixPtr> m_heard;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc < 6) {
        std::fprintf(stderr, "usage: BenchMicrophones CORPUS SCRATCH OUT FOLDS EXPERIMENT.toml...\n");
        return 2;
    }
    core::Progress silent;
    auto corpus = corpus::importCorpus(argv[1], {}, silent);
    if (!corpus) stop(corpus.error());
    auto workspace = store::Workspace::open(argv[2]);
    if (!workspace) stop(workspace.error());
    const std::size_t folds = std::string(argv[4]) == "all" ? 1000 : static_cast<std::size_t>(std::max(0, std::atoi(argv[4])));
    Bench bench(std::move(*corpus), std::move(*workspace), argv[3], folds);
    for (int i = 5; i < argc; ++i) bench.run(argv[i]);
    return 0;
}
