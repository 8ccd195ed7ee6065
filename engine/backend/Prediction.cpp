// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <cstdint>

#include "engine/audio/AudioFile.h"
#include "engine/audio/Resampler.h"
#include "engine/backend/FrameModel.h"
#include "engine/backend/RecordingPrediction.h"
#include "engine/backend/RecordingSpan.h"

namespace prososcope::backend {

namespace {

using core::ErrorKind;
using core::fail;

constexpr double kWholeSeconds = 30.0;     ///< up to here a file is predicted in one piece
constexpr std::size_t kWindowsAtOnce = 8;  ///< predicted together; short enough to stop quickly
constexpr double kPrerollSeconds = 1.0;    ///< decoded before the first window, so that the resampler has settled

/// Mono sound of a file at another rate, handed out forwards in pieces. It begins at a whole second, so that the samples
/// do not depend on where reading begins (beyond the resampler's rounding).
class MonoStream {
public:
    static core::Result<MonoStream> open(const std::filesystem::path& path, int rateHz, double fromSeconds) {
        MonoStream stream;
        auto reader = audio::AudioReader::open(path);
        if (!reader) return fail(reader.error());
        stream.m_reader = std::move(*reader);
        stream.m_rateHz = rateHz;
        const auto& info = stream.m_reader->info();
        const double begin = std::max(0.0, std::floor(fromSeconds - kPrerollSeconds));
        stream.m_position = static_cast<std::int64_t>(begin) * info.rateHz;
        stream.m_firstSample = static_cast<std::int64_t>(begin) * rateHz;
        if (info.rateHz != rateHz) {
            auto resampler = audio::Resampler::create(info.rateHz, rateHz);
            if (!resampler) return fail(resampler.error());
            stream.m_resampler.emplace(std::move(*resampler));
        }
        return stream;
    }

    /// Makes samples up to (not including) `end` available, as far as the file has them.
    core::Status fillTo(std::int64_t end) {
        const auto& info = m_reader->info();
        const auto block = static_cast<std::size_t>(info.rateHz);
        while (!m_atEnd && m_firstSample + static_cast<std::int64_t>(m_samples.size()) < end) {
            m_block.resize(block);
            const auto got = m_reader->readMono(m_position, block, m_block);
            if (!got) return fail(got.error());
            m_block.resize(*got);
            m_position += static_cast<std::int64_t>(*got);
            m_atEnd = *got == 0;
            for (float& sample : m_block) {
                if (!std::isfinite(sample)) sample = 0.0F;
            }
            if (!m_resampler) {
                m_samples.insert(m_samples.end(), m_block.begin(), m_block.end());
            } else if (m_atEnd) {
                m_resampler->finish(m_samples);
            } else {
                m_resampler->process(m_block, m_samples);
            }
        }
        return {};
    }

    /// Samples from `begin` on, at most `count`, of what `fillTo` made available.
    [[nodiscard]] std::span<const float> at(std::int64_t begin, std::size_t count) const {
        const auto offset = static_cast<std::size_t>(std::max<std::int64_t>(0, begin - m_firstSample));
        if (offset >= m_samples.size()) return {};
        return std::span(m_samples).subspan(offset, std::min(count, m_samples.size() - offset));
    }

    /// Forgets what lies before `begin`.
    void dropBefore(std::int64_t begin) {
        const auto count = std::clamp<std::int64_t>(begin - m_firstSample, 0, static_cast<std::int64_t>(m_samples.size()));
        m_samples.erase(m_samples.begin(), m_samples.begin() + count);
        m_firstSample += count;
    }

