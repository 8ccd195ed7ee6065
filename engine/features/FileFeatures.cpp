// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/FileFeatures.h"

#include "engine/audio/MonoStream.h"

namespace prososcope::features {

namespace {

using Use = std::function<core::Status(std::span<const float>)>;

/// Hands the whole file to a stream; `use` gets the rows of each piece. Returns the samples.
core::Result<std::size_t> pass(const FeatureSet& set, const std::filesystem::path& path, FeatureStream& stream,
                               core::Progress progress, const Use& use) {
    auto sound = audio::MonoStream::open(path, set.rateHz());
    if (!sound) return core::fail(sound.error());
    std::size_t samples = 0;
    std::vector<float> block;
    std::vector<float> rows;
    for (;;) {
        if (progress.stopRequested()) return core::cancelled();
        if (auto read = sound->next(block); !read) return core::fail(read.error());
        if (block.empty()) break;
        if (!allFinite(block)) {
            return core::fail(
                core::ErrorKind::BadInput,
                {TRANSLATABLE("Engine", "%1 holds samples that are not finite numbers once resampled."), {path.string()}});
        }
        samples += block.size();
        stream.push(block, rows);
        if (auto used = use(rows); !used) return core::fail(used.error());
        rows.clear();
        progress.report(sound->fraction());
    }
    stream.finish(rows);
    if (auto used = use(rows); !used) return core::fail(used.error());
    return samples;
}

}  // namespace

core::Result<FileExtent> streamFile(const FeatureSet& set, const std::filesystem::path& path, int threads,
                                    core::Progress& progress, const Use& use) {
    std::vector<float> surveyed;
    double done = 0.0;
    if (const auto first = set.survey(threads)) {
        done = 0.5;
        const auto samples = pass(set, path, *first, progress.part(0.0, done), [&](std::span<const float> rows) {
            surveyed.insert(surveyed.end(), rows.begin(), rows.end());
            return core::Status();
        });
        if (!samples) return core::fail(samples.error());
    }
    FileExtent extent;
    const auto stream = set.stream(threads, surveyed);
    const auto samples = pass(set, path, *stream, progress.part(done, 1.0), [&](std::span<const float> rows) {
        extent.rows += rows.size() / set.columns().size();
        return rows.empty() ? core::Status() : use(rows);
    });
    if (!samples) return core::fail(samples.error());
    extent.seconds = static_cast<double>(*samples) / set.rateHz();
    return extent;
}

}  // namespace prososcope::features
