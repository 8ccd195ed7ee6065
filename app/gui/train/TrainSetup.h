// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "app/gui/train/RunControls.h"
#include "app/gui/train/TrainData.h"
#include "engine/backend/TorchBackend.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTimer;
class QToolButton;
class QVBoxLayout;

namespace prososcope::gui {

class ExperimentForm;

/// The right panel of Train: what is trained on what, where and how much of it, above the controls of the run. Holds the
/// choices and says when they change; the page acts. The text of the experiment is what counts; all else here shows it or
/// changes one key of it. GUI thread.
class TrainSetup : public QWidget {
    Q_OBJECT
public:
    explicit TrainSetup(QWidget* parent = nullptr);

    void setChoices(const TrainChoices& choices);  ///< keeps what is chosen where it is still there
    void setDevices(const std::vector<backend::Device>& devices);
    void setCommand(const QString& command);
    void setRuns(const experiment::ExperimentGroup* group);  ///< of a file that describes several; null: none
    [[nodiscard]] RunControls& controls() { return *m_controls; }

    [[nodiscard]] QString corpus() const;
    void chooseCorpus(const QString& name);
    [[nodiscard]] std::filesystem::path experimentFile() const;
    bool chooseExperiment(const QString& name);     ///< by name or title, own ones by their file; false where there is none
    [[nodiscard]] QString experiment() const;       ///< as chooseExperiment takes it
    [[nodiscard]] QString experimentTitle() const;  ///< as it is listed
    [[nodiscard]] bool canStart() const;            ///< a corpus and an experiment are chosen
    [[nodiscard]] QString toml() const;             ///< as edited
    [[nodiscard]] bool isEdited() const;
    [[nodiscard]] QString device() const;  ///< "auto", "cpu", "cuda"
    [[nodiscard]] std::vector<int> onlyFolds() const;
    void chooseOneFold();
    void focusBrowse();
    void setNotifies(bool on);  ///< whether the desktop is told of the end of a training

Q_SIGNALS:
    void choicesChanged();
    void notifiesChanged(bool on);
    void importRequested();
    void browseRequested();
    void getEmoDbRequested();

private:
    void experimentChosen();
    void showForm();
    void changeKey(const QString& path, const QString& value);
    void applyTheme();

    bool m_filling = false;
    std::vector<ExperimentFile> m_experiments;
    RunControls* m_controls = nullptr;
    QComboBox* m_corpus = nullptr;
    QComboBox* m_experiment = nullptr;
    ExperimentForm* m_form = nullptr;
    QLabel* m_aboutUnits = nullptr;
    QToolButton* m_runs = nullptr;
    QLabel* m_runList = nullptr;
    QComboBox* m_device = nullptr;
    QComboBox* m_folds = nullptr;
    QCheckBox* m_notify = nullptr;
    QPushButton* m_browse = nullptr;
    QPushButton* m_import = nullptr;
    QPushButton* m_emoDb = nullptr;
    QToolButton* m_advanced = nullptr;
    QToolButton* m_showCommand = nullptr;
    QPlainTextEdit* m_toml = nullptr;
    QPlainTextEdit* m_command = nullptr;
    QTimer* m_typing = nullptr;
};

}  // namespace prososcope::gui
