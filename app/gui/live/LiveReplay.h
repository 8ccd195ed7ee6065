// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <memory>

#include "engine/audio/Player.h"
#include "engine/live/LiveMemory.h"

namespace prososcope::gui {

/// Plays what was heard last once more, and says in step with it what was said of it then, so that the display shows the
/// posteriors of that time, frozen, while Live goes on underneath. What plays is heard by an open microphone: who feeds Live
/// from one may want to leave out the results of that time. GUI thread; the device is opened on the player's own thread.
class LiveReplay : public QObject {
    Q_OBJECT
public:
    explicit LiveReplay(QObject* parent = nullptr);
    /// With a device of another kind, for tests.
    explicit LiveReplay(audio::Player::MakeOutput makeOutput, QObject* parent = nullptr);
    ~LiveReplay() override;

    /// From the beginning of `clip`, in place of what plays. A null or empty clip ends at once.
    void play(std::shared_ptr<const live::LiveClip> clip);
    /// The last clip from its beginning.
    void again();
    void stop();
    /// Label of the device to play on; empty for the system's default.
    void setDevice(const QString& label);

    [[nodiscard]] bool isPlaying() const { return m_poll.isActive(); }
    [[nodiscard]] std::shared_ptr<const live::LiveClip> clip() const { return m_clip; }
    /// No device could be opened: the display goes through it all, and nothing is heard.
    [[nodiscard]] bool isSilent() const;

Q_SIGNALS:
    void started();
    /// What is heard now, on the clock of the results; about 30 times a second.
    void moment(double seconds);
    /// The hop that the display shows from now on; null where none was judged yet. Valid as long as the clip.
    void shown(const live::LiveMoment* moment);
    /// Played to its end (finished) or stopped before it.
    void ended(bool finished);
    void problem(const QString& sentence);

private:
    void poll();
    void tell();
    void finish(bool finished);

    audio::Player::MakeOutput m_makeOutput;
    std::unique_ptr<audio::Player> m_player;  ///< made at the first use
    std::string m_device;
    std::shared_ptr<const live::LiveClip> m_clip;
    const live::LiveMoment* m_shown = nullptr;
    bool m_told = false;
    QTimer m_poll;
};

}  // namespace prososcope::gui
