// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/BidirectionalGru.h"

#include <algorithm>
#include <array>

namespace prososcope::nn {

namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;

constexpr std::size_t kTensorsOfDirection = 4;  ///< weight_ih, weight_hh, bias_ih, bias_hh
constexpr std::size_t kTracesOfDirection = 4;

struct Weights {
    Tensor input;      ///< [3 hidden, width], rows: reset, update, candidate
    Tensor state;      ///< [3 hidden, hidden]
    Tensor inputBias;  ///< [3 hidden]
    Tensor stateBias;
};

/// What one direction keeps for the backward pass, frames first so that every frame lies in one piece.
struct Trace {
    Tensor gates;      ///< [frames, batch, 2 hidden], reset and update after the sigmoid
    Tensor candidate;  ///< [frames, batch, hidden], after tanh
    Tensor fromState;  ///< [frames, batch, hidden], W_hn h + b_hn
    Tensor states;     ///< [frames + 1, batch, hidden]; the first (backward direction: last) is the zero before the start
};

struct Shape {
    std::int64_t batch, frames, hidden;
};

/// The order in which a direction visits frames, and where its states lie.
struct Walk {
    bool backward;
    std::int64_t frames;
    [[nodiscard]] std::int64_t frame(std::int64_t step) const { return backward ? frames - 1 - step : step; }
    [[nodiscard]] std::int64_t before(std::int64_t frame) const { return backward ? frame + 1 : frame; }
    [[nodiscard]] std::int64_t after(std::int64_t frame) const { return backward ? frame : frame + 1; }
};

bool isValid(at::IntArrayRef lengths, std::int64_t sequence, std::int64_t frame) {
    return lengths.empty() || frame < lengths[static_cast<std::size_t>(sequence)];
}

/// `inputs` [frames * batch, width]; writes this direction's half of `output` [batch, frames, 2 hidden].
template <typename Value>
Trace runForward(const Tensor& inputs, const Weights& weights, const Shape& shape, const Walk& walk, at::IntArrayRef lengths,
                 Tensor& output) {
    const auto [batch, frames, hidden] = shape;
    const auto rows = frames * batch;
    const auto options = inputs.options();
    Trace trace{torch::empty({frames, batch, 2 * hidden}, options), torch::empty({frames, batch, hidden}, options),
                torch::empty({frames, batch, hidden}, options), torch::empty({frames + 1, batch, hidden}, options)};
    auto gateRows = trace.gates.view({rows, 2 * hidden});
    auto candidateRows = trace.candidate.view({rows, hidden});
    at::addmm_out(gateRows, weights.inputBias.narrow(0, 0, 2 * hidden), inputs, weights.input.narrow(0, 0, 2 * hidden).t());
    at::addmm_out(candidateRows, weights.inputBias.narrow(0, 2 * hidden, hidden), inputs,
                  weights.input.narrow(0, 2 * hidden, hidden).t());
    trace.states.select(0, walk.backward ? frames : 0).zero_();
    const auto stateWeight = weights.state.t();
    auto product = torch::empty({batch, 3 * hidden}, options);
    for (std::int64_t step = 0; step < frames; ++step) {
        const auto frame = walk.frame(step);
        const auto previousState = trace.states.select(0, walk.before(frame));
        at::addmm_out(product, weights.stateBias, previousState, stateWeight);
        auto gatesHere = trace.gates.select(0, frame);
        auto candidateHere = trace.candidate.select(0, frame);
        Value* const gates = gatesHere.template data_ptr<Value>();
        Value* const candidate = candidateHere.template data_ptr<Value>();
        Value* const fromState = trace.fromState.template data_ptr<Value>() + frame * batch * hidden;
        const Value* const previous = previousState.template data_ptr<Value>();
        Value* const next = trace.states.template data_ptr<Value>() + walk.after(frame) * batch * hidden;
        const Value* const sums = product.template data_ptr<Value>();
        for (std::int64_t b = 0; b < batch; ++b) {
            for (std::int64_t j = 0; j < 2 * hidden; ++j) gates[b * 2 * hidden + j] += sums[b * 3 * hidden + j];
            std::copy_n(sums + b * 3 * hidden + 2 * hidden, hidden, fromState + b * hidden);
        }
        gatesHere.sigmoid_();
        for (std::int64_t b = 0; b < batch; ++b) {
            const Value* const reset = gates + b * 2 * hidden;
            for (std::int64_t j = 0; j < hidden; ++j) candidate[b * hidden + j] += reset[j] * fromState[b * hidden + j];
        }
        candidateHere.tanh_();
        for (std::int64_t b = 0; b < batch; ++b) {
            Value* const state = next + b * hidden;
            Value* const out =
                output.template data_ptr<Value>() + (b * frames + frame) * 2 * hidden + (walk.backward ? hidden : 0);
            if (isValid(lengths, b, frame)) {
                const Value* const update = gates + (b * 2 + 1) * hidden;
                const Value* const fresh = candidate + b * hidden;
                const Value* const old = previous + b * hidden;
                for (std::int64_t j = 0; j < hidden; ++j) state[j] = fresh[j] + update[j] * (old[j] - fresh[j]);
            } else {
                std::fill_n(state, hidden, Value{0});
            }
            std::copy_n(state, hidden, out);
        }
    }
    return trace;
}

/// Gradients of one direction; adds to `inputGradient` [frames * batch, width]. `gradient` [batch, frames, 2 hidden].
template <typename Value>
Weights runBackward(const Tensor& inputs, const Weights& weights, const Trace& trace, const Shape& shape, const Walk& walk,
                    at::IntArrayRef lengths, const Tensor& gradient, Tensor& inputGradient) {
    const auto [batch, frames, hidden] = shape;
    const auto rows = frames * batch;
    const auto options = inputs.options();
    auto ofInputGates = torch::empty({rows, 3 * hidden}, options);  // before sigmoid and tanh: reset, update, candidate
    auto ofStateGates = torch::empty({frames, batch, 3 * hidden}, options);
    auto carried = torch::zeros({batch, hidden}, options);  // gradient of the state after the frame at hand
    Value* const carry = carried.template data_ptr<Value>();
    for (std::int64_t step = frames - 1; step >= 0; --step) {
        const auto frame = walk.frame(step);
        for (std::int64_t b = 0; b < batch; ++b) {
            const auto row = frame * batch + b;
            Value* const toInput = ofInputGates.template data_ptr<Value>() + row * 3 * hidden;
            Value* const toState = ofStateGates.template data_ptr<Value>() + row * 3 * hidden;
            Value* const state = carry + b * hidden;
            if (!isValid(lengths, b, frame)) {
                std::fill_n(toInput, 3 * hidden, Value{0});
                std::fill_n(toState, 3 * hidden, Value{0});
                std::fill_n(state, hidden, Value{0});
                continue;
            }
            const Value* const outside =
                gradient.template const_data_ptr<Value>() + (b * frames + frame) * 2 * hidden + (walk.backward ? hidden : 0);
            const Value* const reset = trace.gates.template const_data_ptr<Value>() + row * 2 * hidden;
            const Value* const update = reset + hidden;
            const Value* const fresh = trace.candidate.template const_data_ptr<Value>() + row * hidden;
            const Value* const fromState = trace.fromState.template const_data_ptr<Value>() + row * hidden;
            const Value* const old = trace.states.template const_data_ptr<Value>() + (walk.before(frame) * batch + b) * hidden;
            for (std::int64_t j = 0; j < hidden; ++j) {
                const Value total = state[j] + outside[j];
                const Value ofCandidate = total * (1 - update[j]) * (1 - fresh[j] * fresh[j]);
                const Value ofReset = ofCandidate * fromState[j] * reset[j] * (1 - reset[j]);
                const Value ofUpdate = total * (old[j] - fresh[j]) * update[j] * (1 - update[j]);
                toInput[j] = toState[j] = ofReset;
                toInput[hidden + j] = toState[hidden + j] = ofUpdate;
                toInput[2 * hidden + j] = ofCandidate;
                toState[2 * hidden + j] = ofCandidate * reset[j];
                state[j] = total * update[j];
            }
        }
        if (step > 0) carried.addmm_(ofStateGates.select(0, frame), weights.state);
    }
    inputGradient.addmm_(ofInputGates, weights.input);
    const auto stateRows = ofStateGates.view({rows, 3 * hidden});
    const auto before = trace.states.narrow(0, walk.backward ? 1 : 0, frames).reshape({rows, hidden});
    return {ofInputGates.t().mm(inputs), stateRows.t().mm(before), ofInputGates.sum(0), stateRows.sum(0)};
}

Weights weightsOf(at::TensorList tensors, std::size_t first) {
    return {tensors[first], tensors[first + 1], tensors[first + 2], tensors[first + 3]};
}

/// What the node is told beside tensors, as one argument.
struct Plan {
    Lengths lengths;
};

class BidirectionalGruNode : public torch::autograd::Function<BidirectionalGruNode> {
public:
    static Tensor forward(AutogradContext* context, const Tensor& input, at::TensorList parameters, const Plan& plan) {
        const at::AutoDispatchBelowADInplaceOrView plain;
        const Shape shape{input.size(0), input.size(1), parameters[1].size(1)};
        const auto inputs = input.transpose(0, 1).reshape({shape.frames * shape.batch, input.size(2)}).contiguous();
        auto output = torch::empty({shape.batch, shape.frames, 2 * shape.hidden}, input.options());
        torch::autograd::variable_list kept{inputs};
        for (const auto& parameter : parameters) kept.push_back(parameter);
        for (const bool backward : {false, true}) {
            const auto weights = weightsOf(parameters, backward ? kTensorsOfDirection : 0);
            const Walk walk{backward, shape.frames};
            const auto trace = input.scalar_type() == torch::kDouble
                                   ? runForward<double>(inputs, weights, shape, walk, plan.lengths, output)
                                   : runForward<float>(inputs, weights, shape, walk, plan.lengths, output);
            for (const auto& tensor : {trace.gates, trace.candidate, trace.fromState, trace.states}) kept.push_back(tensor);
        }
        context->save_for_backward(std::move(kept));
        context->saved_data["lengths"] = plan.lengths;
        return output;
    }

