// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backend/UnitRegressionFit.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>
#include <set>

#include "engine/annotation/Beside.h"
#include "engine/backend/Versions.h"
#include "engine/core/Join.h"
#include "engine/core/TomlReader.h"
#include "engine/experiment/CorrelationTargets.h"
#include "engine/experiment/FineTuning.h"

namespace prososcope::backend {

namespace {

using core::ErrorKind;
using core::fail;
using experiment::TargetKind;

constexpr double kShareOfErrors = 0.9;  ///< of the progress: one fit for each speaker, then one to all

/// A corpus known by its labels alone has no title: it is then that of the network's training where its experiment names it.
std::string titleOf(const corpus::Corpus& corpus, const store::ModelCard& encoder) {
    if (!corpus.title.empty()) return corpus.title;
    const auto root = core::parseToml(encoder.experiment, encoder.name);
    const bool same = root && (*root)["corpus"]["name"].value<std::string>() == corpus.name;
    return same && !encoder.trainingCorpus.empty() ? encoder.trainingCorpus : corpus.name;
}

/// The key where two targets would have the same word, such as rated and derived valence.
std::string nameOf(const experiment::TargetChoice& choice, const std::vector<experiment::TargetChoice>& all) {
    const auto same = std::count_if(all.begin(), all.end(), [&](const auto& each) { return each.word == choice.word; });
    return same > 1 ? choice.key : choice.word;
}

class Fit {
public:
    Fit(const UnitRegressionSettings& settings, const corpus::Corpus& corpus, const store::ActivationSet& set)
        : m_settings(settings), m_corpus(corpus), m_set(set), m_info(set.info()) {}

    core::Status prepare(UnitRegressionFit& fit) {
        if (auto good = check(); !good) return good;
        const auto choices = experiment::availableTargets(m_corpus, m_info.utterances);
        auto targets = experiment::correlationTargets(m_corpus, m_info.utterances, m_settings.targets);
        if (!targets) return fail(targets.error());
        m_targets = std::move(*targets);
        for (const auto& key : m_settings.targets)
            m_choices.push_back(
                *std::find_if(choices.begin(), choices.end(), [&](const auto& choice) { return choice.key == key; }));
        m_units = m_settings.units;
        if (m_units.empty()) {
            m_units.resize(static_cast<std::size_t>(m_info.units()));
            std::iota(m_units.begin(), m_units.end(), std::size_t{0});
        }
        for (std::size_t row = 0; row < m_info.utterances.size(); ++row) {
            const bool known = std::all_of(m_targets.begin(), m_targets.end(),
                                           [&](const auto& target) { return std::isfinite(target.values[row]); });
            if (!known) {
                ++fit.unrated;
                continue;
            }
            m_rows.push_back(row);
            fit.utterances.push_back(m_info.utterances[row]);
            fit.speakers.push_back(m_info.speakers[row]);
        }
        if (m_rows.empty()) {
            return fail(ErrorKind::BadInput,
                        {TRANSLATABLE("Engine", "No utterance of %1 has a value of all of %2. Choose fewer targets."),
                         {m_corpus.name, core::joined(m_settings.targets)}});
        }
        fit.model = {m_info.encoder, m_info.weightsSha256, m_info.tap, m_info.units(), {}};
        takeMatrix();
        return {};
    }

    core::Status target(std::size_t t, UnitRegressionFit& fit, core::Progress& progress) {
        UnitTargetError error;
        for (const auto row : m_rows) error.truth.push_back(m_targets[t].values[row]);
        auto measuring = progress.part(0.0, kShareOfErrors);
        learn::SpeakerRegressionSettings settings;
        settings.count = m_settings.count;
        settings.threads = m_settings.threads;
        auto leftOut = learn::regressLeavingSpeakersOut(m_matrix.view(), error.truth, fit.speakers, settings, measuring);
        if (!leftOut) return fail(leftOut.error());
        error.leftOut = std::move(*leftOut);
        for (auto& speaker : error.leftOut.speakers) number(speaker.columns);
        auto rest = progress.part(kShareOfErrors, 1.0);
        settings.choice = learn::ColumnChoice::Mean;
        auto mean = learn::regressLeavingSpeakersOut(m_matrix.view(), error.truth, fit.speakers, settings, rest);
        if (!mean) return fail(mean.error());
        error.mean = std::move(*mean);
        auto regression = learn::regressOnBestColumns(m_matrix.view(), error.truth, m_settings.count, rest);
        if (!regression) return fail(regression.error());
        number(regression->columns);
        const std::string name = nameOf(m_choices[t], m_choices);
        error.score = scoreOf(name, error.truth, error.leftOut.predictions, fit.speakers);
        error.meanScore = scoreOf(name, error.truth, error.mean.predictions, fit.speakers);
        UnitTarget made{name, 0.0, 1.0, m_choices[t].kind == TargetKind::Derived, std::move(*regression), 0.0};
        made.error = error.score.rootMeanSquaredError.value;
        setScale(m_choices[t], error.truth, made);
        fit.model.targets.push_back(std::move(made));
        fit.errors.push_back(std::move(error));
        progress.report(1.0);
        return {};
    }

private:
    core::Status check() const {
        const auto wrong = [](core::Text text) { return fail(ErrorKind::BadInput, std::move(text)); };
        if (m_settings.targets.empty()) return wrong({TRANSLATABLE("Engine", "Choose at least one target to predict.")});
        const std::set<std::string> once(m_settings.targets.begin(), m_settings.targets.end());
        if (once.size() != m_settings.targets.size()) return wrong({TRANSLATABLE("Engine", "A target is named twice.")});
        if (m_settings.count < 1) return wrong({TRANSLATABLE("Engine", "At least one unit must be taken.")});
        if (!m_info.has(store::ActivationPool::Mean)) {
            return wrong({TRANSLATABLE("Engine", "The activations of %1 on %2 hold no means. Compute them again."),
                          {m_info.encoder, m_info.corpus}});
        }
        if (m_info.untrainedSeed) {
            return wrong({TRANSLATABLE("Engine",
                                       "These activations are those of an untrained network, which is a control and no "
                                       "model. Take those of the trained one.")});
        }
        std::set<std::size_t> units;
        for (const auto unit : m_settings.units) {
            if (unit < static_cast<std::size_t>(m_info.units()) && units.insert(unit).second) continue;
            return wrong({TRANSLATABLE("Engine", "The network %1 has %2 units: there is no unit %3, or it is named twice."),
                          {m_info.encoder, std::to_string(m_info.units()), std::to_string(unit)}});
        }
        return {};
    }

