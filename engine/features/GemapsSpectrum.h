// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

#include "engine/dsp/FormantRoots.h"
#include "engine/features/GemapsColumns.h"
#include "engine/features/ShortSpectrum.h"

namespace prososcope::features {

/// What the Geneva set takes of each 20 ms (Eyben et al. 2016): the columns before the pitch in the order of gemaps::Column,
/// then three formants with bandwidths and the mean square of the samples. Immutable, any thread.
class GemapsSpectrum {
public:
    static constexpr std::size_t kFormants = gemaps::F0;  ///< Hz and bandwidth in pairs
    static constexpr std::size_t kMeanSquare = kFormants + 6;
    static constexpr std::size_t kColumns = kMeanSquare + 1;
    explicit GemapsSpectrum(gemaps::Edition edition);
    /// Borrows this.
    [[nodiscard]] FrameRowStream::Kernel kernel() const;

private:
    struct Scratch;
    void row(const float* frame, ShortSpectrum::Workspace& workspace, Scratch& scratch, float* row) const;

    ShortSpectrum m_spectrum;
    dsp::FormantRoots m_formants;
};

}  // namespace prososcope::features
