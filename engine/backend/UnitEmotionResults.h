// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/analysis/Bootstrap.h"
#include "engine/analysis/Classification.h"
#include "engine/analysis/ErrorRates.h"
#include "engine/backend/UnitEmotionBackend.h"
#include "engine/store/Workspace.h"

namespace prososcope::backend {

/// Unit errors of an utterance, counted as sclite does, with the emotion as part of a unit or without.
[[nodiscard]] analysis::EditCounts unitErrorsOf(const VotedUtterance& utterance, bool emotion);

/// A figure with its 95 % interval: bootstrap over speakers, of one speaker over utterances.
struct FigureWithInterval {
    double value = 0.0;
    analysis::Interval interval;
};

/// What tested utterances say together. Error rates are counted as sclite does.
struct UnitEmotionFigures {
    std::size_t utterances = 0;
    std::size_t speakers = 0;
    analysis::ConfusionMatrix matrix;  ///< of the majority vote, pooled over all folds
    FigureWithInterval uar, wa;        ///< of it
    FigureWithInterval softUar, softWa;
    analysis::EditCounts with, without;  ///< unit errors, emotion included and not
    FigureWithInterval withRate, withoutRate;
    phonetics::VoteLog log;
};
/// Of those that `seenText` names, all where it is nothing; nothing where there are none.
[[nodiscard]] std::optional<UnitEmotionFigures> unitEmotionFigures(std::span<const VotedUtterance> tested, std::size_t classes,
                                                                   std::optional<bool> seenText = {});

/// All tested utterances of a training, fold by fold.
[[nodiscard]] std::vector<VotedUtterance> testedOf(const UnitEmotionOutcome& outcome);

/// experiment.toml, epochs.csv, tested.csv (with the units, the vote and its rule), confusion.csv and summary.json of a
/// training in its folder.
[[nodiscard]] core::Status writeUnitEmotionResults(const std::filesystem::path& folder,
                                                   const experiment::UnitEmotionExperiment& experiment,
                                                   const UnitEmotionOutcome& outcome);

/// Keeps a finished training as a run of the workspace, so that Results, reports and the tables of papers show its majority
/// vote and, in unit-errors.csv of the run's folder, its error rates of units with and without the emotion; posteriors are the
/// shares of the voting units. `startedAt`: as core::utcNow. `into`: a run that is there already, for this training; else a new
/// one. Gives the stored record.
[[nodiscard]] core::Result<store::RunRecord> storeUnitEmotionRun(store::Workspace& workspace, const UnitEmotionRequest& request,
                                                                 const UnitEmotionOutcome& outcome,
                                                                 const std::string& startedAt,
                                                                 std::optional<std::int64_t> into = {});

}  // namespace prososcope::backend
