// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backend/ModelExport.h"

#include <algorithm>

#include "engine/backend/UnitEmotionBackend.h"
#include "engine/checkpoints/EncoderConfigWriter.h"
#include "engine/checkpoints/EncoderExport.h"
#include "engine/checkpoints/ModelImport.h"
#include "engine/checkpoints/UnitEncoder.h"
#include "engine/core/Csv.h"
#include "engine/core/Join.h"
#include "engine/experiment/UnitEmotionExperiment.h"
#include "engine/store/ModelFiles.h"
#include "engine/store/Safetensors.h"

namespace prososcope::backend {

namespace {

using checkpoints::EncoderConfig;
using checkpoints::EncoderConfigText;

constexpr int kFigureDigits = 3;

std::string metadataOf(const store::SafetensorsFile& file, const char* key) {
    const auto found = file.metadata().find(key);
    return found == file.metadata().end() ? std::string() : found->second;
}

struct Described {
    EncoderConfig config;
    EncoderConfigText text;
};

core::Result<Described> describeImported(const store::SafetensorsFile& file, const std::string& source) {
    Described made;
    made.text = {metadataOf(file, checkpoints::kConfigKey), metadataOf(file, checkpoints::kPreprocessorKey),
                 metadataOf(file, checkpoints::kVocabularyKey)};
    auto config = checkpoints::parseEncoderConfig(made.text, source);
    if (!config) return core::fail(config.error());
    std::vector<std::string> names;
    for (const auto& tensor : file.tensors()) names.push_back(tensor.name);
    checkpoints::settleHead(*config, names);
    made.config = std::move(*config);
    return made;
}

/// The masks and dropouts of the training, where the card still says how it was.
void setTraining(EncoderConfig& config, const std::string& experiment) {
    const auto parsed = experiment::parseUnitEmotionExperiment(experiment, "card");
    if (!parsed) return;
    const auto& encoder = parsed->encoder;
    config.hiddenDropout = encoder.hiddenDropout;
    config.attentionDropout = encoder.attentionDropout;
    config.activationDropout = encoder.activationDropout;
    config.finalDropout = encoder.finalDropout;
    config.layerDrop = encoder.layerDrop;
    config.timeMaskProbability = encoder.timeMaskProbability;
    config.timeMaskLength = encoder.timeMaskLength;
    config.channelMaskProbability = encoder.channelMaskProbability;
    config.channelMaskLength = encoder.channelMaskLength;
}

core::Result<Described> describeUnits(const store::ModelCard& card, const store::SafetensorsFile& file,
                                      const std::string& source) {
    const auto inventory = phonetics::UnitInventory::parse(metadataOf(file, checkpoints::kUnitsKey), source);
    if (!inventory) return core::fail(inventory.error());
    auto config = checkpoints::unitEncoderConfigOf(card, *inventory, source);
    if (!config) return core::fail(config.error());
    config->rateHz = card.rateHz;
    config->attentionMask = config->convolutionNorm == checkpoints::ConvolutionNorm::Layer;
    setTraining(*config, card.experiment);
    auto text = checkpoints::encoderConfigText(*config);
    return Described{std::move(*config), std::move(text)};
}

/// A text on one line, as a front matter can hold it.
std::string quoted(const std::string& text) {
    std::string made = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') made += '\\';
        made += c == '\n' || c == '\r' ? ' ' : c;
    }
    return made + '"';
}

std::string figureText(const store::Figure& figure) {
    std::string text = "| " + figure.metric + " | " + core::fixedText(figure.value, kFigureDigits) + " | " +
                       core::fixedText(figure.low, kFigureDigits) + " to " + core::fixedText(figure.high, kFigureDigits) +
                       " | " + std::to_string(figure.n) + " | " + std::to_string(figure.speakers) + " | " + figure.protocol;
    if (figure.speakerDependent) text += " (the tested speakers were trained on: too good)";
    return text + " |\n";
}

std::string usage(const store::ModelCard& card, const std::string& architecture) {
    if (architecture.ends_with("ForSpeechClassification") || architecture == "EmotionModel") {
        return "transformers has no class for this head (mean over the frames, `classifier.dense`, tanh, "
               "`classifier.out_proj`). The encoder alone is opened by `AutoModel`.\n";
    }
    const bool units = card.kind == kUnitEmotionKind;
    std::string text = "```python\nfrom transformers import AutoFeatureExtractor, " + architecture +
                       (units ? ", Wav2Vec2CTCTokenizer" : "") + "\nmodel = " + architecture +
                       ".from_pretrained(\"FOLDER\")\nfeatures = AutoFeatureExtractor.from_pretrained(\"FOLDER\")\n";
    if (units)
        text +=
            "tokens = Wav2Vec2CTCTokenizer.from_pretrained(\"FOLDER\")  # decode(..., spaces_between_special_tokens=True)\n";
    return text + "```\n";
}

}  // namespace

