// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QString>
#include <QWidget>
#include <cstdint>
#include <vector>

#include "widgets/Accessible.h"
#include "widgets/FigurePart.h"

namespace prososcope::widgets {

/// One speaker's map of a target. r and counts have a value for each unit, layers one behind the other.
struct SpeakerMap {
    QString speaker;
    std::size_t n = 0;                 ///< utterances
    std::vector<float> r;              ///< NaN: undefined; empty: the speaker has too few utterances
    std::vector<std::uint8_t> counts;  ///< 1: significant after correction
};

/// Small multiples of one target: every speaker's map, with the limits and colours of the large ones. Left and right (Home and
/// End) move between speakers, Return or a click picks one, hovering tells. As tall as its rows need. Keeps a copy. GUI thread.
class CorrelationStrip : public QWidget, public PlotSummary, public FigurePart {
    Q_OBJECT
public:
    explicit CorrelationStrip(QWidget* parent = nullptr);

    /// widths: units of each layer. Maps that do not fit are shown as undefined.
    void setMaps(const QString& target, std::vector<std::int64_t> widths, std::vector<SpeakerMap> maps);
    [[nodiscard]] const std::vector<SpeakerMap>& maps() const { return m_maps; }
    void setLimit(double limit);
    [[nodiscard]] double limit() const { return m_limit; }
    void setAbsolute(bool absolute);

    /// The speaker whose map is shown large; marked. Empty or unknown: none.
    void setShown(const QString& speaker);
    [[nodiscard]] QString shown() const { return m_shown; }
    [[nodiscard]] int current() const { return m_current; }
    [[nodiscard]] QRect mapRect(int speaker) const;
    [[nodiscard]] QString speakerSentence(int speaker) const;
    [[nodiscard]] QString plotSummary() const override;

    void drawFigure(QCPPainter* painter, const QSize& size) override;
    [[nodiscard]] int heightFor(int width) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void activated(const QString& speaker);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Grid {
        int across = 1;
        QSize map;
        int step = 0;  ///< from one row of maps to the next
    };
    [[nodiscard]] Grid gridFor(int width) const;
    [[nodiscard]] static int headingHeight();
    [[nodiscard]] QRect placeOf(const Grid& grid, int speaker) const;
    [[nodiscard]] QImage picture(int speaker, const QSize& size, double ratio) const;
    [[nodiscard]] int speakerAt(const QPoint& point) const;
    void paint(QPainter& painter, const Grid& grid, const std::vector<QImage>& pictures) const;
    void setCurrent(int speaker);
    void forgetPictures();

    QString m_target;
    std::vector<std::int64_t> m_widths;
    std::vector<SpeakerMap> m_maps;
    double m_limit = 1.0;
    bool m_absolute = false;
    QString m_shown;
    int m_current = -1;
    std::vector<QImage> m_pictures;
    double m_pictureRatio = 0.0;
};

}  // namespace prososcope::widgets
