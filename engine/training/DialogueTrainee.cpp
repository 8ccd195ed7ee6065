// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/DialogueTrainee.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace prososcope::training {

namespace {

constexpr std::size_t kTurns = 3;  // its own, its speaker's before it, the interlocutor's
constexpr std::size_t kRowsTogether = 16384;
constexpr std::size_t kMostTogether = 256;  // examples
constexpr double kLeastDeviation = 1e-6;
constexpr double kAdamsSecondBeta = 0.999;  // as TensorFlow has it

std::array<const features::FeatureMatrixPtr*, kTurns> turnsIn(const Example& example) {
    return {&example.features, &example.previous, &example.interlocutor};
}

/// The turns of a batch from its rows, in which they lie behind each other.
models::DialogueTurns unpacked(const torch::Tensor& rows, const std::vector<std::vector<std::int64_t>>& turns) {
    models::DialogueTurns made;
    const std::array<models::PaddedTurns*, kTurns> goals = {&made.current, &made.previous, &made.interlocutor};
    for (std::size_t t = 0; t < kTurns; ++t) {
        auto& goal = *goals[t];
        for (const auto& each : turns) goal.lengths.push_back(each[t]);
        const auto longest = *std::max_element(goal.lengths.begin(), goal.lengths.end());
        goal.frames = torch::zeros({rows.size(0), longest, rows.size(2)}, rows.options());
        for (std::size_t i = 0; i < turns.size(); ++i) {
            const auto row = static_cast<std::int64_t>(i);
            const auto begin =
                std::accumulate(turns[i].begin(), turns[i].begin() + static_cast<std::ptrdiff_t>(t), std::int64_t{0});
            goal.frames[row].narrow(0, 0, turns[i][t]).copy_(rows[row].narrow(0, begin, turns[i][t]));
        }
    }
    return made;
}

}  // namespace

std::size_t TurnRows::rowsOf(const features::FeatureMatrixPtr& turn) const {
    return turn == nullptr || turn->frames == 0 ? 1 : (turn->frames + pool - 1) / pool;
}

void TurnRows::fill(const features::FeatureMatrixPtr& turn, std::size_t columns, std::span<float> rows) const {
    std::fill(rows.begin(), rows.end(), 0.0F);
    if (turn == nullptr || turn->frames == 0) return;
    for (std::size_t frame = 0; frame < turn->frames; ++frame) {
        const auto values = turn->frame(frame);
        float* const row = rows.data() + frame / pool * columns;
        for (std::size_t i = 0; i < columns; ++i) row[i] += values[i];
    }
    const auto count = rowsOf(turn);
    for (std::size_t r = 0; r < count; ++r) {
        const auto joined = static_cast<float>(std::min(pool, turn->frames - r * pool));
        float* const row = rows.data() + r * columns;
        for (std::size_t i = 0; i < columns; ++i) row[i] /= joined;
    }
    if (!scale.empty()) scale.apply(rows.first(count * columns), rows.data());
}

TurnRows standardisedRows(std::size_t pool, const std::vector<Example>& examples) {
    return {pool, bandScale(examples, kLeastDeviation)};
}

DialogueTrainee::DialogueTrainee(const TrainingTask& task, models::IaanNetwork network, TurnRows rows, double penalty)
    : m_task(task), m_network(std::move(network)), m_rows(std::move(rows)), m_penalty(penalty) {
    m_network->to(torch::Device(task.device));
}

torch::Tensor DialogueTrainee::forward(const Batch& batch) {
    return m_network->forward(unpacked(batch.inputs, batch.turns), m_dropout).logits;
}

std::size_t DialogueTrainee::framesOf(const Example& example) const {
    std::size_t rows = 0;
    for (const auto* turn : turnsIn(example)) rows += m_rows.rowsOf(*turn);
    return rows;
}

std::vector<std::int64_t> DialogueTrainee::turnsOf(const Example& example) const {
    std::vector<std::int64_t> rows;
    for (const auto* turn : turnsIn(example)) rows.push_back(static_cast<std::int64_t>(m_rows.rowsOf(*turn)));
    return rows;
}

void DialogueTrainee::fill(const Example& example, std::size_t /*frames*/, core::Random& /*random*/,
                           std::span<float> rows) const {
    for (const auto* turn : turnsIn(example)) {
        const auto size = m_rows.rowsOf(*turn) * columns();
        m_rows.fill(*turn, columns(), rows.first(size));
        rows = rows.subspan(size);
    }
}

