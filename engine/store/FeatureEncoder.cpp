// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/FeatureEncoder.h"

#include "engine/core/Csv.h"

namespace prososcope::store {

void FeatureEncoder::appendTime(std::size_t row, std::string& bytes) const {
    constexpr int kDigits = 6;
    const auto times = m_table.set->times();
    bytes += core::fixedText(times.firstSeconds + static_cast<double>(row) * times.hopSeconds, kDigits);
}

std::unique_ptr<FeatureEncoder> makeFeatureEncoder(FeatureFormat format, const FeatureTable& table) {
    switch (format) {
        case FeatureFormat::Npy:
            return makeNpyEncoder(table);
        case FeatureFormat::Arff:
            return makeArffEncoder(table);
        case FeatureFormat::Htk:
            return makeHtkEncoder(table);
        case FeatureFormat::Safetensors:
            return makeSafetensorsEncoder(table);
        case FeatureFormat::Csv:
            break;
    }
    return makeCsvEncoder(table);
}

}  // namespace prososcope::store
