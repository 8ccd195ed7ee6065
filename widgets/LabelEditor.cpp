// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/LabelEditor.h"

#include <QKeyEvent>

namespace prososcope::widgets {

namespace {

bool isEnter(const QKeyEvent& event) { return event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter; }

/// Up and Down do nothing in a line of text: better nothing than another picture behind it.
bool isOwn(const QKeyEvent& event) {
    return isEnter(event) || event.key() == Qt::Key_Escape || event.key() == Qt::Key_Up || event.key() == Qt::Key_Down;
}

}  // namespace

LabelEditor::LabelEditor(QWidget* parent) : QLineEdit(parent) {
    setFrame(true);
    setAlignment(Qt::AlignCenter);
    setAccessibleName(tr("Label"));
    setMaxLength(1 << 20);
}

bool LabelEditor::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && isOwn(static_cast<QKeyEvent&>(*event))) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

void LabelEditor::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT ended(End::Revert);
        return;
    }
    if (isEnter(*event)) {
        const bool step = event->modifiers().testFlag(Qt::ControlModifier);
        const bool back = event->modifiers().testFlag(Qt::ShiftModifier);
        Q_EMIT ended(!step ? End::Stay : back ? End::Previous : End::Next);
        return;
    }
    if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) return;
    QLineEdit::keyPressEvent(event);
}

void LabelEditor::focusOutEvent(QFocusEvent* event) {
    QLineEdit::focusOutEvent(event);
    // The window's menus and other windows are no leaving.
    if (event->reason() == Qt::PopupFocusReason || event->reason() == Qt::ActiveWindowFocusReason ||
        event->reason() == Qt::MenuBarFocusReason)
        return;
    if (isVisible()) Q_EMIT ended(End::Stay);
}

}  // namespace prososcope::widgets
