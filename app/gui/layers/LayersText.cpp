// SPDX-License-Identifier: GPL-3.0-or-later
// The part of LayersData that puts it into words.
#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "app/gui/corpus/FieldText.h"
#include "app/gui/layers/LayersData.h"
#include "widgets/ScoreText.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

namespace {

struct LayersTextWords {
    Q_DECLARE_TR_FUNCTIONS(LayersData)
};

constexpr int kNamedLayers = 4;  // of those with the most units

QString contrastText(const LayerContrast& contrast) {
    if (contrast.layers == 0) return {};
    QString text = contrast.layers == 1 ? LayersTextWords::tr("First layer mean |r| %1, last %2")
                                        : LayersTextWords::tr("First %1 layers mean |r| %2, last %1 %3").arg(contrast.layers);
    text = text.arg(widgets::scoreText(contrast.first, 3), widgets::scoreText(contrast.last, 3));
    if (std::isfinite(contrast.low))
        text += LayersTextWords::tr("; by speaker the difference is %1, 95 % CI %2 to %3 (%4 speakers)")
                    .arg(widgets::scoreText(contrast.difference, 3), widgets::scoreText(contrast.low, 3),
                         widgets::scoreText(contrast.high, 3))
                    .arg(contrast.speakers);
    return text + QLatin1Char('.');
}

}  // namespace

QString targetTitle(const experiment::TargetChoice& choice) {
    const QString word = QString::fromStdString(choice.word);
    switch (choice.kind) {
        case experiment::TargetKind::Category:
            return LayersTextWords::tr("%1 against the rest").arg(widgets::Theme::emotionWord(word));
        case experiment::TargetKind::Rating:
        case experiment::TargetKind::Number:
        case experiment::TargetKind::Derived:
            return fieldTitle(choice.word);
    }
    return word;
}

QString targetNote(const experiment::TargetChoice& choice) {
    return choice.kind == experiment::TargetKind::Derived ? LayersTextWords::tr("derived from the emotion") : QString();
}

QString speakersText(const LayersSettings& settings) {
    switch (settings.pooling) {
        case analysis::SpeakerPooling::One:
            return LayersTextWords::tr("speaker %1").arg(settings.speaker);
        case analysis::SpeakerPooling::FisherZ:
            return LayersTextWords::tr("all speakers, mean of Fisher's z");
        case analysis::SpeakerPooling::Centred:
            return LayersTextWords::tr("all speakers, each one's mean taken off");
        case analysis::SpeakerPooling::Raw:
            return LayersTextWords::tr("all utterances as they are, which mixes in differences between speakers");
    }
    return {};
}

QString layersSentence(const LayersResult& result) {
    const LayersSettings& settings = result.settings;
    const store::ActivationSetInfo& info = result.source->set.info();
    QStringList parts;
    QString how =
        settings.kind == analysis::CorrelationKind::Spearman ? LayersTextWords::tr("Spearman") : LayersTextWords::tr("Pearson");
    if (settings.partialDuration && settings.partialLevel)
        how = LayersTextWords::tr("%1 without duration and level").arg(how);
    else if (settings.partialDuration)
        how = LayersTextWords::tr("%1 without duration").arg(how);
    else if (settings.partialLevel)
        how = LayersTextWords::tr("%1 without level").arg(how);
    parts << LayersTextWords::tr("%1, %2 on %3, %4: %5.")
                 .arg(QString::fromStdString(info.encoder), QString::fromStdString(info.tap),
                      QString::fromStdString(info.corpus), how, speakersText(settings));
    for (int target = 0; target < static_cast<int>(result.targets.size()); ++target) {
        const auto& shown = result.maps->maps[static_cast<std::size_t>(result.mapOf(target))];
        std::size_t counting = 0;
        std::size_t defined = 0;
        for (std::size_t unit = 0; unit < shown.map.r.size(); ++unit) {
            if (std::isnan(shown.map.r[unit])) continue;
            ++defined;
            if (shown.map.counts(unit, result.maps->alpha)) ++counting;
        }
        QString text = LayersTextWords::tr("%1: %2 of %3 units count (%4), n = %5.")
                           .arg(shown.title)
                           .arg(counting)
                           .arg(defined)
                           .arg(result.maps->correction)
                           .arg(shown.map.n);
        if (const int other = result.find(ShownMap::Role::Control, target); other >= 0) {
            const auto& control = result.maps->maps[static_cast<std::size_t>(other)];
            std::size_t byChance = 0;
            for (std::size_t unit = 0; unit < control.map.r.size(); ++unit)
                if (control.map.counts(unit, result.maps->alpha)) ++byChance;
            text += QLatin1Char(' ') + LayersTextWords::tr("Control (%1): %2.").arg(control.note).arg(byChance);
        }
        const QString contrast = contrastText(result.contrasts[static_cast<std::size_t>(target)]);
        if (!contrast.isEmpty()) text += QLatin1Char(' ') + contrast;
        parts << text;
    }
    if (const QString differences = differencesSentence(result); !differences.isEmpty()) parts << differences;
    return parts.join(QLatin1Char(' '));
}

