// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/Corpus.h"
#include "engine/corpus/Folds.h"
#include "tests/engine/corpus/CorpusTestSupport.h"

using namespace prososcope;
using namespace prososcope::corpus;

namespace {

core::Result<Corpus> import(const std::filesystem::path& folder, const std::string& layout = "auto",
                            const std::string& name = {}) {
    core::Progress progress;
    return importCorpus(folder, {layout, name, {}}, progress);
}

}  // namespace

class TestImport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void manifestIsRead();
    void manifestWithMarkAndCrLf();
    void manifestWithSemicolons();
    void manifestMissingColumnsAreNamed();
    void manifestThatIsNotText();
    void manifestRowOfWrongLengthNamesItsLine();
    void badRowsAreCountedAndNamed();
    void spansOfOneFileAreUtterances();
    void emoDbNames_data();
    void emoDbNames();
    void emoDbPrefersTheFirstOfTwoCopies();
    void autoPicksALayout();
    void refusals();
    void oneSpeakerImportsButDoesNotSplit();
    void hiddenFilesAndLoopsAreSkipped();
    void unicodePlaces();
    void stopLeavesNothing();
    void displayOrder();
    void realEmoDb();
    void realManifests_data();
    void realManifests();
};

void TestImport::manifestIsRead() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "a" / "one.wav");
    writeClip(folder / "b.two.wav");
    writeText(folder / "manifest.csv",
              "path,speaker,gender,language,emotion,valence,arousal,dominance,intensity,transcript,dialogue,turn\n"
              "b.two.wav, s2 ,female,en,sad,-0.5,0.25,1,strong,\"Hello, \"\"you\"\"\",d1,7\n"
              "a/one.wav,s1,male,en,angry,,,,,,,\n");
    const auto corpus = import(folder, "manifest", "Mine");
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->name, std::string("Mine"));
    QCOMPARE(corpus->title, std::string("Mine"));  // a person's name for it, where the layout knows none
    QCOMPARE(corpus->layout, std::string("manifest"));
    QVERIFY(corpus->remarks.empty());
    QVERIFY(corpus->folder.is_absolute());
    QCOMPARE(corpus->utterances.size(), std::size_t{2});
    QCOMPARE(corpus->utterances[0].id, std::string("a/one"));  // byte order of the ids, not of the rows
    const auto& second = corpus->utterances[1];
    QCOMPARE(second.id, std::string("b.two"));
    QCOMPARE(second.path, std::filesystem::path("b.two.wav"));
    QCOMPARE(second.speaker, std::string("s2"));
    QCOMPARE(second.gender, std::string("female"));
    QCOMPARE(second.emotion, std::string("sad"));
    QCOMPARE(second.valence.value(), -0.5);
    QCOMPARE(second.arousal.value(), 0.25);
    QCOMPARE(second.dominance.value(), 1.0);
    QCOMPARE(second.intensity, std::string("strong"));
    QCOMPARE(second.transcript, std::string("Hello, \"you\""));
    QCOMPARE(second.dialogue, std::string("d1"));
    QCOMPARE(second.turn.value(), 7);
    QVERIFY(!corpus->utterances[0].valence && !corpus->utterances[0].turn);
    QCOMPARE(corpus->speakers(), (std::vector<std::string>{"s1", "s2"}));
    QCOMPARE(corpus->emotionCounts(), (std::map<std::string, std::size_t>{{"angry", 1}, {"sad", 1}}));
}

void TestImport::manifestWithMarkAndCrLf() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "one.wav");
    writeText(folder / "manifest.csv", "\xef\xbb\xbfpath, speaker ,emotion\r\none.wav,s1 ,sad\r\n\r\n");
    const auto corpus = import(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->utterances.size(), std::size_t{1});
    QCOMPARE(corpus->utterances[0].speaker, std::string("s1"));
    QCOMPARE(corpus->utterances[0].emotion, std::string("sad"));
}

void TestImport::manifestWithSemicolons() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "one.wav");
    writeText(folder / "manifest.csv", "path;speaker;emotion;transcript\none.wav;s1;sad;yes, no\n");
    const auto corpus = import(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->utterances[0].transcript, std::string("yes, no"));
}

