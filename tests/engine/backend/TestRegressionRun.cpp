// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "engine/audio/AudioFile.h"
#include "engine/backend/RegressionRun.h"
#include "engine/core/Random.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using Kind = experiment::RegressionSystem::Kind;

namespace {

constexpr std::size_t kSpeakers = 4;
constexpr std::size_t kEach = 30;
constexpr std::size_t kUnits = 12;  ///< of three layers of four

/// Ratings that units of layers tell: arousal unit 0 of the first, valence unit 3 of the last. Each tenth utterance is not
/// rated, each seventh has no agreed class.
corpus::Corpus ratedCorpus(const std::filesystem::path& folder) {
    corpus::Corpus corpus;
    corpus.name = "rated";
    corpus.folder = folder;
    core::Random random(11);
    for (std::size_t i = 0; i < kSpeakers * kEach; ++i) {
        corpus::Utterance u;
        u.id = "u" + std::to_string(1000 + i);
        u.path = u.id + ".wav";
        u.speaker = "s" + std::to_string(i / kEach);
        u.emotion = i % 7 == 0 ? std::string(corpus::kNoAgreement) : i % 2 == 0 ? "angry" : "sad";
        if (i % 10 != 9) {
            u.arousal = 3.0 + random.normal();
            u.valence = 3.0 + random.normal();
        }
        corpus.utterances.push_back(std::move(u));
    }
    return corpus;
}

store::ActivationSet setOf(const corpus::Corpus& corpus, const std::filesystem::path& goal) {
    store::ActivationSetInfo info;
    info.encoder = "net";
    info.tap = "gate";
    info.layers = {{"first", 4}, {"second", 4}, {"third", 4}};
    info.corpus = corpus.name;
    info.pools = {store::ActivationPool::Mean};
    for (const auto& u : corpus.utterances) {
        info.utterances.push_back(u.id);
        info.speakers.push_back(u.speaker);
    }
    auto writer = store::ActivationSetWriter::begin(goal, info).value();
    core::Random random(5);
    for (const auto& u : corpus.utterances) {
        std::vector<float> row;
        for (std::size_t unit = 0; unit < kUnits; ++unit) row.push_back(static_cast<float>(random.normal()));
        row[0] = static_cast<float>(0.5 * u.arousal.value_or(0.0) + 0.05 * random.normal());
        row[11] = static_cast<float>(-2.0 * u.valence.value_or(0.0) + 0.2 * random.normal());
        if (!writer.add(row, {}, {}, 1.0, -20.0)) qFatal("not stored");
    }
    if (!writer.finish()) qFatal("not stored");
    return store::ActivationSet::open(goal).value();
}

experiment::RegressionExperiment experimentOf(std::vector<experiment::RegressionTable> tables) {
    experiment::RegressionExperiment experiment;
    experiment.name = "small";
    experiment.corpus = "rated";
    experiment.encoder = "net";
    experiment.columns = 2;
    experiment.tables = std::move(tables);
    return experiment;
}

}  // namespace

class TestRegressionRun : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    [[nodiscard]] std::filesystem::path at(const std::string& name) const { return toPath(m_folder.path()) / name; }
    [[nodiscard]] auto run(const experiment::RegressionExperiment& experiment, const corpus::Corpus& corpus,
                           const store::ActivationSet& set, core::Progress progress = {}) const {
        return backend::runRegressions(experiment, corpus, set, at("cache"), 2, progress);
    }

private Q_SLOTS:
    void layersTellWhatTheyHold();
    void utterancesAreChosen();
    void besideAFeatureSet();
    void selectionThatLeaksIsMarked();
    void whatIsWrongIsNamed();
};

void TestRegressionRun::layersTellWhatTheyHold() {
    const auto corpus = ratedCorpus(at("a"));
    const auto set = setOf(corpus, at("a.safetensors"));
    const auto tables =
        run(experimentOf({{"1", "One", false, {{Kind::Units, 0}, {Kind::First, 1}, {Kind::Last, 2}, {Kind::Mean, 0}}}}), corpus,
            set);
    PROSOSCOPE_VERIFY(tables);
    const auto& table = tables->front();
    QCOMPARE(table.rows.size(), std::size_t{4});
    QCOMPARE(table.rows[0].columns, std::size_t{12});
    QCOMPARE(table.rows[1].columns, std::size_t{4});
    QCOMPARE(table.rows[2].columns, std::size_t{8});
    const auto error = [&](std::size_t row, std::size_t target) { return table.rows[row].cells[target].result.mean; };
    QCOMPARE(table.rows[0].cells[0].target, std::string("arousal"));
    QVERIFY(error(0, 0) < 0.05 && error(0, 1) < 0.05);  // all layers know both
    QVERIFY(error(1, 0) < 0.05 && error(1, 1) > 0.5);   // the first knows arousal alone
    QVERIFY(error(2, 0) > 0.5 && error(2, 1) < 0.05);   // the last two valence
    QVERIFY(error(3, 0) > 0.5 && error(3, 1) > 0.5);
    const auto& cell = table.rows[3].cells[0];
    QCOMPARE(cell.result.speakers.size(), kSpeakers);
    QVERIFY(cell.interval.low < cell.result.mean && cell.interval.high > cell.result.mean);
    QVERIFY(!cell.againstFeatures);
    // The mean of the other speakers, by hand.
    double sum = 0.0;
    double count = 0.0;
    double own = 0.0;
    double ownCount = 0.0;
    for (const auto& u : corpus.utterances) {
        if (!u.arousal) continue;
        if (u.speaker != "s0") {
            sum += *u.arousal;
            ++count;
        }
    }
    for (const auto& u : corpus.utterances) {
        if (!u.arousal || u.speaker != "s0") continue;
        own += (*u.arousal - sum / count) * (*u.arousal - sum / count);
        ++ownCount;
    }
    QVERIFY(std::abs(cell.result.speakers[0].meanSquaredError - own / ownCount) < 1e-9);
}

