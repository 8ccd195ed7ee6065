// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/AutoencoderModel.h"
#include "engine/experiment/Sweep.h"
#include "tests/TestSupport.h"

using namespace prososcope;

/// The model adversarial-autoencoder in experiment files: read, checked, written again.
class TestAutoencoderModel : public QObject {
    Q_OBJECT

private:
    static std::string text(const std::string& model, const std::string& features = "set = \"ComParE_2016\"") {
        return "name = \"a\"\n[corpus]\nname = \"emodb\"\n[labels]\nclasses = [\"angry\", \"sad\"]\n[features]\n" + features +
               "\n[model]\nkind = \"adversarial-autoencoder\"\n" + model + "\n";
    }
    static QString refusal(const std::string& model) {
        const auto made = experiment::parseExperiment(text(model), "a.toml");
        return made ? QStringLiteral("taken") : QString::fromStdString(made.error().message());
    }

private Q_SLOTS:
    void readsAndWritesBack() {
        for (const char* model : {"", "variant = \"vanilla\"\nlabelled = 0.1", "variant = \"baseline\"\nhidden = 32",
                                  "prior = \"empirical\"\nrestarts = 0", "form = \"frame\"\nframes = 512"}) {
            const auto made =
                experiment::parseExperiment(text(model, "set = \"eGeMAPSv02\"\nnormalise = \"speaker\""), "a.toml");
            PROSOSCOPE_VERIFY(made);
            QCOMPARE(made->normalise, std::string("speaker"));
            QVERIFY(experiment::trainsNetwork(*made));
            const auto again = experiment::parseExperiment(experiment::formatExperiment(*made), "again.toml");
            PROSOSCOPE_VERIFY(again);
            QVERIFY2(again->modelSettings == made->modelSettings && again->normalise == made->normalise, model);
        }
        const auto few = experiment::parseExperiment(text("labelled = 0.1"), "a.toml");
        PROSOSCOPE_VERIFY(few);
        QCOMPARE(experiment::systemName(*few), std::string("adversarial autoencoder on ComParE_2016, 10 % of the labels"));
        const auto baseline = experiment::parseExperiment(text("variant = \"baseline\""), "a.toml");
        PROSOSCOPE_VERIFY(baseline);
        QCOMPARE(experiment::systemName(*baseline), std::string("dense network on ComParE_2016"));
        QVERIFY(experiment::hasDecoder(few->modelSettings) && !experiment::hasDecoder(baseline->modelSettings));
        QVERIFY(experiment::hasDecoder({}) && experiment::hasDecoder({{"variant", 1.0}}));
        const auto frames = experiment::parseExperiment(text("form = \"frame\"", "set = \"ComParE_2016-lld\""), "a.toml");
        PROSOSCOPE_VERIFY(frames);
        QVERIFY(experiment::seesFrames(frames->modelSettings) && !experiment::seesFrames(few->modelSettings));
        QCOMPARE(experiment::systemName(*frames), std::string("adversarial autoencoder on frames of ComParE_2016-lld"));
        QVERIFY(experiment::formatExperiment(*frames).find("form = \"frame\"") != std::string::npos);
        QVERIFY(experiment::formatExperiment(*few).find("\nform") == std::string::npos);
        QVERIFY(experiment::hasEmpiricalPrior(
            experiment::parseExperiment(text("prior = \"empirical\""), "a").value().modelSettings));
    }

    void refusesWhatIsWrong() {
        QVERIFY(refusal("variant = \"best\"").contains("variant"));
        QVERIFY(refusal("prior = \"normal\"").contains("prior"));
        QVERIFY(refusal("form = \"row\"").contains("form"));
        QVERIFY(refusal("start = \"x\"").contains("start"));
        QVERIFY(refusal("normalise = \"speaker\"").contains("normalise"));  // of [features]; here it would have no effect
    }

    void bundledFilesAreGood() {
        const auto folder = std::filesystem::path(PROSOSCOPE_SOURCE_DIR) / "resources" / "experiments";
        std::vector<std::pair<std::string, std::size_t>> files = {{"emodb-autoencoder", 30}, {"ravdess-autoencoder", 30}};
        for (const std::string dimension : {"act", "val", "dom"}) {
            for (const std::string variant : {"base", "vanilla", "optimised", "frame-base", "frame-optimised"})
                files.emplace_back("aae-" + dimension + "-" + variant, 10);
        }
        for (const auto& [name, runs] : files) {
            const auto group = experiment::readExperiments(folder / (name + ".toml"));
            PROSOSCOPE_VERIFY(group);
            QCOMPARE(group->runs.size(), runs);
            QCOMPARE(group->runs.front().experiment.model, std::string(experiment::kAdversarialAutoencoder));
        }
    }
};

QTEST_GUILESS_MAIN(TestAutoencoderModel)
#include "TestAutoencoderModel.moc"
