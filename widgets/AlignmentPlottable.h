// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include "widgets/LayerPlottable.h"

namespace prososcope::widgets {

/// A character or a word that was written down, and about when it was heard.
struct WrittenPart {
    QString text;
    double startSeconds = 0.0;
    double endSeconds = 0.0;
    bool operator==(const WrittenPart&) const = default;
};

/// A text over time: a picture of the weights of its characters with the first one on top, a row for each that lies in sight
/// and for those between them, and above it the words at their places as far as they find room. Characters are named at the
/// left edge where their rows are high enough, else beside their places as far as these lie apart. A low pane gives up the
/// words first, then the row of its name. Heights are pixels of the plot; the value axis may have any range. Draws only; owned
/// by the plot. GUI thread.
class AlignmentPlottable : public LayerPlottable {
    Q_OBJECT
public:
    AlignmentPlottable(QCPAxis* time, QCPAxis* value);

    /// `weights` has a row for each character, the first one first: [characters, frames].
    void setTranscript(QList<WrittenPart> characters, QList<WrittenPart> words, LayerValues weights);
    [[nodiscard]] const QList<WrittenPart>& characters() const { return m_characters; }
    [[nodiscard]] const QList<WrittenPart>& words() const { return m_words; }

    /// Of the characters that have a row now: the first, and how many.
    struct Rows {
        qsizetype first = 0;
        qsizetype count = 0;
    };
    [[nodiscard]] Rows rows() const;
    /// The character in whose row a height lies; -1 where there is none.
    [[nodiscard]] qsizetype characterAt(double y) const;
    /// Of the nearest frame; not a number outside.
    [[nodiscard]] double weightAt(double seconds, qsizetype character) const;
    /// A character's row over the whole width; empty where it has none.
    [[nodiscard]] QRectF rowOf(qsizetype character) const;
    /// Where a word is written, whether it finds room there or not; empty in a pane that is too low.
    [[nodiscard]] QRectF boxOf(qsizetype word) const;
    /// "a"; a space as a mark that is seen.
    [[nodiscard]] static QString shownCharacter(const QString& character);

    /// The weights of each character that has a row.
    [[nodiscard]] QList<PlotSeries> numbers() const override;

protected:
    void draw(QCPPainter* painter) override;

private:
    [[nodiscard]] QRectF pictureRect() const;
    [[nodiscard]] std::size_t unitOf(qsizetype character) const;
    void drawWords(QCPPainter* painter) const;
    void drawNames(QCPPainter* painter, const Rows& rows) const;

    QList<WrittenPart> m_characters;
    QList<WrittenPart> m_words;
};

}  // namespace prososcope::widgets
