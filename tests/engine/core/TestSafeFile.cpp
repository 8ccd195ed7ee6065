// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>

#include "engine/core/SafeFile.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using core::SafeFile;

class TestSafeFile : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::filesystem::path root() const { return toPath(m_folder->path()); }
    std::size_t filesInRoot() const {
        return static_cast<std::size_t>(
            std::distance(std::filesystem::directory_iterator(root()), std::filesystem::directory_iterator()));
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void goalAppearsAtCommit();
    void withoutCommitNothingStays();
    void missingFoldersAreMade();
    void longestNames();
    void symbolicLinkStays();
    void failedWriteIsKept();
    void unwritablePlaces();
    void moved();
    void readsWholeFiles();
};

void TestSafeFile::goalAppearsAtCommit() {
    for (const bool durable : {true, false}) {
        const auto goal = root() / "größe 大.txt";
        PROSOSCOPE_VERIFY(core::writeFile(goal, "old"));
        auto file = SafeFile::open(goal);
        PROSOSCOPE_VERIFY(file);
        QCOMPARE(file->temporaryPath().parent_path(), root());
        PROSOSCOPE_VERIFY(file->write("new "));
        PROSOSCOPE_VERIFY(file->write("content"));
        QCOMPARE(core::readFile(goal).value(), std::string("old"));
        PROSOSCOPE_VERIFY(file->commit(durable));
        QCOMPARE(core::readFile(goal).value(), std::string("new content"));
        QCOMPARE(filesInRoot(), std::size_t{1});
    }
}

void TestSafeFile::withoutCommitNothingStays() {
    {
        auto file = SafeFile::open(root() / "a");
        PROSOSCOPE_VERIFY(file);
        PROSOSCOPE_VERIFY(file->write("half"));
        QCOMPARE(filesInRoot(), std::size_t{1});
    }
    QCOMPARE(filesInRoot(), std::size_t{0});
}

void TestSafeFile::missingFoldersAreMade() {
    PROSOSCOPE_VERIFY(core::writeFile(root() / "a" / "b" / "c", ""));
    QCOMPARE(core::readFile(root() / "a" / "b" / "c").value(), std::string());
}

void TestSafeFile::longestNames() {
    const auto goal = root() / std::string(255, 'n');
    PROSOSCOPE_VERIFY(core::writeFile(goal, "x"));
    QVERIFY(!core::writeFile(root() / std::string(256, 'n'), "x"));
    QCOMPARE(filesInRoot(), std::size_t{1});
}

void TestSafeFile::symbolicLinkStays() {
    std::filesystem::create_directory(root() / "real");
    PROSOSCOPE_VERIFY(core::writeFile(root() / "real" / "file", "old"));
    std::filesystem::create_symlink(std::filesystem::path("real") / "file", root() / "link");
    PROSOSCOPE_VERIFY(core::writeFile(root() / "link", "new"));
    QVERIFY(std::filesystem::is_symlink(root() / "link"));
    QCOMPARE(core::readFile(root() / "real" / "file").value(), std::string("new"));
}

void TestSafeFile::failedWriteIsKept() {
    // A limit on the size of files stands for a full disk.
    const auto goal = root() / "large";
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, SIG_IGN);
    auto file = SafeFile::open(goal);
    PROSOSCOPE_VERIFY(file);
    rlimit limit = before;
    limit.rlim_cur = 4096;
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &limit), 0);
    const auto first = file->write(std::string(10000, 'x'));
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
    QVERIFY(!first);
    QVERIFY(first.error().message().find("large") != std::string::npos);
    const auto second = file->write("y");  // there is room now, but bytes are missing before these
    QVERIFY(!second);
    const auto committed = file->commit();
    QVERIFY(!committed);
    QCOMPARE(committed.error().message(), first.error().message());
    QVERIFY(!std::filesystem::exists(goal));
}

void TestSafeFile::unwritablePlaces() {
    PROSOSCOPE_VERIFY(core::writeFile(root() / "file", "x"));
    std::filesystem::create_directory(root() / "folder");
    PROSOSCOPE_VERIFY(core::writeFile(root() / "folder" / "inside", "x"));
    for (const auto& goal : {root() / "file" / "below", root() / "folder", std::filesystem::path("/proc/prososcope/a")}) {
        const auto written = core::writeFile(goal, "y");
        QVERIFY2(!written, goal.c_str());
        QVERIFY(written.error().message().find(goal.string()) != std::string::npos);
    }
    QCOMPARE(filesInRoot(), std::size_t{2});
    QCOMPARE(core::readFile(root() / "file").value(), std::string("x"));
}

void TestSafeFile::moved() {
    auto first = SafeFile::open(root() / "a");
    PROSOSCOPE_VERIFY(first);
    PROSOSCOPE_VERIFY(first->write("x"));
    {
        SafeFile second = std::move(*first);
        PROSOSCOPE_VERIFY(second.write("y"));
        PROSOSCOPE_VERIFY(second.commit());
    }
    QCOMPARE(core::readFile(root() / "a").value(), std::string("xy"));
}

void TestSafeFile::readsWholeFiles() {
    const std::string content("a\0b\r\n\xff", 6);
    PROSOSCOPE_VERIFY(core::writeFile(root() / "a", content));
    QCOMPARE(core::readFile(root() / "a").value(), content);
    QCOMPARE(core::readFile(root() / "a", 6).value(), content);
    const auto tooLarge = core::readFile(root() / "a", 5);
    QCOMPARE(tooLarge.error().kind, core::ErrorKind::BadInput);
    QCOMPARE(core::readFile(root() / "b").error().kind, core::ErrorKind::NotFound);
    QVERIFY(!core::readFile(root()));
}

QTEST_GUILESS_MAIN(TestSafeFile)
#include "TestSafeFile.moc"
