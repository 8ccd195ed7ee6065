// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusContext>
#include <QDBusObjectPath>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>

#include "app/gui/live/SleepInhibitor.h"
#include "tests/TestSupport.h"

using prososcope::gui::SleepInhibitor;
using State = SleepInhibitor::State;

namespace {

const QString kSaver = QStringLiteral("org.freedesktop.ScreenSaver");
const QString kSession = QStringLiteral("org.gnome.SessionManager");
const QString kPortal = QStringLiteral("org.freedesktop.portal.Desktop");

}  // namespace

/// A desktop's screen saver.
class FakeSaver : public QObject, protected QDBusContext {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.ScreenSaver")
public:
    QList<uint> held;
    QString program, reason;
    uint next = 17;
    bool refuses = false;
    bool slow = false;  ///< answers when `answer` is called
    QList<QDBusMessage> waiting;

    void answer() {
        for (const auto& call : waiting) QDBusConnection(QStringLiteral("desktop")).send(call.createReply(take()));
        waiting.clear();
    }

public Q_SLOTS:
    uint Inhibit(const QString& application, const QString& why) {
        program = application;
        reason = why;
        if (refuses) {
            sendErrorReply(QDBusError::AccessDenied, QStringLiteral("not here"));
            return 0;
        }
        if (slow) {
            setDelayedReply(true);
            waiting.append(message());
            return 0;
        }
        return take();
    }
    void UnInhibit(uint cookie) { held.removeOne(cookie); }

private:
    uint take() {
        held.append(next);
        return next++;
    }
};

class FakeSession : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.gnome.SessionManager")
public:
    QList<uint> held;
    uint flags = 0;

public Q_SLOTS:
    uint Inhibit(const QString& /*application*/, uint /*window*/, const QString& /*why*/, uint what) {
        flags = what;
        held.append(99);
        return 99;
    }
    void Uninhibit(uint cookie) { held.removeOne(cookie); }
};

/// A request of the portal, which is its own object.
class FakeRequest : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Request")
public:
    int closed = 0;
public Q_SLOTS:
    void Close() { ++closed; }
};

class FakePortal : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Inhibit")
public:
    uint flags = 0;
    QString reason;
public Q_SLOTS:
    QDBusObjectPath Inhibit(const QString& /*window*/, uint what, const QVariantMap& options) {
        flags = what;
        reason = options.value(QStringLiteral("reason")).toString();
        return QDBusObjectPath(QStringLiteral("/org/freedesktop/portal/desktop/request/1"));
    }
};

/// Keeping the screen lit, against services of a bus of the test's own.
class TestSleepInhibitor : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QProcess m_daemon;
    QString m_address;

    static QDBusConnection desktop() { return QDBusConnection(QStringLiteral("desktop")); }

    static void offer(const QString& service, const QString& path, QObject* object) {
        QVERIFY(desktop().registerObject(path, object, QDBusConnection::ExportAllSlots));
        QVERIFY(desktop().registerService(service));
    }
    static void withdraw(const QString& service, const QString& path) {
        desktop().unregisterService(service);
        desktop().unregisterObject(path);
    }
    static void offerSaver(QObject* object) { offer(kSaver, QStringLiteral("/org/freedesktop/ScreenSaver"), object); }
    static void withdrawSaver() { withdraw(kSaver, QStringLiteral("/org/freedesktop/ScreenSaver")); }

