// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/AudioDomain.h"

#include "engine/core/Csv.h"
#include "engine/core/Random.h"
#include "engine/dsp/AudioChange.h"
#include "engine/experiment/ExperimentTables.h"

namespace prososcope::experiment {

core::Status readDomain(const toml::table& table, const std::string& source, AudioDomain& domain) {
    core::TomlReader reader(table, source, "domain");
    reader.number("band_hz", domain.bandHz, 300.0, 24000.0);
    reader.number("room_seconds", domain.roomSeconds, 0.05, 5.0);
    if (table.contains("noise_snr_db")) reader.number("noise_snr_db", domain.noiseSnrDb.emplace(0.0), -20.0, 120.0);
    return reader.finish();
}

std::string domainText(const AudioDomain& domain) {
    if (!domain.isOther()) return {};
    std::string text = "\n[domain]\n";
    const auto line = [&](const char* key, double value) { text += std::string(key) + " = " + core::numberText(value) + "\n"; };
    if (domain.bandHz > 0.0) line("band_hz", domain.bandHz);
    if (domain.roomSeconds > 0.0) line("room_seconds", domain.roomSeconds);
    if (domain.noiseSnrDb) line("noise_snr_db", *domain.noiseSnrDb);
    return text;
}

dsp::AudioChange domainChange(const AudioDomain& domain) {
    dsp::AudioChange change;
    change.seed = core::deriveSeed(0, "domain");
    return inDomain(domain, change);
}

dsp::AudioChange inDomain(const AudioDomain& domain, dsp::AudioChange copy) {
    if (copy.roomSeconds <= 0.0) copy.roomSeconds = domain.roomSeconds;
    if (!copy.noiseSnrDb) copy.noiseSnrDb = domain.noiseSnrDb;
    copy.bandHz = domain.bandHz;
    return copy;
}

}  // namespace prososcope::experiment
