// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/las/LasSettings.h"

#include <array>

#include "engine/core/NamedBounds.h"

namespace prososcope::models {

namespace {

constexpr std::int64_t kFewestSymbols = 4;  ///< padding, start, end and one to be spelt
constexpr std::int64_t kMostSymbols = 4096;

/// The largest network of these has about 150 million weights.
constexpr std::array kLasBounds = {
    core::NamedBounds{"inputs", 1, 1024, true},
    core::NamedBounds{"cells", 1, 1024, true},
    core::NamedBounds{"embedding", 1, 1024, true},
    core::NamedBounds{"attention", 1, 1024, true},
    core::NamedBounds{"decoder", 1, 2048, true},
    core::NamedBounds{"plain_cells", 0, 1, true},
    core::NamedBounds{"fc0", 0, 1, true},
    core::NamedBounds{"rank", 0, 2048, true},
    core::NamedBounds{"location_filters", 0, 64, true},
    core::NamedBounds{"location_kernel", 1, 401, true},
    core::NamedBounds{"ctc", 0, 1, true},
};

}  // namespace

std::map<std::string, double> LasSettings::values() const {
    return {{"inputs", static_cast<double>(inputs)},
            {"cells", static_cast<double>(cells)},
            {"embedding", static_cast<double>(embedding)},
            {"attention", static_cast<double>(attention)},
            {"decoder", static_cast<double>(decoder)},
            {"plain_cells", cell == LasCell::PlainTanh ? 1.0 : 0.0},
            {"fc0", firstDense ? 1.0 : 0.0},
            {"rank", static_cast<double>(rank)},
            {"location_filters", static_cast<double>(locationFilters)},
            {"location_kernel", static_cast<double>(locationKernel)},
            {"ctc", frameSymbols ? 1.0 : 0.0}};
}

core::Result<LasSettings> checkedLasSettings(const std::map<std::string, double>& values, std::int64_t symbols) {
    if (const auto good = core::checkBounds(values, kLasBounds); !good) return core::fail(good.error());
    if (symbols < kFewestSymbols || symbols > kMostSymbols) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine",
                                        "The alphabet of an attention recogniser cannot have %1 symbols; it may have "
                                        "%2 to %3, padding, start and end among them."),
                           {std::to_string(symbols), std::to_string(kFewestSymbols), std::to_string(kMostSymbols)}});
    }
    LasSettings settings;
    settings.symbols = symbols;
    const auto take = [&](const char* name, auto& field) { core::takeNamed(values, name, field); };
    take("inputs", settings.inputs);
    take("cells", settings.cells);
    take("embedding", settings.embedding);
    take("attention", settings.attention);
    take("decoder", settings.decoder);
    take("rank", settings.rank);
    take("location_filters", settings.locationFilters);
    take("location_kernel", settings.locationKernel);
    std::int64_t plain = 0;
    std::int64_t first = 1;
    take("plain_cells", plain);
    take("fc0", first);
    std::int64_t frameSymbols = 0;
    take("ctc", frameSymbols);
    settings.frameSymbols = frameSymbols == 1;
    settings.cell = plain == 1 ? LasCell::PlainTanh : LasCell::Lstm;
    settings.firstDense = first == 1;
    if (settings.locationKernel % 2 == 0) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine",
                                        "The setting location_kernel is %1, but a frame needs as many neighbours "
                                        "before it as behind it: take an odd number."),
                           {std::to_string(settings.locationKernel)}});
    }
    if (settings.rank != 0) {
        if (const auto good = checkRank(settings.rank, settings); !good) return core::fail(good.error());
    }
    return settings;
}

core::Status checkRank(std::int64_t rank, const LasSettings& settings) {
    if (rank >= 1 && rank <= settings.width()) return {};
    return core::fail(core::ErrorKind::BadInput,
                      {TRANSLATABLE("Engine",
                                    "The rank %1 is not possible: the layers fc1 and fc2 (%2 x %3) have %3 singular "
                                    "values, so take 1 to %3."),
                       {std::to_string(rank), std::to_string(2 * settings.width()), std::to_string(settings.width())}});
}

}  // namespace prososcope::models
