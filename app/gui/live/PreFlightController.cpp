// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/live/PreFlightController.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include "app/gui/live/PreFlightList.h"
#include "app/gui/live/PresentWindow.h"
#include "app/gui/live/SleepInhibitor.h"

namespace prososcope::gui {

namespace {

constexpr int kShowMilliseconds = 250;
constexpr int kPowerRounds = 20;  ///< the battery, every five seconds

live::PreFlightScreen screenOf(const PresentWindow& window) {
    const auto screens = window.screens();
    const ScreenChoice choice = window.choice();
    if (choice.index < 0) return {};
    return {screens[choice.index].label().toStdString(),
            choice.isMissing ? window.remembered().title().toStdString() : std::string(), screens.size() == 1};
}

live::PreFlightSleep sleepOf(const SleepInhibitor& sleep) {
    switch (sleep.state()) {
        case SleepInhibitor::State::Held:
            return live::PreFlightSleep::Held;
        case SleepInhibitor::State::Refused:
            return live::PreFlightSleep::Refused;
        case SleepInhibitor::State::Off:
        case SleepInhibitor::State::Asking:
            break;
    }
    return live::PreFlightSleep::Unknown;
}

}  // namespace

PreFlightController::PreFlightController(PreFlightList* list, PresentWindow* window, SleepInhibitor* sleep, QObject* parent)
    : QObject(parent), m_list(list), m_window(window), m_sleep(sleep) {
    m_timer.setInterval(kShowMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &PreFlightController::show);
    connect(m_sleep, &SleepInhibitor::stateChanged, this, &PreFlightController::show);
    connect(m_window, &PresentWindow::screensChanged, this, &PreFlightController::show);
    connect(m_window, &PresentWindow::ended, m_sleep, &SleepInhibitor::stop);
    connect(m_list, &PreFlightList::begin, this, &PreFlightController::present);
    connect(m_list, &PreFlightList::cancelled, this, &PreFlightController::stop);
}

void PreFlightController::keepLit() { m_sleep->start(tr("An audience is looking at the presentation")); }

void PreFlightController::start() {
    m_checks.reset();
    m_rounds = 0;
    keepLit();
    m_timer.start();
    show();
}

void PreFlightController::present() {
    m_timer.stop();
    keepLit();
    m_window->begin();
    const bool began = m_window->isPresenting();
    if (!began) m_sleep->stop();
    Q_EMIT finished(began);
}

void PreFlightController::stop() {
    m_timer.stop();
    m_window->end();
    m_sleep->stop();
    Q_EMIT finished(false);
}

void PreFlightController::addSound(std::span<const float> mono, double rateHz) {
    if (isChecking()) m_checks.add(mono, rateHz);
}

void PreFlightController::addResult(const live::LiveResult& result) {
    if (isChecking()) m_checks.add(result);
}

void PreFlightController::show() {
    if (!isChecking()) return;
    if (m_rounds++ % kPowerRounds == 0) readPower();
    m_checks.setScreen(screenOf(*m_window));
    m_checks.setSleep(sleepOf(*m_sleep));
    m_list->setItems(m_checks.items());
}

void PreFlightController::readPower() {
    if (m_readingPower) return;
    m_readingPower = true;
    const QPointer<PreFlightController> self(this);
    QThreadPool::globalInstance()->start([self, folder = m_powerFolder] {
        const auto power = live::readPowerSupply(folder);
        QMetaObject::invokeMethod(
            qApp,
            [self, power] {
                if (!self) return;
                self->m_readingPower = false;
                self->m_checks.setPower(power);
                self->show();
            },
            Qt::QueuedConnection);
    });
}

}  // namespace prososcope::gui
