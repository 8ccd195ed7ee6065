// SPDX-License-Identifier: GPL-3.0-or-later
#include <functional>
#include <set>
#include <stdexcept>

#include "engine/analysis/Temperature.h"
#include "engine/backend/TorchBackend.h"
#include "tests/engine/training/ToneCorpus.h"

using namespace prososcope;

namespace {

/// Writes down every call, and does what a test wants at some of them.
class Recorder : public backend::RunObserver {
public:
    void runStarted(const store::RunRecord& run, int folds) override {
        id = run.id;
        calls.push_back("run " + std::to_string(folds));
    }
    void foldStarted(const store::FoldRecord& fold) override { calls.push_back("start " + std::to_string(fold.index)); }
    void epochDone(const store::EpochRecord& epoch) override {
        calls.push_back("epoch " + std::to_string(epoch.fold) + " " + std::to_string(epoch.epoch));
        if (atEpoch) atEpoch(epoch);
    }
    void foldDone(const store::FoldRecord& fold, double testUar) override {
        calls.push_back("done " + std::to_string(fold.index));
        uars.push_back(testUar);
    }
    std::vector<std::string> calls;
    std::vector<double> uars;
    std::int64_t id = 0;
    std::function<void(const store::EpochRecord&)> atEpoch;
};

bool samePredictions(const std::vector<store::PredictionRecord>& a, const std::vector<store::PredictionRecord>& b) {
    if (a.size() != b.size() || a.empty()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i].utterance != b[i].utterance || a[i].fold != b[i].fold || a[i].truth != b[i].truth ||
            a[i].predicted != b[i].predicted || a[i].posteriors != b[i].posteriors) {
            return false;
        }
    }
    return true;
}

QString sentence(const core::Error& error) { return QString::fromStdString(error.message()); }

}  // namespace

/// Whole experiments on a made-up corpus: what is stored, what repeats, what resumes, and what is refused.
class TestExperimentRun : public QObject {
    Q_OBJECT

private:
    [[nodiscard]] std::filesystem::path place(const char* name) const { return toPath(m_home.filePath(name)); }
    [[nodiscard]] backend::RunRequest request(const char* workspace,
                                              const experiment::Experiment& experiment = tones::experiment()) const {
        return {experiment, m_corpus, place(workspace), {}, {}, "prososcope-cli run tones.toml"};
    }
    core::Result<store::RunRecord> run(const backend::RunRequest& request, backend::RunObserver& observer,
                                       core::Progress& progress) {
        return m_backend->run(request, observer, progress);
    }
    core::Result<store::RunRecord> run(const backend::RunRequest& request) {
        backend::RunObserver nobody;
        core::Progress silent;
        return run(request, nobody, silent);
    }
    static std::vector<store::PredictionRecord> predictions(const backend::RunRequest& request, std::int64_t id) {
        const auto workspace = store::Workspace::open(request.workspace);
        if (!workspace) return {};
        return workspace->predictions(id).value_or(std::vector<store::PredictionRecord>());
    }
    static std::vector<store::RunRecord> runs(const backend::RunRequest& request) {
        const auto workspace = store::Workspace::open(request.workspace);
        if (!workspace) return {};
        return workspace->runs().value_or(std::vector<store::RunRecord>());
    }
    /// Starts a run that is cancelled when fold `fold` has done epoch `epoch`; gives its id.
    std::int64_t cancelledRun(const backend::RunRequest& request, int fold, int epoch) {
        std::stop_source stop;
        Recorder recorder;
        recorder.atEpoch = [&](const store::EpochRecord& record) {
            if (record.fold == fold && record.epoch == epoch) stop.request_stop();
        };
        core::Progress progress(stop.get_token());
        const auto result = run(request, recorder, progress);
        if (result || result.error().kind != core::ErrorKind::Cancelled) return 0;
        return recorder.id;
    }

    QTemporaryDir m_home;
    corpus::Corpus m_corpus;
    backend::TorchBackend* m_backend = nullptr;
    std::vector<store::PredictionRecord> m_reference;  ///< of an uninterrupted run of tones::experiment()

private Q_SLOTS:
    void initTestCase() {
        const auto backend = backend::torchBackend();
        PROSOSCOPE_VERIFY(backend);
        m_backend = *backend;
        tones::writeCorpus(place("corpus"));
        m_corpus = tones::import(place("corpus"));
        QCOMPARE(m_corpus.utterances.size(), std::size_t{32});
    }

