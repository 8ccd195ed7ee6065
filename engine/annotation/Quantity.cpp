// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/Quantity.h"

#include <algorithm>
#include <array>

#include "engine/core/Csv.h"

namespace prososcope::annotation {

using core::ErrorKind;
using core::fail;
using core::Result;
using core::Text;

namespace {

constexpr int kFormants = 5;

struct NamedStatistic {
    std::string_view name;
    Statistic statistic;
};
constexpr std::array kStatistics{NamedStatistic{"mean", Statistic::Mean}, NamedStatistic{"min", Statistic::Minimum},
                                 NamedStatistic{"max", Statistic::Maximum}, NamedStatistic{"sd", Statistic::Deviation},
                                 NamedStatistic{"median", Statistic::Median}};

struct NamedPlace {
    std::string_view name;
    Subject subject;
    std::string_view unit;
    const char* definition;
};
constexpr std::array kPlaces{
    NamedPlace{"label", Subject::Label, "", TRANSLATABLE("Engine", "The label of the interval or point.")},
    NamedPlace{"parent", Subject::Parent, "", TRANSLATABLE("Engine", "The label of the parent tier's interval there.")},
    NamedPlace{"start", Subject::Start, "s", TRANSLATABLE("Engine", "Where the interval begins.")},
    NamedPlace{"end", Subject::End, "s", TRANSLATABLE("Engine", "Where the interval ends.")},
    NamedPlace{"duration", Subject::Duration, "s", TRANSLATABLE("Engine", "How long the interval lasts.")}};

struct NamedVoice {
    std::string_view name;
    std::string_view unit;
    const char* definition;
};
constexpr std::array kVoice{
    NamedVoice{"voiced", "", TRANSLATABLE("Engine", "Share of the frames that are voiced, 0 to 1.")},
    NamedVoice{"pulses", "", TRANSLATABLE("Engine", "Number of glottal pulses.")},
    NamedVoice{"period.mean", "s", TRANSLATABLE("Engine", "Mean period between glottal pulses.")},
    NamedVoice{"period.sd", "s", TRANSLATABLE("Engine", "Standard deviation of the periods between glottal pulses.")},
    NamedVoice{"breaks", "",
               TRANSLATABLE("Engine",
                            "Number of voice breaks: distances of pulses beyond 1.25 periods of the "
                            "pitch floor.")},
    NamedVoice{"breaks.share", "", TRANSLATABLE("Engine", "Share of the interval's duration that voice breaks take.")},
    NamedVoice{"jitter.local", "",
               TRANSLATABLE("Engine",
                            "Mean difference of neighbouring periods, as a share of the mean "
                            "period (Praat's jitter, local).")},
    NamedVoice{"jitter.absolute", "s",
               TRANSLATABLE("Engine",
                            "Mean difference of neighbouring periods (Praat's jitter, local, "
                            "absolute).")},
    NamedVoice{"jitter.rap", "",
               TRANSLATABLE("Engine",
                            "Mean difference of a period from the mean of three, as a share of the "
                            "mean period (Praat's jitter, rap).")},
    NamedVoice{"jitter.ppq5", "",
               TRANSLATABLE("Engine",
                            "Mean difference of a period from the mean of five, as a share of the "
                            "mean period (Praat's jitter, ppq5).")},
    NamedVoice{"jitter.ddp", "",
               TRANSLATABLE("Engine",
                            "Mean difference of neighbouring differences of periods, as a share of "
                            "the mean period (Praat's jitter, ddp).")},
    NamedVoice{"shimmer.local", "",
               TRANSLATABLE("Engine",
                            "Mean difference of neighbouring amplitudes, as a share of the mean "
                            "amplitude (Praat's shimmer, local).")},
    NamedVoice{"shimmer.db", "dB",
               TRANSLATABLE("Engine",
                            "Mean difference of neighbouring amplitudes in decibels (Praat's "
                            "shimmer, local, dB).")},
    NamedVoice{"shimmer.apq3", "",
               TRANSLATABLE("Engine",
                            "Mean difference of an amplitude from the mean of three, as a share "
                            "of the mean amplitude (Praat's shimmer, apq3).")},
    NamedVoice{"shimmer.apq5", "",
               TRANSLATABLE("Engine",
                            "Mean difference of an amplitude from the mean of five, as a share of "
                            "the mean amplitude (Praat's shimmer, apq5).")},
    NamedVoice{"shimmer.apq11", "",
               TRANSLATABLE("Engine",
                            "Mean difference of an amplitude from the mean of eleven, as a share "
                            "of the mean amplitude (Praat's shimmer, apq11).")},
    NamedVoice{"shimmer.dda", "",
               TRANSLATABLE("Engine",
                            "Mean difference of neighbouring differences of amplitudes, as a share "
                            "of the mean amplitude (Praat's shimmer, dda).")},
    NamedVoice{"voice.autocorrelation", "", TRANSLATABLE("Engine", "Mean autocorrelation of the voiced frames.")},
    NamedVoice{"voice.nhr", "", TRANSLATABLE("Engine", "Mean noise-to-harmonics ratio of the voiced frames.")},
    NamedVoice{"voice.hnr", "dB", TRANSLATABLE("Engine", "Mean harmonics-to-noise ratio of the voiced frames.")}};

/// Sentences about one track: the statistics in their order, then the value at a per cent.
using TrackSentences = std::array<const char*, 6>;
constexpr TrackSentences kPitchSentences{
    TRANSLATABLE("Engine", "Mean pitch of the voiced frames, by autocorrelation (Boersma 1993)."),
    TRANSLATABLE("Engine", "Lowest pitch of the voiced frames, by autocorrelation (Boersma 1993)."),
    TRANSLATABLE("Engine", "Highest pitch of the voiced frames, by autocorrelation (Boersma 1993)."),
    TRANSLATABLE("Engine", "Standard deviation of the pitch of the voiced frames, by autocorrelation (Boersma 1993)."),
    TRANSLATABLE("Engine", "Median pitch of the voiced frames, by autocorrelation (Boersma 1993)."),
    TRANSLATABLE("Engine", "Pitch at %2 % of the interval, linear between voiced frames; empty where unvoiced.")};
constexpr TrackSentences kFormantSentences{
    TRANSLATABLE("Engine", "Mean of formant %1 over the frames that have it, by linear prediction (Burg)."),
    TRANSLATABLE("Engine", "Lowest value of formant %1, by linear prediction (Burg)."),
    TRANSLATABLE("Engine", "Highest value of formant %1, by linear prediction (Burg)."),
    TRANSLATABLE("Engine", "Standard deviation of formant %1, by linear prediction (Burg)."),
    TRANSLATABLE("Engine", "Median of formant %1, by linear prediction (Burg)."),
    TRANSLATABLE("Engine", "Formant %1 at %2 % of the interval, linear between frames (Burg).")};
constexpr TrackSentences kBandwidthSentences{
    TRANSLATABLE("Engine", "Mean bandwidth of formant %1 over the frames that have it, by linear prediction (Burg)."),
    TRANSLATABLE("Engine", "Lowest bandwidth of formant %1, by linear prediction (Burg)."),
    TRANSLATABLE("Engine", "Highest bandwidth of formant %1, by linear prediction (Burg)."),
    TRANSLATABLE("Engine", "Standard deviation of the bandwidth of formant %1, by linear prediction (Burg)."),
    TRANSLATABLE("Engine", "Median bandwidth of formant %1, by linear prediction (Burg)."),
    TRANSLATABLE("Engine", "Bandwidth of formant %1 at %2 % of the interval, linear between frames (Burg).")};
constexpr TrackSentences kIntensitySentences{
    TRANSLATABLE("Engine", "Mean intensity, averaged as powers, in dB re 2e-5 (full scale counted as 1 Pa)."),
    TRANSLATABLE("Engine", "Lowest intensity in dB re 2e-5 (full scale counted as 1 Pa)."),
    TRANSLATABLE("Engine", "Highest intensity in dB re 2e-5 (full scale counted as 1 Pa)."),
    TRANSLATABLE("Engine", "Standard deviation of the intensity in dB."),
    TRANSLATABLE("Engine", "Median intensity in dB re 2e-5 (full scale counted as 1 Pa)."),
    TRANSLATABLE("Engine", "Intensity at %2 % of the interval, linear between frames, in dB re 2e-5.")};
constexpr TrackSentences kHarmonicitySentences{
    TRANSLATABLE("Engine", "Mean harmonics-to-noise ratio of the frames that have one, by cross-correlation."),
    TRANSLATABLE("Engine", "Lowest harmonics-to-noise ratio, by cross-correlation."),
    TRANSLATABLE("Engine", "Highest harmonics-to-noise ratio, by cross-correlation."),
    TRANSLATABLE("Engine", "Standard deviation of the harmonics-to-noise ratio, by cross-correlation."),
    TRANSLATABLE("Engine", "Median harmonics-to-noise ratio, by cross-correlation."),
    TRANSLATABLE("Engine", "Harmonics-to-noise ratio of the frame nearest to %2 % of the interval, by cross-correlation.")};

std::string lowered(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return lower;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlank = " \t\r\n";
    const auto first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

/// The track that a name begins with, as a quantity, and the rest of the name; false where it begins with none.
bool takeTrack(std::string_view& name, Quantity& quantity) {
    const auto takes = [&](std::string_view track) {
        const bool is =
            name.starts_with(track) && (name.size() == track.size() || name[track.size()] == '.' || name[track.size()] == '@');
        if (is) name.remove_prefix(track.size());
        return is;
    };
    if (takes("f0")) {
        quantity.subject = Subject::Pitch;
    } else if (takes("intensity")) {
        quantity.subject = Subject::Intensity;
    } else if (takes("hnr")) {
        quantity.subject = Subject::Harmonicity;
    } else {
        for (int number = 1; number <= kFormants; ++number) {
            quantity.formant = number;
            quantity.subject = Subject::Formant;
            if (takes("f" + std::to_string(number))) return true;
            quantity.subject = Subject::Bandwidth;
            if (takes("b" + std::to_string(number))) return true;
        }
        return false;
    }
    return true;
}

/// What follows a track's name: nothing, ".mean" and the like, or "@50%".
bool takeStatistic(std::string_view rest, Quantity& quantity) {
    if (rest.empty()) return true;
    if (rest.front() == '@') {
        rest.remove_prefix(1);
        if (rest.ends_with('%')) rest.remove_suffix(1);
        const auto percent = core::parseNumber(trimmed(rest));
        if (!percent || !(*percent >= 0.0 && *percent <= 100.0)) return false;
        quantity.statistic = Statistic::At;
        quantity.percent = *percent;
        return true;
    }
    rest.remove_prefix(1);
    const auto found =
        std::find_if(kStatistics.begin(), kStatistics.end(), [&](const NamedStatistic& entry) { return entry.name == rest; });
    if (found == kStatistics.end()) return false;
    quantity.statistic = found->statistic;
    return true;
}

const NamedVoice* voiceNumber(std::string_view name) {
    const auto found = std::find_if(kVoice.begin(), kVoice.end(), [&](const NamedVoice& entry) { return entry.name == name; });
    return found == kVoice.end() ? nullptr : &*found;
}

const TrackSentences& sentencesOf(Subject subject) {
    switch (subject) {
        case Subject::Formant:
            return kFormantSentences;
        case Subject::Bandwidth:
            return kBandwidthSentences;
        case Subject::Intensity:
            return kIntensitySentences;
        case Subject::Harmonicity:
            return kHarmonicitySentences;
        default:
            return kPitchSentences;
    }
}

}  // namespace

bool Quantity::isText() const {
    return subject == Subject::Label || subject == Subject::Parent || (subject == Subject::Emotion && word.empty());
}

Result<Quantity> parseQuantity(std::string_view text) {
    const std::string_view given = trimmed(text);
    const std::string name = lowered(given);
    Quantity quantity;
    quantity.name = name;
    for (const auto& place : kPlaces) {
        if (place.name != name) continue;
        quantity.subject = place.subject;
        return quantity;
    }
    if (voiceNumber(name) != nullptr) {
        quantity.subject = Subject::Voice;
        quantity.word = name;
        return quantity;
    }
    if (name == "emotion" || (name.starts_with("emotion.") && name.size() > 8)) {
        quantity.subject = Subject::Emotion;
        if (name.size() > 8) quantity.word = given.substr(8);
        quantity.name = quantity.word.empty() ? "emotion" : "emotion." + quantity.word;
        return quantity;
    }
    std::string_view rest = name;
    if (takeTrack(rest, quantity) && takeStatistic(rest, quantity)) {
        if (quantity.subject != Subject::Formant && quantity.subject != Subject::Bandwidth) quantity.formant = 0;
        if (quantity.statistic == Statistic::At)
            quantity.name = name.substr(0, name.find('@')) + "@" + core::numberText(quantity.percent) + "%";
        return quantity;
    }
    return fail(
        ErrorKind::BadInput,
        {TRANSLATABLE("Engine",
                      "\"%1\" is nothing that can be measured. There are label, parent, start, end, duration; f0, f1 to "
                      "f5, b1 to b5, intensity and hnr with .mean, .min, .max, .sd, .median or @50%; voiced, jitter.local, "
                      "shimmer.local and the rest of the voice report; emotion."),
         {std::string(given)}});
}

Result<std::vector<Quantity>> parseQuantities(std::string_view names) {
    std::vector<Quantity> quantities;
    const auto add = [&](Quantity quantity) {
        if (std::find(quantities.begin(), quantities.end(), quantity) == quantities.end())
            quantities.push_back(std::move(quantity));
    };
    while (!names.empty()) {
        const auto comma = std::min(names.find(','), names.size());
        const auto name = trimmed(names.substr(0, comma));
        names.remove_prefix(std::min(comma + 1, names.size()));
        if (name.empty()) continue;
        if (lowered(name) == "voice") {
            for (auto& quantity : voiceQuantities()) add(std::move(quantity));
            continue;
        }
        auto quantity = parseQuantity(name);
        if (!quantity) return fail(quantity.error());
        add(std::move(*quantity));
    }
    if (quantities.empty())
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "Name what to measure, such as duration,f0.mean,f1@50%.")});
    return quantities;
}

