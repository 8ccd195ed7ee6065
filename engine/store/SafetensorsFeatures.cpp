// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Csv.h"
#include "engine/store/FeatureEncoder.h"
#include "engine/store/Safetensors.h"

namespace prososcope::store {

namespace {

class SafetensorsEncoder final : public FeatureEncoder {
public:
    using FeatureEncoder::FeatureEncoder;

    [[nodiscard]] core::Result<std::string> head(const std::filesystem::path& goal,
                                                 std::span<const FeatureRecord> records) const override {
        std::vector<TensorShape> tensors;
        for (const auto& record : records) {
            tensors.push_back({validUtf8(record.name),
                               TensorType::Float32,
                               {static_cast<std::int64_t>(record.rows), static_cast<std::int64_t>(table().columns.size())}});
        }
        return safetensorsHeader(goal, tensors, metadata());
    }
    void rows(const FeatureRecord&, std::size_t, std::span<const float> values, std::string& bytes) const override {
        bytes.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
    }

private:
    [[nodiscard]] std::map<std::string, std::string> metadata() const {
        std::string columns;
        for (const auto& column : table().columns) columns += (columns.empty() ? "" : "\t") + column;
        std::map<std::string, std::string> result{{"set", table().setName},
                                                  {"parameters", table().set->parameters()},
                                                  {"columns", columns},
                                                  {"rows", table().frames ? "frames" : "recordings"}};
        if (table().frames) {
            result["firstSeconds"] = core::numberText(table().set->times().firstSeconds);
            result["hopSeconds"] = core::numberText(table().set->times().hopSeconds);
        }
        return result;
    }
};

}  // namespace

std::unique_ptr<FeatureEncoder> makeSafetensorsEncoder(const FeatureTable& table) {
    return std::make_unique<SafetensorsEncoder>(table);
}

}  // namespace prososcope::store
