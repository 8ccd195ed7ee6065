// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QList>

#include "app/gui/ShellCommand.h"

namespace prososcope::gui {

/// The command lines that do what a page shows, each to be read and copied. Not modal, so that the page can be changed beside
/// it; it shows what was shown when it was opened. GUI thread.
class CommandsDialog : public QDialog {
    Q_OBJECT
public:
    /// page: the page's word. No commands: a sentence says that this page has none.
    CommandsDialog(const QString& page, const QList<PageCommand>& commands, QWidget* parent = nullptr);
};

}  // namespace prososcope::gui
