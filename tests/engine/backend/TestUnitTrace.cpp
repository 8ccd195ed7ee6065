// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <functional>
#include <limits>

#include "engine/audio/AudioFile.h"
#include "engine/backend/UnitTrace.h"
#include "engine/core/Csv.h"
#include "engine/core/Random.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using backend::UnitChoice;

namespace {

constexpr int kRate = 16000;
constexpr double kTolerance = 1e-5;

/// A network of two layers: frames every 10 ms that sum the sound within 50 ms of them, weighted, and frames every 40 ms that
/// do so within 250 ms; three and two units, each with a factor of its own. With `centres` it takes the mean of all that it is
/// given away first, as networks that normalise an utterance do.
class SumEncoder : public backend::Encoder {
public:
    explicit SumEncoder(bool centres = false) : m_centres(centres) {
        const double far = centres ? std::numeric_limits<double>::infinity() : 0.25;
        m_info.name = "sums";
        m_info.rateHz = kRate;
        m_info.taps = {{"gate", {{"near", 3, 0.01, 0.005, centres ? far : 0.05}, {"far", 2, 0.04, 0.0, far}}}};
    }
    const backend::EncoderInfo& info() const override { return m_info; }
    core::Result<std::vector<backend::LayerFrames>> frames(std::span<const float> mono, std::string_view tap) override {
        if (m_info.tap(tap) == nullptr || mono.empty()) return core::fail(core::ErrorKind::BadInput, {"nothing"});
        longest = std::max(longest, mono.size());
        ++calls;
        if (atCall) atCall(calls);
        double mean = 0.0;
        if (m_centres) {
            for (const float sample : mono) mean += static_cast<double>(sample);
            mean /= static_cast<double>(mono.size());
        }
        return std::vector{layer(mono, mean, 3, 160, 80, 800), layer(mono, mean, 2, 640, 0, 4000)};
    }
    core::Result<std::vector<backend::PooledActivations>> pooled(std::span<const std::span<const float>>, std::string_view,
                                                                 core::Progress&) override {
        return core::fail(core::ErrorKind::Failed, {"not asked"});
    }
    std::size_t longest = 0;  ///< samples given at once
    int calls = 0;
    std::function<void(int)> atCall;

private:
    static backend::LayerFrames layer(std::span<const float> mono, double mean, std::int64_t units, std::ptrdiff_t hop,
                                      std::ptrdiff_t first, std::ptrdiff_t reach) {
        backend::LayerFrames result{0, units, {}};
        const auto length = static_cast<std::ptrdiff_t>(mono.size());
        for (std::ptrdiff_t centre = first; centre < length; centre += hop) {
            double sum = 0.0;
            for (std::ptrdiff_t i = std::max<std::ptrdiff_t>(0, centre - reach); i < std::min(length, centre + reach); ++i) {
                const double weight = 1.0 - static_cast<double>(std::abs(i - centre)) / static_cast<double>(reach);
                sum += weight * std::abs(static_cast<double>(mono[static_cast<std::size_t>(i)]) - mean);
            }
            for (std::int64_t unit = 0; unit < units; ++unit)
                result.values.push_back(static_cast<float>(static_cast<double>(unit + 1) * sum / static_cast<double>(reach)));
            ++result.frames;
        }
        return result;
    }

    backend::EncoderInfo m_info;
    bool m_centres;
};

backend::UnitTrace traceOf(std::size_t layer, std::int64_t unit, double hop, double first, std::vector<float> values) {
    backend::UnitTrace trace;
    trace.unit.layer = layer;
    trace.unit.unit = unit;
    trace.hopSeconds = hop;
    trace.firstSeconds = first;
    trace.values = std::move(values);
    return trace;
}

}  // namespace

