// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/audio/AudioFile.h"
#include "engine/core/Random.h"
#include "engine/dsp/MelFilterbank.h"
#include "engine/features/FeatureSet.h"
#include "engine/features/MelSet.h"
#include "tests/NpyFile.h"
#include "tests/TestSupport.h"
#include "tests/engine/features/FeatureTests.h"

using namespace prososcope;
using features::FeatureMatrix;

/// Mel bands and cepstra in the conventions of librosa, Kaldi, HTK, python_speech_features and speechpy.
class TestMelSets : public QObject {
    Q_OBJECT

private:
    static std::vector<float> sine(double hertz, std::size_t count, double height = 0.3) {
        std::vector<float> samples;
        for (std::size_t i = 0; i < count; ++i)
            samples.push_back(static_cast<float>(height * std::sin(2.0 * M_PI * hertz * static_cast<double>(i) / 16000.0)));
        return samples;
    }

private Q_SLOTS:
    void agreesWithTheReference_data() {
        QTest::addColumn<QString>("set");
        for (const auto& [reference, set] : {std::pair{"librosa_mfcc20", "mfcc20-librosa"},
                                             {"librosa_mfcc20_default", "mfcc20-librosa-2048"},
                                             {"librosa_mfcc20_nfft400", "mfcc20-librosa-400"},
                                             {"librosa_mfcc13_d_dd", "mfcc13-librosa"},
                                             {"librosa_logmel80_db", "logmel80-librosa"},
                                             {"kaldi_fbank80", "fbank80-kaldi"},
                                             {"kaldi_mfcc13_d_dd", "mfcc39-kaldi"},
                                             {"htkbook_mfcc12_0_D_A", "mfcc39"},
                                             {"psf_mfcc13_d_dd", "mfcc39-psf"},
                                             {"librosa_misc", "spectral-librosa"},
                                             {"librosa_chroma12", "chroma12-librosa"}})
            QTest::newRow(reference) << QString(set);
    }
    /// 99.9 % of the values of all clips within 1 % (or within 0.1 % of the column's spread), as the references' own
    /// comparison counts; columns by their names.
    void agreesWithTheReference() {
        PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/cases");
        QFETCH(QString, set);
        const std::string reference = QTest::currentDataTag();
        std::vector<std::vector<double>> ours;
        std::vector<std::vector<double>> theirs;
        int clips = 0;
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            const auto expected = NpyFile::read(entry.path() / (reference + ".npy"));
            if (!expected.ok) continue;
            const auto samples = audio::decodeSpeech16k(entry.path() / "audio.wav");
            PROSOSCOPE_VERIFY(samples);
            const auto matrix = computeSet(set.toUtf8().constData(), *samples);
            QCOMPARE(matrix.frames, expected.rows());
            QVERIFY(matrix.frames == 0 || matrix.columns == expected.columns());
            ours.resize(matrix.columns);
            theirs.resize(matrix.columns);
            for (std::size_t i = 0; i < matrix.values.size(); ++i) {
                ours[i % matrix.columns].push_back(static_cast<double>(matrix.values[i]));
                theirs[i % matrix.columns].push_back(static_cast<double>(expected.values[i]));
            }
            ++clips;
        }
        QVERIFY(clips >= 15);
        double within = 0.0;
        double count = 0.0;
        for (std::size_t column = 0; column < ours.size(); ++column) {
            double mean = 0.0;
            double squares = 0.0;
            for (const double value : theirs[column]) mean += value / static_cast<double>(theirs[column].size());
            for (const double value : theirs[column]) squares += (value - mean) * (value - mean);
            const double spread = std::sqrt(squares / static_cast<double>(theirs[column].size()));
            for (std::size_t i = 0; i < ours[column].size(); ++i) {
                const double scale = std::max({std::abs(theirs[column][i]), 0.1 * spread, 1e-9});
                within += std::abs(ours[column][i] - theirs[column][i]) <= 0.01 * scale ? 1.0 : 0.0;
                count += 1.0;
            }
        }
        QVERIFY2(within >= 0.999 * count, qPrintable(QString::number(within / count, 'f', 6)));
    }

    void spectrogramAgreesWithPraat() {
        PROSOSCOPE_SHARED_OR_SKIP(cases, "reference/cases");
        for (const char* clip : {"syn_sweep", "syn_vowel_a120"}) {
            const auto expected = NpyFile::read(cases / clip / "praat_spectrogram.npy");
            QVERIFY(expected.ok);
            const auto samples = audio::decodeSpeech16k(cases / clip / "audio.wav");
            PROSOSCOPE_VERIFY(samples);
            const auto matrix = computeSet("spectrogram-praat", *samples);
            QCOMPARE(matrix.columns, expected.columns());
            QCOMPARE(matrix.frames, 1 + (samples->size() - 160) / 32);
            const float loudest = *std::max_element(expected.values.begin(), expected.values.end());
            for (std::size_t i = 0; i < expected.values.size(); ++i) {
                QVERIFY(std::abs(matrix.values[i] - expected.values[i]) <= 1e-3F * expected.values[i] + 1e-9F * loudest);
            }
        }
    }

    void spectrogramFramesLieSymmetrically() {
        // A pair of samples in the very middle is seen alike from both sides.
        for (const std::size_t count : {1600U, 1614U, 1630U}) {
            std::vector<float> samples(count, 0.0F);
            samples[count / 2 - 1] = samples[count / 2] = 1.0F;
            const auto matrix = computeSet("spectrogram-praat", samples);
            QCOMPARE(matrix.frames, 1 + (count - 160) / 32);
            for (std::size_t row = 0; row < matrix.frames; ++row) {
                const float before = matrix.at(row, 80);
                const float after = matrix.at(matrix.frames - 1 - row, 80);
                QVERIFY(std::abs(before - after) <= 1e-4F * std::max(before, after) + 1e-12F);
            }
        }
    }

    void columnsAreNamedAsTheReference() {
        PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/columns");
        for (const auto& [reference, name] : {std::pair{"htkbook_mfcc12_0_D_A", "mfcc39"},
                                              {"kaldi_mfcc13_d_dd", "mfcc39-kaldi"},
                                              {"kaldi_fbank80", "fbank80-kaldi"},
                                              {"librosa_mfcc13_d_dd", "mfcc13-librosa"},
                                              {"psf_mfcc13_d_dd", "mfcc39-psf"},
                                              {"librosa_misc", "spectral-librosa"},
                                              {"librosa_chroma12", "chroma12-librosa"}}) {
            std::ifstream file(folder / (std::string(reference) + ".txt"));
            std::vector<std::string> expected;
            for (std::string line; std::getline(file, line);) expected.push_back(line);
            QCOMPARE((*features::featureSet(name))->columns(), expected);
        }
    }

    /// Edges at even distances on 2595 log10(1 + f / 700) from 0 to 8 kHz, triangles of height 1 over a naive power spectrum.
    void htkBandsFollowTheirFormula() {
        core::Random random(11);
        std::vector<float> samples(4000);
        for (float& sample : samples) sample = static_cast<float>(0.1 * random.normal());
        const auto matrix = computeSet("logmel80-htk", samples);
        QCOMPARE(matrix.columns, std::size_t{80});
        constexpr std::size_t kFrame = 9;
        std::vector<double> power(257);
        for (std::size_t k = 0; k < power.size(); ++k) {
            double real = 0.0;
            double imaginary = 0.0;
            for (std::size_t i = 0; i < 400; ++i) {
                const double window = 0.5 - 0.5 * std::cos(2.0 * M_PI * static_cast<double>(i) / 400.0);
                const double value = window * static_cast<double>(samples[kFrame * 160 - 200 + i]);
                const double angle = 2.0 * M_PI * static_cast<double>(k * i) / 512.0;
                real += value * std::cos(angle);
                imaginary -= value * std::sin(angle);
            }
            power[k] = real * real + imaginary * imaginary;
        }
        const double highest = 2595.0 * std::log10(1.0 + 8000.0 / 700.0);
        const auto edge = [&](std::size_t i) {
            return 700.0 * (std::pow(10.0, highest * static_cast<double>(i) / 81.0 / 2595.0) - 1.0);
        };
        for (std::size_t band = 0; band < 80; ++band) {
            double sum = 0.0;
            for (std::size_t k = 0; k < power.size(); ++k) {
                const double hertz = 31.25 * static_cast<double>(k);
                const double rise = (hertz - edge(band)) / (edge(band + 1) - edge(band));
                const double fall = (edge(band + 2) - hertz) / (edge(band + 2) - edge(band + 1));
                sum += std::max(0.0, std::min(rise, fall)) * power[k];
            }
            const auto found = static_cast<double>(matrix.values[kFrame * 80 + band]);
            QVERIFY2(std::abs(found - std::log(std::max(sum, 1e-10))) < 1e-3, qPrintable(QString::number(band)));
        }
    }

    /// At 16 kHz with mirrored ends: inside, the same as with zeros there; at the ends, as if the sound went on backwards.
    void recognisersInputMirrorsTheEnds() {
        core::Random random(3);
        std::vector<float> samples;
        for (int i = 0; i < 16000; ++i) samples.push_back(static_cast<float>(0.1 * random.normal()));
        const auto mirrored = computeSet("mfcc20-librosa-16000", samples);
        const auto zeros = computeSet("mfcc20-librosa-2048", samples);
        QCOMPARE(mirrored.frames, std::size_t{1 + 16000 / 512});
        QCOMPARE(mirrored.hopSeconds, 0.032);
        QCOMPARE(mirrored.columns, std::size_t{20});
        for (std::size_t row = 2; row * 512 + 1024 <= samples.size(); ++row)
            for (std::size_t column = 0; column < 20; ++column)
                QVERIFY(std::abs(mirrored.at(row, column) - zeros.at(row, column)) < 1e-3F);
        QVERIFY(std::abs(mirrored.at(0, 0) - zeros.at(0, 0)) > 1.0F);

        std::vector<float> longer(samples.begin() + 1, samples.begin() + 1025);
        std::reverse(longer.begin(), longer.end());
        longer.insert(longer.end(), samples.begin(), samples.end());
        const auto goesOn = computeSet("mfcc20-librosa-2048", longer);
        for (std::size_t column = 0; column < 20; ++column)
            QVERIFY(std::abs(mirrored.at(0, column) - goesOn.at(2, column)) < 1e-3F);
    }

    void framesOfShortSounds() {
        for (const std::size_t count : {0U, 1U, 399U, 400U, 559U, 560U, 720U}) {
            const auto samples = sine(200.0, count);
            const std::size_t snipped = count < 400 ? 0 : 1 + (count - 400) / 160;
            for (const char* name : {"fbank80-kaldi", "mfcc39", "mfcc39-kaldi"})
                QCOMPARE(computeSet(name, samples).frames, snipped);
            QCOMPARE(computeSet("mfcc39-speechpy", samples).frames, count < 560 ? 0 : (count - 400) / 160);
            QCOMPARE(computeSet("mfcc39-psf", samples).frames, count == 0     ? 0
                                                               : count <= 400 ? 1
                                                                              : 1 + (count - 400 + 159) / 160);
        }
        QCOMPARE((*features::featureSet("mfcc39"))->times().firstSeconds, 0.0125);
    }

    void derivativesOfTooShortSoundsAreUndefined() {
        const auto matrix = computeSet("mfcc13-librosa", sine(200.0, 160 * 7));
        QCOMPARE(matrix.frames, std::size_t{8});
        for (std::size_t row = 0; row < 8; ++row) {
            for (std::size_t column = 0; column < 39; ++column) QCOMPARE(std::isnan(matrix.at(row, column)), column >= 13);
        }
        for (const float value : computeSet("mfcc13-librosa", sine(200.0, 160 * 8)).values) QVERIFY(std::isfinite(value));
    }

    void silenceIsAtTheFloors() {
        const std::vector<float> silence(4000, 0.0F);
        for (const float value : computeSet("mfcc39", silence).values) QCOMPARE(value, 0.0F);  // ln(1) everywhere
        const float floor = std::log(std::numeric_limits<float>::epsilon());
        for (const float value : computeSet("fbank80-kaldi", silence).values) QVERIFY(std::abs(value - floor) < 1e-5F);
        // A constant is taken away with the mean of each frame; what stands still has no derivative.
        const auto constant = computeSet("mfcc39-kaldi", std::vector<float>(4000, 0.25F));
        for (std::size_t i = 0; i < constant.values.size(); ++i) {
            if (i % 39 >= 13) QVERIFY(std::abs(constant.values[i]) < 1e-4F);
        }
        for (const float value : computeSet("mfcc39-speechpy", silence).values) QCOMPARE(value, 0.0F);
    }

    void sineIsLoudestInItsBand() {
        for (const double hertz : {250.0, 1000.0, 3800.0}) {
            const auto matrix = computeSet("fbank80-kaldi", sine(hertz, 8000));
            const float* row = matrix.values.data() + 20 * 80;
            const double low = dsp::hertzToMel(20.0, dsp::MelScale::Htk);
            const double step = (dsp::hertzToMel(8000.0, dsp::MelScale::Htk) - low) / 81.0;
            const double place = (dsp::hertzToMel(hertz, dsp::MelScale::Htk) - low) / step - 1.0;
            QVERIFY(std::abs(static_cast<double>(std::max_element(row, row + 80) - row) - place) <= 1.0);
        }
    }

    void louderSoundOnlyMovesTheZerothCoefficient() {
        // Twice the samples: bands are ln(4) higher, and the orthonormal transform puts that into c0 alone.
        const auto quiet = computeSet("mfcc39-kaldi", sine(440.0, 4000, 0.2));
        const auto loud = computeSet("mfcc39-kaldi", sine(440.0, 4000, 0.4));
        for (std::size_t row = 0; row < quiet.frames; ++row) {
            QVERIFY(std::abs(loud.at(row, 0) - quiet.at(row, 0) - std::sqrt(23.0F) * std::log(4.0F)) < 0.02F);
            for (std::size_t column = 1; column < 13; ++column)
                QVERIFY(std::abs(loud.at(row, column) - quiet.at(row, column)) < 0.05F);
        }
    }

    void normalisedStaticsHaveNoMeanAndUnitVariance() {
        std::vector<float> samples = sine(150.0, 16000);
        for (std::size_t i = 0; i < samples.size(); ++i) samples[i] *= static_cast<float>(1 + i % 777) / 777.0F;
        const auto matrix = computeSet("mfcc39-speechpy", samples);
        for (std::size_t column = 0; column < 39; column += 3) {
            double sum = 0.0;
            double squares = 0.0;
            for (std::size_t row = 0; row < matrix.frames; ++row) {
                const double x = static_cast<double>(matrix.at(row, column));
                sum += x;
                squares += x * x;
            }
            const auto frames = static_cast<double>(matrix.frames);
            QVERIFY(std::abs(sum / frames) < 1e-5);
            QVERIFY(std::abs(squares / frames - 1.0) < 1e-4);
        }
    }

    void liveSetsNeedNoSurvey() {
        for (const char* name : {"mfcc20-librosa-live", "mfcc39-speechpy-live"})
            QVERIFY((*features::featureSet(name))->survey(1) == nullptr);
        // After the loudest frame the running floor is that of the clip.
        std::vector<float> samples = sine(300.0, 8000, 0.9);
        samples.resize(16000, 0.001F);
        const auto live = computeSet("mfcc20-librosa-live", samples);
        const auto whole = computeSet("mfcc20-librosa", samples);
        QCOMPARE(live.frames, whole.frames);
        for (std::size_t row = 40; row < live.frames; ++row) {
            for (std::size_t column = 0; column < 20; ++column) QCOMPARE(live.at(row, column), whole.at(row, column));
        }
    }

    void coefficientAxisDerivativesAreSpeechpys() {
        std::vector<float> row;
        for (int i = 0; i < 13; ++i) row.push_back(static_cast<float>(i * i));
        std::vector<float> change(13);
        dsp::coefficientAxisDeltas(row.data(), 13, 2, change.data());
        QVERIFY(std::abs(change[0] - 0.9F) < 1e-6F);    // (1 * 1 + 2 * 4) / 10
        QVERIFY(std::abs(change[10] - 40.9F) < 1e-5F);  // (1 * 121 + 2 * 144) / 10
        QVERIFY(std::abs(change[11] - 43.2F) < 1e-5F && std::abs(change[12] - 43.2F) < 1e-5F);
    }
};

QTEST_GUILESS_MAIN(TestMelSets)
#include "TestMelSets.moc"
