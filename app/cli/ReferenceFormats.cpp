// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "app/cli/Reference.h"
#include "engine/audio/AudioFile.h"
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/store/Npy.h"

namespace prososcope::cli {

namespace {

namespace fs = std::filesystem;

struct Levels {
    std::size_t frames = 0;
    double peak = 0.0;
    double squares = 0.0;
    double sum = 0.0;
    std::size_t values = 0;
};

core::Result<Levels> levelsOf(audio::AudioReader& reader) {
    constexpr std::size_t kFrames = 16384;
    const auto channels = static_cast<std::size_t>(reader.info().channels);
    std::vector<float> block(kFrames * channels);
    Levels levels;
    for (;;) {
        const auto got = reader.read(static_cast<std::int64_t>(levels.frames), kFrames, block);
        if (!got) return core::fail(got.error());
        for (std::size_t i = 0; i < *got * channels; ++i) {
            const auto value = static_cast<double>(block[i]);
            levels.peak = std::max(levels.peak, std::abs(value));
            levels.squares += value * value;
            levels.sum += value;
        }
        levels.frames += *got;
        levels.values += *got * channels;
        if (*got < kFrames) return levels;
    }
}

std::vector<std::string> refused(const std::string& name, const core::Error& error) {
    return {name, "error: " + error.message(), "", "", "0", "0", "0", "0", "0", "0"};
}

std::vector<std::string> rowOf(const fs::path& file) {
    const std::string name = file.filename().string();
    auto reader = audio::AudioReader::open(file);
    if (!reader) return refused(name, reader.error());
    const auto levels = levelsOf(**reader);
    if (!levels) return refused(name, levels.error());
    const auto& info = (*reader)->info();
    const double rms = levels->values > 0 ? std::sqrt(levels->squares / static_cast<double>(levels->values)) : 0.0;
    return {name,
            "ok",
            info.format,
            "",
            std::to_string(info.rateHz),
            std::to_string(info.channels),
            std::to_string(levels->frames),
            core::numberText(levels->peak),
            core::numberText(rms),
            core::numberText(levels->sum)};
}

}  // namespace

core::Status writeReferenceFormats(const fs::path& in, const fs::path& out, const std::stop_token& stop) {
    std::vector<fs::path> files;
    std::error_code code;
    for (fs::directory_iterator it(in / "formats", code), end; !code && it != end; it.increment(code)) {
        std::error_code type;
        if (it->is_regular_file(type) && endingOf(it->path()) != ".csv") files.push_back(it->path());
    }
    if (files.empty()) return {};
    std::sort(files.begin(), files.end());
    core::CsvTable table;
    table.columns = {"file", "status", "format", "subtype", "sample_rate", "channels", "frames", "peak", "rms", "sum"};
    for (const auto& file : files) {
        if (stop.stop_requested()) return core::cancelled();
        table.rows.push_back(rowOf(file));
        const auto samples = audio::decodeSpeech16k(file);
        if (!samples || samples->empty()) continue;
        const std::uint64_t shape[] = {samples->size()};
        const auto goal = out / "formats" / "decoded16k" / (file.filename().string() + ".npy");
        if (auto done = store::writeNpy(goal, shape, *samples, false); !done) return done;
    }
    return core::writeFile(out / "formats" / "formats.csv", core::formatCsv(table));
}

}  // namespace prososcope::cli