class TestUnitTrace : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    [[nodiscard]] std::filesystem::path at(const char* name) const { return toPath(m_folder.filePath(QLatin1String(name))); }
    std::filesystem::path noise(const char* name, double seconds, int rateHz) const {
        audio::AudioClip clip;
        clip.rateHz = rateHz;
        clip.channels.resize(1);
        core::Random random(3);
        float smooth = 0.0F;  // low enough for any rate
        for (std::size_t i = 0; i < static_cast<std::size_t>(seconds * rateHz); ++i) {
            smooth += 0.05F * (static_cast<float>(random.uniform(-1.0, 1.0)) - smooth);
            const double swell = 0.6 + 0.4 * std::sin(0.3 * static_cast<double>(i) / rateHz);
            clip.channels[0].push_back(static_cast<float>(swell) * smooth);
        }
        if (!audio::writeWav(at(name), clip, audio::WavEncoding::Float32)) qFatal("not written");
        return at(name);
    }
    static backend::TraceSettings pieces() { return {.wholeSeconds = 1.0, .pieceSeconds = 0.7, .contextSeconds = 0.3}; }

private Q_SLOTS:
    void piecesEqualTheWhole_data();
    void piecesEqualTheWhole();
    void piecesComeInAnyOrder();
    void whatLooksAtAllIsSaidToBeInexact();
    void spanHasTheTimesOfTheRecording();
    void meansAndReadings();
    void wrongChoicesGiveASentence_data();
    void wrongChoicesGiveASentence();
    void whatIsNotOverTimeIsRefused();
    void memoryDoesNotGrowWithTheRecording();
    void stopsWhenAsked();
    void tableHasOneRowAFrame();
};

void TestUnitTrace::piecesEqualTheWhole_data() {
    QTest::addColumn<int>("rate");
    QTest::newRow("the network's rate") << 16000;
    QTest::newRow("44.1 kHz") << 44100;
    QTest::newRow("8 kHz") << 8000;
}

void TestUnitTrace::piecesEqualTheWhole() {
    QFETCH(int, rate);
    const auto file = noise("noise.wav", 6.3, rate);
    SumEncoder encoder;
    core::Progress progress;
    const std::vector<UnitChoice> units{{"gate", 0, 2}, {"gate", 1, 0}};
    const auto whole = backend::traceUnits(encoder, {file}, units, progress);
    const int before = encoder.calls;
    const auto cut = backend::traceUnits(encoder, {file}, units, progress, pieces());
    PROSOSCOPE_VERIFY(whole);
    PROSOSCOPE_VERIFY(cut);
    QCOMPARE(before, 1);
    QVERIFY(encoder.calls - before >= 7);
    for (std::size_t u = 0; u < units.size(); ++u) {
        const auto& a = (*whole)[u];
        const auto& b = (*cut)[u];
        QCOMPARE(b.values.size(), a.values.size());
        QCOMPARE(b.firstSeconds, a.firstSeconds);
        double most = 0.0;
        for (std::size_t i = 0; i < a.values.size(); ++i)
            most = std::max(most, std::abs(static_cast<double>(a.values[i]) - static_cast<double>(b.values[i])));
        QVERIFY2(most <= kTolerance, qPrintable(QString::number(most)));
        QVERIFY(a.mean() > 0.05);  // there is something to compare
    }
}

void TestUnitTrace::piecesComeInAnyOrder() {
    const auto file = noise("noise.wav", 6.3, kRate);
    SumEncoder encoder;
    core::Progress progress;
    const auto tracer = backend::UnitTracer::plan(encoder.info(), {file}, {{"gate", 0, 1}}, pieces());
    PROSOSCOPE_VERIFY(tracer);
    QCOMPARE(tracer->pieces(), std::size_t{9 - 1});  // 6.3 s in 0.72 s, the last one longer
    QVERIFY(tracer->isExact());
    QCOMPARE(tracer->endOf(7), 6.3);
    auto traces = tracer->begin();
    const std::size_t third = tracer->pieceAt(tracer->startOf(3) + 0.1);
    QCOMPARE(third, std::size_t{3});
    const auto first = tracer->compute(encoder, third, progress);
    PROSOSCOPE_VERIFY(first);
    tracer->put(*first, traces);
    QVERIFY(std::isnan(traces[0].at(0.1)));
    QVERIFY(std::isfinite(traces[0].at(tracer->startOf(3) + 0.1)));
    for (std::size_t piece = tracer->pieces(); piece-- > 0;) {
        const auto computed = tracer->compute(encoder, piece, progress);
        PROSOSCOPE_VERIFY(computed);
        tracer->put(*computed, traces);
    }
    const auto whole = backend::traceUnits(encoder, {file}, {{"gate", 0, 1}}, progress);
    PROSOSCOPE_VERIFY(whole);
    QCOMPARE(traces[0].values.size(), (*whole)[0].values.size());
    for (std::size_t i = 0; i < traces[0].values.size(); ++i)
        QVERIFY(std::abs(traces[0].values[i] - (*whole)[0].values[i]) <= static_cast<float>(kTolerance));
}

