// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QRect>
#include <QString>
#include <functional>

namespace prososcope::gui {

/// What a screen is known by from start to start: the socket's name and what the display says of itself. A value.
struct ScreenKey {
    QString name;  ///< "HDMI-1"
    QString manufacturer, model, serial;
    [[nodiscard]] bool isEmpty() const { return name.isEmpty() && model.isEmpty() && serial.isEmpty(); }
    /// As a sentence names it: "Epson EB-2250U", or the socket where the display says nothing.
    [[nodiscard]] QString title() const;
    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static ScreenKey fromJson(const QJsonObject& object);  ///< empty where it is none
    bool operator==(const ScreenKey&) const = default;
};

/// A screen that is connected now.
struct PresentScreen {
    ScreenKey key;
    QRect geometry;  ///< on the desktop, in logical pixels
    QSize pixels;    ///< of the device
    bool isPrimary = false;
    /// As a list names it: "Epson EB-2250U (HDMI-1), 1920 x 1200".
    [[nodiscard]] QString label() const;
};

/// Gives the screens that are connected, the desktop's first one first. Tests give their own.
using ScreenList = std::function<QList<PresentScreen>()>;
[[nodiscard]] QList<PresentScreen> connectedScreens();

/// Where a presentation opens.
struct ScreenChoice {
    int index = -1;             ///< in the list; -1 of an empty one
    bool isRemembered = false;  ///< it is the one that was chosen
    bool isMissing = false;     ///< one was chosen, and is not connected
};
/// The remembered screen where it is connected (the same display on another socket counts where it tells its serial number);
/// else, where there are several, the first that is not `home`, the one with the controls; else the only one. home: index.
[[nodiscard]] ScreenChoice chooseScreen(const QList<PresentScreen>& screens, const ScreenKey& remembered, int home);

}  // namespace prososcope::gui
