// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/OfferPanel.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {

class OfferRow : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        const Theme& theme = Theme::instance();
        QPainter painter(this);
        painter.fillRect(rect(), theme.color(Ink::Panel));
        painter.fillRect(QRect(0, height() - 1, width(), 1), theme.color(Ink::Hairline));
        painter.fillRect(QRect(0, 0, 3, height() - 1), theme.color(Ink::Accent));
        theme.icon(QStringLiteral("info")).paint(&painter, QRect(12, (height() - 20) / 2, 20, 20), Qt::AlignCenter);
    }
};

}  // namespace

OfferPanel::OfferPanel(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this)) {
    setObjectName("offers");
    setAccessibleName(tr("Questions"));
    m_column->setContentsMargins({});
    m_column->setSpacing(0);
    hide();
}

void OfferPanel::offer(const QString& key, const QString& text, const QList<Choice>& choices) {
    remove(key);
    auto* row = new OfferRow;
    row->setAccessibleName(text);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(40, 4, 8, 4);
    line->setSpacing(8);
    auto* label = new QLabel(text);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    line->addWidget(label, 1);
    for (const Choice& choice : choices) {
        auto* button = new QPushButton(choice.text);
        button->setAccessibleDescription(text);
        connect(button, &QPushButton::clicked, this, [this, key, act = choice.act] {
            remove(key);
            if (act) act();
        });
        line->addWidget(button);
    }
    m_column->addWidget(row);
    m_rows.append({key, text, row});
    show();
    if (QAccessible::isActive()) {
        QAccessibleEvent event(row, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void OfferPanel::remove(const QString& key) {
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].key != key) continue;
        QWidget* row = m_rows.takeAt(i).widget;
        m_column->removeWidget(row);
        row->hide();
        row->deleteLater();
        break;
    }
    if (m_rows.isEmpty()) hide();
}

QStringList OfferPanel::texts() const {
    QStringList texts;
    for (const Row& row : m_rows) texts.append(row.text);
    return texts;
}

bool OfferPanel::has(const QString& key) const {
    return std::any_of(m_rows.begin(), m_rows.end(), [&](const Row& row) { return row.key == key; });
}

}  // namespace prososcope::gui
