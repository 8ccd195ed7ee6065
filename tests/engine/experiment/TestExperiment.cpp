// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/SafeFile.h"
#include "engine/experiment/Experiment.h"
#include "engine/experiment/Sweep.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::experiment;

namespace {

const std::string kSmall = R"(name = "small"
[corpus]
name = "emodb"
[labels]
classes = ["angry", "sad"]
)";

}  // namespace

class TestExperiment : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void defaultsAreFilledIn();
    void everyKeyIsRead();
    void formatRoundTrip();
    void errorsNameLineAndKey_data();
    void errorsNameLineAndKey();
    void unreadableFiles();
    void bundledExperiments_data();
    void bundledExperiments();
    void labelsAreMergedAndDropped();
    void absentClassIsRefused();
    void schemesAreNamedOrWrittenOut();
    void schemesThatAreWrong();
    void severalCorpora();
    void someUtterancesOnly();
    void foldsOfEveryKind();
};

void TestExperiment::defaultsAreFilledIn() {
    const auto experiment = parseExperiment("\xef\xbb\xbf" + kSmall, "small.toml");
    PROSOSCOPE_VERIFY(experiment);
    QCOMPARE(experiment->title, std::string("small"));
    QCOMPARE(experiment->featureSet, std::string("logmel80"));
    QCOMPARE(experiment->device, std::string("auto"));
    QCOMPARE(experiment->training.epochs, TrainingSettings{}.epochs);
    QCOMPARE(experiment->folds.protocol, std::string("leave-one-speaker-out"));
    QVERIFY(!experiment->saveModel);
}

void TestExperiment::everyKeyIsRead() {
    const auto experiment = parseExperiment(R"(name = "full"
title = "All \"keys\""
seed = 9
threads = 3
device = "cpu"
save_model = true
calibrate = true
model_licence = "GPL-3.0-or-later"
[corpus]
name = "mine"
folders = ["a", "../b"]
[labels]
classes = ["happy", "sad"]
[labels.merge]
excited = "happy"
"very sad" = "sad"
[features]
set = "logmel80"
[model]
kind = "logmel-network"
channels = 32
dropout = 0.5
[training]
epochs = 3
batch = 4
learning_rate = 0.01
weight_decay = 0
warmup_share = 0.2
label_smoothing = 0.3
gradient_clip = 1
crop_seconds = 1.5
time_stretch = 0.05
frequency_warp = 0.06
equaliser_db = 3
noise_probability = 0.2
noise_snr_low_db = 5
noise_snr_high_db = 40
room_probability = 0.3
room_seconds = 0.6
band_probability = 0.7
mixup = 0.4
time_masks = 1
time_mask_seconds = 0.1
frequency_masks = 3
frequency_mask_bands = 5
average_decay = 0.9
evaluate_every = 2
patience = 7
class_balance = "weights"
[folds]
protocol = "speaker-groups"
groups = 6
inner_speakers = 2
seed = 5
)",
                                            "full.toml");
    PROSOSCOPE_VERIFY(experiment);
    QCOMPARE(experiment->title, std::string("All \"keys\""));
    QCOMPARE(experiment->seed, std::uint64_t{9});
    QCOMPARE(experiment->threads, 3);
    QCOMPARE(experiment->device, std::string("cpu"));
    QVERIFY(experiment->saveModel);
    QVERIFY(experiment->calibrate);
    QCOMPARE(experiment->training.roomProbability, 0.3);
    QCOMPARE(experiment->training.roomSeconds, 0.6);
    QCOMPARE(experiment->training.bandProbability, 0.7);
    QCOMPARE(experiment->modelLicence, std::string("GPL-3.0-or-later"));
    QCOMPARE(experiment->corpusFolders, (std::vector<std::string>{"a", "../b"}));
    QCOMPARE(experiment->merge.at("very sad"), std::string("sad"));
    QCOMPARE(experiment->modelSettings.at("channels"), 32.0);
    QCOMPARE(experiment->modelSettings.at("dropout"), 0.5);
    const auto& training = experiment->training;
    QCOMPARE(training.epochs, 3);
    QCOMPARE(training.batch, 4);
    QCOMPARE(training.learningRate, 0.01);
    QCOMPARE(training.weightDecay, 0.0);
    QCOMPARE(training.warmupShare, 0.2);
    QCOMPARE(training.labelSmoothing, 0.3);
    QCOMPARE(training.gradientClip, 1.0);
    QCOMPARE(training.cropSeconds, 1.5);
    QCOMPARE(training.mixup, 0.4);
    QCOMPARE(training.timeStretch, 0.05);
    QCOMPARE(training.frequencyWarp, 0.06);
    QCOMPARE(training.equaliserDb, 3.0);
    QCOMPARE(training.noiseProbability, 0.2);
    QCOMPARE(training.noiseSnrLowDb, 5.0);
    QCOMPARE(training.noiseSnrHighDb, 40.0);
    QCOMPARE(training.evaluateEvery, 2);
    QCOMPARE(training.timeMasks, 1);
    QCOMPARE(training.timeMaskSeconds, 0.1);
    QCOMPARE(training.frequencyMasks, 3);
    QCOMPARE(training.frequencyMaskBands, 5);
    QCOMPARE(training.averageDecay, 0.9);
    QCOMPARE(training.patience, 7);
    QCOMPARE(training.classBalance, std::string("weights"));
    QCOMPARE(experiment->folds.groups, 6);
    QCOMPARE(experiment->folds.innerSpeakers, 2);
    QCOMPARE(experiment->folds.seed, std::uint64_t{5});
    // Everything above survives being written and read again.
    const std::string text = formatExperiment(*experiment);
    const auto again = parseExperiment(text, "resolved");
    PROSOSCOPE_VERIFY(again);
    QCOMPARE(formatExperiment(*again), text);
    QCOMPARE(again->title, experiment->title);
    QCOMPARE(again->merge, experiment->merge);
    QCOMPARE(again->training.classBalance, training.classBalance);
    QCOMPARE(again->corpusFolders, experiment->corpusFolders);
}

