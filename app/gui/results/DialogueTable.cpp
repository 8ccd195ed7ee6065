// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/DialogueTable.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QIcon>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <algorithm>

#include "app/gui/QuietTable.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {

constexpr int kTurnHeight = 26;
constexpr int kTurnPadding = 16;
constexpr int kTurnIcon = 12;
constexpr int kTurnIconGap = 7;
constexpr int kOtherIndent = 20;       // of the second speaker
constexpr int kPartWidth = 3;          // of a strip of attention
constexpr double kLeastTone = 0.3;     // position on the sequential map
constexpr float kContextShare = 0.5F;  // of the selection's strength

/// Shares as bars from a base line, darker and taller for more.
void paintStrip(QPainter& painter, const QRect& place, const std::vector<float>& shares, float largest) {
    const Theme& theme = Theme::instance();
    const int width = static_cast<int>(shares.size()) * kPartWidth;
    painter.setPen(QPen(theme.color(Ink::ControlBorder), 0));
    painter.drawLine(place.left(), place.bottom(), place.left() + width, place.bottom());
    for (std::size_t part = 0; part < shares.size(); ++part) {
        const double share = largest > 0.0F ? shares[part] / largest : 0.0;
        const double height = std::max(1.0, share * place.height());
        const QRectF bar(place.left() + static_cast<double>(part) * kPartWidth, place.bottom() - height, kPartWidth - 1,
                         height);
        painter.fillRect(bar, theme.sequential(kLeastTone + (1.0 - kLeastTone) * share));
    }
}

/// The name of who speaks: the first framed, the other filled and further in.
void paintSpeaker(QPainter& painter, QRect place, const QString& name, bool other) {
    const Theme& theme = Theme::instance();
    if (other) place.setLeft(place.left() + kOtherIndent);
    const QString text = painter.fontMetrics().elidedText(name, Qt::ElideMiddle, place.width() - 12);
    QRectF chip(place.left(), place.top() + 3, painter.fontMetrics().horizontalAdvance(text) + 12, place.height() - 7);
    const QColor fill = theme.color(other ? Ink::Muted : Ink::Data);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.color(Ink::Muted), 1));
    painter.setBrush(fill);
    painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setPen(other ? Theme::inkOn(fill) : theme.color(Ink::Text));
    painter.drawText(chip, Qt::AlignCenter, text);
}

class TurnPainter : public QStyledItemDelegate {
public:
    TurnPainter(const DialogueModel& model, QObject* parent) : QStyledItemDelegate(parent), m_model(model) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const Theme& theme = Theme::instance();
        const QRect rect = option.rect;
        const int row = index.row();
        painter->save();
        QColor ground = theme.color(Ink::SelectionFill);
        const bool chosen = option.state.testFlag(QStyle::State_Selected);
        if (!chosen) ground.setAlphaF(ground.alphaF() * kContextShare);
        if (chosen || m_model.context(row) != DialogueModel::Context::None) painter->fillRect(rect, ground);
        if (chosen && index.column() == 0)
            painter->fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.color(Ink::Accent));
        painter->setPen(QPen(theme.color(Ink::Hairline), 0));
        painter->drawLine(rect.bottomLeft(), rect.bottomRight());
        painter->setFont(theme.font(Theme::Size::Normal));
        QRect inside = rect.adjusted(kTurnPadding, 0, -4, 0);
        if (const auto& shares = m_model.shares(row, index.column()); !shares.empty()) {
            paintStrip(*painter, inside.adjusted(0, 3, 0, -4), shares, m_model.largestShare());
        } else if (index.column() == DialogueModel::Speaker) {
            paintSpeaker(*painter, inside, index.data().toString(), m_model.speakerPlace(row) > 0);
        } else {
            if (index.column() == DialogueModel::Said && m_model.speakerPlace(row) > 0)
                inside.setLeft(inside.left() + kOtherIndent);
            if (const auto icon = index.data(Qt::DecorationRole).value<QIcon>(); !icon.isNull()) {
                const QRect place(inside.left(), rect.center().y() - kTurnIcon / 2 + 1, kTurnIcon, kTurnIcon);
                icon.paint(painter, place);
                inside.setLeft(place.right() + kTurnIconGap);
            }
            painter->setPen(index.data(Qt::ForegroundRole).value<QColor>());
            painter->drawText(inside, Qt::AlignLeft | Qt::AlignVCenter,
                              painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, inside.width()));
        }
        painter->restore();
    }

