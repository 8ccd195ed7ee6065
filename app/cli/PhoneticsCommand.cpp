// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/cli/CommandLine.h"
#include "engine/core/Csv.h"
#include "engine/core/Join.h"
#include "engine/core/SafeFile.h"
#include "engine/phonetics/CorpusUnits.h"
#include "engine/phonetics/TextNormaliser.h"

namespace prososcope::cli {

namespace {

using phonetics::Pronunciation;

struct PhoneticsOptions {
    std::string kind{phonetics::unitKindName(phonetics::UnitKind::BroadClasses)};
    std::string label{phonetics::syllableLabelName(phonetics::SyllableLabel::Shape)};
    std::string classes{phonetics::BroadClasses::kDefault};
    std::string emotion;
    std::string corpus;
    std::string inventory;
    std::string out;
    bool acrossWords = false;
    bool untagged = false;
    bool withoutEspeak = false;
    phonetics::PronouncerOptions pronouncer;
    std::vector<std::string> texts;

    [[nodiscard]] phonetics::UnitSettings units() const {
        return {*phonetics::unitKindFromName(kind), *phonetics::syllableLabelFromName(label), acrossWords};
    }
};

/// Parts with `between` between them, of every word of a spoken form.
template <typename Part>
std::string joinWords(const std::vector<Pronunciation>& spoken, Part part) {
    std::string text;
    for (const auto& phones : spoken) text += (text.empty() ? "" : "  ") + part(phones);
    return text;
}

std::string syllableText(const Pronunciation& phones, phonetics::OnsetRule rule) {
    std::string text;
    for (const auto& syllable : phonetics::syllablesOf(phones, rule)) {
        if (!text.empty()) text += " . ";
        text += phonetics::phoneText({phones.begin() + static_cast<std::ptrdiff_t>(syllable.begin),
                                      phones.begin() + static_cast<std::ptrdiff_t>(syllable.end)});
    }
    return text;
}

std::string shapeText(const Pronunciation& phones, phonetics::OnsetRule rule, const phonetics::BroadClasses& classes) {
    std::string text;
    for (const auto& syllable : phonetics::syllablesOf(phones, rule))
        text += (text.empty() ? "" : " ") + phonetics::labelOf(phones, syllable, phonetics::SyllableLabel::Shape, classes);
    return text;
}

std::string classText(const Pronunciation& phones, const phonetics::BroadClasses& classes) {
    std::string text;
    for (const auto& phone : phones) {
        const auto index = classes.classOf(phone);
        text += (text.empty() ? "" : " ") + (index ? classes.symbols()[*index] : std::string("?"));
    }
    return text;
}

int writeInventory(const CommandLine& line, const PhoneticsOptions& options, const phonetics::UnitInventory& inventory) {
    if (options.inventory.empty()) return kDone;
    if (const auto written = inventory.write(options.inventory); !written) return line.failed(written.error());
    line.message(
        core::Text("%1: %2 symbols, the first of them the blank.", {options.inventory, std::to_string(inventory.size())})
            .english());
    return kDone;
}

struct SpokenText {
    std::string text;
    phonetics::NormalisedText normalised;
    std::vector<phonetics::PronouncedWord> words;
    std::vector<std::string> units;
};

void printText(const CommandLine& line, const SpokenText& spoken, phonetics::OnsetRule rule,
               const phonetics::BroadClasses& classes) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& word : spoken.words)
        rows.push_back({word.text, joinWords(word.spoken, [](const auto& p) { return phonetics::phoneText(p, true); }),
                        joinWords(word.spoken, [&](const auto& p) { return syllableText(p, rule); }),
                        joinWords(word.spoken, [&](const auto& p) { return shapeText(p, rule, classes); }),
                        joinWords(word.spoken, [&](const auto& p) { return classText(p, classes); }),
                        std::string(phonetics::sourceName(word.source))});
    line.print(formatTable({"word", "phones", "syllables", "shapes", "classes", "from"}, rows));
    line.print(core::Text("%1 units: %2\n", {std::to_string(spoken.units.size()), core::joined(spoken.units, " ")}).english());
}

