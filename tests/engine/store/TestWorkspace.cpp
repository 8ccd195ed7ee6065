// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/resource.h>
#include <unistd.h>

#include <cmath>
#include <csignal>
#include <fstream>

#include "StoreExamples.h"
#include "engine/core/SafeFile.h"
#include "engine/store/Database.h"
#include "engine/store/Workspace.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using store::RunState;
using store::Workspace;

class TestWorkspace : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::filesystem::path root() const { return toPath(m_folder->path()) / "Arbeit ü 仕事"; }
    /// Files in the workspace whose names begin so.
    int filesNamed(const std::string& start) const {
        int count = 0;
        for (const auto& item : std::filesystem::directory_iterator(root()))
            count += item.path().filename().string().starts_with(start) ? 1 : 0;
        return count;
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void opensAndReopens();
    void corpusRoundTrip();
    void corpusIsReplaced();
    void runRoundTrip();
    void undefinedNumbers();
    void foldsAndEpochs();
    void predictionsAreReplaced();
    void unknownRunIsRefused();
    void textThatIsNotUtf8IsRefused();
    void tenThousandRuns();
    void damagedDatabaseIsMovedAside_data();
    void damagedDatabaseIsMovedAside();
    void damageFoundInUseIsRepairedAtNextOpening();
    void newerVersionIsRefused();
    void databaseOfAnotherProgramIsRefused();
    void unusableFolders();
    void fullDatabaseIsNoSpace();
    void failedWriteKeepsTheWorkspace();
};

void TestWorkspace::opensAndReopens() {
    {
        const auto workspace = Workspace::open(root());
        PROSOSCOPE_VERIFY(workspace);
        QVERIFY(workspace->remark().empty());
        QCOMPARE(workspace->folder(), root());
        QCOMPARE(workspace->cacheFolder(), root() / "cache");
        QCOMPARE(workspace->modelsFolder(), root() / "models");
        QCOMPARE(workspace->runFolder(12), root() / "runs" / "12");
        QVERIFY(workspace->runs()->empty());
        QVERIFY(workspace->corpora()->empty());
    }
    const auto again = Workspace::open(root());
    PROSOSCOPE_VERIFY(again);
    QVERIFY(again->remark().empty());
    QCOMPARE(store::Database(root() / "workspace.sqlite").text("PRAGMA journal_mode"), std::string("wal"));
}

