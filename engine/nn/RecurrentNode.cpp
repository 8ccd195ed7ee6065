// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/RecurrentNode.h"

#include <ATen/TensorIterator.h>

#include <algorithm>
#include <array>
#include <numeric>

namespace prososcope::nn {

namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;

constexpr std::size_t kTracesOfDirection = 4;

/// Valid frames alone, frame by frame and in each the longest sequences first, so that those that go on come first.
struct Packing {
    Lengths sizes;    ///< valid sequences of each frame
    Lengths offsets;  ///< first row of each frame
    Tensor rows;      ///< of each packed row, its row in [batch * frames]

    Packing(const Lengths& lengths, std::int64_t batch, std::int64_t frames) {
        Lengths all = lengths.empty() ? Lengths(static_cast<std::size_t>(batch), frames) : lengths;
        std::vector<std::size_t> order(all.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return all[a] > all[b]; });
        std::vector<std::int64_t> packed;
        auto count = order.size();
        for (std::int64_t t = 0; count > 0; ++t) {
            while (count > 0 && all[order[count - 1]] <= t) --count;
            if (count == 0) break;
            offsets.push_back(static_cast<std::int64_t>(packed.size()));
            sizes.push_back(static_cast<std::int64_t>(count));
            for (std::size_t b = 0; b < count; ++b) packed.push_back(static_cast<std::int64_t>(order[b]) * frames + t);
        }
        rows = torch::tensor(packed, torch::kLong);
    }

    [[nodiscard]] std::int64_t frames() const { return static_cast<std::int64_t>(sizes.size()); }
    [[nodiscard]] std::int64_t size(std::int64_t frame) const { return sizes[static_cast<std::size_t>(frame)]; }
    [[nodiscard]] std::int64_t offset(std::int64_t frame) const { return offsets[static_cast<std::size_t>(frame)]; }
};

/// The order in which a direction visits frames.
struct Walk {
    const Packing& packing;
    bool backward;

    [[nodiscard]] std::int64_t frame(std::int64_t step) const { return backward ? packing.frames() - 1 - step : step; }
    /// How many of a frame's sequences come from another frame; the others start there.
    [[nodiscard]] std::int64_t continued(std::int64_t frame) const {
        const auto from = before(frame);
        return from < 0 || from >= packing.frames() ? 0 : std::min(packing.size(frame), packing.size(from));
    }
    [[nodiscard]] std::int64_t before(std::int64_t frame) const { return backward ? frame + 1 : frame - 1; }
};

struct Weights {
    Tensor input, state, inputBias, stateBias;
};

/// What one direction keeps for the backward pass, packed.
struct Trace {
    Tensor gates;     ///< [rows, gates * hidden], after sigmoid and tanh
    Tensor previous;  ///< [rows, hidden], the state before
    Tensor memory;    ///< LSTM: its memory before; GRU: W_hn h + b_hn; else empty
    Tensor squashed;  ///< LSTM: tanh of its memory after; else empty

    [[nodiscard]] std::array<Tensor, kTracesOfDirection> tensors() const { return {gates, previous, memory, squashed}; }
};

template <typename Value>
Value* rowOf(const Tensor& values, std::int64_t row) {
    return values.defined() && values.numel() > 0 ? values.data_ptr<Value>() + row * values.size(1) : nullptr;
}

/// The rows of the frame before into the rows of `goal` at `frame`; zeros where a sequence starts.
template <typename Value>
void bringAlong(const Walk& walk, std::int64_t frame, const Tensor& states, const Tensor& goal) {
    const auto width = states.size(1);
    const auto count = walk.continued(frame);
    Value* const to = rowOf<Value>(goal, walk.packing.offset(frame));
    if (count > 0) std::copy_n(rowOf<Value>(states, walk.packing.offset(walk.before(frame))), count * width, to);
    std::fill_n(to + count * width, (walk.packing.size(frame) - count) * width, Value{0});
}

