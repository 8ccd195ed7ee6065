// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/UndoActions.h"

#include <QEvent>

#include "app/gui/ActionRegistry.h"

namespace prososcope::gui {

UndoActions& UndoActions::of(ActionRegistry& actions) {
    if (auto* known = actions.findChild<UndoActions*>(QString(), Qt::FindDirectChildrenOnly)) return *known;
    return *new UndoActions(actions);
}

UndoActions::UndoActions(ActionRegistry& actions) : QObject(&actions), m_actions(actions) {
    const auto add = [this](const char* id, const QString& text, const QString& description, const QList<QKeySequence>& keys,
                            void (UndoTarget::*act)()) {
        m_actions.add({.id = QLatin1String(id), .menu = "edit", .text = text, .description = description, .keys = keys},
                      [this, act] {
                          if (auto* target = shown(); target != nullptr) (target->*act)();
                      });
    };
    add("edit.undo", tr("&Undo"), tr("Take the last change back."), {QKeySequence(Qt::CTRL | Qt::Key_Z)}, &UndoTarget::undo);
    add("edit.redo", tr("&Redo"), tr("Make the change again that was taken back."),
        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)}, &UndoTarget::redo);
    refresh();
}

void UndoActions::add(QWidget* place, UndoTarget* target) {
    m_entries.append({place, target});
    place->installEventFilter(this);
    refresh();
}

UndoTarget* UndoActions::shown() const {
    for (const Entry& entry : m_entries) {
        if (entry.place != nullptr && entry.place->isVisible()) return entry.target;
    }
    return nullptr;
}

void UndoActions::refresh() {
    const UndoTarget* target = shown();
    const QString undo = target != nullptr ? target->undoName() : QString();
    const QString redo = target != nullptr ? target->redoName() : QString();
    const auto show = [this](const char* id, const QString& text, bool enabled) {
        QAction* action = m_actions.action(QLatin1String(id));
        action->setText(text);
        action->setEnabled(enabled);
    };
    show("edit.undo", undo.isEmpty() ? tr("&Undo") : tr("&Undo: %1", "name of a step").arg(undo), !undo.isEmpty());
    show("edit.redo", redo.isEmpty() ? tr("&Redo") : tr("&Redo: %1", "name of a step").arg(redo), !redo.isEmpty());
}

bool UndoActions::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Show || event->type() == QEvent::Hide) refresh();
    return QObject::eventFilter(watched, event);
}

}  // namespace prososcope::gui
