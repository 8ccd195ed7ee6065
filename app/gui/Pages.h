// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QList>
#include <functional>

#include "app/gui/Page.h"

namespace prososcope::gui {

/// A workspace before it is made: what the rail and the menu need, and the factory. Pages are made when first shown, or
/// after the first paint.
struct PageEntry {
    QString id;
    QString title;
    QString icon;
    QString description;
    QKeySequence key;
    std::function<Page*(const PageContext&, QWidget*)> make;
};

/// The program's workspaces in the order of the rail.
[[nodiscard]] QList<PageEntry> standardPages();

}  // namespace prososcope::gui