    void takeMatrix() {
        const auto values = m_set.values(store::ActivationPool::Mean);
        const auto all = static_cast<std::size_t>(m_info.units());
        m_matrix = learn::Matrix<float>(m_rows.size(), m_units.size());
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            const auto from = values.subspan(m_rows[i] * all, all);
            const auto row = m_matrix.row(i);
            for (std::size_t c = 0; c < m_units.size(); ++c) row[c] = from[m_units[c]];
        }
    }

    /// Columns of the matrix as units of the network.
    void number(std::vector<std::size_t>& columns) const {
        for (auto& column : columns) column = m_units[column];
    }

    static analysis::DimensionScore scoreOf(const std::string& name, const std::vector<double>& truth,
                                            const std::vector<double>& predicted, const std::vector<std::string>& speakers) {
        std::vector<store::PredictionRecord> records(truth.size());
        for (std::size_t i = 0; i < truth.size(); ++i) {
            records[i].speaker = speakers[i];
            records[i].trueValues = {static_cast<float>(truth[i])};
            records[i].values = {static_cast<float>(predicted[i])};
        }
        const std::string names[] = {name};
        return analysis::dimensionScores(records, names).front();
    }

    void setScale(const experiment::TargetChoice& choice, const std::vector<double>& truth, UnitTarget& target) const {
        const auto [low, high] = std::minmax_element(truth.begin(), truth.end());
        target.low = *low;
        target.high = *high > *low ? *high : *low + 1.0;
        if (choice.kind == TargetKind::Derived) {
            target.low = -1.0;
            target.high = 1.0;
        } else if (const auto scale = m_corpus.scales.find(choice.word);
                   scale != m_corpus.scales.end() && choice.kind != TargetKind::Category) {
            target.low = scale->second.low;
            target.high = scale->second.high;
        }
    }

    const UnitRegressionSettings& m_settings;
    const corpus::Corpus& m_corpus;
    const store::ActivationSet& m_set;
    const store::ActivationSetInfo& m_info;
    std::vector<analysis::CorrelationTarget> m_targets;
    std::vector<experiment::TargetChoice> m_choices;  ///< of each target
    std::vector<std::size_t> m_units;                 ///< of each column of the matrix
    std::vector<std::size_t> m_rows;                  ///< of the set whose targets are all known
    learn::Matrix<float> m_matrix;
};

store::Figure figureOf(std::string metric, const analysis::ScoreWithInterval& score, const analysis::DimensionScore& of,
                       std::string protocol, bool dependent) {
    return {std::move(metric),
            score.value,
            score.interval.low,
            score.interval.high,
            static_cast<long>(of.utterances),
            static_cast<long>(of.speakers),
            std::move(protocol),
            dependent};
}

std::string noteOf(const UnitRegressionFit& fit, const store::ModelCard& encoder) {
    std::string note =
        "A linear regression on the mean activations of units of " + encoder.name + ", fitted to " +
        std::to_string(fit.utterances.size()) +
        " utterances. Its errors come from speakers that it was not fitted to, one left out after the other. Over "
        "time it takes running means of the units, which it was not fitted to: it knows whole utterances.";
    if (!fit.heard.empty()) {
        note += " The network " + encoder.name + " itself was trained on " + std::to_string(fit.heard.size()) + " of these " +
                std::to_string(fit.errors.front().leftOut.speakers.size()) +
                " speakers: the errors are too small, and new speakers are predicted less well.";
    }
    const bool derived = std::any_of(fit.model.targets.begin(), fit.model.targets.end(),
                                     [](const UnitTarget& target) { return target.derived; });
    if (derived) {
        note +=
            " Valence and arousal were not rated: they are the places of the emotions' names on the circumplex (Russell "
            "1980), so that this model knows no more than those classes.";
    }
    return note;
}

}  // namespace

