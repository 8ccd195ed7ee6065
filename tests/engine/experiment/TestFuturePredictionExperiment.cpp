// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/SafeFile.h"
#include "engine/experiment/Experiment.h"
#include "engine/experiment/FutureModel.h"
#include "engine/experiment/FuturePredictionExperiment.h"
#include "engine/experiment/Sweep.h"
#include "tests/TestSupport.h"

using namespace prososcope;

/// Files that train networks to predict the speech to come, and the model that starts from them: read, checked, written again.
class TestFuturePredictionExperiment : public QObject {
    Q_OBJECT

private:
    static std::string text() {
        return "kind = \"future-prediction\"\nname = \"future\"\nseed = 3\n[corpus]\nname = \"nemo\"\n"
               "[network]\nunits = 64\nhorizon = 3\nloss = \"mean-absolute\"\n"
               "[split]\nvalidation_speakers = [\"TP0\"]\nleft_out_speakers = [\"WR0\"]\n"
               "[training]\nepochs = 7\nbatch = 8\nlearning_rate = 0.002\nprecision = \"bfloat16\"\nlongest_seconds = 12\n";
    }
    static QString refusal(const std::string& from, const std::string& to) {
        auto changed = text();
        const auto at = changed.find(from);
        if (at == std::string::npos) return QStringLiteral("nothing to change");
        changed.replace(at, from.size(), to);
        const auto made = experiment::parseFuturePredictionExperiment(changed, "x.toml");
        return made ? QStringLiteral("taken") : QString::fromStdString(made.error().message());
    }
    static std::string emotion(const std::string& model) {
        return "name = \"e\"\n[corpus]\nname = \"emodb\"\n[labels]\nclasses = [\"angry\", \"sad\"]\n[model]\nkind = "
               "\"future-prediction\"\n" +
               model + "\n";
    }

private Q_SLOTS:
    void readsAndWritesBack() {
        const auto made = experiment::parseFuturePredictionExperiment(text(), "x.toml");
        PROSOSCOPE_VERIFY(made);
        QCOMPARE(made->title, std::string("future"));
        QCOMPARE(made->network, (std::map<std::string, double>{{"horizon", 3.0}, {"units", 64.0}}));
        QCOMPARE(made->testSpeakers, std::vector<std::string>{"WR0"});
        QVERIFY(made->epochs == 7 && made->batch == 8 && made->learningRate == 0.002 && made->longestSeconds == 12.0);
        QVERIFY(made->loss == "mean-absolute" && made->precision == "bfloat16" && made->patience == 10);
        const auto again =
            experiment::parseFuturePredictionExperiment(experiment::formatFuturePredictionExperiment(*made), "again");
        PROSOSCOPE_VERIFY(again);
        QVERIFY(*again == *made);
        auto drawn = *made;
        drawn.validationSpeakers.clear();
        drawn.validationShare = 0.25;
        const auto share =
            experiment::parseFuturePredictionExperiment(experiment::formatFuturePredictionExperiment(drawn), "share");
        PROSOSCOPE_VERIFY(share);
        QVERIFY(*share == drawn);
    }

    /// The bands that are heard. Without a word they are those of trainings from before there was a choice, whose text stays.
    void hearsOneOfTwoSets() {
        const auto usual = experiment::parseFuturePredictionExperiment(text(), "x.toml");
        QCOMPARE(usual->featureSet, std::string("logmel80"));
        QVERIFY(experiment::formatFuturePredictionExperiment(*usual).find("[features]") == std::string::npos);
        const auto htk =
            experiment::parseFuturePredictionExperiment(text() + "\n[features]\nset = \"logmel80-htk\"\n", "x.toml");
        PROSOSCOPE_VERIFY(htk);
        QCOMPARE(htk->featureSet, std::string("logmel80-htk"));
        const auto again =
            experiment::parseFuturePredictionExperiment(experiment::formatFuturePredictionExperiment(*htk), "again");
        QVERIFY(again && *again == *htk);
        QVERIFY(!experiment::parseFuturePredictionExperiment(text() + "\n[features]\nset = \"mfcc39\"\n", "x.toml"));
        QCOMPARE(experiment::parseExperiment(emotion(""), "e.toml")->featureSet, std::string("logmel80"));
        QCOMPARE(experiment::parseExperiment(emotion("") + "[features]\nset = \"logmel80-htk\"\n", "e.toml")->featureSet,
                 std::string("logmel80-htk"));
    }

    /// The published networks, and what goes on from them, hear the same.
    void theFilesOfThePaperHearHtkBands() {
        int files = 0;
        for (const auto& entry :
             std::filesystem::directory_iterator(std::filesystem::path(PROSOSCOPE_SOURCE_DIR) / "resources" / "experiments")) {
            if (!entry.path().filename().string().starts_with("fop-")) continue;
            const auto content = core::readFile(entry.path());
            PROSOSCOPE_VERIFY(content);
            const auto set = experiment::isFuturePredictionExperiment(*content)
                                 ? experiment::readFuturePredictionExperiment(entry.path())->featureSet
                                 : experiment::readExperiments(entry.path())->runs.front().experiment.featureSet;
            QVERIFY2(set == "logmel80-htk", entry.path().c_str());
            ++files;
        }
        QCOMPARE(files, 24);
    }

