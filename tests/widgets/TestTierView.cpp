// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>

#include "tests/widgets/TierViewSupport.h"
#include "widgets/BoundaryLines.h"
#include "widgets/FigurePart.h"
#include "widgets/SignalPane.h"
#include "widgets/Theme.h"
#include "widgets/TierPainter.h"

using namespace tier_view;

/// What is drawn, in either theme and in figures, and what a screen reader is told.
class TestTierView : public QObject, private ShownTiers {
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }
    void childrenStandBeneathTheirParents();
    void longLabelsTakeSeveralLinesInTallRows();
    void whatIsDrawnIsWhereItShouldBe();
    void emotionsAreTinted();
    void figuresHaveTheirOwnSizeAndTheme();
    void manyIntervalsAreDrawnFast();
    void hugeAndHostileLabelsAreSurvived();
    void boundariesShowInAPane();
    void theSummaryTellsWhatIsChosen();
};

void TestTierView::childrenStandBeneathTheirParents() {
    const auto& rows = m_tiers->rows();
    QCOMPARE(rows.size(), std::size_t{3});
    QCOMPARE(rows[0].tier->header.name, std::string("words"));
    QCOMPARE(rows[1].tier->header.name, std::string("syllables"));
    QCOMPARE(rows[1].depth, 1);
    QCOMPARE(rows[2].tier->header.name, std::string("tones"));
    QCOMPARE(m_tiers->sizeHint().height(), 3 * m_tiers->rowHeight());
}

void TestTierView::longLabelsTakeSeveralLinesInTallRows() {
    const QString sentence = QStringLiteral("I just ran into him on the way to the station yesterday evening");
    m_tiers->setAnnotation(
        {0.0, 10.0, {makeTier(1, "text", TierKind::Interval, {{0.0, ""}, {4.0, sentence.toStdString()}, {5.5, ""}})}, 2});
    const auto inked = [this] {  // rows of pixels that hold text, between the boundaries
        const QImage image = m_tiers->grab().toImage();
        const double ratio = image.devicePixelRatio();
        const QRectF box = m_tiers->rowBox(0);
        int count = 0;
        for (int y = static_cast<int>(box.top() * ratio) + 1; y < static_cast<int>((box.bottom() - 2.0) * ratio); ++y) {
            bool ink = false;
            for (int x = static_cast<int>(404 * ratio); x < static_cast<int>(546 * ratio) && !ink; ++x)
                ink = image.pixelColor(x, y) != image.pixelColor(static_cast<int>(405 * ratio), static_cast<int>(2 * ratio));
            count += ink ? 1 : 0;
        }
        return count / ratio;
    };
    const double one = inked();
    m_tiers->setRowScale(4.0);
    QVERIFY2(inked() > 2.5 * one, qPrintable(QString::number(inked() / one)));
}

void TestTierView::whatIsDrawnIsWhereItShouldBe() {
    for (const auto choice : {Theme::Choice::Light, Theme::Choice::Dark}) {
        Theme::instance().choose(choice);
        const QImage image = m_tiers->grab().toImage();
        const double ratio = image.devicePixelRatio();
        const auto pixel = [&](int x, double y) {
            return image.pixelColor(static_cast<int>(x * ratio), static_cast<int>(y * ratio));
        };
        const double y = m_tiers->rowBox(0).top() + 2.0;
        QVERIFY(pixel(400, y) != pixel(390, y));  // the boundary at 4 s
        QCOMPARE(pixel(390, y), pixel(410, y));   // and nothing beside it
        QVERIFY(pixel(300, m_tiers->rowBox(1).top() + 2.0) != pixel(310, m_tiers->rowBox(1).top() + 2.0));
        QCOMPARE(pixel(300, y), pixel(310, y));  // the parent has none at 3 s
    }
    Theme::instance().choose(Theme::Choice::System);
}

void TestTierView::emotionsAreTinted() {
    QCOMPARE(emotionOfLabel("Happy"), QString("happy"));
    QCOMPARE(emotionOfLabel("V_hap"), QString("happy"));
    QCOMPARE(emotionOfLabel("a:_ang"), QString("angry"));
    for (const char* other : {"", "_hap", "hap", "V_", "V_x", "V_happ", "guten", "a_b_c"})
        QCOMPARE(emotionOfLabel(other), QString());
    auto tier = makeTier(1, "units", TierKind::Interval,
                         {{0.0, ""}, {2.0, "V_ang"}, {4.0, "N_hap"}, {6.0, "angry"}, {8.0, "S"}, {9.0, ""}});
    m_tiers->setAnnotation({0.0, 10.0, {tier}, 2});
    for (const auto choice : {Theme::Choice::Light, Theme::Choice::Dark}) {
        Theme::instance().choose(choice);
        const QImage image = m_tiers->grab().toImage();
        const double ratio = image.devicePixelRatio();
        const auto pixel = [&](double seconds) {
            return image.pixelColor(static_cast<int>(m_tiers->xAt(seconds) * ratio),
                                    static_cast<int>((m_tiers->rowBox(0).top() + 2.0) * ratio));
        };
        QCOMPARE(pixel(2.1), pixel(6.1));   // as the word itself
        QVERIFY(pixel(4.1) != pixel(2.1));  // another emotion
        QCOMPARE(pixel(8.1), pixel(9.5));   // a unit that speaks for none: as where nothing is
        QVERIFY(pixel(2.1) != pixel(9.5) && pixel(4.1) != pixel(9.5));
    }
    Theme::instance().choose(Theme::Choice::System);
}

