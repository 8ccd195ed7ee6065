// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <random>

#include "engine/dsp/Harmonicity.h"
#include "engine/dsp/Pitch.h"
#include "tests/engine/dsp/PraatClips.h"

using namespace prososcope;
using dsp::PitchMethod;
using dsp::PitchSettings;
using dsp::PitchTrack;
using dsp::SoundPart;

namespace {

std::vector<float> sine(double hertz, double seconds, int rate = 16000, double amplitude = 0.5) {
    std::vector<float> samples(static_cast<std::size_t>(seconds * rate));
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = static_cast<float>(amplitude * std::sin(2.0 * M_PI * hertz * static_cast<double>(i) / rate));
    return samples;
}

std::vector<float> noise(std::size_t count, double deviation) {
    std::mt19937 random(7);
    std::normal_distribution<double> normal(0.0, deviation);
    std::vector<float> samples(count);
    for (float& sample : samples) sample = static_cast<float>(normal(random));
    return samples;
}

/// Harmonics that fall by 6 dB an octave under a pitch that glides and pauses: something like speech.
std::vector<float> speechLike(double seconds) {
    std::vector<float> samples(static_cast<std::size_t>(seconds * 16000));
    std::mt19937 random(3);
    std::normal_distribution<double> normal(0.0, 0.002);
    double phase = 0.0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double t = static_cast<double>(i) / 16000.0;
        phase += 2.0 * M_PI * (150.0 + 40.0 * std::sin(3.0 * t)) / 16000.0;
        double value = 0.0;
        for (int k = 1; k <= 12; ++k) value += std::sin(k * phase) / k;
        const bool speaking = std::fmod(t, 0.7) < 0.5;
        samples[i] = static_cast<float>((speaking ? 0.2 * value : 0.0) + normal(random));
    }
    return samples;
}

PitchTrack pitchOf(const std::vector<float>& samples, const PitchSettings& settings = {}, const dsp::TimeRange& range = {}) {
    core::Progress progress;
    auto track = dsp::computePitch(SoundPart{samples, 16000}, settings, progress, range);
    return track ? std::move(*track) : PitchTrack{};
}

}  // namespace

