// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QObject>
#include <QPointer>

#include "app/gui/Downloader.h"
#include "app/gui/models/HubListing.h"

namespace prososcope::gui {

/// Fetches a repository of a hub into a folder: asks for its files (Qt Network, the system's proxy), then takes one after the
/// other with a Downloader, so that a broken download goes on where it stopped and every file has the sum that the hub gives.
/// Each start ends in exactly one of `finished`, `failed` and `cancelled`. One repository at a time. Nothing is sent but the
/// requests. GUI thread, which never waits.
class HubDownload : public QObject {
    Q_OBJECT
public:
    explicit HubDownload(QObject* parent = nullptr);
    ~HubDownload() override;

    /// Does nothing while one is running. The folder is made.
    void start(const QString& hub, const QString& id, const QString& folder);
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_running; }
    /// What is fetched, once it is known.
    [[nodiscard]] const HubListing& listing() const { return m_listing; }

Q_SIGNALS:
    /// The files are known and begin to come.
    void listed(int files, qint64 bytes);
    void progress(qint64 received, qint64 total, const QString& file);
    void checking(const QString& file);
    void finished(const QString& folder);
    void failed(const QString& sentence);
    void cancelled();

private:
    void readAnswer();
    void next();
    void endWith(const QString& sentence);
    [[nodiscard]] QString listingSentence(QNetworkReply::NetworkError error, int status, const QString& text) const;
    [[nodiscard]] QString spaceProblem() const;

    QNetworkAccessManager* m_manager = nullptr;
    QPointer<QNetworkReply> m_reply;
    Downloader m_files;
    QString m_hub, m_id, m_folder;
    HubListing m_listing;
    qsizetype m_at = 0;   ///< the file that is being fetched
    qint64 m_before = 0;  ///< bytes of the files before it
    bool m_running = false;
    bool m_stopping = false;
};

}  // namespace prososcope::gui
