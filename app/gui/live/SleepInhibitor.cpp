// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/live/SleepInhibitor.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCall>
#include <QDBusPendingCallWatcher>
#include <QDBusServiceWatcher>
#include <QPointer>
#include <QThreadPool>
#include <QVariantMap>
#include <array>

namespace prososcope::gui {

namespace {

constexpr int kAnswerMilliseconds = 3000;
constexpr uint kIdle = 8;  ///< of SessionManager's and the portal's flags: the session is not marked as idle

struct Service {
    const char* name;
    const char* path;
    const char* interface;
};
constexpr std::array<Service, 3> kServices{
    {{"org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"},
     {"org.gnome.SessionManager", "/org/gnome/SessionManager", "org.gnome.SessionManager"},
     {"org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Inhibit"}}};
constexpr int kScreenSaver = 0;
constexpr int kSessionManager = 1;
constexpr int kPortal = 2;
constexpr int kCandidates = static_cast<int>(kServices.size());

QDBusMessage callOf(int candidate, const char* method) {
    const auto& service = kServices[static_cast<std::size_t>(candidate)];
    return QDBusMessage::createMethodCall(QLatin1String(service.name), QLatin1String(service.path),
                                          QLatin1String(service.interface), QLatin1String(method));
}

QDBusMessage inhibitCall(int candidate, const QString& reason) {
    QDBusMessage call = callOf(candidate, "Inhibit");
    const QString program = QCoreApplication::applicationName();
    switch (candidate) {
        case kScreenSaver:
            call << program << reason;
            break;
        case kSessionManager:
            call << program << 0U << reason << kIdle;
            break;
        case kPortal:
            call << QString() << kIdle << QVariantMap{{QStringLiteral("reason"), reason}};
            break;
        default:
            break;
    }
    return call;
}

}  // namespace

SleepInhibitor::SleepInhibitor(QObject* parent) : QObject(parent), m_watcher(new QDBusServiceWatcher(this)) {
    m_watcher->setWatchMode(QDBusServiceWatcher::WatchForUnregistration);
    connect(m_watcher, &QDBusServiceWatcher::serviceUnregistered, this, [this] {
        if (m_state != State::Held) return;
        m_ticket = {};
        setState(State::Asking);
        ask(0);
    });
}

SleepInhibitor::~SleepInhibitor() { release(); }

QString SleepInhibitor::service() const {
    return m_state == State::Held ? QLatin1String(kServices[static_cast<std::size_t>(m_candidate)].name) : QString();
}

void SleepInhibitor::setState(State state) {
    if (state == m_state) return;
    m_state = state;
    Q_EMIT stateChanged();
}

void SleepInhibitor::start(const QString& reason) {
    if (m_state == State::Asking || m_state == State::Held) return;
    m_reason = reason;
    ++m_turn;
    if (!qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS")) {
        setState(State::Refused);
        return;
    }
    setState(State::Asking);
    const QPointer<SleepInhibitor> self(this);
    QThreadPool::globalInstance()->start([self, turn = m_turn] {
        QDBusConnection::sessionBus();  // connects, which may take its time
        QMetaObject::invokeMethod(
            qApp,
            [self, turn] {
                if (self && self->m_turn == turn) self->ask(0);
            },
            Qt::QueuedConnection);
    });
}

void SleepInhibitor::ask(int candidate) {
    auto bus = QDBusConnection::sessionBus();
    if (candidate >= kCandidates || !bus.isConnected()) {
        setState(State::Refused);
        return;
    }
    m_candidate = candidate;
    // Not a child: an answer that comes when nobody wants it any more must still be let go.
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(inhibitCall(candidate, m_reason), kAnswerMilliseconds));
    const QPointer<SleepInhibitor> self(this);
    connect(watcher, &QDBusPendingCallWatcher::finished, watcher,
            [self, candidate, turn = m_turn](QDBusPendingCallWatcher* done) {
                const QDBusMessage reply = done->reply();
                done->deleteLater();
                const bool agreed = reply.type() == QDBusMessage::ReplyMessage && !reply.arguments().isEmpty();
                const bool wanted = self && self->m_turn == turn;
                if (agreed && !wanted) releaseOne(candidate, reply.arguments().constFirst());
                if (!wanted) return;
                if (agreed)
                    self->hold(reply.arguments().constFirst());
                else
                    self->ask(candidate + 1);
            });
}

void SleepInhibitor::hold(const QVariant& ticket) {
    m_ticket = ticket;
    auto bus = QDBusConnection::sessionBus();
    m_watcher->setConnection(bus);
    m_watcher->setWatchedServices({QLatin1String(kServices[static_cast<std::size_t>(m_candidate)].name)});
    setState(State::Held);
}

void SleepInhibitor::stop() {
    ++m_turn;
    release();
    setState(State::Off);
}

void SleepInhibitor::release() {
    m_watcher->setWatchedServices({});
    if (m_state == State::Held && m_ticket.isValid()) releaseOne(m_candidate, m_ticket);
    m_ticket = {};
}

/// Nobody waits for the answer: there is nothing to be done about a refusal.
void SleepInhibitor::releaseOne(int candidate, const QVariant& ticket) {
    auto bus = QDBusConnection::sessionBus();
    if (candidate == kPortal) {
        const QString path = ticket.value<QDBusObjectPath>().path();
        bus.send(QDBusMessage::createMethodCall(QLatin1String(kServices[kPortal].name), path,
                                                QStringLiteral("org.freedesktop.portal.Request"), QStringLiteral("Close")));
        return;
    }
    QDBusMessage call = callOf(candidate, candidate == kScreenSaver ? "UnInhibit" : "Uninhibit");
    call << ticket.toUInt();
    bus.send(call);
}

}  // namespace prososcope::gui
