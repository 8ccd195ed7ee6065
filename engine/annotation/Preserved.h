// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "engine/annotation/AnnotationFile.h"
#include "engine/annotation/TextEncoding.h"

namespace prososcope::annotation {

/// What a file holds beyond tiers, so that it can be written again as it was. Made by the readers, read by the writers of
/// the same format, shared by all snapshots of the document; for the files of this folder only.
struct Preserved {
    FileFormat format = FileFormat::TextGrid;
    std::string original;  ///< the bytes as read
    /// The tiers as read: an annotation that still has them is unmodified.
    double start = 0.0;
    double end = 0.0;
    std::vector<TierPointer> tiers;

    Encoding encoding = Encoding::Utf8;
    LineEnd lineEnd = LineEnd::Lf;
    std::unordered_map<double, std::string> times;  ///< texts of times that are not the shortest
    std::unordered_map<Id, std::string> items;      ///< by item: Audacity's frequency line, ELAN's or JSON's text of it
    std::unordered_map<Id, std::string> tierParts;  ///< by tier: ELAN's TIER_ID as read, JSON's further keys

    struct TextGridStyle {
        std::string header;  ///< up to the first number's line; empty: the standard one
        bool isShort = false;
        std::string indent = "    ";
        std::string trailing = " ";  ///< behind every value
        std::string pointWord = "number";
    } textGrid;
    struct CsvStyle {
        char separator = ',';
        std::vector<std::string> columns;                       ///< as read
        std::unordered_map<Id, std::vector<std::string>> rows;  ///< by item: its cells as read
        bool pointsRepeatTime = false;                          ///< points have an end that equals their start
        bool hasGaps = false;                                   ///< unlabelled intervals have no row
    } csv;
    std::string json;  ///< the document's further keys, as a JSON object

    [[nodiscard]] bool isUnmodified(const Annotation& annotation) const;
    /// Keeps the text of a time where the shortest text is another.
    void keepTime(double time, std::string_view text);
};

/// The text of a time: as it was read, else the shortest that reads back as the same value.
[[nodiscard]] std::string timeText(double time, const Preserved* preserved);

/// Completes what a reader made: the preserved parts learn the tiers as they are, the annotation the preserved parts.
[[nodiscard]] Annotation finished(double start, double end, std::vector<TierPointer> tiers, Id nextId, Preserved preserved);

}  // namespace prososcope::annotation
