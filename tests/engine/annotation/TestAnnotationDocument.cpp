// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/wait.h>
#include <unistd.h>

#include <QFile>

#include "engine/annotation/AnnotationDocument.h"
#include "engine/core/SafeFile.h"
#include "tests/engine/annotation/Files.h"

using namespace examples;  // NOLINT
namespace core = prososcope::core;
namespace fs = std::filesystem;

namespace {

const std::string kGrid =
    "File type = \"ooTextFile\"\nObject class = "
    "\"TextGrid\"\n\n0\n2.00\n<exists>\n1\n\"IntervalTier\"\n\"w\"\n0\n2.00\n1\n0\n2.00\n\"a\"\n";

void label(AnnotationDocument& document, const std::string& text) {
    const auto edit = setLabel(document.annotation(), document.annotation().tier(0).header.id, 0, text);
    PROSOSCOPE_VERIFY(edit);
    PROSOSCOPE_VERIFY(document.history().perform(*edit));
    document.history().endMerging();
}

/// Runs `work` in a process of its own that ends without cleaning up, as after a crash.
template <typename Work>
void inKilledProcess(Work work) {
    const pid_t child = ::fork();
    if (child == 0) {
        work();
        ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status));
}

std::string contentOf(const fs::path& path) {
    const auto bytes = core::readFile(path);
    return bytes ? *bytes : std::string("unreadable");
}

}  // namespace

/// Files, changes by others, autosaves and their recovery after a killed process.
class TestAnnotationDocument : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void savesAndStaysClean();
    void noticesChangesByOthers();
    void savesUnderAnotherFormat();
    void editsDuringASaveStayDirty();
    void autosaveIsReplacedAndDiscarded();
    void killedProcessIsRecovered();
    void savedLaterIsNotOffered();
    void readOnlyFoldersUseTheDataFolder();
    void newDocumentsAreRecovered();
    void damagedAutosavesAreRefused();

private:
    [[nodiscard]] fs::path data() const { return toPath(m_folder->filePath("data")); }
    [[nodiscard]] fs::path file() const { return toPath(m_folder->filePath("docs/ä a.TextGrid")); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestAnnotationDocument::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    PROSOSCOPE_VERIFY(core::writeFile(file(), kGrid));
}

void TestAnnotationDocument::savesAndStaysClean() {
    auto opened = AnnotationDocument::open(file());
    PROSOSCOPE_VERIFY(opened);
    auto& document = opened->document;
    QVERIFY(!document.isDirty() && document.hasFile() && opened->notes.empty());
    label(document, "b");
    QVERIFY(document.isDirty());
    const auto saved = runSave(document.saveRequest(data()));
    PROSOSCOPE_VERIFY(saved);
    document.saved(*saved);
    QVERIFY(!document.isDirty());
    QCOMPARE(contentOf(file()), replaced(kGrid, "\"a\"", "\"b\""));
    QCOMPARE(diskState(file(), *document.stamp()), DiskState::Unchanged);
    QVERIFY(document.history().undo() && document.isDirty());
    PROSOSCOPE_VERIFY(runSave(document.saveRequest(data())));
    QCOMPARE(contentOf(file()), kGrid);
    QVERIFY(!AnnotationDocument::open(toPath(m_folder->filePath("absent.TextGrid"))));
}

void TestAnnotationDocument::noticesChangesByOthers() {
    auto document = AnnotationDocument::open(file())->document;
    label(document, "b");
    fs::last_write_time(file(), fs::last_write_time(file()) + std::chrono::seconds(5));
    QCOMPARE(diskState(file(), *document.stamp()), DiskState::Unchanged);  // merely touched
    PROSOSCOPE_VERIFY(core::writeFile(file(), replaced(kGrid, "\"a\"", "\"z\"")));
    fs::last_write_time(file(), fs::last_write_time(file()) + std::chrono::seconds(9));
    QCOMPARE(diskState(file(), *document.stamp()), DiskState::Changed);
    QVERIFY(!runSave(document.saveRequest(data())));
    QCOMPARE(contentOf(file()), replaced(kGrid, "\"a\"", "\"z\""));
    const auto forced = runSave(document.saveRequest(data(), true));
    PROSOSCOPE_VERIFY(forced);
    QCOMPARE(contentOf(file()), replaced(kGrid, "\"a\"", "\"b\""));
    fs::remove(file());
    QCOMPARE(diskState(file(), *document.stamp()), DiskState::Deleted);
    PROSOSCOPE_VERIFY(runSave(document.saveRequest(data())));
    QVERIFY(fs::exists(file()));
}

