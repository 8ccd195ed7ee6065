// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/VoiceReadings.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <algorithm>
#include <cmath>

#include "app/gui/inspect/PanelParts.h"

namespace prososcope::gui {

namespace {

QString dash() { return QStringLiteral("\u2013"); }

QString number(double value, int digits) {
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);  // 1456 Hz among others is easier read without
    return std::isfinite(value) ? locale.toString(value, 'f', digits) : dash();
}

}  // namespace

VoiceReadings::VoiceReadings(VoiceLoader* loader, QWidget* parent)
    : PanelSection("section.voiceHere", tr("VOICE HERE"), parent), m_loader(loader) {
    m_pitch = panelRow(grid(), tr("pitch"));
    m_pitch->setObjectName("readingPitch");
    m_intensity = panelRow(grid(), tr("intensity"));
    m_intensity->setObjectName("readingIntensity");
    m_formants = panelRow(grid(), tr("F1, F2, F3"));
    m_formants->setObjectName("readingFormants");
    m_pitch->setToolTip(tr("By autocorrelation (Boersma 1993); over a selection the mean of the voiced frames."));
    m_intensity->setToolTip(tr("In dB re 2e-5, full scale counted as 1 Pa; over a selection the mean of the powers."));
    m_formants->setToolTip(tr("By linear prediction (Burg); over a selection the means of the frames that have the formant."));
    m_harmonicity = panelRow(grid(), tr("harmonicity"));
    m_harmonicity->setObjectName("readingHarmonicity");
    m_harmonicity->setToolTip(
        tr("Harmonics-to-noise ratio by cross-correlation (Boersma 1993); over a selection the mean of the frames that have "
           "one."));
    if (loader != nullptr) connect(loader, &VoiceLoader::tracksChanged, this, &VoiceReadings::refresh);
    refresh();
}

int VoiceReadings::widestRow() const {
    const QString longest = tr("%1  %2  %3 Hz").arg(number(1088.0, 0), number(2888.0, 0), number(3888.0, 0));
    const QFontMetrics metrics(m_formants->font());
    return metrics.horizontalAdvance(tr("F1, F2, F3")) + grid()->horizontalSpacing() + metrics.horizontalAdvance(longest) + 4;
}

void VoiceReadings::refresh() {
    const VoiceReading reading = m_loader ? m_loader->reading() : VoiceReading();
    m_pitch->setText(std::isfinite(reading.pitchHz) ? tr("%1 Hz").arg(number(reading.pitchHz, 1)) : dash());
    m_intensity->setText(std::isfinite(reading.decibels) ? tr("%1 dB").arg(number(reading.decibels, 1)) : dash());
    const bool any = std::any_of(std::begin(reading.formantHz), std::end(reading.formantHz),
                                 [](double hertz) { return std::isfinite(hertz); });
    m_formants->setText(
        any ? tr("%1  %2  %3 Hz")
                  .arg(number(reading.formantHz[0], 0), number(reading.formantHz[1], 0), number(reading.formantHz[2], 0))
            : dash());
    m_harmonicity->setText(std::isfinite(reading.harmonicity) ? tr("%1 dB").arg(number(reading.harmonicity, 1)) : dash());
}

}  // namespace prososcope::gui
