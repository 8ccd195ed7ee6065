// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/features/RowStages.h"

namespace prososcope::features {

/// The mean of each row and its two neighbours, the first and the last row repeated at the ends (the three-frame average of
/// Eyben et al. 2016). Columns marked `zeroFree` leave out values of 0, which mean that there is none, and stay 0 where the
/// row itself is 0. One row late.
class SmoothStage final : public RowStage {
public:
    explicit SmoothStage(std::vector<bool> zeroFree);
    void push(std::span<const float> rows, std::vector<float>& made) override;
    void finish(std::vector<float>& made) override;

private:
    void give(const float* after, std::vector<float>& made) const;

    std::vector<bool> m_zeroFree;
    std::vector<float> m_before;
    std::vector<float> m_present;
};

}  // namespace prososcope::features
