// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoints/TensorValues.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::checkpoints;

class TestTensorValues : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyHalf();
    void everyBrainHalf();
    void otherTypes();
};

void TestTensorValues::everyHalf() {
    for (int bits = 0; bits < 1 << 16; ++bits) {
        // IEEE 754 binary16 by its definition.
        const int exponent = bits >> 10 & 31;
        const int fraction = bits & 1023;
        double expected = exponent == 0    ? std::ldexp(fraction, -24)
                          : exponent == 31 ? std::numeric_limits<double>::infinity()
                                           : std::ldexp(1024 + fraction, exponent - 25);
        if ((bits & 0x8000) != 0) expected = -expected;
        const float value = floatOfHalf(static_cast<std::uint16_t>(bits));
        if (exponent == 31 && fraction != 0) {
            QVERIFY(std::isnan(value));
        } else {
            QCOMPARE(static_cast<double>(value), expected);
            QCOMPARE(std::signbit(value), (bits & 0x8000) != 0);
        }
    }
}

void TestTensorValues::everyBrainHalf() {
    for (int bits = 0; bits < 1 << 16; ++bits) {
        const int exponent = bits >> 7 & 255;
        const int fraction = bits & 127;
        double expected = exponent == 0     ? std::ldexp(fraction, -133)
                          : exponent == 255 ? std::numeric_limits<double>::infinity()
                                            : std::ldexp(128 + fraction, exponent - 134);
        if ((bits & 0x8000) != 0) expected = -expected;
        const float value = floatOfBrainHalf(static_cast<std::uint16_t>(bits));
        if (exponent == 255 && fraction != 0) {
            QVERIFY(std::isnan(value));
        } else {
            QCOMPARE(static_cast<double>(value), expected);
        }
    }
}

void TestTensorValues::otherTypes() {
    const std::vector<std::int64_t> whole{-5, 1'000'000'007};
    const store::TensorView tensor{"w", store::TensorType::Int64, {2}, std::as_bytes(std::span(whole))};
    std::vector<float> values(2);
    QVERIFY(toFloats(tensor, values));
    QCOMPARE(values, (std::vector<float>{-5.0F, 1'000'000'000.0F}));
    std::vector<float> three(3);
    QVERIFY(!toFloats(tensor, three));
    QVERIFY(toFloats({"e", store::TensorType::Float32, {0}, {}}, {}));
    const std::vector<std::uint8_t> flags{0, 1, 7};
    QVERIFY(toFloats({"f", store::TensorType::Bool, {3}, std::as_bytes(std::span(flags))}, three));
    QCOMPARE(three, (std::vector<float>{0.0F, 1.0F, 1.0F}));
}

QTEST_GUILESS_MAIN(TestTensorValues)
#include "TestTensorValues.moc"
