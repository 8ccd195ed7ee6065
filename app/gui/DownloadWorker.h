// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkProxyFactory>
#include <QNetworkReply>
#include <mutex>
#include <optional>
#include <utility>

#include "app/gui/Downloader.h"

namespace prososcope::gui {

/// Those of the system, asked anew for each request; the manager owns it.
[[nodiscard]] QNetworkProxyFactory* systemProxies();

/// The part of a Downloader that lives on its thread: request, .part file, checksum. Every start ends in exactly one of
/// `finished`, `failed` and `cancelled`.
class DownloadWorker : public QObject {
    Q_OBJECT
public:
    DownloadWorker();
    ~DownloadWorker() override;
    /// Any thread: what the next start() fetches.
    void setGoal(const DownloadGoal& goal, const std::stop_token& stop);

public Q_SLOTS:
    void start();
    void cancel();

Q_SIGNALS:
    void progress(qint64 received, qint64 total);
    void checking();
    void finished(const QString& path);
    void failed(const QString& sentence);
    void cancelled();

private:
    void request();
    void headersArrived();
    void takeBytes();
    void replyEnded();
    void check();
    /// Whether a file has the sums of the goal; nothing where it was cancelled or cannot be read, which is told then.
    [[nodiscard]] std::optional<bool> hasTheSums(const QString& path);
    void endWith(const QString& sentence);
    void writeValidator(const QByteArray& validator);
    [[nodiscard]] QByteArray readValidator() const;
    void removePart();
    [[nodiscard]] QString networkSentence(QNetworkReply::NetworkError error, const QString& text) const;

    QNetworkAccessManager* m_manager = nullptr;
    QNetworkReply* m_reply = nullptr;
    std::mutex m_mutex;
    std::pair<DownloadGoal, std::stop_token> m_next;  // guarded by m_mutex
    DownloadGoal m_goal;
    std::stop_token m_stop;
    QFile m_part;
    QElapsedTimer m_lastReport;
    QString m_problem;  // found while taking bytes; the reply is aborted and this is what is said
    qint64 m_requestedFrom = 0;
    bool m_acceptBytes = false;
    bool m_restarted = false;  // begun anew once after the server refused the range
};

}  // namespace prososcope::gui
