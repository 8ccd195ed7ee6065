// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "engine/core/Result.h"
#include "engine/store/FeatureTable.h"

namespace prososcope::store {

/// How a format writes features as bytes: a file is a head, which knows all recordings and how many rows each has, and then
/// the rows of one recording after the other, which know nothing of each other. So rows can be made before the file is, on
/// several threads, and none need be held in memory. Immutable; any thread. The table stays with the caller.
class FeatureEncoder {
public:
    explicit FeatureEncoder(const FeatureTable& table) : m_table(table) {}
    virtual ~FeatureEncoder() = default;
    FeatureEncoder(const FeatureEncoder&) = delete;
    FeatureEncoder& operator=(const FeatureEncoder&) = delete;

    /// What the file begins with. Fails with a sentence that names the goal where the format cannot hold so much.
    [[nodiscard]] virtual core::Result<std::string> head(const std::filesystem::path& goal,
                                                         std::span<const FeatureRecord> records) const = 0;
    /// Appends whole rows, [count, columns], of a recording; the first of them is its row `first`. The record's number of
    /// rows and its length need not be known yet.
    virtual void rows(const FeatureRecord& record, std::size_t first, std::span<const float> values,
                      std::string& bytes) const = 0;

protected:
    [[nodiscard]] const FeatureTable& table() const { return m_table; }
    /// Appends the time of a row with six digits.
    void appendTime(std::size_t row, std::string& bytes) const;

private:
    const FeatureTable& m_table;
};

[[nodiscard]] std::unique_ptr<FeatureEncoder> makeFeatureEncoder(FeatureFormat format, const FeatureTable& table);

// One for each format, in a file of its own.
/// Rows `file[,time],columns...` with the path as it was given; NaN reads "nan".
[[nodiscard]] std::unique_ptr<FeatureEncoder> makeCsvEncoder(const FeatureTable& table);
/// NumPy's array file, [rows, columns], float32.
[[nodiscard]] std::unique_ptr<FeatureEncoder> makeNpyEncoder(const FeatureTable& table);
/// Weka's attribute-relation file: a string attribute `name` (the path as it was given), over time a numeric one `frameTime`
/// in seconds, then the columns; what is no finite number is missing ("?").
[[nodiscard]] std::unique_ptr<FeatureEncoder> makeArffEncoder(const FeatureTable& table);
/// A parameter file of HTK (Young et al., The HTK Book, section 5.10.1): twelve bytes of head and the values, big-endian
/// float32, at most 8191 columns. The kind is that of the set where HTK has one, else USER; the period is the hop, of one
/// row a recording its length (at most 214 s, the most that the field holds).
[[nodiscard]] std::unique_ptr<FeatureEncoder> makeHtkEncoder(const FeatureTable& table);
/// One float32 tensor a recording, [rows, columns], under its name below the given folder; the metadata tell set,
/// parameters, columns (separated by tabulators), rows (frames or recordings), firstSeconds and hopSeconds.
[[nodiscard]] std::unique_ptr<FeatureEncoder> makeSafetensorsEncoder(const FeatureTable& table);

}  // namespace prososcope::store
