// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>

#include "engine/annotation/AnnotationFile.h"
#include "engine/annotation/Beside.h"
#include "engine/annotation/MeasureFile.h"
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/dsp/VoiceReport.h"
#include "tests/engine/annotation/Examples.h"
#include "tests/engine/annotation/MeasureExamples.h"

using namespace prososcope;
using namespace prososcope::annotation;
using measured::number;
using measured::same;
using measured::span;

namespace {

bool near(double value, double expected, double tolerance) { return std::abs(value - expected) <= tolerance; }

/// Whether some 25 ms of a file are all zeros.
bool holdsDigitalSilence(const std::filesystem::path& path) {
    int zeros = 0;
    for (const float sample : audio::decodeSpeech16k(path).value_or(std::vector<float>{})) {
        zeros = sample == 0.0F ? zeros + 1 : 0;
        if (zeros == 400) return true;
    }
    return false;
}

}  // namespace

/// Measurements of intervals: against tones whose values are known, against the tracks of the whole recording, against Praat's
/// values of the reference clips; undefined is empty, never 0.
class TestMeasure : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path place(const char* name) const { return toPath(m_folder.filePath(name)); }

    std::vector<Measurement> measure(const std::filesystem::path& path, const std::vector<MeasuredSpan>& spans,
                                     const char* names, const MeasureSettings& settings = {}) {
        auto sound = MeasuredSound::open(path, settings);
        const auto quantities = parseQuantities(names);
        if (!sound || !quantities) return {};
        core::Progress progress;
        return measureSpans(**sound, spans, *quantities, nullptr, progress).value_or(std::vector<Measurement>{});
    }

