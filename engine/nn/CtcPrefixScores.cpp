// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/CtcPrefixScores.h"

#include <cmath>

#include "engine/nn/LogSum.h"

namespace prososcope::nn {

CtcPrefixScores::CtcPrefixScores(const LogPosteriors& posteriors) : m_posteriors(posteriors) {}

double CtcPrefixScores::logOf(std::size_t frame, int symbol) const {
    const float value = m_posteriors.at(frame, symbol);
    return std::isnan(value) ? kImpossible : static_cast<double>(value);
}

CtcPrefixScores::Prefix CtcPrefixScores::empty() const {
    Prefix prefix;
    prefix.symbolEnd.assign(m_posteriors.frames() + 1, kImpossible);
    prefix.blankEnd.assign(m_posteriors.frames() + 1, 0.0);
    for (std::size_t t = 0; t < m_posteriors.frames(); ++t)
        prefix.blankEnd[t + 1] = prefix.blankEnd[t] + logOf(t, m_posteriors.blank());
    return prefix;
}

std::vector<double> CtcPrefixScores::continued(const Prefix& prefix) const {
    // The symbol's first frame tells the paths apart; what comes after it sums to 1.
    std::vector<double> scores(m_posteriors.classes - 1, kImpossible);
    for (std::size_t t = 0; t < m_posteriors.frames(); ++t) {
        const double any = logSum(prefix.symbolEnd[t], prefix.blankEnd[t]);
        for (int symbol = 0; symbol < m_posteriors.blank(); ++symbol) {
            auto& score = scores[static_cast<std::size_t>(symbol)];
            score = logSum(score, (symbol == prefix.last ? prefix.blankEnd[t] : any) + logOf(t, symbol));
        }
    }
    return scores;
}

CtcPrefixScores::Prefix CtcPrefixScores::longer(const Prefix& prefix, int symbol) const {
    Prefix made;
    made.last = symbol;
    made.symbolEnd.assign(m_posteriors.frames() + 1, kImpossible);
    made.blankEnd.assign(m_posteriors.frames() + 1, kImpossible);
    for (std::size_t t = 0; t < m_posteriors.frames(); ++t) {
        // A repeated symbol is a new one only where a blank stands between.
        const double before = symbol == prefix.last ? prefix.blankEnd[t] : logSum(prefix.symbolEnd[t], prefix.blankEnd[t]);
        made.symbolEnd[t + 1] = logSum(made.symbolEnd[t], before) + logOf(t, symbol);
        made.blankEnd[t + 1] = logSum(made.symbolEnd[t], made.blankEnd[t]) + logOf(t, m_posteriors.blank());
    }
    return made;
}

double CtcPrefixScores::whole(const Prefix& prefix) const { return logSum(prefix.symbolEnd.back(), prefix.blankEnd.back()); }

}  // namespace prososcope::nn
