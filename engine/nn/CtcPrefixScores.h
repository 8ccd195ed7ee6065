// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/nn/CtcDecoder.h"

namespace prososcope::nn {

/// What CTC says of texts that another network writes one symbol after the other: the probability of all labellings that begin
/// so, over all their paths (Watanabe et al. 2017, "Hybrid CTC/Attention Architecture", algorithm 2). Natural logarithms. A
/// value that is no number counts as impossible. Of one thread; refers to the posteriors.
class CtcPrefixScores {
public:
    /// A beginning: of its paths up to each frame, ln p of those that end in its last symbol and of those that end in a blank.
    struct Prefix {
        int last = -1;                  ///< its last symbol; -1: it is empty
        std::vector<double> symbolEnd;  ///< [frames + 1], the first before any frame
        std::vector<double> blankEnd;   ///< likewise
    };

    explicit CtcPrefixScores(const LogPosteriors& posteriors);

    [[nodiscard]] Prefix empty() const;
    /// ln p of all labellings that begin with `prefix` and go on with each symbol: [classes - 1]. Time frames x classes.
    [[nodiscard]] std::vector<double> continued(const Prefix& prefix) const;
    [[nodiscard]] Prefix longer(const Prefix& prefix, int symbol) const;
    /// ln p of exactly these symbols.
    [[nodiscard]] double whole(const Prefix& prefix) const;

private:
    [[nodiscard]] double logOf(std::size_t frame, int symbol) const;

    LogPosteriors m_posteriors;
};

}  // namespace prososcope::nn
