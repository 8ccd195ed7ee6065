// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace prososcope::gui {

/// What a view says, in a muted sentence below it, and the button that copies it; the button is seen where there is a sentence.
/// Follows the theme. GUI thread.
class SentenceRow : public QWidget {
    Q_OBJECT
public:
    /// name: of the label; the button is called "copy" and that, with a capital. copyTip: what the button does.
    SentenceRow(const QString& name, const QString& copyTip, QWidget* parent);

    void setText(const QString& text);
    [[nodiscard]] QString text() const;
    [[nodiscard]] QLabel* label() const { return m_label; }
    /// Puts the sentence on the clipboard; false where there is none.
    bool copy() const;

Q_SIGNALS:
    void copyRequested();

private:
    QLabel* m_label = nullptr;
    QPushButton* m_copy = nullptr;
};

}  // namespace prososcope::gui
