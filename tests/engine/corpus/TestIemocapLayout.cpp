// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/Folds.h"
#include "engine/corpus/Iemocap.h"
#include "tests/engine/corpus/CorpusTestSupport.h"
#include "tests/fixtures/IemocapFixture.h"

using namespace prososcope;
using namespace prososcope::corpus;
namespace fs = std::filesystem;

namespace {

const std::string kEvaluation =
    "% [START_TIME - END_TIME] TURN_NAME EMOTION [V, A, D]\n\n"
    "[6.2901 - 8.2357]\tSes01F_impro01_F000\tneu\t[2.5000, 2.7500, 3.0000]\n"
    "C-E2:\tNeutral;\t()\nC-E3:\tAnger; Frustration;\t(cold; clear)\nC-F1:\tNeutral state;\t()\nC-M1:\tOther;\t(bored)\n"
    "A-E3:\tval 3; act 2; dom  2;\t(threatening, val 5;)\nA-E4:\tval 2; act ; dom  4;\t()\nA-F1:\tval 3; act 2; dom  1;\t()\n\n"
    "[10.0100 - 11.3925]\tSes01F_impro01_M001\txxx\t[2.5000, 2.5000, 2.5000]\n"
    "C-E2:\tDisgust;\t()\nC-M1:\tExcited;\t()\n";

/// A few dialogues of one session, with what goes wrong in copies.
void writeSmallCopy(const fs::path& folder) {
    const auto session = folder / "Session1";
    writeText(session / "dialog" / "EmoEvaluation" / "Ses01F_impro01.txt", kEvaluation);
    writeText(session / "dialog" / "transcriptions" / "Ses01F_impro01.txt",
              "Ses01F_impro01_F000 [006.2901-008.2357]: Excuse me.\nM: Hm?\n"
              "Ses01F_impro01_MXX0 [009.0000-009.5000]: Not labelled.\nSes01F_impro01_M001 [010.0100-011.3925]: Do you: yes? "
              "[BREATHING]\n");
    for (const char* turn : {"F000", "M001"}) {
        writeClip(session / "sentences" / "wav" / "Ses01F_impro01" / ("Ses01F_impro01_" + std::string(turn) + ".wav"));
    }
}

std::map<std::string, std::size_t> countBy(const Corpus& corpus, auto key) {
    std::map<std::string, std::size_t> counts;
    for (const auto& utterance : corpus.utterances) {
        const std::string word = utterance.emotion == "excited" ? "happy" : utterance.emotion;
        if (word == "angry" || word == "happy" || word == "neutral" || word == "sad") ++counts[key(utterance) + " " + word];
    }
    return counts;
}

}  // namespace

class TestIemocapLayout : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void evaluationIsParsed();
    void damagedEvaluation();
    void transcriptsAreParsed();
    void smallCopy();
    void otherEncodingsAndLineEnds();
    void halfCopied();
    void foldersThatCannotBeOpened();
    void loopsAndPlaces();
    void refusals();
    void wholeFixture();
};

void TestIemocapLayout::evaluationIsParsed() {
    const auto evaluation = parseIemocapEvaluation(kEvaluation);
    QVERIFY(evaluation.unread.empty());
    QCOMPARE(evaluation.turns.size(), std::size_t{2});
    const auto& turn = evaluation.turns[0];
    QCOMPARE(turn.name, std::string("Ses01F_impro01_F000"));
    QCOMPARE(turn.dialogue, std::string("Ses01F_impro01"));
    QCOMPARE(turn.talker, 'F');
    QCOMPARE(turn.startSeconds, 6.2901);
    QCOMPARE(turn.endSeconds, 8.2357);
    QCOMPARE(turn.code, std::string("neu"));
    QCOMPARE(turn.valence.value(), 2.5);
    QCOMPARE(turn.activation.value(), 2.75);
    QCOMPARE(turn.dominance.value(), 3.0);
    QCOMPARE(turn.ratings.size(), std::size_t{5});  // E2, E3, self, M1, E4: one each, whatever they judged
    QCOMPARE(turn.ratings[0].rater, std::string("E2"));
    QCOMPARE(turn.ratings[1].labels, (std::vector<std::string>{"angry", "frustrated"}));
    QCOMPARE(turn.ratings[1].valence.value(), 3.0);
    QCOMPARE(turn.ratings[1].dominance.value(), 2.0);
    QCOMPARE(turn.ratings[2].rater, std::string("self"));
    QCOMPARE(turn.ratings[2].labels, (std::vector<std::string>{"neutral"}));
    QCOMPARE(turn.ratings[2].dominance.value(), 1.0);
    QCOMPARE(turn.ratings[3].rater, std::string("M1"));  // of the other speaker
    QCOMPARE(turn.ratings[3].labels, (std::vector<std::string>{"other"}));
    QVERIFY(!turn.ratings[4].arousal && turn.ratings[4].labels.empty());
    QCOMPARE(turn.ratings[4].dominance.value(), 4.0);
    QCOMPARE(evaluation.turns[1].ratings[1].rater, std::string("self"));  // M1 of a man's turn
    QCOMPARE(iemocapEmotion("xxx"), std::string(kNoAgreement));
    QCOMPARE(iemocapEmotion("Melancholy"), std::string("melancholy"));
}

