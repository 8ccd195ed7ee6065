// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/SingleInstance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalServer>
#include <QLocalSocket>
#include <QLockFile>
#include <QStandardPaths>
#include <QTimer>

#include "engine/core/Log.h"

namespace prososcope::gui {

namespace {

constexpr int kWaitMs = 2000;
constexpr int kHashLength = 12;
constexpr qsizetype kLongestPath = 4096;
constexpr int kMostConnections = 8;
const QByteArray kAnswer = "ok\n";

}  // namespace

SingleInstance::SingleInstance(const QString& key, QObject* parent) : QObject(parent) {
    QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    if (folder.isEmpty()) return;
    const auto hash = QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256).toHex().left(kHashLength);
    m_path = QDir(folder).filePath(QStringLiteral("prososcope-") + QString::fromLatin1(hash));
}

SingleInstance::~SingleInstance() {
    delete m_server;  // before the lock goes: afterwards the socket may be another program's
}

bool SingleInstance::handOver(const QStringList& paths) {
    if (m_path.isEmpty()) return false;
    QLocalSocket socket;
    socket.connectToServer(m_path);
    if (!socket.waitForConnected(kWaitMs)) return false;
    const QJsonObject message{{"version", 1}, {"paths", QJsonArray::fromStringList(paths)}};
    const QByteArray bytes = QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n';
    if (bytes.size() > kMostBytes || !parse(bytes)) return false;
    socket.write(bytes);
    while (socket.bytesToWrite() > 0) {
        if (!socket.waitForBytesWritten(kWaitMs)) return false;
    }
    return socket.waitForReadyRead(kWaitMs) && socket.readAll() == kAnswer;
}

bool SingleInstance::serve() {
    if (m_path.isEmpty() || m_server != nullptr) return m_server != nullptr;
    // The lock goes with its process, the socket does not.
    auto lock = std::make_unique<QLockFile>(m_path + QStringLiteral(".lock"));
    lock->setStaleLockTime(0);
    if (!lock->tryLock()) return false;
    QLocalServer::removeServer(m_path);
    auto* server = new QLocalServer(this);
    server->setSocketOptions(QLocalServer::UserAccessOption);
    server->setMaxPendingConnections(kMostConnections);
    if (!server->listen(m_path)) {
        core::log(core::LogLevel::Warning, "Files of a second start cannot be taken: " + server->errorString().toStdString());
        delete server;
        return false;
    }
    m_lock = std::move(lock);
    m_server = server;
    connect(server, &QLocalServer::newConnection, this, &SingleInstance::accept);
    return true;
}

void SingleInstance::accept() {
    while (QLocalSocket* socket = m_server->nextPendingConnection()) {
        socket->setReadBufferSize(kMostBytes + 1);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        QTimer::singleShot(kWaitMs, socket, [socket] { socket->abort(); });
        read(socket);
    }
}

void SingleInstance::read(QLocalSocket* socket) {
    if (!socket->canReadLine()) {
        if (socket->bytesAvailable() > kMostBytes) socket->abort();
        return;
    }
    const auto paths = parse(socket->readLine(kMostBytes + 1));
    if (!paths) {
        socket->abort();
        return;
    }
    socket->write(kAnswer);
    socket->flush();
    socket->disconnectFromServer();
    Q_EMIT received(*paths);
}

std::optional<QStringList> SingleInstance::parse(const QByteArray& message) {
    if (message.size() > kMostBytes) return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(message).object();
    if (object["version"].toInt() != 1 || !object["paths"].isArray()) return std::nullopt;
    const QJsonArray list = object["paths"].toArray();
    if (list.size() > kMostPaths) return std::nullopt;
    QStringList paths;
    for (const auto& value : list) {
        const QString path = value.toString();
        if (path.isEmpty() || path.size() > kLongestPath || path.contains(QChar(0)) || !QDir::isAbsolutePath(path))
            return std::nullopt;
        paths.append(path);
    }
    return paths;
}

}  // namespace prososcope::gui
