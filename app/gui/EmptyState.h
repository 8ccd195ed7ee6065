// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace prososcope::gui {

/// What a page shows while it has nothing to show: what it is for, the buttons that begin, one line on where data comes
/// from. GUI thread.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    EmptyState(const QString& title, const QString& sentence, const QString& source, QWidget* parent = nullptr);

    QPushButton* addButton(const QString& text, bool primary);
    void setSource(const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void applyTheme();

    QLabel* m_title = nullptr;
    QLabel* m_sentence = nullptr;
    QLabel* m_source = nullptr;
    QHBoxLayout* m_buttons = nullptr;
};

}  // namespace prososcope::gui
