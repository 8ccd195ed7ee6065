// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/annotation/DetectedTiers.h"
#include "engine/core/Progress.h"
#include "engine/core/Result.h"

/// Where in its sound a recogniser found the characters that it wrote down. Plain values, no torch.
namespace prososcope::backend {

class Recogniser;

/// The longest stretch that is aligned: weights are kept for every character at every frame, so that memory grows with the
/// square of the length (35 MB at most for an attention recogniser, about as much for speech heard by frames), and an attention
/// recogniser loses its place in sound far longer than its utterances were.
inline constexpr double kLongestAlignedSeconds = 120.0;
/// Refuses a longer one, with a sentence that says what to do.
[[nodiscard]] core::Status checkAlignedSeconds(double seconds);

/// What weights are. Neither is a forced alignment, which would be given the text and find its boundaries.
enum class AlignmentBasis {
    /// Where the speller of an attention recogniser looked when it wrote the character (greedy decoding). It may look ahead or
    /// behind, at several places, or go back; nothing makes it move with the sound.
    Attention,
    /// The character's posteriors within its own frames of the best path of CTC, 0 elsewhere. CTC is free to place a character
    /// anywhere near its sound, often as a single frame.
    FramePosteriors,
};

/// Times are seconds of the recording.
struct AlignedCharacter {
    std::string text;  ///< UTF-8, one of the recogniser's alphabet
    /// Of an attention the middle four fifths of its weight, from the 10th to the 90th percentile; else its frames.
    double startSeconds = 0.0;
    double endSeconds = 0.0;
    double middleSeconds = 0.0;  ///< the centre of its weights
    double entropyBits = 0.0;    ///< of its weights: 0 where all lie in one frame, log2(frames) where they are even
};

/// Characters between spaces.
struct AlignedWord {
    std::string text;
    double startSeconds = 0.0;  ///< of its first character
    double endSeconds = 0.0;    ///< of its last; of all of them where attention went backwards
};

/// A text and where each of its characters was found. Frame i is centred at firstSeconds + i * hopSeconds of the recording.
struct TranscriptAlignment {
    AlignmentBasis basis = AlignmentBasis::Attention;
    double seconds = 0.0;       ///< of the recording
    double startSeconds = 0.0;  ///< what was heard of it
    double endSeconds = 0.0;
    double firstSeconds = 0.0;
    double hopSeconds = 0.01;
    std::size_t frames = 0;
    std::vector<AlignedCharacter> characters;
    std::vector<float> weights;  ///< [characters, frames], each row sums to 1

    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::vector<AlignedWord> words() const;
    [[nodiscard]] std::span<const float> row(std::size_t character) const;
    /// Moves what was found in a stretch to where that lies in its recording.
    void placeAt(double stretchSeconds, double recordingSeconds);
};

/// Sound of which frames and weights are known (basis, times, frames, weights; seconds of the sound): its characters, each with
/// what its weights say. Their number is that of the rows. Pure.
[[nodiscard]] TranscriptAlignment alignedCharacters(TranscriptAlignment weighed, const std::vector<std::string>& characters);

/// Tier "words", and tier "characters (attention)" or "characters (frames)", in the order of the text: what overlaps meets in
/// the middle, what was found at one place stands in one interval.
[[nodiscard]] annotation::DetectedTier wordTier(const TranscriptAlignment& alignment);
[[nodiscard]] annotation::DetectedTier characterTier(const TranscriptAlignment& alignment);

/// A recording, or a part of it (endSeconds below 0: to its end), decoded and aligned. What is too long is refused before it is
/// decoded. Fails as audio::decodeAudio and Recogniser::align do; what the recogniser says names the file.
[[nodiscard]] core::Result<TranscriptAlignment> alignRecording(Recogniser& recogniser, const std::filesystem::path& recording,
                                                               double startSeconds, double endSeconds,
                                                               core::Progress& progress);

}  // namespace prososcope::backend
