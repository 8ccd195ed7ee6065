// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/NormalisedRelu.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <vector>

#include "engine/nn/ChannelKernels.h"
#include "engine/nn/Sequence.h"

namespace prososcope::nn {

namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;

constexpr std::int64_t kBlockValues = 8192;  ///< 32 KiB: a block is read twice and stays in the nearest cache between

/// Rows of a [rows, channels] matrix in blocks of a fixed number of rows.
struct Blocks {
    std::int64_t rows;
    std::int64_t channels;
    std::int64_t rowsOfBlock = std::max<std::int64_t>(4, kBlockValues / channels);

    [[nodiscard]] std::int64_t count() const { return (rows + rowsOfBlock - 1) / rowsOfBlock; }
    [[nodiscard]] std::int64_t rowsOf(std::int64_t block) const { return std::min(rowsOfBlock, rows - block * rowsOfBlock); }
    [[nodiscard]] std::int64_t begin(std::int64_t block) const { return block * rowsOfBlock * channels; }

    template <typename Work>
    void forEach(const Work& work) const {
        at::parallel_for(0, count(), 4, [&](std::int64_t first, std::int64_t last) {
            for (auto block = first; block < last; ++block) work(block);
        });
    }
};

struct Moments {
    std::vector<double> mean;
    std::vector<double> variance;  ///< of the rows themselves (divided by their number)
};

Moments momentsOf(const float* input, const Blocks& blocks) {
    const auto channels = static_cast<std::size_t>(blocks.channels);
    std::vector<float> parts(static_cast<std::size_t>(blocks.count()) * 2 * channels);
    blocks.forEach([&](std::int64_t block) {
        float* const mean = parts.data() + static_cast<std::size_t>(block) * 2 * channels;
        blockMoments(input + blocks.begin(block), blocks.rowsOf(block), blocks.channels, mean, mean + channels);
    });
    Moments moments{std::vector<double>(channels, 0.0), std::vector<double>(channels, 0.0)};
    double before = 0.0;
    for (std::int64_t block = 0; block < blocks.count(); ++block) {
        const auto added = static_cast<double>(blocks.rowsOf(block));
        const float* const mean = parts.data() + static_cast<std::size_t>(block) * 2 * channels;
        const double share = added / (before + added);
        for (std::size_t c = 0; c < channels; ++c) {
            const double apart = static_cast<double>(mean[c]) - moments.mean[c];
            moments.mean[c] += apart * share;
            moments.variance[c] += static_cast<double>(mean[channels + c]) + apart * apart * before * share;
        }
        before += added;
    }
    for (double& value : moments.variance) value /= before;
    return moments;
}

Tensor toFloats(const std::vector<double>& values) {
    auto tensor = torch::empty({static_cast<std::int64_t>(values.size())}, torch::kFloat);
    std::transform(values.begin(), values.end(), tensor.data_ptr<float>(),
                   [](double value) { return static_cast<float>(value); });
    return tensor;
}

/// Where the node leaves what it found in the batch.
struct Found {
    Tensor* mean;
    Tensor* variance;
};

class NormalisedReluNode : public torch::autograd::Function<NormalisedReluNode> {
public:
    static Tensor forward(AutogradContext* context, const Tensor& input, const Tensor& weight, const Tensor& bias,
                          double epsilon, Found found) {
        const at::AutoDispatchBelowADInplaceOrView plain;
        const Blocks blocks{input.numel() / input.size(-1), input.size(-1)};
        const auto moments = momentsOf(input.const_data_ptr<float>(), blocks);
        *found.mean = toFloats(moments.mean);
        *found.variance = toFloats(moments.variance);
        const auto inverse = torch::rsqrt(*found.variance + epsilon);
        const auto scale = weight * inverse;
        const ReluPart part{found.mean->const_data_ptr<float>(), scale.const_data_ptr<float>(), bias.const_data_ptr<float>(),
                            blocks.channels};
        auto output = torch::empty_like(input);
        blocks.forEach([&](std::int64_t block) {
            const auto begin = blocks.begin(block);
            blockRelu(input.const_data_ptr<float>() + begin, blocks.rowsOf(block), part, output.data_ptr<float>() + begin);
        });
        context->save_for_backward({input, *found.mean, inverse, scale, bias});
        return output;
    }

