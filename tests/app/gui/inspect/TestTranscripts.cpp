// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <algorithm>
#include <atomic>
#include <cmath>

#include "PageTest.h"
#include "app/gui/inspect/AnnotationController.h"
#include "app/gui/inspect/AnnotationModel.h"
#include "app/gui/inspect/FigureExport.h"
#include "app/gui/inspect/PanelSection.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "app/gui/inspect/TranscriptController.h"
#include "engine/backend/RecogniserBackend.h"
#include "engine/backend/TorchBackend.h"
#include "tests/engine/training/SpellingCorpus.h"
#include "widgets/AlignmentPlottable.h"
#include "widgets/PaneStack.h"
#include "widgets/Theme.h"

using namespace prososcope;
using namespace prososcope::gui;

namespace {

/// What the recogniser was asked, and whether it may answer.
struct Asked {
    std::atomic<int> calls{0};
    std::atomic<bool> waits{false};
    std::atomic<bool> models{true};
    std::atomic<bool> breaks{false};
    std::atomic<bool> hears{true};
    std::atomic<double> start{0.0};
    std::atomic<double> end{0.0};
};

/// "ja nie" in four seconds of frames of 40 ms: characters at 0.5, 1.0, 1.5 s ..., each in five frames.
backend::TranscriptAlignment alignment(bool hears) {
    backend::TranscriptAlignment made;
    made.seconds = 4.0;
    made.firstSeconds = 0.02;
    made.hopSeconds = 0.04;
    made.frames = 100;
    std::vector<std::string> characters;
    if (hears) characters = {"j", "a", " ", "n", "i", "e"};
    for (std::size_t i = 0; i < characters.size(); ++i) {
        std::vector<float> row(made.frames, 0.0F);
        const auto middle = static_cast<std::size_t>(std::lround((0.5 + 0.5 * static_cast<double>(i) - 0.02) / 0.04));
        for (const auto& [away, weight] : {std::pair{2, 0.1F}, {1, 0.2F}})
            row[middle - static_cast<std::size_t>(away)] = row[middle + static_cast<std::size_t>(away)] = weight;
        row[middle] = 0.4F;
        made.weights.insert(made.weights.end(), row.begin(), row.end());
    }
    return backend::alignedCharacters(std::move(made), characters);
}

TranscriptBackend fakeRecognisers(const std::shared_ptr<Asked>& asked) {
    TranscriptBackend made;
    made.models = [asked] {
        std::vector<store::ModelEntry> all;
        for (const char* name : {"ear-a", "ear-b"}) {
            store::ModelEntry entry;
            entry.card.name = name;
            entry.card.kind = experiment::kLasRecogniser;
            entry.tensors = std::string("/nowhere/") + name + ".safetensors";
            if (asked->models) all.push_back(std::move(entry));
        }
        return all;
    };
    made.align = [asked](const store::ModelEntry&, const std::filesystem::path&, const SecondsSpan& stretch,
                         core::Progress& progress) -> core::Result<backend::TranscriptAlignment> {
        ++asked->calls;
        asked->start = stretch.start;
        asked->end = stretch.end;
        while (asked->waits) {
            if (progress.stopRequested()) return core::cancelled();
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
        if (asked->breaks) return core::fail(core::ErrorKind::BadInput, {"the sound is too short"});
        return alignment(asked->hears);
    };
    return made;
}

}  // namespace

/// What is said, in Inspect: written down by a job, shown as characters over time with their words, copied, kept as a tier.
class TestTranscripts : public QObject, private PageTest {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theButtonWritesDownAndShows();
    void thePictureIsDarkWhereACharacterIs();
    void thePointerTellsCharacterTimeAndWeight();
    void keptAsWords();
    void cancelledAndClosedLeaveNothing();
    void withoutARecogniserItSaysHowToGetOne();
    void failuresGiveTheirSentence();
    void longRecordingsAreWrittenInParts();
    void figuresAndCommandLine();
    void theSessionKeepsTheRecogniser();
    void aTrainedRecogniserWritesTheSameAsTheCommandLine();

private:
    [[nodiscard]] TranscriptController* transcript() const { return page->transcript(); }
    [[nodiscard]] bool shows() const { return page->panes()->stack()->shownPanes().contains("transcript"); }
    [[nodiscard]] widgets::SignalPane* pane() const {
        return qobject_cast<widgets::SignalPane*>(page->panes()->stack()->pane("transcript"));
    }
    [[nodiscard]] AnnotationModel* open() { return openAnnotated(*page, path("tone.wav")); }
    void write();
    PanelSection* openSection() const;

