// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <string_view>

namespace prososcope::gui {

/// The name of a corpus layout for people: "EmoDB", "Table, columns chosen here".
[[nodiscard]] QString layoutTitle(std::string_view layout);

/// How a person gives a setting of a layout.
struct ImportSetting {
    QString title;
    QString hint;         ///< what it does, for tips
    QString example;      ///< shown while the field is empty
    QStringList choices;  ///< where only these are possible; the layout's own choice comes first
};
[[nodiscard]] ImportSetting importSetting(std::string_view layout, std::string_view key);

}  // namespace prososcope::gui
