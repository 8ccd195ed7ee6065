// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include "FakeModel.h"
#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "tests/TestSupport.h"
#include "widgets/PulsePlottable.h"
#include "widgets/VoicePlottable.h"

using namespace prososcope;
using namespace prososcope::gui;

namespace {

const QString kDash = QStringLiteral("\u2013");

/// A pulse train of 120 Hz between silences of a second; the voice lasts from 1 s to the end less 1 s.
bool writeVoice(const std::filesystem::path& path, double seconds, int rate = 16000) {
    audio::AudioClip clip;
    clip.rateHz = rate;
    clip.channels.assign(1, std::vector<float>(static_cast<std::size_t>(seconds * rate), 0.0F));
    auto& samples = clip.channels[0];
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double t = static_cast<double>(i) / rate;
        if (t < 1.0 || t > seconds - 1.0) continue;
        double value = 0.0;
        for (int k = 1; k <= 20; ++k) value += std::sin(2.0 * std::numbers::pi * 120.0 * k * t + 0.3 * k * k) / k;
        samples[i] = static_cast<float>(0.2 * value);
    }
    return audio::writeWav(path, clip).has_value();
}

}  // namespace

class TestVoiceOverlay : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void pitchOfAToneIsDrawnAtItsHeight();
    void silenceHasNeitherPitchNorIntensity();
    void keysShowAndHide();
    void lettersInAFieldAreText();
    void otherSettingsDropWhatWasComputed();
    void valuesAtTheCursorAndMeans();
    void pulsesStandAPeriodApart();
    void harmonicityIsShownAndRead();
    void longViewsDrawNothingAndSaySo();
    void piecesAreWhatTheWholeGives();
    void anotherRecordingHasItsOwnTracks();
    void settingsStayInHistoryAndSession();
    void standardSettingsReturn();
    void hostileSettingsAreTamed();
    void cacheKeepsTheNewest();

private:
    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    RecordingModel* open(const QString& file);
    const widgets::VoicePlottable& drawn() const { return m_page->panes()->voicePlottable(); }
    QString reading(const char* name) const { return m_page->findChild<QLabel*>(QLatin1String(name))->text(); }

    QTemporaryDir m_folder;
    std::unique_ptr<engine_thread::EngineThread> m_engine;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<InspectPage> m_page;
};

void TestVoiceOverlay::initTestCase() {
    QVERIFY(writeTone(toPath(path("tone.wav")), 4.0));
    QVERIFY(writeTone(toPath(path("silence.wav")), 3.0, 16000, 0.0F));
    QVERIFY(writeVoice(toPath(path("voice.wav")), 4.0));
    QVERIFY(writeVoice(toPath(path("minutes.wav")), 70.0, 8000));
}

