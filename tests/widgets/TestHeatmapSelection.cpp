// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QMouseEvent>
#include <QSignalSpy>
#include <cmath>
#include <numeric>

#include "tests/widgets/HeatmapSupport.h"
#include "widgets/DivergingMap.h"
#include "widgets/Theme.h"

using namespace heatmap_bench;
using Units = std::vector<std::size_t>;

namespace {

/// The small maps with the difference of both, of which those of at least .35 count.
std::shared_ptr<HeatmapData> compared() {
    auto data = small();
    auto made = std::make_shared<analysis::CorrelationDifference>();
    made->test = analysis::DifferenceTest::Speakers;
    made->first = data->maps[0].map.r;
    made->second = data->maps[1].map.r;
    made->n = 90;
    made->speakers = 8;
    std::vector<float> r;
    for (std::size_t unit = 0; unit < made->first.size(); ++unit) {
        r.push_back(made->first[unit] - made->second[unit]);
        made->statistic.push_back(10.0 * static_cast<double>(r.back()));
    }
    data->maps.push_back(mapOf("valence less arousal", r, data->widths, 0.35));
    made->difference = r;
    made->p = data->maps[2].map.p;
    made->adjusted = data->maps[2].map.adjusted;
    data->maps[2].map.critical = std::nan("");
    data->maps[2].difference = made;
    data->maps[2].correction = "Holm, p < .05";
    data->differenceLimit = 0.8;
    return data;
}

void moveTo(QWidget& view, const QPoint& at, Qt::KeyboardModifiers modifiers = {}) {
    QMouseEvent event(QEvent::MouseMove, at, view.mapToGlobal(at), Qt::NoButton, Qt::LeftButton, modifiers);
    QApplication::sendEvent(&view, &event);
}

}  // namespace

/// Selecting units in a heatmap by mouse and keys, the order that it is given, and its maps of differences.
class TestHeatmapSelection : public QObject {
    Q_OBJECT

    static QPoint cell(const CorrelationHeatmap& view, int map, int layer, int unit) {
        return view.cellRect({map, layer, unit}).center();
    }
    static QPoint word(const CorrelationHeatmap& view, int map, int layer) {
        const HeatmapLayout layout = view.layoutOf();
        return {layout.labels(map).center().x(),
                layout.labels(map).top() + (layout.layerTop(layer) + layout.layerTop(layer + 1)) / 2};
    }

private Q_SLOTS:
    void init() { Theme::instance().choose(Theme::Choice::Light); }
    void cleanupTestCase() { Theme::instance().choose(Theme::Choice::Light); }

    void draggingSelectsWhatLiesBetween() {
        CorrelationHeatmap view;
        view.setData(small());
        show(view, {900, 400});
        QSignalSpy told(&view, &CorrelationHeatmap::selectionChanged);
        QSignalSpy picked(&view, &CorrelationHeatmap::activated);
        QTest::mousePress(&view, Qt::LeftButton, {}, cell(view, 1, 0, 1));
        QCOMPARE(picked.count(), 1);
        moveTo(view, cell(view, 1, 0, 1) + QPoint(2, 0));
        QVERIFY(view.selection().empty());  // too short for a drag
        moveTo(view, cell(view, 1, 1, 2));
        QCOMPARE(view.selection(), (Units{1, 2, 5, 6}));
        moveTo(view, cell(view, 1, 0, 3) + QPoint(400, -300));  // beyond the corner
        QCOMPARE(view.selection(), (Units{1, 2, 3}));
        QCOMPARE(told.count(), 0);
        QTest::mouseRelease(&view, Qt::LeftButton, {}, cell(view, 1, 0, 3));
        QCOMPARE(told.count(), 1);
        QCOMPARE(view.selection(), (Units{1, 2, 3}));
        QCOMPARE(view.selectionSentence(), QString("3 units of 1 layers selected"));
        QVERIFY(view.plotSummary().contains("3 units of 1 layers selected."));
        // Ctrl adds, from the cell on which it began.
        QTest::mousePress(&view, Qt::LeftButton, Qt::ControlModifier, cell(view, 0, 1, 0));
        moveTo(view, cell(view, 0, 1, 1), Qt::ControlModifier);
        QTest::mouseRelease(&view, Qt::LeftButton, Qt::ControlModifier, cell(view, 0, 1, 1));
        QCOMPARE(view.selection(), (Units{1, 2, 3, 4, 5}));
        QCOMPARE(picked.count(), 1);
        // A click picks and leaves the selection; Escape takes it off.
        QTest::mouseClick(&view, Qt::LeftButton, {}, cell(view, 0, 0, 0));
        QCOMPARE(picked.count(), 2);
        QCOMPARE(view.selection().size(), std::size_t{5});
        QTest::keyClick(&view, Qt::Key_Escape);
        QVERIFY(view.selection().empty() && view.selectionSentence().isEmpty());
    }

