// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <fstream>
#include <limits>

#include "tests/engine/training/ToneCorpus.h"

using namespace prososcope;
using namespace prososcope::backend;

namespace {

constexpr double kForever = std::numeric_limits<double>::infinity();
constexpr int kRate = 16000;

bool torchIsMapped() {
    std::ifstream maps("/proc/self/maps");
    const std::string all{std::istreambuf_iterator<char>(maps), {}};
    return all.find("libtorch_cpu") != std::string::npos;
}

/// A glide with pauses, so that every window sounds different.
std::filesystem::path writeGlide(const std::filesystem::path& path, double seconds) {
    auto clip = tones::clip(440.0, seconds, 21);
    for (std::size_t i = 0; i < clip.channels[0].size(); ++i) {
        const double time = static_cast<double>(i) / kRate;
        const double phase = 2.0 * std::numbers::pi * (250.0 * time + 90.0 * time * time);  // 250 Hz rising by 180 Hz a second
        clip.channels[0][i] += static_cast<float>(0.5 * std::sin(phase));
        clip.channels[0][i] *= static_cast<float>(0.55 + 0.45 * std::sin(2.0 * std::numbers::pi * time * (0.3 + 0.05 * time)));
    }
    if (!audio::writeWav(path, clip, audio::WavEncoding::Float32)) qFatal("the recording of the test cannot be written");
    return path;
}

float largestDifference(const Posteriors& a, const Posteriors& b) {
    float largest = a.size() == b.size() ? 0.0F : 1.0F;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) largest = std::max(largest, std::abs(a[i] - b[i]));
    return largest;
}

}  // namespace

/// The library behind the program: opened at first use only, and predictions of files by a real network.
class TestBackend : public QObject {
    Q_OBJECT

private:
    [[nodiscard]] std::filesystem::path place(const char* name) const { return toPath(m_home.filePath(name)); }
    [[nodiscard]] std::span<const float> slice(double from, double seconds) const {
        const auto begin = static_cast<std::size_t>(std::llround(from * kRate));
        return std::span(m_samples).subspan(
            begin, std::min(static_cast<std::size_t>(std::llround(seconds * kRate)), m_samples.size() - begin));
    }

    QTemporaryDir m_home;
    std::unique_ptr<EmotionModel> m_model;
    std::filesystem::path m_glide;  ///< 12 s
    std::vector<float> m_samples;   ///< of m_glide

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(!torchBackendIsOpen());
        QVERIFY(!torchIsMapped());
        tones::writeCorpus(place("corpus"), 3, 2);
        const auto corpus = tones::import(place("corpus"));
        QVERIFY(!torchBackendIsOpen());
        const auto backend = torchBackend();
        PROSOSCOPE_VERIFY(backend);
        QVERIFY(torchBackendIsOpen());
        QVERIFY(torchIsMapped());
        QCOMPARE(torchBackend().value(), *backend);
        QVERIFY(QString::fromStdString((*backend)->torchVersion()).startsWith("2."));
        const auto devices = (*backend)->devices();
        QVERIFY(!devices.empty());
        QCOMPARE(devices.front().id, std::string("cpu"));

