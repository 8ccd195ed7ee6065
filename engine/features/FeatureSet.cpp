// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/FeatureSet.h"

#include <algorithm>
#include <bit>
#include <cstdint>

#include "engine/dsp/Dct.h"
#include "engine/dsp/LogMel.h"

namespace prososcope::features {

namespace {

constexpr int kRateHz = 16000;
constexpr std::size_t kHop = 160;
constexpr float kClipRange = 80.0F;

/// Refuses NaN and infinity; the loop has no branch, so that it costs nothing beside the transform.
core::Status checkFinite(std::span<const float> samples) {
    std::uint32_t bad = 0;
    for (const float sample : samples) {
        bad |= static_cast<std::uint32_t>((std::bit_cast<std::uint32_t>(sample) & 0x7F800000U) == 0x7F800000U);
    }
    if (bad == 0) return {};
    return core::fail(core::ErrorKind::BadInput,
                      {TRANSLATABLE("Engine", "The sound holds samples that are not finite numbers.")});
}

std::vector<std::string> numbered(const std::string& prefix, std::size_t count) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i) names.push_back(prefix + std::to_string(i));
    return names;
}

std::string stftParameters(std::size_t bands) {
    return "rate=16000 fft=512 window=hann-periodic-400 hop=160 centred=zeros power=2 mel=slaney-area bands=" +
           std::to_string(bands) + " hz=0-8000 smallest=1e-10";
}

dsp::LogMel speechMel(std::size_t bands) { return {dsp::StftSettings{}, dsp::MelSettings{.bands = bands}}; }

FeatureMatrix matrixOf(std::vector<float> values, std::size_t columns) {
    FeatureMatrix matrix;
    matrix.frames = values.size() / columns;
    matrix.columns = columns;
    matrix.hopSeconds = static_cast<double>(kHop) / kRateHz;
    matrix.values = std::move(values);
    return matrix;
}

/// Log-mel bands, with or without librosa's floor 80 dB below the loudest value of the clip.
class LogMel80 final : public FeatureSet {
public:
    explicit LogMel80(bool limited) : m_limited(limited), m_mel(speechMel(80)), m_columns(numbered("mel", 80)) {}
    [[nodiscard]] std::string_view name() const override { return m_limited ? "logmel80-librosa" : "logmel80"; }
    [[nodiscard]] core::Text description() const override {
        if (m_limited) {
            return {TRANSLATABLE(
                "Engine", "80 mel bands in dB, every 10 ms, limited to 80 dB below the loudest value (as librosa does).")};
        }
        return {TRANSLATABLE("Engine",
                             "80 mel bands (Slaney 1998) in dB, every 10 ms, without a limit that depends on the recording.")};
    }
    [[nodiscard]] int rateHz() const override { return kRateHz; }
    [[nodiscard]] const std::vector<std::string>& columns() const override { return m_columns; }
    [[nodiscard]] std::string parameters() const override {
        return std::string(name()) + " 1 " + stftParameters(80) + (m_limited ? " range=80" : "");
    }
    [[nodiscard]] core::Result<FeatureMatrix> compute(std::span<const float> mono) const override {
        if (auto finite = checkFinite(mono); !finite) return core::fail(finite.error());
        std::vector<float> values = m_mel.compute(mono);
        if (m_limited) dsp::limitRange(values, kClipRange);
        return matrixOf(std::move(values), 80);
    }

private:
    bool m_limited;
    dsp::LogMel m_mel;
    std::vector<std::string> m_columns;
};

/// Mel-frequency cepstral coefficients (Davis and Mermelstein 1980) by librosa's definition.
class Mfcc20 final : public FeatureSet {
public:
    Mfcc20() : m_mel(speechMel(128)), m_dct(128, 20), m_columns(numbered("mfcc", 20)) {}
    [[nodiscard]] std::string_view name() const override { return "mfcc20-librosa"; }
    [[nodiscard]] core::Text description() const override {
        return {TRANSLATABLE(
            "Engine",
            "20 mel-frequency cepstral coefficients (Davis and Mermelstein 1980), every 10 ms, as librosa computes them.")};
    }
    [[nodiscard]] int rateHz() const override { return kRateHz; }
    [[nodiscard]] const std::vector<std::string>& columns() const override { return m_columns; }
    [[nodiscard]] std::string parameters() const override {
        return std::string(name()) + " 1 " + stftParameters(128) + " range=80 dct=2-ortho coefficients=20 lifter=0";
    }
    [[nodiscard]] core::Result<FeatureMatrix> compute(std::span<const float> mono) const override {
        if (auto finite = checkFinite(mono); !finite) return core::fail(finite.error());
        std::vector<float> bands = m_mel.compute(mono);
        dsp::limitRange(bands, kClipRange);
        const std::size_t frames = bands.size() / m_dct.inputs();
        std::vector<float> values(frames * m_dct.outputs());
        for (std::size_t i = 0; i < frames; ++i)
            m_dct.apply(bands.data() + i * m_dct.inputs(), values.data() + i * m_dct.outputs());
        return matrixOf(std::move(values), m_dct.outputs());
    }

private:
    dsp::LogMel m_mel;
    dsp::Dct m_dct;
    std::vector<std::string> m_columns;
};

}  // namespace

const std::vector<const FeatureSet*>& allFeatureSets() {
    static const LogMel80 plain(false);
    static const LogMel80 limited(true);
    static const Mfcc20 mfcc;
    static const std::vector<const FeatureSet*> sets{&plain, &limited, &mfcc};
    return sets;
}

core::Result<const FeatureSet*> featureSet(std::string_view name) {
    std::string known;
    for (const FeatureSet* set : allFeatureSets()) {
        if (set->name() == name) return set;
        known += (known.empty() ? "" : ", ") + std::string(set->name());
    }
    return core::fail(core::ErrorKind::NotFound,
                      {TRANSLATABLE("Engine", "There is no feature set \"%1\". Known sets: %2."), {std::string(name), known}});
}

}  // namespace prososcope::features
