// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/ModelData.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "app/engine_thread/EngineThread.h"
#include "engine/core/Join.h"
#include "engine/store/ModelFiles.h"
#include "engine/store/Safetensors.h"

namespace prososcope::gui {

namespace {

using engine_thread::translated;

struct ModelDataWords {
    Q_DECLARE_TR_FUNCTIONS(ModelData)
};

constexpr std::size_t kMostNamed = 4;  // classes that are named in a cell
constexpr double kSecond = 1.0;

QString text(const std::string& value) { return QString::fromStdString(value); }

QString joined(const std::vector<std::string>& words) { return text(core::joined(words)); }

QString dimensionNames(const std::vector<store::Dimension>& dimensions) {
    QStringList list;
    for (const auto& each : dimensions) list << text(each.name);
    return list.join(QStringLiteral(", "));
}

QString dimensionScales(const std::vector<store::Dimension>& dimensions) {
    const QLocale locale;
    QStringList list;
    for (const auto& each : dimensions) {
        list << ModelDataWords::tr("%1 (%2 to %3)", "name of a dimension, its scale")
                    .arg(text(each.name), locale.toString(each.low), locale.toString(each.high));
    }
    return list.join(QStringLiteral(", "));
}

std::optional<checkpoints::EncoderConfig> encoderOf(const store::ModelEntry& entry) {
    if (entry.card.kind != checkpoints::kSpeechEncoderKind) return std::nullopt;
    const auto file = store::SafetensorsFile::map(entry.tensors);
    if (!file) return std::nullopt;
    const auto metadata = [&file](const char* key) {
        const auto found = file->metadata().find(key);
        return found == file->metadata().end() ? std::string() : found->second;
    };
    auto config = checkpoints::parseEncoderConfig(
        {metadata(checkpoints::kConfigKey), metadata(checkpoints::kPreprocessorKey), metadata(checkpoints::kVocabularyKey)},
        entry.tensors.string());
    if (!config) return std::nullopt;
    std::vector<std::string> names;
    for (const auto& tensor : file->tensors()) names.push_back(tensor.name);
    checkpoints::settleHead(*config, names);
    return std::move(*config);
}

QString rateText(int rateHz) { return ModelDataWords::tr("%1 Hz").arg(QLocale().toString(rateHz)); }

QString countText(std::int64_t count) {
    const QLocale locale;
    if (count >= 10'000'000)
        return ModelDataWords::tr("%1 million").arg(locale.toString(static_cast<double>(count) / 1e6, 'f', 1));
    return locale.toString(static_cast<qlonglong>(count));
}

/// What an encoder is made of: "24 of 1024, 16 heads".
void addNetwork(QList<ModelFact>& facts, const checkpoints::EncoderConfig& config) {
    facts.append({ModelDataWords::tr("Family"), QString::fromUtf8(checkpoints::familyName(config.family).data())});
    if (!config.architecture.empty()) facts.append({ModelDataWords::tr("Architecture"), text(config.architecture)});
    facts.append({ModelDataWords::tr("Layers"),
                  ModelDataWords::tr("%1 of %2 units, %3 heads").arg(config.layers).arg(config.hidden).arg(config.heads)});
    const double milliseconds = 1000.0 * static_cast<double>(config.stride()) / config.rateHz;
    facts.append(
        {ModelDataWords::tr("Frames"), ModelDataWords::tr("every %1 ms").arg(QLocale().toString(milliseconds, 'g', 4))});
    if (config.head == checkpoints::HeadKind::Ctc)
        facts.append({ModelDataWords::tr("Tokens"), ModelDataWords::tr("%1 (CTC)").arg(config.vocabulary.size())});
    facts.append({ModelDataWords::tr("Sound"),
                  config.normalise ? ModelDataWords::tr("%1, each recording normalised").arg(rateText(config.rateHz))
                                   : rateText(config.rateHz)});
}

QString intervalText(const store::Figure& figure) {
    const QLocale locale;
    const auto number = [&locale](double value) { return locale.toString(value, 'f', 3); };
    QString made =
        std::isfinite(figure.low) && std::isfinite(figure.high)
            ? ModelDataWords::tr("%1 (95 % CI %2 to %3), %4")
                  .arg(number(figure.value), number(figure.low), number(figure.high), text(figure.protocol))
            : ModelDataWords::tr("%1, %2", "a figure, its protocol").arg(number(figure.value), text(figure.protocol));
    if (figure.speakerDependent) made = ModelDataWords::tr("%1; speaker-dependent, too good").arg(made);
    return made;
}

}  // namespace

std::vector<ModelRow> loadModelRows(const std::filesystem::path& modelsFolder) {
    std::vector<ModelRow> rows;
    for (auto& entry : store::findModels(modelsFolder)) {
        ModelRow row;
        row.bytes = store::modelBytes(entry);
        row.encoder = encoderOf(entry);
        row.entry = std::move(entry);
        rows.push_back(std::move(row));
    }
    return rows;
}

QString modelFamily(const ModelRow& row) {
    if (row.encoder) return QString::fromUtf8(checkpoints::familyName(row.encoder->family).data());
    return text(row.entry.card.kind);
}

QString modelOutputs(const store::ModelCard& card) {
    QStringList parts;
    if (card.classes.size() > kMostNamed)
        parts << ModelDataWords::tr("%n classes", nullptr, static_cast<int>(card.classes.size()));
    else if (!card.classes.empty())
        parts << joined(card.classes);
    if (!card.dimensions.empty()) parts << dimensionNames(card.dimensions);
    return parts.isEmpty() ? ModelDataWords::tr("no emotions") : parts.join(QStringLiteral("; "));
}

QString byteText(std::uint64_t bytes) {
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeSIFormat);
}

