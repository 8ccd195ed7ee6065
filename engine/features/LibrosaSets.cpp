// SPDX-License-Identifier: GPL-3.0-or-later
// The sets of the librosa family: log-mel bands and cepstra of a centred transform with Slaney's mel scale.
#include <algorithm>
#include <limits>
#include <utility>

#include "engine/dsp/Dct.h"
#include "engine/dsp/LogMel.h"
#include "engine/features/Sets.h"

namespace prososcope::features {

namespace {

constexpr int kRateHz = 16000;
constexpr float kClipRange = 80.0F;  ///< dB, librosa's top_db

std::string stftParameters(std::size_t bands) {
    return "rate=16000 fft=512 window=hann-periodic-400 hop=160 centred=zeros power=2 mel=slaney-area bands=" +
           std::to_string(bands) + " hz=0-8000 smallest=1e-10";
}

dsp::LogMel speechMel(std::size_t bands) { return {dsp::StftSettings{}, dsp::MelSettings{.bands = bands}}; }

/// The largest value of any band.
class LoudestBand final : public FeatureStream {
public:
    LoudestBand(const dsp::LogMel& mel, int threads) : m_bands(mel.framing(), mel.bands(), threads, kernelOf(mel)) {}
    void push(std::span<const float> samples, std::vector<float>&) override {
        m_bands.push(samples, m_rows);
        take();
    }
    void finish(std::vector<float>& rows) override {
        m_bands.finish(m_rows);
        take();
        rows.push_back(m_loudest);
    }

    [[nodiscard]] static std::function<FrameRowStream::Kernel()> kernelOf(const dsp::LogMel& mel) {
        return [&mel] {
            return [&mel, scratch = mel.workspace()](const float* samples, std::size_t count, float* rows) mutable {
                mel.rows(samples, count, rows, scratch);
            };
        };
    }

private:
    void take() {
        for (const float value : m_rows) m_loudest = std::max(m_loudest, value);
        m_rows.clear();
    }
    FrameRowStream m_bands;
    std::vector<float> m_rows;
    float m_loudest = -std::numeric_limits<float>::infinity();
};

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
    [[nodiscard]] std::unique_ptr<FeatureStream> survey(int threads) const override {
        if (!m_limited) return nullptr;
        return std::make_unique<LoudestBand>(m_mel, threads);
    }
    [[nodiscard]] std::unique_ptr<FeatureStream> stream(int threads, std::span<const float> surveyed) const override {
        const float lowest = surveyed.empty() ? -std::numeric_limits<float>::infinity() : surveyed[0] - kClipRange;
        return std::make_unique<FrameRowStream>(m_mel.framing(), m_mel.bands(), threads, [this, lowest] {
            return [this, lowest, scratch = m_mel.workspace()](const float* samples, std::size_t count, float* rows) mutable {
                m_mel.rows(samples, count, rows, scratch);
                dsp::raiseTo(lowest, {rows, count * m_mel.bands()});
            };
        });
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
    [[nodiscard]] std::unique_ptr<FeatureStream> survey(int threads) const override {
        return std::make_unique<LoudestBand>(m_mel, threads);
    }
    [[nodiscard]] std::unique_ptr<FeatureStream> stream(int threads, std::span<const float> surveyed) const override {
        const float lowest = surveyed[0] - kClipRange;
        return std::make_unique<FrameRowStream>(m_mel.framing(), m_dct.outputs(), threads, [this, lowest] {
            return [this, lowest, scratch = m_mel.workspace(), bands = std::vector<float>()](
                       const float* samples, std::size_t count, float* rows) mutable {
                bands.resize(count * m_dct.inputs());
                m_mel.rows(samples, count, bands.data(), scratch);
                dsp::raiseTo(lowest, bands);
                for (std::size_t i = 0; i < count; ++i)
                    m_dct.apply(bands.data() + i * m_dct.inputs(), rows + i * m_dct.outputs());
            };
        });
    }

private:
    dsp::LogMel m_mel;
    dsp::Dct m_dct;
    std::vector<std::string> m_columns;
};

}  // namespace

std::vector<const FeatureSet*> librosaSets() {
    static const LogMel80 plain(false);
    static const LogMel80 limited(true);
    static const Mfcc20 mfcc;
    return {&plain, &limited, &mfcc};
}

}  // namespace prososcope::features
