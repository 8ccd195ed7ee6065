// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QPointer>
#include <QScrollArea>

#include "app/gui/inspect/EmotionTracker.h"
#include "app/gui/inspect/InspectSettings.h"

class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace prososcope::gui {

class PanelSection;
class SliceFields;
class SpectrogramFields;
class VoiceFields;
class VoiceLoader;
class VoiceReadings;

/// The panel at the right: what is selected, the emotion there, the model, and the settings of the pictures, which act at
/// once. It shows values and emits wishes; the page acts. GUI thread.
class PropertiesPanel : public QScrollArea {
    Q_OBJECT
public:
    /// `voice` may be null: then there are no readings of pitch, formants and intensity.
    PropertiesPanel(EmotionTracker* tracker, VoiceLoader* voice, QWidget* parent = nullptr);

    void setRecording(RecordingModel* recording);
    void setSettings(const InspectSettings& settings);
    void setModels(const std::vector<store::ModelEntry>& models, const QString& chosen);
    /// Puts a section of others below that of the model, which then belongs to the panel.
    void addBelowModel(PanelSection* section);
    /// Which sections are closed.
    [[nodiscard]] QJsonArray saveState() const;
    void restoreState(const QJsonArray& state);
    /// Whether some model waits to be asked for the whole recording: then there is a button for it.
    void setPredictAllOffered(bool offered);
    /// Reads selection, cursor, posteriors and dimensions again.
    void refresh();

Q_SIGNALS:
    void settingsChanged(const InspectSettings& settings);
    void modelChosen(int index);
    void predictAllRequested();

private:
    void refreshSelection();
    void refreshEmotion();
    void followSection(PanelSection* section);
    void closeSections(const QStringList& names);

    EmotionTracker* m_tracker;
    QPointer<RecordingModel> m_recording;
    InspectSettings m_settings;
    QLabel* m_spanTitle;
    QLabel* m_span;
    QLabel* m_duration;
    QLabel* m_level;
    PanelSection* m_emotion;
    PanelSection* m_model;
    QGridLayout* m_emotionGrid;
    QList<QLabel*> m_values;
    QStringList m_shownNames;
    QString m_shownModel;  ///< whose names and scales these are
    QLabel* m_where;
    QLabel* m_trust;
    bool m_tooGood = false;  ///< the model's figure is speaker-dependent, which is said in the error colour
    QPushButton* m_predictAll;
    QVBoxLayout* m_layout;
    QStringList m_closed;
    QComboBox* m_models;
    VoiceReadings* m_voiceReadings;
    SpectrogramFields* m_spectrogramFields;
    VoiceFields* m_voiceFields;
    SliceFields* m_sliceFields;
};

}  // namespace prososcope::gui