void TestIemocapLayout::damagedEvaluation() {
    const auto evaluation = parseIemocapEvaluation(
        "C-E2:\tAnger;\t()\n"                                  // before any turn
        "[6.29 - 8.23]\tSes01F_impro01_F000\tneu\n"            // no means
        "[6.29 - 8.23\tSes01F_impro01_F001\tneu\t[1, 2, 3]\n"  // no closing bracket where it belongs
        "C-E2:\tAnger;\t()\n"                                  // of a turn that was not understood
        "[9 - 8]\tSes01F_impro01_F002\tneu\t[1, 2, 3]\n"       // ends before it begins
        "[1 - 2]\tSes01F_impro01_MXX0\tneu\t[1, 2, 3]\n"       // no turn
        "[1 - 2]\tSes01F_impro01_F003\tneu\t[1, 2]\n"          // two means
        "[1 - nan]\tSes01F_impro01_F004\tneu\t[1, 2, 3]\n"
        "what is this\n");
    QCOMPARE(evaluation.turns.size(), std::size_t{2});
    QVERIFY(!evaluation.turns[0].valence && !evaluation.turns[1].valence);
    QVERIFY(evaluation.turns[0].ratings.empty());
    QCOMPARE(evaluation.unread.size(), std::size_t{7});
    QVERIFY(parseIemocapEvaluation("").turns.empty());
}

void TestIemocapLayout::transcriptsAreParsed() {
    const auto transcripts = parseIemocapTranscripts(
        "Ses01F_impro01_F000 [006.2901-008.2357]: Excuse me. [LAUGHTER]\r\nM: Hm?\nSes01F_impro01_MXX0 [1-2]: No.\n"
        "Ses01F_impro01_M001 [1-2] no colon\nSes01F_impro01_M002: no times\nSes01F_impro01_M003 [1-2]:\n");
    QCOMPARE(transcripts, (std::map<std::string, std::string>{{"Ses01F_impro01_F000", "Excuse me. [LAUGHTER]"},
                                                              {"Ses01F_impro01_M003", ""}}));
}

void TestIemocapLayout::smallCopy() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeSmallCopy(folder / "IEMOCAP_full_release");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->layout, std::string("iemocap"));
    QCOMPARE(corpus->scales.at("dominance"), (Scale{1.0, 5.0}));
    QCOMPARE(corpus->utterances.size(), std::size_t{2});
    const auto man = utteranceOf(*corpus, "Ses01F_impro01_M001");
    QCOMPARE(man.path, fs::path("IEMOCAP_full_release/Session1/sentences/wav/Ses01F_impro01/Ses01F_impro01_M001.wav"));
    QCOMPARE(man.speaker, std::string("Ses01M"));  // not who wears the markers
    QCOMPARE(man.gender, std::string("male"));
    QCOMPARE(man.language, std::string("en"));
    QCOMPARE(man.emotion, std::string(kNoAgreement));
    QCOMPARE(man.transcript, std::string("Do you: yes? [BREATHING]"));
    QCOMPARE(man.dialogue, std::string("Ses01F_impro01"));
    QCOMPARE(man.turn.value(), 2);
    QCOMPARE(man.session, std::string("Session1"));
    QCOMPARE(man.texts.at("style"), std::string("improvised"));
    QCOMPARE(man.numbers.at("dialogue_start"), 10.01);
    QVERIFY(man.alignments.empty());
    QCOMPARE(corpus->remarks.size(), std::size_t{2});
    QVERIFY2(hasRemark(*corpus, "Utterances here: 2; the whole corpus has 10039."), remarksOf(*corpus).c_str());
}

