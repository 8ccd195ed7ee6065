// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QLineEdit>

namespace prososcope::gui {

/// A field that takes the next keys pressed together as they are, Tab and the program's own keys included. Esc gives up.
/// GUI thread.
class KeyCatcher : public QLineEdit {
    Q_OBJECT
public:
    explicit KeyCatcher(QWidget* parent = nullptr);

Q_SIGNALS:
    void caught(const QKeySequence& keys);
    void givenUp();

protected:
    bool event(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
};

}  // namespace prososcope::gui
