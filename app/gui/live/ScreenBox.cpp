// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/live/ScreenBox.h"

#include <QSignalBlocker>

#include "app/gui/live/PresentWindow.h"

namespace prososcope::gui {

ScreenBox::ScreenBox(PresentWindow* window, QWidget* parent) : QComboBox(parent), m_window(window) {
    setObjectName(QStringLiteral("live.screen"));
    setAccessibleName(tr("Screen of the presentation"));
    setToolTip(tr("The screen that the audience sees. It is remembered."));
    connect(window, &PresentWindow::screensChanged, this, &ScreenBox::fill);
    connect(this, &QComboBox::activated, window, &PresentWindow::choose);
    fill();
}

void ScreenBox::fill() {
    const QSignalBlocker quiet(this);
    clear();
    for (const auto& screen : m_window->screens()) addItem(screen.label());
    setCurrentIndex(m_window->choice().index);
}

}  // namespace prososcope::gui
