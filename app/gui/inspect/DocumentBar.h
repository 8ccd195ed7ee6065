// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QTabBar;

namespace prososcope::gui {

/// One tab for each open recording or table, with a close button, and "+" to open another. It knows names only; the page
/// owns the documents. GUI thread.
class DocumentBar : public QWidget {
    Q_OBJECT
public:
    explicit DocumentBar(QWidget* parent = nullptr);

    int add(const QString& name, const QString& tip);
    void remove(int index);
    void select(int index);
    [[nodiscard]] int current() const;
    [[nodiscard]] int count() const;
    void setName(int index, const QString& name);

Q_SIGNALS:
    void selected(int index);
    void closeRequested(int index);
    void openRequested();

private:
    QTabBar* m_tabs;
};

}  // namespace prososcope::gui
