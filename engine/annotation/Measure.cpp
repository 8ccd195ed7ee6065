// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/Measure.h"

#include <algorithm>
#include <cmath>

#include "engine/core/Csv.h"
#include "engine/core/Undefined.h"
#include "engine/dsp/VoiceReport.h"

namespace prososcope::annotation {

using core::ErrorKind;
using core::fail;
using core::Result;

namespace {

constexpr double kReach = 0.1;            // beyond a span, so that its edges lie between two frames
constexpr double kSilentDecibels = -300;  // what a window of digital silence reads

/// What has to be computed for a set of quantities.
struct Needs {
    bool pitch = false;
    bool formants = false;
    bool intensity = false;
    bool harmonicity = false;
    bool voice = false;
    bool emotion = false;
};

Needs needsOf(const std::vector<Quantity>& quantities) {
    Needs needs;
    for (const auto& quantity : quantities) {
        needs.pitch |= quantity.subject == Subject::Pitch || quantity.subject == Subject::Voice;
        needs.formants |= quantity.subject == Subject::Formant || quantity.subject == Subject::Bandwidth;
        needs.intensity |= quantity.subject == Subject::Intensity;
        needs.harmonicity |= quantity.subject == Subject::Harmonicity;
        needs.voice |= quantity.subject == Subject::Voice;
        needs.emotion |= quantity.subject == Subject::Emotion;
    }
    return needs;
}

/// What is known of one span.
struct Tracks {
    dsp::PitchTrack pitch;
    dsp::FormantTrack formants;
    dsp::IntensityTrack intensity;
    dsp::HarmonicityTrack harmonicity;
    dsp::VoiceReport voice;
    std::vector<float> posteriors;
};

/// Mean, extremes and the like of values; NaN where there are none.
double statisticOf(std::vector<double> values, Statistic statistic) {
    if (values.empty()) return core::kUndefined;
    const auto count = static_cast<double>(values.size());
    double mean = 0.0;
    for (const double value : values) mean += value / count;
    switch (statistic) {
        case Statistic::Minimum:
            return *std::min_element(values.begin(), values.end());
        case Statistic::Maximum:
            return *std::max_element(values.begin(), values.end());
        case Statistic::Median:
            std::sort(values.begin(), values.end());
            return 0.5 * (values[(values.size() - 1) / 2] + values[values.size() / 2]);
        case Statistic::Deviation: {
            if (values.size() < 2) return core::kUndefined;
            double squares = 0.0;
            for (const double value : values) squares += (value - mean) * (value - mean);
            return std::sqrt(squares / (count - 1.0));
        }
        case Statistic::Mean:
        case Statistic::At:
            break;
    }
    return mean;
}

/// The defined values of the frames within a span; `valueOf` yields NaN where a frame has none.
template <typename ValueOf>
std::vector<double> valuesIn(const dsp::FrameTimes& times, const dsp::TimeRange& range, const ValueOf& valueOf) {
    std::vector<double> values;
    for (std::size_t frame = 0; frame < times.count; ++frame) {
        if (!range.holds(times.at(frame))) continue;
        const double value = valueOf(frame);
        if (std::isfinite(value)) values.push_back(value);
    }
    return values;
}

/// Formant frequency or bandwidth between frames, as FormantTrack::at.
double bandwidthAt(const dsp::FormantTrack& track, double seconds, std::size_t number) {
    dsp::FormantTrack swapped = track;
    std::swap(swapped.hertz, swapped.bandwidth);
    return swapped.at(seconds, number);
}

double harmonicityAt(const dsp::HarmonicityTrack& track, double seconds) {
    const double nearest = std::round(track.times.indexOf(seconds));
    if (!(nearest >= 0.0) || nearest >= static_cast<double>(track.times.count)) return core::kUndefined;
    const float value = track.decibels[static_cast<std::size_t>(nearest)];
    return value > dsp::HarmonicityTrack::kNoHarmonicity ? static_cast<double>(value) : core::kUndefined;
}

double intensityAt(const dsp::IntensityTrack& track, double seconds) {
    const double value = track.times.count > 0 ? track.at(seconds) : core::kUndefined;
    return value > kSilentDecibels ? value : core::kUndefined;
}

/// One track within one span, by kind.
class TrackValue {
public:
    TrackValue(const Tracks& tracks, const Quantity& quantity, const dsp::TimeRange& range)
        : m_tracks(tracks), m_quantity(quantity), m_range(range) {}

