// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/DocumentBar.h"

#include <QHBoxLayout>
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
    more->setIcon(widgets::Theme::instance().icon("add"));
    more->setAutoRaise(true);
    more->setToolTip(tr("Open a recording (Ctrl+O)"));
    more->setAccessibleName(tr("Open a recording"));
    more->setFixedSize(28, 28);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 8, 0);
    layout->setSpacing(4);
    layout->addWidget(m_tabs);
    layout->addWidget(more);
    layout->addStretch(1);
    setFixedHeight(32);
    connect(m_tabs, &QTabBar::currentChanged, this, &DocumentBar::selected);
    connect(more, &QToolButton::clicked, this, &DocumentBar::openRequested);
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

int DocumentBar::current() const { return m_tabs->currentIndex(); }
int DocumentBar::count() const { return m_tabs->count(); }
void DocumentBar::setName(int index, const QString& name) { m_tabs->setTabText(index, QString(name).replace('&', "&&")); }

}  // namespace prososcope::gui
