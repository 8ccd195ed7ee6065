// SPDX-License-Identifier: GPL-3.0-or-later
#include <QHBoxLayout>
#include <QVBoxLayout>
#include <cmath>

#include "TextRecorder.h"
#include "tests/TestSupport.h"
#include "widgets/AffectTrail.h"
#include "widgets/EmotionDial.h"
#include "widgets/EmotionWord.h"
#include "widgets/LiveStrip.h"
#include "widgets/Presentation.h"
#include "widgets/Theme.h"

using namespace prososcope::widgets;

namespace {

const QStringList kClasses{"angry", "happy", "neutral", "sad", "fearful", "disgusted", "surprised"};

/// WCAG 2, written down again.
double contrast(const QColor& a, const QColor& b) {
    const auto luminance = [](const QColor& color) {
        const auto one = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
        return 0.2126 * one(color.redF()) + 0.7152 * one(color.greenF()) + 0.0722 * one(color.blueF());
    };
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

/// The views of the display as an audience sees them: dial and word beside the plane, the strip under them.
struct Audience : QWidget {
    EmotionDial* dial = new EmotionDial;
    EmotionWord* word = new EmotionWord;
    AffectTrail* trail = new AffectTrail;
    LiveStrip* strip = new LiveStrip;

    explicit Audience(QSize size) {
        auto* top = new QHBoxLayout;
        top->addWidget(dial, 3);
        top->addWidget(word, 5);
        top->addWidget(trail, 3);
        auto* all = new QVBoxLayout(this);
        all->addLayout(top, 3);
        all->addWidget(strip, 2);
        setPalette(QPalette(Theme::instance().color(Ink::Data)));
        setAutoFillBackground(true);
        strip->setClasses(kClasses);
        dial->setClasses(kClasses);
        word->setClasses(kClasses);
        dial->setPresentation(true);
        word->setPresentation(true);
        trail->setPresentation(true);
        trail->setNote("derived from classes");
        word->setLine("since 3.2 s, next neutral .18");
        resize(size);
        ensurePolished();
        layout()->activate();
    }
    void show(int state) {
        const QColor color = Theme::instance().emotionFill("happy");
        for (int i = 0; i < 20; ++i) trail->add(0.25 * i, {0.4 + 0.02 * i, 0.1 * std::sin(i)}, color);
        dial->setPosteriors({0.05, 0.71, 0.18, 0.02, 0.02, 0.01, 0.01}, state == 0 ? 1 : -1, state == 2 ? 0.0 : 1.0);
        if (state == 0) word->showWord("happy");
        if (state == 1) word->showUnsure("disgusted", "surprised");
        if (state == 2) {
            word->showNothing();
            word->setPresence(0.0);
            trail->addNothing(6.0);
        }
        std::vector<float> decibels(129);
        for (int i = 0; i < 1000; ++i) {
            const double swell = 0.5 + 0.5 * std::sin(0.02 * i);
            for (std::size_t b = 0; b < decibels.size(); ++b)
                decibels[b] = static_cast<float>(-100.0 + 50.0 * swell * std::abs(std::cos(0.2 * static_cast<double>(b))));
            strip->setPosteriors(i % 400 < 300 ? std::vector<double>{0.05, 0.05 + 0.8 * swell, 0.9 - 0.8 * swell, 0, 0, 0, 0}
                                               : std::vector<double>());
            strip->addColumn(static_cast<float>(-swell), static_cast<float>(swell), decibels);
        }
    }
};

}  // namespace

/// What an audience reads: contrast and size of every text that the views paint for it.
class TestPresentation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { Theme::instance().choose(Theme::Choice::Light); }

