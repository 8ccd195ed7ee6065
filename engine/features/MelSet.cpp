// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/MelSet.h"

#include <algorithm>
#include <atomic>
#include <limits>
#include <sstream>
#include <utility>

namespace prososcope::features {

namespace {

constexpr float kRange = 80.0F;              ///< dB, librosa's top_db
constexpr std::size_t kSlidingFrames = 300;  ///< 3 s
constexpr float kNoFloor = -std::numeric_limits<float>::infinity();

/// The only row: the largest of the rows of a stream of one column.
class LargestValue final : public FeatureStream {
public:
    explicit LargestValue(std::unique_ptr<FeatureStream> values) : m_values(std::move(values)) {}
    void push(std::span<const float> samples, std::vector<float>&) override {
        m_values->push(samples, m_rows);
        take();
    }
    void finish(std::vector<float>& rows) override {
        m_values->finish(m_rows);
        take();
        rows.push_back(m_largest);
    }

private:
    void take() {
        for (const float value : m_rows) m_largest = std::max(m_largest, value);
        m_rows.clear();
    }
    std::unique_ptr<FeatureStream> m_values;
    std::vector<float> m_rows;
    float m_largest = kNoFloor;
};

/// Raises bands to the range below the loudest band up to the present frame, and makes cepstra of them if asked to.
class RunningFloorStage final : public RowStage {
public:
    RunningFloorStage(const dsp::MelCepstrum& cepstrum, bool transformed)
        : m_cepstrum(cepstrum), m_transformed(transformed), m_scratch(cepstrum.workspace()) {}
    void push(std::span<const float> rows, std::vector<float>& made) override {
        const std::size_t bands = m_cepstrum.mel().bands();
        m_bands.assign(rows.begin(), rows.end());
        const std::size_t count = rows.size() / bands;
        for (std::size_t i = 0; i < count; ++i) {
            const std::span row = std::span(m_bands).subspan(i * bands, bands);
            for (const float value : row) m_loudest = std::max(m_loudest, value);
            dsp::raiseTo(m_loudest - kRange, row);
        }
        if (!m_transformed) {
            made.insert(made.end(), m_bands.begin(), m_bands.end());
            return;
        }
        const std::size_t end = made.size();
        made.resize(end + count * m_cepstrum.coefficients());
        m_cepstrum.rowsOfBands(m_bands.data(), count, made.data() + end, m_scratch);
    }

private:
    const dsp::MelCepstrum& m_cepstrum;
    bool m_transformed;
    dsp::MelCepstrum::Workspace m_scratch;
    std::vector<float> m_bands;
    float m_loudest = kNoFloor;
};

std::string windowName(const dsp::StftSettings& stft) {
    const char* names[] = {"rectangular", "hann", "hamming", "povey", "gaussian"};
    return std::string(names[static_cast<std::size_t>(stft.window)]) +
           (stft.symmetry == dsp::WindowSymmetry::Periodic ? "-periodic-" : "-symmetric-") + std::to_string(stft.windowLength);
}

std::string countName(const MelRecipe& recipe) {
    const auto tail = recipe.unusedTail > 0 ? "-tail-" + std::to_string(recipe.unusedTail) : std::string();
    switch (recipe.stft.count) {
        case dsp::Framing::Count::Centred:
            return recipe.stft.padding == dsp::Padding::Zeros ? "centred=zeros" : "centred=reflected";
        case dsp::Framing::Count::Covered:
            return "covered=zeros";
        case dsp::Framing::Count::Snipped:
            break;
    }
    return "snipped" + tail;
}

}  // namespace

MelSet::MelSet(MelRecipe recipe)
    : m_recipe(std::move(recipe)),
      m_cepstrum(m_recipe.stft, m_recipe.mel, m_recipe.bands, m_recipe.cepstrum.value_or(dsp::CepstrumSettings{})) {}

std::string MelSet::parameters() const {
    const MelRecipe& r = m_recipe;
    std::ostringstream text;
    text.imbue(std::locale::classic());
    text << r.name << " 1 rate=" << r.rateHz << " fft=" << r.stft.fftSize << " window=" << windowName(r.stft)
         << " hop=" << r.stft.hop << ' ' << countName(r);
    if (r.stft.scale != 1.0) text << " scale=" << r.stft.scale;
    if (r.stft.removeMean) text << " mean=0";
    if (r.stft.preEmphasis != 0.0) text << " frame-preemphasis=" << r.stft.preEmphasis;
    if (r.preEmphasis != 0.0) text << " preemphasis=" << r.preEmphasis;
    text << " power=" << (r.bands.magnitude ? 1 : 2) << " mel=" << (r.mel.scale == dsp::MelScale::Slaney ? "slaney" : "htk")
         << (r.mel.areaNormalised ? "-area" : "") << (r.mel.slopesInMel ? "-in-mel" : "");
    if (r.mel.edgeFloorBins > 0.0) text << "-floor-" << r.mel.edgeFloorBins;
    text << " bands=" << r.mel.bands << " hz=" << r.mel.lowHz << '-' << r.mel.highHz << " smallest=" << r.bands.smallest;
    if (r.bands.logarithm == dsp::BandSettings::Logarithm::Natural) text << " ln";
    if (r.floor != MelRecipe::Floor::None)
        text << (r.floor == MelRecipe::Floor::Clip ? " range=" : " running-range=") << kRange;
    if (r.cepstrum) {
        text << " dct=2-" << (r.cepstrum->scale == dsp::DctScale::Htk ? "htk" : "ortho")
             << " coefficients=" << r.cepstrum->coefficients << " lifter=" << r.cepstrum->lifter;
        if (r.cepstrum->logEnergy) text << " c0=energy";
        if (r.cepstrum->zerothLast) text << " c0=last";
    }
    if (r.normalise != MelRecipe::Normalise::None)
        text << " normalise=" << (r.normalise == MelRecipe::Normalise::Clip ? "clip" : "last-300");
    if (r.deltas) text << " deltas=" << static_cast<int>(*r.deltas) << (r.interleaved ? "-interleaved" : "");
    return text.str();
}

FeatureSet::Times MelSet::times() const {
    const auto rate = static_cast<double>(m_recipe.rateHz);
    const double middle = 0.5 * static_cast<double>(m_recipe.stft.windowLength) / rate;
    return {.firstSeconds = m_recipe.stft.count == dsp::Framing::Count::Centred ? 0.0 : middle,
            .hopSeconds = static_cast<double>(m_recipe.stft.hop) / rate};
}

dsp::Framing MelSet::framing() const {
    dsp::Framing framing = m_cepstrum.framing();
    framing.window += m_recipe.unusedTail;
    return framing;
}

std::unique_ptr<FeatureStream> MelSet::bands(int threads) const {
    const dsp::LogMel& mel = m_cepstrum.mel();
    return std::make_unique<FrameRowStream>(framing(), mel.bands(), threads, [&mel] {
        return [&mel, scratch = mel.workspace()](const float* samples, std::size_t count, float* rows) mutable {
            mel.rows(samples, count, rows, scratch);
        };
    });
}

std::unique_ptr<FeatureStream> MelSet::loudest(int threads) const {
    const dsp::LogMel& mel = m_cepstrum.mel();
    std::call_once(m_shareKnown, [&] { m_share = mel.largestShare(); });
    // What one thread has found lets the others pass over more frames; the loudest of all is the same whatever they pass.
    auto soFar = std::make_shared<std::atomic<float>>(kNoFloor);
    return std::make_unique<FrameRowStream>(framing(), 1, threads, [this, &mel, soFar] {
        return [this, &mel, soFar, scratch = mel.workspace()](const float* samples, std::size_t count, float* rows) mutable {
            float known = soFar->load(std::memory_order_relaxed);
            const float loudest = mel.loudest(samples, count, known, m_share, scratch);
            std::fill_n(rows, count, loudest);
            while (known < loudest && !soFar->compare_exchange_weak(known, loudest, std::memory_order_relaxed)) {
            }
        };
    });
}

std::unique_ptr<FeatureStream> MelSet::statics(int threads, float lowest) const {
    std::unique_ptr<FeatureStream> rows;
    if (m_recipe.floor == MelRecipe::Floor::SoFar) {
        std::vector<std::unique_ptr<RowStage>> stages;
        stages.push_back(std::make_unique<RunningFloorStage>(m_cepstrum, m_recipe.cepstrum.has_value()));
        rows = std::make_unique<StagedStream>(bands(threads), std::move(stages));
    } else if (m_recipe.cepstrum) {
        rows = std::make_unique<FrameRowStream>(framing(), m_cepstrum.coefficients(), threads, [this, lowest] {
            return [this, lowest, scratch = m_cepstrum.workspace()](const float* samples, std::size_t count,
                                                                    float* target) mutable {
                m_cepstrum.rows(samples, count, target, scratch, lowest);
            };
        });
    } else {
        const dsp::LogMel& mel = m_cepstrum.mel();
        rows = std::make_unique<FrameRowStream>(framing(), mel.bands(), threads, [&mel, lowest] {
            return [&mel, lowest, scratch = mel.workspace()](const float* samples, std::size_t count, float* target) mutable {
                mel.rows(samples, count, target, scratch);
                dsp::raiseTo(lowest, {target, count * mel.bands()});
            };
        });
    }
    if (m_recipe.preEmphasis == 0.0) return rows;
    return std::make_unique<EmphasisedStream>(m_recipe.preEmphasis, std::move(rows));
}

std::unique_ptr<FeatureStream> MelSet::survey(int threads) const {
    if (m_recipe.floor == MelRecipe::Floor::Clip) return std::make_unique<LargestValue>(loudest(threads));
    if (m_recipe.normalise == MelRecipe::Normalise::Clip)
        return std::make_unique<MomentsStream>(statics(threads, kNoFloor), m_cepstrum.coefficients());
    return nullptr;
}

std::unique_ptr<FeatureStream> MelSet::stream(int threads, std::span<const float> surveyed) const {
    const bool limited = m_recipe.floor == MelRecipe::Floor::Clip && !surveyed.empty();
    auto rows = statics(threads, limited ? surveyed[0] - kRange : kNoFloor);
    const std::size_t columns = m_recipe.cepstrum ? m_cepstrum.coefficients() : m_cepstrum.mel().bands();
    std::vector<std::unique_ptr<RowStage>> stages;
    if (m_recipe.normalise == MelRecipe::Normalise::Clip) stages.push_back(std::make_unique<NormaliseStage>(surveyed));
    if (m_recipe.normalise == MelRecipe::Normalise::Sliding)
        stages.push_back(std::make_unique<SlidingNormaliseStage>(columns, kSlidingFrames));
    if (m_recipe.deltas) stages.push_back(std::make_unique<DeltaStage>(*m_recipe.deltas, columns, m_recipe.interleaved));
    if (stages.empty()) return rows;
    return std::make_unique<StagedStream>(std::move(rows), std::move(stages));
}

std::vector<std::string> withDeltas(const std::vector<std::string>& names, const std::string& first, const std::string& second,
                                    std::size_t cut, bool interleaved) {
    std::vector<std::string> all;
    const auto derived = [&](const std::string& front, const std::string& name) { return front + name.substr(cut); };
    if (interleaved) {
        for (const auto& name : names) all.insert(all.end(), {name, derived(first, name), derived(second, name)});
        return all;
    }
    all = names;
    for (const auto& front : {first, second}) {
        for (const auto& name : names) all.push_back(derived(front, name));
    }
    return all;
}

}  // namespace prososcope::features
