// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <iterator>
#include <map>

#include "engine/audio/AudioFile.h"
#include "engine/core/Csv.h"
#include "engine/core/Regex.h"
#include "engine/corpus/Columns.h"
#include "engine/corpus/CorpusFiles.h"
#include "engine/corpus/ImportPreview.h"
#include "engine/corpus/Layouts.h"
#include "engine/corpus/TableRows.h"
#include "engine/corpus/Words.h"

// Corpora whose file names say everything. Settings:
//   "pattern"         a regular expression (PCRE2) that is looked for in each recording's path relative to the corpus folder,
//   with
//                     '/' between folders: (?<speaker>\d\d)_(?<emotion>[A-Z])\. Groups are named as fields (`fieldNames`);
//                     groups of other names are kept as further columns of numbers or words
//   "map"             words for what the group "emotion" holds: "W=angry,F=happy"; "map-GROUP" the same for another group
//   "speaker-gender"  genders of speakers whom the names do not tell: "03=male,08=female"
//   "only"            keeps recordings by their groups: "phase=2"
//   "preset"          a pattern, words and facts to begin with; each of the settings above takes their place
namespace prososcope::corpus {

namespace {

namespace fs = std::filesystem;
using core::ErrorKind;
using core::fail;
using Pairs = std::map<std::string, std::string>;

struct Preset {
    std::string_view name;
    std::string_view pattern;
    std::string_view map;
    std::string_view language;
    std::string_view title;
    std::string_view licence;
    std::string_view citation;
    std::string_view source;
};

// The names of these two releases are not published. The patterns assume that words say the emotion and the speaker somewhere
// in the path, which holds for copies sorted into folders; where a copy is named otherwise, the import says how many files did
// not fit and names some, and a pattern of one's own reads them.
constexpr Preset kPresets[] = {
    {"ksuemotions",
     R"((?i)^(?=.*?(?<emotion>neutral|happ(?:y|iness)|sad(?:ness)?|surprised?|question(?:ing)?|ang(?:er|ry)))(?=(?:.*?[/_. -])?(?:spk|speaker|s)?[_-]?(?<speaker>[mf]?\d{1,3})[/_. -])(?=(?:.*?phase[ _-]?(?<phase>[12]))?)(?=(?:.*?trial[ _-]?(?<trial>\d))?))",
     "questioning=questioning,question=questioning", "ar", "KSUEmotions",
     "LDC User Agreement for Non-Members or the member's agreement",
     "Meftah, Alotaibi, Selouani (2018): Evaluation of an Arabic speech corpus of emotions. IEEE Access 6, 72845-72861.",
     "LDC2017S12"},
    {"mandarin-affective",
     R"((?i)^(?=.*?(?<emotion>neutral|anger|elation|panic|sadness))(?=(?:.*?/)?(?:spk|speaker|s)?[_-]?(?<gender>[fm])?[_-]?(?<speaker>\d{1,3})[/_-])(?=(?:.*?(?<style>paragraph|phrase|utterance))?))",
     "elation=happy,panic=fearful", "zh", "Mandarin Affective Speech", "Mandarin Affective Speech Agreement",
     "Wu, Yang, Wu, Li (2006): MASC: a speech corpus in Mandarin for emotion analysis and affective speaker recognition. "
     "IEEE Odyssey, 1-5.",
     "LDC2007S09"},
};

/// What one import does with names, from the preset and the settings.
struct Rules {
    core::Regex regex;
    Pairs emotions;
    std::map<std::string, Pairs> words;  ///< of other groups
    Pairs speakerGender;
    Pairs only;
    const Preset* preset = nullptr;
};

core::Result<const Preset*> presetOf(const ImportOptions& options) {
    const std::string wanted = valueOr(options.settings, "preset");
    if (wanted.empty()) return nullptr;
    std::string names;
    for (const auto& preset : kPresets) {
        if (preset.name == wanted) return &preset;
        names += (names.empty() ? "" : ", ") + std::string(preset.name);
    }
    return fail(ErrorKind::BadInput,
                {TRANSLATABLE("Engine", "The preset \"%1\" is not known. Known presets: %2."), {wanted, names}});
}

core::Result<Rules> rulesOf(const ImportOptions& options) {
    const auto preset = presetOf(options);
    if (!preset) return fail(preset.error());
    std::string pattern = valueOr(options.settings, "pattern");
    if (pattern.empty() && *preset != nullptr) pattern = (*preset)->pattern;
    if (pattern.empty()) {
        return fail(
            ErrorKind::BadInput,
            {TRANSLATABLE("Engine",
                          "The layout \"pattern\" needs the setting \"pattern\", a regular expression with named groups "
                          "such as (?<speaker>\\d+)_(?<emotion>[a-z]+), or a preset.")});
    }
    auto regex = core::Regex::create(pattern);
    if (!regex) return fail(regex.error());
    const auto& names = regex->names();
    const auto has = [&](std::string_view name) {
        return std::any_of(names.begin(), names.end(), [&](const auto& group) { return group.first == name; });
    };
    if (!has("emotion") && !has("speaker")) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine",
                                  "The pattern has neither a group named emotion nor one named speaker. Write "
                                  "(?<emotion>...) around the part of the name that tells it.")});
    }
    Rules rules{std::move(*regex), {}, {}, {}, {}, *preset};
    core::Status status;
    const auto read = [&](const char* name, std::string_view fallback, Pairs& target) {
        const auto setting = options.settings.find(name);
        auto pairs = parsePairs(setting != options.settings.end() ? std::string_view(setting->second) : fallback, name);
        if (pairs) {
            target = std::move(*pairs);
        } else if (status) {
            status = fail(pairs.error());
        }
    };
    read("map", *preset != nullptr ? (*preset)->map : std::string_view(), rules.emotions);
    for (const char* name : {"map-speaker", "map-gender", "map-session", "map-split", "map-intensity", "map-dialogue"}) {
        if (options.settings.contains(name)) read(name, {}, rules.words[std::string(name).substr(4)]);
    }
    read("speaker-gender", {}, rules.speakerGender);
    read("only", {}, rules.only);
    if (!status) return fail(status.error());
    return rules;
}