    void everythingIsStored() {
        const auto asked = request("stored");
        Recorder recorder;
        std::vector<double> fractions;
        core::Progress progress({}, [&](double fraction, const core::Text&) { fractions.push_back(fraction); });
        const auto result = run(asked, recorder, progress);
        PROSOSCOPE_VERIFY(result);
        QVERIFY(result->state == store::RunState::Finished);
        QVERIFY(result->uar && result->uarLow && result->uarHigh && result->wa && result->macroF1);
        QVERIFY(*result->uarLow <= *result->uar && *result->uar <= *result->uarHigh);
        QCOMPARE(result->utterances, std::int64_t{32});
        QCOMPARE(result->speakers, std::int64_t{4});
        QCOMPARE(result->classes, (std::vector<std::string>{"angry", "sad"}));
        QCOMPARE(result->fingerprint.size(), std::size_t{64});
        QCOMPARE(result->device, std::string("cpu"));
        QCOMPARE(result->threads, 1);
        QVERIFY(!result->speakerDependent);
        QVERIFY(experiment::parseExperiment(result->experiment, "stored").has_value());

        const auto workspace = store::Workspace::open(asked.workspace);
        PROSOSCOPE_VERIFY(workspace);
        const auto stored = workspace->run(result->id);
        PROSOSCOPE_VERIFY(stored);
        QVERIFY(stored->state == store::RunState::Finished && stored->uar == result->uar && !stored->finishedAt.empty());
        const auto folds = workspace->folds(result->id);
        PROSOSCOPE_VERIFY(folds);
        QCOMPARE(folds->size(), std::size_t{4});
        std::set<std::string> tested;
        for (const auto& fold : *folds) {
            QVERIFY(fold.complete && fold.bestEpoch >= 1 && fold.bestEpoch <= 3);
            std::set<std::string> speakers;
            for (const auto* part : {&fold.trainSpeakers, &fold.innerSpeakers, &fold.testSpeakers})
                speakers.insert(part->begin(), part->end());
            QCOMPARE(speakers.size(), fold.trainSpeakers.size() + fold.innerSpeakers.size() + fold.testSpeakers.size());
            QCOMPARE(speakers.size(), std::size_t{4});
            tested.insert(fold.testSpeakers.begin(), fold.testSpeakers.end());
        }
        QCOMPARE(tested.size(), std::size_t{4});
        const auto epochs = workspace->epochs(result->id);
        PROSOSCOPE_VERIFY(epochs);
        QCOMPARE(epochs->size(), std::size_t{12});
        for (const auto& epoch : *epochs) QVERIFY(std::isfinite(epoch.trainLoss) && epoch.innerLoss && epoch.innerUar);

        m_reference = predictions(asked, result->id);
        QCOMPARE(m_reference.size(), std::size_t{32});
        std::set<std::string> utterances;
        int right = 0;
        for (const auto& prediction : m_reference) {
            utterances.insert(prediction.utterance);
            QCOMPARE(prediction.posteriors.size(), std::size_t{2});
            QVERIFY(std::abs(prediction.posteriors[0] + prediction.posteriors[1] - 1.0F) < 1e-5F);
            QCOMPARE(prediction.predicted, prediction.posteriors[0] >= prediction.posteriors[1] ? 0 : 1);
            const auto& testers = (*folds)[static_cast<std::size_t>(prediction.fold)].testSpeakers;
            QVERIFY(std::find(testers.begin(), testers.end(), prediction.speaker) != testers.end());
            QVERIFY(std::filesystem::exists(prediction.path));
            right += prediction.truth == prediction.predicted ? 1 : 0;
        }
        QCOMPARE(utterances.size(), std::size_t{32});
        QVERIFY(std::abs(*result->wa - right / 32.0) < 1e-12);

        const std::vector<std::string> expected{"run 4",     "start 0",   "epoch 0 1", "epoch 0 2", "epoch 0 3", "done 0",
                                                "start 1",   "epoch 1 1", "epoch 1 2", "epoch 1 3", "done 1",    "start 2",
                                                "epoch 2 1", "epoch 2 2", "epoch 2 3", "done 2",    "start 3",   "epoch 3 1",
                                                "epoch 3 2", "epoch 3 3", "done 3"};
        QCOMPARE(recorder.calls, expected);
        QCOMPARE(recorder.uars.size(), std::size_t{4});
        QVERIFY(std::is_sorted(fractions.begin(), fractions.end()));
        QCOMPARE(fractions.back(), 1.0);
        // Nothing is left to resume from.
        std::error_code code;
        const auto folder = workspace->runFolder(result->id);
        if (std::filesystem::exists(folder, code)) QVERIFY(std::filesystem::is_empty(folder, code));
    }

