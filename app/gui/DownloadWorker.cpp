// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/DownloadWorker.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QRegularExpression>

#include "engine/core/Hash.h"

namespace prososcope::gui {

namespace {

constexpr int kSilenceMilliseconds = 30000;  // a server that says nothing for this long is gone
constexpr int kReportMilliseconds = 34;
constexpr qint64 kBlock = 1 << 18;

class SystemProxies : public QNetworkProxyFactory {
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery& query) override { return systemProxyForQuery(query); }
};

QString validatorPath(const QString& goal) { return goal + QStringLiteral(".part.tag"); }

/// The SHA-1 by which git knows a file's content; empty where it cannot be read or the work is to stop.
QString gitBlobOf(const QString& path, const std::stop_token& stop) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return {};
    QCryptographicHash hash(QCryptographicHash::Sha1);
    QByteArray head = "blob " + QByteArray::number(file.size());
    head.append('\0');
    hash.addData(head);
    while (!file.atEnd() && !stop.stop_requested()) hash.addData(file.read(kBlock));
    return stop.stop_requested() ? QString() : QString::fromLatin1(hash.result().toHex());
}

}  // namespace

QNetworkProxyFactory* systemProxies() { return new SystemProxies; }

DownloadWorker::DownloadWorker() = default;
DownloadWorker::~DownloadWorker() { delete m_reply; }

void DownloadWorker::setGoal(const DownloadGoal& goal, const std::stop_token& stop) {
    const std::lock_guard lock(m_mutex);
    m_next = {goal, stop};
}

void DownloadWorker::start() {
    {
        const std::lock_guard lock(m_mutex);
        std::tie(m_goal, m_stop) = m_next;
    }
    m_restarted = false;
    m_lastReport.invalidate();
    if (m_manager == nullptr) {
        m_manager = new QNetworkAccessManager(this);
        m_manager->setProxyFactory(systemProxies());
    }
    if (!QDir().mkpath(QFileInfo(m_goal.path).absolutePath())) {
        endWith(tr("The folder %1 cannot be made.").arg(QFileInfo(m_goal.path).absolutePath()));
        return;
    }
    if (QFileInfo(m_goal.path).size() == m_goal.bytes && QFileInfo::exists(m_goal.path)) {
        const auto right = hasTheSums(m_goal.path);
        if (!right) return;
        if (*right) {
            Q_EMIT progress(m_goal.bytes, m_goal.bytes);
            Q_EMIT finished(m_goal.path);
            return;
        }
    }
    request();
}

void DownloadWorker::request() {
    if (m_stop.stop_requested()) {
        Q_EMIT cancelled();
        return;
    }
    m_problem.clear();
    m_part.setFileName(m_goal.path + QStringLiteral(".part"));
    if (m_part.size() > m_goal.bytes) removePart();
    if (!m_part.open(QIODevice::ReadWrite)) {
        endWith(tr("%1 cannot be written: %2.").arg(m_part.fileName(), m_part.errorString()));
        return;
    }
    m_requestedFrom = m_part.size();
    if (m_requestedFrom == m_goal.bytes) {
        check();
        return;
    }
    QNetworkRequest asked(m_goal.url);
    asked.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::NoLessSafeRedirectPolicy);
    asked.setRawHeader("Accept-Encoding", "identity");
    asked.setTransferTimeout(kSilenceMilliseconds);
    if (m_requestedFrom > 0) {
        asked.setRawHeader("Range", "bytes=" + QByteArray::number(m_requestedFrom) + "-");
        if (const QByteArray validator = readValidator(); !validator.isEmpty()) asked.setRawHeader("If-Range", validator);
    }
    m_acceptBytes = false;
    m_reply = m_manager->get(asked);
    m_reply->setReadBufferSize(4 * kBlock);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &DownloadWorker::headersArrived);
    connect(m_reply, &QNetworkReply::readyRead, this, &DownloadWorker::takeBytes);
    connect(m_reply, &QNetworkReply::finished, this, &DownloadWorker::replyEnded);
    Q_EMIT progress(m_requestedFrom, m_goal.bytes);
}

