// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string_view>
#include <thread>

#include "app/cli/CalibrateCommand.h"
#include "app/cli/CommandLine.h"
#include "app/cli/ProjectCommand.h"
#include "app/cli/ReportCommands.h"
#include "app/cli/UnitEmotionCommand.h"
#include "engine/core/Log.h"

namespace {

int stopPipe[2] = {-1, -1};

/// Only what a signal handler may do: one byte to the thread that asks the work to stop. A second Ctrl+C ends at once.
void onInterrupt(int /*signal*/) {
    const char byte = 's';
    [[maybe_unused]] const auto written = ::write(stopPipe[1], &byte, 1);
}

/// Turns Ctrl+C and a polite end request into a stop_token for as long as it lives.
class Interrupts {
public:
    Interrupts() {
        if (::pipe(stopPipe) != 0) return;
        struct sigaction action {};
        action.sa_handler = onInterrupt;
        action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
        ::sigaction(SIGINT, &action, nullptr);
        ::sigaction(SIGTERM, &action, nullptr);
        m_thread = std::jthread([this] {
            char byte = 0;
            while (::read(stopPipe[0], &byte, 1) < 0 && errno == EINTR) {
            }
            if (byte == 's') m_source.request_stop();
        });
    }
    ~Interrupts() {
        ::signal(SIGINT, SIG_DFL);
        ::signal(SIGTERM, SIG_DFL);
        const char byte = 'q';
        [[maybe_unused]] const auto written = ::write(stopPipe[1], &byte, 1);
    }
    Interrupts(const Interrupts&) = delete;
    Interrupts& operator=(const Interrupts&) = delete;
    [[nodiscard]] std::stop_token token() const { return m_source.get_token(); }

private:
    std::stop_source m_source;
    std::jthread m_thread;
};

int runCommandLine(int argc, char** argv, std::stop_token stop) {
    using namespace prososcope::cli;
    CommandLine line(std::move(stop));
    CLI::App app{"Prososcope without a window: emotion in speech, measured.", "prososcope-cli"};
    app.require_subcommand(1);
    app.fallthrough();
    app.add_option("--workspace", line.workspaceFolder, "Folder of corpora, runs and models (default: the user's data folder)")
        ->type_name("DIR");
    app.add_flag("--quiet", line.quiet, "Only results and errors");
    app.add_flag("--json", line.json, "Results as JSON");
    app.add_option("--threads", line.threads, "Compute threads (default: as many as the machine has, at most 8)")
        ->check(CLI::Range(1, 256))
        ->type_name("N");
    addVersionCommand(app, line);
    addInfoCommand(app, line);
    addFeaturesCommand(app, line);
    addReferenceCommand(app, line);
    addCorpusCommands(app, line);
    addRunCommand(app, line);
    addRunsCommands(app, line);
    addReproduceCommand(app, line);
    addMeasureCommand(app, line);
    addFindCommands(app, line);
    addSegmentCommand(app, line);
    addPhoneticsCommand(app, line);
    addPredictCommand(app, line);
    addModelsCommands(app, line);
    addLiveCommand(app, line);
    addTranscribeCommand(app, line);
    addUnitsCommand(app, line);
    addAutoencoderCommands(app, line);
    addEvaluateCommand(app, line);
    addCalibrateCommand(app, line);
    addCacheCommand(app, line);
    addRatingsCommands(app, line);
    addActivationsCommand(app, line);
    addAttentionCommand(app, line);
    addCorrelateCommand(app, line);
    addProjectCommand(app, line);
    addRegressCommand(app, line);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? kDone : kWrongUse;
    }
    prososcope::core::setQuiet(line.quiet);
    const int code = line.action ? line.action() : kDone;
    std::cout.flush();
    if (!std::cout) {
        line.error("The results could not be written to the standard output.");
        return kFailed;
    }
    return code;
}

/// How many of LibTorch's convolutions and products are kept, each prepared once for a length of sound. Of the thousand that it
/// would keep, sixty megabytes in an hour of utterances, sixteen are enough; a training comes back to the same few dozen shapes
/// in every epoch, some hundred operations each.
const char* preparedOperations(int argc, char** argv) {
    const bool trains = std::any_of(argv + 1, argv + argc, [](const char* word) { return std::string_view(word) == "run"; });
    return trains ? "4096" : "16";
}

}  // namespace

int main(int argc, char** argv) {
    ::setenv("OMP_WAIT_POLICY", "passive", 0);  // before any thread of a compute library exists
    ::setenv("ONEDNN_PRIMITIVE_CACHE_CAPACITY", preparedOperations(argc, argv), 0);
    const Interrupts interrupts;
    try {
        return runCommandLine(argc, argv, interrupts.token());
    } catch (const std::bad_alloc&) {
        std::cerr << "There is not enough memory for this.\n";
    } catch (const std::exception& error) {
        std::cerr << "An unexpected problem stopped the program: " << error.what() << '\n';
    }
    return prososcope::cli::kFailed;
}
