// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/features/FeatureMatrix.h"
#include "engine/features/FeatureStream.h"

namespace prososcope::features {

/// A named set with stable column names. Immutable, any thread: the same samples give the same bits.
class FeatureSet {
public:
    virtual ~FeatureSet() = default;
    [[nodiscard]] virtual std::string_view name() const = 0;   ///< "logmel80"
    [[nodiscard]] virtual core::Text description() const = 0;  ///< one sentence with the source
    [[nodiscard]] virtual int rateHz() const = 0;              ///< rate of the samples
    [[nodiscard]] virtual const std::vector<std::string>& columns() const = 0;
    /// Everything that changes the values, as one line of text: the key of caches and of stored runs.
    [[nodiscard]] virtual std::string parameters() const = 0;

    /// Row i is about the time firstSeconds + i * hopSeconds, the middle of its frame.
    struct Times {
        double firstSeconds = 0.0;
        double hopSeconds = 0.01;
    };
    [[nodiscard]] virtual Times times() const { return {}; }
    /// Of a set that gives one row for a whole recording (functionals): the descriptors over time that they are taken of;
    /// null for a set over time.
    [[nodiscard]] virtual const FeatureSet* descriptors() const { return nullptr; }

    /// Of a set whose rows need something known of the whole recording first, such as its loudest value: a stream whose
    /// only row, given by `finish`, is that knowledge; null for all others.
    [[nodiscard]] virtual std::unique_ptr<FeatureStream> survey(int threads) const {
        static_cast<void>(threads);
        return nullptr;
    }
    /// The rows of one recording. surveyed: the row of `survey`, empty for sets without.
    [[nodiscard]] virtual std::unique_ptr<FeatureStream> stream(int threads, std::span<const float> surveyed) const = 0;

    /// All rows of a recording in memory. mono: samples at rateHz(), full scale 1. Fails with a sentence where samples are
    /// not finite. Few samples give as many rows as the set's definition says, perhaps none.
    [[nodiscard]] virtual core::Result<FeatureMatrix> compute(std::span<const float> mono, int threads = 1) const;
};

/// `set.compute` in pieces of some seconds, with progress; fails with Cancelled when asked to stop. The same bits.
[[nodiscard]] core::Result<FeatureMatrix> computeFeatures(const FeatureSet& set, std::span<const float> mono, int threads,
                                                          core::Progress& progress);

/// Whether no sample is NaN or infinite; a loop without a branch, so that it costs nothing beside a transform.
[[nodiscard]] bool allFinite(std::span<const float> samples);

/// All sets, in the order shown to users:
///   logmel80         80 Slaney mel bands 0-8000 Hz, area-normalised, 10 log10(max(power, 1e-10)), no clip-relative floor;
///                    n_fft 512, periodic Hann 400, hop 160, centred with zero padding. The networks' input.
///   logmel80-librosa the same with librosa's floor 80 dB below the clip's maximum
///   logmel80-htk     80 bands of the same transform at even distances on HTK's scale, triangles of height 1, ln(max(power, 1e-10))
///   mfcc20-librosa   20 MFCC of 128 Slaney bands of the same transform, with librosa's floor
///   mfcc20-librosa-live  the same with the floor below the loudest band so far; a row as soon as its frame is whole
///   mfcc20-librosa-22050  librosa's defaults of 2016: 22.05 kHz, n_fft 2048, hop 512, ends mirrored
///   mfcc20-librosa-16000  the same at 16 kHz: the gated-convolution recogniser's input
///   mfcc13-librosa   13 MFCC and their Savitzky-Golay derivatives over 9 frames; NaN derivatives of fewer frames
///   mfcc39           HTK Book 3.4: c1..c12, c0 of 26 bands of the magnitude spectrum, and their D and A
///   mfcc39-kaldi     Kaldi without dither: 13 of 23 bands, first and second derivatives
///   mfcc39-psf       python_speech_features: 13 of 26 bands, c0 the energy, first and second derivatives
///   mfcc39-speechpy  speechpy's spectrum, bands, energy and normalisation over the clip, derivatives over time, c0, d0, dd0,
///                    c1, ...; -compat with speechpy's own derivatives along the coefficients; -live normalised over the
///                    last 3 s, rows 4 frames (40 ms) late
///   fbank80-kaldi    Kaldi without dither: 80 bands from 20 Hz, natural logarithms
///   spectral-librosa  zero crossings, level, centroid, bandwidth, roll-off, flatness; chroma12-librosa  12 pitch classes
///   eGeMAPSv02-lld   25 descriptors; eGeMAPSv02, eGeMAPSv01a  88 functionals of them, a row a recording (Eyben et al. 2016)
///   ComParE_2016-lld 65 descriptors and derivatives; ComParE_2016, ComParE_2013  6373 functionals (Schuller et al. 2013)
///   spectrogram-praat  density of 160 frequencies, every 2 ms, in Praat's places, which the recording's length decides
/// A row of a set over 16 kHz that starts frames at samples (mfcc39, fbank80-kaldi, ...) is there once its 400 samples are;
/// derivatives wait for 4 frames more.
[[nodiscard]] const std::vector<const FeatureSet*>& allFeatureSets();
/// By name, also those that are only compared with (Sets.h). Fails with a sentence that lists the names shown to users.
[[nodiscard]] core::Result<const FeatureSet*> featureSet(std::string_view name);

}  // namespace prososcope::features
