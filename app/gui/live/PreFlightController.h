// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <filesystem>
#include <span>

#include "engine/live/PreFlight.h"

namespace prososcope::gui {

class PreFlightList;
class PresentWindow;
class SleepInhibitor;

/// Runs the list before a presentation: brings sound, results, screen, screen saver and battery together, shows them four
/// times a second, and opens the presentation or leaves it. The screen is kept lit from the list on until the presentation
/// ends. The battery is read on a thread of its own. GUI thread; the three are the caller's and outlive it.
class PreFlightController : public QObject {
    Q_OBJECT
public:
    PreFlightController(PreFlightList* list, PresentWindow* window, SleepInhibitor* sleep, QObject* parent = nullptr);

    /// The list is about to be shown: forgets what was known, asks the desktop to keep the screen lit.
    void start();
    /// Without the list, or after it: straight to the presentation.
    void present();
    /// Leaves the list and the presentation.
    void stop();
    [[nodiscard]] bool isChecking() const { return m_timer.isActive(); }

    /// As they come, from Live; nothing is done with them while no list is shown.
    void addSound(std::span<const float> mono, double rateHz);
    void addResult(const live::LiveResult& result);
    [[nodiscard]] const live::PreFlight& preFlight() const { return m_checks; }
    /// Where the kernel tells of batteries; for tests.
    void setPowerFolder(const std::filesystem::path& folder) { m_powerFolder = folder; }

Q_SIGNALS:
    /// The list may go: the presentation has begun (began) or was called off.
    void finished(bool began);

private:
    void show();
    void readPower();
    void keepLit();

    live::PreFlight m_checks;
    PreFlightList* m_list;
    PresentWindow* m_window;
    SleepInhibitor* m_sleep;
    QTimer m_timer;
    int m_rounds = 0;
    bool m_readingPower = false;
    std::filesystem::path m_powerFolder = "/sys/class/power_supply";
};

}  // namespace prososcope::gui