    [[nodiscard]] double at(double seconds) const {
        const auto number = static_cast<std::size_t>(m_quantity.formant);
        switch (m_quantity.subject) {
            case Subject::Pitch:
                return m_tracks.pitch.at(seconds);
            case Subject::Formant:
                return m_tracks.formants.at(seconds, number);
            case Subject::Bandwidth:
                return bandwidthAt(m_tracks.formants, seconds, number);
            case Subject::Intensity:
                return intensityAt(m_tracks.intensity, seconds);
            default:
                return harmonicityAt(m_tracks.harmonicity, seconds);
        }
    }

    [[nodiscard]] double statistic() const {
        if (m_quantity.subject == Subject::Intensity && m_quantity.statistic == Statistic::Mean) return meanIntensity();
        return statisticOf(values(), m_quantity.statistic);
    }

private:
    [[nodiscard]] double meanIntensity() const {
        const double mean = dsp::meanIntensity(m_tracks.intensity, m_range);
        return mean > kSilentDecibels ? mean : core::kUndefined;
    }

    [[nodiscard]] std::vector<double> values() const {
        const auto number = static_cast<std::size_t>(m_quantity.formant);
        const auto& formants = m_tracks.formants;
        switch (m_quantity.subject) {
            case Subject::Pitch:
                return valuesIn(m_tracks.pitch.times, m_range, [&](std::size_t frame) {
                    return m_tracks.pitch.voiced(frame) ? static_cast<double>(m_tracks.pitch.hertz[frame]) : core::kUndefined;
                });
            case Subject::Formant:
            case Subject::Bandwidth:
                if (number > formants.most) return {};
                return valuesIn(formants.times, m_range, [&](std::size_t frame) {
                    return static_cast<double>(m_quantity.subject == Subject::Formant ? formants.formant(frame, number)
                                                                                      : formants.width(frame, number));
                });
            case Subject::Intensity:
                return valuesIn(m_tracks.intensity.times, m_range, [&](std::size_t frame) {
                    const auto value = static_cast<double>(m_tracks.intensity.decibels[frame]);
                    return value > kSilentDecibels ? value : core::kUndefined;
                });
            default:
                return valuesIn(m_tracks.harmonicity.times, m_range, [&](std::size_t frame) {
                    const float value = m_tracks.harmonicity.decibels[frame];
                    return value > dsp::HarmonicityTrack::kNoHarmonicity ? static_cast<double>(value) : core::kUndefined;
                });
        }
    }

