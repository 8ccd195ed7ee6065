// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "tests/engine/corpus/CorpusTestSupport.h"
#include "tests/fixtures/WavFixture.h"

using namespace prososcope;
using namespace prososcope::corpus;
namespace fs = std::filesystem;

namespace {

QString quickTemplate() { return QString::fromStdString((fixture::quickFolder() / "ravdess-XXXXXX").string()); }

std::string twoDigits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

/// All names of a channel as published: song has five emotions and neutral, and none of actor 18.
std::vector<std::pair<int, std::string>> publishedNames(int channel) {
    std::vector<std::pair<int, std::string>> names;
    for (int actor = 1; actor <= 24; ++actor) {
        if (channel == 2 && actor == 18) continue;
        for (int emotion = 1; emotion <= (channel == 1 ? 8 : 6); ++emotion) {
            for (int intensity = 1; intensity <= (emotion == 1 ? 1 : 2); ++intensity) {
                for (int rest = 0; rest < 4; ++rest) {
                    names.emplace_back(actor, "03-" + twoDigits(channel) + "-" + twoDigits(emotion) + "-" +
                                                  twoDigits(intensity) + "-" + twoDigits(1 + rest / 2) + "-" +
                                                  twoDigits(1 + rest % 2) + "-" + twoDigits(actor));
                }
            }
        }
    }
    return names;
}

void writeChannel(const fs::path& folder, int channel) {
    int seed = 0;
    for (const auto& [actor, name] : publishedNames(channel)) {
        const auto place = folder / ("Actor_" + twoDigits(actor));
        if (seed++ % 40 == 0 || !fs::exists(place)) fs::create_directories(place);
        fixture::writeFile(place / (name + ".wav"), fixture::wavBytes(seed));
    }
}

}  // namespace

class TestRavdessLayout : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesAreRead();
    void speechAndSong();
    void copiesWithinCopies();
    void filmsAndPictures();
    void flatFolder();
    void otherCorporaAreLeftAlone();
    void realCopy();
};

void TestRavdessLayout::namesAreRead() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "Actor_12" / "03-01-06-01-02-01-12.wav");
    writeClip(folder / "Actor_12" / "03-02-05-02-01-02-12.wav");
    writeClip(folder / "Actor_12" / "03-02-05-02-01-01-12.wav");
    writeClip(folder / "Actor_12" / "03-01-09-01-02-01-12.wav");   // no such emotion
    writeClip(folder / "Actor_12" / "03-01-06-01-02-01-25.wav");   // no such actor
    writeClip(folder / "Actor_12" / "03-01-06-01-02-01-12b.wav");  // no such name
    writeText(folder / "manifest.csv", "path,speaker,emotion\n");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->layout, std::string("ravdess"));
    QCOMPARE(corpus->utterances.size(), std::size_t{3});
    const auto speech = utteranceOf(*corpus, "03-01-06-01-02-01-12");
    QCOMPARE(speech.path, fs::path("Actor_12/03-01-06-01-02-01-12.wav"));
    QCOMPARE(speech.speaker, std::string("12"));
    QCOMPARE(speech.gender, std::string("female"));
    QCOMPARE(speech.emotion, std::string("fearful"));
    QCOMPARE(speech.intensity, std::string("normal"));
    QCOMPARE(speech.transcript, std::string("Dogs are sitting by the door"));
    QCOMPARE(speech.texts.at("channel"), std::string("speech"));
    QCOMPARE(speech.numbers.at("repetition"), 1.0);
    const auto song = utteranceOf(*corpus, "03-02-05-02-01-02-12");
    QCOMPARE(song.emotion, std::string("angry"));
    QCOMPARE(song.intensity, std::string("strong"));
    QCOMPARE(song.transcript, std::string("Kids are talking by the door"));
    QCOMPARE(song.texts.at("channel"), std::string("song"));
    QCOMPARE(song.numbers.at("repetition"), 2.0);
    QVERIFY2(hasRemark(*corpus, "not named like recordings of RAVDESS: 3 ("), remarksOf(*corpus).c_str());
    QVERIFY(hasRemark(*corpus, "Spoken recordings here: 1; the whole corpus has 1440."));
    QVERIFY(hasRemark(*corpus, "Sung recordings here: 2; the whole corpus has 1012."));
}

void TestRavdessLayout::speechAndSong() {
    QTemporaryDir place(quickTemplate());
    const auto folder = toPath(place.path());
    writeChannel(folder / "Audio_Speech_Actors_01-24", 1);
    writeChannel(folder / "Audio_Song_Actors_01-24", 2);
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->layout, std::string("ravdess"));
    QVERIFY2(corpus->remarks.empty(), remarksOf(*corpus).c_str());
    QCOMPARE(corpus->utterances.size(), std::size_t{1440 + 1012});
    QCOMPARE(corpus->speakers().size(), std::size_t{24});
}

