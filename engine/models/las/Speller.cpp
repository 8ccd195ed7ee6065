// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/las/Speller.h"

#include "engine/nn/Interrupt.h"

namespace prososcope::models {

namespace {

using torch::Tensor;

constexpr double kPaddedScore = -1e8;  ///< before softmax, at padded frames: their weight is exactly 0
constexpr std::int64_t kLstmGates = 4;

nn::Dense withoutBias(std::int64_t inputs, std::int64_t outputs) { return nn::Dense(inputs, outputs, false); }

/// Uniform within +-1.
void drawEven(const Tensor& weight, const at::Generator& generator) {
    const torch::NoGradGuard noGrad;
    weight.copy_(torch::empty(weight.sizes()).uniform_(-1.0, 1.0, generator));
}

/// State after a step, from the sums [batch, gates * cells] of what comes from input, state and biases.
void takeSums(const Tensor& sums, Tensor& hidden, Tensor& memory) {
    if (!memory.defined()) {
        hidden = torch::tanh(sums);
        return;
    }
    const auto gates = sums.chunk(kLstmGates, 1);  // input, forget, candidate, output
    memory = torch::sigmoid(gates[1]) * memory + torch::sigmoid(gates[0]) * torch::tanh(gates[2]);
    hidden = torch::sigmoid(gates[3]) * torch::tanh(memory);
}

}  // namespace

AttendedSound AttendedSound::repeated(std::int64_t count) const {
    const auto repeat = [&](const Tensor& values) {
        if (!values.defined()) return values;
        auto sizes = values.sizes().vec();
        sizes[0] = count;
        return values.narrow(0, 0, 1).expand(sizes);
    };
    return {repeat(encoded), repeat(keys), repeat(padding)};
}

AdditiveAttentionImpl::AdditiveAttentionImpl(const LasSettings& settings) {
    m_sound = register_module("w_h", withoutBias(settings.width(), settings.attention));
    m_state = register_module("w_s", withoutBias(2 * settings.decoder, settings.attention));
    m_score = register_module("u", withoutBias(settings.attention, 1));
    if (settings.locationFilters > 0) {
        m_location = register_module("w_f", withoutBias(settings.locationFilters, settings.attention));
        m_filter = register_parameter("filter", torch::zeros({settings.locationFilters, 1, settings.locationKernel}));
    }
}

AttendedSound AdditiveAttentionImpl::attend(const Tensor& encoded, const nn::Lengths& lengths) {
    AttendedSound sound{encoded, m_sound->forward(encoded), {}};
    if (nn::hasPadding(lengths, encoded.size(1))) sound.padding = nn::validMask(lengths, encoded.size(1), encoded).eq(0.0);
    return sound;
}

Tensor AdditiveAttentionImpl::weigh(const AttendedSound& sound, const Tensor& states, const Tensor& previous) {
    auto sums = sound.keys + m_state->forward(states).unsqueeze(1);
    if (m_filter.defined()) {
        const auto located = at::conv1d(previous.unsqueeze(1), m_filter, {}, 1, m_filter.size(2) / 2);
        sums = sums + m_location->forward(located.transpose(1, 2));
    }
    auto scores = m_score->forward(torch::tanh(sums)).squeeze(2);
    if (sound.padding.defined()) scores = scores.masked_fill(sound.padding, kPaddedScore);
    return torch::softmax(scores, 1);
}

void AdditiveAttentionImpl::draw(const at::Generator& generator) {
    nn::drawDense(*this, generator);
    drawEven(m_score->weight, generator);
    if (m_filter.defined()) nn::drawXavier(m_filter, generator);
}

SpellerCellImpl::SpellerCellImpl(std::int64_t inputs, std::int64_t cells, LasCell cell) : m_cell(cell) {
    const auto rows = (cell == LasCell::Lstm ? kLstmGates : 1) * cells;
    inputWeight = register_parameter("weight_ih", torch::zeros({rows, inputs}));
    stateWeight = register_parameter("weight_hh", torch::zeros({rows, cells}));
    inputBias = register_parameter("bias_ih", torch::zeros({rows}));
    stateBias = register_parameter("bias_hh", torch::zeros({rows}));
}

void SpellerCellImpl::draw(const at::Generator& generator) {
    nn::drawCell(recurrentCell(m_cell), {inputWeight, stateWeight, inputBias, stateBias}, generator);
}

SpellerState SpellerState::at(const Tensor& rows) const {
    SpellerState state;
    const auto take = [&](const Tensor& values) { return values.defined() ? values.index_select(0, rows) : values; };
    for (std::size_t i = 0; i < hidden.size(); ++i) {
        state.hidden[i] = take(hidden[i]);
        state.memory[i] = take(memory[i]);
    }
    state.alignment = take(alignment);
    return state;
}

/// The cells' weights as one pass needs them, transposed and cut once: each use adds to one gradient of the same shape.
struct SpellerImpl::Weights {
    Tensor ofEmbedding;  ///< [embedding, gates]
    Tensor ofContext;    ///< [width, gates]
    Tensor bias0;        ///< [gates], both biases
    Tensor ofState0;     ///< [decoder, gates]
    Tensor ofHidden;     ///< [decoder, gates], from the lower cell
    Tensor ofState1;
    Tensor bias1;
};

SpellerImpl::SpellerImpl(const LasSettings& settings) : m_settings(settings) {
    embedding = register_module("embedding", nn::Dense(settings.embedding, settings.symbols, false));
    attention = register_module("attention", AdditiveAttention(settings));
    auto list = register_module("cell", torch::nn::ModuleList());
    cells[0] = SpellerCell(settings.embedding + settings.width(), settings.decoder, settings.cell);
    cells[1] = SpellerCell(settings.decoder, settings.decoder, settings.cell);
    for (const auto& cell : cells) list->push_back(cell);
    output = register_module("output", nn::Dense(settings.decoder, settings.symbols));
}

SpellerImpl::Weights SpellerImpl::weights() const {
    const auto& lower = *cells[0];
    const auto& upper = *cells[1];
    return {lower.inputWeight.narrow(1, 0, m_settings.embedding).t(),
            lower.inputWeight.narrow(1, m_settings.embedding, m_settings.width()).t(),
            lower.inputBias + lower.stateBias,
            lower.stateWeight.t(),
            upper.inputWeight.t(),
            upper.stateWeight.t(),
            upper.inputBias + upper.stateBias};
}

Tensor SpellerImpl::embedded(const Tensor& symbols) const { return at::embedding(embedding->weight, symbols); }

SpellerState SpellerImpl::start(const AttendedSound& sound) const {
    SpellerState state;
    const auto batch = sound.encoded.size(0);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        state.hidden[i] = torch::zeros({batch, m_settings.decoder}, sound.encoded.options());
        if (m_settings.cell == LasCell::Lstm) state.memory[i] = torch::zeros_like(state.hidden[i]);
    }
    state.alignment = torch::zeros({batch, sound.encoded.size(1)}, sound.encoded.options());
    return state;
}

