// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <atomic>

#include "PageTest.h"
#include "app/gui/inspect/AttentionController.h"
#include "app/gui/inspect/AttentionDialog.h"
#include "app/gui/inspect/UnitController.h"
#include "engine/audio/AudioFile.h"
#include "widgets/AttentionView.h"
#include "widgets/TimeView.h"

using namespace prososcope;
using namespace prososcope::gui;

namespace {

/// What the network was asked, and what it is to do.
struct Heard {
    std::atomic<int> calls{0};
    std::atomic<std::size_t> samples{0};
    std::atomic<bool> waits{false};  ///< until it is stopped
    std::atomic<int> stopped{0};     ///< calls that were
    std::atomic<int> opened{0};      ///< networks
};

/// Two layers of two heads; head h of layer l looks l + h frames back.
class SteadyHeads : public backend::Encoder {
public:
    explicit SteadyHeads(std::shared_ptr<Heard> heard) : m_heard(std::move(heard)), m_info(describe(true)) {}
    static backend::EncoderInfo describe(bool attends) {
        backend::EncoderInfo info;
        info.name = attends ? "steady" : "deaf";
        info.rateHz = 16000;
        info.attends = attends;
        return info;
    }
    [[nodiscard]] const backend::EncoderInfo& info() const override { return m_info; }
    core::Result<std::vector<backend::LayerFrames>> frames(std::span<const float>, std::string_view) override {
        return core::fail(core::ErrorKind::Failed, {"not asked"});
    }
    core::Result<std::vector<backend::PooledActivations>> pooled(std::span<const std::span<const float>>, std::string_view,
                                                                 core::Progress&) override {
        return core::fail(core::ErrorKind::Failed, {"not asked"});
    }
    core::Result<backend::AttentionMaps> attention(std::span<const float> mono, core::Progress& progress) override {
        ++m_heard->calls;
        m_heard->samples = mono.size();
        while (m_heard->waits) {
            if (progress.stopRequested()) {
                ++m_heard->stopped;
                return core::cancelled();
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        const auto frames = static_cast<std::int64_t>(mono.size() / 160);
        backend::AttentionMaps maps{0.005, 0.01, 2, 2, frames, {}};
        for (const std::int64_t back : {0, 1, 1, 2}) {
            for (std::int64_t looks = 0; looks < frames; ++looks) {
                for (std::int64_t at = 0; at < frames; ++at)
                    maps.weights.push_back(at == std::max<std::int64_t>(0, looks - back) ? 1.0F : 0.0F);
            }
        }
        return maps;
    }

private:
    std::shared_ptr<Heard> m_heard;
    backend::EncoderInfo m_info;
};

UnitBackend steadyBackend(const std::shared_ptr<Heard>& heard, bool attends = true) {
    UnitBackend made;
    made.networks = [attends]() -> core::Result<std::vector<UnitNetwork>> {
        std::vector<UnitNetwork> all;
        for (const bool each : {false, true}) {
            if (each && !attends) continue;
            UnitNetwork network;
            network.info = SteadyHeads::describe(each);
            network.entry.card.name = network.info.name;
            network.entry.tensors = "/nowhere/" + network.info.name + ".safetensors";
            all.push_back(network);
        }
        return all;
    };
    made.open = [heard](const store::ModelEntry&,
                        std::optional<std::uint64_t>) -> core::Result<std::unique_ptr<backend::Encoder>> {
        ++heard->opened;
        return std::make_unique<SteadyHeads>(heard);
    };
    return made;
}

}  // namespace

/// The attention of a network in Inspect, with heads that are known.
class TestAttentionDialog : public QObject, private PageTest {
    Q_OBJECT

private:
    std::shared_ptr<Heard> m_heard;
    AttentionDialog* m_dialog = nullptr;

