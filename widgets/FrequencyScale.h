// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace prososcope::widgets {

/// How frequencies lie along the height of a picture. The pane's vertical axis counts in the scale's own unit from 0 at the
/// bottom: Hz; mel by 2595 log10(1 + f / 700) (O'Shaughnessy 1987), which is near to linear below 500 Hz; or octaves above
/// 50 Hz, where what lies below 50 Hz is not seen. A value; any thread.
class FrequencyScale {
public:
    enum class Kind { Linear, Mel, Log };
    static constexpr double kLowestLogHz = 50.0;

    FrequencyScale() = default;
    explicit FrequencyScale(Kind kind) : m_kind(kind) {}
    /// By its name in settings; unknown names are linear.
    explicit FrequencyScale(const QString& name);

    [[nodiscard]] static const QList<QString>& names();  ///< "linear", "mel", "log", as shown to users
    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] double toAxis(double hertz) const;
    [[nodiscard]] double toHertz(double axis) const;
    /// Round frequencies between the bottom and `maximumHz` that are labelled, at least `leastAxis` apart on the axis.
    [[nodiscard]] QList<double> ticks(double maximumHz, double leastAxis) const;
    bool operator==(const FrequencyScale&) const = default;

private:
    Kind m_kind = Kind::Linear;
};

}  // namespace prososcope::widgets
