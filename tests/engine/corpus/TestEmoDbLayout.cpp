// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <fstream>

#include "engine/corpus/Archive.h"
#include "engine/corpus/Folds.h"
#include "tests/engine/corpus/CorpusTestSupport.h"
#include "tests/fixtures/WavFixture.h"

using namespace prososcope;
using namespace prososcope::corpus;

class TestEmoDbLayout : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void labelsAndListeners();
    void authorsTable();
    void packedLabelsAreNamed();
    void realCopy();
    void realLabels();
};

void TestEmoDbLayout::labelsAndListeners() {
    QTemporaryDir place;
    const auto folder = toPath(place.path()) / "EmoDB";
    writeClip(folder / "wav" / "03a01Fa.wav");
    writeClip(folder / "wav" / "14b09Ea.wav");
    writeText(folder / "lablaut" / "03a01Faxx.lablaut", "#\n 0.01 -1 _t\n 0.05 -1 .\n");
    writeText(folder / "lablaut" / "14b09Ea.lablaut", "#\n 0.01 -1 old\n 0.05 -1 .\n");
    writeText(folder / "lablaut" / "14b09Eaxx.lablaut", "#\n 0.01 -1 new\n 0.05 -1 .\n");
    writeText(folder / "silb" / "03a01Fa.silb", "0.01\tder\n0.05\t.\n");
    writeText(folder / "silb" / "14b09Ea.silb", "");  // as published, for one of the clips
    writeText(folder / "labsilb" / "03a01Fa.labsilb", "#\n 0.01 -1 not used\n");
    writeText(folder / "labsilb" / "14b09Ea.labsilb", "#\n 0.02 -1 k\xf6n\t0.4\n 0.05 -1 .\n");
    writeText(folder / "perception.csv", "path,recognised_pct,natural_pct\nwav/03a01Fa.flac,90.0,75.0\nwav/absent.flac,1,2\n");
    writeText(folder / "valence_arousal_47.csv", "path,file,valence,arousal\nwav/14b09Ea.flac,15.wav,-0.7,0.5\n");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    const auto first = utteranceOf(*corpus, "wav/03a01Fa");
    const auto second = utteranceOf(*corpus, "wav/14b09Ea");
    QCOMPARE(readAlignment(*corpus, first, "phones")->at(0).label, std::string("_t"));
    QCOMPARE(readAlignment(*corpus, first, "syllables")->at(0).label, std::string("der"));
    QCOMPARE(readAlignment(*corpus, second, "phones")->at(0).label, std::string("new"));
    QCOMPARE(readAlignment(*corpus, second, "syllables")->at(0).label, std::string("kön"));
    QCOMPARE(first.numbers, (std::map<std::string, double>{{"recognition", 90.0}, {"naturalness", 75.0}}));
    QVERIFY(second.numbers.empty() && !first.valence);
    QCOMPARE(second.valence.value(), -0.7);
    QCOMPARE(second.arousal.value(), 0.5);
    QCOMPARE(
        corpus->scales,
        (std::map<std::string, Scale>{
            {"recognition", {0.0, 100.0}}, {"naturalness", {0.0, 100.0}}, {"valence", {-1.0, 1.0}}, {"arousal", {-1.0, 1.0}}}));
    QVERIFY2(hasRemark(*corpus, "Utterances here: 2; the whole corpus has 535."), remarksOf(*corpus).c_str());
}

void TestEmoDbLayout::authorsTable() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "03a01Fa.wav");
    writeText(folder / "erkennung.txt",
              "Nr.\tSatz\terkannt\tnatuerlich\r\n1\xa0\xa0\t03a01Ab.wav\t65,00\xa0\xa0\t35,00\xa0\xa0\r\n"
              "2\xa0\xa0\t03a01Fa.wav\t90,25\xa0\xa0\t75,00\xa0\xa0\r\ndamaged\tline\r\n");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->utterances[0].numbers, (std::map<std::string, double>{{"recognition", 90.25}, {"naturalness", 75.0}}));
    QVERIFY(!hasRemark(*corpus, "Windows-1252"));  // it is published so
}

