// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>

#include "app/cli/CommandLine.h"
#include "engine/live/LiveCaptions.h"
#include "engine/live/LiveRecorder.h"
#include "engine/live/LiveSource.h"

namespace prososcope::cli {

/// What `live` does besides naming emotions; empty: it does not.
struct LiveKeepingOptions {
    std::string record;    ///< a folder, or a sound file that is to be
    std::string format;    ///< "wav", "flac"; empty: by the file's ending, else wav
    std::string captions;  ///< a recogniser
};
void addLiveKeepingOptions(CLI::App& command, LiveKeepingOptions& options);

/// The recording and the captions of a call of `live`. Captions go to stdout, all else to stderr. Main thread.
class LiveKeeping {
public:
    /// Completes recordings that were interrupted in that folder, and begins what the options ask for.
    [[nodiscard]] static core::Result<LiveKeeping> open(const CommandLine& line, const LiveKeepingOptions& options,
                                                        const live::LiveSource& source, const store::ModelCard& card,
                                                        const live::LiveSettings& settings);
    void add(std::span<const float> mono, double rateHz);
    void add(const live::LiveResult& result);
    /// The last captions, and the recording's files. The exit code.
    int finish();

private:
    explicit LiveKeeping(const CommandLine& line) : m_line(&line) {}
    core::Status openCaptions(const std::string& model);
    core::Status openRecorder(const LiveKeepingOptions& options, const live::LiveSource& source, const store::ModelCard& card,
                              const live::LiveSettings& settings);
    void tell(const std::vector<live::LiveCaption>& captions);
    void tellFailures();

    const CommandLine* m_line;
    std::optional<live::LiveCaptions> m_captions;
    std::optional<live::LiveRecorder> m_recorder;
    bool m_waits = false;  ///< for each caption: sound as fast as it can be read would leave them behind
    bool m_failed = false;
};

}  // namespace prososcope::cli
