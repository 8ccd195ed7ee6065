// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include "engine/audio/AudioFile.h"
#include "engine/backend/FrameModel.h"
#include "engine/backend/RecordingPrediction.h"
#include "engine/backend/UnitRegressionFit.h"
#include "engine/core/Hash.h"
#include "engine/core/Random.h"
#include "engine/core/SafeFile.h"
#include "engine/store/Safetensors.h"
#include "tests/TestSupport.h"

using namespace prososcope;

namespace {

constexpr std::size_t kSpeakers = 5;
constexpr std::size_t kEach = 40;
constexpr std::size_t kUnits = 12;  ///< of two layers of four and eight
constexpr double kForever = std::numeric_limits<double>::infinity();
const std::string kWeights(64, 'a');

store::ModelCard encoderCard() {
    store::ModelCard card;
    card.name = "planted";
    card.kind = "made up";
    card.featureSet = "logmel80";
    card.featureParameters = "none";
    card.rateHz = 16000;
    card.tensorsSha256 = kWeights;
    card.trainingCorpus = "Another corpus";
    card.trainingSpeakers = {"s0", "x"};
    return card;
}

/// Valence is 2 + 3 (unit 1) - (unit 9) and noise of 0.2; each tenth utterance is not rated.
struct Planted {
    corpus::Corpus corpus;
    store::ActivationSet set;
    std::vector<std::vector<float>> rows;
};

Planted planted(const std::filesystem::path& folder) {
    Planted made;
    made.corpus.name = "rated";
    made.corpus.title = "Rated corpus";
    made.corpus.folder = folder;
    made.corpus.scales["valence"] = {-4.0, 8.0};
    core::Random random(21);
    store::ActivationSetInfo info;
    info.encoder = "planted";
    info.weightsSha256 = kWeights;
    info.tap = "output";
    info.layers = {{"near", 4}, {"far", 8}};
    info.corpus = "rated";
    info.pools = {store::ActivationPool::Mean};
    for (std::size_t i = 0; i < kSpeakers * kEach; ++i) {
        auto& row = made.rows.emplace_back();
        for (std::size_t unit = 0; unit < kUnits; ++unit) row.push_back(static_cast<float>(random.normal()));
        corpus::Utterance u;
        u.id = std::to_string(1000 + i);
        u.path = u.id + ".wav";
        u.speaker = std::string(1, 's') + std::to_string(i / kEach);
        u.emotion = i % 3 == 0 ? "angry" : i % 3 == 1 ? "sad" : "happy";
        u.arousal = random.normal();
        if (i % 10 != 9)
            u.valence = 2.0 + 3.0 * static_cast<double>(row[1]) - static_cast<double>(row[9]) + 0.2 * random.normal();
        info.utterances.push_back(u.id);
        info.speakers.push_back(u.speaker);
        made.corpus.utterances.push_back(std::move(u));
    }
    std::filesystem::create_directories(folder);
    const auto goal = folder / "set.safetensors";
    auto writer = store::ActivationSetWriter::begin(goal, info).value();
    for (const auto& row : made.rows) {
        if (!writer.add(row, {}, {}, 1.0, -20.0)) qFatal("not stored");
    }
    if (!writer.finish()) qFatal("not stored");
    made.set = store::ActivationSet::open(goal).value();
    return made;
}

/// A network of two layers whose frames know only their own samples: unit u of a frame is (u + 1) times their mean size (first
/// layer, frames of 10 ms) or their mean (second layer, 40 ms). It counts how much it heard.
class LocalEncoder : public backend::Encoder {
public:
    LocalEncoder() {
        m_info.name = "planted";
        m_info.kind = "made up";
        m_info.weightsSha256 = kWeights;
        m_info.taps = {{"output", {{"near", 4, 0.01, 0.005}, {"far", 8, 0.04, 0.02}}}};
    }
    std::size_t runs = 0;
    std::size_t longest = 0;
    backend::EncoderInfo& changed() { return m_info; }
    [[nodiscard]] const backend::EncoderInfo& info() const override { return m_info; }
    core::Result<std::vector<backend::LayerFrames>> frames(std::span<const float> mono, std::string_view) override {
        ++runs;
        longest = std::max(longest, mono.size());
        std::vector<backend::LayerFrames> layers;
        for (const auto& layer : m_info.taps.front().layers) {
            const auto hop = static_cast<std::size_t>(std::llround(layer.hopSeconds * m_info.rateHz));
            auto& made = layers.emplace_back();
            made.units = layer.units;
            for (std::size_t begin = 0; begin + hop <= mono.size(); begin += hop, ++made.frames) {
                double sum = 0.0;
                for (const float sample : mono.subspan(begin, hop))
                    sum += layer.name == "near" ? std::abs(static_cast<double>(sample)) : static_cast<double>(sample);
                for (std::int64_t unit = 0; unit < layer.units; ++unit)
                    made.values.push_back(static_cast<float>(static_cast<double>(unit + 1) * sum / static_cast<double>(hop)));
            }
        }
        if (layers.front().frames == 0) return core::fail(core::ErrorKind::BadInput, {"too short"});
        return layers;
    }
    core::Result<std::vector<backend::PooledActivations>> pooled(std::span<const std::span<const float>> monos,
                                                                 std::string_view tap, core::Progress& progress) override {
        std::vector<backend::PooledActivations> result;
        for (const auto& mono : monos) {
            if (progress.stopRequested()) return core::cancelled();
            const auto layers = frames(mono, tap);
            --runs;
            if (!layers) return core::fail(layers.error());
            auto& made = result.emplace_back();
            for (const auto& layer : *layers) {
                for (std::int64_t unit = 0; unit < layer.units; ++unit) {
                    double sum = 0.0;
                    for (std::int64_t frame = 0; frame < layer.frames; ++frame)
                        sum += static_cast<double>(layer.values[static_cast<std::size_t>(frame * layer.units + unit)]);
                    made.mean.push_back(static_cast<float>(sum / static_cast<double>(layer.frames)));
                }
            }
        }
        return result;
    }

private:
    backend::EncoderInfo m_info;
};

/// A network for each card of the kind "made up".
class LocalEncoders : public backend::EncoderBackend {
public:
    [[nodiscard]] bool hasLayers(const store::ModelCard& card) const override { return card.kind == "made up"; }
    [[nodiscard]] core::Result<backend::EncoderInfo> describe(const store::ModelCard&) const override {
        return LocalEncoder().info();
    }
    [[nodiscard]] core::Result<std::unique_ptr<backend::Encoder>> open(const store::ModelEntry& model, const std::string&, int,
                                                                       std::optional<std::uint64_t>) override {
        auto made = std::make_unique<LocalEncoder>();
        made->changed().weightsSha256 = model.card.tensorsSha256;
        return made;
    }
};

std::filesystem::path noise(const std::filesystem::path& path, double seconds, int rateHz = 16000) {
    audio::AudioClip clip;
    clip.rateHz = rateHz;
    clip.channels.resize(1);
    core::Random random(4);
    double level = 0.1;
    for (std::size_t i = 0; i < static_cast<std::size_t>(seconds * rateHz); ++i) {
        if (i % 5000 == 0) level = random.uniform(0.02, 0.5);
        clip.channels[0].push_back(static_cast<float>(level * (random.uniform(-1.0, 1.0) + 0.3)));
    }
    if (!audio::writeWav(path, clip, audio::WavEncoding::Float32)) qFatal("not written");
    return path;
}

backend::UnitRegression twoTargets() {
    backend::UnitRegression made{"planted", kWeights, "output", kUnits, {}};
    made.targets.push_back({"valence", 1.0, 5.0, false, {{1, 9}, {2.0, -3.0}, 0.5}, 0.31});
    made.targets.push_back({"arousal", -1.0, 1.0, true, {{0}, {1.5}, -0.25}, 0.2});
    return made;
}

std::unique_ptr<backend::EmotionModel> modelOf(std::unique_ptr<backend::Encoder> encoder) {
    auto card = encoderCard();
    card.name = "track";
    card.kind = backend::kUnitRegressionKind;
    for (const auto& target : twoTargets().targets) card.dimensions.push_back({target.name, target.low, target.high});
    return backend::unitRegressionModel(card, twoTargets(), std::move(encoder)).value();
}

}  // namespace

