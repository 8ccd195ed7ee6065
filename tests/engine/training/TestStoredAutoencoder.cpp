// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's.
#include <fstream>
#include <functional>
#include <tuple>

#include "engine/backend/CodeComparison.h"
#include "engine/backend/UnitTrace.h"
#include "engine/training/Inference.h"
#include "tests/engine/training/KeptAutoencoderTest.h"

using namespace prososcope;
using experiment::AutoencoderVariant;
using learn::Matrix;

/// A kept adversarial autoencoder: the file and what is refused of it, its posteriors, its layers, the emotion of one recording
/// in the style of another.
class TestStoredAutoencoder : public QObject, private KeptAutoencoderTest {
    Q_OBJECT

private:
    static const features::FeatureSet& set() { return *features::featureSet("eGeMAPSv02").value(); }

    static std::shared_ptr<const training::AutoencoderSystem> system(AutoencoderVariant variant) {
        experiment::FusionMember member;
        member.model = experiment::kAdversarialAutoencoder;
        member.modelSettings = {{"variant", static_cast<double>(variant)},
                                {"hidden", 12},
                                {"latent", 4},
                                {"discriminator_hidden", 8},
                                {"bound", 6}};
        auto opened = training::openAutoencoderSystem(member, 2);
        [&] { PROSOSCOPE_VERIFY(opened); }();
        return *opened;
    }

    /// Made-up functionals: two classes that lie apart, columns of unlike means and sizes.
    static Matrix<float> functionals(std::vector<int>& labels, std::size_t count) {
        core::Random random(7);
        Matrix<float> rows(count, set().columns().size());
        for (std::size_t i = 0; i < count; ++i) {
            labels.push_back(static_cast<int>(i % 2));
            for (std::size_t c = 0; c < rows.columns; ++c) {
                const double size = std::pow(10.0, static_cast<double>(c % 5) - 2.0);
                const double apart = c % 3 == 0 ? (i % 2 == 0 ? 1.0 : -1.0) : 0.0;
                rows.row(i)[c] = static_cast<float>(size * (3.0 + apart + random.normal()));
            }
        }
        return rows;
    }

    /// Trained on made-up functionals and kept.
    struct Kept {
        store::ModelEntry entry;
        Matrix<float> rows;  ///< standardised
        std::vector<std::vector<float>> posteriors;
    };
    Kept kept(AutoencoderVariant variant) {
        const auto made = system(variant);
        std::vector<int> labels;
        const auto rows = functionals(labels, 40);
        const auto standardiser = training::storedPrecision(learn::Standardiser::fit(rows.view(), made->bound).value()).value();
        Kept result;
        result.rows = standardiser.apply(rows.view())->rows;
        experiment::TrainingSettings settings;
        settings.epochs = 12;
        settings.batch = 10;
        settings.learningRate = 3e-3;
        core::Progress silent;
        const Matrix<float> nobody(0, rows.columns);
        const auto trained =
            training::trainAutoencoder({*made, result.rows, labels, nobody, {}, {"angry", "sad"}, settings, 3}, {}, silent);
        [&] { PROSOSCOPE_VERIFY(trained); }();
        result.posteriors = *training::predictAutoencoder(*made, 2, trained->state, result.rows, "cpu", 1);
        store::ModelCard card;
        card.name = "small-" + std::to_string(static_cast<int>(variant));
        card.kind = experiment::kAdversarialAutoencoder;
        card.classes = {"angry", "sad"};
        card.featureSet = set().name();
        card.featureParameters = set().parameters();
        card.rateHz = set().rateHz();
        [&] { PROSOSCOPE_VERIFY(training::saveAutoencoder(*made, trained->state, standardiser, place(card.name), card)); }();
        auto entry = store::findModel(place(card.name + ".json").string(), {});
        [&] { PROSOSCOPE_VERIFY(entry); }();
        result.entry = *entry;
        return result;
    }