    void sameSeedSameNumbers() {
        const auto again = request("again");
        const auto result = run(again);
        PROSOSCOPE_VERIFY(result);
        QVERIFY(samePredictions(predictions(again, result->id), m_reference));
        auto other = request("again");
        other.experiment.seed = 4;
        const auto different = run(other);
        PROSOSCOPE_VERIFY(different);
        QVERIFY(!samePredictions(predictions(other, different->id), m_reference));
        QCOMPARE(different->fingerprint, result->fingerprint);
    }

    /// Two threads train two folds side by side with one thread each: the same arithmetic per fold. Whichever fold begins,
    /// ends or predicts first, the numbers stay.
    void foldsSideBySideDoNotDisturbEachOther() {
        for (int round = 0; round < 3; ++round) {
            auto asked = request("abreast");
            asked.experiment.threads = 2;
            Recorder recorder;
            core::Progress silent;
            const auto result = run(asked, recorder, silent);
            PROSOSCOPE_VERIFY(result);
            QVERIFY(samePredictions(predictions(asked, result->id), m_reference));
            for (int fold = 0; fold < 4; ++fold) {  // each fold's own calls in order
                std::vector<std::string> own;
                const std::string number = std::to_string(fold);
                for (const auto& call : recorder.calls) {
                    if (call == "start " + number || call == "done " + number || call.starts_with("epoch " + number + " "))
                        own.push_back(call);
                }
                QCOMPARE(own, (std::vector<std::string>{"start " + number, "epoch " + number + " 1", "epoch " + number + " 2",
                                                        "epoch " + number + " 3", "done " + number}));
            }
        }
    }

    void cancelledRunsResumeExactly_data() {
        QTest::addColumn<int>("fold");
        QTest::addColumn<int>("epoch");
        QTest::addColumn<int>("threads");
        QTest::newRow("first epoch") << 0 << 1 << 1;
        QTest::newRow("middle") << 1 << 2 << 1;
        QTest::newRow("last epoch of all") << 3 << 3 << 1;
        QTest::newRow("two folds at once") << 1 << 2 << 2;
    }
    void cancelledRunsResumeExactly() {
        QFETCH(int, fold);
        QFETCH(int, epoch);
        QFETCH(int, threads);
        auto asked = request("cancelled");
        asked.experiment.threads = threads;
        const auto id = cancelledRun(asked, fold, epoch);
        QVERIFY(id > 0);
        QVERIFY(runs(asked).front().state == store::RunState::Cancelled);
        asked.resume = id;
        Recorder recorder;
        core::Progress silent;
        const auto result = run(asked, recorder, silent);
        PROSOSCOPE_VERIFY(result);
        QCOMPARE(result->id, id);
        QVERIFY(result->state == store::RunState::Finished);
        QVERIFY(samePredictions(predictions(asked, id), m_reference));
        if (threads == 1) {
            QCOMPARE(recorder.calls[0], std::string("run 4"));
            QCOMPARE(recorder.calls[1], "start " + std::to_string(fold));
        }
        const auto epochs = store::Workspace::open(asked.workspace)->epochs(id);
        PROSOSCOPE_VERIFY(epochs);
        QCOMPARE(epochs->size(), std::size_t{12});  // the curve has no gap
        const auto again = run(asked);
        QVERIFY(!again);
        QVERIFY(sentence(again.error()).contains("is finished"));
    }