std::string quantityNames(const std::vector<Quantity>& quantities) {
    std::string names;
    for (const auto& quantity : quantities) names += (names.empty() ? "" : ",") + quantity.name;
    return names;
}

std::string_view unitOf(const Quantity& quantity) {
    switch (quantity.subject) {
        case Subject::Start:
        case Subject::End:
        case Subject::Duration:
            return "s";
        case Subject::Pitch:
        case Subject::Formant:
        case Subject::Bandwidth:
            return "Hz";
        case Subject::Intensity:
        case Subject::Harmonicity:
            return "dB";
        case Subject::Voice:
            if (const auto* number = voiceNumber(quantity.word)) return number->unit;
            return "";
        case Subject::Label:
        case Subject::Parent:
        case Subject::Emotion:
            break;
    }
    return "";
}

Text definitionOf(const Quantity& quantity) {
    if (quantity.subject == Subject::Voice) {
        const auto* number = voiceNumber(quantity.word);
        return number != nullptr ? Text(number->definition) : Text();
    }
    if (quantity.subject == Subject::Emotion) {
        if (quantity.word.empty()) return {TRANSLATABLE("Engine", "The emotion that the model finds most likely.")};
        return {TRANSLATABLE("Engine", "The model's posterior of \"%1\", 0 to 1."), {quantity.word}};
    }
    for (const auto& place : kPlaces) {
        if (place.subject == quantity.subject) return {place.definition};
    }
    return {sentencesOf(quantity.subject)[static_cast<std::size_t>(quantity.statistic)],
            {std::to_string(quantity.formant), core::numberText(quantity.percent)}};
}

std::vector<Quantity> commonQuantities() {
    std::string names = "label,parent,start,end,duration";
    const auto addTrack = [&](const std::string& track) {
        for (const auto& statistic : kStatistics) names += "," + track + "." + std::string(statistic.name);
        for (const char* percent : {"20", "50", "80"}) names += "," + track + "@" + percent + "%";
    };
    for (const char* track : {"f0", "intensity", "f1", "f2", "f3", "f4", "f5", "hnr"}) addTrack(track);
    return parseQuantities(names + ",voice").value_or(std::vector<Quantity>{});
}

std::vector<Quantity> voiceQuantities() {
    std::vector<Quantity> quantities;
    for (const auto& number : kVoice) {
        Quantity quantity;
        quantity.subject = Subject::Voice;
        quantity.word = number.name;
        quantity.name = number.name;
        quantities.push_back(std::move(quantity));
    }
    return quantities;
}

}  // namespace prososcope::annotation