void DownloadWorker::headersArrived() {
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (m_acceptBytes || (status != 200 && status != 206)) return;
    if (status == 206) {
        static const QRegularExpression kContentRange(QStringLiteral("^bytes (\\d+)-\\d+/(\\d+|\\*)$"));
        const auto match = kContentRange.match(QString::fromLatin1(m_reply->rawHeader("Content-Range")));
        if (!match.hasMatch() || match.captured(1).toLongLong() != m_requestedFrom ||
            (match.captured(2) != QLatin1String("*") && match.captured(2).toLongLong() != m_goal.bytes)) {
            removePart();
            m_problem = tr("%1 answers with another part of the file than asked for. Try again.").arg(m_goal.url.host());
            m_reply->abort();
            return;
        }
    } else {
        const QByteArray length = m_reply->rawHeader("Content-Length");
        if (!length.isEmpty() && length.toLongLong() != m_goal.bytes) {
            m_problem = tr("The file at %1 has another size than expected (%2 instead of %3 bytes).")
                            .arg(m_goal.url.host())
                            .arg(length.toLongLong())
                            .arg(m_goal.bytes);
            removePart();
            m_reply->abort();
            return;
        }
        m_part.resize(0);
        QByteArray validator = m_reply->rawHeader("ETag");
        if (validator.startsWith("W/")) validator.clear();  // a weak tag may not stand in If-Range
        writeValidator(validator.isEmpty() ? m_reply->rawHeader("Last-Modified") : validator);
    }
    m_part.seek(m_part.size());
    m_acceptBytes = true;
}

void DownloadWorker::takeBytes() {
    if (!m_acceptBytes) return;
    while (m_reply->bytesAvailable() > 0 && m_problem.isEmpty()) {
        const QByteArray block = m_reply->read(kBlock);
        if (block.isEmpty()) break;
        if (m_part.pos() + block.size() > m_goal.bytes) {
            removePart();
            m_problem = tr("The file at %1 is larger than expected and was deleted.").arg(m_goal.url.host());
        } else if (m_part.write(block) != block.size() || !m_part.flush()) {
            m_problem = tr("%1 cannot be written: %2.").arg(m_part.fileName(), m_part.errorString());
        }
    }
    if (!m_problem.isEmpty()) {
        m_acceptBytes = false;
        m_reply->abort();
        return;
    }
    if (!m_lastReport.isValid() || m_lastReport.elapsed() >= kReportMilliseconds) {
        m_lastReport.start();
        Q_EMIT progress(m_part.pos(), m_goal.bytes);
    }
}

void DownloadWorker::replyEnded() {
    QNetworkReply* reply = m_reply;
    const QNetworkReply::NetworkError error = reply->error();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (error == QNetworkReply::NoError && m_problem.isEmpty()) takeBytes();
    const QString text = reply->errorString();
    const QString reason = reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString();
    m_reply = nullptr;
    reply->deleteLater();
    const qint64 have = m_part.isOpen() ? m_part.size() : 0;
    if (m_stop.stop_requested()) {
        m_part.close();
        Q_EMIT cancelled();
    } else if (!m_problem.isEmpty()) {
        endWith(m_problem);
    } else if (status == 416 && !m_restarted) {
        removePart();
        m_restarted = true;
        request();
    } else if (status >= 400) {
        endWith(tr("%1 answers with error %2 (%3). Try again later, or choose a folder or archive on this computer.")
                    .arg(m_goal.url.host())
                    .arg(status)
                    .arg(reason));
    } else if (error != QNetworkReply::NoError && !m_acceptBytes) {
        endWith(networkSentence(error, text));
    } else if (error != QNetworkReply::NoError || have < m_goal.bytes) {
        const QLocale locale;
        endWith(tr("The connection to %1 broke after %2 of %3. What has arrived is kept: start again to continue.")
                    .arg(m_goal.url.host(), locale.formattedDataSize(have, 1, QLocale::DataSizeSIFormat),
                         locale.formattedDataSize(m_goal.bytes, 1, QLocale::DataSizeSIFormat)));
    } else {
        check();
    }
}

