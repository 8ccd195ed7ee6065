// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/corpus/PlotOrTable.h"

#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "app/gui/TextTable.h"
#include "widgets/Style.h"

namespace prososcope::gui {

namespace {

constexpr int kTableRows = 12;  // visible without scrolling at most
constexpr int kLeastRows = 2;

}  // namespace

PlotOrTable::PlotOrTable(QWidget* plot, const widgets::NumberedPlot* numbers, int mostHeight, QWidget* parent)
    : QWidget(parent),
      m_numbers(numbers),
      m_plot(plot),
      m_mostHeight(mostHeight),
      m_table(new TextTable(this)),
      m_button(new QToolButton(this)) {
    if (mostHeight > 0) {
        m_scroll = new QScrollArea(this);
        m_scroll->setFrameShape(QFrame::NoFrame);
        m_scroll->setWidgetResizable(true);
        m_scroll->setFocusPolicy(Qt::NoFocus);
        m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        m_scroll->setWidget(plot);
    }
    m_table->setAccessibleName(tr("%1, numbers").arg(plot->accessibleName()));
    m_button->setObjectName(QStringLiteral("asTable"));
    m_button->setText(tr("As table"));
    m_button->setAccessibleName(tr("%1 as table").arg(plot->accessibleName()));
    m_button->setCheckable(true);
    m_button->setAutoRaise(true);
    m_button->setFocusPolicy(Qt::StrongFocus);
    widgets::setCompact(m_button);
    m_shown = m_scroll != nullptr ? static_cast<QWidget*>(m_scroll) : plot;
    m_table->hide();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_shown);
    layout->addWidget(m_table);
    layout->addWidget(m_button, 0, Qt::AlignRight);
    connect(m_button, &QToolButton::toggled, this, [this](bool table) {
        m_shown->setVisible(!table);
        m_table->setVisible(table);
        refresh();
    });
    fit();
}

bool PlotOrTable::showsTable() const { return m_button->isChecked(); }
void PlotOrTable::showTable(bool table) { m_button->setChecked(table); }

void PlotOrTable::fit() {
    const int wanted = m_mostHeight > 0 ? std::min(m_mostHeight, m_plot->sizeHint().height()) : m_plot->sizeHint().height();
    if (showsTable())
        m_table->setFixedHeight(m_table->heightFor(kTableRows, kLeastRows));
    else
        m_shown->setFixedHeight(wanted);
}

void PlotOrTable::refresh() {
    if (showsTable()) {
        const widgets::NumberTable numbers = m_numbers->numbers();
        m_table->setTexts(numbers.columns, numbers.rows, 1);
    }
    fit();
}

}  // namespace prososcope::gui
