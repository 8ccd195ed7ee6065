// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <limits>
#include <thread>

#include "engine/core/Hash.h"
#include "engine/features/FeatureSet.h"
#include "engine/training/Inference.h"
#include "engine/training/Trainer.h"
#include "tests/engine/training/ToneCorpus.h"

using namespace prososcope;

namespace {

constexpr int kRate = 16000;

/// The largest memory that the program has had so far, in megabytes.
long peakMegabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

std::vector<float> tone(std::size_t samples, std::uint64_t seed = 1) {
    auto sound =
        tones::clip(300.0 + 40.0 * static_cast<double>(seed), static_cast<double>(samples) / kRate + 0.01, seed).channels[0];
    sound.resize(samples);
    return sound;
}

float largestDifference(const backend::Posteriors& a, const backend::Posteriors& b) {
    float largest = a.size() == b.size() ? 0.0F : 1.0F;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) largest = std::max(largest, std::abs(a[i] - b[i]));
    return largest;
}

}  // namespace

/// Stored models: what opens, what is refused and how, and predictions of sounds of every length.
class TestInference : public QObject {
    Q_OBJECT

private:
    [[nodiscard]] static training::TrainingTask task(std::uint64_t seed) {
        const auto experiment = tones::experiment();
        training::TrainingTask result;
        const auto* set = features::featureSet("logmel80").value();
        for (int i = 0; i < 4; ++i) {
            auto matrix = set->compute(tone(8000, static_cast<std::uint64_t>(i)));
            result.train.push_back({std::make_shared<features::FeatureMatrix>(std::move(*matrix)), i % 2});
        }
        result.classes = {"angry", "sad"};
        result.network = models::LogMelNetworkSettings::from(experiment.modelSettings, 2);
        result.settings = experiment.training;
        result.settings.epochs = 1;
        result.settings.batch = 4;
        result.seed = seed;
        return result;
    }
    [[nodiscard]] static nn::StateDict trained(std::uint64_t seed) {
        core::Progress silent;
        auto result = training::trainNetwork(task(seed), {}, silent);
        return result ? std::move(result->state) : nn::StateDict();
    }
    [[nodiscard]] std::filesystem::path file(const char* ending) const {
        return toPath(m_home.filePath(QString("model") + ending));
    }
    /// The model with its card as it is on disk; with `honest`, the card has the file's own SHA-256.
    [[nodiscard]] store::ModelEntry entry(bool honest = false) const {
        store::ModelEntry result{file(".safetensors"), file(".json"),
                                 store::readModelCard(file(".json")).value_or(store::ModelCard()), false};
        core::Progress silent;
        if (honest) result.card.tensorsSha256 = core::hashFile(result.tensors, silent).value_or("");
        return result;
    }
    [[nodiscard]] std::unique_ptr<backend::EmotionModel> opened() const {
        auto model = training::openModel(entry(), "cpu", 1);
        [&] { PROSOSCOPE_VERIFY(model); }();
        return model ? std::move(*model) : nullptr;
    }
    static void verifyRefused(const store::ModelEntry& entry) {
        const long before = peakMegabytes();
        const auto model = training::openModel(entry, "cpu", 1);
        QVERIFY(!model);
        const auto text = QString::fromStdString(model.error().message());
        QVERIFY2(text.contains("model.safetensors") && text.endsWith('.') && !text.contains('\n'), qPrintable(text));
        QVERIFY2(peakMegabytes() - before < 200, qPrintable(QString::number(peakMegabytes() - before)));
    }

    QTemporaryDir m_home;
    nn::StateDict m_state;

private Q_SLOTS:
    void initTestCase() {
        m_state = trained(1);
        QVERIFY(!m_state.entries.empty());
    }

    void init() {
        const auto* set = features::featureSet("logmel80").value();
        store::ModelCard card;
        card.name = "model";
        card.kind = "logmel-network";
        card.classes = {"angry", "sad"};
        card.featureSet = "logmel80";
        card.featureParameters = set->parameters();
        card.rateHz = set->rateHz();
        card.settings = task(1).network.values();
        PROSOSCOPE_VERIFY(training::saveModel(m_state, toPath(m_home.filePath("model")), card));
    }

    void opensWhatItSaved() {
        const auto model = opened();
        QVERIFY(model);
        QCOMPARE(model->card().classes, (std::vector<std::string>{"angry", "sad"}));
        QCOMPARE(model->card().tensorsSha256.size(), std::size_t{64});
        const auto unknown = training::openModel(entry(), "abacus", 1);
        QVERIFY(!unknown);
        QVERIFY(QString::fromStdString(unknown.error().message()).contains("abacus"));
    }