void TestIemocapLayout::otherEncodingsAndLineEnds() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeSmallCopy(folder);
    const auto dialog = folder / "Session1" / "dialog";
    std::string crlf = "\xef\xbb\xbf";
    for (const char c : kEvaluation) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
    writeText(dialog / "EmoEvaluation" / "Ses01F_impro01.txt", crlf);
    writeText(dialog / "transcriptions" / "Ses01F_impro01.txt",
              "Ses01F_impro01_F000 [006.2901-008.2357]: The caf\xe9\x85 \x93so\x94.\r\n");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(utteranceOf(*corpus, "Ses01F_impro01_F000").transcript, std::string("The café… “so”."));
    QCOMPARE(utteranceOf(*corpus, "Ses01F_impro01_F000").ratings.size(), std::size_t{5});
    QVERIFY2(hasRemark(*corpus, "Read as Windows-1252, as they are not UTF-8: 1 (Session1/dialog/transcriptions/"),
             remarksOf(*corpus).c_str());
}

void TestIemocapLayout::halfCopied() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeSmallCopy(folder);
    const auto session = folder / "Session1";
    const auto audio = session / "sentences" / "wav";
    fs::remove(audio / "Ses01F_impro01" / "Ses01F_impro01_M001.wav");
    writeClip(audio / "Ses01F_impro01" / "Ses01F_impro01_F009.wav");
    writeClip(audio / "Ses01F_impro02" / "Ses01F_impro02_F000.wav");
    // The same turn in a second dialogue's file, and a dialogue without its transcript.
    writeText(session / "dialog" / "EmoEvaluation" / "Ses01M_impro03.txt",
              kEvaluation + "[1 - 2]\tSes01M_impro03_F000\tsad\t[1, 2, 3]\nwhat is this\n");
    writeText(session / "dialog" / "EmoEvaluation" / "._Ses01M_impro03.txt", "a companion of macOS");
    writeText(session / "dialog" / "EmoEvaluation" / "Ses01M_impro04.txt", std::string("\0\1\2", 3));
    writeClip(audio / "Ses01M_impro03" / "Ses01M_impro03_F000.wav");
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->utterances.size(), std::size_t{2});
    const auto text = remarksOf(*corpus);
    for (const char* part :
         {"audio missing: 1 (Session1/sentences/wav/Ses01F_impro01/Ses01F_impro01_M001.wav)", "named more than once: 2",
          "Recordings without a label: 2", "Dialogues without a transcript: 1 (Ses01M_impro03)",
          "not understood: 1 (Ses01M_impro03.txt: what is this)",
          "no readable text: 1 (Session1/dialog/EmoEvaluation/Ses01M_impro04.txt)"}) {
        QVERIFY2(hasRemark(*corpus, part), (part + (" is missing in:\n" + text)).c_str());
    }
}

void TestIemocapLayout::foldersThatCannotBeOpened() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeSmallCopy(folder);
    const auto closed = folder / "Session1" / "sentences" / "ForcedAlignment" / "Ses01F_impro01";
    fs::create_directories(closed);
    const ClosedFolder closing(folder, closed);
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QVERIFY2(hasRemark(*corpus, "folders that cannot be opened: 1 (Session1/sentences/ForcedAlignment/Ses01F_impro01)"),
             remarksOf(*corpus).c_str());
}

void TestIemocapLayout::loopsAndPlaces() {
    QTemporaryDir place;
    const auto folder = toPath(place.path()) / "Meine Körper 感情 [1]";
    writeSmallCopy(folder);
    fs::create_directory_symlink(folder, folder / "Session1" / "sentences" / "wav" / "loop");
    fs::create_directory_symlink(folder / "Session1", folder / "Session2");  // a session on another disk
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->utterances.size(), std::size_t{2});
    QVERIFY(hasRemark(*corpus, "named more than once: 2"));
}

void TestIemocapLayout::refusals() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    fs::create_directories(folder / "Session1" / "dialog");
    const auto other = importFrom(folder, "iemocap");
    QVERIFY(!other);
    QVERIFY(other.error().message().find("does not look like IEMOCAP") != std::string::npos);
    const auto setting = importFrom(folder, "iemocap", {{"labels", "all"}});
    QVERIFY(!setting);
    QVERIFY(setting.error().message().find("no setting \"labels\"") != std::string::npos);
    writeSmallCopy(folder);
    fs::remove_all(folder / "Session1" / "sentences");
    const auto silent = importFrom(folder);
    QVERIFY(!silent);
    QVERIFY(silent.error().message().find("no audio that can be read") != std::string::npos);
}

