// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/ViewHistory.h"

namespace prososcope::gui {

namespace {
constexpr qsizetype kMostStates = 200;
}

void ViewHistory::visit(const ViewState& state) {
    if (m_place >= 0 && m_states[m_place] == state) return;
    m_states.resize(m_place + 1);
    m_states.append(state);
    if (m_states.size() > kMostStates) m_states.removeFirst();
    m_place = m_states.size() - 1;
}

std::optional<ViewState> ViewHistory::back() {
    if (!canGoBack()) return std::nullopt;
    return m_states[--m_place];
}

std::optional<ViewState> ViewHistory::forward() {
    if (!canGoForward()) return std::nullopt;
    return m_states[++m_place];
}

std::optional<ViewState> ViewHistory::previous() const {
    if (!canGoBack()) return std::nullopt;
    return m_states[m_place - 1];
}

}  // namespace prososcope::gui
