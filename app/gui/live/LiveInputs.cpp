// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/live/LiveInputs.h"

#include <QLocale>
#include <utility>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/live/LiveSourceButton.h"

namespace prososcope::gui {

using engine_thread::translated;

namespace {

constexpr int kShowMilliseconds = 100;
constexpr double kHzPerKilohertz = 1000.0;

QString detailOf(const live::InputLevel& level) {
    QStringList parts;
    const double rate = level.rateHz > 0.0 ? level.rateHz : level.device.rateHz;
    if (rate > 0.0) parts << LiveInputs::tr("%1 kHz").arg(QLocale().toString(rate / kHzPerKilohertz, 'g', 4));
    if (level.device.channels > 0) parts << LiveInputs::tr("%n channels", nullptr, level.device.channels);
    if (level.device.isDefault) parts << LiveInputs::tr("the system's default");
    if (level.inUse) parts << LiveInputs::tr("heard now");
    return parts.join(QStringLiteral(", "));
}

}  // namespace

LiveInputs::LiveInputs(LiveSourceButton* button, live::InputLevels::Make make, QObject* parent)
    : QObject(parent), m_button(button), m_levels(std::move(make)) {
    m_timer.setInterval(kShowMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &LiveInputs::show);
    connect(button, &LiveSourceButton::opened, this, [this] {
        m_levels.start(m_inUse.toStdString());
        m_timer.start();
        show();
    });
    connect(button, &LiveSourceButton::closed, this, [this] {
        m_timer.stop();
        m_levels.stop();
    });
}

void LiveInputs::show() {
    QList<LiveInput> inputs;
    for (const live::InputLevel& each : m_levels.snapshot()) {
        inputs << LiveInput{QString::fromStdString(each.device.label()),
                            detailOf(each),
                            each.problem.empty() ? QString() : translated(each.problem),
                            each.heard,
                            each.rmsDb,
                            each.peakDb};
    }
    m_button->setInputs(inputs);
}

}  // namespace prososcope::gui
