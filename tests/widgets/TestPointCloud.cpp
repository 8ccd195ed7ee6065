// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QWheelEvent>
#include <cmath>
#include <numbers>

#include "engine/core/Random.h"
#include "engine/report/MapFigure.h"
#include "tests/TestSupport.h"
#include "widgets/Plot.h"
#include "widgets/PointCloud.h"
#include "widgets/Theme.h"

using namespace prososcope;
using namespace prososcope::widgets;

namespace {

/// Two groups of `each` points on small circles about (0, 0) and (10, 0), one after the other in turn.
std::vector<CloudPoint> twoGroups(int each) {
    std::vector<CloudPoint> points;
    for (int i = 0; i < 2 * each; ++i) {
        const double angle = 2.0 * std::numbers::pi * (i / 2) / each;
        points.push_back({(i % 2) * 10.0 + std::cos(angle), std::sin(angle), QStringLiteral("u%1").arg(i)});
    }
    return points;
}

PointColouring byClass(int points) {
    PointColouring made;
    made.title = "Class";
    made.emotions = true;
    made.words = QStringList{"angry", "sad"};
    made.wordTitles = made.words;
    for (int i = 0; i < points; ++i) made.places.push_back(i % 2);
    return made;
}

std::vector<int> group(int which, int each) {
    std::vector<int> items;
    for (int i = 0; i < each; ++i) items.push_back(2 * i + which);
    return items;
}

/// The view in a window, with events sent to its plot as a mouse sends them.
struct Shown {
    PointCloud view;
    QWidget* plot;
    Shown() : plot(view.findChild<QCustomPlot*>()) {
        view.resize(700, 480);
        view.show();
        view.activateWindow();
        view.setFocus();
    }
    bool ready() { return QTest::qWaitForWindowActive(&view) && settle(); }
    /// Until what was queued is drawn.
    bool settle() {
        QTest::qWait(20);
        view.grab();
        return true;
    }
    QPoint at(int item) const { return plot->mapFrom(&view, view.itemPlace(item)); }
    void lasso(const std::vector<QPoint>& corners, Qt::KeyboardModifiers modifiers = {}) {
        QTest::mousePress(plot, Qt::LeftButton, modifiers, corners.front());
        QPoint last = corners.front();
        for (const QPoint& corner : corners) {
            for (int i = 1; i <= 8; ++i) move(last + (corner - last) * i / 8, Qt::LeftButton, modifiers);
            last = corner;
        }
        QTest::mouseRelease(plot, Qt::LeftButton, modifiers, last);
    }
    void move(const QPoint& place, Qt::MouseButtons buttons, Qt::KeyboardModifiers modifiers = {}) {
        QMouseEvent event(QEvent::MouseMove, place, plot->mapToGlobal(place), Qt::NoButton, buttons, modifiers);
        QCoreApplication::sendEvent(plot, &event);
    }
    /// A box around a group.
    std::vector<QPoint> around(int which, int each) const {
        QPolygon places;
        for (const int item : group(which, each)) places << at(item);
        const QRect box = places.boundingRect().adjusted(-14, -14, 14, 14);
        return {box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft()};
    }
    void wheel(const QPoint& place, int turn) {
        QWheelEvent event(place, plot->mapToGlobal(place), {}, {0, turn}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                          false);
        QCoreApplication::sendEvent(plot, &event);
    }
};

}  // namespace

