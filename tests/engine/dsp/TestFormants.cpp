// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <complex>
#include <random>

#include "engine/dsp/Burg.h"
#include "engine/dsp/Formants.h"
#include "engine/dsp/PolynomialRoots.h"
#include "tests/engine/dsp/PraatClips.h"

using namespace prososcope;
using dsp::FormantSettings;
using dsp::SoundPart;

namespace {

/// A resonator of each frequency and bandwidth, one after the other, driven by pulses and a little noise.
std::vector<float> vowel(const std::vector<std::pair<double, double>>& resonances, double pulseHz, double seconds, int rate) {
    std::mt19937 random(11);
    std::normal_distribution<double> normal(0.0, 1e-4);
    std::vector<double> samples(static_cast<std::size_t>(seconds * rate));
    double next = 0.0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        samples[i] = normal(random);
        if (static_cast<double>(i) >= next) {
            samples[i] += 1.0;
            next += rate / pulseHz;
        }
    }
    for (const auto& [hertz, bandwidth] : resonances) {
        const double radius = std::exp(-M_PI * bandwidth / rate);
        const double b = 2.0 * radius * std::cos(2.0 * M_PI * hertz / rate);
        const double c = -radius * radius;
        double one = 0.0;
        double two = 0.0;
        for (double& sample : samples) {
            const double value = (1.0 - b - c) * sample + b * one + c * two;
            two = one;
            one = value;
            sample = value;
        }
    }
    double largest = 0.0;
    for (const double sample : samples) largest = std::max(largest, std::abs(sample));
    std::vector<float> result;
    for (const double sample : samples) result.push_back(static_cast<float>(0.5 * sample / largest));
    return result;
}

dsp::FormantTrack formantsOf(const SoundPart& sound, const FormantSettings& settings = {}, const dsp::TimeRange& range = {}) {
    core::Progress progress;
    auto track = dsp::computeFormants(sound, settings, progress, range);
    return track ? std::move(*track) : dsp::FormantTrack{};
}

bool same(const std::vector<float>& a, const std::vector<float>& b, std::size_t skip) {
    for (std::size_t i = 0; i < a.size(); ++i) {
        const float other = b[i + skip];
        if (!(a[i] == other || (std::isnan(a[i]) && std::isnan(other)))) return false;
    }
    return true;
}

}  // namespace

