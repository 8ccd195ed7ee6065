// SPDX-License-Identifier: GPL-3.0-or-later
// The ComParE sets: 65 descriptors with their derivatives over time, and 6373 functionals.
#include <algorithm>
#include <deque>
#include <limits>

#include "engine/dsp/Deltas.h"
#include "engine/features/CompareFrames.h"
#include "engine/features/CompareFunctionals.h"
#include "engine/features/Sets.h"
#include "engine/features/SmoothStage.h"

namespace prososcope::features {

namespace {

constexpr std::size_t kColumns = CompareContours::kColumns;
constexpr std::size_t kVoice = CompareContours::kVoice;

std::vector<std::string> descriptorNames() {
    std::vector<std::string> names{"F0final",
                                   "voicingFinalUnclipped",
                                   "jitterLocal",
                                   "jitterDDP",
                                   "shimmerLocal",
                                   "logHNR",
                                   "audspec_lengthL1norm",
                                   "audspecRasta_lengthL1norm",
                                   "pcm_RMSenergy",
                                   "pcm_zcr"};
    for (std::string& name : names) name += "_sma";
    for (int band = 0; band < 26; ++band) names.push_back("audSpec_Rfilt_sma[" + std::to_string(band) + "]");
    for (const char* shape :
         {"fband250-650", "fband1000-4000", "spectralRollOff25.0", "spectralRollOff50.0", "spectralRollOff75.0",
          "spectralRollOff90.0", "spectralFlux", "spectralCentroid", "spectralEntropy", "spectralVariance", "spectralSkewness",
          "spectralKurtosis", "spectralSlope", "psySharpness", "spectralHarmonicity"})
        names.push_back(std::string("pcm_fftMag_") + shape + "_sma");
    for (int i = 1; i <= 14; ++i) names.push_back("mfcc_sma[" + std::to_string(i) + "]");
    return names;
}

/// Smoothed rows of the short and the long frames as they come: three frames, the ends repeated, and at the end of a recording
/// one row more than there are frames.
class SmoothedFrames {
public:
    explicit SmoothedFrames(int threads)
        : m_frames(threads),
          m_smoothShort(std::vector<bool>(CompareFrames::kShort, false)),
          m_smoothLong({false, true, true, true, true, true, false}) {}

    void push(std::span<const float> samples) { m_frames.push(samples, m_useShort, m_useLong); }
    void finish() {
        m_frames.finish(m_useShort, m_useLong);
        if (shortFrames > 0) m_smoothShort.push(m_lastShort, shortRows);
        m_smoothShort.finish(shortRows);
        if (longFrames > 0) m_smoothLong.push(m_lastLong, longRows);
        m_smoothLong.finish(longRows);
    }

