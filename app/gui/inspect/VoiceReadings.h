// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>

#include "app/gui/inspect/PanelSection.h"
#include "app/gui/inspect/VoiceLoader.h"

class QLabel;

namespace prososcope::gui {

/// Pitch, intensity, the first three formants and harmonicity at the play position or the cursor, or their means over the
/// selection; a dash where there is none. Reads what the loader has and never computes. GUI thread.
class VoiceReadings : public PanelSection {
    Q_OBJECT
public:
    /// `loader` is borrowed and may be null or go first.
    explicit VoiceReadings(VoiceLoader* loader, QWidget* parent = nullptr);
    /// Pixels of the longest row that there may be.
    [[nodiscard]] int widestRow() const;

    void refresh();

private:
    QPointer<VoiceLoader> m_loader;
    QLabel* m_pitch;
    QLabel* m_intensity;
    QLabel* m_formants;
    QLabel* m_harmonicity;
};

}  // namespace prososcope::gui
