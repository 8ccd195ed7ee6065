// SPDX-License-Identifier: GPL-3.0-or-later
#include <archive.h>
#include <archive_entry.h>

#include <functional>

#include "engine/corpus/Archive.h"
#include "engine/corpus/EmoDbRelease.h"
#include "tests/engine/corpus/CorpusTestSupport.h"

using namespace prososcope;
using namespace prososcope::corpus;

namespace {

enum class Kind { Zip, TarGz };

struct Entry {
    std::string name;
    std::string content;
    bool folder = false;
    std::string symlink = {};
    std::string hardlink = {};
};

void writeArchive(const std::filesystem::path& path, Kind kind, const std::vector<Entry>& entries) {
    archive* handle = archive_write_new();
    if (kind == Kind::Zip) {
        archive_write_set_format_zip(handle);
    } else {
        archive_write_add_filter_gzip(handle);
        archive_write_set_format_pax_restricted(handle);
    }
    QCOMPARE(archive_write_open_filename(handle, path.c_str()), ARCHIVE_OK);
    for (const auto& item : entries) {
        archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname_utf8(entry, item.name.c_str());
        archive_entry_set_perm(entry, item.folder ? 0755 : 0644);
        archive_entry_set_filetype(entry, item.folder ? AE_IFDIR : AE_IFREG);
        archive_entry_set_size(entry, static_cast<la_int64_t>(item.content.size()));
        if (!item.symlink.empty()) {
            archive_entry_set_filetype(entry, AE_IFLNK);
            archive_entry_set_symlink(entry, item.symlink.c_str());
        }
        if (!item.hardlink.empty()) archive_entry_set_hardlink(entry, item.hardlink.c_str());
        QVERIFY(archive_write_header(handle, entry) >= ARCHIVE_WARN);
        if (!item.content.empty()) archive_write_data(handle, item.content.data(), item.content.size());
        archive_entry_free(entry);
    }
    archive_write_close(handle);
    archive_write_free(handle);
}

/// What a folder holds, hidden files too.
QStringList contentOf(const QString& folder) {
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
}

core::Status unpack(const std::filesystem::path& archivePath, const std::filesystem::path& goal,
                    const ArchiveLimits& limits = {}) {
    core::Progress progress;
    return unpackArchive(archivePath, goal, progress, limits);
}

}  // namespace

class TestArchive : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void unpacks_data();
    void unpacks();
    void hostileEntriesAreRefused_data();
    void hostileEntriesAreRefused();
    void bombsAreRefused();
    void damagedArchives();
    void existingGoalIsKept();
    void stopLeavesNothing();
    void incompleteEmoDb();
    void realEmoDb();
};

void TestArchive::unpacks_data() {
    QTest::addColumn<int>("kind");
    QTest::newRow("zip") << static_cast<int>(Kind::Zip);
    QTest::newRow("tar.gz") << static_cast<int>(Kind::TarGz);
}

void TestArchive::unpacks() {
    QFETCH(int, kind);
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    const std::string large(300000, 'x');
    writeArchive(folder / "a.archive", static_cast<Kind>(kind),
                 {{"top/", "", true},
                  {"top/one.txt", "first"},
                  {"./top/deep/er/two.txt", large},
                  {"top/größe.txt", "u"},
                  {"top/empty.txt", ""}});
    const auto done = unpack(folder / "a.archive", folder / "goal");
    PROSOSCOPE_VERIFY(done);
    QCOMPARE(core::readFile(folder / "goal" / "top" / "one.txt").value(), std::string("first"));
    QCOMPARE(core::readFile(folder / "goal" / "top" / "deep" / "er" / "two.txt").value(), large);
    QCOMPARE(core::readFile(folder / "goal" / "top" / "größe.txt").value(), std::string("u"));
    QVERIFY(std::filesystem::exists(folder / "goal" / "top" / "empty.txt"));
    QCOMPARE(contentOf(place.path()), (QStringList{"a.archive", "goal"}));
}