/// What the named groups of a match hold; of alternatives with one name, the first that took part.
Pairs groupsOf(const core::Regex& regex, const core::Regex::Found& found, std::string_view text) {
    Pairs groups;
    for (const auto& [name, index] : regex.names()) {
        if (index >= found.groups.size() || !found.groups[index] || groups.contains(name)) continue;
        const auto [from, to] = *found.groups[index];
        groups[name] = std::string(text.substr(from, to - from));
    }
    return groups;
}

Utterance utteranceOf(const fs::path& file, Pairs groups, const Rules& rules, LabelWords& words, CorpusFiles& notes) {
    Utterance utterance;
    utterance.path = file;
    if (rules.preset != nullptr) utterance.language = rules.preset->language;
    for (auto& [name, value] : groups) {
        if (const auto map = rules.words.find(name); map != rules.words.end()) {
            if (const auto word = map->second.find(value); word != map->second.end()) value = word->second;
        }
        const std::string field = name == "text" ? "transcript" : name;
        const bool known = std::find(fieldNames().begin(), fieldNames().end(), field) != fieldNames().end();
        if (field == "emotion") {
            utterance.emotion = words.word(value);
        } else if (known && field != "path" && field != "id") {
            if (!setField(utterance, field, value)) {
                notes.note(TRANSLATABLE("Engine", "Parts of names that should be numbers and were read as empty: %1 (%2)."),
                           file.string());
            }
        } else if (!known) {
            const auto number = finiteNumber(value);
            if (number) {
                utterance.numbers[name] = *number;
            } else {
                utterance.texts[name] = value;
            }
        }
    }
    if (utterance.gender.empty()) setField(utterance, "gender", valueOr(rules.speakerGender, utterance.speaker));
    return utterance;
}