        auto experiment = tones::experiment(6);
        experiment.saveModel = true;
        RunObserver nobody;
        core::Progress silent;
        const auto run = (*backend)->run({experiment, corpus, place("workspace"), {}, {}, ""}, nobody, silent);
        PROSOSCOPE_VERIFY(run);
        const auto entry = store::findModel("tones", place("workspace") / "models");
        PROSOSCOPE_VERIFY(entry);
        auto model = (*backend)->openModel(*entry, "cpu", 1);
        PROSOSCOPE_VERIFY(model);
        m_model = std::move(*model);
        m_glide = writeGlide(place("glide.wav"), 12.0);
        m_samples = audio::decodeSpeech16k(m_glide).value();
        QCOMPARE(m_samples.size(), std::size_t{12 * kRate});
    }

    void windowsEqualSlices_data() {
        QTest::addColumn<double>("window");
        QTest::addColumn<double>("hop");
        QTest::addColumn<int>("rows");
        QTest::newRow("as in the window") << 2.5 << 0.25 << 39;
        QTest::newRow("apart") << 1.0 << 2.0 << 6;
        QTest::newRow("brief") << 0.1 << 0.7 << 18;
        QTest::newRow("whole") << 12.0 << 1.0 << 1;
    }
    void windowsEqualSlices() {
        QFETCH(double, window);
        QFETCH(double, hop);
        QFETCH(int, rows);
        core::Progress silent;
        const auto timeline = predictTimeline(*m_model, m_glide, {window, hop}, 0.0, kForever, silent);
        PROSOSCOPE_VERIFY(timeline);
        QCOMPARE(static_cast<int>(timeline->size()), rows);
        float spread = 0.0F;
        for (const auto& row : *timeline) {
            const auto alone = m_model->predict(slice(row.startSeconds, window));
            PROSOSCOPE_VERIFY(alone);
            QVERIFY2(largestDifference(row.posteriors, *alone) < 1e-5F, qPrintable(QString::number(row.startSeconds)));
            spread = std::max(spread, largestDifference(row.posteriors, timeline->front().posteriors));
        }
        QVERIFY2(rows == 1 || spread > 1e-3F, qPrintable(QString::number(spread)));
    }

    void rangesEqualTheWhole() {
        core::Progress silent;
        const auto whole = predictTimeline(*m_model, m_glide, {}, 0.0, kForever, silent);
        PROSOSCOPE_VERIFY(whole);
        for (const auto& [from, to] : {std::pair(3.1, 5.0), std::pair(0.0, 0.3), std::pair(9.5, 20.0), std::pair(5.0, 5.0)}) {
            const auto part = predictTimeline(*m_model, m_glide, {}, from, to, silent);
            PROSOSCOPE_VERIFY(part);
            std::vector<TimelineRow> expected;
            for (const auto& row : *whole) {
                if (row.startSeconds >= from && row.startSeconds < to) expected.push_back(row);
            }
            QCOMPARE(part->size(), expected.size());
            for (std::size_t i = 0; i < expected.size(); ++i) {
                QCOMPARE((*part)[i].startSeconds, expected[i].startSeconds);
                QVERIFY(largestDifference((*part)[i].posteriors, expected[i].posteriors) < 1e-5F);
            }
        }
    }

    void shortRecordingGivesOneRow() {
        const auto path = writeGlide(place("short.wav"), 0.9);
        core::Progress silent;
        const auto rows = predictTimeline(*m_model, path, {}, 0.0, kForever, silent);
        PROSOSCOPE_VERIFY(rows);
        QCOMPARE(rows->size(), std::size_t{1});
        QCOMPARE(rows->front().startSeconds, 0.0);
        QVERIFY(std::abs(rows->front().endSeconds - 0.9) < 1e-9);
        const auto file = predictFile(*m_model, path);
        PROSOSCOPE_VERIFY(file);
        QVERIFY(largestDifference(rows->front().posteriors, *file) < 1e-5F);
    }

    void stopsWhenAsked() {
        std::stop_source stop;
        core::Progress progress(stop.get_token(), [&](double, const core::Text&) { stop.request_stop(); });
        const auto rows = predictTimeline(*m_model, m_glide, {}, 0.0, kForever, progress);
        QVERIFY(!rows);
        QVERIFY(rows.error().kind == core::ErrorKind::Cancelled);
    }

    void filesAreWholeOrTheMeanOfWindows() {
        const auto whole = predictFile(*m_model, m_glide);
        const auto sounds = m_model->predict(m_samples);
        PROSOSCOPE_VERIFY(whole);
        PROSOSCOPE_VERIFY(sounds);
        QVERIFY(largestDifference(*whole, *sounds) < 1e-5F);
        const auto part = predictFile(*m_model, m_glide, 2.0, 5.5);
        const auto same = m_model->predict(slice(2.0, 3.5));
        PROSOSCOPE_VERIFY(part);
        PROSOSCOPE_VERIFY(same);
        QVERIFY(largestDifference(*part, *same) < 1e-5F);

        const auto path = writeGlide(place("long.wav"), 41.0);
        const TimelineSettings side{TimelineSettings().windowSeconds, TimelineSettings().windowSeconds};
        core::Progress silent;
        const auto rows = predictTimeline(*m_model, path, side, 0.0, kForever, silent);
        PROSOSCOPE_VERIFY(rows);
        QCOMPARE(rows->size(), std::size_t{16});
        std::vector<double> mean(2, 0.0);
        for (const auto& row : *rows) {
            for (std::size_t c = 0; c < 2; ++c) mean[c] += row.posteriors[c] / 16.0;
        }
        const auto file = predictFile(*m_model, path);
        PROSOSCOPE_VERIFY(file);
        for (std::size_t c = 0; c < 2; ++c) QVERIFY(std::abs((*file)[c] - mean[c]) < 1e-5);
    }
};

QTEST_GUILESS_MAIN(TestBackend)
#include "TestBackend.moc"