void TestImport::manifestMissingColumnsAreNamed() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "one.wav");
    writeText(folder / "manifest.csv", "path,who,feeling\none.wav,s1,sad\n");
    const auto corpus = import(folder);
    QVERIFY(!corpus);
    const auto message = corpus.error().message();
    QVERIFY2(message.find("lacks the columns speaker, emotion") != std::string::npos, message.c_str());
    writeText(folder / "manifest.csv", "");
    QVERIFY(!import(folder));
}

void TestImport::manifestThatIsNotText() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "one.wav");
    writeText(folder / "manifest.csv", "path,speaker,emotion\none.wav,M\xfcller,sad\n");
    const auto latin = import(folder);
    QVERIFY(!latin);
    QVERIFY(latin.error().message().find("UTF-8") != std::string::npos);
    writeText(folder / "manifest.csv", std::string("\xff\xfep\0a\0", 6));
    QVERIFY(!import(folder));
}

void TestImport::manifestRowOfWrongLengthNamesItsLine() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "one.wav");
    writeText(folder / "manifest.csv", "path,speaker,emotion\none.wav,s1,sad\none.wav,s1\n");
    const auto corpus = import(folder);
    QVERIFY(!corpus);
    QVERIFY(corpus.error().message().find("line 3") != std::string::npos);
}

void TestImport::badRowsAreCountedAndNamed() {
    QTemporaryDir place;
    const auto folder = toPath(place.path()) / "corpus";
    writeClip(folder / "good.wav");
    writeClip(folder / "also.wav");
    writeClip(folder / ".." / "outside.wav");
    writeText(folder / "text.wav", "this is not audio");
    writeClip(folder / "silent.wav", 0, 0);
    writeText(folder / "manifest.csv",
              "path,speaker,emotion,valence,turn\n"
              "good.wav,s1,sad,high,1\n"
              "good.wav,s2,angry,,\n"
              "./also.wav,,sad,,one\n"
              "absent.wav,s1,sad,,\n"
              "text.wav,s1,sad,,\n"
              "silent.wav,s1,sad,,\n"
              "../outside.wav,s1,sad,,\n"
              "/etc/hosts,s1,sad,,\n"
              ",s1,sad,,\n");
    const auto corpus = import(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->utterances.size(), std::size_t{2});
    QCOMPARE(corpus->utterances[1].speaker, std::string("s1"));  // the first of two rows stays
    QVERIFY(hasRemark(*corpus, "audio missing: 1 (absent.wav)"));
    QVERIFY(hasRemark(*corpus, "audio unreadable: 1 (text.wav)"));
    QVERIFY(hasRemark(*corpus, "without samples there: 1 (silent.wav)"));
    QVERIFY(hasRemark(*corpus, "more than once: 1 (good)"));
    QVERIFY(hasRemark(*corpus, "no path inside the corpus folder: 3"));
    QVERIFY(hasRemark(*corpus, "read as empty: 2 (high, one)"));
    QVERIFY(hasRemark(*corpus, "without a speaker: 1"));
}

void TestImport::spansOfOneFileAreUtterances() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "long.wav", 0, 16000);
    writeText(folder / "manifest.csv",
              "path,speaker,emotion,start,end\n"
              "long.wav,s1,sad,0.5,0.75\nlong.wav,s1,angry,0,0.5\nlong.wav,s1,angry,0,0.5\nlong.wav,s1,angry,2,3\n");
    const auto corpus = import(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->utterances.size(), std::size_t{2});
    QCOMPARE(corpus->utterances[0].id, std::string("long#0-0.5"));
    QCOMPARE(corpus->utterances[1].id, std::string("long#0.5-0.75"));
    QCOMPARE(corpus->utterances[1].endSeconds, 0.75);
    QVERIFY(hasRemark(*corpus, "without samples there: 1"));  // begins behind the end of the file
}

void TestImport::emoDbNames_data() {
    QTest::addColumn<QString>("subfolder");
    QTest::newRow("in wav") << "wav";
    QTest::newRow("in the folder itself") << "";
}

