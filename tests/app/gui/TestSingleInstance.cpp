// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLocalServer>
#include <QLocalSocket>
#include <QProcess>
#include <QSignalSpy>
#include <atomic>
#include <thread>

#include "app/gui/SingleInstance.h"
#include "tests/TestSupport.h"

using prososcope::gui::SingleInstance;

/// Files handed to the program that runs already, and what is not taken from strangers.
class TestSingleInstance : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nobodyTakesThem();
    void theFirstTakesThem();
    void onlyOneServes();
    void aDeadSocketIsReplaced();
    void strangersAreDropped_data();
    void strangersAreDropped();
    void theRealProgramHandsOver();

private:
    QTemporaryDir m_folder;
    int m_number = 0;
    [[nodiscard]] QString key() { return m_folder.path() + QString::number(++m_number); }
};

void TestSingleInstance::initTestCase() {
    QFile::setPermissions(m_folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    qputenv("XDG_RUNTIME_DIR", m_folder.path().toUtf8());
}

void TestSingleInstance::nobodyTakesThem() {
    SingleInstance instance(key());
    QVERIFY(!instance.handOver({"/a.wav"}));
}

void TestSingleInstance::theFirstTakesThem() {
    const QString same = key();
    SingleInstance first(same);
    QVERIFY(first.serve());
    QSignalSpy received(&first, &SingleInstance::received);
    const QStringList paths{"/tmp/ä b.wav", "/tmp/c\nd.wav"};
    std::atomic<bool> taken = false;
    std::jthread second([&] { taken = SingleInstance(same).handOver(paths); });
    QTRY_COMPARE(received.size(), 1);
    second.join();
    QVERIFY(taken);
    QCOMPARE(received[0][0].toStringList(), paths);
}

void TestSingleInstance::onlyOneServes() {
    const QString same = key();
    auto first = std::make_unique<SingleInstance>(same);
    QVERIFY(first->serve());
    SingleInstance second(same);
    QVERIFY(!second.serve());
    SingleInstance other(key());
    QVERIFY(other.serve());
    first.reset();
    QVERIFY(second.serve());
}

void TestSingleInstance::aDeadSocketIsReplaced() {
    SingleInstance instance(key());
    QFile leftover(instance.socketPath());
    QVERIFY(leftover.open(QIODevice::WriteOnly));
    leftover.close();
    QVERIFY(!instance.handOver({"/a.wav"}));
    QVERIFY(instance.serve());
}

void TestSingleInstance::strangersAreDropped_data() {
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("no JSON") << QByteArray("GET / HTTP/1.1\n");
    QTest::newRow("another version") << QByteArray(R"({"version":2,"paths":["/a"]})"
                                                   "\n");
    QTest::newRow("no paths") << QByteArray(R"({"version":1,"run":"/bin/sh"})"
                                            "\n");
    QTest::newRow("a relative path") << QByteArray(R"({"version":1,"paths":["a.wav"]})"
                                                   "\n");
    QTest::newRow("a number") << QByteArray(R"({"version":1,"paths":[7]})"
                                            "\n");
    QTest::newRow("a zero") << QByteArray(R"({"version":1,"paths":["/a\u0000b"]})"
                                          "\n");
    QTest::newRow("a long path") << QByteArray(R"({"version":1,"paths":["/)") + QByteArray(5000, 'a') + QByteArray("\"]}\n");
    QTest::newRow("no end") << QByteArray(3 << 20, 'x');
    QTest::newRow("nested") << QByteArray(100000, '[') + '\n';
}

void TestSingleInstance::strangersAreDropped() {
    QFETCH(QByteArray, message);
    SingleInstance instance(key());
    QVERIFY(instance.serve());
    QSignalSpy received(&instance, &SingleInstance::received);
    QLocalSocket socket;
    socket.connectToServer(instance.socketPath());
    QVERIFY(socket.waitForConnected());
    socket.write(message);
    QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QLocalSocket::UnconnectedState, 10000);
    QVERIFY(socket.readAll().isEmpty());
    QVERIFY(received.isEmpty());
}

void TestSingleInstance::theRealProgramHandsOver() {
    QTemporaryDir home;
    const auto prepare = [&](QProcess& program, const QStringList& arguments) {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("HOME", home.path());
        environment.insert("XDG_DATA_HOME", home.filePath("data"));
        environment.insert("XDG_CACHE_HOME", home.filePath("cache"));
        environment.insert("PROSOSCOPE_TRACE", "1");
        environment.remove("DBUS_SESSION_BUS_ADDRESS");
        environment.insert("ASAN_OPTIONS", "detect_leaks=0");
        program.setProcessEnvironment(environment);
        program.start(QStringLiteral(PROSOSCOPE_BINARY_DIR "/bin/prososcope"), arguments);
    };
    const QString sound = QStringLiteral(PROSOSCOPE_BINARY_DIR "/resources/example/example.wav");
    const QString file = QFile::exists(sound) ? sound : home.filePath("none.wav");
    QProcess first;
    prepare(first, {});
    QByteArray said;
    QTRY_VERIFY_WITH_TIMEOUT((said += first.readAllStandardError()).contains("ready after"), 60000 * kPatience);
    QProcess second;
    prepare(second, {file});
    QVERIFY(second.waitForFinished(30000 * kPatience));
    QCOMPARE(second.exitStatus(), QProcess::NormalExit);
    QCOMPARE(second.exitCode(), 0);
    QTRY_VERIFY_WITH_TIMEOUT((said += first.readAllStandardError()).contains("took 1 path"), 10000 * kPatience);
    QCOMPARE(first.state(), QProcess::Running);
    QProcess third;  // a window of its own, when asked
    prepare(third, {"--new-window"});
    said.clear();
    QTRY_VERIFY_WITH_TIMEOUT((said += third.readAllStandardError()).contains("ready after"), 60000 * kPatience);
    third.terminate();
    first.terminate();
    QVERIFY(third.waitForFinished(30000) && first.waitForFinished(30000));
}

QTEST_GUILESS_MAIN(TestSingleInstance)
#include "TestSingleInstance.moc"
