// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/live/PresentScreen.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QLocale>
#include <QScreen>
#include <algorithm>

namespace prososcope::gui {

QString ScreenKey::title() const {
    const QString display = QString(manufacturer + QLatin1Char(' ') + model).simplified();
    if (!display.isEmpty()) return display;
    return name.isEmpty() ? QCoreApplication::translate("PresentScreen", "Screen") : name;
}

QJsonObject ScreenKey::toJson() const {
    return {{QStringLiteral("name"), name},
            {QStringLiteral("manufacturer"), manufacturer},
            {QStringLiteral("model"), model},
            {QStringLiteral("serial"), serial}};
}

ScreenKey ScreenKey::fromJson(const QJsonObject& object) {
    const auto text = [&](const char* key) { return object.value(QLatin1String(key)).toString(); };
    return {text("name"), text("manufacturer"), text("model"), text("serial")};
}

QString PresentScreen::label() const {
    const QLocale locale;
    const QString display = key.title();
    const QString size = QCoreApplication::translate("PresentScreen", "%1 x %2")
                             .arg(QString::number(pixels.width()), QString::number(pixels.height()));
    if (display == key.name || key.name.isEmpty())
        return QCoreApplication::translate("PresentScreen", "%1, %2").arg(display, size);
    return QCoreApplication::translate("PresentScreen", "%1 (%2), %3").arg(display, key.name, size);
}

QList<PresentScreen> connectedScreens() {
    QList<PresentScreen> screens;
    for (const QScreen* screen : QGuiApplication::screens()) {
        const QSize pixels = (QSizeF(screen->size()) * screen->devicePixelRatio()).toSize();
        screens.append({{screen->name(), screen->manufacturer(), screen->model(), screen->serialNumber()},
                        screen->geometry(),
                        pixels,
                        screen == QGuiApplication::primaryScreen()});
    }
    return screens;
}

ScreenChoice chooseScreen(const QList<PresentScreen>& screens, const ScreenKey& remembered, int home) {
    if (screens.isEmpty()) return {-1, false, !remembered.isEmpty()};
    if (!remembered.isEmpty()) {
        const auto find = [&](const auto& matches) {
            const auto found = std::find_if(screens.begin(), screens.end(), matches);
            return found == screens.end() ? -1 : static_cast<int>(found - screens.begin());
        };
        int index = find([&](const PresentScreen& screen) { return screen.key == remembered; });
        if (index < 0 && !remembered.serial.isEmpty()) {
            ScreenKey display = remembered;
            index = find([&](const PresentScreen& screen) {
                display.name = screen.key.name;
                return screen.key == display;
            });
        }
        if (index >= 0) return {index, true, false};
    }
    ScreenChoice choice{0, false, !remembered.isEmpty()};
    if (screens.size() > 1 && home == 0) choice.index = 1;
    if (screens.size() == 1) choice.index = 0;
    return choice;
}

}  // namespace prososcope::gui
