// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/SpeechExperiment.h"

#include <algorithm>

#include "engine/core/TomlWriter.h"
#include "engine/experiment/ExperimentTables.h"

namespace prososcope::experiment {

using core::TomlReader;

bool isOfKind(std::string_view text, std::string_view kind) {
    const auto root = core::parseToml(text, "experiment");
    return root && root->get("kind") != nullptr && root->get("kind")->value<std::string>() == kind;
}

void readSpeechHead(const toml::table& root, TomlReader& reader, std::string_view kind, SpeechExperiment& experiment) {
    std::string named;
    if (!root.contains("kind")) reader.text("kind", named, true);
    reader.word("kind", named, {std::string(kind)});
    reader.text("name", experiment.name, true);
    if (root.contains("name")) checkFileSafe(reader, "name", experiment.name);
    reader.text("title", experiment.title);
    reader.seed("seed", experiment.seed);
    reader.whole("threads", experiment.threads, 0, 256);
    reader.word("device", experiment.device, {"auto", "cpu", "cuda"});
    reader.text("model_licence", experiment.modelLicence);
    if (experiment.title.empty()) experiment.title = experiment.name;
}

void needTables(const toml::table& root, TomlReader& reader, std::initializer_list<const char*> names) {
    for (const char* name : names) {
        if (!root.contains(name)) reader.problem(name, TRANSLATABLE("Engine", "%1, line %2: the table [%3] is missing."));
    }
}

core::Status readSpeechCorpus(const toml::table& table, const std::string& source, SpeechExperiment& experiment) {
    TomlReader reader(table, source, "corpus");
    reader.text("name", experiment.corpus, true);
    reader.texts("folders", experiment.corpusFolders);
    return reader.finish();
}

void checkSpeakersApart(TomlReader& reader, const SpeechExperiment& experiment) {
    for (const auto& speaker : experiment.validationSpeakers) {
        const auto& tested = experiment.testSpeakers;
        if (std::find(tested.begin(), tested.end(), speaker) == tested.end()) continue;
        reader.problem("validation_speakers",
                       TRANSLATABLE("Engine",
                                    "%1, line %2: \"%3\" names the speaker %4, who is tested: a tested speaker must "
                                    "not choose the epoch."),
                       {speaker});
    }
}

std::string speechHeadText(std::string_view kind, const SpeechExperiment& experiment) {
    std::string text;
    const auto line = [&](const char* key, const std::string& value) { text += std::string(key) + " = " + value + "\n"; };
    line("kind", core::tomlText(kind));
    line("name", core::tomlText(experiment.name));
    line("title", core::tomlText(experiment.title));
    line("seed", std::to_string(experiment.seed));
    line("threads", std::to_string(experiment.threads));
    line("device", core::tomlText(experiment.device));
    line("model_licence", core::tomlText(experiment.modelLicence));
    text += "\n[corpus]\n";
    line("name", core::tomlText(experiment.corpus));
    line("folders", core::tomlList(experiment.corpusFolders));
    return text;
}

}  // namespace prososcope::experiment
