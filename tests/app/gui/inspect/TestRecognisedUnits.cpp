// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <algorithm>
#include <atomic>

#include "PageTest.h"
#include "app/gui/inspect/AnnotationController.h"
#include "app/gui/inspect/AnnotationModel.h"
#include "app/gui/inspect/FigureExport.h"
#include "app/gui/inspect/PanelSection.h"
#include "app/gui/inspect/ReadingLabel.h"
#include "app/gui/inspect/RecognitionController.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "engine/annotation/Edits.h"
#include "engine/backend/TorchBackend.h"
#include "tests/engine/training/UnitCorpus.h"
#include "widgets/HeardUnitPlottable.h"
#include "widgets/PaneStack.h"
#include "widgets/Theme.h"

using namespace prososcope;
using namespace prososcope::gui;

namespace {

/// What the model was asked, and whether it may answer.
struct Asked {
    std::atomic<int> calls{0};
    std::atomic<bool> waits{false};
    std::atomic<bool> models{true};
    std::atomic<bool> breaks{false};
    std::atomic<std::size_t> pieces{1};
};

/// Of four classes: two units for happy, one for angry, one that speaks for none.
backend::UnitListening listening() {
    backend::UnitListening heard;
    heard.units = {{"V", "happy", 0.5, 0.54, 0.9},
                   {"F", "angry", 1.0, 1.02, 0.75},
                   {"N", "happy", 2.0, 2.5, 0.6},
                   {"X", "", 3.0, 3.02, 0.5}};
    heard.vote.counts = {1, 2, 0, 0};
    heard.vote.peaks = {0.75, 1.5, 0.0, 0.0};
    heard.vote.marginals = {6.0, 2.0, 1.0, 1.0};
    heard.vote.rule = phonetics::VoteRule::Majority;
    heard.vote.emotion = 1;
    heard.vote.soft = 0;
    heard.seconds = 4.0;
    return heard;
}

UnitRecognitionBackend fakeUnits(const std::shared_ptr<Asked>& asked) {
    UnitRecognitionBackend made;
    made.models = [asked] {
        std::vector<store::ModelEntry> all;
        for (const char* name : {"units-a", "units-b"}) {
            store::ModelEntry entry;
            entry.card.name = name;
            entry.card.kind = backend::kUnitEmotionKind;
            entry.card.classes = {"angry", "happy", "neutral", "sad"};
            entry.tensors = std::string("/nowhere/") + name + ".safetensors";
            if (asked->models) all.push_back(std::move(entry));
        }
        return all;
    };
    made.listen = [asked](const store::ModelEntry&, const std::filesystem::path&,
                          core::Progress& progress) -> core::Result<backend::UnitListening> {
        ++asked->calls;
        while (asked->waits) {
            if (progress.stopRequested()) return core::cancelled();
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
        if (asked->breaks) return core::fail(core::ErrorKind::BadInput, {"the sound is broken"});
        auto heard = listening();
        heard.pieces = asked->pieces;
        return heard;
    };
    return made;
}

/// Grey, and as dark or light as the ink: part of a letter, not of a coloured symbol.
bool isGreyAs(const QColor& pixel, const QColor& ink) {
    const auto [least, most] = std::minmax({pixel.red(), pixel.green(), pixel.blue()});
    return most - least < 40 && std::abs(pixel.lightness() - ink.lightness()) < 90;
}

}  // namespace

/// Phonetic units with their emotion in Inspect: recognised by a job, shown as a coloured band with their vote, kept as a tier.
class TestRecognisedUnits : public QObject, private PageTest {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theButtonShowsTheUnitsAndTheirVote();
    void eachIsInTheColourOfItsEmotion();
    void thePointerTellsAUnit();
    void tiesSayWhatBrokeThem();
    void readingsAtTheCursorAndOverTheSelection();
    void keptAsAnOrdinaryTier();
    void cancelledAndClosedLeaveNothing();
    void withoutAModelItSaysHowToGetOne();
    void failuresGiveTheirSentence();
    void figuresAndCommandLine();
    void theSessionKeepsTheModel();
    void aTrainedModelIsHeard();

private:
    [[nodiscard]] RecognitionController* recognition() const { return page->recognition(); }
    [[nodiscard]] bool shows() const { return page->panes()->stack()->shownPanes().contains("recognised"); }
    [[nodiscard]] widgets::SignalPane* pane() const {
        return qobject_cast<widgets::SignalPane*>(page->panes()->stack()->pane("recognised"));
    }
    void begin();
    AnnotationModel* open();
    void recognise();