    static std::unique_ptr<backend::AutoencoderView> viewOf(const store::ModelEntry& entry) {
        const auto torch = backend::torchBackend();
        [&] { PROSOSCOPE_VERIFY(torch); }();
        const auto networks = backend::autoencoderBackend(**torch);
        [&] { PROSOSCOPE_VERIFY(networks); }();
        auto view = (*networks)->open(entry, "cpu", 1);
        [&] { PROSOSCOPE_VERIFY(view); }();
        return std::move(*view);
    }

private Q_SLOTS:
    void predictsAsBefore_data() {
        QTest::addColumn<int>("variant");
        QTest::newRow("optimised") << 0;
        QTest::newRow("vanilla") << 1;
        QTest::newRow("baseline") << 2;
    }
    void predictsAsBefore() {
        QFETCH(int, variant);
        const auto made = kept(static_cast<AutoencoderVariant>(variant));
        auto stored = training::loadAutoencoder(made.entry);
        PROSOSCOPE_VERIFY(stored);
        QCOMPARE(static_cast<int>(stored->plan.variant), variant);
        QCOMPARE(stored->plan.bound, 6.0);
        const auto again = training::autoencoderPosteriors(stored->network, made.rows, torch::Device("cpu"));
        QVERIFY(again == made.posteriors);  // bit for bit
        // The standardiser is that of the training: the rows come back from the features.
        std::vector<int> labels;
        const auto rows = functionals(labels, 40);
        QVERIFY(std::get<learn::Standardiser>(stored->scale).apply(rows.view())->rows.values == made.rows.values);
        const auto file = core::readFile(made.entry.tensors);
        QCOMPARE(file->find("decoder.output.linear.weight") == std::string::npos, variant == 2);
    }

    void opensAsAModelOfEmotions() {
        const auto made = kept(AutoencoderVariant::Optimised);
        const auto torch = backend::torchBackend();
        PROSOSCOPE_VERIFY(torch);
        const auto model = (*torch)->openModel(made.entry, "cpu", 1);
        PROSOSCOPE_VERIFY(model);
        const auto view = viewOf(made.entry);
        const auto low = sound(250.0, 1.0, 1);
        const auto high = sound(900.0, 0.8, 2);
        const std::span<const float> both[] = {low, high};
        core::Progress silent;
        const auto posteriors = (*model)->predictMany(both, silent);
        PROSOSCOPE_VERIFY(posteriors);
        QCOMPARE(posteriors->size(), std::size_t{2});
        for (std::size_t i = 0; i < 2; ++i) {
            const auto code = view->code(both[i], silent);
            PROSOSCOPE_VERIFY(code);
            QVERIFY(apart((*posteriors)[i], code->emotion) < 1e-6);
            QVERIFY(std::abs((*posteriors)[i][0] + (*posteriors)[i][1] - 1.0F) < 1e-6F);
        }
        const auto empty = (*model)->predict({});
        QVERIFY(!empty && empty.error().message().find("empty") != std::string::npos);
        std::stop_source stop;
        stop.request_stop();
        core::Progress stopped(stop.get_token());
        QCOMPARE((*model)->predictMany(both, stopped).error().kind, core::ErrorKind::Cancelled);
        QCOMPARE(view->code(low, stopped).error().kind, core::ErrorKind::Cancelled);
        QVERIFY(!(*torch)->openModel(made.entry, "cuda:77", 1));
    }

