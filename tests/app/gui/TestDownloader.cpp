// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCryptographicHash>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>

#include "app/gui/Downloader.h"
#include "tests/TestSupport.h"

using prososcope::gui::Downloader;
using prososcope::gui::DownloadGoal;

namespace {

/// A server on loopback that answers one kind of way and keeps what it was asked.
class Server : public QTcpServer {
public:
    QByteArray content;
    QByteArray etag = "\"one\"";
    bool honoursRange = true;
    qint64 breakAfter = -1;  ///< closes the connection after this many bytes of the body
    bool stall = false;      ///< sends the first half and then nothing
    int status = 200;
    QList<QByteArray> requests;

    Server() {
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket* socket = nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { answer(socket); });
        });
        listen(QHostAddress::LocalHost);
    }
    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/emodb.zip").arg(serverPort())); }

private:
    void answer(QTcpSocket* socket) {
        const QByteArray request = socket->property("request").toByteArray() + socket->readAll();
        socket->setProperty("request", request);
        if (!request.contains("\r\n\r\n")) return;
        requests.append(request);
        if (status != 200) {
            socket->write("HTTP/1.1 " + QByteArray::number(status) +
                          " Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            socket->disconnectFromHost();
            return;
        }
        qint64 from = 0;
        const QByteArray lower = request.toLower();
        const qsizetype at = lower.indexOf("range: bytes=");
        const bool sameFile = !lower.contains("if-range:") || lower.contains("if-range: " + etag.toLower());
        if (honoursRange && at >= 0 && sameFile) from = lower.mid(at + 13, lower.indexOf('-', at) - at - 13).toLongLong();
        if (from >= content.size()) {
            socket->write("HTTP/1.1 416 Range Not Satisfiable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            socket->disconnectFromHost();
            return;
        }
        const QByteArray body = content.mid(from);
        QByteArray head = from > 0
                              ? "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes " + QByteArray::number(from) + "-" +
                                    QByteArray::number(content.size() - 1) + "/" + QByteArray::number(content.size()) + "\r\n"
                              : QByteArray("HTTP/1.1 200 OK\r\n");
        head += "ETag: " + etag + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n";
        socket->write(head);
        if (stall) {
            socket->write(body.left(body.size() / 2));
        } else if (breakAfter >= 0) {
            socket->write(body.left(breakAfter));
            socket->disconnectFromHost();
        } else {
            socket->write(body);
            socket->disconnectFromHost();
        }
    }
};

QByteArray someBytes(int size) {
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 state = 7;
    for (char& byte : bytes) {
        state = state * 1664525U + 1013904223U;
        byte = static_cast<char>(state >> 24);
    }
    return bytes;
}

QByteArray fileContent(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class TestDownloader : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    int m_count = 0;

    DownloadGoal goal(const Server& server) {
        DownloadGoal made;
        made.url = server.url();
        made.path = m_folder.filePath(QStringLiteral("%1/emodb.zip").arg(++m_count));
        made.bytes = server.content.size();
        made.md5 = QString::fromLatin1(QCryptographicHash::hash(server.content, QCryptographicHash::Md5).toHex());
        return made;
    }
    /// Runs to the end and gives the sentence of a failure, "cancelled", or nothing where all went well.
    static QString fetch(Downloader& downloader, const DownloadGoal& what) {
        QSignalSpy finished(&downloader, &Downloader::finished);
        QSignalSpy failed(&downloader, &Downloader::failed);
        QSignalSpy cancelled(&downloader, &Downloader::cancelled);
        downloader.start(what);
        const bool ended = QTest::qWaitFor([&] { return finished.count() + failed.count() + cancelled.count() > 0; }, 20000);
        if (!ended) return QStringLiteral("no end");
        if (cancelled.count() > 0) return QStringLiteral("cancelled");
        return failed.count() > 0 ? failed.first().first().toString() : QString();
    }

private Q_SLOTS:
    void initTestCase() {
        for (const char* name : {"http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
            qunsetenv(name);
    }

    void fetchesAndChecksAWholeFile() {
        Server server;
        server.content = someBytes(3'000'000);
        Downloader downloader;
        QSignalSpy progress(&downloader, &Downloader::progress);
        QSignalSpy checking(&downloader, &Downloader::checking);
        const DownloadGoal what = goal(server);
        QCOMPARE(fetch(downloader, what), QString());
        QCOMPARE(fileContent(what.path), server.content);
        QVERIFY(!QFile::exists(what.path + ".part"));
        QVERIFY(!QFile::exists(what.path + ".part.tag"));
        QCOMPARE(checking.count(), 1);
        QCOMPARE(progress.last().at(0).toLongLong(), qint64(server.content.size()));
        QVERIFY(!server.requests.first().toLower().contains("range:"));
        QVERIFY(!downloader.isRunning());
    }

    void continuesABrokenDownload() {
        Server server;
        server.content = someBytes(1'000'000);
        server.breakAfter = 400'000;
        Downloader downloader;
        const DownloadGoal what = goal(server);
        const QString sentence = fetch(downloader, what);
        QVERIFY2(sentence.contains("127.0.0.1") && sentence.contains("kept"), qPrintable(sentence));
        QCOMPARE(QFileInfo(what.path + ".part").size(), qint64(400'000));
        server.breakAfter = -1;
        QCOMPARE(fetch(downloader, what), QString());
        QCOMPARE(fileContent(what.path), server.content);
        QVERIFY(server.requests.last().toLower().contains("range: bytes=400000-"));
        QVERIFY(server.requests.last().toLower().contains("if-range: \"one\""));
    }

    void beginsAnewWhereTheServerIgnoresTheRange() {
        Server server;
        server.content = someBytes(500'000);
        server.breakAfter = 200'000;
        Downloader downloader;
        const DownloadGoal what = goal(server);
        QVERIFY(!fetch(downloader, what).isEmpty());
        server.breakAfter = -1;
        server.honoursRange = false;
        QCOMPARE(fetch(downloader, what), QString());
        QCOMPARE(fileContent(what.path), server.content);
    }

    void beginsAnewWhereTheFileHasChanged() {
        Server server;
        server.content = someBytes(500'000);
        server.breakAfter = 200'000;
        Downloader downloader;
        const DownloadGoal what = goal(server);
        QVERIFY(!fetch(downloader, what).isEmpty());
        server.breakAfter = -1;
        server.etag = "\"two\"";
        QCOMPARE(fetch(downloader, what), QString());
        QCOMPARE(fileContent(what.path), server.content);
    }

    void deletesAFileWithTheWrongChecksum() {
        Server server;
        server.content = someBytes(100'000);
        DownloadGoal what = goal(server);
        what.md5 = QString(32, QLatin1Char('0'));
        Downloader downloader;
        const QString sentence = fetch(downloader, what);
        QVERIFY2(sentence.contains("checksum"), qPrintable(sentence));
        QVERIFY(!QFile::exists(what.path));
        QVERIFY(!QFile::exists(what.path + ".part"));
    }

    void checksTheOtherSums_data() {
        QTest::addColumn<bool>("right");
        QTest::newRow("right") << true;
        QTest::newRow("wrong") << false;
    }
    void checksTheOtherSums() {
        QFETCH(bool, right);
        Server server;
        server.content = someBytes(100'000);
        Downloader downloader;
        DownloadGoal what = goal(server);
        what.md5.clear();
        what.sha256 = QString::fromLatin1(QCryptographicHash::hash(server.content, QCryptographicHash::Sha256).toHex());
        if (!right) what.sha256.replace(0, 2, what.sha256.startsWith("00") ? "11" : "00");
        QVERIFY(fetch(downloader, what).contains("checksum") != right);
        QCOMPARE(QFile::exists(what.path), right);
        what = goal(server);
        what.md5.clear();
        QByteArray object = "blob 100000";
        object.append('\0');
        what.gitBlob = QString::fromLatin1(QCryptographicHash::hash(object + server.content, QCryptographicHash::Sha1).toHex());
        if (!right) what.gitBlob.replace(0, 2, what.gitBlob.startsWith("00") ? "11" : "00");
        QVERIFY(fetch(downloader, what).contains("checksum") != right);
        QCOMPARE(QFile::exists(what.path), right);
    }

    void doesNotFetchWhatIsThere() {
        Server server;
        server.content = someBytes(100'000);
        Downloader downloader;
        const DownloadGoal what = goal(server);
        QCOMPARE(fetch(downloader, what), QString());
        QCOMPARE(server.requests.size(), 1);
        QCOMPARE(fetch(downloader, what), QString());
        QCOMPARE(server.requests.size(), 1);
        // Another file of its size is.
        QFile file(what.path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.write("other");
        file.close();
        QCOMPARE(fetch(downloader, what), QString());
        QCOMPARE(server.requests.size(), 2);
        QCOMPARE(fileContent(what.path), server.content);
    }

    void refusesAFileOfAnotherSize() {
        Server server;
        server.content = someBytes(100'000);
        DownloadGoal what = goal(server);
        what.bytes = 90'000;
        Downloader downloader;
        QVERIFY(fetch(downloader, what).contains("size"));
        QVERIFY(!QFile::exists(what.path));
    }

    void namesTheServersError() {
        Server server;
        server.content = someBytes(10);
        server.status = 404;
        Downloader downloader;
        const QString sentence = fetch(downloader, goal(server));
        QVERIFY2(sentence.contains("404") && sentence.contains("127.0.0.1"), qPrintable(sentence));
    }

    void saysThatThereIsNoConnection() {
        Server server;
        server.content = someBytes(10);
        const DownloadGoal what = goal(server);
        server.close();
        Downloader downloader;
        const QString sentence = fetch(downloader, what);
        QVERIFY2(sentence.startsWith("No connection"), qPrintable(sentence));
    }

    void cancelKeepsWhatHasArrived() {
        Server server;
        server.content = someBytes(2'000'000);
        server.stall = true;
        Downloader downloader;
        const DownloadGoal what = goal(server);
        QSignalSpy cancelled(&downloader, &Downloader::cancelled);
        downloader.start(what);
        QTRY_COMPARE(QFileInfo(what.path + ".part").size(), qint64(1'000'000));
        downloader.cancel();
        QTRY_COMPARE(cancelled.count(), 1);
        QCOMPARE(QFileInfo(what.path + ".part").size(), qint64(1'000'000));
        server.stall = false;
        QCOMPARE(fetch(downloader, what), QString());
        QCOMPARE(fileContent(what.path), server.content);
    }

    void endsWithItsOwner() {
        Server server;
        server.content = someBytes(2'000'000);
        server.stall = true;
        const DownloadGoal what = goal(server);
        {
            Downloader downloader;
            downloader.start(what);
            QTRY_VERIFY(QFile::exists(what.path + ".part"));
        }
        QVERIFY(!QFile::exists(what.path));
    }

    void namesAFolderThatCannotBeMade() {
        Server server;
        server.content = someBytes(10);
        DownloadGoal what = goal(server);
        QFile block(m_folder.filePath("block"));
        QVERIFY(block.open(QIODevice::WriteOnly));
        what.path = block.fileName() + "/emodb.zip";
        Downloader downloader;
        QVERIFY(fetch(downloader, what).contains("block"));
    }
};

QTEST_GUILESS_MAIN(TestDownloader)
#include "TestDownloader.moc"