private:
    const DialogueModel& m_model;
};

}  // namespace

DialogueTable::DialogueTable(QWidget* parent) : QTableView(parent) {
    makeQuiet(*this);
    setModel(&m_model);
    setItemDelegate(new TurnPainter(m_model, this));
    horizontalHeader()->setSectionsClickable(false);
    const auto look = [this] {
        const double scale = Theme::instance().scale();
        verticalHeader()->setDefaultSectionSize(static_cast<int>(kTurnHeight * scale));
        const int widths[] = {90, 124, 0, 108, 132, 88, 96, 116};
        for (int column = 0; column < DialogueModel::ColumnCount; ++column) {
            const bool rest = column == DialogueModel::Said;
            horizontalHeader()->setSectionResizeMode(column, rest ? QHeaderView::Stretch : QHeaderView::Interactive);
            if (!rest) setColumnWidth(column, static_cast<int>(widths[column] * scale));
        }
        viewport()->update();
    };
    connect(&Theme::instance(), &Theme::changed, this, look);
    look();
}

QString DialogueTable::tabSeparated() const {
    QStringList words;
    const auto line = [&words] { return words.join(QLatin1Char('\t')) + QLatin1Char('\n'); };
    words = {QStringLiteral("turn"),        QStringLiteral("speaker"),        QStringLiteral("said"),
             QStringLiteral("label"),       QStringLiteral("heard"),          QStringLiteral("judged"),
             QStringLiteral("as previous"), QStringLiteral("as interlocutor")};
    QString text = line();
    for (int row = 0; row < m_model.rowCount(); ++row) {
        words = {QString::fromStdString(m_model.turn(row).id)};
        for (int column = DialogueModel::Speaker; column <= DialogueModel::Heard; ++column)
            words << m_model.index(row, column).data().toString().replace(QLatin1Char('\t'), QLatin1Char(' '));
        for (int column = DialogueModel::Judged; column <= DialogueModel::AsInterlocutor; ++column) {
            QStringList shares;
            for (const float share : m_model.shares(row, column)) shares << QString::number(share, 'f', 4);
            words << shares.join(QLatin1Char(' '));
        }
        text += line();
    }
    return text;
}

void DialogueTable::playCurrent() {
    if (!currentIndex().isValid()) return;
    if (m_model.playing() == currentIndex().row())
        Q_EMIT stopRequested();
    else
        Q_EMIT playRequested(currentIndex().row());
}

void DialogueTable::playStep(int step) {
    if (m_model.rowCount() == 0) return;
    const int row = std::clamp(currentIndex().row() + step, 0, m_model.rowCount() - 1);
    setCurrentIndex(m_model.index(row, std::max(0, currentIndex().column())));
    Q_EMIT playRequested(row);
}

void DialogueTable::openCurrent() {
    if (currentIndex().isValid()) Q_EMIT openRequested(currentIndex().row());
}

void DialogueTable::leaveTable() { Q_EMIT left(); }

void DialogueTable::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        if (m_model.rowCount() > 0) QGuiApplication::clipboard()->setText(tabSeparated());
        return;
    }
    QTableView::keyPressEvent(event);
}

void DialogueTable::mouseDoubleClickEvent(QMouseEvent* event) {
    if (const QModelIndex hit = indexAt(event->pos()); hit.isValid()) Q_EMIT openRequested(hit.row());
}

void DialogueTable::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTableView::currentChanged(current, previous);
    if (current.row() == previous.row() && current.isValid() == previous.isValid()) return;
    m_model.setChosen(current.row());
    Q_EMIT turnChosen(current.row());
}

}  // namespace prososcope::gui
