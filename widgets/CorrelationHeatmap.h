// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QStringList>
#include <QWidget>
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/analysis/CorrelationComparison.h"
#include "engine/analysis/CorrelationMap.h"
#include "widgets/Accessible.h"
#include "widgets/FigurePart.h"
#include "widgets/HeatmapLayout.h"

class QScrollBar;

namespace prososcope::widgets {

/// One map as it is shown.
struct HeatmapMap {
    QString title;                                ///< "valence"
    QString note;                                 ///< after it, muted: "derived", "labels shuffled"; may be empty
    analysis::CorrelationMap map;                 ///< a value for each unit, layers one behind the other
    std::vector<analysis::LayerProfile> profile;  ///< of each layer
    /// Of two maps: r, p and adjusted of `map` are then the difference and its test. Null: a map of correlations.
    std::shared_ptr<const analysis::CorrelationDifference> difference;
    QString correction;  ///< where it is another one than that of the data
};

/// Maps of the same layers.
struct HeatmapData {
    QStringList layers;                ///< words, nearest to the sound first
    std::vector<std::int64_t> widths;  ///< units of each
    std::vector<HeatmapMap> maps;
    double alpha = 0.05;           ///< adjusted p up to which a unit counts
    QString correction;            ///< what "adjusted" means: "BH q = .05"
    double differenceLimit = 1.0;  ///< size at the ends of the colours of differences, which are always signed
    [[nodiscard]] std::int64_t units() const;
};

/// Correlations of the units of a network with what is known of utterances: one map for each target, rows are layers, columns
/// are units, all with the same limits; right of each map the layers' mean |r| (bar), largest |r| (thin mark) and share of
/// units that count; below, the colour bar with the critical |r| of the current map. Units that do not count lose their
/// chroma; undefined ones are hatched. Maps stand side by side while a unit has two pixels; where a column stands for several
/// units it shows the one of largest |r|.
/// The mouse marks the same cell in all maps and tells all of it; a click picks. Arrows move, Home and End go to the ends of a
/// layer, Page Up and Page Down to the other maps, Return picks, Ctrl+C copies the cell as a sentence, Ctrl and the wheel (or
/// plus, minus, 0) zoom the units, Shift and the wheel or the bar below scroll them. Pictures are kept at the screen's
/// resolution. Data that do not fit their widths are shown as empty.
/// Units can be selected, in all maps alike: dragging, or Shift with a click or an arrow, selects what lies between; a click on
/// a layer's word or Shift+Space selects the layer; Ctrl adds, and with a click or Space takes off again; Ctrl+A selects all
/// and Escape nothing. GUI thread.
class CorrelationHeatmap : public QWidget, public PlotSummary, public FigurePart {
    Q_OBJECT
public:
    struct Cell {
        int map = -1;
        int layer = -1;
        int unit = -1;  ///< within its layer
        bool operator==(const Cell&) const = default;
        [[nodiscard]] bool isValid() const { return map >= 0; }
    };

    explicit CorrelationHeatmap(QWidget* parent = nullptr);

    /// Shared and never changed. Null or without maps: empty. Zoom and current cell stay where the widths are the same.
    void setData(std::shared_ptr<const HeatmapData> data);
    void setEmpty(const QString& sentence);
    [[nodiscard]] const std::shared_ptr<const HeatmapData>& data() const { return m_data; }
    [[nodiscard]] bool isEmpty() const { return m_data == nullptr; }

    /// |r| at the ends of the colours, for all maps.
    void setLimit(double limit);
    [[nodiscard]] double limit() const { return m_limit; }
    void setAbsolute(bool absolute);
    [[nodiscard]] bool isAbsolute() const { return m_absolute; }
    /// The units of each layer from the largest r of this map to the smallest, undefined ones last; -1: as they are.
    void sortBy(int map);
    [[nodiscard]] int sortedBy() const { return m_sortedBy; }
    /// For each layer, one behind the other, which unit stands at a place (see analysis::clusteredUnits), until sortBy or other
    /// widths; null: as they are. What is no order of the units is not taken.
    void orderBy(std::shared_ptr<const std::vector<std::uint32_t>> order);
    [[nodiscard]] bool hasOrder() const { return m_given != nullptr; }

    /// The units that are selected, among all layers, sorted. They stay where the widths are the same.
    [[nodiscard]] std::vector<std::size_t> selection() const;
    /// Units that there are not are left out.
    void setSelection(const std::vector<std::size_t>& units);
    [[nodiscard]] bool isSelected(int layer, int unit) const;
    [[nodiscard]] QString selectionSentence() const;  ///< "12 units of 2 layers selected"; empty where none is

    [[nodiscard]] Cell current() const { return m_current; }
    void setCurrent(const Cell& cell);
    [[nodiscard]] Cell hovered() const;
    [[nodiscard]] double zoom() const { return m_zoom; }
    void setZoom(double zoom, double centre = 0.5);  ///< centre: the place that stays, as a share of the plot's width

    [[nodiscard]] HeatmapLayout layoutOf() const;
    /// The unit that a column shows; -1 where the column is empty.
    [[nodiscard]] int unitOf(const HeatmapLayout::Cell& cell) const;
    [[nodiscard]] HeatmapLayout::Cell columnOf(const Cell& cell) const;  ///< column below 0 or too large: out of sight
    [[nodiscard]] QRect cellRect(const Cell& cell) const;

