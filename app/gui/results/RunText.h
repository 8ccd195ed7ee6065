// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

#include "engine/store/Workspace.h"

namespace prososcope::gui {

/// How Results writes a run, in one place for table, details, sentence and tests. All pure functions.
[[nodiscard]] QString uarText(const store::RunRecord& run);            ///< ".868 (.82-.91)", a dash without a score
[[nodiscard]] QString cccText(const store::RunRecord& run);            ///< the same of CCC
[[nodiscard]] QString tagsText(const std::vector<std::string>& tags);  ///< "baseline, paper"
/// How training and test are separated, or why they are not.
[[nodiscard]] QString separationText(const store::RunRecord& run);
[[nodiscard]] QString protocolText(const store::RunRecord& run);  ///< "leave one speaker out", "speaker-dependent"
[[nodiscard]] QString genderWord(const QString& gender);          ///< "Female", "Male" or as it is
/// "happy heard as angry: 19"
[[nodiscard]] QString cellTitle(const store::RunRecord& run, int truth, int predicted, std::size_t count);
[[nodiscard]] QString stateText(const store::RunRecord& run);                  ///< "finished", "example run"
[[nodiscard]] QString whenText(const std::string& utc, const QDateTime& now);  ///< "today 10:41", "yesterday", "3 Oct 2026"
/// "UAR .742 [.70, .78], 10 speakers, leave one speaker out, 1 seed"
[[nodiscard]] QString runSentence(const store::RunRecord& run);

/// A line of the run's details.
struct RunFact {
    QString label;
    QString value;
    QString explanation;    ///< tooltip: definition, settings and method
    bool alarming = false;  ///< shown in the error colour
};
[[nodiscard]] QList<RunFact> runFacts(const store::RunRecord& run);

[[nodiscard]] QString uarExplanation();
[[nodiscard]] QString cccExplanation();

}  // namespace prososcope::gui
