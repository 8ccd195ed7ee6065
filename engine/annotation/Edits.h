// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "engine/annotation/Edit.h"

namespace prososcope::annotation {

/// Boundaries of two tiers closer than this are the same moment; no edit makes an interval shorter.
inline constexpr double kAlignedSeconds = 1e-6;

/// What becomes of the labels on both sides of a boundary that goes.
enum class MergeLabels { KeepLeft, KeepRight, Join };  ///< Join: both, with a space between where neither is empty

/// The edits a person can make. Each function looks at one snapshot and returns the edit for it (see Edit), or a sentence
/// why it cannot be: no such tier or item, a time outside the annotation, a place already taken. An edit that would
/// change nothing is empty. Nothing here keeps state; any thread.
///
/// Tiers that depend on a parent follow it: boundaries of any tier below that lie at a boundary of the parent move with
/// it; an Association tier is split and merged with its parent, and edits of its own boundaries are made on the parent; the
/// inner boundaries of a Subdivision tier keep their proportions while its parent's interval changes.

/// Interval tier: a boundary; the label stays on the left. Point tier: a point without label.
[[nodiscard]] core::Result<Edit> insertBoundary(const Annotation& annotation, Id tier, double time);
[[nodiscard]] core::Result<Edit> insertPoint(const Annotation& annotation, Id tier, double time, std::string label);
/// A boundary, with the labels of both new intervals.
[[nodiscard]] core::Result<Edit> splitInterval(const Annotation& annotation, Id tier, double time, std::string left,
                                               std::string right);
/// An interval with a label over a stretch that has no label yet; boundaries within it go.
[[nodiscard]] core::Result<Edit> insertInterval(const Annotation& annotation, Id tier, Interval place, std::string label);

/// Where the begin of `item` (or the point) may go, with all that moves along. `aligned`: boundaries and points of all
/// tiers at that moment move too.
[[nodiscard]] core::Result<Interval> moveRange(const Annotation& annotation, Id tier, std::size_t item, bool aligned);
/// Moves the begin of an interval (not of the first) or a point to `time`, at most as far as the neighbours in every tier
/// that moves allow. Consecutive moves of one boundary merge.
[[nodiscard]] core::Result<Edit> moveBoundary(const Annotation& annotation, Id tier, std::size_t item, double time,
                                              bool aligned);
/// Removes the begin of `item`: it joins the interval before. Points: removes the point.
[[nodiscard]] core::Result<Edit> removeBoundary(const Annotation& annotation, Id tier, std::size_t item, MergeLabels labels);

/// Consecutive changes of one label merge.
[[nodiscard]] core::Result<Edit> setLabel(const Annotation& annotation, Id tier, std::size_t item, std::string label);

/// Every item of the tier whose label is `from` gets the label `to`.
[[nodiscard]] core::Result<Edit> renameLabels(const Annotation& annotation, Id tier, std::string_view from, std::string to);

/// A new tier at `index` (at most the number of tiers) as `header` says; its id is given here: annotation.nextId().
/// Without items an interval tier is one empty interval, or, linked by Association, has its parent's boundaries.
[[nodiscard]] core::Result<Edit> addTier(const Annotation& annotation, TierHeader header, std::size_t index,
                                         std::vector<Item> items = {});
/// The tiers below it lose their parent and stay.
[[nodiscard]] core::Result<Edit> removeTier(const Annotation& annotation, Id tier);
[[nodiscard]] core::Result<Edit> renameTier(const Annotation& annotation, Id tier, std::string name);
/// To `index` in the order after the move.
[[nodiscard]] core::Result<Edit> moveTier(const Annotation& annotation, Id tier, std::size_t index);
/// A copy right below, with another name.
[[nodiscard]] core::Result<Edit> duplicateTier(const Annotation& annotation, Id tier, std::string name);
/// Null takes the vocabulary away.
[[nodiscard]] core::Result<Edit> setVocabulary(const Annotation& annotation, Id tier,
                                               std::shared_ptr<const Vocabulary> vocabulary);
/// Association needs the parent's boundaries exactly, Subdivision at least all of them.
[[nodiscard]] core::Result<Edit> linkTier(const Annotation& annotation, Id tier, std::optional<Id> parent,
                                          ParentLink link = ParentLink::Aligned);

/// Shifts and scales: boundaries and points within `from` (ends included) go to the matching place within `to`, in the given
/// tiers and those below them. Fails where they would pass a neighbour outside `from` or leave the annotation.
[[nodiscard]] core::Result<Edit> mapTimes(const Annotation& annotation, std::span<const Id> tiers, Interval from, Interval to);
/// Another begin and end, such as those of the recording. Labels never move: new time is unlabelled; fails where a label
/// would lie outside entirely; an interval that reaches over the new edge ends there.
[[nodiscard]] core::Result<Edit> setSpan(const Annotation& annotation, Interval span);

/// Labels of `tier` that are neither empty nor in its vocabulary: their items.
[[nodiscard]] std::vector<std::size_t> outsideVocabulary(const Tier& tier);

}  // namespace prososcope::annotation