void TestWorkspace::corpusRoundTrip() {
    corpus::Corpus expected;
    expected.name = "emodb";
    expected.folder = "/daten/größe";
    expected.layout = "manifest";
    expected.title = "Berlin \"database\"";
    expected.licence = "CC0-1.0";
    expected.citation = "Burkhardt et al. 2005";
    expected.remarks = {{TRANSLATABLE("Engine", "%1 files were left out: %2."), {"3", "a %1 b"}},
                        {TRANSLATABLE("Engine", "Done.")}};
    expected.utterances.push_back(
        {"wav/a", "wav/a.wav", 0.1, 2.5, "03", "male", "de", "angry", 1.5, std::nan(""), 0.0, "strong", "Das \0 x", "d1", 7});
    expected.utterances.push_back({"wav/b", "wav/\xff\xfe.wav", 0.0, -1.0, "", "", "", "", {}, {}, {}, "", "", "", {}});
    auto workspace = Workspace::open(root());
    PROSOSCOPE_VERIFY(workspace);
    PROSOSCOPE_VERIFY(workspace->saveCorpus(expected));
    const auto actual = workspace->corpus("emodb");
    PROSOSCOPE_VERIFY(actual);
    QCOMPARE(actual->name, expected.name);
    QCOMPARE(actual->folder, expected.folder);
    QCOMPARE(actual->layout, expected.layout);
    QCOMPARE(actual->title, expected.title);
    QCOMPARE(actual->licence, expected.licence);
    QCOMPARE(actual->citation, expected.citation);
    QCOMPARE(actual->remarks.size(), std::size_t{2});
    QCOMPARE(actual->remarks[0].source(), expected.remarks[0].source());
    QCOMPARE(actual->remarks[0].english(), expected.remarks[0].english());
    QCOMPARE(actual->utterances.size(), std::size_t{2});
    const auto& a = actual->utterances[0];
    const auto& b = expected.utterances[0];
    QCOMPARE(a.id, b.id);
    QCOMPARE(a.path, b.path);
    QVERIFY(a.startSeconds == b.startSeconds && a.endSeconds == b.endSeconds);
    QCOMPARE(a.speaker, b.speaker);
    QCOMPARE(a.gender, b.gender);
    QCOMPARE(a.language, b.language);
    QCOMPARE(a.emotion, b.emotion);
    QVERIFY(a.valence == b.valence);
    QVERIFY(!a.arousal);  // an undefined number is an unknown one
    QVERIFY(a.dominance == b.dominance);
    QCOMPARE(a.intensity, b.intensity);
    QCOMPARE(a.transcript, b.transcript);
    QCOMPARE(a.dialogue, b.dialogue);
    QVERIFY(a.turn == b.turn);
    QCOMPARE(actual->utterances[1].path, expected.utterances[1].path);  // bytes that are not UTF-8 stay
    QVERIFY(!actual->utterances[1].valence && !actual->utterances[1].turn);
    const auto list = workspace->corpora();
    PROSOSCOPE_VERIFY(list);
    QCOMPARE(list->size(), std::size_t{1});
    QCOMPARE((*list)[0].name, expected.name);
    QCOMPARE((*list)[0].utterances, std::int64_t{2});
    const auto absent = workspace->corpus("none");
    QCOMPARE(absent.error().kind, core::ErrorKind::NotFound);
    QVERIFY(absent.error().message().find("none") != std::string::npos);
}

void TestWorkspace::corpusIsReplaced() {
    auto workspace = Workspace::open(root());
    PROSOSCOPE_VERIFY(workspace);
    corpus::Corpus corpus;
    corpus.name = "c";
    corpus.utterances.resize(3);
    PROSOSCOPE_VERIFY(workspace->saveCorpus(corpus));
    corpus.utterances.resize(1);
    PROSOSCOPE_VERIFY(workspace->saveCorpus(corpus));
    QCOMPARE(workspace->corpus("c")->utterances.size(), std::size_t{1});
    QCOMPARE(store::Database(root() / "workspace.sqlite").number("SELECT count(*) FROM utterances"), std::int64_t{1});
    corpus.utterances.clear();
    PROSOSCOPE_VERIFY(workspace->saveCorpus(corpus));
    QVERIFY(workspace->corpus("c")->utterances.empty());
    QCOMPARE(workspace->corpora()->size(), std::size_t{1});
}

void TestWorkspace::runRoundTrip() {
    auto workspace = Workspace::open(root());
    PROSOSCOPE_VERIFY(workspace);
    auto expected = examples::run();
    expected.state = RunState::Finished;
    const auto id = workspace->addRun(expected);
    PROSOSCOPE_VERIFY(id);
    expected.state = RunState::Running;  // whatever was asked for
    examples::compare(workspace->run(*id).value(), expected);
    expected = examples::run("other");
    expected.id = *id;
    expected.state = RunState::Finished;
    expected.uar.reset();
    expected.classes = {"x"};
    expected.example = true;
    PROSOSCOPE_VERIFY(workspace->updateRun(expected));
    examples::compare(workspace->run(*id).value(), expected);
    auto later = examples::run("later");
    later.startedAt.clear();  // now
    PROSOSCOPE_VERIFY(workspace->addRun(later));
    const auto list = workspace->runs();
    PROSOSCOPE_VERIFY(list);
    QCOMPARE(list->size(), std::size_t{2});
    QCOMPARE((*list)[0].name, std::string("later"));
    QVERIFY((*list)[0].startedAt > "2026-01-02T03:04:05Z");
    examples::compare((*list)[1], expected, false);
    for (const auto state : {RunState::Interrupted, RunState::Cancelled, RunState::Failed}) {
        expected.state = state;
        PROSOSCOPE_VERIFY(workspace->updateRun(expected));
        QCOMPARE(workspace->run(*id)->state, state);
    }
    QCOMPARE(store::runStateName(RunState::Interrupted), std::string_view("interrupted"));
}

