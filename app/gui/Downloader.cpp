// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/Downloader.h"

#include "app/gui/DownloadWorker.h"

namespace prososcope::gui {

Downloader::Downloader(QObject* parent) : QObject(parent), m_worker(new DownloadWorker) {
    m_worker->moveToThread(&m_thread);
    m_thread.setObjectName(QStringLiteral("download"));
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &DownloadWorker::progress, this, &Downloader::progress);
    connect(m_worker, &DownloadWorker::checking, this, &Downloader::checking);
    connect(m_worker, &DownloadWorker::finished, this, [this](const QString& path) {
        end();
        Q_EMIT finished(path);
    });
    connect(m_worker, &DownloadWorker::failed, this, [this](const QString& sentence) {
        end();
        Q_EMIT failed(sentence);
    });
    connect(m_worker, &DownloadWorker::cancelled, this, [this] {
        end();
        Q_EMIT cancelled();
    });
}

Downloader::~Downloader() {
    m_stop.request_stop();
    m_worker->disconnect(this);
    if (m_thread.isRunning()) {
        QMetaObject::invokeMethod(m_worker, &DownloadWorker::cancel, Qt::QueuedConnection);
        m_thread.quit();
        m_thread.wait();
    } else {
        delete m_worker;
    }
}

void Downloader::start(const DownloadGoal& goal) {
    if (m_running) return;
    m_running = true;
    m_stop = {};
    if (!m_thread.isRunning()) m_thread.start(QThread::LowPriority);
    m_worker->setGoal(goal, m_stop.get_token());
    QMetaObject::invokeMethod(m_worker, &DownloadWorker::start, Qt::QueuedConnection);
}

void Downloader::cancel() {
    if (!m_running) return;
    m_stop.request_stop();
    QMetaObject::invokeMethod(m_worker, &DownloadWorker::cancel, Qt::QueuedConnection);
}

void Downloader::end() { m_running = false; }

}  // namespace prososcope::gui
