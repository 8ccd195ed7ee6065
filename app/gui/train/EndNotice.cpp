// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/train/EndNotice.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QFileInfo>
#include <QPointer>
#include <QStringList>
#include <QThreadPool>
#include <QVariantMap>
#include <QWidget>

namespace prososcope::gui {

namespace {

constexpr int kAnswerMilliseconds = 3000;

bool busIsThere() {
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS") ||
           QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/bus"));
}

void showOnDesktop(const QString& title, const QString& text, std::function<void()> otherwise) {
    if (!busIsThere()) {
        otherwise();
        return;
    }
    QThreadPool::globalInstance()->start([title, text, otherwise = std::move(otherwise)] {
        auto bus = QDBusConnection::sessionBus();
        bool shown = false;
        if (bus.isConnected()) {
            auto call = QDBusMessage::createMethodCall(
                QStringLiteral("org.freedesktop.Notifications"), QStringLiteral("/org/freedesktop/Notifications"),
                QStringLiteral("org.freedesktop.Notifications"), QStringLiteral("Notify"));
            const auto escaped = text.toHtmlEscaped();  // the body may hold markup
            call << QApplication::applicationDisplayName() << 0U << QStringLiteral("prososcope") << title << escaped
                 << QStringList() << QVariantMap() << -1;
            shown = bus.call(call, QDBus::Block, kAnswerMilliseconds).type() == QDBusMessage::ReplyMessage;
        }
        if (!shown) QMetaObject::invokeMethod(qApp, otherwise, Qt::QueuedConnection);
    });
}

}  // namespace

EndNotice::EndNotice(QWidget* page) : QObject(page), m_page(page), m_show(showOnDesktop) {}

void EndNotice::tell(const QString& title, const QString& text) {
    if (!m_enabled || m_page->isActiveWindow()) return;
    m_show(title, text, [page = QPointer<QWidget>(m_page)] {
        if (page) QApplication::alert(page);
    });
}

}  // namespace prososcope::gui