/// A regression on the units of a network, as a model: how it is fitted, kept, opened and followed over time.
class TestUnitRegression : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    [[nodiscard]] std::filesystem::path at(const std::string& name) const { return toPath(m_folder.path()) / name; }

    static core::Result<backend::UnitRegressionFit> fitted(const Planted& of, backend::UnitRegressionSettings settings,
                                                           core::Progress progress = {}) {
        return backend::fitUnitRegression(settings, encoderCard(), of.corpus, of.set, progress);
    }
    /// The encoder's card and a file beside it.
    void putEncoder(const std::filesystem::path& models, const std::string& sha = kWeights) const {
        std::filesystem::create_directories(models);
        auto card = encoderCard();
        card.tensorsSha256 = sha;
        PROSOSCOPE_VERIFY(store::writeModelCard(models / "planted.json", card));
        PROSOSCOPE_VERIFY(core::writeFile(models / "planted.safetensors", "not read here"));
    }

private Q_SLOTS:
    void plantedRelationIsRecovered();
    void errorIsThatOfLeftOutSpeakers();
    void unitsAreChosenAmongThoseGiven();
    void keptModelIsTheSame();
    void heardSpeakersAreSaid();
    void trackEqualsPooledWindows_data();
    void trackEqualsPooledWindows();
    void lookingInPiecesChangesNothing();
    void longRecordingsAreHeardOnce();
    void wholeRecordingEqualsItsPooledUnits();
    void windowsOfWhatIsNotOverTimeAreHeardEach();
    void otherWeightsAreRefused();
    void hostileFilesAreRefused_data();
    void hostileFilesAreRefused();
    void namesAndChoicesAreChecked();
    void stopsWhenAsked();
};

