// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>

#include "app/gui/train/Downloader.h"

namespace prososcope::gui {

/// The part of a Downloader that lives on its thread: request, .part file, checksum. Every start ends in exactly one of
/// `finished`, `failed` and `cancelled`.
class DownloadWorker : public QObject {
    Q_OBJECT
public:
    DownloadWorker();
    ~DownloadWorker() override;

public Q_SLOTS:
    void start(const prososcope::gui::DownloadGoal& goal, const std::stop_token& stop);
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
    void endWith(const QString& sentence);
    void writeValidator(const QByteArray& validator);
    [[nodiscard]] QByteArray readValidator() const;
    void removePart();
    [[nodiscard]] QString networkSentence(QNetworkReply::NetworkError error, const QString& text) const;

    QNetworkAccessManager* m_manager = nullptr;
    QNetworkReply* m_reply = nullptr;
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