    std::shared_ptr<Asked> m_asked;
    QString m_status;
};

void TestTranscripts::init() {
    m_asked = std::make_shared<Asked>();
    makeFolder();
    QVERIFY(writeTone(toPath(path("tone.wav")), 4.0));
    start();
    transcript()->writer()->setBackend(fakeRecognisers(m_asked));
    QObject::connect(page.get(), &Page::statusChanged, page.get(), [this](const QString& text) { m_status = text; });
    QVERIFY(QTest::qWaitForWindowActive(page.get()));
}

void TestTranscripts::cleanup() {
    widgets::Theme::instance().choose(widgets::Theme::Choice::Light);
    m_asked->waits = false;
    end();
}

void TestTranscripts::write() {
    QVERIFY(open() != nullptr);
    actions->action("inspect.transcribe")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(transcript()->transcript() != nullptr && page->isIdle(), kPatience * 10000);
    QVERIFY(shows());
}

/// The window is narrow: the panel must be asked for.
PanelSection* TestTranscripts::openSection() const {
    actions->action("inspect.panel")->trigger();
    auto* section = page->findChild<PanelSection*>("section.transcript");
    if (section != nullptr && !section->isOpen()) QTest::mouseClick(section->header(), Qt::LeftButton);
    QTest::qWait(50);  // what was opened is scrolled into sight
    return section;
}

void TestTranscripts::theButtonWritesDownAndShows() {
    QVERIFY(!actions->action("inspect.transcribe")->isEnabled());
    QVERIFY(open() != nullptr);
    QVERIFY(!shows());
    QVERIFY(!actions->action("tier.words")->isEnabled());
    auto* section = openSection();
    QVERIFY(section != nullptr && section->isOpen());
    auto* button = shownChild<QPushButton>(page.get(), "writeTranscript");
    QVERIFY(button != nullptr && button->isEnabled());
    auto* copy = section->findChild<QPushButton*>("copyTranscript");
    QVERIFY(!copy->isEnabled());
    auto* models = section->findChild<QComboBox*>("transcriptModel");
    page->activated();
    QTRY_COMPARE(models->count(), 2);
    models->setFocus();
    QTest::keyClick(models, Qt::Key_Down);
    QCOMPARE(models->currentText(), QString("ear-b"));
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(shows() && page->isIdle(), kPatience * 10000);
    QCOMPARE(m_asked->calls.load(), 1);
    QCOMPARE(transcript()->transcript()->model.card.name, std::string("ear-b"));
    QCOMPARE(pane()->name(), QString("Transcript, ear-b \u00b7 where it looked"));
    const auto panes = page->panes()->stack()->shownPanes();
    QCOMPARE(panes.indexOf("transcript"), panes.indexOf("spectrogram") + 1);
    QCOMPARE(section->findChild<QLabel*>("transcriptText")->text(), QString("ja nie"));
    QVERIFY(section->findChild<QLabel*>("transcriptText")->toolTip().contains("no forced alignment"));
    QTest::mouseClick(copy, Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), QString("ja nie"));
    // Again: nothing is computed anew, and a hidden pane comes back.
    page->panes()->stack()->setPaneShown("transcript", false);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(shows());
    QTRY_VERIFY(page->isIdle());
    QCOMPARE(m_asked->calls.load(), 1);
    m_asked->hears = false;
    QTest::keyClick(models, Qt::Key_Up);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE(m_asked->calls.load(), 2);
    QTRY_COMPARE(section->findChild<QLabel*>("transcriptText")->text(), QString("Nothing was recognised."));
    QVERIFY(pane()->name().endsWith("nothing was recognised"));
    QVERIFY(!copy->isEnabled());
}