void TestWorkspace::undefinedNumbers() {
    auto workspace = Workspace::open(root());
    PROSOSCOPE_VERIFY(workspace);
    const auto id = workspace->addRun(examples::run());
    PROSOSCOPE_VERIFY(id);
    auto epoch = examples::epoch(0, 1);
    epoch.trainLoss = std::nan("");
    epoch.learningRate = INFINITY;
    PROSOSCOPE_VERIFY(workspace->addEpoch(*id, epoch));
    const auto epochs = workspace->epochs(*id);
    PROSOSCOPE_VERIFY(epochs);
    QVERIFY(std::isnan((*epochs)[0].trainLoss));
    QVERIFY(std::isinf((*epochs)[0].learningRate));
}

void TestWorkspace::foldsAndEpochs() {
    auto workspace = Workspace::open(root());
    PROSOSCOPE_VERIFY(workspace);
    const auto id = workspace->addRun(examples::run());
    const auto other = workspace->addRun(examples::run());
    PROSOSCOPE_VERIFY(id);
    for (int f = 1; f >= 0; --f) {
        PROSOSCOPE_VERIFY(workspace->saveFold(examples::fold(*id, f)));
        for (int e = 12; e >= 1; --e) PROSOSCOPE_VERIFY(workspace->addEpoch(*id, examples::epoch(f, e)));
    }
    PROSOSCOPE_VERIFY(workspace->addEpoch(*other, examples::epoch(0, 1)));
    const auto folds = workspace->folds(*id);
    PROSOSCOPE_VERIFY(folds);
    QCOMPARE(folds->size(), std::size_t{2});
    for (int f = 0; f < 2; ++f) {
        examples::compare((*folds)[static_cast<std::size_t>(f)], examples::fold(*id, f));
        QVERIFY(!(*folds)[static_cast<std::size_t>(f)].complete);
    }
    const auto epochs = workspace->epochs(*id);
    PROSOSCOPE_VERIFY(epochs);
    QCOMPARE(epochs->size(), std::size_t{24});
    for (std::size_t i = 0; i < 24; ++i)
        examples::compare((*epochs)[i], examples::epoch(static_cast<int>(i / 12), static_cast<int>(i % 12) + 1));
    auto changed = examples::epoch(0, 3);
    changed.trainLoss = 9.0;
    PROSOSCOPE_VERIFY(workspace->addEpoch(*id, changed));  // after resuming
    QCOMPARE(workspace->epochs(*id)->size(), std::size_t{24});
    QCOMPARE((*workspace->epochs(*id))[2].trainLoss, 9.0);
    PROSOSCOPE_VERIFY(workspace->deleteEpochs(*id, 0));
    QCOMPARE(workspace->epochs(*id)->size(), std::size_t{12});
    QCOMPARE(workspace->epochs(*other)->size(), std::size_t{1});
}

