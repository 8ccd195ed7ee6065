// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/DialogueModel.h"

#include <QIcon>
#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/analysis/DialogueAttention.h"
#include "widgets/ScoreText.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::scoreText;
using widgets::Theme;

namespace {

constexpr double kSecondsOfMinute = 60.0;

QString dialogueTime(double seconds) {
    const int minutes = static_cast<int>(seconds / kSecondsOfMinute);
    return QStringLiteral("%1:%2").arg(minutes).arg(seconds - minutes * kSecondsOfMinute, 4, 'f', 1, QLatin1Char('0'));
}

QString contextSign(DialogueModel::Context context) {
    switch (context) {
        case DialogueModel::Context::Previous:
            return QStringLiteral("\u25c0 ");
        case DialogueModel::Context::Interlocutor:
            return QStringLiteral("\u25c1 ");
        default:
            return {};
    }
}

/// "most, .12, from 40 to 45 %; .05 .03 ..."
QString sharesText(const std::vector<float>& shares) {
    const auto most = std::max_element(shares.begin(), shares.end());
    const auto percent = [&](std::ptrdiff_t part) {
        return QString::number(100 * part / static_cast<std::ptrdiff_t>(shares.size()));
    };
    const auto place = most - shares.begin();
    QStringList all;
    for (const float share : shares) all << scoreText(share, 2);
    return DialogueModel::tr("most, %1, from %2 to %3 % of the turn; from beginning to end %4")
        .arg(scoreText(*most, 2), percent(place), percent(place + 1), all.join(QLatin1Char(' ')));
}

QString turnText(const std::string& text) { return QString::fromStdString(text); }

}  // namespace

void DialogueModel::setDialogue(report::Dialogue dialogue, const QStringList& classes) {
    beginResetModel();
    m_dialogue = std::move(dialogue);
    m_classes = classes;
    m_chosen = -1;
    m_playing = -1;
    m_largest = 0.0F;
    for (const auto& turn : m_dialogue.turns) {
        for (const auto* shares : {&turn.whenJudged, &turn.asPrevious, &turn.asInterlocutor})
            for (const float share : *shares) m_largest = std::max(m_largest, share);
    }
    endResetModel();
}

int DialogueModel::rowOf(const std::string& turn) const {
    const auto found = std::ranges::find(m_dialogue.turns, turn, &report::DialogueTurn::id);
    return found == m_dialogue.turns.end() ? -1 : static_cast<int>(found - m_dialogue.turns.begin());
}