    const Tracks& m_tracks;
    const Quantity& m_quantity;
    const dsp::TimeRange& m_range;
};

double voiceNumber(const dsp::VoiceReport& voice, const std::string& word) {
    if (voice.pitch.frames == 0) return core::kUndefined;
    const struct {
        std::string_view name;
        double value;
    } numbers[] = {{"voiced", 1.0 - voice.unvoicedShare},
                   {"pulses", static_cast<double>(voice.pulses)},
                   {"period.mean", voice.periods.mean},
                   {"period.sd", voice.periods.deviation},
                   {"breaks", static_cast<double>(voice.breaks)},
                   {"breaks.share", voice.breakShare},
                   {"jitter.local", voice.jitter.local},
                   {"jitter.absolute", voice.jitter.localAbsolute},
                   {"jitter.rap", voice.jitter.rap},
                   {"jitter.ppq5", voice.jitter.ppq5},
                   {"jitter.ddp", voice.jitter.ddp},
                   {"shimmer.local", voice.shimmer.local},
                   {"shimmer.db", voice.shimmer.localDecibels},
                   {"shimmer.apq3", voice.shimmer.apq3},
                   {"shimmer.apq5", voice.shimmer.apq5},
                   {"shimmer.apq11", voice.shimmer.apq11},
                   {"shimmer.dda", voice.shimmer.dda},
                   {"voice.autocorrelation", voice.autocorrelation},
                   {"voice.nhr", voice.noiseToHarmonics},
                   {"voice.hnr", voice.harmonicsToNoise}};
    for (const auto& number : numbers) {
        if (number.name == word) return number.value;
    }
    return core::kUndefined;
}

Result<Tracks> tracksOf(MeasuredSound& sound, const MeasuredSpan& span, const Needs& needs, const EmotionSource* emotion,
                        core::Progress& progress) {
    Tracks tracks;
    const auto& settings = sound.settings();
    const double reach = std::max({kReach, 2.0 * settings.pitch.stepSeconds, 2.0 * settings.formants.stepSeconds,
                                   2.0 * settings.intensity.stepSeconds, 2.0 * settings.harmonicity.stepSeconds});
    const dsp::TimeRange wide{span.time.start - reach, span.time.end + reach};
    const auto take = [&](bool needed, double from, double to, auto& target, auto compute) -> core::Status {
        if (!needed) return {};
        auto part = progress.part(from, to);
        auto track = (sound.*compute)(wide, part);
        if (!track) return fail(track.error());
        target = std::move(*track);
        return {};
    };
    if (auto done = take(needs.pitch, 0.0, 0.3, tracks.pitch, &MeasuredSound::pitch); !done) return fail(done.error());
    if (auto done = take(needs.formants, 0.3, 0.5, tracks.formants, &MeasuredSound::formants); !done) return fail(done.error());
    if (auto done = take(needs.intensity, 0.5, 0.6, tracks.intensity, &MeasuredSound::intensity); !done)
        return fail(done.error());
    if (auto done = take(needs.harmonicity, 0.6, 0.8, tracks.harmonicity, &MeasuredSound::harmonicity); !done)
        return fail(done.error());
    if (needs.voice && span.time.duration() > 0.0) {
        MeasuredPulses pulses;
        if (auto done = take(true, 0.8, 0.9, pulses, &MeasuredSound::pulses); !done) return fail(done.error());
        tracks.voice = dsp::reportVoice(tracks.pitch, pulses.times, pulses.amplitudes, settings.pitch,
                                        {span.time.start, span.time.end}, sound.info().seconds());
    }
    const bool inside = span.time.end >= 0.0 && span.time.start <= sound.info().seconds();
    if (needs.emotion && inside) {
        if (progress.stopRequested()) return core::cancelled();
        auto posteriors = emotion->posteriors(span.time.start, span.time.end);
        if (!posteriors) return fail(posteriors.error());
        tracks.posteriors = std::move(*posteriors);
    }
    return tracks;
}

Cell emotionCell(const Quantity& quantity, const std::vector<float>& posteriors, const EmotionSource& emotion) {
    if (posteriors.empty()) return quantity.word.empty() ? Cell(std::string()) : Cell(core::kUndefined);
    if (quantity.word.empty()) {
        const auto best = std::max_element(posteriors.begin(), posteriors.end()) - posteriors.begin();
        return emotion.classes[static_cast<std::size_t>(best)];
    }
    const auto found = std::find(emotion.classes.begin(), emotion.classes.end(), quantity.word) - emotion.classes.begin();
    return static_cast<double>(posteriors[static_cast<std::size_t>(found)]);
}

Cell cellOf(const MeasuredSpan& span, const Quantity& quantity, const Tracks& tracks, const EmotionSource* emotion) {
    switch (quantity.subject) {
        case Subject::Label:
            return span.label;
        case Subject::Parent:
            return span.parent.value_or(std::string());
        case Subject::Start:
            return span.time.start;
        case Subject::End:
            return span.time.end;
        case Subject::Duration:
            return span.time.duration();
        case Subject::Voice:
            return voiceNumber(tracks.voice, quantity.word);
        case Subject::Emotion:
            return emotionCell(quantity, tracks.posteriors, *emotion);
        default:
            break;
    }
    const dsp::TimeRange range{span.time.start, span.time.end};
    const TrackValue value(tracks, quantity, range);
    if (quantity.statistic == Statistic::At) return value.at(span.time.start + 0.01 * quantity.percent * span.time.duration());
    if (span.time.duration() > 0.0) return value.statistic();
    return quantity.statistic == Statistic::Deviation ? core::kUndefined : value.at(span.time.start);
}

/// To the nanosecond, without zeros at the end.
std::string timeText(double seconds) {
    std::string text = core::fixedText(seconds, 9);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text == "-0" ? "0" : text;
}

core::Error noTier(const Annotation& annotation, const std::string& name, std::string_view source) {
    std::string names;
    for (const auto& other : annotation.tiers()) names += (names.empty() ? "" : ", ") + other->header.name;
    if (names.empty())
        return {ErrorKind::NotFound,
                {TRANSLATABLE("Engine", "%1 has no tier \"%2\"; it has none at all."), {std::string(source), name}},
                {}};
    return {ErrorKind::NotFound,
            {TRANSLATABLE("Engine", "%1 has no tier \"%2\". It has %3."), {std::string(source), name, names}},
            {}};
}

}  // namespace

core::Status checkEmotion(const std::vector<Quantity>& quantities, const std::vector<std::string>& classes) {
    for (const auto& quantity : quantities) {
        if (quantity.subject != Subject::Emotion) continue;
        if (classes.empty())
            return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "Emotion is measured with a model: choose one.")});
        if (quantity.word.empty() || std::find(classes.begin(), classes.end(), quantity.word) != classes.end()) continue;
        std::string known;
        for (const auto& name : classes) known += (known.empty() ? "" : ", ") + name;
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "The model knows no emotion \"%1\". It knows %2."), {quantity.word, known}});
    }
    return {};
}

