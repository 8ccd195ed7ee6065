// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Trainer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <future>
#include <limits>
#include <numeric>

#include "engine/core/Csv.h"
#include "engine/core/Hash.h"
#include "engine/nn/Interrupt.h"
#include "engine/nn/ModuleState.h"
#include "engine/nn/OwnGenerator.h"
#include "engine/training/Augmentation.h"
#include "engine/training/BatchSampler.h"
#include "engine/training/InnerScore.h"
#include "engine/training/LogMelTrainee.h"
#include "engine/training/RateSchedule.h"
#include "engine/training/TrainingStep.h"

namespace prososcope::training {

namespace {

using Clock = std::chrono::steady_clock;

/// What the network has of its own in a step, and what the task asks to make smaller.
StepSettings stepOf(Trainee& trainee, const TrainingTask& task) {
    auto step = trainee.step();
    if (!task.dimensions.empty()) step.loss = StepLoss::Concordance;
    return step;
}

/// The state of one training; `run` is the loop.
class Training {
public:
    Training(const TrainingTask& task, Trainee& trainee, const std::function<void(const EpochReport&)>& epochDone,
             core::Progress& progress)
        : m_task(task),
          m_epochDone(epochDone),
          m_progress(progress),
          m_device(task.device),
          m_trainee(trainee),
          m_sampler(labelsOf(task.train), lengthsOf(task.train),
                    static_cast<int>(std::max<std::size_t>(task.classes.size(), 1)), task.settings),
          m_step(
              trainee.module(), [&trainee](const Batch& batch) { return trainee.forward(batch); }, task.settings, m_device,
              stepOf(trainee, task)) {
        const auto accumulate = static_cast<std::int64_t>(std::max(1, task.settings.accumulate));
        const auto batches = static_cast<std::int64_t>(m_sampler.stepsPerEpoch());
        m_totalSteps = (batches + accumulate - 1) / accumulate * task.settings.epochs;
        m_identity = identity();
    }

    core::Result<TrainedNetwork> run() {
        if (auto read = readCheckpoint(); !read) return core::fail(read.error());
        m_started = Clock::now();
        while (m_epoch < m_task.settings.epochs && !outOfPatience()) {
            ++m_epoch;
            EpochReport report;
            report.epoch = m_epoch;
            auto loss = trainEpoch(report);
            if (!loss) return core::fail(loss.error());
            report.trainLoss = *loss;
            if (auto looked = evaluate(report); !looked) return core::fail(looked.error());
            report.seconds = secondsSoFar();
            if (m_epochDone)
                m_epochDone(report);  // before the checkpoint: killed between the two, the epoch is told again, not lost
            if (auto written = writeCheckpoint(); !written) return core::fail(written.error());
            m_progress.report(static_cast<double>(m_epoch) / m_task.settings.epochs);
        }
        m_progress.report(1.0);
        if (m_best.entries.empty()) rememberBest();
        return TrainedNetwork{std::move(m_best), m_bestEpoch, secondsSoFar()};
    }

private:
    static std::vector<int> labelsOf(const std::vector<Example>& examples) {
        std::vector<int> labels;
        for (const auto& example : examples) labels.push_back(example.label);
        return labels;
    }
    static std::string labelText(const Example& example) {
        if (example.values.empty()) return std::to_string(example.label);
        std::string text;
        for (const float value : example.values) text += core::numberText(static_cast<double>(value)) + ",";
        return text;
    }
    static std::vector<std::size_t> lengthsOf(const std::vector<Example>& examples) {
        std::vector<std::size_t> lengths;
        for (const auto& example : examples) lengths.push_back(example.features->frames);
        return lengths;
    }

    [[nodiscard]] double secondsSoFar() const {
        return m_earlierSeconds + std::chrono::duration<double>(Clock::now() - m_started).count();
    }
    [[nodiscard]] bool outOfPatience() const {
        return m_task.settings.patience > 0 && m_looksWithoutBetter >= m_task.settings.patience;
    }

    [[nodiscard]] RateSchedule schedule() const {
        const auto& settings = m_task.settings;
        return {settings.schedule, settings.learningRate, settings.warmupShare, settings.holdShare, m_totalSteps};
    }

