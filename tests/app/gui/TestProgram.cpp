// SPDX-License-Identifier: GPL-3.0-or-later
#include <QImage>
#include <QProcess>

#include "tests/TestSupport.h"

/// Starts the real program, offscreen, with a home of its own.
class TestProgram : public QObject {
    Q_OBJECT

private:
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    static constexpr long kMostKilobytes = 1L << 30;  // shadow memory counts as the program's
#else
    static constexpr long kMostKilobytes = 150L * 1024;
#endif
    QTemporaryDir m_home;
    void prepare(QProcess& program) const { prepare(program, m_home); }
    static void prepare(QProcess& program, const QTemporaryDir& home) {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("HOME"), home.path());
        environment.insert(QStringLiteral("XDG_DATA_HOME"), home.filePath(QStringLiteral("data")));
        environment.insert(QStringLiteral("XDG_CACHE_HOME"), home.filePath(QStringLiteral("cache")));
        environment.insert(QStringLiteral("PROSOSCOPE_TRACE"), QStringLiteral("1"));
        environment.remove(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"));
        // LeakSanitizer may itself fail on threads that end while a program exits; the pages' own tests look for leaks.
        environment.insert(QStringLiteral("ASAN_OPTIONS"), QStringLiteral("detect_leaks=0"));
        program.setProcessEnvironment(environment);
        program.setProgram(QStringLiteral(PROSOSCOPE_BINARY_DIR "/bin/prososcope"));
    }

private Q_SLOTS:
    void aFreshWindowIsSmallAndHasNoTorch() {
        QProcess program;
        prepare(program);
        program.start();
        QByteArray said;
        QTRY_VERIFY_WITH_TIMEOUT((said += program.readAllStandardError()).contains("ready after"), 30000);
        // Measured by the program itself when the window is ready: the example's emotion track opens LibTorch soon after.
        QTRY_VERIFY_WITH_TIMEOUT((said += program.readAllStandardError()).contains("mapped"), 30000);
        QVERIFY2(said.contains("LibTorch not mapped"), said.constData());
        const auto from = said.indexOf("ms, ", said.indexOf("ready after")) + 4;
        const long kilobytes = said.mid(from, 20).split(' ').front().toLong();
        QVERIFY2(kilobytes > 0 && kilobytes < kMostKilobytes, said.constData());
        QVERIFY(said.contains("first paint after"));
        program.terminate();
        QVERIFY(program.waitForFinished(10000));
    }

    /// Seen from outside, at rest: with a session of its own and nothing open in it the program has no reason to open a model.
    void aWindowWithoutRecordingsNeverMapsTorch() {
        QTemporaryDir home;
        QVERIFY(QDir(home.path()).mkpath(QStringLiteral("data/prososcope")));
        QFile session(home.filePath(QStringLiteral("data/prososcope/window.json")));
        QVERIFY(session.open(QIODevice::WriteOnly));
        session.write(R"({"version": 1, "pages": {"results": {"filter": ""}}})");
        session.close();
        QProcess program;
        prepare(program, home);
        program.start();
        QByteArray said;
        QTRY_VERIFY_WITH_TIMEOUT((said += program.readAllStandardError()).contains("mapped"), 60000);
        const auto proc = [&program](const char* name) {
            QFile file(QStringLiteral("/proc/%1/%2").arg(program.processId()).arg(QLatin1String(name)));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const QByteArray maps = proc("maps");
        QVERIFY(maps.contains("libprososcope_engine"));  // it is the program's list, and the list is whole
        QVERIFY2(!maps.contains("libtorch_cpu") && !maps.contains("libprososcope_torch"), maps.constData());
        const QByteArray status = proc("status");
        const long kilobytes = status.mid(status.indexOf("VmRSS:") + 6, 40).simplified().split(' ').front().toLong();
        QVERIFY2(kilobytes > 0 && kilobytes < kMostKilobytes, status.constData());
        program.terminate();
        QVERIFY(program.waitForFinished(30000));
    }

    void screenshotsHaveTheAskedSizeAndTheme_data() {
        QTest::addColumn<QString>("theme");
        QTest::newRow("light") << QStringLiteral("light");
        QTest::newRow("dark") << QStringLiteral("dark");
    }
    void screenshotsHaveTheAskedSizeAndTheme() {
        QFETCH(QString, theme);
        const QString file = m_home.filePath(theme + QStringLiteral(".png"));
        QProcess program;
        prepare(program);
        program.setArguments({QStringLiteral("--screenshot"), file, QStringLiteral("--size"), QStringLiteral("1280x720"),
                              QStringLiteral("--after"), QStringLiteral("200"), QStringLiteral("--theme"), theme,
                              QStringLiteral("--workspace"), m_home.filePath(QStringLiteral("w"))});
        program.start();
        QVERIFY(program.waitForFinished(60000));
        QCOMPARE(program.exitCode(), 0);
        const QImage image(file);
        QCOMPARE(image.size(), QSize(1280, 720));
        const QColor corner = image.pixelColor(4, 600);  // the rail's ground
        QCOMPARE(corner.lightness() < 128, theme == QStringLiteral("dark"));
    }

    void wrongUseIsRefused_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("unknown option") << QStringList{QStringLiteral("--nonsense")};
        QTest::newRow("page") << QStringList{QStringLiteral("--page"), QStringLiteral("elsewhere")};
        QTest::newRow("size") << QStringList{QStringLiteral("--size"), QStringLiteral("10x")};
        QTest::newRow("theme") << QStringList{QStringLiteral("--theme"), QStringLiteral("blue")};
        QTest::newRow("after") << QStringList{QStringLiteral("--after"), QStringLiteral("-3")};
    }
    void wrongUseIsRefused() {
        QFETCH(QStringList, arguments);
        QProcess program;
        prepare(program);
        program.setArguments(arguments);
        program.start();
        QVERIFY(program.waitForFinished(30000));
        QCOMPARE(program.exitCode(), 2);
        QVERIFY(program.readAllStandardOutput().isEmpty());
        QVERIFY(!program.readAllStandardError().isEmpty());
    }

    void helpAndVersionGoToStandardOutput() {
        for (const auto& option : {QStringLiteral("--help"), QStringLiteral("--version")}) {
            QProcess program;
            prepare(program);
            program.setArguments({option});
            program.start();
            QVERIFY(program.waitForFinished(30000));
            QCOMPARE(program.exitCode(), 0);
            QVERIFY(program.readAllStandardOutput().size() > 10);
        }
    }
};

QTEST_GUILESS_MAIN(TestProgram)
#include "TestProgram.moc"
