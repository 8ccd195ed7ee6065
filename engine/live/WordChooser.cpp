// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/live/WordChooser.h"

#include <algorithm>
#include <cmath>

namespace prososcope::live {

namespace {

/// The largest but for one place; the first of equal ones. -1: there is none.
int largest(std::span<const double> values, int without = -1) {
    int found = -1;
    for (int i = 0; i < static_cast<int>(values.size()); ++i) {
        if (i == without) continue;
        if (found < 0 || values[static_cast<std::size_t>(i)] > values[static_cast<std::size_t>(found)]) found = i;
    }
    return found;
}

constexpr double kHopTolerance = 1e-9;  ///< sums of hops are not exact

}  // namespace

const ShownWord& WordChooser::add(double seconds, std::span<const double> posteriors, bool speech) {
    const bool known = !posteriors.empty() &&
                       std::all_of(posteriors.begin(), posteriors.end(), [](double value) { return std::isfinite(value); });
    if (!speech || !known) {
        addSilence(seconds);
        return m_shown;
    }
    m_quietSince.reset();
    const int best = largest(posteriors);
    const bool unsureNow = posteriors[static_cast<std::size_t>(best)] < m_rules.sureFrom;
    if (m_shown.kind == ShownWord::Kind::NoSpeech) {
        m_unsure = unsureNow;
        m_otherHops = 0;
        m_rival = -1;
        m_word = unsureNow ? -1 : best;
    } else {
        m_otherHops = unsureNow == m_unsure ? 0 : m_otherHops + 1;
        if (m_otherHops >= m_rules.sureHops) {
            m_unsure = unsureNow;
            m_otherHops = 0;
            // No word stood meanwhile: one that is clearly behind by now does not come back.
            const bool behind = m_word >= 0 && posteriors[static_cast<std::size_t>(best)] >=
                                                   posteriors[static_cast<std::size_t>(m_word)] + m_rules.lead;
            if (!m_unsure && behind) m_word = best;
        }
        if (m_word < 0) {
            if (!m_unsure) m_word = best;
        } else {
            followRival(seconds, posteriors, best);
        }
    }
    const int before = m_shown.best;
    const auto kind = m_unsure ? ShownWord::Kind::Unsure : ShownWord::Kind::Word;
    m_shown.best = m_unsure ? best : m_word;
    m_shown.second = largest(posteriors, m_shown.best);
    if (kind != m_shown.kind || (kind == ShownWord::Kind::Word && m_shown.best != before)) show(kind, seconds);
    return m_shown;
}

void WordChooser::followRival(double seconds, std::span<const double> posteriors, int best) {
    const auto of = [&](int i) { return posteriors[static_cast<std::size_t>(i)]; };
    const bool leads = best != m_word && of(best) >= of(m_word) + m_rules.lead;
    if (!leads) {
        m_rival = -1;
        return;
    }
    if (best != m_rival) {
        m_rival = best;
        m_rivalHops = 0;
        m_rivalSince = seconds;
    }
    ++m_rivalHops;
    if (m_rivalHops < m_rules.leadHops || seconds - m_rivalSince < m_rules.standSeconds - kHopTolerance) return;
    m_word = m_rival;
    m_rival = -1;
}

void WordChooser::addSilence(double seconds) {
    if (!m_quietSince) m_quietSince = seconds;
    m_rival = -1;
    if (m_shown.kind == ShownWord::Kind::NoSpeech || seconds - *m_quietSince < m_rules.quietSeconds - kHopTolerance) return;
    m_shown.best = -1;
    m_shown.second = -1;
    m_word = -1;
    show(ShownWord::Kind::NoSpeech, seconds);
}

void WordChooser::show(ShownWord::Kind kind, double seconds) {
    m_shown.kind = kind;
    m_shown.sinceSeconds = seconds;
}

void WordChooser::reset() { *this = WordChooser(m_rules); }

}  // namespace prososcope::live
