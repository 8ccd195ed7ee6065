// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/inspect/InspectSettings.h"
#include "app/gui/inspect/PanelSection.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QSpinBox;

namespace prososcope::gui {

/// The fields of the spectrogram: window, dynamic range, highest frequency, frequency axis, colours, pre-emphasis, crosshair
/// and grid, with their standard settings. It shows values and emits wishes; the rest of the settings passes through. GUI
/// thread.
class SpectrogramFields : public PanelSection {
    Q_OBJECT
public:
    explicit SpectrogramFields(QWidget* parent = nullptr);

    void setSettings(const InspectSettings& settings);

Q_SIGNALS:
    void settingsChanged(const InspectSettings& settings);

private:
    void read();
    void restoreStandard();

    InspectSettings m_settings;
    QDoubleSpinBox* m_window;
    QSpinBox* m_range;
    QSpinBox* m_maximum;
    QComboBox* m_scale;
    QComboBox* m_colors;
    QCheckBox* m_emphasis;
    QCheckBox* m_crosshair;
    QCheckBox* m_grid;
};

}  // namespace prososcope::gui