/// `embedded` [batch, gates]: the previous symbols' part of the lower cell's sums, with its biases. The upper cell's state.
Tensor SpellerImpl::advance(const Weights& weights, const AttendedSound& sound, const Tensor& embedded, SpellerState& state,
                            const LasDropout& dropout) {
    state.alignment = attention->weigh(sound, torch::cat({state.hidden[0], state.hidden[1]}, 1), state.alignment);
    const auto context = torch::bmm(state.alignment.unsqueeze(1), sound.encoded).squeeze(1);
    const auto sums0 =
        torch::addmm(torch::addmm(embedded, dropout(context), weights.ofContext), state.hidden[0], weights.ofState0);
    takeSums(sums0, state.hidden[0], state.memory[0]);
    const auto sums1 = torch::addmm(torch::addmm(weights.bias1, dropout(state.hidden[0]), weights.ofHidden), state.hidden[1],
                                    weights.ofState1);
    takeSums(sums1, state.hidden[1], state.memory[1]);
    return state.hidden[1];
}

Spelling SpellerImpl::forward(const AttendedSound& sound, const Tensor& targets, const SpellingPlan& plan) {
    TORCH_CHECK(plan.teacherForcing >= 1.0 || plan.choices.has_value(), "spelling without a teacher needs a generator");
    const auto steps = targets.size(1);
    const auto made = weights();
    const auto start = torch::full({targets.size(0), 1}, kLasStart, targets.options());
    const auto told = torch::cat({start, targets.narrow(1, 0, steps - 1)}, 1).t();  // steps first: each in one piece
    const auto sumsOf = [&](const Tensor& symbols) {  // twice: on the embedding, and on what goes into the cell
        return at::linear(plan.dropout(plan.dropout(embedded(symbols))), made.ofEmbedding.t(), made.bias0);
    };
    const auto taught = sumsOf(told).unbind(0);  // of all steps in one product
    auto state = this->start(sound);
    std::vector<Tensor> tops;
    std::vector<Tensor> alignments;
    for (std::int64_t u = 0; u < steps; ++u) {
        auto sums = taught[static_cast<std::size_t>(u)];
        if (u > 0 && plan.teacherForcing < 1.0 &&
            torch::rand({1}, plan.choices, torch::kDouble).item<double>() >= plan.teacherForcing) {
            const auto logits = output->forward(tops.back().detach());
            sums = sumsOf(sampledSymbols(logits.detach(), *plan.choices));
        }
        tops.push_back(nn::stopPoint(advance(made, sound, sums, state, plan.dropout)));
        alignments.push_back(state.alignment);
    }
    return {output->forward(torch::stack(tops, 1)), torch::stack(alignments, 1)};
}

Tensor SpellerImpl::step(const AttendedSound& sound, const Tensor& symbols, SpellerState& state) {
    const auto made = weights();
    const auto sums = torch::addmm(made.bias0, embedded(symbols), made.ofEmbedding);
    return output->forward(advance(made, sound, sums, state, {}));
}

void SpellerImpl::draw(const at::Generator& generator) {
    drawEven(embedding->weight, generator);
    attention->draw(generator);
    for (auto& cell : cells) cell->draw(generator);
    nn::drawDense(*output, generator);
}

Tensor sampledSymbols(const Tensor& logits, at::Generator generator) {
    const auto heaps = torch::softmax(logits.to(torch::kDouble), 1).cumsum(1);
    const auto draws = torch::rand({logits.size(0), 1}, generator, torch::kDouble).to(logits.device());
    // Times the last sum, which rounding leaves beside 1: a draw never lies behind the last symbol.
    return draws.mul(heaps.narrow(1, heaps.size(1) - 1, 1)).ge(heaps).sum(1).clamp_max(logits.size(1) - 1);
}

}  // namespace prososcope::models
