// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/QuietTable.h"

#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>

#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {

constexpr int kPadding = 16;
constexpr int kIcon = 12;
constexpr int kIconGap = 7;

/// At the right where the model says so, else at the left.
int alignmentOf(const QVariant& wanted) {
    return static_cast<int>((wanted.toInt() & Qt::AlignRight) != 0 ? Qt::AlignRight | Qt::AlignVCenter
                                                                   : Qt::AlignLeft | Qt::AlignVCenter);
}

class RowPainter : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const Theme& theme = Theme::instance();
        const QRect rect = option.rect;
        painter->save();
        if (option.state.testFlag(QStyle::State_Selected)) {
            painter->fillRect(rect, theme.color(Ink::SelectionFill));
            if (index.column() == 0)
                painter->fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.color(Ink::Accent));
        }
        painter->setPen(QPen(theme.color(Ink::Hairline), 0));
        painter->drawLine(rect.bottomLeft(), rect.bottomRight());
        painter->setFont(index.data(Qt::FontRole).value<QFont>());
        painter->setPen(index.data(Qt::ForegroundRole).value<QColor>());
        QRect text = rect.adjusted(kPadding, 0, -4, 0);
        if (const auto icon = index.data(Qt::DecorationRole).value<QIcon>(); !icon.isNull()) {
            const QRect place(text.left(), rect.center().y() - kIcon / 2 + 1, kIcon, kIcon);
            icon.paint(painter, place);
            text.setLeft(place.right() + kIconGap);
        }
        painter->drawText(text, alignmentOf(index.data(Qt::TextAlignmentRole)),
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, text.width()));
        painter->restore();
    }
};

class Header : public QHeaderView {
public:
    using QHeaderView::QHeaderView;

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override {
        const Theme& theme = Theme::instance();
        painter->save();
        painter->fillRect(rect, theme.color(Ink::Data));
        painter->setPen(QPen(theme.color(Ink::Hairline), 0));
        painter->drawLine(rect.bottomLeft(), rect.bottomRight());
        painter->setFont(theme.font(Theme::Size::Small));
        painter->setPen(theme.color(Ink::Muted));
        QString text = model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
        if (isSortIndicatorShown() && sortIndicatorSection() == section)
            text += sortIndicatorOrder() == Qt::AscendingOrder ? QStringLiteral(" \u2191") : QStringLiteral(" \u2193");
        const QRect inside = rect.adjusted(kPadding, 0, -4, 0);
        painter->drawText(inside, alignmentOf(model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole)),
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, inside.width()));
        painter->restore();
    }
};

}  // namespace

void makeQuiet(QTableView& table) {
    auto* header = new Header(Qt::Horizontal, &table);
    table.setHorizontalHeader(header);
    header->setSectionsClickable(true);
    header->setHighlightSections(false);
    header->setMinimumSectionSize(40);
    table.setItemDelegate(new RowPainter(&table));
    table.setShowGrid(false);
    const auto paint = [&table] {
        QPalette palette;
        palette.setColor(QPalette::Highlight, Qt::transparent);  // RowPainter shows what is chosen
        palette.setColor(QPalette::Base, Theme::instance().color(Ink::Data));
        palette.setColor(QPalette::Window, Theme::instance().color(Ink::Data));
        table.setPalette(palette);
    };
    paint();
    QObject::connect(&Theme::instance(), &Theme::changed, &table, paint);
    table.setFrameShape(QFrame::NoFrame);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::SingleSelection);
    table.setTabKeyNavigation(false);
    table.setWordWrap(false);
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.verticalHeader()->hide();
    table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
}

void shareWidth(QTableView& table, std::span<const int> shares) {
    int sum = 0;
    for (const int share : shares) sum += share;
    if (table.model() == nullptr || sum == 0) return;
    for (int column = 0; column < table.model()->columnCount() && column < static_cast<int>(shares.size()); ++column)
        table.setColumnWidth(column, table.viewport()->width() * shares[static_cast<std::size_t>(column)] / sum);
}

}  // namespace prososcope::gui
