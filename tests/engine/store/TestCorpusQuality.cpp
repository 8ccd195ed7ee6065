// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <numbers>

#include "engine/audio/AudioFile.h"
#include "engine/core/SafeFile.h"
#include "engine/store/CorpusIndex.h"
#include "engine/store/CorpusQuality.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using store::Workspace;

class TestCorpusQuality : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    core::Progress m_progress;
    std::filesystem::path root() const { return toPath(m_folder->path()); }

    /// A sine of its own for each number, so that equal numbers are equal sounds.
    void writeSound(const std::string& name, int number, float gain, int rateHz = 16000) const {
        std::vector<float> samples(static_cast<std::size_t>(rateHz / 5));
        for (std::size_t i = 0; i < samples.size(); ++i) {
            const double phase = 2.0 * std::numbers::pi * (200.0 + 10.0 * number) * static_cast<double>(i) / rateHz;
            samples[i] = std::clamp(gain * static_cast<float>(std::sin(phase)), -1.0F, 1.0F);
        }
        PROSOSCOPE_VERIFY(audio::writeWav(root() / "audio" / name, {rateHz, {samples}}));
    }
    corpus::Corpus corpus() const {
        corpus::Corpus corpus;
        corpus.name = "c";
        corpus.folder = root() / "audio";
        const auto add = [&](const char* name, const char* emotion, const char* speaker, const char* split) {
            corpus::Utterance u;
            u.id = name;
            u.path = std::string(name) + ".wav";
            u.emotion = emotion;
            u.speaker = speaker;
            u.split = split;
            corpus.utterances.push_back(u);
        };
        add("a", "angry", "1", "train");
        add("b", "sad", "1", "train");    // the sound of a: another label
        add("c", "sad", "2", "test");     // clipped
        add("d", "sad", "2", "test");     // faint
        add("e", "happy", "2", "train");  // no sound
        add("f", "happy", "3", "train");
        add("g", "happy", "3", "test");  // the sound of f: another split
        writeSound("a.wav", 1, 0.5F);
        writeSound("b.wav", 1, 0.5F);
        writeSound("c.wav", 2, 2.0F);
        writeSound("d.wav", 3, 0.005F);
        if (!core::writeFile(root() / "audio" / "e.wav", "text")) qFatal("not written");
        writeSound("f.wav", 4, 0.5F, 8000);
        writeSound("g.wav", 4, 0.5F, 8000);
        return corpus;
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void findsWhatIsWrong();
    void isForgottenWithTheImport();
    void stopsWhenAsked();
    void realCorpus();
};

void TestCorpusQuality::findsWhatIsWrong() {
    auto workspace = Workspace::open(root() / "w");
    PROSOSCOPE_VERIFY(workspace);
    PROSOSCOPE_VERIFY(workspace->saveCorpus(corpus()));
    auto index = store::CorpusIndex::open(root() / "w");
    QVERIFY(!store::qualityReport(*workspace, "c")->has_value());
    const auto made = store::checkCorpus(*workspace, "c", 2, m_progress);
    PROSOSCOPE_VERIFY(made);
    const auto stored = store::qualityReport(*workspace, "c");
    PROSOSCOPE_VERIFY(stored);
    QVERIFY(stored->has_value());
    for (const auto& report : {*made, **stored}) {
        QCOMPARE(report.utterances, std::size_t{7});
        QCOMPARE(report.clipped, std::size_t{1});
        QCOMPARE(report.quiet, std::size_t{1});
        QCOMPARE(report.mostlySilent, std::size_t{0});
        QCOMPARE(report.unreadable, std::size_t{1});
        QVERIFY(report.firstUnreadable.find("e.wav") != std::string::npos);
        QCOMPARE(report.copies, std::size_t{4});
        QCOMPARE(report.copiedGroups, std::size_t{2});
        QCOMPARE(report.contradictions, std::size_t{1});
        QCOMPARE(report.acrossSpeakers, std::size_t{0});
        QCOMPARE(report.acrossSplits, std::size_t{1});
        QVERIFY((report.rates == std::map<int, std::size_t>{{8000, 2}, {16000, 4}}));
        QVERIFY((report.channels == std::map<int, std::size_t>{{1, 6}}));
        QVERIFY(std::abs(report.levelMedian - 10.0 * std::log10(0.125)) < 0.1);
        QVERIFY(std::abs(report.levelLow - (20.0 * std::log10(0.005) - 3.01)) < 0.3);
    }
    QCOMPARE(made->madeAt, (*stored)->madeAt);
    // Every measure is a column of the index, also of one that was open before.
    store::CorpusQuery query;
    query.ranges["quality.copies"] = {2.0, {}};
    query.sortField = "quality.group";
    query.descending = true;
    const auto list = index->select(query, m_progress);
    PROSOSCOPE_VERIFY(list);
    const auto rows = index->rows(*list, 0, 9, m_progress);
    QCOMPARE(rows->size(), std::size_t{4});
    QCOMPARE(rows->front().utterance.id, std::string("f"));
    QCOMPARE(rows->front().quality.at("group"), 2.0);
    QVERIFY(!rows->front().quality.contains("unreadable"));
    query = {};
    query.ranges["quality.unreadable"] = {1.0, {}};
    QCOMPARE(index->select(query, m_progress)->size(), std::size_t{1});
    // Found again after mending.
    writeSound("e.wav", 5, 0.5F);
    PROSOSCOPE_VERIFY(store::checkCorpus(*workspace, "c", 1, m_progress));
    QVERIFY(index->select(query, m_progress)->empty());
}

void TestCorpusQuality::isForgottenWithTheImport() {
    auto workspace = Workspace::open(root() / "w");
    PROSOSCOPE_VERIFY(workspace->saveCorpus(corpus()));
    PROSOSCOPE_VERIFY(store::checkCorpus(*workspace, "c", 2, m_progress));
    PROSOSCOPE_VERIFY(workspace->saveCorpus(corpus()));
    QVERIFY(!store::qualityReport(*workspace, "c")->has_value());
    QCOMPARE(store::checkCorpus(*workspace, "absent", 2, m_progress).error().kind, core::ErrorKind::NotFound);
}

void TestCorpusQuality::stopsWhenAsked() {
    auto workspace = Workspace::open(root() / "w");
    PROSOSCOPE_VERIFY(workspace->saveCorpus(corpus()));
    std::stop_source stop;
    stop.request_stop();
    core::Progress progress(stop.get_token());
    QCOMPARE(store::checkCorpus(*workspace, "c", 1, progress).error().kind, core::ErrorKind::Cancelled);
    QVERIFY(!store::qualityReport(*workspace, "c")->has_value());
}

void TestCorpusQuality::realCorpus() {
    PROSOSCOPE_SHARED_OR_SKIP(folder, "data/emodb");
    auto imported = corpus::importCorpus(folder, {}, m_progress);
    PROSOSCOPE_VERIFY(imported);
    imported->utterances.resize(60);
    auto workspace = Workspace::open(root() / "w");
    PROSOSCOPE_VERIFY(workspace->saveCorpus(*imported));
    const auto report = store::checkCorpus(*workspace, imported->name, 2, m_progress);
    PROSOSCOPE_VERIFY(report);
    QCOMPARE(report->unreadable, std::size_t{0});
    QCOMPARE(report->copies, std::size_t{0});
    QVERIFY((report->rates == std::map<int, std::size_t>{{16000, 60}}));
    QVERIFY(report->levelMedian > -40.0 && report->levelMedian < -5.0);
}

QTEST_GUILESS_MAIN(TestCorpusQuality)
#include "TestCorpusQuality.moc"
