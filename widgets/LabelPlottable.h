// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include "widgets/PanePlottable.h"

namespace prososcope::widgets {

/// One labelled stretch of a recording in a corpus.
struct CorpusLabel {
    double startSeconds = 0.0;
    double endSeconds = 0.0;
    QString emotion;  ///< the program's own word ("angry"), or the corpus's
    QString corpus;
    QString speaker;  ///< may be empty
    bool operator==(const CorpusLabel&) const = default;
};

/// The labels of a corpus as a band over time, each in the colour of its class with symbol and word. Labels that overlap (of
/// several corpora) stand one above another. Draws only; owned by the plot. GUI thread.
class LabelPlottable : public PanePlottable {
    Q_OBJECT
public:
    LabelPlottable(QCPAxis* time, QCPAxis* value);

    void setLabels(const QList<CorpusLabel>& labels);
    [[nodiscard]] const QList<CorpusLabel>& labels() const { return m_labels; }
    /// The row of each label, 0 at the top, so that none covers another.
    [[nodiscard]] const QList<int>& rows() const { return m_rows; }

protected:
    void draw(QCPPainter* painter) override;

private:
    QList<CorpusLabel> m_labels;
    QList<int> m_rows;
    int m_rowCount = 1;
};

}  // namespace prososcope::widgets
