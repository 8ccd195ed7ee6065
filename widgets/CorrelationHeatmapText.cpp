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

QString CorrelationHeatmap::cellSentence(const Cell& cell) const {
    if (m_data == nullptr || !cell.isValid() || cell.unit < 0) return {};
    const HeatmapMap& shown = m_data->maps[static_cast<std::size_t>(cell.map)];
    const std::size_t unit = offset(cell.layer) + static_cast<std::size_t>(cell.unit);
    const QString title =
        shown.note.isEmpty() ? shown.title : tr("%1 (%2)", "a target and its note").arg(shown.title, shown.note);
    const QString place = placeText(cell.layer, cell.unit);
    const analysis::CorrelationMap& map = shown.map;
    if (std::isnan(map.r[unit]))
        return tr("%1, %2: undefined: the unit is constant, or there are fewer than four utterances.").arg(title, place);
    const QString correction = m_data->correction;
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
    const QString title =
        shown.note.isEmpty() ? shown.title : tr("%1 (%2)", "a target and its note").arg(shown.title, shown.note);
    if (defined == 0) return tr("%1: no unit is defined.").arg(title);
    const double r = shown.map.r[offset(largest.layer) + static_cast<std::size_t>(largest.unit)];
    return tr("%1: %2 of %3 units count (%4), the largest r is %5 at %6.")
        .arg(title)
        .arg(counting)
        .arg(defined)
        .arg(m_data->correction, scoreText(r, 2), placeText(largest.layer, largest.unit));
}

QString CorrelationHeatmap::criticalText() const {
    const std::size_t index = m_current.isValid() ? static_cast<std::size_t>(m_current.map) : 0;
    const HeatmapMap& shown = m_data->maps[index];
    const QString critical = scoreText(shown.map.critical, 3);
    const QString text =
        std::isfinite(shown.map.criticalCorrected)
            ? tr("critical |r| %1, %2 with %3").arg(critical, scoreText(shown.map.criticalCorrected, 3), m_data->correction)
            : tr("critical |r| %1, with %2 nothing counts").arg(critical, m_data->correction);
    return m_data->maps.size() > 1 ? tr("%1: %2", "a target and its critical |r|").arg(shown.title, text) : text;
}

QString CorrelationHeatmap::plotSummary() const {
    if (m_data == nullptr) return m_sentence;
    QStringList sentences;
    if (m_current.isValid()) sentences << cellSentence(m_current);
    sentences << tr("%1 layers, %2 units.").arg(m_data->layers.size()).arg(m_data->units());
    for (int map = 0; map < static_cast<int>(m_data->maps.size()); ++map) sentences << mapSentence(map);
    return sentences.join(QLatin1Char(' '));
}

}  // namespace prososcope::widgets