    void emotionsAndStylesChangePlaces() {
        const auto made = kept(AutoencoderVariant::Optimised);
        const auto view = viewOf(made.entry);
        QVERIFY(view->columns() == set().columns());
        core::Progress silent;
        const auto a = view->code(sound(250.0, 1.0, 1), silent);
        const auto b = view->code(sound(900.0, 0.8, 2), silent);
        PROSOSCOPE_VERIFY(a);
        PROSOSCOPE_VERIFY(b);
        const auto same = view->decode(a->emotion, a->style);
        PROSOSCOPE_VERIFY(same);
        QVERIFY(*same == a->reconstruction);
        // The parts take effect each by itself.
        const auto swapped = view->decode(a->emotion, b->style);
        const auto other = view->decode(std::vector<float>{1.0F, 0.0F}, b->style);
        const auto opposite = view->decode(std::vector<float>{0.0F, 1.0F}, b->style);
        QVERIFY(apart(*swapped, a->reconstruction) > 1e-3);
        QVERIFY(apart(*other, *opposite) > 1e-3);
        // Errors and units by hand.
        double error = 0.0;
        double size = 0.0;
        for (std::size_t c = 0; c < a->input.size(); ++c) {
            error += std::pow(static_cast<double>(a->input[c]) - a->reconstruction[c], 2.0);
            size += std::pow(static_cast<double>(a->input[c]), 2.0);
            QVERIFY(std::abs(a->input[c]) <= 6.0F);
        }
        const auto compared = backend::reconstruction(*view, *a);
        PROSOSCOPE_VERIFY(compared);
        const double meanSquare = error / static_cast<double>(a->input.size());
        QVERIFY(std::abs(compared->meanSquare - meanSquare) < 1e-5 * (1.0 + meanSquare));
        QVERIFY(std::abs(a->explainedShare() - (1.0 - error / size)) < 1e-9);
        std::vector<int> labels;
        const auto rows = functionals(labels, 40);
        const auto back = view->inFeatureUnits(made.rows.row(3));
        PROSOSCOPE_VERIFY(back);
        for (std::size_t c = 0; c < rows.columns; ++c)
            QVERIFY(std::abs((*back)[c] - rows.row(3)[c]) < 1e-4 * (1.0 + std::abs(rows.row(3)[c])));
        const auto largest =
            backend::largestDifferences(std::vector<float>{1.0F, 2.0F, 5.0F}, std::vector<float>{1.5F, 0.0F, 5.0F}, 2);
        QVERIFY(largest == (std::vector<std::size_t>{1, 0}));
        QVERIFY(view->decode(a->emotion, std::vector<float>(3)).error().message().find("takes 4 numbers") != std::string::npos);
        QVERIFY(!view->codeOfRow(std::vector<float>(3)));
        QVERIFY(!view->inFeatureUnits(std::vector<float>(3)));
        QVERIFY(!view->code({}, silent));
    }

    void layersAreThoseOfTheCode() {
        const auto made = kept(AutoencoderVariant::Optimised);
        training::Encoders encoders;
        QVERIFY(encoders.hasLayers(made.entry.card));
        const auto info = encoders.describe(made.entry.card);
        PROSOSCOPE_VERIFY(info);
        QCOMPARE(info->taps.size(), std::size_t{1});
        QVERIFY(!backend::isOverTime(*info) && !backend::isOverTime(info->taps[0]));
        const auto set = backend::activationSetInfo(*info, corpus::Corpus());
        QVERIFY(set && !set->overTime);
        std::vector<std::string> names;
        for (const auto& layer : info->taps[0].layers) names.push_back(layer.name);
        QVERIFY(names == (std::vector<std::string>{"layer 1", "layer 2", "emotion", "style"}));
        QCOMPARE(info->taps[0].units(), std::int64_t{12 + 12 + 2 + 4});
        const auto opened = encoders.open(made.entry, "cpu", 2, {});
        PROSOSCOPE_VERIFY(opened);
        const std::vector<std::vector<float>> sounds{sound(250.0, 1.0, 1), sound(900.0, 0.8, 2), sound(500.0, 2.0, 3)};
        const auto together = pooled(**opened, sounds);
        const auto view = viewOf(made.entry);
        core::Progress silent;
        for (std::size_t i = 0; i < sounds.size(); ++i) {
            const auto code = view->code(sounds[i], silent);
            PROSOSCOPE_VERIFY(code);
            const std::span<const float> mean(together[i].mean);
            QVERIFY(apart(mean.subspan(24, 2), code->emotion) < 1e-5);
            QVERIFY(apart(mean.subspan(26), code->style) < 1e-5);
            QCOMPARE(together[i].maximum, together[i].mean);
            QVERIFY(std::ranges::all_of(together[i].deviation, [](float d) { return d == 0.0F; }));
            QVERIFY(std::ranges::all_of(mean.first(24), [](float value) { return value >= 0.0F; }));  // behind a ReLU
            const auto frames = (*opened)->frames(sounds[i], "codes");
            PROSOSCOPE_VERIFY(frames);
            QCOMPARE(frames->size(), std::size_t{4});
            QCOMPARE((*frames)[3].frames, std::int64_t{1});
            QVERIFY(apart((*frames)[3].values, code->style) < 1e-5);
        }
    }

