// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <random>

#include "FakeModel.h"
#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "tests/TestSupport.h"
#include "widgets/PaneStack.h"
#include "widgets/SliceView.h"

using namespace prososcope;
using namespace prososcope::gui;
using widgets::SliceView;

namespace {

/// Noise through resonances at 700 and 1800 Hz for a second, then a second at 400 and 2200 Hz.
bool writeVowels(const std::filesystem::path& path) {
    constexpr int kRate = 16000;
    audio::AudioClip clip;
    clip.rateHz = kRate;
    clip.channels.assign(1, std::vector<float>(2 * kRate));
    std::mt19937 random(3);
    std::normal_distribution<double> normal(0.0, 0.02);
    double state[2][2] = {};
    for (std::size_t i = 0; i < clip.channels[0].size(); ++i) {
        const bool second = i >= kRate;
        const double hertz[2] = {second ? 400.0 : 700.0, second ? 2200.0 : 1800.0};
        double value = normal(random);
        for (int k = 0; k < 2; ++k) {
            const double radius = std::exp(-M_PI * 80.0 / kRate);
            const double b = 2.0 * radius * std::cos(2.0 * M_PI * hertz[k] / kRate);
            const double out = (1.0 - b + radius * radius) * value + b * state[k][0] - radius * radius * state[k][1];
            state[k][1] = std::exchange(state[k][0], out);
            value = out;
        }
        clip.channels[0][i] = static_cast<float>(5.0 * value);
    }
    return audio::writeWav(path, clip).has_value();
}

}  // namespace

class TestSlice : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void keyShowsAndHides();
    void peaksAreWhereTheResonancesAre();
    void hiddenComputesNothing();
    void silenceHasNoPeaks();
    void numbersAreCopied();
    void pointerTellsWhatItIsOn();
    void settingsChangeTheSlice();

private:
    SliceView* view() const { return qobject_cast<SliceView*>(m_page->panes()->stack()->pane("slice")); }
    RecordingModel* open(const char* name);
    double nearestPeak(double hertz) const;

    QTemporaryDir m_folder;
    std::unique_ptr<engine_thread::EngineThread> m_engine;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<InspectPage> m_page;
};

void TestSlice::initTestCase() {
    QVERIFY(writeVowels(toPath(m_folder.filePath("vowels.wav"))));
    QVERIFY(writeTone(toPath(m_folder.filePath("silence.wav")), 2.0, 16000, 0.0F));
}

void TestSlice::init() {
    m_engine = std::make_unique<engine_thread::EngineThread>(m_folder.path());
    m_actions = std::make_unique<ActionRegistry>();
    m_page = std::make_unique<InspectPage>(PageContext{m_actions.get(), m_engine.get(), m_folder.path()},
                                           fakeBackend(std::make_shared<FakeCalls>()));
    m_page->resize(1200, 900);
    m_page->activated();
    static_cast<QWidget*>(m_page.get())->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void TestSlice::cleanup() {
    m_page.reset();
    m_actions.reset();
    m_engine.reset();
}

RecordingModel* TestSlice::open(const char* name) {
    auto* recording = m_page->openRecording(m_folder.filePath(QLatin1String(name)));
    if (!QTest::qWaitFor([&] { return m_page->isIdle(); }, kPatience * 20000)) return nullptr;
    m_page->panes()->waveformPane()->setFocus();
    return recording;
}

double TestSlice::nearestPeak(double hertz) const {
    double best = -1e9;
    if (view()->slice() == nullptr) return best;
    for (const auto& peak : SliceView::peaks(*view()->slice())) {
        if (std::abs(peak.hertz - hertz) < std::abs(best - hertz)) best = peak.hertz;
    }
    return best;
}

void TestSlice::keyShowsAndHides() {
    QVERIFY(open("vowels.wav") != nullptr);
    QVERIFY(!view()->isVisible());
    QTest::keyClick(m_page->panes()->waveformPane(), Qt::Key_L, Qt::ControlModifier);
    QVERIFY(view()->isVisible());
    QVERIFY(m_actions->action("inspect.slice")->isChecked());
    QTRY_VERIFY(view()->slice() != nullptr);
    QVERIFY(view()->plotSummary().contains("Hz"));
    QVERIFY(view()->accessibleName().contains("ms"));
    QTest::keyClick(m_page->panes()->waveformPane(), Qt::Key_L, Qt::ControlModifier);
    QVERIFY(!view()->isVisible());
    QVERIFY(!m_actions->action("inspect.slice")->isChecked());
}

void TestSlice::peaksAreWhereTheResonancesAre() {
    auto* recording = open("vowels.wav");
    m_actions->action("inspect.slice")->trigger();
    recording->view()->setCursor(0.5);
    QTRY_VERIFY2(std::abs(nearestPeak(700.0) - 700.0) < 80.0, qPrintable(QString::number(nearestPeak(700.0))));
    QVERIFY(std::abs(nearestPeak(1800.0) - 1800.0) < 100.0);
    recording->view()->setCursor(1.5);
    QTRY_VERIFY2(std::abs(nearestPeak(400.0) - 400.0) < 80.0, qPrintable(QString::number(nearestPeak(400.0))));
    QVERIFY(std::abs(nearestPeak(2200.0) - 2200.0) < 100.0);
    QVERIFY(view()->grab().toImage().size().width() > 100);
}

void TestSlice::hiddenComputesNothing() {
    auto* recording = open("vowels.wav");
    recording->view()->setCursor(1.0);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->isIdle(), kPatience * 20000);
    QVERIFY(view()->slice() == nullptr);
}

