// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>
#include <vector>

#include "app/gui/PageParts.h"
#include "engine/store/ModelCard.h"

class QAction;
class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;
class QWidget;

namespace prososcope::gui {

// What the panels of properties are made of, so that all of them look alike. GUI thread.

inline constexpr int kPanelRowHeight = 24;
inline constexpr int kPanelFieldWidth = 110;

/// A name and the label of its value, which can be copied.
QLabel* panelRow(QGridLayout* grid, const QString& name);
/// A name and the field that changes it.
void panelField(QGridLayout* grid, const QString& name, QWidget* field);
/// A switch over the whole width, known by an object name.
QCheckBox* panelCheck(QGridLayout* grid, const QString& text, const char* name);
/// A button that runs an action and follows whether it can be run.
QPushButton* panelActionButton(QAction* action, const QString& text, const char* name);
/// Offers models by their names and chooses one of them; says so where there are none.
void panelModels(QComboBox* field, const std::vector<store::ModelEntry>& models, const QString& chosen);
/// The button below a group of settings that brings their standard back; the tip tells what that is.
QPushButton* panelStandardButton(const QString& tip, const char* name, std::function<void()> restore);

}  // namespace prososcope::gui
