// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Theme.h"

#include <QApplication>
#include <QFontInfo>
#include <QHash>
#include <QPixmapCache>
#include <QToolTip>
#include <QtMath>
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "widgets/IconEngine.h"
#include "widgets/Presentation.h"
#include "widgets/Style.h"

namespace prososcope::widgets {

namespace {

struct Pair {
    QRgb light;
    QRgb dark;
};

constexpr Pair inkPair(Ink ink) {
    switch (ink) {
        case Ink::Window:
            return {0xffF6F7F9, 0xff16181D};
        case Ink::Panel:
            return {0xffFFFFFF, 0xff1E2128};
        case Ink::Data:
            return {0xffFFFFFF, 0xff101216};
        case Ink::Text:
            return {0xff1B1F27, 0xffE6E9EF};
        case Ink::Muted:
            return {0xff5A6372, 0xff9AA4B2};
        case Ink::Hairline:
            return {0xffD9DDE3, 0xff31363F};
        case Ink::ControlBorder:
            return {0xff7E8896, 0xff707A89};
        case Ink::Accent:
            return {0xff2F6BDE, 0xff6EA0FF};
        case Ink::TextOnAccent:
            return {0xffFFFFFF, 0xff101216};
        case Ink::Waveform:
            return {0xff7F8DA6, 0xff5B6E90};
        case Ink::WaveformRms:
            return {0xff1F2A3D, 0xffD5E0F2};
        case Ink::SelectionFill:
            return {0x292F6BDE, 0x296EA0FF};  // the accent at 16 %
        case Ink::PlayCursor:
            return {0xffC2185B, 0xffFF5C9A};
        case Ink::PlayCursorCasing:
            return {0xffFFFFFF, 0xff101216};
        case Ink::Warning:
            return {0xff8A5C00, 0xffE3B341};
        case Ink::Error:
            return {0xffB3261E, 0xffFF8A80};
    }
    return {0xff000000, 0xffffffff};
}

struct EmotionLook {
    const char* name;
    QRgb light;
    QRgb lightInk;
    QRgb dark;
};

constexpr std::array kEmotions{
    EmotionLook{"angry", 0xffAD330C, 0xffFFFFFF, 0xffEF3119},     EmotionLook{"happy", 0xffC27C19, 0xff101216, 0xffF9992A},
    EmotionLook{"neutral", 0xff888B8E, 0xff101216, 0xff9FA1A4},   EmotionLook{"sad", 0xff3B8AE8, 0xff101216, 0xff57A9F9},
    EmotionLook{"fearful", 0xff532BA3, 0xffFFFFFF, 0xff766CE8},   EmotionLook{"disgusted", 0xff577F53, 0xffFFFFFF, 0xff088E55},
    EmotionLook{"surprised", 0xff8F567D, 0xffFFFFFF, 0xffAC6595}, EmotionLook{"calm", 0xff025251, 0xffFFFFFF, 0xff35F3FC},
    EmotionLook{"bored", 0xff554431, 0xffFFFFFF, 0xffF8D6C4}};

/// Fills of classes that have no colour of their own, by a hash of the name that is the same on every machine.
constexpr std::array<Pair, 4> kOtherFills{
    {{0xff5A6372, 0xff9AA4B2}, {0xff767E8A, 0xff7F8997}, {0xff474E5A, 0xffB4BDC9}, {0xff878F9B, 0xff8C96A4}}};

const EmotionLook* lookOf(const QString& emotion) {
    for (const auto& look : kEmotions) {
        if (emotion.compare(QLatin1String(look.name), Qt::CaseInsensitive) == 0) return &look;
    }
    return nullptr;
}

QPainterPath polygon(int corners, double radius, double turnDegrees) {
    QPainterPath path;
    for (int i = 0; i < corners; ++i) {
        const double angle = qDegreesToRadians(turnDegrees + 360.0 * i / corners);
        const QPointF point(radius * std::sin(angle), -radius * std::cos(angle));
        if (i == 0)
            path.moveTo(point);
        else
            path.lineTo(point);
    }
    path.closeSubpath();
    return path;
}

}  // namespace

struct Theme::Impl {
    Choice choice = Choice::System;
    std::optional<bool> systemDark;
    bool paletteDark = false;
    bool dark = false;
    bool applied = false;
    QFont base;
    double scale = 1.0;
};

Theme& Theme::instance() {
    static Theme theme;
    return theme;
}

Theme::Theme() : m_impl(std::make_unique<Impl>()) {
    if (qApp != nullptr) {
        m_impl->base = QApplication::font();
        m_impl->paletteDark = QApplication::palette().color(QPalette::Window).lightnessF() < 0.5F;
        m_impl->dark = m_impl->paletteDark;
        m_impl->scale = std::clamp(QFontInfo(m_impl->base).pixelSize() / 13.0, 1.0, 3.0);
    }
}

Theme::~Theme() = default;

void Theme::choose(Choice choice) {
    m_impl->choice = choice;
    const bool dark = choice == Choice::Dark || (choice == Choice::System && m_impl->systemDark.value_or(m_impl->paletteDark));
    if (m_impl->applied && dark == m_impl->dark) return;
    m_impl->dark = dark;
    if (!m_impl->applied) QApplication::setStyle(new Style);
    m_impl->applied = true;

    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, const QColor& color) { palette.setColor(QPalette::All, role, color); };
    const QColor faint = [&] {
        const QColor text = color(Ink::Muted);
        const QColor ground = color(Ink::Panel);
        return QColor((text.red() + ground.red()) / 2, (text.green() + ground.green()) / 2, (text.blue() + ground.blue()) / 2);
    }();
    const QColor chosen = [&] {  // rows, menu entries, chosen text: the accent thinned over the panel
        constexpr double kShare = 0.22;
        const QColor top = color(Ink::Accent);
        const QColor ground = color(Ink::Panel);
        const auto mix = [](int a, int b) { return static_cast<int>(std::lround(kShare * a + (1.0 - kShare) * b)); };
        return QColor(mix(top.red(), ground.red()), mix(top.green(), ground.green()), mix(top.blue(), ground.blue()));
    }();
    set(QPalette::Window, color(Ink::Window));
    set(QPalette::WindowText, color(Ink::Text));
    set(QPalette::Base, color(Ink::Panel));
    set(QPalette::AlternateBase, color(Ink::Window));
    set(QPalette::Text, color(Ink::Text));
    set(QPalette::PlaceholderText, color(Ink::Muted));
    set(QPalette::Button, color(Ink::Panel));
    set(QPalette::ButtonText, color(Ink::Text));
    set(QPalette::BrightText, color(Ink::Error));
    set(QPalette::Highlight, chosen);
    set(QPalette::HighlightedText, color(Ink::Text));
    set(QPalette::Link, color(Ink::Accent));
    set(QPalette::LinkVisited, color(Ink::Accent));
    set(QPalette::ToolTipBase, color(Ink::Panel));
    set(QPalette::ToolTipText, color(Ink::Text));
    set(QPalette::Light, color(Ink::Panel));
    set(QPalette::Midlight, color(Ink::Hairline));
    set(QPalette::Mid, color(Ink::Hairline));
    set(QPalette::Dark, color(Ink::ControlBorder));
    set(QPalette::Shadow, color(Ink::ControlBorder));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, faint);
    }
    palette.setColor(QPalette::Disabled, QPalette::Highlight, color(Ink::Hairline));
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, color(Ink::Muted));
    QPixmapCache::clear();
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
    QApplication::setFont(font(Size::Normal));
    Q_EMIT changed();
}

