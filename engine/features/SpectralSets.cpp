// SPDX-License-Identifier: GPL-3.0-or-later
// Descriptors of the spectrum's shape, pitch classes and magnitudes as librosa computes them, and Praat's spectrogram.
#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/dsp/SpectralShape.h"
#include "engine/dsp/Spectrogram.h"
#include "engine/dsp/Stft.h"
#include "engine/features/RowStages.h"
#include "engine/features/Sets.h"

namespace prososcope::features {

namespace {

constexpr int kRateHz = 16000;
constexpr const char* kTransform = "rate=16000 fft=512 window=hann-periodic-400 hop=160 centred=zeros";

/// A set whose rows depend on one spectrum each, of librosa's transform at 16 kHz.
class SpectrumSet : public FeatureSet {
public:
    SpectrumSet(std::string name, core::Text description, std::vector<std::string> columns)
        : m_name(std::move(name)), m_description(std::move(description)), m_columns(std::move(columns)) {}
    [[nodiscard]] std::string_view name() const override { return m_name; }
    [[nodiscard]] core::Text description() const override { return m_description; }
    [[nodiscard]] int rateHz() const override { return kRateHz; }
    [[nodiscard]] const std::vector<std::string>& columns() const override { return m_columns; }
    [[nodiscard]] std::string parameters() const override { return m_name + " 1 " + kTransform; }
    [[nodiscard]] std::unique_ptr<FeatureStream> stream(int threads, std::span<const float>) const override {
        return spectra(threads, m_columns.size());
    }

protected:
    /// One row of a frame's samples (windowLength of them) and its power spectrum.
    virtual void row(const float* frame, std::span<float> power, float* row) const = 0;
    [[nodiscard]] std::unique_ptr<FeatureStream> spectra(int threads, std::size_t columns) const {
        return std::make_unique<FrameRowStream>(m_stft.framing(), columns, threads, [this, columns] {
            return [this, columns, scratch = m_stft.workspace(), power = std::vector<float>(kBlock * m_stft.bins())](
                       const float* samples, std::size_t count, float* rows) mutable {
                const std::size_t hop = m_stft.settings().hop;
                for (std::size_t first = 0; first < count; first += kBlock) {
                    const std::size_t block = std::min(kBlock, count - first);
                    m_stft.power(samples + first * hop, block, power, scratch);
                    for (std::size_t i = 0; i < block; ++i)
                        row(samples + (first + i) * hop, std::span(power).subspan(i * m_stft.bins(), m_stft.bins()),
                            rows + (first + i) * columns);
                }
            };
        });
    }

