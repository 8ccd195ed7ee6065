// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QThread>
#include <QUrl>
#include <stop_token>

namespace prososcope::gui {

class DownloadWorker;

/// What to fetch, and how the complete file is known to be the right one.
struct DownloadGoal {
    QUrl url;
    QString path;      ///< where the complete file is put; it grows as `path`.part until then
    qint64 bytes = 0;  ///< its size
    // Sums of the complete file, lower-case hexadecimal; those that are empty are not checked.
    QString md5;
    QString sha256;
    QString gitBlob;  ///< SHA-1 of the file as an object of git
};

/// Fetches one file by HTTPS (redirects never to something less safe, the system's proxy) and checks its size and sums.
/// A file that is there already and the right one is not fetched again. A broken or cancelled download keeps its .part file;
/// the next start asks for the rest (Range with If-Range) and begins anew where the server sends the whole or another file. A
/// file with the wrong checksum is deleted. Network, disk and checksum are on a thread of its own; the signals come on the
/// owner's thread, `progress` at most 30 times a second. One download at a time; the destructor cancels and joins. Certificates
/// are checked; nothing is sent but the request.
class Downloader : public QObject {
    Q_OBJECT
public:
    explicit Downloader(QObject* parent = nullptr);
    ~Downloader() override;

    void start(const DownloadGoal& goal);  ///< does nothing while one is running
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_running; }

Q_SIGNALS:
    void progress(qint64 received, qint64 total);
    void checking();  ///< all bytes are here, the checksum is being computed
    void finished(const QString& path);
    void failed(const QString& sentence);
    void cancelled();

private:
    void end();

    QThread m_thread;
    DownloadWorker* m_worker = nullptr;  // lives on m_thread
    std::stop_source m_stop;
    bool m_running = false;
};

}  // namespace prososcope::gui