void TestExperiment::formatRoundTrip() {
    auto experiment = parseExperiment(kSmall, "small.toml").value();
    experiment.title = "Quote \" backslash \\ line\nbreak tab\t umlaut ä";
    experiment.modelSettings = {{"odd key", 1e-7}, {"third", 1.0 / 3.0}, {"huge", 1e22}};
    experiment.training.learningRate = 3e-5;
    const auto again = parseExperiment(formatExperiment(experiment), "resolved");
    PROSOSCOPE_VERIFY(again);
    QCOMPARE(again->title, experiment.title);
    QCOMPARE(again->modelSettings, experiment.modelSettings);
    QCOMPARE(again->training.learningRate, experiment.training.learningRate);
    QCOMPARE(formatExperiment(*again), formatExperiment(experiment));
}

void TestExperiment::errorsNameLineAndKey_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("part");
    const QString small = QString::fromStdString(kSmall);
    QTest::newRow("unknown top key") << "nam = 1\n" + small << "x.toml, line 1: the key \"nam\" is not known. Allowed here: ";
    QTest::newRow("unknown training key") << small + "[training]\nepoch = 3\n"
                                          << "line 7: the key \"training.epoch\" is not known";
    QTest::newRow("unknown table") << small + "[trainig]\n"
                                   << "\"trainig\" is not known";
    QTest::newRow("unknown corpus key") << QString(small).replace("[labels]", "folder = \"a\"\n[labels]")
                                        << "line 4: the key \"corpus.folder\"";
    QTest::newRow("missing name") << QString(small).remove("name = \"small\"\n") << "the key \"name\" is missing";
    QTest::newRow("missing corpus") << "name = \"a\"\n[labels]\nclasses = [\"a\", \"b\"]\n"
                                    << "the table [corpus] is missing";
    QTest::newRow("missing classes") << "name = \"a\"\n[corpus]\nname = \"b\"\n[labels]\n"
                                     << "\"labels.classes\" is missing";
    QTest::newRow("one class") << QString(small).replace(", \"sad\"", "") << "at least two different classes";
    QTest::newRow("double class") << QString(small).replace("sad", "angry") << "at least two different classes";
    QTest::newRow("classes as text") << QString(small).replace("[\"angry\", \"sad\"]", "\"angry\"")
                                     << "must be a list of texts";
    QTest::newRow("epochs as text") << small + "[training]\nepochs = \"3\"\n"
                                    << "line 7: \"training.epochs\" must be a whole number from 1 to 100000";
    QTest::newRow("epochs too small") << small + "[training]\nepochs = 0\n"
                                      << "from 1 to 100000";
    QTest::newRow("epochs as fraction") << small + "[training]\nepochs = 1.5\n"
                                        << "whole number";
    QTest::newRow("rate not finite") << small + "[training]\nlearning_rate = nan\n"
                                     << "\"training.learning_rate\" must be a number from";
    QTest::newRow("negative mixup") << small + "[training]\nmixup = -0.1\n"
                                    << "from 0 to 10";
    QTest::newRow("noise range") << small + "[training]\nnoise_snr_low_db = 70\n"
                                 << "must not be above noise_snr_high_db";
    QTest::newRow("class balance") << small + "[training]\nclass_balance = \"all\"\n"
                                   << "one of: sampler, weights, none";
    QTest::newRow("device") << "device = \"gpu\"\n" + small << "one of: auto, cpu, cuda";
    QTest::newRow("calibrate") << "calibrate = true\n" + small + "[model]\nkind = \"svm-linear\"\n"
                               << "networks alone";
    const QString encoder = small + "[model]\nkind = \"speech-encoder\"\n";
    QTest::newRow("encoder without start") << encoder << "\"model.start\" is missing: the speech encoder to start from";
    QTest::newRow("encoder's training") << encoder + "start = \"a\"\ntrain = \"all\"\n"
                                        << "one of: probe, top-layers";
    QTest::newRow("a probe's layers") << encoder + "start = \"a\"\ntrain = \"probe\"\nlayers = 2\n"
                                      << "of a probe no layer learns";
    QTest::newRow("no top layers") << encoder + "start = \"a\"\ntrain = \"top-layers\"\nlayers = 0\n"
                                   << "must be at least 1";
    QTest::newRow("encoder's features") << encoder + "start = \"a\"\n[features]\nset = \"logmel80\"\n"
                                        << "not for the model speech-encoder, which hears the sound itself";
    QTest::newRow("dimensions calibrated") << "calibrate = true\n" +
                                                  QString(encoder).replace("classes = [\"angry\", \"sad\"]",
                                                                           "dimensions = [\"arousal\"]") +
                                                  "start = \"a\"\n"
                                           << "\"calibrate\" is for classes";
    QTest::newRow("a network of dimensions")
        << QString(small).replace("classes = [\"angry\", \"sad\"]", "dimensions = [\"arousal\"]")
        << "need a [model] that predicts some";
    QTest::newRow("save_model") << "save_model = 1\n" + small << "true or false";
    QTest::newRow("seed") << "seed = -1\n" + small << "whole number from 0";
    QTest::newRow("protocol") << small + "[folds]\nprotocol = \"by-moon\"\n"
                              << "one of: leave-one-speaker-out, leave-one-session-out, speaker-groups";
    QTest::newRow("allowed leaks") << small + "[folds]\nallow = [\"copies\"]\n"
                                   << "line 7: \"folds.allow\" must be one of: speakers, recordings";
    QTest::newRow("corpus twice") << QString(small).replace("\"emodb\"", "[\"a\", \"a\"]")
                                  << "\"corpus.name\" must name different corpora";
    QTest::newRow("no corpus") << QString(small).replace("\"emodb\"", "[]") << "\"corpus.name\" must name different corpora";
    QTest::newRow("corpus as number") << QString(small).replace("[corpus]\nname = \"emodb\"", "corpus = 3")
                                      << "\"corpus\" must be a table";
    QTest::newRow("corpora as numbers") << QString(small).replace("[corpus]\nname = \"emodb\"", "corpus = [3]")
                                        << "\"corpus\" must be a list of texts";
    QTest::newRow("groups") << small + "[folds]\nprotocol = \"speaker-groups\"\n"
                            << "\"folds.groups\" must be at least 2";
    QTest::newRow("merge target") << small + "[labels.merge]\ncalm = \"neutral\"\n"
                                  << "\"labels.merge.calm\" is merged into \"neutral\"";
    QTest::newRow("merge of a class") << small + "[labels.merge]\nsad = \"angry\"\n"
                                      << "is a class itself";
    QTest::newRow("model setting") << small + "[model]\nchannels = \"many\"\n"
                                   << "\"model.channels\" must be a number";
    QTest::newRow("table as text") << "training = \"x\"\n" + small << "must be a table";
    QTest::newRow("unsafe name") << QString(small).replace("\"small\"", "\"../up\"") << "letters, digits";
    QTest::newRow("not TOML") << small + "[[[\n"
                              << "line 6: this is not valid TOML";
    QTest::newRow("not text") << QString("\x01\x02") << "line 1: this is not valid TOML";
    QTest::newRow("empty") << QString() << "the key \"name\" is missing";
}

