// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/audio/AudioFile.h"
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/corpus/Export.h"
#include "engine/corpus/LabelTable.h"
#include "engine/corpus/Layouts.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using corpus::ExportFormat;

class TestExport : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    core::Progress m_progress;
    std::filesystem::path root() const { return toPath(m_folder->path()); }
    std::filesystem::path out() const { return root() / "out"; }
    std::string textOf(const std::filesystem::path& file) const {
        const auto text = core::readFile(out() / file);
        return text ? *text : "(" + text.error().message() + ")";
    }

    /// Two recordings of two seconds, the second in two parts; all that a corpus may say, commas and quotes among it.
    corpus::Corpus corpus(bool spans = true) const {
        for (const char* name : {"a b.wav", "sub/c.wav"}) {
            std::filesystem::create_directories(root() / "in" / "sub");
            if (!audio::writeWav(root() / "in" / name, {8000, {std::vector<float>(16000, 0.1F)}})) qFatal("not written");
        }
        corpus::Corpus corpus;
        corpus.name = "made";
        corpus.folder = root() / "in";
        corpus.layout = "x";
        corpus.title = "Made: up";
        corpus.licence = "CC0-1.0";
        corpus.citation = "Somebody \"else\" (2020)";
        corpus.scales = {{"valence", {1.0, 5.0}}, {"arousal", {1.0, 5.0}}, {"dominance", {1.0, 5.0}}};
        corpus::Utterance u;
        u.id = "a b";
        u.path = "a b.wav";
        u.speaker = "s1";
        u.gender = "female";
        u.language = "de";
        u.emotion = "angry";
        u.valence = 1.5;
        u.arousal = 4.25;
        u.dominance = 3.0;
        u.transcript = "Ja, \"größer\"\nals ich";
        u.session = "Ses1";
        u.dialogue = "d 1";
        u.turn = 3;
        u.split = "train";
        u.numbers = {{"naturalness", 0.1}};
        u.ratings = {{"E1", {"angry"}, {}, {}, {}}};
        u.recordingSeconds = 2.0;
        corpus.utterances.push_back(u);
        u = {};
        u.id = "c-1";
        u.path = "sub/c.wav";
        u.startSeconds = spans ? 0.25 : 0.0;
        u.endSeconds = spans ? 1.0 : -1.0;
        u.speaker = "s2";
        u.gender = "male";
        u.language = "de";
        u.emotion = "sad";
        u.split = "test";
        u.recordingSeconds = 2.0;
        corpus.utterances.push_back(u);
        if (spans) {
            u.id = "c-2";
            u.startSeconds = 1.0;
            u.endSeconds = -1.0;
            u.speaker = "";
            u.emotion = "";
            u.split = "test";
            corpus.utterances.push_back(u);
        }
        return corpus;
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void names();
    void csvIsAManifest();
    void csvWithoutRecordings();
    void labelsComeBackWithoutRecordings();
    void kaldiByHand();
    void kaldiWithoutSplitsOrSpans();
    void audformatByHand();
    void comesBack_data();
    void comesBack();
    void recordingsFromElsewhere();
    void stopsAndFailsWithoutTables();
};

void TestExport::names() {
    for (const auto format : {ExportFormat::Csv, ExportFormat::Audformat, ExportFormat::Kaldi})
        QCOMPARE(corpus::exportFormatNamed(corpus::exportFormatName(format)), std::optional(format));
    QVERIFY(!corpus::exportFormatNamed("arff"));
}

