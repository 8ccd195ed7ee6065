// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCheckBox>
#include <QComboBox>
#include <QGuiApplication>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <atomic>

#include "PageTest.h"
#include "app/gui/inspect/FigureExport.h"
#include "app/gui/inspect/LayerController.h"
#include "app/gui/inspect/ReadingLabel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "app/gui/inspect/TaskRow.h"
#include "app/gui/inspect/UnitController.h"
#include "app/gui/inspect/UnitDialog.h"
#include "tests/app/gui/inspect/RampEncoder.h"
#include "widgets/ColorMap.h"
#include "widgets/LayerPlottable.h"
#include "widgets/PaneStack.h"
#include "widgets/Theme.h"
#include "widgets/UnitPlottable.h"

using namespace prososcope;
using namespace prososcope::gui;
using namespace ramp;

/// Units over time in Inspect, with a network whose values are known.
class TestUnitsOverTime : public QObject, private PageTest {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void anUtteranceOfLayersShowsItsUnit();
    void unitsAreChosenInTheDialog();
    void theSurpriseOfANetworkThatPredicts();
    void aWholeLayerAsAPicture();
    void whatANetworkExpected();
    void fourUnitsAtMost();
    void followsTheTimeAxis();
    void readingsAtTheCursorAndOverTheSelection();
    void figuresHaveThePaneItsNumbersAndItsSentence();
    void theSessionBringsThemBack();
    void commandLineSaysTheSame();
    void longOnesAreHeardInPiecesAndCanBeStopped();
    void anotherRecordingIsFollowed();
    void aNetworkThatIsGoneGivesASentence();
    void networksThatCannotBeListedGiveTheirSentence();
    void listingAnewWhileANetworkIsHeard();
    void whatIsNotOverTimeIsLeftOut();
    void anUntrainedControlIsItsOwn();

private:
    [[nodiscard]] UnitController* units() const { return page->units(); }
    [[nodiscard]] UnitTracks* tracks() const { return page->units()->tracks(); }
    [[nodiscard]] bool shows() const { return page->panes()->stack()->shownPanes().contains("units"); }
    [[nodiscard]] widgets::SignalPane* pane() const {
        return qobject_cast<widgets::SignalPane*>(page->panes()->stack()->pane("units"));
    }
    [[nodiscard]] bool complete() const {
        for (int unit = 0; unit < tracks()->units().size(); ++unit) {
            if (!tracks()->isComplete(unit)) return false;
        }
        return tracks()->isIdle();
    }
    static ShownUnit unitOf(std::size_t layer, std::int64_t unit, const char* tap = "gate") {
        return {"ramp", {}, {tap, layer, unit}};
    }
    void begin();
    RecordingModel* open(const QString& name);

    std::shared_ptr<Asked> m_asked;
};

void TestUnitsOverTime::begin() {
    start();
    units()->tracks()->setBackend(rampBackend(m_asked));
    page->layer()->tracks()->setBackend(rampBackend(m_asked));
    QVERIFY(QTest::qWaitForWindowActive(page.get()));
}

void TestUnitsOverTime::init() {
    m_asked = std::make_shared<Asked>();
    makeFolder();
    QVERIFY(writeTone(toPath(path("tone.wav")), 4.0));
    begin();
}

void TestUnitsOverTime::cleanup() { end(); }

RecordingModel* TestUnitsOverTime::open(const QString& name) {
    auto* recording = page->openRecording(path(name));
    return QTest::qWaitFor([&] { return recording->complete() && page->isIdle(); }, kPatience * 20000) ? recording : nullptr;
}