auto tooManySteps(const std::string& name) {
    return fail(ErrorKind::BadInput,
                {TRANSLATABLE("Engine",
                              "The pattern takes too many steps on the name %1. Make it simpler: no repetition inside a "
                              "repetition."),
                 {name}});
}

core::Result<Corpus> readPattern(const fs::path& folder, const ImportOptions& options, core::Progress& progress) {
    const auto rules = rulesOf(options);
    if (!rules) return fail(rules.error());
    CorpusFiles files(folder);
    LabelWords words(rules->emotions);
    Corpus corpus;
    corpus.layout = "pattern";
    if (rules->preset != nullptr) {
        corpus.title = rules->preset->title;
        corpus.licence = rules->preset->licence;
        corpus.citation = rules->preset->citation;
        corpus.source = rules->preset->source;
    }
    for (const auto& file : files.filesBelow({})) {
        if (progress.stopRequested()) return core::cancelled();
        if (!audio::hasAudioEnding(file)) continue;
        const std::string name = file.generic_string();
        const auto found = rules->regex.search(name);
        if (found.outcome == core::Regex::Outcome::TooManySteps) return tooManySteps(name);
        if (found.outcome == core::Regex::Outcome::NoMatch) {
            files.note(TRANSLATABLE("Engine", "Left out, names that the pattern does not fit: %1 (%2)."), name);
            continue;
        }
        auto groups = groupsOf(rules->regex, found, name);
        const bool wanted = std::all_of(rules->only.begin(), rules->only.end(),
                                        [&](const auto& pair) { return valueOr(groups, pair.first) == pair.second; });
        if (!wanted) {
            files.note(TRANSLATABLE("Engine", "Left out by the setting \"only\": %1 (%2)."), name);
            continue;
        }
        corpus.utterances.push_back(utteranceOf(file, std::move(groups), *rules, words, files));
    }
    words.addRemark(corpus);
    files.addRemarks(corpus);
    remarkSpeakerless(corpus);
    return corpus;
}

/// Never by itself: no folder says by which pattern it was named.
bool fitsPattern(const fs::path&) { return false; }

}  // namespace

core::Result<PatternPreview> previewPattern(const fs::path& folder, const ImportOptions& options, std::size_t most,
                                            core::Progress& progress) {
    const auto rules = rulesOf(options);
    if (!rules) return fail(rules.error());
    PatternPreview preview;
    auto places = rules->regex.names();
    std::sort(places.begin(), places.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    for (const auto& [name, place] : places) {
        if (std::find(preview.groups.begin(), preview.groups.end(), name) == preview.groups.end())
            preview.groups.push_back(name);
    }
    std::vector<PatternPreview::Name> fitting;
    for (const auto& file : CorpusFiles(folder).filesBelow({})) {
        if (progress.stopRequested()) return core::cancelled();
        if (!audio::hasAudioEnding(file)) continue;
        ++preview.recordings;
        const std::string name = file.generic_string();
        const auto found = rules->regex.search(name);
        if (found.outcome == core::Regex::Outcome::TooManySteps) return tooManySteps(name);
        const bool fits = found.outcome == core::Regex::Outcome::Match;
        if (fits) ++preview.fitting;
        auto& shown = fits ? fitting : preview.names;
        if (shown.size() < most) shown.push_back({name, fits, fits ? groupsOf(rules->regex, found, name) : Pairs()});
    }
    const std::size_t wrong = std::min(preview.names.size(), most - std::min(most / 2, fitting.size()));
    preview.names.resize(wrong);
    fitting.resize(std::min(fitting.size(), most - wrong));
    std::move(fitting.begin(), fitting.end(), std::back_inserter(preview.names));
    return preview;
}

Layout patternLayout() {
    return {"pattern",
            {"pattern", "preset", "map", "map-speaker", "map-gender", "map-session", "map-split", "map-intensity",
             "map-dialogue", "speaker-gender", "only"},
            fitsPattern,
            readPattern};
}

}  // namespace prososcope::corpus
