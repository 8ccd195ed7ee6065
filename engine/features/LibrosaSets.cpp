// SPDX-License-Identifier: GPL-3.0-or-later
// The sets of the librosa family: log-mel bands and cepstra of a centred transform with Slaney's mel scale.
#include <utility>

#include "engine/features/MelSet.h"
#include "engine/features/Sets.h"

namespace prososcope::features {

namespace {

MelRecipe bandRecipe(std::string name, MelRecipe::Floor floor, core::Text description) {
    MelRecipe recipe;
    recipe.name = std::move(name);
    recipe.description = std::move(description);
    recipe.floor = floor;
    recipe.mel.bands = 80;
    recipe.columns = numbered("mel", 80);
    return recipe;
}

MelRecipe cepstrumRecipe(std::string name, std::size_t coefficients, MelRecipe::Floor floor, core::Text description) {
    MelRecipe recipe = bandRecipe(std::move(name), floor, std::move(description));
    recipe.mel.bands = 128;
    recipe.cepstrum = dsp::CepstrumSettings{.coefficients = coefficients};
    recipe.columns = numbered("mfcc", coefficients);
    return recipe;
}

void useTransform(MelRecipe& recipe, int rateHz, std::size_t size, std::size_t hop) {
    recipe.rateHz = rateHz;
    recipe.stft.fftSize = recipe.stft.windowLength = recipe.mel.fftSize = size;
    recipe.stft.hop = hop;
    recipe.mel.rateHz = rateHz;
    recipe.mel.highHz = 0.5 * rateHz;
}

/// librosa's defaults of 2016 at a rate: 2048 points every 512 samples, ends mirrored.
MelRecipe mirroredRecipe(std::string name, int rateHz, core::Text description) {
    MelRecipe recipe = cepstrumRecipe(std::move(name), 20, MelRecipe::Floor::Clip, std::move(description));
    useTransform(recipe, rateHz, 2048, 512);
    recipe.stft.padding = dsp::Padding::Reflect;
    return recipe;
}

MelRecipe withTimeDeltas(MelRecipe recipe) {
    recipe.deltas = DeltaStage::Kind::SavitzkyGolay;
    recipe.columns = withDeltas(recipe.columns, "d", "dd", 4);
    return recipe;
}

}  // namespace

std::vector<const FeatureSet*> librosaSets() {
    using Floor = MelRecipe::Floor;
    static const MelSet plain(bandRecipe(
        "logmel80", Floor::None,
        {TRANSLATABLE("Engine",
                      "80 mel bands (Slaney 1998) in dB, every 10 ms, without a limit that depends on the recording.")}));
    static const MelSet limited(bandRecipe(
        "logmel80-librosa", Floor::Clip,
        {TRANSLATABLE("Engine",
                      "80 mel bands in dB, every 10 ms, limited to 80 dB below the loudest value (as librosa does).")}));
    static const MelSet mfcc(cepstrumRecipe(
        "mfcc20-librosa", 20, Floor::Clip,
        {TRANSLATABLE(
            "Engine",
            "20 mel-frequency cepstral coefficients (Davis and Mermelstein 1980), every 10 ms, as librosa computes them.")}));
    static const MelSet live(cepstrumRecipe(
        "mfcc20-librosa-live", 20, Floor::SoFar,
        {TRANSLATABLE("Engine",
                      "The same as mfcc20-librosa, but limited to 80 dB below the loudest value so far: for live sound.")}));
    static const MelSet changes(withTimeDeltas(cepstrumRecipe(
        "mfcc13-librosa", 13, Floor::Clip,
        {TRANSLATABLE("Engine",
                      "13 cepstral coefficients as librosa computes them, with their first and second derivatives over 9 "
                      "frames (Savitzky and Golay 1964); these need at least 9 frames.")})));
    static const MelSet defaults(mirroredRecipe(
        "mfcc20-librosa-22050", 22050,
        {TRANSLATABLE("Engine",
                      "20 cepstral coefficients at 22.05 kHz, every 23 ms, by librosa's defaults with mirrored ends: the "
                      "input of the gated-convolution recogniser.")}));
    static const MelSet speech(mirroredRecipe(
        "mfcc20-librosa-16000", 16000,
        {TRANSLATABLE("Engine",
                      "20 cepstral coefficients at 16 kHz, every 32 ms, else as mfcc20-librosa-22050: the usual input of the "
                      "gated-convolution recogniser.")}));
    static const MelSet htk([] {
        MelRecipe recipe = bandRecipe(
            "logmel80-htk", Floor::None,
            {TRANSLATABLE(
                "Engine",
                "80 mel bands by the HTK Book's scale (Young et al. 2006), natural logarithms, every 10 ms: the usual "
                "input of networks that predict speech.")});
        recipe.mel.scale = dsp::MelScale::Htk;
        recipe.mel.areaNormalised = false;
        recipe.bands.logarithm = dsp::BandSettings::Logarithm::Natural;
        return recipe;
    }());
    return {&plain, &limited, &htk, &mfcc, &live, &defaults, &speech, &changes};
}

std::vector<const FeatureSet*> librosaReferenceSets() {
    static const MelSet plain = [] {
        MelRecipe recipe =
            cepstrumRecipe("mfcc20-librosa-2048", 20, MelRecipe::Floor::Clip,
                           {TRANSLATABLE("Engine", "mfcc20-librosa with 2048 points every 512 samples at 16 kHz.")});
        useTransform(recipe, 16000, 2048, 512);
        return MelSet(std::move(recipe));
    }();
    static const MelSet narrow = [] {
        MelRecipe recipe = cepstrumRecipe("mfcc20-librosa-400", 20, MelRecipe::Floor::Clip,
                                          {TRANSLATABLE("Engine", "mfcc20-librosa with a transform of 400 points.")});
        useTransform(recipe, 16000, 400, 160);
        return MelSet(std::move(recipe));
    }();
    return {&plain, &narrow};
}

}  // namespace prososcope::features
