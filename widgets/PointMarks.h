// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QImage>
#include <QPainterPath>
#include <QString>
#include <QStringList>
#include <map>
#include <utility>
#include <vector>

class QPainter;

namespace prososcope::widgets {

/// By what the points of a cloud are coloured: words, each with a colour and a symbol, or numbers as shades of one map.
struct PointColouring {
    QString title;                ///< of the words or numbers; empty: nothing
    bool emotions = false;        ///< the words are classes, which have colours and symbols of their own
    QStringList words;            ///< in the order of the legend, as they are known
    QStringList wordTitles;       ///< as they are shown
    std::vector<int> places;      ///< of each point among the words; -1: not known. Empty: coloured by numbers or by nothing
    std::vector<double> numbers;  ///< of each point; NaN: not known. Empty: coloured by words or by nothing
    [[nodiscard]] bool byWords() const { return !places.empty(); }
    [[nodiscard]] bool byNumbers() const { return !numbers.empty(); }
};

/// How points look in the present theme: marks by number, which many points share. Made anew when theme or colouring change.
/// GUI thread.
class PointMarks {
public:
    enum class State {
        Plain,
        Faded,  ///< others are chosen
        Chosen
    };
    PointMarks() = default;
    explicit PointMarks(const PointColouring& colouring);

    [[nodiscard]] int markOf(const PointColouring& colouring, std::size_t point) const;
    [[nodiscard]] int unknown() const { return static_cast<int>(m_looks.size()) - 1; }  ///< of points of which it is not known
    [[nodiscard]] QColor fill(int mark) const { return m_looks[static_cast<std::size_t>(mark)].fill; }
    /// Of numbers, from the lowest (0) to the highest (1).
    [[nodiscard]] static QColor shade(double share);
    [[nodiscard]] double lowest() const { return m_low; }
    [[nodiscard]] double highest() const { return m_high; }
    /// Draws a mark with this side, in logical pixels.
    void draw(QPainter& painter, int mark, const QPointF& centre, double side, State state) const;
    /// The same, kept as a picture for many points: a square whose middle is the point. ratio: its pixels for a logical one.
    [[nodiscard]] const QImage& picture(int mark, double side, State state, double ratio) const;

private:
    struct Look {
        QColor fill;
        QString symbol;  ///< the class whose symbol it has; empty: a disc
        bool known = true;
    };
    std::vector<Look> m_looks;
    double m_low = 0.0;
    double m_high = 0.0;
    mutable double m_side = 0.0;
    mutable double m_ratio = 0.0;
    mutable std::map<std::pair<int, State>, QImage> m_pictures;
};

}  // namespace prososcope::widgets
