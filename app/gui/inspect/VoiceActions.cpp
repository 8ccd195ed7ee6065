// SPDX-License-Identifier: GPL-3.0-or-later
// The actions of the Inspect workspace that show and hide what lies over the spectrogram.
#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/InspectPage.h"

namespace prososcope::gui {

void InspectPage::addVoiceActions() {
    const auto add = [this](const char* id, const QString& text, const QString& description, Qt::Key key,
                            bool VoiceSettings::*shown) {
        m_context.actions->add({.id = QLatin1String(id),
                                .menu = "view",
                                .text = text,
                                .description = description,
                                .keys = {QKeySequence(key)},
                                .scope = KeyScope::SignalPane,
                                .checkable = true},
                               [this, id = QLatin1String(id), shown] {
                                   InspectSettings settings = m_settings;
                                   settings.voice.*shown = m_context.actions->action(id)->isChecked();
                                   setSettings(settings);
                               });
    };
    add("inspect.showPitch", tr("Show pit&ch"), tr("Draw the pitch as a line over the spectrogram."), Qt::Key_P,
        &VoiceSettings::showPitch);
    add("inspect.showFormants", tr("Show for&mants"), tr("Draw the formants as dots over the spectrogram."), Qt::Key_O,
        &VoiceSettings::showFormants);
    add("inspect.showIntensity", tr("Show intensit&y"), tr("Draw the intensity as a dashed line over the spectrogram."),
        Qt::Key_I, &VoiceSettings::showIntensity);
    add("inspect.showHarmonicity", tr("Show ha&rmonicity"),
        tr("Draw the harmonics-to-noise ratio as a dotted line over the spectrogram."), Qt::Key_H,
        &VoiceSettings::showHarmonicity);
    add("inspect.showPulses", tr("Show &glottal pulses"), tr("Draw the glottal pulses over the waveform, when zoomed in."),
        Qt::Key_G, &VoiceSettings::showPulses);
}

void InspectPage::checkActions() {
    const auto check = [this](const char* id, bool checked) {
        if (QAction* action = m_context.actions->action(QLatin1String(id))) action->setChecked(checked);
    };
    check("inspect.automaticGain", m_settings.automaticGain);
    check("inspect.showPitch", m_settings.voice.showPitch);
    check("inspect.showFormants", m_settings.voice.showFormants);
    check("inspect.showIntensity", m_settings.voice.showIntensity);
    check("inspect.showHarmonicity", m_settings.voice.showHarmonicity);
    check("inspect.showPulses", m_settings.voice.showPulses);
}

}  // namespace prososcope::gui