/// Formants and what they are made of: against Praat's on every reference clip, known resonances, known polynomials.
class TestFormants : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsPraat_data() {
        QTest::addColumn<double>("ceiling");
        QTest::newRow("5500 Hz") << 5500.0;
        QTest::newRow("5000 Hz") << 5000.0;
    }
    void equalsPraat() {
        PROSOSCOPE_SHARED_OR_SKIP(cases, "reference/cases");
        QFETCH(double, ceiling);
        FormantSettings settings;
        settings.ceilingHz = ceiling;
        int frames = 0;
        int equal = 0;
        int values = 0;
        int equalValues = 0;
        const std::string file = ceiling > 5200.0 ? "praat_formant_5500.npy" : "praat_formant_5000.npy";
        eachReferenceClip(cases, file, [&](const std::string&, const auto& samples, const NpyFile& reference) {
            if (!reference.ok) return;
            const auto track = formantsOf(SoundPart{samples, 16000}, settings);
            QCOMPARE(track.times.count, reference.rows());
            for (std::size_t i = 0; i < reference.rows(); ++i) {
                QVERIFY(std::abs(track.times.at(i) - static_cast<double>(reference.at(i, 0))) < 1e-5);
                bool all = true;
                for (std::size_t number = 1; number <= 5; ++number) {
                    const float expected = reference.at(i, number);
                    const float found = track.formant(i, number);
                    if (std::isnan(expected) && std::isnan(found)) continue;
                    const bool near = std::abs(found - expected) < 0.01F * expected;
                    ++values;
                    if (near) ++equalValues;
                    all = all && near;
                }
                ++frames;
                if (all) ++equal;
            }
        });
        qInfo("all formants within 1 %% on %d of %d frames, %d of %d values", equal, frames, equalValues, values);
        QVERIFY(frames > 2000);
        QVERIFY(equal >= 0.95 * frames);
    }

    void vowelHasItsResonances() {
        const std::vector<std::pair<double, double>> resonances{{500, 60}, {1500, 90}, {2500, 120}, {3500, 150}, {4500, 200}};
        for (const int rate : {11000, 16000}) {
            const double tolerance = rate == 11000 ? 0.005 : 0.03;
            const auto samples = vowel(resonances, 100.0, 0.6, rate);
            // The pulses are flat, so that nothing need be raised.
            const auto track = formantsOf(SoundPart{samples, rate}, {.preEmphasisHz = 50000.0});
            QVERIFY(track.times.count > 60);
            for (std::size_t number = 1; number <= 3; ++number) {
                std::vector<float> values;
                for (std::size_t i = 10; i + 10 < track.times.count; ++i) values.push_back(track.formant(i, number));
                std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
                const double median = static_cast<double>(values[values.size() / 2]);
                QVERIFY2(std::abs(median - resonances[number - 1].first) < tolerance * resonances[number - 1].first,
                         qPrintable(QString("F%1 %2 Hz at %3").arg(number).arg(median).arg(rate)));
            }
        }
    }

    void rootsOfKnownPolynomials() {
        std::mt19937 random(2);
        std::uniform_real_distribution<double> radius(0.3, 0.99);
        std::uniform_real_distribution<double> angle(0.05, 3.1);
        dsp::PolynomialRoots solver;
        for (int round = 0; round < 300; ++round) {
            std::vector<std::complex<double>> wanted;
            for (int pair = 0; pair < 4; ++pair) {
                const auto root = std::polar(radius(random), angle(random));
                wanted.push_back(root);
                wanted.push_back(std::conj(root));
            }
            // Pairs and real roots take turns, so that the guesses from before are of the wrong kind half of the time.
            wanted.push_back(round % 2 == 0 ? std::complex(radius(random), 0.0) : std::polar(0.7, 1.0));
            wanted.push_back(round % 2 == 0 ? std::complex(-radius(random), 0.0) : std::polar(0.7, -1.0));
            std::vector<std::complex<double>> polynomial{1.0};
            for (const auto& root : wanted) {
                polynomial.emplace_back(0.0);
                for (std::size_t k = polynomial.size() - 1; k > 0; --k) polynomial[k] -= root * polynomial[k - 1];
            }
            std::vector<double> c;
            for (std::size_t k = 1; k < polynomial.size(); ++k) c.push_back(-polynomial[k].real());
            const auto roots = solver.solve(c);
            QCOMPARE(roots.size(), wanted.size());
            for (const auto& root : wanted) {
                double nearest = 1.0;
                for (const auto& found : roots) nearest = std::min(nearest, std::abs(found - root));
                QVERIFY2(nearest < 1e-5, qPrintable(QString::number(nearest)));
            }
        }
        QVERIFY(solver.solve(std::vector<double>{1.0, std::nan("")}).empty());
        for (const auto& root : solver.solve(std::vector<double>{0.0, 0.0, 0.0})) QCOMPARE(std::abs(root), 0.0);
    }

    void burgFindsAnAutoregressiveProcess() {
        std::mt19937 random(4);
        std::normal_distribution<double> normal(0.0, 0.5);
        const std::vector<double> a{1.3, -0.9, 0.3, -0.1};
        std::vector<double> samples(20000, 0.0);
        for (std::size_t i = 4; i < samples.size(); ++i) {
            samples[i] = normal(random);
            for (std::size_t k = 0; k < a.size(); ++k) samples[i] += a[k] * samples[i - 1 - k];
        }
        std::vector<double> found(4);
        dsp::Burg burg;
        const double error = burg.predict(samples.data(), samples.size(), found);
        for (std::size_t k = 0; k < a.size(); ++k) QVERIFY(std::abs(found[k] - a[k]) < 0.03);
        QVERIFY(std::abs(error - 0.25) < 0.01);
        QCOMPARE(burg.predict(samples.data(), 1, found), 0.0);
    }

    void aPartShowsWhatTheWholeShows() {
        // Above a minute blocks are cut; a part that reaches further than the range holds the same blocks.
        const auto samples = vowel({{600, 80}, {1200, 100}, {2600, 150}}, 120.0, 80.0, 16000);
        const auto whole = formantsOf(SoundPart{samples, 16000});
        const dsp::TimeRange range{30.0, 31.0};
        const std::size_t from = 26 * 16000;
        const std::span<const float> all(samples);
        const SoundPart part{all.subspan(from, 9 * 16000), 16000, static_cast<std::int64_t>(from),
                             static_cast<std::int64_t>(samples.size())};
        FormantSettings settings;
        for (const int threads : {1, 3}) {
            settings.threads = threads;
            const auto cut = formantsOf(part, settings, range);
            QVERIFY(cut.times.count > 150);
            const auto skip = static_cast<std::size_t>(cut.times.firstFrame);
            QCOMPARE(cut.times.at(5), whole.times.at(5 + skip));
            for (std::size_t i = 0; i < cut.hertz.size(); ++i) {
                const float other = whole.hertz[i + skip * 5];
                QVERIFY(std::isnan(cut.hertz[i]) ? std::isnan(other) : std::abs(cut.hertz[i] - other) <= 1e-4F * other);
            }
        }
        settings.threads = 3;
        QVERIFY(same(formantsOf(SoundPart{samples, 16000}, settings).hertz, whole.hertz, 0));
    }

    void silenceHasNone() {
        const std::vector<float> silence(8000, 0.0F);
        const auto track = formantsOf(SoundPart{silence, 16000});
        QVERIFY(track.times.count > 50);
        for (const float hertz : track.hertz) QVERIFY(std::isnan(hertz));
        QVERIFY(std::isnan(track.at(0.2, 1)) && std::isnan(track.at(0.2, 9)) && std::isnan(track.at(9.0, 1)));
    }

    void impossibleSettingsAreRefused() {
        const auto samples = vowel({{500, 60}}, 100.0, 0.2, 16000);
        core::Progress progress;
        const auto refuses = [&](const FormantSettings& settings, std::size_t count = 3200, int rate = 16000) {
            const auto track = dsp::computeFormants(SoundPart{std::span(samples).first(count), rate}, settings, progress);
            return !track && track.error().kind == core::ErrorKind::BadInput && !track.error().message().empty();
        };
        QVERIFY(refuses({.ceilingHz = 60.0}));
        QVERIFY(refuses({.ceilingHz = std::nan("")}));
        QVERIFY(refuses({.formants = 0}));
        QVERIFY(refuses({.formants = 99}));
        QVERIFY(refuses({.windowSeconds = 1e-5}));
        QVERIFY(refuses({.stepSeconds = -0.1}));
        QVERIFY(refuses({.stepSeconds = INFINITY}));
        QVERIFY(refuses({}, 0));
        QVERIFY(refuses({}, 8));
        QVERIFY(refuses({}, 3200, 0));
        for (const int rate : {4000, 192000}) QVERIFY(!refuses({}, 3200, rate));
        std::vector<float> broken(8000, 0.1F);
        broken[3000] = std::nanf("");
        broken[5000] = INFINITY;
        QVERIFY(formantsOf(SoundPart{broken, 16000}).times.count > 0);
    }
};

QTEST_GUILESS_MAIN(TestFormants)
#include "TestFormants.moc"
