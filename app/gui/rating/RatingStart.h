// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "app/gui/Loader.h"
#include "engine/store/RatingRounds.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace prososcope::gui {

/// Asks who rates a corpus and how: classes of one's own choosing, or traces of valence and arousal; or which earlier round is
/// to go on. Opens the RatingWindow. GUI thread.
class RatingStart : public QDialog {
    Q_OBJECT
public:
    RatingStart(const QString& workspaceFolder, const QString& corpus, const QStringList& classes, QWidget* parent = nullptr);

    [[nodiscard]] QComboBox* rounds() const { return m_rounds; }
    [[nodiscard]] QLineEdit* rater() const { return m_rater; }
    [[nodiscard]] QLineEdit* classes() const { return m_classes; }
    [[nodiscard]] QRadioButton* traces() const { return m_traces; }
    [[nodiscard]] QPushButton* startButton() const { return m_start; }
    [[nodiscard]] QString problem() const;
    [[nodiscard]] bool isIdle() const { return m_loader.isIdle(); }

Q_SIGNALS:
    /// A window for the round was opened; `window` deletes itself.
    void started(QWidget* window);

private:
    void showRounds(std::vector<store::RatingRound> rounds);
    void chooseRound();
    void start();
    void openRound(const store::RatingRound& round);

    QString m_folder;
    QString m_corpus;
    std::vector<store::RatingRound> m_known;
    QComboBox* m_rounds;
    QLineEdit* m_rater;
    QRadioButton* m_byClass;
    QRadioButton* m_traces;
    QLineEdit* m_classes;
    QLabel* m_problem;
    QPushButton* m_start;
    Loader m_loader;
};

}  // namespace prososcope::gui