void TestExperiment::errorsNameLineAndKey() {
    QFETCH(QString, text);
    QFETCH(QString, part);
    const auto experiment = parseExperiment(text.toStdString(), "x.toml");
    QVERIFY(!experiment);
    const auto message = QString::fromStdString(experiment.error().message());
    QVERIFY2(message.startsWith("x.toml, line "), qPrintable(message));
    QVERIFY2(message.contains(part), qPrintable(message));
}

void TestExperiment::unreadableFiles() {
    QTemporaryDir folder;
    QVERIFY(!readExperiment(toPath(folder.filePath("absent.toml"))));
    const auto directory = readExperiment(toPath(folder.path()));
    QVERIFY(!directory);
    QVERIFY(directory.error().message().find("is a folder") != std::string::npos);
}

void TestExperiment::bundledExperiments_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("classes");
    QTest::addColumn<bool>("saved");
    QTest::newRow("loso") << "emodb-loso" << 7 << false;
    QTest::newRow("4 classes") << "emodb-4class" << 4 << true;
    QTest::newRow("for Live") << "emodb-live" << 4 << true;
    QTest::newRow("ComParE, RAVDESS") << "ravdess-compare-svm" << 8 << false;
    QTest::newRow("ComParE, nEMO") << "nemo-compare-svm" << 6 << false;
    QTest::newRow("ComParE") << "emodb-compare-svm" << 7 << false;
    QTest::newRow("eGeMAPS") << "emodb-egemaps-svm" << 7 << false;
    QTest::newRow("kernels") << "emodb-kernels" << 7 << false;
    QTest::newRow("kernels, RAVDESS") << "ravdess-kernels" << 8 << false;
    QTest::newRow("kernels, nEMO") << "nemo-kernels" << 6 << false;
    QTest::newRow("two corpora") << "emodb-ravdess-4class" << 4 << false;
    QTest::newRow("probe") << "emodb-encoder-probe" << 7 << true;
    QTest::newRow("top layers") << "emodb-encoder-top-layers" << 7 << true;
}