QString differenceTitle(const QString& first, const QString& second) {
    return LayersTextWords::tr("%1 less %2", "a difference of correlations").arg(first, second);
}

QString otherTitle(const store::ActivationSetInfo& of, const store::ActivationSetInfo& other) {
    const bool same = of.encoder == other.encoder && of.tap == other.tap;
    if (same && other.untrainedSeed) return LayersTextWords::tr("untrained network");
    QString words = QString::fromStdString(other.tap);
    if (of.encoder != other.encoder)
        words = LayersTextWords::tr("%1, %2", "a network and a tap").arg(QString::fromStdString(other.encoder), words);
    return other.untrainedSeed ? LayersTextWords::tr("%1, untrained", "a network or tap").arg(words) : words;
}

QString differencesSentence(const LayersResult& result) {
    QStringList parts;
    for (std::size_t index = 0; index < result.shown.size(); ++index) {
        if (result.shown[index].role != ShownMap::Role::Difference) continue;
        const auto& map = result.maps->maps[index];
        const auto& made = *map.difference;
        QString test = LayersTextWords::tr("same utterances, Meng, Rosenthal and Rubin");
        if (made.test == analysis::DifferenceTest::Speakers)
            test = LayersTextWords::tr("paired t over %n speakers, on Fisher's z", nullptr, static_cast<int>(made.speakers));
        std::size_t defined = 0;
        std::size_t higher = 0;
        std::size_t lower = 0;
        std::vector<std::pair<std::size_t, int>> layers;  // units that differ, and in which
        std::size_t unit = 0;
        for (std::size_t layer = 0; layer < result.maps->widths.size(); ++layer) {
            std::size_t own = 0;
            for (std::int64_t at = 0; at < result.maps->widths[layer]; ++at, ++unit) {
                if (!std::isfinite(made.difference[unit])) continue;
                ++defined;
                if (!map.map.counts(unit, result.maps->alpha)) continue;
                ++own;
                ++(made.difference[unit] > 0.0F ? higher : lower);
            }
            if (own > 0) layers.emplace_back(own, static_cast<int>(layer));
        }
        QString text = LayersTextWords::tr("%1: %2 of %3 units differ (%4; %5), n = %6")
                           .arg(map.title)
                           .arg(higher + lower)
                           .arg(defined)
                           .arg(map.correction, test)
                           .arg(made.n);
        if (!layers.empty()) {
            std::stable_sort(layers.begin(), layers.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
            QStringList places;
            for (const auto& [count, layer] : layers) {
                if (places.size() == kNamedLayers) break;
                places << LayersTextWords::tr("layer %1 (%2)", "a layer and its number of units").arg(layer + 1).arg(count);
            }
            QString where = places.join(QStringLiteral(", "));
            if (static_cast<int>(layers.size()) > kNamedLayers)
                where = LayersTextWords::tr("%1 and %2 more", "layers").arg(where).arg(layers.size() - kNamedLayers);
            text += LayersTextWords::tr(", %1 higher, %2 lower, in %3").arg(higher).arg(lower).arg(where);
        }
        parts << text + QLatin1Char('.');
    }
    return parts.join(QLatin1Char(' '));
}

}  // namespace prososcope::gui