void TestAnnotationDocument::savesUnderAnotherFormat() {
    auto document = AnnotationDocument::open(file())->document;
    const auto other = toPath(m_folder->filePath("b.json"));
    const auto saved = runSave(document.saveAsRequest(other, FileFormat::Json, data()));
    PROSOSCOPE_VERIFY(saved);
    document.saved(*saved);
    QCOMPARE(document.file(), other);
    QCOMPARE(document.format(), FileFormat::Json);
    label(document, "c");
    PROSOSCOPE_VERIFY(runSave(document.saveRequest(data())));
    QCOMPARE(text(AnnotationDocument::open(other)->document.annotation().tier(0)), QString("0 c"));
    QCOMPARE(contentOf(file()), kGrid);
}

void TestAnnotationDocument::editsDuringASaveStayDirty() {
    auto document = AnnotationDocument::open(file())->document;
    label(document, "b");
    const auto request = document.saveRequest(data());
    label(document, "c");
    const auto saved = runSave(request);
    PROSOSCOPE_VERIFY(saved);
    document.saved(*saved);
    QVERIFY(document.isDirty());
    QCOMPARE(contentOf(file()), replaced(kGrid, "\"a\"", "\"b\""));
}

void TestAnnotationDocument::autosaveIsReplacedAndDiscarded() {
    auto document = AnnotationDocument::open(file())->document;
    QVERIFY(!document.needsAutosave());
    label(document, "b");
    QVERIFY(document.needsAutosave());
    const auto first = writeAutosave(document.autosaveRequest(data()));
    PROSOSCOPE_VERIFY(first);
    document.autosaved(document.annotation(), *first);
    QVERIFY(!document.needsAutosave());
    QCOMPARE(first->parent_path(), file().parent_path());
    QVERIFY2(findRecoveries(data()).empty(), "its process still runs");
    label(document, "c");
    QVERIFY(document.needsAutosave());
    const auto second = writeAutosave(document.autosaveRequest(data()));
    PROSOSCOPE_VERIFY(second);
    QCOMPARE(*second, *first);
    document.autosaved(document.annotation(), *second);
    document.saved(*runSave(document.saveRequest(data())));
    QVERIFY(!fs::exists(*second));
    QVERIFY(fs::is_empty(data() / "autosaves"));
    QVERIFY(!document.autosave());
}

void TestAnnotationDocument::killedProcessIsRecovered() {
    inKilledProcess([&] {
        auto document = AnnotationDocument::open(file())->document;
        label(document, "unsaved ü");
        const auto written = writeAutosave(document.autosaveRequest(data()));
        if (!written) ::_exit(1);
    });
    const auto found = findRecoveries(data());
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].document, std::optional(file()));
    QVERIFY(!found[0].documentChanged);
    auto recovered = AnnotationDocument::recover(found[0].autosave);
    PROSOSCOPE_VERIFY(recovered);
    QVERIFY(recovered->isDirty());
    QCOMPARE(text(recovered->annotation().tier(0)), QString("0 unsaved ü"));
    const auto saved = runSave(recovered->saveRequest(data()));
    PROSOSCOPE_VERIFY(saved);
    recovered->saved(*saved);
    QVERIFY(!recovered->isDirty());
    QCOMPARE(contentOf(file()), replaced(kGrid, "\"a\"", "\"unsaved ü\""));  // "2.00" came along
    QVERIFY(findRecoveries(data()).empty());
    QVERIFY(!fs::exists(found[0].autosave));
}