void TestExperiment::bundledExperiments() {
    QFETCH(QString, file);
    QFETCH(int, classes);
    QFETCH(bool, saved);
    const auto path =
        std::filesystem::path(PROSOSCOPE_SOURCE_DIR) / "resources" / "experiments" / (file.toStdString() + ".toml");
    const auto group = readExperiments(path);
    PROSOSCOPE_VERIFY(group);
    QCOMPARE(group->runs.size(), file.endsWith("-kernels") ? std::size_t{6} : std::size_t{1});
    const auto* experiment = &group->runs.front().experiment;
    QCOMPARE(experiment->name, file.toStdString());
    QCOMPARE(experiment->classes.size(), static_cast<std::size_t>(classes));
    QCOMPARE(experiment->saveModel, saved);
    QVERIFY(file.startsWith(QString::fromStdString(corpusNames(*experiment).front())));
    QVERIFY(!experiment->corpusFolders.empty());
}

void TestExperiment::labelsAreMergedAndDropped() {
    auto experiment = parseExperiment(kSmall, "small.toml").value();
    experiment.merge["furious"] = "angry";
    corpus::Corpus corpus;
    for (const char* word : {"sad", "furious", "angry", "calm", "", "calm"}) {
        corpus::Utterance utterance;
        utterance.emotion = word;
        utterance.id = std::to_string(corpus.utterances.size());
        corpus.utterances.push_back(utterance);
    }
    const auto labelled = applyLabels(experiment, corpus);
    PROSOSCOPE_VERIFY(labelled);
    QCOMPARE(labelled->labels, (std::vector<int>{1, 0, 0}));
    QCOMPARE(labelled->utterances[1].emotion, std::string("angry"));
    QCOMPARE(labelled->utterances[1].id, std::string("1"));
    QCOMPARE(labelled->dropped, (std::map<std::string, std::size_t>{{"", 1}, {"calm", 2}}));
}

void TestExperiment::absentClassIsRefused() {
    const auto experiment = parseExperiment(kSmall, "small.toml").value();
    corpus::Corpus corpus;
    corpus.name = "mine";
    corpus.utterances.resize(1);
    corpus.utterances[0].emotion = "angry";
    const auto labelled = applyLabels(experiment, corpus);
    QVERIFY(!labelled);
    QVERIFY(labelled.error().message().find("no utterance of the class \"sad\"") != std::string::npos);
}

