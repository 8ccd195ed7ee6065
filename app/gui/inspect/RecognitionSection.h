// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/inspect/PanelSection.h"
#include "app/gui/inspect/UnitRecogniser.h"

class QAction;
class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;

namespace prososcope::gui {

/// Recognised units in the properties: the model, the buttons, and the vote with its count and share of each emotion. GUI
/// thread.
class RecognitionSection : public PanelSection {
    Q_OBJECT
public:
    /// Buttons run these actions and follow whether they can be run.
    RecognitionSection(QAction* recognise, QAction* keep, QWidget* parent = nullptr);

    void setModels(const std::vector<store::ModelEntry>& models, const QString& chosen);
    /// Null: nothing is known.
    void setUnits(const RecognisedUnits* units);

Q_SIGNALS:
    void modelChosen(const QString& name);

private:
    QComboBox* m_models;
    QLabel* m_vote;
    QWidget* m_counts;
    QGridLayout* m_rows;
};

}  // namespace prososcope::gui
