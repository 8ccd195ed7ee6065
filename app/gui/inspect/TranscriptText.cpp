// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/TranscriptText.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include "widgets/TimeTicks.h"

namespace prososcope::gui {

namespace {

struct TranscriptWords {
    Q_DECLARE_TR_FUNCTIONS(WrittenTranscript)
};

}  // namespace

QString transcriptTitle(const WrittenTranscript& transcript) {
    const auto& found = transcript.found;
    QStringList parts{
        TranscriptWords::tr("Transcript, %1", "a recogniser").arg(QString::fromStdString(transcript.model.card.name))};
    parts << (found.basis == backend::AlignmentBasis::Attention ? TranscriptWords::tr("where it looked")
                                                                : TranscriptWords::tr("its best frames"));
    if (!transcript.stretch.isWhole())
        parts << TranscriptWords::tr("%1 to %2")
                     .arg(widgets::positionText(found.startSeconds), widgets::positionText(found.endSeconds));
    if (found.characters.empty()) parts << TranscriptWords::tr("nothing was recognised");
    return parts.join(QStringLiteral(" \u00b7 "));
}

QString transcriptSentence(const WrittenTranscript& transcript) {
    const bool attention = transcript.found.basis == backend::AlignmentBasis::Attention;
    const QString sentence = attention
                                 ? TranscriptWords::tr(
                                       "Transcript: characters that the recogniser %1 wrote down, from above, each with where "
                                       "it looked (attention, every %2 ms; no forced alignment).")
                                 : TranscriptWords::tr(
                                       "Transcript: characters that the recogniser %1 wrote down, from above, each with its "
                                       "share of the posterior in its frames of the best path (every %2 ms; no forced "
                                       "alignment).");
    return sentence.arg(QString::fromStdString(transcript.model.card.name),
                        QLocale().toString(1000.0 * transcript.found.hopSeconds, 'g', 3));
}

}  // namespace prososcope::gui
