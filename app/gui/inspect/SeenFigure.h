// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/SaveFile.h"
#include "app/gui/inspect/FigurePainter.h"

namespace prososcope::gui {

/// Saves a figure as its views are seen, theme and sizes too, in the format that the file's ending says (dpi: of a PNG). Draws
/// them one at a time between other work of the window, encodes and writes on the loader's thread, and then calls `done` as
/// saveFile does; nothing more happens once `owner` is gone, who owns the loader, too. content: asked again before each view;
/// where its caption, its state, its views or the theme are others than at first, nothing is saved, and `done` is told so. GUI
/// thread.
void saveAsSeen(QObject* owner, Loader& loader, std::function<FigureContent()> content, const QString& file, int dpi,
                std::function<void(const QString& problem)> done);

}  // namespace prososcope::gui
