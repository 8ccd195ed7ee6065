// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's.
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <stop_token>

#include "engine/training/AutoencoderRows.h"
#include "engine/training/AutoencoderSystem.h"
#include "tests/engine/training/ToneCorpus.h"

using namespace prososcope;
using learn::Matrix;

/// The adversarial autoencoder as an experiment: it finds a planted effect with few labels, goes on after a pause, says what
/// collapses.
class TestAutoencoderRun : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_home;
    [[nodiscard]] std::filesystem::path place(const char* name) const { return toPath(m_home.filePath(name)); }

    /// Rows of two classes that lie apart in one of three hidden directions, which all columns mix.
    static Matrix<float> rows(std::vector<int>& labels, std::size_t count, std::uint64_t seed) {
        constexpr std::size_t kColumns = 30;
        core::Random mixing(99);
        std::vector<double> directions;
        for (std::size_t i = 0; i < 3 * kColumns; ++i) directions.push_back(mixing.normal());
        core::Random random(seed);
        Matrix<float> made(count, kColumns);
        labels.clear();
        for (std::size_t i = 0; i < count; ++i) {
            labels.push_back(static_cast<int>(i % 2));
            const double places[] = {labels.back() == 0 ? -1.5 : 1.5, random.normal(), random.normal()};
            for (std::size_t c = 0; c < kColumns; ++c) {
                double value = 0.3 * random.normal();
                for (std::size_t d = 0; d < 3; ++d) value += 0.5 * places[d] * directions[d * kColumns + c];
                made.row(i)[c] = static_cast<float>(value);
            }
        }
        return made;
    }
    static std::shared_ptr<const training::AutoencoderSystem> system(std::map<std::string, double> settings) {
        experiment::FusionMember member;
        member.model = experiment::kAdversarialAutoencoder;
        settings.insert({{"hidden", 24}, {"latent", 4}, {"discriminator_hidden", 16}});
        member.modelSettings = std::move(settings);
        auto opened = training::openAutoencoderSystem(member, 2);
        [&] { PROSOSCOPE_VERIFY(opened); }();
        return *opened;
    }
    static experiment::TrainingSettings training(int epochs) {
        experiment::TrainingSettings settings;
        settings.epochs = epochs;
        settings.batch = 16;
        settings.learningRate = 2e-3;
        settings.schedule = "constant";
        settings.warmupShare = 0.0;
        return settings;
    }
    static double accuracy(const training::AutoencoderSystem& system, const nn::StateDict& state, const Matrix<float>& test,
                           const std::vector<int>& truth) {
        const auto posteriors = training::predictAutoencoder(system, 2, state, test, "cpu", 1);
        [&] { PROSOSCOPE_VERIFY(posteriors); }();
        double right = 0.0;
        for (std::size_t i = 0; i < truth.size(); ++i) right += ((*posteriors)[i][1] > 0.5F ? 1 : 0) == truth[i] ? 1.0 : 0.0;
        return right / static_cast<double>(truth.size());
    }