void TestUnitTrace::whatLooksAtAllIsSaidToBeInexact() {
    const auto file = noise("noise.wav", 6.3, kRate);
    SumEncoder encoder(true);
    const auto cut = backend::UnitTracer::plan(encoder.info(), {file}, {{"gate", 0, 0}}, pieces());
    PROSOSCOPE_VERIFY(cut);
    QVERIFY(!cut->isExact());
    const auto whole = backend::UnitTracer::plan(encoder.info(), {file}, {{"gate", 0, 0}});
    PROSOSCOPE_VERIFY(whole);
    QVERIFY(whole->isExact());
    QCOMPARE(whole->pieces(), std::size_t{1});
}

void TestUnitTrace::spanHasTheTimesOfTheRecording() {
    const auto file = noise("noise.wav", 6.3, kRate);
    SumEncoder encoder;
    core::Progress progress;
    const auto part = backend::traceUnits(encoder, {file, 2.0, 3.0}, {{"gate", 0, 0}}, progress);
    PROSOSCOPE_VERIFY(part);
    QCOMPARE((*part)[0].firstSeconds, 2.005);
    QCOMPARE((*part)[0].values.size(), std::size_t{100});
    QCOMPARE(encoder.longest, std::size_t{kRate});  // nothing beside the span was heard
    QVERIFY(std::isnan((*part)[0].at(1.9)));
    QVERIFY(std::isfinite((*part)[0].at(2.9)));
}

void TestUnitTrace::meansAndReadings() {
    const float none = std::numeric_limits<float>::quiet_NaN();
    const auto trace = traceOf(0, 0, 0.5, 1.0, {1.0F, 2.0F, none, 6.0F});
    QCOMPARE(trace.mean(), 3.0);
    QCOMPARE(trace.mean(1.4, 2.0), 2.0);
    QVERIFY(std::isnan(trace.mean(1.9, 2.1)));
    QVERIFY(std::isnan(trace.mean(5.0, 6.0)));
    QCOMPARE(trace.at(1.2), 1.0);
    QCOMPARE(trace.at(2.6), 6.0);
    QVERIFY(std::isnan(trace.at(2.8)));
    QVERIFY(std::isnan(trace.at(0.7)));
}

void TestUnitTrace::wrongChoicesGiveASentence_data() {
    QTest::addColumn<QString>("tap");
    QTest::addColumn<int>("layer");
    QTest::addColumn<int>("unit");
    QTest::addColumn<QString>("part");
    QTest::newRow("tap") << "skip" << 0 << 0 << "no tap named skip";
    QTest::newRow("layer") << "gate" << 2 << 0 << "no layer 3. Its layers are 1 to 2";
    QTest::newRow("unit") << "gate" << 1 << 2 << "no unit 3. Its units are 1 to 2";
}

