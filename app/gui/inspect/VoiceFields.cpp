// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/VoiceFields.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QSignalBlocker>
#include <QSpinBox>
#include <algorithm>
#include <cmath>

#include "app/gui/inspect/PanelParts.h"

namespace prososcope::gui {

namespace {

constexpr int kLeastPitchRange = 50;  // Hz

QSpinBox* makeBox(int least, int most, int step, const QString& suffix, const char* name) {
    auto* box = new QSpinBox;
    box->setRange(least, most);
    box->setSingleStep(step);
    box->setSuffix(suffix);
    box->setKeyboardTracking(false);
    box->setObjectName(QLatin1String(name));
    return box;
}

}  // namespace

VoiceFields::VoiceFields(QWidget* parent) : PanelSection("section.voice", tr("OVER THE SPECTROGRAM"), parent) {
    m_floor = makeBox(30, 400, 5, tr(" Hz"), "pitchFloor");
    m_ceiling = makeBox(80, 2000, 25, tr(" Hz"), "pitchCeiling");
    m_count = makeBox(3, 7, 1, {}, "formantCount");
    m_formantCeiling = makeBox(3000, 10000, 250, tr(" Hz"), "formantCeiling");
    m_formantRange = makeBox(0, 100, 5, tr(" dB"), "formantRange");
    m_formantRange->setSpecialValueText(tr("all"));
    m_showPitch = panelCheck(grid(), tr("pitch, a line"), "showPitch");
    panelField(grid(), tr("floor"), m_floor);
    panelField(grid(), tr("ceiling"), m_ceiling);
    m_showFormants = panelCheck(grid(), tr("formants, dots"), "showFormants");
    panelField(grid(), tr("number"), m_count);
    panelField(grid(), tr("up to"), m_formantCeiling);
    panelField(grid(), tr("range"), m_formantRange);
    m_showIntensity = panelCheck(grid(), tr("intensity, dashed"), "showIntensity");
    m_showHarmonicity = panelCheck(grid(), tr("harmonicity, dotted"), "showHarmonicity");
    m_showHarmonicity->setToolTip(tr("Harmonics-to-noise ratio by cross-correlation, from 75 Hz, every 10 ms."));
    m_showPulses = panelCheck(grid(), tr("pulses over the waveform"), "showPulses");
    m_showPulses->setToolTip(tr("Glottal pulses, one a period of the pitch; seen when they stand 3 pixels apart or more."));
    add(panelStandardButton(tr("Pitch 75 to 600 Hz; 5 formants up to 5500 Hz, 30 dB below the loudest; only the pitch shown"),
                            "standardVoice", [this] { restoreStandard(); }),
        Qt::AlignLeft);
    m_floor->setAccessibleName(tr("Pitch floor"));
    m_ceiling->setAccessibleName(tr("Pitch ceiling"));
    m_count->setAccessibleName(tr("Number of formants"));
    m_formantCeiling->setAccessibleName(tr("Formant ceiling"));
    m_formantRange->setAccessibleName(tr("Dynamic range of the formants"));
    m_formantRange->setToolTip(tr("Formants stand where a frame is at most this much below the loudest in sight."));
    m_formantCeiling->setToolTip(tr("5500 Hz suits women, 5000 Hz men, up to 8000 Hz children."));
    for (QCheckBox* check : {m_showPitch, m_showFormants, m_showIntensity, m_showHarmonicity, m_showPulses})
        connect(check, &QCheckBox::toggled, this, &VoiceFields::read);
    for (QSpinBox* box : {m_floor, m_ceiling, m_count, m_formantCeiling, m_formantRange})
        connect(box, &QSpinBox::valueChanged, this, &VoiceFields::read);
    setSettings({});
}

void VoiceFields::setSettings(const VoiceSettings& settings) {
    m_settings = settings;
    const auto show = [](QCheckBox* check, bool checked) {
        const QSignalBlocker blocker(check);
        check->setChecked(checked);
    };
    const auto put = [](QSpinBox* box, double value) {
        const QSignalBlocker blocker(box);
        box->setValue(static_cast<int>(std::lround(value)));
    };
    show(m_showPitch, settings.showPitch);
    show(m_showFormants, settings.showFormants);
    show(m_showIntensity, settings.showIntensity);
    show(m_showHarmonicity, settings.showHarmonicity);
    show(m_showPulses, settings.showPulses);
    put(m_floor, settings.pitch.floorHz);
    put(m_ceiling, settings.pitch.ceilingHz);
    put(m_count, settings.formants.formants);
    put(m_formantCeiling, settings.formants.ceilingHz);
    put(m_formantRange, settings.formantRangeDecibels);
}

void VoiceFields::restoreStandard() {
    setSettings({});
    Q_EMIT settingsChanged(m_settings);
}

void VoiceFields::read() {
    m_settings.showPitch = m_showPitch->isChecked();
    m_settings.showFormants = m_showFormants->isChecked();
    m_settings.showIntensity = m_showIntensity->isChecked();
    m_settings.showHarmonicity = m_showHarmonicity->isChecked();
    m_settings.showPulses = m_showPulses->isChecked();
    m_settings.formantRangeDecibels = m_formantRange->value();
    const bool floorMoved = sender() == m_floor;
    int floor = m_floor->value();
    int ceiling = m_ceiling->value();
    if (ceiling < floor + kLeastPitchRange) {
        if (floorMoved) {
            ceiling = floor + kLeastPitchRange;
        } else {
            floor = std::max(m_floor->minimum(), ceiling - kLeastPitchRange);
        }
    }
    m_settings.pitch.floorHz = floor;
    m_settings.pitch.ceilingHz = ceiling;
    m_settings.formants.formants = m_count->value();
    m_settings.formants.ceilingHz = m_formantCeiling->value();
    Q_EMIT settingsChanged(m_settings);
}

}  // namespace prososcope::gui
