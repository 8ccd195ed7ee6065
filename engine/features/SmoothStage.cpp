// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/SmoothStage.h"

#include <utility>

namespace prososcope::features {

SmoothStage::SmoothStage(std::vector<bool> zeroFree) : m_zeroFree(std::move(zeroFree)) {}

void SmoothStage::push(std::span<const float> rows, std::vector<float>& made) {
    const std::size_t columns = m_zeroFree.size();
    for (std::size_t at = 0; at + columns <= rows.size(); at += columns) {
        const float* row = rows.data() + at;
        if (m_present.empty()) {
            m_present.assign(row, row + columns);
            m_before = m_present;
            continue;
        }
        give(row, made);
        m_before.swap(m_present);
        m_present.assign(row, row + columns);
    }
}

void SmoothStage::finish(std::vector<float>& made) {
    if (!m_present.empty()) give(m_present.data(), made);
    m_present.clear();
}

void SmoothStage::give(const float* after, std::vector<float>& made) const {
    for (std::size_t column = 0; column < m_zeroFree.size(); ++column) {
        const float values[3] = {m_before[column], m_present[column], after[column]};
        float sum = 0.0F;
        float count = 0.0F;
        for (const float value : values) {
            if (m_zeroFree[column] && value == 0.0F) continue;
            sum += value;
            count += 1.0F;
        }
        made.push_back(count == 0.0F || (m_zeroFree[column] && values[1] == 0.0F) ? 0.0F : sum / count);
    }
}

}  // namespace prososcope::features
