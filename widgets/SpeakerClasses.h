// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "engine/store/CorpusIndex.h"
#include "widgets/NumberTable.h"

namespace prososcope::widgets {

/// How many utterances of each class every speaker has: a stacked bar a speaker, in the colours of the classes with a gap
/// between them, and the sum. Above it the classes with their symbols. As tall as its speakers; put it into a scroll area
/// where there may be many: only what is seen is drawn. The up and down keys choose a speaker, Return and a click say that
/// one is wanted. Keeps a copy. GUI thread. Ctrl+C copies the numbers.
class SpeakerClasses : public QWidget, public NumberedPlot {
    Q_OBJECT
public:
    explicit SpeakerClasses(QWidget* parent = nullptr);

    /// Rows are speakers, columns are classes; an empty name is an unknown one.
    void setCounts(store::CrossCounts counts);
    [[nodiscard]] const store::CrossCounts& counts() const { return m_counts; }
    [[nodiscard]] int current() const { return m_current; }  ///< index of a speaker, -1: none
    [[nodiscard]] QRect rowRect(int speaker) const;
    [[nodiscard]] QRect segmentRect(int speaker, int cls) const;
    [[nodiscard]] QString plotSummary() const override;
    [[nodiscard]] NumberTable numbers() const override;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void speakerActivated(const QString& speaker);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct LegendEntry {
        QRect rect;
        int cls = 0;
    };
    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] int labelWidth() const;
    [[nodiscard]] int valueWidth() const;
    [[nodiscard]] std::size_t total(int speaker) const;
    [[nodiscard]] int speakerAt(const QPoint& point) const;
    void setCurrent(int speaker);
    void layOutLegend();

    store::CrossCounts m_counts;
    std::size_t m_most = 1;  ///< utterances of the speaker who has most
    int m_current = -1;
    int m_labelWidth = 0;
    std::vector<LegendEntry> m_legend;
    int m_legendHeight = 0;
};

/// The word of a class or speaker for people: "no label" where a class is empty.
[[nodiscard]] QString classWord(const std::string& emotion);
[[nodiscard]] QString speakerWord(const std::string& speaker);

}  // namespace prososcope::widgets