private Q_SLOTS:
    /// A bus without anything that it could start.
    void initTestCase() {
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        const QString program = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
        if (program.isEmpty()) QSKIP("needs dbus-daemon, which is absent here");
        QFile config(m_folder.filePath("bus.conf"));
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write(
            "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>"
            "<policy context='default'><allow send_destination='*'/><allow receive_sender='*'/><allow own='*'/></policy>"
            "</busconfig>");
        config.close();
        m_daemon.start(program, {"--nofork", "--print-address=1", "--config-file=" + config.fileName()});
        QVERIFY(m_daemon.waitForReadyRead(10000));
        m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
        QVERIFY(QDBusConnection::connectToBus(m_address, QStringLiteral("desktop")).isConnected());
    }
    void cleanupTestCase() {
        QDBusConnection::disconnectFromBus(QStringLiteral("desktop"));
        m_daemon.kill();
        m_daemon.waitForFinished(5000);
    }

    void withoutABusItSaysSo() {
        SleepInhibitor sleep;
        QSignalSpy changed(&sleep, &SleepInhibitor::stateChanged);
        QVERIFY(sleep.state() == State::Off);
        sleep.start("a show");
        QVERIFY(sleep.state() == State::Refused);
        QCOMPARE(changed.count(), 1);
        sleep.stop();
        QVERIFY(sleep.state() == State::Off);
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_address.toUtf8());  // from now on there is one
    }

    void withoutAServiceItSaysSo() {
        SleepInhibitor sleep;
        sleep.start("a show");
        QVERIFY(sleep.state() == State::Asking);  // nothing waited
        QTRY_VERIFY(sleep.state() == State::Refused);
        QVERIFY(sleep.service().isEmpty());
    }

    void holdsAndLetsGo() {
        FakeSaver saver;
        offerSaver(&saver);
        {
            SleepInhibitor sleep;
            sleep.start("a show");
            QTRY_VERIFY(sleep.state() == State::Held);
            QCOMPARE(sleep.service(), kSaver);
            QCOMPARE(saver.held, QList<uint>{17});
            QCOMPARE(saver.reason, QString("a show"));
            QVERIFY(!saver.program.isEmpty());
            sleep.start("once more");
            sleep.stop();
            QVERIFY(sleep.state() == State::Off);
            QTRY_COMPARE(saver.held, QList<uint>());
            sleep.start("again");
            QTRY_COMPARE(saver.held, QList<uint>{18});
            QTRY_VERIFY(sleep.state() == State::Held);
        }
        QTRY_COMPARE(saver.held, QList<uint>());  // by the destructor
        withdrawSaver();
    }

    /// The answer to a question that was taken back is let go as well, also when the asker is gone.
    void aLateAnswerIsLetGo() {
        FakeSaver saver;
        saver.slow = true;
        offerSaver(&saver);
        {
            SleepInhibitor sleep;
            sleep.start("a show");
            QTRY_COMPARE(saver.waiting.size(), 1);
            sleep.stop();
            saver.answer();
            QCOMPARE(saver.held.size(), 1);
            QTRY_COMPARE(saver.held.size(), 0);
            QVERIFY(sleep.state() == State::Off);
            sleep.start("a show");
            QTRY_COMPARE(saver.waiting.size(), 1);
        }
        saver.answer();
        QCOMPARE(saver.held.size(), 1);
        QTRY_COMPARE(saver.held.size(), 0);
        withdrawSaver();
    }

    void theNextServiceIsAskedWhereOneRefuses() {
        FakeSaver saver;
        saver.refuses = true;
        FakeSession session;
        offerSaver(&saver);
        offer(kSession, "/org/gnome/SessionManager", &session);
        SleepInhibitor sleep;
        sleep.start("a show");
        QTRY_VERIFY(sleep.state() == State::Held);
        QCOMPARE(sleep.service(), kSession);
        QCOMPARE(session.held, QList<uint>{99});
        QCOMPARE(session.flags, 8U);
        sleep.stop();
        QTRY_COMPARE(session.held, QList<uint>());
        withdraw(kSession, "/org/gnome/SessionManager");
        withdrawSaver();
    }

    void thePortalIsTheLast() {
        FakePortal portal;
        FakeRequest request;
        QVERIFY(
            desktop().registerObject("/org/freedesktop/portal/desktop/request/1", &request, QDBusConnection::ExportAllSlots));
        offer(kPortal, "/org/freedesktop/portal/desktop", &portal);
        SleepInhibitor sleep;
        sleep.start("a show");
        QTRY_VERIFY(sleep.state() == State::Held);
        QCOMPARE(sleep.service(), kPortal);
        QCOMPARE(portal.flags, 8U);
        QCOMPARE(portal.reason, QString("a show"));
        sleep.stop();
        QTRY_COMPARE(request.closed, 1);
        desktop().unregisterObject("/org/freedesktop/portal/desktop/request/1");
        withdraw(kPortal, "/org/freedesktop/portal/desktop");
    }

    /// A screen saver that is restarted has forgotten; where none comes back, that is said.
    void aServiceThatLeavesIsReplaced() {
        FakeSaver saver;
        FakeSession session;
        offerSaver(&saver);
        SleepInhibitor sleep;
        sleep.start("a show");
        QTRY_COMPARE(sleep.service(), kSaver);
        offer(kSession, "/org/gnome/SessionManager", &session);
        withdrawSaver();
        QTRY_COMPARE(sleep.service(), kSession);
        QCOMPARE(session.held.size(), 1);
        withdraw(kSession, "/org/gnome/SessionManager");
        QTRY_VERIFY(sleep.state() == State::Refused);
    }
};

QTEST_GUILESS_MAIN(TestSleepInhibitor)
#include "TestSleepInhibitor.moc"