    void untrainedControlIsItsOwn() {
        training::Encoders encoders;
        const std::vector<std::vector<float>> sounds{sound(250.0, 1.0, 1), sound(900.0, 0.8, 2)};
        for (const auto variant : {AutoencoderVariant::Optimised, AutoencoderVariant::Vanilla}) {
            const auto made = kept(variant);
            const auto of = [&](std::optional<std::uint64_t> seed) {
                auto opened = encoders.open(made.entry, "cpu", 1, seed);
                [&] { PROSOSCOPE_VERIFY(opened); }();
                return pooled(**opened, sounds);
            };
            const auto trained = of({});
            const auto first = of(11);
            QVERIFY(first[0].mean == of(11)[0].mean);
            QVERIFY(apart(first[0].mean, of(12)[0].mean) > 1e-3);
            QVERIFY(apart(first[0].mean, trained[0].mean) > 1e-3);
            // Its units move with the sound, else its map would say nothing.
            std::ptrdiff_t moving = 0;
            for (std::size_t u = 0; u < first[0].mean.size(); ++u)
                moving += std::abs(first[0].mean[u] - first[1].mean[u]) > 1e-4F ? 1 : 0;
            QVERIFY2(moving > static_cast<std::ptrdiff_t>(first[0].mean.size() / 2), qPrintable(QString::number(moving)));
        }
    }

    void aBaselineClassifiesAlone() {
        const auto made = kept(AutoencoderVariant::Baseline);
        training::Encoders encoders;
        const auto info = encoders.describe(made.entry.card);
        PROSOSCOPE_VERIFY(info);
        QCOMPARE(info->taps[0].layers.size(), std::size_t{3});
        const auto opened = encoders.open(made.entry, "cpu", 1, {});
        PROSOSCOPE_VERIFY(opened);
        QCOMPARE(pooled(**opened, {sound(250.0, 1.0, 1)})[0].mean.size(), std::size_t{26});
        const auto torch = backend::torchBackend();
        const auto refused = (*backend::autoencoderBackend(**torch))->open(made.entry, "cpu", 1);
        QVERIFY(!refused && refused.error().message().find("baseline") != std::string::npos);
        PROSOSCOPE_VERIFY((*torch)->openModel(made.entry, "cpu", 1));
        auto foreign = made.entry;
        foreign.card.kind = "svm-linear";
        QVERIFY((*backend::autoencoderBackend(**torch))->open(foreign, "cpu", 1).error().message().find("no autoencoder") !=
                std::string::npos);
    }

