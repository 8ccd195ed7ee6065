// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Log.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/dist_sink.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <memory>
#include <mutex>

#include "PrososcopeVersion.h"

namespace prososcope::core {

namespace {

struct Logger {
    std::shared_ptr<spdlog::sinks::dist_sink<std::mutex>> sinks;
    std::shared_ptr<spdlog::sinks::stderr_sink_mt> stderrSink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    std::unique_ptr<spdlog::logger> logger;
    Logger() {
        sinks = std::make_shared<spdlog::sinks::dist_sink<std::mutex>>();
        stderrSink->set_level(spdlog::level::warn);
        stderrSink->set_pattern("prososcope: %v");
        sinks->add_sink(stderrSink);
        logger = std::make_unique<spdlog::logger>("prososcope", sinks);
        logger->set_level(spdlog::level::debug);
        logger->flush_on(spdlog::level::info);
    }
};

Logger& theLogger() {
    static Logger instance;
    return instance;
}

}  // namespace

void log(LogLevel level, std::string_view message) {
    static constexpr spdlog::level::level_enum kLevels[] = {spdlog::level::debug, spdlog::level::info, spdlog::level::warn,
                                                            spdlog::level::err};
    theLogger().logger->log(kLevels[static_cast<int>(level)], spdlog::string_view_t(message.data(), message.size()));
}

void logToFile(const std::filesystem::path& file) {
    try {
        std::error_code code;
        std::filesystem::create_directories(file.parent_path(), code);
        auto sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(file.string(), 1 << 20, 3);
        theLogger().sinks->add_sink(sink);
    } catch (const spdlog::spdlog_ex& error) {
        log(LogLevel::Warning, error.what());  // a read-only home is no reason to stop
    }
}

void setQuiet(bool quiet) { theLogger().stderrSink->set_level(quiet ? spdlog::level::err : spdlog::level::warn); }

std::string_view programVersion() { return PROSOSCOPE_VERSION; }

}  // namespace prososcope::core
