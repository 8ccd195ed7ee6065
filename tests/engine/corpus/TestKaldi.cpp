// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/corpus/LayoutTestSupport.h"

using namespace prososcope;
using namespace prososcope::corpus;

class TestKaldi : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void dataFolder();
    void segmentsOfRecordings();
    void partsAndPathsOfRecipes();
    void commandsAreNeverRun_data();
    void commandsAreNeverRun();
    void whatIsWrongIsCounted();
    void damagedFolders();
};

void TestKaldi::dataFolder() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "a b.wav");
    writeClip(folder / "c.wav", 1);
    writeText(folder / "wav.scp", "s1-a " + (folder / "a b.wav").string() + "\ns2-c\tc.wav\n");
    writeText(folder / "utt2spk", "s1-a s1\ns2-c s2\n");
    writeText(folder / "spk2gender", "s1 f\ns2 m\n");
    writeText(folder / "text", "s1-a guten  Morgen, Jürgen\ns2-c\n");
    writeText(folder / "utt2emo", "s1-a anger\ns2-c W\n");
    writeText(folder / "utt2dim", "s1-a 2.5 3 1\n");
    writeText(folder / "utt2lang", "s1-a german\n");
    const auto corpus = importBy(folder, "auto", {});
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->layout, std::string("kaldi"));
    const auto first = named(*corpus, "s1-a");
    QCOMPARE(first.path, std::filesystem::path("a b.wav"));
    QCOMPARE(first.speaker, std::string("s1"));
    QCOMPARE(first.gender, std::string("female"));
    QCOMPARE(first.transcript, std::string("guten  Morgen, Jürgen"));
    QCOMPARE(first.emotion, std::string("angry"));
    QCOMPARE(first.valence.value(), 2.5);
    QCOMPARE(first.arousal.value(), 3.0);
    QCOMPARE(first.dominance.value(), 1.0);
    QCOMPARE(first.language, std::string("de"));
    QVERIFY(first.split.empty());
    QCOMPARE(named(*corpus, "s2-c").emotion, std::string("W"));
    QCOMPARE(named(*importBy(folder, "kaldi", {{"map", "W=angry"}}), "s2-c").emotion, std::string("angry"));
}

void TestKaldi::segmentsOfRecordings() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "r.wav", 0, 32000);
    writeText(folder / "wav.scp", "rec r.wav\r\n");
    writeText(folder / "segments", "s1-1 rec 0.25 0.5\r\ns1-2 rec 1.5 -1\r\n");
    writeText(folder / "utt2spk", "s1-1 s1\r\ns1-2 s1\r\n");
    const auto corpus = importBy(folder, "kaldi");
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->utterances.size(), std::size_t{2});
    QCOMPARE(corpus->utterances[0].startSeconds, 0.25);
    QCOMPARE(corpus->utterances[0].endSeconds, 0.5);
    QCOMPARE(corpus->utterances[1].endSeconds, -1.0);
    QCOMPARE(corpus->utterances[1].seconds(), 0.5);
}

void TestKaldi::partsAndPathsOfRecipes() {
    QTemporaryDir place;
    const auto recipe = toPath(place.path());
    writeClip(recipe / "corpus" / "a.wav");
    writeClip(recipe / "corpus" / "b.wav", 1);
    writeText(recipe / "data" / "train" / "wav.scp", "s1-a corpus/a.wav\n");
    writeText(recipe / "data" / "train" / "utt2spk", "s1-a s1\n");
    writeText(recipe / "data" / "dev" / "wav.scp", "s2-b corpus/b.wav\n");
    writeText(recipe / "data" / "dev" / "utt2spk", "s2-b b2\n");
    writeText(recipe / "data" / "local" / "other", "x\n");
    const auto corpus = importBy(recipe / "data", "auto");
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->utterances.size(), std::size_t{2});
    QCOMPARE(named(*corpus, "s1-a").split, std::string("train"));
    QCOMPARE(named(*corpus, "s2-b").split, std::string("development"));
    QVERIFY(named(*corpus, "s2-b").path.is_absolute());
    VERIFY_REMARK(*corpus, "do not begin with their speaker, as Kaldi wants it: 1");
}

