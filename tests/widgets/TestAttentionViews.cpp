// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <cmath>

#include "tests/TestSupport.h"
#include "widgets/AttentionGrid.h"
#include "widgets/AttentionView.h"
#include "widgets/Theme.h"

using namespace prososcope;
using namespace prososcope::widgets;

namespace {

/// Ten frames; each looks at the one before with .75 and at itself with .25.
HeadMap tenFrames() {
    auto values = std::make_shared<std::vector<float>>(100, 0.0F);
    for (std::size_t i = 0; i < 10; ++i) {
        (*values)[i * 10 + i] = i == 0 ? 1.0F : 0.25F;
        if (i > 0) (*values)[i * 10 + i - 1] = 0.75F;
    }
    return {"layer 1, head 1", 2.005, 0.01, 10, *values, values};
}

template <typename View>
void show(View& view, const QSize& size) {
    view.resize(size);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
}

}  // namespace

class TestAttentionViews : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void picturesAreDarkWhereWeightsAreHigh() {
        const auto map = tenFrames();
        QCOMPARE(darkestWeight(map.weights), 1.0);
        const auto whole = attentionPicture(map.weights, 10, 100, 1.0);
        QCOMPARE(whole.size(), QSize(10, 10));
        QCOMPARE(qGray(whole.pixel(9, 0)), 255);                       // the first frame looks at none that follows
        QVERIFY(qGray(whole.pixel(0, 0)) < 30);                        // but at itself alone
        QVERIFY(qGray(whole.pixel(4, 5)) < qGray(whole.pixel(5, 5)));  // row 5 looks at frame 4 more than at itself
        // Half as fine, a pixel is the highest weight within it: by the square root.
        const auto half = attentionPicture(map.weights, 10, 5, 1.0);
        QCOMPARE(half.size(), QSize(5, 5));
        QCOMPARE(half.pixelIndex(2, 2), static_cast<int>(std::lround(255.0 * std::sqrt(0.75))));
        QVERIFY(attentionPicture(map.weights, 11, 5, 1.0).isNull());  // too few weights
        QCOMPARE(darkestWeight({}), 0.0);
    }

    void theCrossTellsTimesAndWeight() {
        AttentionView view;
        QCOMPARE(view.plotSummary(), QString("No attention is shown."));
        show(view, {400, 400});
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(view.looking(), -1);
        view.setMap(tenFrames());
        QSignalSpy moved(&view, &AttentionView::crossMoved);
        QSignalSpy chosen(&view, &AttentionView::timesChosen);
        QTest::mouseMove(&view, view.place(5, 4));
        QTRY_COMPARE(view.looking(), 5);
        QCOMPARE(view.lookedAt(), 4);
        QCOMPARE(view.crossText(), QString("0:02.055 looks at 0:02.045: weight 0.75"));
        QCOMPARE(moved.last()[0].toString(), view.crossText());
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.place(7, 6));
        QCOMPARE(chosen.count(), 1);
        QVERIFY(std::abs(chosen[0][0].toDouble() - 2.075) < 1e-9 && std::abs(chosen[0][1].toDouble() - 2.065) < 1e-9);
        QTest::keyClick(&view, Qt::Key_Down);
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(view.looking(), 8);
        QCOMPARE(view.lookedAt(), 7);
        QTest::keyClick(&view, Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(view.looking(), 0);
        QTest::keyClick(&view, Qt::Key_End);
        QCOMPARE(view.lookedAt(), 9);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(chosen.count(), 2);
        QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), view.crossText());
        QVERIFY(view.plotSummary().contains("layer 1, head 1") && view.plotSummary().contains("10 frames"));
        // The same frames of another head: the cross stays; of another stretch it goes.
        view.setMap(tenFrames());
        QCOMPARE(view.looking(), 0);
        auto other = tenFrames();
        other.firstSeconds = 5.0;
        view.setMap(other);
        QVERIFY(view.looking() == -1 && view.crossText().isEmpty());
    }

    void drawsTheMapInBothThemes() {
        AttentionView view;
        show(view, {400, 400});
        view.setMap(tenFrames());
        for (const auto theme : {Theme::Choice::Light, Theme::Choice::Dark}) {
            Theme::instance().choose(theme);
            const QImage seen = view.grab().toImage().scaled(view.size());
            // White where no frame looks, dark where they look, in both.
            QVERIFY(qGray(seen.pixel(view.place(2, 7))) > 250);
            QVERIFY(qGray(seen.pixel(view.place(0, 0))) < 60);
        }
        Theme::instance().choose(Theme::Choice::Light);
    }

    void headsAreChosenByMouseAndKeys() {
        AttentionGrid grid;
        QSignalSpy chosen(&grid, &AttentionGrid::chosen);
        std::vector<AttentionGrid::Head> heads;
        const auto map = tenFrames();
        for (int i = 0; i < 6; ++i)
            heads.push_back({attentionPicture(map.weights, 10, 10, 1.0), QString("Head number %1.").arg(i)});
        QCOMPARE(grid.layer(), -1);
        grid.setHeads(2, 3, heads);
        show(grid, grid.sizeHint());
        QVERIFY(grid.layer() == 0 && grid.head() == 0);
        QTest::mouseClick(&grid, Qt::LeftButton, {}, grid.mapRect(1, 2).center());
        QVERIFY(grid.layer() == 1 && grid.head() == 2);
        QCOMPARE(chosen.count(), 1);
        QVERIFY(grid.plotSummary().startsWith("Head number 5. 2 layers"));
        QTest::keyClick(&grid, Qt::Key_Right);  // there is none
        QTest::keyClick(&grid, Qt::Key_Down);
        QCOMPARE(chosen.count(), 1);
        QTest::keyClick(&grid, Qt::Key_Up);
        QTest::keyClick(&grid, Qt::Key_Home);
        QVERIFY(grid.layer() == 0 && grid.head() == 0);
        QTest::keyClick(&grid, Qt::Key_End);
        QCOMPARE(grid.head(), 2);
        QVERIFY(grid.rect().contains(grid.mapRect(1, 2)));
        grid.setHeads(1, 2, {heads[0], heads[1]});  // a smaller network: the nearest head
        QVERIFY(grid.layer() == 0 && grid.head() == 1);
        grid.setHeads(0, 0, {});
        QCOMPARE(grid.plotSummary(), QString("No attention is shown."));
    }
};

QTEST_MAIN(TestAttentionViews)
#include "TestAttentionViews.moc"