core::Result<UnitRegressionFit> fitUnitRegression(const UnitRegressionSettings& settings, const store::ModelCard& encoder,
                                                  const corpus::Corpus& corpus, const store::ActivationSet& set,
                                                  core::Progress& progress) {
    if (encoder.tensorsSha256 != set.info().weightsSha256) {
        return fail(
            ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "The activations of %1 were taken with other weights than it has now. Compute them again."),
             {encoder.name}});
    }
    UnitRegressionFit result;
    Fit fit(settings, corpus, set);
    if (auto prepared = fit.prepare(result); !prepared) return fail(prepared.error());
    const auto count = static_cast<double>(settings.targets.size());
    for (std::size_t t = 0; t < settings.targets.size(); ++t) {
        auto part = progress.part(static_cast<double>(t) / count, static_cast<double>(t + 1) / count);
        if (auto done = fit.target(t, result, part); !done) return fail(done.error());
    }
    const std::set<std::string> speakers(result.speakers.begin(), result.speakers.end());
    corpus::Corpus named;  // by name, title and speakers alone
    named.name = corpus.name;
    named.title = titleOf(corpus, encoder);
    result.heard = experiment::heardSpeakers(encoder, {&named, 1}, std::vector<std::string>(speakers.begin(), speakers.end()));
    return result;
}

core::Status checkUnitRegressionName(const std::string& name, const std::filesystem::path& models) {
    if (name.empty() || annotation::safeName(name) != name) {
        return fail(
            ErrorKind::BadInput,
            {TRANSLATABLE("Engine",
                          "\"%1\" cannot be the name of a model: letters, digits, - and _ can be in it. Choose another."),
             {name}});
    }
    for (const auto& model : store::findModels(models)) {
        if (model.card.name != name || model.card.kind == kUnitRegressionKind) continue;
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "There is a model %1 of the kind %2 already. Choose another name."),
                     {name, model.card.kind}});
    }
    std::error_code code;
    for (const char* ending : {".json", ".safetensors"}) {
        const auto file = models / (name + ending);
        if (!std::filesystem::exists(file, code)) continue;
        const auto card = store::readModelCard(models / (name + ".json"));
        if (card && card->kind == kUnitRegressionKind) continue;
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "%1 is there already. Choose another name."), {file.string()}});
    }
    return {};
}

core::Status keepUnitRegression(const UnitRegressionFit& fit, const store::ModelCard& encoder, const corpus::Corpus& corpus,
                                const UnitRegressionTitle& title, const std::filesystem::path& models) {
    if (auto good = checkUnitRegressionName(title.name, models); !good) return good;
    store::ModelCard card;
    card.name = title.name;
    std::vector<std::string> names;
    for (const auto& target : fit.model.targets) names.push_back(target.name);
    card.title = title.title.empty() ? core::joined(names) + " from units of " + encoder.name + ", " + titleOf(corpus, encoder)
                                     : title.title;
    card.featureSet = encoder.featureSet;
    card.featureParameters = encoder.featureParameters;
    card.rateHz = encoder.rateHz;
    card.trainingCorpus = titleOf(corpus, encoder);
    std::set<std::string> speakers(fit.speakers.begin(), fit.speakers.end());
    if (!encoder.trainingCorpus.empty() && encoder.trainingCorpus != card.trainingCorpus) {
        card.trainingCorpus = encoder.trainingCorpus + " + " + card.trainingCorpus;
    }
    speakers.insert(encoder.trainingSpeakers.begin(), encoder.trainingSpeakers.end());
    card.trainingSpeakers.assign(speakers.begin(), speakers.end());
    card.command = title.command;
    card.licence = encoder.licence;
    card.note = noteOf(fit, encoder);
    nlohmann::json versions = nlohmann::json::object();
    for (const auto& library : libraryVersions()) versions[library.name] = library.version;
    card.versions = versions.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    for (std::size_t t = 0; t < fit.errors.size(); ++t) {
        const auto& name = fit.model.targets[t].name;
        const auto& [truth, leftOut, mean, score, meanScore] = fit.errors[t];
        const bool heard = !fit.heard.empty();
        const std::string plain = titleOf(corpus, encoder) + ", leave-one-speaker-out";
        const std::string protocol = heard ? plain + ", speakers heard by the network" : plain;
        card.figures.push_back(figureOf(errorMetric(name), score.rootMeanSquaredError, score, protocol, heard));
        card.figures.push_back(figureOf("CCC " + name, score.concordance, score, protocol, heard));
        card.figures.push_back(figureOf("RMSE of the mean, " + name, meanScore.rootMeanSquaredError, meanScore,
                                        plain + ", predicting the mean", false));
    }
    return saveUnitRegression(fit.model, models / title.name, std::move(card));
}

}  // namespace prososcope::backend
