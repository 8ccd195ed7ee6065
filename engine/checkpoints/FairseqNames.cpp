// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoints/FairseqNames.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace prososcope::checkpoints {

namespace {

/// A name and what it is called in the Hugging Face layout: {} stands for a number, * for whatever follows.
struct NameRule {
    std::string_view from;
    std::string_view to;
};

// fairseq's names (models/wav2vec/wav2vec2.py, hubert.py, data2vec_audio.py) and WavLM's (WavLM.py); the first that fits
// counts.
constexpr std::array<NameRule, 17> kFairseq{{
    {"feature_extractor.conv_layers.{}.0.*", "feature_extractor.conv_layers.{}.conv.*"},
    {"feature_extractor.conv_layers.{}.2.1.*", "feature_extractor.conv_layers.{}.layer_norm.*"},
    {"feature_extractor.conv_layers.{}.2.*", "feature_extractor.conv_layers.{}.layer_norm.*"},
    {"layer_norm.*", "feature_projection.layer_norm.*"},
    {"post_extract_proj.*", "feature_projection.projection.*"},
    {"mask_emb", "masked_spec_embed"},
    {"encoder.pos_conv.{}.0.*", "encoder.pos_conv_embed.layers.{}.conv.*"},
    {"encoder.pos_conv.0.*", "encoder.pos_conv_embed.conv.*"},
    {"encoder.layers.{}.self_attn.grep_linear.*", "encoder.layers.{}.attention.gru_rel_pos_linear.*"},
    {"encoder.layers.{}.self_attn.grep_a", "encoder.layers.{}.attention.gru_rel_pos_const"},
    {"encoder.layers.{}.self_attn.relative_attention_bias.*", "encoder.layers.{}.attention.rel_attn_embed.*"},
    {"encoder.layers.{}.self_attn.*", "encoder.layers.{}.attention.*"},
    {"encoder.layers.{}.self_attn_layer_norm.*", "encoder.layers.{}.layer_norm.*"},
    {"encoder.layers.{}.fc1.*", "encoder.layers.{}.feed_forward.intermediate_dense.*"},
    {"encoder.layers.{}.fc2.*", "encoder.layers.{}.feed_forward.output_dense.*"},
    {"encoder.layers.{}.final_layer_norm.*", "encoder.layers.{}.final_layer_norm.*"},
    {"encoder.layer_norm.*", "encoder.layer_norm.*"},
}};
// Before the others where HuBERT's positions go through a batch norm first (conv_pos_batch_norm).
constexpr std::array<NameRule, 2> kFairseqBatchNorm{{
    {"encoder.pos_conv.0.*", "encoder.pos_conv_embed.batch_norm.*"},
    {"encoder.pos_conv.1.*", "encoder.pos_conv_embed.conv.*"},
}};
// torchaudio's (models/wav2vec2/components.py, wavlm_attention.py).
constexpr std::array<NameRule, 5> kTorchaudio{{
    {"feature_extractor.conv_layers.{}.*", "feature_extractor.conv_layers.{}.*"},
    {"encoder.feature_projection.*", "feature_projection.*"},
    {"encoder.transformer.layers.{}.attention.attention.out_proj.*", "encoder.layers.{}.attention.out_proj.*"},
    {"encoder.transformer.layers.{}.*", "encoder.layers.{}.*"},
    {"encoder.transformer.*", "encoder.*"},
}};
// One tensor for query, key and value, one below the other.
constexpr std::array<NameRule, 2> kStacked{{
    {"encoder.transformer.layers.{}.attention.attention.in_proj_weight", "encoder.layers.{}.attention.?_proj.weight"},
    {"encoder.transformer.layers.{}.attention.attention.in_proj_bias", "encoder.layers.{}.attention.?_proj.bias"},
}};
constexpr std::string_view kStackedParts = "qkv";
constexpr NameRule kFairseqHead{"proj.*", "lm_head.*"};
constexpr NameRule kTorchaudioHead{"aux.*", "lm_head.*"};
constexpr std::string_view kTorchaudioMask = "mask_generator.mask_embedding";
constexpr std::string_view kMask = "masked_spec_embed";

/// What only pretraining needs.
constexpr std::array<std::string_view, 11> kPretraining{"quantizer.",   "input_quantizer.", "project_q.",        "project_inp.",
                                                        "final_proj.",  "target_glu.",      "label_embs_concat", "_ema",
                                                        "project_hid.", "logit_generator.", "mask_generator."};

/// By which a layout is known, and where its names begin.
struct Anchor {
    NameLayout layout;
    std::string_view name;
};
constexpr std::array<Anchor, 4> kAnchors{{{NameLayout::Torchaudio, "encoder.feature_projection.projection.weight"},
                                          {NameLayout::HuggingFace, "feature_projection.projection.weight"},
                                          {NameLayout::Fairseq, "post_extract_proj.weight"},
                                          {NameLayout::Fairseq, "feature_extractor.conv_layers.0.0.weight"}}};

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// The name that a rule gives, or nothing where it does not fit.
std::optional<std::string> rename(const NameRule& rule, std::string_view name) {
    std::vector<std::string_view> numbers;
    std::string_view rest;
    std::size_t position = 0;
    std::size_t i = 0;
    while (i < rule.from.size()) {
        if (rule.from.substr(i).starts_with("{}")) {
            const auto begin = position;
            while (position < name.size() && isDigit(name[position])) ++position;
            if (position == begin) return std::nullopt;
            numbers.push_back(name.substr(begin, position - begin));
            i += 2;
        } else if (rule.from[i] == '*') {
            if (position == name.size()) return std::nullopt;
            rest = name.substr(position);
            position = name.size();
            ++i;
        } else if (position < name.size() && name[position] == rule.from[i]) {
            ++position;
            ++i;
        } else {
            return std::nullopt;
        }
    }
    if (position != name.size()) return std::nullopt;
    std::string result;
    std::size_t number = 0;
    for (std::size_t k = 0; k < rule.to.size(); ++k) {
        if (rule.to.substr(k).starts_with("{}")) {
            result += numbers[number++];
            ++k;
        } else if (rule.to[k] == '*') {
            result += rest;
        } else {
            result += rule.to[k];
        }
    }
    return result;
}

template <std::size_t N>
std::optional<std::string> rename(const std::array<NameRule, N>& rules, std::string_view name) {
    for (const auto& rule : rules) {
        if (auto renamed = rename(rule, name)) return renamed;
    }
    return std::nullopt;
}

struct Place {
    NameLayout layout;
    std::string prefix;
};

/// Whose names they are, and what stands before them: the shortest where there are several (averages of the weights).
std::optional<Place> findPlace(std::span<const store::TensorView> tensors) {
    for (const auto& anchor : kAnchors) {
        std::optional<std::string> prefix;
        for (const auto& tensor : tensors) {
            const std::string_view name = tensor.name;
            if (!name.ends_with(anchor.name)) continue;
            const auto before = name.substr(0, name.size() - anchor.name.size());
            if (!before.empty() && before.back() != '.') continue;
            if (!prefix || before.size() < prefix->size()) prefix = before;
        }
        if (prefix) return Place{anchor.layout, *prefix};
    }
    return std::nullopt;
}

bool contains(std::span<const store::TensorView> tensors, std::string_view part) {
    return std::any_of(tensors.begin(), tensors.end(),
                       [&](const auto& tensor) { return tensor.name.find(part) != std::string::npos; });
}

EncoderFamily familyOf(std::span<const store::TensorView> tensors, const Place& place) {
    if (contains(tensors, ".grep_linear.") || contains(tensors, ".gru_rel_pos_linear.")) return EncoderFamily::WavLm;
    if (contains(tensors, "encoder.pos_conv.1.0.") || contains(tensors, "encoder.pos_conv_embed.layers.1.")) {
        return EncoderFamily::Data2VecAudio;
    }
    if (contains(tensors, "label_embs_concat") || contains(tensors, "logit_generator.label_embeddings") ||
        place.prefix == familyPrefix(EncoderFamily::Hubert)) {
        return EncoderFamily::Hubert;
    }
    return EncoderFamily::Wav2Vec2;
}

bool isPretraining(std::string_view name) {
    return std::any_of(kPretraining.begin(), kPretraining.end(), [&](auto start) { return name.starts_with(start); });
}

/// The three tensors that are stacked in one; false where it is none of these or cannot be divided.
bool unstack(const store::TensorView& tensor, std::string_view name, std::vector<store::TensorView>& parts) {
    const auto renamed = rename(kStacked, name);
    if (!renamed || tensor.shape.empty() || tensor.shape[0] % 3 != 0) return false;
    for (std::size_t i = 0; i < kStackedParts.size(); ++i) {
        auto part = tensor;
        part.name = *renamed;
        part.name[part.name.find('?')] = kStackedParts[i];
        part.shape[0] /= 3;
        part.bytes = tensor.bytes.subspan(tensor.bytes.size() / 3 * i, tensor.bytes.size() / 3);
        parts.push_back(std::move(part));
    }
    return true;
}

std::optional<std::string> encoderName(NameLayout layout, std::string_view name, bool batchNorm) {
    if (layout == NameLayout::HuggingFace) return std::string(name);
    if (layout == NameLayout::Torchaudio) return rename(kTorchaudio, name);
    if (batchNorm) {
        if (auto renamed = rename(kFairseqBatchNorm, name)) return renamed;
    }
    return rename(kFairseq, name);
}

/// A name outside the encoder: the head's, or unchanged.
std::string otherName(const Place& place, std::string_view name) {
    std::optional<std::string> renamed;
    if (place.layout == NameLayout::Torchaudio) renamed = rename(kTorchaudioHead, name);
    if (place.layout == NameLayout::Fairseq && place.prefix.size() > 1) {  // "w2v_encoder." of "w2v_encoder.w2v_model."
        const auto dot = place.prefix.rfind('.', place.prefix.size() - 2);
        const std::string_view parent = std::string_view(place.prefix).substr(0, dot == std::string::npos ? 0 : dot + 1);
        if (name.starts_with(parent)) renamed = rename(kFairseqHead, name.substr(parent.size()));
    }
    return renamed ? *renamed : std::string(name);
}

tl::unexpected<core::Error> unknown(const std::string& file) {
    return core::fail(
        core::ErrorKind::BadInput,
        {TRANSLATABLE("Engine",
                      "%1 holds no speech encoder that is known here (wav2vec 2.0, HuBERT, WavLM, data2vec audio). "
                      "Convert it to the Hugging Face layout first."),
         {file}});
}

}  // namespace

