// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/FeatureEncoder.h"
#include "engine/store/Npy.h"

namespace prososcope::store {

namespace {

class NpyEncoder final : public FeatureEncoder {
public:
    using FeatureEncoder::FeatureEncoder;

    [[nodiscard]] core::Result<std::string> head(const std::filesystem::path&,
                                                 std::span<const FeatureRecord> records) const override {
        const std::uint64_t shape[] = {records.empty() ? 0 : records[0].rows, table().columns.size()};
        return npyHeader(shape);
    }
    void rows(const FeatureRecord&, std::size_t, std::span<const float> values, std::string& bytes) const override {
        bytes.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
    }
};

}  // namespace

std::unique_ptr<FeatureEncoder> makeNpyEncoder(const FeatureTable& table) { return std::make_unique<NpyEncoder>(table); }

}  // namespace prososcope::store
