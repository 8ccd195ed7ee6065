// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/RecognitionText.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

#include "widgets/Theme.h"

namespace prososcope::gui {

namespace {

struct RecognitionTextWords {
    Q_DECLARE_TR_FUNCTIONS(RecognisedUnits)
};

QString wordOf(const RecognisedUnits& units, std::size_t emotion) {
    const auto& classes = units.model.card.classes;
    return emotion < classes.size() ? widgets::Theme::emotionWord(QString::fromStdString(classes[emotion])) : QString();
}

QString fixedText(double value, int digits) { return QLocale().toString(value, 'f', digits); }

}  // namespace

QString voteText(const RecognisedUnits& units) {
    const auto& vote = units.heard.vote;
    const QString word = wordOf(units, vote.emotion);
    if (vote.silent() && vote.rule != phonetics::VoteRule::Order)
        return RecognitionTextWords::tr("%1, by all frames: no unit was heard", "emotion").arg(word);
    switch (vote.rule) {
        case phonetics::VoteRule::Majority:
            return RecognitionTextWords::tr("%1 by majority", "emotion").arg(word);
        case phonetics::VoteRule::Peak:
            return RecognitionTextWords::tr("%1, a tie broken by the units' posteriors", "emotion").arg(word);
        case phonetics::VoteRule::Marginal:
            return RecognitionTextWords::tr("%1, a tie broken by all frames", "emotion").arg(word);
        case phonetics::VoteRule::Order:
            break;
    }
    return RecognitionTextWords::tr("%1, a tie broken by the order of the classes", "emotion").arg(word);
}

QString softVoteText(const RecognisedUnits& units) {
    return RecognitionTextWords::tr("soft vote %1", "emotion").arg(wordOf(units, units.heard.vote.soft));
}

QString voteSentences(const RecognisedUnits& units) {
    const auto& vote = units.heard.vote;
    const auto shares = vote.softShares();
    QStringList parts;
    for (std::size_t i = 0; i < vote.counts.size(); ++i)
        parts << RecognitionTextWords::tr("%1 %2 (peaks %3, share of all frames %4)", "emotion, units")
                     .arg(wordOf(units, i))
                     .arg(vote.counts[i])
                     .arg(fixedText(vote.peaks[i], 2), fixedText(shares[i], 2));
    return RecognitionTextWords::tr("Vote of the units: %1. %2; %3.")
        .arg(parts.join(QStringLiteral(", ")), voteText(units), softVoteText(units));
}

QString recognitionTitle(const RecognisedUnits& units) {
    QStringList parts{RecognitionTextWords::tr("Recognised units, %1").arg(QString::fromStdString(units.model.card.name)),
                      voteText(units), softVoteText(units)};
    if (units.heard.pieces > 1) parts << RecognitionTextWords::tr("heard in %1 pieces").arg(units.heard.pieces);
    return parts.join(QStringLiteral(" \u00b7 "));
}

QString heardUnitName(const widgets::HeardUnit& unit) {
    if (unit.emotion.isEmpty()) return unit.unit;
    return RecognitionTextWords::tr("%1 %2", "unit and its emotion").arg(unit.unit, widgets::Theme::emotionWord(unit.emotion));
}

QString heardUnitText(const widgets::HeardUnit& unit) {
    return RecognitionTextWords::tr("%1, %2 \u2013 %3 s, posterior %4", "unit")
        .arg(heardUnitName(unit), fixedText(unit.startSeconds, 2), fixedText(unit.endSeconds, 2), fixedText(unit.posterior, 2));
}

QList<widgets::HeardUnit> shownUnits(const RecognisedUnits& units) {
    QList<widgets::HeardUnit> shown;
    for (const auto& unit : units.heard.units)
        shown.append({QString::fromStdString(unit.unit), QString::fromStdString(unit.emotion), unit.startSeconds,
                      unit.endSeconds, unit.peak});
    return shown;
}

QList<widgets::EmotionCount> shownCounts(const RecognisedUnits& units) {
    QList<widgets::EmotionCount> counts;
    const auto& vote = units.heard.vote;
    const auto& classes = units.model.card.classes;
    for (std::size_t i = 0; i < std::min(classes.size(), vote.counts.size()); ++i)
        counts.append({QString::fromStdString(classes[i]), static_cast<qsizetype>(vote.counts[i]), i == vote.emotion});
    return counts;
}

}  // namespace prososcope::gui
