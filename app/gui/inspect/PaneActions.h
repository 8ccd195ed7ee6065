// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QMenu;

namespace prososcope::widgets {
class PaneStack;
}

namespace prososcope::gui {

class ActionRegistry;

/// The actions on the panes of Inspect: a menu that lists them to show and hide, and keys that move, resize and hide the
/// pane that has the focus. Fills the menu of a pane's name plate too. Borrows registry and stack. GUI thread.
class PaneActions : public QObject {
    Q_OBJECT
public:
    PaneActions(ActionRegistry* actions, widgets::PaneStack* stack, QObject* parent = nullptr);
    ~PaneActions() override;

    [[nodiscard]] QMenu* menu() const { return m_menu; }

private:
    void fill();
    void popUp(const QString& id, const QPoint& place);

    ActionRegistry* m_actions;
    widgets::PaneStack* m_stack;
    QMenu* m_menu;
};

}  // namespace prososcope::gui