private Q_SLOTS:
    void learnsWithFewLabels() {
        std::vector<int> labels;
        std::vector<int> innerLabels;
        std::vector<int> truth;
        const auto train = rows(labels, 120, 1);
        const auto inner = rows(innerLabels, 20, 2);
        const auto test = rows(truth, 60, 3);
        const auto few = training::keptLabels(labels, 2, 0.1, 5);
        QCOMPARE(std::count_if(few.begin(), few.end(), [](int label) { return label >= 0; }), std::ptrdiff_t{12});
        for (const double variant : {0.0, 1.0, 2.0}) {
            const auto made = system({{"variant", variant}, {"labelled", 0.1}});
            core::Progress silent;
            const auto trained =
                training::trainAutoencoder({*made, train, few, inner, innerLabels, {"a", "b"}, training(25), 3}, {}, silent);
            PROSOSCOPE_VERIFY(trained);
            const double right = accuracy(*made, trained->state, test, truth);
            qInfo("variant %.0f: %.2f", variant, right);
            QVERIFY2(right > 0.85, qPrintable(QString::number(right)));
        }
    }

    void labelsAreKeptByClass() {
        std::vector<int> labels;
        for (int i = 0; i < 100; ++i) labels.push_back(i < 90 ? 0 : 1);
        const auto kept = training::keptLabels(labels, 2, 0.05, 1);
        QCOMPARE(std::count(kept.begin(), kept.end(), 0), std::ptrdiff_t{5});
        QCOMPARE(std::count(kept.begin(), kept.end(), 1), std::ptrdiff_t{1});
        for (std::size_t i = 0; i < kept.size(); ++i) QVERIFY(kept[i] < 0 || kept[i] == labels[i]);
        QVERIFY(training::keptLabels(labels, 2, 1.0, 1) == labels);
        QVERIFY(training::keptLabels(labels, 2, 0.05, 2) != kept);
    }

    void goesOnAfterAPause() {
        std::vector<int> labels;
        std::vector<int> innerLabels;
        const auto train = rows(labels, 40, 1);
        const auto inner = rows(innerLabels, 10, 2);
        // With nobody to choose the epoch by, the last one is kept.
        for (const auto& [variant, chooses] : {std::pair{0.0, true}, {2.0, true}, {0.0, false}, {2.0, false}}) {
            const auto made = system({{"variant", variant}});
            const auto chosenBy = chooses ? innerLabels : std::vector<int>();
            training::AutoencoderTask task{*made, train, labels, inner, chosenBy, {"a", "b"}, training(6), 3};
            core::Progress silent;
            const auto whole = training::trainAutoencoder(task, {}, silent);
            PROSOSCOPE_VERIFY(whole);
            if (!chooses) QCOMPARE(whole->bestEpoch, 6);
            task.checkpoint =
                place(((chooses ? std::string("chosen") : "last") + std::to_string(static_cast<int>(variant))).c_str());
            std::stop_source stop;
            core::Progress stopping(stop.get_token());
            const auto stopped = training::trainAutoencoder(
                task,
                [&](const training::EpochReport& report) {
                    if (report.epoch == 3) stop.request_stop();
                },
                stopping);
            QVERIFY(!stopped && stopped.error().kind == core::ErrorKind::Cancelled);
            const auto resumed = training::trainAutoencoder(task, {}, silent);
            PROSOSCOPE_VERIFY(resumed);
            QCOMPARE(resumed->bestEpoch, whole->bestEpoch);
            for (std::size_t i = 0; i < whole->state.entries.size(); ++i)
                QVERIFY2(whole->state.entries[i].values == resumed->state.entries[i].values,
                         whole->state.entries[i].name.c_str());
            task.seed = 4;
            const auto foreign = training::trainAutoencoder(task, {}, silent);
            QVERIFY(!foreign && foreign.error().message().find("checkpoint") != std::string::npos);
        }
    }

    /// Utterances that are all the same have one style: named, begun anew, and given up.
    void saysWhatCollapses() {
        const Matrix<float> same(32, 8);
        std::vector<int> labels(32, 0);
        for (std::size_t i = 0; i < labels.size(); i += 2) labels[i] = 1;
        const auto made = system({{"variant", 1.0}, {"dropout", 0.0}, {"collapse_patience", 3}, {"restarts", 2}});
        training::AutoencoderTask task{*made, same, labels, same, {}, {"a", "b"}, training(10), 3};
        std::vector<std::string> remarks;
        task.remark = [&](const core::Text& text) { remarks.push_back(text.english()); };
        core::Progress silent;
        const auto collapsed = training::trainAutoencoder(task, {}, silent);
        QVERIFY(!collapsed);
        QVERIFY2(collapsed.error().message().find("style") != std::string::npos, collapsed.error().message().c_str());
        QCOMPARE(remarks.size(), std::size_t{2});
        QVERIFY(remarks.front().find("begun anew") != std::string::npos);
    }

    /// A pause is no excuse: the steps that a collapse has lasted are counted on, and an attempt begun anew stays begun.
    void collapsesAfterAPauseAsWithout() {
        const Matrix<float> same(32, 8);
        std::vector<int> labels(32, 0);
        for (std::size_t i = 0; i < labels.size(); i += 2) labels[i] = 1;
        const auto made = system({{"variant", 1.0}, {"dropout", 0.0}, {"collapse_patience", 5}, {"restarts", 1}});
        training::AutoencoderTask task{*made, same, labels, same, {}, {"a", "b"}, training(10), 3};
        std::vector<int> epochs;
        std::vector<std::string> remarks;
        std::stop_source stop;
        task.remark = [&](const core::Text& text) { remarks.push_back(text.english()); };
        const auto hear = [&](const training::EpochReport& report) { epochs.push_back(report.epoch); };
        core::Progress silent;
        const auto whole = training::trainAutoencoder(task, hear, silent);
        QVERIFY(!whole && whole.error().kind == core::ErrorKind::Failed);
        QVERIFY(epochs == (std::vector<int>{1, 2, 1, 2}));  // of 2 batches; each attempt ends within its third epoch
        QCOMPARE(remarks.size(), std::size_t{1});
        epochs.clear();
        remarks.clear();
        task.checkpoint = place("collapse.safetensors");
        core::Progress stopping(stop.get_token());
        const auto stopped = training::trainAutoencoder(
            task,
            [&](const training::EpochReport& report) {
                hear(report);
                if (report.epoch == 2) stop.request_stop();
            },
            stopping);
        QVERIFY(!stopped && stopped.error().kind == core::ErrorKind::Cancelled);
        // Goes on to the collapse and stops once it is begun anew.
        stop = std::stop_source();
        core::Progress atRestart(stop.get_token());
        task.remark = [&](const core::Text& text) {
            remarks.push_back(text.english());
            stop.request_stop();
        };
        const auto again = training::trainAutoencoder(task, hear, atRestart);
        QVERIFY(!again && again.error().kind == core::ErrorKind::Cancelled);
        const auto resumed = training::trainAutoencoder(task, hear, silent);
        QVERIFY(!resumed);
        QCOMPARE(resumed.error().message(), whole.error().message());
        QVERIFY(epochs == (std::vector<int>{1, 2, 1, 2}));
        QCOMPARE(remarks.size(), std::size_t{1});
    }

    /// No batch is of one utterance, however small batches are to be and whatever their number.
    void takesSmallBatches() {
        std::vector<int> labels;
        const auto train = rows(labels, 7, 1);
        for (const int batch : {1, 2, 3}) {
            for (const double variant : {0.0, 1.0}) {
                const auto made = system({{"variant", variant}});
                auto settings = training(2);
                settings.batch = batch;
                core::Progress silent;
                const auto trained =
                    training::trainAutoencoder({*made, train, labels, train, {}, {"a", "b"}, settings, 3}, {}, silent);
                PROSOSCOPE_VERIFY(trained);
                QCOMPARE(trained->bestEpoch, 2);
            }
        }
    }

    /// By the rule of the experiment, as other networks.
    void choosesTheEpoch() {
        std::vector<int> labels;
        std::vector<int> innerLabels;
        const auto train = rows(labels, 40, 1);
        const auto inner = rows(innerLabels, 21, 2);  // one class has one more
        const auto made = system({{"variant", 0.0}});
        for (const char* by : {"inner-loss", "inner-uar", "test-oracle"}) {
            auto settings = training(8);
            settings.selectBy = by;
            int best = 0;
            double least = std::numeric_limits<double>::infinity();
            core::Progress silent;
            const auto trained = training::trainAutoencoder(
                {*made, train, labels, inner, innerLabels, {"a", "b"}, settings, 3},
                [&](const training::EpochReport& report) {
                    const double measure = settings.selectBy == "inner-loss" ? *report.innerLoss : -*report.innerUar;
                    if (measure >= least) return;
                    least = measure;
                    best = report.epoch;
                },
                silent);
            PROSOSCOPE_VERIFY(trained);
            QCOMPARE(trained->bestEpoch, best);
        }
    }

    /// Frames are standardised where they are looked at: descriptors alone, bounded, 0 behind the end; of a longer recording
    /// the middle, or a piece that is drawn.
    void looksAtFrames() {
        const auto& set = **features::featureSet("ComParE_2016-lld");
        const auto columns = training::descriptorColumns(set);
        QCOMPARE(columns.size(), std::size_t{65});
        QCOMPARE(set.columns()[columns.back()], std::string("mfcc_sma[14]"));
        const auto recording = [](std::size_t frames) {
            auto made = std::make_shared<features::FeatureMatrix>();
            made->frames = frames;
            made->columns = 3;
            for (std::size_t i = 0; i < frames; ++i) {
                const auto at = static_cast<float>(i);
                made->values.insert(made->values.end(), {at, 7.0F, 2.0F * at});
            }
            return made;
        };
        training::FrameRows frames{{recording(5), recording(21)}, {0, 2}, {}, 1.0F};
        frames.scale = training::frameScale(frames.recordings, frames.columns);
        const auto mean = frames.scale.mean;
        QVERIFY(std::abs(mean[0] - (10.0F + 210.0F) / 26.0F) < 1e-5F);
        QCOMPARE(mean.size(), std::size_t{2});
        QVERIFY(std::abs(mean[1] - 2.0F * mean[0]) < 1e-5F);
        const training::AutoencoderRows rows(frames);
        QCOMPARE(rows.size(), std::size_t{2});
        QCOMPARE(rows.columns(), std::size_t{2});
        const std::size_t both[] = {0, 1};
        const auto batch = rows.batch(both, 8, nullptr);
        QVERIFY(batch.inputs.sizes() == (std::vector<std::int64_t>{2, 2, 8}));
        QVERIFY(batch.lengths == (nn::Lengths{5, 8}));
        const auto value = [&](const torch::Tensor& inputs, std::int64_t b, std::int64_t c, std::int64_t t) {
            return inputs[b][c][t].item<float>();
        };
        QCOMPARE(value(batch.inputs, 0, 0, 5), 0.0F);
        for (std::int64_t t = 0; t < 8; ++t) {
            // Of 21 frames the middle 8 begin at frame 6.
            const float wanted = std::clamp((static_cast<float>(6 + t) - mean[0]) * frames.scale.scale[0], -1.0F, 1.0F);
            QVERIFY(std::abs(value(batch.inputs, 1, 0, t) - wanted) < 1e-5F);
            QVERIFY(std::abs(value(batch.inputs, 1, 1, t) - wanted) < 1e-5F);
        }
        std::set<float> begins;
        core::Random crops(3);
        for (int i = 0; i < 40; ++i) begins.insert(value(rows.batch(both, 8, &crops).inputs, 1, 0, 7));
        QVERIFY(begins.size() > 3);
    }

    /// The form on frames finds which of two columns swings, wherever in a recording.
    void learnsFromFrames() {
        const auto made = [](std::size_t count, std::uint64_t seed, std::vector<int>& labels) {
            core::Random random(seed);
            training::FrameRows rows{{}, {0, 1}, {}, 10.0F};
            for (std::size_t i = 0; i < count; ++i) {
                labels.push_back(static_cast<int>(i % 2));
                auto recording = std::make_shared<features::FeatureMatrix>();
                recording->frames = 20 + random.below(40);
                recording->columns = 2;
                for (std::size_t f = 0; f < recording->frames; ++f) {
                    const auto swing = static_cast<float>(2.0 * std::sin(0.8 * static_cast<double>(f)));
                    for (int c = 0; c < 2; ++c) {
                        const auto noise = static_cast<float>(0.3 * random.normal());
                        recording->values.push_back(noise + (labels.back() == c ? swing : 0.0F));
                    }
                }
                rows.recordings.push_back(std::move(recording));
            }
            rows.scale = training::frameScale(rows.recordings, rows.columns);
            return training::AutoencoderRows(std::move(rows));
        };
        std::vector<int> labels;
        std::vector<int> innerLabels;
        std::vector<int> truth;
        const auto train = made(60, 1, labels);
        const auto inner = made(12, 2, innerLabels);
        const auto test = made(40, 3, truth);
        for (const double variant : {0.0, 2.0}) {
            experiment::FusionMember member;
            member.model = experiment::kAdversarialAutoencoder;
            member.featureSet = "ComParE_2016-lld";
            member.modelSettings = {
                {"variant", variant}, {"form", 1},      {"hidden", 16}, {"latent", 4}, {"discriminator_hidden", 8},
                {"channels1", 8},     {"channels2", 8}, {"pool", 4},    {"frames", 32}};
            const auto opened = training::openAutoencoderSystem(member, 2);
            PROSOSCOPE_VERIFY(opened);
            QVERIFY((*opened)->seesFrames());
            core::Progress silent;
            const auto trained = training::trainAutoencoder(
                {**opened, train, labels, inner, innerLabels, {"a", "b"}, training(15), 3}, {}, silent);
            PROSOSCOPE_VERIFY(trained);
            const auto posteriors = training::predictAutoencoder(**opened, 2, trained->state, test, "cpu", 1);
            PROSOSCOPE_VERIFY(posteriors);
            int right = 0;
            for (std::size_t i = 0; i < truth.size(); ++i) right += ((*posteriors)[i][1] > 0.5F ? 1 : 0) == truth[i] ? 1 : 0;
            QVERIFY2(right >= 36, qPrintable(QString::number(right)));
        }
    }

    /// As an ordinary experiment on a corpus.
    void runsAsAnExperiment() {
        const auto backend = backend::torchBackend();
        PROSOSCOPE_VERIFY(backend);
        tones::writeCorpus(place("corpus"), 3, 4);
        const auto corpus = tones::import(place("corpus"));
        backend::RunObserver nobody;
        core::Progress silent;
        const auto text = [](const std::string& model) {
            return "name = \"a\"\nseed = 3\nthreads = 1\ndevice = \"cpu\"\n[corpus]\nname = \"tones\"\n[labels]\nclasses = "
                   "[\"angry\", \"sad\"]\n[features]\nset = \"eGeMAPSv02\"\n[model]\nkind = \"adversarial-autoencoder\"\n"
                   "hidden = 24\nlatent = 4\n" +
                   model + "\n[training]\nepochs = 30\nbatch = 8\nlearning_rate = 0.003\n";
        };
        for (const char* model :
             {"variant = \"optimised\"\nlabelled = 0.5", "variant = \"baseline\"", "prior = \"empirical\""}) {
            const auto experiment = experiment::parseExperiment(text(model), "a.toml");
            PROSOSCOPE_VERIFY(experiment);
            const auto finished = (*backend)->run({*experiment, corpus, place("ws"), {}, {}, "test"}, nobody, silent);
            PROSOSCOPE_VERIFY(finished);
            QVERIFY2(*finished->uar > 0.8, qPrintable(QString::number(*finished->uar)));
        }
        const auto refused = [&](const std::string& model) {
            const auto experiment = experiment::parseExperiment(text(model), "a.toml");
            [&] { PROSOSCOPE_VERIFY(experiment); }();
            const auto ran = (*backend)->run({*experiment, corpus, place("ws"), {}, {}, "test"}, nobody, silent);
            return ran ? QStringLiteral("ran") : QString::fromStdString(ran.error().message());
        };
        QVERIFY(refused("labelled = 0").contains("labelled"));
        QVERIFY(refused("width = 3").contains("width"));
        QVERIFY(refused("inputs = 88").contains("decided by its features"));
        QVERIFY(refused("form = \"frame\"").contains("over time"));

        const auto experiment = experiment::parseExperiment(
            "name = \"f\"\nseed = 3\nthreads = 1\ndevice = \"cpu\"\n[corpus]\nname = \"tones\"\n[labels]\nclasses "
            "= [\"angry\", \"sad\"]\n[features]\nset = \"ComParE_2016-lld\"\n[model]\nkind = "
            "\"adversarial-autoencoder\"\nform = \"frame\"\nhidden = 16\nlatent = 4\nframes = 64\nchannels1 = "
            "8\nchannels2 = 8\n[training]\nepochs = 40\nbatch = 8\nlearning_rate = 0.003\n",
            "f.toml");
        PROSOSCOPE_VERIFY(experiment);
        const auto finished = (*backend)->run({*experiment, corpus, place("ws"), {}, {}, "test"}, nobody, silent);
        PROSOSCOPE_VERIFY(finished);
        QVERIFY2(*finished->uar > 0.8, qPrintable(QString::number(*finished->uar)));
        // What the run stores is read again as the same.
        const auto stored = experiment::parseExperiment(finished->experiment, "stored");
        PROSOSCOPE_VERIFY(stored);
        PROSOSCOPE_VERIFY((*backend)->run({*stored, corpus, place("ws"), {}, {}, "test"}, nobody, silent));
    }
};

QTEST_GUILESS_MAIN(TestAutoencoderRun)
#include "TestAutoencoderRun.moc"