void TestImport::emoDbNames() {
    QFETCH(QString, subfolder);
    QTemporaryDir place;
    const auto folder = toPath(place.path()) / "EmoDB";
    const auto audio = subfolder.isEmpty() ? folder : folder / subfolder.toStdString();
    writeClip(audio / "03a01Wa.wav");
    writeClip(audio / "16b10Lb.wav");
    writeClip(audio / "08a05Ta.wav");
    writeClip(audio / "notes.wav");
    writeClip(audio / "._03a01Wa.wav");
    const auto corpus = import(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->name, std::string("emodb"));
    QCOMPARE(corpus->layout, std::string("emodb"));
    QCOMPARE(corpus->licence, std::string("CC0-1.0"));
    QCOMPARE(corpus->utterances.size(), std::size_t{3});
    const auto& first = corpus->utterances[0];
    QCOMPARE(first.id, (subfolder.isEmpty() ? "" : "wav/") + std::string("03a01Wa"));
    QCOMPARE(first.speaker, std::string("03"));
    QCOMPARE(first.gender, std::string("male"));
    QCOMPARE(first.language, std::string("de"));
    QCOMPARE(first.emotion, std::string("angry"));
    QCOMPARE(first.transcript, std::string("Der Lappen liegt auf dem Eisschrank."));
    QCOMPARE(corpus->utterances[1].emotion, std::string("sad"));
    QCOMPARE(corpus->utterances[2].emotion, std::string("bored"));
    QCOMPARE(corpus->utterances[2].gender, std::string("female"));
    QVERIFY(hasRemark(*corpus, "not named like clips of EmoDB: 1 (notes.wav)"));
}

void TestImport::emoDbPrefersTheFirstOfTwoCopies() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "wav" / "03a01Wa.aiff");
    writeClip(folder / "wav" / "03a01Wa.wav");
    const auto corpus = import(folder, "emodb");
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->utterances.size(), std::size_t{1});
    QCOMPARE(corpus->utterances[0].path, std::filesystem::path("wav/03a01Wa.aiff"));
    QVERIFY(hasRemark(*corpus, "more than once: 1"));
}

void TestImport::autoPicksALayout() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "one.wav");
    writeClip(folder / "two.wav");
    writeClip(folder / "03a01Wa.wav");
    const auto none = import(folder);
    QVERIFY(!none);
    QVERIFY(none.error().message().find("no corpus layout fits") != std::string::npos);
    writeText(folder / "manifest.csv", "path,speaker,emotion\none.wav,s1,sad\n");
    const auto corpus = import(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->layout, std::string("manifest"));
    QVERIFY(!import(folder / "absent"));
}

void TestImport::refusals() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    const auto expect = [](const core::Result<Corpus>& result, const char* part) {
        QVERIFY(!result);
        QVERIFY2(result.error().message().find(part) != std::string::npos, result.error().message().c_str());
    };
    expect(import(folder / "absent"), "There is no folder");
    expect(import(folder), "holds no audio");
    expect(import(folder, "iemocap2"), "Known layouts: auto, iemocap, emodb, ");
    expect(import(folder, "emodb"), "does not look like EmoDB");
    expect(import(folder, "manifest"), "holds no manifest.csv");
    writeText(folder / "manifest.csv", "path,speaker,emotion\nabsent.wav,s1,sad\n");
    expect(import(folder), "no audio that can be read");
    writeText(folder / "manifest.csv", "path,speaker,emotion\n");
    expect(import(folder), "no audio that can be read");
    writeText(folder / "file", "");
    expect(import(folder / "file"), "There is no folder");
}

void TestImport::oneSpeakerImportsButDoesNotSplit() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "one.wav");
    writeClip(folder / "two.wav");
    writeText(folder / "manifest.csv", "path,speaker,emotion\none.wav,s1,sad\ntwo.wav, s1,angry\n");
    const auto corpus = import(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->speakers().size(), std::size_t{1});
    const auto folds = makeFolds(corpus->utterances, {});
    QVERIFY(!folds);
    QVERIFY(folds.error().message().find("the corpus has 1 (s1)") != std::string::npos);
}

