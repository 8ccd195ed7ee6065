// SPDX-License-Identifier: GPL-3.0-or-later
#include <sstream>
#include <tuple>

#include "tests/engine/corpus/CorpusTestSupport.h"

using namespace prososcope;

namespace {

using Labels = std::vector<std::tuple<double, double, std::string>>;

/// A TextGrid of two seconds with interval tiers.
std::string textGrid(const std::vector<std::pair<std::string, Labels>>& tiers) {
    std::ostringstream text;
    text << "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\nxmin = 0\nxmax = 2\ntiers? <exists>\nsize = "
         << tiers.size() << "\nitem []:\n";
    for (std::size_t t = 0; t < tiers.size(); ++t) {
        const auto& [name, labels] = tiers[t];
        text << "  item [" << t + 1 << "]:\n    class = \"IntervalTier\"\n    name = \"" << name
             << "\"\n    xmin = 0\n    xmax = 2\n    intervals: size = " << labels.size() << "\n";
        for (std::size_t i = 0; i < labels.size(); ++i) {
            const auto& [start, end, label] = labels[i];
            text << "    intervals [" << i + 1 << "]:\n      xmin = " << start << "\n      xmax = " << end
                 << "\n      text = \"" << label << "\"\n";
        }
    }
    return text.str();
}

const Labels kEmotions = {{0, 0.5, ""}, {0.5, 1.0, "happy"}, {1.0, 1.25, "  "}, {1.25, 2.0, "sad"}};
const Labels kWho = {{0, 1.1, "Ada"}, {1.1, 2.0, "Ben"}};
const Labels kWords = {{0, 0.5, "um"}, {0.5, 0.75, "guten"}, {0.75, 1.05, "Tag"}, {1.05, 1.9, "so"}, {1.9, 2.0, ""}};

}  // namespace

class TestAnnotatedLayout : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        writeClip(place() / "talk" / "one.wav", 1, 32000);
        writeText(place() / "talk" / "one.TextGrid", textGrid({{"emotion", kEmotions}, {"who", kWho}, {"words", kWords}}));
    }

    void intervalsBecomeUtterances() {
        const auto corpus =
            importFrom(place(), "annotation", {{"tier", "emotion"}, {"speaker", "tier:who"}, {"transcript", "words"}});
        QVERIFY2(corpus, corpus ? "" : corpus.error().text.english().c_str());
        QCOMPARE(corpus->utterances.size(), std::size_t(2));
        const auto& happy = corpus->utterances[0];
        QCOMPARE(happy.emotion, std::string("happy"));
        QCOMPARE(happy.speaker, std::string("Ada"));
        QCOMPARE(happy.transcript, std::string("guten Tag"));
        QCOMPARE(happy.startSeconds, 0.5);
        QCOMPARE(happy.endSeconds, 1.0);
        QCOMPARE(happy.path.generic_string(), std::string("talk/one.wav"));
        QCOMPARE(corpus->utterances[1].emotion, std::string("sad"));
        QCOMPARE(corpus->utterances[1].speaker, std::string("Ben"));
        QVERIFY(corpus->remarks.empty());
    }

    void speakersFromFileFolderAndName() {
        const auto speaker = [&](const std::string& source) {
            const auto corpus = importFrom(place(), "annotation", {{"tier", "emotion"}, {"speaker", source}});
            return corpus ? corpus->utterances[0].speaker : corpus.error().text.english();
        };
        QCOMPARE(speaker("file"), std::string("one"));
        QCOMPARE(speaker("folder"), std::string("talk"));
        QCOMPARE(speaker("Grace"), std::string("Grace"));
        QCOMPARE(speaker(""), std::string("one"));
        const auto nobody = importFrom(place(), "annotation", {{"tier", "emotion"}, {"speaker", "tier:absent"}});
        QVERIFY(nobody && nobody->utterances[0].speaker.empty());
        QVERIFY2(hasRemark(*nobody, "without a speaker: 2"), remarksOf(*nobody).c_str());
    }

    void onlyTierNeedsNoName() {
        writeText(place() / "talk" / "one.TextGrid", textGrid({{"mood", kEmotions}}));
        const auto corpus = importFrom(place(), "annotation");
        QVERIFY(corpus && corpus->utterances.size() == 2);
    }

    void sentencesNameTheTiers() {
        const auto unnamed = importFrom(place(), "annotation");
        QVERIFY(!unnamed);
        QVERIFY(unnamed.error().text.english().find("emotion, who, words") != std::string::npos);
        const auto wrong = importFrom(place(), "annotation", {{"tier", "Emotion"}});
        QVERIFY(!wrong);
        QVERIFY(wrong.error().text.english().find("\"Emotion\"") != std::string::npos);
        std::filesystem::remove(place() / "talk" / "one.TextGrid");
        const auto bare = importFrom(place(), "annotation", {{"tier", "emotion"}});
        QVERIFY(!bare);
        QVERIFY(bare.error().text.english().find("no annotation with intervals") != std::string::npos);
    }

    void theRestIsCountedAndNamed() {
        writeClip(place() / "bare.wav");
        writeClip(place() / "broken.wav");
        writeText(place() / "broken.TextGrid", "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\nxmin = nonsense");
        writeClip(place() / "other.wav", 2, 32000);
        writeText(place() / "other.TextGrid", textGrid({{"words", kWords}}));
        const auto corpus = importFrom(place(), "annotation", {{"tier", "emotion"}});
        QVERIFY2(corpus, corpus ? "" : corpus.error().text.english().c_str());
        QCOMPARE(corpus->utterances.size(), std::size_t(2));
        QVERIFY2(hasRemark(*corpus, "no annotation beside the recording: 1 (bare.wav)"), remarksOf(*corpus).c_str());
        QVERIFY2(hasRemark(*corpus, "cannot be read: 1 (broken.TextGrid)"), remarksOf(*corpus).c_str());
        QVERIFY2(hasRemark(*corpus, "lacks the tier: 1 (other.wav)"), remarksOf(*corpus).c_str());
    }

    void intervalsBehindTheSoundAreLeftOut() {
        writeClip(place() / "talk" / "one.wav", 1, 16000);  // one second: "sad" begins after its end
        const auto corpus = importFrom(place(), "annotation", {{"tier", "emotion"}});
        QVERIFY(corpus && corpus->utterances.size() == 1);
        QVERIFY2(hasRemark(*corpus, "without samples there: 1"), remarksOf(*corpus).c_str());
    }

    void autoNeverTakesIt() {
        const auto corpus = importFrom(place());
        QVERIFY(!corpus);
    }

private:
    [[nodiscard]] std::filesystem::path place() const { return m_folder->path().toStdString(); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestAnnotatedLayout)
#include "TestAnnotatedLayout.moc"