Theme::Choice Theme::choice() const { return m_impl->choice; }
bool Theme::isDark() const { return m_impl->dark; }

void Theme::pretendDark(bool dark) { m_impl->dark = dark; }

void Theme::setSystemDark(bool dark) {
    m_impl->systemDark = dark;
    if (m_impl->choice == Choice::System && m_impl->applied) choose(Choice::System);
}

QColor Theme::color(Ink ink) const {
    const Pair pair = inkPair(ink);
    return QColor::fromRgba(m_impl->dark ? pair.dark : pair.light);
}

QColor Theme::emotionFill(const QString& emotion) const {
    if (const auto* look = lookOf(emotion)) return QColor::fromRgb(m_impl->dark ? look->dark : look->light);
    unsigned sum = 0;
    for (const char byte : emotion.toUtf8()) sum = sum * 31U + static_cast<unsigned char>(byte);
    const Pair pair = kOtherFills[sum % kOtherFills.size()];
    return QColor::fromRgb(m_impl->dark ? pair.dark : pair.light);
}

QColor Theme::emotionInk(const QString& emotion) const {
    const auto* look = lookOf(emotion);
    if (look == nullptr) return inkOn(emotionFill(emotion));
    return m_impl->dark ? QColor(Qt::black) : QColor::fromRgb(look->lightInk);
}