void TestImport::hiddenFilesAndLoopsAreSkipped() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "b" / "two.wav");
    writeClip(folder / "a.wav");
    writeClip(folder / "b" / ".hidden.wav");
    writeClip(folder / ".cache" / "three.wav");
    writeText(folder / "readme.txt", "no audio");
    std::filesystem::create_directory_symlink(folder, folder / "b" / "loop");
    const auto files = findAudio(folder);
    QCOMPARE(files, (std::vector<std::filesystem::path>{folder / "a.wav", folder / "b" / "two.wav"}));
    QVERIFY(findAudio(folder / "absent").empty());
}

void TestImport::unicodePlaces() {
    QTemporaryDir place;
    const auto folder = toPath(place.path()) / "Über Gefühle 感情";
    writeClip(folder / "ärger und wut.wav");
    writeText(folder / "manifest.csv", "path,speaker,emotion\närger und wut.wav,Jürgen,angry\n");
    const auto corpus = import(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->utterances[0].id, std::string("ärger und wut"));
    QCOMPARE(corpus->utterances[0].speaker, std::string("Jürgen"));
}

void TestImport::stopLeavesNothing() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "03a01Wa.wav");
    std::stop_source stop;
    stop.request_stop();
    core::Progress progress(stop.get_token());
    const auto corpus = importCorpus(folder, {}, progress);
    QVERIFY(!corpus);
    QVERIFY(corpus.error().kind == core::ErrorKind::Cancelled);
}

void TestImport::displayOrder() {
    QCOMPARE(inDisplayOrder({"zeal", "bored", "awe", "sad", "angry"}),
             (std::vector<std::string>{"angry", "sad", "bored", "awe", "zeal"}));
}

void TestImport::realEmoDb() {
    PROSOSCOPE_SHARED_OR_SKIP(folder, "data/emodb");
    const auto corpus = import(folder);
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->layout, std::string("emodb"));
    QCOMPARE(corpus->utterances.size(), std::size_t{535});
    QCOMPARE(corpus->speakers().size(), std::size_t{10});
    QCOMPARE(corpus->remarks.size(), std::size_t{1});  // that labels.tar.gz is packed
    QCOMPARE(
        corpus->emotionCounts(),
        (std::map<std::string, std::size_t>{
            {"angry", 127}, {"bored", 81}, {"disgusted", 46}, {"fearful", 69}, {"happy", 71}, {"neutral", 79}, {"sad", 62}}));
    // The loader's own tables agree with the manifest of the same clips.
    const auto manifest = import(folder, "manifest");
    PROSOSCOPE_VERIFY(manifest);
    QCOMPARE(manifest->utterances.size(), corpus->utterances.size());
    for (std::size_t i = 0; i < corpus->utterances.size(); ++i) {
        const auto& ours = corpus->utterances[i];
        const auto& theirs = manifest->utterances[i];
        QCOMPARE(ours.id, theirs.id);
        QCOMPARE(ours.speaker, theirs.speaker);
        QCOMPARE(ours.gender, theirs.gender);
        QCOMPARE(ours.emotion, theirs.emotion);
        QCOMPARE(ours.transcript, theirs.transcript);
    }
    const auto folds = makeFolds(corpus->utterances, {});
    PROSOSCOPE_VERIFY(folds);
    QCOMPARE(folds->size(), std::size_t{10});
}

void TestImport::realManifests_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("utterances");
    QTest::addColumn<int>("speakers");
    QTest::newRow("ravdess") << "ravdess" << 1440 << 24;
    QTest::newRow("nemo") << "nemo" << 4481 << 9;
    QTest::newRow("fsdd") << "fsdd" << 600 << 6;
    QTest::newRow("ljspeech32") << "ljspeech32" << 32 << 1;
}

void TestImport::realManifests() {
    QFETCH(QString, name);
    QFETCH(int, utterances);
    QFETCH(int, speakers);
    PROSOSCOPE_SHARED_OR_SKIP(data, "data");
    const auto corpus = import(data / name.toStdString(), "manifest");
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->utterances.size(), static_cast<std::size_t>(utterances));
    QCOMPARE(corpus->speakers().size(), static_cast<std::size_t>(speakers));
    QVERIFY(corpus->remarks.empty());
}

QTEST_GUILESS_MAIN(TestImport)
#include "TestImport.moc"
