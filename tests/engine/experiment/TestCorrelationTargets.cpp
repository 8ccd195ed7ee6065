// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <numbers>

#include "engine/experiment/CorrelationTargets.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using experiment::TargetKind;

namespace {

corpus::Utterance utterance(const std::string& id, const std::string& speaker, const std::string& emotion) {
    corpus::Utterance u;
    u.id = id;
    u.speaker = speaker;
    u.emotion = emotion;
    return u;
}

/// Two speakers; some ratings, numbers, intensities; one without agreement.
corpus::Corpus corpusOfSix() {
    corpus::Corpus corpus;
    corpus.name = "six";
    corpus.utterances = {utterance("a", "1", "angry"),   utterance("b", "1", "sad"),
                         utterance("c", "1", "neutral"), utterance("d", "2", "disgusted"),
                         utterance("e", "2", "angry"),   utterance("f", "2", std::string(corpus::kNoAgreement))};
    corpus.utterances[0].valence = 1.5;
    corpus.utterances[1].valence = 2.0;
    corpus.utterances[5].valence = 4.0;
    for (auto& u : corpus.utterances) u.arousal = 3.0;  // the same for all: nothing to correlate with
    corpus.utterances[0].intensity = "strong";
    corpus.utterances[1].intensity = "normal";
    corpus.utterances[2].intensity = "unspecified";
    corpus.utterances[3].intensity = "1.25";
    corpus.utterances[0].numbers = {{"recognition", 90.0}, {"angry", 1.0}};
    corpus.utterances[4].numbers = {{"recognition", 80.0}, {"angry", 0.5}};
    return corpus;
}

std::vector<std::string> idsOf(const corpus::Corpus& corpus) {
    std::vector<std::string> ids;
    for (const auto& u : corpus.utterances) ids.push_back(u.id);
    return ids;
}

const experiment::TargetChoice* find(const std::vector<experiment::TargetChoice>& choices, const std::string& key) {
    const auto found = std::find_if(choices.begin(), choices.end(), [&](const auto& choice) { return choice.key == key; });
    return found == choices.end() ? nullptr : &*found;
}

std::vector<double> valuesOf(const corpus::Corpus& corpus, const std::string& key) {
    const auto targets = experiment::correlationTargets(corpus, idsOf(corpus), std::vector{key});
    return targets ? targets->front().values : std::vector<double>();
}

bool same(const std::vector<double>& a, const std::vector<double>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](double x, double y) { return (std::isnan(x) && std::isnan(y)) || std::abs(x - y) < 1e-12; });
}

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

}  // namespace

class TestCorrelationTargets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatACorpusHas();
    void valuesOfEachKind();
    void placesOnTheCircumplex();
    void rowsInAnyOrder();
    void whatIsNotThereIsSaid();
    void onlySomeUtterances();
    void emoDb();
    void ravdess();
};

void TestCorrelationTargets::whatACorpusHas() {
    const auto choices = experiment::availableTargets(corpusOfSix());
    std::vector<std::string> keys;
    for (const auto& choice : choices) keys.push_back(choice.key);
    QVERIFY(keys == std::vector<std::string>({"valence", "intensity", "angry", "recognition", "category.angry", "sad",
                                              "neutral", "disgusted", "derived-valence", "derived-arousal"}));
    const auto* valence = find(choices, "valence");
    QCOMPARE(valence->utterances, std::size_t{3});
    QCOMPARE(valence->speakers, std::size_t{2});
    QCOMPARE(find(choices, "angry")->kind, TargetKind::Number);
    QCOMPARE(find(choices, "category.angry")->name(), std::string("angry against the rest"));
    QCOMPARE(find(choices, "sad")->utterances, std::size_t{5});
    QCOMPARE(find(choices, "derived-arousal")->utterances, std::size_t{4});
    QCOMPARE(find(choices, "derived-arousal")->name(), std::string("arousal (derived)"));
    QCOMPARE(find(choices, "intensity")->utterances, std::size_t{3});
    QVERIFY(experiment::availableTargets({}).empty());
}

void TestCorrelationTargets::valuesOfEachKind() {
    const auto corpus = corpusOfSix();
    QVERIFY(same(valuesOf(corpus, "valence"), {1.5, 2.0, kNone, kNone, kNone, 4.0}));
    QVERIFY(same(valuesOf(corpus, "intensity"), {3.0, 2.0, kNone, 1.25, kNone, kNone}));
    QVERIFY(same(valuesOf(corpus, "recognition"), {90.0, kNone, kNone, kNone, 80.0, kNone}));
    QVERIFY(same(valuesOf(corpus, "angry"), {1.0, kNone, kNone, kNone, 0.5, kNone}));
    QVERIFY(same(valuesOf(corpus, "category.angry"), {1.0, 0.0, 0.0, 0.0, 1.0, kNone}));
    const auto targets =
        experiment::correlationTargets(corpus, idsOf(corpus), std::vector<std::string>{"sad", "derived-valence"});
    PROSOSCOPE_VERIFY(targets);
    QCOMPARE((*targets)[0].name, std::string("sad against the rest"));
    QVERIFY(!(*targets)[0].derived);
    QVERIFY((*targets)[1].derived);
    QCOMPARE((*targets)[1].name, std::string("valence (derived)"));
    const double angry = std::cos(99.0 * std::numbers::pi / 180.0);
    QVERIFY(same((*targets)[1].values, {angry, std::cos(207.5 * std::numbers::pi / 180.0), 0.0, kNone, angry, kNone}));
}

