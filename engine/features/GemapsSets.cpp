// SPDX-License-Identifier: GPL-3.0-or-later
// The extended Geneva minimalistic acoustic parameter set: descriptors over time and functionals.
#include <algorithm>
#include <limits>

#include "engine/features/GemapsFrames.h"
#include "engine/features/GemapsFunctionals.h"
#include "engine/features/Sets.h"
#include "engine/features/SmoothStage.h"

namespace prososcope::features {

namespace {

using Row = GemapsFrames::Row;

std::vector<bool> zeroFreeColumns() {
    std::vector<bool> flags(gemaps::kColumns, true);
    std::fill_n(flags.begin(), gemaps::F0, false);
    return flags;
}

/// Smoothed descriptors: a row for each frame of 60 ms and one more, at the end of what the average needs.
class DescriptorStream final : public FeatureStream {
public:
    explicit DescriptorStream(int threads) : m_frames(gemaps::Edition::V02, threads), m_smooth(zeroFreeColumns()) {}
    void push(std::span<const float> samples, std::vector<float>& rows) override {
        m_frames.push(samples, [&](const Row& row, bool whole, float) { take(row, whole, rows); });
    }
    void finish(std::vector<float>& rows) override {
        m_frames.finish([&](const Row& row, bool whole, float) { take(row, whole, rows); });
        if (m_whole == 0) rows.insert(rows.end(), gemaps::kColumns, std::numeric_limits<float>::quiet_NaN());
    }

private:
    void take(const Row& row, bool whole, std::vector<float>& rows) {
        if (whole) ++m_whole;
        // The average is one row late: with row t comes row t - 1.
        ++m_seen;
        if (m_whole == 0 || m_seen > m_whole + 2) return;
        m_smooth.push(row, rows);
    }
    GemapsFrames m_frames;
    SmoothStage m_smooth;
    std::size_t m_whole = 0;  ///< frames of 60 ms
    std::size_t m_seen = 0;
};

class EgemapsDescriptors final : public FeatureSet {
public:
    [[nodiscard]] std::string_view name() const override { return "eGeMAPSv02-lld"; }
    [[nodiscard]] core::Text description() const override {
        return {TRANSLATABLE("Engine",
                             "25 descriptors of the extended Geneva minimalistic acoustic parameter set (Eyben et al. 2016), "
                             "every 10 ms.")};
    }
    [[nodiscard]] int rateHz() const override { return 16000; }
    [[nodiscard]] const std::vector<std::string>& columns() const override {
        static const std::vector<std::string> names = {"Loudness_sma3",
                                                       "alphaRatio_sma3",
                                                       "hammarbergIndex_sma3",
                                                       "slope0-500_sma3",
                                                       "slope500-1500_sma3",
                                                       "spectralFlux_sma3",
                                                       "mfcc1_sma3",
                                                       "mfcc2_sma3",
                                                       "mfcc3_sma3",
                                                       "mfcc4_sma3",
                                                       "F0semitoneFrom27.5Hz_sma3nz",
                                                       "jitterLocal_sma3nz",
                                                       "shimmerLocaldB_sma3nz",
                                                       "HNRdBACF_sma3nz",
                                                       "logRelF0-H1-H2_sma3nz",
                                                       "logRelF0-H1-A3_sma3nz",
                                                       "F1frequency_sma3nz",
                                                       "F1bandwidth_sma3nz",
                                                       "F1amplitudeLogRelF0_sma3nz",
                                                       "F2frequency_sma3nz",
                                                       "F2bandwidth_sma3nz",
                                                       "F2amplitudeLogRelF0_sma3nz",
                                                       "F3frequency_sma3nz",
                                                       "F3bandwidth_sma3nz",
                                                       "F3amplitudeLogRelF0_sma3nz"};
        return names;
    }
    [[nodiscard]] std::string parameters() const override {
        return "eGeMAPSv02-lld 5 rate=16000 hop=160 frames=320,960 average=3";
    }
    [[nodiscard]] Times times() const override { return {0.03, 0.01}; }
    [[nodiscard]] std::unique_ptr<FeatureStream> stream(int threads, std::span<const float>) const override {
        return std::make_unique<DescriptorStream>(threads);
    }
};

/// One row for a recording.
class FunctionalStream final : public FeatureStream {
public:
    FunctionalStream(gemaps::Edition edition, int threads) : m_frames(edition, threads) {}
    void push(std::span<const float> samples, std::vector<float>&) override { m_frames.push(samples, m_use); }
    void finish(std::vector<float>& rows) override {
        m_frames.finish(m_use);
        m_functionals.finish(rows);
    }

private:
    GemapsFrames m_frames;
    GemapsFunctionals m_functionals;
    GemapsFrames::Use m_use = [this](const Row& row, bool whole, float meanSquare) {
        m_functionals.add(row, whole, meanSquare);
    };
};

class Egemaps final : public FeatureSet {
public:
    Egemaps(gemaps::Edition edition, const FeatureSet& descriptors) : m_edition(edition), m_descriptors(&descriptors) {}
    [[nodiscard]] std::string_view name() const override {
        return m_edition == gemaps::Edition::V02 ? "eGeMAPSv02" : "eGeMAPSv01a";
    }
    [[nodiscard]] core::Text description() const override {
        if (m_edition == gemaps::Edition::V02) {
            return {TRANSLATABLE("Engine",
                                 "88 functionals of the extended Geneva minimalistic acoustic parameter set (Eyben et al. "
                                 "2016), one row for a recording.")};
        }
        return {
            TRANSLATABLE("Engine", "The same 88 functionals in their first edition, whose formants differ (eGeMAPS v01a).")};
    }
    [[nodiscard]] int rateHz() const override { return 16000; }
    [[nodiscard]] const std::vector<std::string>& columns() const override { return GemapsFunctionals::names(); }
    [[nodiscard]] std::string parameters() const override {
        return std::string(name()) + " 5 rate=16000 hop=160 frames=320,960 average=3";
    }
    [[nodiscard]] const FeatureSet* descriptors() const override { return m_descriptors; }
    [[nodiscard]] std::unique_ptr<FeatureStream> stream(int threads, std::span<const float>) const override {
        return std::make_unique<FunctionalStream>(m_edition, threads);
    }

private:
    gemaps::Edition m_edition;
    const FeatureSet* m_descriptors;
};

}  // namespace

std::vector<const FeatureSet*> gemapsSets() {
    static const EgemapsDescriptors descriptors;
    static const Egemaps second(gemaps::Edition::V02, descriptors);
    static const Egemaps first(gemaps::Edition::V01a, descriptors);
    return {&descriptors, &second, &first};
}

}  // namespace prososcope::features