void TestTranscripts::thePictureIsDarkWhereACharacterIs() {
    write();
    auto* view = page->current()->view();
    for (const auto choice : {widgets::Theme::Choice::Light, widgets::Theme::Choice::Dark}) {
        widgets::Theme::instance().choose(choice);
        view->setRange(0.0, 4.0);
        QTRY_COMPARE(pane()->xAxis->range().upper, 4.0);
        const QImage picture = pane()->toPixmap().toImage();
        QCOMPARE(transcript()->plottable().characters().size(), 6);
        for (int i = 0; i < 6; ++i) {
            const double y = transcript()->plottable().rowOf(i).center().y();
            const auto at = [&](double seconds) {
                return picture.pixelColor(QPointF(pane()->xAt(seconds), y).toPoint()).lightness();
            };
            QVERIFY2(at(0.5 + 0.5 * i) < 60, qPrintable(QString("%1: %2").arg(i).arg(at(0.5 + 0.5 * i))));
            QVERIFY(at(3.7) > 200);
        }
    }
}

void TestTranscripts::thePointerTellsCharacterTimeAndWeight() {
    write();
    page->current()->view()->setRange(0.0, 4.0);
    QTRY_COMPARE(pane()->xAxis->range().upper, 4.0);
    const auto point = [&](int character, double seconds) {
        const double y = transcript()->plottable().rowOf(character).center().y();
        QTest::mouseMove(pane(), QPointF(pane()->xAt(seconds), y).toPoint());
    };
    point(3, 2.0);
    QTRY_VERIFY2(m_status.contains("character 4: n, weight 0.4"), qPrintable(m_status));
    QVERIFY2(m_status.contains("\u201cnie\u201d"), qPrintable(m_status));
    point(2, 1.5);
    QTRY_VERIFY2(m_status.contains("character 3: space, weight 0.4"), qPrintable(m_status));
    QVERIFY(!m_status.contains("\u201c"));
    point(0, 2.0);
    QTRY_VERIFY2(m_status.contains("character 1: j, weight 0.000"), qPrintable(m_status));
    QTest::mouseMove(pane(), QPoint(pane()->width() / 2, 3));
    QTRY_VERIFY2(!m_status.contains("weight"), qPrintable(m_status));
    QTest::mouseClick(pane(), Qt::LeftButton, {}, QPoint(static_cast<int>(pane()->xAt(2.25)), pane()->height() - 6));
    QTRY_VERIFY(std::abs(page->current()->view()->cursor() - 2.25) < 0.02);
}

void TestTranscripts::keptAsWords() {
    write();
    auto* model = page->annotations()->current();
    QVERIFY(model != nullptr);
    QVERIFY(openSection() != nullptr);
    auto* keep = shownChild<QPushButton>(page.get(), "keepWords");
    QVERIFY(keep != nullptr && keep->isEnabled());
    QTest::mouseClick(keep, Qt::LeftButton);
    QCOMPARE(model->annotation().tiers().size(), std::size_t{1});
    const auto& tier = model->annotation().tier(0);
    QCOMPARE(tier.header.name, std::string("words"));
    std::vector<std::string> labels;
    for (const auto& item : tier.items) labels.push_back(item.label);
    QCOMPARE(labels, (std::vector<std::string>{"", "ja", "", "nie", ""}));
    const auto words = transcript()->transcript()->found.words();
    QCOMPARE(tier.items[1].time, words[0].startSeconds);
    QCOMPARE(tier.items[2].time, words[0].endSeconds);
    QVERIFY(words[0].startSeconds > 0.4 && words[0].endSeconds < 1.15);
    QCOMPARE(model->place().tier, tier.header.id);
    QVERIFY(model->undo());
    QCOMPARE(model->annotation().tiers().size(), std::size_t{0});
    QVERIFY(shows());
}

