// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/FigurePart.h"

#include "widgets/Theme.h"

namespace prososcope::widgets {

FigureScope* FigureScope::s_current = nullptr;

FigureScope::FigureScope(double ratio, bool light, bool cursor)
    : m_ratio(ratio), m_cursor(cursor), m_dark(Theme::instance().isDark()) {
    Q_ASSERT(s_current == nullptr);
    s_current = this;
    if (light) Theme::instance().pretendDark(false);
}

FigureScope::~FigureScope() {
    Theme::instance().pretendDark(m_dark);
    s_current = nullptr;
}

}  // namespace prososcope::widgets
