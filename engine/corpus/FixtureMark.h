// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace prososcope::corpus {

/// A file of this name in a corpus's folder says that its speech is made up in the layout of a real corpus, to try things out.
inline constexpr std::string_view kFixtureFile = "FIXTURE";
/// With which the title of such a corpus begins, so that figures on it are marked wherever they are shown.
inline constexpr std::string_view kFixtureMark = "FIXTURE: ";

}  // namespace prososcope::corpus
