// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/SliceFields.h"

#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>

#include "app/gui/inspect/PanelParts.h"

namespace prososcope::gui {

SliceFields::SliceFields(QWidget* parent)
    : PanelSection("section.slice", tr("SPECTRAL SLICE"), parent), m_window(new QDoubleSpinBox), m_order(new QSpinBox) {
    m_window->setRange(2.0, 200.0);
    m_window->setDecimals(1);
    m_window->setSuffix(tr(" ms"));
    m_window->setObjectName("sliceWindow");
    m_order->setRange(0, 100);
    m_order->setSpecialValueText(tr("automatic"));
    m_order->setObjectName("sliceOrder");
    m_order->setToolTip(tr("Of the linear prediction; automatic: two more than the sample rate has kHz."));
    panelField(grid(), tr("window"), m_window);
    panelField(grid(), tr("coefficients"), m_order);
    m_window->setAccessibleName(tr("Window of the spectral slice"));
    add(panelStandardButton(tr("25 ms, coefficients automatic"), "standardSlice",
                            [this] {
                                setSettings({});
                                Q_EMIT settingsChanged(m_settings);
                            }),
        Qt::AlignLeft);
    m_window->setKeyboardTracking(false);
    m_order->setKeyboardTracking(false);
    connect(m_window, &QDoubleSpinBox::valueChanged, this, &SliceFields::read);
    connect(m_order, &QSpinBox::valueChanged, this, &SliceFields::read);
    setSettings({});
}

void SliceFields::setSettings(const dsp::SpectralSliceSettings& settings) {
    m_settings = settings;
    const QSignalBlocker a(m_window);
    const QSignalBlocker b(m_order);
    m_window->setValue(settings.windowSeconds * 1000.0);
    m_order->setValue(settings.order);
}

void SliceFields::read() {
    m_settings.windowSeconds = m_window->value() / 1000.0;
    m_settings.order = m_order->value();
    Q_EMIT settingsChanged(m_settings);
}

}  // namespace prososcope::gui