void DownloadWorker::check() {
    Q_EMIT progress(m_goal.bytes, m_goal.bytes);
    Q_EMIT checking();
    m_part.flush();
    m_part.close();
    const QString partPath = m_goal.path + QStringLiteral(".part");
    const auto right = hasTheSums(partPath);
    if (!right) return;
    if (!*right) {
        removePart();
        endWith(tr("The file from %1 is not the expected one (its checksum differs) and was deleted. Start again, or choose a "
                   "folder or archive on this computer.")
                    .arg(m_goal.url.host()));
        return;
    }
    QFile::remove(m_goal.path);
    if (!QFile::rename(partPath, m_goal.path)) {
        endWith(tr("%1 cannot be written.").arg(m_goal.path));
        return;
    }
    QFile::remove(validatorPath(m_goal.path));
    Q_EMIT finished(m_goal.path);
}

std::optional<bool> DownloadWorker::hasTheSums(const QString& path) {
    core::Progress quiet(m_stop);
    for (const auto& [wanted, kind] :
         {std::pair(m_goal.md5, core::HashKind::Md5), std::pair(m_goal.sha256, core::HashKind::Sha256)}) {
        if (wanted.isEmpty()) continue;
        const auto digest = core::hashFile(path.toStdString(), quiet, kind);
        if (!digest) {
            if (digest.error().kind == core::ErrorKind::Cancelled)
                Q_EMIT cancelled();
            else
                endWith(tr("%1 cannot be read.").arg(path));
            return std::nullopt;
        }
        if (QString::fromStdString(*digest) != wanted.toLower()) return false;
    }
    if (m_goal.gitBlob.isEmpty()) return true;
    const QString blob = gitBlobOf(path, m_stop);
    if (!blob.isEmpty()) return blob == m_goal.gitBlob.toLower();
    if (m_stop.stop_requested())
        Q_EMIT cancelled();
    else
        endWith(tr("%1 cannot be read.").arg(path));
    return std::nullopt;
}

void DownloadWorker::cancel() {
    if (m_reply != nullptr) m_reply->abort();  // replyEnded says so
}

void DownloadWorker::endWith(const QString& sentence) {
    m_part.close();
    Q_EMIT failed(sentence);
}

void DownloadWorker::writeValidator(const QByteArray& validator) {
    QFile file(validatorPath(m_goal.path));
    if (validator.isEmpty())
        file.remove();
    else if (file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        file.write(m_goal.url.toEncoded() + '\n' + validator);
}

QByteArray DownloadWorker::readValidator() const {
    QFile file(validatorPath(m_goal.path));
    if (!file.open(QIODevice::ReadOnly)) return {};
    const QList<QByteArray> lines = file.read(4096).split('\n');
    return lines.size() == 2 && lines.first() == m_goal.url.toEncoded() ? lines.last() : QByteArray();
}

void DownloadWorker::removePart() {
    m_part.close();
    QFile::remove(m_goal.path + QStringLiteral(".part"));
    QFile::remove(validatorPath(m_goal.path));
}

QString DownloadWorker::networkSentence(QNetworkReply::NetworkError error, const QString& text) const {
    if (error == QNetworkReply::SslHandshakeFailedError)
        return tr("No safe connection to %1: %2. Choose a folder or archive on this computer instead.")
            .arg(m_goal.url.host(), text);
    return tr("No connection to %1. Check the network and start again, or choose a folder or archive on this computer.")
        .arg(m_goal.url.host());
}

}  // namespace prososcope::gui
