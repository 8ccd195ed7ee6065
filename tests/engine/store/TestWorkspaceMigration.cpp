// SPDX-License-Identifier: GPL-3.0-or-later
#include "FirstVersion.h"
#include "engine/store/CorpusIndex.h"
#include "engine/store/LabelEdits.h"
#include "engine/store/WorkspaceSchema.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using store::Database;
using store::Workspace;

class TestWorkspaceMigration : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::filesystem::path root() const { return toPath(m_folder->path()) / "workspace"; }
    std::filesystem::path file() const { return root() / "workspace.sqlite"; }
    /// Names and columns of all tables and indices, sorted. SQL texts differ between made and altered tables.
    static QStringList shapeOf(const std::filesystem::path& path) {
        Database database(path);
        QStringList shape;
        store::Statement tables(database,
                                "SELECT m.type || ' ' || m.name || ' ' || m.tbl_name, coalesce((SELECT group_concat(name || "
                                "type || \"notnull\" || coalesce(dflt_value, '')) FROM pragma_table_info(m.name)), '') FROM "
                                "sqlite_master m WHERE m.name NOT LIKE 'sqlite_stat%' ORDER BY 1");
        while (tables.step()) shape << QString::fromStdString(tables.text(0) + ": " + tables.text(1));
        return shape;
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void keepsEverything();
    void becomesTheSameAsANewOne();
    void isAtomic();
    void damagedFirstVersionIsMovedAside();
    void emptyCorpus();
};

void TestWorkspaceMigration::keepsEverything() {
    examples::makeFirstVersion(root(), 1000);
    auto workspace = Workspace::open(root());
    PROSOSCOPE_VERIFY(workspace);
    QVERIFY(workspace->remark().empty());
    QCOMPARE(Database(file()).number("PRAGMA user_version"), std::int64_t{store::kSchemaVersion});
    QCOMPARE(workspace->runs()->size(), std::size_t{1});
    QCOMPARE(workspace->runs()->front().uar, std::optional<double>(0.5));
    const auto corpus = workspace->corpus("emodb");
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->utterances.size(), std::size_t{1000});
    const auto& u = corpus->utterances[501];
    QCOMPARE(u.id, std::string("u0000501"));
    QCOMPARE(u.emotion, std::string("angry"));
    QCOMPARE(u.valence, std::optional<double>(501.0));
    QCOMPARE(u.turn, std::optional<int>(501));
    QVERIFY(u.session.empty() && u.ratings.empty() && u.numbers.empty() && u.rateHz == 0 && u.recordingSeconds == 0.0);
    auto index = store::CorpusIndex::open(root(), {"emodb"});
    PROSOSCOPE_VERIFY(index);
    core::Progress progress;
    store::CorpusQuery query;
    query.values["emotion"] = {"angry"};
    query.ranges["valence"] = {500.0, {}};
    query.words = {"wav/00009"};
    query.sortField = "turn";
    query.descending = true;
    const auto list = index->select(query, progress);
    PROSOSCOPE_VERIFY(list);
    QCOMPARE(list->size(), std::size_t{34});
    QCOMPARE((*list)[0], std::uint32_t{999});
    const auto batch = store::editLabels(*workspace, "emodb", {{"u0000999", "emotion", "sad"}}, progress);
    PROSOSCOPE_VERIFY(batch);
    QCOMPARE(index->select(query, progress)->size(), std::size_t{33});
}

void TestWorkspaceMigration::becomesTheSameAsANewOne() {
    examples::makeFirstVersion(root(), 3);
    PROSOSCOPE_VERIFY(Workspace::open(root()));
    const auto fresh = toPath(m_folder->path()) / "fresh";
    PROSOSCOPE_VERIFY(Workspace::open(fresh));
    QVERIFY(shapeOf(file()).size() > 15);
    QCOMPARE(shapeOf(file()), shapeOf(fresh / "workspace.sqlite"));
}

void TestWorkspaceMigration::isAtomic() {
    examples::makeFirstVersion(root(), 100);
    Database(file()).execute("CREATE TABLE label_edit_state (in_the_way)");
    const auto before = shapeOf(file());
    QVERIFY(!Workspace::open(root()));
    QCOMPARE(shapeOf(file()), before);  // not one of the earlier steps stayed
    QCOMPARE(Database(file()).number("PRAGMA user_version"), std::int64_t{1});
    Database(file()).execute("DROP TABLE label_edit_state");
    const auto workspace = Workspace::open(root());
    PROSOSCOPE_VERIFY(workspace);
    QCOMPARE(workspace->corpus("emodb")->utterances.size(), std::size_t{100});
}

void TestWorkspaceMigration::damagedFirstVersionIsMovedAside() {
    examples::makeFirstVersion(root(), 10);
    Database(file()).execute("DROP TABLE epochs");
    const auto workspace = Workspace::open(root());
    PROSOSCOPE_VERIFY(workspace);
    QVERIFY(!workspace->remark().empty());
    QVERIFY(workspace->corpora()->empty());
}

void TestWorkspaceMigration::emptyCorpus() {
    examples::makeFirstVersion(root(), 0);
    const auto workspace = Workspace::open(root());
    PROSOSCOPE_VERIFY(workspace);
    QVERIFY(workspace->corpus("emodb")->utterances.empty());
    QCOMPARE(store::CorpusIndex::open(root())->size(), std::size_t{0});
}

QTEST_GUILESS_MAIN(TestWorkspaceMigration)
#include "TestWorkspaceMigration.moc"
