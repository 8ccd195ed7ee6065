// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/audio/AudioFile.h"
#include "engine/backend/TorchBackend.h"
#include "engine/core/SafeFile.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::backend;

namespace {

constexpr double kForever = std::numeric_limits<double>::infinity();

/// A model whose first posterior is the mean of what it hears, so that a row tells which samples it was given.
class MeanModel : public EmotionModel {
public:
    explicit MeanModel(int rateHz = 16000) {
        m_card.rateHz = rateHz;
        m_card.classes = {"mean", "rest"};
    }
    const store::ModelCard& card() const override { return m_card; }
    core::Result<Posteriors> predict(std::span<const float> mono) override {
        if (mono.empty()) return core::fail(core::ErrorKind::BadInput, {"empty"});
        longest = std::max(longest, mono.size());
        double sum = 0.0;
        for (const float sample : mono) sum += sample;
        const auto mean = static_cast<float>(sum / static_cast<double>(mono.size()));
        return Posteriors{mean, 1.0F - mean};
    }
    core::Result<std::vector<Posteriors>> predictMany(std::span<const std::span<const float>> monos, core::Progress&) override {
        most = std::max(most, monos.size());
        std::vector<Posteriors> all;
        for (const auto& mono : monos) {
            auto one = predict(mono);
            if (!one) return core::fail(one.error());
            all.push_back(std::move(*one));
        }
        return all;
    }
    std::size_t longest = 0;
    std::size_t most = 0;

private:
    store::ModelCard m_card;
};

/// A slow ramp from 0 to 1 over `slopeSeconds`, so that the mean of a window is its middle / slopeSeconds.
constexpr double kSlopeSeconds = 200.0;
std::filesystem::path ramp(const QTemporaryDir& place, int rateHz, double seconds, int channels = 1) {
    audio::AudioClip clip;
    clip.rateHz = rateHz;
    clip.channels.resize(static_cast<std::size_t>(channels));
    const auto frames = static_cast<std::size_t>(std::llround(seconds * rateHz));
    for (int c = 0; c < channels; ++c) {
        for (std::size_t i = 0; i < frames; ++i) {
            const double value = static_cast<double>(i) / rateHz / kSlopeSeconds;
            clip.channels[static_cast<std::size_t>(c)].push_back(
                static_cast<float>(channels == 2 ? (c == 0 ? 2.0 * value : 0.0) : value));
        }
    }
    const auto path = toPath(place.filePath(QString("ramp%1-%2.wav").arg(rateHz).arg(channels)));
    [&] { PROSOSCOPE_VERIFY(audio::writeWav(path, clip, audio::WavEncoding::Float32)); }();
    return path;
}

double expectedMean(const TimelineRow& row) { return 0.5 * (row.startSeconds + row.endSeconds) / kSlopeSeconds; }

}  // namespace

class TestPrediction : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void windowsLieOnTheGrid();
    void otherRatesAndChannels_data();
    void otherRatesAndChannels();
    void piecesEqualTheWhole_data();
    void piecesEqualTheWhole();
    void shortRecordingGivesOneRow();
    void memoryStaysBounded();
    void stopsWhenAsked();
    void badSettingsAndFiles();
    void fileOfAnyLength();
};

void TestPrediction::windowsLieOnTheGrid() {
    QTemporaryDir place;
    const auto path = ramp(place, 16000, 10.0);
    MeanModel model;
    core::Progress progress;
    const auto rows = predictTimeline(model, path, {2.5, 0.25}, 0.0, kForever, progress);
    PROSOSCOPE_VERIFY(rows);
    QCOMPARE(rows->size(), std::size_t{31});  // starts 0, 0.25 ... 7.5
    for (std::size_t i = 0; i < rows->size(); ++i) {
        QCOMPARE((*rows)[i].startSeconds, 0.25 * static_cast<double>(i));
        QCOMPARE((*rows)[i].endSeconds, 0.25 * static_cast<double>(i) + 2.5);
        QVERIFY(std::abs((*rows)[i].posteriors[0] - expectedMean((*rows)[i])) < 1e-5);
    }
    QCOMPARE(model.longest, std::size_t{40000});
}

void TestPrediction::otherRatesAndChannels_data() {
    QTest::addColumn<int>("rate");
    QTest::addColumn<int>("channels");
    QTest::newRow("44100 mono") << 44100 << 1;
    QTest::newRow("48000 stereo") << 48000 << 2;
    QTest::newRow("8000 mono") << 8000 << 1;
    QTest::newRow("16000 stereo") << 16000 << 2;
}

void TestPrediction::otherRatesAndChannels() {
    QFETCH(int, rate);
    QFETCH(int, channels);
    QTemporaryDir place;
    const auto path = ramp(place, rate, 12.0, channels);
    MeanModel model;
    core::Progress progress;
    const auto rows = predictTimeline(model, path, {2.0, 0.5}, 0.0, kForever, progress);
    PROSOSCOPE_VERIFY(rows);
    QCOMPARE(rows->size(), std::size_t{21});
    for (const auto& row : *rows) QVERIFY(std::abs(row.posteriors[0] - expectedMean(row)) < 1e-4);
}

void TestPrediction::piecesEqualTheWhole_data() {
    QTest::addColumn<int>("rate");
    QTest::newRow("same rate") << 16000;
    QTest::newRow("resampled") << 22050;
}