void TestUnitsOverTime::anUtteranceOfLayersShowsItsUnit() {
    QVERIFY(!shows());
    page->show(QJsonObject{{"path", path("tone.wav")}, {"start", 1.0}, {"end", 2.5}, {"unit", unitOf(0, 16).toJson()}});
    QTRY_VERIFY_WITH_TIMEOUT(complete(), kPatience * 20000);
    QVERIFY(shows());
    QCOMPARE(page->panes()->stack()->shownPanes().indexOf("units"),
             page->panes()->stack()->shownPanes().indexOf("waveform") + 1);
    QVERIFY2(pane()->name().startsWith("ramp, block 1, unit 17 (gate)"), qPrintable(pane()->name()));
    QCOMPARE(m_asked->samples.load(), std::size_t{24000});  // the utterance alone, as it was when it was pooled
    const auto* trace = tracks()->trace(0);
    QVERIFY(trace != nullptr);
    QCOMPARE(trace->values.size(), std::size_t{150});
    QCOMPARE(trace->firstSeconds, 1.0);
    QVERIFY(std::abs(trace->at(1.25) - 16.25) < 1e-5);
    QVERIFY(std::isnan(trace->at(0.5)));
    // The dashed line is at the value that was correlated: the mean over the utterance's frames.
    double sum = 0.0;
    for (const float value : trace->values) sum += static_cast<double>(value);
    const auto& line = units()->plottable().lines().first();
    QVERIFY(std::abs(line.mean - sum / 150.0) < 1e-9);
    QVERIFY(pane()->yAxis->range().contains(16.0) && pane()->yAxis->range().contains(16.99));
    QVERIFY(pane()->ticks().size() >= 2);
    // It is drawn: in its colour within the utterance, not outside.
    const QImage picture = pane()->toPixmap().toImage();
    const QColor ink = widgets::UnitPlottable::ink(0);
    const auto inked = [&](double from, double to) {
        int count = 0;
        const double ratio = picture.devicePixelRatio();
        for (int x = static_cast<int>(pane()->xAt(from) * ratio); x < static_cast<int>(pane()->xAt(to) * ratio); ++x) {
            for (int y = 0; y < picture.height(); ++y) {
                if (x >= 0 && x < picture.width() && QColor(picture.pixel(x, y)) == ink) ++count;
            }
        }
        return count;
    };
    const auto* view = page->current()->view();
    QVERIFY(inked(1.05, 2.45) > 40);
    QVERIFY(view->start() < 1.0);
    QCOMPARE(inked(view->start(), 0.995), 0);
    actions->action("inspect.unitsOff")->trigger();
    QVERIFY(!shows());
    QVERIFY(!actions->action("inspect.unitsOff")->isEnabled());
}

