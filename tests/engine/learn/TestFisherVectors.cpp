// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "engine/core/Random.h"
#include "engine/learn/FisherVectors.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using learn::Matrix;

class TestFisherVectors : public QObject {
    Q_OBJECT
private:
    core::Progress m_progress;

    /// Two heaps at -2 and +2 in the first column, deviation 0.5 and 1 in it, a third of the frames in the first.
    static Matrix<float> heaps(std::size_t count, std::uint64_t seed) {
        core::Random random(seed);
        Matrix<float> frames(count, 3);
        for (std::size_t i = 0; i < count; ++i) {
            const bool first = i % 3 == 0;
            frames.at(i, 0) = static_cast<float>(first ? -2.0 + 0.5 * random.normal() : 2.0 + random.normal());
            frames.at(i, 1) = static_cast<float>(random.normal());
            frames.at(i, 2) = static_cast<float>(random.normal());
        }
        return frames;
    }
    static learn::FisherSettings settings(std::size_t components) {
        learn::FisherSettings result;
        result.components = components;
        return result;
    }

private Q_SLOTS:
    void theMixtureIsFound() {
        const auto vectors = learn::FisherVectors::fit(heaps(6000, 1).view(), settings(2), m_progress);
        PROSOSCOPE_VERIFY(vectors);
        const std::size_t low = vectors->means().at(0, 0) < vectors->means().at(1, 0) ? 0 : 1;
        QVERIFY(std::abs(vectors->means().at(low, 0) + 2.0) < 0.1);
        QVERIFY(std::abs(vectors->means().at(1 - low, 0) - 2.0) < 0.1);
        QVERIFY(std::abs(std::sqrt(vectors->variances().at(low, 0)) - 0.5) < 0.06);
        QVERIFY(std::abs(std::sqrt(vectors->variances().at(1 - low, 0)) - 1.0) < 0.06);
        QVERIFY(std::abs(vectors->weights()[low] - 1.0 / 3.0) < 0.03);
    }

    /// With one component the derivatives are the moments of the frames themselves.
    void oneComponentByHand() {
        const auto vectors = learn::FisherVectors::fit(heaps(3000, 2).view(), settings(1), m_progress);
        PROSOSCOPE_VERIFY(vectors);
        QCOMPARE(vectors->columns(), std::size_t{6});
        const auto frames = heaps(200, 3);
        std::vector<float> row(6);
        vectors->encode(frames.view(), row);
        std::vector<double> expected(6, 0.0);
        double length = 0.0;
        for (std::size_t c = 0; c < 3; ++c) {
            const double mean = vectors->means().at(0, c);
            const double variance = vectors->variances().at(0, c);
            double first = 0.0;
            double second = 0.0;
            for (std::size_t i = 0; i < 200; ++i) {
                const double distance = (frames.at(i, c) - mean) / std::sqrt(variance);
                first += distance / 200.0;
                second += (distance * distance - 1.0) / std::sqrt(2.0) / 200.0;
            }
            expected[c] = std::copysign(std::sqrt(std::abs(first)), first);
            expected[3 + c] = std::copysign(std::sqrt(std::abs(second)), second);
            length += std::abs(first) + std::abs(second);
        }
        for (std::size_t i = 0; i < 6; ++i) QVERIFY(std::abs(row[i] - expected[i] / std::sqrt(length)) < 1e-4);
    }

    void lengthIsOneAndOrderDoesNotMatter() {
        const auto vectors = learn::FisherVectors::fit(heaps(3000, 4).view(), settings(5), m_progress);
        PROSOSCOPE_VERIFY(vectors);
        auto frames = heaps(90, 5);
        std::vector<float> row(vectors->columns());
        vectors->encode(frames.view(), row);
        double squares = 0.0;
        for (const float value : row) squares += static_cast<double>(value) * value;
        QVERIFY(std::abs(squares - 1.0) < 1e-5);
        Matrix<float> reversed(90, 3);
        for (std::size_t i = 0; i < 90; ++i) std::ranges::copy(frames.row(i), reversed.row(89 - i).begin());
        std::vector<float> other(vectors->columns());
        vectors->encode(reversed.view(), other);
        for (std::size_t i = 0; i < row.size(); ++i) QVERIFY(std::abs(row[i] - other[i]) < 1e-3F);
    }

    void sameSeedSameBits() {
        auto one = settings(4);
        one.mostFrames = 500;  // drawn
        auto three = one;
        three.threads = 3;
        const auto frames = heaps(3000, 6);
        const auto a = learn::FisherVectors::fit(frames.view(), one, m_progress).value();
        const auto b = learn::FisherVectors::fit(frames.view(), three, m_progress).value();
        QVERIFY(a.means().values == b.means().values);
        QVERIFY(a.variances().values == b.variances().values);
        auto other = one;
        other.seed = 2;
        QVERIFY(a.means().values != learn::FisherVectors::fit(frames.view(), other, m_progress)->means().values);
    }

    void refusals() {
        QVERIFY(!learn::FisherVectors::fit(heaps(3, 1).view(), settings(4), m_progress));
        auto frames = heaps(30, 1);
        frames.at(3, 1) = std::nanf("");
        QVERIFY(!learn::FisherVectors::fit(frames.view(), settings(4), m_progress));
        std::stop_source stop;
        stop.request_stop();
        core::Progress stopped(stop.get_token());
        const auto cancelled = learn::FisherVectors::fit(heaps(30, 1).view(), settings(4), stopped);
        QVERIFY(!cancelled && cancelled.error().kind == core::ErrorKind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestFisherVectors)
#include "TestFisherVectors.moc"
