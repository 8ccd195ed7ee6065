// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace prososcope::gui {

/// Sentences above the workspace: remarks go by themselves after 8 s, errors stay until closed. At most three at once, the
/// oldest remark making room first; the same sentence is not shown twice. Never takes the focus. GUI thread.
class MessageBar : public QWidget {
    Q_OBJECT
public:
    explicit MessageBar(QWidget* parent = nullptr);
    void show(const QString& text, bool error);
    using QWidget::show;
    [[nodiscard]] QStringList texts() const;

private:
    void remove(QWidget* row);
    QVBoxLayout* m_rows;
};

}  // namespace prososcope::gui