void TestUnitRegression::plantedRelationIsRecovered() {
    const auto of = planted(at("recovered"));
    const auto fit = fitted(of, {{"valence", "arousal"}, {}, 2, 2});
    PROSOSCOPE_VERIFY(fit);
    QCOMPARE(fit->utterances.size(), kSpeakers * kEach * 9 / 10);
    QCOMPARE(fit->unrated, kSpeakers * kEach / 10);
    const auto& valence = fit->model.targets[0];
    QCOMPARE(valence.name, std::string("valence"));
    QVERIFY(!valence.derived);
    QCOMPARE(valence.low, -4.0);  // the corpus's own scale
    QCOMPARE(valence.high, 8.0);
    QCOMPARE(valence.regression.columns, (std::vector<std::size_t>{1, 9}));  // by falling F
    QVERIFY(std::abs(valence.regression.weights[0] - 3.0) < 0.05);
    QVERIFY(std::abs(valence.regression.weights[1] + 1.0) < 0.05);
    QVERIFY(std::abs(valence.regression.intercept - 2.0) < 0.05);
    // Its error is the noise; noise is not predicted.
    const auto& error = fit->errors[0];
    QVERIFY2(std::abs(valence.error - 0.2) < 0.03, qPrintable(QString::number(valence.error)));
    QCOMPARE(valence.error, error.score.rootMeanSquaredError.value);
    QVERIFY(error.score.concordance.value > 0.99);
    QVERIFY(error.meanScore.rootMeanSquaredError.value > 2.5);
    QCOMPARE(error.score.speakers, kSpeakers);
    const auto& chance = fit->errors[1];
    QVERIFY(chance.score.rootMeanSquaredError.value > 0.95 * chance.meanScore.rootMeanSquaredError.value);
    QVERIFY(std::abs(chance.score.concordance.value) < 0.2);
    QVERIFY(error.score.rootMeanSquaredError.interval.low <= valence.error);
    QVERIFY(error.score.rootMeanSquaredError.interval.high >= valence.error);
    // Derived ones are marked and have the circle's scale.
    const auto derived = fitted(of, {{"valence", "derived-valence"}, {}, 3, 1});
    PROSOSCOPE_VERIFY(derived);
    QCOMPARE(derived->model.targets[1].name, std::string("derived-valence"));  // two would be called valence
    QVERIFY(derived->model.targets[1].derived);
    QCOMPARE(derived->model.targets[1].low, -1.0);
    const auto alone = fitted(of, {{"derived-arousal"}, {}, 3, 1});
    PROSOSCOPE_VERIFY(alone);
    QCOMPARE(alone->model.targets[0].name, std::string("arousal"));
}

void TestUnitRegression::errorIsThatOfLeftOutSpeakers() {
    const auto of = planted(at("leftout"));
    const auto fit = fitted(of, {{"valence"}, {}, 4, 2});
    PROSOSCOPE_VERIFY(fit);
    // By hand from the predictions: each by the fold without its speaker.
    double squares = 0.0;
    for (std::size_t i = 0; i < fit->utterances.size(); ++i) {
        const double off = fit->errors[0].leftOut.predictions[i] - fit->errors[0].truth[i];
        squares += off * off;
    }
    QVERIFY(std::abs(std::sqrt(squares / static_cast<double>(fit->utterances.size())) - fit->model.targets[0].error) < 1e-5);
    // The same as the paper's regression on the same rows.
    learn::Matrix<float> rows(fit->utterances.size(), kUnits);
    std::size_t place = 0;
    for (std::size_t i = 0; i < of.rows.size(); ++i) {
        if (of.corpus.utterances[i].valence) std::copy(of.rows[i].begin(), of.rows[i].end(), rows.row(place++).begin());
    }
    core::Progress silent;
    const auto paper = learn::regressLeavingSpeakersOut(rows.view(), fit->errors[0].truth, fit->speakers,
                                                        {learn::ColumnChoice::TrainingFold, 4, 1}, silent);
    PROSOSCOPE_VERIFY(paper);
    QCOMPARE(fit->errors[0].leftOut.predictions, paper->predictions);
    QCOMPARE(fit->errors[0].leftOut.mean, paper->mean);
}

