// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <memory>
#include <vector>

#include "app/gui/Page.h"
#include "app/gui/layers/LayersData.h"
#include "engine/backend/UnitRegressionFit.h"

class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace prososcope::widgets {
class ScatterView;
}

namespace prososcope::gui {

class TextTable;

/// Which activations a regression is made of.
struct UnitRegressionSource {
    store::ModelEntry encoder;  ///< whose activations these are
    std::shared_ptr<const LayersSet> set;
    QStringList targets;             ///< keys of those that are ticked at first
    std::vector<std::size_t> units;  ///< chosen in the maps, numbered among all layers; empty: none was
};

/// Makes a model of a regression on units: asks for targets, units, how many of them, and a name; fits it in a job of the
/// engine's worker, with progress and Cancel; shows its error on left-out speakers beside that of predicting the mean, speaker
/// by speaker, and predicted against labelled values. The model lies in the workspace then. Does not block the window; closing
/// it cancels the job. GUI thread.
class UnitRegressionDialog : public QDialog {
    Q_OBJECT
public:
    UnitRegressionDialog(const PageContext& context, UnitRegressionSource source, QWidget* parent = nullptr);
    ~UnitRegressionDialog() override;

    [[nodiscard]] bool isRunning() const { return m_job != 0; }
    [[nodiscard]] const std::shared_ptr<const backend::UnitRegressionFit>& fit() const { return m_fit; }
    [[nodiscard]] backend::UnitRegressionSettings settings() const;
    /// What makes the same model on the command line, behind "prososcope-cli"; none where nothing is ticked.
    [[nodiscard]] QStringList arguments() const;
    [[nodiscard]] TextTable* table() const { return m_table; }
    [[nodiscard]] const QList<widgets::ScatterView*>& plots() const { return m_plots; }
    [[nodiscard]] QString sentence() const;

Q_SIGNALS:
    /// A model lies in the workspace.
    void kept(const QString& model);
    /// audio: a recording to look at, empty where none of the corpus is on this machine.
    void openRequested(const QString& model, const QString& audio);

private:
    enum Among { AllUnits, SomeLayers, ChosenUnits };

    QWidget* buildForm();
    QWidget* buildResult();
    void noteChange();
    void start();
    void cancel();
    void finish(const core::Result<std::shared_ptr<const backend::UnitRegressionFit>>& result, const QString& name);
    void showFit();
    void showState();
    [[nodiscard]] QStringList ticked() const;
    [[nodiscard]] QString targetWord(std::size_t target) const;

    PageContext m_context;
    UnitRegressionSource m_source;
    std::vector<std::size_t> m_layerBegins;  ///< of each layer its first unit, and behind the last one their number
    quint64 m_job = 0;
    std::shared_ptr<const backend::UnitRegressionFit> m_fit;
    QString m_kept;

    QListWidget* m_targets = nullptr;
    QComboBox* m_among = nullptr;
    QComboBox* m_first = nullptr;
    QComboBox* m_last = nullptr;
    QSpinBox* m_count = nullptr;
    QLineEdit* m_name = nullptr;
    QLabel* m_problem = nullptr;
    QPushButton* m_fitButton = nullptr;
    QWidget* m_progressRow = nullptr;
    QProgressBar* m_progress = nullptr;
    QPushButton* m_cancel = nullptr;
    QWidget* m_result = nullptr;
    QLabel* m_sentence = nullptr;
    QLabel* m_warning = nullptr;
    QHBoxLayout* m_plotRow = nullptr;
    QList<widgets::ScatterView*> m_plots;
    TextTable* m_table = nullptr;
    QPushButton* m_open = nullptr;
};

}  // namespace prososcope::gui
