// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "engine/live/LiveRecorder.h"

/// The files of LiveRecorder and what stands in them; only for it and its tests.
namespace prososcope::live {

/// Of the journal, and with a dot of its name.
inline constexpr std::string_view kJournalEnding = ".recording";

/// FOLDER/NAME with all endings.
struct RecordingPaths {
    RecordingPaths(const std::filesystem::path& folder, const std::string& name, audio::GrowingFormat format);
    LiveRecording files;
    std::filesystem::path journal;
    /// Whether something has one of the names, or that of the sound in another format.
    [[nodiscard]] bool taken() const;
};

/// The journal's first line.
[[nodiscard]] nlohmann::json journalHeader(const LiveRecordingInfo& info, const std::filesystem::path& sound);
/// A line with its end.
[[nodiscard]] std::string journalLine(const nlohmann::json& json);

[[nodiscard]] std::string csvHeader(const std::vector<std::string>& classes);
/// Of a hop's or an utterance's line, with its end.
[[nodiscard]] std::string csvRow(const nlohmann::json& line, const std::vector<std::string>& classes);

/// Makes TextGrid and JSON of the journal, of `interrupted` recordings sets the sound's header right and writes the CSV anew,
/// and removes the journal. Without sound the recording's files are removed, and it fails. The journal's last line may have
/// been cut off.
[[nodiscard]] core::Result<LiveRecording> completeRecording(const std::filesystem::path& journal, bool interrupted);

}  // namespace prososcope::live
