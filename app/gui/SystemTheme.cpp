// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/SystemTheme.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCall>
#include <QDBusPendingCallWatcher>
#include <QPointer>
#include <QThreadPool>

namespace prososcope::gui {

namespace {

const QString kService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString kPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString kInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString kGroup = QStringLiteral("org.freedesktop.appearance");
const QString kKey = QStringLiteral("color-scheme");
constexpr int kAnswerMilliseconds = 5000;

bool busIsThere() { return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS"); }

}  // namespace

SystemTheme::SystemTheme(QObject* parent) : QObject(parent) {}

void SystemTheme::start() {
    if (!busIsThere()) return;
    const QPointer<SystemTheme> self(this);
    QThreadPool::globalInstance()->start([self] {
        QDBusConnection::sessionBus();  // connects, which may take its time
        QMetaObject::invokeMethod(
            qApp,
            [self] {
                if (self) self->ask();
            },
            Qt::QueuedConnection);
    });
}

void SystemTheme::ask() {
    auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) return;
    bus.connect(kService, kPath, kInterface, QStringLiteral("SettingChanged"), this,
                SLOT(settingChanged(QString, QString, QDBusVariant)));
    QDBusMessage call = QDBusMessage::createMethodCall(kService, kPath, kInterface, QStringLiteral("Read"));
    call << kGroup << kKey;
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(call, kAnswerMilliseconds), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher* done) {
        const QDBusMessage reply = done->reply();
        if (reply.type() == QDBusMessage::ReplyMessage && !reply.arguments().isEmpty()) take(reply.arguments().constFirst());
        done->deleteLater();
    });
}

void SystemTheme::settingChanged(const QString& group, const QString& key, const QDBusVariant& value) {
    if (group == kGroup && key == kKey) take(value.variant());
}

void SystemTheme::take(const QVariant& value) {
    QVariant inner = value;
    while (inner.canConvert<QDBusVariant>() && inner.metaType() == QMetaType::fromType<QDBusVariant>()) {
        inner = inner.value<QDBusVariant>().variant();
    }
    bool ok = false;
    const uint scheme = inner.toUInt(&ok);
    if (ok && (scheme == 1 || scheme == 2)) Q_EMIT darkChanged(scheme == 1);  // 0: no preference
}

}  // namespace prososcope::gui
