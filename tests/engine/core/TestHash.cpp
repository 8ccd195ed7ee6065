// SPDX-License-Identifier: GPL-3.0-or-later
#include <span>
#include <string_view>
#include <vector>

#include "engine/core/Crc32.h"
#include "engine/core/Hash.h"
#include "engine/core/SafeFile.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using core::Hash;
using core::HashKind;

class TestHash : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void publishedDigests();
    void piecesDoNotMatter();
    void files();
    void stops();
    void crc32();
};

void TestHash::publishedDigests() {
    // FIPS 180-4 examples and RFC 1321, appendix A.5
    QCOMPARE(core::sha256(""), std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    QCOMPARE(core::sha256("abc"), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    QCOMPARE(core::sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
             std::string("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"));
    Hash md5(HashKind::Md5);
    md5.add("message digest");
    QCOMPARE(md5.hex(), std::string("f96b697d7cb7938d525a2f31aaf161d0"));
    QCOMPARE(Hash(HashKind::Md5).hex(), std::string("d41d8cd98f00b204e9800998ecf8427e"));
}

void TestHash::piecesDoNotMatter() {
    const std::string text(1000, 'a');
    Hash pieces;
    for (std::size_t i = 0; i < text.size(); i += 7) pieces.add(std::string_view(text).substr(i, 7));
    Hash moved = std::move(pieces);
    QCOMPARE(moved.hex(), core::sha256(text));
}

void TestHash::files() {
    QTemporaryDir folder;
    const auto path = toPath(folder.path()) / "größe.bin";
    const std::string content(3'000'001, 'x');  // more than two blocks
    PROSOSCOPE_VERIFY(core::writeFile(path, content));
    std::vector<double> fractions;
    core::Progress progress({}, [&](double fraction, const core::Text&) { fractions.push_back(fraction); });
    const auto digest = core::hashFile(path, progress);
    PROSOSCOPE_VERIFY(digest);
    QCOMPARE(*digest, core::sha256(content));
    QCOMPARE(fractions.back(), 1.0);
    PROSOSCOPE_VERIFY(core::writeFile(path, ""));
    core::Progress silent;
    QCOMPARE(core::hashFile(path, silent).value(), core::sha256(""));
    const auto absent = core::hashFile(toPath(folder.path()) / "absent", silent);
    QCOMPARE(absent.error().kind, core::ErrorKind::NotFound);
    QVERIFY(absent.error().message().find("absent") != std::string::npos);
    QVERIFY(!core::hashFile(toPath(folder.path()), silent));
}

void TestHash::stops() {
    QTemporaryDir folder;
    const auto path = toPath(folder.path()) / "a";
    PROSOSCOPE_VERIFY(core::writeFile(path, "a"));
    std::stop_source stop;
    stop.request_stop();
    core::Progress progress(stop.get_token());
    QCOMPARE(core::hashFile(path, progress).error().kind, core::ErrorKind::Cancelled);
}

/// The checksum of zip archives: the published value, and the fast way as the tables for every length, place and continuation.
void TestHash::crc32() {
    const auto sum = [](std::string_view text) { return core::crc32(std::as_bytes(std::span(text))); };
    QCOMPARE(sum("123456789"), std::uint32_t{0xcbf43926});
    QCOMPARE(sum(""), std::uint32_t{0});
    QCOMPARE(sum("The quick brown fox jumps over the lazy dog"), std::uint32_t{0x414fa339});
    std::vector<std::byte> bytes(1000);
    std::uint32_t value = 1;
    for (auto& byte : bytes) byte = static_cast<std::byte>((value = value * 1664525 + 1013904223) >> 24);
    const std::span<const std::byte> all(bytes);
    for (std::size_t begin = 0; begin < 20; ++begin) {
        for (std::size_t count = 0; count + begin <= all.size(); count += count < 300 ? 1 : 97) {
            const auto part = all.subspan(begin, count);
            QCOMPARE(core::crc32(part), core::crc32ByTables(part));
            const auto half = count / 3;
            QCOMPARE(core::crc32(part.subspan(half), core::crc32(part.first(half))), core::crc32ByTables(part));
        }
    }
}

QTEST_GUILESS_MAIN(TestHash)
#include "TestHash.moc"
