// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <memory>
#include <optional>

class QLocalServer;
class QLocalSocket;
class QLockFile;

namespace prososcope::gui {

/// A second start of the program hands its files to the first: a local socket in the user's own runtime folder, one for each
/// data folder and workspace. The socket of a program that crashed is replaced. What comes in is only a list of paths,
/// bounded in size and time, from processes of the same user; anything else is dropped without an answer. GUI thread.
class SingleInstance : public QObject {
    Q_OBJECT
public:
    static constexpr qsizetype kMostBytes = qsizetype{1} << 20;
    static constexpr int kMostPaths = 1000;

    /// `key` names what is shared, such as data folder and workspace.
    explicit SingleInstance(const QString& key, QObject* parent = nullptr);
    ~SingleInstance() override;

    /// To the program that runs already: true where it took them. Waits for it at most two seconds, before any window.
    [[nodiscard]] bool handOver(const QStringList& paths);
    /// From now on takes what others hand over. False where another program serves, or no socket can be made: then this one
    /// runs alone.
    bool serve();
    [[nodiscard]] QString socketPath() const { return m_path; }
    /// The paths of a message, or nothing where it is none.
    [[nodiscard]] static std::optional<QStringList> parse(const QByteArray& message);

Q_SIGNALS:
    /// Absolute paths; none where the program was started without any.
    void received(const QStringList& paths);

private:
    void accept();
    void read(QLocalSocket* socket);

    QString m_path;
    std::unique_ptr<QLockFile> m_lock;
    QLocalServer* m_server = nullptr;
};

}  // namespace prososcope::gui