    static torch::autograd::variable_list backward(AutogradContext* context, const torch::autograd::variable_list& gradients) {
        const auto kept = context->get_saved_variables();
        const at::AutoDispatchBelowADInplaceOrView plain;
        const auto& input = kept[0];
        const auto& mean = kept[1];
        const auto gradient = gradients[0].contiguous();
        const Blocks blocks{input.numel() / input.size(-1), input.size(-1)};
        const ReluPart part{mean.const_data_ptr<float>(), kept[3].const_data_ptr<float>(), kept[4].const_data_ptr<float>(),
                            blocks.channels};
        const auto [sums, products] = sumsOf(gradient, input, part, blocks);
        const auto inverse = kept[2].to(torch::kDouble);
        const auto perRow = inverse.square() * products / static_cast<double>(blocks.rows);
        const auto slope = (kept[3] * perRow).to(torch::kFloat);
        const auto level = (kept[3] * sums / static_cast<double>(blocks.rows)).to(torch::kFloat);
        auto result = torch::empty_like(input);
        blocks.forEach([&](std::int64_t block) {
            const auto begin = blocks.begin(block);
            blockGradient(gradient.const_data_ptr<float>() + begin, input.const_data_ptr<float>() + begin, blocks.rowsOf(block),
                          part, level.const_data_ptr<float>(), slope.const_data_ptr<float>(), result.data_ptr<float>() + begin);
        });
        return {result, (products * inverse).to(torch::kFloat), sums.to(torch::kFloat), Tensor(), Tensor()};
    }

private:
    /// Over all rows, of each channel: the gradient that passes the ReLU, and its product with (input - mean). Double.
    static std::pair<Tensor, Tensor> sumsOf(const Tensor& gradient, const Tensor& input, const ReluPart& part,
                                            const Blocks& blocks) {
        const auto channels = static_cast<std::size_t>(blocks.channels);
        std::vector<float> parts(static_cast<std::size_t>(blocks.count()) * 2 * channels);
        blocks.forEach([&](std::int64_t block) {
            const auto begin = blocks.begin(block);
            float* const sum = parts.data() + static_cast<std::size_t>(block) * 2 * channels;
            blockGradientSums(gradient.const_data_ptr<float>() + begin, input.const_data_ptr<float>() + begin,
                              blocks.rowsOf(block), part, sum, sum + channels);
        });
        auto totals = torch::zeros({2, blocks.channels}, torch::kDouble);
        double* const total = totals.data_ptr<double>();
        for (std::size_t i = 0; i < parts.size(); ++i) total[i % (2 * channels)] += static_cast<double>(parts[i]);
        return {totals[0], totals[1]};
    }
};

template <typename BatchNorm>
bool isFused(const BatchNorm& norm, const Tensor& input, const Tensor& mask) {
    const auto& options = norm->options;
    return !mask.defined() && norm->is_training() && options.affine() && options.track_running_stats() &&
           options.momentum().has_value() && input.is_cpu() && input.scalar_type() == torch::kFloat;
}

}  // namespace

template <typename BatchNorm>
Tensor normalisedRelu(BatchNorm& norm, const Tensor& input, const Tensor& mask) {
    if (!isFused(norm, input, mask)) return torch::relu(batchNormalise(norm, input, mask));
    const auto channels = norm->weight.size(0);
    TORCH_CHECK(input.dim() > 1 && input.size(1) == channels && input.numel() > channels,
                "batch normalisation needs 2 values of each of ", channels, " channels");
    Tensor mean;
    Tensor variance;
    const auto rows = input.movedim(1, -1).contiguous();
    const auto output = NormalisedReluNode::apply(rows, norm->weight, norm->bias, norm->options.eps(), Found{&mean, &variance});
    {
        const torch::NoGradGuard noGrad;
        const auto count = static_cast<double>(input.numel() / channels);
        const double momentum = *norm->options.momentum();
        norm->running_mean.lerp_(mean, momentum);
        norm->running_var.lerp_(variance * (count / (count - 1.0)), momentum);
        norm->num_batches_tracked += 1;
    }
    return output.movedim(-1, 1);
}

template Tensor normalisedRelu(torch::nn::BatchNorm1d&, const Tensor&, const Tensor&);
template Tensor normalisedRelu(torch::nn::BatchNorm2d&, const Tensor&, const Tensor&);

}  // namespace prososcope::nn
