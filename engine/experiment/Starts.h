// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/experiment/Experiment.h"

/// The stored models that an experiment starts from, by the name that its file gives under `start`.
namespace prososcope::experiment {

/// What stands in a start for the experiment's seed, so that each seed goes on from a model of its own: "nemo-seed{seed}".
inline constexpr const char* kSeedPlace = "{seed}";
/// What stands in a start for the name of the fold.
inline constexpr const char* kFoldPlace = "{fold}";

/// A start with the seed in all its places.
[[nodiscard]] std::string seededStart(std::string start, std::uint64_t seed);
/// The systems that an experiment trains (systemsOf), each with its seededStart: what is opened, where systemsOf is what it is
/// called, whatever its seed.
[[nodiscard]] std::vector<FusionMember> seededSystems(const Experiment& experiment);
/// The models that a seeded start names: one; with kFoldPlace one for each fold, in their order; none where it is empty.
[[nodiscard]] std::vector<std::string> startNames(const std::string& start, std::span<const std::string> foldNames);

}  // namespace prososcope::experiment
