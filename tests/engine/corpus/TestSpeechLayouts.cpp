// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <set>

#include "tests/engine/corpus/CorpusTestSupport.h"
#include "tests/fixtures/WavFixture.h"

using namespace prososcope;
using namespace prososcope::corpus;
namespace fs = std::filesystem;

namespace {

/// Ids, paths and what the manifest of the same recordings says of them.
void compareWithManifest(const fs::path& folder, const Corpus& corpus) {
    const auto manifest = importFrom(folder, "manifest");
    PROSOSCOPE_VERIFY(manifest);
    QCOMPARE(manifest->utterances.size(), corpus.utterances.size());
    std::map<fs::path, Utterance> byPath;
    for (const auto& utterance : manifest->utterances) byPath[utterance.path] = utterance;
    for (const auto& ours : corpus.utterances) {
        const auto& theirs = byPath.at(ours.path);
        QCOMPARE(ours.speaker, theirs.speaker);
        QCOMPARE(ours.gender, theirs.gender);
        QCOMPARE(ours.emotion, theirs.emotion);
        QCOMPARE(ours.transcript, theirs.transcript);
        QCOMPARE(ours.language, theirs.language);
    }
}

const std::string kGrid =
    "File type = \"ooTextFile\"\nObject class = "
    "\"TextGrid\"\n\n0\n0.1\n<exists>\n1\n\"IntervalTier\"\n\"phones\"\n0\n0.1\n1\n0\n0.1\n"
    "\"HH\"\n";

}  // namespace

/// The layouts of nEMO, VCTK, LibriSpeech, LJ Speech and FSDD.
class TestSpeechLayouts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nemo();
    void realNemo();
    void vctkOld();
    void vctkNew();
    void libriSpeech();
    void libriSpeechSubset();
    void ljSpeech();
    void realLjSpeech();
    void fsdd();
    void realFsdd();
    void othersAreLeftAlone_data();
    void othersAreLeftAlone();
};

void TestSpeechLayouts::nemo() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    for (const char* name : {"WR0_surprised_64", "EB0_anger_1", "EB0_fear_9"}) {
        writeClip(folder / "samples" / (std::string(name) + ".wav"));
    }
    writeText(folder / "data.tsv",
              "file_id\temotion\traw_text\tnormalized_text\tspeaker_id\tgender\tage\r\n"
              "WR0_surprised_64.wav\tsurprised\tUcho wykrywa dźwięki.\tucho wykrywa dźwięki\t        WR0\tmale\t23\r\n"
              "EB0_anger_1.wav\tanger\tLubię czytać.\tlubię czytać\t EB0\tfemale\t27\r\n"
              "EB0_anger_2.wav\tanger\tLubię czytać.\tlubię czytać\t EB0\tfemale\t27\r\n"
              "\tanger\tx\tx\tx\tx\tx\r\ntoo\tshort\r\n");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->layout, std::string("nemo"));
    QCOMPARE(corpus->utterances.size(), std::size_t{2});
    const auto first = utteranceOf(*corpus, "WR0_surprised_64");
    QCOMPARE(first.speaker, std::string("WR0"));
    QCOMPARE(first.emotion, std::string("surprised"));
    QCOMPARE(first.transcript, std::string("Ucho wykrywa dźwięki."));
    QCOMPARE(first.texts.at("normalized_text"), std::string("ucho wykrywa dźwięki"));
    QCOMPARE(first.numbers.at("age"), 23.0);
    QCOMPARE(utteranceOf(*corpus, "EB0_anger_1").emotion, std::string("angry"));
    for (const char* part : {"audio missing: 1 (samples/EB0_anger_2.wav)", "name no recording: 1",
                             "Recordings without a label: 1 (samples/EB0_fear_9.wav)",
                             "damaged lines of tables: 1 (data.tsv:6)", "Utterances here: 2; the whole corpus has 4481."}) {
        QVERIFY2(hasRemark(*corpus, part), (part + (" is missing in:\n" + remarksOf(*corpus))).c_str());
    }
}

void TestSpeechLayouts::realNemo() {
    PROSOSCOPE_SHARED_OR_SKIP(folder, "data/nemo");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->layout, std::string("nemo"));
    QVERIFY2(corpus->remarks.empty(), remarksOf(*corpus).c_str());
    QCOMPARE(corpus->utterances.size(), std::size_t{4481});
    double seconds = 0.0;
    std::set<std::string> sentences;
    for (const auto& utterance : corpus->utterances) {
        seconds += utterance.seconds();
        sentences.insert(utterance.transcript);
    }
    QVERIFY(std::abs(seconds / 3600.0 - 3.07) < 0.005);
    QCOMPARE(sentences.size(), std::size_t{90});
    compareWithManifest(folder, *corpus);
}