void TestVoiceOverlay::init() {
    m_engine = std::make_unique<engine_thread::EngineThread>(m_folder.path());
    m_actions = std::make_unique<ActionRegistry>();
    m_page = std::make_unique<InspectPage>(PageContext{m_actions.get(), m_engine.get(), m_folder.path()},
                                           fakeBackend(std::make_shared<FakeCalls>()));
    m_page->resize(1200, 800);
    m_page->activated();
    static_cast<QWidget*>(m_page.get())->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void TestVoiceOverlay::cleanup() {
    m_page.reset();
    m_actions.reset();
    m_engine.reset();
}

RecordingModel* TestVoiceOverlay::open(const QString& file) {
    auto* recording = m_page->openRecording(file);
    if (!QTest::qWaitFor([&] { return m_page->isIdle(); }, kPatience * 20000)) return nullptr;
    m_page->panes()->spectrogramPane()->setFocus();
    return recording;
}

void TestVoiceOverlay::pitchOfAToneIsDrawnAtItsHeight() {
    QVERIFY(open(path("tone.wav")) != nullptr);
    const auto lines = drawn().pitchLines();
    QCOMPARE(lines.size(), 1);
    QVERIFY(lines[0].size() > 350);
    for (const auto& point : lines[0]) QVERIFY2(std::abs(point.y() - 440.0) < 1.0, qPrintable(QString::number(point.y())));
    QVERIFY(std::abs(drawn().pitchShare(440.0) - 365.0 / 525.0) < 1e-12);
    QVERIFY(drawn().formantDots().isEmpty());
    QVERIFY(drawn().intensityLines().isEmpty());
}

void TestVoiceOverlay::silenceHasNeitherPitchNorIntensity() {
    QVERIFY(open(path("silence.wav")) != nullptr);
    m_actions->action("inspect.showIntensity")->trigger();
    m_actions->action("inspect.showFormants")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_page->isIdle(), kPatience * 20000);
    QVERIFY(drawn().pitchLines().isEmpty());
    QVERIFY(drawn().intensityLines().isEmpty());
    QVERIFY(drawn().formantDots().isEmpty());
    for (const char* name : {"readingPitch", "readingIntensity", "readingFormants"}) QCOMPARE(reading(name), kDash);
    auto* recording = open(path("voice.wav"));
    for (const auto& line : drawn().pitchLines()) {
        for (const auto& point : line) QVERIFY(point.x() > 0.9 && point.x() < 3.1);
    }
    QVERIFY(!drawn().pitchLines().isEmpty());
    recording->view()->setCursor(0.4);
    QTRY_COMPARE(reading("readingPitch"), kDash);
}

void TestVoiceOverlay::keysShowAndHide() {
    QVERIFY(open(path("voice.wav")) != nullptr);
    auto* pane = m_page->panes()->spectrogramPane();
    QVERIFY(m_actions->action("inspect.showPitch")->isChecked());
    QVERIFY(pane->plotSummary().contains("pitch"));
    QTest::keyClick(pane, Qt::Key_P);
    QVERIFY(!m_actions->action("inspect.showPitch")->isChecked());
    QVERIFY(!m_page->settings().voice.showPitch);
    QVERIFY(drawn().pitchLines().isEmpty());
    QVERIFY(!pane->plotSummary().contains("pitch"));
    QTest::keyClick(pane, Qt::Key_O);
    QTRY_VERIFY(!drawn().formantDots().isEmpty());
    QVERIFY(pane->plotSummary().contains("formants"));
    QTest::keyClick(pane, Qt::Key_I);
    QTRY_VERIFY(!drawn().intensityLines().isEmpty());
    QVERIFY(pane->plotSummary().contains("intensity"));
    QTest::keyClick(pane, Qt::Key_P);
    QTRY_VERIFY(!drawn().pitchLines().isEmpty());
    QVERIFY2(m_actions->conflicts().isEmpty(), qPrintable(m_actions->conflicts().join('\n')));
}

void TestVoiceOverlay::lettersInAFieldAreText() {
    QVERIFY(open(path("voice.wav")) != nullptr);
    const InspectSettings before = m_page->settings();
    QLineEdit field(m_page.get());
    field.show();
    field.setFocus();
    QTRY_VERIFY(field.hasFocus());
    QTest::keyClicks(&field, "poi");
    QCOMPARE(field.text(), QString("poi"));
    QVERIFY(m_page->settings() == before);
}

void TestVoiceOverlay::otherSettingsDropWhatWasComputed() {
    QVERIFY(open(path("tone.wav")) != nullptr);
    InspectSettings settings = m_page->settings();
    settings.voice.showFormants = true;
    m_page->setSettings(settings);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->isIdle(), kPatience * 20000);
    QVERIFY(!drawn().formantDots().isEmpty());
    settings.voice.pitch.ceilingHz = 300.0;
    m_page->setSettings(settings);
    QVERIFY(drawn().pitchLines().isEmpty());    // at once
    QVERIFY(!drawn().formantDots().isEmpty());  // another kind stays
    settings.voice.pitch.ceilingHz = 350.0;     // while the piece of 300 Hz is under way
    m_page->setSettings(settings);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->isIdle(), kPatience * 20000);
    const auto track = m_page->panes()->voice()->pitch();
    QVERIFY(track != nullptr);
    QCOMPARE(track->ceilingHz, 350.0);
    for (const auto& line : drawn().pitchLines()) {
        for (const auto& point : line) QVERIFY(point.y() <= 350.0);
    }
}