nlohmann::json textJson(const SpokenText& spoken, phonetics::OnsetRule rule, const phonetics::BroadClasses& classes) {
    nlohmann::json value = {{"text", spoken.text},
                            {"events", spoken.normalised.events},
                            {"words", nlohmann::json::array()},
                            {"units", spoken.units}};
    for (const auto& word : spoken.words) {
        nlohmann::json entry = {
            {"word", word.text}, {"from", phonetics::sourceName(word.source)}, {"spoken", nlohmann::json::array()}};
        for (const auto& phones : word.spoken)
            entry["spoken"].push_back({{"phones", phonetics::phoneText(phones, true)},
                                       {"syllables", syllableText(phones, rule)},
                                       {"shapes", shapeText(phones, rule, classes)},
                                       {"classes", classText(phones, classes)}});
        value["words"].push_back(std::move(entry));
    }
    return value;
}

int speakTexts(const CommandLine& line, const PhoneticsOptions& options, const phonetics::BroadClasses& classes) {
    auto pronouncer = phonetics::Pronouncer::open(options.pronouncer);
    if (!pronouncer) return line.failed(pronouncer.error());
    const auto rule = pronouncer->onsetRule();
    std::vector<SpokenText> results;
    std::vector<std::string> words;
    for (const auto& text : options.texts) {
        results.push_back({text, phonetics::normaliseText(text, options.pronouncer.language), {}, {}});
        const auto& normalised = results.back().normalised.words;
        words.insert(words.end(), normalised.begin(), normalised.end());
    }
    ProgressBar bar(line);
    const auto spoken = pronouncer->pronounce(words, bar.progress());
    bar.clear();
    if (!spoken) return line.failed(spoken.error());
    phonetics::UnknownSymbols unknown;
    phonetics::UnitInventory::Counter counter;
    const auto tag = phonetics::emotionTag(options.emotion);
    auto next = spoken->begin();
    for (auto& result : results) {
        std::vector<Pronunciation> phones;
        for (std::size_t i = 0; i < result.normalised.words.size(); ++i, ++next) {
            phones.insert(phones.end(), next->spoken.begin(), next->spoken.end());
            result.words.push_back(*next);
        }
        result.units = phonetics::taggedUnits(phonetics::unitsOf(phones, options.units(), classes, rule, unknown), tag);
        counter.add(result.units);
    }
    if (line.json) {
        auto list = nlohmann::json::array();
        for (const auto& result : results) list.push_back(textJson(result, rule, classes));
        line.printJson(list);
    } else {
        for (const auto& result : results) printText(line, result, rule, classes);
    }
    for (const auto& remark : pronouncer->remarks()) line.message(remark.english());
    if (!unknown.empty()) line.message(unknown.sentence().english());
    return writeInventory(line, options, counter.build());
}

core::Status writeUnits(const std::string& path, const std::vector<phonetics::UtteranceUnits>& utterances) {
    core::CsvTable table;
    table.columns = {"id", "language", "emotion", "count", "units"};
    for (const auto& utterance : utterances)
        table.rows.push_back({utterance.id, utterance.language, utterance.emotion, std::to_string(utterance.units.size()),
                              core::joined(utterance.units, " ")});
    return core::writeFile(path, core::formatCsv(table));
}

void printCorpus(const CommandLine& line, const corpus::Corpus& corpus, const phonetics::CorpusUnits& result) {
    std::size_t units = 0;
    for (const auto& utterance : result.utterances) units += utterance.units.size();
    const double mean = static_cast<double>(units) / static_cast<double>(result.utterances.size());
    if (line.json) {
        nlohmann::json value = {{"corpus", corpus.name},
                                {"utterances", result.utterances.size()},
                                {"words", result.words},
                                {"events", result.events},
                                {"units", units},
                                {"units_per_utterance", mean},
                                {"symbols", result.inventory.size()},
                                {"words_from", result.sources},
                                {"remarks", nlohmann::json::array()}};
        for (const auto& remark : result.remarks) value["remarks"].push_back(remark.english());
        line.printJson(value);
        return;
    }
    std::string sources;
    for (const auto& [source, count] : result.sources)
        sources += (sources.empty() ? "" : ", ") + source + " " + std::to_string(count);
    line.print(formatTable({"", ""}, {{"corpus", corpus.name},
                                      {"utterances", std::to_string(result.utterances.size())},
                                      {"words", std::to_string(result.words)},
                                      {"words from", sources},
                                      {"events", std::to_string(result.events)},
                                      {"units", std::to_string(units)},
                                      {"units per utterance", core::fixedText(mean, 2)},
                                      {"symbols", std::to_string(result.inventory.size())}}));
    for (const auto& remark : result.remarks) line.message(remark.english());
}