void TestSpeechLayouts::vctkOld() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    const auto root = folder / "VCTK-Corpus";
    for (const char* name : {"p225/p225_001", "p225/p225_002", "p315/p315_001", "notes/other"}) {
        writeClip(root / "wav48" / (std::string(name) + ".wav"));
    }
    writeText(root / "txt" / "p225" / "p225_001.txt", "Please call Stella.\n");
    writeText(root / "speaker-info.txt",
              "ID  AGE  GENDER  ACCENTS  REGION \n225  23  F    English    Southern  England\n315  18  M    American   New  "
              "England\n");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->layout, std::string("vctk"));
    QCOMPARE(corpus->licence, std::string("ODC-By-1.0"));
    QCOMPARE(corpus->utterances.size(), std::size_t{3});
    const auto first = utteranceOf(*corpus, "p225_001");
    QCOMPARE(first.path, fs::path("VCTK-Corpus/wav48/p225/p225_001.wav"));
    QCOMPARE(first.speaker, std::string("p225"));
    QCOMPARE(first.gender, std::string("female"));
    QCOMPARE(first.transcript, std::string("Please call Stella."));
    QCOMPARE(first.numbers.at("age"), 23.0);
    QCOMPARE(first.texts, (std::map<std::string, std::string>{{"accent", "English"}, {"region", "Southern England"}}));
    QVERIFY2(hasRemark(*corpus, "Recordings without a transcript: 1 (VCTK-Corpus/wav48/p225/p225_002.wav)"),
             remarksOf(*corpus).c_str());  // not those of p315, which has none as published
    QVERIFY(hasRemark(*corpus, "Speakers here: 2; the whole corpus has 109."));
    const auto other = importFrom(folder, "vctk", {{"microphone", "mic2"}});
    QVERIFY(!other);
    QVERIFY(other.error().message().find("one microphone only") != std::string::npos);
}

void TestSpeechLayouts::vctkNew() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    for (const char* name : {"p225/p225_001_mic1", "p225/p225_001_mic2", "p225/p225_002_mic1", "p280/p280_001_mic1",
                             "s5/s5_001_mic1", "s5/s5_001_mic2"}) {
        writeClip(folder / "wav48_silence_trimmed" / (std::string(name) + ".wav"));
    }
    for (const char* name : {"p225/p225_001", "p225/p225_002", "p280/p280_001", "s5/s5_001"}) {
        writeText(folder / "txt" / (std::string(name) + ".txt"), "A text.");
    }
    writeText(folder / "speaker-info.txt",
              "ID  AGE  GENDER  ACCENTS  REGION COMMENTS \np225  23  F    English    Southern  England\n"
              "p280  25  F    Unknown    France  (mic2 files unavailable)\ns5  M\n");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->licence, std::string("CC-BY-4.0"));
    QCOMPARE(corpus->utterances.size(), std::size_t{4});
    QCOMPARE(utteranceOf(*corpus, "p280_001").texts.at("region"), std::string("France"));
    QCOMPARE(utteranceOf(*corpus, "p280_001").path.filename(), fs::path("p280_001_mic1.wav"));
    QVERIFY2(hasRemark(*corpus, "Speakers here: 3; the whole corpus has 110.") && corpus->remarks.size() == 1,
             remarksOf(*corpus).c_str());
    const auto second = importFrom(folder, "auto", {{"microphone", "mic2"}});
    PROSOSCOPE_VERIFY(second);
    QCOMPARE(second->utterances.size(), std::size_t{2});
    QCOMPARE(utteranceOf(*second, "s5_001").path.filename(), fs::path("s5_001_mic2.wav"));
    QCOMPARE(utteranceOf(*second, "s5_001").texts.at("microphone"), std::string("mic2"));
    QVERIFY2(hasRemark(*second, "not recorded by the chosen microphone: 1 (p225_002)"), remarksOf(*second).c_str());
    QVERIFY(hasRemark(*second, "the whole corpus has 108."));
    const auto third = importFrom(folder, "vctk", {{"microphone", "mic3"}});
    QVERIFY(!third);
    QVERIFY(third.error().message().find("Choose mic1 or mic2") != std::string::npos);
}

