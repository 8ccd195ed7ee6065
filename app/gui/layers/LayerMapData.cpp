// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/layers/LayerMapData.h"

#include <QCoreApplication>
#include <QThread>
#include <algorithm>
#include <cmath>
#include <map>

#include "app/gui/corpus/FieldText.h"
#include "widgets/ScoreText.h"

namespace prososcope::gui {

namespace {

constexpr int kMostMapThreads = 4;
constexpr int kKnownLines = 9;
constexpr const char* kDerivedName = "derived-";

struct LayerMapWords {
    Q_DECLARE_TR_FUNCTIONS(LayerMap)
};

QString poolText(store::ActivationPool pool) {
    switch (pool) {
        case store::ActivationPool::Mean:
            return LayerMapWords::tr("mean over time");
        case store::ActivationPool::Maximum:
            return LayerMapWords::tr("largest value over time");
        case store::ActivationPool::Deviation:
            return LayerMapWords::tr("deviation over time");
    }
    return {};
}

}  // namespace

std::optional<std::size_t> LayerMapSettings::layerOf(const store::ActivationSetInfo& info) const {
    if (!layer.isEmpty()) {
        if (const auto found = experiment::findLayer(info, layer.toStdString())) return *found;
    }
    return info.layers.size() - 1;
}

QJsonObject LayerMapSettings::toJson() const {
    return {{"layer", layer},
            {"method", QString::fromStdString(std::string(learn::projectionName(method)))},
            {"perplexity", perplexity},
            {"colour", colour},
            {"playOnHover", playOnHover}};
}

LayerMapSettings LayerMapSettings::fromJson(const QJsonObject& json) {
    LayerMapSettings made;
    made.layer = json["layer"].toString();
    made.method = learn::projectionNamed(json["method"].toString().toStdString()).value_or(made.method);
    made.perplexity = std::clamp(json["perplexity"].toDouble(made.perplexity), learn::kLeastPerplexity, learn::kMostPerplexity);
    made.colour = json["colour"].toString(made.colour);
    made.playOnHover = json["playOnHover"].toBool();
    return made;
}

core::Result<std::shared_ptr<const LayerMapResult>> computeLayerMap(
    std::shared_ptr<const LayersSet> set, const LayerMapSettings& settings, store::ActivationPool pool,
    std::shared_ptr<const std::vector<experiment::MapColumn>> columns, std::shared_ptr<const learn::Projection> before,
    core::Progress& progress) {
    auto made = std::make_shared<LayerMapResult>();
    const store::ActivationSetInfo& info = set->set.info();
    made->layer = settings.layerOf(info);
    made->pool = pool;
    if (columns == nullptr) {
        columns = std::make_shared<const std::vector<experiment::MapColumn>>(
            experiment::mapColumns(info, set->known ? &set->corpus : nullptr));
    }
    made->columns = std::move(columns);
    made->source = std::move(set);
    if (before != nullptr) {
        made->projection = std::move(before);
        return made;
    }
    const auto rows = experiment::layerRows(made->source->set, made->layer, pool);
    if (!rows) return core::fail(rows.error());
    learn::ProjectionSettings engine;
    engine.method = settings.method;
    engine.perplexity = settings.perplexity;
    engine.threads = std::clamp(QThread::idealThreadCount() - 1, 1, kMostMapThreads);
    auto projection = learn::project(rows->view(), engine, progress);
    if (!projection) return core::fail(projection.error());
    made->projection = std::make_shared<const learn::Projection>(std::move(*projection));
    return made;
}

QString layerTitle(const store::ActivationSetInfo& info, std::optional<std::size_t> layer) {
    if (!layer) return LayerMapWords::tr("All layers");
    const QString name = QString::fromStdString(info.layers[*layer].name);
    return name.isEmpty() ? LayerMapWords::tr("Layer %1").arg(*layer + 1)
                          : LayerMapWords::tr("Layer %1 (%2)").arg(*layer + 1).arg(name);
}

QString columnTitle(const experiment::MapColumn& column) {
    if (!column.name.starts_with(kDerivedName)) return fieldTitle(column.name);
    return LayerMapWords::tr("%1, derived", "valence or arousal that comes from the emotion")
        .arg(fieldTitle(column.name.substr(std::string_view(kDerivedName).size())));
}

QString knownOf(const std::vector<experiment::MapColumn>& columns, std::size_t row) {
    QStringList lines;
    for (const experiment::MapColumn& column : columns) {
        if (lines.size() >= kKnownLines) break;
        if (column.text(row).empty() || column.different < 2) continue;
        lines << LayerMapWords::tr("%1: %2", "a column and its value")
                     .arg(columnTitle(column), column.numeric ? numberText(column.name, column.numbers[row])
                                                              : valueText(column.name, column.words[row]));
    }
    return lines.join(QLatin1Char('\n'));
}

widgets::PointColouring colouringOf(const experiment::MapColumn* column) {
    widgets::PointColouring made;
    if (column == nullptr) return made;
    made.title = columnTitle(*column);
    if (column->numeric) {
        made.numbers = column->numbers;
        return made;
    }
    made.emotions = column->name == "emotion";
    std::map<std::string, int> places;
    for (const std::string& word : experiment::wordsInOrder(*column)) {
        places.emplace(word, static_cast<int>(places.size()));
        made.words << QString::fromStdString(word);
        made.wordTitles << valueText(column->name, word);
    }
    for (const std::string& word : column->words) {
        const auto found = places.find(word);
        made.places.push_back(found == places.end() ? -1 : found->second);
    }
    return made;
}

QString layerMapSentence(const LayerMapResult& result) {
    const store::ActivationSetInfo& info = result.source->set.info();
    const learn::Projection& projection = *result.projection;
    QStringList parts;
    parts << LayerMapWords::tr("%1, %2 on %3: %4, %5, units standardised.", "network, tap, corpus, layer, pool")
                 .arg(QString::fromStdString(info.encoder), QString::fromStdString(info.tap),
                      QString::fromStdString(info.corpus), layerTitle(info, result.layer), poolText(result.pool));
    const auto percent = [&](std::size_t component) { return QString::number(100.0 * projection.share(component), 'f', 1); };
    if (!projection.isTSne())
        parts << LayerMapWords::tr("Two principal components hold %1 and %2 % of the variance.").arg(percent(0), percent(1));
    else
        parts << LayerMapWords::tr(
                     "t-SNE of %1 principal components, perplexity %2: who is beside whom counts; distances between groups and "
                     "their sizes mean little.")
                     .arg(projection.shares.size())
                     .arg(QString::number(projection.perplexity, 'g', 4));
    if (std::isfinite(projection.trustworthiness))
        parts << LayerMapWords::tr("Trustworthiness %1 (%2 neighbours; 1 at best, about .5 by chance).")
                     .arg(widgets::scoreText(projection.trustworthiness, 3))
                     .arg(projection.neighbours);
    return parts.join(QLatin1Char(' '));
}

}  // namespace prososcope::gui
