// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <filesystem>
#include <memory>
#include <optional>

#include "engine/audio/Player.h"

namespace prososcope::gui {

/// Plays one utterance of a list at a time; the device is opened at the first one. Which row plays is the list's to remember.
/// GUI thread.
class UtterancePlayer : public QObject {
    Q_OBJECT
public:
    explicit UtterancePlayer(QObject* parent = nullptr);

    /// In place of what plays. `endSeconds` below 0: to the end.
    void play(const std::filesystem::path& path, double startSeconds, double endSeconds);
    void stop();
    [[nodiscard]] bool isPlaying() const { return m_poll.isActive(); }
    /// The moment being heard now, in seconds of the file; nothing before it is heard.
    [[nodiscard]] std::optional<double> positionSeconds() const;

Q_SIGNALS:
    /// What played has ended, or was stopped.
    void stopped();
    /// Why it ended early, translated.
    void problem(const QString& sentence);

private:
    void poll();

    std::unique_ptr<audio::Player> m_player;
    QTimer m_poll;
};

}  // namespace prososcope::gui