/// The copy of Kaggle holds its whole tree once more in a folder within itself.
void TestRavdessLayout::copiesWithinCopies() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    for (const auto& tree : {folder, folder / "audio_speech_actors_01-24"}) {
        writeClip(tree / "Actor_01" / "03-01-01-01-01-01-01.wav");
        writeClip(tree / "Actor_02" / "03-01-01-01-01-01-02.wav");
    }
    fs::create_directory_symlink(folder, folder / "Actor_02" / "loop");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->utterances.size(), std::size_t{2});
    QCOMPARE(corpus->utterances[0].path, fs::path("Actor_01/03-01-01-01-01-01-01.wav"));
    QVERIFY2(hasRemark(*corpus, "lie here twice, read once: 2 (audio_speech_actors_01-24/Actor_01/03-01"),
             remarksOf(*corpus).c_str());
}

void TestRavdessLayout::filmsAndPictures() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "Actor_01" / "03-01-01-01-01-01-01.wav");
    writeText(folder / "Actor_01" / "01-01-01-01-01-01-01.mp4", "the same with pictures");
    writeText(folder / "Actor_01" / "02-01-01-01-01-01-01.mp4", "pictures alone");
    writeText(folder / "Actor_01" / "02-01-01-01-01-02-01.mp4", "pictures alone");
    writeText(folder / "Actor_01" / "01-01-01-01-01-02-01.mp4", "no film either");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->utterances.size(), std::size_t{1});
    QVERIFY2(hasRemark(*corpus, "pictures without sound: 2 ("), remarksOf(*corpus).c_str());
    QVERIFY2(hasRemark(*corpus, "films whose sound lies here as well: 1 ("), remarksOf(*corpus).c_str());
    QVERIFY2(hasRemark(*corpus, "audio unreadable: 1 (Actor_01/01-01-01-01-01-02-01.mp4)"), remarksOf(*corpus).c_str());
}

void TestRavdessLayout::flatFolder() {
    QTemporaryDir place;
    const auto folder = toPath(place.path()) / "alle Aufnahmen";
    writeClip(folder / "03-01-01-01-01-01-01.wav");
    writeClip(folder / "notes.wav");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->layout, std::string("ravdess"));
    QVERIFY(hasRemark(*corpus, "not named like recordings of RAVDESS: 1 (notes.wav)"));
}

void TestRavdessLayout::otherCorporaAreLeftAlone() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "ravdess" / "Actor_01" / "03-01-01-01-01-01-01.wav");  // a folder of corpora is no corpus
    writeClip(folder / "other" / "one.wav");
    const auto none = importFrom(folder);
    QVERIFY(!none);
    QVERIFY(none.error().message().find("no corpus layout fits") != std::string::npos);
    const auto told = importFrom(folder, "ravdess");
    QVERIFY(!told);
    QVERIFY(told.error().message().find("does not look like RAVDESS") != std::string::npos);
}

void TestRavdessLayout::realCopy() {
    PROSOSCOPE_SHARED_OR_SKIP(folder, "data/ravdess");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->layout, std::string("ravdess"));
    QVERIFY2(corpus->remarks.empty(), remarksOf(*corpus).c_str());
    QCOMPARE(corpus->utterances.size(), std::size_t{1440});
    for (const auto& [word, count] : corpus->emotionCounts()) QCOMPARE(count, std::size_t{word == "neutral" ? 96U : 192U});
    double seconds = 0.0;
    for (const auto& utterance : corpus->utterances) seconds += utterance.seconds();
    QVERIFY(std::abs(seconds / 3600.0 - 1.48) < 0.005);
    // The names say what the manifest of the same recordings says.
    const auto manifest = importFrom(folder, "manifest");
    PROSOSCOPE_VERIFY(manifest);
    std::map<fs::path, Utterance> byPath;
    for (const auto& utterance : manifest->utterances) byPath[utterance.path] = utterance;
    for (const auto& ours : corpus->utterances) {
        const auto& theirs = byPath.at(ours.path);
        QCOMPARE(ours.speaker, theirs.speaker);
        QCOMPARE(ours.gender, theirs.gender);
        QCOMPARE(ours.emotion, theirs.emotion);
        QCOMPARE(ours.intensity, theirs.intensity);
        QCOMPARE(ours.transcript, theirs.transcript);
        QCOMPARE(ours.language, theirs.language);
    }
}

QTEST_GUILESS_MAIN(TestRavdessLayout)
#include "TestRavdessLayout.moc"
