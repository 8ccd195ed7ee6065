// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPixmap>
#include <QPointer>
#include <QWidget>
#include <functional>
#include <optional>
#include <vector>

#include "widgets/Accessible.h"
#include "widgets/FigurePart.h"
#include "widgets/LabelEditor.h"
#include "widgets/TierPlace.h"
#include "widgets/TierRows.h"
#include "widgets/TimeView.h"

class QScrollBar;

namespace prososcope::widgets {

/// The tiers of an annotation under the panes, on the same time axis and with the same edges. It draws a snapshot and emits
/// what a person wants; whoever owns the annotation makes the edit and hands the next snapshot over. Time view borrowed.
///
/// A click chooses an interval and its time and sets the cursor; a double click, or typing, writes its label (see
/// LabelEditor). A boundary is grabbed within 5 px and shows what both sides will last while it is dragged: it snaps
/// within 6 px to boundaries of other tiers, else to a zero crossing; Alt suspends that, Shift takes along all
/// boundaries at its moment, Esc leaves it where it was. Elsewhere a drag selects time. The wheel scrolls tiers
/// where they are taller than their area, else time; with Shift always time, with Ctrl it zooms time, as a pinch does, and
/// with both it asks for another height of the rows. GUI thread.
class TierView : public QWidget, public PlotSummary, public FigurePart {
    Q_OBJECT
public:
    /// The zero crossing nearest to a time, within a tolerance in seconds, as far as it is known now.
    using ZeroCrossing = std::function<std::optional<double>(double seconds, double tolerance)>;

    explicit TierView(QWidget* parent = nullptr);

    void setTimeView(TimeView* view);
    /// A drag or a label of the former snapshot ends without a change where its place is gone.
    void setAnnotation(const annotation::Annotation& annotation);
    [[nodiscard]] const annotation::Annotation& annotation() const { return m_annotation; }
    void setPlace(const TierPlace& place);
    [[nodiscard]] const TierPlace& place() const { return m_place; }
    void setZeroCrossing(ZeroCrossing find) { m_zeroCrossing = std::move(find); }

    [[nodiscard]] const std::vector<TierRow>& rows() const { return m_rows; }
    [[nodiscard]] int rowHeight() const;  ///< in pixels
    /// Makes the rows taller or flatter than usual (1), from kFlattest to kTallest; labels take several lines where they fit.
    void setRowScale(double scale);
    [[nodiscard]] double rowScale() const { return m_rowScale; }
    static constexpr double kFlattest = 0.75;
    static constexpr double kTallest = 5.0;
    [[nodiscard]] int contentHeight() const;
    [[nodiscard]] QRectF rowBox(std::size_t row) const;
    [[nodiscard]] int scrollOffset() const { return m_scroll; }
    void scrollTo(annotation::Id tier);
    [[nodiscard]] double timeAt(double x) const;
    [[nodiscard]] double xAt(double seconds) const;

    /// Opens the editor on the chosen item with its label selected, or with `text` in its place. Nothing where none is.
    void editLabel(const std::optional<QString>& text = std::nullopt);
    /// Commits what is being typed, as before saving.
    void finishEditing() { endEdit(LabelEditor::End::Stay); }
    [[nodiscard]] LabelEditor* editor() const { return m_editor->isVisibleTo(this) ? m_editor : nullptr; }
    /// Where a boundary that is being dragged would be put now.
    [[nodiscard]] std::optional<double> draggedTo() const;

    /// The rows in sight, as tall as on the screen.
    void drawFigure(QCPPainter* painter, const QSize& size) override;
    /// Logical pixels of the whole rows in sight.
    [[nodiscard]] int figureHeight() const;
    [[nodiscard]] QString plotSummary() const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void placeChosen(const prososcope::widgets::TierPlace& place);
    /// The user set the cursor with the mouse (playback may follow).
    void cursorPlaced(double seconds);
    void boundaryMoved(prososcope::annotation::Id tier, std::size_t item, double seconds, bool aligned);
    void labelEntered(prososcope::annotation::Id tier, std::size_t item, const QString& label,
                      prososcope::widgets::LabelEditor::End end);
    /// A key 1-9 on an interval of a tier with a vocabulary: its entry from 0.
    void entryChosen(std::size_t entry);
    void menuWanted(const QPoint& at, double seconds);
    /// The user asks for other heights by this factor: whoever keeps them answers with setRowScale.
    void verticalZoomed(double factor);
    /// What is under the pointer, translated; empty when it has left.
    void hovered(const QString& text);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void inputMethodEvent(QInputMethodEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    /// A press of the left or middle button until it is let go.
    struct Drag {
        enum class Kind { None, Click, Select, Boundary, Pan } kind = Kind::None;
        double pressX = 0.0;
        double lastX = 0.0;
        double anchor = 0.0;  ///< seconds under the press, or the view's start of a pan
        annotation::Id tier = 0;
        std::size_t item = 0;
        bool onBoundary = false;
        bool aligned = false;
        std::optional<double> time;  ///< where the boundary is shown; nothing before it moves
    };

    [[nodiscard]] std::optional<std::size_t> rowAt(double y) const;
    /// The boundary or point of the row within the grab zone.
    [[nodiscard]] std::optional<std::size_t> boundaryAt(std::size_t row, double x) const;
    [[nodiscard]] annotation::TierPointer shownTier(annotation::Id id) const;
    void invalidate();
    void layOut();
    void setScroll(int offset);
    void choose(const TierPlace& place);
    void chooseAt(const QPointF& at, bool extend);
    void dragBoundary(double x, Qt::KeyboardModifiers modifiers);
    /// Where a boundary dragged to `seconds` snaps to; `moved` is the annotation with it there.
    [[nodiscard]] double snapped(double seconds, const annotation::Annotation& moved) const;
    void endDrag();
    void panTo(double x);
    void hoverAt(const QPointF& at);
    void placeEditor();
    void endEdit(LabelEditor::End end);
    void drawDrag(QPainter& painter) const;
    void drawRows(QPainter& painter, const QSizeF& size, double ratio, const TierPlace& place) const;
    void drawPlaces(QPainter& painter, const QSizeF& size) const;
    [[nodiscard]] bool startsLabel(const QKeyEvent& event) const;

    QPointer<TimeView> m_view;
    annotation::Annotation m_annotation;
    std::optional<annotation::Annotation> m_preview;  ///< while a boundary is dragged
    std::vector<TierRow> m_rows;
    TierPlace m_place;
    ZeroCrossing m_zeroCrossing;
    QScrollBar* m_bar;
    LabelEditor* m_editor;
    TierPlace m_edited;
    QPixmap m_picture;
    Drag m_drag;
    std::optional<TierPlace> m_hover;
    int m_scroll = 0;
    double m_rowScale = 1.0;
    double m_zoomY = 0.0;  ///< what stays in place while the height of the rows changes
};

}  // namespace prososcope::widgets
