// SPDX-License-Identifier: GPL-3.0-or-later
#include <archive.h>

#include <sstream>

#include "tests/engine/corpus/CorpusTestSupport.h"
#include "tests/fixtures/WavFixture.h"

using namespace prososcope;
using namespace prososcope::corpus;
namespace fs = std::filesystem;

namespace {

const std::string kSummary =
    "\"\",\"FileName\",\"VoiceVote\",\"VoiceLevel\",\"FaceVote\",\"FaceLevel\",\"MultiModalVote\",\"MultiModalLevel\"\n"
    "\"1\",\"1001_IEO_NEU_XX\",\"N\",\"69.1\",\"N\",\"92.22\",\"N\",\"64.78\"\n"
    "\"2\",\"1001_DFA_ANG_HI\",\"A:D\",\"50.5:61\",\"A\",\"92.22\",\"A\",\"64.78\"\n";
const std::string kVotes =
    "\"\",\"A\",\"D\",\"F\",\"H\",\"N\",\"S\",\"fileName\",\"numResponses\",\"agreement\",\"emoVote\",\"meanEmoResp\"\n"
    "\"300001\",0,0,0,0,9,0,\"1001_IEO_NEU_XX\",9,1,\"N\",60\n"
    "\"100001\",0,0,0,1,3,0,\"1001_IEO_NEU_XX\",4,0.75,\"N\",71.7\n"
    "\"100002\",2,2,0,0,0,1,\"1001_DFA_ANG_HI\",5,0.4,\"A:D\",71.7\n";
const std::string kActors =
    "\"ActorID\",\"Age\",\"Sex\",\"Race\",\"Ethnicity\"\n1001,51,\"Male\",\"Caucasian\",\"Not Hispanic\"\n"
    "1002,21,\"Female\",\"Caucasian\",\"Not Hispanic\"\n";

void writeSmallCopy(const fs::path& folder) {
    writeClip(folder / "AudioWAV" / "1001_IEO_NEU_XX.wav");
    writeClip(folder / "AudioWAV" / "1001_DFA_ANG_HI.wav");
    writeClip(folder / "AudioWAV" / "1002_TSI_SAD_LO.wav");
    writeText(folder / "processedResults" / "summaryTable.csv", kSummary);
    writeText(folder / "processedResults" / "tabulatedVotes.csv", kVotes);
    writeText(folder / "VideoDemographics.csv", kActors);
}

/// "angry angry sad"
std::string labelsOf(const Utterance& utterance) {
    std::string text;
    for (const auto& rating : utterance.ratings) text += (text.empty() ? "" : " ") + rating.labels.at(0);
    return text;
}

/// The content of a file packed by gzip alone.
std::string unpackedGzip(const fs::path& path) {
    archive* reader = archive_read_new();
    archive_read_support_filter_gzip(reader);
    archive_read_support_format_raw(reader);
    std::string content;
    archive_entry* entry = nullptr;
    if (archive_read_open_filename(reader, path.c_str(), 1 << 16) == ARCHIVE_OK &&
        archive_read_next_header(reader, &entry) == ARCHIVE_OK) {
        std::array<char, 1 << 16> block{};
        for (la_ssize_t got = 0; (got = archive_read_data(reader, block.data(), block.size())) > 0;) {
            content.append(block.data(), static_cast<std::size_t>(got));
        }
    }
    archive_read_free(reader);
    return content;
}

}  // namespace

class TestCremaDLayout : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void intendedLabels();
    void votedLabels();
    void answersOfListeners();
    void withoutTables();
    void lfsPointers();
    void damagedTables();
    void realTables();
};

void TestCremaDLayout::intendedLabels() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeSmallCopy(folder);
    writeClip(folder / "AudioWAV" / "1001_XXX_ANG_HI.wav");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->layout, std::string("crema-d"));
    QCOMPARE(corpus->utterances.size(), std::size_t{3});
    const auto angry = utteranceOf(*corpus, "1001_DFA_ANG_HI");
    QCOMPARE(angry.speaker, std::string("1001"));
    QCOMPARE(angry.gender, std::string("male"));
    QCOMPARE(angry.emotion, std::string("angry"));
    QCOMPARE(angry.intensity, std::string("high"));
    QCOMPARE(angry.transcript, std::string("Don't forget a jacket."));
    QCOMPARE(angry.texts.at("voice_vote"), std::string(kNoAgreement));
    QCOMPARE(angry.texts.at("face_vote"), std::string("angry"));
    QCOMPARE(angry.numbers, (std::map<std::string, double>{{"age", 51.0}, {"agreement", 0.4}, {"responses", 5.0}}));
    QCOMPARE(labelsOf(angry), std::string("angry angry disgusted disgusted sad"));
    QCOMPARE(angry.ratings.back().rater, std::string("5"));
    const auto neutral = utteranceOf(*corpus, "1001_IEO_NEU_XX");
    QCOMPARE(neutral.intensity, std::string());
    QCOMPARE(neutral.numbers.at("voice_level"), 69.1);
    QCOMPARE(neutral.numbers.at("agreement"), 0.75);  // of the voice, not of voice and face
    QCOMPARE(labelsOf(neutral), std::string("happy neutral neutral neutral"));
    const auto sad = utteranceOf(*corpus, "1002_TSI_SAD_LO");
    QCOMPARE(sad.gender, std::string("female"));
    QVERIFY(sad.ratings.empty());
    QVERIFY2(hasRemark(*corpus, "not named like clips of CREMA-D: 1 (AudioWAV/1001_XXX_ANG_HI.wav)"),
             remarksOf(*corpus).c_str());
    QVERIFY(hasRemark(*corpus, "Utterances here: 3; the whole corpus has 7442."));
}