core::Result<std::vector<std::vector<float>>> DialogueTrainee::innerOutputs(core::Progress& progress) {
    return dialoguePosteriors(m_network, m_rows, m_task.inner, m_task.device, progress);
}

StepSettings DialogueTrainee::step() {
    StepSettings own;
    own.secondBeta = kAdamsSecondBeta;
    if (m_penalty > 0.0) own.penalty = [head = m_network->head, factor = m_penalty] { return head->squares() * factor; };
    return own;
}

std::map<std::string, double> DialogueTrainee::settings() const {
    auto values = m_network->settings().values();
    values["pool"] = static_cast<double>(m_rows.pool);
    values["penalty"] = m_penalty;
    return values;
}

core::Result<std::vector<std::vector<float>>> dialoguePosteriors(models::IaanNetwork& network, const TurnRows& rows,
                                                                 const std::vector<Example>& examples,
                                                                 const std::string& device, core::Progress& progress,
                                                                 std::vector<ListenedRows>* listened) {
    const torch::NoGradGuard noGrad;
    network->eval();
    std::vector<std::size_t> order(examples.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return examples[a].features->frames < examples[b].features->frames; });
    const auto width = static_cast<std::size_t>(network->settings().inputs);
    std::vector<std::vector<float>> posteriors(examples.size());
    if (listened != nullptr) listened->assign(examples.size(), {});
    for (std::size_t done = 0; done < order.size();) {
        if (progress.stopRequested()) return core::cancelled();
        const auto longest = [&](std::size_t i) {
            std::size_t most = 0;
            for (const auto* turn : turnsIn(examples[order[done + i]])) most = std::max(most, rows.rowsOf(*turn));
            return most;
        };
        std::size_t count = 1;
        for (auto most = longest(0); count < kMostTogether && done + count < order.size(); ++count) {
            most = std::max(most, longest(count));
            if (most * (count + 1) > kRowsTogether) break;
        }
        models::DialogueTurns turns;
        const std::array<models::PaddedTurns*, kTurns> goals = {&turns.current, &turns.previous, &turns.interlocutor};
        for (std::size_t t = 0; t < kTurns; ++t) {
            std::vector<torch::Tensor> each;
            for (std::size_t i = 0; i < count; ++i) {
                const auto& turn = *turnsIn(examples[order[done + i]])[t];
                auto made = torch::empty({static_cast<std::int64_t>(rows.rowsOf(turn)), static_cast<std::int64_t>(width)});
                rows.fill(turn, width, {made.data_ptr<float>(), static_cast<std::size_t>(made.numel())});
                each.push_back(std::move(made));
            }
            *goals[t] = models::paddedTurns(each, static_cast<std::int64_t>(width));
            goals[t]->frames = goals[t]->frames.to(torch::Device(device));
        }
        const auto reading = network->forward(turns);
        const auto shares = at::softmax(reading.logits.to(torch::kFloat), -1).to(torch::kCPU).contiguous();
        const auto classes = static_cast<std::size_t>(shares.size(1));
        for (std::size_t i = 0; i < count; ++i) {
            const float* const row = shares.const_data_ptr<float>() + i * classes;
            posteriors[order[done + i]].assign(row, row + classes);
        }
        if (listened != nullptr) {
            const auto weightsIn = [&](const torch::Tensor& weights, std::size_t i, const features::FeatureMatrixPtr& turn) {
                if (turn == nullptr || turn->frames == 0) return std::vector<float>();
                const auto own = weights[static_cast<std::int64_t>(i)].to(torch::kCPU, torch::kFloat).contiguous();
                const float* const from = own.const_data_ptr<float>();
                return std::vector<float>(from, from + rows.rowsOf(turn));
            };
            for (std::size_t i = 0; i < count; ++i) {
                const auto& example = examples[order[done + i]];
                (*listened)[order[done + i]] = {weightsIn(reading.currentWeights, i, example.features),
                                                weightsIn(reading.previousWeights, i, example.previous),
                                                weightsIn(reading.interlocutorWeights, i, example.interlocutor)};
            }
        }
        done += count;
        progress.report(static_cast<double>(done) / static_cast<double>(order.size()));
    }
    return posteriors;
}

}  // namespace prososcope::training
