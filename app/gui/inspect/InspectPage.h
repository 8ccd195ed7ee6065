// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QTimer>
#include <memory>
#include <optional>
#include <vector>

#include "app/gui/Page.h"
#include "app/gui/inspect/EmotionBackend.h"
#include "app/gui/inspect/EmotionTracker.h"
#include "app/gui/inspect/FileLoader.h"
#include "app/gui/inspect/InspectSettings.h"
#include "app/gui/inspect/Playback.h"
#include "app/gui/inspect/ViewHistory.h"

class QStackedWidget;
class QToolButton;

namespace prososcope::gui {

class AnnotationController;
class BottomPanel;
class ChannelPanes;
class DocumentBar;
class FigureExport;
class PlaybackController;
class FindBar;
class FeatureController;
class MeasureController;
class OfferPanel;
class PitchCorrector;
class PredictionTable;
class PropertiesPanel;
class RecognitionController;
class TranscriptController;
class RecordingModel;
class ModelTracks;
class ReadingsBar;
class RecordingPanes;
class SoundCacheSettings;
class SessionController;
class SlicePane;
class TransportBar;
class AttentionController;
class LayerController;
class UnitController;

/// The workspace of one recording at a time: tabs of what is open, its panes, the properties at the right, the transport
/// below; folders and several files open as tables of predictions. It owns the documents and the loaders, registers the
/// actions, and keeps the session. Files are opened by loaders, so that every call returns at once; what cannot be read
/// is told by `message`. GUI thread.
class InspectPage : public Page {
    Q_OBJECT
public:
    explicit InspectPage(const PageContext& context, QWidget* parent = nullptr);
    /// With models of another kind, for tests.
    InspectPage(const PageContext& context, EmotionBackend backend, QWidget* parent = nullptr);
    ~InspectPage() override;

    [[nodiscard]] QString id() const override { return QStringLiteral("inspect"); }
    [[nodiscard]] QString title() const override { return tr("Inspect"); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("inspect"); }
    bool openPaths(const QStringList& paths) override;
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;
    void activated() override;
    void show(const QJsonObject& what) override;
    using QWidget::show;
    [[nodiscard]] QList<QWidget*> regions() override;
    [[nodiscard]] bool isIdle() const override;
    [[nodiscard]] bool mayClose() override;
    [[nodiscard]] QList<PageCommand> commands() const override;

    /// Opens a recording in a tab of its own, or shows the tab that has it.
    RecordingModel* openRecording(const QString& path);
    PredictionTable* openTable(const QStringList& paths);
    /// Closes it, or leaves it open while a person is asked about unsaved work.
    void closeDocument(int index);
    /// Closes all; false where something stays open because a person is asked about it.
    bool closeAll();
    void showDocument(int index);
    [[nodiscard]] int indexOf(const RecordingModel* recording) const;  ///< -1 where it is not open
    void setModified(const RecordingModel* recording, bool modified);  ///< marks its tab
    [[nodiscard]] RecordingModel* current() const;                     ///< null when a table or nothing is shown
    [[nodiscard]] PredictionTable* currentTable() const;
    [[nodiscard]] RecordingPanes* panes() const { return m_panes; }
    [[nodiscard]] PlaybackController* player() const { return m_player; }
    [[nodiscard]] FigureExport* figures() const { return m_figures; }
    [[nodiscard]] AnnotationController* annotations() const { return m_annotations; }
    [[nodiscard]] MeasureController* measure() const { return m_measure; }
    [[nodiscard]] FeatureController* features() const { return m_features; }
    [[nodiscard]] PitchCorrector* pitchCorrector() const { return m_pitch; }
    [[nodiscard]] Playback* playback() const { return m_playback; }
    [[nodiscard]] ChannelPanes* channels() const { return m_channels; }
    [[nodiscard]] const InspectSettings& settings() const { return m_settings; }
    void setSettings(const InspectSettings& settings);
    [[nodiscard]] EmotionTracker* tracker() const { return m_tracker; }
    [[nodiscard]] const EmotionBackend& backend() const { return m_backend; }
    [[nodiscard]] PropertiesPanel* properties() const { return m_properties; }
    [[nodiscard]] ModelTracks* modelTracks() const { return m_modelTracks; }
    [[nodiscard]] UnitController* units() const { return m_units; }
    [[nodiscard]] LayerController* layer() const { return m_layer; }
    [[nodiscard]] AttentionController* attention() const { return m_attention; }
    [[nodiscard]] RecognitionController* recognition() const { return m_recognition; }
    [[nodiscard]] TranscriptController* transcript() const { return m_transcript; }
    /// Those of the workspace and the bundled ones, once they are listed.
    [[nodiscard]] const std::vector<store::ModelEntry>& models() const { return m_models; }
    [[nodiscard]] bool panelShown() const { return m_panelShown; }
    /// The view has moved and is not a place of the history yet: it becomes one when it has stood still for a moment.
    [[nodiscard]] bool viewIsSettling() const { return m_visit.isActive(); }
    /// What is seen of the shown recording, and what was before the last change; nothing where no recording is open.
    [[nodiscard]] std::optional<ViewState> viewState() const;
    [[nodiscard]] std::optional<ViewState> viewBefore();
    /// Shows such a state without making it a place of the history.
    void showView(const ViewState& state);

Q_SIGNALS:
    /// Another document is shown, or none.
    void currentChanged();
    /// The settings of the pictures are others now.
    void settingsChanged();
    /// The models that can be chosen have been listed, or another is the first one.
    void modelsChanged();

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Document {
        RecordingModel* recording = nullptr;
        PredictionTable* table = nullptr;
        ViewHistory history;
    };

