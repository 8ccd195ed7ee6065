// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/SpectrogramFields.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QSignalBlocker>
#include <QSpinBox>
#include <algorithm>
#include <cmath>

#include "app/gui/inspect/PanelParts.h"
#include "widgets/ColorMap.h"
#include "widgets/FrequencyScale.h"

namespace prososcope::gui {

namespace {

QString colorName(const QString& map) { return map == QLatin1String("grey") ? SpectrogramFields::tr("grey") : map; }

QString scaleName(const QString& scale) {
    if (scale == QLatin1String("mel")) return SpectrogramFields::tr("mel");
    if (scale == QLatin1String("log")) return SpectrogramFields::tr("logarithmic");
    return SpectrogramFields::tr("linear");
}

}  // namespace

SpectrogramFields::SpectrogramFields(QWidget* parent) : PanelSection("section.spectrogram", tr("SPECTROGRAM"), parent) {
    m_window = new QDoubleSpinBox;
    m_window->setRange(1.0, 100.0);
    m_window->setDecimals(1);
    m_window->setSuffix(tr(" ms"));
    m_window->setToolTip(tr("Effective length of the Gaussian window: 5 ms shows the pulses, 30 ms the harmonics."));
    m_range = new QSpinBox;
    m_range->setRange(20, 100);
    m_range->setSingleStep(5);
    m_range->setSuffix(tr(" dB"));
    m_range->setToolTip(tr("What lies further below the loudest has the colour of the ground."));
    m_maximum = new QSpinBox;
    m_maximum->setRange(1000, 24000);
    m_maximum->setSingleStep(500);
    m_maximum->setSuffix(tr(" Hz"));
    m_scale = new QComboBox;
    m_scale->setObjectName("frequencyScale");
    for (const QString& name : widgets::FrequencyScale::names()) m_scale->addItem(scaleName(name), name);
    m_scale->setToolTip(tr("How frequencies lie along the height; logarithmic from 50 Hz."));
    m_colors = new QComboBox;
    for (const QString& name : widgets::ColorMap::names()) m_colors->addItem(colorName(name), name);
    const QList<QPair<QString, QWidget*>> fields{{tr("window"), m_window},
                                                 {tr("range"), m_range},
                                                 {tr("up to"), m_maximum},
                                                 {tr("frequencies"), m_scale},
                                                 {tr("colours"), m_colors}};
    for (const auto& [name, field] : fields) panelField(grid(), name, field);
    m_emphasis = panelCheck(grid(), tr("pre-emphasis"), "preEmphasis");
    m_emphasis->setToolTip(tr("Lifts what lies above 50 Hz by 6 dB an octave, 0 dB at 1000 Hz; for the picture only."));
    m_crosshair = panelCheck(grid(), tr("frequency at the pointer"), "crosshair");
    m_grid = panelCheck(grid(), tr("grid lines"), "grid");
    add(panelStandardButton(tr("5 ms, 50 dB, up to 5000 Hz, linear, grey, pre-emphasis"), "standardSpectrogram",
                            [this] { restoreStandard(); }),
        Qt::AlignLeft);

    for (QAbstractSpinBox* box : std::initializer_list<QAbstractSpinBox*>{m_window, m_range, m_maximum})
        box->setKeyboardTracking(false);
    connect(m_window, &QDoubleSpinBox::valueChanged, this, &SpectrogramFields::read);
    connect(m_range, &QSpinBox::valueChanged, this, &SpectrogramFields::read);
    connect(m_maximum, &QSpinBox::valueChanged, this, &SpectrogramFields::read);
    connect(m_scale, &QComboBox::currentIndexChanged, this, &SpectrogramFields::read);
    connect(m_colors, &QComboBox::currentIndexChanged, this, &SpectrogramFields::read);
    for (QCheckBox* check : {m_emphasis, m_crosshair, m_grid})
        connect(check, &QCheckBox::toggled, this, &SpectrogramFields::read);
    setSettings({});
}

void SpectrogramFields::setSettings(const InspectSettings& settings) {
    m_settings = settings;
    std::vector<std::unique_ptr<QSignalBlocker>> blockers;
    for (QObject* field :
         std::initializer_list<QObject*>{m_window, m_range, m_maximum, m_scale, m_colors, m_emphasis, m_crosshair, m_grid})
        blockers.push_back(std::make_unique<QSignalBlocker>(field));
    m_window->setValue(settings.spectrogram.windowSeconds * 1000.0);
    m_range->setValue(static_cast<int>(std::lround(settings.rangeDecibels)));
    m_maximum->setValue(static_cast<int>(std::lround(settings.spectrogram.maximumHz)));
    m_scale->setCurrentIndex(std::max(0, m_scale->findData(settings.frequencyScale)));
    m_colors->setCurrentIndex(std::max(0, m_colors->findData(settings.colors)));
    m_emphasis->setChecked(settings.spectrogram.preEmphasisHz > 0.0);
    m_crosshair->setChecked(settings.crosshair);
    m_grid->setChecked(settings.grid);
}

void SpectrogramFields::read() {
    m_settings.spectrogram.windowSeconds = m_window->value() / 1000.0;
    m_settings.rangeDecibels = m_range->value();
    m_settings.spectrogram.maximumHz = m_maximum->value();
    m_settings.frequencyScale = m_scale->currentData().toString();
    m_settings.colors = m_colors->currentData().toString();
    m_settings.spectrogram.preEmphasisHz = m_emphasis->isChecked() ? dsp::SpectrogramSettings().preEmphasisHz : 0.0;
    m_settings.crosshair = m_crosshair->isChecked();
    m_settings.grid = m_grid->isChecked();
    Q_EMIT settingsChanged(m_settings);
}

void SpectrogramFields::restoreStandard() {
    const InspectSettings standard;
    m_settings.spectrogram = standard.spectrogram;
    m_settings.rangeDecibels = standard.rangeDecibels;
    m_settings.colors = standard.colors;
    m_settings.frequencyScale = standard.frequencyScale;
    m_settings.crosshair = standard.crosshair;
    m_settings.grid = standard.grid;
    setSettings(m_settings);
    Q_EMIT settingsChanged(m_settings);
}

}  // namespace prososcope::gui