    void changedCorpusIsNotResumed_data() {
        QTest::addColumn<QString>("what");
        for (const char* what : {"audio", "labels", "genders"}) QTest::newRow(what) << QString(what);
    }
    void changedCorpusIsNotResumed() {
        QFETCH(QString, what);
        const auto folder = toPath(m_home.filePath("changed " + what));
        std::filesystem::copy(place("corpus"), folder);
        auto asked = request("changing");
        asked.corpus = tones::import(folder);
        const auto id = cancelledRun(asked, 1, 1);
        QVERIFY(id > 0);
        if (what == "audio") {
            tones::writeClip(folder / "s2_3.wav", 300.0, 0.8, 99);
            asked.corpus = tones::import(folder);
        } else if (what == "labels") {
            std::swap(asked.corpus.utterances[0].emotion, asked.corpus.utterances[1].emotion);
        } else {  // other inner speakers would be chosen
            for (auto& utterance : asked.corpus.utterances) utterance.gender = utterance.speaker == "s0" ? "male" : "female";
        }
        asked.resume = id;
        const auto result = run(asked);
        QVERIFY(!result);
        QVERIFY2(sentence(result.error()).contains("has changed"), qPrintable(sentence(result.error())));
        QVERIFY(runs(asked).front().state == store::RunState::Cancelled);
    }

    void runningRunIsNotTakenOver() {
        const auto asked = request("twice");
        Recorder recorder;
        QString said;
        recorder.atEpoch = [&](const store::EpochRecord&) {
            auto second = asked;
            second.resume = recorder.id;
            if (const auto result = run(second); !result) said = sentence(result.error());
        };
        core::Progress silent;
        const auto result = run(asked, recorder, silent);
        PROSOSCOPE_VERIFY(result);
        QVERIFY2(said.contains("still running"), qPrintable(said));
        QVERIFY(samePredictions(predictions(asked, result->id), m_reference));
    }

    void someFoldsOnly() {
        auto asked = request("some");
        asked.onlyFolds = {2, 0, 7};
        asked.experiment.saveModel = true;  // no figure of all speakers, so no model
        const auto result = run(asked);
        PROSOSCOPE_VERIFY(result);
        QCOMPARE(result->speakers, std::int64_t{2});
        std::vector<store::PredictionRecord> expected;
        for (const auto& prediction : m_reference) {
            if (prediction.fold == 0 || prediction.fold == 2) expected.push_back(prediction);
        }
        QVERIFY(samePredictions(predictions(asked, result->id), expected));
        QVERIFY(!std::filesystem::exists(asked.workspace / "models" / "tones.safetensors"));
        asked.onlyFolds = {9};
        const auto none = run(asked);
        QVERIFY(!none);
        QVERIFY(sentence(none.error()).contains("there are 4"));
        QCOMPARE(runs(asked).size(), std::size_t{1});
    }

    void refusedBeforeItBegins_data() {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("says");
        QTest::newRow("one speaker") << "one speaker"
                                     << "Too few speakers";
        QTest::newRow("class nowhere") << "class nowhere"
                                       << "\"bored\"";
        QTest::newRow("class with one speaker") << "class with one speaker"
                                                << "no utterance of the class \"happy\"";
        QTest::newRow("audio gone") << "audio gone"
                                    << "s1_1.wav";
        QTest::newRow("other bands") << "other bands"
                                     << "bands";
        QTest::newRow("huge") << "huge"
                              << "hidden";
        QTest::newRow("undefined") << "undefined"
                                   << "dynamic_range_db";
        QTest::newRow("unknown setting") << "unknown setting"
                                         << "\"layers\"";
        QTest::newRow("model") << "model"
                               << "other-network";
        QTest::newRow("features") << "features"
                                  << "mfcc20-librosa";
    }
    void refusedBeforeItBegins() {
        QFETCH(QString, what);
        QFETCH(QString, says);
        auto asked = request("refused");
        auto& experiment = asked.experiment;
        auto& utterances = asked.corpus.utterances;
        if (what == "one speaker") std::erase_if(utterances, [](const auto& utterance) { return utterance.speaker != "s0"; });
        if (what == "class nowhere") experiment.classes = {"angry", "sad", "bored"};
        if (what == "class with one speaker") {
            experiment.classes = {"angry", "sad", "happy"};
            utterances[0].emotion = "happy";
        }
        if (what == "audio gone") utterances[9].path = "gone/s1_1.wav";
        if (what == "other bands") experiment.modelSettings["bands"] = 40.0;
        if (what == "huge") experiment.modelSettings["hidden"] = 1e8;
        if (what == "undefined") experiment.modelSettings["dynamic_range_db"] = std::nan("");
        if (what == "unknown setting") experiment.modelSettings["layers"] = 3.0;
        if (what == "model") experiment.model = "other-network";
        if (what == "features") experiment.featureSet = "mfcc20-librosa";
        const auto before = runs(asked).size();
        const auto result = run(asked);
        QVERIFY(!result);
        QVERIFY2(sentence(result.error()).contains(says), qPrintable(sentence(result.error())));
        QVERIFY(runs(asked).empty());
    }

