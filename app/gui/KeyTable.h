// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "app/gui/ActionModel.h"

class QLineEdit;
class QTableView;

namespace prososcope::gui {

/// All actions with their keys, made from the registry, with a search field. Does not block the window. GUI thread.
class KeyTable : public QDialog {
    Q_OBJECT
public:
    KeyTable(ActionRegistry* registry, QWidget* parent);

private:
    ActionFilter* m_filter;
    QLineEdit* m_field;
    QTableView* m_table;
};

}  // namespace prososcope::gui
