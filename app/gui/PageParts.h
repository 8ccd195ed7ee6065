// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "widgets/Theme.h"

class QLabel;
class QSplitter;
class QWidget;

namespace prososcope::gui {

// What the pages have in common. Parts are owned by `parent` and follow the theme by themselves. GUI thread.

/// Keeps the text of a widget in one ink through changes of theme; called again, in another one.
void paintText(QWidget* widget, widgets::Ink ink);
/// Keeps the ground of a panel, and that of lists and fields in it, in the colour of panels through changes of theme. To be
/// called once for a widget.
void paintPanel(QWidget* widget);
/// A bold line above a part of a page.
[[nodiscard]] QLabel* headingLabel(const QString& text, QWidget* parent);
/// A small muted heading above a part of a panel.
[[nodiscard]] QLabel* sectionLabel(const QString& text, QWidget* parent);
/// A line in the error colour, wrapped.
[[nodiscard]] QLabel* warningLabel(const QString& text, QWidget* parent);
/// A control with its name in small muted text above it, for a row of choices; the control becomes its child.
[[nodiscard]] QWidget* captionedControl(const QString& caption, QWidget* control, QWidget* parent);
/// A ground in the data colour, for plots and tables.
[[nodiscard]] QWidget* dataArea(QWidget* parent);
/// Gives part `index` of a splitter with two parts `extent` pixels of `total`, the other the rest. To be called once the
/// page has a size of its own, at its first showing: before that sizes mean nothing.
void giveExtent(QSplitter& splitter, int index, int extent, int total);

}  // namespace prososcope::gui
