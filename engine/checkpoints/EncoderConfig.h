// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/Result.h"
#include "engine/store/ModelCard.h"

/// Public speech encoders as they lie on disk: what their files say, before any network is built. Plain values, no torch.
namespace prososcope::checkpoints {

/// What ModelCard::kind says of an imported encoder.
inline constexpr const char* kSpeechEncoderKind = "speech-encoder";

enum class EncoderFamily { Wav2Vec2, Hubert, WavLm, Data2VecAudio, Whisper };
[[nodiscard]] std::string_view familyName(EncoderFamily family);  ///< "wav2vec 2.0"; a name, not translated

/// Where the convolutions are normalised: Group after the first alone (each channel over time), Layer after each (over
/// channels).
enum class ConvolutionNorm { Group, Layer };

/// What stands behind the encoder: how it is built. What its outputs mean is in EncoderConfig::labels or ::dimensions; there
/// are classes behind a dense layer, and dimensions behind a projector, too.
enum class HeadKind {
    None,
    Ctc,             ///< lm_head: a score for each token and frame
    Classification,  ///< projector, mean over valid frames, classifier
    Regression       ///< mean over valid frames, dense, tanh, out_proj (mostly arousal, dominance, valence)
};

struct ConvolutionLayer {
    int channels = 512;
    int kernel = 3;
    int stride = 2;
};

/// An encoder's sizes and conventions, from the config.json, preprocessor_config.json and vocab.json of the Hugging Face
/// layout.
struct EncoderConfig {
    EncoderFamily family = EncoderFamily::Wav2Vec2;
    std::string architecture;  ///< "Wav2Vec2ForCTC", as the file says

    // Sound to frames. Whisper has mel bands instead of convolutions on the waveform.
    std::vector<ConvolutionLayer> convolutions;
    bool convolutionBias = false;
    ConvolutionNorm convolutionNorm = ConvolutionNorm::Group;
    bool projectionNorm = true;  ///< feat_proj_layer_norm
    int melBands = 80;           ///< Whisper
    int longestFrames = 1500;    ///< Whisper: max_source_positions

    // Transformer.
    int hidden = 768;
    int layers = 12;
    int heads = 12;
    int feedForward = 3072;
    bool preNorm = false;  ///< do_stable_layer_norm
    double layerNormEps = 1e-5;
    int positionKernel = 128;  ///< num_conv_pos_embeddings; of one convolution, or of each of data2vec's
    int positionGroups = 16;
    int positionDepth = 1;           ///< data2vec-audio: 5
    bool positionBatchNorm = false;  ///< conv_pos_batch_norm
    int relativeBuckets = 320;       ///< WavLM
    int relativeDistance = 800;      ///< WavLM

    // Input.
    int rateHz = 16000;
    bool normalise = false;      ///< do_normalize: zero mean, unit variance over valid samples
    double normaliseEps = 1e-7;  ///< 1e-5 for fairseq's own files
    bool attentionMask = false;  ///< return_attention_mask

    // Training (only read when the network is fine-tuned).
    double hiddenDropout = 0.1;
    double attentionDropout = 0.1;
    double activationDropout = 0.1;
    double projectionDropout = 0.0;
    double finalDropout = 0.1;
    double layerDrop = 0.1;
    double timeMaskProbability = 0.05;
    int timeMaskLength = 10;
    int timeMaskFewest = 2;
    double channelMaskProbability = 0.0;
    int channelMaskLength = 10;
    int channelMaskFewest = 0;

    // Head.
    HeadKind head = HeadKind::None;
    /// Whether `architecture` says which head there is; else `settleHead` finds it among the tensors.
    bool headKnown = false;
    bool weightedLayerSum = false;
    /// What the weighted sum takes for the last layer of a pre-norm encoder: its output behind encoder.layer_norm, as
    /// transformers gave it before version 5, or as it leaves the layer. From transformers_version.
    bool lastLayerNormed = true;
    int projectorSize = 256;
    std::vector<std::string> outputNames;      ///< id2label as found, whatever the head
    std::string problem;                       ///< problem_type: "single_label_classification", "regression" or empty
    std::vector<std::string> labels;           ///< classes, in the order of the outputs; empty where there are dimensions
    std::vector<store::Dimension> dimensions;  ///< in the order of the outputs; empty where there are classes
    /// output_scales, which this program writes: the lowest and highest value of each output; empty where absent, 0 to 1 then.
    std::vector<std::pair<double, double>> outputScales;
    std::vector<std::string> vocabulary;  ///< tokens of CTC by their number; empty texts where vocab.json is absent
    int blank = 0;                        ///< the number of CTC's blank (pad_token_id)

    /// Frames that `samples` of sound give: L <- floor((L - kernel) / stride) + 1 for each convolution; 0 where the sound is
    /// shorter than the receptive field. Whisper: ceil(samples / 320), at most longestFrames.
    [[nodiscard]] std::int64_t frames(std::int64_t samples) const;
    [[nodiscard]] std::int64_t receptiveField() const;  ///< samples; 400 for the usual convolutions
    [[nodiscard]] std::int64_t stride() const;          ///< samples from frame to frame; 320
    /// How many values a head gives (for each frame: CTC); 0 without one.
    [[nodiscard]] int outputs() const;
    /// ModelCard::settings of an imported encoder, enough to describe its layers without its file: "layers", "hidden",
    /// "stride" and "receptive_field" (samples), "longest_frames" (0: any length), "parameters" where `parameters` is known.
    [[nodiscard]] std::map<std::string, double> cardSettings(std::int64_t parameters = 0) const;
};

/// The files of the layout as text; empty where one is absent.
struct EncoderConfigText {
    std::string config;        ///< config.json; required
    std::string preprocessor;  ///< preprocessor_config.json
    std::string vocabulary;    ///< vocab.json
};

/// `file` names the source in errors. Refused with one sentence: what is no JSON, an unknown family, adapters, sizes out of
/// bounds (they come from strangers: nothing is allocated from them before they are checked), an activation other than GELU.
[[nodiscard]] core::Result<EncoderConfig> parseEncoderConfig(const EncoderConfigText& text, const std::string& file);
/// Decides the head by the names of the tensors where the architecture's name does not say, and names its outputs.
void settleHead(EncoderConfig& config, std::span<const std::string> tensorNames);
/// Reads the three files of a folder.
[[nodiscard]] core::Result<EncoderConfigText> readEncoderConfigText(const std::filesystem::path& folder);

}  // namespace prososcope::checkpoints
