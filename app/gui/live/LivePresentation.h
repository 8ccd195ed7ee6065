// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QJsonObject>
#include <QObject>
#include <QPointer>
#include <memory>

#include "app/gui/live/PresentWindow.h"
#include "app/gui/live/SleepInhibitor.h"
#include "engine/live/LiveRecogniser.h"

namespace prososcope::gui {

class LiveDisplay;
class PreFlightController;
struct LiveFacts;
struct LiveSound;

/// Live before an audience: the list that goes before, the window on the other screen, and the desktop's screen saver. GUI
/// thread.
class LivePresentation : public QObject {
    Q_OBJECT
public:
    /// owner: a widget of the window with the controls, over which the list opens.
    explicit LivePresentation(QWidget* owner, ScreenList screens = connectedScreens);
    ~LivePresentation() override;

    /// Opens the list; where it is open, or an audience looks, ends both.
    void toggle();
    [[nodiscard]] bool isPresenting() const { return m_window->isPresenting(); }
    /// The display on the other screen; it is made once.
    [[nodiscard]] LiveDisplay* display() const { return m_display; }
    [[nodiscard]] PresentWindow* window() const { return m_window.get(); }
    [[nodiscard]] QDialog* list() const { return m_list; }  ///< null where it is not open

    /// As they come.
    void addSound(const LiveSound& sound);
    void addResult(const live::LiveResult& result);

    [[nodiscard]] QJsonObject saveState() const { return m_window->saveState(); }
    void restoreState(const QJsonObject& state) { m_window->restoreState(state); }

Q_SIGNALS:
    void remark(const QString& sentence);
    /// An audience looks, or no longer.
    void presentingChanged();

private:
    void openList();

    QPointer<QWidget> m_owner;
    std::unique_ptr<PresentWindow> m_window;
    LiveDisplay* m_display;  ///< the window's
    SleepInhibitor m_sleep;
    QPointer<QDialog> m_list;
    QPointer<PreFlightController> m_checks;
};

}  // namespace prososcope::gui
