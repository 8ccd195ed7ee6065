// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>
#include <functional>
#include <string>
#include <vector>

#include "engine/experiment/TextKeys.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QVBoxLayout;
class QFormLayout;

namespace prososcope::gui {

class FeatureSetBox;

/// The usual keys of an experiment as controls. It shows what a text says, absent keys by their defaults, and says which one
/// key is to be given which value; the text itself belongs to the caller. What means nothing for the chosen model or protocol
/// is hidden, what [sweep] lists too. GUI thread.
class ExperimentForm : public QWidget {
    Q_OBJECT
public:
    explicit ExperimentForm(QWidget* parent = nullptr);

    void showText(const QString& toml);
    void applyTheme();

Q_SIGNALS:
    /// `value` as TOML; empty: the key goes.
    void keyChosen(const QString& path, const QString& value);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    using Use = std::function<bool()>;
    /// A heading with rows below it; hidden where none of them is used.
    struct Part {
        QWidget* heading;
        QWidget* body;
        QFormLayout* rows;
        bool collapsible;
    };
    struct Field {
        std::size_t part;
        std::string path;
        QWidget* control;
        Use isUsed;
        std::function<void()> read;
    };
    void addPart(const QString& heading, const char* name, bool collapsible);
    void addRow(const QString& words, const char* path, QWidget* control, Use isUsed, std::function<void()> read);
    QComboBox* addChoice(const QString& words, const char* path, Use isUsed);
    void addWhole(const QString& words, const char* path, int standard, int lowest, int highest, Use isUsed);
    void addNumbers(const QString& words, const char* path, const QString& example, Use isUsed);
    void alignLabels();
    void buildSystem();
    void buildTraining();
    void buildFolds();
    void buildCopies();
    void buildRuns();
    void readSeeds();
    void writeSeeds();
    void showFeatures();
    void showMembers();
    void choose(const std::string& path, const std::string& value);
    /// Whether the system learns from one row an utterance, without epochs (experiment::learnsFromRows of the text).
    [[nodiscard]] bool learnsFromRows() const;

    experiment::TextKeys m_keys{""};
    std::string m_model;
    std::string m_protocol;
    bool m_filling = false;
    std::vector<Field> m_fields;
    std::vector<Part> m_parts;
    FeatureSetBox* m_features = nullptr;
    QLineEdit* m_start = nullptr;  ///< the model of a fine-tuning
    QLabel* m_aboutFeatures = nullptr;
    QLabel* m_speakerNote = nullptr;
    QLabel* m_members = nullptr;
    QLineEdit* m_rate = nullptr;
    QLineEdit* m_seeds = nullptr;
};

}  // namespace prososcope::gui
