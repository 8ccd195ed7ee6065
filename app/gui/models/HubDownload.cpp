// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/HubDownload.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QStorageInfo>

#include "app/gui/DownloadWorker.h"

namespace prososcope::gui {

namespace {

constexpr int kSilenceMilliseconds = 30000;  // a hub that says nothing for this long is gone
constexpr qint64 kLargestAnswer = 16 << 20;  // of a list of files

QString sizeText(qint64 bytes) { return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat); }

}  // namespace

HubDownload::HubDownload(QObject* parent) : QObject(parent) {
    connect(&m_files, &Downloader::progress, this, [this](qint64 received, qint64) {
        Q_EMIT progress(m_before + received, m_listing.bytes(), m_listing.files.value(m_at).name);
    });
    connect(&m_files, &Downloader::checking, this, [this] { Q_EMIT checking(m_listing.files.value(m_at).name); });
    connect(&m_files, &Downloader::finished, this, [this] {
        m_before += m_listing.files.value(m_at).bytes;
        ++m_at;
        next();
    });
    connect(&m_files, &Downloader::failed, this, &HubDownload::endWith);
    connect(&m_files, &Downloader::cancelled, this, [this] {
        m_running = false;
        Q_EMIT cancelled();
    });
}

HubDownload::~HubDownload() {
    m_files.disconnect(this);
    if (m_reply != nullptr) {
        m_reply->disconnect(this);
        delete m_reply;
    }
}

void HubDownload::start(const QString& hub, const QString& id, const QString& folder) {
    if (m_running) return;
    m_running = true;
    m_stopping = false;
    m_hub = hub;
    m_id = id;
    m_folder = folder;
    m_listing = {};
    m_at = 0;
    m_before = 0;
    QString problem = hubProblem(hub);
    if (problem.isEmpty() && !isRepositoryId(id))
        problem = tr("%1 is no repository of a hub: its name looks like owner/name.").arg(id);
    if (problem.isEmpty() && !QDir().mkpath(folder)) problem = tr("The folder %1 cannot be made.").arg(folder);
    if (!problem.isEmpty()) {  // told later, as all else is
        QMetaObject::invokeMethod(
            this, [this, problem] { endWith(problem); }, Qt::QueuedConnection);
        return;
    }
    if (m_manager == nullptr) {
        m_manager = new QNetworkAccessManager(this);
        m_manager->setProxyFactory(systemProxies());
    }
    QNetworkRequest asked(listingUrl(hub, id));
    asked.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::NoLessSafeRedirectPolicy);
    asked.setTransferTimeout(kSilenceMilliseconds);
    m_reply = m_manager->get(asked);
    m_reply->setReadBufferSize(kLargestAnswer + 1);
    connect(m_reply, &QNetworkReply::readyRead, this, [this] {
        if (m_reply->bytesAvailable() > kLargestAnswer) m_reply->abort();
    });
    connect(m_reply, &QNetworkReply::finished, this, &HubDownload::readAnswer);
}

void HubDownload::readAnswer() {
    QNetworkReply* reply = m_reply;
    m_reply = nullptr;
    reply->deleteLater();
    if (m_stopping) {
        m_running = false;
        Q_EMIT cancelled();
        return;
    }
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (reply->error() != QNetworkReply::NoError || status != 200) {
        endWith(listingSentence(reply->error(), status, reply->errorString()));
        return;
    }
    m_listing = readListing(reply->readAll(), m_id);
    if (m_listing.problem.isEmpty()) m_listing.problem = spaceProblem();
    if (!m_listing.problem.isEmpty()) {
        endWith(m_listing.problem);
        return;
    }
    Q_EMIT listed(static_cast<int>(m_listing.files.size()), m_listing.bytes());
    next();
}

void HubDownload::next() {
    if (!m_running) return;
    if (m_stopping) {
        m_running = false;
        Q_EMIT cancelled();
        return;
    }
    if (m_at == m_listing.files.size()) {
        m_running = false;
        Q_EMIT finished(m_folder);
        return;
    }
    const HubFile& file = m_listing.files.at(m_at);
    DownloadGoal goal;
    goal.url = fileUrl(m_hub, m_id, m_listing.revision, file.name);
    goal.path = QDir(m_folder).filePath(file.name);
    goal.bytes = file.bytes;
    goal.sha256 = file.sha256;
    goal.gitBlob = file.gitBlob;
    m_files.start(goal);
}

void HubDownload::cancel() {
    if (!m_running || m_stopping) return;
    m_stopping = true;
    if (m_reply != nullptr)
        m_reply->abort();  // readAnswer says so
    else
        m_files.cancel();
}

void HubDownload::endWith(const QString& sentence) {
    if (!m_running) return;
    m_running = false;
    Q_EMIT failed(sentence);
}

QString HubDownload::spaceProblem() const {
    qint64 wanted = m_listing.bytes();
    for (const HubFile& file : m_listing.files) {
        const QString path = QDir(m_folder).filePath(file.name);
        wanted -= std::min(file.bytes, std::max(QFileInfo(path).size(), QFileInfo(path + QStringLiteral(".part")).size()));
    }
    const QStorageInfo disk(m_folder);
    if (!disk.isValid() || disk.bytesAvailable() >= wanted) return {};
    return tr("The files need %1 and %2 has %3 left. Make room and start again.")
        .arg(sizeText(wanted), m_folder, sizeText(disk.bytesAvailable()));
}

QString HubDownload::listingSentence(QNetworkReply::NetworkError error, int status, const QString& text) const {
    const QString host = QUrl(m_hub).host();
    if (status == 401 || status == 403 || status == 404)
        return tr("%1 has no public model %2. Look how it is written; models behind a login cannot be fetched here.")
            .arg(host, m_id);
    if (status >= 400) return tr("%1 answers with error %2. Try again later.").arg(host).arg(status);
    if (error == QNetworkReply::SslHandshakeFailedError) return tr("No safe connection to %1: %2.").arg(host, text);
    if (status == 200 || error == QNetworkReply::NoError) return tr("The hub's answer about %1 is no list of files.").arg(m_id);
    return tr("No connection to %1. Check the network and start again, or import a folder that was fetched elsewhere.")
        .arg(host);
}

}  // namespace prososcope::gui
