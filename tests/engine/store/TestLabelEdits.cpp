// SPDX-License-Identifier: GPL-3.0-or-later
#include "CorpusExamples.h"
#include "engine/store/Database.h"
#include "engine/store/LabelEdits.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using store::LabelChange;
using store::Workspace;

class TestLabelEdits : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    core::Progress m_progress;
    std::unique_ptr<Workspace> m_workspace;

    std::int64_t edit(const std::vector<LabelChange>& changes) {
        const auto batch = store::editLabels(*m_workspace, "c", changes, m_progress);
        if (!batch) qFatal("%s", batch.error().message().c_str());
        return *batch;
    }
    std::string emotion(std::size_t i, Workspace::Labels labels = Workspace::Labels::Edited) const {
        return m_workspace->corpus("c", labels)->utterances[i].emotion;
    }
    static corpus::Corpus three() {
        corpus::Corpus corpus;
        corpus.name = "c";
        corpus.scales = {{"valence", {1.0, 5.0}}};
        corpus.utterances.resize(3);
        for (std::size_t i = 0; i < 3; ++i) {
            corpus.utterances[i].id = "u" + std::to_string(i);
            corpus.utterances[i].emotion = "angry";
        }
        return corpus;
    }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_workspace = std::make_unique<Workspace>(Workspace::open(toPath(m_folder->path())).value());
        PROSOSCOPE_VERIFY(m_workspace->saveCorpus(three()));
    }
    void cleanup() { m_workspace.reset(); }
    void keepsWhoWhenOldNew();
    void importedRowsStay();
    void undoAndRedo();
    void undoBeneathALaterEdit();
    void nothingToChange();
    void allOrNothing_data();
    void allOrNothing();
    void unknownValues();
    void anotherImportKeepsEdits();
    void stopsWhenAsked();
};

void TestLabelEdits::keepsWhoWhenOldNew() {
    const auto first = edit({{"u1", "emotion", "sad"}, {"u2", "emotion", "sad"}});
    const auto second = edit({{"u1", "emotion", "müde"}, {"u1", "valence", "02.50"}});
    QVERIFY(first != second && first > 0);
    const auto edits = store::labelEdits(*m_workspace, "c");
    PROSOSCOPE_VERIFY(edits);
    QCOMPARE(edits->size(), std::size_t{4});
    const auto& newest = (*edits)[0];
    QCOMPARE(newest.field, std::string("valence"));
    QCOMPARE(newest.newValue, std::string("2.5"));
    QCOMPARE(newest.oldValue, std::string());
    const auto& word = (*edits)[1];
    QCOMPARE(word.batch, second);
    QCOMPARE(word.oldValue, std::string("sad"));  // what it was at that time
    QCOMPARE(word.newValue, std::string("müde"));
    QVERIFY(!word.who.empty());
    QVERIFY(QDateTime::fromString(QString::fromStdString(word.madeAt), Qt::ISODate).secsTo(QDateTime::currentDateTimeUtc()) <
            60);
    QVERIFY(word.undoneAt.empty());
    QCOMPARE((*edits)[3].oldValue, std::string("angry"));
    QCOMPARE(store::labelEdits(*m_workspace, "c", 1)->size(), std::size_t{1});
    QCOMPARE(store::labelEdits(*m_workspace, "c", 100, "u2")->size(), std::size_t{1});
    QVERIFY(store::labelEdits(*m_workspace, "other")->empty());
}

void TestLabelEdits::importedRowsStay() {
    edit({{"u1", "emotion", "sad"}});
    QCOMPARE(emotion(1), std::string("sad"));
    QCOMPARE(emotion(0), std::string("angry"));
    QCOMPARE(emotion(1, Workspace::Labels::Imported), std::string("angry"));
    QCOMPARE(store::Database(toPath(m_folder->path()) / "workspace.sqlite")
                 .number("SELECT count(*) FROM utterances WHERE emotion = 'angry'"),
             std::int64_t{3});
}

void TestLabelEdits::undoAndRedo() {
    const auto batch = edit({{"u0", "emotion", "sad"}, {"u2", "emotion", "happy"}});
    PROSOSCOPE_VERIFY(store::undoLabelEdits(*m_workspace, batch));
    QCOMPARE(emotion(0), std::string("angry"));
    QCOMPARE(emotion(2), std::string("angry"));
    QVERIFY(!store::labelEdits(*m_workspace, "c")->at(0).undoneAt.empty());  // it stays in the history
    PROSOSCOPE_VERIFY(store::undoLabelEdits(*m_workspace, batch));           // already so
    PROSOSCOPE_VERIFY(store::redoLabelEdits(*m_workspace, batch));
    QCOMPARE(emotion(0), std::string("sad"));
    QCOMPARE(emotion(2), std::string("happy"));
    QCOMPARE(store::undoLabelEdits(*m_workspace, 999).error().kind, core::ErrorKind::NotFound);
}