    /// The dialog on a recording of so many seconds, with its maps.
    RecordingModel* openOn(double seconds) {
        const auto samples = static_cast<std::size_t>(seconds * 16000.0);
        [&] { PROSOSCOPE_VERIFY(audio::writeWav(toPath(path("a.wav")), {16000, {std::vector<float>(samples, 0.1F)}})); }();
        auto* recording = page->openRecording(path("a.wav"));
        const bool opened =
            QTest::qWaitFor([&] { return recording->state() == RecordingModel::State::Open; }, 10000 * kPatience);
        openDialog(steadyBackend(m_heard));
        return opened && QTest::qWaitFor([&] { return shown() && m_dialog->isIdle(); }, 10000 * kPatience) ? recording
                                                                                                           : nullptr;
    }
    void openDialog(const UnitBackend& backend) {
        page->units()->tracks()->setBackend(backend);
        actions->action("inspect.attention")->trigger();
        m_dialog = page->attention()->dialog();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog));
    }
    [[nodiscard]] bool shown() const { return m_dialog->grid()->layers() == 2; }
    [[nodiscard]] int frames() const { return m_dialog->view()->map().frames; }

private Q_SLOTS:
    void init() {
        makeFolder();
        start();
        m_heard = std::make_shared<Heard>();
    }
    void cleanup() { end(); }

    void showsEveryHeadOfWhatIsInSight() {
        auto* recording = openOn(1.0);
        QVERIFY(recording != nullptr);
        QCOMPARE(m_heard->calls.load(), 1);
        // The network without attention is not offered.
        QCOMPARE(m_dialog->findChild<QComboBox*>("attentionNetwork")->count(), 1);
        QCOMPARE(m_dialog->grid()->heads(), 2);
        QCOMPARE(frames(), 100);
        QVERIFY2(m_dialog->note().contains("100 frames"), qPrintable(m_dialog->note()));
        QVERIFY(m_dialog->sentence().startsWith("Layer 1, head 1: looks 0.00 s away"));
        QTest::mouseClick(m_dialog->grid(), Qt::LeftButton, {}, m_dialog->grid()->mapRect(1, 1).center());
        QVERIFY2(m_dialog->sentence().startsWith("Layer 2, head 2: looks 0.02 s away"), qPrintable(m_dialog->sentence()));
        // A click on a pair of frames brings the cursor to the one that is looked at.
        QTest::mouseClick(m_dialog->view(), Qt::LeftButton, {}, m_dialog->view()->place(50, 48));
        QVERIFY(std::abs(recording->view()->cursor() - 0.485) < 0.011);
        QVERIFY(m_dialog->findChild<QLabel*>("attentionCross")->text().contains("looks at"));
        QTest::mouseClick(m_dialog->findChild<QPushButton*>("attentionCopy"), Qt::LeftButton);
        const auto lines = QGuiApplication::clipboard()->text().trimmed().split('\n');
        QCOMPARE(lines.size(), 5);
        QVERIFY(lines[0].startsWith("layer\thead\tdistance_seconds"));
        QCOMPARE(m_dialog->command().mid(0, 4), QStringList({"attention", "--encoder", "steady", path("a.wav")}));
        const auto commands = page->commands();
        QVERIFY(std::any_of(commands.begin(), commands.end(), [](const PageCommand& each) {
            return each.line.contains("attention --encoder steady") && each.title == "Attention of a network";
        }));
    }

    void followsTheSelectionAndTheView() {
        auto* recording = openOn(20.0);
        QVERIFY(recording != nullptr);
        // Of twenty seconds the first eight.
        QCOMPARE(frames(), 800);
        QVERIFY2(m_dialog->note().contains("first 8 s"), qPrintable(m_dialog->note()));
        recording->view()->setSelection(3.0, 3.5);
        QTRY_COMPARE_WITH_TIMEOUT(frames(), 50, 10000 * kPatience);
        QVERIFY(std::abs(m_dialog->view()->map().firstSeconds - 3.005) < 1e-9);
        QVERIFY(!m_dialog->note().contains("first"));
        recording->view()->clearSelection();
        recording->view()->setRange(5.0, 7.0);
        QTRY_COMPARE_WITH_TIMEOUT(frames(), 200, 10000 * kPatience);
        // Closed, it asks for nothing.
        const int calls = m_heard->calls;
        QTest::keyClick(m_dialog, Qt::Key_Escape);
        recording->view()->setRange(5.0, 6.0);
        PROSOSCOPE_VERIFY(audio::writeWav(toPath(path("b.wav")), {16000, {std::vector<float>(16000, 0.1F)}}));
        auto* other = page->openRecording(path("b.wav"));
        QTRY_VERIFY_WITH_TIMEOUT(other->state() == RecordingModel::State::Open, 10000 * kPatience);
        QTest::qWait(500);
        QCOMPARE(m_heard->calls.load(), calls);
        QVERIFY(m_dialog->command().isEmpty());
    }

