// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/TransportBar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "app/gui/ActionRegistry.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Theme;

TransportBar::TransportBar(ActionRegistry* actions, QWidget* parent)
    : QWidget(parent),
      m_actions(actions),
      m_layout(new QHBoxLayout(this)),
      m_play(new QPushButton(this)),
      m_legend(new QWidget(this)) {
    setFixedHeight(36);
    m_layout->setContentsMargins(8, 4, 16, 4);
    m_layout->setSpacing(8);
    m_play->setDefault(true);
    m_play->setMinimumWidth(88);
    m_play->setFixedHeight(28);
    m_play->setFocusPolicy(Qt::TabFocus);
    if (QAction* action = m_actions->action("play.toggle")) {
        m_play->setToolTip(action->toolTip());
        connect(action, &QAction::changed, this, [this, action] { m_play->setToolTip(action->toolTip()); });
        connect(m_play, &QPushButton::clicked, action, &QAction::trigger);
    }
    m_layout->addWidget(m_play);
    for (const char* id : {"play.selection", "play.loop"}) m_layout->addWidget(button(id, true));
    m_layout->addSpacing(8);
    for (const char* id : {"inspect.zoomIn", "inspect.zoomOut", "inspect.zoomAll"}) m_layout->addWidget(button(id, false));
    m_layout->addStretch(1);
    auto* legend = new QHBoxLayout(m_legend);
    legend->setContentsMargins({});
    legend->setSpacing(6);
    m_layout->addWidget(m_legend);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        const QStringList classes = m_classes;
        m_classes.clear();
        setClasses(classes);
    });
    setPlaying(false);
}

QToolButton* TransportBar::button(const QString& id, bool withText) {
    auto* made = new QToolButton(this);
    made->setDefaultAction(m_actions->action(id));
    made->setToolButtonStyle(withText ? Qt::ToolButtonTextOnly : Qt::ToolButtonIconOnly);
    made->setFixedHeight(28);
    made->setFocusPolicy(Qt::TabFocus);
    if (!withText) {
        made->setFixedWidth(28);
        made->setAutoRaise(true);
    }
    return made;
}

void TransportBar::addControls(QWidget* controls) { m_layout->insertWidget(m_layout->indexOf(m_legend) - 1, controls); }

void TransportBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

bool TransportBar::event(QEvent* event) {
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest) fit();  // the legend has its words now
    return done;
}

void TransportBar::fit() {
    // Rather no legend than words cut short: the panel of properties has it too.
    int wanted = m_legend->sizeHint().width() + m_layout->contentsMargins().left() + m_layout->contentsMargins().right();
    for (int i = 0; i < m_layout->count(); ++i) {
        QLayoutItem* item = m_layout->itemAt(i);
        if (item->widget() != m_legend) wanted += item->minimumSize().width() + m_layout->spacing();
    }
    m_legend->setVisible(wanted <= width());
}

void TransportBar::setPlaying(bool playing) { m_play->setText(playing ? tr("Pause") : tr("Play")); }

void TransportBar::setClasses(const QStringList& classes) {
    if (classes == m_classes) return;
    m_classes = classes;
    qDeleteAll(m_legend->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
    auto* layout = qobject_cast<QHBoxLayout*>(m_legend->layout());
    while (QLayoutItem* item = layout->takeAt(0)) delete item;
    for (const QString& name : classes) {
        auto* symbol = new QLabel(m_legend);
        symbol->setPixmap(Theme::instance().emotionIcon(name).pixmap(14, 14));
        auto* word = new QLabel(Theme::emotionWord(name), m_legend);
        layout->addWidget(symbol);
        layout->addWidget(word);
        layout->addSpacing(10);
    }
}

}  // namespace prososcope::gui
