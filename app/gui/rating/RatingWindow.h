// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QElapsedTimer>
#include <QTimer>

#include "app/gui/UtterancePlayer.h"
#include "app/gui/rating/RatingSource.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace prososcope::widgets {
class AffectPad;
}

namespace prososcope::gui {

/// One round of ratings: an utterance is played, a person says how it sounds, the next one is played. Classes are chosen by
/// the digits (then letters) before their names or by their buttons; valence and arousal are traced on a plane while the sound
/// plays, each point noted with the moment that was heard. Space plays again, Backspace goes back to what was rated before, S
/// leaves an utterance for later, Escape closes; every rating is stored at once. Neither names, labels nor predictions of the
/// utterances are shown. GUI thread.
class RatingWindow : public QDialog {
    Q_OBJECT
public:
    RatingWindow(const QString& workspaceFolder, store::RatingRound round, QWidget* parent = nullptr);

    [[nodiscard]] int rated() const { return m_rated; }
    [[nodiscard]] bool isFinished() const { return m_opened && m_current < 0; }
    [[nodiscard]] bool isIdle() const { return m_source.isIdle(); }
    /// Id of the utterance that is asked for; empty before the first and after the last one.
    [[nodiscard]] std::string current() const;
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] widgets::AffectPad* pad() const { return m_pad; }
    [[nodiscard]] const QList<QPushButton*>& classButtons() const { return m_classes; }

Q_SIGNALS:
    /// An utterance is asked for.
    void asked();
    /// All are rated.
    void finished();
    /// Something was stored.
    void stored();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    QWidget* buildClasses();
    QWidget* buildPad();
    void applyTheme();
    void begin();
    void ask(int index);
    void askNext();
    void play();
    void playEnded();
    void choose(int index);
    void sample();
    void keep(store::Rating rating);
    void goBack();
    void skip();
    void say(const QString& sentence, bool error);
    void showProgress();

    store::RatingRound m_round;
    RatingSource m_source;
    UtterancePlayer m_player;
    QTimer m_sampling;
    QElapsedTimer m_since;       ///< the sound's start
    std::vector<int> m_queue;    ///< places in the order that are still to be rated, the next one first
    std::vector<int> m_history;  ///< places rated in this window
    std::map<std::string, store::Rating> m_given;
    int m_current = -1;
    int m_rated = 0;
    int m_plays = 0;
    bool m_opened = false;
    bool m_moved = false;
    double m_firstMove = 0.0;
    std::vector<store::TracePoint> m_trace;

    QLabel* m_title = nullptr;
    QLabel* m_facts = nullptr;
    QLabel* m_say = nullptr;
    QProgressBar* m_progress = nullptr;
    widgets::AffectPad* m_pad = nullptr;
    QList<QPushButton*> m_classes;
    QPushButton* m_again = nullptr;
    QPushButton* m_back = nullptr;
    QPushButton* m_skip = nullptr;
    QPushButton* m_close = nullptr;
};

}  // namespace prososcope::gui