    std::vector<float> shortRows;
    std::vector<float> longRows;
    std::size_t shortFrames = 0;
    std::size_t longFrames = 0;

private:
    CompareFrames m_frames;
    SmoothStage m_smoothShort;
    SmoothStage m_smoothLong;
    std::array<float, CompareFrames::kShort> m_lastShort{};
    std::array<float, CompareFrames::kLong> m_lastLong{};
    CompareFrames::Short m_useShort = [this](const std::array<float, CompareFrames::kShort>& row) {
        m_smoothShort.push(row, shortRows);
        m_lastShort = row;
        ++shortFrames;
    };
    CompareFrames::Long m_useLong = [this](const std::array<float, CompareFrames::kLong>& row) {
        m_smoothLong.push(row, longRows);
        m_lastLong = row;
        ++longFrames;
    };
};

/// Derivatives of long rows over two frames on either side: the first column by regression, those of the voice by pairs of
/// frames that both have a value. The published set divides the latter by the weights of all pairs since the start of the
/// recording.
class LongChanges {
public:
    void push(std::span<const float> rows, std::vector<float>& made) {
        for (std::size_t at = 0; at < rows.size(); at += CompareFrames::kLong) {
            Row row{};
            std::copy_n(rows.begin() + static_cast<std::ptrdiff_t>(at), row.size(), row.begin());
            if (m_window.empty()) m_window.assign(2, row);  // the first frame stands for those before it
            m_window.push_back(row);
            give(made);
        }
    }
    void finish(std::vector<float>& made) {
        if (m_window.empty()) return;
        for (int i = 0; i < 2; ++i) {
            m_window.push_back(Row(m_window.back()));
            give(made);
        }
    }

private:
    using Row = std::array<float, CompareFrames::kLong>;
    void give(std::vector<float>& made) {
        constexpr double kAllWeights = 10.0;
        if (m_window.size() < 5) return;
        for (std::size_t column = 0; column < CompareFrames::kLong; ++column) {
            double sum = 0.0;
            for (std::size_t n = 1; n <= 2; ++n) {
                const auto before = static_cast<double>(m_window[2 - n][column]);
                const auto after = static_cast<double>(m_window[2 + n][column]);
                if (column > 0 && (before == 0.0 || after == 0.0)) continue;
                sum += static_cast<double>(n) * (after - before);
                if (column > 0) m_weights += static_cast<double>(n * n);
            }
            made.push_back(static_cast<float>(sum / (column > 0 ? m_weights : kAllWeights)));
        }
        m_window.pop_front();
    }
    std::deque<Row> m_window;
    double m_weights = 10.0;
};

/// Column of a descriptor in a short row, or of a long one counted from kShort.
std::size_t placeOf(std::size_t descriptor) {
    constexpr std::size_t kCrossings = kVoice + 3;
    if (descriptor < kVoice) return CompareFrames::kShort + 1 + descriptor;
    if (descriptor == kCrossings) return CompareFrames::kShort;
    return descriptor - kVoice - (descriptor > kCrossings ? 1 : 0);
}

/// Rows of 65 descriptors and 65 derivatives, one for each frame of 60 ms and one more.
class DescriptorStream final : public FeatureStream {
public:
    explicit DescriptorStream(int threads)
        : m_smoothed(threads),
          m_shortChanges(dsp::regressionTaps(2), CompareFrames::kShort, dsp::TimeFilter::Ends::RepeatFrames) {}
    void push(std::span<const float> samples, std::vector<float>& rows) override {
        m_smoothed.push(samples);
        filter();
        give(rows);
    }
    void finish(std::vector<float>& rows) override {
        m_smoothed.finish();
        filter();
        m_shortChanges.finish(m_short.changes);
        m_longChanges.finish(m_long.changes);
        give(rows);
    }

private:
    struct Waiting {
        std::vector<float> values;
        std::vector<float> changes;
    };
    void filter() {
        const auto lead = [](std::vector<float>& rows, auto& changes, Waiting& waiting) {
            changes.push(rows, waiting.changes);
            waiting.values.insert(waiting.values.end(), rows.begin(), rows.end());
            rows.clear();
        };
        lead(m_smoothed.shortRows, m_shortChanges, m_short);
        lead(m_smoothed.longRows, m_longChanges, m_long);
    }
    void give(std::vector<float>& rows) {
        const std::size_t ready =
            std::min(m_short.changes.size() / CompareFrames::kShort, m_long.changes.size() / CompareFrames::kLong);
        for (std::size_t i = 0; i < ready; ++i) {
            for (const auto part : {&Waiting::values, &Waiting::changes}) {
                for (std::size_t d = 0; d < kColumns; ++d) {
                    const std::size_t place = placeOf(d);
                    rows.push_back(place < CompareFrames::kShort
                                       ? (m_short.*part)[i * CompareFrames::kShort + place]
                                       : (m_long.*part)[i * CompareFrames::kLong + place - CompareFrames::kShort]);
                }
            }
        }
        for (auto* list : {&m_short.values, &m_short.changes})
            list->erase(list->begin(), list->begin() + static_cast<std::ptrdiff_t>(ready * CompareFrames::kShort));
        for (auto* list : {&m_long.values, &m_long.changes})
            list->erase(list->begin(), list->begin() + static_cast<std::ptrdiff_t>(ready * CompareFrames::kLong));
    }