    void savesPicturesAndNumbers() {
        QVERIFY(openOn(0.5) != nullptr);
        QSignalSpy saved(m_dialog, &AttentionDialog::saved);
        for (const char* name : {"a.png", "a.svg", "a.pdf", "a.csv"}) m_dialog->saveTo(path(name));
        QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 4, 10000 * kPatience);
        QVERIFY(!QImage(path("a.png")).isNull());
        QVERIFY(read("a.svg").contains("<svg") && read("a.pdf").startsWith("%PDF"));
        QCOMPARE(read("a.csv").trimmed().split('\n').size(), 5);
        m_dialog->saveTo(path("a.csv/b.csv"));  // there is a file in the way
        QTRY_VERIFY_WITH_TIMEOUT(m_dialog->note().contains("b.csv"), 10000 * kPatience);
    }

    /// A figure whose views changed while it was drawn is none of what was asked for.
    void aFigureThatChangedMeanwhileIsNotSaved() {
        QVERIFY(openOn(0.5) != nullptr);
        QSignalSpy told(page.get(), &InspectPage::message);
        m_dialog->saveTo(path("late.png"));
        m_dialog->hide();
        QTRY_VERIFY_WITH_TIMEOUT(told.count() > 0, 10000 * kPatience);
        QVERIFY(told.last().first().toString().contains("Save the figure once more"));
        QVERIFY(told.last().at(1).toBool());
        QVERIFY(!QFile::exists(path("late.png")));
    }

    void isCancelledByANewerLookAndByItsButton() {
        auto* recording = openOn(2.0);
        QVERIFY(recording != nullptr);
        m_heard->waits = true;
        const int calls = m_heard->calls;
        recording->view()->setSelection(0.5, 1.0);
        QTRY_COMPARE(m_heard->calls.load(), calls + 1);
        // A newer look stops the one that waits.
        recording->view()->setSelection(0.5, 1.5);
        QTRY_COMPARE(m_heard->calls.load(), calls + 2);
        QTRY_COMPARE(m_heard->stopped.load(), 1);
        auto* cancel = shownChild<QPushButton>(m_dialog->findChild<QWidget*>("attentionTask"), "cancel");
        QVERIFY(cancel != nullptr);
        QTest::mouseClick(cancel, Qt::LeftButton);
        QTRY_COMPARE(m_heard->stopped.load(), 2);
        QTRY_VERIFY(m_dialog->isIdle());
        QCOMPARE(frames(), 200);  // what was shown stays, and is what the command is of
        QCOMPARE(m_dialog->command().mid(4, 4), QStringList({"--start", "0", "--end", "2"}));
        m_heard->waits = false;
        recording->view()->setSelection(0.5, 0.75);
        QTRY_COMPARE_WITH_TIMEOUT(frames(), 25, 10000 * kPatience);
    }

    /// Cancelled before anything is shown, it says nothing that is untrue; listed anew, it computes nothing again.
    void theFirstLookCanBeCancelled() {
        PROSOSCOPE_VERIFY(audio::writeWav(toPath(path("a.wav")), {16000, {std::vector<float>(16000, 0.1F)}}));
        page->openRecording(path("a.wav"));
        m_heard->waits = true;
        openDialog(steadyBackend(m_heard));
        QTRY_COMPARE_WITH_TIMEOUT(m_heard->calls.load(), 1, 10000 * kPatience);
        QCOMPARE(m_dialog->note(), QString());
        auto* cancel = shownChild<QPushButton>(m_dialog->findChild<QWidget*>("attentionTask"), "cancel");
        QVERIFY(cancel != nullptr);
        QTest::mouseClick(cancel, Qt::LeftButton);
        QTRY_VERIFY(m_dialog->isIdle());
        QCOMPARE(m_dialog->note(), QString());
        m_heard->waits = false;
        page->units()->tracks()->listNetworks();
        QTRY_VERIFY_WITH_TIMEOUT(shown() && m_dialog->isIdle(), 10000 * kPatience);
        const int calls = m_heard->calls;
        page->units()->tracks()->listNetworks();
        QTRY_VERIFY(m_dialog->isIdle());
        QTest::qWait(400);
        QVERIFY(m_dialog->isIdle() && shown());
        QCOMPARE(m_heard->calls.load(), calls);
    }

    void networksThatAreLookedForAreNotSaidToBeMissing() {
        auto backend = steadyBackend(m_heard);
        auto listed = std::make_shared<std::atomic<bool>>(false);
        backend.networks = [all = backend.networks, listed] {
            while (!*listed) std::this_thread::sleep_for(std::chrono::milliseconds(2));
            return all();
        };
        PROSOSCOPE_VERIFY(audio::writeWav(toPath(path("a.wav")), {16000, {std::vector<float>(16000, 0.1F)}}));
        page->openRecording(path("a.wav"));
        openDialog(backend);
        QTest::qWait(600);  // longer than what is looked at must be settled
        QCOMPARE(m_dialog->note(), QString("Looking for networks."));
        QVERIFY(!m_dialog->isIdle());
        *listed = true;
        QTRY_VERIFY_WITH_TIMEOUT(shown() && m_dialog->isIdle(), 10000 * kPatience);
        QCOMPARE(m_heard->calls.load(), 1);
        // Opened once more it looks once more, with the network that is open already.
        m_dialog->close();
        actions->action("inspect.attention")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(m_heard->calls == 2 && m_dialog->isIdle(), 10000 * kPatience);
        QTest::qWait(400);
        QCOMPARE(m_heard->calls.load(), 2);
        QCOMPARE(m_heard->opened.load(), 1);
    }

    void aListThatFailsGivesItsReason() {
        auto backend = steadyBackend(m_heard);
        backend.networks = []() -> core::Result<std::vector<UnitNetwork>> {
            return core::fail(core::ErrorKind::Failed, {"the models cannot be read"});
        };
        PROSOSCOPE_VERIFY(audio::writeWav(toPath(path("a.wav")), {16000, {std::vector<float>(16000, 0.1F)}}));
        page->openRecording(path("a.wav"));
        openDialog(backend);
        QTRY_COMPARE(m_dialog->note(), QString("the models cannot be read"));
        QTRY_VERIFY_WITH_TIMEOUT(m_dialog->isIdle(), 10000 * kPatience);
        QCOMPARE(m_dialog->note(), QString("the models cannot be read"));
        QCOMPARE(m_heard->calls.load(), 0);
    }

    void saysWhatIsMissing() {
        openDialog(steadyBackend(m_heard, false));
        QTRY_VERIFY_WITH_TIMEOUT(m_dialog->note().contains("Open a recording"), 10000 * kPatience);
        QVERIFY(!m_dialog->findChild<QPushButton*>("attentionSave")->isEnabled());
        PROSOSCOPE_VERIFY(audio::writeWav(toPath(path("a.wav")), {16000, {std::vector<float>(16000, 0.1F)}}));
        page->openRecording(path("a.wav"));
        QTRY_VERIFY_WITH_TIMEOUT(m_dialog->note().contains("no network with self-attention"), 10000 * kPatience);
        // The command can be taken as it is: it names a file that is there.
        QVERIFY(m_dialog->note().contains("prososcope-cli"));
        const auto file = m_dialog->note().section(' ', -1).remove('\'');
        QVERIFY2(file.endsWith("future-nemo.toml") && QFile::exists(file), qPrintable(file));
        for (const auto* widget : m_dialog->findChildren<QWidget*>()) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || widget->objectName().startsWith("qt_"))
                continue;
            QVERIFY2(!widget->accessibleName().isEmpty() || !widget->property("text").toString().isEmpty() ||
                         !widget->parentWidget()->accessibleName().isEmpty(),
                     qPrintable(widget->objectName()));
        }
    }
};

QTEST_MAIN(TestAttentionDialog)
#include "TestAttentionDialog.moc"
