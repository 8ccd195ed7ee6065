// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "tests/TestSupport.h"
#include "widgets/AlignmentPlottable.h"
#include "widgets/SignalPane.h"
#include "widgets/Theme.h"

using namespace prososcope::widgets;

/// Characters over time: which have a row, where the weights are dark, and where words and characters are named.
class TestAlignmentPlottable : public QObject {
    Q_OBJECT

private:
    static constexpr int kCharacters = 5;
    TimeView m_view;
    std::unique_ptr<SignalPane> m_pane;
    AlignmentPlottable* m_text = nullptr;

    void show(double start, double end) {
        m_view.setRange(start, end);
        m_pane->xAxis->setRange(start, end);
        m_pane->replot();
    }
    [[nodiscard]] QColor at(double seconds, double y) const {
        const QImage picture = m_pane->toPixmap(m_pane->width(), m_pane->height()).toImage();
        return picture.pixelColor(static_cast<int>(m_pane->xAt(seconds)), static_cast<int>(y));
    }
    /// Pixels of a box that are as the theme's text.
    [[nodiscard]] int inked(const QRectF& box) const {
        const QImage picture = m_pane->toPixmap(m_pane->width(), m_pane->height()).toImage();
        const int ink = Theme::instance().color(Ink::Text).lightness();
        int count = 0;
        for (int y = static_cast<int>(box.top()); y < static_cast<int>(box.bottom()) - 3; ++y) {
            for (int x = static_cast<int>(box.left()); x < static_cast<int>(box.right()); ++x)
                count += picture.rect().contains(x, y) && std::abs(picture.pixelColor(x, y).lightness() - ink) < 60 ? 1 : 0;
        }
        return count;
    }

private Q_SLOTS:
    /// "ab cd", a character each second, all of its weight in the frame of that second.
    void init() {
        m_view.setDuration(6.0);
        m_pane = std::make_unique<SignalPane>();
        m_pane->resize(900, 300);
        m_pane->setTimeView(&m_view);
        m_text = new AlignmentPlottable(m_pane->xAxis, m_pane->yAxis);
        LayerValues weights;
        weights.firstSeconds = 0.5;
        weights.hopSeconds = 1.0;
        weights.frames = 6;
        weights.range = QCPRange(0.0, 1.0);
        QList<WrittenPart> characters;
        const QString text = QStringLiteral("ab cd");
        for (int i = 0; i < kCharacters; ++i) {
            characters.append({QString(text[i]), i + 0.1, i + 0.9});
            for (int frame = 0; frame < 6; ++frame) weights.values.push_back(frame == i ? 1.0F : 0.0F);
        }
        m_text->setTranscript(characters, {{"ab", 0.1, 1.9}, {"cd", 3.1, 4.9}}, weights);
        m_pane->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
    }
    void cleanup() {
        Theme::instance().choose(Theme::Choice::Light);
        m_pane.reset();
    }

    void theFirstCharacterIsOnTop() {
        for (const auto choice : {Theme::Choice::Light, Theme::Choice::Dark}) {
            Theme::instance().choose(choice);
            show(0.0, 6.0);
            QCOMPARE(m_text->rows().count, qsizetype{kCharacters});
            double above = 0.0;
            for (int i = 0; i < kCharacters; ++i) {
                const QRectF row = m_text->rowOf(i);
                QVERIFY(row.height() > 10.0 && row.top() >= above);
                above = row.top() + 1.0;
                QCOMPARE(m_text->characterAt(row.center().y()), qsizetype{i});
                QVERIFY2(at(i + 0.5, row.center().y()).lightness() < 40, qPrintable(QString::number(i)));
                QVERIFY(at(5.5, row.center().y()).lightness() > 230);
                QCOMPARE(m_text->weightAt(i + 0.5, i), 1.0);
                QCOMPARE(m_text->weightAt(i + 0.5, i > 0 ? i - 1 : 1), 0.0);
            }
        }
        QCOMPARE(m_text->characterAt(2.0), qsizetype{-1});
        QVERIFY(std::isnan(m_text->weightAt(0.5, -1)) && std::isnan(m_text->weightAt(9.0, 0)));
    }