/// All tables of the published corpus, from a copy that has the published counts.
void TestIemocapLayout::wholeFixture() {
    QTemporaryDir place(QString::fromStdString((fixture::quickFolder() / "iemocap-XXXXXX").string()));
    const auto folder = toPath(place.path());
    namespace made = fixture::iemocap;
    made::write(folder);
    const auto corpus = importFrom(folder);
    PROSOSCOPE_VERIFY(corpus);
    QVERIFY2(corpus->remarks.empty(), remarksOf(*corpus).c_str());
    QCOMPARE(corpus->utterances.size(), std::size_t{10039});
    QCOMPARE(corpus->speakers(), (std::vector<std::string>{"Ses01F", "Ses01M", "Ses02F", "Ses02M", "Ses03F", "Ses03M", "Ses04F",
                                                           "Ses04M", "Ses05F", "Ses05M"}));
    const auto bySession = countBy(*corpus, [](const Utterance& u) { return u.session; });
    const auto bySpeaker = countBy(*corpus, [](const Utterance& u) { return u.speaker; });
    const auto byStyle = countBy(*corpus, [](const Utterance& u) { return u.session + " " + u.texts.at("style"); });
    const std::array<std::string, 4> classes = {"angry", "happy", "neutral", "sad"};
    // Sessions as published: angry, happy, neutral, sad.
    const std::array<made::Classes, 5> sessions = {
        {{229, 278, 384, 194}, {137, 327, 362, 197}, {240, 286, 320, 305}, {327, 303, 258, 143}, {170, 442, 384, 245}}};
    std::size_t usual = 0;
    for (std::size_t s = 0; s < sessions.size(); ++s) {
        const std::string session = "Session" + std::to_string(s + 1);
        for (std::size_t c = 0; c < classes.size(); ++c) {
            const auto expected = static_cast<std::size_t>(sessions[s][c]);
            QCOMPARE(bySession.at(session + " " + classes[c]), expected);
            usual += expected;
            QCOMPARE(byStyle.at(session + " improvised " + classes[c]), static_cast<std::size_t>(made::kImprovised[s][c]));
            for (const std::size_t talker : {0U, 1U}) {
                const std::string speaker = "Ses0" + std::to_string(s + 1) + (talker == 0 ? "F" : "M");
                QCOMPARE(bySpeaker.at(speaker + " " + classes[c]), static_cast<std::size_t>(made::kBySpeaker[s][talker][c]));
            }
        }
    }
    QCOMPARE(usual, std::size_t{5531});
    // Folds of the usual four classes: one speaker each, with that speaker's utterances.
    std::vector<Utterance> chosen;
    std::map<std::string, std::vector<int>> orders;
    std::map<std::string, double> last;
    for (auto utterance : corpus->utterances) {
        orders[utterance.dialogue].push_back(utterance.turn.value());
        if (utterance.emotion == "excited") utterance.emotion = "happy";
        if (std::find(classes.begin(), classes.end(), utterance.emotion) != classes.end()) chosen.push_back(utterance);
    }
    const auto folds = makeFolds(chosen, {});
    PROSOSCOPE_VERIFY(folds);
    const std::vector<std::size_t> published = {528, 557, 481, 542, 522, 629, 528, 503, 590, 651};
    QCOMPARE(folds->size(), published.size());
    for (std::size_t f = 0; f < published.size(); ++f) QCOMPARE((*folds)[f].test.size(), published[f]);
    // The same by session, as two of the papers split.
    for (const char* protocol : {"las-iaan-five-sessions", "fop-five-sessions"}) {
        corpus::FoldSettings settings;
        settings.protocol = protocol;
        const auto halves = makeFolds(chosen, settings);
        PROSOSCOPE_VERIFY(halves);
        const std::vector<std::size_t> tested = {1085, 1023, 1151, 1031, 1241};
        QCOMPARE(halves->size(), tested.size());
        for (std::size_t f = 0; f < tested.size(); ++f) {
            QCOMPARE((*halves)[f].test.size(), tested[f]);
            QCOMPARE((*halves)[f].inner.size(), tested[(f + 4) % 5]);
        }
    }
    // Dialogues: all 151, their turns numbered without gaps over both speakers.
    QCOMPARE(orders.size(), std::size_t{151});
    for (auto& [dialogue, order] : orders) {
        std::sort(order.begin(), order.end());
        for (std::size_t i = 0; i < order.size(); ++i) QCOMPARE(order[i], static_cast<int>(i) + 1);
    }
    const auto first = utteranceOf(*corpus, "Ses01F_impro01_F000");
    QCOMPARE(readAlignment(*corpus, first, "words")->at(1).label, std::string("TURN"));
    QCOMPARE(readAlignment(*corpus, first, "phones")->at(1).label, std::string("T"));
    QCOMPARE(readAlignment(*corpus, first, "syllables")->at(1).label, std::string("T ER N"));
    QVERIFY(first.transcript.find(" of Ses01F_impro01. [LAUGHTER]") != std::string::npos);
    QCOMPARE(first.ratings.size(), std::size_t{4});
}

QTEST_GUILESS_MAIN(TestIemocapLayout)
#include "TestIemocapLayout.moc"