    [[nodiscard]] double fileSeconds() const { return m_reader->info().seconds(); }

private:
    MonoStream() = default;
    std::unique_ptr<audio::AudioReader> m_reader;
    std::optional<audio::Resampler> m_resampler;
    int m_rateHz = 0;
    std::int64_t m_position = 0;     ///< next frame of the file
    std::int64_t m_firstSample = 0;  ///< of m_samples, counted at the goal rate from the file's begin
    bool m_atEnd = false;
    std::vector<float> m_block;
    std::vector<float> m_samples;
};

core::Status checkSettings(const TimelineSettings& settings) {
    const bool good = settings.windowSeconds >= 0.1 && settings.windowSeconds <= 60.0 && settings.hopSeconds >= 0.01 &&
                      settings.hopSeconds <= 60.0;
    if (good) return {};
    return fail(ErrorKind::BadInput,
                {TRANSLATABLE("Engine", "The window must last 0.1 to 60 seconds and the hop 0.01 to 60 seconds.")});
}

/// The spans of all windows, without values.
std::vector<TimelineRow> windowsOf(double seconds, const TimelineSettings& settings, double fromSeconds, double toSeconds) {
    const double lastStart = seconds - settings.windowSeconds;
    if (lastStart < 0.0) {
        if (fromSeconds > 0.0 || toSeconds <= 0.0) return {};
        return {{0.0, seconds, {}, {}}};
    }
    std::vector<TimelineRow> rows;
    for (auto next = static_cast<std::int64_t>(std::ceil(std::max(0.0, fromSeconds) / settings.hopSeconds - 1e-9));; ++next) {
        const double start = static_cast<double>(next) * settings.hopSeconds;
        if (start >= toSeconds - 1e-9 || start > lastStart + 1e-9) return rows;
        rows.push_back({start, start + settings.windowSeconds, {}, {}});
    }
}

template <typename Get>
std::vector<float> meanOf(const std::vector<TimelineRow>& rows, const Get& get) {
    std::vector<double> sums(get(rows.front()).size());
    for (const auto& row : rows) {
        for (std::size_t c = 0; c < sums.size(); ++c) sums[c] += get(row)[c];
    }
    std::vector<float> mean;
    for (const double sum : sums) mean.push_back(static_cast<float>(sum / static_cast<double>(rows.size())));
    return mean;
}

core::Status giveValues(EmotionModel& model, std::span<const std::span<const float>> sounds, std::span<TimelineRow> rows,
                        core::Progress& progress) {
    if (!model.card().classes.empty()) {
        auto posteriors = model.predictMany(sounds, progress);
        if (!posteriors) return fail(posteriors.error());
        for (std::size_t i = 0; i < posteriors->size(); ++i) rows[i].posteriors = std::move((*posteriors)[i]);
    }
    if (!model.card().dimensions.empty()) {
        auto dimensions = model.dimensionsOf(sounds, progress);
        if (!dimensions) return fail(dimensions.error());
        for (std::size_t i = 0; i < dimensions->size(); ++i) rows[i].dimensions = std::move((*dimensions)[i]);
    }
    return {};
}

}  // namespace

core::Result<std::vector<TimelineRow>> predictTimeline(EmotionModel& model, const std::filesystem::path& audio,
                                                       const TimelineSettings& settings, double fromSeconds, double toSeconds,
                                                       core::Progress& progress) {
    if (auto checked = checkSettings(settings); !checked) return fail(checked.error());
    const int rateHz = model.card().rateHz;
    auto stream = MonoStream::open(audio, rateHz, fromSeconds);
    if (!stream) return fail(stream.error());
    const double seconds = stream->fileSeconds();
    auto rows = windowsOf(seconds, settings, fromSeconds, toSeconds);
    if (auto* frames = dynamic_cast<FrameModel*>(&model);
        frames != nullptr && frames->isOverTime() && model.card().classes.empty()) {
        if (auto filled = fillFromFrames(*frames, audio, seconds, rows, progress); !filled) return fail(filled.error());
        progress.report(1.0);
        return rows;
    }
    const auto window = static_cast<std::size_t>(std::llround(settings.windowSeconds * rateHz));
    const auto sampleOf = [&](double time) { return static_cast<std::int64_t>(std::llround(time * rateHz)); };
    std::vector<std::span<const float>> sounds;
    for (std::size_t done = 0; done < rows.size(); done += sounds.size()) {
        if (progress.stopRequested()) return core::cancelled();
        const auto waiting = std::span(rows).subspan(done, std::min(kWindowsAtOnce, rows.size() - done));
        stream->dropBefore(sampleOf(waiting.front().startSeconds));
        const auto end = sampleOf(waiting.back().startSeconds) + static_cast<std::int64_t>(window);
        if (auto filled = stream->fillTo(end); !filled) return fail(filled.error());
        sounds.clear();
        for (const auto& row : waiting) {
            const auto sound = stream->at(sampleOf(row.startSeconds), window);
            if (sound.empty()) break;
            sounds.push_back(sound);
        }
        if (sounds.size() < waiting.size()) rows.resize(done + sounds.size());  // the file was cut short since it was opened
        if (sounds.empty()) break;
        core::Progress quiet(progress.stopToken());
        if (auto given = giveValues(model, sounds, std::span(rows).subspan(done, sounds.size()), quiet); !given)
            return fail(given.error());
        progress.report(std::min(0.999, static_cast<double>(done + sounds.size()) / static_cast<double>(rows.size())),
                        {TRANSLATABLE("Engine", "Predicting %1"), {audio.filename().string()}});
    }
    if (rows.empty() && seconds <= 0.0) {
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "%1 holds no samples."), {audio.string()}});
    }
    progress.report(1.0);
    return rows;
}

core::Result<TimelineRow> predictRecording(EmotionModel& model, const std::filesystem::path& audio, double startSeconds,
                                           double endSeconds, core::Progress& progress) {
    const auto info = audio::probeAudio(audio);
    if (!info) return fail(info.error());
    const double end = endSeconds < 0.0 ? info->seconds() : std::min(endSeconds, info->seconds());
    TimelineRow whole{startSeconds, end, {}, {}};
    if (end - startSeconds > kWholeSeconds) {
        TimelineSettings settings;
        settings.hopSeconds = settings.windowSeconds;
        const auto rows = predictTimeline(model, audio, settings, startSeconds, end - settings.windowSeconds + 1e-6, progress);
        if (!rows) return fail(rows.error());
        if (!rows->empty()) {
            whole.posteriors = meanOf(
                *rows, [](const TimelineRow& row) -> const auto& { return row.posteriors; });
            whole.dimensions.values = meanOf(
                *rows, [](const TimelineRow& row) -> const auto& { return row.dimensions.values; });
            whole.dimensions.deviations = meanOf(
                *rows, [](const TimelineRow& row) -> const auto& { return row.dimensions.deviations; });
            return whole;
        }
    }
    const auto clip = decodeSpan({audio, startSeconds, end}, model.card().rateHz, progress);
    if (!clip) return fail(clip.error());
    if ((*clip)->frames() == 0) {
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "%1 holds no samples."), {audio.string()}});
    }
    const std::span<const float> sounds[] = {(*clip)->channels[0]};
    if (auto given = giveValues(model, sounds, {&whole, 1}, progress); !given) return fail(given.error());
    return whole;
}

core::Result<Posteriors> predictFile(EmotionModel& model, const std::filesystem::path& audio, double startSeconds,
                                     double endSeconds) {
    if (model.card().classes.empty()) return model.predict({});  // says that it gives none
    core::Progress progress;
    auto whole = predictRecording(model, audio, startSeconds, endSeconds, progress);
    if (!whole) return fail(whole.error());
    return std::move(whole->posteriors);
}

}  // namespace prososcope::backend
