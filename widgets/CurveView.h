// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QTimer>
#include <QVector>
#include <QWidget>
#include <optional>
#include <vector>

#include "widgets/Accessible.h"

class QCustomPlot;
class QCPAxisRect;
class QCPGraph;

namespace prososcope::widgets {

/// One value of a learning curve; x is the epoch, from 1.
struct CurvePoint {
    double x = 0.0;
    double y = 0.0;
};

/// At most two points (lowest and highest) for each of `columns` pixel columns between `from` and `to`, in order of x, so that
/// a long curve costs no more than its picture. `points` is ascending in x; shorter inputs come back as they are.
[[nodiscard]] std::vector<CurvePoint> thinned(const std::vector<CurvePoint>& points, double from, double to, int columns);

/// Learning curves of all folds: training loss above, inner UAR below, over the epoch. Folds are thin lines of one muted
/// colour, the current one stands out in the accent; the up and down keys and a click on a line choose it. Points may be
/// added at any rate: the picture follows at most 30 times a second. Keeps a copy. GUI thread.
class CurveView : public QWidget, public PlotSummary {
    Q_OBJECT
public:
    explicit CurveView(QWidget* parent = nullptr);
    ~CurveView() override;

    /// Empties the curves; folds are numbered from 0 and made as points arrive.
    void clear(const QString& sentence = {});
    void setFoldName(int fold, const QString& name);
    /// Whether x counts updates of the weights, or epochs.
    void countUpdates(bool updates);
    /// Appends an epoch; one that is there already is replaced together with everything after it (a resumed fold).
    void addPoint(int fold, int epoch, double loss, std::optional<double> uar);
    void setCurrentFold(int fold);
    [[nodiscard]] int currentFold() const { return m_current; }
    [[nodiscard]] int foldCount() const { return static_cast<int>(m_folds.size()); }
    [[nodiscard]] bool isBlank() const;  ///< no fold has a point yet: the sentence is shown
    [[nodiscard]] int points(int fold) const;
    [[nodiscard]] int drawnPoints() const;  ///< of all lines, after thinning
    [[nodiscard]] int replots() const { return m_replots; }
    [[nodiscard]] QString plotSummary() const override;
    [[nodiscard]] QString tabSeparated() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void currentFoldChanged(int fold);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Fold {
        QString name;
        std::vector<CurvePoint> loss;
        std::vector<CurvePoint> uar;
        QCPGraph* lossGraph = nullptr;
        QCPGraph* uarGraph = nullptr;
    };
    Fold& fold(int index);
    void applyTheme();
    void schedule();
    void redraw();
    void pickAt(const QPoint& point);
    void showTip(const QPoint& point, const QPoint& global);

    QCustomPlot* m_plot = nullptr;
    QCPAxisRect* m_lossRect = nullptr;
    QCPAxisRect* m_uarRect = nullptr;
    std::vector<Fold> m_folds;
    QTimer m_timer;
    QString m_sentence;
    int m_current = -1;
    int m_replots = 0;
    bool m_updates = false;
};

}  // namespace prososcope::widgets
