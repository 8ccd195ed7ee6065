// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/PaneActions.h"

#include <QMenu>

#include "app/gui/ActionRegistry.h"
#include "widgets/PaneStack.h"

namespace prososcope::gui {

namespace {

constexpr double kHeightStep = 1.25;
constexpr const char* kPaneActions[] = {"inspect.paneUp", "inspect.paneDown", "inspect.paneTaller", "inspect.paneLower",
                                        "inspect.paneHide"};

QString escaped(QString title) { return title.replace(QLatin1Char('&'), QStringLiteral("&&")); }

}  // namespace

PaneActions::PaneActions(ActionRegistry* actions, widgets::PaneStack* stack, QObject* parent)
    : QObject(parent), m_actions(actions), m_stack(stack), m_menu(new QMenu) {
    const auto add = [this](const char* id, const QString& text, const QString& description, const QList<QKeySequence>& keys,
                            std::function<void(const QString&)> run) {
        m_actions->add(
            {.id = QLatin1String(id), .text = text, .description = description, .keys = keys, .scope = KeyScope::SignalPane},
            [this, run = std::move(run)] { run(m_stack->currentPane()); });
    };
    add("inspect.paneUp", tr("Move pane &up"), tr("Move the pane that has the focus one place up."),
        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_PageUp)}, [this](const QString& id) { m_stack->stepPane(id, -1); });
    add("inspect.paneDown", tr("Move pane &down"), tr("Move the pane that has the focus one place down."),
        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_PageDown)}, [this](const QString& id) { m_stack->stepPane(id, 1); });
    add("inspect.paneTaller", tr("&Taller pane"), tr("Make the pane that has the focus taller."),
        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Up)}, [this](const QString& id) { m_stack->resizePane(id, kHeightStep); });
    add("inspect.paneLower", tr("&Lower pane"), tr("Make the pane that has the focus lower."),
        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Down)},
        [this](const QString& id) { m_stack->resizePane(id, 1.0 / kHeightStep); });
    add("inspect.paneHide", tr("&Hide pane"), tr("Hide the pane that has the focus; the menu View, Panes shows it again."),
        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_H)}, [this](const QString& id) { m_stack->setPaneShown(id, false); });
    m_actions->add({.id = "inspect.panesStandard",
                    .text = tr("&Standard panes"),
                    .description = tr("Show the panes in the order and the heights that they have at first.")},
                   [this] { m_stack->restoreStandard(); });
    QAction* list = m_actions->add({.id = "inspect.panes",
                                    .menu = "view",
                                    .text = tr("Pan&es"),
                                    .description = tr("Choose the panes to show, and move them.")},
                                   [this] { popUp(m_stack->currentPane(), m_stack->mapToGlobal(QPoint(16, 16))); });
    list->setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, &PaneActions::fill);
    connect(m_stack, &widgets::PaneStack::menuRequested, this, &PaneActions::popUp);
    fill();
}

PaneActions::~PaneActions() { delete m_menu; }

void PaneActions::fill() {
    m_menu->clear();
    const QStringList shown = m_stack->shownPanes();
    for (const QString& id : m_stack->panes()) {
        QAction* entry = m_menu->addAction(escaped(m_stack->title(id)));
        entry->setObjectName(QStringLiteral("pane.%1").arg(id));
        entry->setCheckable(true);
        entry->setChecked(m_stack->isPaneShown(id));
        entry->setEnabled(shown != QStringList{id});  // one stays in sight
        connect(entry, &QAction::toggled, m_stack, [stack = m_stack, id](bool on) { stack->setPaneShown(id, on); });
    }
    m_menu->addSeparator();
    for (const char* id : kPaneActions) m_menu->addAction(m_actions->action(QLatin1String(id)));
    m_menu->addSeparator();
    m_menu->addAction(m_actions->action("inspect.panesStandard"));
}

void PaneActions::popUp(const QString& id, const QPoint& place) {
    if (QWidget* pane = m_stack->pane(id)) pane->setFocus(Qt::OtherFocusReason);
    m_menu->popup(place);
}

}  // namespace prososcope::gui
