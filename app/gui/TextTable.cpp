// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/TextTable.h"

#include <QAbstractTableModel>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>
#include <algorithm>
#include <numeric>
#include <set>

#include "app/gui/QuietTable.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {
constexpr int kRow = 24;
constexpr int kAround = 32;      // of a text in its cell
constexpr int kMostWidth = 300;  // of a column
constexpr int kLeastWidth = 48;  // of one that yields
constexpr std::size_t kMeasuredRows = 200;
}  // namespace

/// Cells in the fonts and inks of the present theme.
class TextModel : public QAbstractTableModel {
public:
    using QAbstractTableModel::QAbstractTableModel;

    void set(const QStringList& columns, const std::vector<QStringList>& rows, int firstNumber) {
        beginResetModel();
        m_columns = columns;
        m_rows = rows;
        m_firstNumber = firstNumber;
        endResetModel();
    }
    [[nodiscard]] const std::vector<QStringList>& rows() const { return m_rows; }
    [[nodiscard]] const QStringList& columns() const { return m_columns; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
    }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override {
        if (!index.isValid()) return {};
        switch (role) {
            case Qt::DisplayRole:
            case Qt::ToolTipRole:
                return m_rows[static_cast<std::size_t>(index.row())].value(index.column());
            case Qt::FontRole:
                return Theme::instance().font(Theme::Size::Normal);
            case Qt::ForegroundRole:
                return Theme::instance().color(Ink::Text);
            case Qt::TextAlignmentRole:
                return alignment(index.column());
            default:
                return {};
        }
    }
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override {
        if (orientation != Qt::Horizontal) return {};
        if (role == Qt::TextAlignmentRole) return alignment(section);
        return role == Qt::DisplayRole ? QVariant(m_columns.value(section)) : QVariant();
    }

private:
    [[nodiscard]] int alignment(int column) const {
        const bool number = m_firstNumber >= 0 && column >= m_firstNumber;
        return static_cast<int>(number ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    }

    QStringList m_columns;
    std::vector<QStringList> m_rows;
    int m_firstNumber = -1;
};

TextTable::TextTable(QWidget* parent) : QTableView(parent), m_texts(new TextModel(this)) {
    makeQuiet(*this);
    setModel(m_texts);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    horizontalHeader()->setSectionsClickable(false);
    const auto look = [this] {
        const int row = static_cast<int>(kRow * Theme::instance().scale());
        verticalHeader()->setDefaultSectionSize(row);
        horizontalHeader()->setFixedHeight(row);
        viewport()->update();
    };
    connect(&Theme::instance(), &Theme::changed, this, look);
    look();
}

void TextTable::setTexts(const QStringList& columns, const std::vector<QStringList>& rows, int firstNumber) {
    m_texts->set(columns, rows, firstNumber);
    const double scale = Theme::instance().scale();
    const QFontMetrics cell(Theme::instance().font(Theme::Size::Normal));
    const QFontMetrics head(Theme::instance().font(Theme::Size::Small));
    m_widths.clear();
    for (int column = 0; column < columns.size(); ++column) {
        int widest = head.horizontalAdvance(columns[column]);
        for (std::size_t i = 0; i < std::min(kMeasuredRows, rows.size()); ++i)
            widest = std::max(widest, cell.horizontalAdvance(rows[i].value(column)));
        m_widths.push_back(std::min(static_cast<int>(kMostWidth * scale), widest + static_cast<int>(kAround * scale)));
        setColumnWidth(column, m_widths.back());
    }
    fitColumns();
}

void TextTable::setYielding(const QList<int>& columns) {
    m_yielding = columns;
    fitColumns();
}

void TextTable::fitColumns() {
    if (m_yielding.isEmpty()) return;
    auto widths = m_widths;
    const int least = static_cast<int>(kLeastWidth * Theme::instance().scale());
    for (int excess = std::accumulate(widths.begin(), widths.end(), 0) - viewport()->width(); excess > 0; --excess) {
        int* widest = nullptr;
        for (const int column : m_yielding) {
            if (column >= static_cast<int>(widths.size())) continue;
            int& width = widths[static_cast<std::size_t>(column)];
            if (width > least && (widest == nullptr || width > *widest)) widest = &width;
        }
        if (widest == nullptr) break;
        --*widest;
    }
    for (std::size_t column = 0; column < widths.size(); ++column) setColumnWidth(static_cast<int>(column), widths[column]);
}

void TextTable::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    fitColumns();
}

int TextTable::heightFor(int most, int least) const {
    const int rows = std::max(least, std::min(most, m_texts->rowCount()));
    return (rows + 1) * verticalHeader()->defaultSectionSize() + horizontalScrollBar()->sizeHint().height();
}

void TextTable::keyPressEvent(QKeyEvent* event) {
    if (!event->matches(QKeySequence::Copy)) {
        QTableView::keyPressEvent(event);
        return;
    }
    std::set<int> chosen;
    for (const QModelIndex& index : selectionModel()->selectedRows()) chosen.insert(index.row());
    QString text = m_texts->columns().join(QLatin1Char('\t')) + QLatin1Char('\n');
    for (int row = 0; row < m_texts->rowCount(); ++row) {
        if (chosen.empty() || chosen.contains(row))
            text += m_texts->rows()[static_cast<std::size_t>(row)].join(QLatin1Char('\t')) + QLatin1Char('\n');
    }
    if (m_texts->rowCount() > 0) QGuiApplication::clipboard()->setText(text);
}

}  // namespace prososcope::gui