void TestArchive::hostileEntriesAreRefused_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("symlink");
    QTest::addColumn<QString>("hardlink");
    QTest::newRow("parent") << "../evil.txt"
                            << ""
                            << "";
    QTest::newRow("parent inside") << "a/../../evil.txt"
                                   << ""
                                   << "";
    QTest::newRow("absolute") << "/tmp/prososcope-evil.txt"
                              << ""
                              << "";
    QTest::newRow("backslash parent") << "..\\evil.txt"
                                      << ""
                                      << "";
    QTest::newRow("drive") << "C:\\evil.txt"
                           << ""
                           << "";
    QTest::newRow("symlink") << "link"
                             << "/etc/passwd"
                             << "";
    QTest::newRow("hard link") << "link"
                               << ""
                               << "good.txt";
}

void TestArchive::hostileEntriesAreRefused() {
    QFETCH(QString, name);
    QFETCH(QString, symlink);
    QFETCH(QString, hardlink);
    QTemporaryDir place;
    const auto folder = toPath(place.path()) / "in";
    std::filesystem::create_directories(folder);
    writeArchive(folder / "a.tar.gz", Kind::TarGz,
                 {{"good.txt", "good"}, {name.toStdString(), "", false, symlink.toStdString(), hardlink.toStdString()}});
    const auto done = unpack(folder / "a.tar.gz", folder / "goal");
    QVERIFY(!done);
    QVERIFY2(done.error().message().find("is refused") != std::string::npos, done.error().message().c_str());
    QCOMPARE(contentOf(QString::fromStdString(folder.string())), QStringList{"a.tar.gz"});
    QCOMPARE(contentOf(place.path()), QStringList{"in"});
    QVERIFY(!std::filesystem::exists("/tmp/prososcope-evil.txt"));
}

void TestArchive::bombsAreRefused() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeArchive(folder / "bomb.zip", Kind::Zip, {{"zeros", std::string(4000000, '\0')}});
    ArchiveLimits limits;
    limits.freeBytes = 1000000;
    const auto bomb = unpack(folder / "bomb.zip", folder / "goal", limits);
    QVERIFY(!bomb);
    QVERIFY(bomb.error().message().find("would unpack to far more") != std::string::npos);
    limits = {};
    limits.bytes = 3999999;
    QVERIFY(!unpack(folder / "bomb.zip", folder / "goal", limits));
    limits.bytes = 4000000;
    PROSOSCOPE_VERIFY(unpack(folder / "bomb.zip", folder / "goal", limits));
    writeArchive(folder / "many.zip", Kind::Zip, {{"a", "1"}, {"b", "2"}, {"c", "3"}});
    limits.entries = 2;
    QVERIFY(!unpack(folder / "many.zip", folder / "other", limits));
    QCOMPARE(contentOf(place.path()), (QStringList{"bomb.zip", "goal", "many.zip"}));
}

void TestArchive::damagedArchives() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeArchive(folder / "good.tar.gz", Kind::TarGz, {{"a.txt", std::string(50000, 'a') + "b"}, {"b.txt", "second"}});
    const auto bytes = core::readFile(folder / "good.tar.gz").value();
    for (const std::size_t size : {std::size_t{0}, std::size_t{5}, bytes.size() / 2, bytes.size() - 9}) {
        writeText(folder / "cut.tar.gz", bytes.substr(0, size));
        const auto done = unpack(folder / "cut.tar.gz", folder / "goal");
        QVERIFY2(!done, std::to_string(size).c_str());
        QVERIFY(!std::filesystem::exists(folder / "goal"));
    }
    writeText(folder / "text.zip", "this is no archive");
    QVERIFY(!unpack(folder / "text.zip", folder / "goal"));
    QVERIFY(!unpack(folder / "absent.zip", folder / "goal"));
    QVERIFY(!unpack(folder, folder / "goal"));
    writeArchive(folder / "empty.zip", Kind::Zip, {});
    QVERIFY(!unpack(folder / "empty.zip", folder / "goal"));
    QCOMPARE(contentOf(place.path()), (QStringList{"cut.tar.gz", "empty.zip", "good.tar.gz", "text.zip"}));
}

