// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/AutoencoderModel.h"

#include <algorithm>

#include "engine/core/Csv.h"
#include "engine/core/Join.h"
#include "engine/core/TomlWriter.h"

namespace prososcope::experiment {

namespace {

constexpr const char* kVariant = "variant";
constexpr const char* kPrior = "prior";
constexpr const char* kForm = "form";

const std::vector<std::string>& variants() {
    static const std::vector<std::string> kWords = {"optimised", "vanilla", "baseline"};
    return kWords;
}
const std::vector<std::string>& priors() {
    static const std::vector<std::string> kWords = {"uniform", "empirical"};
    return kWords;
}

const std::vector<std::string>& forms() {
    static const std::vector<std::string> kWords = {"utterance", "frame"};
    return kWords;
}

std::size_t placeOf(const std::vector<std::string>& words, const std::string& word) {
    const auto found = std::find(words.begin(), words.end(), word);
    return found == words.end() ? 0 : static_cast<std::size_t>(found - words.begin());
}

std::size_t wholeOf(const std::map<std::string, double>& settings, const char* key, std::size_t most) {
    const auto found = settings.find(key);
    return found == settings.end() ? 0 : static_cast<std::size_t>(std::clamp(found->second, 0.0, static_cast<double>(most)));
}

}  // namespace

AutoencoderVariant autoencoderVariant(const std::map<std::string, double>& settings) {
    return static_cast<AutoencoderVariant>(wholeOf(settings, kVariant, variants().size() - 1));
}

bool hasDecoder(AutoencoderVariant variant) { return variant != AutoencoderVariant::Baseline; }

bool hasDecoder(const std::map<std::string, double>& settings) { return hasDecoder(autoencoderVariant(settings)); }

bool hasEmpiricalPrior(const std::map<std::string, double>& settings) { return wholeOf(settings, kPrior, 1) == 1; }

bool seesFrames(const std::map<std::string, double>& settings) { return wholeOf(settings, kForm, 1) == 1; }

const std::set<std::string>& autoencoderWords() {
    static const std::set<std::string> kKeys{"kind", "start", kVariant, kPrior, kForm, "set", "weight", "normalise"};
    return kKeys;
}

void readAutoencoderKeys(core::TomlReader& reader, std::map<std::string, double>& settings) {
    std::string variant = variants().front();
    std::string prior = priors().front();
    reader.word(kVariant, variant, variants());
    reader.word(kPrior, prior, priors());
    std::string form = forms().front();
    reader.word(kForm, form, forms());
    if (form != forms().front()) settings[kForm] = static_cast<double>(placeOf(forms(), form));
    settings[kVariant] = static_cast<double>(placeOf(variants(), variant));
    settings[kPrior] = static_cast<double>(placeOf(priors(), prior));
}

void writeAutoencoderKeys(const std::map<std::string, double>& settings,
                          const std::function<void(const std::string&, const std::string&)>& line) {
    line(kVariant, core::tomlText(variants()[static_cast<std::size_t>(autoencoderVariant(settings))]));
    line(kPrior, core::tomlText(priors()[hasEmpiricalPrior(settings) ? 1 : 0]));
    if (seesFrames(settings)) line(kForm, core::tomlText(forms()[1]));
    for (const auto& [key, value] : settings) {
        if (key != kVariant && key != kPrior && key != kForm) line(core::tomlKey(key), core::numberText(value));
    }
}

std::string autoencoderSystemName(const FusionMember& system) {
    constexpr double kPercent = 100.0;
    const auto variant = autoencoderVariant(system.modelSettings);
    const bool frames = seesFrames(system.modelSettings);
    std::string name = variant == AutoencoderVariant::Baseline  ? frames ? "convolutions on " : "dense network on "
                       : variant == AutoencoderVariant::Vanilla ? "vanilla adversarial autoencoder on "
                                                                : "adversarial autoencoder on ";
    if (frames) name += "frames of ";
    name += core::joined(featureSetNames(system.featureSet), " and ");
    const auto labelled = system.modelSettings.find("labelled");
    if (labelled != system.modelSettings.end() && labelled->second < 1.0)
        name += ", " + core::numberText(kPercent * labelled->second) + " % of the labels";
    return name;
}

}  // namespace prososcope::experiment