void DialogueModel::setChosen(int row) {
    if (row == m_chosen) return;
    m_chosen = row;
    if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void DialogueModel::setPlaying(int row) {
    if (row == m_playing) return;
    m_playing = row;
    if (rowCount() > 0) Q_EMIT dataChanged(index(0, Time), index(rowCount() - 1, Time));
}

DialogueModel::Context DialogueModel::context(int row) const {
    if (m_chosen < 0 || m_chosen >= rowCount()) return Context::None;
    const auto& id = turn(row).id;
    if (id == turn(m_chosen).previous) return Context::Previous;
    return id == turn(m_chosen).interlocutor ? Context::Interlocutor : Context::None;
}

int DialogueModel::speakerPlace(int row) const {
    return !m_dialogue.speakers.empty() && turn(row).speaker == m_dialogue.speakers.front() ? 0 : 1;
}

const std::vector<float>& DialogueModel::shares(int row, int column) const {
    static const std::vector<float> kNone;
    switch (column) {
        case Judged:
            return turn(row).whenJudged;
        case AsPrevious:
            return turn(row).asPrevious;
        case AsInterlocutor:
            return turn(row).asInterlocutor;
        default:
            return kNone;
    }
}

bool DialogueModel::isWrong(int row) const { return turn(row).predicted >= 0 && turn(row).predicted != turn(row).truth; }

QString DialogueModel::classWord(int index) const { return Theme::emotionWord(m_classes.value(index)); }

QString DialogueModel::heardText(const report::DialogueTurn& turn) const {
    if (turn.predicted < 0) return {};
    const auto place = static_cast<std::size_t>(turn.predicted);
    if (place >= turn.posteriors.size()) return classWord(turn.predicted);
    return tr("%1 %2", "an emotion and its posterior").arg(classWord(turn.predicted), scoreText(turn.posteriors[place], 2));
}

QString DialogueModel::text(int row, int column) const {
    const auto& turn = this->turn(row);
    switch (column) {
        case Time:
            return contextSign(context(row)) +
                   (turn.beginSeconds ? dialogueTime(*turn.beginSeconds) : QString::number(row + 1));
        case Speaker:
            return turnText(turn.speaker);
        case Said:
            return turnText(turn.transcript);
        case Label:
            return turn.label.empty() ? QString() : Theme::emotionWord(turnText(turn.label));
        case Heard:
            return (isWrong(row) ? QStringLiteral("\u00d7 ") : QString()) + heardText(turn);
        default:
            return {};
    }
}

QString DialogueModel::spoken(int row, int column) const {
    const auto& turn = this->turn(row);
    switch (column) {
        case Time: {
            QStringList parts{turn.beginSeconds ? tr("begins at %1").arg(dialogueTime(*turn.beginSeconds))
                                                : tr("turn %1").arg(row + 1)};
            if (context(row) == Context::Previous) parts << tr("the speaker's turn before the chosen one");
            if (context(row) == Context::Interlocutor) parts << tr("the interlocutor's turn before the chosen one");
            if (row == m_playing) parts << tr("plays");
            return parts.join(QStringLiteral(", "));
        }
        case Speaker:
            return speakerPlace(row) == 0 ? tr("%1, who speaks first").arg(turnText(turn.speaker))
                                          : tr("%1, the other speaker").arg(turnText(turn.speaker));
        case Label:
            return turn.label.empty() ? tr("no label") : tr("labelled %1").arg(text(row, column));
        case Heard:
            if (turn.predicted < 0) return tr("not judged by this run");
            return isWrong(row) ? tr("heard as %1, wrong: it is %2").arg(heardText(turn), classWord(turn.truth))
                                : tr("heard as %1, right").arg(heardText(turn));
        case Judged:
            return turn.whenJudged.empty() ? tr("no attention of its own")
                                           : tr("attention when it was judged: %1").arg(sharesText(turn.whenJudged));
        case AsPrevious:
            return turn.asPrevious.empty() ? tr("context of no later turn of its speaker")
                                           : tr("attention as its speaker's turn before: %1").arg(sharesText(turn.asPrevious));
        case AsInterlocutor:
            return turn.asInterlocutor.empty()
                       ? tr("context of no turn of the interlocutor")
                       : tr("attention as the interlocutor's turn before: %1").arg(sharesText(turn.asInterlocutor));
        default:
            return text(row, column);
    }
}

QString DialogueModel::explanation(int row) const {
    const auto& turn = this->turn(row);
    QStringList parts{turn.transcript.empty()
                          ? tr("%1, without a transcript.").arg(turnText(turn.id))
                          : tr("%1: %2", "a turn and what was said").arg(turnText(turn.id), turnText(turn.transcript))};
    QString judged = tr("%1, %2.", "label, then what was heard").arg(spoken(row, Label), spoken(row, Heard));
    judged[0] = judged[0].toUpper();
    parts << judged;
    QStringList context;
    if (!turn.previous.empty())
        context << contextSign(Context::Previous) + tr("%1 of the same speaker").arg(turnText(turn.previous));
    if (!turn.interlocutor.empty())
        context << contextSign(Context::Interlocutor) + tr("%1 of the interlocutor").arg(turnText(turn.interlocutor));
    if (!context.isEmpty()) parts << tr("Judged with %1.").arg(context.join(QStringLiteral(", ")));
    return parts.join(QLatin1Char('\n'));
}

int DialogueModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_dialogue.turns.size());
}

int DialogueModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant DialogueModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const auto& turn = this->turn(index.row());
    switch (role) {
        case Qt::DisplayRole:
            return text(index.row(), index.column());
        case Qt::AccessibleTextRole:
            return spoken(index.row(), index.column());
        case Qt::ToolTipRole:
            return index.column() == Said ? turnText(turn.transcript) : spoken(index.row(), index.column());
        case Qt::DecorationRole:
            if (index.column() == Time && index.row() == m_playing) return Theme::instance().icon(QStringLiteral("play"));
            if (index.column() == Label && !turn.label.empty()) return Theme::instance().emotionIcon(turnText(turn.label));
            if (index.column() == Heard && turn.predicted >= 0)
                return Theme::instance().emotionIcon(m_classes.value(turn.predicted));
            return {};
        case Qt::ForegroundRole:
            return Theme::instance().color(index.column() == Heard && isWrong(index.row()) ? Ink::Error
                                           : index.column() == Time                        ? Ink::Muted
                                                                                           : Ink::Text);
        default:
            return {};
    }
}

QVariant DialogueModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::DisplayRole) {
        const QStringList names{tr("Time"),  tr("Speaker"), tr("Said"),        tr("Label"),
                                tr("Heard"), tr("Judged"),  tr("As previous"), tr("As interlocutor")};
        return names.value(section);
    }
    if (role != Qt::ToolTipRole) return {};
    switch (section) {
        case Judged:
            return tr("Where the network listened in the turn when it judged it: its %1 equal parts, taller for more "
                      "attention. "
                      "The largest share of the dialogue has the full height.")
                .arg(analysis::kAttentionParts);
        case AsPrevious:
            return tr("Where it listened in the turn when it judged the next turn of the same speaker.");
        case AsInterlocutor:
            return tr("Where it listened in the turn when it judged the answers of the interlocutor, on average.");
        case Heard:
            return tr("The emotion predicted and its posterior; \u00d7 where it is not the label.");
        default:
            return {};
    }
}

}  // namespace prososcope::gui