void TestRegressionRun::utterancesAreChosen() {
    const auto corpus = ratedCorpus(at("b"));
    const auto set = setOf(corpus, at("b.safetensors"));
    const auto tables =
        run(experimentOf({{"1", "All", false, {{Kind::Mean, 0}}}, {"2", "Agreed", true, {{Kind::Mean, 0}}}}), corpus, set);
    PROSOSCOPE_VERIFY(tables);
    std::size_t rated = 0;
    std::size_t agreed = 0;
    for (const auto& u : corpus.utterances) {
        rated += u.arousal ? 1 : 0;
        agreed += u.arousal && u.emotion != corpus::kNoAgreement ? 1 : 0;
    }
    QCOMPARE((*tables)[0].utterances.size(), rated);
    QCOMPARE((*tables)[0].unrated, corpus.utterances.size() - rated);
    QCOMPARE((*tables)[0].disagreed, std::size_t{0});
    QCOMPARE((*tables)[1].utterances.size(), agreed);
    QCOMPARE((*tables)[1].disagreed, rated - agreed);
    QCOMPARE((*tables)[1].rows[0].cells[0].result.predictions.size(), agreed);
}

void TestRegressionRun::besideAFeatureSet() {
    auto corpus = ratedCorpus(at("c"));
    corpus.utterances.resize(60);  // two speakers are enough
    std::filesystem::create_directories(at("c"));
    core::Random random(2);
    for (const auto& u : corpus.utterances) {
        audio::AudioClip clip;
        clip.rateHz = 16000;
        clip.channels.resize(1);
        for (int s = 0; s < 8000; ++s)
            clip.channels[0].push_back(
                static_cast<float>(0.1 * std::sin(0.05 * s * u.arousal.value_or(1.0)) + 0.01 * random.normal()));
        PROSOSCOPE_VERIFY(audio::writeWav(at("c") / u.path, clip));
    }
    const auto set = setOf(corpus, at("c.safetensors"));
    const auto tables =
        run(experimentOf({{"1", "One", false, {{Kind::Units, 0}, {Kind::Features, 0}, {Kind::Mean, 0}}}}), corpus, set);
    PROSOSCOPE_VERIFY(tables);
    const auto& rows = tables->front().rows;
    QCOMPARE(rows[1].columns, std::size_t{88});
    QVERIFY(std::isfinite(rows[1].cells[0].result.mean));
    QVERIFY(!rows[1].cells[0].againstFeatures);
    for (const std::size_t row : {0, 2}) {
        const auto& test = rows[row].cells[1].againstFeatures;
        QVERIFY(test.has_value());
        QCOMPARE(test->pairs, std::size_t{2});
        QVERIFY(std::abs(test->difference - (rows[row].cells[1].result.mean - rows[1].cells[1].result.mean)) < 1e-9);
    }
}

void TestRegressionRun::selectionThatLeaksIsMarked() {
    const auto corpus = ratedCorpus(at("d"));
    const auto set = setOf(corpus, at("d.safetensors"));
    auto experiment = experimentOf({{"1", "One", false, {{Kind::Units, 0}}}});
    QVERIFY(!run(experiment, corpus, set)->front().rows[0].cells[0].result.leaks);
    experiment.selectsOnAllRows = true;
    QVERIFY(run(experiment, corpus, set)->front().rows[0].cells[0].result.leaks);
}

void TestRegressionRun::whatIsWrongIsNamed() {
    const auto corpus = ratedCorpus(at("e"));
    const auto set = setOf(corpus, at("e.safetensors"));
    const auto message = [&](const experiment::RegressionExperiment& experiment) {
        const auto tables = run(experiment, corpus, set);
        return tables ? QString() : QString::fromStdString(tables.error().message());
    };
    auto experiment = experimentOf({{"1", "One", false, {{Kind::First, 4}}}});
    QVERIFY(message(experiment).contains("first-4"));
    experiment = experimentOf({{"1", "One", false, {{Kind::Units, 0}}}});
    experiment.targets = {"dominance"};
    QVERIFY(message(experiment).contains("dominance"));
    experiment = experimentOf({{"1", "One", false, {{Kind::Features, 0}}}});
    experiment.featureSet = "logmel80";
    QVERIFY(message(experiment).contains("logmel80"));
    std::stop_source stop;
    stop.request_stop();
    const auto stopped =
        run(experimentOf({{"1", "One", false, {{Kind::Units, 0}}}}), corpus, set, core::Progress(stop.get_token()));
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().kind, core::ErrorKind::Cancelled);
}

QTEST_GUILESS_MAIN(TestRegressionRun)
#include "TestRegressionRun.moc"
