// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include "engine/live/InputLevels.h"

namespace prososcope::gui {

class LiveSourceButton;

/// Fills the list of input devices with what each of them hears, for as long as it is open. GUI thread; devices are opened on
/// a thread of their own.
class LiveInputs : public QObject {
    Q_OBJECT
public:
    /// button: outlives this. make: for tests.
    explicit LiveInputs(LiveSourceButton* button, live::InputLevels::Make make, QObject* parent = nullptr);

    /// The device that Live hears and that is left alone; empty: none.
    void setInUse(const QString& label) { m_inUse = label; }

private:
    void show();

    LiveSourceButton* m_button;
    QString m_inUse;
    QTimer m_timer;
    live::InputLevels m_levels;
};

}  // namespace prososcope::gui
