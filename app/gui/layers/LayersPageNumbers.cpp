// SPDX-License-Identifier: GPL-3.0-or-later
// The part of LayersPage that has numbers computed: correlations, comparisons, the order of units.
#include <algorithm>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/layers/LayersControls.h"
#include "app/gui/layers/LayersPage.h"
#include "app/gui/layers/ProgressRow.h"
#include "engine/analysis/UnitClustering.h"

namespace prososcope::gui {

using engine_thread::translated;

void LayersPage::showComparable() {
    QList<std::pair<QString, QString>> sets;
    const store::ActivationSetEntry* own = m_choices.set(m_settings, false);
    for (const store::ActivationSetEntry* each : m_choices.comparable(m_settings))
        sets.emplace_back(QString::fromStdString(each->path.filename().string()), otherTitle(own->info, each->info));
    m_controls->setComparable(std::move(sets));
}

void LayersPage::recompute() {
    if (m_set == nullptr) return;
    if (!m_set->known) {
        showNothing(tr("The corpus %1 is not in this workspace, so nothing is known of its utterances. Import it in Train.")
                        .arg(QString::fromStdString(m_set->set.info().corpus)));
        return;
    }
    if (m_set->targets.empty()) {
        showNothing(tr("Nothing is known of the utterances of %1 that differs between them: no ratings, no emotions.")
                        .arg(QString::fromStdString(m_set->set.info().corpus)));
        return;
    }
    const store::ActivationSetEntry* other = m_choices.stored(m_settings);
    m_numbers->run<std::shared_ptr<const LayersResult>>(
        m_loader, QStringLiteral("maps"), m_settings.permutations ? tr("Correlations and permutations") : tr("Correlations"),
        [set = m_set, settings = m_settings, path = other == nullptr ? std::filesystem::path() : other->path](
            core::Progress& progress) { return computeLayers(set, settings, path, progress); },
        [this](core::Result<std::shared_ptr<const LayersResult>> result) {
            if (result) {
                showResult(std::move(*result));
            } else if (result.error().kind == core::ErrorKind::Cancelled) {
                recomputeCancelled();
            } else {
                showNothing(translated(result.error().text));
            }
            showState();
        });
}

/// Back to what is shown.
void LayersPage::recomputeCancelled() {
    if (m_result == nullptr || m_result->source != m_set) {
        showNothing(tr("Correlations were cancelled. They are computed when something else is chosen."));
        return;
    }
    const LayersSettings wanted = m_settings;
    m_settings = m_result->settings;
    m_settings.order = wanted.order;
    m_settings.absolute = wanted.absolute;
    m_controls->setSettings(m_settings);
    showLook();
}

void LayersPage::order() {
    if (!m_settings.isClustered()) {
        m_clustering->cancelRun();
        const auto target = m_result->settings.targets.indexOf(m_settings.order);
        m_heatmap->sortBy(target < 0 ? -1 : m_result->mapOf(static_cast<int>(target)));
        return;
    }
    if (m_clusteredOf == m_result->source && m_clusteredPool == m_result->settings.pool && m_clusters != nullptr)
        m_heatmap->orderBy(m_clusters);
    else
        findClusters();
}

void LayersPage::findClusters() {
    using Order = std::shared_ptr<const std::vector<std::uint32_t>>;
    const bool same = m_clusteredOf == m_result->source && m_clusteredPool == m_result->settings.pool;
    if (m_clustering->isRunning() && same) return;
    m_clusteredOf = m_result->source;
    m_clusteredPool = m_result->settings.pool;
    m_clusters.reset();
    m_clustering->run<Order>(
        m_loader, QStringLiteral("clusters"), tr("Ordering units"),
        [set = m_result->source, settings = m_result->settings](core::Progress& progress) -> core::Result<Order> {
            auto found = analysis::clusteredUnits(rowsOf(set->set, settings.pool), set->widths(), settings.forEngine().threads,
                                                  progress);
            if (!found) return core::fail(found.error());
            return std::make_shared<const std::vector<std::uint32_t>>(std::move(*found));
        },
        [this](core::Result<Order> found) {
            if (found) {
                m_clusters = std::move(*found);
                if (m_settings.isClustered() && m_result != nullptr) order();
                return;
            }
            if (!m_settings.isClustered()) return;  // another order was chosen
            if (found.error().kind != core::ErrorKind::Cancelled) Q_EMIT message(translated(found.error().text), true);
            m_settings.order.clear();
            m_controls->setSettings(m_settings);
            if (m_result != nullptr) showLook();
        });
}

}  // namespace prososcope::gui
