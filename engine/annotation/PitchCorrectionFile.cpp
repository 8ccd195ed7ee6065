// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/PitchCorrectionFile.h"

#include <system_error>

#include "engine/core/Csv.h"
#include "engine/core/Hash.h"
#include "engine/core/SafeFile.h"

namespace prososcope::annotation {

namespace {

constexpr std::size_t kLargest = std::size_t{16} << 20;
constexpr std::size_t kNameLength = 32;

std::string fullPath(const std::filesystem::path& recording) {
    std::error_code code;
    const auto absolute = std::filesystem::absolute(recording, code);
    return (code ? recording : absolute).lexically_normal().string();
}

}  // namespace

std::filesystem::path pitchCorrectionFile(const std::filesystem::path& recording, const std::filesystem::path& dataFolder) {
    return dataFolder / "pitch" / (core::sha256(fullPath(recording)).substr(0, kNameLength) + ".csv");
}

core::Result<dsp::PitchCorrections> readPitchCorrections(const std::filesystem::path& recording,
                                                         const std::filesystem::path& dataFolder) {
    const auto file = pitchCorrectionFile(recording, dataFolder);
    std::error_code code;
    if (!std::filesystem::exists(file, code)) return dsp::PitchCorrections();
    const auto text = core::readFile(file, kLargest);
    if (!text) return core::fail(text.error());
    const auto table = core::parseCsv(*text, file.string());
    if (!table) return core::fail(table.error());
    const auto broken = [&] {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 holds no corrections of a pitch track. Delete it to begin anew."), {file.string()}});
    };
    const auto start = table->column("start");
    const auto end = table->column("end");
    const auto octaves = table->column("octaves");
    const auto unvoiced = table->column("unvoiced");
    if (!start || !end || !octaves || !unvoiced) return broken();
    std::vector<dsp::PitchCorrections::Stretch> stretches;
    for (const auto& row : table->rows) {
        const auto from = core::parseNumber(row[*start]);
        const auto to = core::parseNumber(row[*end]);
        const auto steps = core::parseNumber(row[*octaves]);
        if (!from || !to || !steps || !(*steps >= -100.0 && *steps <= 100.0)) return broken();
        stretches.push_back({*from, *to, static_cast<int>(*steps), row[*unvoiced] == "1"});
    }
    return dsp::PitchCorrections(std::move(stretches));
}

core::Status writePitchCorrections(const std::filesystem::path& recording, const dsp::PitchCorrections& corrections,
                                   const std::filesystem::path& dataFolder) {
    const auto file = pitchCorrectionFile(recording, dataFolder);
    std::error_code code;
    if (corrections.empty()) {
        std::filesystem::remove(file, code);
        if (!code) return {};
        return core::fail(core::ErrorKind::Failed, {TRANSLATABLE("Engine", "%1 cannot be removed."), {file.string()}},
                          code.message());
    }
    std::filesystem::create_directories(file.parent_path(), code);
    core::CsvTable table{{"recording", "start", "end", "octaves", "unvoiced"}, {}};
    for (const auto& stretch : corrections.stretches()) {
        table.rows.push_back({fullPath(recording), core::numberText(stretch.start), core::numberText(stretch.end),
                              std::to_string(stretch.octaves), stretch.unvoiced ? "1" : "0"});
    }
    return core::writeFile(file, core::formatCsv(table));
}

CorrectionSource keptCorrections(std::filesystem::path dataFolder) {
    return [folder = std::move(dataFolder)](const std::filesystem::path& recording) {
        return readPitchCorrections(recording, folder);
    };
}

}  // namespace prososcope::annotation
