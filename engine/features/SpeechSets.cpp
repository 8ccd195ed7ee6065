// SPDX-License-Identifier: GPL-3.0-or-later
// Filterbanks and cepstra as Kaldi, HTK, python_speech_features and speechpy define them: snipped frames of 25 ms every
// 10 ms, HTK's mel scale, natural logarithms.
#include <cmath>
#include <limits>
#include <utility>

#include "engine/features/MelSet.h"
#include "engine/features/Sets.h"

namespace prososcope::features {

namespace {

constexpr double kSixteenBits = 32768.0;
constexpr auto kEpsilon = static_cast<float>(std::numeric_limits<double>::epsilon());

/// What all of them share.
MelRecipe speechRecipe(std::string name, core::Text description, std::size_t bands, std::size_t coefficients) {
    MelRecipe recipe;
    recipe.name = std::move(name);
    recipe.description = std::move(description);
    recipe.stft.count = dsp::Framing::Count::Snipped;
    recipe.stft.symmetry = dsp::WindowSymmetry::Symmetric;
    recipe.stft.window = dsp::WindowShape::Hamming;
    recipe.stft.scale = kSixteenBits;
    recipe.mel.bands = bands;
    recipe.mel.scale = dsp::MelScale::Htk;
    recipe.mel.areaNormalised = false;
    recipe.bands.logarithm = dsp::BandSettings::Logarithm::Natural;
    recipe.columns = coefficients == 0 ? numbered("mel", bands) : numbered("mfcc", coefficients);
    if (coefficients > 0) recipe.cepstrum = dsp::CepstrumSettings{.coefficients = coefficients, .lifter = 22.0};
    return recipe;
}

/// Kaldi (Povey et al. 2011) without dither.
MelRecipe kaldiRecipe(std::string name, core::Text description, std::size_t bands, std::size_t coefficients) {
    MelRecipe recipe = speechRecipe(std::move(name), std::move(description), bands, coefficients);
    recipe.stft.window = dsp::WindowShape::Povey;
    recipe.stft.removeMean = true;
    recipe.stft.preEmphasis = 0.97;
    recipe.mel.lowHz = 20.0;
    recipe.mel.slopesInMel = true;
    recipe.bands.smallest = std::numeric_limits<float>::epsilon();
    return recipe;
}

MelRecipe kaldiCepstra() {
    MelRecipe recipe = kaldiRecipe(
        "mfcc39-kaldi",
        {TRANSLATABLE("Engine",
                      "13 cepstral coefficients of 23 mel bands with first and second derivatives, every 10 ms, as Kaldi "
                      "computes them without dither (Povey et al. 2011).")},
        23, 13);
    recipe.deltas = DeltaStage::Kind::Convolved;
    recipe.columns = withDeltas(recipe.columns, "d", "dd", 4);
    return recipe;
}

/// HTK Book 3.4, sections 5.2 to 5.9: MFCC_0_D_A with USEPOWER = F.
MelRecipe htkCepstra() {
    MelRecipe recipe = speechRecipe(
        "mfcc39",
        {TRANSLATABLE("Engine",
                      "12 cepstral coefficients and the zeroth of 26 mel bands with first and second derivatives, every 10 "
                      "ms, by the HTK Book (Young et al. 2006).")},
        26, 13);
    recipe.stft.preEmphasis = 0.97;
    recipe.mel.slopesInMel = true;
    recipe.bands.magnitude = true;
    recipe.bands.smallest = 1.0F;
    recipe.cepstrum->scale = dsp::DctScale::Htk;
    recipe.cepstrum->zerothLast = true;
    recipe.deltas = DeltaStage::Kind::Regression;
    recipe.columns.clear();
    for (std::size_t i = 1; i <= 13; ++i) recipe.columns.push_back("mfcc" + std::to_string(i % 13));
    recipe.columns = withDeltas(recipe.columns, "d_", "a_", 0);
    return recipe;
}

/// python_speech_features 0.6 with a Hamming window.
MelRecipe psfCepstra() {
    MelRecipe recipe = speechRecipe(
        "mfcc39-psf",
        {TRANSLATABLE("Engine",
                      "13 cepstral coefficients of 26 mel bands, the zeroth replaced by the frame's energy, with first and "
                      "second derivatives, every 10 ms, as python_speech_features computes them.")},
        26, 13);
    recipe.preEmphasis = 0.97;
    recipe.stft.count = dsp::Framing::Count::Covered;
    recipe.stft.scale = kSixteenBits / std::sqrt(512.0);
    recipe.mel.edgeFloorBins = 513.0;
    recipe.bands.smallest = kEpsilon;
    recipe.cepstrum->logEnergy = true;
    recipe.deltas = DeltaStage::Kind::Regression;
    recipe.columns = withDeltas(recipe.columns, "d", "dd", 4);
    return recipe;
}

/// speechpy 2.4 (Torfi 2018) as the LAS-IAAN recogniser calls it. The library moves a lower limit of 0 to 300 Hz, counts
/// bins so that its bands end at 4 kHz, and leaves out the last whole frame; so does this set.
MelRecipe speechpyCepstra(std::string name, core::Text description, MelRecipe::Normalise normalise, DeltaStage::Kind deltas) {
    MelRecipe recipe = speechRecipe(std::move(name), std::move(description), 40, 13);
    recipe.stft.window = dsp::WindowShape::Rectangular;
    recipe.stft.scale = 1.0 / std::sqrt(512.0);
    recipe.unusedTail = recipe.stft.hop;
    recipe.mel.lowHz = 300.0;
    recipe.mel.edgeFloorBins = 258.0;
    recipe.bands.smallest = kEpsilon;
    recipe.cepstrum->lifter = 0.0;
    recipe.cepstrum->logEnergy = true;
    recipe.normalise = normalise;
    recipe.deltas = deltas;
    recipe.interleaved = true;
    recipe.columns = withDeltas(recipe.columns, "d", "dd", 4, true);
    return recipe;
}

}  // namespace

std::vector<const FeatureSet*> speechSets() {
    using Normalise = MelRecipe::Normalise;
    using Kind = DeltaStage::Kind;
    static const MelSet fbank(kaldiRecipe(
        "fbank80-kaldi",
        {TRANSLATABLE("Engine",
                      "Natural logarithms of 80 mel bands from 20 Hz, every 10 ms, as Kaldi computes them without dither "
                      "(Povey et al. 2011).")},
        80, 0));
    static const MelSet htk(htkCepstra());
    static const MelSet kaldi(kaldiCepstra());
    static const MelSet psf(psfCepstra());
    static const MelSet speechpy(speechpyCepstra(
        "mfcc39-speechpy",
        {TRANSLATABLE("Engine",
                      "13 cepstral coefficients of 40 mel bands, normalised over the recording, with first and second "
                      "derivatives over time, every 10 ms; spectrum and bands as speechpy computes them (Torfi 2018).")},
        Normalise::Clip, Kind::Regression));
    static const MelSet compatible(speechpyCepstra(
        "mfcc39-speechpy-compat",
        {TRANSLATABLE(
            "Engine",
            "The same as mfcc39-speechpy with the derivatives of speechpy itself, which run along the coefficients.")},
        Normalise::Clip, Kind::CoefficientAxis));
    static const MelSet live(speechpyCepstra(
        "mfcc39-speechpy-live",
        {TRANSLATABLE("Engine", "The same as mfcc39-speechpy, but normalised over the last 3 s: for live sound, 40 ms late.")},
        Normalise::Sliding, Kind::Regression));
    return {&htk, &kaldi, &psf, &speechpy, &compatible, &live, &fbank};
}

}  // namespace prososcope::features
