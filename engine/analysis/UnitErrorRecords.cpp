// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/UnitErrorRecords.h"

#include <array>
#include <cmath>

#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"

namespace prososcope::analysis {

namespace {

constexpr const char* kFile = "unit-errors.csv";
constexpr std::array<std::size_t EditCounts::*, 4> kCounts{&EditCounts::hits, &EditCounts::substitutions,
                                                           &EditCounts::deletions, &EditCounts::insertions};
constexpr double kMostUnits = 1e9;

std::vector<std::string> columns() {
    std::vector<std::string> names{"utterance", "speaker"};
    for (const char* end : {"", "_without_emotion"}) {
        for (const char* count : {"hits", "substitutions", "deletions", "insertions"})
            names.push_back(std::string(count) + end);
    }
    return names;
}

}  // namespace

core::Status writeUnitErrors(const std::filesystem::path& runFolder, const std::vector<UnitErrorRecord>& records) {
    core::CsvTable table{columns(), {}};
    for (const auto& record : records) {
        std::vector<std::string> row{record.utterance, record.speaker};
        for (const auto* counts : {&record.with, &record.without}) {
            for (const auto count : kCounts) row.push_back(std::to_string(counts->*count));
        }
        table.rows.push_back(std::move(row));
    }
    return core::writeFile(runFolder / kFile, core::formatCsv(table));
}

core::Result<std::optional<std::vector<UnitErrorRecord>>> readUnitErrors(const std::filesystem::path& runFolder) {
    std::error_code code;
    const auto path = runFolder / kFile;
    if (!std::filesystem::exists(path, code)) return std::nullopt;
    const auto text = core::readFile(path);
    if (!text) return core::fail(text.error());
    const auto table = core::parseCsv(*text, path.string());
    if (!table) return core::fail(table.error());
    const auto damaged = [&] {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 is damaged: it does not count the errors of units."), {path.string()}});
    };
    if (table->columns != columns()) return damaged();
    std::vector<UnitErrorRecord> records;
    for (const auto& row : table->rows) {
        UnitErrorRecord record{row[0], row[1], {}, {}};
        std::size_t at = 2;
        for (auto* counts : {&record.with, &record.without}) {
            for (const auto count : kCounts) {
                const auto number = core::parseNumber(row[at++]);
                if (!number || !(*number >= 0.0 && *number <= kMostUnits) || *number != std::floor(*number)) return damaged();
                counts->*count = static_cast<std::size_t>(*number);
            }
        }
        records.push_back(std::move(record));
    }
    return records;
}

std::optional<PooledUnitErrors> pooledUnitErrors(const std::vector<UnitErrorRecord>& records, bool emotion) {
    const auto part = emotion ? &UnitErrorRecord::with : &UnitErrorRecord::without;
    PooledUnitErrors pooled;
    std::vector<std::string> speakers;
    for (const auto& record : records) {
        pooled.counts += record.*part;
        speakers.push_back(record.speaker);
    }
    if (pooled.counts.referenceUnits() == 0) return std::nullopt;
    pooled.rate = pooled.counts.rate();
    pooled.interval = bootstrapInterval(speakerClusters(speakers, records.size()), [&](std::span<const std::size_t> rows) {
        EditCounts sum;
        for (const auto row : rows) sum += records[row].*part;
        return sum.rate();
    });
    return pooled;
}

}  // namespace prososcope::analysis
