// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>

#include "app/gui/models/HubDownload.h"
#include "tests/TestSupport.h"
#include "tests/app/gui/models/HubServer.h"
#include "tests/fixtures/EncoderFixture.h"

using namespace prososcope;
using namespace prososcope::gui;

namespace {

constexpr int kLong = 20000 * kPatience;

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class TestHubDownload : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_place;
    int m_made = 0;

    QString fresh() { return m_place.filePath(QString::number(++m_made)); }
    void fill(HubServer& server) {
        const QString folder = fresh();
        QVERIFY(fixture::writeTinyModel(toPath(folder), fixture::TinyHead::Classification));
        server.addFolder(folder);
        server.files["pytorch_model.bin"] = "not wanted beside safetensors";
        server.files["../evil.json"] = "{}";
        server.files["onnx/model.onnx"] = "not wanted";
    }
    /// The sentence of a failure, "cancelled", or nothing where all went well.
    static QString fetch(HubDownload& download, const QString& hub, const QString& id, const QString& folder) {
        QSignalSpy finished(&download, &HubDownload::finished);
        QSignalSpy failed(&download, &HubDownload::failed);
        QSignalSpy cancelled(&download, &HubDownload::cancelled);
        download.start(hub, id, folder);
        if (!QTest::qWaitFor([&] { return finished.count() + failed.count() + cancelled.count() > 0; }, kLong))
            return QStringLiteral("no end");
        if (cancelled.count() > 0) return QStringLiteral("cancelled");
        return failed.count() > 0 ? failed.first().first().toString() : QString();
    }

private Q_SLOTS:
    void initTestCase() {
        for (const char* name : {"http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
            qunsetenv(name);
    }

    void namesAndAddressesAreChecked() {
        for (const char* good : {"owner/name", "facebook/wav2vec2-large-xlsr-53", "a.b/c_d"}) QVERIFY(isRepositoryId(good));
        for (const char* bad : {"name", "/name", "a/b/c", "a/..", "../b", "a b/c", "a/b?x", ""}) QVERIFY(!isRepositoryId(bad));
        QCOMPARE(hubProblem(QLatin1String(kStandardHub)), QString());
        QCOMPARE(hubProblem("http://127.0.0.1:8080"), QString());
        QCOMPARE(hubProblem("https://hub.example.org/base/"), QString());
        for (const char* bad :
             {"http://example.org", "ftp://127.0.0.1", "example.org", "", "https://a@b.org", "https://x.org?q=1"})
            QVERIFY(!hubProblem(bad).isEmpty());
        QCOMPARE(listingUrl("https://x.org/", "a/b").toString(), QString("https://x.org/api/models/a/b?blobs=true"));
        QCOMPARE(fileUrl("https://x.org", "a/b", "main", "config.json").toString(),
                 QString("https://x.org/a/b/resolve/main/config.json"));
    }

    void fetchesOneSetOfWeightsAndTheTexts() {
        HubServer server;
        fill(server);
        HubDownload download;
        QSignalSpy listed(&download, &HubDownload::listed);
        QSignalSpy progress(&download, &HubDownload::progress);
        const QString folder = fresh() + "/owner/tiny";
        QCOMPARE(fetch(download, server.address(), server.id, folder), QString());
        QStringList expected{"README.md", "config.json", "model.safetensors", "preprocessor_config.json"};
        QCOMPARE(QDir(folder).entryList(QDir::Files | QDir::Hidden, QDir::Name), expected);
        qint64 bytes = 0;
        for (const QString& name : std::as_const(expected)) {
            QCOMPARE(contentOf(folder + "/" + name), server.files.value(name));
            bytes += server.files.value(name).size();
        }
        QCOMPARE(listed.count(), 1);
        QCOMPARE(listed.first().at(0).toInt(), 4);
        QCOMPARE(listed.first().at(1).toLongLong(), bytes);
        QCOMPARE(progress.last().at(0).toLongLong(), bytes);
        QCOMPARE(download.listing().revision, QString(40, QLatin1Char('a')));
        QCOMPARE(download.listing().files.last().name, QString("model.safetensors"));  // the large one last
        QVERIFY(!QFile::exists(QFileInfo(folder).path() + "/evil.json"));
        // Once more: nothing is fetched again but the list.
        const qsizetype before = server.requests.size();
        QCOMPARE(fetch(download, server.address(), server.id, folder), QString());
        QCOMPARE(server.requests.size(), before + 1);
    }

    void goesOnAfterACut() {
        HubServer server;
        fill(server);
        server.breakFile = "model.safetensors";
        server.breakAfter = 10000;
        HubDownload download;
        const QString folder = fresh();
        const QString sentence = fetch(download, server.address(), server.id, folder);
        QVERIFY2(sentence.contains("broke") && sentence.contains("kept"), qPrintable(sentence));
        QCOMPARE(QFileInfo(folder + "/model.safetensors.part").size(), qint64(10000));
        QVERIFY(!QFile::exists(folder + "/model.safetensors"));
        server.breakFile.clear();
        QCOMPARE(fetch(download, server.address(), server.id, folder), QString());
        QCOMPARE(contentOf(folder + "/model.safetensors"), server.files["model.safetensors"]);
        QVERIFY(server.requests.last().toLower().contains("range: bytes=10000-"));
        QCOMPARE(server.asked("/resolve/" + server.revision + "/config.json"), 1);
    }

    void tamperedFilesAreRefused_data() {
        QTest::addColumn<QString>("file");
        QTest::newRow("large, by SHA-256") << "model.safetensors";
        QTest::newRow("small, by git's sum") << "config.json";
    }
    void tamperedFilesAreRefused() {
        QFETCH(QString, file);
        HubServer server;
        fill(server);
        server.tamperedFile = file;
        HubDownload download;
        const QString folder = fresh();
        const QString sentence = fetch(download, server.address(), server.id, folder);
        QVERIFY2(sentence.contains("checksum"), qPrintable(sentence));
        QVERIFY(!QFile::exists(folder + "/" + file));
        QVERIFY(!QFile::exists(folder + "/" + file + ".part"));
        server.tamperedFile.clear();
        QCOMPARE(fetch(download, server.address(), server.id, folder), QString());
    }

    void shardsComeWithTheirIndex() {
        HubServer server;
        server.files = {{"config.json", "{}"},
                        {"model.safetensors.index.json", "{}"},
                        {"model-00001-of-00002.safetensors", "one"},
                        {"model-00002-of-00002.safetensors", "two"},
                        {"model-00001-of-00002.safetensors.bak", "no"}};
        HubDownload download;
        const QString folder = fresh();
        QCOMPARE(fetch(download, server.address(), server.id, folder), QString());
        QCOMPARE(QDir(folder).entryList(QDir::Files).size(), qsizetype(4));
    }

    void whatTheHubRefusesIsNamed() {
        HubServer server;
        fill(server);
        HubDownload download;
        for (const int status : {401, 403, 404}) {
            server.listingStatus = status;
            const QString sentence = fetch(download, server.address(), server.id, fresh());
            QVERIFY2(sentence.contains("no public model owner/tiny"), qPrintable(sentence));
        }
        server.listingStatus = 500;
        QVERIFY(fetch(download, server.address(), server.id, fresh()).contains("error 500"));
        server.listingStatus = 200;
        for (const char* answer : {"[]", "nonsense", "{\"siblings\": 3}"}) {
            server.listing = answer;
            QVERIFY(fetch(download, server.address(), server.id, fresh()).contains("no list of files"));
        }
        server.listing = R"({"siblings": [{"rfilename": "model.safetensors", "size": 3}]})";
        QVERIFY(fetch(download, server.address(), server.id, fresh()).contains("config.json"));
        server.listing = R"({"siblings": [{"rfilename": "config.json", "size": 3}]})";
        QVERIFY(fetch(download, server.address(), server.id, fresh()).contains("no weights"));
        server.listing = R"({"siblings": [{"rfilename": "config.json"}, {"rfilename": "model.safetensors", "size": 3}]})";
        QVERIFY(fetch(download, server.address(), server.id, fresh()).contains("how large"));
        server.listing =
            R"({"siblings": [{"rfilename": "config.json", "size": 3}, {"rfilename": "model.safetensors", "size": 9000000000000000}]})";
        QVERIFY(fetch(download, server.address(), server.id, fresh()).contains("Make room"));
        QVERIFY(fetch(download, server.address(), "no-repository", fresh()).contains("owner/name"));
        QVERIFY(fetch(download, "http://example.org", server.id, fresh()).contains("https"));
    }

    void offlineIsSaid() {
        HubServer server;
        const QString address = server.address();
        server.close();
        HubDownload download;
        const QString sentence = fetch(download, address, server.id, fresh());
        QVERIFY2(sentence.startsWith("No connection to 127.0.0.1"), qPrintable(sentence));
        QVERIFY(!download.isRunning());
    }

    void cancelKeepsWhatHasArrived() {
        HubServer server;
        fill(server);
        server.stallFile = "model.safetensors";
        HubDownload download;
        const QString folder = fresh();
        QSignalSpy cancelled(&download, &HubDownload::cancelled);
        download.start(server.address(), server.id, folder);
        const qint64 half = server.files["model.safetensors"].size() / 2;
        QTRY_COMPARE_WITH_TIMEOUT(QFileInfo(folder + "/model.safetensors.part").size(), half, kLong);
        download.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(cancelled.count(), 1, kLong);
        QVERIFY(!download.isRunning());
        QCOMPARE(QFileInfo(folder + "/model.safetensors.part").size(), half);
        // Before the list has come.
        download.start(server.address(), server.id, folder);
        download.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(cancelled.count(), 2, kLong);
        server.stallFile.clear();
        QCOMPARE(fetch(download, server.address(), server.id, folder), QString());
        // And left while it runs.
        server.stallFile = "model.safetensors";
        auto* left = new HubDownload;
        const QString other = fresh();
        left->start(server.address(), server.id, other);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(other + "/model.safetensors.part"), kLong);
        delete left;
        QVERIFY(!QFile::exists(other + "/model.safetensors"));
    }
};

QTEST_GUILESS_MAIN(TestHubDownload)
#include "TestHubDownload.moc"
