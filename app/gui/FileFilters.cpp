// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/FileFilters.h"

#include "engine/annotation/AnnotationFile.h"

namespace prososcope::gui {

QStringList patternsOf(std::span<const std::string_view> endings) {
    QStringList patterns;
    for (const std::string_view ending : endings)
        patterns << QLatin1Char('*') + QString::fromUtf8(ending.data(), static_cast<qsizetype>(ending.size()));
    return patterns;
}

QStringList annotationPatterns() {
    // As Praat writes it, for dialogs that mind capitals.
    return QStringList{QStringLiteral("*.TextGrid")} + patternsOf(annotation::kEndings);
}

}  // namespace prososcope::gui