void TestCremaDLayout::votedLabels() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeSmallCopy(folder);
    const auto corpus = importFrom(folder, "auto", {{"labels", "voice-vote"}});
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(utteranceOf(*corpus, "1001_IEO_NEU_XX").emotion, std::string("neutral"));
    QCOMPARE(utteranceOf(*corpus, "1001_DFA_ANG_HI").emotion, std::string(kNoAgreement));
    QCOMPARE(utteranceOf(*corpus, "1001_DFA_ANG_HI").texts.at("intended"), std::string("angry"));
    QCOMPARE(utteranceOf(*corpus, "1002_TSI_SAD_LO").emotion, std::string());
    QVERIFY2(hasRemark(*corpus, "table of votes has no row: 1 (1002_TSI_SAD_LO)"), remarksOf(*corpus).c_str());
    const auto other = importFrom(folder, "crema-d", {{"labels", "loudest"}});
    QVERIFY(!other);
    QVERIFY(other.error().message().find("Choose intended or voice-vote") != std::string::npos);
}

void TestCremaDLayout::answersOfListeners() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeSmallCopy(folder);
    writeText(folder / "finishedResponses.csv",
              "\"\",\"localid\",\"queryType\",\"clipName\",\"sessionNums\",\"respEmo\",\"respLevel\"\n"
              "1,\"a1\",1,\"1001_DFA_ANG_HI\",7,\"A\",60\n2,\"a2\",2,\"1001_DFA_ANG_HI\",8,\"S\",60\n"
              "3,\"\",1,\"1001_DFA_ANG_HI\",9,\"D\",60\n4,\"a4\",1,\"1001_DFA_ANG_HI\",9,\"?\",60\n");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    const auto angry = utteranceOf(*corpus, "1001_DFA_ANG_HI");
    QCOMPARE(labelsOf(angry), std::string("angry disgusted"));  // to the voice alone
    QCOMPARE(angry.ratings[0].rater, std::string("a1"));
    QCOMPARE(angry.ratings[1].rater, std::string("9"));
    QCOMPARE(angry.numbers.at("agreement"), 0.4);
    QCOMPARE(labelsOf(utteranceOf(*corpus, "1001_IEO_NEU_XX")), std::string("happy neutral neutral neutral"));
}

void TestCremaDLayout::withoutTables() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "1001_IEO_NEU_XX.wav");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->layout, std::string("crema-d"));
    QCOMPARE(corpus->utterances[0].gender, std::string());
    QVERIFY2(hasRemark(*corpus, "Tables of the corpus that are not here: 3 ("), remarksOf(*corpus).c_str());
    const auto voted = importFrom(folder, "crema-d", {{"labels", "voice-vote"}});
    QVERIFY(!voted);
    QVERIFY(voted.error().message().find("summaryTable.csv, which cannot be read") != std::string::npos);
}

/// A clone without "git lfs pull" holds three lines of text in place of each recording.
void TestCremaDLayout::lfsPointers() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    const std::string pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0123456789abcdef\nsize 64044\n";
    writeSmallCopy(folder);
    writeText(folder / "AudioWAV" / "1001_DFA_ANG_HI.wav", pointer);
    writeText(folder / "AudioWAV" / "1002_TSI_SAD_LO.wav", pointer);
    const auto some = importFrom(folder);
    PROSOSCOPE_VERIFY(some);
    QCOMPARE(some->utterances.size(), std::size_t{1});
    QVERIFY2(
        hasRemark(*some, "Git LFS pointers in place of audio: 2 (AudioWAV/1001_DFA_ANG_HI.wav, AudioWAV/1002_TSI_SAD_LO.wav)"),
        remarksOf(*some).c_str());
    writeText(folder / "AudioWAV" / "1001_IEO_NEU_XX.wav", pointer);
    const auto none = importFrom(folder);
    QVERIFY(!none);
    QVERIFY(none.error().message().find("Run \"git lfs pull\"") != std::string::npos);
}

