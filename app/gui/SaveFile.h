// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <functional>

#include "app/gui/Loader.h"

class QFileDialog;
class QWidget;

namespace prososcope::gui {

/// Asks for a file to save into, without waiting: `chosen` is called with its path once a person has chosen. filters: what a
/// file dialog offers ("PNG picture (*.png)"), one ending each; a name without an ending gets that of the filter. proposed: a
/// name, with its folder or not. Gives the dialog, which deletes itself. GUI thread.
QFileDialog* askSaveFile(QWidget* parent, const QString& title, const QStringList& filters, const QString& proposed,
                         std::function<void(const QString&)> chosen);

/// Writes what `make` gives, both on the loader's thread, beside the file and then in its place. `done` is called on the GUI
/// thread: with an empty text, or with what went wrong in the language of the window.
void saveFile(Loader& loader, const QString& file, std::function<core::Result<QByteArray>()> make,
              std::function<void(const QString& problem)> done);

}  // namespace prososcope::gui
