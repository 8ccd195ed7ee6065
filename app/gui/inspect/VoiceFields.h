// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/inspect/InspectSettings.h"
#include "app/gui/inspect/PanelSection.h"

class QCheckBox;
class QSpinBox;

namespace prososcope::gui {

/// The fields of what lies over the spectrogram: which tracks are drawn, and the settings of pitch and formants, with
/// their standard. It shows values and emits wishes; a ceiling of the pitch stays at least 50 Hz above its floor. GUI thread.
class VoiceFields : public PanelSection {
    Q_OBJECT
public:
    explicit VoiceFields(QWidget* parent = nullptr);

    void setSettings(const VoiceSettings& settings);

Q_SIGNALS:
    void settingsChanged(const VoiceSettings& settings);

private:
    void read();
    void restoreStandard();

    VoiceSettings m_settings;
    QCheckBox* m_showPitch;
    QCheckBox* m_showFormants;
    QCheckBox* m_showIntensity;
    QCheckBox* m_showHarmonicity;
    QCheckBox* m_showPulses;
    QSpinBox* m_floor;
    QSpinBox* m_ceiling;
    QSpinBox* m_count;
    QSpinBox* m_formantCeiling;
    QSpinBox* m_formantRange;
};

}  // namespace prososcope::gui
