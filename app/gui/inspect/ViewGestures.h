// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <optional>

#include "app/gui/Page.h"
#include "app/gui/inspect/ViewHistory.h"

namespace prososcope::widgets {
class SignalPane;
}

namespace prososcope::gui {

class InspectPage;

/// Ways to change the picture that belong to no single pane: Ctrl+Shift+wheel makes the waveform or the tiers taller or
/// shows other frequencies, Ctrl+Alt+Up and Down change the spectrogram's window, and holding the backquote key shows the view
/// before the last change. It registers their actions. Borrows the page. GUI thread.
class ViewGestures : public QObject {
    Q_OBJECT
public:
    ViewGestures(const PageContext& context, InspectPage* page);

    /// The view before the last change is shown while the key is held.
    [[nodiscard]] bool isPeeking() const { return m_peeked.has_value(); }
    /// Of the spectrogram, in seconds: the lengths that the keys step through.
    static constexpr double kWindows[] = {0.001, 0.002, 0.003, 0.005, 0.008, 0.01, 0.015, 0.02, 0.03, 0.05, 0.1, 0.2};

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void addActions();
    void connectPanes();
    void zoomVertically(const widgets::SignalPane* pane, double factor);
    void zoomTiers(double factor);
    void stepWindow(int steps);
    void peek();
    void endPeek();

    PageContext m_context;
    InspectPage* m_page;
    double m_heightSteps = 0.0;         ///< of the waveform, the part that is no whole doubling yet
    std::optional<ViewState> m_peeked;  ///< what is returned to
};

}  // namespace prososcope::gui