void TestLabelEdits::undoBeneathALaterEdit() {
    const auto first = edit({{"u0", "emotion", "sad"}});
    const auto second = edit({{"u0", "emotion", "happy"}});
    PROSOSCOPE_VERIFY(store::undoLabelEdits(*m_workspace, first));
    QCOMPARE(emotion(0), std::string("happy"));
    PROSOSCOPE_VERIFY(store::undoLabelEdits(*m_workspace, second));
    QCOMPARE(emotion(0), std::string("angry"));
    PROSOSCOPE_VERIFY(store::redoLabelEdits(*m_workspace, first));
    QCOMPARE(emotion(0), std::string("sad"));
}

void TestLabelEdits::nothingToChange() {
    QCOMPARE(edit({{"u0", "emotion", "angry"}}), std::int64_t{0});
    QCOMPARE(edit({}), std::int64_t{0});
    edit({{"u0", "valence", "2"}});
    QCOMPARE(edit({{"u0", "valence", "2.0"}}), std::int64_t{0});
    QCOMPARE(store::labelEdits(*m_workspace, "c")->size(), std::size_t{1});
}

void TestLabelEdits::allOrNothing_data() {
    QTest::addColumn<QString>("utterance");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("said");
    QTest::newRow("no such utterance") << "u9"
                                       << "emotion"
                                       << "sad"
                                       << "u9";
    QTest::newRow("no such column") << "u1"
                                    << "colour"
                                    << "red"
                                    << "colour";
    QTest::newRow("not editable") << "u1"
                                  << "path"
                                  << "x.wav"
                                  << "path";
    QTest::newRow("no number") << "u1"
                               << "valence"
                               << "high"
                               << "high";
    QTest::newRow("outside the scale") << "u1"
                                       << "valence"
                                       << "5.5"
                                       << "scale";
    QTest::newRow("not a number") << "u1"
                                  << "valence"
                                  << "nan"
                                  << "nan";
}

void TestLabelEdits::allOrNothing() {
    QFETCH(QString, utterance);
    QFETCH(QString, field);
    QFETCH(QString, value);
    QFETCH(QString, said);
    const auto batch = store::editLabels(
        *m_workspace, "c", {{"u0", "emotion", "sad"}, {utterance.toStdString(), field.toStdString(), value.toStdString()}},
        m_progress);
    QVERIFY(!batch);
    QVERIFY2(batch.error().message().find(said.toStdString()) != std::string::npos, batch.error().message().c_str());
    QVERIFY(store::labelEdits(*m_workspace, "c")->empty());
    QCOMPARE(emotion(0), std::string("angry"));
    QVERIFY(!store::editLabels(*m_workspace, "absent", {}, m_progress));
}

void TestLabelEdits::unknownValues() {
    edit({{"u0", "emotion", ""}, {"u0", "valence", "3"}, {"u0", "arousal", "-1e3"}});  // arousal has no scale here
    edit({{"u0", "valence", ""}});
    const auto u = m_workspace->corpus("c")->utterances[0];
    QVERIFY(u.emotion.empty());
    QVERIFY(!u.valence);
    QCOMPARE(u.arousal, std::optional<double>(-1000.0));
}

void TestLabelEdits::anotherImportKeepsEdits() {
    edit({{"u1", "emotion", "sad"}, {"u2", "emotion", "sad"}});
    auto changed = three();
    changed.utterances.pop_back();
    changed.utterances[1].emotion = "happy";
    changed.utterances[1].transcript = "new";
    changed.utterances.emplace(changed.utterances.begin());
    changed.utterances[0].id = "a";
    PROSOSCOPE_VERIFY(m_workspace->saveCorpus(changed));
    QCOMPARE(m_workspace->corpus("c")->utterances.size(), std::size_t{3});
    QCOMPARE(emotion(2), std::string("sad"));  // u1 stands elsewhere now
    QCOMPARE(emotion(2, Workspace::Labels::Imported), std::string("happy"));
    QCOMPARE(m_workspace->corpus("c")->utterances[2].transcript, std::string("new"));
    QVERIFY(emotion(0).empty());
    PROSOSCOPE_VERIFY(m_workspace->saveCorpus(three()));
    QCOMPARE(emotion(2), std::string("sad"));  // u2 is there again, and so is its label
    auto other = three();
    other.name = "d";
    PROSOSCOPE_VERIFY(m_workspace->saveCorpus(other));
    QCOMPARE(m_workspace->corpus("d")->utterances[1].emotion, std::string("angry"));
}

void TestLabelEdits::stopsWhenAsked() {
    std::vector<LabelChange> changes(20000, {"u0", "emotion", "sad"});
    for (std::size_t i = 0; i < changes.size(); ++i) changes[i].value = i % 2 == 0 ? "sad" : "happy";
    std::stop_source stop;
    core::Progress progress(stop.get_token(), [&](double, const core::Text&) { stop.request_stop(); });
    const auto stopped = store::editLabels(*m_workspace, "c", changes, progress);
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().kind, core::ErrorKind::Cancelled);
    QVERIFY(store::labelEdits(*m_workspace, "c")->empty());
    QVERIFY(edit({{"u0", "emotion", "sad"}}) > 0);
}

QTEST_GUILESS_MAIN(TestLabelEdits)
#include "TestLabelEdits.moc"