bool isEmpty(const Cell& cell) {
    const auto* word = std::get_if<std::string>(&cell);
    return word != nullptr ? word->empty() : !std::isfinite(std::get<double>(cell));
}

Result<std::vector<MeasuredSpan>> measuredSpans(const Annotation& annotation, const SpanChoice& choice,
                                                std::string_view source) {
    const auto tier = annotation.find(std::string_view(choice.tier));
    if (!tier) return fail(noTier(annotation, choice.tier, source));
    const auto parent = choice.parent.empty() ? nullptr : annotation.find(std::string_view(choice.parent));
    if (!parent && !choice.parent.empty()) return fail(noTier(annotation, choice.parent, source));
    std::vector<MeasuredSpan> spans;
    for (std::size_t i = 0; i < tier->items.size(); ++i) {
        const auto& label = tier->items[i].label;
        const bool wanted = choice.matcher ? choice.matcher->matches(label) : choice.unlabelled || !label.empty();
        if (!wanted) continue;
        const Interval time = annotation.interval(*tier, i);
        auto above = annotation.parentLabel(*tier, i);
        if (parent) {
            const auto place = parent->at(0.5 * (time.start + time.end));
            above = place && parent->isInterval() ? std::optional(parent->items[*place].label) : std::nullopt;
        }
        spans.push_back({time, label, std::move(above), tier->header.name, i});
    }
    return spans;
}

MeasuredSpan wholeSpan(const audio::AudioInfo& info) { return {{0.0, info.seconds()}, {}, {}, {}, 0}; }

Result<std::vector<Measurement>> measureSpans(MeasuredSound& sound, std::span<const MeasuredSpan> spans,
                                              const std::vector<Quantity>& quantities, const EmotionSource* emotion,
                                              core::Progress& progress) {
    const bool asked = emotion != nullptr && emotion->posteriors;
    if (const auto checked = checkEmotion(quantities, asked ? emotion->classes : std::vector<std::string>()); !checked)
        return fail(checked.error());
    const Needs needs = needsOf(quantities);
    std::vector<Measurement> rows;
    rows.reserve(spans.size());
    for (std::size_t i = 0; i < spans.size(); ++i) {
        if (progress.stopRequested()) return core::cancelled();
        const auto count = static_cast<double>(spans.size());
        auto part = progress.part(static_cast<double>(i) / count, static_cast<double>(i + 1) / count);
        const auto tracks = tracksOf(sound, spans[i], needs, emotion, part);
        if (!tracks) return fail(tracks.error());
        Measurement row{spans[i], {}};
        for (const auto& quantity : quantities) row.cells.push_back(cellOf(spans[i], quantity, *tracks, emotion));
        rows.push_back(std::move(row));
        part.report(1.0);
    }
    progress.report(1.0);
    return rows;
}

bool needsEmotion(const std::vector<Quantity>& quantities) { return needsOf(quantities).emotion; }
bool needsPitch(const std::vector<Quantity>& quantities) { return needsOf(quantities).pitch; }

std::string cellText(const Cell& cell, const Quantity& quantity) {
    if (const auto* word = std::get_if<std::string>(&cell)) return *word;
    const double value = std::get<double>(cell);
    if (!std::isfinite(value)) return {};
    const bool isTime =
        quantity.subject == Subject::Start || quantity.subject == Subject::End || quantity.subject == Subject::Duration;
    if (isTime) return timeText(value);
    return core::numberText(static_cast<float>(value));
}

}  // namespace prososcope::annotation