void TestExperiment::schemesAreNamedOrWrittenOut() {
    qputenv("PROSOSCOPE_RESOURCES", PROSOSCOPE_SOURCE_DIR "/resources");
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    const std::string before = kSmall.substr(0, kSmall.find("classes"));
    const auto named = parseExperiment(before + "scheme = \"valence-levels-metallinou\"\n", "x.toml");
    PROSOSCOPE_VERIFY(named);
    QCOMPARE(named->classes, (std::vector<std::string>{"low", "mid", "high"}));
    corpus::Corpus corpus;
    corpus.scales["valence"] = {1, 5};
    for (const double value : {2.0, 3.5, 4.0}) {
        corpus.utterances.emplace_back();
        corpus.utterances.back().valence = value;
    }
    QCOMPARE(applyLabels(*named, corpus)->labels, (std::vector<int>{0, 1, 2}));
    // The resolved experiment holds the rules themselves: it needs no file of a scheme.
    const std::string resolved = formatExperiment(*named);
    QVERIFY(resolved.find("metallinou") == std::string::npos && resolved.find("[labels.levels]") != std::string::npos);
    const auto again = parseExperiment(resolved, "resolved");
    PROSOSCOPE_VERIFY(again);
    QCOMPARE(formatExperiment(*again), resolved);
    QCOMPARE(applyLabels(*again, corpus)->labels, (std::vector<int>{0, 1, 2}));
    // A file beside the experiment.
    PROSOSCOPE_VERIFY(core::writeFile(
        folder / "own.toml", "name = \"own\"\nclasses = [\"a\", \"b\"]\n[merge]\nx = \"a\"\n[corpora.c]\nx = \"b\"\n"));
    PROSOSCOPE_VERIFY(core::writeFile(folder / "e.toml", before + "scheme = \"own.toml\"\n"));
    const auto file = readExperiment(folder / "e.toml");
    PROSOSCOPE_VERIFY(file);
    QCOMPARE(file->merge.at("x"), std::string("a"));
    QCOMPARE(labelScheme(*file).corpora.at("c").at("x"), std::string("b"));
    // Classes and merges are such a scheme, too, with the same text as ever.
    const auto plain = parseExperiment(kSmall + "[labels.merge]\ncross = \"angry\"\n", "x.toml");
    PROSOSCOPE_VERIFY(plain);
    QVERIFY(!plain->scheme);
    QVERIFY(formatExperiment(*plain).find(
                "[labels]\nclasses = [\"angry\", \"sad\"]\n\n[labels.merge]\ncross = \"angry\"\n\n[features]") !=
            std::string::npos);
}

void TestExperiment::schemesThatAreWrong() {
    qputenv("PROSOSCOPE_RESOURCES", PROSOSCOPE_SOURCE_DIR "/resources");
    const std::string before = kSmall.substr(0, kSmall.find("classes"));
    const auto says = [&](const std::string& labels, const char* part) {
        const auto experiment = parseExperiment(before + labels, "x.toml");
        QVERIFY(!experiment);
        QVERIFY2(experiment.error().message().find(part) != std::string::npos, experiment.error().message().c_str());
    };
    says("scheme = \"five\"\n", "x.toml, line 5: \"labels.scheme\": There is no label scheme \"five\"");
    says("scheme = \"four-classes\"\nclasses = [\"a\", \"b\"]\n", "\"labels.scheme\" holds all rules");
    says("scheme = 4\n", "\"labels.scheme\" must be a text");
    says("classes = [\"a\", \"b\"]\n[labels.levels]\ndimension = \"valence\"\nedges = [1, 2]\n",
         "line 8: \"labels.levels.edges\"");
}

