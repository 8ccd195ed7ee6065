// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Csv.h"
#include "engine/store/FeatureEncoder.h"

namespace prososcope::store {

namespace {

class CsvEncoder final : public FeatureEncoder {
public:
    using FeatureEncoder::FeatureEncoder;

    [[nodiscard]] core::Result<std::string> head(const std::filesystem::path&, std::span<const FeatureRecord>) const override {
        std::string text = table().frames ? "file,time" : "file";
        for (const auto& column : table().columns) text += "," + core::csvCell(column);
        return text + "\n";
    }
    void rows(const FeatureRecord& record, std::size_t first, std::span<const float> values,
              std::string& bytes) const override {
        const std::size_t columns = table().columns.size();
        const std::string file = core::csvCell(record.shown);
        for (std::size_t at = 0; at + columns <= values.size(); at += columns, ++first) {
            bytes += file;
            if (table().frames) {
                bytes += ',';
                appendTime(first, bytes);
            }
            for (const float value : values.subspan(at, columns)) {
                bytes += ',';
                bytes += core::numberText(value);
            }
            bytes += '\n';
        }
    }
};

}  // namespace

std::unique_ptr<FeatureEncoder> makeCsvEncoder(const FeatureTable& table) { return std::make_unique<CsvEncoder>(table); }

}  // namespace prososcope::store
