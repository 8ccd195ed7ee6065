// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/GrowingSound.h"

#include <array>

#include "engine/audio/GrowingParts.h"

namespace prososcope::audio {

namespace {
constexpr int kHighestRateHz = 655350;  // of FLAC
}  // namespace

std::string_view endingOf(GrowingFormat format) { return format == GrowingFormat::Flac ? ".flac" : ".wav"; }

core::Result<std::unique_ptr<GrowingSound>> GrowingSound::create(const std::filesystem::path& path, int rateHz,
                                                                 GrowingFormat format) {
    if (rateHz < 1 || rateHz > kHighestRateHz) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 was not written: the sound has no usable channels or rate."), {path.string()}});
    }
    auto file = core::GrowingFile::create(path);
    if (!file) return core::fail(file.error());
    return format == GrowingFormat::Flac ? createGrowingFlac(std::move(*file), rateHz)
                                         : createGrowingWav(std::move(*file), rateHz);
}

core::Result<std::int64_t> repairGrowingSound(const std::filesystem::path& path) {
    auto file = core::GrowingFile::open(path);
    if (!file) return core::fail(file.error());
    std::array<std::byte, 4> start{};
    const auto got = file->readAt(0, start);
    if (!got) return core::fail(got.error());
    return start[0] == std::byte{'f'} ? repairGrowingFlac(*file) : repairGrowingWav(*file);
}

}  // namespace prososcope::audio
