// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/SaveFile.h"

#include <QFileDialog>
#include <QWidget>
#include <utility>

#include "app/engine_thread/EngineThread.h"
#include "engine/core/SafeFile.h"

namespace prososcope::gui {

namespace {

/// "png" of "PNG picture (*.png)".
QString endingOf(const QString& filter) { return filter.mid(filter.lastIndexOf(QLatin1Char('.')) + 1).chopped(1); }

}  // namespace

QFileDialog* askSaveFile(QWidget* parent, const QString& title, const QStringList& filters, const QString& proposed,
                         std::function<void(const QString&)> chosen) {
    auto* dialog = new QFileDialog(parent, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters(filters);
    const auto follow = [dialog](const QString& filter) { dialog->setDefaultSuffix(endingOf(filter)); };
    follow(filters.value(0));
    dialog->selectFile(proposed);
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, follow);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent,
                     [chosen = std::move(chosen)](const QString& file) { chosen(file); });
    dialog->open();
    return dialog;
}

void saveFile(Loader& loader, const QString& file, std::function<core::Result<QByteArray>()> make,
              std::function<void(const QString& problem)> done) {
    loader.write<int>(
        [file, make = std::move(make)]() -> core::Result<int> {
            const auto made = make();
            if (!made) return core::fail(made.error());
            const auto written =
                core::writeFile(file.toStdString(), {made->constData(), static_cast<std::size_t>(made->size())});
            if (!written) return core::fail(written.error());
            return 0;
        },
        [done = std::move(done)](core::Result<int> written) {
            done(written ? QString() : engine_thread::translated(written.error().text));
        });
}

}  // namespace prososcope::gui
