// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QRect>
#include <QStringList>
#include <QWidget>

#include "engine/analysis/Classification.h"
#include "widgets/Accessible.h"

namespace prososcope::widgets {

/// A confusion matrix: truth by row, prediction by column, square cells, n of each row at the right. Large in a cell stands its
/// count, its share of the row or its share of the column, small below it one of the others; filled by Theme::sequential. Or
/// the difference of two matrices of the same utterances, the first less the second, filled by `diverging`. One cell is
/// current: the mouse and the arrow keys (Home, End, Page Up, Page Down for the edges) move it, a click, Enter or Space lists
/// it (`activated`), Ctrl+C copies the whole matrix as tab-separated text. Keeps a copy of the counts; a matrix that does not
/// fit its classes is shown as empty. GUI thread.
class ConfusionView : public QWidget, public PlotSummary {
    Q_OBJECT
public:
    enum class Show { Counts, RowShares, ColumnShares };

    explicit ConfusionView(QWidget* parent = nullptr);

    /// classes: words of the program ("angry"), in the order of the counts.
    void setMatrix(const QStringList& classes, const analysis::ConfusionMatrix& matrix);
    /// Names of the two go into the sentences: "run 12".
    void setDifference(const QStringList& classes, const analysis::ConfusionMatrix& first,
                       const analysis::ConfusionMatrix& second, const QString& firstName, const QString& secondName);
    /// Shows a sentence instead of a matrix.
    void setEmpty(const QString& sentence);
    void setShow(Show show);
    [[nodiscard]] Show shown() const { return m_show; }
    [[nodiscard]] bool isEmpty() const { return m_classes.isEmpty(); }
    [[nodiscard]] bool isDifference() const { return m_other.classes > 0; }

    void setCurrentCell(int truth, int predicted);              ///< does nothing where there is no such cell
    [[nodiscard]] int currentTruth() const { return m_truth; }  ///< -1: none
    [[nodiscard]] int currentPredicted() const { return m_predicted; }

    [[nodiscard]] QRect cellRect(int truth, int predicted) const;
    [[nodiscard]] QColor cellFill(int truth, int predicted) const;
    [[nodiscard]] QString countText(int truth, int predicted) const;  ///< "19"; of a difference "+3"
    /// "26.8 %", of a difference "+4.1", as `shown` says.
    [[nodiscard]] QString shareText(int truth, int predicted, int digits = 1) const;
    [[nodiscard]] QString largeText(int truth, int predicted, int digits = 1) const;  ///< what stands in a cell
    [[nodiscard]] QString smallText(int truth, int predicted, int digits = 1) const;
    [[nodiscard]] QString cellSentence(int truth, int predicted) const;  ///< for tooltip, status and screen readers
    [[nodiscard]] QString plotSummary() const override;                  ///< the current cell and the matrix in words
    [[nodiscard]] QString tabSeparated() const;                          ///< header row, what is shown large, row sums

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void currentChanged(int truth, int predicted);
    void activated(int truth, int predicted);

public Q_SLOTS:
    void copy() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Layout {
        int left = 0;
        int top = 0;
        int side = 0;
        int right = 0;  ///< width of the n column
    };
    void take(const QStringList& classes, const analysis::ConfusionMatrix& matrix, const analysis::ConfusionMatrix& other);
    [[nodiscard]] double shareOf(const analysis::ConfusionMatrix& matrix, int truth, int predicted) const;
    [[nodiscard]] QString cellExplanation() const;
    [[nodiscard]] long long countOf(int truth, int predicted) const;
    [[nodiscard]] Layout layoutOf() const;
    [[nodiscard]] bool cellAt(const QPoint& point, int& truth, int& predicted) const;
    void paintHeader(QPainter& painter, const QRect& rect, const QString& name, bool row) const;
    /// How all cells are written: the same in each, as large as the widest allows.
    struct Writing {
        QFont large;
        int largeDigits = 1;  ///< of shares
        int smallDigits = 1;  ///< -1: nothing small is written
    };
    [[nodiscard]] Writing writingFor(int side) const;
    [[nodiscard]] int widest(const QFont& font, QString (ConfusionView::*text)(int, int, int) const, int digits) const;
    void paintCell(QPainter& painter, int truth, int predicted, const Writing& writing) const;

    QStringList m_classes;
    analysis::ConfusionMatrix m_matrix;
    analysis::ConfusionMatrix m_other;  ///< what is taken off; without classes: nothing is
    QString m_firstName, m_secondName;
    Show m_show = Show::Counts;
    double m_largest = 0.1;  ///< difference of a share, for the colours
    QString m_sentence;
    int m_truth = -1;
    int m_predicted = -1;
};

}  // namespace prososcope::widgets