    static constexpr std::size_t kBlock = 16;
    dsp::Stft m_stft{dsp::StftSettings{}};

private:
    std::string m_name;
    core::Text m_description;
    std::vector<std::string> m_columns;
};

void toMagnitudes(std::span<float> power) {
    for (float& value : power) value = std::sqrt(value);
}

/// Zero crossings (of frames continued with the edge's value), level and shape.
class ShapeSet final : public SpectrumSet {
public:
    ShapeSet()
        : SpectrumSet("spectral-librosa",
                      {TRANSLATABLE("Engine",
                                    "Zero crossings, level, and the spectrum's centroid, bandwidth, 85 % roll-off and "
                                    "flatness (Peeters 2004), every 10 ms, as librosa computes them.")},
                      {"zcr", "rms", "centroid", "bandwidth", "rolloff85", "flatness"}) {}
    [[nodiscard]] std::unique_ptr<FeatureStream> stream(int threads, std::span<const float>) const override {
        dsp::Framing edges = m_stft.framing();
        edges.padding = dsp::Padding::Edge;
        std::vector<JoinedStream::Part> parts;
        parts.push_back(
            {std::make_unique<FrameRowStream>(
                 edges, 1, threads,
                 [edges] {
                     return [edges](const float* samples, std::size_t count, float* rows) {
                         for (std::size_t i = 0; i < count; ++i)
                             rows[i] = static_cast<float>(dsp::zeroCrossingRate({samples + i * edges.hop, edges.window}));
                     };
                 }),
             1});
        parts.push_back({spectra(threads, 5), 5});
        return std::make_unique<JoinedStream>(std::move(parts));
    }

private:
    void row(const float* frame, std::span<float> power, float* row) const override {
        row[0] = static_cast<float>(dsp::rootMeanSquare({frame, m_stft.settings().windowLength}));
        row[4] = static_cast<float>(dsp::spectralFlatness(power));
        toMagnitudes(power);
        const auto shape =
            dsp::spectralShape(power, static_cast<double>(kRateHz) / static_cast<double>(m_stft.settings().fftSize));
        row[1] = static_cast<float>(shape.centroidHz);
        row[2] = static_cast<float>(shape.bandwidthHz);
        row[3] = static_cast<float>(shape.rolloffHz);
    }
};

class ChromaSet final : public SpectrumSet {
public:
    ChromaSet()
        : SpectrumSet("chroma12-librosa",
                      {TRANSLATABLE("Engine",
                                    "Energy of the 12 pitch classes from C, the largest 1 (Ellis 2007), every 10 ms, as "
                                    "librosa computes it with A4 = 440 Hz.")},
                      numbered("chroma", dsp::Chroma::kClasses)) {}

private:
    void row(const float*, std::span<float> power, float* row) const override { m_chroma.apply(power.data(), row); }
    dsp::Chroma m_chroma{512, kRateHz};
};

class MagnitudeSet final : public SpectrumSet {
public:
    MagnitudeSet()
        : SpectrumSet("magnitudes-librosa",
                      {TRANSLATABLE("Engine", "257 magnitudes of librosa's transform at 16 kHz, every 10 ms.")},
                      numbered("bin", 257)) {}

private:
    void row(const float*, std::span<float> power, float* row) const override {
        toMagnitudes(power);
        std::copy(power.begin(), power.end(), row);
    }
};

/// The only row: the number of samples, as two whole numbers that are exact in single precision.
class SampleCounter final : public FeatureStream {
public:
    static constexpr std::size_t kPart = 65536;
    void push(std::span<const float> samples, std::vector<float>&) override { m_count += samples.size(); }
    void finish(std::vector<float>& rows) override {
        rows.push_back(static_cast<float>(m_count / kPart));
        rows.push_back(static_cast<float>(m_count % kPart));
    }
    [[nodiscard]] static std::size_t countOf(std::span<const float> row) {
        return row.size() < 2 ? 0 : static_cast<std::size_t>(row[0]) * kPart + static_cast<std::size_t>(row[1]);
    }

private:
    std::size_t m_count = 0;
};

/// Leaves out the first samples of a recording.
class LaterStream final : public FeatureStream {
public:
    LaterStream(std::size_t dropped, std::unique_ptr<FeatureStream> source) : m_dropped(dropped), m_source(std::move(source)) {}
    void push(std::span<const float> samples, std::vector<float>& rows) override {
        const std::size_t dropped = std::min(m_dropped, samples.size());
        m_dropped -= dropped;
        m_source->push(samples.subspan(dropped), rows);
    }
    void finish(std::vector<float>& rows) override { m_source->finish(rows); }

private:
    std::size_t m_dropped;
    std::unique_ptr<FeatureStream> m_source;
};

/// Praat's To Spectrogram: 0.005 s, 5000 Hz, 0.002 s, 20 Hz, Gaussian. Its frames are spread symmetrically over the
/// recording, so the first lies between 0.005 s and 0.006 s. Known deviation: where frames fall on a sample (an odd number of
/// samples is left over), two middles between samples are equally near; this takes the later one, Praat now one, now the
/// other by the rounding of its times.
class PraatSpectrogram final : public FeatureSet {
public:
    PraatSpectrogram() {
        for (std::size_t i = 0; i < kBins; ++i) {
            const std::size_t hundredths = i * 3125;
            std::string name = "hz" + std::to_string(hundredths / 100);
            if (hundredths % 100 != 0) name += "." + std::to_string(hundredths % 100);
            m_columns.push_back(std::move(name));
        }
    }
    [[nodiscard]] std::string_view name() const override { return "spectrogram-praat"; }
    [[nodiscard]] core::Text description() const override {
        return {TRANSLATABLE("Engine",
                             "Power density of 160 frequencies to 5000 Hz with a Gaussian window of 5 ms, every 2 ms, as "
                             "Praat's spectrogram gives it (Boersma and Weenink).")};
    }
    [[nodiscard]] int rateHz() const override { return kRateHz; }
    [[nodiscard]] const std::vector<std::string>& columns() const override { return m_columns; }
    [[nodiscard]] std::string parameters() const override {
        return "spectrogram-praat 1 rate=16000 window=gaussian-0.005 hop=32 hz=0-5000 fft=512";
    }
    [[nodiscard]] Times times() const override { return {.firstSeconds = 0.005, .hopSeconds = 0.002}; }
    [[nodiscard]] std::unique_ptr<FeatureStream> survey(int) const override { return std::make_unique<SampleCounter>(); }
    [[nodiscard]] std::unique_ptr<FeatureStream> stream(int threads, std::span<const float> surveyed) const override {
        const std::size_t count = SampleCounter::countOf(surveyed);
        const std::size_t half = dsp::spectrogramMargin(kRateHz, kSettings) - 1;
        // Frames are centred in the recording; the middle of the first is (remainder + physical window) / 2 samples in.
        const std::size_t remainder = count < kPhysical ? 0 : (count - kPhysical) % kHop;
        const std::size_t start = (kPhysical + remainder - 1) / 2 + 1 - half;
        const dsp::Framing framing{.window = 2 * half, .hop = kHop};
        auto rows = std::make_unique<FrameRowStream>(framing, kBins, threads, [half] {
            return [half](const float* samples, std::size_t frames, float* target) {
                const auto image = dsp::computeSpectrogram({samples, (frames - 1) * kHop + 2 * half}, kRateHz,
                                                           static_cast<double>(half) - 0.5, kHop, frames, kSettings);
                for (std::size_t i = 0; i < frames; ++i) {
                    for (std::size_t k = 0; k < kBins; ++k)
                        target[i * kBins + k] = kTwoSided * std::exp(image.value(i, k) * kNepersPerDecibel);
                }
            };
        });
        return std::make_unique<LaterStream>(start, std::move(rows));
    }

private:
    static constexpr std::size_t kBins = 160;
    static constexpr std::size_t kHop = 32;
    static constexpr std::size_t kPhysical = 160;               ///< samples of the window, twice its effective length
    static constexpr float kTwoSided = 0.5F * kRateHz;          ///< Praat's density over ours, see SpectrogramImage
    static constexpr float kNepersPerDecibel = 0.23025850930F;  ///< ln(10) / 10
    static constexpr dsp::SpectrogramSettings kSettings{.preEmphasisHz = 0.0};
    std::vector<std::string> m_columns;
};

}  // namespace

std::vector<const FeatureSet*> spectralSets() {
    static const ShapeSet shape;
    static const ChromaSet chroma;
    static const PraatSpectrogram praat;
    return {&shape, &chroma, &praat};
}

std::vector<const FeatureSet*> spectralReferenceSets() {
    static const MagnitudeSet magnitudes;
    return {&magnitudes};
}

}  // namespace prososcope::features
