// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

#include "app/gui/train/TrainData.h"
#include "engine/backend/TorchBackend.h"

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QTimer;
class QToolButton;
class QVBoxLayout;

namespace prososcope::gui {

class FeatureSetBox;

/// The right panel of Train: what is trained on what, where and how much of it; start, cancel, resume; how far it is and what
/// came out. Holds the choices and says when they change; the page acts. GUI thread.
class TrainSetup : public QScrollArea {
    Q_OBJECT
public:
    enum class State { Idle, Running, Cancelling, Done };

    explicit TrainSetup(QWidget* parent = nullptr);

    void setChoices(const TrainChoices& choices);  ///< keeps what is chosen where it is still there
    void setDevices(const std::vector<backend::Device>& devices);
    void setState(State state);
    [[nodiscard]] State state() const { return m_state; }
    /// The sentence above Start: why it cannot start (problem), or nothing.
    void setProblem(const QString& sentence);
    void setCommand(const QString& command);
    void setProgress(double fraction, const QString& text);
    void setOutcome(const QString& sentence, bool error, bool withResults);

    [[nodiscard]] QString corpus() const;
    void chooseCorpus(const QString& name);
    [[nodiscard]] std::filesystem::path experimentFile() const;
    void chooseExperiment(const QString& name);
    [[nodiscard]] QString toml() const;  ///< as edited
    [[nodiscard]] bool isEdited() const;
    [[nodiscard]] QString device() const;  ///< "auto", "cpu", "cuda:0"
    [[nodiscard]] std::vector<int> onlyFolds() const;
    void chooseOneFold();
    void focusBrowse();
    [[nodiscard]] QString problem() const;
    [[nodiscard]] QString outcome() const;

Q_SIGNALS:
    void choicesChanged();
    void startRequested();
    void cancelRequested();
    void resumeRequested(qint64 run);
    void importRequested();
    void browseRequested();
    void getEmoDbRequested();
    void showResultsRequested();

private:
    void addSection(QVBoxLayout* layout, const QString& text, QWidget* control);
    void experimentChosen();
    void showFeatures();
    void featuresChosen();
    void applyTheme();
    void refresh();

    State m_state = State::Idle;
    bool m_filling = false;
    bool m_ownsFocus = false;  // one of Start, Cancel, Resume has the focus, or had it until it went
    std::vector<ExperimentFile> m_experiments;
    QComboBox* m_corpus = nullptr;
    QComboBox* m_experiment = nullptr;
    FeatureSetBox* m_features = nullptr;
    QLabel* m_aboutFeatures = nullptr;
    QComboBox* m_device = nullptr;
    QComboBox* m_folds = nullptr;
    QComboBox* m_resumable = nullptr;
    QPushButton* m_browse = nullptr;
    QPushButton* m_import = nullptr;
    QPushButton* m_emoDb = nullptr;
    QPushButton* m_start = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_resume = nullptr;
    QPushButton* m_showResults = nullptr;
    QToolButton* m_advanced = nullptr;
    QToolButton* m_showCommand = nullptr;
    QPlainTextEdit* m_toml = nullptr;
    QPlainTextEdit* m_command = nullptr;
    QProgressBar* m_bar = nullptr;
    QLabel* m_progress = nullptr;
    QLabel* m_problem = nullptr;
    QLabel* m_outcome = nullptr;
    QWidget* m_resumeArea = nullptr;
    QTimer* m_typing = nullptr;
};

}  // namespace prososcope::gui
