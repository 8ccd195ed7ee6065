// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QActionGroup;
class QMenu;
class QTabBar;
class QToolButton;

namespace prososcope::gui {

/// One tab for each open recording or table, with a close button, "+" to open another, and a list of all with their places
/// on disk. It knows names only; the page owns the documents. GUI thread.
class DocumentBar : public QWidget {
    Q_OBJECT
public:
    explicit DocumentBar(QWidget* parent = nullptr);

    /// What the buttons do, for their tooltips with the keys in force; null: unknown.
    void setActions(QAction* open, QAction* list);
    int add(const QString& name, const QString& tip);
    void remove(int index);
    void select(int index);
    [[nodiscard]] int current() const;
    [[nodiscard]] int count() const;
    void setName(int index, const QString& name);
    /// Selects the document `steps` tabs further on, round at the ends.
    void step(int steps);
    /// Opens the list of documents below its button.
    void showList();

Q_SIGNALS:
    void selected(int index);
    void closeRequested(int index);
    void openRequested();

private:
    void fillList();

    QTabBar* m_tabs;
    QToolButton* m_more;
    QToolButton* m_listButton;
    QMenu* m_list;
    QActionGroup* m_group = nullptr;
};

}  // namespace prososcope::gui