void TestSpeechLayouts::libriSpeech() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    const auto root = folder / "LibriSpeech";
    writeText(root / "SPEAKERS.TXT",
              ";ID  |SEX| SUBSET           |MINUTES| NAME\n84   | F | dev-clean        | 8.02  | Christie Nowak\n"
              "103  | M | train-clean-100  | 25.03 | Karen | Savage\n");
    writeClip(root / "dev-clean" / "84" / "121123" / "84-121123-0000.wav");
    writeClip(root / "dev-clean" / "84" / "121123" / "84-121123-0002.wav");
    writeText(root / "dev-clean" / "84" / "121123" / "84-121123.trans.txt",
              "84-121123-0000 GO DO YOU HEAR\n84-121123-0001 BUT IN LESS\n");
    writeText(root / "dev-clean" / "84" / "121123" / "84-121123-0000.TextGrid", kGrid);
    writeClip(root / "train-clean-100" / "103" / "1240" / "103-1240-0000.wav");
    writeText(root / "train-clean-100" / "103" / "1240" / "103-1240.trans.txt", "103-1240-0000 CHAPTER ONE\n");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->layout, std::string("librispeech"));
    QCOMPARE(corpus->utterances.size(), std::size_t{2});
    const auto first = utteranceOf(*corpus, "84-121123-0000");
    QCOMPARE(first.speaker, std::string("84"));
    QCOMPARE(first.gender, std::string("female"));
    QCOMPARE(first.transcript, std::string("GO DO YOU HEAR"));
    QCOMPARE(first.split, std::string("development"));
    QCOMPARE(first.texts, (std::map<std::string, std::string>{{"subset", "dev-clean"}, {"chapter", "121123"}}));
    QCOMPARE(readAlignment(*corpus, first, "phones")->at(0).label, std::string("HH"));
    const auto second = utteranceOf(*corpus, "103-1240-0000");
    QCOMPARE(second.split, std::string("train"));
    QCOMPARE(second.gender, std::string("male"));
    for (const char* part : {"audio missing: 1 (LibriSpeech/dev-clean/84/121123/84-121123-0001.flac)",
                             "Recordings without a transcript: 1 (LibriSpeech/dev-clean/84/121123/84-121123-0002.wav)",
                             "Utterances of dev-clean here: 1; the whole subset has 2703.",
                             "Utterances of train-clean-100 here: 1; the whole subset has 28539."}) {
        QVERIFY2(hasRemark(*corpus, part), (part + (" is missing in:\n" + remarksOf(*corpus))).c_str());
    }
}

void TestSpeechLayouts::libriSpeechSubset() {
    QTemporaryDir place;
    const auto folder = toPath(place.path()) / "test-other";
    writeText(toPath(place.path()) / "SPEAKERS.TXT", "7 | M | test-other | 1 | X\n");
    writeClip(folder / "7" / "8" / "7-8-0000.wav");
    writeText(folder / "7" / "8" / "7-8.trans.txt", "7-8-0000 WORDS\n");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->utterances[0].split, std::string("test"));
    QCOMPARE(corpus->utterances[0].gender, std::string("male"));
    QVERIFY(hasRemark(*corpus, "Utterances of test-other here: 1; the whole subset has 2939."));
}

void TestSpeechLayouts::ljSpeech() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    const auto root = folder / "LJSpeech-1.1";
    writeClip(root / "wavs" / "LJ001-0001.wav");
    writeClip(root / "wavs" / "LJ001-0009.wav");
    writeText(root / "metadata.csv",
              "LJ001-0001|\"Printing, in 1450|\"Printing, in fourteen fifty\nLJ001-0002|only a text\nno separator\n");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->layout, std::string("ljspeech"));
    QCOMPARE(corpus->utterances.size(), std::size_t{1});
    const auto first = utteranceOf(*corpus, "LJ001-0001");
    QCOMPARE(first.transcript, std::string("\"Printing, in fourteen fifty"));  // the quote is never closed
    QCOMPARE(first.texts.at("raw_text"), std::string("\"Printing, in 1450"));
    QCOMPARE(first.speaker, std::string("LJ"));
    for (const char* part : {"audio missing: 1 (LJSpeech-1.1/wavs/LJ001-0002.wav)", "name no recording: 1 (no separator)",
                             "Recordings without a transcript: 1 (LJSpeech-1.1/wavs/LJ001-0009.wav)", "has 13100."}) {
        QVERIFY2(hasRemark(*corpus, part), (part + (" is missing in:\n" + remarksOf(*corpus))).c_str());
    }
}

void TestSpeechLayouts::realLjSpeech() {
    PROSOSCOPE_SHARED_OR_SKIP(folder, "data/ljspeech32");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->layout, std::string("ljspeech"));
    QCOMPARE(corpus->utterances.size(), std::size_t{32});
    QVERIFY2(corpus->remarks.size() == 1 && hasRemark(*corpus, "Utterances here: 32; the whole corpus has 13100."),
             remarksOf(*corpus).c_str());
    compareWithManifest(folder, *corpus);
}