/// One frame of an LSTM: sums [n, 4 hidden] become gates.
template <typename Value>
void stepLstm(const Tensor& sums, const Value* memoryBefore, const Tensor& memory, const Tensor& squashed, Value* state) {
    const auto count = sums.size(0);
    const auto hidden = sums.size(1) / 4;
    sums.narrow(1, 0, 2 * hidden).sigmoid_();
    sums.narrow(1, 2 * hidden, hidden).tanh_();
    sums.narrow(1, 3 * hidden, hidden).sigmoid_();
    for (std::int64_t b = 0; b < count; ++b) {
        const Value* const in = rowOf<Value>(sums, b);
        const Value* const forget = in + hidden;
        const Value* const candidate = forget + hidden;
        const Value* const old = memoryBefore + b * hidden;
        Value* const fresh = rowOf<Value>(memory, b);
        for (std::int64_t j = 0; j < hidden; ++j) fresh[j] = forget[j] * old[j] + in[j] * candidate[j];
    }
    auto goal = squashed;
    at::tanh_out(goal, memory);
    for (std::int64_t b = 0; b < count; ++b) {
        const Value* const out = rowOf<Value>(sums, b) + 3 * hidden;
        const Value* const tanh = rowOf<Value>(squashed, b);
        for (std::int64_t j = 0; j < hidden; ++j) state[b * hidden + j] = out[j] * tanh[j];
    }
}

/// One frame of a GRU: `sums` [n, 3 hidden] of the inputs become gates; `product` [n, 3 hidden] is the state's.
template <typename Value>
void stepGru(const Tensor& sums, const Tensor& product, const Value* before, Value* fromState, Value* state) {
    const auto count = sums.size(0);
    const auto hidden = sums.size(1) / 3;
    const auto gates = sums.narrow(1, 0, 2 * hidden);
    gates.add_(product.narrow(1, 0, 2 * hidden)).sigmoid_();
    for (std::int64_t b = 0; b < count; ++b) {
        Value* const reset = rowOf<Value>(sums, b);
        Value* const candidate = reset + 2 * hidden;
        Value* const kept = fromState + b * hidden;
        std::copy_n(rowOf<Value>(product, b) + 2 * hidden, hidden, kept);
        for (std::int64_t j = 0; j < hidden; ++j) candidate[j] += reset[j] * kept[j];
    }
    sums.narrow(1, 2 * hidden, hidden).tanh_();
    for (std::int64_t b = 0; b < count; ++b) {
        const Value* const update = rowOf<Value>(sums, b) + hidden;
        const Value* const fresh = update + hidden;
        const Value* const old = before + b * hidden;
        for (std::int64_t j = 0; j < hidden; ++j) state[b * hidden + j] = fresh[j] + update[j] * (old[j] - fresh[j]);
    }
}

/// What one direction keeps, its gates still the sums [rows, gates * hidden] of the inputs.
Trace beginTrace(RecurrentCell cell, const Tensor& inputs, const Weights& weights) {
    const auto hidden = weights.state.size(1);
    const auto options = inputs.options();
    const bool gru = cell == RecurrentCell::Gru;
    const bool lstm = cell == RecurrentCell::Lstm;
    const auto kept = [&](bool needed) { return torch::empty({needed ? inputs.size(0) : 0, hidden}, options); };
    const auto bias = gru ? weights.inputBias : weights.inputBias + weights.stateBias;
    return {at::addmm(bias, inputs, weights.input.t()), kept(true), kept(lstm || gru), kept(lstm)};
}

/// Walks one direction; its states are the columns `output` [rows, hidden].
template <typename Value>
void walkForward(RecurrentCell cell, const Weights& weights, const Walk& walk, const Trace& trace, Tensor output) {
    const auto& packing = walk.packing;
    const auto rows = trace.gates.size(0);
    const auto hidden = weights.state.size(1);
    const auto options = trace.gates.options();
    const bool gru = cell == RecurrentCell::Gru;
    const bool lstm = cell == RecurrentCell::Lstm;
    const auto states = torch::empty({rows, hidden}, options);
    const auto memories = torch::empty({lstm ? rows : 0, hidden}, options);
    const auto product = torch::empty({gru ? packing.size(0) : 0, 3 * hidden}, options);
    const auto stateWeight = weights.state.t();
    for (std::int64_t step = 0; step < packing.frames(); ++step) {
        const auto frame = walk.frame(step);
        const auto at = packing.offset(frame);
        const auto count = packing.size(frame);
        bringAlong<Value>(walk, frame, states, trace.previous);
        auto sums = trace.gates.narrow(0, at, count);
        const auto before = trace.previous.narrow(0, at, count);
        Value* const state = rowOf<Value>(states, at);
        if (gru) {
            auto fromState = product.narrow(0, 0, count);
            at::addmm_out(fromState, weights.stateBias, before, stateWeight);
            stepGru<Value>(sums, fromState, rowOf<Value>(before, 0), rowOf<Value>(trace.memory, at), state);
            continue;
        }
        if (step > 0) sums.addmm_(before, stateWeight);
        if (lstm) {
            bringAlong<Value>(walk, frame, memories, trace.memory);
            stepLstm<Value>(sums, rowOf<Value>(trace.memory, at), memories.narrow(0, at, count),
                            trace.squashed.narrow(0, at, count), state);
        } else {
            sums.tanh_();
            std::copy_n(rowOf<Value>(sums, 0), count * hidden, state);
        }
    }
    output.copy_(states);
}

