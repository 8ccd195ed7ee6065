// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/annotation/Annotation.h"
#include "widgets/Plot.h"

namespace prososcope::widgets {

class SignalPane;

/// The boundaries or points of one tier as faint lines through a SignalPane, and the moment that is being moved
/// (TimeView::mark) as a clear one, on the layer that is repainted alone. Where too many stand side by side to tell them
/// apart none is drawn. Owned by the plot. GUI thread.
class BoundaryLines : public QCPLayerable {
public:
    explicit BoundaryLines(SignalPane* pane);

    /// Null for none.
    void setTier(annotation::TierPointer tier);

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override;
    void draw(QCPPainter* painter) override;

private:
    void spareLabels(QCPPainter* painter) const;

    SignalPane* m_pane;
    annotation::TierPointer m_tier;
};

}  // namespace prososcope::widgets
