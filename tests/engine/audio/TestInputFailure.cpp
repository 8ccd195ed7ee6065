// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>
#include <set>

#include "engine/audio/InputFailure.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using audio::InputFailure;

class TestInputFailure : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachReasonHasItsSentence();
    void forbiddenOnlyWhereDevicesAreThere();
};

void TestInputFailure::eachReasonHasItsSentence() {
    std::set<std::string> sentences;
    for (const auto failure : {InputFailure::Absent, InputFailure::Busy, InputFailure::NotPermitted, InputFailure::RateRefused,
                               InputFailure::Refused}) {
        const auto error = audio::inputError(failure, "Headset (ALSA)", "details");
        QCOMPARE(error.kind, core::ErrorKind::Unavailable);
        QCOMPARE(error.details, std::string("details"));
        QVERIFY2(QString::fromStdString(error.message()).contains("Headset (ALSA)"), error.message().c_str());
        sentences.insert(error.message());
    }
    QCOMPARE(sentences.size(), std::size_t{5});
    for (const auto failure : {InputFailure::NoDevices, InputFailure::Busy, InputFailure::NotPermitted}) {
        const auto error = audio::inputError(failure, "", "");
        QVERIFY2(error.message().find('%') == std::string::npos, error.message().c_str());
        sentences.insert(error.message());
    }
    QCOMPARE(sentences.size(), std::size_t{8});
}

void TestInputFailure::forbiddenOnlyWhereDevicesAreThere() {
    const QTemporaryDir place;
    const auto folder = toPath(place.path());
    const auto never = [](const std::filesystem::path&) { return false; };
    QVERIFY(!audio::captureForbidden(folder / "absent", never));
    for (const char* name : {"controlC0", "pcmC0D0p", "timer"}) std::ofstream(folder / name) << ' ';
    QVERIFY(!audio::captureForbidden(folder, never));  // nothing that hears
    for (const char* name : {"pcmC0D0c", "pcmC1D0c"}) std::ofstream(folder / name) << ' ';
    QVERIFY(audio::captureForbidden(folder, never));
    QVERIFY(!audio::captureForbidden(folder, [](const auto& path) { return path.filename() == "pcmC1D0c"; }));
    QVERIFY(!audio::captureForbidden(folder));
}

QTEST_GUILESS_MAIN(TestInputFailure)
#include "TestInputFailure.moc"