    void changedFilesAreRefused_data() {
        QTest::addColumn<QString>("what");
        QTest::addColumn<bool>("honest");
        for (const char* what : {"absent", "empty", "4 bytes", "header only", "half", "last byte cut", "byte flipped", "longer",
                                 "endless header", "header past the end", "offsets past the end", "text"}) {
            QTest::addRow("%s", what) << QString(what) << false;
            if (QString(what) != "byte flipped" && QString(what) != "absent")
                QTest::addRow("%s, card agrees", what) << QString(what) << true;
        }
    }
    void changedFilesAreRefused() {
        QFETCH(QString, what);
        QFETCH(bool, honest);
        const auto path = file(".safetensors");
        auto bytes = core::readFile(path).value();
        const auto headerLength = [&](std::uint64_t length) {
            for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<char>(length >> (8 * i));
        };
        std::uint64_t header = 0;
        for (std::size_t i = 8; i-- > 0;) header = header * 256 + static_cast<unsigned char>(bytes[i]);
        if (what == "empty") bytes.clear();
        if (what == "4 bytes") bytes.resize(4);
        if (what == "header only") bytes.resize(8 + header);
        if (what == "half") bytes.resize(bytes.size() / 2);
        if (what == "last byte cut") bytes.pop_back();
        if (what == "byte flipped") bytes[bytes.size() - 100] = static_cast<char>(bytes[bytes.size() - 100] ^ 1);
        if (what == "longer") bytes += "0123";
        if (what == "endless header") headerLength(std::numeric_limits<std::uint64_t>::max());
        if (what == "header past the end") headerLength(bytes.size());
        if (what == "offsets past the end") {
            const std::string json = R"({"huge":{"dtype":"F32","shape":[1000000000,4],"data_offsets":[0,16000000000]}})";
            bytes = std::string(8, '\0') + json;
            headerLength(json.size());
        }
        if (what == "text") bytes = "This is no model.";
        if (what == "absent") {
            std::filesystem::remove(path);
        } else {
            PROSOSCOPE_VERIFY(core::writeFile(path, bytes));
        }
        verifyRefused(entry(honest));
    }