    void buildLayout();
    void addActions();
    void addDocumentActions();
    void addViewActions();
    void addVoiceActions();
    void addKeeping();                     ///< autosave, recovery, files on disk, sessions, automatic tiers
    void offerOthers(OfferPanel* offers);  ///< annotations beside a recording that were not opened
    void checkActions();                   ///< as the settings say
    QWidget* makeEmptyState();
    void openExample();
    [[nodiscard]] Document* currentDocument();
    void listModels();
    void chooseModel(int index);
    void setPanelShown(bool shown);
    void updateStatus();
    void viewChanged();
    void visitHistory();
    void changeGain(int steps);

    PageContext m_context;
    EmotionBackend m_backend;
    std::unique_ptr<FileLoader> m_fileLoader;
    std::unique_ptr<FileLoader> m_viewLoader;
    AnnotationController* m_annotations = nullptr;
    FindBar* m_find = nullptr;
    SessionController* m_sessions = nullptr;
    EmotionTracker* m_tracker;
    Playback* m_playback;
    PlaybackController* m_player = nullptr;
    FigureExport* m_figures = nullptr;
    DocumentBar* m_documents;
    QToolButton* m_panelButton = nullptr;
    QStackedWidget* m_stack;
    BottomPanel* m_bottom = nullptr;  ///< tables, below whatever is shown
    PitchCorrector* m_pitch = nullptr;
    MeasureController* m_measure = nullptr;
    FeatureController* m_features = nullptr;
    QWidget* m_recordingView = nullptr;
    RecordingPanes* m_panes;
    ChannelPanes* m_channels = nullptr;
    SoundCacheSettings* m_soundCache = nullptr;
    PropertiesPanel* m_properties;
    TransportBar* m_transport = nullptr;
    ReadingsBar* m_readings = nullptr;
    SlicePane* m_slice = nullptr;
    ModelTracks* m_modelTracks = nullptr;
    UnitController* m_units = nullptr;
    LayerController* m_layer = nullptr;
    AttentionController* m_attention = nullptr;
    RecognitionController* m_recognition = nullptr;
    TranscriptController* m_transcript = nullptr;
    std::vector<Document> m_open;
    std::vector<store::ModelEntry> m_models;
    bool m_modelsListed = false;
    bool m_listing = false;
    QString m_wantedModel;
    InspectSettings m_settings;
    bool m_panelShown = true;
    bool m_panelDecided = false;
    QString m_hover;
    QTimer m_refresh;
    QTimer m_visit;
};

}  // namespace prososcope::gui