void TestTranscripts::cancelledAndClosedLeaveNothing() {
    QVERIFY(open() != nullptr);
    m_asked->waits = true;
    actions->action("inspect.transcribe")->trigger();
    QTRY_COMPARE(m_asked->calls.load(), 1);
    QVERIFY(!actions->action("inspect.transcribe")->isEnabled());
    QVERIFY(!page->isIdle());
    transcript()->write();
    QVERIFY(hasSaid("What is said is being written down"));
    said.clear();
    transcript()->writer()->cancel();
    QTRY_VERIFY(!transcript()->writer()->isRunning());
    QVERIFY(!shows() && said.isEmpty());
    QVERIFY(actions->action("inspect.transcribe")->isEnabled());
    actions->action("inspect.transcribe")->trigger();
    QTRY_COMPARE(m_asked->calls.load(), 2);
    page->closeDocument(0);
    QTRY_VERIFY(!transcript()->writer()->isRunning());  // without being allowed to answer
    QVERIFY(said.isEmpty());
    QVERIFY(page->current() == nullptr);
}

void TestTranscripts::withoutARecogniserItSaysHowToGetOne() {
    m_asked->models = false;
    QVERIFY(open() != nullptr);
    actions->action("inspect.transcribe")->trigger();
    QTRY_VERIFY2(hasSaid("No model here writes down what is said"), qPrintable(said.join('\n')));
    QVERIFY(hasSaid("prososcope-cli"));
    const auto file = said.last().section(' ', -1).remove('\'');
    QVERIFY2(QFile::exists(file), qPrintable(file));  // what it names is there
    QVERIFY(!shows());
    QCOMPARE(m_asked->calls.load(), 0);
    QVERIFY(transcript()->command().isEmpty());
}

void TestTranscripts::failuresGiveTheirSentence() {
    m_asked->breaks = true;
    QVERIFY(open() != nullptr);
    actions->action("inspect.transcribe")->trigger();
    QTRY_VERIFY2(hasSaid("the sound is too short"), qPrintable(said.join('\n')));
    QVERIFY(!shows());
    m_asked->breaks = false;
    actions->action("inspect.transcribe")->trigger();
    QTRY_VERIFY(shows());
}

void TestTranscripts::longRecordingsAreWrittenInParts() {
    QVERIFY(writeTone(toPath(path("long.wav")), 130.0));
    QVERIFY(openAnnotated(*page, path("long.wav")) != nullptr);
    auto* view = page->current()->view();
    view->setRange(0.0, 130.0);
    actions->action("inspect.transcribe")->trigger();
    QTRY_VERIFY2(hasSaid("At most 120 s are written down at once"), qPrintable(said.join('\n')));
    QCOMPARE(m_asked->calls.load(), 0);
    view->setRange(20.0, 60.0);
    actions->action("inspect.transcribe")->trigger();
    QTRY_COMPARE(m_asked->calls.load(), 1);
    QTRY_VERIFY(page->isIdle());
    QVERIFY(std::abs(m_asked->start - 20.0) < 0.01 && std::abs(m_asked->end - 60.0) < 0.01);
    view->setSelection(30.0, 35.5);
    actions->action("inspect.transcribe")->trigger();
    QTRY_COMPARE(m_asked->calls.load(), 2);
    QTRY_VERIFY(page->isIdle());
    QVERIFY(std::abs(m_asked->start - 30.0) < 0.01 && std::abs(m_asked->end - 35.5) < 0.01);
    const auto command = transcript()->command().join(' ');
    QVERIFY2(command.endsWith("--start 30 --end 35.5"), qPrintable(command));
}