void TestUnitRegression::unitsAreChosenAmongThoseGiven() {
    const auto of = planted(at("among"));
    const auto fit = fitted(of, {{"valence"}, {9, 4, 5, 6}, 2, 1});
    PROSOSCOPE_VERIFY(fit);
    const auto& columns = fit->model.targets[0].regression.columns;
    QCOMPARE(columns.front(), std::size_t{9});
    QVERIFY(std::find(columns.begin(), columns.end(), std::size_t{1}) == columns.end());
    for (const auto& speaker : fit->errors[0].leftOut.speakers) {
        for (const auto column : speaker.columns) QVERIFY(column == 9 || (column >= 4 && column <= 6));
    }
    QVERIFY(fit->model.targets[0].error > 2.5);  // what unit 1 tells is missing
}

void TestUnitRegression::keptModelIsTheSame() {
    const auto of = planted(at("kept"));
    const auto fit = fitted(of, {{"valence", "derived-arousal"}, {}, 5, 1});
    PROSOSCOPE_VERIFY(fit);
    const auto models = at("kept/models");
    putEncoder(models);
    const auto kept = backend::keepUnitRegression(*fit, encoderCard(), of.corpus, {"my-track", "", "typed"}, models);
    PROSOSCOPE_VERIFY(kept);
    const auto entry = store::findModel("my-track", models);
    PROSOSCOPE_VERIFY(entry);
    const auto& card = entry->card;
    QCOMPARE(card.kind, std::string("unit-regression"));
    QCOMPARE(card.command, std::string("typed"));
    QVERIFY(card.classes.empty());
    QCOMPARE(card.dimensions.size(), std::size_t{2});
    QCOMPARE(card.dimensions[0].high, 8.0);
    QCOMPARE(card.settings.at("derived.arousal"), 1.0);
    QVERIFY(!card.settings.contains("derived.valence"));
    QVERIFY(card.note.find("circumplex") != std::string::npos);
    QCOMPARE(card.rateHz, 16000);
    QCOMPARE(card.trainingCorpus, std::string("Another corpus + Rated corpus"));
    const auto* figure = backend::errorFigure(card, "valence");
    QVERIFY(figure != nullptr);
    QCOMPARE(figure, card.figures.data());  // the first one, which Inspect shows
    QCOMPARE(figure->value, fit->model.targets[0].error);
    QCOMPARE(figure->n, static_cast<long>(fit->utterances.size()));
    QCOMPARE(figure->speakers, 5L);
    QVERIFY(!figure->speakerDependent);
    QVERIFY(backend::errorFigure(card, "dominance") == nullptr);
    const auto loaded = backend::loadUnitRegression(*entry);
    PROSOSCOPE_VERIFY(loaded);
    QCOMPARE(loaded->encoder, std::string("planted"));
    QCOMPARE(loaded->units, std::int64_t{kUnits});
    for (std::size_t t = 0; t < 2; ++t) {
        const auto& a = loaded->targets[t];
        const auto& b = fit->model.targets[t];
        QCOMPARE(a.regression.columns, b.regression.columns);
        QCOMPARE(a.regression.weights, b.regression.weights);
        QCOMPARE(a.regression.intercept, b.regression.intercept);
        QCOMPARE(a.error, b.error);
        QCOMPARE(a.derived, b.derived);
    }
    LocalEncoders encoders;
    const auto opened = backend::openUnitRegression(*entry, encoders, "cpu", 1);
    PROSOSCOPE_VERIFY(opened);
    // Fitted again under its own name: it takes its place.
    PROSOSCOPE_VERIFY(backend::keepUnitRegression(*fit, encoderCard(), of.corpus, {"my-track", "Mine", ""}, models));
    QCOMPARE(store::findModel("my-track", models)->card.title, std::string("Mine"));
}