    /// Also on the thread that prepares the next batch: it touches nothing that a step changes.
    Batch makeBatch(const std::vector<std::size_t>& indices, core::Random& random) const {
        const auto bands = m_trainee.columns();
        const auto& settings = m_task.settings;
        std::vector<std::size_t> frames;
        for (const auto index : indices) frames.push_back(m_trainee.framesOf(m_task.train[index]));
        const std::size_t longest = *std::max_element(frames.begin(), frames.end());
        const auto count = static_cast<std::int64_t>(indices.size());
        Batch batch;
        batch.inputs = torch::empty({count, static_cast<std::int64_t>(longest), static_cast<std::int64_t>(bands)});
        batch.targets = targetsOf(indices);
        bool masked = false;
        float* inputs = batch.inputs.data_ptr<float>();
        for (std::size_t i = 0; i < indices.size(); ++i) {
            const auto& example = m_task.train[indices[i]];
            m_trainee.fill(example, frames[i], random, {inputs + i * longest * bands, frames[i] * bands});
            std::fill(inputs + (i * longest + frames[i]) * bands, inputs + (i + 1) * longest * bands, 0.0F);
            masked = masked || frames[i] != longest;
            if (auto turns = m_trainee.turnsOf(example); !turns.empty()) batch.turns.push_back(std::move(turns));
        }
        if (masked) batch.lengths.assign(frames.begin(), frames.end());
        if (settings.mixup > 0.0 && !masked) mix(batch, random);
        if (settings.classBalance == "weights" && m_task.dimensions.empty())
            batch.targets.mul_(m_sampler.classWeights().unsqueeze(0));
        return batch;
    }

    /// [batch, classes], smoothed, or [batch, dimensions].
    [[nodiscard]] torch::Tensor targetsOf(const std::vector<std::size_t>& indices) const {
        const auto count = static_cast<std::int64_t>(indices.size());
        if (!m_task.dimensions.empty()) {
            auto targets = torch::empty({count, static_cast<std::int64_t>(m_task.dimensions.size())});
            float* next = targets.data_ptr<float>();
            for (const auto index : indices) next = std::ranges::copy(m_task.train[index].values, next).out;
            return targets;
        }
        const auto classes = m_task.classes.size();
        const double smoothing = m_task.settings.labelSmoothing;
        auto targets = torch::full({count, static_cast<std::int64_t>(classes)}, smoothing / static_cast<double>(classes));
        float* row = targets.data_ptr<float>();
        for (const auto index : indices) {
            row[static_cast<std::size_t>(m_task.train[index].label)] += static_cast<float>(1.0 - smoothing);
            row += classes;
        }
        return targets;
    }

    void mix(Batch& batch, core::Random& random) const {
        const auto count = static_cast<std::size_t>(batch.inputs.size(0));
        std::vector<std::size_t> partner(count);
        std::iota(partner.begin(), partner.end(), std::size_t{0});
        random.shuffle(std::span(partner));
        std::vector<float> share(count);
        for (auto& value : share) {
            const double drawn = drawBeta(random, m_task.settings.mixup);
            value = static_cast<float>(std::max(drawn, 1.0 - drawn));
        }
        batch.inputs = mixed(batch.inputs, partner, share);
        batch.targets = mixed(batch.targets, partner, share);
    }

    /// Each row with its partner's, share to 1 - share. In plain loops: torch would gather threads of its own for it here.
    static torch::Tensor mixed(const torch::Tensor& rows, const std::vector<std::size_t>& partner,
                               const std::vector<float>& share) {
        auto result = torch::empty_like(rows);
        const auto width = static_cast<std::size_t>(rows.numel()) / partner.size();
        for (std::size_t i = 0; i < partner.size(); ++i) {
            const float* const own = rows.const_data_ptr<float>() + i * width;
            const float* const other = rows.const_data_ptr<float>() + partner[i] * width;
            float* const target = result.data_ptr<float>() + i * width;
            const float rest = 1.0F - share[i];
            for (std::size_t j = 0; j < width; ++j) target[j] = share[i] * own[j] + rest * other[j];
        }
        return result;
    }

    /// One step; where the device is full, with each batch in twice as many pieces as before.
    double step(const std::vector<Batch>& batches, double rate) {
        while (true) {
            std::exception_ptr full;
            try {
                std::vector<Batch> pieces;
                for (const auto& batch : batches) split(batch, pieces);
                if (m_task.beforePass) {
                    for (const auto& piece : pieces) m_task.beforePass(piece.inputs.size(0));
                }
                return m_step.run(pieces, rate);
            } catch (const c10::OutOfMemoryError&) {
                full = std::current_exception();
            } catch (const std::bad_alloc&) {
                full = std::current_exception();
            }
            // Of one row alone batch normalisation has nothing to normalise by.
            if (m_task.settings.batch / (2 * m_pieces) < 2) std::rethrow_exception(full);
            m_pieces *= 2;
            if (m_task.remark) {
                m_task.remark(
                    {TRANSLATABLE("Engine", "The device %1 ran out of memory; batches now go through it in %2 parts."),
                     {m_task.device, std::to_string(m_pieces)}});
            }
        }
    }