void TestExperiment::severalCorpora() {
    const std::string labels = "[labels]\nclasses = [\"angry\", \"sad\"]\n[labels.corpora.b]\nA = \"angry\"\nS = \"sad\"\n";
    const auto experiment = parseExperiment("name = \"x\"\ncorpus = [\"a\", \"b\"]\n" + labels, "x.toml");
    PROSOSCOPE_VERIFY(experiment);
    QCOMPARE(corpusNames(*experiment), (std::vector<std::string>{"a", "b"}));
    QCOMPARE(experiment->corpus, std::string("a+b"));
    const auto again = parseExperiment(formatExperiment(*experiment), "again");
    PROSOSCOPE_VERIFY(again);
    QCOMPARE(again->corpora, experiment->corpora);
    QCOMPARE(formatExperiment(*again), formatExperiment(*experiment));
    const auto table =
        parseExperiment("name = \"x\"\n[corpus]\nname = [\"a\", \"b\"]\nfolders = [\"../a\"]\n" + labels, "x.toml");
    PROSOSCOPE_VERIFY(table);
    QCOMPARE(table->corpora, experiment->corpora);
    const auto one = parseExperiment("name = \"x\"\ncorpus = \"a\"\n" + labels, "x.toml");
    PROSOSCOPE_VERIFY(one);
    QVERIFY(one->corpora.empty());
    QCOMPARE(one->corpus, std::string("a"));
    const auto single = parseExperiment("name = \"x\"\ncorpus = [\"a\"]\n" + labels, "x.toml");
    QVERIFY(single->corpora.empty());

    std::vector<corpus::Corpus> corpora(2);
    corpora[0].name = "a";
    corpora[0].folder = "/data/a";
    corpora[1].name = "b";
    corpora[1].folder = "/data/b";
    const auto add = [](corpus::Corpus& corpus, const char* word) {
        corpus::Utterance utterance;
        utterance.id = "u";
        utterance.speaker = "01";
        utterance.session = "1";
        utterance.path = "wav/u.wav";
        utterance.emotion = word;
        corpus.utterances.push_back(utterance);
    };
    add(corpora[0], "angry");
    add(corpora[0], "A");
    add(corpora[1], "A");
    add(corpora[1], "S");
    const auto labelled = applyLabels(*experiment, corpora);
    PROSOSCOPE_VERIFY(labelled);
    QCOMPARE(labelled->labels, (std::vector<int>{0, 0, 1}));  // "A" is a word of b alone
    QCOMPARE(labelled->dropped, (std::map<std::string, std::size_t>{{"A", 1}}));
    QCOMPARE(labelled->utterances[0].id, std::string("a/u"));
    QCOMPARE(labelled->utterances[0].speaker, std::string("a/01"));
    QCOMPARE(labelled->utterances[2].speaker, std::string("b/01"));
    QCOMPARE(labelled->utterances[2].session, std::string("b/1"));
    QCOMPARE(labelled->utterances[2].dialogue, std::string());
    QCOMPARE(labelled->utterances[2].path, std::filesystem::path("/data/b/wav/u.wav"));
    corpora[1].utterances.pop_back();
    const auto absent = applyLabels(*experiment, corpora);
    QVERIFY(!absent);
    QVERIFY2(absent.error().message().find("The corpus a, b has no utterance of the class \"sad\"") != std::string::npos,
             absent.error().message().c_str());
}

void TestExperiment::someUtterancesOnly() {
    const auto experiment = parseExperiment(
        "name = \"x\"\n[corpus]\nname = \"a\"\n[corpus.where]\nstyle = \"improvised\"\ngender = \"female\"\n"
        "[labels]\nclasses = [\"angry\", \"sad\"]\n",
        "x.toml");
    PROSOSCOPE_VERIFY(experiment);
    QCOMPARE(parseExperiment(formatExperiment(*experiment), "again")->where, experiment->where);
    corpus::Corpus corpus;
    for (const char* word : {"angry", "sad", "angry", "sad"}) {
        corpus.utterances.emplace_back();
        corpus.utterances.back().emotion = word;
        corpus.utterances.back().gender = corpus.utterances.size() == 4 ? "male" : "female";
        if (corpus.utterances.size() != 3) corpus.utterances.back().texts["style"] = "improvised";
    }
    const auto labelled = applyLabels(*experiment, corpus);
    PROSOSCOPE_VERIFY(labelled);
    QCOMPARE(labelled->labels, (std::vector<int>{0, 1}));
    QCOMPARE(labelled->remarks.back().english(), std::string("Left out by [corpus.where]: 2."));
}

void TestExperiment::foldsOfEveryKind() {
    for (const auto& protocol : corpus::foldProtocols()) {
        auto experiment = parseExperiment(kSmall, "small.toml").value();
        experiment.folds.protocol = std::string(protocol.name);
        experiment.folds.groups = 4;
        experiment.folds.innerSessions = 2;
        experiment.folds.testSplit = "test2";
        experiment.folds.allowed = {"speakers", "recordings"};
        const auto again = parseExperiment(formatExperiment(experiment), "again");
        PROSOSCOPE_VERIFY(again);
        QCOMPARE(again->folds.protocol, experiment.folds.protocol);
        QCOMPARE(again->folds.innerSessions, 2);
        QCOMPARE(again->folds.testSplit, std::string("test2"));
        QCOMPARE(again->folds.allowed, experiment.folds.allowed);
    }
}

QTEST_GUILESS_MAIN(TestExperiment)
#include "TestExperiment.moc"
