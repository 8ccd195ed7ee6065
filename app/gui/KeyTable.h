// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "app/gui/ActionModel.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace prososcope::gui {

class KeyCatcher;

/// All actions with their keys, made from the registry, with a search field; here the keys are chosen: a preset, and for
/// each action keys of one's own by pressing them. A key that another action has is refused with a sentence naming it.
/// Changes act at once. Does not block the window. GUI thread.
class KeyTable : public QDialog {
    Q_OBJECT
public:
    KeyTable(ActionRegistry* registry, QWidget* parent);

    /// Selects the row of an action.
    void select(const QString& id);
    [[nodiscard]] QString selected() const;  ///< id; empty where no row is

private:
    enum class Catch { None, Replace, Add };
    QWidget* makeButtons();
    void refresh();
    void startCatching(Catch what);
    void endCatching();
    void caught(const QKeySequence& key);
    void tell(const QString& sentence);

    ActionRegistry* m_registry;
    ActionFilter* m_filter;
    QComboBox* m_preset;
    QLineEdit* m_field;
    QTableView* m_table;
    KeyCatcher* m_catcher;
    QLabel* m_message;
    QPushButton* m_change;
    QPushButton* m_add;
    QPushButton* m_remove;
    QPushButton* m_restore;
    QPushButton* m_restoreAll;
    Catch m_catch = Catch::None;
    QString m_catchId;
};

}  // namespace prososcope::gui