void TestSlice::silenceHasNoPeaks() {
    auto* recording = open("silence.wav");
    m_actions->action("inspect.slice")->trigger();
    recording->view()->setCursor(1.0);
    QTRY_VERIFY(view()->slice() != nullptr);
    QVERIFY(SliceView::peaks(*view()->slice()).isEmpty());
    QVERIFY(view()->plotSummary().contains("no peak"));
    (void)view()->grab();
}

void TestSlice::numbersAreCopied() {
    auto* recording = open("vowels.wav");
    m_actions->action("inspect.slice")->trigger();
    recording->view()->setCursor(0.5);
    QTRY_VERIFY(view()->slice() != nullptr);
    view()->setFocus();
    QTest::keyClick(view(), Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split('\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), static_cast<qsizetype>(view()->slice()->spectrum.size()) + 1);
    QCOMPARE(lines[0].count('\t'), 2);
    const QStringList row = lines[11].split('\t');
    bool ok = false;
    QVERIFY(std::abs(row[0].toDouble(&ok) - 10.0 * view()->slice()->binHz) < 0.01);
    QVERIFY(ok);
    QVERIFY(std::abs(row[1].toDouble() - static_cast<double>(view()->slice()->spectrum[10])) < 0.01);
}

void TestSlice::pointerTellsWhatItIsOn() {
    open("vowels.wav");
    m_actions->action("inspect.slice")->trigger();
    QTRY_VERIFY(view()->slice() != nullptr);
    QSignalSpy hovered(view(), &SliceView::hovered);
    QTest::mouseMove(view(), QPoint(200, 30));
    QTest::mouseMove(view(), QPoint(static_cast<int>(view()->xAt(1000.0)), 40));
    QTRY_VERIFY(!hovered.isEmpty());
    QVERIFY2(hovered.last()[0].toString().contains("Hz"), qPrintable(hovered.last()[0].toString()));
    QVERIFY(std::abs(view()->hertzAt(view()->xAt(1000.0)) - 1000.0) < 1e-6);
}

void TestSlice::settingsChangeTheSlice() {
    auto* recording = open("vowels.wav");
    m_actions->action("inspect.slice")->trigger();
    recording->view()->setCursor(0.5);
    QTRY_VERIFY(view()->slice() != nullptr);
    const double width = static_cast<double>(view()->slice()->spectrum.size() - 1) * view()->slice()->binHz;
    QVERIFY(std::abs(width - 5000.0) < 20.0);
    InspectSettings settings = m_page->settings();
    settings.spectrogram.maximumHz = 3000.0;
    settings.slice.windowSeconds = 0.05;
    m_page->setSettings(settings);
    QTRY_VERIFY(std::abs(view()->hertzAt(view()->width()) - 3000.0) < 20.0);
    QTRY_VERIFY(view()->name().contains("50 ms"));
    QVERIFY(InspectSettings::fromJson(settings.toJson()) == settings);
}

QTEST_MAIN(TestSlice)
#include "TestSlice.moc"
