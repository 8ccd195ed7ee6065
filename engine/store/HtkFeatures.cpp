// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "engine/store/FeatureEncoder.h"

namespace prososcope::store {

namespace {

// Kinds and qualifiers of the HTK Book, section 5.10.1.
constexpr std::uint16_t kMfcc = 6;
constexpr std::uint16_t kUser = 9;
constexpr std::uint16_t kDeltas = 0000400;
constexpr std::uint16_t kAccelerations = 0001000;
constexpr std::uint16_t kZerothCepstrum = 0020000;

struct SetKind {
    std::string_view set;
    std::uint16_t kind;
};
/// The sets whose values and order are HTK's own.
constexpr std::array kKinds{SetKind{"mfcc39", kMfcc | kZerothCepstrum | kDeltas | kAccelerations}};

std::uint16_t kindOf(const FeatureTable& table) {
    const auto found =
        std::find_if(kKinds.begin(), kKinds.end(), [&](const SetKind& entry) { return entry.set == table.set->name(); });
    return table.frames && found != kKinds.end() ? found->kind : kUser;
}

void append(std::string& bytes, std::uint32_t value, int count) {
    for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) bytes += static_cast<char>((value >> shift) & 0xffU);
}

class HtkEncoder final : public FeatureEncoder {
public:
    using FeatureEncoder::FeatureEncoder;

    [[nodiscard]] core::Result<std::string> head(const std::filesystem::path& goal,
                                                 std::span<const FeatureRecord> records) const override {
        constexpr double kUnitsPerSecond = 1e7;
        constexpr std::size_t kMostBytes = std::numeric_limits<std::int16_t>::max();
        constexpr std::int32_t kMost = std::numeric_limits<std::int32_t>::max();
        const FeatureRecord record = records.empty() ? FeatureRecord{} : records[0];
        const std::size_t rowBytes = table().columns.size() * sizeof(float);
        if (rowBytes > kMostBytes || record.rows > static_cast<std::size_t>(kMost)) {
            return core::fail(
                core::ErrorKind::BadInput,
                {TRANSLATABLE("Engine", "%1 cannot be an HTK file: those hold at most 8191 columns and 2147483647 rows."),
                 {goal.string()}});
        }
        const double period = (table().frames ? table().set->times().hopSeconds : record.seconds) * kUnitsPerSecond;
        std::string bytes;
        append(bytes, static_cast<std::uint32_t>(record.rows), 4);
        append(bytes, static_cast<std::uint32_t>(std::lround(std::clamp(period, 1.0, static_cast<double>(kMost)))), 4);
        append(bytes, static_cast<std::uint32_t>(rowBytes), 2);
        append(bytes, kindOf(table()), 2);
        return bytes;
    }
    void rows(const FeatureRecord&, std::size_t, std::span<const float> values, std::string& bytes) const override {
        bytes.reserve(bytes.size() + values.size_bytes());
        for (const float value : values) append(bytes, std::bit_cast<std::uint32_t>(value), 4);
    }
};

}  // namespace

std::unique_ptr<FeatureEncoder> makeHtkEncoder(const FeatureTable& table) { return std::make_unique<HtkEncoder>(table); }

}  // namespace prososcope::store