void TestUnitsOverTime::unitsAreChosenInTheDialog() {
    QVERIFY(open("tone.wav") != nullptr);
    QCOMPARE(m_asked->opened.load(), 0);
    actions->action("inspect.units")->trigger();
    auto* dialog = shownChild<QDialog>(page.get(), "units");
    QVERIFY(dialog != nullptr);
    auto* network = dialog->findChild<QComboBox*>("unitNetwork");
    QTRY_COMPARE(network->currentText(), QString("ramp"));
    dialog->activateWindow();
    auto* tap = dialog->findChild<QComboBox*>("unitTap");
    auto* layer = dialog->findChild<QComboBox*>("unitLayer");
    auto* number = dialog->findChild<QSpinBox*>("unitNumber");
    tap->setFocus();
    QTest::keyClick(tap, Qt::Key_End);
    QCOMPARE(tap->currentText(), QString("skip"));
    QCOMPARE(layer->currentText(), QString("1: block 1"));
    QCOMPARE(number->maximum(), 20);
    QTest::keyClick(layer, Qt::Key_Down);
    QCOMPARE(number->maximum(), 3);
    number->setFocus();
    number->selectAll();
    QTest::keyClicks(number, "2");
    QTest::mouseClick(dialog->findChild<QPushButton*>("unitAdd"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(complete() && shows(), kPatience * 20000);
    QVERIFY2(pane()->name().startsWith("ramp, block 2, unit 2 (skip)"), qPrintable(pane()->name()));
    QVERIFY(std::abs(tracks()->trace(0)->at(3.5) - 11.5) < 1e-5);
    auto* list = dialog->findChild<QListWidget*>("unitList");
    QCOMPARE(list->count(), 1);
    QTest::keyClick(layer, Qt::Key_Up);
    QTest::mouseClick(dialog->findChild<QPushButton*>("unitAdd"), Qt::LeftButton);
    QCOMPARE(list->count(), 2);
    QTRY_VERIFY(complete());
    QVERIFY2(pane()->name().contains("unit 2 (skip) dashed"), qPrintable(pane()->name()));
    QCOMPARE(units()->plottable().lines().size(), 2);
    QCOMPARE(units()->plottable().lines()[1].hopSeconds, 0.01);
    list->setCurrentRow(0);
    QTest::mouseClick(dialog->findChild<QPushButton*>("unitRemove"), Qt::LeftButton);
    QCOMPARE(list->count(), 1);
    QVERIFY(pane()->name().startsWith("ramp, block 1, unit 2 (skip)"));
    for (const auto* widget : dialog->findChildren<QWidget*>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || widget->objectName().startsWith("qt_")) continue;
        QVERIFY2(!widget->accessibleName().isEmpty() || !widget->property("text").toString().isEmpty() ||
                     !widget->parentWidget()->accessibleName().isEmpty(),
                 qPrintable(widget->objectName()));
    }
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
    QVERIFY(shows());
}

void TestUnitsOverTime::theSurpriseOfANetworkThatPredicts() {
    QVERIFY(open("tone.wav") != nullptr);
    QSignalSpy messages(page.get(), &Page::message);
    actions->action("inspect.surprise")->trigger();
    QTRY_COMPARE(messages.count(), 1);
    QVERIFY2(messages[0][0].toString().contains("future-nemo.toml"), qPrintable(messages[0][0].toString()));
    QVERIFY(QFile::exists(messages[0][0].toString().section(' ', -1).remove('\'')));
    QVERIFY(!shows());
    m_asked->predicts = true;  // trained meanwhile
    actions->action("inspect.surprise")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(shows() && complete() && tracks()->units().size() == 1, kPatience * 20000);
    QCOMPARE(tracks()->units()[0], unitOf(0, 0, "prediction"));
    QCOMPARE(messages.count(), 1);
    m_asked->predicts = false;
    tracks()->listNetworks();  // for another reason: nothing is added
    QTRY_VERIFY(tracks()->isIdle());
    QCOMPARE(messages.count(), 1);
}

void TestUnitsOverTime::aWholeLayerAsAPicture() {
    QVERIFY(open("tone.wav") != nullptr);
    const auto layerShown = [&] { return page->panes()->stack()->shownPanes().contains("layer"); };
    QVERIFY(!layerShown() && !actions->action("inspect.layerOff")->isEnabled());
    actions->action("inspect.units")->trigger();
    auto* dialog = shownChild<QDialog>(page.get(), "units");
    QVERIFY(dialog != nullptr);
    QTRY_COMPARE(dialog->findChild<QComboBox*>("unitNetwork")->currentText(), QString("ramp"));
    QTest::mouseClick(dialog->findChild<QPushButton*>("unitLayerAll"), Qt::LeftButton);
    auto* layers = page->layer()->tracks();
    QTRY_VERIFY_WITH_TIMEOUT(layerShown() && layers->units().size() == 20 && layers->isIdle() && layers->isComplete(19),
                             kPatience * 20000);
    QVERIFY(!shows());
    const auto& plottable = page->layer()->plottable();
    QCOMPARE(plottable.layer().units(), std::size_t{20});
    QCOMPARE(plottable.layer().frames, std::size_t{400});
    QVERIFY(std::abs(plottable.valueAt(1.5, 7) - 7.5) < 1e-5);
    QVERIFY(std::isnan(plottable.valueAt(1.5, 20)) && std::isnan(plottable.valueAt(9.0, 7)));
    auto* pane = qobject_cast<widgets::SignalPane*>(page->panes()->stack()->pane("layer"));
    QVERIFY2(pane->name().startsWith("ramp \u00b7 block 1 \u00b7 white "), qPrintable(pane->name()));
    // The first unit at the bottom is white, the last at the top black; each row grows darker within a second.
    const auto picture = plottable.picture(400);
    QCOMPARE(picture.size(), QSize(400, 20));
    const auto greyAt = [&](int x, int row) { return qGray(picture.pixel(x, row)); };
    for (const int row : {0, 10, 19}) {  // in the middle of the first second every unit is its number and a half
        const double share = (19.5 - row - plottable.low()) / (plottable.high() - plottable.low());
        QVERIFY(std::abs(greyAt(50, row) - qGray(widgets::ColorMap("grey").at(share))) <= 1);
    }
    QVERIFY(greyAt(50, 19) > 240 && greyAt(50, 0) < greyAt(50, 10) && greyAt(50, 10) < greyAt(50, 19));
    QVERIFY(greyAt(90, 10) < greyAt(10, 10));
    QCOMPARE(page->layer()->command().mid(0, 8),
             QStringList({"activations", "--encoder", "ramp", "--frames", path("tone.wav"), "--tap", "gate", "--units"}));
    QCOMPARE(page->layer()->command()[8], QString("1"));
    QVERIFY(page->layer()->figureSentence().contains("block 1"));

    const QJsonObject kept = page->layer()->saveState();
    actions->action("inspect.layerOff")->trigger();
    QVERIFY(!layerShown() && page->layer()->command().isEmpty());
    page->layer()->restoreState(kept);
    QTRY_VERIFY_WITH_TIMEOUT(layerShown() && layers->units().size() == 20, kPatience * 20000);
}

void TestUnitsOverTime::whatANetworkExpected() {
    QVERIFY(open("tone.wav") != nullptr);
    QSignalSpy messages(page.get(), &Page::message);
    actions->action("inspect.expected")->trigger();
    QTRY_COMPARE(messages.count(), 1);
    QVERIFY2(messages[0][0].toString().contains("future-nemo.toml"), qPrintable(messages[0][0].toString()));
    QVERIFY(QFile::exists(messages[0][0].toString().section(' ', -1).remove('\'')));
    QVERIFY(!page->panes()->stack()->shownPanes().contains("layer"));
    m_asked->predicts = true;
    page->layer()->showLayer(unitOf(0, 0));
    page->layer()->tracks()->cancel();  // stopped once does not stop the next wish
    actions->action("inspect.expected")->trigger();
    auto* layers = page->layer()->tracks();
    QTRY_VERIFY_WITH_TIMEOUT(layers->units().size() == 3 && layers->isIdle() && layers->isComplete(2), kPatience * 20000);
    QCOMPARE(page->layer()->shown()->unit.layer, std::size_t{2});
    // Without a recording there is nothing to see, and with another one it goes on.
    auto* recording = page->current();
    QVERIFY(recording != nullptr);
    QVERIFY(writeTone(toPath(path("other.wav")), 2.0));
    QVERIFY(open("other.wav") != nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(layers->isIdle() && layers->isComplete(2), kPatience * 20000);
    QCOMPARE(page->layer()->plottable().layer().frames, std::size_t{100});
}

void TestUnitsOverTime::fourUnitsAtMost() {
    QVERIFY(open("tone.wav") != nullptr);
    for (int unit = 0; unit < 4; ++unit) QVERIFY(units()->addUnit(unitOf(0, unit)));
    QVERIFY(units()->addUnit(unitOf(0, 2)));  // is there already
    QCOMPARE(tracks()->units().size(), 4);
    QVERIFY(!units()->addUnit(unitOf(0, 9)));
    QVERIFY(hasSaid("room for 4 units"));
    QTRY_VERIFY_WITH_TIMEOUT(complete(), kPatience * 20000);
    QSet<int> styles;
    QSet<QRgb> inks;
    for (int line = 0; line < 4; ++line) {
        styles.insert(static_cast<int>(widgets::UnitPlottable::penStyle(line)));
        inks.insert(widgets::UnitPlottable::ink(line).rgb());
    }
    QCOMPARE(styles.size(), 4);
    QCOMPARE(inks.size(), 4);
    QCOMPARE(m_asked->opened.load(), 1);  // one network, opened once
}

void TestUnitsOverTime::followsTheTimeAxis() {
    auto* recording = open("tone.wav");
    QVERIFY(recording != nullptr);
    units()->addUnit(unitOf(0, 0));
    QTRY_VERIFY_WITH_TIMEOUT(complete(), kPatience * 20000);
    QTRY_COMPARE(pane()->xAxis->range().upper, 4.0);
    pane()->setFocus();
    QTest::mouseClick(pane(), Qt::LeftButton, {}, QPoint(pane()->width() / 2, pane()->height() / 2));
    QTRY_VERIFY(std::abs(recording->view()->cursor() - 2.0) < 0.05);
    recording->view()->setRange(1.0, 1.5);
    QTRY_COMPARE(pane()->xAxis->range().upper, 1.5);
    const auto drawn = units()->plottable().stretches(0);
    QCOMPARE(drawn.size(), 1);
    QVERIFY(drawn.first().first().x() <= 1.0 && drawn.first().last().x() >= 1.5);  // reaches both edges
    for (const QPointF& place : drawn.first()) QVERIFY(std::abs(place.y() - std::fmod(place.x() + 1e-9, 1.0)) < 1e-4);
    // All of it at once: the least and the largest of each pixel are kept.
    pane()->resize(40, 100);
    recording->view()->showAll();
    QTRY_COMPARE(pane()->xAxis->range().upper, 4.0);
    pane()->replot();
    const auto dense = units()->plottable().stretches(0).first();
    double high = 0.0;
    for (const QPointF& place : dense) high = std::max(high, place.y());
    QVERIFY(dense.size() < 200);
    QVERIFY(high > 0.985);
}

void TestUnitsOverTime::readingsAtTheCursorAndOverTheSelection() {
    auto* recording = open("tone.wav");
    QVERIFY(recording != nullptr);
    auto* value = page->findChild<ReadingLabel*>("barUnit1");
    QVERIFY(value != nullptr && !value->isVisible());
    units()->addUnit(unitOf(0, 4));
    QTRY_VERIFY_WITH_TIMEOUT(complete(), kPatience * 20000);
    recording->view()->setCursor(2.25);
    QTRY_COMPARE(value->text(), QString("4.250"));
    QVERIFY(value->isVisible());
    QVERIFY(value->toolTip().contains("ramp, block 1, unit 5 (gate)"));
    recording->view()->setSelection(1.0, 1.5);
    QTRY_COMPARE(value->text(), QString("4.250"));  // frames 1.00 to 1.50: the mean of 0 to 0.5
    recording->view()->setSelection(1.5, 1.9);
    QTRY_COMPARE(value->text(), QString("4.700"));
    actions->action("inspect.unitsOff")->trigger();
    QTRY_VERIFY(!value->isVisible());
}

void TestUnitsOverTime::figuresHaveThePaneItsNumbersAndItsSentence() {
    auto* recording = open("tone.wav");
    QVERIFY(recording != nullptr);
    units()->addUnit(unitOf(0, 2));
    units()->addUnit(unitOf(1, 0));
    QTRY_VERIFY_WITH_TIMEOUT(complete() && page->isIdle(), kPatience * 20000);
    recording->view()->setRange(1.0, 2.0);
    const FigureContent content = page->figures()->content();
    QVERIFY(std::any_of(content.parts.begin(), content.parts.end(), [&](const auto& part) { return part.view == pane(); }));
    QVERIFY2(content.caption.contains("Units over time: ramp, block 1, unit 3 (gate) solid, every 0.01 s, mean 2.495"),
             qPrintable(content.caption));
    QTRY_COMPARE(pane()->xAxis->range().upper, 2.0);
    const auto numbers = pane()->figureNumbers();
    QCOMPARE(numbers.size(), 2);
    QCOMPARE(numbers[0].quantity, QString("ramp, block 1, unit 3 (gate)"));
    QCOMPARE(numbers[0].seconds.size(), std::size_t{101});
    QCOMPARE(numbers[1].seconds.size(), std::size_t{51});
    QVERIFY(std::abs(numbers[0].values[50] - 2.5) < 1e-5);
    page->panes()->stack()->setPaneShown("units", false);
    QVERIFY(!page->figures()->content().caption.contains("Units over time"));
}

void TestUnitsOverTime::theSessionBringsThemBack() {
    page->show(QJsonObject{{"path", path("tone.wav")}, {"start", 1.0}, {"end", 2.5}, {"unit", unitOf(0, 16).toJson()}});
    QTRY_VERIFY_WITH_TIMEOUT(complete() && page->isIdle(), kPatience * 20000);
    units()->addUnit(unitOf(1, 1, "skip"));
    QTRY_VERIFY(complete());
    const QJsonObject state = page->saveState();
    begin();
    page->restoreState(state);
    QTRY_VERIFY_WITH_TIMEOUT(tracks()->units().size() == 2 && complete() && shows(), kPatience * 20000);
    QCOMPARE(tracks()->units()[0], unitOf(0, 16));
    QCOMPARE(tracks()->units()[1], unitOf(1, 1, "skip"));
    QCOMPARE(tracks()->trace(0)->firstSeconds, 1.0);
    QCOMPARE(tracks()->trace(0)->values.size(), std::size_t{150});
    // Through the whole recording when the part is switched off.
    actions->action("inspect.units")->trigger();
    auto* part = shownChild<QCheckBox>(page.get(), "unitSpan");
    QVERIFY(part != nullptr && part->isChecked());
    QVERIFY2(part->text().contains("1.000 to 2.500"), qPrintable(part->text()));
    QApplication::setActiveWindow(part->window());  // else the page takes the blank as its own shortcut
    part->setFocus();
    QTest::keyClick(part, Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(complete() && tracks()->trace(0)->values.size() == 400, kPatience * 20000);
    QVERIFY(!part->isVisible());
    QVERIFY(!page->saveState()["files"].toArray()[0].toObject().contains("unitStart"));
    // What makes no sense is left out.
    page->restoreState(QJsonObject{{"units", QJsonObject{{"units", QJsonArray{QJsonObject{{"model", "ramp"}, {"layer", -1}},
                                                                              QJsonObject{{"model", 3}}, 7}}}}});
    QVERIFY(tracks()->units().isEmpty());
}

void TestUnitsOverTime::commandLineSaysTheSame() {
    page->show(QJsonObject{{"path", path("tone.wav")}, {"start", 1.0}, {"end", 2.5}, {"unit", unitOf(0, 16).toJson()}});
    QTRY_VERIFY_WITH_TIMEOUT(complete(), kPatience * 20000);
    units()->addUnit(unitOf(1, 0));
    units()->addUnit(unitOf(1, 1, "skip"));
    const auto commands = units()->commands();
    QCOMPARE(commands.size(), 2);
    QCOMPARE(commands[0], (QStringList{"activations", "--encoder", "ramp", "--frames", path("tone.wav"), "--tap", "gate",
                                       "--units", "1/17,2/1", "--start", "1", "--end", "2.5", "--out", "tone-units.csv"}));
    QVERIFY(commands[1].contains("2/2") && commands[1].contains("tone-units-2.csv"));
    const auto all = page->commands();
    QVERIFY(std::any_of(all.begin(), all.end(), [](const PageCommand& each) {
        return each.line.contains("activations --encoder ramp --frames") && each.line.contains("--units 1/17,2/1");
    }));
}

void TestUnitsOverTime::longOnesAreHeardInPiecesAndCanBeStopped() {
    QVERIFY(writeTone(toPath(path("long.wav")), 400.0, 8000));
    auto* recording = open("long.wav");
    QVERIFY(recording != nullptr);
    recording->view()->setRange(301.0, 310.0);
    m_asked->delayMs = 120;
    units()->addUnit(unitOf(0, 1));
    // What is seen comes first.
    QTRY_VERIFY_WITH_TIMEOUT(tracks()->trace(0) != nullptr, kPatience * 20000);
    QVERIFY(std::isfinite(tracks()->trace(0)->at(305.0)));
    QVERIFY(std::isnan(tracks()->trace(0)->at(10.0)));
    auto* row = page->findChild<TaskRow*>("unitTask");
    QTRY_VERIFY_WITH_TIMEOUT(row->isVisible(), kPatience * 5000);
    QTRY_VERIFY2(pane()->name().contains('%'), qPrintable(pane()->name()));
    QTest::mouseClick(row->findChild<QPushButton*>(), Qt::LeftButton);
    QVERIFY(!row->isVisible());
    QVERIFY(pane()->name().contains("stopped"));
    QTest::qWait(300);
    const int asked = m_asked->calls;
    QTest::qWait(400);
    QCOMPARE(m_asked->calls.load(), asked);
    QVERIFY(!complete());
    // Chosen once more, it goes on to the end.
    m_asked->delayMs = 0;
    units()->addUnit(unitOf(0, 1));
    QTRY_VERIFY_WITH_TIMEOUT(complete(), kPatience * 20000);
    QCOMPARE(tracks()->trace(0)->values.size(), std::size_t{40000});
    QVERIFY(!pane()->name().contains("stopped"));
    QVERIFY(!row->isVisible());
}

void TestUnitsOverTime::anotherRecordingIsFollowed() {
    QVERIFY(writeTone(toPath(path("other.wav")), 2.0));
    QVERIFY(open("tone.wav") != nullptr);
    units()->addUnit(unitOf(0, 0));
    QTRY_VERIFY_WITH_TIMEOUT(complete(), kPatience * 20000);
    QCOMPARE(tracks()->trace(0)->values.size(), std::size_t{400});
    QVERIFY(open("other.wav") != nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(complete(), kPatience * 20000);
    QCOMPARE(tracks()->trace(0)->values.size(), std::size_t{200});
    const int asked = m_asked->calls;
    page->showDocument(0);
    QVERIFY(complete());  // kept
    QCOMPARE(tracks()->trace(0)->values.size(), std::size_t{400});
    page->closeDocument(0);
    QTRY_VERIFY(complete());
    QCOMPARE(m_asked->calls.load(), asked);
}

void TestUnitsOverTime::aNetworkThatIsGoneGivesASentence() {
    QVERIFY(open("tone.wav") != nullptr);
    units()->addUnit({"gone", {}, {"gate", 0, 0}});
    QTRY_VERIFY(hasSaid("no network gone"));
    QVERIFY(tracks()->isIdle());
    said.clear();
    units()->removeUnit(0);
    units()->addUnit(unitOf(5, 0));
    QTRY_VERIFY2(hasSaid("no layer 6"), qPrintable(said.join('\n')));
    QVERIFY(tracks()->isIdle());
}

/// A network that hears a recording as a whole is not offered; a unit of it that is asked for gives a sentence.
void TestUnitsOverTime::whatIsNotOverTimeIsLeftOut() {
    class WholeEncoder : public RampEncoder {
    public:
        explicit WholeEncoder(const std::shared_ptr<Asked>& asked) : RampEncoder(asked, std::nullopt) {}
        static backend::EncoderInfo describeWhole() {
            backend::EncoderInfo info;
            info.name = "whole";
            info.taps = {{"codes", {{"layer 1", 3}, {"style", 2}}}};
            return info;
        }
        const backend::EncoderInfo& info() const override { return m_whole; }

    private:
        backend::EncoderInfo m_whole = describeWhole();
    };
    auto backend = rampBackend(m_asked);
    backend.networks = [listed = backend.networks]() -> core::Result<std::vector<UnitNetwork>> {
        auto networks = listed();
        UnitNetwork whole;
        whole.entry.card.name = "whole";
        whole.entry.tensors = "/nowhere/whole.safetensors";
        whole.info = WholeEncoder::describeWhole();
        networks->insert(networks->begin(), whole);
        return networks;
    };
    backend.open = [asked = m_asked, open = backend.open](
                       const store::ModelEntry& model,
                       std::optional<std::uint64_t> seed) -> core::Result<std::unique_ptr<backend::Encoder>> {
        if (model.card.name == "whole") return std::make_unique<WholeEncoder>(asked);
        return open(model, seed);
    };
    tracks()->setBackend(backend);
    page->layer()->tracks()->setBackend(backend);
    QVERIFY(open("tone.wav") != nullptr);
    actions->action("inspect.units")->trigger();
    auto* dialog = shownChild<QDialog>(page.get(), "units");
    QVERIFY(dialog != nullptr);
    auto* network = dialog->findChild<QComboBox*>("unitNetwork");
    QTRY_COMPARE(network->currentText(), QString("ramp"));
    QCOMPARE(network->count(), 1);
    QCOMPARE(dialog->findChild<QComboBox*>("unitLayer")->currentText(), QString("1: block 1"));
    units()->addUnit({"whole", {}, {"codes", 0, 0}});
    QTRY_VERIFY2(hasSaid("as a whole"), qPrintable(said.join('\n')));
    QVERIFY(tracks()->isIdle());
    said.clear();
    page->layer()->showLayer({"whole", {}, {"codes", 1, 0}});
    QTRY_VERIFY2(hasSaid("as a whole"), qPrintable(said.join('\n')));
    QVERIFY(!page->layer()->shown());
}

void TestUnitsOverTime::networksThatCannotBeListedGiveTheirSentence() {
    QVERIFY(open("tone.wav") != nullptr);
    m_asked->unlisted = true;
    units()->addUnit(unitOf(0, 0));
    QTRY_VERIFY(hasSaid("LibTorch is not here."));
    QVERIFY(!hasSaid("no network"));
    QVERIFY(tracks()->isIdle() && pane()->name().contains("stopped"));
    QVERIFY(!page->findChild<TaskRow*>("unitTask")->isVisible());
    m_asked->unlisted = false;
    units()->addUnit(unitOf(0, 0));
    QTRY_VERIFY_WITH_TIMEOUT(complete(), kPatience * 20000);
}

/// Somebody else lists the networks anew while one of them is heard.
void TestUnitsOverTime::listingAnewWhileANetworkIsHeard() {
    QVERIFY(writeTone(toPath(path("long.wav")), 400.0, 8000));
    QVERIFY(open("long.wav") != nullptr);
    m_asked->delayMs = 60;
    units()->addUnit(unitOf(0, 1));
    QTRY_VERIFY_WITH_TIMEOUT(tracks()->trace(0) != nullptr, kPatience * 20000);
    said.clear();
    // That it fails stops nothing.
    m_asked->unlisted = true;
    tracks()->listNetworks();
    QTRY_VERIFY(!tracks()->isListing());
    QCOMPARE(tracks()->listProblem(), QString("LibTorch is not here."));
    const int calls = m_asked->calls;
    QTRY_VERIFY_WITH_TIMEOUT(m_asked->calls > calls + 1, kPatience * 20000);
    QVERIFY2(said.isEmpty(), qPrintable(said.join('\n')));
    // One that was trained anew is heard from the beginning.
    m_asked->unlisted = false;
    const int opened = m_asked->opened;
    ++m_asked->trained;
    tracks()->listNetworks();
    QTRY_COMPARE_WITH_TIMEOUT(m_asked->opened.load(), opened + 1, kPatience * 20000);
    QTRY_VERIFY_WITH_TIMEOUT(tracks()->trace(0) != nullptr, kPatience * 20000);
    QVERIFY2(said.isEmpty(), qPrintable(said.join('\n')));
    // One that is gone is said to be.
    m_asked->gone = true;
    tracks()->listNetworks();
    QTRY_VERIFY(hasSaid("no network ramp"));
    QTRY_VERIFY(tracks()->isIdle());
    QVERIFY(!complete());
}

void TestUnitsOverTime::anUntrainedControlIsItsOwn() {
    QVERIFY(open("tone.wav") != nullptr);
    units()->addUnit(unitOf(0, 3));
    ShownUnit control = unitOf(0, 3);
    control.untrainedSeed = 1;
    units()->addUnit(control);
    QTRY_VERIFY_WITH_TIMEOUT(complete(), kPatience * 20000);
    QCOMPARE(m_asked->opened.load(), 2);
    QCOMPARE(tracks()->trace(1)->mean(), 0.5);
    QVERIFY(tracks()->trace(0)->mean() > 3.0);
    QVERIFY2(pane()->name().contains("ramp, untrained, block 1, unit 4 (gate)"), qPrintable(pane()->name()));
}

QTEST_MAIN(TestUnitsOverTime)
#include "TestUnitsOverTime.moc"
