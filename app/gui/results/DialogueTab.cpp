// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/DialogueTab.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <initializer_list>
#include <utility>

#include "app/gui/PageParts.h"
#include "app/gui/results/DialogueTable.h"
#include "app/gui/results/RunText.h"
#include "widgets/Style.h"

namespace prososcope::gui {

namespace {

QString dialogueText(const report::Dialogue& dialogue) {
    return DialogueTab::tr("%1: %2 of %3 judged turns right")
        .arg(QString::fromStdString(dialogue.name))
        .arg(dialogue.right())
        .arg(dialogue.judged());
}

QPushButton* turnButton(const QString& text, const char* name, const QString& tip, QWidget* parent) {
    auto* button = new QPushButton(text, parent);
    button->setObjectName(QLatin1String(name));
    button->setToolTip(tip);
    button->setAutoDefault(false);
    widgets::setCompact(button);
    return button;
}

}  // namespace

DialogueTab::DialogueTab(QWidget* parent) : ResultTab(parent) {
    m_box = new QComboBox(this);
    m_box->setObjectName(QStringLiteral("dialogue"));
    m_box->setAccessibleName(tr("Dialogue"));
    m_box->setToolTip(tr("The dialogues of which the run has judged turns, by session and name"));
    m_box->setMinimumContentsLength(36);
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    widgets::setCompact(m_box);
    m_play = turnButton(tr("Play turn"), "playTurn", tr("Plays the chosen turn, or stops it (Space)"), this);
    m_open = turnButton(tr("Open in Inspect"), "openTurn", tr("Shows the chosen turn in its recording (Return)"), this);
    m_note = new QLabel(this);
    m_note->setObjectName(QStringLiteral("dialogueNote"));
    m_note->setWordWrap(true);
    m_table = new DialogueTable(this);
    m_table->setObjectName(QStringLiteral("turns"));
    m_table->setAccessibleName(tr("Turns of the dialogue"));
    m_table->setToolTip(
        tr("Both speakers' turns in their order. The chosen one's context is marked: \u25c0 the turn before of "
           "the same speaker, \u25c1 that of the interlocutor. Ctrl+C copies."));
    m_detail = new QLabel(this);
    m_detail->setObjectName(QStringLiteral("turnDetail"));
    m_detail->setToolTip(tr("The chosen turn, and the turns that it was judged with"));
    m_detail->setTextFormat(Qt::PlainText);
    m_detail->setWordWrap(true);
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(headingLabel(tr("Dialogue"), this));
    row->addWidget(m_box, 1);
    row->addStretch(1);
    row->addWidget(m_play);
    row->addWidget(m_open);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 16, 24, 12);
    layout->setSpacing(8);
    layout->addLayout(row);
    layout->addWidget(m_note);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_detail);
    connect(m_box, &QComboBox::currentIndexChanged, this, &DialogueTab::showDialogue);
    connect(m_table, &DialogueTable::turnChosen, this, &DialogueTab::showTurn);
    connect(m_table, &DialogueTable::playRequested, this,
            [this](int turn) { withPrediction(turn, &DialogueTab::playRequested); });
    connect(m_table, &DialogueTable::openRequested, this,
            [this](int turn) { withPrediction(turn, &DialogueTab::openRequested); });
    connect(m_table, &DialogueTable::stopRequested, this, &DialogueTab::stopRequested);
    connect(m_table, &DialogueTable::left, this, [this] { m_box->setFocus(Qt::OtherFocusReason); });
    connect(m_play, &QPushButton::clicked, m_table, &DialogueTable::playCurrent);
    connect(m_open, &QPushButton::clicked, m_table, &DialogueTable::openCurrent);
    setRun(nullptr);
}

void DialogueTab::setRun(const std::shared_ptr<const RunData>& run) {
    const bool same = run != nullptr && m_data != nullptr && run->run.id == m_data->run.id;
    if (!same) {
        m_wantedDialogue.clear();
        m_wantedTurn.clear();
    } else if (m_table->currentIndex().isValid()) {
        m_wantedDialogue = chosenDialogue();
        m_wantedTurn = m_table->turns()->turn(m_table->currentIndex().row()).id;
    }
    m_data = run;
    m_predictions.clear();
    if (run != nullptr) {
        for (std::size_t i = 0; i < run->predictions.size(); ++i) m_predictions.emplace(run->predictions[i].utterance, i);
    }
    setDialogues({});
    m_waiting = run != nullptr && run->dialogues;
    m_note->setText(m_waiting ? tr("The dialogues are being read...") : tr("This run's corpus names no dialogues."));
}

