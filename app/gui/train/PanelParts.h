// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QComboBox;
class QLabel;
class QToolButton;
class QVBoxLayout;
class QWidget;

namespace prososcope::gui {

/// What the parts of Train's right panel are made of. All are owned by `parent`.
/// A sentence that can be selected, hidden at first.
[[nodiscard]] QLabel* sentenceLabel(QWidget* parent, const char* name);
/// A heading that opens and closes what is below it.
[[nodiscard]] QToolButton* disclosure(const QString& text, QWidget* parent);
/// A box of choices whose long names do not make the panel wider.
[[nodiscard]] QComboBox* chooser(const QString& name, QWidget* parent);
/// A control below a small heading, which is its buddy.
void addSection(QVBoxLayout* layout, const QString& text, QWidget* control);

}  // namespace prososcope::gui
