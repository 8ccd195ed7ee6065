// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/KeyCatcher.h"

#include <QKeyEvent>

namespace prososcope::gui {

namespace {

bool isModifier(int key) {
    switch (key) {
        case Qt::Key_Shift:
        case Qt::Key_Control:
        case Qt::Key_Alt:
        case Qt::Key_AltGr:
        case Qt::Key_Meta:
        case Qt::Key_Super_L:
        case Qt::Key_Super_R:
        case Qt::Key_CapsLock:
        case Qt::Key_NumLock:
        case Qt::Key_unknown:
        case 0:
            return true;
        default:
            return false;
    }
}

/// What a pressed key is called in a shortcut: Shift+Tab arrives as Backtab, and the numeric pad is no modifier.
QKeySequence sequenceOf(const QKeyEvent& event) {
    int key = event.key();
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier & ~Qt::GroupSwitchModifier;
    if (key == Qt::Key_Backtab) key = Qt::Key_Tab;
    return QKeySequence(QKeyCombination(modifiers, static_cast<Qt::Key>(key)));
}

}  // namespace

KeyCatcher::KeyCatcher(QWidget* parent) : QLineEdit(parent) {
    setReadOnly(true);
    setAccessibleName(tr("New key"));
    setPlaceholderText(tr("Press the new key, or Esc to leave it"));
}

bool KeyCatcher::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    if (event->type() != QEvent::KeyPress) return QLineEdit::event(event);
    const auto& press = static_cast<QKeyEvent&>(*event);
    event->accept();
    if (press.isAutoRepeat() || isModifier(press.key())) return true;
    if (press.key() == Qt::Key_Escape && press.modifiers() == Qt::NoModifier) {
        Q_EMIT givenUp();
    } else {
        Q_EMIT caught(sequenceOf(press));
    }
    return true;
}

void KeyCatcher::focusOutEvent(QFocusEvent* event) {
    QLineEdit::focusOutEvent(event);
    Q_EMIT givenUp();
}

}  // namespace prososcope::gui