void TestExport::csvIsAManifest() {
    const auto summary = corpus::exportCorpus(corpus(), out(), {ExportFormat::Csv, true}, m_progress);
    PROSOSCOPE_VERIFY(summary);
    QCOMPARE(summary->utterances, std::size_t{3});
    QCOMPARE(summary->copied, std::size_t{2});
    QCOMPARE(summary->files, (std::vector<std::filesystem::path>{out() / "manifest.csv"}));
    QCOMPARE(summary->remarks.size(), std::size_t{1});  // single listeners
    QVERIFY(std::filesystem::exists(out() / "sub" / "c.wav"));
    const auto table = core::parseCsv(textOf("manifest.csv"), "manifest.csv").value();
    QCOMPARE(table.rows.size(), std::size_t{3});
    const auto cell = [&](std::size_t row, const char* column) { return table.rows[row][*table.column(column)]; };
    QCOMPARE(cell(0, "path"), std::string("a b.wav"));
    QCOMPARE(cell(0, "transcript"), std::string("Ja, \"größer\"\nals ich"));
    QCOMPARE(cell(0, "arousal"), std::string("4.25"));
    QCOMPARE(cell(0, "naturalness"), std::string("0.1"));
    QCOMPARE(cell(0, "start"), std::string());
    QCOMPARE(cell(1, "start"), std::string("0.25"));
    QCOMPARE(cell(2, "end"), std::string());
    QCOMPARE(cell(2, "split"), std::string("test"));
}

void TestExport::csvWithoutRecordings() {
    PROSOSCOPE_VERIFY(corpus::exportCorpus(corpus(), out(), {ExportFormat::Csv, false}, m_progress));
    const auto table = core::parseCsv(textOf("manifest.csv"), "manifest.csv").value();
    QCOMPARE(table.rows[1][0], (root() / "in" / "sub" / "c.wav").string());
    QVERIFY(!std::filesystem::exists(out() / "sub"));
}

void TestExport::labelsComeBackWithoutRecordings() {
    const auto original = corpus();
    PROSOSCOPE_VERIFY(corpus::exportCorpus(original, out(), {ExportFormat::Csv, true}, m_progress));
    std::filesystem::rename(out() / "manifest.csv", root() / "made.csv");
    std::filesystem::remove_all(out());
    const auto back = corpus::readLabelTable(root() / "made.csv");
    PROSOSCOPE_VERIFY(back);
    QCOMPARE(back->name, std::string("made"));
    QCOMPARE(back->utterances.size(), original.utterances.size());
    QVERIFY(back->scales.at("valence") == original.scales.at("valence"));
    for (std::size_t i = 0; i < original.utterances.size(); ++i) {
        const auto& a = back->utterances[i];
        const auto& b = original.utterances[i];
        QCOMPARE(a.id, b.id);
        QCOMPARE(a.path, b.path);
        QCOMPARE(a.startSeconds, b.startSeconds);
        QCOMPARE(a.endSeconds, b.endSeconds);
        QCOMPARE(a.speaker, b.speaker);
        QCOMPARE(a.emotion, b.emotion);
        QVERIFY(a.valence == b.valence && a.arousal == b.arousal && a.dominance == b.dominance);
        QVERIFY(a.numbers == b.numbers);
        QCOMPARE(a.transcript, b.transcript);
    }
    QCOMPARE(corpus::readLabelTable(root() / "absent.csv").error().kind, core::ErrorKind::NotFound);
    for (const char* text : {"", "path,emotion\na.wav,angry\n", "id\n", "id,emotion\n,angry\n"}) {
        PROSOSCOPE_VERIFY(core::writeFile(root() / "bad.csv", text));
        const auto bad = corpus::readLabelTable(root() / "bad.csv");
        QVERIFY2(!bad, text);
        QVERIFY(QString::fromStdString(bad.error().message()).contains("bad.csv"));
    }
}

