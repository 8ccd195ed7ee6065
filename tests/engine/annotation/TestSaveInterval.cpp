// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/AnnotationFile.h"
#include "engine/annotation/Beside.h"
#include "engine/annotation/SaveInterval.h"
#include "engine/audio/WavWriter.h"
#include "engine/core/SafeFile.h"
#include "tests/engine/annotation/Examples.h"
#include "tests/engine/annotation/MeasureExamples.h"

using namespace prososcope;
using namespace prososcope::annotation;

namespace {

/// Samples of a file, channel after channel.
std::vector<std::vector<float>> samplesOf(const std::filesystem::path& path) {
    core::Progress progress;
    const auto clip = audio::decodeAudio(path, {}, progress);
    return clip ? (*clip)->channels : std::vector<std::vector<float>>{};
}

}  // namespace

/// Parts of recordings saved as sound with their part of the annotation, under names that hurt nobody.
class TestSaveInterval : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path place(const char* name) const { return toPath(m_folder.filePath(name)); }

private Q_SLOTS:
    void soundAndAnnotationAreThePart() {
        audio::AudioClip clip{8000, std::vector<std::vector<float>>(2, std::vector<float>(24000))};
        for (std::size_t i = 0; i < 24000; ++i) {
            clip.channels[0][i] = static_cast<float>(i) / 32768.0F;
            clip.channels[1][i] = -static_cast<float>(i) / 32768.0F;
        }
        PROSOSCOPE_VERIFY(audio::writeWav(place("two.wav"), clip));
        auto reader = audio::AudioReader::open(place("two.wav"));
        PROSOSCOPE_VERIFY(reader);
        const auto annotation = examples::speech();
        core::Progress progress;
        const auto saved = saveInterval(**reader, &annotation, {0.5, 1.75}, place("out/part.wav"), progress);
        PROSOSCOPE_VERIFY(saved);
        const auto samples = samplesOf(saved->sound);
        QCOMPARE(samples.size(), std::size_t{2});
        QCOMPARE(samples[0].size(), std::size_t{10000});
        for (std::size_t i = 0; i < 10000; ++i) {
            QCOMPARE(samples[0][i], clip.channels[0][4000 + i]);
            QCOMPARE(samples[1][i], clip.channels[1][4000 + i]);
        }
        QVERIFY(saved->annotation.has_value());
        const auto read = readAnnotation(*saved->annotation);
        PROSOSCOPE_VERIFY(read);
        QVERIFY(read->notes.empty());
        QCOMPARE(read->annotation.end(), 1.25);
        QCOMPARE(examples::text(*read->annotation.find("words")), QString("0 |0.5 ja"));
        QCOMPARE(examples::text(*read->annotation.find("tones")), QString("0.5 H"));
        // Without an annotation sound alone.
        const auto bare = saveInterval(**reader, nullptr, {0.0, 0.1}, place("out/bare.wav"), progress);
        PROSOSCOPE_VERIFY(bare);
        QVERIFY(!bare->annotation && !std::filesystem::exists(place("out/bare.TextGrid")));
    }

    void floatStaysFloat() {
        const auto path = measured::write(place("float.wav"), {0.1F, 1.5F, -2.25F, 1e-6F});
        auto reader = audio::AudioReader::open(path);
        PROSOSCOPE_VERIFY(reader);
        core::Progress progress;
        PROSOSCOPE_VERIFY(saveInterval(**reader, nullptr, {0.0, 1.0}, place("copy.wav"), progress));
        QVERIFY(samplesOf(place("copy.wav")) == samplesOf(path));
        QCOMPARE(audio::encodingFor((*reader)->info()), audio::WavEncoding::Float32);
    }

    void nothingIsWrittenOfNothing() {
        auto reader = audio::AudioReader::open(place("two.wav"));
        PROSOSCOPE_VERIFY(reader);
        core::Progress progress;
        for (const Interval part : {Interval{9.0, 10.0}, Interval{1.0, 1.0}, Interval{2.0, 1.0}})
            QVERIFY(!saveInterval(**reader, nullptr, part, place("none.wav"), progress));
        QVERIFY(!std::filesystem::exists(place("none.wav")));
        // Stopped, and a place where nothing can be written.
        std::stop_source stop;
        stop.request_stop();
        core::Progress stopped(stop.get_token());
        QVERIFY(!saveInterval(**reader, nullptr, {0.0, 1.0}, place("none.wav"), stopped));
        QVERIFY(!saveInterval(**reader, nullptr, {0.0, 1.0}, place("two.wav") / "x.wav", progress));
        QVERIFY(!std::filesystem::exists(place("none.wav")));
    }

    void everyIntervalGetsANameOfItsOwn() {
        auto reader = audio::AudioReader::open(place("two.wav"));
        PROSOSCOPE_VERIFY(reader);
        const auto span = [](double start, const char* label) { return MeasuredSpan{{start, start + 0.25}, label, {}, {}, 0}; };
        const std::vector<MeasuredSpan> spans{span(0.0, "a/b"),   span(0.5, "../a:b"), span(1.0, ""),
                                              span(99.0, "late"), span(1.5, "a/b"),    span(2.0, "süß")};
        PROSOSCOPE_VERIFY(core::writeFile(place("all/two_a_b_2.TextGrid"), "mine"));
        const auto annotation = examples::speech();
        core::Progress progress;
        const auto saved = saveIntervals(**reader, &annotation, spans, place("all"), progress);
        PROSOSCOPE_VERIFY(saved);
        QStringList names;
        for (const auto& one : *saved) names << QString::fromStdString(one.sound.filename().string());
        QCOMPARE(names, QStringList({"two_a_b.wav", "two_a_b_3.wav", "two_interval.wav", "two_a_b_4.wav", "two_süß.wav"}));
        QCOMPARE(core::readFile(place("all/two_a_b_2.TextGrid")).value_or(""), std::string("mine"));
        // Again: nothing is overwritten.
        const auto again = saveIntervals(**reader, &annotation, spans, place("all"), progress);
        PROSOSCOPE_VERIFY(again);
        QCOMPARE(again->front().sound.filename().string(), std::string("two_a_b_5.wav"));
    }

    void namesAreSafe() {
        QCOMPARE(safeName("guten Morgen"), std::string("guten_Morgen"));
        QCOMPARE(safeName("../../etc/passwd"), std::string("etc_passwd"));
        QCOMPARE(safeName(".hidden."), std::string("hidden"));
        QCOMPARE(safeName("a\nb\tc\"d"), std::string("a_b_c_d"));
        QCOMPARE(safeName(" \x01?*"), std::string("interval"));
        QCOMPARE(safeName("щука"), std::string("щука"));
        const auto name = safeName(std::string(59, 'x') + "ääää");
        QCOMPARE(name, std::string(59, 'x'));
    }

    void whatLiesBeside() {
        PROSOSCOPE_VERIFY(core::writeFile(place("b/x.wav"), "1"));
        QVERIFY(!annotationBeside(place("b/x.wav")));
        PROSOSCOPE_VERIFY(core::writeFile(place("b/x.eaf"), "1"));
        PROSOSCOPE_VERIFY(core::writeFile(place("b/x.y.TextGrid"), "1"));
        QCOMPARE(annotationBeside(place("b/x.wav")).value_or("").filename().string(), std::string("x.eaf"));
        PROSOSCOPE_VERIFY(core::writeFile(place("b/x.textgrid"), "1"));
        QCOMPARE(annotationBeside(place("b/x.wav")).value_or("").filename().string(), std::string("x.textgrid"));
        QCOMPARE(recordingBeside(place("b/x.textgrid")).value_or(""), place("b/x.wav"));
        QVERIFY(!recordingBeside(place("b/x.y.TextGrid")) && !recordingBeside(place("nowhere/x.eaf")));
        PROSOSCOPE_VERIFY(core::writeFile(place("b/.old/x.eaf"), "1"));
        QCOMPARE(findAnnotations(place("b")).size(), std::size_t{3});
        QVERIFY(findAnnotations(place("nowhere")).empty());
    }

    void writersKeepTheirPromise() {
        auto writer = audio::WavWriter::open(place("short.wav"), {16000, 1, 10, audio::WavEncoding::Pcm16});
        PROSOSCOPE_VERIFY(writer);
        PROSOSCOPE_VERIFY(writer->write(std::vector<float>(9)));
        QVERIFY(!writer->commit());
        QVERIFY(!std::filesystem::exists(place("short.wav")));
        QVERIFY(!audio::WavWriter::open(place("big.wav"), {16000, 2, std::uint64_t{1} << 33U, audio::WavEncoding::Pcm16}));
        QVERIFY(!audio::WavWriter::open(place("none.wav"), {16000, 0, 1, audio::WavEncoding::Pcm16}));
    }
};

QTEST_GUILESS_MAIN(TestSaveInterval)
#include "TestSaveInterval.moc"
