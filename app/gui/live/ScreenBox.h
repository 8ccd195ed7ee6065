// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace prososcope::gui {

class PresentWindow;

/// The list of screens to present on, with their sizes; the chosen one is remembered by the window. GUI thread.
class ScreenBox : public QComboBox {
    Q_OBJECT
public:
    /// window: outlives this box.
    explicit ScreenBox(PresentWindow* window, QWidget* parent = nullptr);

private:
    void fill();

    PresentWindow* m_window;
};

}  // namespace prososcope::gui