/// Gradients of one sequence at one frame, before and after the gates.
template <typename Value>
struct Backward {
    const Value* gates;
    const Value* memory;
    const Value* squashed;
    const Value* previous;
    const Value* outside;  ///< gradient of the output
    Value* carried;        ///< gradient of the state: of that after the frame, then (GRU) what passes by the gates
    Value* carriedMemory;
    Value* toInput;  ///< gradient of the sums
    Value* toState;  ///< GRU: of the state's product
    std::int64_t hidden;

    void lstm() const {
        const Value* const in = gates;
        const Value* const forget = in + hidden;
        const Value* const candidate = forget + hidden;
        const Value* const out = candidate + hidden;
        for (std::int64_t j = 0; j < hidden; ++j) {
            const Value total = carried[j] + outside[j];
            const Value ofMemory = carriedMemory[j] + total * out[j] * (1 - squashed[j] * squashed[j]);
            toInput[j] = ofMemory * candidate[j] * in[j] * (1 - in[j]);
            toInput[hidden + j] = ofMemory * memory[j] * forget[j] * (1 - forget[j]);
            toInput[2 * hidden + j] = ofMemory * in[j] * (1 - candidate[j] * candidate[j]);
            toInput[3 * hidden + j] = total * squashed[j] * out[j] * (1 - out[j]);
            carriedMemory[j] = ofMemory * forget[j];
        }
    }
    void gru() const {
        const Value* const reset = gates;
        const Value* const update = reset + hidden;
        const Value* const fresh = update + hidden;
        for (std::int64_t j = 0; j < hidden; ++j) {
            const Value total = carried[j] + outside[j];
            const Value ofCandidate = total * (1 - update[j]) * (1 - fresh[j] * fresh[j]);
            const Value ofReset = ofCandidate * memory[j] * reset[j] * (1 - reset[j]);
            const Value ofUpdate = total * (previous[j] - fresh[j]) * update[j] * (1 - update[j]);
            toInput[j] = toState[j] = ofReset;
            toInput[hidden + j] = toState[hidden + j] = ofUpdate;
            toInput[2 * hidden + j] = ofCandidate;
            toState[2 * hidden + j] = ofCandidate * reset[j];
            carried[j] = total * update[j];
        }
    }
    void plain() const {
        for (std::int64_t j = 0; j < hidden; ++j) toInput[j] = (carried[j] + outside[j]) * (1 - gates[j] * gates[j]);
    }
};

/// Gradients of one direction's sums [rows, gates * hidden].
struct SumGradients {
    Tensor input;
    Tensor state;  ///< GRU: of the state's product; else the same tensor
};