/// The map of points, by mouse and keys.
class TestPointCloud : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().choose(Theme::Choice::Light); }

    void aClickChoosesAndActivates() {
        Shown shown;
        shown.view.setPoints("Layer 2", {}, {}, twoGroups(20));
        QVERIFY(shown.ready());
        QSignalSpy activated(&shown.view, &PickPlot::itemActivated);
        QSignalSpy opened(&shown.view, &PointCloud::openRequested);
        QTest::mouseClick(shown.plot, Qt::LeftButton, {}, shown.at(5));
        QCOMPARE(shown.view.current(), 5);
        QCOMPARE(activated.count(), 1);
        QCOMPARE(activated.first().first().toInt(), 5);
        QVERIFY(shown.view.selection().empty());
        QTest::mouseClick(shown.plot, Qt::LeftButton, {}, shown.at(5) + QPoint(60, 30));  // on the ground
        QCOMPARE(activated.count(), 1);
        QTest::mouseDClick(shown.plot, Qt::LeftButton, {}, shown.at(8));
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.first().first().toInt(), 8);
        // One more, and away again.
        QTest::mouseClick(shown.plot, Qt::LeftButton, Qt::ShiftModifier, shown.at(3));
        QTest::mouseClick(shown.plot, Qt::LeftButton, Qt::ShiftModifier, shown.at(7));
        QCOMPARE(shown.view.selection(), (std::vector<int>{3, 7}));
        QTest::mouseClick(shown.plot, Qt::LeftButton, Qt::ControlModifier, shown.at(3));
        QCOMPARE(shown.view.selection(), (std::vector<int>{7}));
    }

    void distancesHaveOneScale() {
        Shown shown;
        shown.view.setPoints("Layer 2", "Component 1", "Component 2", twoGroups(20));
        QVERIFY(shown.ready());
        // The two groups' circles are as wide as they are high, in any window.
        for (const QSize& size : {QSize(700, 480), QSize(500, 700)}) {
            shown.view.resize(size);
            QVERIFY(shown.settle());
            const int wide = shown.at(0).x() - shown.at(20).x();
            const int high = shown.at(30).y() - shown.at(10).y();
            QVERIFY2(std::abs(wide - high) <= 2, qPrintable(QString("%1 %2").arg(wide).arg(high)));
            for (int item = 0; item < shown.view.items(); ++item)
                QVERIFY(shown.view.rect().contains(shown.view.itemPlace(item)));
        }
    }

    void theLassoSelects() {
        Shown shown;
        shown.view.setPoints("Layer 2", {}, {}, twoGroups(20));
        shown.view.setColouring(byClass(40));
        QVERIFY(shown.ready());
        QSignalSpy changed(&shown.view, &PointCloud::selectionChanged);
        QSignalSpy activated(&shown.view, &PickPlot::itemActivated);
        shown.lasso(shown.around(1, 20));
        QCOMPARE(shown.view.selection(), group(1, 20));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(activated.count(), 0);  // a drag is no click
        shown.lasso(shown.around(0, 20), Qt::ShiftModifier);
        QCOMPARE(shown.view.selection().size(), std::size_t{40});
        shown.lasso(shown.around(1, 20), Qt::ControlModifier);
        QCOMPARE(shown.view.selection(), group(0, 20));
        QVERIFY(shown.view.plotSummary().contains("20 selected"));
        // A triangle takes what lies in it, not in its box: points of the first group right of the middle.
        const auto box = shown.around(0, 20);
        shown.lasso({box[1], box[2], (box[0] + box[3]) / 2 + QPoint(14, 0)});
        QVERIFY(!shown.view.selection().empty() && shown.view.selection().size() < 20);
        for (const int item : shown.view.selection()) QCOMPARE(item % 2, 0);
        // Around nothing: none.
        shown.lasso({QPoint(30, 30), QPoint(60, 30), QPoint(60, 50), QPoint(30, 50)});
        QVERIFY(shown.view.selection().empty());
    }

    void keysSelect() {
        Shown shown;
        shown.view.setPoints("Layer 2", {}, {}, twoGroups(4));
        QVERIFY(shown.ready());
        QTest::keyClick(&shown.view, Qt::Key_Right);
        QVERIFY(shown.view.current() >= 0);
        // The four of a group stand right, above, left and below: from the right one to the left one over the middle.
        shown.view.setCurrent(0);
        QTest::keyClick(&shown.view, Qt::Key_Left);
        QVERIFY(shown.view.itemPlace(shown.view.current()).x() < shown.view.itemPlace(0).x());
        shown.view.setCurrent(0);
        QTest::keyClick(&shown.view, Qt::Key_Right);
        QCOMPARE(shown.view.current(), 5);  // the left one of the other group
        QTest::keyClick(&shown.view, Qt::Key_Up);
        QCOMPARE(shown.view.current(), 3);
        QTest::keyClick(&shown.view, Qt::Key_Up);
        QCOMPARE(shown.view.current(), 3);  // nothing further up
        QTest::keyClick(&shown.view, Qt::Key_Space);
        QCOMPARE(shown.view.selection(), (std::vector<int>{3}));
        QTest::keyClick(&shown.view, Qt::Key_Down);
        QTest::keyClick(&shown.view, Qt::Key_Space);
        QCOMPARE(shown.view.selection().size(), std::size_t{2});
        QTest::keyClick(&shown.view, Qt::Key_Space);
        QCOMPARE(shown.view.selection(), (std::vector<int>{3}));
        QTest::keyClick(&shown.view, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(shown.view.selection().size(), std::size_t{8});
        QTest::keyClick(&shown.view, Qt::Key_Escape);
        QVERIFY(shown.view.selection().empty());
        QSignalSpy activated(&shown.view, &PickPlot::itemActivated);
        QTest::keyClick(&shown.view, Qt::Key_Return);
        QCOMPARE(activated.count(), 1);
    }

    void theLegendSelects() {
        Shown shown;
        shown.view.setPoints("Layer 2", {}, {}, twoGroups(10));
        shown.view.setColouring(byClass(20));
        QVERIFY(shown.ready());
        const QRect sad = shown.view.legendPlace(1);
        QVERIFY(!sad.isEmpty() && shown.view.rect().contains(sad.center()));
        QTest::mouseClick(shown.plot, Qt::LeftButton, {}, shown.plot->mapFrom(&shown.view, sad.center()));
        QCOMPARE(shown.view.selection(), group(1, 10));
        QVERIFY(shown.view.legendPlace(2).isEmpty());
        // Of more words than there is room for, the last ones have no place.
        PointColouring many;
        many.title = "Speaker";
        for (int i = 0; i < 60; ++i) many.words << QString::number(i);
        many.wordTitles = many.words;
        many.places.assign(20, 0);
        shown.view.setColouring(many);
        QVERIFY(!shown.view.legendPlace(0).isEmpty() && shown.view.legendPlace(59).isEmpty());
    }

    void hoveringTells() {
        Shown shown;
        shown.view.setPoints("Layer 2", {}, {}, twoGroups(6));
        shown.view.setDetail([](int item) { return QString("Class: angry\nSpeaker: %1").arg(item); });
        QVERIFY(shown.ready());
        QSignalSpy hovered(&shown.view, &PointCloud::hoverChanged);
        shown.move(shown.at(4), Qt::NoButton);
        QCOMPARE(shown.view.hovered(), 4);
        QVERIFY(shown.view.itemText(4).contains("u4: Class: angry, Speaker: 4"));
        const QImage with = shown.view.grab().toImage();
        shown.move(QPoint(shown.plot->width() / 2, 20), Qt::NoButton);
        QCOMPARE(shown.view.hovered(), -1);
        QCOMPARE(hovered.count(), 2);
        QVERIFY(with != shown.view.grab().toImage());
        QEvent leave(QEvent::Leave);
        shown.move(shown.at(4), Qt::NoButton);
        QCoreApplication::sendEvent(shown.plot, &leave);
        QCOMPARE(shown.view.hovered(), -1);
    }

    void theWheelZoomsAtThePointer() {
        Shown shown;
        shown.view.setPoints("Layer 2", "a", "b", twoGroups(10));
        QVERIFY(shown.ready());
        const QPoint before = shown.at(3);
        for (int i = 0; i < 5; ++i) shown.wheel(before, 120);
        QVERIFY(shown.settle());
        QVERIFY(shown.view.zoom() > 2.5);
        QVERIFY2((shown.at(3) - before).manhattanLength() <= 3, qPrintable(QString::number(shown.at(3).x() - before.x())));
        // Arrows bring what was out of sight.
        shown.view.setCurrent(3);
        for (int i = 0; i < 12; ++i) QTest::keyClick(&shown.view, Qt::Key_Left);
        QVERIFY(shown.settle());
        QCOMPARE(shown.view.current() % 2, 0);
        QVERIFY(shown.view.rect().contains(shown.view.itemPlace(shown.view.current())));
        QTest::mouseDClick(shown.plot, Qt::LeftButton, {}, QPoint(shown.plot->width() - 3, 3));
        QVERIFY(shown.settle());
        QCOMPARE(shown.view.zoom(), 1.0);
        QVERIFY((shown.at(3) - before).manhattanLength() <= 2);
        QTest::keyClick(&shown.view, Qt::Key_Plus);
        QVERIFY(shown.view.zoom() > 1.0);
        QTest::keyClick(&shown.view, Qt::Key_0);
        QCOMPARE(shown.view.zoom(), 1.0);
    }

    void coloursAreTheClasses() {
        for (const Theme::Choice choice : {Theme::Choice::Light, Theme::Choice::Dark}) {
            Theme::instance().choose(choice);
            Shown shown;
            shown.view.setPoints("Layer 2", {}, {}, twoGroups(3));
            shown.view.setColouring(byClass(6));
            QVERIFY(shown.ready());
            const QImage image = shown.view.grab().toImage();
            const auto near = [&](int item) { return image.pixelColor(shown.view.itemPlace(item)); };
            const auto alike = [](const QColor& a, const QColor& b) {
                return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue()) < 130;
            };
            QVERIFY(alike(near(0), Theme::instance().emotionFill("angry")));
            QVERIFY(alike(near(1), Theme::instance().emotionFill("sad")));
            QVERIFY(!alike(near(0), near(1)));
        }
        Theme::instance().choose(Theme::Choice::Light);
    }

    void figuresOfTheCommandLineHaveTheseColours() {
        Theme::instance().choose(Theme::Choice::Light);
        for (const QString& emotion : Theme::emotionOrder()) {
            const auto drawn = report::emotionRgb(emotion.toStdString());
            QVERIFY2(drawn.has_value(), qPrintable(emotion));
            QCOMPARE(QColor(drawn->red, drawn->green, drawn->blue), Theme::instance().emotionFill(emotion));
        }
        QVERIFY(!report::emotionRgb("no agreement"));
    }

    void wordsDifferInColourOrSymbol() {
        PointColouring many;
        many.title = "Speaker";
        for (int i = 0; i < 40; ++i) many.words << QString::number(i);
        many.wordTitles = many.words;
        many.places.assign(1, 0);
        const PointMarks marks(many);
        for (int a = 0; a < 40; ++a)
            for (int b = 0; b < a; ++b)
                QVERIFY(marks.picture(a, 12.0, PointMarks::State::Plain, 2.0) !=
                        marks.picture(b, 12.0, PointMarks::State::Plain, 2.0));
    }

    void numbersAreShades() {
        Shown shown;
        shown.view.setPoints("Layer 2", {}, {}, twoGroups(3));
        PointColouring numbers;
        numbers.title = "Arousal";
        numbers.numbers = {1.0, 2.0, 3.0, 4.0, 5.0, std::nan("")};
        shown.view.setColouring(numbers);
        QVERIFY(shown.ready());
        QVERIFY2(shown.view.plotSummary().contains("Coloured by Arousal, from 1 to 5"), qPrintable(shown.view.plotSummary()));
        const PointMarks marks(numbers);
        QCOMPARE(marks.markOf(numbers, 5), marks.unknown());
        QCOMPARE(marks.lowest(), 1.0);
        QVERIFY(marks.fill(marks.markOf(numbers, 0)) != marks.fill(marks.markOf(numbers, 4)));
        QVERIFY(marks.markOf(numbers, 5) != marks.markOf(numbers, 0));
        QCOMPARE(shown.view.numbers().rows[5][3], QString());
        QCOMPARE(shown.view.numbers().rows[1][3], QString("2"));
    }

    void numbersCanBeCopied() {
        Shown shown;
        shown.view.setPoints("Layer 2", {}, {}, twoGroups(2));
        shown.view.setColouring(byClass(4));
        shown.view.setSelection({2, 99, -1, 2});
        QVERIFY(shown.ready());
        QCOMPARE(shown.view.selection(), (std::vector<int>{2}));
        const NumberTable table = shown.view.numbers();
        QCOMPARE(table.columns, QStringList({"utterance", "x", "y", "Class", "selected"}));
        QCOMPARE(table.rows[0], QStringList({"u0", "1", "0", "angry", "0"}));
        QCOMPARE(table.rows[2].last(), QString("1"));
        QTest::keyClick(&shown.view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), table.tabSeparated());
        QVERIFY(shown.view.plotSummary().contains("Layer 2, 4 utterances. Coloured by Class: angry 2, sad 2."));
    }

    void nothingToShow() {
        Shown shown;
        shown.view.setEmpty("No layers here.");
        QVERIFY(shown.ready());
        QCOMPARE(shown.view.plotSummary(), QString("No layers here."));
        for (const auto key : {Qt::Key_Left, Qt::Key_Space, Qt::Key_Escape, Qt::Key_Plus}) QTest::keyClick(&shown.view, key);
        shown.lasso({QPoint(30, 30), QPoint(60, 30), QPoint(60, 50)});
        QCOMPARE(shown.view.items(), 0);
        // One point alone, and points that are all the same.
        shown.view.setPoints("Layer 2", {}, {}, {{2.0, 3.0, "only"}});
        QVERIFY(shown.settle());
        QVERIFY(shown.view.rect().contains(shown.view.itemPlace(0)));
        shown.view.setPoints("Layer 2", "a", "b", {{2.0, 3.0, "a"}, {2.0, 3.0, "b"}});
        QVERIFY(shown.settle());
        QVERIFY(shown.view.rect().contains(shown.view.itemPlace(1)));
    }

    void tenThousandPointsAreDrawnAtOnce() {
        core::Random random(4);
        std::vector<CloudPoint> points;
        PointColouring colours = byClass(10000);
        for (int i = 0; i < 10000; ++i) points.push_back({random.normal(), random.normal(), QStringLiteral("u%1").arg(i)});
        Shown shown;
        shown.view.resize(1200, 800);
        shown.view.setPoints("Layer 2", "a", "b", std::move(points));
        shown.view.setColouring(colours);
        QVERIFY(shown.ready());
        auto* plot = shown.view.findChild<QCustomPlot*>();
        plot->replot(QCustomPlot::rpImmediateRefresh);
        qint64 least = 1000;
        for (int i = 0; i < 5; ++i) {
            QElapsedTimer timer;
            timer.start();
            plot->replot(QCustomPlot::rpImmediateRefresh);
            least = std::min(least, timer.elapsed());
        }
        QVERIFY2(least < 50 * kPatience, qPrintable(QString::number(least)));
        QElapsedTimer timer;
        timer.start();
        shown.move(QPoint(500, 400), Qt::NoButton);
        QVERIFY(timer.elapsed() < 50 * kPatience);
    }

    void figuresHoldThePoints() {
        Shown shown;
        shown.view.setPoints("Layer 2", "Component 1", "Component 2", twoGroups(5));
        shown.view.setColouring(byClass(10));
        QVERIFY(shown.ready());
        QImage image(900, 600, QImage::Format_RGB32);
        image.fill(Qt::magenta);
        {
            const FigureScope scope(1.0, true, false);
            QCPPainter painter(&image);
            shown.view.drawFigure(&painter, image.size());
        }
        int coloured = 0;
        const QColor angry = Theme::instance().emotionFill("angry");
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x) {
                const QColor pixel = image.pixelColor(x, y);
                QVERIFY(pixel != QColor(Qt::magenta));
                if (std::abs(pixel.red() - angry.red()) < 30 && std::abs(pixel.blue() - angry.blue()) < 45) ++coloured;
            }
        QVERIFY2(coloured > 100, qPrintable(QString::number(coloured)));
        QVERIFY(shown.settle());
        for (int item = 0; item < 10; ++item) QVERIFY(shown.view.rect().contains(shown.view.itemPlace(item)));
    }
};

QTEST_MAIN(TestPointCloud)
#include "TestPointCloud.moc"