void TestTranscripts::figuresAndCommandLine() {
    write();
    page->current()->view()->setRange(0.0, 4.0);
    const FigureContent content = page->figures()->content();
    QVERIFY(std::any_of(content.parts.begin(), content.parts.end(), [&](const auto& part) { return part.view == pane(); }));
    QVERIFY2(
        content.caption.contains("the recogniser ear-a wrote down, from above, each with where it looked (attention, every "
                                 "40 ms; no forced alignment)"),
        qPrintable(content.caption));
    QTRY_COMPARE(pane()->xAxis->range().upper, 4.0);
    const auto numbers = pane()->figureNumbers();
    QCOMPARE(numbers.size(), 6);
    QCOMPARE(numbers[1].quantity, QString("character 2, a"));
    QCOMPARE(numbers[1].values.size(), std::size_t{100});
    bool found = false;
    for (const auto& command : page->commands()) {
        if (command.title != "Transcript") continue;
        found = true;
        QVERIFY2(command.line.contains("transcribe --model ear-a ") && command.line.endsWith("--alignment tone-words.TextGrid"),
                 qPrintable(command.line));
    }
    QVERIFY(found);
    page->panes()->stack()->setPaneShown("transcript", false);
    QVERIFY(!page->figures()->content().caption.contains("wrote down"));
}

void TestTranscripts::theSessionKeepsTheRecogniser() {
    page->restoreState(QJsonObject{{"transcript", QJsonObject{{"model", "ear-b"}}}});
    write();
    QCOMPARE(transcript()->transcript()->model.card.name, std::string("ear-b"));
    QCOMPARE(page->saveState()["transcript"].toObject()["model"].toString(), QString("ear-b"));
    page->restoreState(QJsonObject{{"transcript", QJsonObject{{"model", "gone"}}}});
    actions->action("inspect.transcribe")->trigger();
    QTRY_COMPARE(transcript()->transcript()->model.card.name, std::string("ear-a"));  // the first one there is
}

/// From the training to the pane: a tiny network, the program's own way to it.
void TestTranscripts::aTrainedRecogniserWritesTheSameAsTheCommandLine() {
    const auto torch = backend::torchBackend();
    PROSOSCOPE_VERIFY(torch);
    spelling::writeCorpus(toPath(path("corpus")), 3);
    backend::RecogniserRequest request;
    auto& settings = request.experiment;
    settings.name = "tiny";
    settings.title = "Tiny";
    settings.corpus = "spelling";
    settings.network = experiment::kLasRecogniser;
    settings.testSpeakers = {"s0"};
    settings.validationSpeakers = {"s1"};
    settings.learningRate = 1e-2;
    settings.attention.cells = 8;
    settings.attention.decoderCells = 16;
    settings.attention.embedding = 4;
    settings.attention.attention = 8;
    settings.epochs = 2;
    settings.batch = 6;
    settings.threads = 1;
    settings.device = "cpu";
    request.corpus = spelling::import(toPath(path("corpus")));
    request.folder = toPath(path("run"));
    request.modelsFolder = toPath(path("models"));
    request.cacheFolder = toPath(path("cache"));
    core::Progress silent;
    const auto trained = (*torch)->recognisers().train(request, {}, silent);
    PROSOSCOPE_VERIFY(trained);
    transcript()->writer()->setBackend(TranscriptBackend::ofEngine(toPath(folder->path())));
    const auto& tested = trained->tested.front();
    QVERIFY(openAnnotated(*page, path("corpus/" + QString::fromStdString(tested.utterance) + ".wav")) != nullptr);
    actions->action("inspect.transcribe")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(shows() && page->isIdle(), kPatience * 20000);
    QCOMPARE(transcript()->transcript()->found.text(), tested.hypothesis);
    QCOMPARE(transcript()->transcript()->model.card.name, std::string("tiny"));
}

QTEST_MAIN(TestTranscripts)
#include "TestTranscripts.moc"
