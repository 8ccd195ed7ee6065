// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include "app/gui/live/PresentScreen.h"

namespace prososcope::gui {

/// The audience's window: full screen on a chosen screen, with nothing on it but the content; neither menu, message, tooltip,
/// focus mark nor, two seconds after its last move, the cursor. Esc and F11 leave it, and it goes with its owner's window.
/// The screen is chosen from those that are connected and remembered (`saveState`). While one presents:
/// - where the screen is unplugged, the window hides and waits for it, `isWaiting`; it comes back with the screen. It does not
///   jump over the controls;
/// - where another screen is chosen, it moves there.
/// Where the remembered screen is not there at the beginning, the other one is used, and `remark` says so first. GUI thread.
class PresentWindow : public QWidget {
    Q_OBJECT
public:
    static constexpr int kCursorMilliseconds = 2000;

    /// owner: a widget of the window with the controls. The caller owns this window, which has no parent, so that it is
    /// neither minimised nor raised with the controls.
    explicit PresentWindow(QWidget* owner, ScreenList screens = connectedScreens);

    /// What is shown, owned from now on; what was shown before is deleted. It gets no mouse and no focus.
    void setContent(QWidget* content);
    [[nodiscard]] QWidget* content() const { return m_content; }

    [[nodiscard]] QList<PresentScreen> screens() const { return m_list; }
    /// Where it would open now, or is.
    [[nodiscard]] ScreenChoice choice() const;
    /// The screen that was chosen, whether connected or not; empty where none ever was.
    [[nodiscard]] ScreenKey remembered() const { return m_remembered; }
    /// Chooses one of `screens` by its place.
    void choose(int index);

    void begin();
    void end();
    /// Also while it waits for its screen.
    [[nodiscard]] bool isPresenting() const { return m_presenting; }
    [[nodiscard]] bool isWaiting() const { return m_presenting && m_waiting; }

    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);
    /// Looks at the screens again; called by itself when Qt tells of a change.
    void lookAtScreens();

Q_SIGNALS:
    void begun();
    void ended();
    /// The list, the choice, or whether it waits.
    void screensChanged();
    /// A sentence for the person at the controls.
    void remark(const QString& sentence);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    bool focusNextPrevChild(bool /*next*/) override { return false; }
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] int home() const;
    [[nodiscard]] bool isConnected(const ScreenKey& key) const;
    void openOn(int index);
    void lookSoon();

    ScreenList m_screens;
    QPointer<QWidget> m_owner;
    QPointer<QWidget> m_content;
    QList<PresentScreen> m_list;
    ScreenKey m_remembered;
    ScreenKey m_current;  ///< where it presents
    QRect m_place;        ///< that screen's
    bool m_presenting = false;
    bool m_waiting = false;
    QTimer m_cursor;
    QTimer m_look;  ///< several screens change at once
};

}  // namespace prososcope::gui
