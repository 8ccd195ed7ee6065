// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <functional>

class QWidget;

namespace prososcope::gui {

/// Tells a person who works in another window that a training has ended: a notification of the desktop
/// (org.freedesktop.Notifications over the session bus), else the window asks for attention. Says nothing while the window is
/// active. GUI thread; the bus is connected to on a thread of its own, which may take its time.
class EndNotice : public QObject {
    Q_OBJECT
public:
    /// Shows a notification, or calls `otherwise` on the GUI thread where there is nobody who would.
    using Show = std::function<void(const QString& title, const QString& text, std::function<void()> otherwise)>;

    explicit EndNotice(QWidget* page);
    void setShow(Show show) { m_show = std::move(show); }
    void setEnabled(bool enabled) { m_enabled = enabled; }
    [[nodiscard]] bool isEnabled() const { return m_enabled; }
    void tell(const QString& title, const QString& text);

private:
    QWidget* m_page;
    Show m_show;
    bool m_enabled = true;
};

}  // namespace prososcope::gui
