// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/resource.h>

#include <csignal>

#include "engine/core/GrowingFile.h"
#include "engine/core/SafeFile.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using core::GrowingFile;

class TestGrowingFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isThereWhileItGrows();
    void createsNothingTwice();
    void isLockedOnce();
    void keepsWhatFitted();

private:
    [[nodiscard]] std::filesystem::path pathOf(const char* name) const { return toPath(m_home.filePath(name)); }
    QTemporaryDir m_home;
};

void TestGrowingFile::isThereWhileItGrows() {
    const auto path = pathOf("new/grows");
    auto file = GrowingFile::create(path);
    PROSOSCOPE_VERIFY(file);
    PROSOSCOPE_VERIFY(file->append("head----"));
    QCOMPARE(core::readFile(path).value_or(""), std::string("head----"));
    PROSOSCOPE_VERIFY(file->append("body"));
    const std::string size = "0004";
    PROSOSCOPE_VERIFY(file->writeAt(4, std::as_bytes(std::span(size))));
    PROSOSCOPE_VERIFY(file->sync());
    QCOMPARE(core::readFile(path).value_or(""), std::string("head0004body"));
    QCOMPARE(file->size(), std::uint64_t{12});
    std::array<std::byte, 8> read{};
    QCOMPARE(file->readAt(8, read).value_or(99), std::size_t{4});
    QCOMPARE(read[0], std::byte{'b'});
    PROSOSCOPE_VERIFY(file->truncate(8));
    PROSOSCOPE_VERIFY(file->append("!"));
    QCOMPARE(core::readFile(path).value_or(""), std::string("head0004!"));
    const GrowingFile moved = std::move(*file);
    QCOMPARE(moved.size(), std::uint64_t{9});
    auto again = GrowingFile::open(path);
    PROSOSCOPE_VERIFY(again);
    QCOMPARE(again->size(), std::uint64_t{9});
}

void TestGrowingFile::createsNothingTwice() {
    const auto path = pathOf("mine");
    PROSOSCOPE_VERIFY(core::writeFile(path, "mine"));
    const auto file = GrowingFile::create(path);
    QVERIFY(!file);
    QVERIFY(QString::fromStdString(file.error().message()).contains("mine"));
    QCOMPARE(core::readFile(path).value_or(""), std::string("mine"));
    QVERIFY(!GrowingFile::open(pathOf("absent")));
    QVERIFY(!GrowingFile::create("/proc/nowhere/file"));
}

void TestGrowingFile::isLockedOnce() {
    const auto path = pathOf("locked");
    {
        auto file = GrowingFile::create(path);
        PROSOSCOPE_VERIFY(file);
        QVERIFY(file->lock());
        auto other = GrowingFile::open(path);
        PROSOSCOPE_VERIFY(other);
        QVERIFY(!other->lock());
    }
    auto other = GrowingFile::open(path);
    PROSOSCOPE_VERIFY(other);
    QVERIFY(other->lock());
}

void TestGrowingFile::keepsWhatFitted() {
    auto file = GrowingFile::create(pathOf("full"));
    PROSOSCOPE_VERIFY(file);
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit limit = before;
    limit.rlim_cur = 1000;
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &limit), 0);
    const auto written = file->append(std::string(900, 'a'));
    const auto refused = file->append(std::string(900, 'b'));
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    PROSOSCOPE_VERIFY(written);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, core::ErrorKind::NoSpace);
    QCOMPARE(file->size(), std::uint64_t{1000});
    QCOMPARE(core::readFile(pathOf("full")).value_or(""), std::string(900, 'a') + std::string(100, 'b'));
}

QTEST_GUILESS_MAIN(TestGrowingFile)
#include "TestGrowingFile.moc"