    /// What two parts of a fold share stops the run before it is stored.
    void leaksStopTheRun_data() {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("says");
        QTest::newRow("copy of a file") << "copy"
                                        << "the same sound in two parts";
        QTest::newRow("the same sound in another file") << "other header"
                                                        << "the same sound in two parts";
        QTest::newRow("overlapping spans") << "overlap"
                                           << "overlapping pieces of one recording";
        QTest::newRow("one recording") << "pieces"
                                       << "pieces of one recording";
        QTest::newRow("speaker in two sessions") << "speaker"
                                                 << "one speaker in two parts";
    }
    void leaksStopTheRun() {
        QFETCH(QString, what);
        QFETCH(QString, says);
        const auto folder = toPath(m_home.filePath("leaks " + what));
        std::filesystem::copy(place("corpus"), folder);
        if (what == "copy") {
            std::filesystem::copy_file(folder / "s0_2.wav", folder / "s3_4.wav",
                                       std::filesystem::copy_options::overwrite_existing);
        }
        auto asked = request("leaking");
        asked.corpus = tones::import(folder);
        auto& utterances = asked.corpus.utterances;
        const auto of = [&](const std::string& id) {
            return std::find_if(utterances.begin(), utterances.end(),
                                [&](const auto& utterance) { return utterance.id == id; });
        };
        if (what == "other header") {  // the same samples behind a few bytes more
            auto bytes = core::readFile(folder / "s0_2.wav").value();
            bytes.insert(12, std::string("LIST\x04\0\0\0abcd", 12));
            PROSOSCOPE_VERIFY(core::writeFile(folder / "s3_4.wav", bytes));
        }
        if (what == "overlap" || what == "pieces") {
            of("s3_4")->path = "s0_2.wav";
            of("s3_4")->startSeconds = what == "overlap" ? 0.25 : 0.3;
            of("s0_2")->endSeconds = 0.3;
        }
        if (what == "speaker") {
            asked.experiment.folds.protocol = "leave-one-session-out";
            for (auto& utterance : utterances) utterance.session = utterance.id.substr(0, 2);
            of("s3_4")->speaker = "s0";
        }
        const auto before = runs(asked).size();
        const auto result = run(asked);
        QVERIFY(!result);
        QVERIFY2(sentence(result.error()).contains(says), qPrintable(sentence(result.error())));
        QCOMPARE(runs(asked).size(), before);
        if (what != "speaker" && what != "pieces") return;
        // Where it is allowed, it is marked.
        asked.experiment.folds.allowed = {what == "speaker" ? "speakers" : "recordings"};
        asked.experiment.training.epochs = 1;
        const auto allowed = run(asked);
        PROSOSCOPE_VERIFY(allowed);
        QCOMPARE(allowed->speakerDependent, what == "speaker");
    }

    void randomPartsAreMarked() {
        auto asked = request("random");
        asked.experiment.folds.protocol = "random";
        asked.experiment.folds.groups = 2;
        asked.experiment.training.epochs = 12;
        asked.experiment.saveModel = true;
        const auto result = run(asked);
        PROSOSCOPE_VERIFY(result);
        QVERIFY(result->speakerDependent);
        QVERIFY(runs(asked).front().speakerDependent);
        QCOMPARE(result->protocol, std::string("random"));
        const auto entry = store::findModel("tones", asked.workspace / "models");
        PROSOSCOPE_VERIFY(entry);
        QVERIFY(entry->card.figures[0].speakerDependent);
        QVERIFY(entry->card.figures[0].protocol.ends_with("random (speaker-dependent)"));
    }