void TestPrediction::piecesEqualTheWhole() {
    QFETCH(int, rate);
    QTemporaryDir place;
    const auto path = ramp(place, rate, 20.0);
    MeanModel model;
    core::Progress progress;
    const TimelineSettings settings{1.5, 0.3};
    const auto whole = predictTimeline(model, path, settings, 0.0, kForever, progress);
    PROSOSCOPE_VERIFY(whole);
    std::vector<TimelineRow> joined;
    for (const auto& [from, to] :
         std::vector<std::pair<double, double>>{{0.0, 3.1}, {3.1, 9.0}, {9.0, 9.05}, {9.05, 17.7}, {17.7, kForever}}) {
        const auto piece = predictTimeline(model, path, settings, from, to, progress);
        PROSOSCOPE_VERIFY(piece);
        joined.insert(joined.end(), piece->begin(), piece->end());
    }
    QCOMPARE(joined.size(), whole->size());
    for (std::size_t i = 0; i < joined.size(); ++i) {
        QCOMPARE(joined[i].startSeconds, (*whole)[i].startSeconds);
        QVERIFY(std::abs(joined[i].posteriors[0] - (*whole)[i].posteriors[0]) < 1e-5);
    }
}

void TestPrediction::shortRecordingGivesOneRow() {
    QTemporaryDir place;
    const auto path = ramp(place, 16000, 1.0);
    MeanModel model;
    core::Progress progress;
    const auto rows = predictTimeline(model, path, {2.5, 0.25}, 0.0, kForever, progress);
    PROSOSCOPE_VERIFY(rows);
    QCOMPARE(rows->size(), std::size_t{1});
    QCOMPARE(rows->front().startSeconds, 0.0);
    QCOMPARE(rows->front().endSeconds, 1.0);
    QCOMPARE(model.longest, std::size_t{16000});
    const auto later = predictTimeline(model, path, {2.5, 0.25}, 5.0, kForever, progress);
    PROSOSCOPE_VERIFY(later);
    QVERIFY(later->empty());
}

void TestPrediction::memoryStaysBounded() {
    QTemporaryDir place;
    const auto path = ramp(place, 16000, 120.0);
    MeanModel model;
    double last = 0.0;
    core::Progress progress({}, [&](double fraction, const core::Text&) {
        QVERIFY(fraction >= last && fraction <= 1.0);
        last = fraction;
    });
    const auto rows = predictTimeline(model, path, {2.5, 0.5}, 0.0, kForever, progress);
    PROSOSCOPE_VERIFY(rows);
    QCOMPARE(rows->size(), std::size_t{236});
    QVERIFY(model.most <= 16);  // windows given to the model at a time
    QCOMPARE(model.longest, std::size_t{40000});
    QCOMPARE(last, 1.0);
}

void TestPrediction::stopsWhenAsked() {
    QTemporaryDir place;
    const auto path = ramp(place, 16000, 60.0);
    MeanModel model;
    std::stop_source stop;
    core::Progress progress(stop.get_token(), [&](double, const core::Text&) { stop.request_stop(); });
    const auto rows = predictTimeline(model, path, {}, 0.0, kForever, progress);
    QVERIFY(!rows);
    QVERIFY(rows.error().kind == core::ErrorKind::Cancelled);
}

void TestPrediction::badSettingsAndFiles() {
    QTemporaryDir place;
    const auto path = ramp(place, 16000, 3.0);
    MeanModel model;
    core::Progress progress;
    QVERIFY(!predictTimeline(model, path, {2.5, 0.0}, 0.0, kForever, progress));
    QVERIFY(!predictTimeline(model, path, {std::nan(""), 0.25}, 0.0, kForever, progress));
    QVERIFY(!predictTimeline(model, toPath(place.filePath("absent.wav")), {}, 0.0, kForever, progress));
    QVERIFY(!predictFile(model, toPath(place.filePath("absent.wav"))));
    const auto text = toPath(place.filePath("text.wav"));
    PROSOSCOPE_VERIFY(core::writeFile(text, "not audio"));
    QVERIFY(!predictFile(model, text));
    audio::AudioClip silent;
    silent.rateHz = 16000;
    silent.channels.resize(1);
    const auto empty = toPath(place.filePath("empty.wav"));
    PROSOSCOPE_VERIFY(audio::writeWav(empty, silent));
    const auto none = predictFile(model, empty);
    QVERIFY(!none);
    QVERIFY(!predictTimeline(model, empty, {}, 0.0, kForever, progress));
}

void TestPrediction::fileOfAnyLength() {
    QTemporaryDir place;
    MeanModel model;
    const auto brief = predictFile(model, ramp(place, 44100, 4.0));
    PROSOSCOPE_VERIFY(brief);
    QVERIFY(std::abs((*brief)[0] - 2.0 / kSlopeSeconds) < 1e-4);
    const auto path = ramp(place, 16000, 100.0);
    const auto span = predictFile(model, path, 10.0, 14.0);
    PROSOSCOPE_VERIFY(span);
    QVERIFY(std::abs((*span)[0] - 12.0 / kSlopeSeconds) < 1e-4);
    QCOMPARE(model.longest, std::size_t{64000});
    model.longest = 0;
    const auto whole = predictFile(model, path);
    PROSOSCOPE_VERIFY(whole);
    QVERIFY(std::abs((*whole)[0] - 50.0 / kSlopeSeconds) < 1e-3);
    QVERIFY(std::abs((*whole)[0] + (*whole)[1] - 1.0F) < 1e-6F);
    QVERIFY(model.longest <= 40000);
}

QTEST_GUILESS_MAIN(TestPrediction)
#include "TestPrediction.moc"