void TestCremaDLayout::damagedTables() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeSmallCopy(folder);
    writeText(folder / "processedResults" / "summaryTable.csv", kSummary + "\"3\",\"cut off");
    writeText(folder / "processedResults" / "tabulatedVotes.csv",
              "\"\",\"A\",\"fileName\"\r\n\"100001\",1e300,\"1001_IEO_NEU_XX\"\r\n1\r\n");
    writeText(folder / "VideoDemographics.csv", "ActorID,Age,Sex\n1001,old,Male\n1001,12,Female\n1002,21,Unknown\n");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    const auto neutral = utteranceOf(*corpus, "1001_IEO_NEU_XX");
    QCOMPARE(neutral.texts.at("voice_vote"), std::string("neutral"));
    QCOMPARE(neutral.gender, std::string("male"));  // the first row
    QVERIFY(!neutral.numbers.contains("age"));
    QVERIFY(neutral.ratings.size() <= 1000);
    QCOMPARE(utteranceOf(*corpus, "1002_TSI_SAD_LO").gender, std::string());
    QVERIFY2(hasRemark(*corpus, "damaged lines of tables: 2 ("), remarksOf(*corpus).c_str());
}

/// The published tables with made-up sound for all 7442 clips.
void TestCremaDLayout::realTables() {
    PROSOSCOPE_SHARED_OR_SKIP(source, "data/cremad_ratings");
    QTemporaryDir place(QString::fromStdString((fixture::quickFolder() / "cremad-XXXXXX").string()));
    const auto folder = toPath(place.path());
    fs::create_directories(folder / "processedResults");
    fs::create_directories(folder / "AudioWAV");
    fs::copy_file(source / "processedResults" / "summaryTable.csv", folder / "processedResults" / "summaryTable.csv");
    fs::copy_file(source / "VideoDemographics.csv", folder / "VideoDemographics.csv");
    fixture::writeFile(folder / "processedResults" / "tabulatedVotes.csv",
                       unpackedGzip(source / "processedResults" / "tabulatedVotes.csv.gz"));
    const auto names = core::readFile(source / "SentenceFilenames.csv");
    PROSOSCOPE_VERIFY(names);
    std::istringstream lines(*names);
    int seed = 0;
    for (std::string line; std::getline(lines, line);) {
        const auto quote = line.find(",\"1");
        if (quote == std::string::npos) continue;
        const auto name = line.substr(quote + 2, line.rfind('"') - quote - 2);
        fixture::writeFile(folder / "AudioWAV" / (name + ".wav"), fixture::wavBytes(++seed));
    }
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QVERIFY2(corpus->remarks.empty(), remarksOf(*corpus).c_str());
    QCOMPARE(corpus->utterances.size(), std::size_t{7442});
    QCOMPARE(corpus->speakers().size(), std::size_t{91});
    std::map<std::string, std::size_t> genders;
    std::map<std::string, std::size_t> levels;
    for (const auto& utterance : corpus->utterances) {
        ++genders[utterance.gender];
        ++levels[utterance.intensity];
        QVERIFY(utterance.numbers.contains("agreement"));
        QCOMPARE(utterance.numbers.at("responses"), static_cast<double>(utterance.ratings.size()));
        // The majority of the numbered answers is the published vote.
        std::map<std::string, int> counts;
        for (const auto& rating : utterance.ratings) ++counts[rating.labels[0]];
        int most = 0;
        std::string winner;
        for (const auto& [word, count] : counts) {
            if (count == most) winner = kNoAgreement;
            if (count > most) winner = word;
            most = std::max(most, count);
        }
        QCOMPARE(utterance.texts.at("voice_vote"), winner);
    }
    QCOMPARE(genders.size(), std::size_t{2});
    QCOMPARE(levels.at("low") + levels.at("medium") + levels.at("high") + levels.at(""), std::size_t{7442});
    const auto voted = importFrom(folder, "crema-d", {{"labels", "voice-vote"}});
    PROSOSCOPE_VERIFY(voted);
    QVERIFY2(voted->remarks.empty(), remarksOf(*voted).c_str());
    QVERIFY(voted->emotionCounts().at(std::string(kNoAgreement)) > 0);
    QVERIFY(!voted->emotionCounts().contains(""));
}

QTEST_GUILESS_MAIN(TestCremaDLayout)
#include "TestCremaDLayout.moc"