void TestCorrelationTargets::placesOnTheCircumplex() {
    const auto place = [](const char* emotion) { return experiment::circumplexPlace(emotion).value(); };
    for (const char* emotion : {"angry", "happy", "sad", "fearful", "surprised", "calm", "bored"}) {
        const auto at = place(emotion);
        QVERIFY(std::abs(std::hypot(at.valence, at.arousal) - 1.0) < 1e-12);
    }
    QVERIFY(place("happy").valence > 0.9 && place("calm").valence > 0.5);
    for (const char* emotion : {"angry", "sad", "fearful", "bored"}) QVERIFY(place(emotion).valence < 0.0);
    for (const char* emotion : {"angry", "fearful", "surprised"}) QVERIFY(place(emotion).arousal > 0.8);
    for (const char* emotion : {"sad", "bored", "calm"}) QVERIFY(place(emotion).arousal < -0.4);
    QVERIFY(place("neutral").valence == 0.0 && place("neutral").arousal == 0.0);
    QVERIFY(!experiment::circumplexPlace("disgusted"));
    QVERIFY(!experiment::circumplexPlace("no agreement"));
    QVERIFY(!experiment::circumplexPlace(""));
}

void TestCorrelationTargets::rowsInAnyOrder() {
    const auto corpus = corpusOfSix();
    const std::vector<std::string> ids{"f", "stranger", "a", "e", "b"};
    const auto targets = experiment::correlationTargets(corpus, ids, std::vector<std::string>{"valence", "category.angry"});
    PROSOSCOPE_VERIFY(targets);
    QVERIFY(same((*targets)[0].values, {4.0, kNone, 1.5, kNone, 2.0}));
    QVERIFY(same((*targets)[1].values, {kNone, kNone, 1.0, 1.0, 0.0}));
}

void TestCorrelationTargets::whatIsNotThereIsSaid() {
    const auto corpus = corpusOfSix();
    const auto sentence = [](const corpus::Corpus& of, const std::string& key) {
        const auto targets = experiment::correlationTargets(of, idsOf(of), std::vector{key});
        return targets ? QString() : QString::fromStdString(targets.error().message());
    };
    QVERIFY(sentence(corpus, "dominance").contains("no ratings of dominance"));
    QVERIFY(sentence(corpus, "arousal").contains("valence, intensity, angry, recognition"));
    QVERIFY(sentence(corpus, "happy").contains("happy"));
    corpus::Corpus plain;
    plain.name = "plain";
    plain.utterances = {utterance("a", "1", ""), utterance("b", "1", "")};
    QVERIFY(sentence(plain, "valence").contains("plain"));
}

void TestCorrelationTargets::onlySomeUtterances() {
    const auto corpus = corpusOfSix();
    const std::vector<std::string> ids{"a", "e", "f"};
    const auto choices = experiment::availableTargets(corpus, ids);
    QVERIFY(find(choices, "valence") != nullptr);
    QVERIFY(find(choices, "category.angry") == nullptr);  // all of them are
    QVERIFY(find(choices, "sad") == nullptr);
    QCOMPARE(find(choices, "recognition")->utterances, std::size_t{2});
}

void TestCorrelationTargets::emoDb() {
    PROSOSCOPE_SHARED_OR_SKIP(folder, "data/emodb");
    core::Progress progress;
    const auto corpus = corpus::importCorpus(folder, {"emodb", "emodb", {}}, progress);
    PROSOSCOPE_VERIFY(corpus);
    const auto choices = experiment::availableTargets(*corpus);
    QCOMPARE(find(choices, "valence")->utterances, std::size_t{47});
    QCOMPARE(find(choices, "arousal")->utterances, std::size_t{47});
    QCOMPARE(find(choices, "recognition")->utterances, std::size_t{535});
    QCOMPARE(find(choices, "naturalness")->utterances, std::size_t{535});
    QCOMPARE(find(choices, "derived-valence")->utterances, std::size_t{535 - 46});
    QCOMPARE(find(choices, "bored")->utterances, std::size_t{535});
    QCOMPARE(find(choices, "bored")->speakers, std::size_t{10});
    QVERIFY(find(choices, "dominance") == nullptr);
    QVERIFY(find(choices, "calm") == nullptr);
}

void TestCorrelationTargets::ravdess() {
    PROSOSCOPE_SHARED_OR_SKIP(folder, "data/ravdess");
    core::Progress progress;
    const auto corpus = corpus::importCorpus(folder, {"ravdess", "ravdess", {}}, progress);
    PROSOSCOPE_VERIFY(corpus);
    const auto choices = experiment::availableTargets(*corpus);
    QCOMPARE(find(choices, "intensity")->utterances, std::size_t{1440});
    QVERIFY(find(choices, "valence") == nullptr);
    const auto values = valuesOf(*corpus, "intensity");
    QCOMPARE(std::count(values.begin(), values.end(), 3.0), std::ptrdiff_t{24 * 7 * 2 * 2});
    QCOMPARE(std::count(values.begin(), values.end(), 2.0), std::ptrdiff_t{24 * 8 * 2 * 2});
}

QTEST_GUILESS_MAIN(TestCorrelationTargets)
#include "TestCorrelationTargets.moc"