private Q_SLOTS:
    void tonesHaveTheirPitchAndLevel() {
        const auto path =
            measured::write(place("tones.wav"), measured::sound({{0.5, 0.0}, {1.0, 120.0}, {1.0, 200.0, 0.02}, {0.5, 0.0}}));
        const auto rows = measure(path, {span(0.6, 1.4), span(1.6, 2.4), span(0.05, 0.25), span(1.0, 1.0), span(0.0, 3.0)},
                                  "f0.mean,f0.min,f0.max,f0.sd,f0.median,f0@50%,intensity,voiced,duration,jitter.local");
        QCOMPARE(rows.size(), std::size_t{5});
        for (const std::size_t column : {0U, 1U, 2U, 4U, 5U}) {
            QVERIFY2(near(number(rows[0], column), 120.0, 0.1), qPrintable(QString::number(number(rows[0], column))));
            QVERIFY(near(number(rows[1], column), 200.0, 0.2));
        }
        QVERIFY(number(rows[0], 3) < 0.1 && number(rows[0], 9) < 1e-4);
        // Mean square of eight harmonics 1/k of amplitude a: a^2/2 * sum 1/k^2.
        double sum = 0.0;
        for (int k = 1; k <= 8; ++k) sum += 1.0 / (k * k);
        const double expected = 10.0 * std::log10(0.5 * 0.2 * 0.2 * sum / 4e-10);
        QVERIFY2(near(number(rows[0], 6), expected, 0.05), qPrintable(QString::number(number(rows[0], 6) - expected)));
        QVERIFY(near(number(rows[0], 6) - number(rows[1], 6), 20.0, 0.1));
        QCOMPARE(number(rows[0], 7), 1.0);
        QVERIFY(near(number(rows[0], 8), 0.8, 1e-12));
        // Silence has no pitch and no level; its share of voiced frames is 0.
        for (const std::size_t column : {0U, 1U, 2U, 3U, 4U, 5U, 6U, 9U}) QVERIFY(isEmpty(rows[2].cells[column]));
        QCOMPARE(number(rows[2], 7), 0.0);
        // A point: the value there; no spread, no share.
        QVERIFY(near(number(rows[3], 0), 120.0, 0.1) && near(number(rows[3], 5), 120.0, 0.1));
        QVERIFY(isEmpty(rows[3].cells[3]) && isEmpty(rows[3].cells[7]) && isEmpty(rows[3].cells[9]));
        QCOMPARE(number(rows[3], 8), 0.0);
        // Both tones together.
        QVERIFY(near(number(rows[4], 1), 120.0, 1.0) && near(number(rows[4], 2), 200.0, 1.0));
        QVERIFY(near(number(rows[4], 0), 160.0, 1.0) && near(number(rows[4], 3), 40.0, 1.0));
        QVERIFY(near(number(rows[4], 7), 2.0 / 3.0, 0.02));
    }

    void pitchIsMeasuredAsCorrected() {
        // An octave too high from 2 s on, and a second that is to have no pitch.
        const auto path = measured::write(place("corrected.wav"),
                                          measured::sound({{0.5, 0.0}, {1.5, 120.0}, {1.5, 240.0}, {1.5, 150.0}, {0.5, 0.0}}));
        const auto corrections = dsp::PitchCorrections()
                                     .with(dsp::PitchCorrection::OctaveDown, 2.0, 3.5)
                                     .with(dsp::PitchCorrection::Unvoice, 3.5, 5.0);
        const auto quantities =
            *parseQuantities("f0.mean,f0.min,f0.max,f0.median,f0@50%,voiced,pulses,period.mean,jitter.local,intensity");
        const std::vector<MeasuredSpan> spans{span(0.6, 1.9), span(2.1, 3.4), span(3.6, 4.9)};
        core::Progress progress;
        auto sound = MeasuredSound::open(path, {}, corrections);
        PROSOSCOPE_VERIFY(sound);
        const auto rows = measureSpans(**sound, spans, quantities, nullptr, progress);
        PROSOSCOPE_VERIFY(rows);
        auto plain = MeasuredSound::open(path, {});
        const auto computed = measureSpans(**plain, spans, quantities, nullptr, progress);
        PROSOSCOPE_VERIFY(computed);
        for (const std::size_t column : {0U, 1U, 2U, 3U, 4U, 5U, 9U})
            QVERIFY(same(number((*rows)[0], column), number((*computed)[0], column)));
        for (const std::size_t column : {0U, 1U, 2U, 3U, 4U}) {
            QVERIFY(near(number((*computed)[1], column), 240.0, 0.3));
            QVERIFY(near(number((*rows)[1], column), 120.0, 0.2));
            QVERIFY(near(number((*computed)[2], column), 150.0, 0.2));
            QVERIFY(isEmpty((*rows)[2].cells[column]));
        }
        // Pulses and what is made of them follow; the level does not.
        QVERIFY(near(number((*computed)[1], 7), 1.0 / 240.0, 1e-5) && near(number((*rows)[1], 7), 1.0 / 120.0, 1e-4));
        QVERIFY(near(number((*rows)[1], 6), 0.5 * number((*computed)[1], 6), 2.0));
        QCOMPARE(number((*rows)[2], 5), 0.0);
        QCOMPARE(number((*rows)[2], 6), 0.0);
        QVERIFY(isEmpty((*rows)[2].cells[8]));
        QVERIFY(same(number((*rows)[2], 9), number((*computed)[2], 9)));
    }

    void correctionsReachOverPiecesOfLongRecordings() {
        const auto path = measured::write(place("longCorrected.wav"), measured::sound({{70.0, 150.0}}));
        const auto corrections = dsp::PitchCorrections().with(dsp::PitchCorrection::OctaveDown, 19.5, 40.25);
        auto sound = MeasuredSound::open(path, {}, corrections);
        PROSOSCOPE_VERIFY(sound);
        core::Progress progress;
        const std::vector<MeasuredSpan> spans{span(18.0, 19.4), span(19.6, 20.4), span(19.0, 41.0), span(40.3, 41.0)};
        const auto rows = measureSpans(**sound, spans, *parseQuantities("f0.min,f0.max"), nullptr, progress);
        PROSOSCOPE_VERIFY(rows);
        QVERIFY(near(number((*rows)[0], 0), 150.0, 0.2) && near(number((*rows)[0], 1), 150.0, 0.2));
        QVERIFY(near(number((*rows)[1], 0), 75.0, 0.2) && near(number((*rows)[1], 1), 75.0, 0.2));
        QVERIFY(near(number((*rows)[2], 0), 75.0, 0.2) && near(number((*rows)[2], 1), 150.0, 0.2));
        QVERIFY(near(number((*rows)[3], 0), 150.0, 0.2));
    }

    void filesAreMeasuredWithWhatIsKeptOfTheirPitch() {
        const auto path = measured::write(place("kept.wav"), measured::sound({{1.0, 120.0}}));
        const auto data = place("keptData");
        PROSOSCOPE_VERIFY(
            writePitchCorrections(path, dsp::PitchCorrections().with(dsp::PitchCorrection::OctaveUp, 0.0, 1.0), data));
        core::Progress progress;
        MeasureRequest request{*parseQuantities("f0.mean"), std::nullopt, {}};
        const auto computed = measureFile(path, std::nullopt, request, {}, progress);
        PROSOSCOPE_VERIFY(computed);
        QVERIFY(!computed->pitchCorrected);
        QVERIFY(near(number(computed->rows[0], 0), 120.0, 0.2));
        request.corrections = keptCorrections(data);
        const auto corrected = measureFile(path, std::nullopt, request, {}, progress);
        PROSOSCOPE_VERIFY(corrected);
        QVERIFY(corrected->pitchCorrected);
        QVERIFY(near(number(corrected->rows[0], 0), 240.0, 0.3));
        // What cannot be read is said, but only where it matters.
        PROSOSCOPE_VERIFY(core::writeFile(pitchCorrectionFile(path, data), "no table"));
        const auto broken = measureFile(path, std::nullopt, request, {}, progress);
        QVERIFY(!broken && broken.error().message().find("corrections") != std::string::npos);
        request.quantities = *parseQuantities("duration,intensity");
        PROSOSCOPE_VERIFY(measureFile(path, std::nullopt, request, {}, progress));
    }

    void perCentsFollowAGlide() {
        // A glide from 100 to 200 Hz: at p per cent 100 + p.
        std::vector<float> samples;
        double phase = 0.0;
        for (int i = 0; i < 2 * measured::kRate; ++i) {
            samples.push_back(static_cast<float>(0.2 * (std::sin(phase) + 0.5 * std::sin(2.0 * phase))));
            phase += 2.0 * std::numbers::pi * (100.0 + 50.0 * i / measured::kRate) / measured::kRate;
        }
        const auto path = measured::write(place("glide.wav"), samples);
        const auto rows = measure(path, {span(0.0, 2.0), span(0.5, 1.5)}, "f0@10%,f0@20%,f0@50%,f0@80%,f0@0%");
        QVERIFY(near(number(rows[0], 0), 110.0, 0.5) && near(number(rows[0], 1), 120.0, 0.5));
        QVERIFY(near(number(rows[0], 2), 150.0, 0.5) && near(number(rows[0], 3), 180.0, 0.5));
        QVERIFY(near(number(rows[1], 4), 125.0, 0.5) && near(number(rows[1], 2), 150.0, 0.5));
        QVERIFY(isEmpty(rows[0].cells[4]));  // no frame there
    }

    void longRecordingsGiveWhatTheWholeGives() {
        // 75 s: measured in pieces, compared with the tracks of the whole at once.
        std::vector<measured::Part> parts;
        for (int i = 0; i < 50; ++i) {
            parts.push_back({1.25, 110.0 + 3.0 * i, 0.05 + 0.003 * i});
            parts.push_back({0.25, 0.0});
        }
        auto samples = measured::sound(parts);
        for (std::size_t i = 0; i < samples.size(); ++i)
            samples[i] += static_cast<float>(1e-4 * std::sin(0.37 * static_cast<double>(i * i % 1009)));
        const auto path = measured::write(place("long.wav"), samples);
        core::Progress progress;
        const MeasureSettings settings;
        const dsp::SoundPart whole{samples, measured::kRate};
        const auto pitch = dsp::computePitch(whole, settings.pitch, progress);
        const auto formants = dsp::computeFormants(whole, settings.formants, progress);
        const auto intensity = dsp::computeIntensity(whole, settings.intensity, progress);
        const auto harmonicity = dsp::computeHarmonicity(whole, settings.harmonicity, progress);
        PROSOSCOPE_VERIFY(pitch);
        PROSOSCOPE_VERIFY(formants);
        PROSOSCOPE_VERIFY(intensity);
        PROSOSCOPE_VERIFY(harmonicity);
        const auto pulses = dsp::findPulses(whole, *pitch);
        // Within pieces, over one edge (20 s), over two, at the very end.
        const std::vector<MeasuredSpan> spans{span(3.1, 4.3), span(19.4, 20.9), span(18.0, 42.0), span(70.0, 75.0)};
        const auto rows = measure(path, spans,
                                  "f0.mean,f0.sd,intensity,hnr,f1.mean,f2@50%,pulses,jitter.local,shimmer.local,voiced,"
                                  "breaks.share,voice.hnr,f0.median,period.mean,f0@50%");
        QCOMPARE(rows.size(), spans.size());
        for (std::size_t i = 0; i < spans.size(); ++i) {
            const dsp::TimeRange range{spans[i].time.start, spans[i].time.end};
            const auto report = dsp::reportVoice(whole, *pitch, pulses, settings.pitch, range);
            double f1 = 0.0;
            double count = 0.0;
            for (std::size_t frame = 0; frame < formants->times.count; ++frame) {
                if (!range.holds(formants->times.at(frame)) || std::isnan(formants->formant(frame, 1))) continue;
                f1 += static_cast<double>(formants->formant(frame, 1));
                count += 1.0;
            }
            const double middle = 0.5 * (range.from + range.to);
            const double expected[] = {report.pitch.mean,
                                       report.pitch.deviation,
                                       dsp::meanIntensity(*intensity, range),
                                       dsp::harmonicityStatistics(*harmonicity, range).mean,
                                       f1 / count,
                                       formants->at(middle, 2),
                                       static_cast<double>(report.pulses),
                                       report.jitter.local,
                                       report.shimmer.local,
                                       1.0 - report.unvoicedShare,
                                       report.breakShare,
                                       report.harmonicsToNoise,
                                       report.pitch.median,
                                       report.periods.mean,
                                       pitch->at(middle)};
            for (std::size_t column = 0; column < std::size(expected); ++column) {
                const double tolerance =
                    column == 4 || column == 5 ? 1e-3 * expected[column] : 1e-6 * std::abs(expected[column]);
                QVERIFY2(near(number(rows[i], column), expected[column], tolerance + 1e-9) ||
                             (std::isnan(expected[column]) && std::isnan(number(rows[i], column))),
                         qPrintable(QString("span %1 column %2: %3 instead of %4")
                                        .arg(i)
                                        .arg(column)
                                        .arg(number(rows[i], column), 0, 'g', 10)
                                        .arg(expected[column], 0, 'g', 10)));
            }
        }
    }

    void aRowDoesNotDependOnTheOthers() {
        const auto path = place("long.wav");
        const auto alone = measure(path, {span(25.0, 26.0)}, "f0.mean,jitter.local,f1.mean,shimmer.db");
        const auto among = measure(path, {span(60.0, 61.0), span(0.0, 5.0), span(25.0, 26.0), span(5.0, 70.0)},
                                   "f0.mean,jitter.local,f1.mean,shimmer.db");
        QCOMPARE(among.size(), std::size_t{4});
        for (std::size_t column = 0; column < 4; ++column) QVERIFY(same(number(alone[0], column), number(among[2], column)));
    }

    void equalsPraat() {
        PROSOSCOPE_SHARED_OR_SKIP(reference, "reference");
        std::ifstream file(reference / "functionals" / "praat_scalars.csv");
        const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
        const auto table = core::parseCsv(text, "praat_scalars.csv");
        PROSOSCOPE_VERIFY(table);
        struct Pair {
            const char* column;
            const char* name;
            double tolerance;  ///< share, of dB absolute
        };
        const Pair pairs[] = {{"f0_mean_hz", "f0.mean", 1e-3},
                              {"f0_median_hz", "f0.median", 1e-3},
                              {"intensity_mean_db", "intensity", 1e-3},
                              {"intensity_max_db", "intensity.max", 2e-3},
                              {"hnr_mean_db", "hnr", 2e-2},
                              {"F1_mean_hz", "f1.mean", 1e-2},
                              {"F2_mean_hz", "f2.mean", 1e-2},
                              {"F1_median_hz", "f1.median", 1e-2},
                              {"F3_mean_hz", "f3.mean", 1e-2},
                              {"f0_sd_hz", "f0.sd", 2e-2}};
        std::string names;
        for (const auto& pair : pairs) names += std::string(pair.name) + ",";
        int clips = 0;
        int values = 0;
        int close = 0;
        for (const auto& row : table->rows) {
            const auto path = reference / "cases" / row[0] / "audio.wav";
            const auto info = audio::probeAudio(path);
            if (!info || info->frames == 0) continue;
            const auto rows = measure(path, {wholeSpan(*info)}, names.c_str());
            if (rows.empty()) continue;
            ++clips;
            const bool silent = holdsDigitalSilence(path);
            for (std::size_t i = 0; i < std::size(pairs); ++i) {
                const auto wanted = core::parseNumber(row[*table->column(pairs[i].column)]).value_or(std::nan(""));
                // In digital silence Praat has a level of -300 dB and formants of rounding errors.
                const bool formant = pairs[i].column[0] == 'F';
                if (std::isnan(wanted) || wanted == -300.0 || (formant && silent)) continue;
                ++values;
                if (near(number(rows[0], i), wanted, std::max(pairs[i].tolerance * std::abs(wanted), 1e-3))) ++close;
            }
        }
        qInfo("%d clips: %d of %d values equal Praat's", clips, close, values);
        QVERIFY(clips > 25);
        QVERIFY(close >= values - 2);
    }

    void shortBrokenAndLateSpansAreEmpty() {
        const auto tiny = measured::write(place("tiny.wav"), measured::sound({{0.01, 150.0}}));
        const auto rows = measure(tiny, {span(0.0, 0.01), span(5.0, 6.0), span(-3.0, -1.0)},
                                  "f0.mean,intensity,hnr,f1.mean,jitter.local,voiced,duration,f0@50%");
        QCOMPARE(rows.size(), std::size_t{3});
        for (const auto& row : rows) {
            for (std::size_t column = 0; column < 6; ++column) {
                if (column == 3 && &row == &rows[0]) continue;  // one frame has formants
                QVERIFY2(isEmpty(row.cells[column]), qPrintable(QString::number(number(row, column))));
            }
        }
        QVERIFY(near(number(rows[1], 6), 1.0, 1e-12));
        // An interval between two frames holds none.
        const auto path = measured::write(place("tone.wav"), measured::sound({{1.0, 150.0}}));
        const auto narrow = measure(path, {span(0.5001, 0.5002)}, "f0.mean,f0@50%");
        QVERIFY(isEmpty(narrow[0].cells[0]) != isEmpty(narrow[0].cells[1]));
    }

    void brokenSettingsAndFilesAreSaid() {
        const auto path = place("tone.wav");
        MeasureSettings settings;
        settings.pitch.floorHz = 700.0;
        QVERIFY(!MeasuredSound::open(path, settings));
        settings.pitch.floorHz = 0.0;
        QVERIFY(!MeasuredSound::open(path, settings));
        settings = {};
        settings.formants.formants = 0;
        QVERIFY(!MeasuredSound::open(path, settings));
        QVERIFY(!MeasuredSound::open(place("absent.wav"), {}));
        PROSOSCOPE_VERIFY(core::writeFile(place("broken.wav"), "RIFF no more"));
        QVERIFY(!MeasuredSound::open(place("broken.wav"), {}));
        // Cut short while it is open.
        const auto cut = measured::write(place("cut.wav"), measured::sound({{2.0, 150.0}}));
        auto sound = MeasuredSound::open(cut, {});
        PROSOSCOPE_VERIFY(sound);
        std::filesystem::resize_file(cut, 20000);
        core::Progress progress;
        const auto quantities = parseQuantities("f0.mean");
        const std::vector<MeasuredSpan> spans{span(0.0, 2.0)};
        const auto rows = measureSpans(**sound, spans, *quantities, nullptr, progress);
        QVERIFY(!rows && QString::fromStdString(rows.error().message()).contains("cut.wav"));
    }

    void stopsWhenAsked() {
        auto sound = MeasuredSound::open(place("long.wav"), {});
        PROSOSCOPE_VERIFY(sound);
        std::stop_source stop;
        int reports = 0;
        core::Progress progress(stop.get_token(), [&](double, const core::Text&) {
            if (++reports == 2) stop.request_stop();
        });
        std::vector<MeasuredSpan> spans;
        for (int i = 0; i < 70; ++i) spans.push_back(span(i, i + 0.5));
        const auto rows = measureSpans(**sound, spans, *parseQuantities("f0.mean,f1.mean"), nullptr, progress);
        QVERIFY(!rows);
        QCOMPARE(rows.error().kind, core::ErrorKind::Cancelled);
    }

    void tiersLabelsAndParentsBecomeSpans() {
        const auto annotation = examples::speech();
        const auto spans = measuredSpans(annotation, {"phones", {}, false}, "a.TextGrid");
        PROSOSCOPE_VERIFY(spans);
        QCOMPARE(spans->size(), std::size_t{4});
        QCOMPARE(spans->front().label, std::string("j"));
        QCOMPARE(spans->front().parent.value_or(""), std::string("ja"));
        QCOMPARE(measuredSpans(annotation, {"phones", {}, true}, "")->size(), std::size_t{5});
        const auto matcher = TextMatcher::create({"[ao]", true, false, true});
        PROSOSCOPE_VERIFY(matcher);
        QCOMPARE(measuredSpans(annotation, {"phones", *matcher, false}, "")->size(), std::size_t{2});
        const auto points = measuredSpans(annotation, {"tones", {}, false}, "");
        PROSOSCOPE_VERIFY(points);
        QVERIFY(points->front().time == (Interval{1.0, 1.0}));
        const auto above = measuredSpans(annotation, {"tones", {}, false, "phrases"}, "");
        PROSOSCOPE_VERIFY(above);
        QCOMPARE(above->front().parent.value_or(""), std::string("ja so"));
        QVERIFY(!measuredSpans(annotation, {"tones", {}, false, "none"}, ""));
        const auto none = measuredSpans(annotation, {"vowels", {}, false}, "a.TextGrid");
        QVERIFY(!none);
        const auto sentence = QString::fromStdString(none.error().message());
        QVERIFY2(sentence.contains("a.TextGrid") && sentence.contains("vowels") && sentence.contains("words, phones"),
                 qPrintable(sentence));
    }

    void emotionComesFromTheCaller() {
        auto sound = MeasuredSound::open(place("tone.wav"), {});
        PROSOSCOPE_VERIFY(sound);
        EmotionSource emotion{{"calm", "angry"}, [](double start, double) -> core::Result<std::vector<float>> {
                                  return std::vector<float>{start < 0.5 ? 0.25F : 0.75F, start < 0.5 ? 0.75F : 0.25F};
                              }};
        const std::vector<MeasuredSpan> spans{span(0.0, 0.4), span(0.6, 0.9), span(4.0, 5.0)};
        core::Progress progress;
        const auto quantities = *parseQuantities("emotion,emotion.angry,duration");
        const auto rows = measureSpans(**sound, spans, quantities, &emotion, progress);
        PROSOSCOPE_VERIFY(rows);
        QCOMPARE(std::get<std::string>((*rows)[0].cells[0]), std::string("angry"));
        QCOMPARE(number((*rows)[0], 1), 0.75);
        QCOMPARE(std::get<std::string>((*rows)[1].cells[0]), std::string("calm"));
        QVERIFY(isEmpty((*rows)[2].cells[0]) && isEmpty((*rows)[2].cells[1]));  // nothing there to be heard
        QVERIFY(!measureSpans(**sound, spans, quantities, nullptr, progress));
        const auto unknown = measureSpans(**sound, spans, *parseQuantities("emotion.bored"), &emotion, progress);
        QVERIFY(!unknown && QString::fromStdString(unknown.error().message()).contains("calm, angry"));
    }

    void filesAndTheirTable() {
        const auto path = measured::write(place("näh e.wav"), measured::sound({{1.0, 0.0}, {1.0, 120.0}, {1.0, 200.0}}));
        const auto text = formatAnnotation(examples::speech(), FileFormat::TextGrid);
        PROSOSCOPE_VERIFY(text);
        PROSOSCOPE_VERIFY(core::writeFile(place("näh e.TextGrid"), *text));
        MeasureRequest request{*parseQuantities("label,f0.mean,duration"), SpanChoice{"words", {}, false}, {}};
        core::Progress progress;
        const auto file = measureFile(path, std::nullopt, request, {}, progress);
        PROSOSCOPE_VERIFY(file);
        QCOMPARE(file->annotation->filename().string(), std::string("näh e.TextGrid"));
        const auto csv = measurementsHeader(request.quantities) + measurementRows(path, file->rows, request.quantities);
        const auto table = core::parseCsv(csv, "table");
        PROSOSCOPE_VERIFY(table);
        const std::vector<std::string> columns{"file", "tier", "start", "end", "label", "f0.mean", "duration"};
        QVERIFY(table->columns == columns);
        QCOMPARE(table->rows.size(), std::size_t{2});
        QCOMPARE(table->rows[0][4], std::string("ja"));
        QVERIFY(near(*core::parseNumber(table->rows[0][5]), 120.0, 1.0));
        QVERIFY(near(*core::parseNumber(table->rows[1][5]), 200.0, 1.0));
        QCOMPARE(table->rows[1][6], std::string("1"));
        // Without a tier the whole recording; without an annotation a sentence.
        request.choice.reset();
        QCOMPARE(measureFile(path, std::nullopt, request, {}, progress)->rows.size(), std::size_t{1});
        request.choice = SpanChoice{"words", {}, false};
        const auto missing = measureFile(place("tone.wav"), std::nullopt, request, {}, progress);
        QVERIFY(!missing);
        QCOMPARE(missing.error().kind, core::ErrorKind::NotFound);
    }

    void numbersInFilesAreShortAndExact() {
        Quantity start;
        start.subject = Subject::Start;
        QCOMPARE(cellText(0.1 + 0.2, start), std::string("0.3"));
        QCOMPARE(cellText(0.0, start), std::string("0"));
        QCOMPARE(cellText(21600.000000001, start), std::string("21600.000000001"));
        Quantity pitch;
        pitch.subject = Subject::Pitch;
        QCOMPARE(cellText(static_cast<double>(123.4F), pitch), std::string("123.4"));
        QCOMPARE(cellText(std::nan(""), pitch), std::string());
    }
};

QTEST_GUILESS_MAIN(TestMeasure)
#include "TestMeasure.moc"