    void clicksWithShiftAndCtrl() {
        CorrelationHeatmap view;
        view.setData(small());
        show(view, {900, 400});
        QTest::mouseClick(&view, Qt::LeftButton, {}, cell(view, 0, 0, 2));
        QTest::mouseClick(&view, Qt::LeftButton, Qt::ShiftModifier, cell(view, 1, 1, 1));
        QCOMPARE(view.selection(), (Units{1, 2, 5, 6}));
        QTest::mouseClick(&view, Qt::LeftButton, Qt::ShiftModifier, cell(view, 0, 0, 0));  // the anchor stays
        QCOMPARE(view.selection(), (Units{0, 1, 2}));
        QTest::mouseClick(&view, Qt::LeftButton, Qt::ControlModifier, cell(view, 0, 1, 2));
        QCOMPARE(view.selection(), (Units{0, 1, 2, 6}));
        QTest::mouseClick(&view, Qt::LeftButton, Qt::ControlModifier, cell(view, 1, 0, 1));
        QCOMPARE(view.selection(), (Units{0, 2, 6}));
        QTest::mouseClick(&view, Qt::LeftButton, Qt::ControlModifier | Qt::ShiftModifier, cell(view, 1, 0, 0));
        QCOMPARE(view.selection(), (Units{0, 1, 2, 6}));
    }

    void aWordSelectsItsLayer() {
        CorrelationHeatmap view;
        view.setData(small());
        show(view, {900, 400});
        QSignalSpy picked(&view, &CorrelationHeatmap::activated);
        QTest::mouseClick(&view, Qt::LeftButton, {}, word(view, 1, 1));
        QCOMPARE(view.selection(), (Units{4, 5, 6}));
        QTest::mouseClick(&view, Qt::LeftButton, {}, word(view, 0, 0));
        QCOMPARE(view.selection(), (Units{0, 1, 2, 3}));
        QTest::mouseClick(&view, Qt::LeftButton, Qt::ControlModifier, word(view, 0, 1));
        QCOMPARE(view.selection().size(), std::size_t{7});
        QTest::mouseClick(&view, Qt::LeftButton, Qt::ControlModifier, word(view, 0, 0));
        QCOMPARE(view.selection(), (Units{4, 5, 6}));
        QTest::mouseClick(&view, Qt::LeftButton, {}, word(view, 0, 0));
        QTest::mouseClick(&view, Qt::LeftButton, Qt::ShiftModifier, word(view, 0, 1));
        QCOMPARE(view.selection().size(), std::size_t{7});
        QCOMPARE(view.selectionSentence(), QString("7 units of 2 layers selected"));
        QCOMPARE(picked.count(), 0);
    }