QList<ModelFact> modelFacts(const ModelRow& row) {
    const store::ModelCard& card = row.entry.card;
    QList<ModelFact> facts;
    const auto add = [&facts](const QString& name, const QString& value) {
        if (!value.isEmpty()) facts.append({name, value});
    };
    if (text(card.title) != text(card.name)) add(ModelDataWords::tr("Title"), text(card.title));
    if (row.encoder) {
        addNetwork(facts, *row.encoder);
    } else {
        add(ModelDataWords::tr("Network"), text(card.kind));
        add(ModelDataWords::tr("Sound"), rateText(card.rateHz));
        add(ModelDataWords::tr("Features"), text(card.featureSet));
    }
    add(ModelDataWords::tr("Classes"), joined(card.classes));
    add(ModelDataWords::tr("Dimensions"), dimensionScales(card.dimensions));
    if (const auto found = card.settings.find("parameters"); found != card.settings.end())
        add(ModelDataWords::tr("Parameters"), countText(static_cast<std::int64_t>(found->second)));
    add(ModelDataWords::tr("Trained on"), text(card.trainingCorpus));
    for (const auto& figure : card.figures) add(text(figure.metric), intervalText(figure));
    add(ModelDataWords::tr("Licence"), card.licence.empty() ? ModelDataWords::tr("none is named") : text(card.licence));
    add(ModelDataWords::tr("Note"), text(card.note));
    add(ModelDataWords::tr("On the disk"), byteText(row.bytes));
    add(ModelDataWords::tr("File"), text(row.entry.tensors.string()));
    return facts;
}

QList<ModelFact> previewFacts(const checkpoints::ImportPreview& preview) {
    QList<ModelFact> facts;
    addNetwork(facts, preview.config);
    if (!preview.config.labels.empty()) facts.append({ModelDataWords::tr("Classes"), joined(preview.config.labels)});
    if (!preview.config.dimensions.empty())
        facts.append({ModelDataWords::tr("Dimensions"), dimensionScales(preview.config.dimensions)});
    facts.append({ModelDataWords::tr("Parameters"),
                  ModelDataWords::tr("%1, %2", "number, type").arg(countText(preview.parameters), joined(preview.types))});
    facts.append({ModelDataWords::tr("Size"), byteText(preview.bytes)});
    facts.append(
        {ModelDataWords::tr("Licence"), preview.licence.empty() ? ModelDataWords::tr("none is named") : text(preview.licence)});
    return facts;
}

QString remarksText(const checkpoints::ImportPreview& preview) {
    QStringList lines;
    for (const auto& remark : preview.remarks) lines << translated(remark);
    return lines.join(QLatin1Char('\n'));
}

QString selfTestText(const store::ModelCard& card, const backend::SelfTest& test) {
    const QLocale locale;
    const auto number = [&locale](float value) { return locale.toString(static_cast<double>(value), 'f', 2); };
    QStringList results;
    std::vector<std::size_t> order(std::min(test.posteriors.size(), card.classes.size()));
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&test](std::size_t a, std::size_t b) { return test.posteriors[a] > test.posteriors[b]; });
    for (const std::size_t i : order) results << text(card.classes[i]) + QLatin1Char(' ') + number(test.posteriors[i]);
    for (std::size_t i = 0; i < test.dimensions.values.size() && i < card.dimensions.size(); ++i)
        results << text(card.dimensions[i].name) + QLatin1Char(' ') + number(test.dimensions.values[i]);
    if (test.layers > 0)
        results << ModelDataWords::tr("%1 layers of %2 units, %3 frames").arg(test.layers).arg(test.units).arg(test.frames);
    if (!test.text.empty()) results << ModelDataWords::tr("\"%1\"", "what was heard").arg(text(test.text));
    const auto seconds = [&locale](double value) { return locale.toString(value, 'f', value < kSecond ? 2 : 1); };
    return ModelDataWords::tr("%1 hears in the example: %2. Ready after %3 s, then %4 s for %5 s of sound.")
        .arg(text(card.name), results.isEmpty() ? ModelDataWords::tr("nothing") : results.join(QStringLiteral(", ")),
             seconds(test.openSeconds), seconds(test.runSeconds), seconds(test.soundSeconds));
}

}  // namespace prososcope::gui
