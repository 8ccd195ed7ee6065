// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <optional>

#include "app/gui/inspect/InspectSettings.h"

namespace prososcope::gui {

/// One place one has looked at: visible part, selection and settings.
struct ViewState {
    double start = 0.0;
    double end = 0.0;
    double selectionStart = 0.0;
    double selectionEnd = 0.0;
    InspectSettings settings;
    bool operator==(const ViewState&) const = default;
};

/// The places of one recording, walked by Alt+Left and Alt+Right like the pages of a browser: a new place drops what lay
/// ahead. At most 200 are kept. A value.
class ViewHistory {
public:
    void visit(const ViewState& state);
    [[nodiscard]] std::optional<ViewState> back();
    [[nodiscard]] std::optional<ViewState> forward();
    /// The place before the present one, without going there.
    [[nodiscard]] std::optional<ViewState> previous() const;
    [[nodiscard]] bool canGoBack() const { return m_place > 0; }
    [[nodiscard]] bool canGoForward() const { return m_place + 1 < m_states.size(); }

private:
    QList<ViewState> m_states;
    qsizetype m_place = -1;
};

}  // namespace prososcope::gui
