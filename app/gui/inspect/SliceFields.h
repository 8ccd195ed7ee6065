// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/inspect/PanelSection.h"
#include "engine/dsp/SpectralSlice.h"

class QDoubleSpinBox;
class QSpinBox;

namespace prososcope::gui {

/// The fields of the spectral slice: window and number of coefficients of its envelope, with their standard. It shows values
/// and emits wishes. GUI thread.
class SliceFields : public PanelSection {
    Q_OBJECT
public:
    explicit SliceFields(QWidget* parent = nullptr);

    void setSettings(const dsp::SpectralSliceSettings& settings);

Q_SIGNALS:
    void settingsChanged(const dsp::SpectralSliceSettings& settings);

private:
    void read();

    dsp::SpectralSliceSettings m_settings;
    QDoubleSpinBox* m_window;
    QSpinBox* m_order;
};

}  // namespace prososcope::gui