void TestUnitRegression::heardSpeakersAreSaid() {
    const auto of = planted(at("heard"));
    auto encoder = encoderCard();
    encoder.trainingCorpus = "Rated corpus";
    core::Progress silent;
    const auto fit = backend::fitUnitRegression({{"valence"}, {}, 3, 1}, encoder, of.corpus, of.set, silent);
    PROSOSCOPE_VERIFY(fit);
    QCOMPARE(fit->heard, std::vector<std::string>{"s0"});
    PROSOSCOPE_VERIFY(backend::keepUnitRegression(*fit, encoder, of.corpus, {"heard", "", ""}, at("heard/models")));
    const auto card = store::readModelCard(at("heard/models/heard.json"));
    PROSOSCOPE_VERIFY(card);
    QVERIFY(card->figures[0].speakerDependent && card->figures[1].speakerDependent);
    QVERIFY(!card->figures[2].speakerDependent);  // the mean knows no network
    QVERIFY2(card->note.find("trained on 1 of these 5 speakers") != std::string::npos, card->note.c_str());
    // Labels alone have no title; the network's own experiment tells that it is the corpus of its training.
    auto untitled = of.corpus;
    untitled.title.clear();
    encoder.experiment = "[corpus]\nname = \"rated\"\n";
    const auto again = backend::fitUnitRegression({{"valence"}, {}, 3, 1}, encoder, untitled, of.set, silent);
    PROSOSCOPE_VERIFY(again);
    QCOMPARE(again->heard, std::vector<std::string>{"s0"});
    encoder.experiment = "not a file of experiments [";
    QVERIFY(backend::fitUnitRegression({{"valence"}, {}, 3, 1}, encoder, untitled, of.set, silent)->heard.empty());
}

void TestUnitRegression::trackEqualsPooledWindows_data() {
    QTest::addColumn<double>("seconds");
    QTest::addColumn<int>("rate");
    QTest::addColumn<double>("window");
    QTest::addColumn<double>("tolerance");
    QTest::newRow("one piece") << 12.0 << 16000 << 2.5 << 2e-5;
    QTest::newRow("several pieces") << 63.0 << 16000 << 2.5 << 2e-5;
    QTest::newRow("windows longer than pieces") << 63.0 << 16000 << 45.0 << 2e-5;
    QTest::newRow("the shortest window") << 63.0 << 16000 << 0.12 << 2e-5;
    // The resampler does not begin at the same place: its own rounding, and at the window's edges its transient.
    QTest::newRow("another rate") << 63.0 << 44100 << 2.0 << 2e-3;
}

/// Frames of this network know only their own samples and lie on the windows' grid, so that running means equal the means of
/// each window by itself.
void TestUnitRegression::trackEqualsPooledWindows() {
    QFETCH(double, seconds);
    QFETCH(int, rate);
    QFETCH(double, window);
    QFETCH(double, tolerance);
    const auto path = noise(at("track" + std::to_string(rate) + ".wav"), seconds, rate);
    auto model = modelOf(std::make_unique<LocalEncoder>());
    core::Progress silent;
    const double hop = 0.52;  // 13 frames of the coarser layer
    const auto rows = backend::predictTimeline(*model, path, {window, hop}, 0.0, kForever, silent);
    PROSOSCOPE_VERIFY(rows);
    QCOMPARE(rows->size(), 1 + static_cast<std::size_t>(std::floor((seconds - window) / hop + 1e-9)));
    const auto clip = audio::decodeAudio(path, {.rateHz = 16000, .mono = true}, silent);
    PROSOSCOPE_VERIFY(clip);
    const std::span<const float> sound((*clip)->channels[0]);
    double most = 0.0;
    for (const auto& row : *rows) {
        QVERIFY(row.posteriors.empty());
        // Whole frames of the coarser layer alone, as the running mean takes them.
        const auto frames = static_cast<std::size_t>(std::ceil((window - 0.02) / 0.04 - 1e-6));
        const auto begin = static_cast<std::size_t>(std::llround(row.startSeconds * 16000));
        const auto coarse = sound.subspan(begin, std::min(frames * 640, sound.size() - begin));
        const auto fine = sound.subspan(begin, static_cast<std::size_t>(std::ceil((window - 0.005) / 0.01 - 1e-6)) * 160);
        double sum = 0.0;
        double size = 0.0;
        for (const float sample : coarse) sum += sample;
        for (const float sample : fine) size += std::abs(static_cast<double>(sample));
        const double far = sum / static_cast<double>(coarse.size());
        const double near = size / static_cast<double>(fine.size());
        // valence: unit 1 of "near" (factor 2), unit 5 of "far" (factor 6).
        const double valence = 0.5 + 2.0 * 2.0 * near - 3.0 * 6.0 * far;
        const double arousal = -0.25 + 1.5 * near;
        most = std::max({most, std::abs(static_cast<double>(row.dimensions.values[0]) - valence),
                         std::abs(static_cast<double>(row.dimensions.values[1]) - arousal)});
        QCOMPARE(row.dimensions.deviations, (std::vector<float>{0.31F, 0.2F}));
    }
    QVERIFY2(most < tolerance, qPrintable(QString::number(most)));
}