    void refusesWhatIsWrong() {
        QVERIFY(experiment::isFuturePredictionExperiment(text()));
        QVERIFY(!experiment::isFuturePredictionExperiment(emotion("")));
        QVERIFY(refusal("epochs = 7", "epochs = 0").contains("epochs"));
        QVERIFY(refusal("units = 64", "bands = 40").contains("decided by the features"));
        QVERIFY(refusal("[\"WR0\"]", "[\"TP0\"]").contains("TP0, who is left out"));
        QVERIFY(refusal("left_out", "validation_share = 0.2\nleft_out").contains("validation_share"));
        QVERIFY(refusal("batch", "size").contains("size"));
        QVERIFY(refusal("[corpus]\nname = \"nemo\"\n", "").contains("corpus"));
        QVERIFY(refusal("mean-absolute", "median").contains("loss"));
    }

    void theModelOfEmotions() {
        for (const char* model : {"", "start = \"nemo\"\ndropout = 0.1",
                                  "head = \"attention-lstm\"\ncolumns = \"h2\"\nstart = \"nemo\"\ncells = 32",
                                  "head = \"svm-rbf\"\ncolumns = \"concat\"\nstart = \"nemo\"\ndeviations = 1",
                                  "head = \"random-forest\"\ncolumns = \"frames\"\ntrees = 10",
                                  "head = \"svm-linear\"\ncolumns = \"add\"\nstart = \"nemo\""}) {
            const auto made = experiment::parseExperiment(emotion(model), "e.toml");
            PROSOSCOPE_VERIFY(made);
            const auto again = experiment::parseExperiment(experiment::formatExperiment(*made), "again.toml");
            PROSOSCOPE_VERIFY(again);
            QVERIFY2(again->modelSettings == made->modelSettings, model);
            QCOMPARE(again->start, made->start);
            const bool rows =
                std::string(model).find("svm") != std::string::npos || std::string(model).find("forest") != std::string::npos;
            QCOMPARE(experiment::trainsNetwork(*made), !rows);
        }
        const auto nameOf = [](const std::string& model) {
            return experiment::systemName(experiment::parseExperiment(emotion(model), "e.toml").value());
        };
        QCOMPARE(nameOf(""), std::string("future prediction from scratch"));
        QCOMPARE(nameOf("start = \"nemo\""), std::string("future prediction, fine-tuned from nemo"));
        QCOMPARE(nameOf("start = \"nemo\"\nhead = \"svm-rbf\""), std::string("RBF SVM on h_concat of nemo"));
        QCOMPARE(nameOf("start = \"nemo\"\nhead = \"attention-lstm\"\ncolumns = \"h1\""),
                 std::string("attention LSTM on h1 of nemo"));
        QCOMPARE(nameOf("head = \"random-forest\"\ncolumns = \"frames\""), std::string("random forest on mel bands"));
    }

    void theModelRefuses() {
        const auto refused = [](const std::string& model) {
            const auto made = experiment::parseExperiment(emotion(model), "e.toml");
            return made ? QStringLiteral("taken") : QString::fromStdString(made.error().message());
        };
        QVERIFY(refused("head = \"svm-rbf\"").contains("start"));
        QVERIFY(refused("columns = \"add\"").contains("columns"));
        QVERIFY(refused("head = \"mean\"").contains("head"));
        QVERIFY(refused("start = \"a\"\nhead = \"svm-rbf\"\ncolumns = \"h99\"").contains("columns"));
        const auto wide = experiment::parseExperiment(emotion("").insert(0, "calibrate = true\n"), "e.toml");
        QVERIFY(!wide && wide.error().message().find("calibrate") != std::string::npos);
        QVERIFY(experiment::takesFeatures(experiment::kFuturePrediction, "logmel80"));
        QVERIFY(experiment::takesFeatures(experiment::kFuturePrediction, "logmel80-htk"));
        QVERIFY(!experiment::takesFeatures(experiment::kFuturePrediction, "mfcc39"));
    }

    /// Every word of a table of a paper is a run of a sweep.
    void headsAreSwept() {
        const auto group = experiment::parseExperiments(
            emotion("start = \"nemo\"") +
                "[sweep]\nmodel.head = [\"svm-rbf\", \"attention-lstm\"]\nmodel.columns = [\"h1\", \"add\"]\n",
            "e.toml");
        PROSOSCOPE_VERIFY(group);
        QCOMPARE(group->runs.size(), std::size_t{4});
    }

    void bundledFilesAreGood() {
        const auto folder = std::filesystem::path(PROSOSCOPE_SOURCE_DIR) / "resources" / "experiments";
        for (const char* name : {"future-nemo.toml", "future-nemo-ahead.toml", "future-untrained.toml", "fop-iemocap.toml",
                                 "fop-iemocap-clean.toml", "fop-vctk.toml"}) {
            const auto made = experiment::readFuturePredictionExperiment(folder / name);
            PROSOSCOPE_VERIFY(made);
            QCOMPARE(made->name + ".toml", std::string(name));
        }
        std::vector<std::string> names = {"fop-scratch",           "fop-fine-tuning-vctk",  "fop-fine-tuning",
                                          "fop-fine-tuning-clean", "fop-fine-tuning-folds", "fop-concat-attention-folds",
                                          "fop-mel-attention",     "emodb-future-scratch",  "emodb-future",
                                          "emodb-future-svm",      "emodb-mel-svm"};
        for (const std::string columns : {"h1", "h2", "add", "concat"}) {
            for (const std::string head : {"svm", "forest", "attention"}) names.push_back("fop-" + columns + "-" + head);
        }
        for (const auto& name : names) {
            const auto group = experiment::readExperiments(folder / (name + ".toml"));
            PROSOSCOPE_VERIFY(group);
            for (const auto& run : group->runs) {
                QCOMPARE(run.experiment.model, std::string(experiment::kFuturePrediction));
                QCOMPARE(run.experiment.name, name);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestFuturePredictionExperiment)
#include "TestFuturePredictionExperiment.moc"
