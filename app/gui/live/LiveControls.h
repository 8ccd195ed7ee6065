// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "app/gui/live/LiveBackend.h"
#include "engine/audio/GrowingSound.h"

class QAction;
class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QHBoxLayout;
class QToolButton;

namespace prososcope::gui {

class FlowLayout;
class LiveSourceButton;
class MenuButton;

/// The row above the display: what is listened to, with which model, and how; at the right what is done. What there is to
/// choose is given to it; what a person changes comes out as `changed`. GUI thread.
class LiveControls : public QWidget {
    Q_OBJECT
public:
    explicit LiveControls(QWidget* parent = nullptr);

    /// The model of this name stays or becomes chosen; where it is not among them, the first.
    void setModels(const std::vector<store::ModelEntry>& models, const QString& chosen);
    /// The model of valence and arousal of this name is chosen for the plane; an unknown one or an empty name: none.
    void chooseDimensions(const QString& name);
    /// Null where none is chosen.
    [[nodiscard]] const store::ModelEntry* dimensions() const;
    /// The recogniser of this name is chosen for captions; an unknown one or an empty name: none.
    void chooseCaptions(const QString& name);
    /// Null where none is chosen.
    [[nodiscard]] const store::ModelEntry* captions() const;
    void setRecordingFormat(audio::GrowingFormat format);
    [[nodiscard]] audio::GrowingFormat recordingFormat() const;
    /// Does not tell `changed`.
    void setSettings(const live::LiveSettings& settings);
    [[nodiscard]] const live::LiveSettings& settings() const { return m_settings; }
    /// Null where there is none.
    [[nodiscard]] const store::ModelEntry* model() const;
    /// A button at the right end that runs an action of the program; primary: filled with the accent.
    QToolButton* addButton(QAction* action, bool primary = false);

    [[nodiscard]] LiveSourceButton* source() const { return m_source; }
    [[nodiscard]] QComboBox* models() const { return m_model; }
    [[nodiscard]] QDoubleSpinBox* window() const { return m_window; }
    [[nodiscard]] QDoubleSpinBox* hop() const { return m_hop; }
    [[nodiscard]] QDoubleSpinBox* smoothing() const { return m_smoothing; }
    [[nodiscard]] QDoubleSpinBox* unsure() const { return m_unsure; }
    [[nodiscard]] QComboBox* dimensionModels() const { return m_dimensionModel; }
    [[nodiscard]] QComboBox* captionModels() const { return m_captionModel; }
    [[nodiscard]] QComboBox* format() const { return m_format; }
    [[nodiscard]] QCheckBox* adapt() const { return m_adapt; }

Q_SIGNALS:
    /// Model or settings.
    void changed();

private:
    void addCaptioned(const QString& caption, QWidget* control);
    QDoubleSpinBox* addNumber(QWidget* parent, const char* name, const QString& caption, const QString& tip);
    void buildFurther();
    void read();

    std::vector<store::ModelEntry> m_models;
    std::vector<store::ModelEntry> m_affectModels;
    std::vector<store::ModelEntry> m_recognisers;
    live::LiveSettings m_settings;
    bool m_filling = false;
    FlowLayout* m_flow;
    QHBoxLayout* m_buttons;
    LiveSourceButton* m_source;
    QComboBox* m_model;
    QDoubleSpinBox* m_window;
    QDoubleSpinBox* m_hop;
    MenuButton* m_further;
    QDoubleSpinBox* m_smoothing = nullptr;
    QDoubleSpinBox* m_unsure = nullptr;
    QCheckBox* m_adapt = nullptr;
    QComboBox* m_dimensionModel = nullptr;
    QComboBox* m_captionModel = nullptr;
    QComboBox* m_format = nullptr;
};

}  // namespace prososcope::gui