    static torch::autograd::variable_list backward(AutogradContext* context, const torch::autograd::variable_list& gradients) {
        const auto kept = context->get_saved_variables();
        const at::AutoDispatchBelowADInplaceOrView plain;
        const auto lengths = context->saved_data["lengths"].toIntVector();
        const auto& inputs = kept[0];
        const auto gradient = gradients[0].contiguous();
        const Shape shape{gradient.size(0), gradient.size(1), gradient.size(2) / 2};
        auto inputGradient = torch::zeros_like(inputs);
        torch::autograd::variable_list results{Tensor()};
        for (const bool backward : {false, true}) {
            const auto weights = weightsOf(kept, 1 + (backward ? kTensorsOfDirection : 0));
            const auto first = 1 + 2 * kTensorsOfDirection + (backward ? kTracesOfDirection : 0);
            const Trace trace{kept[first], kept[first + 1], kept[first + 2], kept[first + 3]};
            const Walk walk{backward, shape.frames};
            const auto own = inputs.scalar_type() == torch::kDouble
                                 ? runBackward<double>(inputs, weights, trace, shape, walk, lengths, gradient, inputGradient)
                                 : runBackward<float>(inputs, weights, trace, shape, walk, lengths, gradient, inputGradient);
            for (const auto& tensor : {own.input, own.state, own.inputBias, own.stateBias}) results.push_back(tensor);
        }
        results[0] = inputGradient.view({shape.frames, shape.batch, inputs.size(1)}).transpose(0, 1);
        results.emplace_back();  // of the plan
        return results;
    }
};

Tensor torchGru(torch::nn::GRU& gru, const Tensor& input, const Lengths& lengths) {
    if (lengths.empty()) return std::get<0>(gru->forward(input));
    const auto packed = torch::nn::utils::rnn::pack_padded_sequence(input, torch::tensor(at::ArrayRef<std::int64_t>(lengths)),
                                                                    /*batch_first=*/true, /*enforce_sorted=*/false);
    const auto output = std::get<0>(gru->forward_with_packed_input(packed));
    return std::get<0>(torch::nn::utils::rnn::pad_packed_sequence(output, /*batch_first=*/true, 0.0, input.size(1)));
}

}  // namespace

Tensor bidirectionalGru(torch::nn::GRU& gru, const Tensor& input, const Lengths& lengths) {
    const bool known = input.scalar_type() == torch::kFloat || input.scalar_type() == torch::kDouble;
    const auto parameters = gru->parameters();
    if (!input.is_cpu() || !known || parameters.size() != 2 * kTensorsOfDirection) return torchGru(gru, input, lengths);
    TORCH_CHECK(input.dim() == 3 && input.size(2) == parameters[0].size(1), "the input of a GRU is [batch, frames, width]");
    TORCH_CHECK(lengths.empty() || static_cast<std::int64_t>(lengths.size()) == input.size(0),
                "a GRU needs a length for each sequence");
    return BidirectionalGruNode::apply(input, at::TensorList(parameters), Plan{lengths});
}

}  // namespace prososcope::nn
