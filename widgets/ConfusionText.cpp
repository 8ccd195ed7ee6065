// SPDX-License-Identifier: GPL-3.0-or-later
// What ConfusionView says and how it fills its cells.
#include <algorithm>
#include <cmath>

#include "widgets/ConfusionView.h"
#include "widgets/DivergingMap.h"
#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

/// "+4.2", "-0.3", "0.0".
QString withSign(double value, int digits) {
    const QString size = QString::number(std::abs(value), 'f', digits);
    if (size.toDouble() == 0.0) return size;
    return (value > 0.0 ? QLatin1Char('+') : QLatin1Char('-')) + size;
}

std::size_t at(const analysis::ConfusionMatrix& matrix, int truth, int predicted) {
    return matrix.at(static_cast<std::size_t>(truth), static_cast<std::size_t>(predicted));
}

}  // namespace

double ConfusionView::shareOf(const analysis::ConfusionMatrix& matrix, int truth, int predicted) const {
    std::size_t whole = 0;
    if (m_show == Show::ColumnShares) {
        for (int other = 0; other < m_classes.size(); ++other) whole += at(matrix, other, predicted);
    } else {
        whole = matrix.rowSum(static_cast<std::size_t>(truth));
    }
    if (whole == 0) return std::nan("");
    return static_cast<double>(at(matrix, truth, predicted)) / static_cast<double>(whole);
}

long long ConfusionView::countOf(int truth, int predicted) const {
    const auto count = static_cast<long long>(at(m_matrix, truth, predicted));
    return isDifference() ? count - static_cast<long long>(at(m_other, truth, predicted)) : count;
}

QColor ConfusionView::cellFill(int truth, int predicted) const {
    const double share = shareOf(m_matrix, truth, predicted);
    if (isDifference()) return diverging((share - shareOf(m_other, truth, predicted)) / m_largest);
    return Theme::instance().sequential(std::isnan(share) ? 0.0 : share);
}

QString ConfusionView::countText(int truth, int predicted) const {
    const long long count = countOf(truth, predicted);
    return isDifference() && count > 0 ? QLatin1Char('+') + QString::number(count) : QString::number(count);
}

QString ConfusionView::shareText(int truth, int predicted, int digits) const {
    const double share = shareOf(m_matrix, truth, predicted);
    if (isDifference()) {
        const double off = share - shareOf(m_other, truth, predicted);
        return std::isnan(off) ? QStringLiteral("\u2013") : withSign(100.0 * off, digits);
    }
    return std::isnan(share) ? QStringLiteral("\u2013") : tr("%1 %").arg(100.0 * share, 0, 'f', digits);
}

QString ConfusionView::largeText(int truth, int predicted, int digits) const {
    return m_show == Show::Counts ? countText(truth, predicted) : shareText(truth, predicted, digits);
}

QString ConfusionView::smallText(int truth, int predicted, int digits) const {
    return m_show == Show::Counts ? shareText(truth, predicted, digits) : countText(truth, predicted);
}

QString ConfusionView::cellSentence(int truth, int predicted) const {
    if (truth < 0 || predicted < 0) return {};
    const QString said = Theme::emotionWord(m_classes.at(truth));
    const QString heard = Theme::emotionWord(m_classes.at(predicted));
    if (isDifference())
        return tr("%1 heard as %2: %3 in %4, %5 in %6 (%7 points).")
            .arg(said, heard, QString::number(at(m_matrix, truth, predicted)), m_firstName,
                 QString::number(at(m_other, truth, predicted)), m_secondName, shareText(truth, predicted));
    if (m_show == Show::ColumnShares) {
        std::size_t column = 0;
        for (int other = 0; other < m_classes.size(); ++other) column += at(m_matrix, other, predicted);
        return tr("%1 heard as %2: %3 of the %4 taken for %2 (%5).")
            .arg(said, heard, countText(truth, predicted), QString::number(column), shareText(truth, predicted));
    }
    const QString row = QString::number(m_matrix.rowSum(static_cast<std::size_t>(truth)));
    if (truth == predicted)
        return tr("%1 recognised as %1: %2 of %3 (%4).")
            .arg(said, countText(truth, predicted), row, shareText(truth, predicted));
    return tr("%1 heard as %2: %3 of %4 (%5).").arg(said, heard, countText(truth, predicted), row, shareText(truth, predicted));
}

QString ConfusionView::cellExplanation() const {
    if (isDifference())
        return m_show == Show::ColumnShares ? tr("Difference in counts, and in percentage points of the column.")
                                            : tr("Difference in counts, and in percentage points of the row.");
    return m_show == Show::ColumnShares ? tr("Count of utterances, and their share of the column (precision on the diagonal).")
                                        : tr("Count of utterances, and their share of the row (recall on the diagonal).");
}

QString ConfusionView::plotSummary() const {
    if (m_classes.isEmpty()) return m_sentence;
    QStringList sentences;
    if (m_truth >= 0) sentences << cellSentence(m_truth, m_predicted);
    sentences << (isDifference() ? tr("%1 less %2, %3 classes, %4 utterances, truth by row.")
                                       .arg(m_firstName, m_secondName)
                                       .arg(m_classes.size())
                                       .arg(m_matrix.total())
                                 : tr("%1 classes, %2 utterances, truth by row.").arg(m_classes.size()).arg(m_matrix.total()));
    for (int truth = 0; truth < m_classes.size(); ++truth) {
        sentences << cellSentence(truth, truth);
        int most = -1;
        for (int predicted = 0; predicted < m_classes.size(); ++predicted) {
            if (predicted == truth || countOf(truth, predicted) == 0) continue;
            if (most < 0 || std::abs(countOf(truth, predicted)) > std::abs(countOf(truth, most))) most = predicted;
        }
        if (most >= 0) sentences << cellSentence(truth, most);
    }
    return sentences.join(QLatin1Char(' '));
}

QString ConfusionView::tabSeparated() const {
    if (m_classes.isEmpty()) return {};
    QStringList lines{
        (QStringList{QStringLiteral("truth")} + m_classes + QStringList{QStringLiteral("n")}).join(QLatin1Char('\t'))};
    for (int truth = 0; truth < m_classes.size(); ++truth) {
        QStringList cells{m_classes.at(truth)};
        for (int predicted = 0; predicted < m_classes.size(); ++predicted) cells << largeText(truth, predicted);
        cells << QString::number(m_matrix.rowSum(static_cast<std::size_t>(truth)));
        lines << cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

}  // namespace prososcope::widgets