    void strangeCardsAreRefused_data() {
        QTest::addColumn<std::function<void(store::ModelCard&)>>("change");
        using Change = std::function<void(store::ModelCard&)>;
        const auto setting = [](const char* name, double value) -> Change {
            return [=](store::ModelCard& card) { card.settings[name] = value; };
        };
        QTest::newRow("more units than the file has") << setting("hidden", 4096);
        QTest::newRow("a larger style") << setting("latent", 4096);
        QTest::newRow("larger discriminators") << setting("discriminator_hidden", 4096);
        QTest::newRow("more inputs") << setting("inputs", 6373);
        QTest::newRow("no number of units") << setting("hidden", std::numeric_limits<double>::quiet_NaN());
        QTest::newRow("no normalisation") << setting("batch_norm", 0.0);
        QTest::newRow("frames") << setting("form", 1.0);
        QTest::newRow("an unknown setting") << setting("width", 3.0);
        QTest::newRow("an unknown variant") << setting("variant", 7.0);
        QTest::newRow("a bound below 0") << setting("bound", -1.0);
        QTest::newRow("no variant") << Change([](store::ModelCard& card) { card.settings.erase("variant"); });
        QTest::newRow("no bound") << Change([](store::ModelCard& card) { card.settings.erase("bound"); });
        QTest::newRow("no classes") << Change([](store::ModelCard& card) { card.classes.clear(); });
        QTest::newRow("other classes") << Change([](store::ModelCard& card) { card.classes.push_back("happy"); });
        QTest::newRow("an unknown set") << Change([](store::ModelCard& card) { card.featureSet = "nothing"; });
        QTest::newRow("another set") << Change([](store::ModelCard& card) { card.featureSet = "ComParE_2016"; });
        QTest::newRow("other parameters") << Change([](store::ModelCard& card) { card.featureParameters += "x"; });
        QTest::newRow("another rate") << Change([](store::ModelCard& card) { card.rateHz = 8000; });
        QTest::newRow("another hash") << Change([](store::ModelCard& card) { card.tensorsSha256 = "0"; });
    }
    void strangeCardsAreRefused() {
        QFETCH(std::function<void(store::ModelCard&)>, change);
        auto entry = kept(AutoencoderVariant::Optimised).entry;
        change(entry.card);
        const auto refused = training::loadAutoencoder(entry);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message().find(entry.tensors.string()) != std::string::npos,
                 refused.error().message().c_str());
        training::Encoders encoders;
        QVERIFY(!encoders.open(entry, "cpu", 1, {}));
        QVERIFY(!(*backend::torchBackend())->openModel(entry, "cpu", 1));
    }

    void damagedFilesAreRefused() {
        const auto made = kept(AutoencoderVariant::Optimised);
        const auto whole = nn::loadStateDict(made.entry.tensors);
        PROSOSCOPE_VERIFY(whole);
        const auto refusal = [&](const std::function<void(nn::StateDict&)>& change) {
            auto state = whole->state;
            change(state);
            auto card = made.entry.card;
            card.name = "damaged";
            [&] { PROSOSCOPE_VERIFY(training::saveModel(state, place("damaged"), card)); }();
            const auto entry = store::findModel(place("damaged.json").string(), {});
            const auto loaded = training::loadAutoencoder(*entry);
            return loaded ? QStringLiteral("loaded") : QString::fromStdString(loaded.error().message());
        };
        const auto entryOf = [](nn::StateDict& state, const char* name) -> nn::StateDict::Entry& {
            return *std::ranges::find(state.entries, std::string(name), &nn::StateDict::Entry::name);
        };
        QCOMPARE(refusal([](nn::StateDict&) {}), QString("loaded"));
        for (const char* name :
             {"input.mean", "input.deviation", "encoder.layer2.linear.weight", "decoder.output.norm.weight"}) {
            const auto missing = refusal([&](nn::StateDict& state) {
                std::erase_if(state.entries, [&](const auto& each) { return each.name == name; });
            });
            QVERIFY2(missing.contains("damaged.safetensors") && missing.contains(name), qPrintable(missing));
        }
        QVERIFY(refusal([&](nn::StateDict& state) {
                    entryOf(state, "input.mean").values[3] = std::numeric_limits<float>::infinity();
                }).contains("no numbers"));
        QVERIFY(refusal([&](nn::StateDict& state) { entryOf(state, "input.deviation").values[3] = -1.0F; }) != "loaded");
        QVERIFY(refusal([&](nn::StateDict& state) { state.entries.push_back({"encoder.extra", {1}, {1.0F}}); }) != "loaded");
        // A file that ends early.
        const auto bytes = core::readFile(made.entry.tensors);
        std::ofstream(place("damaged.safetensors"), std::ios::binary) << bytes->substr(0, bytes->size() / 2);
        QVERIFY(!training::loadAutoencoder(*store::findModel(place("damaged.json").string(), {})));
    }

    /// As an experiment that keeps its model.
    void anExperimentKeepsIt() {
        const auto torch = backend::torchBackend();
        PROSOSCOPE_VERIFY(torch);
        tones::writeCorpus(place("corpus"), 3, 4);
        const auto corpus = tones::import(place("corpus"));
        backend::RunObserver nobody;
        core::Progress silent;
        const std::tuple<std::string, const char*, std::string> kinds[] = {
            {"kept-optimised", "eGeMAPSv02", "variant = \"optimised\""},
            {"kept-vanilla", "eGeMAPSv02", "variant = \"vanilla\""},
            {"kept-baseline", "eGeMAPSv02", "variant = \"baseline\""},
            {"kept-frames", "ComParE_2016-lld", "form = \"frame\"\nframes = 128\nchannels1 = 8\nchannels2 = 8"}};
        for (const auto& [name, set, settings] : kinds) {
            const auto experiment = experiment::parseExperiment(
                "name = \"" + name +
                    "\"\nseed = 3\nthreads = 1\ndevice = \"cpu\"\nsave_model = true\n[corpus]\nname = \"tones\"\n[labels]\n"
                    "classes = [\"angry\", \"sad\"]\n[features]\nset = \"" +
                    set + "\"\n[model]\nkind = \"adversarial-autoencoder\"\nhidden = 24\nlatent = 4\n" + settings +
                    "\n[training]\nepochs = 15\nbatch = 8\nlearning_rate = 0.003\n",
                "a.toml");
            PROSOSCOPE_VERIFY(experiment);
            const auto finished = (*torch)->run({*experiment, corpus, place("ws"), {}, {}, "test"}, nobody, silent);
            PROSOSCOPE_VERIFY(finished);
            const auto entry = store::findModel(name, place("ws") / "models");
            PROSOSCOPE_VERIFY(entry);
            QCOMPARE(entry->card.kind, std::string(experiment::kAdversarialAutoencoder));
            QCOMPARE(entry->card.trainingSpeakers.size(), std::size_t{3});
            QVERIFY(!entry->card.figures.empty());
            const auto model = (*torch)->openModel(*entry, "cpu", 1);
            PROSOSCOPE_VERIFY(model);
            const auto high = (*model)->predict(sound(905.0, 0.9, 41));
            const auto low = (*model)->predict(sound(255.0, 0.9, 42));
            PROSOSCOPE_VERIFY(high);
            PROSOSCOPE_VERIFY(low);
            QVERIFY2((*high)[0] > 0.5F && (*low)[1] > 0.5F, name.c_str());
        }
        const auto refused = [&](const std::string& more) {
            const auto experiment = experiment::parseExperiment(
                "name = \"a\"\ndevice = \"cpu\"\nsave_model = true\n[corpus]\nname = \"tones\"\n[labels]\nclasses = "
                "[\"angry\", "
                "\"sad\"]\n" +
                    more,
                "a.toml");
            [&] { PROSOSCOPE_VERIFY(experiment); }();
            const auto ran = (*torch)->run({*experiment, corpus, place("ws"), {}, {}, "test"}, nobody, silent);
            return ran ? QStringLiteral("ran") : QString::fromStdString(ran.error().message());
        };
        const std::string kind = "[model]\nkind = \"adversarial-autoencoder\"\n";
        QVERIFY(refused("[features]\nset = \"eGeMAPSv02+ComParE_2016\"\n" + kind).contains("several feature sets"));
        QVERIFY(refused("[features]\nset = \"eGeMAPSv02\"\nnormalise = \"speaker\"\n" + kind).contains("by speaker"));
    }
};

QTEST_GUILESS_MAIN(TestStoredAutoencoder)
#include "TestStoredAutoencoder.moc"
