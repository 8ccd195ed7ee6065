// SPDX-License-Identifier: GPL-3.0-or-later
#include <QInputDialog>
#include <QToolButton>
#include <cmath>
#include <numbers>

#include "FakeModel.h"
#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/ChannelPanes.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "app/gui/inspect/VoiceTracks.h"
#include "tests/TestSupport.h"
#include "widgets/PaneStack.h"

using namespace prososcope;
using namespace prososcope::gui;

/// Recordings of several channels: parted where the channels go their own ways, mixed where they are alike, muted and heard
/// alone, named, remembered; each with tracks of its own.
class TestChannels : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<engine_thread::EngineThread> m_engine;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<InspectPage> m_page;

    /// A buzz of `hertz` that is loud in one of two halves of each second.
    static std::vector<float> voice(double hertz, bool firstHalf, int seconds = 4) {
        std::vector<float> samples;
        for (int i = 0; i < 16000 * seconds; ++i) {
            const bool loud = (i % 16000 < 8000) == firstHalf;
            double value = 0.0;
            for (int k = 1; k <= 8; ++k) value += std::sin(2.0 * std::numbers::pi * k * hertz * i / 16000.0) / k;
            samples.push_back(static_cast<float>(value * (loud ? 0.2 : 0.002)));
        }
        return samples;
    }
    [[nodiscard]] QString write(const char* name, const std::vector<std::vector<float>>& channels) const {
        const QString path = m_folder.filePath(name);
        return audio::writeWav(toPath(path), {16000, channels}) ? path : QString();
    }
    void makePage() {
        m_page = std::make_unique<InspectPage>(PageContext{m_actions.get(), m_engine.get(), m_folder.path()},
                                               fakeBackend(std::make_shared<FakeCalls>()));
        m_page->resize(1400, 900);
        static_cast<QWidget&>(*m_page).show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }
    RecordingModel* open(const QString& path) {
        auto* recording = m_page->openRecording(path);
        return QTest::qWaitFor([&] { return recording->complete(); }, 20000 * kPatience) ? recording : nullptr;
    }
    [[nodiscard]] widgets::PaneStack* stack() const { return m_page->panes()->stack(); }
    [[nodiscard]] widgets::SignalPane* pane(const char* id) const {
        return qobject_cast<widgets::SignalPane*>(stack()->pane(QLatin1String(id)));
    }