QColor Theme::sequential(double position) const {
    const double share = std::isfinite(position) ? std::clamp(position, 0.0, 1.0) : 0.0;
    const QColor low = color(Ink::Data);
    const QColor high = QColor::fromRgb(m_impl->dark ? 0xff7DB8F0 : 0xff2166AC);  // the accent never fills data
    const auto mix = [share](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * share)); };
    return {mix(low.red(), high.red()), mix(low.green(), high.green()), mix(low.blue(), high.blue())};
}

QColor Theme::inkOn(const QColor& ground) {
    const QColor light(0xE6, 0xE9, 0xEF);
    const QColor dark(0x1B, 0x1F, 0x27);
    const QColor better = contrastOf(light, ground) > contrastOf(dark, ground) ? light : dark;
    if (contrastOf(better, ground) >= 4.5) return better;
    return contrastOf(Qt::white, ground) > contrastOf(Qt::black, ground) ? QColor(Qt::white) : QColor(Qt::black);
}

const QStringList& Theme::emotionOrder() {
    static const QStringList order = [] {
        QStringList names;
        for (const auto& look : kEmotions) names << QLatin1String(look.name);
        return names;
    }();
    return order;
}

double Theme::scale() const { return m_impl->scale; }

QFont Theme::font(Size size, bool bold) const {
    static constexpr double kPixels[] = {12.0, 13.0, 16.0, 20.0};
    QFont font = m_impl->base;
    font.setPixelSize(static_cast<int>(std::lround(kPixels[static_cast<int>(size)] * m_impl->scale)));
    font.setWeight(bold ? QFont::DemiBold : QFont::Normal);
    return font;
}

QIcon Theme::icon(const QString& name) const { return QIcon(new IconEngine(name)); }
QIcon Theme::emotionIcon(const QString& emotion) const { return QIcon(new EmotionIconEngine(emotion)); }

QPainterPath Theme::emotionSymbol(const QString& emotion, double side) {
    const double half = side / 2.0;
    const auto* look = lookOf(emotion);
    const QByteArray name = look != nullptr ? QByteArray(look->name) : QByteArray();
    QPainterPath path;
    if (name == "angry" || name == "sad") {
        const double sign = name == "angry" ? 1.0 : -1.0;
        path.moveTo(0.0, -sign * half);
        path.lineTo(half, sign * half * 0.8);
        path.lineTo(-half, sign * half * 0.8);
        path.closeSubpath();
    } else if (name == "neutral") {
        path.addRect(QRectF(-half * 0.85, -half * 0.85, side * 0.85, side * 0.85));
    } else if (name == "fearful") {
        path = polygon(4, half * 1.1, 0.0);
    } else if (name == "disgusted") {
        path = polygon(5, half * 1.05, 0.0);
    } else if (name == "surprised") {
        for (int i = 0; i < 10; ++i) {
            const double angle = qDegreesToRadians(36.0 * i);
            const double radius = half * (i % 2 == 0 ? 1.15 : 0.5);
            const QPointF point(radius * std::sin(angle), -radius * std::cos(angle));
            if (i == 0)
                path.moveTo(point);
            else
                path.lineTo(point);
        }
        path.closeSubpath();
    } else if (name == "calm") {
        path = polygon(6, half, 0.0);
    } else if (name == "bored") {
        path.addRect(QRectF(-half, -half * 0.35, side, side * 0.35));
    } else if (name == "happy") {
        path.addEllipse(QPointF(0.0, 0.0), half * 0.95, half * 0.95);
    } else {
        path.addEllipse(QPointF(0.0, 0.0), half * 0.95, half * 0.95);
        path.addEllipse(QPointF(0.0, 0.0), half * 0.5, half * 0.5);  // a ring, by the odd-even rule
    }
    return path;
}

QString Theme::emotionWord(const QString& emotion) {
    static const QHash<QString, const char*> words{
        {QStringLiteral("angry"), QT_TR_NOOP("angry")},         {QStringLiteral("happy"), QT_TR_NOOP("happy")},
        {QStringLiteral("neutral"), QT_TR_NOOP("neutral")},     {QStringLiteral("sad"), QT_TR_NOOP("sad")},
        {QStringLiteral("fearful"), QT_TR_NOOP("fearful")},     {QStringLiteral("disgusted"), QT_TR_NOOP("disgusted")},
        {QStringLiteral("surprised"), QT_TR_NOOP("surprised")}, {QStringLiteral("calm"), QT_TR_NOOP("calm")},
        {QStringLiteral("bored"), QT_TR_NOOP("bored")}};
    const auto found = words.constFind(emotion.toLower());
    return found == words.constEnd() ? emotion : tr(found.value());
}

}  // namespace prososcope::widgets
