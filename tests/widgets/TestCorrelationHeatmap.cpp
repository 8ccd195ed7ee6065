// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QWheelEvent>
#include <cmath>

#include "tests/TestSupport.h"
#include "tests/widgets/HeatmapSupport.h"
#include "widgets/Accessible.h"
#include "widgets/CorrelationColors.h"
#include "widgets/CorrelationHeatmap.h"
#include "widgets/CorrelationStrip.h"
#include "widgets/DivergingMap.h"
#include "widgets/Theme.h"
#include "widgets/UnitScatter.h"

using namespace prososcope;
using namespace prososcope::widgets;
using namespace heatmap_bench;

namespace {

double lightness(const QColor& color) {
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    const double y = 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
    return y > 216.0 / 24389.0 ? 116.0 * std::cbrt(y) - 16.0 : 24389.0 / 27.0 * y;
}

}  // namespace

class TestCorrelationHeatmap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { Theme::instance().choose(Theme::Choice::Light); }
    void cleanupTestCase() { Theme::instance().choose(Theme::Choice::Light); }

    void cellsHaveTheColoursOfTheirValues_data() {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void cellsHaveTheColoursOfTheirValues() {
        QFETCH(bool, dark);
        Theme::instance().choose(dark ? Theme::Choice::Dark : Theme::Choice::Light);
        CorrelationHeatmap view;
        view.setData(small());
        view.setLimit(0.5);
        show(view, {900, 400});
        const QImage image = view.grab().toImage();
        const auto cell = [&](int map, int layer, int unit) {
            return colorAt(image, view.cellRect({map, layer, unit}).center());
        };
        QCOMPARE(cell(0, 0, 0), diverging(1.0));
        QCOMPARE(cell(0, 0, 1), diverging(-1.0));
        QCOMPARE(cell(1, 1, 0), diverging(-0.8));
    }

    void whatDoesNotCountKeepsItsLightnessAndLosesItsChroma() {
        for (const Theme::Choice choice : {Theme::Choice::Light, Theme::Choice::Dark}) {
            Theme::instance().choose(choice);
            for (const bool absolute : {false, true}) {
                const CorrelationColors colors(absolute, 0.6);
                for (int step = -12; step <= 12; ++step) {
                    const QColor significant(colors.at(0.05 * step, true));
                    const QColor other(colors.at(0.05 * step, false));
                    QCOMPARE(other.saturation(), 0);
                    QVERIFY2(std::abs(lightness(significant) - lightness(other)) < 0.6, qPrintable(significant.name()));
                }
            }
        }
        Theme::instance().choose(Theme::Choice::Light);
        CorrelationHeatmap view;
        view.setData(small());
        view.setLimit(0.5);
        show(view, {900, 400});
        const QImage image = view.grab().toImage();
        const QColor dimmed = colorAt(image, view.cellRect({0, 0, 2}).center());
        QCOMPARE(dimmed.saturation(), 0);
        QVERIFY(std::abs(lightness(dimmed) - lightness(diverging(0.5))) < 0.6);
    }

    /// No part of it has the colour of 0 (nor of any r) all over: it is hatched.
    void undefinedIsNeverDrawnAsZero() {
        for (const bool absolute : {false, true}) {
            CorrelationHeatmap view;
            view.setData(small());
            view.setAbsolute(absolute);
            show(view, {900, 400});
            const QImage image = view.grab().toImage();
            const QRect cell = view.cellRect({0, 0, 3}).adjusted(2, 2, -2, -2);
            int muted = 0;
            for (int y = cell.top(); y <= cell.bottom(); ++y)
                for (int x = cell.left(); x <= cell.right(); ++x)
                    muted += colorAt(image, {x, y}) == Theme::instance().color(Ink::Muted) ? 1 : 0;
            QVERIFY(muted >= cell.width() * cell.height() / 8);
            QVERIFY(view.cellSentence({0, 0, 3}).contains("undefined"));
            // One column of one pixel keeps a mark too.
            const CorrelationColors colors(absolute, 1.0);
            QImage narrow(40, 6, QImage::Format_RGB32);
            narrow.fill(Qt::white);
            colors.hatch(narrow, QRect(6, 0, 1, 6));
            QCOMPARE(narrow.pixelColor(6, 0), Theme::instance().color(Ink::Muted));
        }
    }

    void allTargetsHaveTheSameLimits() {
        CorrelationHeatmap view;
        auto data = small();
        data->maps[0].map.r[0] = 0.4F;
        data->maps[1].map.r[3] = 0.4F;
        view.setData(data);
        view.setLimit(0.8);
        show(view, {900, 400});
        QImage image = view.grab().toImage();
        const auto same = [&] {
            return colorAt(image, view.cellRect({0, 0, 0}).center()) == colorAt(image, view.cellRect({1, 0, 3}).center());
        };
        QVERIFY(same());
        QCOMPARE(colorAt(image, view.cellRect({0, 0, 0}).center()), diverging(0.5));
        view.setLimit(0.4);
        image = view.grab().toImage();
        QVERIFY(same());
        QCOMPARE(colorAt(image, view.cellRect({0, 0, 0}).center()), diverging(1.0));
    }

    void theMousePicksTheCellUnderIt() {
        CorrelationHeatmap view;
        view.setData(small());
        show(view, {900, 400});
        QSignalSpy activated(&view, &CorrelationHeatmap::activated);
        for (int map = 0; map < 2; ++map) {
            for (int layer = 0; layer < 2; ++layer) {
                for (int unit = 0; unit < (layer == 0 ? 4 : 3); ++unit) {
                    const QRect cell = view.cellRect({map, layer, unit});
                    QVERIFY(view.rect().contains(cell));
                    for (const QPoint at : {cell.topLeft(), cell.center(), cell.bottomRight()}) {
                        QTest::mouseClick(&view, Qt::LeftButton, {}, at);
                        QCOMPARE(activated.takeLast(), QVariantList({map, layer, unit}));
                    }
                }
            }
        }
        // The narrower layer has no fourth unit.
        QTest::mouseClick(&view, Qt::LeftButton, {},
                          QPoint(view.cellRect({0, 0, 3}).center().x(), view.cellRect({0, 1, 0}).center().y()));
        QVERIFY(activated.isEmpty() || activated.last() != QVariantList({0, 1, 3}));
        QCOMPARE(view.current(), (CorrelationHeatmap::Cell{1, 1, 2}));
    }

    void hoveringMarksTheSameCellInAllMaps() {
        CorrelationHeatmap view;
        view.setData(small());
        show(view, {900, 400});
        const QImage before = view.grab().toImage();
        QSignalSpy hovered(&view, &CorrelationHeatmap::hoverChanged);
        QTest::mouseMove(&view, view.cellRect({1, 0, 2}).center());
        QTRY_COMPARE(hovered.count(), 1);
        QCOMPARE(view.hovered(), (CorrelationHeatmap::Cell{1, 0, 2}));
        const QString said = hovered.first().first().toString();
        for (const char* part : {"arousal", "layer 1 (first), unit 3", "r = .300", "95 % CI .20 to .40", "p .040",
                                 "adjusted .500", "n = 100", "does not count"})
            QVERIFY2(said.contains(QLatin1String(part)), qPrintable(said));
        const QImage after = view.grab().toImage();
        for (int map = 0; map < 2; ++map) {
            const QPoint edge = view.cellRect({map, 0, 2}).topLeft() + QPoint(4, -1);
            QVERIFY(colorAt(before, edge) != colorAt(after, edge));
            QCOMPARE(colorAt(after, edge), Theme::instance().color(Ink::Text));
        }
        QTest::mouseMove(&view, QPoint(2, 2));
        QTRY_COMPARE(hovered.count(), 2);
        QVERIFY(hovered.last().first().toString().isEmpty());
    }

    void theKeysMoveAndPick() {
        CorrelationHeatmap view;
        view.setData(small());
        show(view, {900, 400});
        view.setFocus();
        QSignalSpy activated(&view, &CorrelationHeatmap::activated);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(activated.count(), 0);
        const auto at = [&](int map, int layer, int unit) {
            return view.current() == CorrelationHeatmap::Cell{map, layer, unit};
        };
        QTest::keyClick(&view, Qt::Key_Right);
        QVERIFY(at(0, 0, 0));
        QTest::keyClick(&view, Qt::Key_Right);
        QVERIFY(at(0, 0, 1));
        QTest::keyClick(&view, Qt::Key_End);
        QVERIFY(at(0, 0, 3));
        QTest::keyClick(&view, Qt::Key_Right);
        QVERIFY(at(0, 0, 3));
        QTest::keyClick(&view, Qt::Key_Down);
        QVERIFY(at(0, 1, 2));  // the layer is narrower
        QTest::keyClick(&view, Qt::Key_Down);
        QVERIFY(at(0, 1, 2));
        QTest::keyClick(&view, Qt::Key_PageDown);
        QVERIFY(at(1, 1, 2));
        QTest::keyClick(&view, Qt::Key_Home);
        QVERIFY(at(1, 1, 0));
        QTest::keyClick(&view, Qt::Key_Enter);
        QCOMPARE(activated.takeLast(), QVariantList({1, 1, 0}));
        QTest::keyClick(&view, Qt::Key_PageUp);
        QTest::keyClick(&view, Qt::Key_Up);
        QVERIFY(at(0, 0, 0));
        QTest::keySequence(&view, QKeySequence::Copy);
        QCOMPARE(QGuiApplication::clipboard()->text(), view.cellSentence({0, 0, 0}));
        QVERIFY(view.plotSummary().startsWith(view.cellSentence({0, 0, 0})));
    }

    void mapsStandSideBySideWhileAUnitHasTwoPixels() {
        CorrelationHeatmap view;
        view.setData(wide(4, 200, 2));
        int sideBySide = 0;
        int stacked = 0;
        for (int width = 500; width <= 1600; width += 7) {
            view.resize(width, 600);
            const HeatmapLayout layout = view.layoutOf();
            if (layout.across() == 2) {
                ++sideBySide;
                QVERIFY2(layout.columnWidth() >= 2.0, qPrintable(QString::number(width)));
                QCOMPARE(layout.plot(0).top(), layout.plot(1).top());
                QVERIFY(layout.profile(0).right() < layout.labels(1).left());
            } else {
                ++stacked;
                QCOMPARE(sideBySide, 0);  // wider never goes back
                QVERIFY(layout.plot(1).top() > layout.plot(0).bottom());
                // The same beside each other would have had less than two pixels for a unit.
                QVERIFY(layout.plot(0).width() < 2 * (2 * 200 + 200));
            }
        }
        QVERIFY(sideBySide > 10 && stacked > 10);
    }

    void belowOnePixelAColumnShowsTheStrongestOfItsUnits() {
        CorrelationHeatmap view;
        auto data = wide(2, 3000, 1);
        data->maps[0].map.r[1500] = -0.93F;
        data->maps[0].map.adjusted[1500] = 0.001;
        view.setData(data);
        view.setLimit(0.93);
        show(view, {900, 300});
        const auto together = view.layoutOf().unitsPerColumn();
        QCOMPARE(together, std::int64_t{(3000 + view.layoutOf().plot(0).width() - 1) / view.layoutOf().plot(0).width()});
        QVERIFY(together > 1);
        const HeatmapLayout::Cell column{0, 0, static_cast<int>(1500 / together)};
        QCOMPARE(view.unitOf(column), 1500);
        const QImage image = view.grab().toImage();
        QCOMPARE(colorAt(image, view.layoutOf().cellRect(column).center()), diverging(-1.0));
        QVERIFY(view.cellSentence({0, 0, 1500}).contains(QStringLiteral("stands for %1 units").arg(together)));
        // Its neighbours differ: the arrows go from column to column.
        view.setCurrent({0, 0, 1500});
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(view.columnOf(view.current()).column, column.column + 1);
    }

    void unitsAreSortedByTheROfAMap() {
        CorrelationHeatmap view;
        view.setData(small());
        show(view, {900, 400});
        view.sortBy(0);
        const auto unit = [&](int map, int layer, int column) { return view.unitOf({map, layer, column}); };
        const int expected[] = {0, 2, 1, 3};  // .5, .25, -.5, undefined
        for (int column = 0; column < 4; ++column) {
            QCOMPARE(unit(0, 0, column), expected[column]);
            QCOMPARE(unit(1, 0, column), expected[column]);  // the same units below each other
        }
        QCOMPARE(unit(0, 1, 0), 0);
        QCOMPARE(unit(0, 1, 2), 1);
        view.sortBy(-1);
        QCOMPARE(unit(0, 0, 1), 1);
    }

    void theWheelZoomsAndScrolls() {
        CorrelationHeatmap view;
        view.setData(wide(4, 1024, 1));
        show(view, {900, 300});
        const auto wheel = [&](const QPoint& angle, Qt::KeyboardModifiers keys) {
            const QPointF at = view.layoutOf().plot(0).center();
            QWheelEvent event(at, view.mapToGlobal(at), {}, angle, Qt::NoButton, keys, Qt::NoScrollPhase, false);
            QApplication::sendEvent(&view, &event);
            return event.isAccepted();
        };
        QVERIFY(!wheel({0, 120}, Qt::NoModifier));  // belongs to what is around
        QVERIFY(!wheel({0, -120}, Qt::ShiftModifier));
        for (int i = 0; i < 6; ++i) QVERIFY(wheel({0, 120}, Qt::ControlModifier));
        const HeatmapLayout zoomed = view.layoutOf();
        QVERIFY(zoomed.visibleUnits() < 300);
        const std::int64_t middle = zoomed.firstUnit() + zoomed.visibleUnits() / 2;
        QVERIFY2(std::abs(middle - 512) < 20, qPrintable(QString::number(middle)));  // the place under the mouse stays
        QVERIFY(wheel({0, -120}, Qt::ShiftModifier));
        QVERIFY(view.layoutOf().firstUnit() > zoomed.firstUnit());
        QVERIFY(wheel({120, 0}, Qt::NoModifier));
        QCOMPARE(view.layoutOf().firstUnit(), zoomed.firstUnit());
        QTest::keyClick(&view, Qt::Key_End);
        QTest::keyClick(&view, Qt::Key_End);
        QCOMPARE(view.current().unit, 1023);  // what is current is in sight
        QVERIFY(view.rect().contains(view.cellRect(view.current())));
        QTest::keyClick(&view, Qt::Key_0);
        QCOMPARE(view.zoom(), 1.0);
        QCOMPARE(view.layoutOf().visibleUnits(), std::int64_t{1024});
    }

    void whatDoesNotFitIsShownAsEmpty() {
        CorrelationHeatmap view;
        auto data = small();
        data->maps[1].map.r.pop_back();
        view.setData(data);
        QVERIFY(view.isEmpty());
        data = small();
        data->widths = {4, -3};
        view.setData(data);
        QVERIFY(view.isEmpty());
        view.setData(nullptr);
        QVERIFY(view.isEmpty());
        show(view, {400, 300});
        QTest::keyClick(&view, Qt::Key_Right);
        QTest::mouseClick(&view, Qt::LeftButton, {}, QPoint(100, 100));
        QVERIFY(!view.current().isValid());
        view.setData(small());
        view.setCurrent({0, 1, 3});  // there is no such unit
        QVERIFY(!view.current().isValid());
    }

    void aFigureEqualsTheScreen() {
        CorrelationHeatmap view;
        view.setData(small());
        view.setLimit(0.5);
        view.setCurrent({1, 0, 1});
        view.resize(900, 400);
        view.show();
        view.clearFocus();
        const QImage screen = view.grab().toImage().convertToFormat(QImage::Format_RGB32);
        QImage figure(screen.size(), QImage::Format_RGB32);
        const FigureScope scope(1.0, false, false);
        QCPPainter painter(&figure);
        view.drawFigure(&painter, view.size());
        painter.end();
        QCOMPARE(screen.devicePixelRatio(), 1.0);
        int differing = 0;
        for (int y = 1; y < screen.height() - 1; ++y)
            for (int x = 1; x < screen.width() - 1; ++x) differing += screen.pixel(x, y) == figure.pixel(x, y) ? 0 : 1;
        QCOMPARE(differing, 0);
    }

    void itSpeaksToAssistiveTechnology() {
        installAccessibleFactory();
        CorrelationHeatmap view;
        view.setData(small());
        auto* face = QAccessible::queryAccessibleInterface(&view);
        QCOMPARE(face->role(), QAccessible::Chart);
        const QString text = face->text(QAccessible::Description);
        QVERIFY2(text.contains("valence: 2 of 6 units count (BH q = .05)"), qPrintable(text));
        QVERIFY(text.contains("arousal: 2 of 7 units count"));
        QVERIFY2(view.layerSentence(1, 0).contains("mean |r| .250, largest .400, 25.0 % of 4 units count"),
                 qPrintable(view.layerSentence(1, 0)));
    }

    void everySpeakerHasASmallMap() {
        CorrelationStrip strip;
        std::vector<SpeakerMap> maps;
        for (const char* name : {"03", "08", "09"})
            maps.push_back({QString::fromLatin1(name), 40, {0.5F, -0.5F, 0.5F, 0.5F}, {1, 1, 0, 1}});
        maps.push_back({"10", 2, {}, {}});
        strip.setMaps("arousal", {2, 2}, maps);
        strip.setLimit(0.5);
        show(strip, {700, 120});
        strip.resize(700, strip.heightFor(700));
        const QImage image = strip.grab().toImage();
        const QRect first = strip.mapRect(0);
        const auto quarter = [&](int x, int y) {
            return colorAt(image,
                           {first.left() + (2 * x + 1) * first.width() / 4, first.top() + (2 * y + 1) * first.height() / 4});
        };
        QCOMPARE(quarter(0, 0), diverging(1.0));
        QCOMPARE(quarter(1, 0), diverging(-1.0));
        QCOMPARE(quarter(0, 1).saturation(), 0);
        QSignalSpy activated(&strip, &CorrelationStrip::activated);
        QTest::mouseClick(&strip, Qt::LeftButton, {}, strip.mapRect(2).center());
        QCOMPARE(activated.takeLast().first().toString(), QString("09"));
        QTest::keyClick(&strip, Qt::Key_Left);
        QTest::keyClick(&strip, Qt::Key_Return);
        QCOMPARE(activated.takeLast().first().toString(), QString("08"));
        QTest::keyClick(&strip, Qt::Key_End);
        QVERIFY(strip.plotSummary().contains("Speaker 10, arousal: undefined, with 2 utterances"));
        QVERIFY(strip.speakerSentence(0).contains("mean |r| .500, 3 of 4 units count"));
        QVERIFY(strip.heightFor(200) > strip.heightFor(700));  // more rows
    }

    void theScatterShowsTheLineAndItsBand() {
        UnitScatter view;
        std::vector<UnitPoint> points;
        const double x[] = {1, 2, 3, 4, 5};
        const double y[] = {2.1, 3.9, 6.2, 7.8, 10.1};
        for (std::size_t i = 0; i < 5; ++i) points.push_back({x[i], y[i], QString::number(i), i});
        points.push_back({std::nan(""), 1.0, "x", 9});
        view.setPoints("mean activation", "arousal", points);
        QCOMPARE(view.items(), 5);
        show(view, {300, 240});
        QVERIFY(!view.grab().isNull());
        QVERIFY(std::abs(view.fit().slope - 1.99) < 1e-12);
        QVERIFY(std::abs(view.fit().intercept - 0.05) < 1e-12);
        QSignalSpy activated(&view, &PickPlot::itemActivated);
        QWidget* plot = view.findChild<QWidget*>();
        QTest::mouseClick(plot, Qt::LeftButton, {}, plot->mapFrom(&view, view.itemPlace(3)));
        QCOMPARE(activated.takeLast().first().toInt(), 3);
        QVERIFY(view.plotSummary().contains("3: mean activation 4, arousal 7.8."));
        // Points and the line are drawn in their own colours.
        view.setCurrent(-1);
        const QImage image = view.grab().toImage();
        const QColor dot = colorAt(image, view.itemPlace(0));
        QVERIFY2(lightness(dot) > 30.0 && dot != Theme::instance().color(Ink::Data), qPrintable(dot.name()));
        view.setPoints("mean activation", "arousal", {});
        QCOMPARE(view.items(), 0);
        QVERIFY(!view.grab().isNull());
    }
};

QTEST_MAIN(TestCorrelationHeatmap)
#include "TestCorrelationHeatmap.moc"