    std::shared_ptr<Asked> m_asked;
    QString m_status;
};

void TestRecognisedUnits::begin() {
    start();
    recognition()->recogniser()->setBackend(fakeUnits(m_asked));
    QObject::connect(page.get(), &Page::statusChanged, page.get(), [this](const QString& text) { m_status = text; });
    QVERIFY(QTest::qWaitForWindowActive(page.get()));
}

void TestRecognisedUnits::init() {
    m_asked = std::make_shared<Asked>();
    makeFolder();
    QVERIFY(writeTone(toPath(path("tone.wav")), 4.0));
    begin();
}

void TestRecognisedUnits::cleanup() {
    widgets::Theme::instance().choose(widgets::Theme::Choice::Light);
    m_asked->waits = false;
    end();
}

AnnotationModel* TestRecognisedUnits::open() { return openAnnotated(*page, path("tone.wav")); }

void TestRecognisedUnits::recognise() {
    QVERIFY(open() != nullptr);
    actions->action("inspect.recogniseUnits")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(recognition()->units() != nullptr && page->isIdle(), kPatience * 10000);
    QVERIFY(shows());
}

void TestRecognisedUnits::theButtonShowsTheUnitsAndTheirVote() {
    QVERIFY(!actions->action("inspect.recogniseUnits")->isEnabled());
    QVERIFY(open() != nullptr);
    QVERIFY(!shows());
    QVERIFY(!actions->action("tier.units")->isEnabled());
    actions->action("inspect.panel")->trigger();  // the window is narrow
    auto* section = page->findChild<PanelSection*>("section.recognition");
    QVERIFY(section != nullptr && !section->isOpen());
    QTest::mouseClick(section->header(), Qt::LeftButton);
    auto* button = shownChild<QPushButton>(page.get(), "recogniseUnits");
    QVERIFY(button != nullptr && button->isEnabled());
    auto* models = section->findChild<QComboBox*>("recognitionModel");
    page->activated();
    QTRY_COMPARE(models->count(), 2);
    models->setFocus();
    QTest::keyClick(models, Qt::Key_Down);
    QCOMPARE(models->currentText(), QString("units-b"));
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(shows() && page->isIdle(), kPatience * 10000);
    QCOMPARE(m_asked->calls.load(), 1);
    QCOMPARE(recognition()->units()->model.card.name, std::string("units-b"));
    QCOMPARE(pane()->name(), QString("Recognised units, units-b \u00b7 happy by majority \u00b7 soft vote angry"));
    const auto panes = page->panes()->stack()->shownPanes();
    QCOMPARE(panes.indexOf("recognised"), panes.indexOf("emotion:1") + 1);
    const auto& counts = recognition()->plottable().counts();
    QCOMPARE(counts.size(), 4);
    QCOMPARE(counts[1], (widgets::EmotionCount{"happy", 2, true}));
    QCOMPARE(counts[0], (widgets::EmotionCount{"angry", 1, false}));
    auto* vote = section->findChild<QLabel*>("recognitionVote");
    QVERIFY2(vote->text().contains("happy by majority") && vote->text().contains("soft vote angry"), qPrintable(vote->text()));
    QStringList readings;
    for (const auto* label : section->findChildren<ReadingLabel*>()) readings << label->text();
    QCOMPARE(readings, (QStringList{"1", "0.60", "2", "0.20", "0", "0.10", "0", "0.10"}));
    // Again: nothing is computed anew, and a hidden pane comes back.
    page->panes()->stack()->setPaneShown("recognised", false);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(shows());
    QTRY_VERIFY(page->isIdle());
    QCOMPARE(m_asked->calls.load(), 1);
}

void TestRecognisedUnits::eachIsInTheColourOfItsEmotion() {
    recognise();
    auto* view = page->current()->view();
    const auto colour = [&](const QImage& picture, qsizetype unit) {
        const QPointF centre = recognition()->plottable().boxOf(unit).center();
        const double ratio = picture.devicePixelRatio();
        return picture.pixelColor(static_cast<int>(centre.x() * ratio), static_cast<int>(centre.y() * ratio));
    };
    for (const auto choice : {widgets::Theme::Choice::Light, widgets::Theme::Choice::Dark}) {
        auto& theme = widgets::Theme::instance();
        theme.choose(choice);
        view->setRange(0.0, 4.0);
        QTRY_COMPARE(pane()->xAxis->range().upper, 4.0);
        QImage picture = pane()->toPixmap().toImage();
        QCOMPARE(colour(picture, 0), theme.emotionFill("happy"));
        QCOMPARE(colour(picture, 1), theme.emotionFill("angry"));
        QCOMPARE(colour(picture, 2), theme.emotionFill("happy"));
        QCOMPARE(colour(picture, 3), theme.color(widgets::Ink::Muted));
        // Between them lies nothing, and the word above stands in ink on the ground.
        const QRectF box = recognition()->plottable().boxOf(0);
        QCOMPARE(picture.pixelColor(QPointF(box.right() + 20.0, box.center().y()).toPoint()), theme.color(widgets::Ink::Data));
        view->setRange(0.45, 0.6);
        QTRY_COMPARE(pane()->xAxis->range().upper, 0.6);
        picture = pane()->toPixmap().toImage();
        const QRectF wide = recognition()->plottable().boxOf(0);
        int inked = 0;
        int symbol = 0;
        for (int y = static_cast<int>(wide.top()) - 18; y < static_cast<int>(wide.top()) - 1; ++y) {
            for (int x = static_cast<int>(wide.left()); x < static_cast<int>(wide.right()); ++x) {
                inked += isGreyAs(picture.pixelColor(x, y), theme.color(widgets::Ink::Text)) ? 1 : 0;
                symbol += picture.pixelColor(x, y) == theme.emotionFill("happy") ? 1 : 0;
            }
        }
        QVERIFY2(inked > 3 && symbol > 20, qPrintable(QString("%1 %2").arg(inked).arg(symbol)));
    }
}

void TestRecognisedUnits::thePointerTellsAUnit() {
    recognise();
    page->current()->view()->setRange(0.0, 4.0);
    QTRY_COMPARE(pane()->xAxis->range().upper, 4.0);
    const int y = pane()->height() - 6;
    QTest::mouseMove(pane(), QPoint(static_cast<int>(pane()->xAt(1.01)), y));
    QTRY_VERIFY2(m_status.contains("F angry, 1.00 \u2013 1.02 s, posterior 0.75"), qPrintable(m_status));
    QTest::mouseMove(pane(), QPoint(static_cast<int>(pane()->xAt(1.5)), y));
    QTRY_VERIFY2(!m_status.contains("angry"), qPrintable(m_status));
    QTest::mouseMove(pane(), QPoint(static_cast<int>(pane()->xAt(2.25)), y));
    QTRY_VERIFY2(m_status.contains("N happy, 2.00 \u2013 2.50 s, posterior 0.60"), qPrintable(m_status));
    QTest::mouseMove(pane(), QPoint(static_cast<int>(pane()->xAt(3.01)), y));
    QTRY_VERIFY2(m_status.contains("X, 3.00 \u2013 3.02 s"), qPrintable(m_status));
    QTest::mouseClick(pane(), Qt::LeftButton, {}, QPoint(static_cast<int>(pane()->xAt(2.25)), y));
    QTRY_VERIFY(std::abs(page->current()->view()->cursor() - 2.25) < 0.02);
}

void TestRecognisedUnits::tiesSayWhatBrokeThem() {
    recognise();
    RecognisedUnits units = *recognition()->units();
    using phonetics::VoteRule;
    m_asked->pieces = 3;
    const auto said = [&](VoteRule rule, bool silent) {
        units.heard.vote.rule = rule;
        if (silent) units.heard.vote.counts = {0, 0, 0, 0};
        recognition()->recogniser()->setBackend([&] {
            auto made = fakeUnits(m_asked);
            made.models = [name = QString::number(m_asked->calls.load()).toStdString()] {
                store::ModelEntry entry;
                entry.card.name = "m" + name;
                entry.card.classes = {"angry", "happy", "neutral", "sad"};
                entry.tensors = "/nowhere/m" + name;
                return std::vector{entry};
            };
            made.listen = [heard = units.heard, asked = m_asked](const store::ModelEntry&, const std::filesystem::path&,
                                                                 core::Progress&) -> core::Result<backend::UnitListening> {
                ++asked->calls;
                auto result = heard;
                result.pieces = asked->pieces;
                return result;
            };
            return made;
        }());
        const int before = m_asked->calls;
        actions->action("inspect.recogniseUnits")->trigger();
        QTest::qWaitFor([&] { return m_asked->calls > before && page->isIdle(); }, kPatience * 10000);
        return pane()->name();
    };
    QVERIFY(said(VoteRule::Peak, false).contains("happy, a tie broken by the units' posteriors"));
    QVERIFY(said(VoteRule::Marginal, false).contains("happy, a tie broken by all frames"));
    QVERIFY(said(VoteRule::Order, false).contains("happy, a tie broken by the order of the classes"));
    const QString silent = said(VoteRule::Marginal, true);
    QVERIFY2(silent.contains("happy, by all frames: no unit was heard"), qPrintable(silent));
    QVERIFY(silent.endsWith("heard in 3 pieces"));
}

void TestRecognisedUnits::readingsAtTheCursorAndOverTheSelection() {
    auto* value = page->findChild<ReadingLabel*>("barRecognised");
    QVERIFY(value != nullptr && !value->isVisible());
    recognise();
    auto* view = page->current()->view();
    view->setCursor(2.2);
    QTRY_COMPARE(value->text(), QString("N happy"));
    QVERIFY(value->isVisible());
    QVERIFY2(value->toolTip().contains("posterior 0.60") && value->toolTip().contains("units-a"), qPrintable(value->toolTip()));
    view->setCursor(1.5);
    QTRY_COMPARE(value->text(), QString("\u2013"));
    view->setSelection(0.2, 2.9);
    QTRY_COMPARE(value->text(), QString("angry 1, happy 2"));
    view->setSelection(0.9, 1.2);
    QTRY_COMPARE(value->text(), QString("angry 1"));
}

void TestRecognisedUnits::keptAsAnOrdinaryTier() {
    recognise();
    auto* model = page->annotations()->current();
    QVERIFY(model != nullptr);
    // A tier of the user's of that name stays what it is.
    annotation::TierHeader own;
    own.name = "units";
    QVERIFY(model->perform(annotation::addTier(model->annotation(), own, 0, {{0.0, "mine"}})));
    model->endMerging();
    actions->action("inspect.panel")->trigger();
    QTest::mouseClick(page->findChild<PanelSection*>("section.recognition")->header(), Qt::LeftButton);
    auto* keep = shownChild<QPushButton>(page.get(), "keepUnits");
    QVERIFY(keep != nullptr && keep->isEnabled());
    QTest::qWait(50);  // what was opened is scrolled into sight
    QTest::mouseClick(keep, Qt::LeftButton);
    QCOMPARE(model->annotation().tiers().size(), std::size_t{2});
    QCOMPARE(model->annotation().tier(0).items[0].label, std::string("mine"));
    const auto& tier = model->annotation().tier(1);
    QCOMPARE(tier.header.name, std::string("units 2"));
    std::vector<std::string> labels;
    for (const auto& item : tier.items) labels.push_back(item.label);
    QCOMPARE(labels, (std::vector<std::string>{"", "V_hap", "", "F_ang", "", "N_hap", "", "X", ""}));
    QCOMPARE(tier.items[1].time, 0.5);
    QCOMPARE(tier.items[2].time, 0.54);
    QCOMPARE(model->place().tier, tier.header.id);
    const auto id = tier.header.id;
    QVERIFY(model->perform(annotation::setLabel(model->annotation(), id, 1, "V_sad")));
    model->endMerging();
    QCOMPARE(model->annotation().tier(1).items[1].label, std::string("V_sad"));
    QCOMPARE(recognition()->plottable().units()[0].emotion, QString("happy"));  // what was heard stays
    QVERIFY(model->undo());
    QVERIFY(model->undo());
    QCOMPARE(model->annotation().tiers().size(), std::size_t{1});
    QVERIFY(shows());
}

void TestRecognisedUnits::cancelledAndClosedLeaveNothing() {
    QVERIFY(open() != nullptr);
    m_asked->waits = true;
    actions->action("inspect.recogniseUnits")->trigger();
    QTRY_COMPARE(m_asked->calls.load(), 1);
    QVERIFY(!actions->action("inspect.recogniseUnits")->isEnabled());
    QVERIFY(!page->isIdle());
    recognition()->recognise();
    QVERIFY(hasSaid("Units are being recognised"));
    said.clear();
    recognition()->recogniser()->cancel();
    QTRY_VERIFY(!recognition()->recogniser()->isRunning());
    QVERIFY(!shows() && said.isEmpty());
    QVERIFY(actions->action("inspect.recogniseUnits")->isEnabled());
    actions->action("inspect.recogniseUnits")->trigger();
    QTRY_COMPARE(m_asked->calls.load(), 2);
    page->closeDocument(0);
    QTRY_VERIFY(!recognition()->recogniser()->isRunning());  // without being allowed to answer
    QVERIFY(said.isEmpty());
    QVERIFY(page->current() == nullptr);
}

void TestRecognisedUnits::withoutAModelItSaysHowToGetOne() {
    m_asked->models = false;
    QVERIFY(open() != nullptr);
    actions->action("inspect.recogniseUnits")->trigger();
    QTRY_VERIFY2(hasSaid("No model here hears phonetic units"), qPrintable(said.join('\n')));
    QVERIFY(hasSaid("prososcope-cli"));
    const auto file = said.last().section(' ', -1).remove('\'');
    QVERIFY2(QFile::exists(file), qPrintable(file));  // what it names is there
    QVERIFY(!shows());
    QCOMPARE(m_asked->calls.load(), 0);
    QVERIFY(recognition()->commands().isEmpty());
}

void TestRecognisedUnits::failuresGiveTheirSentence() {
    m_asked->breaks = true;
    QVERIFY(open() != nullptr);
    actions->action("inspect.recogniseUnits")->trigger();
    QTRY_VERIFY2(hasSaid("the sound is broken"), qPrintable(said.join('\n')));
    QVERIFY(!shows());
    m_asked->breaks = false;
    actions->action("inspect.recogniseUnits")->trigger();
    QTRY_VERIFY(shows());
}

void TestRecognisedUnits::figuresAndCommandLine() {
    recognise();
    page->current()->view()->setRange(0.0, 4.0);
    const FigureContent content = page->figures()->content();
    QVERIFY(std::any_of(content.parts.begin(), content.parts.end(), [&](const auto& part) { return part.view == pane(); }));
    QVERIFY2(content.caption.contains("as the model units-a hears them. Vote of the units: angry 1 (peaks 0.75, share of all "
                                      "frames 0.60), happy 2 (peaks 1.50, share of all frames 0.20)"),
             qPrintable(content.caption));
    QTRY_COMPARE(pane()->xAxis->range().upper, 4.0);
    const auto numbers = pane()->figureNumbers();
    QCOMPARE(numbers.size(), 3);
    QCOMPARE(numbers[0].quantity, QString("units, happy"));
    QCOMPARE(numbers[0].values, (std::vector<double>{0.9, 0.6}));
    bool found = false;
    for (const auto& command : page->commands()) {
        if (command.title != "Recognised units") continue;
        found = true;
        QVERIFY2(command.line.contains("units --model units-a ") && command.line.endsWith("--out tone-units.TextGrid"),
                 qPrintable(command.line));
    }
    QVERIFY(found);
    page->panes()->stack()->setPaneShown("recognised", false);
    QVERIFY(!page->figures()->content().caption.contains("Vote of the units"));
}

void TestRecognisedUnits::theSessionKeepsTheModel() {
    page->restoreState(QJsonObject{{"recognition", QJsonObject{{"model", "units-b"}}}});
    recognise();
    QCOMPARE(recognition()->units()->model.card.name, std::string("units-b"));
    QCOMPARE(page->saveState()["recognition"].toObject()["model"].toString(), QString("units-b"));
    page->restoreState(QJsonObject{{"recognition", QJsonObject{{"model", "gone"}}}});
    actions->action("inspect.recogniseUnits")->trigger();
    QTRY_COMPARE(recognition()->units()->model.card.name, std::string("units-a"));  // the first one there is
}

/// From the training to the pane: a tiny network, the program's own way to it.
void TestRecognisedUnits::aTrainedModelIsHeard() {
    const auto torch = backend::torchBackend();
    PROSOSCOPE_VERIFY(torch);
    const auto emotions = backend::unitEmotionBackend(**torch);
    PROSOSCOPE_VERIFY(emotions);
    unit_corpus::writeCorpus(toPath(path("corpus")), 3);
    backend::UnitEmotionRequest request;
    auto& settings = request.experiment;
    settings.name = "tiny";
    settings.title = "Tiny";
    settings.corpus = "made-up";
    settings.labels.classes = {"neutral", "angry"};
    settings.testSpeakers = {"s0"};
    settings.validationSpeakers = {"s1"};
    settings.encoder.channels = 8;
    settings.encoder.layers = 1;
    settings.encoder.width = 16;
    settings.encoder.heads = 2;
    settings.encoder.feedForward = 32;
    settings.encoder.positionKernel = 8;
    settings.encoder.positionGroups = 2;
    settings.encoder.channelMaskLength = 4;
    settings.updates = 2;
    settings.batchSeconds = 6.0;
    settings.threads = 1;
    settings.device = "cpu";
    request.corpus = unit_corpus::import(toPath(path("corpus")));
    request.folder = toPath(path("run"));
    request.modelsFolder = toPath(path("models"));
    core::Progress silent;
    PROSOSCOPE_VERIFY((*emotions)->train(request, {}, silent));
    recognition()->recogniser()->setBackend(UnitRecognitionBackend::ofEngine(toPath(folder->path())));
    const QString recording = path("corpus/s0_4_angry.wav");
    QVERIFY(openAnnotated(*page, recording) != nullptr);
    actions->action("inspect.recogniseUnits")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(shows() && page->isIdle(), kPatience * 20000);
    const auto known = recognition()->units();
    QCOMPARE(known->model.card.name, std::string("tiny"));
    const auto listener = (*emotions)->open(known->model, "cpu", 1);
    PROSOSCOPE_VERIFY(listener);
    const auto heard = backend::listenToRecording(**listener, toPath(recording), silent);
    PROSOSCOPE_VERIFY(heard);
    QCOMPARE(static_cast<std::size_t>(recognition()->plottable().units().size()), heard->units.size());
    QCOMPARE(known->heard.vote.counts, heard->vote.counts);
    // It knows no emotion over time, so it is no choice there.
    const auto models = EmotionBackend::ofEngine(engine.get()).models();
    QVERIFY(std::none_of(models.begin(), models.end(), [](const auto& model) { return model.card.name == "tiny"; }));
    QVERIFY(std::any_of(models.begin(), models.end(), [](const auto& model) { return model.card.name == "emodb-4class"; }));
}

QTEST_MAIN(TestRecognisedUnits)
#include "TestRecognisedUnits.moc"