void TestWorkspace::predictionsAreReplaced() {
    auto workspace = Workspace::open(root());
    PROSOSCOPE_VERIFY(workspace);
    const auto id = workspace->addRun(examples::run());
    PROSOSCOPE_VERIFY(id);
    PROSOSCOPE_VERIFY(workspace->finishFold(examples::fold(*id, 1), examples::predictions(1, 5)));
    PROSOSCOPE_VERIFY(workspace->finishFold(examples::fold(*id, 0), examples::predictions(0, 9)));
    PROSOSCOPE_VERIFY(workspace->finishFold(examples::fold(*id, 0), examples::predictions(0, 4)));
    auto expected = examples::predictions(0, 4);
    for (const auto& p : examples::predictions(1, 5)) expected.push_back(p);
    const auto actual = workspace->predictions(*id);
    PROSOSCOPE_VERIFY(actual);
    QCOMPARE(actual->size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) examples::compare((*actual)[i], expected[i]);
    const auto folds = workspace->folds(*id);
    PROSOSCOPE_VERIFY(folds);
    for (const auto& fold : *folds) QVERIFY(fold.complete);
}

void TestWorkspace::unknownRunIsRefused() {
    auto workspace = Workspace::open(root());
    PROSOSCOPE_VERIFY(workspace);
    auto run = examples::run();
    run.id = 77;
    for (const auto& status :
         {workspace->updateRun(run), workspace->saveFold(examples::fold(77, 0)), workspace->addEpoch(77, examples::epoch(0, 1)),
          workspace->finishFold(examples::fold(77, 0), examples::predictions(0, 1))}) {
        QVERIFY(!status);
        QCOMPARE(status.error().kind, core::ErrorKind::NotFound);
        QVERIFY(status.error().message().find("77") != std::string::npos);
    }
    QCOMPARE(workspace->run(77).error().kind, core::ErrorKind::NotFound);
    QVERIFY(workspace->runs()->empty());
    QVERIFY(workspace->predictions(77)->empty());
}

void TestWorkspace::textThatIsNotUtf8IsRefused() {
    auto workspace = Workspace::open(root());
    PROSOSCOPE_VERIFY(workspace);
    auto run = examples::run();
    run.classes = {"a", "\xff"};
    const auto id = workspace->addRun(run);
    QVERIFY(!id);
    QCOMPARE(id.error().kind, core::ErrorKind::BadInput);
    QVERIFY(workspace->runs()->empty());
    PROSOSCOPE_VERIFY(workspace->addRun(examples::run()));  // the transaction was rolled back
}

void TestWorkspace::tenThousandRuns() {
    auto workspace = Workspace::open(root());
    PROSOSCOPE_VERIFY(workspace);
    const auto id = workspace->addRun(examples::run());
    PROSOSCOPE_VERIFY(id);
    {
        store::Database database(root() / "workspace.sqlite");
        store::Transaction transaction(database);
        database.execute(
            "WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) INSERT INTO runs (name, state, "
            "started_at, classes) "
            "SELECT 'run ' || i, 'finished', printf('2027-01-01T%06d', i), '[\"a\"]' FROM n");
        transaction.commit();
    }
    const auto runs = workspace->runs();
    PROSOSCOPE_VERIFY(runs);
    QCOMPARE(runs->size(), std::size_t{10000});
    QCOMPARE(runs->front().name, std::string("run 10000"));
    QCOMPARE(runs->back().id, *id);
    for (std::size_t i = 1; i < runs->size(); ++i) QVERIFY((*runs)[i - 1].startedAt > (*runs)[i].startedAt);
}

void TestWorkspace::damagedDatabaseIsMovedAside_data() {
    QTest::addColumn<int>("damage");
    QTest::newRow("no database at all") << 0;
    QTest::newRow("first page overwritten") << 1;
    QTest::newRow("pages in the middle overwritten") << 2;
    QTest::newRow("cut short") << 3;
    QTest::newRow("table missing") << 4;
}

