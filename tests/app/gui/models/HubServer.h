// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QTcpServer>
#include <QTcpSocket>

/// A hub on loopback: lists a repository with sizes and sums and gives its files, large ones by a redirection, as the public
/// one does. Its answers can be made wrong.
class HubServer : public QTcpServer {
public:
    QMap<QString, QByteArray> files;
    QByteArray revision = QByteArray(40, 'a');
    QString id = QStringLiteral("owner/tiny");
    QString breakFile;  ///< whose connection is cut after breakAfter bytes
    qint64 breakAfter = 0;
    QString stallFile;     ///< of which half is sent and then nothing
    QString tamperedFile;  ///< one byte of it is another than its sum says
    int listingStatus = 200;
    QByteArray listing;  ///< instead of the true one
    bool sizes = true;
    QList<QByteArray> requests;

    HubServer() {
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket* socket = nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { answer(socket); });
        });
        listen(QHostAddress::LocalHost);
    }
    [[nodiscard]] QString address() const { return QStringLiteral("http://127.0.0.1:%1").arg(serverPort()); }
    void addFolder(const QString& folder) {
        for (const QFileInfo& info : QDir(folder).entryInfoList(QDir::Files)) {
            QFile file(info.filePath());
            if (file.open(QIODevice::ReadOnly)) files[info.fileName()] = file.readAll();
        }
    }
    [[nodiscard]] int asked(const QByteArray& part) const {
        int count = 0;
        for (const QByteArray& request : requests) count += request.contains(part) ? 1 : 0;
        return count;
    }

private:
    static bool isLarge(const QString& name) {
        return name.endsWith(QStringLiteral(".safetensors")) || name.endsWith(QStringLiteral(".bin"));
    }

    [[nodiscard]] QByteArray trueListing() const {
        QJsonArray siblings;
        for (auto it = files.cbegin(); it != files.cend(); ++it) {
            QJsonObject one{{"rfilename", it.key()}};
            if (sizes) one["size"] = it.value().size();
            QByteArray blob = "blob " + QByteArray::number(it.value().size());
            blob.append('\0');
            const auto sha1 = QCryptographicHash::hash(blob + it.value(), QCryptographicHash::Sha1).toHex();
            one["blobId"] = QString::fromLatin1(sha1);
            if (isLarge(it.key())) {
                const auto sha256 = QCryptographicHash::hash(it.value(), QCryptographicHash::Sha256).toHex();
                one["blobId"] = QString(40, QLatin1Char('0'));  // of the pointer, not of the content
                one["lfs"] = QJsonObject{{"sha256", QString::fromLatin1(sha256)}, {"size", it.value().size()}};
            }
            siblings.append(one);
        }
        const QJsonObject answer{{"id", id}, {"sha", QString::fromLatin1(revision)}, {"siblings", siblings}};
        return QJsonDocument(answer).toJson();
    }

    static void send(QTcpSocket* socket, const QByteArray& status, const QByteArray& headers, const QByteArray& body) {
        socket->write("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + QByteArray::number(body.size()) +
                      "\r\nConnection: close\r\n\r\n" + body);
        socket->disconnectFromHost();
    }

    void answer(QTcpSocket* socket) {
        const QByteArray request = socket->property("request").toByteArray() + socket->readAll();
        socket->setProperty("request", request);
        if (!request.contains("\r\n\r\n")) return;
        requests.append(request);
        const QString path = QString::fromLatin1(request.mid(4, request.indexOf(' ', 4) - 4));
        if (path == QStringLiteral("/api/models/%1?blobs=true").arg(id)) {
            if (listingStatus != 200)
                send(socket, QByteArray::number(listingStatus) + " No", {}, "{}");
            else
                send(socket, "200 OK", "Content-Type: application/json\r\n", listing.isEmpty() ? trueListing() : listing);
            return;
        }
        const QString resolve = QStringLiteral("/%1/resolve/%2/").arg(id, QString::fromLatin1(revision));
        const QString stored = QStringLiteral("/stored/");
        if (path.startsWith(resolve) && isLarge(path)) {
            send(socket, "302 Found", "Location: " + (stored + path.mid(resolve.size())).toLatin1() + "\r\n", {});
        } else if (path.startsWith(resolve) && files.contains(path.mid(resolve.size()))) {
            sendFile(socket, path.mid(resolve.size()), request);
        } else if (path.startsWith(stored) && files.contains(path.mid(stored.size()))) {
            sendFile(socket, path.mid(stored.size()), request);
        } else {
            send(socket, "404 Not Found", {}, {});
        }
    }

    void sendFile(QTcpSocket* socket, const QString& name, const QByteArray& request) {
        QByteArray content = files.value(name);
        if (name == tamperedFile && !content.isEmpty())
            content[content.size() / 2] = static_cast<char>(content[content.size() / 2] ^ 1);
        const QByteArray lower = request.toLower();
        const qsizetype at = lower.indexOf("range: bytes=");
        const qint64 from = at >= 0 ? lower.mid(at + 13, lower.indexOf('-', at) - at - 13).toLongLong() : 0;
        const QByteArray body = content.mid(from);
        QByteArray head = from > 0
                              ? "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes " + QByteArray::number(from) + "-" +
                                    QByteArray::number(content.size() - 1) + "/" + QByteArray::number(content.size()) + "\r\n"
                              : QByteArray("HTTP/1.1 200 OK\r\n");
        head += "ETag: \"" + name.toLatin1() + "\"\r\nContent-Length: " + QByteArray::number(body.size()) +
                "\r\nConnection: close\r\n\r\n";
        socket->write(head);
        if (name == stallFile) {
            socket->write(body.left(body.size() / 2));
        } else if (name == breakFile) {
            socket->write(body.left(breakAfter));
            socket->disconnectFromHost();
        } else {
            socket->write(body);
            socket->disconnectFromHost();
        }
    }
};
