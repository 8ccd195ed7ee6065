// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/UtteranceList.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <algorithm>
#include <cmath>

#include "widgets/ScoreText.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {

constexpr int kRow = 24;
constexpr int kPlayColumn = 22;
constexpr int kMarkColumn = 14;

class RowPainter : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& /*option*/, const QModelIndex& /*index*/) const override { return {80, kRow}; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const Theme& theme = Theme::instance();
        const bool audible = index.data(UtteranceModel::AudibleRole).toBool();
        const bool playing = index.data(UtteranceModel::PlayingRole).toBool();
        const QRect rect = option.rect;
        painter->save();
        if (option.state.testFlag(QStyle::State_Selected)) painter->fillRect(rect, theme.color(Ink::SelectionFill));
        if (audible) {
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(Qt::NoPen);
            painter->setBrush(theme.color(playing ? Ink::Accent : Ink::Muted));
            const QPointF centre(rect.left() + kPlayColumn / 2.0, rect.center().y() + 0.5);
            if (playing)
                painter->drawRect(QRectF(centre.x() - 4, centre.y() - 4, 8, 8));
            else
                painter->drawPolygon(QPolygonF{centre + QPointF(-4, -5), centre + QPointF(5, 0), centre + QPointF(-4, 5)});
        }
        painter->setFont(theme.font(Theme::Size::Normal));
        const QString posterior = index.data(UtteranceModel::PosteriorRole).toString();
        int right = painter->fontMetrics().horizontalAdvance(posterior) + 8;
        painter->setPen(theme.color(Ink::Text));
        painter->drawText(rect.adjusted(0, 0, -6, 0), Qt::AlignRight | Qt::AlignVCenter, posterior);
        if (index.data(UtteranceModel::DoubtfulRole).toBool()) {
            painter->setFont(theme.font(Theme::Size::Normal, true));
            painter->setPen(theme.color(Ink::Warning));
            painter->drawText(rect.adjusted(0, 0, -right - 6, 0), Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("?"));
            painter->setFont(theme.font(Theme::Size::Normal));
            right += kMarkColumn;
        }
        painter->setPen(theme.color(audible ? Ink::Text : Ink::Muted));
        const QRect word = rect.adjusted(kPlayColumn, 0, -right - 6, 0);
        painter->drawText(word, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, word.width()));
        painter->restore();
    }
};

}  // namespace

void UtteranceModel::setRows(std::vector<ListedUtterance> rows) {
    beginResetModel();
    m_rows = std::move(rows);
    m_playing = -1;
    endResetModel();
}

void UtteranceModel::setPlaying(int row) {
    if (row == m_playing) return;
    const int old = m_playing;
    m_playing = row;
    for (const int changed : {old, row})
        if (changed >= 0 && changed < rowCount()) Q_EMIT dataChanged(index(changed), index(changed));
}

void UtteranceModel::setDoubtful(const QString& id, bool doubtful) {
    for (int row = 0; row < rowCount(); ++row) {
        ListedUtterance& each = m_rows[static_cast<std::size_t>(row)];
        if (each.id != id || each.doubtful == doubtful) continue;
        each.doubtful = doubtful;
        Q_EMIT dataChanged(index(row), index(row));
    }
}

int UtteranceModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }

QVariant UtteranceModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const ListedUtterance& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
            return row.id;
        case Qt::AccessibleTextRole: {
            QStringList parts{row.value.isEmpty() ? tr("%1, posterior %2").arg(row.id, widgets::scoreText(row.posterior, 2))
                                                  : tr("%1, %2", "an utterance and its number").arg(row.id, row.value)};
            if (row.doubtful) parts << tr("doubtful");
            if (!row.audible) parts << tr("audio not on this machine");
            return parts.join(QStringLiteral(", "));
        }
        case Qt::ToolTipRole:
            return (row.doubtful ? tr("Marked doubtful: its label is to be looked at again.") + QLatin1Char('\n') : QString()) +
                   (row.audible ? QString() : tr("Audio not on this machine.") + QLatin1Char('\n')) +
                   (row.value.isEmpty()
                        ? tr("%1: the number is the posterior of the recognised class, mean over the windows of the utterance.")
                              .arg(row.id)
                        : tr("%1: %2", "an utterance and what its number is").arg(row.id, row.meaning));
        case PosteriorRole:
            return row.value.isEmpty() ? widgets::scoreText(row.posterior, 2) : row.value;
        case AudibleRole:
            return row.audible;
        case DoubtfulRole:
            return row.doubtful;
        case PlayingRole:
            return index.row() == m_playing;
        default:
            return {};
    }
}

UtteranceList::UtteranceList(QWidget* parent) : QListView(parent) {
    setModel(&m_model);
    setItemDelegate(new RowPainter(this));
    setUniformItemSizes(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Utterances"));
    connect(&Theme::instance(), &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void UtteranceList::setRows(std::vector<ListedUtterance> rows) {
    const auto certainty = [](const ListedUtterance& row) { return std::isnan(row.posterior) ? -1.0 : row.posterior; };
    std::stable_sort(rows.begin(), rows.end(),
                     [&](const ListedUtterance& a, const ListedUtterance& b) { return certainty(a) > certainty(b); });
    m_model.setRows(std::move(rows));
    if (m_model.rowCount() > 0) setCurrentIndex(m_model.index(0));
}

QRect UtteranceList::playRect(int row) const {
    QRect rect = visualRect(m_model.index(row));
    rect.setWidth(kPlayColumn);
    return rect;
}

QString UtteranceList::tabSeparated() const {
    const bool other = !rows().empty() && !rows().front().value.isEmpty();
    QString text = other ? QStringLiteral("utterance\tvalue\tdoubtful\n") : QStringLiteral("utterance\tposterior\tdoubtful\n");
    for (const ListedUtterance& row : rows())
        text += row.id + QLatin1Char('\t') + (std::isnan(row.posterior) ? row.value : QString::number(row.posterior, 'f', 4)) +
                QLatin1Char('\t') + (row.doubtful ? QLatin1String("yes") : QLatin1String("")) + QLatin1Char('\n');
    return text;
}

void UtteranceList::playCurrent() {
    if (!currentIndex().isValid()) return;
    if (playing() == currentIndex().row())
        Q_EMIT stopRequested();
    else
        Q_EMIT playRequested(currentIndex().row());
}

void UtteranceList::playStep(int step) {
    if (m_model.rowCount() == 0) return;
    const int row = std::clamp(currentIndex().row() + step, 0, m_model.rowCount() - 1);
    setCurrentIndex(m_model.index(row));
    Q_EMIT playRequested(row);
}

void UtteranceList::openCurrent() {
    if (currentIndex().isValid()) Q_EMIT openRequested(currentIndex().row());
}

void UtteranceList::leaveTable() { Q_EMIT left(); }

void UtteranceList::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(tabSeparated());
        return;
    }
    QListView::keyPressEvent(event);
}

void UtteranceList::mousePressEvent(QMouseEvent* event) {
    QListView::mousePressEvent(event);
    const QModelIndex hit = indexAt(event->pos());
    if (event->button() == Qt::LeftButton && hit.isValid() && playRect(hit.row()).contains(event->pos())) playCurrent();
}

void UtteranceList::mouseDoubleClickEvent(QMouseEvent* event) {
    const QModelIndex hit = indexAt(event->pos());
    if (hit.isValid() && !playRect(hit.row()).contains(event->pos())) Q_EMIT openRequested(hit.row());
}

void UtteranceList::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QListView::currentChanged(current, previous);
    Q_EMIT currentRowChanged(current.row());
}

}  // namespace prososcope::gui