void TestVoiceOverlay::valuesAtTheCursorAndMeans() {
    auto* recording = open(path("voice.wav"));
    recording->view()->setCursor(2.0);
    QTRY_COMPARE(reading("readingPitch"), QLocale().toString(120.0, 'f', 1) + " Hz");
    QVERIFY(reading("readingIntensity").endsWith(" dB"));
    QVERIFY(reading("readingFormants").endsWith(" Hz"));
    // Means leave the silent half of the selection out of the pitch; the power halves.
    const double full = m_page->panes()->voice()->reading().decibels;
    recording->view()->setSelection(0.2, 1.8);
    const auto mean = m_page->panes()->voice()->reading();
    QVERIFY2(std::abs(mean.pitchHz - 120.0) < 0.5, qPrintable(QString::number(mean.pitchHz)));
    QVERIFY2(std::abs(mean.decibels - (full - 3.01)) < 0.5, qPrintable(QString::number(mean.decibels - full)));
    QVERIFY(mean.formantHz[0] > 50.0);
    recording->view()->setSelection(0.1, 0.8);
    QTRY_COMPARE(reading("readingPitch"), kDash);
}

void TestVoiceOverlay::pulsesStandAPeriodApart() {
    auto* recording = open(path("voice.wav"));
    auto* pane = m_page->panes()->waveformPane();
    const auto& pulses = m_page->panes()->pulsePlottable();
    QVERIFY(pulses.drawnPulses().isEmpty());
    pane->setFocus();
    QTest::keyClick(pane, Qt::Key_G);
    QVERIFY(m_page->settings().voice.showPulses);
    recording->view()->setRange(1.9, 2.1);
    QTRY_VERIFY(pulses.drawnPulses().size() >= 22);
    const auto drawn = pulses.drawnPulses();
    for (qsizetype i = 1; i < drawn.size(); ++i)
        QVERIFY2(std::abs(drawn[i] - drawn[i - 1] - 1.0 / 120.0) < 2e-4, qPrintable(QString::number(drawn[i] - drawn[i - 1])));
    QVERIFY(pane->name().contains("pulses"));
    recording->view()->setRange(0.1, 0.6);  // silence has none
    QTRY_VERIFY(pulses.drawnPulses().isEmpty());
    QTest::keyClick(pane, Qt::Key_G);
    recording->view()->setRange(1.9, 2.1);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->isIdle(), kPatience * 20000);
    QVERIFY(pulses.drawnPulses().isEmpty());
}

void TestVoiceOverlay::harmonicityIsShownAndRead() {
    auto* recording = open(path("voice.wav"));
    auto* pane = m_page->panes()->spectrogramPane();
    QTest::keyClick(pane, Qt::Key_H);
    QTRY_VERIFY(!drawn().harmonicityLines().isEmpty());
    for (const auto& line : drawn().harmonicityLines()) {
        for (const auto& point : line) QVERIFY(point.x() > 0.9 && point.x() < 3.1);
    }
    QVERIFY(pane->plotSummary().contains("harmonicity"));
    recording->view()->setCursor(2.0);
    QTRY_VERIFY(reading("readingHarmonicity").endsWith(" dB"));
    QVERIFY(m_page->panes()->voice()->reading().harmonicity > 15.0);  // a pulse train is all harmonics
    recording->view()->setCursor(0.4);
    QTRY_COMPARE(reading("readingHarmonicity"), kDash);
    InspectSettings settings = m_page->settings();
    settings.voice.formantRangeDecibels = 45.0;
    settings.voice.showPulses = true;
    settings.frequencyScale = "mel";
    settings.crosshair = false;
    settings.grid = true;
    settings.spectrogram.preEmphasisHz = 0.0;
    QVERIFY(InspectSettings::fromJson(settings.toJson()) == settings);
    QVERIFY(InspectSettings::fromJson({{"frequencyScale", "bark"}, {"formantRangeDecibels", -4.0}, {"preEmphasisHz", 1e9}})
                .frequencyScale == QLatin1String("linear"));
}

