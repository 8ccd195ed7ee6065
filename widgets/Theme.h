// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QObject>
#include <QPainterPath>
#include <QPalette>
#include <QString>
#include <QStringList>
#include <memory>

namespace prososcope::widgets {

/// Every colour of the program by its purpose, in both themes; nothing else names a colour.
enum class Ink {
    Window,
    Panel,
    Data,
    Text,
    Muted,
    Hairline,
    ControlBorder,
    Accent,
    TextOnAccent,
    Waveform,
    WaveformRms,
    SelectionFill,
    PlayCursor,
    PlayCursorCasing,
    Warning,
    Error
};

/// Light, dark or as the desktop says. One object for the program (`Theme::instance`), GUI thread; views repaint on
/// `changed`. Fusion style, one palette, no style sheets.
class Theme : public QObject {
    Q_OBJECT
public:
    enum class Choice { System, Light, Dark };

    static Theme& instance();

    void choose(Choice choice);  ///< applies palette and emits changed; stored in the settings by the caller
    [[nodiscard]] Choice choice() const;
    [[nodiscard]] bool isDark() const;
    /// Colours of the other theme until called again with what was; for drawing figures. Nobody is told.
    void pretendDark(bool dark);
    /// What the desktop says, for Choice::System; before the first call the palette's lightness decides.
    void setSystemDark(bool dark);
    [[nodiscard]] QColor color(Ink ink) const;
    /// Fill of an emotion class ("angry" ...) and the ink of text on it; unknown classes get a fixed grey sequence.
    [[nodiscard]] QColor emotionFill(const QString& emotion) const;
    [[nodiscard]] QColor emotionInk(const QString& emotion) const;
    /// Position 0..1 on the sequential map of the confusion matrix: from the data colour to a deep blue (light in the dark
    /// theme).
    [[nodiscard]] QColor sequential(double position) const;
    /// Ink of text on any filled ground, at least 4.5:1: the theme's text or its opposite, else black or white.
    [[nodiscard]] static QColor inkOn(const QColor& ground);
    /// The nine classes that have a colour, in the one order used everywhere.
    [[nodiscard]] static const QStringList& emotionOrder();
    /// 1 where the application font is 13 px or smaller, else how much larger it is; measures in px are multiplied by it.
    [[nodiscard]] double scale() const;
    /// Application font in one of four sizes (12, 13, 16, 20 px at 100 %), scaled with it.
    enum class Size { Small, Normal, Large, Title };
    [[nodiscard]] QFont font(Size size, bool bold = false) const;
    /// A one-colour icon of resources/icons by name ("play"), tinted for the theme and state.
    [[nodiscard]] QIcon icon(const QString& name) const;
    /// The class symbol (triangle, circle ...) filled in its colour, side in logical pixels.
    [[nodiscard]] QIcon emotionIcon(const QString& emotion) const;
    /// The symbol's outline for painting, centred on 0,0 with the given side.
    [[nodiscard]] static QPainterPath emotionSymbol(const QString& emotion, double side);
    /// The class word in the user's language.
    [[nodiscard]] static QString emotionWord(const QString& emotion);

Q_SIGNALS:
    void changed();

private:
    Theme();
    ~Theme() override;
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace prososcope::widgets
