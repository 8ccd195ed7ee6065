// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace prososcope::widgets {

/// What a plot tells people who do not see it. A view derives from its QWidget and from this; the one factory below
/// then gives it an accessible interface with the role Chart, its accessibleName as the name and `plotSummary` as the
/// description and value. The summary is asked for on the GUI thread whenever assistive technology wants it, so it is
/// short and quick: what is shown, its range, and the one number that matters ("Waveform, 0.62 to 1.78 s of 4.2 s,
/// peak -3.1 dB"). Translated by the view.
class PlotSummary {
public:
    virtual ~PlotSummary() = default;
    [[nodiscard]] virtual QString plotSummary() const = 0;
};

/// Installs the factory once; further calls do nothing. Before the first window.
void installAccessibleFactory();

/// Tells assistive technology that the summary of `plot` has changed. Cheap when none listens.
void summaryChanged(QWidget* plot);

}  // namespace prososcope::widgets