    void rowsAreThoseInSight() {
        show(2.95, 6.0);
        QCOMPARE(m_text->rows().first, qsizetype{3});
        QCOMPARE(m_text->rows().count, qsizetype{2});
        QVERIFY(m_text->rowOf(0).isEmpty());
        QVERIFY(at(3.5, m_text->rowOf(3).center().y()).lightness() < 40);
        QVERIFY(at(3.5, m_text->rowOf(4).center().y()).lightness() > 230);
        QCOMPARE(m_text->numbers().size(), 2);
        QCOMPARE(m_text->numbers()[0].quantity, QString("character 4, c"));
        QCOMPARE(m_text->numbers()[0].values, (std::vector<double>{1.0, 0.0, 0.0}));
        show(5.2, 6.0);
        QCOMPARE(m_text->rows().count, qsizetype{0});
        QVERIFY(m_text->numbers().isEmpty());
    }

    void wordsStandAboveTheirPlaces() {
        for (const auto choice : {Theme::Choice::Light, Theme::Choice::Dark}) {
            Theme::instance().choose(choice);
            show(0.0, 6.0);
            for (const int word : {0, 1}) {
                const QRectF box = m_text->boxOf(word);
                QVERIFY(box.bottom() <= m_text->rowOf(0).top() + 1.0);
                QVERIFY2(inked(box) > 6, qPrintable(QString::number(inked(box))));
            }
            QCOMPARE(inked(QRectF(m_pane->xAt(2.2), m_text->boxOf(0).top(), 60.0, m_text->boxOf(0).height())), 0);
        }
        QVERIFY(std::abs(m_text->boxOf(1).left() - m_pane->xAt(3.1)) < 1.0);
        m_pane->resize(900, 60);  // too low for words
        m_pane->replot();
        QVERIFY(m_text->boxOf(0).isEmpty());
        QVERIFY(m_text->rowOf(4).bottom() <= 60.0);
    }

    /// Attention may find two words at one place: the first is read there, not both.
    void wordsDoNotCoverEachOther() {
        show(0.0, 6.0);
        const auto letters = [&](const QList<WrittenPart>& words) {
            LayerValues weights = m_text->layer();
            m_text->setTranscript(m_text->characters(), words, weights);
            m_pane->replot();
            return inked(m_text->boxOf(0));
        };
        const int alone = letters({{"abab", 1.0, 3.0}});
        QVERIFY(alone > 6);
        QCOMPARE(letters({{"abab", 1.0, 3.0}, {"cc", 1.1, 3.0}}), alone);
    }

    /// At the left edge where rows are high, beside the dark place where they are not.
    void charactersAreNamed() {
        show(0.0, 6.0);
        const auto dark = [&](double left, double right, const QRectF& row) {
            const QImage picture = m_pane->toPixmap(m_pane->width(), m_pane->height()).toImage();
            int count = 0;
            for (int y = static_cast<int>(row.center().y()) - 6; y < static_cast<int>(row.center().y()) + 6; ++y) {
                for (int x = static_cast<int>(left); x < static_cast<int>(right); ++x)
                    count += picture.rect().contains(x, y) && picture.pixelColor(x, y).lightness() < 120 ? 1 : 0;
            }
            return count;
        };
        QVERIFY(dark(2.0, 16.0, m_text->rowOf(3)) > 5);
        m_pane->resize(900, 100);
        m_pane->replot();
        const QRectF row = m_text->rowOf(4);
        QVERIFY(row.height() < 13.0);
        QCOMPARE(dark(2.0, 16.0, row), 0);
        QVERIFY(dark(m_pane->xAt(5.02), m_pane->xAt(5.3), row) > 3 || dark(m_pane->xAt(4.9), m_pane->xAt(5.2), row) > 3);
        QCOMPARE(AlignmentPlottable::shownCharacter(" "), QString("\u2423"));
    }

    void nothingIsDrawnOfNothing() {
        m_text->setTranscript({}, {}, {});
        show(0.0, 6.0);
        QCOMPARE(m_text->rows().count, qsizetype{0});
        QCOMPARE(m_text->characterAt(150.0), qsizetype{-1});
    }
};

QTEST_MAIN(TestAlignmentPlottable)
#include "TestAlignmentPlottable.moc"
