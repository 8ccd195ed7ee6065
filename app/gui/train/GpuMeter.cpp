// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/train/GpuMeter.h"

#include <QLocale>
#include <algorithm>
#include <cmath>

namespace prososcope::gui {

GpuMeter::GpuMeter(QObject* parent) : QObject(parent), m_reader([](int index) { return core::gpuUse(index); }) {
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &GpuMeter::ask);
}

void GpuMeter::watch(const QString& device) {
    const bool gpu = device.startsWith(QLatin1String("cuda"));
    m_index = gpu ? std::max(device.section(QLatin1Char(':'), 1).toInt(), 0) : -1;
    if (!gpu) {
        m_tick.stop();
        say({});
        return;
    }
    m_tick.start();
    ask();
}

void GpuMeter::ask() {
    m_loader.load<std::optional<core::GpuUse>>(
        QStringLiteral("gpu"), [reader = m_reader, index = m_index](core::Progress&) { return reader(index); },
        [this](core::Result<std::optional<core::GpuUse>> use) {
            if (m_index < 0) return;  // it has ended meanwhile
            if (use && *use)
                say(textOf(**use));
            else
                m_tick.stop();
        });
}

void GpuMeter::say(const QString& text) {
    if (text == m_said) return;
    m_said = text;
    Q_EMIT changed(text);
}

QString GpuMeter::textOf(const core::GpuUse& use) {
    constexpr double kGigabyte = 1e9;
    const QLocale locale;
    return tr("%1, %2 % busy, %3 of %4 GB")
        .arg(QString::fromStdString(use.name), locale.toString(static_cast<int>(std::lround(use.busy * 100.0))),
             locale.toString(static_cast<double>(use.memoryUsed) / kGigabyte, 'f', 1),
             locale.toString(static_cast<double>(use.memoryTotal) / kGigabyte, 'f', 1));
}

}  // namespace prososcope::gui
