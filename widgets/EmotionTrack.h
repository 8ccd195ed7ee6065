// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>
#include <cstddef>
#include <utility>
#include <vector>

namespace prososcope::widgets {

/// What a model gives over the windows of a recording, filled in any order: class posteriors, or dimensions such as valence
/// with their uncertainty, or both. Window i starts at i * hopSeconds; its rows are empty while it is not predicted. A
/// value: copy it or share it between views of one thread.
struct EmotionTrack {
    QStringList classes;
    double windowSeconds = 2.5;
    double hopSeconds = 0.25;
    double durationSeconds = 0.0;
    std::vector<std::vector<float>> rows;  ///< [window][class]
    QStringList dimensions;
    QList<std::pair<double, double>> scales;        ///< of each dimension: lowest and highest label
    std::vector<std::vector<float>> dimensionRows;  ///< [window][value of each, then deviation of each, 0 if unknown]

    /// As many windows as fit, one at least for a recording shorter than a window; no rows for an empty one.
    [[nodiscard]] static EmotionTrack forRecording(QStringList classes, double duration, double window, double hop);

    [[nodiscard]] bool isEmpty() const { return rows.empty(); }
    [[nodiscard]] bool isMissing(std::size_t window) const;
    [[nodiscard]] std::size_t missing() const;
    [[nodiscard]] double centre(std::size_t window) const;
    /// Nearest window to a time.
    [[nodiscard]] std::size_t windowAt(double seconds) const;
    /// Posteriors between the two nearest window centres, linear; the outermost windows hold to the ends of the
    /// recording. Empty where a needed window is missing.
    [[nodiscard]] std::vector<float> at(double seconds) const;
    /// Mean over the windows whose centres lie in the span; of a shorter span the value at its middle.
    [[nodiscard]] std::vector<float> mean(double from, double to) const;
    /// The same of the dimensions: a value and then a deviation of each.
    [[nodiscard]] std::vector<float> dimensionsAt(double seconds) const;
    [[nodiscard]] std::vector<float> dimensionsMean(double from, double to) const;
    /// The class with the largest posterior, or -1 of an empty row.
    [[nodiscard]] static int best(const std::vector<float>& posteriors);

private:
    using Rows = std::vector<std::vector<float>>;
    [[nodiscard]] std::vector<float> valuesAt(const Rows& all, double seconds) const;
    [[nodiscard]] std::vector<float> meanOf(const Rows& all, std::size_t width, double from, double to) const;
};

}  // namespace prososcope::widgets
