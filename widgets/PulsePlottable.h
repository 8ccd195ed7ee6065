// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <memory>

#include "engine/dsp/Pulses.h"
#include "widgets/PanePlottable.h"

namespace prososcope::widgets {

/// Glottal pulses over a waveform: a vertical hairline each, in the colour of the pitch, while they stand at least three
/// pixels apart (half of them at least); nearer ones would only darken the picture. Pulses are shared, null where there
/// are none. Draws only; owned by the plot. GUI thread.
class PulsePlottable : public PanePlottable {
    Q_OBJECT
public:
    PulsePlottable(QCPAxis* time, QCPAxis* value);

    void setPulses(std::shared_ptr<const dsp::PulseTimes> pulses) { m_pulses = std::move(pulses); }
    /// What is drawn at the present zoom, in seconds.
    [[nodiscard]] QList<double> drawnPulses() const;

protected:
    void draw(QCPPainter* painter) override;

private:
    std::shared_ptr<const dsp::PulseTimes> m_pulses;
};

}  // namespace prososcope::widgets
