// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/SaveInterval.h"

#include <algorithm>
#include <cmath>

#include "engine/annotation/AnnotationFile.h"
#include "engine/annotation/Beside.h"
#include "engine/audio/WavWriter.h"

namespace prososcope::annotation {

using core::ErrorKind;
using core::fail;
using core::Result;

namespace {

constexpr std::int64_t kBlockFrames = 1 << 16;

/// First frame of a part and the one past its last.
std::pair<std::int64_t, std::int64_t> framesOf(const audio::AudioInfo& info, const Interval& part) {
    const auto frameOf = [&](double seconds) {
        return static_cast<std::int64_t>(std::clamp(std::round(seconds * info.rateHz), 0.0, static_cast<double>(info.frames)));
    };
    return {frameOf(part.start), frameOf(part.end)};
}

}  // namespace

Result<SavedInterval> saveInterval(audio::AudioReader& reader, const Annotation* annotation, const Interval& part,
                                   const std::filesystem::path& goal, core::Progress& progress) {
    const auto& info = reader.info();
    const auto [first, end] = framesOf(info, part);
    if (end <= first)
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "%1 was not written: that part of %2 holds no sound."),
                                          {goal.string(), info.path.string()}});
    auto writer = audio::WavWriter::open(
        goal, {info.rateHz, info.channels, static_cast<std::uint64_t>(end - first), audio::encodingFor(info)});
    if (!writer) return fail(writer.error());
    std::vector<float> block;
    for (std::int64_t at = first; at < end;) {
        if (progress.stopRequested()) return core::cancelled();
        const auto frames = static_cast<std::size_t>(std::min(kBlockFrames, end - at));
        block.resize(frames * static_cast<std::size_t>(info.channels));
        const auto got = reader.read(at, frames, block);
        if (!got) return fail(got.error());
        if (*got < frames)
            return fail(ErrorKind::Failed, {TRANSLATABLE("Engine", "%1 has become shorter since it was opened. Open it again."),
                                            {info.path.string()}});
        if (auto written = writer->write(block); !written) return fail(written.error());
        at += static_cast<std::int64_t>(frames);
        progress.report(static_cast<double>(at - first) / static_cast<double>(end - first));
    }
    SavedInterval saved{goal, std::nullopt};
    if (annotation != nullptr && !annotation->tiers().empty() && part.start < annotation->end()) {
        const auto text = formatAnnotation(extract(*annotation, part.start, part.end), FileFormat::TextGrid);
        if (!text) return fail(text.error());
        auto file = goal;
        file.replace_extension(std::string(endingOf(FileFormat::TextGrid)));
        if (auto written = core::writeFile(file, *text); !written) return fail(written.error());
        saved.annotation = file;
    }
    if (auto done = writer->commit(); !done) return fail(done.error());
    return saved;
}

Result<std::vector<SavedInterval>> saveIntervals(audio::AudioReader& reader, const Annotation* annotation,
                                                 std::span<const MeasuredSpan> spans, const std::filesystem::path& folder,
                                                 core::Progress& progress) {
    std::vector<SavedInterval> all;
    const std::string stem = reader.info().path.stem().string();
    for (std::size_t i = 0; i < spans.size(); ++i) {
        if (progress.stopRequested()) return core::cancelled();
        const auto count = static_cast<double>(spans.size());
        auto part = progress.part(static_cast<double>(i) / count, static_cast<double>(i + 1) / count);
        const auto [first, end] = framesOf(reader.info(), spans[i].time);
        if (end <= first) continue;
        const auto goal = freePath(folder, stem + "_" + safeName(spans[i].label), ".wav", ".TextGrid");
        auto saved = saveInterval(reader, annotation, spans[i].time, goal, part);
        if (!saved) return fail(saved.error());
        all.push_back(std::move(*saved));
    }
    progress.report(1.0);
    return all;
}

}  // namespace prososcope::annotation
