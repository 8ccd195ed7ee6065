// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Result.h"

namespace prososcope::annotation {

/// What a quantity is taken from.
enum class Subject {
    Label,
    Parent,  ///< label of the parent's interval
    Start,
    End,
    Duration,
    Pitch,
    Formant,
    Bandwidth,
    Intensity,
    Harmonicity,
    Voice,    ///< a number of the voice report; `word` says which
    Emotion,  ///< posterior of the class `word`; without a word: the most likely class
};

/// How the frames of a track within an interval become one number.
enum class Statistic { Mean, Minimum, Maximum, Deviation, Median, At };

/// One column of a table of measurements. A value. The names are those of the command line:
///
///     label  parent  start  end  duration
///     f0.S  f1.S .. f5.S  b1.S .. b5.S  intensity.S  hnr.S     with S one of  mean min max sd median
///     f0@P% and the like: the value at P per cent of the interval (0 to 100)
///     voiced  pulses  breaks  breaks.share  period.mean  period.sd
///     jitter.local  jitter.absolute  jitter.rap  jitter.ppq5  jitter.ddp
///     shimmer.local  shimmer.db  shimmer.apq3  shimmer.apq5  shimmer.apq11  shimmer.dda
///     voice.autocorrelation  voice.nhr  voice.hnr
///     emotion  emotion.CLASS
///
/// A track alone (f0, intensity ...) is its mean. Intensity is averaged as powers. f is a formant's frequency, b its
/// bandwidth; hnr is the harmonics-to-noise ratio of the harmonicity track, voice.hnr that of the voice report.
struct Quantity {
    Subject subject = Subject::Duration;
    Statistic statistic = Statistic::Mean;
    int formant = 0;       ///< 1..5
    double percent = 0.0;  ///< for At
    std::string word;
    std::string name;  ///< as above, in lower case but for the class

    [[nodiscard]] bool isText() const;
    bool operator==(const Quantity&) const = default;
};

/// One name. Fails with a sentence that lists what there is.
[[nodiscard]] core::Result<Quantity> parseQuantity(std::string_view name);
/// Names separated by commas, each once; "voice" stands for the whole voice report. Fails on the first that is none, and
/// where there is none.
[[nodiscard]] core::Result<std::vector<Quantity>> parseQuantities(std::string_view names);
/// The names with commas between.
[[nodiscard]] std::string quantityNames(const std::vector<Quantity>& quantities);

/// "s", "Hz", "dB", or empty for shares, counts and words.
[[nodiscard]] std::string_view unitOf(const Quantity& quantity);
/// One sentence that says what it is and how it is computed, for people who hover over it.
[[nodiscard]] core::Text definitionOf(const Quantity& quantity);
/// What a list to choose from offers, in groups that belong together: no per cents but 20, 50 and 80, no emotion.
[[nodiscard]] std::vector<Quantity> commonQuantities();
/// The columns of the voice report.
[[nodiscard]] std::vector<Quantity> voiceQuantities();

}  // namespace prososcope::annotation