void TestExport::kaldiByHand() {
    const auto summary = corpus::exportCorpus(corpus(), out(), {ExportFormat::Kaldi, true}, m_progress);
    PROSOSCOPE_VERIFY(summary);
    QCOMPARE(textOf("train/wav.scp"), std::string("a_b a b.wav\n"));
    QCOMPARE(textOf("train/segments"), std::string("s1-a_b a_b 0 2\n"));
    QCOMPARE(textOf("train/utt2spk"), std::string("s1-a_b s1\n"));
    QCOMPARE(textOf("train/spk2utt"), std::string("s1 s1-a_b\n"));
    QCOMPARE(textOf("train/spk2gender"), std::string("s1 f\n"));
    QCOMPARE(textOf("train/text"), std::string("s1-a_b Ja, \"größer\" als ich\n"));
    QCOMPARE(textOf("train/utt2emo"), std::string("s1-a_b angry\n"));
    QCOMPARE(textOf("train/utt2dim"), std::string("s1-a_b 1.5 4.25 3\n"));
    QCOMPARE(textOf("train/utt2lang"), std::string("s1-a_b de\n"));
    QCOMPARE(textOf("train/utt2session"), std::string("s1-a_b Ses1\n"));
    QCOMPARE(textOf("train/utt2dialogue"), std::string("s1-a_b d_1\n"));
    QCOMPARE(textOf("test/wav.scp"), std::string("sub_c sub/c.wav\n"));
    QCOMPARE(textOf("test/segments"), std::string("c-2 sub_c 1 2\ns2-c-1 sub_c 0.25 1\n"));
    QCOMPARE(textOf("test/utt2spk"), std::string("c-2 c-2\ns2-c-1 s2\n"));  // one of its own where nobody is named
    QCOMPARE(textOf("test/utt2dur"), std::string("c-2 1\ns2-c-1 0.75\n"));
    QVERIFY(!std::filesystem::exists(out() / "test" / "text"));
}

void TestExport::kaldiWithoutSplitsOrSpans() {
    auto whole = corpus(false);
    for (auto& u : whole.utterances) u.split.clear();
    whole.utterances[1].id = "s2 1";
    whole.utterances[1].valence = 2.0;  // without arousal and dominance
    const auto summary = corpus::exportCorpus(whole, out(), {ExportFormat::Kaldi, false}, m_progress);
    PROSOSCOPE_VERIFY(summary);
    QCOMPARE(textOf("wav.scp"),
             "s1-a_b " + (root() / "in" / "a b.wav").string() + "\ns2_1 " + (root() / "in" / "sub" / "c.wav").string() + "\n");
    QVERIFY(!std::filesystem::exists(out() / "segments"));
    QCOMPARE(textOf("utt2spk"), std::string("s1-a_b s1\ns2_1 s2\n"));
    QCOMPARE(textOf("utt2dim"), std::string("s1-a_b 1.5 4.25 3\n"));
    QCOMPARE(summary->remarks.size(), std::size_t{2});
}

void TestExport::audformatByHand() {
    const auto summary = corpus::exportCorpus(corpus(), out(), {ExportFormat::Audformat, true}, m_progress);
    PROSOSCOPE_VERIFY(summary);
    QCOMPARE(summary->files.size(), std::size_t{3});
    const std::string header = textOf("db.yaml");
    for (const char* part :
         {"name: \"made\"\n", "license: \"CC0-1.0\"\n", "description: \"Somebody \\\"else\\\" (2020)\"\n",
          "  valence:\n    dtype: float\n    minimum: 1\n    maximum: 5\n", "    - \"angry\"\n    - \"sad\"\n",
          "      \"s1\": {gender: \"female\"}\n", "  \"train\":\n    type: train\n",
          "  \"emotion.test\":\n    type: segmented\n    split_id: \"test\"\n",
          "      emotion:\n        scheme_id: emotion\n        rater_id: gold\n"})
        QVERIFY2(header.find(part) != std::string::npos, (std::string(part) + "\nin\n" + header).c_str());
    QVERIFY(header.find("intensity") == std::string::npos);  // nobody has one
    const auto table = core::parseCsv(textOf("db.emotion.test.csv"), "x").value();
    QCOMPARE(table.rows.size(), std::size_t{2});
    QCOMPARE(table.rows[0][0], std::string("sub/c.wav"));
    QCOMPARE(table.rows[0][1], std::string("0 days 00:00:00.250000"));
    QCOMPARE(table.rows[0][2], std::string("0 days 00:00:01.000000"));
    QCOMPARE(table.rows[1][2], std::string());
}

