// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/AudioCopies.h"

#include "engine/core/Csv.h"
#include "engine/core/Random.h"
#include "engine/core/TomlWriter.h"
#include "engine/dsp/AudioChange.h"
#include "engine/experiment/ExperimentTables.h"

namespace prososcope::experiment {

core::Status readCopies(const toml::table& table, const std::string& source, AudioCopies& copies) {
    core::TomlReader reader(table, source, "copies");
    reader.numberList("speeds", copies.speeds);
    reader.whole("rooms", copies.rooms, 0, 100);
    reader.number("room_seconds", copies.roomSeconds, 0.05, 5.0);
    reader.whole("noises", copies.noises, 0, 100);
    reader.number("noise_snr_db", copies.noiseSnrDb, -20.0, 120.0);
    reader.number("gain_db", copies.gainDb, 0.0, 60.0);
    for (const double speed : copies.speeds) {
        if (speed >= 0.5 && speed <= 2.0) continue;
        reader.problem("speeds", TRANSLATABLE("Engine", "%1, line %2: \"%3\" must lie between 0.5 and 2."));
    }
    return reader.finish();
}

std::string copiesText(const AudioCopies& copies) {
    if (copies == AudioCopies()) return {};
    std::string text = "\n[copies]\n";
    const auto line = [&](const std::string& key, const std::string& value) { text += key + " = " + value + "\n"; };
    if (!copies.speeds.empty()) line("speeds", core::tomlList(copies.speeds));
    line("rooms", std::to_string(copies.rooms));
    line("room_seconds", core::numberText(copies.roomSeconds));
    line("noises", std::to_string(copies.noises));
    line("noise_snr_db", core::numberText(copies.noiseSnrDb));
    line("gain_db", core::numberText(copies.gainDb));
    return text;
}

std::vector<dsp::AudioChange> audioChanges(const AudioCopies& copies, std::uint64_t experimentSeed) {
    const auto seed = core::deriveSeed(experimentSeed, "copies");
    std::vector<dsp::AudioChange> changes;
    const auto add = [&]() -> dsp::AudioChange& {
        dsp::AudioChange change;
        change.gainDb = copies.gainDb;
        change.seed = core::deriveSeed(seed, "copy", changes.size());
        return changes.emplace_back(change);
    };
    for (const double speed : copies.speeds) add().speed = speed;
    for (int i = 0; i < copies.rooms; ++i) add().roomSeconds = copies.roomSeconds;
    for (int i = 0; i < copies.noises; ++i) add().noiseSnrDb = copies.noiseSnrDb;
    return changes;
}

}  // namespace prososcope::experiment
