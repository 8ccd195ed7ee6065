// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QObject>
#include <QPointer>
#include <array>

#include "app/gui/Loader.h"
#include "app/gui/Page.h"
#include "app/gui/inspect/EmotionTracker.h"
#include "app/gui/inspect/TrackCache.h"
#include "widgets/LabelPlottable.h"
#include "widgets/SignalPane.h"

class QAction;
class QComboBox;

namespace prososcope::widgets {
class DimensionPlottable;
class EmotionPlottable;
}  // namespace prososcope::widgets

namespace prososcope::gui {

class InspectPage;
class RecordingModel;

/// The labels of a recording in the imported corpora of a workspace, found by the file's path; none where there is no
/// workspace. Any thread but the GUI's.
[[nodiscard]] core::Result<QList<widgets::CorpusLabel>> findCorpusLabels(const std::string& workspace, const std::string& audio,
                                                                         double durationSeconds, core::Progress& progress);

/// What models give of the shown recording beside the first one's posteriors: the panes "emotion:2" and "emotion:3" of two
/// further models, chosen in the properties; "dimensions:1" to "dimensions:3" for models that give valence, arousal or
/// dominance; and "label", what an imported corpus says. All tracks, the first one's too, are kept on disk by content and
/// model. Each model is computed as EmotionTracker does it. Panes without anything to show are left out. Borrows the page. GUI
/// thread.
class ModelTracks : public QObject {
    Q_OBJECT
public:
    static constexpr int kModels = 3;

    ModelTracks(const PageContext& context, InspectPage* page);
    ~ModelTracks() override;

    /// The tracker of slot 1 (the page's own), 2 or 3.
    [[nodiscard]] EmotionTracker* tracker(int slot) const { return m_slots[static_cast<std::size_t>(slot - 1)].tracker; }
    /// Chooses a further model by name for slot 2 or 3; an empty or unknown name leaves the slot empty.
    void choose(int slot, const QString& name);
    /// Lets every model predict all of a long recording, those chosen later too.
    void predictAll();
    [[nodiscard]] const widgets::DimensionPlottable& dimensions(int slot) const;
    [[nodiscard]] const QList<widgets::CorpusLabel>& labels() const { return m_labels->labels(); }
    [[nodiscard]] bool isIdle() const;

    [[nodiscard]] QJsonArray saveState() const;  ///< names of the models of slots 2 and 3
    void restoreState(const QJsonArray& state);

private:
    struct Slot {
        EmotionTracker* tracker = nullptr;
        QPointer<widgets::SignalPane> pane;  ///< null for the first slot, which is RecordingPanes' own
        widgets::EmotionPlottable* posteriors = nullptr;
        QPointer<widgets::SignalPane> dimensionPane;
        widgets::DimensionPlottable* dimensions = nullptr;
        QComboBox* field = nullptr;
        QString wanted;  ///< name of the model
    };

    void makeSlot(int slot);
    void makeFields();
    void follow();
    void listModels();
    void showTrack(int slot);
    void showDimensions(int slot);
    void findLabels();
    void offerAll();

    PageContext m_context;
    InspectPage* m_page;
    TrackCache m_cache;
    std::array<Slot, kModels> m_slots;
    QPointer<RecordingModel> m_recording;
    QPointer<widgets::SignalPane> m_labelPane;
    widgets::LabelPlottable* m_labels;
    Loader m_loader;
    QAction* m_predictAll = nullptr;  ///< the registry's
};

}  // namespace prososcope::gui