void TestTierView::figuresHaveTheirOwnSizeAndTheme() {
    Theme::instance().choose(Theme::Choice::Dark);
    m_tiers->resize(1000, 3 * m_tiers->rowHeight());
    m_view->setCursor(8.0);
    m_view->setSelection(8.2, 8.8);
    m_tiers->setPlace({1, 1, false});
    QCOMPARE(m_tiers->figureHeight(), 3 * m_tiers->rowHeight());
    const auto drawn = [this](bool cursor) {
        constexpr int kRatio = 2;
        const QSize size(500, m_tiers->figureHeight());
        QImage image(size * kRatio, QImage::Format_RGB32);
        image.fill(Qt::red);
        image.setDevicePixelRatio(kRatio);
        const FigureScope scope(kRatio, true, cursor);
        QCPPainter painter(&image);
        m_tiers->drawFigure(&painter, size);
        painter.end();
        return image;
    };
    const QImage plain = drawn(false);
    const QImage marked = drawn(true);
    const auto at = [](const QImage& image, int x, int y) { return image.pixelColor(2 * x, 2 * y); };
    const int y = m_tiers->rowHeight() - 4;
    QCOMPARE(at(plain, 190, y), QColor(Qt::white));   // light, though the window is dark
    QVERIFY(at(plain, 200, y) != at(plain, 190, y));  // the boundary at 4 s in half the width
    QCOMPARE(at(plain, 400, y), QColor(Qt::white));
    QVERIFY(at(marked, 400, y) != QColor(Qt::white));  // the cursor
    QVERIFY(at(marked, 425, y) != QColor(Qt::white));  // and the selection
    QCOMPARE(at(plain, 425, y), QColor(Qt::white));
    QCOMPARE(at(plain, 150, y), QColor(Qt::white));  // what is chosen is not shown either
    Theme::instance().choose(Theme::Choice::System);
}

void TestTierView::manyIntervalsAreDrawnFast() {
    constexpr int kMany = 200'000;
    std::vector<Item> items;
    for (int i = 0; i < kMany; ++i) items.push_back({i * (10.0 / kMany), i % 2 == 0 ? "a" : "", 0});
    std::vector<annotation::TierPointer> tiers;
    for (Id id = 1; id <= 6; ++id) tiers.push_back(makeTier(id, "many", TierKind::Interval, items));
    m_tiers->setAnnotation({0.0, 10.0, tiers, 7});
    m_tiers->grab();
    QElapsedTimer clock;
    clock.start();
    constexpr int kTimes = 10;
    for (int i = 0; i < kTimes; ++i) {
        m_view->setRange(0.1 * i, 9.0 + 0.1 * i);
        m_tiers->grab();
    }
    // A tenth of this is usual; drawing each interval would take seconds.
    QVERIFY2(clock.elapsed() < 100 * kTimes, qPrintable(QString::number(clock.elapsed())));
    QTest::mouseClick(m_tiers.get(), Qt::LeftButton, {}, at(0, 5.0));
    QVERIFY(m_tiers->place().item.has_value());
}

void TestTierView::hugeAndHostileLabelsAreSurvived() {
    auto tier = makeTier(1, "\xff\xfe", TierKind::Interval,
                         {{0.0, std::string(3'000'000, 'x')}, {2.0, "\n\t\r"}, {4.0, "\xc3\x28"}, {6.0, "<b>&amp;</b>"}});
    m_tiers->setAnnotation({0.0, 10.0, {tier}, 2});
    QVERIFY(!m_tiers->grab().isNull());
    m_tiers->setPlace({1, 0, false});
    QVERIFY(!m_tiers->plotSummary().isEmpty());
    QVERIFY(m_tiers->plotSummary().size() < 1000);
    // Places that are not there.
    m_tiers->setPlace({1, 99, false});
    QVERIFY(!m_tiers->grab().isNull());
    m_tiers->editLabel();
    QVERIFY(m_tiers->editor() == nullptr);
    m_tiers->setPlace({77, 0, true});
    QVERIFY(!m_tiers->grab().isNull());
}

void TestTierView::boundariesShowInAPane() {
    SignalPane pane;
    pane.resize(1000, 100);
    pane.setTimeView(m_view.get());
    auto* lines = new BoundaryLines(&pane);
    pane.show();
    QVERIFY(QTest::qWaitForWindowExposed(&pane));
    QTRY_VERIFY(!pane.grab().isNull());
    const auto column = [&](int x) {
        const QImage image = pane.grab().toImage();
        return image.pixelColor(static_cast<int>(x * image.devicePixelRatio()), image.height() / 2);
    };
    QCOMPARE(column(400), column(410));
    lines->setTier(sample().find(Id{1}));
    QVERIFY(column(400) != column(410));
    lines->setTier(nullptr);
    QCOMPARE(column(400), column(410));
    m_view->setMark(6.0);
    QVERIFY(column(600) != column(610));
    m_view->setMark(-1.0);
    QCOMPARE(column(600), column(610));
}

void TestTierView::theSummaryTellsWhatIsChosen() {
    QVERIFY(m_tiers->plotSummary().contains('3'));
    m_tiers->setPlace({1, 1, false});
    QVERIFY(m_tiers->plotSummary().contains("words"));
    QVERIFY(m_tiers->plotSummary().contains("guten"));
    QVERIFY(m_tiers->plotSummary().contains("0:02.000"));
    QVERIFY(!m_tiers->accessibleName().isEmpty());
}

QTEST_MAIN(TestTierView)
#include "TestTierView.moc"