void TestAnnotationDocument::savedLaterIsNotOffered() {
    inKilledProcess([&] {
        auto document = AnnotationDocument::open(file())->document;
        label(document, "old");
        if (!writeAutosave(document.autosaveRequest(data()))) ::_exit(1);
    });
    QCOMPARE(findRecoveries(data()).size(), std::size_t{1});
    PROSOSCOPE_VERIFY(core::writeFile(file(), replaced(kGrid, "\"a\"", "\"changed\"")));
    fs::last_write_time(file(), fs::file_time_type::clock::now() - std::chrono::hours(1));
    QCOMPARE(findRecoveries(data()).size(), std::size_t{1});
    QVERIFY(findRecoveries(data())[0].documentChanged);
    fs::last_write_time(file(), fs::file_time_type::clock::now() + std::chrono::hours(1));
    QVERIFY(findRecoveries(data()).empty());
}

void TestAnnotationDocument::readOnlyFoldersUseTheDataFolder() {
    // A folder that cannot be written, for any user: its place is taken by a file.
    auto document =
        AnnotationDocument(speech(), toPath(m_folder->filePath("docs/ä a.TextGrid/b.TextGrid")), FileFormat::TextGrid);
    label(document, "x");
    const auto written = writeAutosave(document.autosaveRequest(data()));
    PROSOSCOPE_VERIFY(written);
    QCOMPARE(written->parent_path(), data() / "autosaves");
    QVERIFY(readAutosave(*written));
    discardAutosave(*written, data());
    QVERIFY(fs::is_empty(data() / "autosaves"));
    PROSOSCOPE_VERIFY(core::writeFile(toPath(m_folder->filePath("taken")), "x"));
    auto request = document.autosaveRequest(toPath(m_folder->filePath("taken")));
    QVERIFY2(!writeAutosave(request), "nowhere to write is an error, not a silence");
}

void TestAnnotationDocument::newDocumentsAreRecovered() {
    inKilledProcess([&] {
        for (int i = 0; i < 2; ++i) {
            AnnotationDocument document(i == 0 ? speech() : linked(), {}, FileFormat::Elan);
            label(document, "n");
            if (!writeAutosave(document.autosaveRequest(data()))) ::_exit(1);
        }
    });
    const auto found = findRecoveries(data());
    QCOMPARE(found.size(), std::size_t{2});
    for (const auto& recovery : found) {
        QVERIFY(!recovery.document);
        const auto recovered = AnnotationDocument::recover(recovery.autosave);
        PROSOSCOPE_VERIFY(recovered);
        QCOMPARE(recovered->format(), FileFormat::Elan);
        const auto& start = recovered->annotation().tiers().size() == 4 ? speech() : linked();
        QVERIFY(edited(start, setLabel(start, 1, 0, "n")) == recovered->annotation());
    }
}

void TestAnnotationDocument::damagedAutosavesAreRefused() {
    auto document = AnnotationDocument::open(file())->document;
    label(document, "b");
    const auto written = writeAutosave(document.autosaveRequest(data()));
    PROSOSCOPE_VERIFY(written);
    const auto whole = contentOf(*written);
    for (std::size_t length = 0; length < whole.size(); length += 7) {
        PROSOSCOPE_VERIFY(core::writeFile(*written, whole.substr(0, length)));
        QVERIFY(!readAutosave(*written));
    }
    PROSOSCOPE_VERIFY(core::writeFile(*written, replaced(whole, "\"documentFormat\":0", "\"documentFormat\":9")));
    QVERIFY(!readAutosave(*written));
    PROSOSCOPE_VERIFY(core::writeFile(*written, replaced(whole, "\"annotation\":\"{", "\"annotation\":\"[")));
    QVERIFY(!readAutosave(*written));
    PROSOSCOPE_VERIFY(core::writeFile(*written, whole));
    PROSOSCOPE_VERIFY(readAutosave(*written));
}

QTEST_GUILESS_MAIN(TestAnnotationDocument)
#include "TestAnnotationDocument.moc"