/// Walks one direction back. `gradient` [rows, directions * hidden], of which the columns from `column` on are this
/// direction's.
template <typename Value>
void walkBackward(RecurrentCell cell, const Weights& weights, const Trace& trace, const Walk& walk, const Tensor& gradient,
                  std::int64_t column, const SumGradients& sums) {
    const auto& packing = walk.packing;
    const auto hidden = weights.state.size(1);
    const bool gru = cell == RecurrentCell::Gru;
    const auto options = gradient.options();
    const auto carried = torch::zeros({packing.size(0), hidden}, options);
    const auto carriedMemory = cell == RecurrentCell::Lstm ? torch::zeros({packing.size(0), hidden}, options) : Tensor();
    for (std::int64_t step = packing.frames() - 1; step >= 0; --step) {
        const auto frame = walk.frame(step);
        for (std::int64_t b = 0; b < packing.size(frame); ++b) {
            const auto row = packing.offset(frame) + b;
            const Backward<Value> one{rowOf<Value>(trace.gates, row),       rowOf<Value>(trace.memory, row),
                                      rowOf<Value>(trace.squashed, row),    rowOf<Value>(trace.previous, row),
                                      rowOf<Value>(gradient, row) + column, rowOf<Value>(carried, b),
                                      rowOf<Value>(carriedMemory, b),       rowOf<Value>(sums.input, row),
                                      rowOf<Value>(sums.state, row),        hidden};
            if (cell == RecurrentCell::Lstm)
                one.lstm();
            else if (gru)
                one.gru();
            else
                one.plain();
        }
        const auto count = walk.continued(frame);
        if (count == 0) continue;
        auto goal = carried.narrow(0, 0, count);
        const auto from = sums.state.narrow(0, packing.offset(frame), count);
        if (gru)
            goal.addmm_(from, weights.state);
        else
            at::mm_out(goal, from, weights.state);
    }
}

/// Runs `work(direction)` of the directions side by side: each is a chain of products too small for more than one thread.
/// It goes through an iterator of torch's, whose loops are compiled for threads; those of its headers are not in this library.
template <typename Work>
void eachDirection(std::size_t directions, const Work& work) {
    auto index = at::arange(static_cast<std::int64_t>(directions), torch::kLong);
    auto iterator = at::TensorIterator::nullary_op(index);
    const auto loop = [&](char** data, const std::int64_t* strides, std::int64_t inner, std::int64_t outer) {
        const at::AutoDispatchBelowADInplaceOrView plain;  // of this thread
        for (std::int64_t i = 0; i < inner * outer; ++i) {
            const char* const at = data[0] + i % inner * strides[0] + i / inner * strides[1];
            work(static_cast<std::size_t>(*reinterpret_cast<const std::int64_t*>(at)));
        }
    };
    iterator.for_each(at::TensorIteratorBase::loop2d_t(loop), /*grain_size=*/1);
}

Weights weightsOf(at::TensorList tensors, std::size_t first) {
    return {tensors[first], tensors[first + 1], tensors[first + 2], tensors[first + 3]};
}

/// What the node is told beside tensors, as one argument.
struct Plan {
    RecurrentCell cell;
    Lengths lengths;
};

class RecurrentFunction : public torch::autograd::Function<RecurrentFunction> {
public:
    static Tensor forward(AutogradContext* context, const Tensor& input, at::TensorList weights, const Plan& plan) {
        const at::AutoDispatchBelowADInplaceOrView plain;
        const auto batch = input.size(0);
        const auto frames = input.size(1);
        const auto hidden = weights[1].size(1);
        const auto directions = weights.size() / kRecurrentTensors;
        const Packing packing(plan.lengths, batch, frames);
        const auto inputs = input.reshape({batch * frames, input.size(2)}).index_select(0, packing.rows);
        const auto packed = torch::empty({inputs.size(0), static_cast<std::int64_t>(directions) * hidden}, input.options());
        torch::autograd::variable_list kept{inputs};
        for (const auto& weight : weights) kept.push_back(weight);
        std::vector<Trace> traces;
        for (std::size_t d = 0; d < directions; ++d) {
            traces.push_back(beginTrace(plan.cell, inputs, weightsOf(weights, d * kRecurrentTensors)));
            for (const auto& tensor : traces.back().tensors()) kept.push_back(tensor);
        }
        eachDirection(directions, [&](std::size_t d) {
            const auto own = weightsOf(weights, d * kRecurrentTensors);
            const Walk walk{packing, d == 1};
            const auto goal = packed.narrow(1, static_cast<std::int64_t>(d) * hidden, hidden);
            if (input.scalar_type() == torch::kDouble)
                walkForward<double>(plan.cell, own, walk, traces[d], goal);
            else
                walkForward<float>(plan.cell, own, walk, traces[d], goal);
        });
        context->save_for_backward(std::move(kept));
        context->saved_data["cell"] = static_cast<std::int64_t>(plan.cell);
        context->saved_data["lengths"] = plan.lengths;
        context->saved_data["directions"] = static_cast<std::int64_t>(directions);
        return torch::zeros({batch * frames, packed.size(1)}, input.options())
            .index_copy_(0, packing.rows, packed)
            .view({batch, frames, packed.size(1)});
    }

