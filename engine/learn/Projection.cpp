// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learn/Projection.h"

#include <algorithm>
#include <utility>

#include "engine/learn/Neighbours.h"
#include "engine/learn/PrincipalComponents.h"
#include "engine/learn/Standardiser.h"
#include "engine/learn/TSne.h"

namespace prososcope::learn {

namespace {

constexpr std::pair<ProjectionMethod, std::string_view> kProjections[] = {{ProjectionMethod::PrincipalComponents, "pca"},
                                                                          {ProjectionMethod::TSne, "tsne"}};
// Of the progress of t-SNE, where the components and the places end.
constexpr double kComponentsEnd = 0.15;
constexpr double kPlacesEnd = 0.9;

core::Result<Matrix<float>> scaledColumns(MatrixView<float> rows, bool standardised) {
    auto scaling = Standardiser::fit(rows);
    if (scaling && !standardised) scaling = Standardiser::of(scaling->means(), std::vector<double>(rows.columns, 1.0));
    if (!scaling) return core::fail(scaling.error());
    auto made = scaling->apply(rows);
    if (!made) return core::fail(made.error());
    return std::move(made->rows);
}

}  // namespace

std::string_view projectionName(ProjectionMethod method) {
    return std::ranges::find(kProjections, method, &std::pair<ProjectionMethod, std::string_view>::first)->second;
}

std::optional<ProjectionMethod> projectionNamed(std::string_view name) {
    for (const auto& [method, known] : kProjections)
        if (known == name) return method;
    return std::nullopt;
}

core::Result<Projection> project(MatrixView<float> rows, const ProjectionSettings& settings, core::Progress& progress) {
    const auto data = scaledColumns(rows, settings.standardised);
    if (!data) return core::fail(data.error());
    const bool neighbours = settings.method == ProjectionMethod::TSne;
    auto components = progress.part(0.0, neighbours ? kComponentsEnd : 0.5);
    auto found = principalComponents(data->view(), kProjectedComponents, settings.threads, components);
    if (!found) return core::fail(found.error());
    Projection made;
    made.method = settings.method;
    made.shares = std::move(found->shares);
    if (neighbours) {
        TSneSettings own;
        own.perplexity = settings.perplexity;
        own.threads = settings.threads;
        auto placing = progress.part(kComponentsEnd, kPlacesEnd);
        auto places = tSne(found->scores.view(), own, placing);
        if (!places) return core::fail(places.error());
        made.places = std::move(*places);
        made.perplexity = boundedPerplexity(settings.perplexity, rows.rows);
    } else {
        made.places = Matrix<double>(rows.rows, 2);
        for (std::size_t i = 0; i < rows.rows; ++i)
            for (std::size_t c = 0; c < std::min<std::size_t>(2, found->scores.columns); ++c)
                made.places.at(i, c) = found->scores.at(i, c);
    }
    auto judging = progress.part(neighbours ? kPlacesEnd : 0.5, 1.0);
    const auto trust = trustworthiness(data->view(), made.places.view(), kTrustNeighbours, settings.threads, judging);
    if (!trust) return core::fail(trust.error());
    made.trustworthiness = trust->value;
    made.neighbours = trust->neighbours;
    return made;
}

}  // namespace prososcope::learn
