// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/inspect/PanelSection.h"
#include "app/gui/inspect/TranscriptWriter.h"

class QAction;
class QComboBox;
class QPushButton;

namespace prososcope::gui {

class ReadingLabel;

/// What was written down in the properties: the recogniser, the buttons, and the text, which can be copied. GUI thread.
class TranscriptSection : public PanelSection {
    Q_OBJECT
public:
    /// Buttons run these actions and follow whether they can be run.
    TranscriptSection(QAction* write, QAction* keep, QWidget* parent = nullptr);

    void setModels(const std::vector<store::ModelEntry>& models, const QString& chosen);
    /// Null: nothing is known. `how` says in a sentence what its times are.
    void setTranscript(const WrittenTranscript* transcript, const QString& how);

Q_SIGNALS:
    void modelChosen(const QString& name);

private:
    QComboBox* m_models;
    ReadingLabel* m_text;
    QPushButton* m_copy;
    QString m_written;
};

}  // namespace prososcope::gui