void TestArchive::existingGoalIsKept() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeArchive(folder / "a.zip", Kind::Zip, {{"a.txt", "new"}});
    writeText(folder / "goal" / "a.txt", "old");
    const auto done = unpack(folder / "a.zip", folder / "goal");
    QVERIFY(!done);
    QVERIFY(done.error().message().find("exists already") != std::string::npos);
    QCOMPARE(core::readFile(folder / "goal" / "a.txt").value(), std::string("old"));
    std::filesystem::create_directories(folder / "empty");
    PROSOSCOPE_VERIFY(unpack(folder / "a.zip", folder / "empty"));
    QCOMPARE(core::readFile(folder / "empty" / "a.txt").value(), std::string("new"));
}

void TestArchive::stopLeavesNothing() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeArchive(folder / "a.zip", Kind::Zip, {{"a.txt", std::string(1000000, 'a')}, {"b.txt", "b"}});
    std::stop_source stop;
    core::Progress progress(stop.get_token(), [&](double, const core::Text&) { stop.request_stop(); });
    const auto done = unpackArchive(folder / "a.zip", folder / "goal", progress);
    QVERIFY(!done);
    QVERIFY(done.error().kind == core::ErrorKind::Cancelled);
    QCOMPARE(contentOf(place.path()), QStringList{"a.zip"});
}

void TestArchive::incompleteEmoDb() {
    QTemporaryDir place;
    const auto folder = toPath(place.path());
    writeClip(folder / "copy" / "emodb" / "wav" / "03a01Wa.wav");
    writeClip(folder / "copy" / "emodb" / "wav" / "03a01Nc.wav");
    core::Progress progress;
    const auto few = installEmoDb(folder / "copy", folder / "goal", progress);
    QVERIFY(!few);
    QVERIFY2(few.error().message().find("holds 2 of EmoDB's 535 clips") != std::string::npos, few.error().message().c_str());
    writeArchive(folder / "other.zip", Kind::Zip, {{"notes.txt", "no audio"}});
    const auto other = installEmoDb(folder / "other.zip", folder / "goal", progress);
    QVERIFY(!other);
    QVERIFY(other.error().message().find("holds no clip of EmoDB") != std::string::npos);
    QVERIFY(!std::filesystem::exists(folder / "goal"));
    // 535 names with other samples are accepted with a remark.
    writeClip(folder / "fake" / "wav" / "03a01Wa.wav");
    for (int i = 1; i < 535; ++i) {
        const std::string name = std::to_string(10 + i / 10) + "b" + std::to_string(10 + i % 10) + "Na.wav";
        std::filesystem::copy_file(folder / "fake" / "wav" / "03a01Wa.wav", folder / "fake" / "wav" / name);
    }
    const auto fake = installEmoDb(folder / "fake", folder / "goal", progress);
    PROSOSCOPE_VERIFY(fake);
    QCOMPARE(fake->remarks.size(), std::size_t{1});
    QCOMPARE(fake->folder, folder / "fake");
}

void TestArchive::realEmoDb() {
    PROSOSCOPE_SHARED_OR_SKIP(folder, "data/emodb");
    core::Progress progress;
    const auto content = verifyEmoDb(folder, progress);
    PROSOSCOPE_VERIFY(content);
    QCOMPARE(content->clips, std::size_t{535});
    QCOMPARE(content->fingerprint, std::string(EmoDbRelease{}.fingerprint));
    QVERIFY(content->genuine());
    QTemporaryDir place;
    const auto installed = installEmoDb(folder, toPath(place.filePath("goal")), progress);
    PROSOSCOPE_VERIFY(installed);
    QVERIFY(installed->remarks.empty());
}

QTEST_GUILESS_MAIN(TestArchive)
#include "TestArchive.moc"
