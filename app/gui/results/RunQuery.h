// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include "engine/store/Workspace.h"

namespace prososcope::gui {

/// What stands in the filter of the runs: words with spaces between them, all of which must match. A word with a key and a
/// colon looks at one thing ("tag:baseline corpus:emodb state:finished system:svm"), any other word at all of them; what is in
/// double quotes is one word (system:"linear SVM"). A key that is not known makes a plain word; one without a value, as while
/// it is being typed, matches all. Upper and lower case are the same. A value.
class RunQuery {
public:
    RunQuery() = default;
    explicit RunQuery(const QString& text);

    [[nodiscard]] bool isEmpty() const { return m_terms.isEmpty(); }
    /// Whether a plain word is among them: then `searched` of `matches` is looked at.
    [[nodiscard]] bool hasPlainWords() const;
    /// searched: all texts of the run, case-folded.
    [[nodiscard]] bool matches(const store::RunRecord& run, const QString& searched) const;
    [[nodiscard]] static QStringList keys();  ///< "tag", "corpus", ...

private:
    struct Term {
        QString key;  ///< empty: a plain word
        QString value;
    };
    QList<Term> m_terms;
};

}  // namespace prososcope::gui