    SmoothedFrames m_smoothed;
    dsp::TimeFilter m_shortChanges;
    LongChanges m_longChanges;
    Waiting m_short;
    Waiting m_long;
};

/// One row for a recording. Keeps its smoothed descriptors until the end, 94 MB an hour, and then has their contours and
/// derivatives beside them, about 300 MB in all.
class FunctionalStream final : public FeatureStream {
public:
    FunctionalStream(CompareEdition edition, int threads) : m_edition(edition), m_smoothed(threads) {}
    void push(std::span<const float> samples, std::vector<float>&) override { m_smoothed.push(samples); }
    void finish(std::vector<float>& rows) override {
        m_smoothed.finish();
        CompareContours contours;
        contours.shortFrames = m_smoothed.shortFrames;
        contours.longFrames = m_smoothed.longFrames;
        std::vector<float> longChanges;
        LongChanges changes;
        changes.push(m_smoothed.longRows, longChanges);
        changes.finish(longChanges);
        for (std::size_t d = 0; d < kColumns; ++d) {
            const std::size_t place = placeOf(d);
            const bool isShort = place < CompareFrames::kShort;
            const auto& source = isShort ? m_smoothed.shortRows : m_smoothed.longRows;
            const std::size_t width = isShort ? CompareFrames::kShort : CompareFrames::kLong;
            const std::size_t first = place - (isShort ? 0 : CompareFrames::kShort);
            const auto column = [&](const std::vector<float>& all, std::vector<float>& contour) {
                for (std::size_t at = first; at < all.size(); at += width) contour.push_back(all[at]);
            };
            column(source, contours.values[d]);
            if (isShort)
                contours.derivatives[d] = dsp::regressionDeltas(contours.values[d], 1, 2);
            else
                column(longChanges, contours.derivatives[d]);
        }
        const auto row = compareFunctionals(contours, m_edition);
        rows.insert(rows.end(), row.begin(), row.end());
    }

private:
    CompareEdition m_edition;
    SmoothedFrames m_smoothed;
};

class CompareDescriptors final : public FeatureSet {
public:
    [[nodiscard]] std::string_view name() const override { return "ComParE_2016-lld"; }
    [[nodiscard]] core::Text description() const override {
        return {TRANSLATABLE("Engine",
                             "65 descriptors of the ComParE set with their derivatives (Schuller et al. 2013, Weninger et al. "
                             "2013), every 10 ms.")};
    }
    [[nodiscard]] int rateHz() const override { return 16000; }
    [[nodiscard]] const std::vector<std::string>& columns() const override {
        static const std::vector<std::string> all = [] {
            std::vector<std::string> names = descriptorNames();
            for (std::size_t d = 0; d < kColumns; ++d) names.push_back(compareDerivativeName(names[d]));
            return names;
        }();
        return all;
    }
    [[nodiscard]] std::string parameters() const override {
        return "ComParE_2016-lld 4 rate=16000 hop=160 frames=320,960 average=3 derivatives=2";
    }
    [[nodiscard]] Times times() const override { return {0.03, 0.01}; }
    [[nodiscard]] std::unique_ptr<FeatureStream> stream(int threads, std::span<const float>) const override {
        return std::make_unique<DescriptorStream>(threads);
    }
};

class Compare final : public FeatureSet {
public:
    Compare(CompareEdition edition, const FeatureSet& descriptors) : m_edition(edition), m_descriptors(&descriptors) {}
    [[nodiscard]] std::string_view name() const override {
        return m_edition == CompareEdition::Of2016 ? "ComParE_2016" : "ComParE_2013";
    }
    [[nodiscard]] core::Text description() const override {
        if (m_edition == CompareEdition::Of2016) {
            return {TRANSLATABLE("Engine",
                                 "6373 functionals of the ComParE set (Schuller et al. 2013, Weninger et al. 2013) with the "
                                 "settings of 2016, one row for a recording.")};
        }
        return {TRANSLATABLE("Engine",
                             "The same 6373 functionals with the settings of 2013: regression and ratios without limits.")};
    }
    [[nodiscard]] int rateHz() const override { return 16000; }
    [[nodiscard]] const std::vector<std::string>& columns() const override {
        static const std::vector<std::string> names = compareFunctionalNames(descriptorNames());
        return names;
    }
    [[nodiscard]] std::string parameters() const override {
        return std::string(name()) + " 4 rate=16000 hop=160 frames=320,960 average=3 derivatives=2";
    }
    [[nodiscard]] const FeatureSet* descriptors() const override { return m_descriptors; }
    [[nodiscard]] std::unique_ptr<FeatureStream> stream(int threads, std::span<const float>) const override {
        return std::make_unique<FunctionalStream>(m_edition, threads);
    }

private:
    CompareEdition m_edition;
    const FeatureSet* m_descriptors;
};

}  // namespace

std::vector<const FeatureSet*> compareSets() {
    static const CompareDescriptors descriptors;
    static const Compare later(CompareEdition::Of2016, descriptors);
    static const Compare earlier(CompareEdition::Of2013, descriptors);
    return {&descriptors, &later, &earlier};
}

}  // namespace prososcope::features