    /// Two corpora of two layouts with speakers of the same names and other words for the same classes.
    void severalCorporaAreMerged() {
        const auto folder = place("second");
        std::filesystem::create_directories(folder / "wav");
        std::string table = "Datei;Sprecher;Geschlecht;Gefühl\n";
        for (int s = 0; s < 2; ++s) {
            for (int i = 0; i < 4; ++i) {
                const std::string name = "wav/s" + std::to_string(s) + "_" + std::to_string(i) + ".wav";
                tones::writeClip(folder / name, (i % 2 == 0 ? 880.0 : 240.0) + 7.0 * s, 0.7,
                                 static_cast<std::uint64_t>(900 + 10 * s + i));
                table += name + ";s" + std::to_string(s) + ";w;" + (i % 2 == 0 ? "Wut" : "Trauer") + "\n";
            }
        }
        PROSOSCOPE_VERIFY(core::writeFile(folder / "liste.csv", table));
        core::Progress silent;
        auto second = corpus::importCorpus(folder, {"csv", "second", {}}, silent);
        PROSOSCOPE_VERIFY(second);
        auto asked = request("merged");
        experiment::setCorpora(asked.experiment, {"tones", "second"});
        const auto missing = run(asked);
        QVERIFY(!missing);
        QVERIFY2(sentence(missing.error()).contains("names 2 corpora, but 1 were given"),
                 qPrintable(sentence(missing.error())));
        asked.furtherCorpora = {*second};
        asked.experiment.saveModel = true;
        Recorder recorder;
        const auto result = run(asked, recorder, silent);
        PROSOSCOPE_VERIFY(result);
        QCOMPARE(result->corpus, std::string("tones+second"));
        QCOMPARE(result->speakers, std::int64_t{6});
        QCOMPARE(result->utterances, std::int64_t{40});
        QVERIFY(!result->speakerDependent);
        QCOMPARE(recorder.calls[0], std::string("run 6"));
        std::set<std::string> speakers;
        for (const auto& prediction : predictions(asked, result->id)) {
            speakers.insert(prediction.speaker);
            QVERIFY(std::filesystem::is_regular_file(prediction.path));
            QVERIFY(prediction.utterance.starts_with(prediction.speaker.substr(0, prediction.speaker.find('/') + 1)));
        }
        QCOMPARE(speakers, (std::set<std::string>{"second/s0", "second/s1", "tones/s0", "tones/s1", "tones/s2", "tones/s3"}));
        const auto entry = store::findModel("tones", asked.workspace / "models");
        PROSOSCOPE_VERIFY(entry);
        QCOMPARE(entry->card.trainingCorpus, m_corpus.title + " + " + second->title);
        // The stored run names both corpora, so that it can be resumed and repeated.
        const auto stored = store::Workspace::open(asked.workspace)->run(result->id);
        const auto again = experiment::parseExperiment(stored->experiment, "run");
        PROSOSCOPE_VERIFY(again);
        QCOMPARE(experiment::corpusNames(*again), (std::vector<std::string>{"tones", "second"}));
        const auto id = cancelledRun(asked, 2, 1);
        QVERIFY(id > 0);
        asked.resume = id;
        const auto resumed = run(asked);
        PROSOSCOPE_VERIFY(resumed);
        QVERIFY(samePredictions(predictions(asked, id), predictions(asked, result->id)));
    }

    void failuresOnTheWayAreKept_data() {
        QTest::addColumn<int>("threads");
        QTest::newRow("one fold at a time") << 1;
        QTest::newRow("side by side") << 3;
    }
    void failuresOnTheWayAreKept() {
        QFETCH(int, threads);
        auto asked = request("failing");
        asked.experiment.threads = threads;
        asked.experiment.training.learningRate = 1e30;
        asked.experiment.training.gradientClip = 0.0;
        asked.experiment.training.warmupShare = 0.0;
        const auto undefined = run(asked);
        QVERIFY(!undefined);
        QVERIFY2(sentence(undefined.error()).contains("learning rate"), qPrintable(sentence(undefined.error())));
        QVERIFY(runs(asked).front().state == store::RunState::Failed);
        QCOMPARE(QString::fromStdString(runs(asked).front().note), sentence(undefined.error()));
        // Whatever is thrown in a fold's thread ends the run, not the program.
        auto thrown = request("failing");
        thrown.experiment.threads = threads;
        Recorder recorder;
        recorder.atEpoch = [](const store::EpochRecord& epoch) {
            if (epoch.epoch == 2) throw std::runtime_error("made up");
        };
        core::Progress silent;
        const auto result = run(thrown, recorder, silent);
        QVERIFY(!result);
        QVERIFY(runs(thrown).front().state == store::RunState::Failed);
    }