int speakCorpus(const CommandLine& line, const PhoneticsOptions& options, const phonetics::BroadClasses& classes) {
    const auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    const auto corpus = workspace->corpus(options.corpus);
    if (!corpus) return line.failed(corpus.error());
    phonetics::CorpusUnitOptions settings;
    settings.units = options.units();
    settings.pronouncer = options.pronouncer;
    settings.tagged = !options.untagged;
    ProgressBar bar(line);
    const auto result = phonetics::corpusUnits(*corpus, classes, settings, bar.progress());
    bar.clear();
    if (!result) return line.failed(result.error());
    if (!options.out.empty()) {
        if (const auto written = writeUnits(options.out, result->utterances); !written) return line.failed(written.error());
    }
    printCorpus(line, *corpus, *result);
    return writeInventory(line, options, result->inventory);
}

int run(const CommandLine& line, PhoneticsOptions options) {
    if (options.texts.empty() == options.corpus.empty()) return line.wrongUse("Give either texts or --corpus NAME.");
    if (options.corpus.empty() && !options.out.empty()) return line.wrongUse("--out belongs to --corpus.");
    if (options.corpus.empty() && options.untagged) return line.wrongUse("--untagged belongs to --corpus.");
    if (!options.corpus.empty() && !options.emotion.empty())
        return line.wrongUse("--emotion belongs to texts: utterances of a corpus carry their own.");
    options.pronouncer.useEspeak = !options.withoutEspeak;
    const auto classes = phonetics::BroadClasses::find(options.classes);
    if (!classes) return line.failed(classes.error());
    return options.corpus.empty() ? speakTexts(line, options, *classes) : speakCorpus(line, options, *classes);
}

}  // namespace

void addPhoneticsCommand(CLI::App& app, CommandLine& line) {
    auto* command = app.add_subcommand(
        "phonetics", "Words as phones, broad classes and syllables; the units of transcripts and their inventory");
    auto options = std::make_shared<PhoneticsOptions>();
    command->add_option("TEXT", options->texts, "What is said; events such as [LAUGHTER] are no words");
    command->add_option("--corpus", options->corpus, "The transcripts of a corpus of the workspace instead")->type_name("NAME");
    command
        ->add_option("--language", options->pronouncer.language,
                     "Its code (en, de, pt-br); of a corpus: where an utterance names none")
        ->capture_default_str();
    command->add_option("--units", options->kind, "What is counted")
        ->check(CLI::IsMember({"phonemes", "classes", "syllables", "utterance"}))
        ->capture_default_str();
    command->add_option("--label", options->label, "What a syllable is called as a unit")
        ->check(CLI::IsMember({"shape", "anonymous", "nucleus", "broad-string", "full"}))
        ->capture_default_str();
    command->add_option("--classes", options->classes, "manner5, manner6, manner7, manner8, or a file of your own")
        ->capture_default_str();
    command->add_flag("--across-words", options->acrossWords, "Syllables may begin in one word and end in the next");
    command->add_option("--lexicon", options->pronouncer.userLexicon, "Pronunciations of your own, in CMUdict's format")
        ->check(CLI::ExistingFile);
    command->add_option("--emotion", options->emotion, "Tag the units of the texts")->type_name("WORD");
    command->add_flag("--untagged", options->untagged, "Units of a corpus without the emotion");
    command->add_flag("--no-espeak", options->withoutEspeak, "Only lexicons, and letter rules for English");
    command->add_option("--inventory", options->inventory, "Write the units with their indices to this text file")
        ->type_name("PATH");
    command->add_option("--out", options->out, "Write the units of every utterance to this table (.csv)")->type_name("PATH");
    command->callback([&line, options] { line.action = [&line, options] { return run(line, *options); }; });
}

}  // namespace prososcope::cli
