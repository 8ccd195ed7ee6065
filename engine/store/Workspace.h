// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"

namespace prososcope::store {

enum class RunState { Running, Interrupted, Cancelled, Failed, Finished, Waiting };
[[nodiscard]] std::string_view runStateName(RunState state);  ///< "running", ...

/// Where the data of a run came from, as it was when the run began.
struct RunCorpus {
    std::string name, title, layout, licence, citation, source;
    bool operator==(const RunCorpus&) const = default;
};

/// One stored run of an experiment.
struct RunRecord {
    std::int64_t id = 0;
    std::string name;  ///< the experiment's name
    std::string title;
    RunState state = RunState::Running;
    std::string startedAt;  ///< UTC, ISO 8601
    std::string finishedAt;
    std::string experiment;  ///< the resolved experiment, TOML
    std::string system;      ///< what was trained, in words: "log-mel network"
    std::string corpus;
    std::vector<RunCorpus> corpora;  ///< its provenance, one for each corpus; not in lists of runs; older runs have none
    std::string protocol;            ///< "leave-one-speaker-out"
    bool speakerDependent = false;
    std::string device;
    int threads = 0;
    std::uint64_t seed = 0;
    std::string versions;     ///< JSON: program, torch, fftw, libsndfile ...
    std::string fingerprint;  ///< SHA-256 over utterance ids, labels and audio content hashes
    std::vector<std::string> classes;
    bool example = false;        ///< came with the program
    double seconds = 0.0;        ///< wall time
    std::string note;            ///< why it failed
    std::string command;         ///< the line that repeats it; not in lists of runs
    std::vector<int> onlyFolds;  ///< the folds that were asked for; empty: all; not in lists of runs
    /// The runs of one sweep, or of several seeds of one experiment, share a group; empty: a run by itself. `point` says what
    /// this one sets, "training.epochs = 20, model.cost = 0.1", the seed apart.
    std::string group, point;
    std::vector<std::string> dimensions;  ///< what is predicted beside or instead of classes, "valence"
    // What a person says of it (see RunNotes.h); `updateRun` leaves these as they are.
    std::vector<std::string> tags;
    std::string comment;
    std::string deletedAt;  ///< UTC; empty: not deleted
    // Summary over all predictions; present when at least one fold is complete.
    std::optional<double> uar, uarLow, uarHigh, wa, macroF1;
    std::optional<double> ccc, cccLow, cccHigh;  ///< mean over the dimensions
    std::int64_t utterances = 0;
    std::int64_t speakers = 0;
    int seeds = 1;
};

struct FoldRecord {
    std::int64_t run = 0;
    int index = 0;
    std::string name;
    std::vector<std::string> trainSpeakers, innerSpeakers, testSpeakers;
    bool complete = false;
    int bestEpoch = 0;
    double seconds = 0.0;
};

/// One point of a learning curve.
struct EpochRecord {
    int fold = 0;
    int epoch = 0;  ///< from 1
    double trainLoss = 0.0;
    std::optional<double> innerLoss;
    std::optional<double> innerUar;
    double learningRate = 0.0;
    double seconds = 0.0;
};

/// The prediction for one test utterance.
struct PredictionRecord {
    int fold = 0;
    std::string utterance;  ///< Utterance::id
    std::string path;       ///< absolute where the audio is known, else relative
    double startSeconds = 0.0;
    double endSeconds = -1.0;
    std::string speaker;
    std::string gender;
    int truth = -1;  ///< index into RunRecord::classes
    int predicted = -1;
    std::vector<float> posteriors;  ///< in the order of RunRecord::classes
    std::vector<float> trueValues;  ///< in the order of RunRecord::dimensions, on the corpus's scales; NaN: not rated
    std::vector<float> values;      ///< what was predicted
};

/// A folder on disk: workspace.sqlite (WAL; DELETE mode where WAL fails) with corpora, runs, folds, curves and
/// predictions, models/ (safetensors + JSON card), runs/ID/ (checkpoints), cache/. Several processes may use it at
/// once; every write is one transaction. One Workspace object per thread. A run found "running" whose process is gone
/// is shown as interrupted.
class Workspace {
public:
    /// Makes the folder and the schema where absent. A damaged database is moved aside (never deleted), a new one made, and
    /// `remark` says so.
    [[nodiscard]] static core::Result<Workspace> open(const std::filesystem::path& folder);
    ~Workspace();
    Workspace(Workspace&&) noexcept;
    Workspace& operator=(Workspace&&) noexcept;

    [[nodiscard]] const std::filesystem::path& folder() const;
    [[nodiscard]] const core::Text& remark() const;  ///< empty when all was well
    [[nodiscard]] std::filesystem::path cacheFolder() const;
    [[nodiscard]] std::filesystem::path modelsFolder() const;
    [[nodiscard]] std::filesystem::path runFolder(std::int64_t run) const;

    /// Replaces one of the same name; edits of its labels stay, for utterances that are still there.
    core::Status saveCorpus(const corpus::Corpus& corpus, core::Progress& progress);
    core::Status saveCorpus(const corpus::Corpus& corpus);
    /// With the labels as they were edited, or as they were imported.
    enum class Labels { Edited, Imported };
    [[nodiscard]] core::Result<corpus::Corpus> corpus(std::string_view name, Labels labels = Labels::Edited) const;
    struct CorpusSummary {
        std::string name, title, folder, layout, licence;
        std::int64_t utterances = 0, speakers = 0;
    };
    [[nodiscard]] core::Result<std::vector<CorpusSummary>> corpora() const;

    /// Stores a new run in state Running and gives its id.
    core::Result<std::int64_t> addRun(const RunRecord& run);
    core::Status updateRun(const RunRecord& run);
    core::Status saveFold(const FoldRecord& fold);
    core::Status addEpoch(std::int64_t run, const EpochRecord& epoch);
    /// Replaces the fold's predictions and marks it complete, in one transaction.
    core::Status finishFold(const FoldRecord& fold, const std::vector<PredictionRecord>& predictions);
    core::Status deleteEpochs(std::int64_t run, int fold);

    /// Newest first, for tables: without `experiment` and `versions`, which `run` gives, without runs that are waiting (see
    /// RunQueue.h) or deleted (RunNotes.h).
    [[nodiscard]] core::Result<std::vector<RunRecord>> runs() const;
    [[nodiscard]] core::Result<RunRecord> run(std::int64_t id) const;
    [[nodiscard]] core::Result<std::vector<FoldRecord>> folds(std::int64_t run) const;
    [[nodiscard]] core::Result<std::vector<EpochRecord>> epochs(std::int64_t run) const;
    [[nodiscard]] core::Result<std::vector<PredictionRecord>> predictions(std::int64_t run) const;

    /// A run as a folder of text files (run.json, folds.csv, curves.csv, predictions.csv), and back. Reading marks it as
    /// `example` if asked; nothing is added where a file is missing or inconsistent.
    core::Status exportRun(std::int64_t run, const std::filesystem::path& folder) const;
    core::Result<std::int64_t> importRun(const std::filesystem::path& folder, bool example);

    struct Impl;
    [[nodiscard]] Impl& impl() const;  ///< for the files of engine/store

private:
    Workspace() = default;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace prososcope::store
