// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAction;

namespace prososcope::gui {

class ActionRegistry;

/// What the shared keys of lists of utterances do. A list implements it; the actions call the one that has the focus (or
/// holds the focus widget).
class TableCommands {
public:
    virtual ~TableCommands() = default;
    virtual void playCurrent() = 0;       ///< plays, or stops what plays
    virtual void playStep(int rows) = 0;  ///< goes to the next (1) or previous (-1) and plays it
    virtual void openCurrent() = 0;       ///< in Inspect
    virtual void leaveTable() = 0;        ///< back to where the list came from
};

/// A table, or the panel that holds it, whose chosen rows can be taken away.
class TableRemoval {
public:
    virtual ~TableRemoval() = default;
    virtual void removeChosen() = 0;  ///< can be undone
};
/// Registers table.remove (Del) in the scope Table, once; it asks the TableRemoval that has the focus or holds the focus
/// widget. Tables then add the action or call ActionRegistry::attach.
QAction* addRemoveAction(ActionRegistry& actions);

/// Registers table.play (Space), table.next (J), table.previous (K), table.open (Return), table.back (Backspace) in the scope
/// Table, once, however often it is called. Lists then call ActionRegistry::attach.
void addTableActions(ActionRegistry& actions);

}  // namespace prososcope::gui