    void split(const Batch& batch, std::vector<Batch>& pieces) const {
        const auto rows = batch.inputs.size(0);
        std::int64_t wanted = m_pieces;
        const auto most = static_cast<std::int64_t>(m_task.mostFrames);
        if (most > 0) wanted = std::max(wanted, (rows * batch.inputs.size(1) + most - 1) / most);
        const auto parts = std::max<std::int64_t>(1, std::min<std::int64_t>(wanted, rows / 2));
        for (std::int64_t i = 0; i < parts; ++i) {
            const auto from = rows * i / parts;
            const auto to = rows * (i + 1) / parts;
            Batch piece{batch.inputs.slice(0, from, to), batch.targets.slice(0, from, to), {}, {}};
            if (!batch.turns.empty()) piece.turns.assign(batch.turns.begin() + from, batch.turns.begin() + to);
            if (!batch.lengths.empty()) piece.lengths.assign(batch.lengths.begin() + from, batch.lengths.begin() + to);
            if (most > 0 && !piece.lengths.empty())  // no padding that only the others need
                piece.inputs = piece.inputs.slice(1, 0, *std::max_element(piece.lengths.begin(), piece.lengths.end()));
            pieces.push_back(std::move(piece));
        }
    }

    core::Result<double> trainEpoch(EpochReport& report) {
        core::Random random(core::deriveSeed(m_task.seed, "batches", static_cast<std::uint64_t>(m_epoch)));
        m_trainee.setGenerator(
            nn::ownGenerator(m_device, core::deriveSeed(m_task.seed, "dropout", static_cast<std::uint64_t>(m_epoch))));
        m_trainee.train();
        const auto batches = m_sampler.epoch(random);
        double sum = 0.0;
        std::size_t done = 0;
        // Each batch is made while the one before is learnt from; one at a time, so that `random` is drawn from in order.
        const auto prepare = [&](std::size_t i) {
            return std::async(std::launch::async, [&, i] { return makeBatch(batches[i], random); });
        };
        const auto accumulate = static_cast<std::size_t>(std::max(1, m_task.settings.accumulate));
        std::vector<Batch> gathered;
        auto next = prepare(0);
        while (done < batches.size()) {
            if (m_progress.stopRequested()) return core::cancelled();
            const auto asked = Clock::now();
            auto batch = next.get();
            report.waitSeconds += std::chrono::duration<double>(Clock::now() - asked).count();
            if (done + 1 < batches.size()) next = prepare(done + 1);
            gathered.push_back(std::move(batch));
            ++done;
            if (gathered.size() < accumulate && done < batches.size()) continue;
            report.learningRate = schedule().at(m_step.steps());
            const auto begun = Clock::now();
            const double loss = step(gathered, report.learningRate);
            report.stepSeconds += std::chrono::duration<double>(Clock::now() - begun).count();
            if (!std::isfinite(loss)) {
                return core::fail(
                    core::ErrorKind::Failed,
                    {TRANSLATABLE("Engine",
                                  "The loss became infinite or undefined in epoch %1, batch %2. Lower the learning rate."),
                     {std::to_string(m_epoch), std::to_string(done)}});
            }
            sum += loss * static_cast<double>(gathered.size());
            gathered.clear();
            m_progress.report((m_epoch - 1 + static_cast<double>(done) / static_cast<double>(batches.size())) /
                              m_task.settings.epochs);
        }
        return sum / static_cast<double>(batches.size());
    }

    void rememberBest() {
        m_best = m_step.average();
        m_bestEpoch = m_epoch;
    }

    core::Status evaluate(EpochReport& report) {
        if (m_task.inner.empty()) {
            if (m_epoch == m_task.settings.epochs) rememberBest();
            return {};
        }
        const bool last = m_epoch == m_task.settings.epochs;
        if (m_epoch % std::max(1, m_task.settings.evaluateEvery) != 0 && !last) return {};
        m_step.swapAverage();
        core::Progress silent(m_progress.stopToken());
        auto outputs = m_trainee.innerOutputs(silent);
        m_step.swapAverage();
        if (!outputs) return core::fail(outputs.error());
        const auto score = innerScore(m_task, *outputs);
        report.innerLoss = score.loss;
        report.innerUar = score.uar;
        const double measure = score.measure(m_task.settings.selectBy);
        if (measure < m_bestLoss) {
            m_bestLoss = measure;
            m_looksWithoutBetter = 0;
            rememberBest();
        } else {
            ++m_looksWithoutBetter;
        }
        return {};
    }

    /// Everything that must be equal for a checkpoint to be continued.
    [[nodiscard]] std::string identity() const {
        std::string text = m_task.device + ";" + std::to_string(m_task.threads) + ";" + std::to_string(m_task.seed);
        experiment::Experiment settings;
        settings.training = m_task.settings;
        settings.modelSettings = m_trainee.settings();
        settings.classes = m_task.classes;
        settings.dimensions = m_task.dimensions;
        text += experiment::formatExperiment(settings);
        if (m_task.start) text += m_task.start->card.tensorsSha256;
        for (const auto* examples : {&m_task.train, &m_task.inner}) {
            for (const auto& example : *examples)
                text += std::to_string(example.features->frames) + ":" + labelText(example) + " ";
            text += ";";
        }
        return core::sha256(text);
    }

