// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QStringList>
#include <QWidget>

#include "engine/analysis/Classification.h"
#include "widgets/Accessible.h"

namespace prososcope::widgets {

/// A confusion matrix: truth by row, prediction by column, square cells with the count large and the share of the row
/// small, filled by Theme::sequential, n of each row at the right. One cell is current: the mouse and the arrow keys (Home,
/// End, Page Up, Page Down for the edges) move it, a click, Enter or Space lists it (`activated`), Ctrl+C copies the whole
/// matrix as tab-separated text. Keeps a copy of the counts; a matrix that does not fit its classes is shown as empty.
/// GUI thread.
class ConfusionView : public QWidget, public PlotSummary {
    Q_OBJECT
public:
    explicit ConfusionView(QWidget* parent = nullptr);

    /// classes: words of the program ("angry"), in the order of the counts.
    void setMatrix(const QStringList& classes, const analysis::ConfusionMatrix& matrix);
    /// Shows a sentence instead of a matrix.
    void setEmpty(const QString& sentence);
    [[nodiscard]] bool isEmpty() const { return m_classes.isEmpty(); }

    void setCurrentCell(int truth, int predicted);              ///< does nothing where there is no such cell
    [[nodiscard]] int currentTruth() const { return m_truth; }  ///< -1: none
    [[nodiscard]] int currentPredicted() const { return m_predicted; }

    [[nodiscard]] QRect cellRect(int truth, int predicted) const;
    [[nodiscard]] QColor cellFill(int truth, int predicted) const;
    [[nodiscard]] QString countText(int truth, int predicted) const;     ///< "19"
    [[nodiscard]] QString shareText(int truth, int predicted) const;     ///< "26.8 %"
    [[nodiscard]] QString cellSentence(int truth, int predicted) const;  ///< for tooltip, status and screen readers
    [[nodiscard]] QString plotSummary() const override;                  ///< the current cell and the matrix in words
    [[nodiscard]] QString tabSeparated() const;                          ///< header row, counts, row sums

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
    [[nodiscard]] Layout layoutOf() const;
    [[nodiscard]] bool cellAt(const QPoint& point, int& truth, int& predicted) const;
    void paintHeader(QPainter& painter, const QRect& rect, const QString& name, bool row) const;
    void paintCell(QPainter& painter, int truth, int predicted) const;

    QStringList m_classes;
    analysis::ConfusionMatrix m_matrix;
    QString m_sentence;
    int m_truth = -1;
    int m_predicted = -1;
};

}  // namespace prososcope::widgets
