// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>

#include "widgets/Theme.h"

class QCheckBox;
class QGridLayout;
class QLabel;
class QPushButton;
class QWidget;

namespace prososcope::gui {

// What the panels of properties are made of, so that all of them look alike. GUI thread.

inline constexpr int kPanelRowHeight = 24;
inline constexpr int kPanelFieldWidth = 110;

/// Keeps the text of a widget in one ink through changes of theme.
void paintText(QWidget* widget, widgets::Ink ink);
/// A name and the label of its value, which can be copied.
QLabel* panelRow(QGridLayout* grid, const QString& name);
/// A name and the field that changes it.
void panelField(QGridLayout* grid, const QString& name, QWidget* field);
/// A switch over the whole width, known by an object name.
QCheckBox* panelCheck(QGridLayout* grid, const QString& text, const char* name);
/// The button below a group of settings that brings their standard back; the tip tells what that is.
QPushButton* panelStandardButton(const QString& tip, const char* name, std::function<void()> restore);

}  // namespace prososcope::gui
