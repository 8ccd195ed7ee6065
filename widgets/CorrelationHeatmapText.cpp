// SPDX-License-Identifier: GPL-3.0-or-later
// What a CorrelationHeatmap says: of a cell, of a layer, of a map.
#include <algorithm>
#include <cmath>

#include "widgets/CorrelationHeatmap.h"
#include "widgets/ScoreText.h"

namespace prososcope::widgets {

QString CorrelationHeatmap::placeText(int layer, int unit) const {
    const QString& name = m_data->layers.at(layer);
    return name.isEmpty() ? tr("layer %1, unit %2").arg(layer + 1).arg(unit + 1)
                          : tr("layer %1 (%2), unit %3").arg(layer + 1).arg(name).arg(unit + 1);
}

const QString& CorrelationHeatmap::correctionOf(int map) const {
    const QString& own = m_data->maps[static_cast<std::size_t>(map)].correction;
    return own.isEmpty() ? m_data->correction : own;
}

QString CorrelationHeatmap::titleOf(int map) const {
    const HeatmapMap& shown = m_data->maps[static_cast<std::size_t>(map)];
    return shown.note.isEmpty() ? shown.title : tr("%1 (%2)", "a target and its note").arg(shown.title, shown.note);
}

QString CorrelationHeatmap::differenceSentence(const Cell& cell) const {
    const HeatmapMap& shown = m_data->maps[static_cast<std::size_t>(cell.map)];
    const analysis::CorrelationDifference& made = *shown.difference;
    const std::size_t unit = offset(cell.layer) + static_cast<std::size_t>(cell.unit);
    const QString place = placeText(cell.layer, cell.unit);
    if (std::isnan(made.difference[unit]))
        return tr("%1, %2: undefined: in one of the two the unit is constant, or there are fewer than four utterances.")
            .arg(shown.title, place);
    const QString statistic = QString::number(made.statistic[unit], 'f', 2);
    QString test = tr("z = %1 (same utterances, Meng, Rosenthal and Rubin)").arg(statistic);
    if (made.test == analysis::DifferenceTest::Speakers)
        test = tr("t = %1 (paired over %2 speakers, on Fisher's z)").arg(statistic).arg(made.speakers);
    else if (made.test == analysis::DifferenceTest::OtherRows)
        test = tr("z = %1 (other utterances, Fisher)").arg(statistic);
    return tr("%1, %2: r = %3 less %4, difference %5, %6, p %7, adjusted %8, n = %9.")
               .arg(shown.title, place, scoreText(made.first[unit], 3), scoreText(made.second[unit], 3),
                    scoreText(made.difference[unit], 3), test, probabilityText(made.p[unit]),
                    probabilityText(made.adjusted[unit]), QString::number(made.n)) +
           QLatin1Char(' ') +
           (shown.map.counts(unit, m_data->alpha) ? tr("It differs (%1).").arg(correctionOf(cell.map))
                                                  : tr("It does not differ (%1).").arg(correctionOf(cell.map)));
}

QString CorrelationHeatmap::cellSentence(const Cell& cell) const {
    if (m_data == nullptr || !cell.isValid() || cell.unit < 0) return {};
    if (isDifference(cell.map)) return differenceSentence(cell);
    const HeatmapMap& shown = m_data->maps[static_cast<std::size_t>(cell.map)];
    const std::size_t unit = offset(cell.layer) + static_cast<std::size_t>(cell.unit);
    const QString title = titleOf(cell.map);
    const QString place = placeText(cell.layer, cell.unit);
    const analysis::CorrelationMap& map = shown.map;
    if (std::isnan(map.r[unit]))
        return tr("%1, %2: undefined: the unit is constant, or there are fewer than four utterances.").arg(title, place);
    const QString& correction = correctionOf(cell.map);
    QString text = tr("%1, %2: r = %3, 95 % CI %4 to %5, p %6, adjusted %7, n = %8.")
                       .arg(title, place, scoreText(map.r[unit], 3), scoreText(map.low[unit], 2), scoreText(map.high[unit], 2),
                            probabilityText(map.p[unit]), probabilityText(map.adjusted[unit]), QString::number(map.n));
    if (unit < map.permuted.size())
        text += QLatin1Char(' ') + tr("By permutation p %1.").arg(probabilityText(map.permuted[unit]));
    if (unit < map.sameSign.size() && unit < map.heterogeneity.size())
        text += QLatin1Char(' ') + tr("%1 of %2 speakers have its sign, I\u00b2 %3.")
                                       .arg(map.sameSign[unit])
                                       .arg(map.speakers)
                                       .arg(scoreText(map.heterogeneity[unit], 2));
    text += QLatin1Char(' ') + (map.counts(unit, m_data->alpha) ? tr("It counts (%1).").arg(correction)
                                                                : tr("It does not count (%1).").arg(correction));
    if (const auto together = layoutOf().unitsPerColumn(); together > 1)
        text += QLatin1Char(' ') + tr("A column stands for %1 units and shows the largest |r|.").arg(together);
    return text;
}

QString CorrelationHeatmap::layerSentence(int map, int layer) const {
    if (m_data == nullptr) return {};
    const HeatmapMap& shown = m_data->maps[static_cast<std::size_t>(map)];
    const analysis::LayerProfile& profile = shown.profile[static_cast<std::size_t>(layer)];
    const QString& name = m_data->layers.at(layer);
    const QString word = name.isEmpty() ? tr("layer %1").arg(layer + 1) : tr("layer %1 (%2)").arg(layer + 1).arg(name);
    if (profile.defined == 0) return tr("%1, %2: no unit is defined.").arg(shown.title, word);
    if (isDifference(map))
        return tr("%1, %2: mean size of the difference %3, largest %4, %5 % of %6 units differ.")
            .arg(shown.title, word, scoreText(profile.meanR, 3), scoreText(profile.largestR, 3),
                 QString::number(100.0 * profile.share, 'f', 1), QString::number(profile.defined));
    return tr("%1, %2: mean |r| %3, largest %4, %5 % of %6 units count.")
        .arg(shown.title, word, scoreText(profile.meanR, 3), scoreText(profile.largestR, 3),
             QString::number(100.0 * profile.share, 'f', 1), QString::number(profile.defined));
}

QString CorrelationHeatmap::mapSentence(int map) const {
    if (m_data == nullptr) return {};
    const HeatmapMap& shown = m_data->maps[static_cast<std::size_t>(map)];
    std::size_t counting = 0;
    std::size_t defined = 0;
    Cell largest;
    double most = -1.0;
    for (int layer = 0; layer < m_data->layers.size(); ++layer) {
        for (std::size_t unit = offset(layer); unit < offset(layer + 1); ++unit) {
            const double r = shown.map.r[unit];
            if (std::isnan(r)) continue;
            ++defined;
            if (shown.map.counts(unit, m_data->alpha)) ++counting;
            if (std::abs(r) <= most) continue;
            most = std::abs(r);
            largest = {map, layer, static_cast<int>(unit - offset(layer))};
        }
    }
    const QString title = titleOf(map);
    if (defined == 0) return tr("%1: no unit is defined.").arg(title);
    const double r = shown.map.r[offset(largest.layer) + static_cast<std::size_t>(largest.unit)];
    const QString text = isDifference(map) ? tr("%1: %2 of %3 units differ (%4), the largest difference is %5 at %6.")
                                           : tr("%1: %2 of %3 units count (%4), the largest r is %5 at %6.");
    return text.arg(title).arg(counting).arg(defined).arg(correctionOf(map), scoreText(r, 2),
                                                          placeText(largest.layer, largest.unit));
}

QString CorrelationHeatmap::criticalText(int map) const {
    const HeatmapMap& shown = m_data->maps[static_cast<std::size_t>(map)];
    const QString critical = scoreText(shown.map.critical, 3);
    const QString corrected = scoreText(shown.map.criticalCorrected, 3);
    const bool some = std::isfinite(shown.map.criticalCorrected);
    QString text;
    if (isDifference(map))
        text = some ? tr("critical %1 with %2").arg(corrected, correctionOf(map))
                    : tr("with %1 nothing differs").arg(correctionOf(map));
    else
        text = some ? tr("critical |r| %1, %2 with %3").arg(critical, corrected, correctionOf(map))
                    : tr("critical |r| %1, with %2 nothing counts").arg(critical, correctionOf(map));
    return m_data->maps.size() > 1 ? tr("%1: %2", "a target and its critical |r|").arg(shown.title, text) : text;
}

QString CorrelationHeatmap::barText(int map) const {
    return criticalText(map) + QLatin1Char('\n') +
           (isDifference(map) ? tr("grey: does not differ, hatched: undefined")
                              : tr("grey: does not count, hatched: undefined"));
}

QString CorrelationHeatmap::plotSummary() const {
    if (m_data == nullptr) return m_sentence;
    QStringList sentences;
    if (m_current.isValid()) sentences << cellSentence(m_current);
    sentences << tr("%1 layers, %2 units.").arg(m_data->layers.size()).arg(m_data->units());
    for (int map = 0; map < static_cast<int>(m_data->maps.size()); ++map) sentences << mapSentence(map);
    if (const QString chosen = selectionSentence(); !chosen.isEmpty()) sentences << tr("%1.", "a sentence").arg(chosen);
    return sentences.join(QLatin1Char(' '));
}

}  // namespace prososcope::widgets
