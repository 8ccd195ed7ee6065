// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QActionGroup;
class QLabel;
class QMenu;
class QSlider;
class QToolButton;

namespace prososcope::gui {

class ActionRegistry;
class PlaybackController;

/// Two buttons of the transport bar: the speed, and the sound output with volume, automatic level and the device by name.
/// Devices are looked for whenever the menu opens. Borrows the controller. GUI thread.
class PlaybackControls : public QWidget {
    Q_OBJECT
public:
    PlaybackControls(ActionRegistry* actions, PlaybackController* controller, QWidget* parent = nullptr);

    [[nodiscard]] QMenu* outputMenu() const { return m_outputMenu; }
    [[nodiscard]] QMenu* speedMenu() const { return m_speedMenu; }
    /// Lets the output menu drop down at its button, for the keyboard.
    void openOutputMenu();

private:
    void fillSpeeds();
    void fillDevices();
    void refresh();
    [[nodiscard]] static QString speedText(double speed);

    PlaybackController* m_controller;
    QToolButton* m_speed;
    QToolButton* m_output;
    QMenu* m_speedMenu;
    QMenu* m_outputMenu;
    QActionGroup* m_speeds;
    QActionGroup* m_devices;
    QSlider* m_volume;
    QLabel* m_volumeText;
};

}  // namespace prososcope::gui
