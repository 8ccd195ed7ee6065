// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/wait.h>

#include <chrono>
#include <thread>

#include "engine/phonetics/ChildProcess.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::phonetics;
using namespace std::chrono_literals;

namespace {

core::Result<ChildResult> run(const std::string& program, std::vector<std::string> arguments, std::string input = {},
                              std::chrono::milliseconds limit = 20s) {
    return runChild({program, std::move(arguments), std::move(input), limit}, core::Progress());
}

bool hasChildren() {
    int status = 0;
    return ::waitpid(-1, &status, WNOHANG) >= 0;
}

}  // namespace

class TestChildProcess : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void feedsAndReads();
    void muchMoreThanAPipeHolds();
    void argumentsAreNoShellText();
    void codesAndErrors();
    void childThatReadsNothing();
    void timeIsLimited();
    void stopsWhenAsked();
    void absentProgram();
    void findsProgramsInPath();
    void cleanup() { QVERIFY(!hasChildren()); }
};

void TestChildProcess::feedsAndReads() {
    std::size_t seen = 0;
    core::Progress progress;
    const auto result =
        runChild({"/bin/cat", {}, "one\ntwo\n", 20s}, progress, [&](std::string_view output) { seen = output.size(); });
    PROSOSCOPE_VERIFY(result);
    QCOMPARE(result->output, std::string("one\ntwo\n"));
    QCOMPARE(result->exitCode, 0);
    QCOMPARE(seen, std::size_t{8});
}

void TestChildProcess::muchMoreThanAPipeHolds() {
    std::string input;
    for (int i = 0; i < 300000; ++i) input += std::to_string(i) + "\n";
    const auto result = run("/bin/cat", {}, input);
    PROSOSCOPE_VERIFY(result);
    QVERIFY(result->output == input);
}

void TestChildProcess::argumentsAreNoShellText() {
    const auto result = run("/usr/bin/printf", {"%s|", "$(id)", "a b", "*", "'\"", "; exit 7", "-x"});
    PROSOSCOPE_VERIFY(result);
    QCOMPARE(result->output, std::string("$(id)|a b|*|'\"|; exit 7|-x|"));
}

void TestChildProcess::codesAndErrors() {
    const auto failed = run("/bin/sh", {"-c", "echo out; echo err >&2; exit 3"});
    PROSOSCOPE_VERIFY(failed);
    QCOMPARE(failed->exitCode, 3);
    QCOMPARE(failed->output, std::string("out\n"));
    QCOMPARE(failed->errors, std::string("err\n"));
    const auto killed = run("/bin/sh", {"-c", "kill -9 $$"});
    PROSOSCOPE_VERIFY(killed);
    QCOMPARE(killed->exitCode, 128 + 9);
}

void TestChildProcess::childThatReadsNothing() {
    // Writing to it must not end this program with a signal.
    const auto result = run("/bin/true", {}, std::string(5'000'000, 'x'));
    PROSOSCOPE_VERIFY(result);
    QCOMPARE(result->exitCode, 0);
}

void TestChildProcess::timeIsLimited() {
    const auto start = std::chrono::steady_clock::now();
    const auto result = run("/bin/sleep", {"30"}, {}, 200ms);
    QVERIFY(!result);
    QVERIFY(result.error().message().find("took longer") != std::string::npos);
    QVERIFY(std::chrono::steady_clock::now() - start < 5s * kPatience);
}

void TestChildProcess::stopsWhenAsked() {
    std::stop_source source;
    std::jthread later([&] {
        std::this_thread::sleep_for(100ms);
        source.request_stop();
    });
    const auto start = std::chrono::steady_clock::now();
    const auto result = runChild({"/bin/sleep", {"30"}, {}, 60s}, core::Progress(source.get_token()));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, core::ErrorKind::Cancelled);
    QVERIFY(std::chrono::steady_clock::now() - start < 2s * kPatience);
}

void TestChildProcess::absentProgram() {
    const auto result = run("/nowhere/program", {});
    QVERIFY(!result);
    QCOMPARE(result.error().kind, core::ErrorKind::Unavailable);
    QVERIFY(result.error().message().find("/nowhere/program") != std::string::npos);
}

void TestChildProcess::findsProgramsInPath() {
    const QTemporaryDir folder;
    QFile file(folder.filePath("tool"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    const QByteArray before = qgetenv("PATH");
    qputenv("PATH", (":relative:" + folder.path()).toUtf8());
    QVERIFY(!findProgram("tool"));  // not executable
    file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    QCOMPARE(findProgram("tool").value_or(""), toPath(folder.filePath("tool")));
    QVERIFY(!findProgram("other"));
    qputenv("PATH", before);
}

QTEST_GUILESS_MAIN(TestChildProcess)
#include "TestChildProcess.moc"
