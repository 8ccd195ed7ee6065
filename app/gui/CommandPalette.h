// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPointer>

#include "app/gui/ActionModel.h"

class QLabel;
class QLineEdit;
class QListView;

namespace prososcope::gui {

/// The command search over all actions: typing narrows the list, Up and Down choose, Enter runs, Escape closes. Lies over
/// the window's top; the focus goes back to where it was before the action runs, so that it acts there. GUI thread.
class CommandPalette : public QFrame {
    Q_OBJECT
public:
    CommandPalette(ActionRegistry* registry, QWidget* window);
    void open();
    void dismiss();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void run();
    void place();

    ActionRegistry* m_registry;
    ActionFilter* m_filter;
    QLineEdit* m_field;
    QListView* m_list;
    QLabel* m_none;  ///< stands there where nothing is found
    QPointer<QWidget> m_before;
};

}  // namespace prososcope::gui