void TestKaldi::commandsAreNeverRun_data() {
    QTest::addColumn<QString>("entry");
    QTest::addColumn<bool>("read");
    QTest::newRow("cat") << "cat r.wav |" << true;
    QTest::newRow("flac") << "flac -c -d -s r.wav |" << true;
    QTest::newRow("flac, joined") << "/usr/bin/flac -cds 'r.wav' |" << true;
    QTest::newRow("sph2pipe") << "sph2pipe -f wav -p r.wav |" << true;
    QTest::newRow("sox") << "sox \"r.wav\" -t wav -r 16000 - |" << true;
    QTest::newRow("one channel") << "sph2pipe -f wav -p -c 1 r.wav |" << false;
    QTest::newRow("an effect") << "sox r.wav -t wav - speed 1.1 |" << false;
    QTest::newRow("to a file") << "flac -d r.wav |" << false;
    QTest::newRow("two files") << "cat r.wav r.wav |" << false;
    QTest::newRow("two commands") << "cat r.wav | sox -t wav - -t wav - |" << false;
    QTest::newRow("a second command") << "cat r.wav; touch ran |" << false;
    QTest::newRow("substitution") << "cat $(touch ran) |" << false;
    QTest::newRow("redirection") << "cat r.wav > ran |" << false;
    QTest::newRow("anything") << "touch ran |" << false;
    QTest::newRow("open quote") << "cat 'r.wav |" << false;
    QTest::newRow("nothing") << "|" << false;
    QTest::newRow("archive") << "feats.ark:1234" << false;
}

void TestKaldi::commandsAreNeverRun() {
    QFETCH(QString, entry);
    QFETCH(bool, read);
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "r.wav");
    writeClip(folder / "s.wav", 1);
    writeText(folder / "wav.scp", "a " + entry.toStdString() + "\nb s.wav\n");
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(folder);
    const auto corpus = importBy(folder, "kaldi");
    std::filesystem::current_path(before);
    PROSOSCOPE_VERIFY(corpus);
    QVERIFY(!std::filesystem::exists(folder / "ran"));
    QCOMPARE(corpus->utterances.size(), std::size_t{read ? 2U : 1U});
    if (read) {
        QCOMPARE(named(*corpus, "a").path, std::filesystem::path("r.wav"));
        VERIFY_REMARK(*corpus, "instead of from a command: 1 (a)");
    } else {
        VERIFY_REMARK(*corpus, entry.endsWith('|') ? "which is never run: 1 (a)" : "that are no file: 1 (a)");
    }
}

void TestKaldi::whatIsWrongIsCounted() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "r.wav", 0, 16000);
    writeText(folder / "wav.scp", "rec r.wav\nrec q.wav\ngone g.wav\nempty\n");
    writeText(folder / "segments",
              "u1 rec 0 0.5\nu2 rec 0.5 0.25\nu3 rec x 1\nu4 none 0 1\nu5 gone 0 1\nu6 rec 0.1\nu7 rec nan 1\n");
    writeText(folder / "utt2dim", "u1 1 2\n");
    const auto corpus = importBy(folder, "kaldi");
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->utterances.size(), std::size_t{1});
    VERIFY_REMARK(*corpus, "key comes twice: 1 (wav.scp: rec)");
    VERIFY_REMARK(*corpus, "lines of segments that cannot be read: 4 (u2, u3, u6, u7)");
    VERIFY_REMARK(*corpus, "segments of recordings that are not there: 1 (u4)");
    VERIFY_REMARK(*corpus, "no three numbers: 1 (u1)");
    VERIFY_REMARK(*corpus, "audio missing: 1 (g.wav)");
    VERIFY_REMARK(*corpus, "entries of wav.scp that are no file: 1 (empty)");
    VERIFY_REMARK(*corpus, "without a speaker: 2");
    std::filesystem::remove(folder / "wav.scp");
    VERIFY_SAYS(importBy(folder, "kaldi"), "holds a wav.scp");
}

void TestKaldi::damagedFolders() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "r.wav", 0, 16000);
    for (std::uint64_t seed = 0; seed < 120; ++seed) {
        writeQuickly(folder / "wav.scp", damaged("rec r.wav\nrec2 cat r.wav |\n", seed));
        writeQuickly(folder / "segments", damaged("s1-1 rec 0 0.5\ns1-2 rec 0.5 -1\ns2-1 rec2 0.25 0.75\n", seed + 1));
        writeQuickly(folder / "utt2dim", damaged("s1-1 1 2 3\ns1-2 1.5 2.5 3.5\n", seed + 2));
        writeQuickly(folder / "utt2spk", damaged("s1-1 s1\ns1-2 s1\ns2-1 s2\n", seed + 3));
        const auto corpus = importBy(folder, "kaldi");
        if (!corpus) continue;
        for (const auto& utterance : corpus->utterances) {
            QVERIFY(utterance.startSeconds >= 0.0);
            QVERIFY(utterance.endSeconds < 0.0 || utterance.endSeconds > utterance.startSeconds);
        }
    }
}

QTEST_GUILESS_MAIN(TestKaldi)
#include "TestKaldi.moc"