void TestWorkspace::damagedDatabaseIsMovedAside() {
    QFETCH(int, damage);
    const auto path = root() / "workspace.sqlite";
    {
        auto workspace = Workspace::open(root());
        PROSOSCOPE_VERIFY(workspace);
        const auto id = workspace->addRun(examples::run());
        PROSOSCOPE_VERIFY(workspace->finishFold(examples::fold(*id, 0), examples::predictions(0, 2000)));
    }
    if (damage == 4) {
        store::Database(path).execute("DROP TABLE epochs");
    } else {
        auto content = core::readFile(path).value();
        QVERIFY(content.size() > 100000);
        if (damage == 0)
            content =
                "this is no database, but longer than the header of one would be, and then some more text follows it here";
        if (damage == 1) content.replace(16, 84, std::string(84, '\xaa'));
        if (damage == 2) content.replace(content.size() / 2, 20000, std::string(20000, '\x55'));
        if (damage == 3) content.resize(content.size() / 2 / 4096 * 4096);
        PROSOSCOPE_VERIFY(core::writeFile(path, content));
    }
    const auto before = core::readFile(path).value();
    {
        auto workspace = Workspace::open(root());
        PROSOSCOPE_VERIFY(workspace);
        const auto remark = workspace->remark().english();
        QVERIFY2(remark.find("workspace.sqlite.damaged-") != std::string::npos, remark.c_str());
        QVERIFY(workspace->runs()->empty());
        PROSOSCOPE_VERIFY(workspace->addRun(examples::run()));
        QCOMPARE(filesNamed("workspace.sqlite.damaged-"), 1);
        QCOMPARE(core::readFile(workspace->remark().arguments()[0]).value().size(), before.size());
    }
    const auto again = Workspace::open(root());
    PROSOSCOPE_VERIFY(again);
    QVERIFY(again->remark().empty());
    QCOMPARE(again->runs()->size(), std::size_t{1});
}

void TestWorkspace::damageFoundInUseIsRepairedAtNextOpening() {
    const auto path = root() / "workspace.sqlite";
    {
        auto workspace = Workspace::open(root());
        PROSOSCOPE_VERIFY(workspace);
        const auto id = workspace->addRun(examples::run());
        // more than SQLite keeps in memory
        PROSOSCOPE_VERIFY(workspace->finishFold(examples::fold(*id, 0), examples::predictions(0, 40000)));
    }
    auto workspace = Workspace::open(root());
    PROSOSCOPE_VERIFY(workspace);
    {
        std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
        // Whole pages: of half a page SQLite may take the rest for the end of the rows.
        constexpr std::uintmax_t kPage = 4096;
        file.seekp(static_cast<std::streamoff>(std::filesystem::file_size(path) / 2 / kPage * kPage));
        file << std::string(10 * kPage, '\x55');
    }
    const auto predictions = workspace->predictions(1);
    QVERIFY(!predictions);
    QVERIFY2(predictions.error().message().find("damaged") != std::string::npos, predictions.error().message().c_str());
    QCOMPARE(filesNamed("workspace.sqlite.suspect"), 1);
    workspace = Workspace::open(root());
    PROSOSCOPE_VERIFY(workspace);
    QVERIFY(!workspace->remark().empty());
    QCOMPARE(filesNamed("workspace.sqlite.suspect"), 0);
}

void TestWorkspace::newerVersionIsRefused() {
    PROSOSCOPE_VERIFY(Workspace::open(root()));
    store::Database(root() / "workspace.sqlite").execute("PRAGMA user_version = 1000");
    const auto workspace = Workspace::open(root());
    QVERIFY(!workspace);
    QVERIFY(workspace.error().message().find("newer version") != std::string::npos);
    QCOMPARE(filesNamed("workspace.sqlite.damaged-"), 0);
}

void TestWorkspace::databaseOfAnotherProgramIsRefused() {
    std::filesystem::create_directories(root());
    store::Database(root() / "workspace.sqlite").execute("CREATE TABLE precious (a)");
    QVERIFY(!Workspace::open(root()));
    QCOMPARE(store::Database(root() / "workspace.sqlite").number("SELECT count(*) FROM precious"), std::int64_t{0});
}

