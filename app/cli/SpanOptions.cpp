// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/SpanOptions.h"

namespace prososcope::cli {

std::array<CLI::Option*, 2> addSpanOptions(CLI::App& command, backend::RecordingSpan& span, const std::string& prefix,
                                           const std::string& recording) {
    auto* start = command.add_option(prefix + "start", span.startSeconds, "Seconds of " + recording + " at which to begin");
    auto* end =
        command.add_option(prefix + "end", span.endSeconds, "Seconds of " + recording + " at which to end (default: its end)");
    for (auto* option : {start, end}) option->type_name("SECONDS");
    return {start, end};
}

}  // namespace prososcope::cli