void TestUnitRegression::lookingInPiecesChangesNothing() {
    const auto path = noise(at("pieces.wav"), 70.0, 22050);
    auto model = modelOf(std::make_unique<LocalEncoder>());
    core::Progress silent;
    const auto whole = backend::predictTimeline(*model, path, {}, 0.0, kForever, silent);
    PROSOSCOPE_VERIFY(whole);
    for (const double from : {41.0, 0.0, 17.5, 60.25, 19.75}) {
        auto fresh = modelOf(std::make_unique<LocalEncoder>());  // nothing kept from before
        const auto part = backend::predictTimeline(*fresh, path, {}, from, from + 3.0, silent);
        PROSOSCOPE_VERIFY(part);
        QCOMPARE(part->size(), std::size_t{12});
        for (const auto& row : *part) {
            const auto& same = (*whole)[static_cast<std::size_t>(std::llround(row.startSeconds / 0.25))];
            QCOMPARE(row.startSeconds, same.startSeconds);
            QCOMPARE(row.dimensions.values, same.dimensions.values);  // bit for bit
        }
    }
    // A file that was written anew is heard anew.
    const auto before = whole->front().dimensions.values;
    noise(path, 8.0, 22050);
    const auto other = backend::predictTimeline(*model, path, {}, 0.0, kForever, silent);
    PROSOSCOPE_VERIFY(other);
    QCOMPARE(other->size(), std::size_t{23});
}

void TestUnitRegression::longRecordingsAreHeardOnce() {
    const auto path = noise(at("long.wav"), 310.0, 8000);
    auto encoder = std::make_unique<LocalEncoder>();
    auto* heard = encoder.get();
    auto model = modelOf(std::move(encoder));
    core::Progress silent;
    const auto rows = backend::predictTimeline(*model, path, {}, 0.0, kForever, silent);
    PROSOSCOPE_VERIFY(rows);
    QCOMPARE(rows->size(), std::size_t{1231});
    QCOMPARE(heard->runs, std::size_t{16});                           // once for every 20 s
    QVERIFY(heard->longest <= static_cast<std::size_t>(30 * 16000));  // never more than 30 s at once
    // Looking back within the last pieces hears nothing again.
    PROSOSCOPE_VERIFY(backend::predictTimeline(*model, path, {}, 290.0, 295.0, silent));
    QCOMPARE(heard->runs, std::size_t{16});
}

void TestUnitRegression::wholeRecordingEqualsItsPooledUnits() {
    for (const double seconds : {1.3, 2.5, 7.0}) {
        const auto path = noise(at("whole.wav"), seconds);
        auto model = modelOf(std::make_unique<LocalEncoder>());
        core::Progress silent;
        const auto row = backend::predictRecording(*model, path, 0.0, -1.0, silent);
        PROSOSCOPE_VERIFY(row);
        const auto rows = backend::predictTimeline(*model, path, {60.0, 0.25}, 0.0, kForever, silent);
        PROSOSCOPE_VERIFY(rows);
        QCOMPARE(rows->size(), std::size_t{1});
        for (std::size_t d = 0; d < 2; ++d)
            QVERIFY(std::abs(row->dimensions.values[d] - rows->front().dimensions.values[d]) < 2e-5F);
        QVERIFY(row->posteriors.empty());
    }
    auto model = modelOf(std::make_unique<LocalEncoder>());
    const auto refused = backend::predictFile(*model, at("whole.wav"));
    QVERIFY(!refused);
    QVERIFY(refused.error().message().find("no emotions") != std::string::npos);
    core::Progress silent;
    const auto path = noise(at("halfminute.wav"), 40.0);
    const auto mean = backend::predictRecording(*model, path, 0.0, -1.0, silent);  // the mean of its windows
    PROSOSCOPE_VERIFY(mean);
    QCOMPARE(mean->dimensions.deviations[0], 0.31F);
}

