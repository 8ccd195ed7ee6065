// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/MessageBar.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {

constexpr int kMostRows = 3;
constexpr int kRemarkMilliseconds = 8000;

class Row : public QWidget {
public:
    Row(const QString& text, bool isError, QWidget* parent)
        : QWidget(parent), error(isError), label(new QLabel(text)), close(new QToolButton) {
        auto* line = new QHBoxLayout(this);
        line->setContentsMargins(40, 4, 8, 4);
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setFocusPolicy(Qt::NoFocus);
        close->setIcon(Theme::instance().icon(QStringLiteral("close")));
        close->setAutoRaise(true);
        close->setIconSize(QSize(14, 14));
        line->addWidget(label, 1);
        line->addWidget(close, 0, Qt::AlignTop);
    }

    const bool error;
    QLabel* const label;
    QToolButton* const close;

protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        const Theme& theme = Theme::instance();
        QPainter painter(this);
        painter.fillRect(rect(), theme.color(Ink::Panel));
        painter.fillRect(QRect(0, 0, width(), 1), theme.color(Ink::Hairline));
        const QColor mark = theme.color(error ? Ink::Error : Ink::Accent);
        painter.fillRect(QRect(0, 1, 3, height() - 1), mark);
        theme.icon(error ? QStringLiteral("warning") : QStringLiteral("info"))
            .paint(&painter, QRect(12, (height() - 20) / 2, 20, 20), Qt::AlignCenter, QIcon::Active);
    }
};

}  // namespace

MessageBar::MessageBar(QWidget* parent) : QWidget(parent), m_rows(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("messages"));
    setAccessibleName(tr("Messages"));
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(0);
    hide();
}

QStringList MessageBar::texts() const {
    QStringList result;
    for (int i = 0; i < m_rows->count(); ++i) {
        if (const auto* row = dynamic_cast<const Row*>(m_rows->itemAt(i)->widget())) result << row->label->text();
    }
    return result;
}

void MessageBar::show(const QString& text, bool error) {
    if (text.isEmpty() || texts().contains(text)) return;
    if (m_rows->count() >= kMostRows) {
        QWidget* victim = m_rows->itemAt(0)->widget();
        for (int i = 0; i < m_rows->count(); ++i) {
            auto* row = dynamic_cast<Row*>(m_rows->itemAt(i)->widget());
            if (row == nullptr || row->error) continue;
            victim = row;
            break;
        }
        remove(victim);
    }
    auto* row = new Row(text, error, this);
    row->setAccessibleName(text);
    row->close->setAccessibleName(tr("Close message"));
    row->close->setToolTip(tr("Close message"));
    connect(row->close, &QToolButton::clicked, this, [this, row] { remove(row); });
    m_rows->addWidget(row);
    QWidget::show();
    if (!error) QTimer::singleShot(kRemarkMilliseconds, row, [this, row] { remove(row); });
    if (QAccessible::isActive()) {
        QAccessibleEvent event(row, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void MessageBar::remove(QWidget* row) {
    m_rows->removeWidget(row);
    row->hide();
    row->deleteLater();
    if (m_rows->count() == 0) hide();
}

}  // namespace prososcope::gui
