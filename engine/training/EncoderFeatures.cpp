// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/EncoderFeatures.h"

#include <algorithm>

#include "engine/core/Hash.h"
#include "engine/experiment/Experiment.h"
#include "engine/models/speech_encoder/EncoderInput.h"
#include "engine/models/speech_encoder/UpperEncoder.h"
#include "engine/nn/Interrupt.h"
#include "engine/nn/ModuleState.h"

namespace prososcope::training {

namespace {

using checkpoints::EncoderConfig;
using checkpoints::EncoderFamily;
constexpr double kLongestWhole = 60.0;  // seconds

models::EncoderBatch batchOf(std::span<const float> mono, const EncoderConfig& config) {
    const std::span<const float> one[] = {mono};
    return models::encoderBatch(one, config);
}

/// Waits for the whole recording.
class WholeStream final : public features::FeatureStream {
public:
    explicit WholeStream(const EncoderFeatures& set, int threads) : m_set(set), m_threads(threads) {}
    void push(std::span<const float> samples, std::vector<float>& /*rows*/) override {
        m_samples.insert(m_samples.end(), samples.begin(), samples.end());
    }
    void finish(std::vector<float>& rows) override {
        const auto matrix = m_set.compute(m_samples, m_threads);
        if (matrix) rows.insert(rows.end(), matrix->values.begin(), matrix->values.end());
    }

private:
    const EncoderFeatures& m_set;
    int m_threads;
    std::vector<float> m_samples;
};

}  // namespace

std::int64_t EncoderFeatures::longestWhole(const EncoderConfig& config) {
    if (config.family == EncoderFamily::Whisper) return config.longestFrames * config.stride();
    return static_cast<std::int64_t>(kLongestWhole * config.rateHz);
}

EncoderFeatures::EncoderFeatures(const checkpoints::EncoderStart& start, models::SpeechEncoder network, int trainedLayers,
                                 const std::string& device, std::stop_token stop)
    : m_config(start.config),
      m_network(std::move(network)),
      m_trainedLayers(trainedLayers),
      m_device(device),
      m_stop(std::move(stop)) {
    m_network->to(torch::Device(device));
    // What lies above need not be computed; Whisper's last hidden states are another thing than those below.
    if (trainedLayers > 0 && m_config.family != EncoderFamily::Whisper)
        m_network = models::lowerEncoder(m_network, trainedLayers);
    m_network->eval();
    for (int i = 0; i < m_config.hidden; ++i) m_columns.push_back("unit" + std::to_string(i));
    m_parameters = "weights=" + start.card.tensorsSha256 +
                   " texts=" + core::sha256(start.text.config + "\n" + start.text.preprocessor) +
                   (trainedLayers > 0 ? " layer=" + std::to_string(m_config.layers - trainedLayers) : std::string(" mean")) +
                   " device=" + device.substr(0, device.find(':'));
}

std::string_view EncoderFeatures::name() const { return experiment::kSpeechEncoder; }

core::Text EncoderFeatures::description() const {
    return {TRANSLATABLE("Engine", "Hidden states of a speech encoder that stays as it is.")};
}

features::FeatureSet::Times EncoderFeatures::times() const {
    const double hop = static_cast<double>(m_config.stride()) / m_config.rateHz;
    return {static_cast<double>(m_config.receptiveField()) / 2.0 / m_config.rateHz, hop};
}

std::unique_ptr<features::FeatureStream> EncoderFeatures::stream(int threads, std::span<const float> /*surveyed*/) const {
    return std::make_unique<WholeStream>(*this, threads);
}

features::FeatureMatrix EncoderFeatures::pooled(std::span<const float> mono) const {
    const auto longest = static_cast<std::size_t>(longestWhole(m_config));
    torch::Tensor sum;
    double weight = 0.0;
    for (std::size_t at = 0; at < mono.size(); at += longest) {
        const auto piece = mono.subspan(at, std::min(longest, mono.size() - at));
        const auto valid = static_cast<double>(m_config.frames(static_cast<std::int64_t>(piece.size())));
        if (valid == 0.0) continue;  // the end of a long one
        const auto batch = batchOf(piece, m_config);
        const auto output = m_network->forward(batch.input.to(torch::Device(m_device)), batch.samples);
        const auto mean = models::meanOverFrames(output.last, output.mask)[0].to(torch::kCPU, torch::kDouble) * valid;
        sum = sum.defined() ? sum + mean : mean;
        weight += valid;
    }
    const auto row = (sum / weight).to(torch::kFloat).contiguous();
    const auto* values = row.const_data_ptr<float>();
    features::FeatureMatrix matrix;
    matrix.frames = 1;
    matrix.columns = m_columns.size();
    matrix.values.assign(values, values + row.numel());
    return matrix;
}

features::FeatureMatrix EncoderFeatures::frames(std::span<const float> mono) const {
    const auto whole = mono.first(std::min(mono.size(), static_cast<std::size_t>(longestWhole(m_config))));
    const auto batch = batchOf(whole, m_config);
    const auto wanted = static_cast<std::size_t>(m_config.layers - m_trainedLayers);
    torch::Tensor rows;
    m_network->forward(batch.input.to(torch::Device(m_device)), batch.samples,
                       [&](std::size_t layer, const torch::Tensor& values) {
                           if (layer == wanted) rows = values[0].to(torch::kCPU, torch::kFloat).contiguous();
                       });
    const auto* values = rows.const_data_ptr<float>();
    features::FeatureMatrix matrix;
    matrix.frames = static_cast<std::size_t>(rows.size(0));
    matrix.columns = m_columns.size();
    matrix.firstSeconds = times().firstSeconds;
    matrix.hopSeconds = times().hopSeconds;
    matrix.values.assign(values, values + rows.numel());
    return matrix;
}

core::Result<features::FeatureMatrix> EncoderFeatures::compute(std::span<const float> mono, int threads) const {
    if (!features::allFinite(mono))
        return core::fail(core::ErrorKind::BadInput, {TRANSLATABLE("Engine", "The sound holds samples that are no numbers.")});
    if (m_config.frames(static_cast<std::int64_t>(mono.size())) == 0) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The sound is too short for this network: it needs at least %1 samples."),
                           {std::to_string(m_config.receptiveField())}});
    }
    try {
        nn::useThreads(std::max(threads, 1));
        const nn::InterruptScope interrupt(m_stop);
        const torch::NoGradGuard noGrad;
        auto matrix = m_trainedLayers > 0 ? frames(mono) : pooled(mono);
        if (features::allFinite(matrix.values)) return matrix;
        return core::fail(core::ErrorKind::Failed,
                          {TRANSLATABLE("Engine", "The speech encoder gave a value that is no number.")});
    } catch (const nn::Interrupted&) {
        return core::cancelled();
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

}  // namespace prososcope::training