    void textIsReadFromAfar_data() {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("state");
        for (const bool dark : {false, true}) {
            for (const QSize size : {QSize(1280, 720), QSize(1024, 768), QSize(1920, 1080), QSize(3840, 2160)}) {
                for (const int state : {0, 1, 2})
                    QTest::addRow("%s %dx%d state %d", dark ? "dark" : "light", size.width(), size.height(), state)
                        << dark << size << state;
            }
        }
    }
    void textIsReadFromAfar() {
        QFETCH(bool, dark);
        QFETCH(QSize, size);
        QFETCH(int, state);
        Theme::instance().choose(dark ? Theme::Choice::Dark : Theme::Choice::Light);
        Audience display(size);
        display.show(state);
        const auto texts = TextRecorder::textsOf(display);
        QVERIFY2(texts.size() >= 7, qPrintable(QString::number(texts.size())));  // number, word, line, four ends, note
        const QColor ground = Theme::instance().color(Ink::Data);
        for (const auto& text : texts) {
            QVERIFY2(contrast(text.color, ground) >= 7.0, qPrintable(text.text + ' ' + text.color.name()));
            QVERIFY2(40 * text.pixels >= size.height(), qPrintable(text.text + ' ' + QString::number(text.pixels)));
        }
        if (const QString folder = qEnvironmentVariable("PROSOSCOPE_PICTURES"); !folder.isEmpty())
            QVERIFY(display.grab().save(
                QStringLiteral("%1/present-%2.png").arg(folder, QTest::currentDataTag()).replace(' ', '-')));
    }

    /// Each text lies inside its view and none over another.
    void nothingIsCutOrOverlaps_data() { textIsReadFromAfar_data(); }
    void nothingIsCutOrOverlaps() {
        QFETCH(QSize, size);
        QFETCH(int, state);
        Audience display(size);
        display.show(state);
        for (QWidget* view :
             {static_cast<QWidget*>(display.dial), static_cast<QWidget*>(display.word), static_cast<QWidget*>(display.trail)}) {
            QList<QRectF> places;
            for (const auto& text : TextRecorder::textsOf(*view)) {
                QFont font = Theme::instance().font(Theme::Size::Small, view != display.trail);
                font.setPixelSize(text.pixels);
                const QFontMetricsF metrics(font);
                const QRectF place(text.at.x(), text.at.y() - metrics.capHeight(), metrics.horizontalAdvance(text.text),
                                   metrics.capHeight());
                const auto print = QStringLiteral("%1 at %2 of %3").arg(text.text).arg(place.right()).arg(view->width());
                QVERIFY2(QRectF(view->rect()).adjusted(-1, -1, 1, 1).contains(place), qPrintable(print));
                for (const auto& other : places) QVERIFY2(!other.intersects(place), qPrintable(print));
                places.append(place);
            }
        }
    }

    /// The recorder sees what is there: at a desk, quiet text is smaller and paler.
    void atADeskItIsQuieter() {
        Audience display(QSize(1920, 1080));
        display.show(0);
        display.word->setPresentation(false);
        display.trail->setPresentation(false);
        QStringList small;
        QStringList pale;
        for (const auto& text : TextRecorder::textsOf(display)) {
            if (40 * text.pixels < 1080) small << text.text;
            if (contrast(text.color, Theme::instance().color(Ink::Data)) < 7.0) pale << text.text;
        }
        const QStringList quiet{"since 3.2 s, next neutral .18", "unpleasant", "pleasant", "excited", "calm",
                                "derived from classes"};
        QCOMPARE(small, quiet);
        QCOMPARE(pale, quiet);
    }

    void inksReachTheContrast_data() {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void inksReachTheContrast() {
        QFETCH(bool, dark);
        Theme& theme = Theme::instance();
        theme.choose(dark ? Theme::Choice::Dark : Theme::Choice::Light);
        QCOMPARE(viewInk(Ink::Text, true), theme.color(Ink::Text));  // enough as it is
        QCOMPARE(viewInk(Ink::Muted, false), theme.color(Ink::Muted));
        for (const Ink ink :
             {Ink::Text, Ink::Muted, Ink::Warning, Ink::Error, Ink::Accent, Ink::ControlBorder, Ink::Hairline}) {
            const QColor color = viewInk(ink, true);
            QVERIFY2(contrast(color, theme.color(Ink::Data)) >= 7.0, qPrintable(color.name()));
        }
        QVERIFY(std::abs(contrastOf(Qt::white, Qt::black) - 21.0) < 1e-9);
        QVERIFY(std::abs(contrastOf(theme.color(Ink::Muted), theme.color(Ink::Data)) -
                         contrast(theme.color(Ink::Muted), theme.color(Ink::Data))) < 1e-9);
    }
};

QTEST_MAIN(TestPresentation)
#include "TestPresentation.moc"