    core::Status writeCheckpoint() {
        if (m_task.checkpoint.empty()) return {};
        nn::StateDict state;
        state.append("live.", nn::stateOf(*m_trainee.module()));
        m_step.store(state);
        state.append("best.", m_best);
        return nn::saveStateDict(m_task.checkpoint, state,
                                 {{"identity", m_identity},
                                  {"epoch", std::to_string(m_epoch)},
                                  {"step", std::to_string(m_step.steps())},
                                  {"best_epoch", std::to_string(m_bestEpoch)},
                                  {"best_loss", core::numberText(m_bestLoss)},
                                  {"looks_without_better", std::to_string(m_looksWithoutBetter)},
                                  {"seconds", core::numberText(secondsSoFar())}});
    }

    core::Status readCheckpoint() {
        std::error_code code;
        if (m_task.checkpoint.empty() || !std::filesystem::exists(m_task.checkpoint, code)) return {};
        auto loaded = nn::loadStateDict(m_task.checkpoint);
        if (!loaded) return core::fail(loaded.error());
        auto& metadata = loaded->metadata;
        if (metadata["identity"] != m_identity) {
            return core::fail(
                core::ErrorKind::BadInput,
                {TRANSLATABLE(
                     "Engine",
                     "The checkpoint %1 belongs to other settings, data, device or number of threads. Start a new run."),
                 {m_task.checkpoint.string()}});
        }
        if (auto status = nn::loadState(*m_trainee.module(), loaded->state.part("live."), m_task.checkpoint.string()); !status)
            return status;
        const auto number = [&](const char* key) { return core::parseNumber(metadata[key]).value_or(0.0); };
        m_epoch = static_cast<int>(number("epoch"));
        m_bestEpoch = static_cast<int>(number("best_epoch"));
        m_bestLoss = core::parseNumber(metadata["best_loss"]).value_or(std::numeric_limits<double>::infinity());
        m_looksWithoutBetter = static_cast<int>(number("looks_without_better"));
        m_earlierSeconds = number("seconds");
        m_best = loaded->state.part("best.");
        m_step.restore(loaded->state, static_cast<std::int64_t>(number("step")));
        return {};
    }

    const TrainingTask& m_task;
    const std::function<void(const EpochReport&)>& m_epochDone;
    core::Progress& m_progress;
    torch::Device m_device;
    Trainee& m_trainee;
    BatchSampler m_sampler;
    TrainingStep m_step;
    std::string m_identity;
    nn::StateDict m_best;
    int m_bestEpoch = 0;
    double m_bestLoss = std::numeric_limits<double>::infinity();  ///< or the best recall, negated
    int m_looksWithoutBetter = 0;
    int m_epoch = 0;
    std::int64_t m_totalSteps = 0;
    int m_pieces = 1;  ///< in which a batch goes through a device that is too small for it
    double m_earlierSeconds = 0.0;
    Clock::time_point m_started;
};

}  // namespace

namespace {

core::Status enoughToTrain(const TrainingTask& task) {
    if (task.settings.batch >= 2 && task.train.size() >= 2) return {};
    return core::fail(
        core::ErrorKind::BadInput,
        {TRANSLATABLE("Engine", "A training needs batches of at least 2 utterances (batch is %1, utterances to train on: %2)."),
         {std::to_string(task.settings.batch), std::to_string(task.train.size())}});
}

}  // namespace

core::Result<TrainedNetwork> trainNetwork(const TrainingTask& task, const std::function<void(const EpochReport&)>& epochDone,
                                          core::Progress& progress) {
    if (auto enough = enoughToTrain(task); !enough) return core::fail(enough.error());
    try {
        nn::useThreads(task.threads);
        auto network = models::makeLogMelNetwork(task.network, core::deriveSeed(task.seed, "weights"));
        if (task.start) {
            if (auto begun = beginWith(*task.start, task.classes, *network); !begun) return core::fail(begun.error());
        }
        LogMelTrainee trainee(task, std::move(network));
        return trainNetwork(task, trainee, epochDone, progress);
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

core::Result<TrainedNetwork> trainNetwork(const TrainingTask& task, Trainee& trainee,
                                          const std::function<void(const EpochReport&)>& epochDone, core::Progress& progress) {
    if (auto enough = enoughToTrain(task); !enough) return core::fail(enough.error());
    try {
        nn::useThreads(task.threads);
        const nn::InterruptScope interrupt(progress.stopToken());
        return Training(task, trainee, epochDone, progress).run();
    } catch (const nn::Interrupted&) {
        return core::cancelled();
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

}  // namespace prososcope::training
