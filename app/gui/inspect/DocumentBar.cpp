// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/DocumentBar.h"

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QTabBar>
#include <QToolButton>

#include "widgets/Theme.h"

namespace prososcope::gui {

DocumentBar::DocumentBar(QWidget* parent) : QWidget(parent), m_tabs(new QTabBar(this)) {
    m_tabs->setDocumentMode(true);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->setElideMode(Qt::ElideMiddle);
    m_tabs->setAccessibleName(tr("Open recordings"));
    auto* more = new QToolButton(this);
    m_more = more;
    more->setIcon(widgets::Theme::instance().icon("add"));
    more->setAutoRaise(true);
    more->setToolTip(tr("Open a recording"));
    more->setAccessibleName(tr("Open a recording"));
    more->setFixedSize(28, 28);
    m_listButton = new QToolButton(this);
    m_listButton->setIcon(widgets::Theme::instance().icon("chevron-down"));
    m_listButton->setAutoRaise(true);
    m_listButton->setAccessibleName(tr("Open recordings"));
    m_listButton->setToolTip(tr("Open recordings"));
    m_listButton->setFixedSize(28, 28);
    m_list = new QMenu(this);
    m_list->setToolTipsVisible(true);
    m_list->setObjectName("documents");
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 8, 0);
    layout->setSpacing(4);
    layout->addWidget(m_tabs);
    layout->addWidget(more);
    layout->addWidget(m_listButton);
    layout->addStretch(1);
    setFixedHeight(32);
    connect(m_tabs, &QTabBar::currentChanged, this, &DocumentBar::selected);
    connect(more, &QToolButton::clicked, this, &DocumentBar::openRequested);
    connect(m_listButton, &QToolButton::clicked, this, &DocumentBar::showList);
}

void DocumentBar::setActions(QAction* open, QAction* list) {
    const auto follow = [](QToolButton* button, QAction* action) {
        if (action == nullptr) return;
        const auto show = [button, action] { button->setToolTip(action->toolTip()); };
        connect(action, &QAction::changed, button, show);
        show();
    };
    follow(m_more, open);
    follow(m_listButton, list);
}

int DocumentBar::add(const QString& name, const QString& tip) {
    const QSignalBlocker quiet(m_tabs);  // the first tab would be selected before its document exists
    const int index = m_tabs->addTab(QString(name).replace('&', "&&"));
    m_tabs->setTabToolTip(index, tip);
    auto* close = new QToolButton(m_tabs);
    close->setIcon(widgets::Theme::instance().icon(QStringLiteral("close")));
    close->setIconSize({12, 12});
    close->setFixedSize(20, 20);
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::NoFocus);
    close->setAccessibleName(name);
    connect(close, &QToolButton::clicked, this, [this, close] {
        for (int i = 0; i < m_tabs->count(); ++i) {
            if (m_tabs->tabButton(i, QTabBar::RightSide) == close) {
                Q_EMIT closeRequested(i);
                return;
            }
        }
    });
    m_tabs->setTabButton(index, QTabBar::RightSide, close);
    return index;
}

void DocumentBar::remove(int index) {
    const QSignalBlocker quiet(m_tabs);
    m_tabs->removeTab(index);
}

void DocumentBar::select(int index) {
    const QSignalBlocker quiet(m_tabs);
    m_tabs->setCurrentIndex(index);
}

void DocumentBar::step(int steps) {
    const int all = m_tabs->count();
    if (all > 1) Q_EMIT selected(((m_tabs->currentIndex() + steps) % all + all) % all);
}

void DocumentBar::showList() {
    if (m_tabs->count() == 0) return;
    fillList();
    m_list->popup(m_listButton->mapToGlobal(QPoint(0, m_listButton->height())));
}

void DocumentBar::fillList() {
    m_list->clear();
    delete m_group;
    m_group = new QActionGroup(m_list);  // one of them is shown
    for (int i = 0; i < m_tabs->count(); ++i) {
        // The first nine are chosen by their digits.
        const QString name = i < 9 ? QStringLiteral("&%1  %2").arg(i + 1).arg(m_tabs->tabText(i)) : m_tabs->tabText(i);
        QAction* action = m_list->addAction(name, this, [this, i] { Q_EMIT selected(i); });
        action->setToolTip(m_tabs->tabToolTip(i));
        action->setCheckable(true);
        m_group->addAction(action);
        action->setChecked(i == m_tabs->currentIndex());
        if (action->isChecked()) m_list->setActiveAction(action);
    }
}

int DocumentBar::current() const { return m_tabs->currentIndex(); }
int DocumentBar::count() const { return m_tabs->count(); }
void DocumentBar::setName(int index, const QString& name) { m_tabs->setTabText(index, QString(name).replace('&', "&&")); }

}  // namespace prososcope::gui
