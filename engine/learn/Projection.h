// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/learn/Matrix.h"

namespace prososcope::learn {

enum class ProjectionMethod { PrincipalComponents, TSne };
[[nodiscard]] std::string_view projectionName(ProjectionMethod method);  ///< "pca", "tsne"
[[nodiscard]] std::optional<ProjectionMethod> projectionNamed(std::string_view name);

/// Components that t-SNE is given at most.
inline constexpr std::size_t kProjectedComponents = 50;

/// Of neighbours, that may be asked for.
inline constexpr double kLeastPerplexity = 1.0;
inline constexpr double kMostPerplexity = 1000.0;

struct ProjectionSettings {
    ProjectionMethod method = ProjectionMethod::PrincipalComponents;
    bool standardised = true;  ///< columns to mean 0 and deviation 1; otherwise about their means alone
    double perplexity = 30.0;  ///< of t-SNE, see boundedPerplexity
    int threads = 1;           ///< the result is the same for any number
};

/// Rows in the plane.
struct Projection {
    ProjectionMethod method = ProjectionMethod::PrincipalComponents;
    Matrix<double> places;         ///< [rows, 2]; of components the scores, 0 where there is only one
    std::vector<double> shares;    ///< of variance, of the leading components, the largest first
    double perplexity = 0.0;       ///< that t-SNE took; 0 for components
    std::size_t neighbours = 0;    ///< that the next was judged by
    double trustworthiness = 0.0;  ///< of the picture against the columns, see Neighbours.h; NaN with fewer than four rows

    [[nodiscard]] bool isTSne() const { return method == ProjectionMethod::TSne; }
    /// Of the variance, held by a component; 0 of one that is not there.
    [[nodiscard]] double share(std::size_t component) const { return component < shares.size() ? shares[component] : 0.0; }
};

/// Projects rows of activations or features, each column standardised or centred over all rows. t-SNE begins at the principal
/// components and is given at most kProjectedComponents of them. The same each time. Fails with a sentence on values that are
/// not finite (the first is named), where all rows are equal, on fewer rows than a method needs, and with Cancelled.
[[nodiscard]] core::Result<Projection> project(MatrixView<float> rows, const ProjectionSettings& settings,
                                               core::Progress& progress);

}  // namespace prososcope::learn