std::string_view familyPrefix(EncoderFamily family) {
    switch (family) {
        case EncoderFamily::Wav2Vec2:
            return "wav2vec2.";
        case EncoderFamily::Hubert:
            return "hubert.";
        case EncoderFamily::WavLm:
            return "wavlm.";
        case EncoderFamily::Data2VecAudio:
            return "data2vec_audio.";
        case EncoderFamily::Whisper:
            return "model.";
    }
    return {};
}

core::Result<RenamedTensors> huggingFaceNames(std::span<const store::TensorView> tensors, const std::string& file) {
    const auto place = findPlace(tensors);
    if (!place) return unknown(file);
    RenamedTensors result;
    result.layout = place->layout;
    result.family = familyOf(tensors, *place);
    const bool batchNorm =
        place->layout == NameLayout::Fairseq && std::any_of(tensors.begin(), tensors.end(), [&](const auto& tensor) {
            return tensor.name == place->prefix + "encoder.pos_conv.0.running_mean";
        });
    for (const auto& tensor : tensors) {
        const std::string_view whole = tensor.name;
        const bool inside = whole.starts_with(place->prefix);
        const auto name = inside ? whole.substr(place->prefix.size()) : whole;
        if (name == kTorchaudioMask || name.ends_with(".mask_generator.mask_embedding")) {
            result.encoder.push_back(tensor);
            result.encoder.back().name = kMask;
        } else if (isPretraining(name)) {
            result.leftOut.emplace_back(whole);
        } else if (inside && place->layout == NameLayout::Torchaudio && unstack(tensor, name, result.encoder)) {
            continue;
        } else if (const auto renamed = inside ? encoderName(place->layout, name, batchNorm) : std::nullopt) {
            result.encoder.push_back(tensor);
            result.encoder.back().name = *renamed;
        } else {
            result.others.push_back(tensor);
            result.others.back().name = otherName(*place, whole);
        }
    }
    std::set<std::string_view> names;
    for (const auto* part : {&result.encoder, &result.others}) {
        for (const auto& tensor : *part) {
            if (names.insert(tensor.name).second) continue;
            return core::fail(
                core::ErrorKind::BadInput,
                {TRANSLATABLE("Engine", "Two tensors of %1 stand for one parameter (%2). Choose another file of this model."),
                 {file, tensor.name}});
        }
    }
    return result;
}

}  // namespace prososcope::checkpoints
