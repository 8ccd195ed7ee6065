// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/experiment/Experiment.h"
#include "engine/store/ModelCard.h"
#include "engine/store/Workspace.h"

/// The plain C++ side of prososcope_torch. Nothing here names torch; the library is opened at the first call of
/// `torchBackend`, so that a window is up before LibTorch is mapped.
namespace prososcope::backend {

class AutoencoderBackend;
class EncoderBackend;
class FuturePredictionBackend;
class RecogniserBackend;
class UnitEmotionBackend;

struct Device {
    std::string id;    ///< "cpu", "cuda:0"
    std::string name;  ///< "CPU, 2 threads", "NVIDIA H200"
};

/// Class posteriors of a stretch of sound, in the order of ModelCard::classes; they sum to 1.
using Posteriors = std::vector<float>;

/// Valence, arousal and the like of a stretch of sound, in the order of ModelCard::dimensions and on their scales, with the
/// standard deviation of each where the model knows it (else empty).
struct DimensionValues {
    std::vector<float> values;
    std::vector<float> deviations;
};

/// Posteriors over time: window i covers startSeconds + i * hopSeconds ... + windowSeconds.
struct TimelineSettings {
    double windowSeconds = 2.5;
    double hopSeconds = 0.25;
};

/// A trained model for evaluation. Each owner has its own copy; not shared between threads. Deterministic: the result
/// does not depend on what else was predicted before, nor on batch padding.
class EmotionModel {
public:
    virtual ~EmotionModel() = default;
    [[nodiscard]] virtual const store::ModelCard& card() const = 0;
    /// mono at the card's rate. Fails on an empty signal or one without a single frame.
    [[nodiscard]] virtual core::Result<Posteriors> predict(std::span<const float> mono) = 0;
    /// Several stretches at once (batched by length); results equal those of `predict` to 1e-5.
    [[nodiscard]] virtual core::Result<std::vector<Posteriors>> predictMany(std::span<const std::span<const float>> monos,
                                                                            core::Progress& progress) = 0;
    /// The dimensions of several stretches; asked only of a model whose card has some. By default without values.
    [[nodiscard]] virtual core::Result<std::vector<DimensionValues>> dimensionsOf(std::span<const std::span<const float>> monos,
                                                                                  core::Progress& /*progress*/) {
        return std::vector<DimensionValues>(monos.size());
    }
};

/// What a running training tells; called on the thread that runs it.
class RunObserver {
public:
    virtual ~RunObserver() = default;
    virtual void runStarted(const store::RunRecord& /*run*/, int /*folds*/) {}
    virtual void foldStarted(const store::FoldRecord& /*fold*/) {}
    virtual void epochDone(const store::EpochRecord& /*epoch*/) {}
    /// testScore: the fold's UAR, or the mean CCC of its dimensions where it has no classes.
    virtual void foldDone(const store::FoldRecord& /*fold*/, double /*testScore*/) {}
    /// What a person should know and need not act on: a batch that was halved because memory ran out.
    virtual void remark(const core::Text& /*text*/) {}
};

struct RunRequest {
    experiment::Experiment experiment;
    corpus::Corpus corpus;
    std::filesystem::path workspace;
    std::optional<std::int64_t> resume;  ///< continue this run from its last checkpoint
    std::vector<int> onlyFolds;          ///< empty: all; else these fold indices
    std::string command;                 ///< how a user would repeat it
    /// Further corpora of the same training, behind `corpus`, in the order of Experiment::corpora.
    std::vector<corpus::Corpus> furtherCorpora{};
    std::string group{}, point{};  ///< see store::RunRecord
};

class TorchBackend {
public:
    virtual ~TorchBackend() = default;
    [[nodiscard]] virtual std::string torchVersion() const = 0;
    [[nodiscard]] virtual std::vector<Device> devices() const = 0;
    /// threads: compute threads of the calling thread's work (0 = leave as is).
    [[nodiscard]] virtual core::Result<std::unique_ptr<EmotionModel>> openModel(const store::ModelEntry& model,
                                                                                const std::string& device, int threads) = 0;
    /// Runs an experiment: features, folds, training, predictions, summary, all stored in the workspace as it goes, so that
    /// a killed process resumes from its last checkpoint. Returns the finished run. Cancelling leaves the run in state
    /// Cancelled, resumable.
    [[nodiscard]] virtual core::Result<store::RunRecord> run(const RunRequest& request, RunObserver& observer,
                                                             core::Progress& progress) = 0;
    /// Networks whose layers can be looked at: EncoderBackend.h. Lives as long as this.
    [[nodiscard]] virtual EncoderBackend& encoders() = 0;
    /// Networks that write down what is said: RecogniserBackend.h. Lives as long as this.
    [[nodiscard]] virtual RecogniserBackend& recognisers() = 0;
    /// What this program computes of a case of reference values for a network of the kind `kind` (config.json,
    /// model.safetensors, in/): the folder `out` gets the files that the case's out/ has. False, with nothing written, for a
    /// kind that it does not compute.
    [[nodiscard]] virtual core::Result<bool> writeReference(const std::string& kind, const std::filesystem::path& in,
                                                            const std::filesystem::path& out) = 0;
    /// Further networks, where the library has them; else null. They live as long as this. See autoencoderBackend,
    /// futurePredictionBackend and unitEmotionBackend, which say so with a sentence.
    [[nodiscard]] virtual AutoencoderBackend* autoencoders() { return nullptr; }
    [[nodiscard]] virtual FuturePredictionBackend* futurePredictions() { return nullptr; }
    [[nodiscard]] virtual UnitEmotionBackend* unitEmotions() { return nullptr; }
};

/// Opens prososcope_torch at the first call (thread-safe); fails with one sentence where LibTorch is missing.
[[nodiscard]] core::Result<TorchBackend*> torchBackend();
/// Whether it is open already; never opens it.
[[nodiscard]] bool torchBackendIsOpen();

/// Posteriors over time of a long recording, decoded piece by piece in bounded memory. `rows` grows in time order.
struct TimelineRow {
    double startSeconds = 0.0;
    double endSeconds = 0.0;
    Posteriors posteriors;       ///< empty where the model has no classes
    DimensionValues dimensions;  ///< empty where it has none
};
/// Windows whose start lies in [fromSeconds, toSeconds); a recording shorter than one window gives one row.
[[nodiscard]] core::Result<std::vector<TimelineRow>> predictTimeline(EmotionModel& model, const std::filesystem::path& audio,
                                                                     const TimelineSettings& settings, double fromSeconds,
                                                                     double toSeconds, core::Progress& progress);
/// One prediction for a whole file (or span). Longer than 30 s: the mean posterior of its windows.
[[nodiscard]] core::Result<Posteriors> predictFile(EmotionModel& model, const std::filesystem::path& audio,
                                                   double startSeconds = 0.0, double endSeconds = -1.0);

}  // namespace prososcope::backend