void TestEmoDbLayout::packedLabelsAreNamed() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "wav" / "03a01Fa.wav");
    writeText(folder / "labels.tar.gz", "an archive");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QVERIFY(hasRemark(*corpus, "labels.tar.gz holds labels of phones and syllables"));
}

void TestEmoDbLayout::realCopy() {
    PROSOSCOPE_SHARED_OR_SKIP(folder, "data/emodb");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->layout, std::string("emodb"));
    QCOMPARE(corpus->utterances.size(), std::size_t{535});
    QCOMPARE(
        corpus->emotionCounts(),
        (std::map<std::string, std::size_t>{
            {"angry", 127}, {"bored", 81}, {"disgusted", 46}, {"fearful", 69}, {"happy", 71}, {"neutral", 79}, {"sad", 62}}));
    QVERIFY2(corpus->remarks.size() == 1 && hasRemark(*corpus, "labels.tar.gz"), remarksOf(*corpus).c_str());
    std::size_t judged = 0;
    double seconds = 0.0;
    for (const auto& utterance : corpus->utterances) {
        QVERIFY(utterance.numbers.contains("recognition") && utterance.numbers.contains("naturalness"));
        judged += utterance.valence && utterance.arousal ? 1 : 0;
        seconds += utterance.seconds();
    }
    QCOMPARE(judged, std::size_t{47});
    QVERIFY(std::abs(seconds / 3600.0 - 0.413) < 0.0005);
    const auto first = utteranceOf(*corpus, "wav/03a04Fd");
    QCOMPARE(first.valence.value(), 0.7);
    QCOMPARE(first.arousal.value(), 0.5);
}

/// The labels unpacked beside the clips, as the authors published them; the listeners from the authors' own table.
void TestEmoDbLayout::realLabels() {
    PROSOSCOPE_SHARED_OR_SKIP(source, "data/emodb");
    QTemporaryDir place(QString::fromStdString((fixture::quickFolder() / "emodb-XXXXXX").string()));
    const auto folder = toPath(place.path()) / "download";
    core::Progress progress;
    PROSOSCOPE_VERIFY(unpackArchive(source / "labels.tar.gz", folder, progress));
    std::filesystem::create_directory_symlink(source / "wav", folder / "wav");
    std::filesystem::copy_file(source / "erkennung.txt", folder / "erkennung.txt");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QVERIFY2(corpus->remarks.empty(), remarksOf(*corpus).c_str());
    const auto published = importFrom(source);
    PROSOSCOPE_VERIFY(published);
    std::size_t phones = 0;
    std::size_t syllables = 0;
    for (std::size_t i = 0; i < corpus->utterances.size(); ++i) {
        const auto& utterance = corpus->utterances[i];
        QCOMPARE(utterance.numbers, published->utterances[i].numbers);
        for (const char* tier : {"phones", "syllables"}) {
            const auto labels = readAlignment(*corpus, utterance, tier);
            PROSOSCOPE_VERIFY(labels);
            double end = 0.0;
            for (const auto& label : *labels) {
                QVERIFY2(label.startSeconds >= end, utterance.id.c_str());
                QVERIFY2(label.endSeconds >= label.startSeconds && !label.label.empty(), utterance.id.c_str());
                end = label.endSeconds;
            }
            QVERIFY2(end <= utterance.recordingSeconds + 0.02, utterance.id.c_str());
            (tier[0] == 'p' ? phones : syllables) += labels->empty() ? 0 : 1;
        }
    }
    QCOMPARE(phones, std::size_t{533});  // those of 08a01Ab and 08a01Wa have no rows as published
    QVERIFY2(syllables >= 534, std::to_string(syllables).c_str());
    const auto words = readAlignment(*corpus, utteranceOf(*corpus, "wav/03a01Fa"), "syllables");
    PROSOSCOPE_VERIFY(words);
    std::string sentence;
    for (const auto& word : *words) sentence += word.label + " ";
    QCOMPARE(sentence, std::string("der la pen liegt auf dem eis schrank "));
    QVERIFY(std::abs(words->at(1).startSeconds - 0.244195) < 1e-6 && std::abs(words->at(1).endSeconds - 0.427094) < 1e-6);
}

QTEST_GUILESS_MAIN(TestEmoDbLayout)
#include "TestEmoDbLayout.moc"