/// A network without frames hears each window by itself.
void TestUnitRegression::windowsOfWhatIsNotOverTimeAreHeardEach() {
    class WholeEncoder : public LocalEncoder {
    public:
        WholeEncoder() {
            for (auto& layer : changed().taps.front().layers) layer.hopSeconds = 0.0;
        }
        core::Result<std::vector<backend::LayerFrames>> frames(std::span<const float>, std::string_view) override {
            return core::fail(core::ErrorKind::Failed, {"not asked"});
        }
        core::Result<std::vector<backend::PooledActivations>> pooled(std::span<const std::span<const float>> monos,
                                                                     std::string_view, core::Progress&) override {
            std::vector<backend::PooledActivations> result;
            for (const auto& mono : monos) {
                double sum = 0.0;
                for (const float sample : mono) sum += std::abs(static_cast<double>(sample));
                result.push_back({std::vector<float>(12, static_cast<float>(sum / static_cast<double>(mono.size()))), {}, {}});
            }
            return result;
        }
    };
    const auto path = noise(at("each.wav"), 40.0);
    auto model = modelOf(std::make_unique<WholeEncoder>());
    core::Progress silent;
    const auto rows = backend::predictTimeline(*model, path, {2.0, 1.0}, 0.0, kForever, silent);
    PROSOSCOPE_VERIFY(rows);
    QCOMPARE(rows->size(), std::size_t{39});
    const auto clip = audio::decodeAudio(path, {.rateHz = 16000, .mono = true}, silent);
    PROSOSCOPE_VERIFY(clip);
    for (const std::size_t row : {0UL, 17UL, 38UL}) {
        const auto window = std::span<const float>((*clip)->channels[0]).subspan(row * 16000, 32000);
        const auto alone = model->dimensionsOf(std::span(&window, 1), silent);
        PROSOSCOPE_VERIFY(alone);
        QVERIFY(std::abs((*rows)[row].dimensions.values[0] - alone->front().values[0]) < 1e-4F);
    }
    QVERIFY(std::abs(rows->front().dimensions.values[1] - rows->back().dimensions.values[1]) > 1e-4F);
}

void TestUnitRegression::otherWeightsAreRefused() {
    const auto of = planted(at("weights"));
    const auto fit = fitted(of, {{"valence"}, {}, 3, 1});
    PROSOSCOPE_VERIFY(fit);
    const auto models = at("weights/models");
    PROSOSCOPE_VERIFY(backend::keepUnitRegression(*fit, encoderCard(), of.corpus, {"mine", "", ""}, models));
    const auto entry = store::findModel("mine", models);
    PROSOSCOPE_VERIFY(entry);
    LocalEncoders encoders;
    const auto missing = backend::openUnitRegression(*entry, encoders, "cpu", 1);
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, core::ErrorKind::NotFound);
    QVERIFY(missing.error().message().find("planted") != std::string::npos);
    putEncoder(models, std::string(64, 'b'));
    const auto other = backend::openUnitRegression(*entry, encoders, "cpu", 1);
    QVERIFY(!other);
    QVERIFY2(other.error().message().find("other weights") != std::string::npos, other.error().message().c_str());
    putEncoder(models);
    PROSOSCOPE_VERIFY(backend::openUnitRegression(*entry, encoders, "cpu", 1));
    // Of a network with other units under the same weights' name, and at another rate.
    auto strange = std::make_unique<LocalEncoder>();
    strange->changed().taps.front().layers.pop_back();
    QVERIFY(!backend::unitRegressionModel(entry->card, fit->model, std::move(strange)));
    auto slow = std::make_unique<LocalEncoder>();
    slow->changed().rateHz = 8000;
    QVERIFY(!backend::unitRegressionModel(entry->card, fit->model, std::move(slow)));
    // The activations of other weights make no model of this network.
    auto changed = encoderCard();
    changed.tensorsSha256 = std::string(64, 'e');
    core::Progress silent;
    QVERIFY(!backend::fitUnitRegression({{"valence"}, {}, 3, 1}, changed, of.corpus, of.set, silent));
}

void TestUnitRegression::hostileFilesAreRefused_data() {
    QTest::addColumn<QString>("what");
    for (const char* what :
         {"unit out of bounds", "negative unit", "unit twice", "weight not finite", "infinite weight", "other count",
          "no tensors", "third tensor", "floats", "no encoder", "short hash", "other pool", "other kind", "too many units",
          "half a unit", "scale not finite", "error below zero", "not its card's"})
        QTest::newRow(what) << what;
}

