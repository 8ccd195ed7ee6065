// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/CommandPalette.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {

constexpr int kWidth = 640;
constexpr int kMostRows = 10;

/// Text at the left, description after it in muted ink, keys at the right.
class Delegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& /*index*/) const override {
        return {100, std::max(28, option.fontMetrics.height() + 12)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const Theme& theme = Theme::instance();
        const bool chosen = (option.state & QStyle::State_Selected) != 0;
        const bool enabled = (index.flags() & Qt::ItemIsEnabled) != 0;
        painter->save();
        painter->fillRect(option.rect, chosen ? theme.color(Ink::SelectionFill) : theme.color(Ink::Panel));
        if (chosen)
            painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), theme.color(Ink::Accent));
        const QRect inner = option.rect.adjusted(16, 0, -16, 0);
        painter->setFont(theme.font(Theme::Size::Normal));
        const QString keys = index.siblingAtColumn(ActionModel::Keys).data().toString();
        const QString text = index.siblingAtColumn(ActionModel::Text).data().toString();
        const QString about = index.siblingAtColumn(ActionModel::Description).data().toString();
        const QFontMetrics metrics = painter->fontMetrics();
        const int keysWidth = keys.isEmpty() ? 0 : metrics.horizontalAdvance(keys) + 16;
        const int textWidth = std::min(metrics.horizontalAdvance(text), inner.width() - keysWidth);
        painter->setPen(theme.color(enabled ? Ink::Text : Ink::Muted));
        painter->drawText(inner, Qt::AlignVCenter | Qt::AlignLeft,
                          metrics.elidedText(text, Qt::ElideRight, inner.width() - keysWidth));
        painter->setPen(theme.color(Ink::Muted));
        const QRect rest = inner.adjusted(textWidth + 16, 0, -keysWidth, 0);
        if (rest.width() > 60)
            painter->drawText(rest, Qt::AlignVCenter | Qt::AlignLeft, metrics.elidedText(about, Qt::ElideRight, rest.width()));
        painter->drawText(inner, Qt::AlignVCenter | Qt::AlignRight, keys);
        painter->restore();
    }
};

}  // namespace

CommandPalette::CommandPalette(ActionRegistry* registry, QWidget* window)
    : QFrame(window),
      m_registry(registry),
      m_filter(new ActionFilter(new ActionModel(registry, this), this)),
      m_field(new QLineEdit(this)),
      m_list(new QListView(this)),
      m_none(new QLabel(tr("No command found"), this)) {
    setObjectName(QStringLiteral("palette"));
    setAccessibleName(tr("Command search"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(9, 9, 9, 9);
    m_field->setPlaceholderText(tr("Search commands"));
    m_field->setAccessibleName(tr("Search commands"));
    m_field->setClearButtonEnabled(true);
    m_list->setModel(m_filter);
    m_list->setItemDelegate(new Delegate(m_list));
    m_list->setAccessibleName(tr("Commands found"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_field);
    column->addWidget(m_list);
    m_none->setContentsMargins(16, 0, 16, 0);
    m_none->setForegroundRole(QPalette::PlaceholderText);
    m_none->hide();
    column->addWidget(m_none);
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filter->setWords(text);
        m_list->setCurrentIndex(m_filter->index(0, 0));
        m_list->scrollToTop();
        place();
    });
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& index) {
        m_list->setCurrentIndex(index);
        run();
    });
    m_field->installEventFilter(this);
    window->installEventFilter(this);
    hide();
}

void CommandPalette::open() {
    if (isVisible()) {
        dismiss();
        return;
    }
    m_before = QApplication::focusWidget();
    m_field->clear();
    m_filter->setWords({});
    m_list->setCurrentIndex(m_filter->index(0, 0));
    place();
    show();
    raise();
    m_field->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::dismiss() {
    if (!isVisible()) return;
    hide();
    if (m_before != nullptr) m_before->setFocus(Qt::OtherFocusReason);
    m_before = nullptr;
}

void CommandPalette::place() {
    const QWidget* window = parentWidget();
    const int width = std::min(static_cast<int>(kWidth * Theme::instance().scale()), window->width() - 32);
    m_none->setVisible(m_filter->rowCount() == 0);
    m_list->setVisible(m_filter->rowCount() > 0);
    const int rows = std::clamp(m_filter->rowCount(), 1, kMostRows);
    const int rowHeight = std::max(28, fontMetrics().height() + 12);
    const int height = 18 + m_field->sizeHint().height() + 8 + rows * rowHeight + 2;
    setGeometry((window->width() - width) / 2, 48, width, std::min(height, window->height() - 64));
}

void CommandPalette::run() {
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid() || (index.flags() & Qt::ItemIsEnabled) == 0) return;
    QAction* action = m_registry->action(index.data(ActionModel::kIdRole).toString());
    dismiss();
    if (action != nullptr) action->trigger();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible()) place();
    if (watched != m_field) return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut && isVisible()) {
        const auto reason = static_cast<QFocusEvent*>(event)->reason();
        if (reason == Qt::MouseFocusReason || reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason) {
            m_before = nullptr;
            hide();
        }
        return false;
    }
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Up ||
            key == Qt::Key_Down) {
            event->accept();
            return true;
        }
    }
    if (event->type() != QEvent::KeyPress) return false;
    const auto* press = static_cast<QKeyEvent*>(event);
    const int row = m_list->currentIndex().row();
    const auto go = [this](int to) {
        m_list->setCurrentIndex(m_filter->index(std::clamp(to, 0, std::max(0, m_filter->rowCount() - 1)), 0));
    };
    switch (press->key()) {
        case Qt::Key_Down:
            go(row + 1);
            return true;
        case Qt::Key_Up:
            go(row - 1);
            return true;
        case Qt::Key_PageDown:
            go(row + kMostRows);
            return true;
        case Qt::Key_PageUp:
            go(row - kMostRows);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            run();
            return true;
        case Qt::Key_Escape:
            dismiss();
            return true;
        default:
            return false;
    }
}

void CommandPalette::paintEvent(QPaintEvent* /*event*/) {
    const Theme& theme = Theme::instance();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.color(Ink::ControlBorder), 1.0));
    painter.setBrush(theme.color(Ink::Panel));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

}  // namespace prososcope::gui