    static torch::autograd::variable_list backward(AutogradContext* context, const torch::autograd::variable_list& gradients) {
        const auto kept = context->get_saved_variables();
        const at::AutoDispatchBelowADInplaceOrView plain;
        const auto cell = static_cast<RecurrentCell>(context->saved_data["cell"].toInt());
        const auto directions = static_cast<std::size_t>(context->saved_data["directions"].toInt());
        const auto& inputs = kept[0];
        const auto batch = gradients[0].size(0);
        const auto frames = gradients[0].size(1);
        const auto hidden = kept[2].size(1);
        const Packing packing(context->saved_data["lengths"].toIntVector(), batch, frames);
        const auto gradient = gradients[0].reshape({batch * frames, gradients[0].size(2)}).index_select(0, packing.rows);
        auto inputGradient = torch::zeros_like(inputs);
        torch::autograd::variable_list results{Tensor()};
        std::vector<Trace> traces;
        std::vector<SumGradients> sums;
        for (std::size_t d = 0; d < directions; ++d) {
            const auto first = 1 + directions * kRecurrentTensors + d * kTracesOfDirection;
            traces.push_back({kept[first], kept[first + 1], kept[first + 2], kept[first + 3]});
            const auto ofInput = torch::empty_like(traces[d].gates);
            sums.push_back({ofInput, cell == RecurrentCell::Gru ? torch::empty_like(ofInput) : ofInput});
        }
        eachDirection(directions, [&](std::size_t d) {
            const auto weights = weightsOf(kept, 1 + d * kRecurrentTensors);
            const Walk walk{packing, d == 1};
            const auto column = static_cast<std::int64_t>(d) * hidden;
            if (inputs.scalar_type() == torch::kDouble)
                walkBackward<double>(cell, weights, traces[d], walk, gradient, column, sums[d]);
            else
                walkBackward<float>(cell, weights, traces[d], walk, gradient, column, sums[d]);
        });
        for (std::size_t d = 0; d < directions; ++d) {
            const auto& [ofInput, ofState] = sums[d];
            inputGradient.addmm_(ofInput, kept[1 + d * kRecurrentTensors]);
            for (const auto& tensor :
                 {ofInput.t().mm(inputs), ofState.t().mm(traces[d].previous), ofInput.sum(0), ofState.sum(0)})
                results.push_back(tensor);
        }
        results[0] = torch::zeros({batch * frames, inputs.size(1)}, inputs.options())
                         .index_copy_(0, packing.rows, inputGradient)
                         .view({batch, frames, inputs.size(1)});
        results.emplace_back();  // of the plan
        return results;
    }
};

}  // namespace

bool hasPadding(const Lengths& lengths, std::int64_t frames) {
    return std::any_of(lengths.begin(), lengths.end(), [&](std::int64_t length) { return length != frames; });
}

Tensor recurrentNode(RecurrentCell cell, const Tensor& input, const std::vector<Tensor>& weights, const Lengths& lengths) {
    const auto rows = weights.size() % kRecurrentTensors == 0 && !weights.empty() ? weights[0].size(0) : -1;
    TORCH_CHECK(rows > 0 && rows == recurrentGates(cell) * weights[1].size(1) && weights.size() <= 2 * kRecurrentTensors,
                "a recurrent layer needs four tensors of its cell's shapes for each direction");
    TORCH_CHECK(input.dim() == 3 && input.size(2) == weights[0].size(1) && input.size(0) > 0 && input.size(1) > 0,
                "the input of a recurrent layer is [batch, frames, width]");
    TORCH_CHECK(lengths.empty() || static_cast<std::int64_t>(lengths.size()) == input.size(0),
                "a recurrent layer needs a length for each sequence");
    for (const auto length : lengths)
        TORCH_CHECK(length >= 1 && length <= input.size(1), "a sequence has at least one frame and at most those of its batch");
    return RecurrentFunction::apply(input, at::TensorList(weights), Plan{cell, lengths});
}

}  // namespace prososcope::nn
