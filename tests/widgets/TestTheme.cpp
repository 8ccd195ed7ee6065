// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QImage>
#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "tests/TestSupport.h"
#include "widgets/Theme.h"

using prososcope::widgets::Ink;
using prososcope::widgets::Theme;

namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

Triple linear(const QColor& color) {
    const auto one = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return {one(color.redF()), one(color.greenF()), one(color.blueF())};
}

double contrast(const QColor& a, const QColor& b) {
    const auto luminance = [](const QColor& color) {
        const Triple v = linear(color);
        return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2];
    };
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

QColor over(const QColor& top, const QColor& ground) {
    const double share = top.alphaF();
    const auto mix = [share](int t, int g) { return static_cast<int>(std::lround(share * t + (1.0 - share) * g)); };
    return {mix(top.red(), ground.red()), mix(top.green(), ground.green()), mix(top.blue(), ground.blue())};
}

/// Full dichromacy in linear RGB: Machado, Oliveira and Fernandes 2009, severity 1.
constexpr std::array<Matrix, 4> kVision{{
    {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
    {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
    {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
    {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}},
}};

Triple lab(const QColor& color, const Matrix& vision) {
    const Triple source = linear(color);
    Triple v{};
    for (std::size_t i = 0; i < 3; ++i) {
        v[i] = std::clamp(vision[i][0] * source[0] + vision[i][1] * source[1] + vision[i][2] * source[2], 0.0, 1.0);
    }
    const double x = (0.4124564 * v[0] + 0.3575761 * v[1] + 0.1804375 * v[2]) / 0.95047;
    const double y = 0.2126729 * v[0] + 0.7151522 * v[1] + 0.0721750 * v[2];
    const double z = (0.0193339 * v[0] + 0.1191920 * v[1] + 0.9503041 * v[2]) / 1.08883;
    const auto f = [](double t) { return t > 216.0 / 24389.0 ? std::cbrt(t) : (24389.0 / 27.0 * t + 16.0) / 116.0; };
    return {116.0 * f(y) - 16.0, 500.0 * (f(x) - f(y)), 200.0 * (f(y) - f(z))};
}

double radians(double degrees) { return degrees * std::numbers::pi / 180.0; }

double hue(double a, double b) {
    const double angle = std::atan2(b, a) * 180.0 / std::numbers::pi;
    return angle < 0.0 ? angle + 360.0 : angle;
}

/// CIEDE2000: Sharma, Wu and Dalal 2005.
double ciede2000(Triple p, Triple q) {
    const double meanChroma = (std::hypot(p[1], p[2]) + std::hypot(q[1], q[2])) / 2.0;
    const double g = 0.5 * (1.0 - std::sqrt(std::pow(meanChroma, 7) / (std::pow(meanChroma, 7) + std::pow(25.0, 7))));
    p[1] *= 1.0 + g;
    q[1] *= 1.0 + g;
    const double c1 = std::hypot(p[1], p[2]);
    const double c2 = std::hypot(q[1], q[2]);
    const double h1 = hue(p[1], p[2]);
    const double h2 = hue(q[1], q[2]);
    double step = h2 - h1;
    if (step > 180.0) step -= 360.0;
    if (step < -180.0) step += 360.0;
    const double dH = 2.0 * std::sqrt(c1 * c2) * std::sin(radians(step / 2.0));
    const double l = (p[0] + q[0]) / 2.0;
    const double c = (c1 + c2) / 2.0;
    double h = (h1 + h2) / 2.0;
    if (std::abs(h1 - h2) > 180.0) h = h1 + h2 < 360.0 ? (h1 + h2 + 360.0) / 2.0 : (h1 + h2 - 360.0) / 2.0;
    const double t = 1.0 - 0.17 * std::cos(radians(h - 30.0)) + 0.24 * std::cos(radians(2.0 * h)) +
                     0.32 * std::cos(radians(3.0 * h + 6.0)) - 0.20 * std::cos(radians(4.0 * h - 63.0));
    const double sl = 1.0 + 0.015 * (l - 50.0) * (l - 50.0) / std::sqrt(20.0 + (l - 50.0) * (l - 50.0));
    const double sc = 1.0 + 0.045 * c;
    const double sh = 1.0 + 0.015 * c * t;
    const double rt = -std::sin(radians(60.0 * std::exp(-std::pow((h - 275.0) / 25.0, 2)))) * 2.0 *
                      std::sqrt(std::pow(c, 7) / (std::pow(c, 7) + std::pow(25.0, 7)));
    const double x = (q[0] - p[0]) / sl;
    const double y = (c2 - c1) / sc;
    const double z = dH / sh;
    return std::sqrt(x * x + y * y + z * z + rt * y * z);
}

}  // namespace

class TestTheme : public QObject {
    Q_OBJECT

private:
    static void bothThemes() {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    static void choose(bool dark) { Theme::instance().choose(dark ? Theme::Choice::Dark : Theme::Choice::Light); }

private Q_SLOTS:
    void coloursAreThoseOfTheTable() {
        Theme& theme = Theme::instance();
        choose(false);
        QCOMPARE(theme.color(Ink::Window), QColor(0xF6, 0xF7, 0xF9));
        QCOMPARE(theme.color(Ink::Accent), QColor(0x2F, 0x6B, 0xDE));
        QCOMPARE(theme.emotionFill(QStringLiteral("angry")), QColor(0xAD, 0x33, 0x0C));
        choose(true);
        QCOMPARE(theme.color(Ink::Data), QColor(0x10, 0x12, 0x16));
        QCOMPARE(theme.color(Ink::Error), QColor(0xFF, 0x8A, 0x80));
        QCOMPARE(theme.emotionFill(QStringLiteral("Bored")), QColor(0xF8, 0xD6, 0xC4));
        QCOMPARE(theme.color(Ink::SelectionFill).alpha(), 41);  // 16 %
    }

    void textIsReadable_data() { bothThemes(); }
    void textIsReadable() {
        QFETCH(bool, dark);
        choose(dark);
        const Theme& theme = Theme::instance();
        for (const Ink ground : {Ink::Window, Ink::Panel, Ink::Data}) {
            for (const Ink text : {Ink::Text, Ink::Muted, Ink::Accent, Ink::Warning, Ink::Error}) {
                const double value = contrast(theme.color(text), theme.color(ground));
                QVERIFY2(value >= 4.5,
                         qPrintable(QStringLiteral("ink %1 on %2: %3").arg(int(text)).arg(int(ground)).arg(value)));
            }
            QVERIFY(contrast(theme.color(Ink::Text), over(theme.color(Ink::SelectionFill), theme.color(ground))) >= 4.5);
        }
        QVERIFY(contrast(theme.color(Ink::TextOnAccent), theme.color(Ink::Accent)) >= 4.5);
        const QPalette palette = QApplication::palette();
        QVERIFY(contrast(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)) >= 4.5);
        QVERIFY(contrast(palette.color(QPalette::PlaceholderText), palette.color(QPalette::Base)) >= 4.5);
        QVERIFY(contrast(palette.color(QPalette::ToolTipText), palette.color(QPalette::ToolTipBase)) >= 4.5);
        for (int i = 0; i <= 100; ++i) {
            const QColor ground = theme.sequential(i / 100.0);
            QVERIFY(contrast(Theme::inkOn(ground), ground) >= 4.5);
        }
    }

    void graphicsStandOut_data() { bothThemes(); }
    void graphicsStandOut() {
        QFETCH(bool, dark);
        choose(dark);
        const Theme& theme = Theme::instance();
        for (const Ink ground : {Ink::Window, Ink::Panel}) {
            QVERIFY(contrast(theme.color(Ink::ControlBorder), theme.color(ground)) >= 3.0);
        }
        for (const Ink mark : {Ink::Waveform, Ink::WaveformRms, Ink::PlayCursor, Ink::Accent}) {
            QVERIFY(contrast(theme.color(mark), theme.color(Ink::Data)) >= 3.0);
        }
        QVERIFY(contrast(theme.color(Ink::PlayCursor), theme.color(Ink::PlayCursorCasing)) >= 3.0);
        QStringList emotions = Theme::emotionOrder();
        emotions << QStringLiteral("boredom-like") << QStringLiteral("other") << QStringLiteral("x")
                 << QStringLiteral("contempt") << QString();
        for (const QString& emotion : std::as_const(emotions)) {
            const QColor fill = theme.emotionFill(emotion);
            for (const Ink ground : {Ink::Window, Ink::Panel, Ink::Data}) {
                QVERIFY2(contrast(fill, theme.color(ground)) >= 3.0, qPrintable(emotion));
            }
            QVERIFY2(contrast(theme.emotionInk(emotion), fill) >= 4.5, qPrintable(emotion));
        }
    }

    void emotionsAreToldApartByEveryEye_data() { bothThemes(); }
    void emotionsAreToldApartByEveryEye() {
        QFETCH(bool, dark);
        choose(dark);
        // a published pair first: 2.0425
        QVERIFY(std::abs(ciede2000({50, 2.6772, -79.7751}, {50, 0, -82.7485}) - 2.0425) < 1e-4);
        const QStringList names = Theme::emotionOrder();
        QCOMPARE(names.size(), 9);
        for (const Matrix& vision : kVision) {
            for (qsizetype i = 0; i < names.size(); ++i) {
                for (qsizetype j = i + 1; j < names.size(); ++j) {
                    const double difference = ciede2000(lab(Theme::instance().emotionFill(names[i]), vision),
                                                        lab(Theme::instance().emotionFill(names[j]), vision));
                    QVERIFY2(difference >= 12.4, qPrintable(names[i] + QLatin1Char(' ') + names[j]));
                }
            }
        }
    }

    void symbolsDiffer() {
        QSet<QByteArray> seen;
        for (const QString& name : Theme::emotionOrder()) {
            const QPainterPath path = Theme::emotionSymbol(name, 40.0);
            QVERIFY(QRectF(-26, -26, 52, 52).contains(path.boundingRect()));
            QImage image(60, 60, QImage::Format_Grayscale8);
            image.fill(0);
            QPainter painter(&image);
            painter.translate(30, 30);
            painter.fillPath(path, Qt::white);
            painter.end();
            seen.insert(QByteArray(reinterpret_cast<const char*>(image.constBits()), image.sizeInBytes()));
        }
        QCOMPARE(seen.size(), 9);
    }

    void everyIconDraws() {
        const QDir folder(QStringLiteral(PROSOSCOPE_SOURCE_DIR "/resources/icons"));
        const QStringList files = folder.entryList({QStringLiteral("*.svg")});
        QVERIFY(files.size() >= 20);
        for (const QString& file : files) {
            const QImage image = Theme::instance().icon(QFileInfo(file).baseName()).pixmap(20, 20).toImage();
            int inked = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) inked += qAlpha(image.pixel(x, y)) > 128 ? 1 : 0;
            }
            QVERIFY2(inked >= 8, qPrintable(file));
        }
        QVERIFY(Theme::instance().icon(QStringLiteral("no-such-icon")).isNull());
    }

    void iconsFollowTheTheme() {
        const QIcon icon = Theme::instance().icon(QStringLiteral("stop"));
        const auto darkestInk = [&icon] {
            const QImage image = icon.pixmap(40, 40).toImage().convertToFormat(QImage::Format_ARGB32);
            for (int y = 0; y < 40; ++y) {
                for (int x = 0; x < 40; ++x) {
                    if (qAlpha(image.pixel(x, y)) == 255) return QColor(image.pixel(x, y));
                }
            }
            return QColor();
        };
        choose(false);
        QCOMPARE(darkestInk(), Theme::instance().color(Ink::Muted));
        choose(true);
        QCOMPARE(darkestInk(), Theme::instance().color(Ink::Muted));
    }

    void systemChoiceFollowsTheDesktop() {
        Theme& theme = Theme::instance();
        theme.choose(Theme::Choice::System);
        QSignalSpy spy(&theme, &Theme::changed);
        theme.setSystemDark(!theme.isDark());
        QCOMPARE(spy.size(), 1);
        const bool dark = theme.isDark();
        theme.setSystemDark(dark);
        QCOMPARE(spy.size(), 1);
        theme.choose(dark ? Theme::Choice::Light : Theme::Choice::Dark);
        QCOMPARE(theme.isDark(), !dark);
        theme.setSystemDark(!dark);
        theme.setSystemDark(dark);
        QCOMPARE(theme.isDark(), !dark);  // a fixed choice does not follow
    }

    void sizesScaleTogether() {
        const Theme& theme = Theme::instance();
        QCOMPARE(theme.font(Theme::Size::Small).pixelSize(), qRound(12 * theme.scale()));
        QCOMPARE(theme.font(Theme::Size::Title).pixelSize(), qRound(20 * theme.scale()));
        QVERIFY(theme.font(Theme::Size::Normal, true).weight() > theme.font(Theme::Size::Normal).weight());
        QCOMPARE(theme.sequential(-1.0), theme.sequential(0.0));
        QCOMPARE(theme.sequential(std::nan("")), theme.sequential(0.0));
    }
};

QTEST_MAIN(TestTheme)
#include "TestTheme.moc"
