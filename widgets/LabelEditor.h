// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace prososcope::widgets {

/// The field in which a label is typed, over its interval. Enter commits, with Ctrl goes on to the next (with Shift to the
/// previous) label; Esc gives up; leaving the field commits. All keys that write or move within the text are its own;
/// the rest (Tab, function keys) stay with the window. GUI thread.
class LabelEditor : public QLineEdit {
    Q_OBJECT
public:
    enum class End { Stay, Next, Previous, Revert };

    explicit LabelEditor(QWidget* parent);

Q_SIGNALS:
    void ended(prososcope::widgets::LabelEditor::End end);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
};

}  // namespace prososcope::widgets
