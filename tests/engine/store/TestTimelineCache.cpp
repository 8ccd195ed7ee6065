// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>

#include "engine/store/TimelineCache.h"
#include "tests/TestSupport.h"

using prososcope::store::TimelineCache;

class TestTimelineCache : public QObject {
    Q_OBJECT

private:
    static TimelineCache::Key key() { return {"audio", "model", 2.5, 0.25, 3}; }
    static TimelineCache::Rows rows() { return {{0.1F, 0.2F, 0.7F}, {}, {0.3F, 0.3F, 0.4F}}; }

private Q_SLOTS:
    void rowsReturnWithTheirGaps() {
        QTemporaryDir folder;
        const TimelineCache cache(toPath(folder.path()));
        QVERIFY(!cache.load(key(), 3));
        cache.save(key(), rows());
        const auto found = cache.load(key(), 3);
        QVERIFY(found.has_value());
        QCOMPARE(*found, rows());
    }

    void anythingElseIsAnotherEntry() {
        QTemporaryDir folder;
        const TimelineCache cache(toPath(folder.path()));
        cache.save(key(), rows());
        auto other = key();
        other.audioSha256 = "other";
        QVERIFY(!cache.load(other, 3));
        other = key();
        other.modelSha256 = "other";
        QVERIFY(!cache.load(other, 3));
        other = key();
        other.hopSeconds = 0.5;
        QVERIFY(!cache.load(other, 3));
        QVERIFY(!cache.load(key(), 4));
        QVERIFY(cache.load(key(), 3));
    }

    void nothingIsKeptWithoutAHash() {
        QTemporaryDir folder;
        const TimelineCache cache(toPath(folder.path()));
        auto nameless = key();
        nameless.modelSha256.clear();
        cache.save(nameless, rows());
        QVERIFY(!cache.load(nameless, 3));
        QVERIFY(QDir(folder.path()).isEmpty());
    }

    void damagedEntriesCountAsAbsent() {
        QTemporaryDir folder;
        const TimelineCache cache(toPath(folder.path()));
        cache.save(key(), rows());
        QDirIterator files(folder.path(), QDir::Files, QDirIterator::Subdirectories);
        QVERIFY(files.hasNext());
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QByteArray whole = file.readAll();
        file.seek(file.size() - 2);
        file.write("x");
        file.flush();
        QVERIFY(!cache.load(key(), 3));
        for (const qsizetype length : {qsizetype{0}, qsizetype{7}, whole.size() / 2}) {
            file.resize(0);
            file.seek(0);
            file.write(whole.left(length));
            file.flush();
            QVERIFY(!cache.load(key(), 3));
        }
        file.close();
        cache.save(key(), rows());
        QVERIFY(cache.load(key(), 3));
    }

    void aFolderThatCannotBeWrittenIsNoError() {
        QTemporaryDir folder;
        QFile file(folder.filePath("file"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const TimelineCache cache(toPath(folder.filePath("file")) / "below");
        cache.save(key(), rows());
        QVERIFY(!cache.load(key(), 3));
    }
};

QTEST_GUILESS_MAIN(TestTimelineCache)
#include "TestTimelineCache.moc"
