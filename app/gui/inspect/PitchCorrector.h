// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QString>
#include <vector>

#include "app/gui/Page.h"
#include "app/gui/inspect/FileLoader.h"
#include "engine/annotation/PitchCorrectionFile.h"

namespace prososcope::gui {

class InspectPage;
class RecordingModel;

/// Corrections of the pitch by hand: an octave up or down, unvoiced, or as computed, over the selection. They act on what
/// is drawn and read at once, have an undo of their own for as long as the program runs, and are kept in the data folder,
/// so that they are there when the recording is opened again. Measurements take them from `source`. Files are read and written
/// by a loader. It registers the actions. Borrows the page. GUI thread.
class PitchCorrector : public QObject {
    Q_OBJECT
public:
    PitchCorrector(const PageContext& context, InspectPage* page);
    ~PitchCorrector() override;

    /// Of a recording by its path, as far as they are read.
    [[nodiscard]] dsp::PitchCorrections corrections(const QString& path) const;
    /// For measurements on other threads: what is in memory now, and of all other recordings what is kept.
    [[nodiscard]] annotation::CorrectionSource source() const;
    /// Nothing is being read or written.
    [[nodiscard]] bool isIdle() const { return m_tasks == 0; }

Q_SIGNALS:
    void changed(const QString& path);

private:
    struct Steps {
        bool loaded = false;
        std::vector<dsp::PitchCorrections> states = std::vector<dsp::PitchCorrections>(1);
        std::size_t position = 0;
    };
    void addActions();
    void follow();
    void load(RecordingModel* recording);
    void correct(dsp::PitchCorrection correction);
    void move(int step);
    void apply(const QString& path);
    void keep(const QString& path);
    void refresh();
    [[nodiscard]] RecordingModel* shown() const;

    PageContext m_context;
    InspectPage* m_page;
    QHash<QString, Steps> m_steps;
    int m_tasks = 0;
    FileLoader m_loader{1};
};

}  // namespace prososcope::gui