    void theKeysSelect() {
        CorrelationHeatmap view;
        view.setData(small());
        show(view, {900, 400});
        view.setFocus();
        QSignalSpy told(&view, &CorrelationHeatmap::selectionChanged);
        QTest::keyClick(&view, Qt::Key_Right);
        QTest::keyClick(&view, Qt::Key_Right);
        QVERIFY(view.selection().empty());
        QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(view.selection(), (Units{1, 2}));
        QTest::keyClick(&view, Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(view.selection(), (Units{1, 2, 5, 6}));
        QTest::keyClick(&view, Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(view.selection(), (Units{1, 5}));
        QCOMPARE(told.count(), 3);
        QTest::keyClick(&view, Qt::Key_End);  // goes without selecting
        QCOMPARE(view.selection(), (Units{1, 5}));
        QTest::keyClick(&view, Qt::Key_Home, Qt::ShiftModifier | Qt::ControlModifier);
        QCOMPARE(view.selection(), (Units{1, 4, 5, 6}));
        QTest::keyClick(&view, Qt::Key_Space, Qt::ControlModifier);  // the cell at which it is
        QCOMPARE(view.selection(), (Units{1, 5, 6}));
        QTest::keyClick(&view, Qt::Key_Space, Qt::ShiftModifier);
        QCOMPARE(view.selection(), (Units{4, 5, 6}));
        QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(view.selection().size(), std::size_t{7});
        QTest::keyClick(&view, Qt::Key_Escape);
        QVERIFY(view.selection().empty());
    }

    void itIsDrawnInAllMapsAndInFigures() {
        for (const Theme::Choice choice : {Theme::Choice::Light, Theme::Choice::Dark}) {
            Theme::instance().choose(choice);
            CorrelationHeatmap view;
            view.setData(small());
            view.setLimit(0.5);
            show(view, {900, 400});
            const QImage before = view.grab().toImage();
            view.setSelection({1, 2, 99});
            QCOMPARE(view.selection(), (Units{1, 2}));
            const QImage after = view.grab().toImage();
            const QColor accent = Theme::instance().color(Ink::Accent);
            for (int map = 0; map < 2; ++map) {
                const QRect first = view.cellRect({map, 0, 1});
                const QRect second = view.cellRect({map, 0, 2});
                QCOMPARE(colorAt(after, {first.left(), first.center().y()}), accent);
                QCOMPARE(colorAt(after, {first.center().x(), first.top()}), accent);
                QCOMPARE(colorAt(after, {second.right() + 1, second.center().y()}), accent);
                QVERIFY(colorAt(after, {second.left(), second.center().y()}) != accent);  // one line around both
                QCOMPARE(colorAt(after, first.center()), colorAt(before, first.center()));
            }
            view.clearFocus();
            const QImage screen = view.grab().toImage();
            QImage figure(screen.size(), QImage::Format_RGB32);
            const FigureScope scope(1.0, false, false);
            QCPPainter painter(&figure);
            view.drawFigure(&painter, view.size());
            painter.end();
            const QRect first = view.cellRect({0, 0, 1});
            QCOMPARE(figure.pixelColor(first.left(), first.center().y()), accent);
        }
    }

    void aColumnOfManyUnitsIsSelectedWhole() {
        CorrelationHeatmap view;
        view.setData(wide(2, 3000, 1));
        show(view, {900, 300});
        const auto together = static_cast<std::size_t>(view.layoutOf().unitsPerColumn());
        QVERIFY(together > 1);
        const HeatmapLayout layout = view.layoutOf();
        QTest::mousePress(&view, Qt::LeftButton, {}, layout.cellRect({0, 0, 10}).center());
        moveTo(view, layout.cellRect({0, 0, 29}).center());
        QTest::mouseRelease(&view, Qt::LeftButton, {}, layout.cellRect({0, 0, 29}).center());
        Units expected(20 * together);
        std::iota(expected.begin(), expected.end(), 10 * together);
        QCOMPARE(view.selection(), expected);
    }

    void otherLayersHaveNoSelection() {
        CorrelationHeatmap view;
        view.setData(small());
        view.setSelection({2, 5});
        QSignalSpy told(&view, &CorrelationHeatmap::selectionChanged);
        view.setData(small());
        QCOMPARE(view.selection(), (Units{2, 5}));
        view.setData(wide(2, 10, 1));
        QVERIFY(view.selection().empty());
        QCOMPARE(told.count(), 1);
        view.setSelection({19});
        view.setEmpty("nothing");
        QVERIFY(view.selection().empty());
        QCOMPARE(told.count(), 3);
        QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
        QVERIFY(view.selection().empty());
    }

    void unitsStandInTheOrderThatIsGiven() {
        CorrelationHeatmap view;
        view.setData(small());
        show(view, {900, 400});
        using Order = std::vector<std::uint32_t>;
        for (const Order& wrong : {Order{0, 1, 2, 3, 4, 5, 6}, Order{0, 1, 2, 2, 0, 1, 2}, Order{0, 1, 2}}) {
            view.orderBy(std::make_shared<const Order>(wrong));
            QVERIFY(!view.hasOrder());
        }
        view.setSelection({0});
        view.orderBy(std::make_shared<const Order>(Order{3, 1, 0, 2, 2, 0, 1}));
        QVERIFY(view.hasOrder());
        QCOMPARE(view.unitOf({0, 0, 0}), 3);
        QCOMPARE(view.unitOf({1, 0, 2}), 0);
        QCOMPARE(view.unitOf({1, 1, 0}), 2);
        QCOMPARE(view.selection(), (Units{0}));  // a unit, not a place
        QTest::mouseClick(&view, Qt::LeftButton, {}, cell(view, 0, 0, 1));
        QTest::mouseClick(&view, Qt::LeftButton, Qt::ShiftModifier, cell(view, 0, 0, 0));
        QCOMPARE(view.selection(), (Units{0, 1}));  // neighbours now
        view.setData(small());
        QVERIFY(view.hasOrder());
        view.sortBy(0);
        QVERIFY(!view.hasOrder());
        QCOMPARE(view.unitOf({0, 0, 0}), 0);
        view.orderBy(std::make_shared<const Order>(Order{3, 1, 0, 2, 2, 0, 1}));
        QCOMPARE(view.sortedBy(), -1);
        view.orderBy(nullptr);
        QCOMPARE(view.unitOf({0, 0, 0}), 0);
    }

    void differencesHaveTheirOwnLimitAndAreSigned() {
        for (const bool absolute : {false, true}) {
            CorrelationHeatmap view;
            view.setData(compared());
            view.setLimit(0.5);
            view.setAbsolute(absolute);
            show(view, {1300, 400});
            const QImage image = view.grab().toImage();
            const auto at = [&](int layer, int unit) { return colorAt(image, view.cellRect({2, layer, unit}).center()); };
            QCOMPARE(at(0, 0), diverging(0.5));     // .5 less .1, of .8
            QCOMPARE(at(0, 1), diverging(-0.875));  // -.5 less .2
            QCOMPARE(at(0, 2).saturation(), 0);     // does not differ
            QCOMPARE(colorAt(image, view.cellRect({0, 0, 2}).center()).saturation(), 0);
        }
    }

    /// Both colour bars have their words, however narrow it is, and one below the other does not run over.
    void narrowHeatmapsGiveTheWordsMoreLines() {
        CorrelationHeatmap view;
        view.setData(compared());
        view.resize(1600, 500);
        const int wideBar = view.layoutOf().colorBar().height();
        view.resize(640, 500);
        const int narrowBar = view.layoutOf().colorBar().height();
        QVERIFY2(narrowBar > wideBar + 10, qPrintable(QString("%1 %2").arg(narrowBar).arg(wideBar)));
        view.resize(640, view.minimumSizeHint().height());
        QVERIFY(view.rect().contains(view.layoutOf().colorBar()));
        view.setData(small());
        QVERIFY(view.layoutOf().colorBar().height() <= wideBar);
    }

    void differencesAreSaid() {
        CorrelationHeatmap view;
        view.setData(compared());
        show(view, {1300, 400});
        const QString said = view.cellSentence({2, 0, 1});
        for (const char* part :
             {"valence less arousal, layer 1 (first), unit 2", "r = -.500 less .200, difference -.700",
              "t = -7.00 (paired over 8 speakers", "p .040", "adjusted .010", "n = 90", "It differs (Holm, p < .05)"})
            QVERIFY2(said.contains(QLatin1String(part)), qPrintable(said));
        QVERIFY(view.cellSentence({2, 0, 2}).contains("It does not differ"));
        QVERIFY(view.cellSentence({2, 0, 3}).contains("undefined"));
        QVERIFY(view.cellSentence({0, 0, 0}).contains("It counts (BH q = .05)"));
        QVERIFY2(view.mapSentence(2).contains("valence less arousal: 3 of 6 units differ (Holm, p < .05)"),
                 qPrintable(view.mapSentence(2)));
        QVERIFY(view.layerSentence(2, 0).contains("units differ"));
    }
};

QTEST_MAIN(TestHeatmapSelection)
#include "TestHeatmapSelection.moc"