void DialogueTab::setProblem(const QString& sentence) {
    setDialogues({});
    m_note->setText(sentence);
}

void DialogueTab::setDialogues(std::vector<report::Dialogue> dialogues) {
    m_waiting = false;
    m_dialogues = std::move(dialogues);
    const bool any = !m_dialogues.empty();
    m_note->setText(any ? QString() : tr("This run has judged no turn of a dialogue."));
    m_note->setVisible(!any);
    for (QWidget* part : std::initializer_list<QWidget*>{m_box, m_play, m_open}) part->setEnabled(any);
    int wanted = 0;
    {
        const QSignalBlocker blocker(m_box);
        m_box->clear();
        for (std::size_t i = 0; i < m_dialogues.size(); ++i) {
            const auto name = QString::fromStdString(m_dialogues[i].name);
            m_box->addItem(dialogueText(m_dialogues[i]), name);
            m_box->setItemData(static_cast<int>(i), tr("session %1").arg(QString::fromStdString(m_dialogues[i].session)),
                               Qt::ToolTipRole);
            if (name == m_wantedDialogue) wanted = static_cast<int>(i);
        }
        if (any) m_box->setCurrentIndex(wanted);
    }
    showDialogue(any ? wanted : -1);
}

QString DialogueTab::chosenDialogue() const { return m_box->currentData().toString(); }

QString DialogueTab::detail() const { return m_detail->text(); }

void DialogueTab::showDialogue(int place) {
    const bool there = place >= 0 && place < static_cast<int>(m_dialogues.size());
    m_table->turns()->setDialogue(there ? m_dialogues[static_cast<std::size_t>(place)] : report::Dialogue{},
                                  m_data != nullptr ? classNames(m_data->run) : QStringList());
    m_detail->clear();
    if (!there) return;
    const int row = std::max(0, m_table->turns()->rowOf(m_wantedTurn));
    m_wantedTurn.clear();
    m_table->setCurrentIndex(m_table->turns()->index(row, 0));
}

void DialogueTab::showTurn(int row) {
    if (row < 0) {
        m_detail->clear();
        return;
    }
    m_detail->setText(m_table->turns()->explanation(row));
    if (isHidden()) return;
    Q_EMIT statusChanged(QString::fromStdString(m_table->turns()->turn(row).id));
    listTurn(row);
}

void DialogueTab::listTurn(int row) {
    const auto& turn = m_table->turns()->turn(row);
    WantedList wanted{tr("%1 and its context").arg(QString::fromStdString(turn.id)), {}, m_table, false};
    for (const auto* id : {&turn.id, &turn.previous, &turn.interlocutor}) {
        if (const auto found = m_predictions.find(*id); found != m_predictions.end())
            wanted.predictions.push_back(found->second);
    }
    Q_EMIT listRequested(wanted);
}

void DialogueTab::listCurrent() {
    if (m_table->currentIndex().isValid()) listTurn(m_table->currentIndex().row());
}

void DialogueTab::withPrediction(int row, void (DialogueTab::*use)(qsizetype)) {
    const auto& turn = m_table->turns()->turn(row);
    const auto found = m_predictions.find(turn.id);
    if (found != m_predictions.end())
        (this->*use)(static_cast<qsizetype>(found->second));
    else
        Q_EMIT statusChanged(
            tr("%1 was not judged by this run, which does not know its audio.").arg(QString::fromStdString(turn.id)));
}

void DialogueTab::setPlaying(std::optional<std::size_t> prediction) {
    m_table->turns()->setPlaying(
        prediction && m_data != nullptr ? m_table->turns()->rowOf(m_data->predictions[*prediction].utterance) : -1);
}

QString DialogueTab::sentence() const {
    const int place = m_box->currentIndex();
    if (m_data == nullptr || place < 0 || place >= static_cast<int>(m_dialogues.size())) return {};
    return tr("%1, %2", "a dialogue's score and how it was measured")
        .arg(dialogueText(m_dialogues[static_cast<std::size_t>(place)]), protocolText(m_data->run));
}

}  // namespace prososcope::gui