    [[nodiscard]] QString cellSentence(const Cell& cell) const;
    [[nodiscard]] QString layerSentence(int map, int layer) const;
    [[nodiscard]] QString mapSentence(int map) const;
    [[nodiscard]] QString plotSummary() const override;
    void copy() const;

    /// All of it as it stands, without focus and hover.
    void drawFigure(QCPPainter* painter, const QSize& size) override;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void currentChanged(int map, int layer, int unit);
    void activated(int map, int layer, int unit);
    /// What is under the mouse, for the status line; empty where nothing is.
    void hoverChanged(const QString& text);
    /// While the mouse drags it is told at the end.
    void selectionChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] HeatmapLayout layoutFor(const QSize& size) const;
    [[nodiscard]] HeatmapLayout::Input inputFor(const QSize& size) const;
    [[nodiscard]] HeatmapLayout::Cell columnIn(const HeatmapLayout& layout, const Cell& cell) const;
    [[nodiscard]] bool namesFit() const;  ///< beside the rows; else they have numbers
    [[nodiscard]] QString layerWord(int layer) const;
    [[nodiscard]] std::size_t offset(int layer) const { return m_offsets[static_cast<std::size_t>(layer)]; }
    [[nodiscard]] float valueAt(int map, int layer, std::int64_t position) const;  ///< r at a place in the order
    [[nodiscard]] QString placeText(int layer, int unit) const;
    void orderUnits();
    void forgetPictures();
    void hover(std::optional<HeatmapLayout::Cell> cell);
    void moveColumn(int step);
    void moveLayer(int step);
    void makeVisible(const Cell& cell);
    void scrollTo(std::int64_t first);
    void placeScrollBar();

    [[nodiscard]] std::int64_t placeOf(const Cell& cell) const;
    void goBy(QKeyEvent* event);  ///< arrows, Home, End, Page Up and Page Down
    bool selectBy(const QKeyEvent* event);
    void pressLayer(int layer, Qt::KeyboardModifiers modifiers);
    void pressCell(const Cell& cell, Qt::KeyboardModifiers modifiers);
    void takeAnchor(const Cell& cell);
    /// Selects all columns of these layers that reach from one place to the other, with what was selected before where it adds.
    void selectBetween(const Cell& from, int layer, std::int64_t place, bool add);
    void selectLayers(int from, int to, bool add);
    void toggleColumn(const Cell& cell);
    [[nodiscard]] bool isWhole(int layer) const;
    void tellSelection();
    void paintSelection(QPainter& painter, const HeatmapLayout& layout, int map) const;

    [[nodiscard]] bool isDifference(int map) const { return m_data->maps[static_cast<std::size_t>(map)].difference != nullptr; }
    [[nodiscard]] double limitOf(int map) const { return isDifference(map) ? m_data->differenceLimit : m_limit; }
    [[nodiscard]] const QString& correctionOf(int map) const;
    [[nodiscard]] QString titleOf(int map) const;  ///< with its note
    [[nodiscard]] QString differenceSentence(const Cell& cell) const;
    [[nodiscard]] QImage picture(const HeatmapLayout& layout, int map, double ratio) const;
    void paintAll(QPainter& painter, const HeatmapLayout& layout, const std::vector<QImage>& pictures) const;
    void paintLabels(QPainter& painter, const HeatmapLayout& layout, int map) const;
    void paintAxis(QPainter& painter, const HeatmapLayout& layout, int map) const;
    void paintProfile(QPainter& painter, const HeatmapLayout& layout, int map) const;
    void paintColorBars(QPainter& painter, const HeatmapLayout& layout) const;
    void paintColorBar(QPainter& painter, const QRect& place, int map) const;
    [[nodiscard]] QString criticalText(int map) const;
    [[nodiscard]] QString barText(int map) const;  ///< and what grey and hatched cells mean
    /// Lines of the longest words beside a colour bar, where that of correlations and that of differences share a width.
    [[nodiscard]] int wordLines(int width, const QFontMetrics& metrics) const;

    std::shared_ptr<const HeatmapData> m_data;
    QString m_sentence;
    double m_limit = 1.0;
    bool m_absolute = false;
    int m_sortedBy = -1;
    std::shared_ptr<const std::vector<std::uint32_t>> m_given;  ///< an order of the units
    std::vector<std::uint8_t> m_selected;                       ///< of each unit
    std::vector<std::uint8_t> m_before;                         ///< what was selected when the anchor was taken
    Cell m_anchor;                                              ///< from which Shift and the mouse select
    std::optional<QPoint> m_pressed;                            ///< where a drag began
    bool m_banding = false;
    bool m_adding = false;
    double m_zoom = 1.0;
    std::int64_t m_first = 0;
    Cell m_current;
    std::optional<HeatmapLayout::Cell> m_hover;
    std::vector<std::size_t> m_offsets;   ///< of each layer in the maps
    std::vector<std::uint32_t> m_order;   ///< of each layer, one behind the other: which unit stands at a place
    std::vector<std::uint32_t> m_places;  ///< and where a unit stands
    std::vector<QImage> m_pictures;       ///< of the maps as they were painted last; empty: to be made
    double m_pictureRatio = 0.0;
    QScrollBar* m_scroll = nullptr;
};

}  // namespace prososcope::widgets
