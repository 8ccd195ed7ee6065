// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/ReadingLabel.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QLineEdit>
#include <utility>

namespace prososcope::gui {

namespace {

bool isCopy(const QEvent* event) {
    return (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) &&
           static_cast<const QKeyEvent*>(event)->matches(QKeySequence::Copy);
}

}  // namespace

ReadingLabel::ReadingLabel(QWidget* parent) : QLabel(parent) {
    setTextFormat(Qt::PlainText);
    setFocusPolicy(Qt::ClickFocus);
}

ReadingLabel::~ReadingLabel() {
    if (m_listening) qApp->removeEventFilter(this);
}

void ReadingLabel::setReadingName(const QString& name) {
    if (name == m_name) return;
    m_name = name;
    setAccessibleName(text().isEmpty() ? name : QStringLiteral("%1 %2").arg(name, text()));
}

void ReadingLabel::setReading(const QString& text) {
    if (text == this->text()) return;
    setText(text);
    setAccessibleName(m_name.isEmpty() ? text : QStringLiteral("%1 %2").arg(m_name, text));
}

bool ReadingLabel::copy() {
    if (text().isEmpty() || text() == QStringLiteral("\u2013")) return false;
    QApplication::clipboard()->setText(text());
    return true;
}

void ReadingLabel::enterEvent(QEnterEvent* event) {
    QLabel::enterEvent(event);
    if (!std::exchange(m_listening, true)) qApp->installEventFilter(this);
}

void ReadingLabel::leaveEvent(QEvent* event) {
    QLabel::leaveEvent(event);
    if (std::exchange(m_listening, false)) qApp->removeEventFilter(this);
}

bool ReadingLabel::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && isCopy(event)) {
        event->accept();
        return true;
    }
    return QLabel::event(event);
}

void ReadingLabel::keyPressEvent(QKeyEvent* event) {
    if (!isCopy(event) || hasSelectedText() || !copy()) QLabel::keyPressEvent(event);
}

bool ReadingLabel::eventFilter(QObject* watched, QEvent* event) {
    if (!isCopy(event) || !watched->isWidgetType() || !isVisible()) return false;
    const auto* field = qobject_cast<QLineEdit*>(QApplication::focusWidget());
    if (field != nullptr && field->hasSelectedText()) return false;
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    return copy();
}

}  // namespace prososcope::gui