void TestUnitRegression::hostileFilesAreRefused() {
    QFETCH(QString, what);
    const auto folder = at("hostile");
    std::filesystem::create_directories(folder);
    std::vector<std::int64_t> units{1, 9};
    std::vector<double> weights{2.0, -3.0, 0.5};
    std::map<std::string, std::string> metadata{
        {"kind", "unit-regression"}, {"encoder", "planted"}, {"encoder_sha256", kWeights},
        {"tap", "output"},           {"pool", "mean"},       {"units", "12"}};
    auto card = encoderCard();
    card.name = "hostile";
    card.kind = "unit-regression";
    card.dimensions = {{"valence", 1.0, 5.0}};
    card.settings = {{"rmse.valence", 0.3}};
    if (what == "unit out of bounds") units[1] = 12;
    if (what == "negative unit") units[0] = -1;
    if (what == "unit twice") units[1] = 1;
    if (what == "weight not finite") weights[1] = std::nan("");
    if (what == "infinite weight") weights[2] = std::numeric_limits<double>::infinity();
    if (what == "other count") weights.pop_back();
    if (what == "no encoder") metadata.erase("encoder");
    if (what == "short hash") metadata["encoder_sha256"] = "abc";
    if (what == "other pool") metadata["pool"] = "max";
    if (what == "other kind") metadata["kind"] = "svm";
    if (what == "too many units") metadata["units"] = "1e300";
    if (what == "half a unit") metadata["units"] = "12.5";
    if (what == "error below zero") card.settings["rmse.valence"] = -1.0;
    std::vector<store::TensorView> tensors;
    const auto shape = [](std::size_t count) { return std::vector<std::int64_t>{static_cast<std::int64_t>(count)}; };
    const auto unitType = what == "floats" ? store::TensorType::Float64 : store::TensorType::Int64;
    tensors.push_back({"0.units", unitType, shape(units.size()), std::as_bytes(std::span(units))});
    tensors.push_back({"0.weights", store::TensorType::Float64, shape(weights.size()), std::as_bytes(std::span(weights))});
    if (what == "third tensor")
        tensors.push_back({"more", store::TensorType::Int64, shape(2), std::as_bytes(std::span(units))});
    if (what == "no tensors") tensors.clear();
    PROSOSCOPE_VERIFY(store::writeSafetensors(folder / "hostile.safetensors", tensors, metadata));
    core::Progress silent;
    card.tensorsSha256 = core::hashFile(folder / "hostile.safetensors", silent).value();
    if (what == "not its card's") card.tensorsSha256 = kWeights;
    store::ModelEntry entry{folder / "hostile.safetensors", folder / "hostile.json", card, false};
    if (what == "scale not finite") entry.card.dimensions[0].high = std::numeric_limits<double>::infinity();
    const auto loaded = backend::loadUnitRegression(entry);
    QVERIFY(!loaded);
    QVERIFY(loaded.error().message().find("hostile.safetensors") != std::string::npos);
    LocalEncoders encoders;
    putEncoder(folder);
    QVERIFY(!backend::openUnitRegression(entry, encoders, "cpu", 1));
}

void TestUnitRegression::namesAndChoicesAreChecked() {
    const auto of = planted(at("choices"));
    const auto refused = [&](backend::UnitRegressionSettings settings, const char* why) {
        const auto fit = fitted(of, std::move(settings));
        return !fit && fit.error().message().find(why) != std::string::npos;
    };
    QVERIFY(refused({{}, {}, 2, 1}, "at least one target"));
    QVERIFY(refused({{"dominance"}, {}, 2, 1}, "dominance"));
    QVERIFY(refused({{"valence", "valence"}, {}, 2, 1}, "twice"));
    QVERIFY(refused({{"valence"}, {12}, 2, 1}, "12"));
    QVERIFY(refused({{"valence"}, {3, 3}, 2, 1}, "3"));
    QVERIFY(refused({{"valence"}, {}, 0, 1}, "At least one unit"));
    const auto fit = fitted(of, {{"valence"}, {}, 3, 1});
    PROSOSCOPE_VERIFY(fit);
    const auto models = at("choices/models");
    putEncoder(models);
    for (const char* name : {"", "../up", "a/b", ".hidden", "planted"}) {
        QVERIFY2(!backend::checkUnitRegressionName(name, models), name);
        QVERIFY2(!backend::keepUnitRegression(*fit, encoderCard(), of.corpus, {name, "", ""}, models), name);
    }
    QCOMPARE(store::readModelCard(models / "planted.json")->kind, std::string("made up"));  // the network is unharmed
    PROSOSCOPE_VERIFY(backend::checkUnitRegressionName("valence-track", models));
}

void TestUnitRegression::stopsWhenAsked() {
    const auto of = planted(at("stop"));
    std::stop_source stop;
    stop.request_stop();
    const auto fit = fitted(of, {{"valence"}, {}, 3, 1}, core::Progress(stop.get_token()));
    QVERIFY(!fit);
    QCOMPARE(fit.error().kind, core::ErrorKind::Cancelled);
    const auto path = noise(at("stop.wav"), 65.0);
    auto model = modelOf(std::make_unique<LocalEncoder>());
    core::Progress stopped(stop.get_token());
    const auto rows = backend::predictTimeline(*model, path, {}, 0.0, kForever, stopped);
    QVERIFY(!rows);
    QCOMPARE(rows.error().kind, core::ErrorKind::Cancelled);
}

QTEST_GUILESS_MAIN(TestUnitRegression)
#include "TestUnitRegression.moc"