    void modelIsKept() {
        auto asked = request("kept");
        asked.experiment.saveModel = true;
        asked.experiment.modelLicence = "CC0-1.0";
        asked.experiment.training.epochs = 12;
        asked.onlyFolds = {};
        const auto result = run(asked);
        PROSOSCOPE_VERIFY(result);
        const auto entry = store::findModel("tones", asked.workspace / "models");
        PROSOSCOPE_VERIFY(entry);
        QCOMPARE(entry->card.classes, asked.experiment.classes);
        QCOMPARE(entry->card.trainingSpeakers, (std::vector<std::string>{"s0", "s1", "s2", "s3"}));
        QCOMPARE(entry->card.command, asked.command);
        QCOMPARE(entry->card.figures.size(), std::size_t{1});
        QVERIFY(entry->card.figures[0].value == *result->uar && entry->card.figures[0].n == 32 &&
                entry->card.figures[0].speakers == 4);
        auto model = m_backend->openModel(*entry, "cpu", 1);
        PROSOSCOPE_VERIFY(model);
        for (const bool angry : {true, false}) {
            const auto sound = tones::clip(angry ? 915.0 : 265.0, 1.0, 4711);
            const auto posteriors = (*model)->predict(sound.channels[0]);
            PROSOSCOPE_VERIFY(posteriors);
            QVERIFY(std::abs((*posteriors)[0] + (*posteriors)[1] - 1.0F) < 1e-5F);
            QVERIFY((*posteriors)[angry ? 0 : 1] > 0.5F);
        }
        std::error_code code;
        const auto left = store::Workspace::open(asked.workspace)->runFolder(result->id) / "final.safetensors";
        QVERIFY(!std::filesystem::exists(left, code));
    }

    /// The kept model has the temperature of the stored predictions, and its card what that is worth; the run is as without.
    void modelIsCalibrated() {
        auto plain = request("plain");
        plain.experiment.saveModel = true;
        auto asked = request("calibrated");
        asked.experiment.saveModel = asked.experiment.calibrate = true;
        PROSOSCOPE_VERIFY(run(plain));
        const auto result = run(asked);
        PROSOSCOPE_VERIFY(result);
        const auto stored = predictions(asked, result->id);
        QVERIFY(samePredictions(stored, predictions(plain, 1)));
        const auto found = analysis::runTemperature(stored, 2);
        QVERIFY(found);
        QVERIFY(std::abs(found->temperature - 1.0) > 1e-3);
        const auto entry = store::findModel("tones", asked.workspace / "models");
        const auto uncalibrated = store::findModel("tones", plain.workspace / "models");
        PROSOSCOPE_VERIFY(entry);
        PROSOSCOPE_VERIFY(uncalibrated);
        QVERIFY(std::abs(entry->card.settings.at("temperature") - found->temperature) < 1e-12);
        QCOMPARE(uncalibrated->card.settings.at("temperature"), 1.0);
        QCOMPARE(entry->card.figures.size(), std::size_t{5});
        QCOMPARE(entry->card.figures[0].metric, std::string("UAR"));
        QCOMPARE(entry->card.figures[1].value, found->lossBefore.value);
        QCOMPARE(entry->card.figures[4].value, found->errorAfter.value);
        // The same weights, and posteriors that differ by the temperature alone.
        QCOMPARE(entry->card.tensorsSha256, uncalibrated->card.tensorsSha256);
        const auto sound = tones::clip(500.0, 1.0, 12);
        const auto first = m_backend->openModel(*uncalibrated, "cpu", 1).value()->predict(sound.channels[0]);
        const auto second = m_backend->openModel(*entry, "cpu", 1).value()->predict(sound.channels[0]);
        PROSOSCOPE_VERIFY(first);
        PROSOSCOPE_VERIFY(second);
        const auto oddsOf = [](const backend::Posteriors& p) {
            return std::log(static_cast<double>(p[0]) / static_cast<double>(p[1]));
        };
        QVERIFY(std::abs(oddsOf(*first) / oddsOf(*second) - found->temperature) < 1e-2 * found->temperature);
    }
};

QTEST_GUILESS_MAIN(TestExperimentRun)
#include "TestExperimentRun.moc"