private Q_SLOTS:
    void init() {
        m_engine = std::make_unique<engine_thread::EngineThread>(m_folder.path());
        m_actions = std::make_unique<ActionRegistry>();
        makePage();
    }
    void cleanup() {
        m_page.reset();
        m_actions.reset();
        m_engine.reset();
    }

    void twoSpeakersArePartedByThemselves() {
        auto* recording = open(write("interview.wav", {voice(200.0, true), voice(120.0, false)}));
        QVERIFY(recording != nullptr);
        QTRY_COMPARE(m_page->channels()->count(), 2);
        const QStringList shown = stack()->shownPanes();
        QVERIFY(!shown.contains("waveform") && !shown.contains("spectrogram"));
        const QStringList own{"channel:1:waveform", "channel:1:spectrogram", "channel:2:waveform", "channel:2:spectrogram"};
        QStringList found;
        for (const QString& id : shown) {
            if (id.startsWith("channel:")) found << id;
        }
        QCOMPARE(found, own);
        QCOMPARE(pane("channel:1:waveform")->name(), QString("Left"));
        QTRY_VERIFY_WITH_TIMEOUT(m_page->isIdle(), 20000 * kPatience);
        // Tracks and tiles are those of the channel.
        const auto left = recording->voice({0})->at(0.25).pitchHz;
        const auto right = recording->voice({1})->at(0.75).pitchHz;
        QVERIFY2(std::abs(left - 200.0) < 2.0, qPrintable(QString::number(left)));
        QVERIFY2(std::abs(right - 120.0) < 2.0, qPrintable(QString::number(right)));
        const auto& settings = m_page->settings().spectrogram;
        const float loud = recording->tiles(settings, {0})->levelAt(0.25, 200.0);
        const float quiet = recording->tiles(settings, {0})->levelAt(0.75, 200.0);
        const float other = recording->tiles(settings, {1})->levelAt(0.25, 200.0);
        QVERIFY2(loud - quiet > 30.0F && loud - other > 15.0F, qPrintable(QString::number(static_cast<double>(loud - other))));
    }

    void alikeChannelsAreMixed_data() {
        QTest::addColumn<bool>("silentSecond");
        QTest::newRow("the same twice, one quieter") << false;
        QTest::newRow("one silent") << true;
    }
    void alikeChannelsAreMixed() {
        QFETCH(bool, silentSecond);
        const auto one = voice(150.0, true);
        auto two = one;
        for (float& sample : two) sample *= silentSecond ? 0.0F : 0.4F;
        auto* recording = open(write(silentSecond ? "half.wav" : "double.wav", {one, two}));
        QVERIFY(recording != nullptr && recording->channelsAlike());
        QTRY_VERIFY_WITH_TIMEOUT(m_page->isIdle(), 20000 * kPatience);
        QCOMPARE(m_page->channels()->count(), 0);
        QVERIFY(stack()->shownPanes().contains("waveform"));
    }

    void oneKeyPartsAndMixes() {
        const auto one = voice(150.0, true);
        auto* recording = open(write("parted.wav", {one, one}));
        QVERIFY(recording != nullptr);
        pane("waveform")->setFocus();
        QTest::keyClick(pane("waveform"), Qt::Key_C);
        QCOMPARE(m_page->channels()->count(), 2);
        QVERIFY(m_actions->action("inspect.channels")->isChecked());
        QVERIFY(stack()->isAncestorOf(QApplication::focusWidget()));  // keys go on working
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_C);
        QCOMPARE(m_page->channels()->count(), 0);
        QVERIFY(stack()->shownPanes().contains("spectrogram"));
        QVERIFY(stack()->isAncestorOf(QApplication::focusWidget()));
    }

    void mutingAndHearingAlone() {
        auto* recording = open(write("heard.wav", {voice(200.0, true), voice(120.0, false), voice(90.0, false)}));
        QVERIFY(recording != nullptr);
        QTRY_COMPARE(m_page->channels()->count(), 3);
        QSignalSpy heard(m_page->channels(), &ChannelPanes::heardChanged);
        const auto buttons = pane("channel:2:waveform")->findChildren<QToolButton*>();
        QCOMPARE(buttons.size(), 2);
        QTest::mouseClick(buttons[0], Qt::LeftButton);
        QCOMPARE(recording->channels().silenced() & 7U, quint64{2});
        QVERIFY(pane("channel:2:waveform")->name().startsWith("Channel 2"));
        QVERIFY(pane("channel:2:waveform")->name() != "Channel 2");
        pane("channel:3:spectrogram")->setFocus();
        QTest::keyClick(pane("channel:3:spectrogram"), Qt::Key_M, Qt::ShiftModifier);
        QCOMPARE(recording->channels().silenced() & 7U, quint64{3});
        QTest::keyClick(pane("channel:3:spectrogram"), Qt::Key_M, Qt::ShiftModifier);
        QTest::mouseClick(buttons[0], Qt::LeftButton);
        QCOMPARE(recording->channels().silenced() & 7U, quint64{0});
        QCOMPARE(heard.size(), 4);
    }

    void namesAndChoicesAreRemembered() {
        const QString path = write("named.wav", {voice(200.0, true), voice(120.0, false)});
        QVERIFY(open(path) != nullptr);
        QTRY_COMPARE(m_page->channels()->count(), 2);
        pane("channel:2:waveform")->setFocus();
        m_actions->action("inspect.renameChannel")->trigger();
        auto* dialog = m_page->findChild<QInputDialog*>();
        QVERIFY(dialog != nullptr);
        dialog->setTextValue(QString::fromUtf8("Frau Weiß"));
        dialog->accept();
        QTRY_COMPARE(pane("channel:2:waveform")->name(), QString::fromUtf8("Frau Weiß"));
        QTest::keyClick(pane("channel:2:waveform"), Qt::Key_M);
        m_page->closeDocument(0);
        QCOMPARE(m_page->channels()->count(), 0);
        auto* again = open(path);
        QVERIFY(again != nullptr);
        QTRY_COMPARE(m_page->channels()->count(), 2);
        QCOMPARE(again->channels().name(1, 2), QString::fromUtf8("Frau Weiß"));
        QCOMPARE(again->channels().silenced() & 3U, quint64{2});
        // And beyond the session.
        const QJsonObject state = m_page->saveState();
        m_page.reset();
        m_actions = std::make_unique<ActionRegistry>();
        makePage();
        m_page->restoreState(state);
        QTRY_VERIFY(m_page->current() != nullptr && m_page->current()->complete());
        QCOMPARE(m_page->current()->channels().name(1, 2), QString::fromUtf8("Frau Weiß"));
    }

    void eightAreShownOfMany() {
        std::vector<std::vector<float>> channels;
        for (int i = 0; i < 12; ++i) channels.push_back(voice(100.0 + 20.0 * i, i % 2 == 0, 2));
        auto* recording = open(write("twelve.wav", channels));
        QVERIFY(recording != nullptr);
        QTRY_COMPARE(m_page->channels()->count(), 8);
        QTRY_VERIFY_WITH_TIMEOUT(m_page->isIdle(), 60000 * kPatience);
    }

    void valuesSurviveJson() {
        ChannelSettings settings;
        settings.decided = settings.separate = true;
        settings.muted = (quint64{1} << 63) | 5;
        settings.soloed = 2;
        settings.setName(3, "  Anna ");
        QCOMPARE(settings.name(3, 6), QString("Anna"));
        QCOMPARE(ChannelSettings::fromJson(settings.toJson()), settings);
        QVERIFY(ChannelSettings::fromJson({{"muted", "nonsense"}, {"names", 5}, {"separate", "x"}}).isStandard());
        QCOMPARE(settings.silenced() & 7U, quint64{5});
    }
};

QTEST_MAIN(TestChannels)
#include "TestChannels.moc"
