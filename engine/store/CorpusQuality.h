// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/store/Workspace.h"

namespace prososcope::store {

/// What is to be known of the recordings of a corpus before anything is trained on them. The measures of each utterance (see
/// corpus::SoundQuality) stand in the index as numbers: quality.peak and quality.level in dB, quality.clipped in samples,
/// quality.silence in per cent, quality.copies (how many utterances have the same sound, 2 or more), quality.group (their
/// number, from 1) and quality.unreadable (1).
struct QualityReport {
    static constexpr double kQuietDb = -40.0;          ///< a level below it is called quiet
    static constexpr double kMostSilencePercent = 50;  ///< more is called mostly silent

    std::string madeAt;  ///< UTC, ISO 8601
    std::size_t utterances = 0;
    std::size_t clipped = 0;  ///< utterances with a clipped sample
    std::size_t quiet = 0;
    std::size_t mostlySilent = 0;
    std::size_t unreadable = 0;
    std::string firstUnreadable;                                ///< the sentence of the first of them
    std::size_t copies = 0;                                     ///< utterances whose sound another one has too
    std::size_t copiedGroups = 0;                               ///< sounds that they share
    std::size_t contradictions = 0;                             ///< such sounds with different labels of emotion
    std::size_t acrossSpeakers = 0;                             ///< such sounds with different speakers
    std::size_t acrossSplits = 0;                               ///< such sounds in different splits
    std::map<int, std::size_t> rates, channels;                 ///< utterances by sample rate in hertz, by number of channels
    double levelLow = 0.0, levelMedian = 0.0, levelHigh = 0.0;  ///< 5th, 50th and 95th percentile of the levels in dB
};

/// Reads every recording on up to `threads` threads and stores what it finds in the place of what was found before. Files that
/// cannot be read are counted, no error. Fails where there is no such corpus and where it was imported again meanwhile.
[[nodiscard]] core::Result<QualityReport> checkCorpus(Workspace& workspace, std::string_view corpus, int threads,
                                                      core::Progress& progress);
/// The stored report; nothing where there is none, also after another import.
[[nodiscard]] core::Result<std::optional<QualityReport>> qualityReport(const Workspace& workspace, std::string_view corpus);

}  // namespace prososcope::store
