// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>
#include <optional>

#include "app/gui/live/LiveSession.h"

class QGridLayout;
class QLabel;
class QVBoxLayout;

namespace prososcope::widgets {
class AffectTrail;
class EmotionDial;
class EmotionWord;
class LevelMeter;
class LiveStrip;
}  // namespace prososcope::widgets

namespace prososcope::gui {

/// What an audience looks at: posteriors as a ring, the word, the plane of valence and arousal, and below them the sound that
/// scrolls with its band of posteriors. It is made twice, for the page and for the window on the other screen, where it has no
/// level and no small print. GUI thread.
class LiveDisplay : public QWidget {
    Q_OBJECT
public:
    explicit LiveDisplay(QWidget* parent = nullptr);

    /// Forgets what was shown.
    void setClasses(const QStringList& classes);
    /// Valence and arousal come from a model with these scales, instead of being derived from the classes.
    void setDimensions(const QString& model, const store::Dimension& valence, const store::Dimension& arousal);
    /// Nothing but the display, readable from the back of a room.
    void setPresentation(bool presentation);
    void addSound(const LiveSound& sound);
    /// ready: when it was known (nanoseconds of the steady clock), for `painted`; 0: nobody asks.
    void showMoment(const live::LiveMoment& moment, std::int64_t ready = 0);
    /// What an audience must know of what it sees, such as "recording"; empty: nothing.
    void setTag(const QString& tag);
    /// How far the display has adapted to the voice; empty: nothing is said.
    void setAdaptation(const QString& sentence);
    /// What was said last, where a recogniser writes it down; empty: nothing.
    void setCaption(const QString& text);
    void addMark();
    void clear();

    [[nodiscard]] widgets::EmotionDial* dial() const { return m_dial; }
    [[nodiscard]] widgets::EmotionWord* word() const { return m_word; }
    [[nodiscard]] widgets::AffectTrail* trail() const { return m_trail; }
    [[nodiscard]] widgets::LiveStrip* strip() const { return m_strip; }
    [[nodiscard]] widgets::LevelMeter* level() const { return m_level; }
    [[nodiscard]] QString tag() const;
    [[nodiscard]] QString caption() const;

Q_SIGNALS:
    /// A hop's result was painted: milliseconds since the last sample of its window was there.
    void painted(double delayMilliseconds);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();
    void applyTheme();
    /// Each -1 .. 1; nothing where nothing is known.
    [[nodiscard]] std::optional<QPointF> placeOf(const live::LiveResult& result) const;
    void showWord(const live::LiveMoment& moment);
    void fade(double seconds);
    [[nodiscard]] QString lineOf(const live::LiveMoment& moment) const;

    struct Unpainted {
        std::int64_t ready = 0;
        double delayMilliseconds = 0.0;
    };

    QStringList m_classes;
    std::vector<std::string> m_names;                                       ///< the same
    std::optional<std::pair<store::Dimension, store::Dimension>> m_scales;  ///< of valence and arousal
    live::ShownWord m_shown;
    std::vector<double> m_posteriors;  ///< the last that were not empty
    double m_seconds = 0.0;            ///< of the last result
    std::optional<Unpainted> m_unpainted;
    bool m_presentation = false;

    QLabel* m_tag;
    widgets::EmotionDial* m_dial;
    widgets::EmotionWord* m_word;
    widgets::AffectTrail* m_trail;
    widgets::LiveStrip* m_strip;
    widgets::LevelMeter* m_level;
    QWidget* m_under;  ///< level and adaptation, below the word
    QLabel* m_adaptation;
    QLabel* m_caption;
    QWidget* m_upper;
    QGridLayout* m_grid;
    QVBoxLayout* m_column = nullptr;
};

}  // namespace prososcope::gui