/// Pitch and harmonicity: against Praat's on every reference clip, against closed forms, and the same for a part, for any
/// number of threads and for hostile input.
class TestPitch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsPraat_data() {
        QTest::addColumn<int>("method");
        QTest::addColumn<QString>("file");
        QTest::newRow("autocorrelation") << static_cast<int>(PitchMethod::Autocorrelation) << "praat_pitch_ac.npy";
        QTest::newRow("cross-correlation") << static_cast<int>(PitchMethod::CrossCorrelation) << "praat_pitch_cc.npy";
    }
    void equalsPraat() {
        PROSOSCOPE_SHARED_OR_SKIP(cases, "reference/cases");
        QFETCH(int, method);
        QFETCH(QString, file);
        PitchSettings settings;
        settings.method = static_cast<PitchMethod>(method);
        int frames = 0;
        int sameVoicing = 0;
        int voiced = 0;
        int samePitch = 0;
        eachReferenceClip(cases, file.toStdString(),
                          [&](const std::string& clip, const auto& samples, const NpyFile& reference) {
                              core::Progress progress;
                              const auto track = dsp::computePitch(SoundPart{samples, 16000}, settings, progress);
                              // Summary clips have no values; the edge clips have all, so that none there means that Praat
                              // refused.
                              if (!reference.ok) {
                                  if (clip.starts_with("edge_")) QVERIFY(!track);
                                  return;
                              }
                              PROSOSCOPE_VERIFY(track);
                              QCOMPARE(track->times.count, reference.rows());
                              for (std::size_t i = 0; i < reference.rows(); ++i) {
                                  QVERIFY(std::abs(track->times.at(i) - static_cast<double>(reference.at(i, 0))) < 1e-5);
                                  const auto expected = static_cast<double>(reference.at(i, 1));
                                  const auto found = static_cast<double>(track->hertz[i]);
                                  ++frames;
                                  if ((expected > 0.0) == (found > 0.0)) ++sameVoicing;
                                  if (expected > 0.0 && found > 0.0) {
                                      ++voiced;
                                      if (std::abs(found - expected) < 1e-3 * expected) ++samePitch;
                                  }
                              }
                          });
        qInfo("voicing equal on %d of %d frames, pitch within 0.1 %% on %d of %d", sameVoicing, frames, samePitch, voiced);
        QVERIFY(frames > 2000);
        QVERIFY(sameVoicing >= 0.99 * frames);
        QVERIFY(samePitch >= 0.999 * voiced);
    }

    void harmonicityEqualsPraat() {
        PROSOSCOPE_SHARED_OR_SKIP(cases, "reference/cases");
        int frames = 0;
        int same = 0;
        eachReferenceClip(cases, "praat_hnr_cc.npy", [&](const std::string&, const auto& samples, const NpyFile& reference) {
            if (!reference.ok) return;
            core::Progress progress;
            const auto track = dsp::computeHarmonicity(SoundPart{samples, 16000}, {}, progress);
            PROSOSCOPE_VERIFY(track);
            QCOMPARE(track->times.count, reference.rows());
            for (std::size_t i = 0; i < reference.rows(); ++i) {
                ++frames;
                if (std::abs(track->decibels[i] - reference.at(i, 1)) < 0.05F) ++same;
            }
        });
        qInfo("harmonicity within 0.05 dB on %d of %d frames", same, frames);
        QVERIFY(frames > 1000);
        QVERIFY(same >= 0.99 * frames);
    }

    void sineHasItsPitch_data() {
        QTest::addColumn<int>("method");
        QTest::addColumn<bool>("accurate");
        QTest::addColumn<double>("hertz");
        for (const double hertz : {80.0, 123.4, 220.0, 440.0, 587.6}) {
            for (const bool accurate : {false, true}) {
                for (const int method : {0, 1})
                    QTest::addRow("%s %g Hz%s", method == 0 ? "ac" : "cc", hertz, accurate ? " accurate" : "")
                        << method << accurate << hertz;
            }
        }
    }
    void sineHasItsPitch() {
        QFETCH(int, method);
        QFETCH(bool, accurate);
        QFETCH(double, hertz);
        PitchSettings settings;
        settings.method = static_cast<PitchMethod>(method);
        settings.veryAccurate = accurate;
        const PitchTrack track = pitchOf(sine(hertz, 0.5), settings);
        QVERIFY(track.times.count > 20);
        // Two to three periods in a window are not exactly alike at one lag: the floor itself is the hardest.
        const double tolerance = hertz < 100.0 ? 5e-3 : 1e-3;
        for (std::size_t i = 0; i < track.times.count; ++i) {
            QVERIFY2(std::abs(static_cast<double>(track.hertz[i]) - hertz) < tolerance * hertz,
                     qPrintable(QString::number(track.hertz[i])));
            QVERIFY(track.strength[i] > 0.95F && track.strength[i] <= 1.0F);
        }
    }

    void silenceAndNoiseAreUnvoiced() {
        for (const int method : {0, 1}) {
            PitchSettings settings;
            settings.method = static_cast<PitchMethod>(method);
            const PitchTrack silence = pitchOf(std::vector<float>(8000, 0.0F), settings);
            QVERIFY(silence.times.count > 40);
            for (const float hertz : silence.hertz) QCOMPARE(hertz, 0.0F);
            const PitchTrack constant = pitchOf(std::vector<float>(8000, 0.25F), settings);
            for (const float hertz : constant.hertz) QCOMPARE(hertz, 0.0F);
            const PitchTrack rustle = pitchOf(noise(16000, 0.1), settings);
            const auto voiced =
                std::count_if(rustle.hertz.begin(), rustle.hertz.end(), [](float hertz) { return hertz > 0.0F; });
            QVERIFY(static_cast<double>(voiced) < 0.05 * static_cast<double>(rustle.hertz.size()));
        }
    }

    void harmonicityIsTheRatioOfSineToNoise() {
        // A sine of power 1/8 in white noise of power p has 10 log10((1/8) / p) dB.
        const double ratio = 20.0;
        auto samples = sine(200.0, 4.0);
        const auto hiss = noise(samples.size(), std::sqrt(0.125 / std::pow(10.0, 0.1 * ratio)));
        for (std::size_t i = 0; i < samples.size(); ++i) samples[i] += hiss[i];
        core::Progress progress;
        for (const auto& [method, periods] :
             {std::pair{PitchMethod::CrossCorrelation, 1.0}, {PitchMethod::Autocorrelation, 4.5}}) {
            dsp::HarmonicitySettings settings;
            settings.method = method;
            settings.periodsPerWindow = periods;
            const auto track = dsp::computeHarmonicity(SoundPart{samples, 16000}, settings, progress);
            PROSOSCOPE_VERIFY(track);
            const auto statistics = dsp::harmonicityStatistics(*track);
            QVERIFY2(std::abs(statistics.mean - ratio) < 1.5, qPrintable(QString::number(statistics.mean)));
        }
    }

    void aPartShowsWhatTheWholeShows() {
        const auto samples = speechLike(8.0);
        for (const int method : {0, 1}) {
            PitchSettings settings;
            settings.method = static_cast<PitchMethod>(method);
            const PitchTrack whole = pitchOf(samples, settings);
            // A range of the whole, and the same range of a part that reaches 1.2 s further on either side.
            const dsp::TimeRange range{3.0, 5.0};
            const PitchTrack visible = pitchOf(samples, settings, range);
            const std::size_t from = static_cast<std::size_t>(1.8 * 16000);
            const std::vector<float> cut(samples.begin() + static_cast<std::ptrdiff_t>(from),
                                         samples.begin() + static_cast<std::ptrdiff_t>(6.2 * 16000));
            SoundPart part{cut, 16000, static_cast<std::int64_t>(from), static_cast<std::int64_t>(samples.size())};
            part.peak = SoundPart{samples, 16000}.peakOrOwn();
            core::Progress progress;
            const auto cutTrack = dsp::computePitch(part, settings, progress, range);
            PROSOSCOPE_VERIFY(cutTrack);
            QVERIFY(visible.times.count > 150);
            QVERIFY(cutTrack->times == visible.times);
            const auto skipped = static_cast<std::size_t>(visible.times.firstFrame);
            for (std::size_t i = 0; i < visible.times.count; ++i) {
                QCOMPARE(visible.times.at(i), whole.times.at(i + skipped));
                QCOMPARE(visible.hertz[i], whole.hertz[i + skipped]);
                QCOMPARE(cutTrack->hertz[i], whole.hertz[i + skipped]);
                QCOMPARE(cutTrack->strength[i], whole.strength[i + skipped]);
            }
        }
    }

    void threadsChangeNothing() {
        const auto samples = speechLike(6.0);
        PitchSettings settings;
        const PitchTrack one = pitchOf(samples, settings);
        settings.threads = 3;
        const PitchTrack three = pitchOf(samples, settings);
        QVERIFY(one.hertz == three.hertz);
        QVERIFY(one.strength == three.strength);
    }

    void valuesBetweenFrames() {
        PitchTrack track;
        track.times = {0.1, 0.01, 0, 4};
        track.hertz = {100.0F, 110.0F, 0.0F, 200.0F};
        QCOMPARE(track.at(0.105), 105.0);
        QCOMPARE(track.at(0.1125), 110.0);
        QVERIFY(std::isnan(track.at(0.118)));
        QCOMPARE(track.at(0.13), 200.0);
        QVERIFY(std::isnan(track.at(0.2)));
        QVERIFY(std::isnan(track.at(-1.0)));
        QVERIFY(std::isnan(PitchTrack{}.at(0.1)));
    }

    void impossibleSettingsAreRefused() {
        const auto samples = sine(200.0, 0.2);
        core::Progress progress;
        const auto refuses = [&](PitchSettings settings, int rate = 16000) {
            const auto track = dsp::computePitch(SoundPart{samples, rate}, settings, progress);
            return !track && track.error().kind == core::ErrorKind::BadInput && !track.error().message().empty();
        };
        QVERIFY(refuses({.floorHz = 0.0}));
        QVERIFY(refuses({.floorHz = std::nan("")}));
        QVERIFY(refuses({.floorHz = 300.0, .ceilingHz = 200.0}));
        QVERIFY(refuses({.stepSeconds = -1.0}));
        QVERIFY(refuses({.stepSeconds = 1e-9}));
        QVERIFY(refuses({.floorHz = 5.0}));
        QVERIFY(refuses({.floorHz = 9000.0, .ceilingHz = 12000.0}));
        QVERIFY(refuses({}, 0));
        const auto none = dsp::computePitch(SoundPart{}, {}, progress);
        QVERIFY(!none);
    }

    void hostileSamplesDoNoHarm() {
        auto samples = noise(4000, 0.1);
        samples[1000] = std::nanf("");
        samples[2000] = INFINITY;
        for (const int method : {0, 1}) {
            PitchSettings settings;
            settings.method = static_cast<PitchMethod>(method);
            const PitchTrack track = pitchOf(samples, settings);
            QVERIFY(track.times.count > 0);
        }
        core::Progress progress;
        for (const int rate : {4000, 192000}) {
            std::vector<float> tone(static_cast<std::size_t>(rate / 2));
            for (std::size_t i = 0; i < tone.size(); ++i)
                tone[i] = static_cast<float>(std::sin(2.0 * M_PI * 150.0 * static_cast<double>(i) / rate));
            const auto track = dsp::computePitch(SoundPart{tone, rate}, {}, progress);
            PROSOSCOPE_VERIFY(track);
            for (const float hertz : track->hertz) QVERIFY(std::abs(hertz - 150.0F) < 0.15F);
        }
    }

    void stopsWhenAsked() {
        const auto samples = speechLike(2.0);
        std::stop_source stop;
        stop.request_stop();
        core::Progress progress(stop.get_token());
        const auto track = dsp::computePitch(SoundPart{samples, 16000}, {}, progress);
        QVERIFY(!track);
        QCOMPARE(track.error().kind, core::ErrorKind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestPitch)
#include "TestPitch.moc"
