// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <span>
#include <string_view>

namespace prososcope::gui {

/// Patterns of file dialogs for endings (with their dots): "*.wav". Any thread.
[[nodiscard]] QStringList patternsOf(std::span<const std::string_view> endings);
/// Of all annotations that are read.
[[nodiscard]] QStringList annotationPatterns();

}  // namespace prososcope::gui