    void strangeCardsAreRefused_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<double>("value");
        constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
        const auto row = [](const char* key, double value) { QTest::addRow("%s %g", key, value) << QString(key) << value; };
        for (const double value : {1e8, 4096.0, 9.0, 0.0, -8.0, 8.5, 1e300, -1e300, kNan, static_cast<double>(INFINITY)})
            row("hidden", value);
        for (const char* key : {"channels1", "channels4", "projection", "attention"}) {
            row(key, 1e9);
            row(key, 7.0);
        }
        row("channels1", 1024.0);
        row("bands", 79.0);
        row("shortest_frames", 1e9);
        row("dynamic_range_db", kNan);
        row("dynamic_range_db", 0.0);
        row("dropout", kNan);
        row("centring", kNan);
        row("centring", 4.0);
        row("layers", 2.0);
        for (const double value : {0.0, -1.0, 1e-9, 1e9, kNan, static_cast<double>(INFINITY)}) row("temperature", value);
    }
    void strangeCardsAreRefused() {
        QFETCH(QString, key);
        QFETCH(double, value);
        auto strange = entry();
        strange.card.settings[key.toStdString()] = value;
        verifyRefused(strange);
        PROSOSCOPE_VERIFY(store::writeModelCard(file(".json"), strange.card));  // the same by way of the file
        if (const auto card = store::readModelCard(file(".json"))) {
            strange.card = *card;
            verifyRefused(strange);
        }
    }

    void cardsOfOtherProgramsAreRefused() {
        auto strange = entry();
        strange.card.kind = "transformer";
        verifyRefused(strange);
        strange = entry();
        strange.card.featureSet = "logmel12";
        verifyRefused(strange);
        strange = entry();
        strange.card.featureSet = "logmel80-librosa";
        strange.card.featureParameters = features::featureSet("logmel80-librosa").value()->parameters();
        verifyRefused(strange);
        strange = entry();
        strange.card.featureParameters += " hop=99";
        verifyRefused(strange);
        strange = entry();
        strange.card.rateHz = 44100;
        verifyRefused(strange);
        strange = entry();
        strange.card.classes = {"angry", "sad", "happy"};
        verifyRefused(strange);
        strange.card.classes.clear();
        verifyRefused(strange);
        strange.card.classes.assign(100000, "x");
        verifyRefused(strange);
    }

    void tensorsMustFit_data() {
        QTest::addColumn<QString>("what");
        for (const char* what :
             {"one missing", "one too many", "wrong shape", "other rank", "renamed", "undefined value", "none"})
            QTest::newRow(what) << QString(what);
    }
    void tensorsMustFit() {
        QFETCH(QString, what);
        for (std::size_t i = 0; i < m_state.entries.size(); ++i) {  // each tensor of the network in turn
            auto state = m_state;
            auto& tensor = state.entries[i];
            if (what == "one missing") state.entries.erase(state.entries.begin() + static_cast<std::ptrdiff_t>(i));
            if (what == "one too many") state.entries.push_back({"extra" + std::to_string(i), {1}, {0.0F}});
            if (what == "wrong shape") {
                tensor.shape = {static_cast<std::int64_t>(tensor.values.size()) + 1};
                tensor.values.push_back(0.0F);
            }
            if (what == "other rank") tensor.shape.push_back(1);
            if (what == "renamed") tensor.name += "_";
            if (what == "undefined value") tensor.values.back() = std::numeric_limits<float>::quiet_NaN();
            if (what == "none") state.entries.clear();
            PROSOSCOPE_VERIFY(nn::saveStateDict(file(".safetensors"), state));
            verifyRefused(entry(true));
            if (what == "none" || what == "one too many") break;
        }
    }

    void otherElementTypesAreRefused() {
        std::vector<store::TensorView> views;
        const std::vector<double> values(16, 0.0);
        views.push_back({"output.weight", store::TensorType::Float64, {16}, std::as_bytes(std::span(values))});
        PROSOSCOPE_VERIFY(store::writeSafetensors(file(".safetensors"), views));
        verifyRefused(entry(true));
    }

    void manyEqualOneByOneInAnyOrder() {
        const auto model = opened();
        std::vector<std::vector<float>> sounds;
        for (const std::size_t samples : {1, 159, 160, 1600, 7777, 15999, 16000, 16001, 24000, 40000, 80000, 120000}) {
            sounds.push_back(tone(samples, samples));
        }
        for (std::uint64_t i = 0; i < 20; ++i) sounds.push_back(tone(16000 + 1000 * (i % 5), 500 + i));
        core::Progress silent;
        std::vector<std::span<const float>> forwards(sounds.begin(), sounds.end());
        std::vector<std::span<const float>> backwards(sounds.rbegin(), sounds.rend());
        const auto first = model->predictMany(forwards, silent);
        const auto second = model->predictMany(backwards, silent);
        PROSOSCOPE_VERIFY(first);
        PROSOSCOPE_VERIFY(second);
        QCOMPARE(first->size(), sounds.size());
        float spread = 0.0F;
        for (std::size_t i = 0; i < sounds.size(); ++i) {
            const auto alone = model->predict(sounds[i]);
            PROSOSCOPE_VERIFY(alone);
            QVERIFY(std::abs((*alone)[0] + (*alone)[1] - 1.0F) < 1e-5F);
            QVERIFY2(largestDifference(*alone, (*first)[i]) < 1e-5F, qPrintable(QString::number(sounds[i].size())));
            QVERIFY2(largestDifference(*alone, (*second)[sounds.size() - 1 - i]) < 1e-5F,
                     qPrintable(QString::number(sounds[i].size())));
            spread = std::max(spread, largestDifference(*alone, (*first)[0]));
        }
        QVERIFY(spread > 1e-3F);  // they do differ among each other
        const auto none = model->predictMany({}, silent);
        PROSOSCOPE_VERIFY(none);
        QVERIFY(none->empty());
    }

    void soundsOfEveryKind() {
        const auto model = opened();
        for (const std::size_t samples : {std::size_t{1}, std::size_t{160}, std::size_t{60 * kRate}}) {
            for (const bool silence : {true, false}) {
                const auto posteriors = model->predict(silence ? std::vector<float>(samples, 0.0F) : tone(samples));
                PROSOSCOPE_VERIFY(posteriors);
                QCOMPARE(posteriors->size(), std::size_t{2});
                QVERIFY(std::isfinite((*posteriors)[0]) && std::abs((*posteriors)[0] + (*posteriors)[1] - 1.0F) < 1e-5F);
            }
        }
        const auto empty = model->predict({});
        QVERIFY(!empty);
        QVERIFY(QString::fromStdString(empty.error().message()).contains("empty"));
        auto sound = tone(16000);
        sound[77] = std::numeric_limits<float>::infinity();
        QVERIFY(!model->predict(sound));
        std::stop_source stop;
        stop.request_stop();
        core::Progress stopped(stop.get_token());
        const std::vector<std::span<const float>> one{sound};
        const auto cancelled = model->predictMany(one, stopped);
        QVERIFY(!cancelled);
        QVERIFY(cancelled.error().kind == core::ErrorKind::Cancelled);
    }

    /// A look at a recording while a training begins must not change the training's numbers.
    void openingModelsDoesNotDisturbTrainings() {
        const auto stored = entry();
        std::atomic<bool> failed{false};
        std::jthread looks([&](const std::stop_token& stop) {
            while (!stop.stop_requested()) failed = failed || !training::openModel(stored, "cpu", 1);
        });
        for (int i = 0; i < 25; ++i) {
            const auto state = trained(1);
            QCOMPARE(state.entries.size(), m_state.entries.size());
            for (std::size_t k = 0; k < state.entries.size(); ++k)
                QVERIFY(state.entries[k].values == m_state.entries[k].values);
        }
        looks.request_stop();
        looks.join();
        QVERIFY(!failed);
    }
};

QTEST_GUILESS_MAIN(TestInference)
#include "TestInference.moc"
