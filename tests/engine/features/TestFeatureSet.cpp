// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <cstring>
#include <limits>
#include <set>
#include <thread>

#include "engine/audio/AudioFile.h"
#include "engine/features/FeatureSet.h"
#include "tests/NpyFile.h"
#include "tests/TestSupport.h"
#include "tests/engine/features/FeatureTests.h"

using namespace prososcope;
using features::FeatureMatrix;

/// The named feature sets against librosa's values for every reference clip, and their limits.
class TestFeatureSet : public QObject {
    Q_OBJECT

private:
    static std::vector<float> chirp(std::size_t count) {
        std::vector<float> samples;
        for (std::size_t i = 0; i < count; ++i) {
            const double t = static_cast<double>(i) / 16000.0;
            samples.push_back(static_cast<float>(0.4 * std::sin(2.0 * M_PI * (100.0 * t + 900.0 * t * t))));
        }
        return samples;
    }

    static void compareWith(const FeatureMatrix& matrix, const NpyFile& reference, double tolerance) {
        QVERIFY(reference.ok);
        QCOMPARE(matrix.frames, reference.rows());
        QCOMPARE(matrix.columns, reference.columns());
        double worst = 0.0;
        for (std::size_t i = 0; i < matrix.values.size(); ++i) {
            QVERIFY(std::isfinite(matrix.values[i]));
            worst = std::max(worst, std::abs(static_cast<double>(matrix.values[i]) - static_cast<double>(reference.values[i])));
        }
        QVERIFY2(worst <= tolerance, qPrintable(QString("largest difference %1").arg(worst)));
    }

private Q_SLOTS:
    void equalsLibrosaOnEveryClip_data() {
        PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/cases");
        QTest::addColumn<QString>("clip");
        int clips = 0;
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            if (!std::filesystem::exists(entry.path() / "librosa_logmel80_db.npy")) continue;
            QTest::newRow(entry.path().filename().c_str()) << QString::fromStdString(entry.path().string());
            ++clips;
        }
        QVERIFY(clips >= 20);
    }
    void equalsLibrosaOnEveryClip() {
        PROSOSCOPE_SHARED_OR_SKIP(cases, "reference/cases");
        QFETCH(QString, clip);
        const auto folder = toPath(clip);
        const auto samples = audio::decodeSpeech16k(folder / "audio.wav");
        PROSOSCOPE_VERIFY(samples);
        const auto reference = NpyFile::read(folder / "librosa_logmel80_db.npy");
        compareWith(computeSet("logmel80-librosa", *samples), reference, 1e-3);
        compareWith(computeSet("mfcc20-librosa", *samples), NpyFile::read(folder / "librosa_mfcc20.npy"), 1e-2);

        // Without the floor that depends on the clip: equal once the floor is put in.
        FeatureMatrix plain = computeSet("logmel80", *samples);
        QVERIFY(!plain.values.empty());
        const float floor = *std::max_element(plain.values.begin(), plain.values.end()) - 80.0F;
        for (float& value : plain.values) value = std::max(value, floor);
        compareWith(plain, reference, 1e-3);
    }

    void shortSoundsHaveTheFramesOfTheDefinition() {
        for (const std::size_t count :
             {std::size_t{0}, std::size_t{1}, std::size_t{159}, std::size_t{160}, std::size_t{399}, std::size_t{400}}) {
            for (const auto* set : features::allFeatureSets()) {
                const auto matrix = set->compute(chirp(count));
                PROSOSCOPE_VERIFY(matrix);
                const auto name = set->name();
                if (name == "logmel80" || name == "logmel80-librosa" || name == "mfcc20-librosa")
                    QCOMPARE(matrix->frames, 1 + count / 160);
                QCOMPARE(matrix->columns, set->columns().size());
                QCOMPARE(matrix->values.size(), matrix->frames * matrix->columns);
            }
        }
        QCOMPARE(computeSet("logmel80", {}).at(0, 79), -100.0F);
    }

    void frameTimes() {
        const auto matrix = computeSet("logmel80", chirp(16000));
        QCOMPARE(matrix.firstSeconds, 0.0);
        QCOMPARE(matrix.hopSeconds, 0.01);
        QCOMPARE(matrix.frames, std::size_t{101});
    }

    void partOfASoundGivesTheSameBits() {
        const auto samples = chirp(16000 * 3);
        const auto whole = computeSet("logmel80", samples);
        // Starting 4800 samples later, frames whose window lies inside are the same numbers.
        const auto part = computeSet("logmel80", std::vector<float>(samples.begin() + 4800, samples.end()));
        for (std::size_t i = 2; i < part.frames; ++i) {
            for (std::size_t column = 0; column < 80; ++column) QCOMPARE(part.at(i, column), whole.at(i + 30, column));
        }
    }

    void threadsAndPiecesGiveTheSameBits_data() {
        QTest::addColumn<QString>("name");
        for (const auto* set : features::allFeatureSets()) QTest::newRow(set->name().data()) << QString::fromUtf8(set->name());
    }
    void threadsAndPiecesGiveTheSameBits() {
        QFETCH(QString, name);
        const auto found = features::featureSet(name.toStdString());
        PROSOSCOPE_VERIFY(found);
        const features::FeatureSet& set = **found;
        const auto samples = chirp(static_cast<std::size_t>(set.rateHz()) * 2 + 123);
        const auto expected = set.compute(samples);
        PROSOSCOPE_VERIFY(expected);
        QVERIFY(expected->frames > 0);
        const auto sameBits = [&](const std::vector<float>& values) {
            return values.size() == expected->values.size() &&
                   std::memcmp(values.data(), expected->values.data(), values.size() * sizeof(float)) == 0;
        };
        for (const int threads : {2, 3}) {
            const auto matrix = set.compute(samples, threads);
            PROSOSCOPE_VERIFY(matrix);
            QVERIFY(sameBits(matrix->values));
        }
        const auto inPieces = [&](features::FeatureStream& stream, std::size_t piece) {
            std::vector<float> rows;
            for (std::size_t at = 0; at < samples.size(); at += piece)
                stream.push(std::span(samples).subspan(at, std::min(piece, samples.size() - at)), rows);
            stream.finish(rows);
            return rows;
        };
        for (const std::size_t piece : {std::size_t{77}, std::size_t{1600}, std::size_t{20000}}) {
            const auto survey = set.survey(1);
            const auto surveyed = survey ? inPieces(*survey, piece) : std::vector<float>{};
            QVERIFY(sameBits(inPieces(*set.stream(2, surveyed), piece)));
        }
    }

    void refusesSamplesThatAreNotFinite() {
        for (const float bad : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(),
                                -std::numeric_limits<float>::infinity()}) {
            auto samples = chirp(1000);
            samples[777] = bad;
            for (const auto* set : features::allFeatureSets()) {
                const auto matrix = set->compute(samples);
                QVERIFY(!matrix);
                QCOMPARE(matrix.error().kind, core::ErrorKind::BadInput);
            }
        }
    }

    void namesAreKnownAndDistinct() {
        std::set<std::string> names;
        std::set<std::string> parameters;
        for (const auto* set : features::allFeatureSets()) {
            names.emplace(set->name());
            parameters.insert(set->parameters());
            const auto found = features::featureSet(set->name());
            PROSOSCOPE_VERIFY(found);
            QCOMPARE(*found, set);
            QCOMPARE(std::set<std::string>(set->columns().begin(), set->columns().end()).size(), set->columns().size());
            QVERIFY(set->rateHz() == 16000 || set->rateHz() == 22050);
            QVERIFY(!set->description().english().empty());
        }
        QCOMPARE(names.size(), features::allFeatureSets().size());
        QCOMPARE(parameters.size(), names.size());
        const auto unknown = features::featureSet("mfcc21");
        QVERIFY(!unknown);
        for (const auto& name : names) QVERIFY(unknown.error().message().find(name) != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestFeatureSet)
#include "TestFeatureSet.moc"
