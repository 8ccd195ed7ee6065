// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QObject>
#include <QPointer>
#include <QString>

#include "app/gui/Page.h"

namespace prososcope::gui {

class InspectPage;
class Playback;
class RecordingModel;

/// What the keys, buttons and clicks of playing do in Inspect: what is played of the shown recording, how the view
/// follows, and the settings of playing, which are remembered. It registers the play actions. While playing, the view
/// turns pages at 90 %; once the user has scrolled it stays where it is until the next play. Borrows page and player.
/// GUI thread.
class PlaybackController : public QObject {
    Q_OBJECT
public:
    PlaybackController(const PageContext& context, InspectPage* page, Playback* playback);

    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

    [[nodiscard]] Playback* playback() const { return m_playback; }
    /// Plays a span of the shown recording; `begin`, where not below 0, is where the first turn of a loop begins.
    void playSpan(double start, double end, double begin = -1.0);
    /// The view is being moved by playing, not by the user.
    [[nodiscard]] bool turningPage() const { return m_turning; }
    [[nodiscard]] bool following() const { return m_following; }

    static constexpr double kSpeeds[] = {0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.25, 1.5, 1.75, 2.0};
    [[nodiscard]] static bool canChangeSpeed();
    [[nodiscard]] double speed() const { return m_speed; }
    void setSpeed(double speed);  ///< clamped to 0.5..2; acts at once
    [[nodiscard]] double volume() const { return m_volume; }
    void setVolume(double volume);  ///< 0..1
    [[nodiscard]] bool automaticLevel() const { return m_automaticLevel; }
    void setAutomaticLevel(bool automatic);
    [[nodiscard]] bool loops() const { return m_loop; }
    void setDevice(const QString& label);
    /// Other channels of the shown recording are to be heard.
    void channelsChanged();

Q_SIGNALS:
    /// Speed, volume, level or device were changed.
    void settingsChanged();

private:
    void addActions();
    void togglePlay();
    void playSelection();
    void playWindow();
    void playFromCursor();
    void stopOrClear();
    void stepSpeed(int steps);
    void cursorPlaced();
    void moved(double seconds);
    void turnPage(double seconds);
    void rangeChanged();
    [[nodiscard]] RecordingModel* shown() const;  ///< the open recording in sight, or null

    PageContext m_context;
    InspectPage* m_page;
    Playback* m_playback;
    QPointer<RecordingModel> m_playing;
    bool m_loop = false;
    bool m_onlySelection = false;
    bool m_automaticLevel = true;
    double m_speed = 1.0;
    double m_volume = 1.0;
    bool m_following = false;
    bool m_turning = false;
    bool m_turned = false;   ///< a page was turned since playing began
    double m_spanEnd = 0.0;  ///< of what is played
    double m_spanBefore = 0.0;
    double m_startBefore = 0.0;  ///< of the view as playing began
    double m_endBefore = 0.0;
};

}  // namespace prososcope::gui