void TestWorkspace::unusableFolders() {
    QVERIFY(!Workspace::open("/proc/prososcope"));
    PROSOSCOPE_VERIFY(core::writeFile(root() / "file", "x"));
    const auto inFile = Workspace::open(root() / "file" / "workspace");
    QVERIFY(!inFile);
    QVERIFY(inFile.error().message().find("file/workspace") != std::string::npos);
    std::filesystem::create_directories(root() / "folder" / "workspace.sqlite");
    QVERIFY(!Workspace::open(root() / "folder"));
    QVERIFY(std::filesystem::is_directory(root() / "folder" / "workspace.sqlite"));

    const auto readOnly = root() / "read-only";
    PROSOSCOPE_VERIFY(Workspace::open(readOnly));
    std::filesystem::permissions(toPath(m_folder->path()), std::filesystem::perms(0755));
    std::filesystem::permissions(readOnly, std::filesystem::perms(0555));
    const bool root = ::geteuid() == 0;  // for whom no folder is read-only
    if (root) QVERIFY(::seteuid(65534) == 0);
    const auto refused = Workspace::open(readOnly);
    if (root) QVERIFY(::seteuid(0) == 0);
    std::filesystem::permissions(readOnly, std::filesystem::perms(0755));
    QVERIFY(!refused);
    QVERIFY2(refused.error().message().find("permissions") != std::string::npos, refused.error().message().c_str());
    PROSOSCOPE_VERIFY(Workspace::open(readOnly));
}

void TestWorkspace::fullDatabaseIsNoSpace() {
    std::filesystem::create_directories(root());
    store::Database database(root() / "small.sqlite");
    database.execute("CREATE TABLE t (a); PRAGMA max_page_count = 4");
    try {
        store::Transaction transaction(database);
        store::Statement(database, "INSERT INTO t VALUES (?)").bind(std::string(100000, 'x')).run();
        transaction.commit();
        QFAIL("100 kB do not fit into four pages");
    } catch (const store::DatabaseError& error) {
        QCOMPARE(error.error.kind, core::ErrorKind::NoSpace);
        QVERIFY(error.error.message().find("small.sqlite") != std::string::npos);
        QVERIFY(!error.damaged);
    }
    QCOMPARE(database.number("SELECT count(*) FROM t"), std::int64_t{0});
    store::Transaction again(database);
    store::Statement(database, "INSERT INTO t VALUES (?)").bind("small").run();
    again.commit();
    QCOMPARE(database.number("SELECT count(*) FROM t"), std::int64_t{1});
}

void TestWorkspace::failedWriteKeepsTheWorkspace() {
    auto workspace = Workspace::open(root());
    PROSOSCOPE_VERIFY(workspace);
    const auto id = workspace->addRun(examples::run());
    PROSOSCOPE_VERIFY(id);
    PROSOSCOPE_VERIFY(workspace->finishFold(examples::fold(*id, 0), examples::predictions(0, 10)));
    // A limit on the size of files stands for a disk that cannot take more.
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit limit = before;
    limit.rlim_cur = 300'000;
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &limit), 0);
    const auto failed = workspace->finishFold(examples::fold(*id, 1), examples::predictions(1, 50000));
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
    QVERIFY(!failed);
    QVERIFY(failed.error().message().find("workspace.sqlite") != std::string::npos);
    QCOMPARE(workspace->folds(*id)->size(), std::size_t{1});
    QCOMPARE(workspace->predictions(*id)->size(), std::size_t{10});
    PROSOSCOPE_VERIFY(workspace->finishFold(examples::fold(*id, 1), examples::predictions(1, 20)));
    workspace = Workspace::open(root());
    PROSOSCOPE_VERIFY(workspace);
    QVERIFY(workspace->remark().empty());
    QCOMPARE(workspace->predictions(*id)->size(), std::size_t{30});
}

QTEST_GUILESS_MAIN(TestWorkspace)
#include "TestWorkspace.moc"