void TestSpeechLayouts::fsdd() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    for (const char* name : {"0_george_4", "7_jackson_32", "3_anna_5", "notes"}) {
        writeClip(folder / "recordings" / (std::string(name) + ".wav"));
    }
    writeText(folder / "speakers.json", R"({"george": {"gender": "male", "accent": "GRC/Greek"}, "jackson": 3})");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->layout, std::string("fsdd"));
    QCOMPARE(corpus->utterances.size(), std::size_t{3});
    const auto zero = utteranceOf(*corpus, "0_george_4");
    QCOMPARE(zero.transcript, std::string("zero"));
    QCOMPARE(zero.gender, std::string("male"));
    QCOMPARE(zero.texts.at("accent"), std::string("GRC/Greek"));
    QCOMPARE(zero.split, std::string("test"));
    const auto seven = utteranceOf(*corpus, "7_jackson_32");
    QCOMPARE(seven.transcript, std::string("seven"));
    QCOMPARE(seven.split, std::string("train"));
    QCOMPARE(seven.gender, std::string());
    QVERIFY2(hasRemark(*corpus, "not named like recordings of FSDD: 1 (recordings/notes.wav)"), remarksOf(*corpus).c_str());
    QVERIFY(hasRemark(*corpus, "Utterances here: 3; the whole corpus has 3000."));
    writeText(folder / "speakers.json", "{");
    QVERIFY(hasRemark(*importFrom(folder), "no readable table: 1 (speakers.json)"));
}

void TestSpeechLayouts::realFsdd() {
    PROSOSCOPE_SHARED_OR_SKIP(folder, "data/fsdd");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->layout, std::string("fsdd"));
    QCOMPARE(corpus->utterances.size(), std::size_t{600});
    QVERIFY2(corpus->remarks.size() == 1 && hasRemark(*corpus, "Utterances here: 600; the whole corpus has 3000."),
             remarksOf(*corpus).c_str());
    compareWithManifest(folder, *corpus);
    const auto tests = std::count_if(corpus->utterances.begin(), corpus->utterances.end(),
                                     [](const Utterance& utterance) { return utterance.split == "test"; });
    QCOMPARE(tests, std::ptrdiff_t{300});
}

void TestSpeechLayouts::othersAreLeftAlone_data() {
    QTest::addColumn<QString>("clip");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("layout");
    QTest::newRow("another table of a voice") << "wavs/utt1.wav"
                                              << "metadata.csv"
                                              << "utt1|a text|a text\n"
                                              << "ljspeech";
    QTest::newRow("another table") << "samples/one.wav"
                                   << "data.tsv"
                                   << "file\tlength\none\t3\n"
                                   << "nemo";
    QTest::newRow("other digits") << "recordings/3_anna_5.wav"
                                  << "readme.txt"
                                  << "Anna counts"
                                  << "fsdd";
    QTest::newRow("another wav48") << "wav48/anna/one.wav"
                                   << "speaker-info.txt"
                                   << "anna"
                                   << "vctk";
    QTest::newRow("numbered folders") << "84/121123/one.wav"
                                      << "84/121123/text.txt"
                                      << "GO"
                                      << "librispeech";
    QTest::newRow("another folder Audio") << "Audio/one.wav"
                                          << "Labels/labels.csv"
                                          << "a,b\n"
                                          << "msp-podcast";
    QTest::newRow("another AudioWAV") << "AudioWAV/one.wav"
                                      << "VideoDemographics.csv"
                                      << "a,b\n"
                                      << "crema-d";
    QTest::newRow("another Session1") << "Session1/sentences/wav/one.wav"
                                      << "Session1/dialog/one.txt"
                                      << "a"
                                      << "iemocap";
}

/// None of the layouts takes what is only a little like its corpus: a manifest beside decides, and without one none fits.
void TestSpeechLayouts::othersAreLeftAlone() {
    QFETCH(QString, clip);
    QFETCH(QString, file);
    QFETCH(QString, text);
    QFETCH(QString, layout);
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / toPath(clip));
    writeText(folder / toPath(file), text.toStdString());
    const auto none = importFrom(folder);
    QVERIFY(!none);
    QVERIFY2(none.error().message().find("no corpus layout fits") != std::string::npos, none.error().message().c_str());
    const auto told = importFrom(folder, layout.toStdString());
    QVERIFY(!told);
    QVERIFY2(told.error().message().find("does not look like") != std::string::npos, told.error().message().c_str());
    writeText(folder / "manifest.csv", "path,speaker,emotion\n" + clip.toStdString() + ",s1,sad\n");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->layout, std::string("manifest"));
}

QTEST_GUILESS_MAIN(TestSpeechLayouts)
#include "TestSpeechLayouts.moc"