void TestUnitTrace::wrongChoicesGiveASentence() {
    QFETCH(QString, tap);
    QFETCH(int, layer);
    QFETCH(int, unit);
    QFETCH(QString, part);
    const auto file = noise("short.wav", 0.5, kRate);
    SumEncoder encoder;
    const auto plan =
        backend::UnitTracer::plan(encoder.info(), {file}, {{tap.toStdString(), static_cast<std::size_t>(layer), unit}});
    QVERIFY(!plan);
    QVERIFY2(QString::fromStdString(plan.error().message()).contains(part), plan.error().message().c_str());
    QVERIFY(!backend::UnitTracer::plan(encoder.info(), {file}, {}));
    QVERIFY(!backend::UnitTracer::plan(encoder.info(), {at("absent.wav")}, {{"gate", 0, 0}}));
    QVERIFY(!backend::UnitTracer::plan(encoder.info(), {file, 0.5, 0.5}, {{"gate", 0, 0}}));
    QVERIFY(!backend::UnitTracer::plan(encoder.info(), {file, 7.0, 8.0}, {{"gate", 0, 0}}));
}

void TestUnitTrace::whatIsNotOverTimeIsRefused() {
    const auto file = noise("short.wav", 0.5, 16000);
    backend::EncoderInfo info;
    info.name = "codes";
    info.taps = {{"codes", {{"layer 1", 4}, {"style", 2}}}, {"gate", {{"near", 3, 0.01}}}};
    QVERIFY(!backend::isOverTime(info.taps[0]) && backend::isOverTime(info.taps[1]) && backend::isOverTime(info));
    const auto refused = backend::UnitTracer::plan(info, {file}, {{"codes", 1, 0}});
    QVERIFY(!refused);
    QVERIFY2(refused.error().message().find("as a whole") != std::string::npos, refused.error().message().c_str());
    PROSOSCOPE_VERIFY(backend::UnitTracer::plan(info, {file}, {{"gate", 0, 0}}));
    info.taps.pop_back();
    QVERIFY(!backend::isOverTime(info));
}

void TestUnitTrace::memoryDoesNotGrowWithTheRecording() {
    SumEncoder encoder;
    core::Progress progress;
    PROSOSCOPE_VERIFY(backend::traceUnits(encoder, {noise("long.wav", 40.0, kRate)}, {{"gate", 1, 1}}, progress, pieces()));
    // A piece and the one that would be too short, with a quarter of a second and a step on either side.
    QVERIFY2(encoder.longest <= static_cast<std::size_t>(2.2 * kRate), qPrintable(QString::number(encoder.longest)));
}

void TestUnitTrace::stopsWhenAsked() {
    SumEncoder encoder;
    std::stop_source stop;
    core::Progress progress(stop.get_token());
    encoder.atCall = [&](int call) {
        if (call == 5) stop.request_stop();
    };
    const auto traces = backend::traceUnits(encoder, {noise("long.wav", 20.0, kRate)}, {{"gate", 0, 0}}, progress, pieces());
    QVERIFY(!traces);
    QCOMPARE(traces.error().kind, core::ErrorKind::Cancelled);
    QCOMPARE(encoder.calls, 5);
}

void TestUnitTrace::tableHasOneRowAFrame() {
    const std::vector traces{traceOf(0, 16, 0.01, 0.005, {1.0F, 2.0F, 3.0F, 4.0F, 5.0F}),
                             traceOf(2, 0, 0.04, 0.0, {7.0F, 8.5F})};
    const auto table = core::parseCsv(backend::unitTracesCsv(traces), "table");
    PROSOSCOPE_VERIFY(table);
    QCOMPARE(table->columns, (std::vector<std::string>{"seconds", "layer 1, unit 17", "layer 3, unit 1"}));
    QCOMPARE(table->rows.size(), std::size_t{5});
    QCOMPARE(table->rows[0], (std::vector<std::string>{"0.005", "1", "7"}));  // half-way between two: the later one has it
    QCOMPARE(table->rows[1], (std::vector<std::string>{"0.015", "2", ""}));
    QCOMPARE(table->rows[4], (std::vector<std::string>{"0.045", "5", "8.5"}));
}

QTEST_APPLESS_MAIN(TestUnitTrace)
#include "TestUnitTrace.moc"
