// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QTimer>
#include <memory>

#include "app/gui/Page.h"
#include "app/gui/inspect/FileLoader.h"
#include "app/gui/inspect/LazyReader.h"
#include "engine/dsp/SpectralSlice.h"
#include "widgets/SliceView.h"

namespace prososcope::gui {

class InspectPage;
class RecordingModel;

/// The pane "slice" of Inspect, hidden at first: the spectrum at the cursor (while playing, at the play position) with the
/// envelope of its linear prediction, up to the spectrogram's highest frequency. It follows the shown recording, cursor and
/// settings, and computes nothing while it is hidden. One slice is under way at a time, on a thread of its own. What cannot be
/// read leaves it empty. Borrows the page. GUI thread.
class SlicePane : public QObject {
    Q_OBJECT
public:
    SlicePane(const PageContext& context, InspectPage* page);
    ~SlicePane() override;

    [[nodiscard]] widgets::SliceView* view() const { return m_view; }
    [[nodiscard]] bool isIdle() const { return !m_busy; }

private:
    void follow();
    void update();
    void show(std::shared_ptr<const dsp::SpectralSlice> slice, double seconds);

    PageContext m_context;
    InspectPage* m_page;
    QPointer<widgets::SliceView> m_view;
    QPointer<RecordingModel> m_recording;
    std::shared_ptr<LazyReader> m_source;
    double m_shownSeconds = -1.0;
    dsp::SpectralSliceSettings m_shownSettings;
    bool m_busy = false;
    int m_generation = 0;
    FileLoader m_loader;
};

}  // namespace prososcope::gui