void TestVoiceOverlay::longViewsDrawNothingAndSaySo() {
    auto* recording = open(path("minutes.wav"));
    QVERIFY(recording != nullptr);
    InspectSettings settings = m_page->settings();
    settings.voice.showFormants = true;
    m_page->setSettings(settings);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->isIdle(), kPatience * 20000);
    QVERIFY(!drawn().pitchLines().isEmpty());  // 70 s are within the limit of the pitch
    QVERIFY(drawn().formantDots().isEmpty());
    auto* pane = m_page->panes()->spectrogramPane();
    QVERIFY2(pane->name().contains("formants below 60 s in view"), qPrintable(pane->name()));
    const auto tracks = recording->voice();
    QVERIFY(!tracks->contains(VoiceKind::Formants, 2));
    recording->view()->setRange(45.0, 55.0);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->isIdle(), kPatience * 20000);
    QVERIFY(!drawn().formantDots().isEmpty());
    QVERIFY(pane->name().contains("formants up to"));
    QVERIFY(tracks->contains(VoiceKind::Formants, 2) && tracks->contains(VoiceKind::Formants, 3));
    QVERIFY(!tracks->contains(VoiceKind::Formants, 1));  // neither in sight nor near
}

void TestVoiceOverlay::piecesAreWhatTheWholeGives() {
    auto* recording = open(path("minutes.wav"));
    QVERIFY(recording != nullptr);
    InspectSettings settings = m_page->settings();
    settings.voice.showIntensity = true;
    m_page->setSettings(settings);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->isIdle(), kPatience * 20000);
    auto reader = audio::AudioReader::open(toPath(path("minutes.wav")));
    QVERIFY(reader.has_value());
    std::vector<float> samples(static_cast<std::size_t>((*reader)->info().frames));
    QVERIFY((*reader)->readMono(0, samples.size(), samples).has_value());
    core::Progress progress;
    dsp::SoundPart whole{samples, (*reader)->info().rateHz};
    whole.peak = static_cast<double>(recording->peaks()->largest());
    const auto pitch = dsp::computePitch(whole, {}, progress);
    const auto intensity = dsp::computeIntensity(whole, {}, progress);
    QVERIFY(pitch && intensity);
    const auto joinedPitch = recording->voice()->pitch(0.0, 70.0);
    const auto joinedIntensity = recording->voice()->intensity(0.0, 70.0);
    QVERIFY(joinedPitch->times == pitch->times);
    QVERIFY(joinedIntensity->times == intensity->times);
    for (std::size_t i = 0; i < pitch->times.count; ++i) {
        QVERIFY2(joinedPitch->hertz[i] == pitch->hertz[i], qPrintable(QString::number(pitch->times.at(i))));
    }
    for (std::size_t i = 0; i < intensity->times.count; ++i) {
        QVERIFY(joinedIntensity->decibels[i] == intensity->decibels[i]);
    }
}

void TestVoiceOverlay::anotherRecordingHasItsOwnTracks() {
    QVERIFY(open(path("tone.wav")) != nullptr);
    const auto tone = m_page->panes()->voice()->pitch();
    QVERIFY(open(path("voice.wav")) != nullptr);
    QVERIFY(std::abs(m_page->panes()->voice()->pitch()->at(2.0) - 120.0) < 1.0);
    auto* again = m_page->openRecording(path("tone.wav"));
    QVERIFY(again->voice()->contains(VoiceKind::Pitch, 0));  // kept
    QVERIFY(std::abs(m_page->panes()->voice()->pitch()->at(2.0) - 440.0) < 1.0);
    m_page->closeDocument(0);
    m_page->closeDocument(0);
    QVERIFY(drawn().pitchLines().isEmpty());
}

