// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/ImportPreview.h"
#include "tests/engine/corpus/LayoutTestSupport.h"

using namespace prososcope;
using namespace prososcope::corpus;

class TestImportPreview : public QObject {
    Q_OBJECT
private:
    static core::Result<ImportPreview> preview(const std::filesystem::path& folder, const ImportOptions& options = {}) {
        core::Progress silent;
        return previewImport(folder, options, silent);
    }

private Q_SLOTS:
    void tellsWhatAnImportReads() {
        QTemporaryDir place;
        const auto folder = toPath(place.path()) / "Mine";
        writeClip(folder / "a.wav");
        writeText(folder / "b.wav", "no sound at all");
        writeText(
            folder / "manifest.csv",
            "path,speaker,emotion,start,end\na.wav,s1,angry,0,0.05\na.wav,s1,sad,0.05,0.1\nb.wav,s2,sad,,\nc.wav,s2,sad,,\n"
            "c.wav,s2,angry,0,1\n");
        const auto seen = preview(folder);
        PROSOSCOPE_VERIFY(seen);
        QCOMPARE(seen->corpus.name, std::string("mine"));
        QCOMPARE(seen->corpus.layout, std::string("manifest"));
        QCOMPARE(seen->corpus.utterances.size(), std::size_t{5});
        QCOMPARE(seen->missing, std::size_t{2});  // both parts of c.wav
        QCOMPARE(seen->corpus.utterances[0].id, std::string("a#0-0.05"));
        // No sound is opened: what is damaged is not known yet.
        core::Progress silent;
        const auto corpus = importCorpus(folder, {}, silent);
        PROSOSCOPE_VERIFY(corpus);
        QCOMPARE(corpus->utterances.size(), std::size_t{2});
    }

    void failsAsTheImportDoes() {
        QTemporaryDir place;
        VERIFY_SAYS(preview(toPath(place.filePath("gone"))), "There is no folder");
        VERIFY_SAYS(preview(toPath(place.path())), "holds no audio");
        VERIFY_SAYS(preview(toPath(place.path()), {"other", {}, {}}), "not known");
        VERIFY_SAYS(preview(toPath(place.path()), {"emodb", {}, {{"labels", "x"}}}), "no setting");
        std::stop_source stop;
        stop.request_stop();
        core::Progress stopped(stop.get_token());
        writeClip(toPath(place.path()) / "a.wav");
        writeText(toPath(place.path()) / "manifest.csv", "path,speaker,emotion\na.wav,s1,angry\n");
        const auto cancelled = previewImport(toPath(place.path()), {}, stopped);
        QVERIFY(!cancelled && cancelled.error().kind == core::ErrorKind::Cancelled);
    }

    void showsTheTableThatIsRead() {
        QTemporaryDir place;
        const auto folder = toPath(place.path());
        writeClip(folder / "a.wav");
        writeText(folder / "aa.csv", "q;w\n1;2\n");
        QVERIFY(previewTable(folder, {}).has_value());  // of no use, but the only one
        QCOMPARE(previewTable(folder, {})->chosen.front(), std::filesystem::path("aa.csv"));
        QVERIFY(!previewTable(folder, {})->guess.isUsable());
        writeText(folder / "list.csv", "file;emotion\na.wav;angry\n");
        const auto table = previewTable(folder, {});
        PROSOSCOPE_VERIFY(table);
        QCOMPARE(table->tables.size(), std::size_t{2});
        QCOMPARE(table->chosen.front(), std::filesystem::path("list.csv"));
        QCOMPARE(table->beginning.columns, (std::vector<std::string>{"file", "emotion"}));
        QCOMPARE(table->guess.columns.at("path"), std::string("file"));
        const auto other = previewTable(folder, {"csv", {}, {{"file", "aa.csv"}, {"separator", ","}}});
        PROSOSCOPE_VERIFY(other);
        QCOMPARE(other->beginning.columns, (std::vector<std::string>{"q;w"}));
        VERIFY_SAYS(previewTable(folder, {"csv", {}, {{"file", "../x.csv"}}}), "no table");
        VERIFY_SAYS(previewTable(folder, {"csv", {}, {{"file", ","}}}), "no table");
        QTemporaryDir empty;
        VERIFY_SAYS(previewTable(toPath(empty.path()), {}), "no table");
        writeText(folder / "bad.csv", std::string("a,b\n\0\1\2", 7));
        VERIFY_SAYS(previewTable(folder, {"csv", {}, {{"file", "bad.csv"}}}), "no text");
    }

    void readsOnlyTheBeginningOfLongTables() {
        QTemporaryDir place;
        const auto folder = toPath(place.path());
        std::string text = "file,emotion\n";
        for (int i = 0; i < 60000; ++i) text += "a" + std::to_string(i) + ".wav,angry\n";
        writeQuickly(folder / "list.csv", text);
        const auto table = previewTable(folder, {});
        PROSOSCOPE_VERIFY(table);
        QVERIFY(table->beginning.rows.size() > 10000 && table->beginning.rows.size() < 30000);
        QCOMPARE(table->beginning.rows.back().size(), std::size_t{2});
    }

    void triesAPatternOnNames() {
        QTemporaryDir place;
        const auto folder = toPath(place.path());
        for (int i = 0; i < 8; ++i) writeQuickly(folder / ("s" + std::to_string(i) + "_W.wav"), "");
        for (const char* name : {"x.wav", "y.flac", "notes.txt"}) writeQuickly(folder / name, "");
        core::Progress silent;
        const auto tried = [&](const std::string& pattern, std::size_t most) {
            return previewPattern(folder, {"pattern", {}, {{"pattern", pattern}}}, most, silent);
        };
        const auto names = tried("(?<speaker>s\\d)_(?<emotion>[A-Z])", 6);
        PROSOSCOPE_VERIFY(names);
        QCOMPARE(names->recordings, std::size_t{10});
        QCOMPARE(names->fitting, std::size_t{8});
        QCOMPARE(names->groups, (std::vector<std::string>{"speaker", "emotion"}));
        QCOMPARE(names->names.size(), std::size_t{6});
        QVERIFY(!names->names[0].fits && !names->names[1].fits && names->names[2].fits);
        QCOMPARE(names->names[2].groups.at("speaker"), std::string("s0"));
        const auto none = tried("(?<speaker>q)", 6);
        PROSOSCOPE_VERIFY(none);
        QCOMPARE(none->fitting, std::size_t{0});
        QCOMPARE(none->names.size(), std::size_t{6});
        QCOMPARE(tried("(?<speaker>s)", 3)->names.size(), std::size_t{3});
        QCOMPARE(tried("(?<speaker>.)", 100)->names.size(), std::size_t{10});
        VERIFY_SAYS(tried("(?<speaker>", 6), "regular expression is wrong");
        VERIFY_SAYS(tried("s", 6), "neither a group");
        VERIFY_SAYS(previewPattern(folder, {"pattern", {}, {}}, 6, silent), "needs the setting");
        writeQuickly(folder / (std::string(60, 'a') + "!.wav"), "");
        VERIFY_SAYS(tried("(?<speaker>(a+)+)$", 6), "too many steps");
    }
};

QTEST_APPLESS_MAIN(TestImportPreview)
#include "TestImportPreview.moc"