bool canExport(const store::ModelCard& card) {
    return card.kind == checkpoints::kSpeechEncoderKind || card.kind == kUnitEmotionKind;
}

std::string modelCardText(const store::ModelCard& card, const std::string& architecture) {
    std::string text = "---\nlibrary_name: transformers\ntags:\n- speech\n- emotion\n";
    if (!card.licence.empty()) text += "license: " + quoted(card.licence) + "\n";
    text += "---\n# " + (card.title.empty() ? card.name : card.title) + "\n\n";
    const auto line = [&](const std::string& what, const std::string& value) {
        if (!value.empty()) text += "- " + what + ": " + value + "\n";
    };
    std::vector<std::string> dimensions;
    for (const auto& each : card.dimensions)
        dimensions.push_back(each.name + " from " + core::numberText(each.low) + " to " + core::numberText(each.high));
    line("Classes", core::joined(card.classes));
    line("Dimensions", core::joined(dimensions));
    line("Sound", std::to_string(card.rateHz) + " Hz, mono");
    line("Trained on", card.trainingCorpus);
    if (!card.trainingSpeakers.empty()) line("Speakers trained on", std::to_string(card.trainingSpeakers.size()));
    line("Licence", card.licence.empty() ? "not named" : card.licence);
    if (card.kind == kUnitEmotionKind)
        text +=
            "\nCTC over phonetic units, each with the emotion in which it is spoken (`V_hap`). Token 0 is the blank. The "
            "emotion of an utterance is that of most of its decoded units.\n";
    if (!card.note.empty()) text += "\n" + card.note + "\n";
    text += "\n## Use\n\n" + usage(card, architecture);
    if (!card.figures.empty()) {
        text +=
            "\n## Measured\n\n| figure | value | 95 % interval | utterances | speakers | protocol |\n"
            "| --- | --- | --- | --- | --- | --- |\n";
        for (const auto& figure : card.figures) text += figureText(figure);
    } else {
        text += "\nNo figure of this model was measured by the program that wrote it.\n";
    }
    if (!card.experiment.empty()) text += "\n## Training\n\n```toml\n" + card.experiment + "```\n";
    return text;
}

core::Status exportModel(const store::ModelEntry& model, const std::filesystem::path& folder, core::Progress& progress) {
    const auto& card = model.card;
    if (!canExport(card)) {
        return core::fail(
            core::ErrorKind::BadInput,
            {TRANSLATABLE("Engine",
                          "%1 is of the kind %2 and has no encoder that the Hugging Face layout knows. Speech encoders and "
                          "models of phonetic units can be exported."),
             {card.name, card.kind}});
    }
    if (auto same = store::checkTensors(model); !same) return same;
    const auto file = store::SafetensorsFile::map(model.tensors);
    if (!file) return core::fail(file.error());
    const auto source = model.tensors.string();
    auto described = card.kind == kUnitEmotionKind ? describeUnits(card, *file, source) : describeImported(*file, source);
    if (!described) return core::fail(described.error());
    const auto readme = modelCardText(card, described->config.architecture);
    return checkpoints::writeEncoderFolder(
        folder, {std::move(described->config), std::move(described->text), file->tensors(), readme, source}, progress);
}

}  // namespace prososcope::backend