void TestExport::comesBack_data() {
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("layout");
    QTest::newRow("csv") << "csv"
                         << "manifest";
    QTest::newRow("audformat") << "audformat"
                               << "audformat";
    QTest::newRow("kaldi") << "kaldi"
                           << "kaldi";
}

void TestExport::comesBack() {
    QFETCH(QString, format);
    QFETCH(QString, layout);
    const auto& layouts = corpus::allLayouts();
    const bool known =
        std::any_of(layouts.begin(), layouts.end(), [&](const auto& one) { return one.name == layout.toStdString(); });
    if (!known) QSKIP("no layout reads this format yet");
    const bool rich = std::any_of(layouts.begin(), layouts.end(), [](const auto& one) { return one.name == "csv"; });
    const auto original = corpus();
    PROSOSCOPE_VERIFY(
        corpus::exportCorpus(original, out(), {*corpus::exportFormatNamed(format.toStdString()), true}, m_progress));
    corpus::ImportOptions options;
    options.layout = layout.toStdString();
    const auto back = corpus::importCorpus(out(), options, m_progress);
    PROSOSCOPE_VERIFY(back);
    QCOMPARE(back->utterances.size(), original.utterances.size());
    for (const auto& u : original.utterances) {
        const auto found = std::find_if(back->utterances.begin(), back->utterances.end(), [&](const auto& other) {
            return other.path == u.path && std::abs(other.startSeconds - u.startSeconds) < 1e-6;
        });
        QVERIFY2(found != back->utterances.end(), u.id.c_str());
        QCOMPARE(found->emotion, u.emotion);
        if (format != "kaldi" || !u.speaker.empty()) QCOMPARE(found->speaker, u.speaker);
        if (!u.speaker.empty()) QCOMPARE(found->gender, u.gender);
        QVERIFY(found->valence == u.valence && found->arousal == u.arousal && found->dominance == u.dominance);
        if (rich) QCOMPARE(found->split, u.split);
        if (rich) QCOMPARE(found->session, u.session);
        QCOMPARE(found->language, u.language);
        QVERIFY(std::abs(found->seconds() - u.seconds()) < 1e-6);
        if (format != "kaldi") {
            QCOMPARE(found->transcript, u.transcript);
            QVERIFY(found->turn == u.turn);
            if (rich) QVERIFY(found->numbers == u.numbers);
        }
    }
    if (format == "audformat") QVERIFY(back->scales == original.scales);
}

void TestExport::recordingsFromElsewhere() {
    auto odd = corpus(false);
    odd.utterances[1].path = root() / "in" / "sub" / "c.wav";  // as corpora do that list recordings elsewhere
    PROSOSCOPE_VERIFY(corpus::exportCorpus(odd, out(), {ExportFormat::Csv, true}, m_progress));
    const auto table = core::parseCsv(textOf("manifest.csv"), "x").value();
    QCOMPARE(table.rows[1][0], std::string("elsewhere/1-c.wav"));
    QVERIFY(std::filesystem::exists(out() / "elsewhere" / "1-c.wav"));
}

void TestExport::stopsAndFailsWithoutTables() {
    std::stop_source stop;
    stop.request_stop();
    core::Progress stopped(stop.get_token());
    QCOMPARE(corpus::exportCorpus(corpus(), out(), {ExportFormat::Csv, false}, stopped).error().kind,
             core::ErrorKind::Cancelled);
    auto lost = corpus();
    std::filesystem::remove(root() / "in" / "sub" / "c.wav");
    const auto failed = corpus::exportCorpus(lost, out(), {ExportFormat::Kaldi, true}, m_progress);
    QVERIFY(failed.error().message().find("c.wav") != std::string::npos);
    QVERIFY(!std::filesystem::exists(out() / "train") && !std::filesystem::exists(out() / "manifest.csv"));
    QVERIFY(!corpus::exportCorpus(lost, "/proc/none", {}, m_progress));
}

QTEST_GUILESS_MAIN(TestExport)
#include "TestExport.moc"