void TestVoiceOverlay::settingsStayInHistoryAndSession() {
    QVERIFY(open(path("voice.wav")) != nullptr);
    QTRY_VERIFY(!m_page->viewIsSettling());
    QWidget* pane = m_page->panes()->spectrogramPane();
    QTest::keyClick(pane, Qt::Key_P);
    QTest::keyClick(pane, Qt::Key_Left, Qt::AltModifier);
    QVERIFY(m_page->settings().voice.showPitch);
    QVERIFY(m_actions->action("inspect.showPitch")->isChecked());
    QTest::keyClick(pane, Qt::Key_Right, Qt::AltModifier);
    QVERIFY(!m_page->settings().voice.showPitch);
    InspectSettings settings = m_page->settings();
    settings.voice.showFormants = true;
    settings.voice.showIntensity = true;
    settings.voice.pitch.floorHz = 60.0;
    settings.voice.pitch.ceilingHz = 350.0;
    settings.voice.formants.formants = 4;
    settings.voice.formants.ceilingHz = 5000.0;
    QVERIFY(InspectSettings::fromJson(settings.toJson()) == settings);
}

void TestVoiceOverlay::standardSettingsReturn() {
    auto* floor = m_page->findChild<QSpinBox*>("pitchFloor");
    auto* ceiling = m_page->findChild<QSpinBox*>("pitchCeiling");
    QVERIFY(floor != nullptr && ceiling != nullptr);
    ceiling->setValue(100);  // too near to the floor of 75 Hz, which gives way
    QCOMPARE(m_page->settings().voice.pitch.ceilingHz, 100.0);
    QCOMPARE(m_page->settings().voice.pitch.floorHz, 50.0);
    QCOMPARE(floor->value(), 50);
    floor->setValue(200);
    QCOMPARE(m_page->settings().voice.pitch.ceilingHz, 250.0);
    auto* standard = m_page->findChild<QPushButton*>("standardVoice");
    QVERIFY(standard != nullptr);
    standard->click();
    QVERIFY(m_page->settings().voice == VoiceSettings());
    QCOMPARE(ceiling->value(), 600);
}

void TestVoiceOverlay::hostileSettingsAreTamed() {
    const auto voice = InspectSettings::fromJson({{"pitchFloorHz", 1e300},
                                                  {"pitchCeilingHz", -4.0},
                                                  {"formants", 1000},
                                                  {"formantCeilingHz", "x"},
                                                  {"showPitch", 7}})
                           .voice;
    QVERIFY(voice.pitch.ceilingHz >= voice.pitch.floorHz + 50.0);
    QVERIFY(voice.formants.formants <= 7);
    QCOMPARE(voice.formants.ceilingHz, 5500.0);
    QVERIFY(voice.showPitch);
}

void TestVoiceOverlay::cacheKeepsTheNewest() {
    VoiceTracks tracks(3600.0);
    QCOMPARE(tracks.pieces(0.0, 3600.0), (std::pair{0, 179}));
    for (int piece = 0; piece < 100; ++piece) tracks.insertPitch(piece, std::make_shared<dsp::PitchTrack>());
    QVERIFY(tracks.contains(VoiceKind::Pitch, 99));
    QVERIFY(tracks.contains(VoiceKind::Pitch, 100 - VoiceTracks::kMostPieces));
    QVERIFY(!tracks.contains(VoiceKind::Pitch, 99 - VoiceTracks::kMostPieces));
    QVERIFY(tracks.pitch(1000.0, 1100.0) == nullptr);  // pieces without frames
    QVERIFY(std::isnan(tracks.at(1000.0).pitchHz));
    QVERIFY(std::isnan(tracks.mean(0.0, 3600.0).decibels));
}

QTEST_MAIN(TestVoiceOverlay)
#include "TestVoiceOverlay.moc"
