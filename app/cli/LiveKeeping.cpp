// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/LiveKeeping.h"

#include <iostream>
#include <nlohmann/json.hpp>

#include "engine/backend/TorchBackend.h"
#include "engine/core/Csv.h"
#include "engine/live/LiveResultJson.h"

namespace prososcope::cli {

namespace fs = std::filesystem;

namespace {

std::string filesText(const live::LiveRecording& files) {
    return core::fixedText(files.seconds, 1) + " s in " + files.sound.string() + ", with " +
           files.annotation.filename().string() + ", " + files.csv.filename().string() + " and " +
           files.json.filename().string() + " beside it";
}

}  // namespace

void addLiveKeepingOptions(CLI::App& command, LiveKeepingOptions& options) {
    command
        .add_option("--record", options.record,
                    "Record sound and results into a folder, or as a file; TextGrid, CSV and JSON lie beside it")
        ->type_name("FOLDER|FILE");
    command.add_option("--format", options.format, "Of the recording: wav (32-bit float) or flac (24 bits)")
        ->check(CLI::IsMember({"wav", "flac"}));
    command.add_option("--captions", options.captions, "A recogniser that writes down each utterance")->type_name("MODEL");
}

core::Result<LiveKeeping> LiveKeeping::open(const CommandLine& line, const LiveKeepingOptions& options,
                                            const live::LiveSource& source, const store::ModelCard& card,
                                            const live::LiveSettings& settings) {
    LiveKeeping keeping(line);
    keeping.m_waits = !source.realTime();
    if (!options.captions.empty()) {
        if (auto opened = keeping.openCaptions(options.captions); !opened) return core::fail(opened.error());
    }
    if (!options.record.empty()) {
        if (auto opened = keeping.openRecorder(options, source, card, settings); !opened) return core::fail(opened.error());
    }
    return keeping;
}

core::Status LiveKeeping::openCaptions(const std::string& model) {
    const auto entry = store::findModel(model, m_line->workspacePath() / "models");
    if (!entry) return core::fail(entry.error());
    const auto torch = backend::torchBackend();
    if (!torch) return core::fail(torch.error());
    auto recogniser = (*torch)->recognisers().open(*entry, "cpu", m_line->threads > 0 ? m_line->threads : 1);
    if (!recogniser) return core::fail(recogniser.error());
    m_captions.emplace(std::move(*recogniser));
    return {};
}

core::Status LiveKeeping::openRecorder(const LiveKeepingOptions& options, const live::LiveSource& source,
                                       const store::ModelCard& card, const live::LiveSettings& settings) {
    live::LiveRecordingInfo info;
    fs::path folder = options.record;
    std::string name = live::defaultRecordingName();
    std::string format = options.format;
    std::error_code code;
    if (const auto ending = endingOf(folder); (ending == ".wav" || ending == ".flac") && !fs::is_directory(folder, code)) {
        name = folder.stem().string();
        folder = folder.parent_path();
        if (format.empty()) format = ending.substr(1);
    }
    if (folder.empty()) folder = ".";
    info.format = format == "flac" ? audio::GrowingFormat::Flac : audio::GrowingFormat::Wav;
    info.rateHz = source.rateHz();
    info.model = card.name;
    info.modelTitle = card.title;
    info.classes = card.classes;
    info.device = source.name();
    info.settings = settings;
    info.words.sureFrom = settings.unsureBelow;
    info.captions = m_captions.has_value();
    const auto recovered = live::recoverRecordings(folder);
    for (const auto& files : recovered.recordings)
        m_line->message("An interrupted recording was completed: " + filesText(files) + ".");
    for (const auto& problem : recovered.problems) m_line->message(problem.message());
    auto recorder = live::LiveRecorder::begin(folder, name, info);
    if (!recorder) return core::fail(recorder.error());
    m_recorder.emplace(std::move(*recorder));
    m_line->message("Recording into " + m_recorder->files().sound.string() + ".");
    return {};
}

void LiveKeeping::add(std::span<const float> mono, double rateHz) {
    if (m_captions) m_captions->add(mono, rateHz);
    if (m_recorder) m_recorder->add(mono, rateHz);
}

void LiveKeeping::add(const live::LiveResult& result) {
    if (m_recorder) m_recorder->add(result);
    if (m_captions) {
        m_captions->add(result);
        tell(m_waits ? m_captions->finish() : m_captions->take());
    }
    tellFailures();
}

void LiveKeeping::tell(const std::vector<live::LiveCaption>& captions) {
    for (const auto& caption : captions) {
        if (m_recorder) m_recorder->add(caption);
        if (m_line->json) {
            const nlohmann::json json = {{"kind", "caption"},
                                         {"start", live::roundedSeconds(caption.startSeconds)},
                                         {"end", live::roundedSeconds(caption.endSeconds)},
                                         {"text", caption.text}};
            m_line->print(json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
        } else {
            m_line->print(core::fixedText(caption.endSeconds, 2) + "  since " + core::fixedText(caption.startSeconds, 2) +
                          ": “" + caption.text + "”\n");
        }
    }
    if (!captions.empty()) std::cout.flush();
}

void LiveKeeping::tellFailures() {
    if (m_recorder) {
        if (const auto failure = m_recorder->takeFailure()) {
            m_line->error(failure->message());
            m_failed = true;
        }
    }
    if (m_captions) {
        if (const auto failure = m_captions->takeFailure()) {
            m_line->error(failure->message());
            m_failed = true;
        }
    }
}

int LiveKeeping::finish() {
    if (m_captions) {
        tell(m_captions->finish());
        if (const auto dropped = m_captions->dropped(); dropped > 0)
            m_line->message("The recogniser was too slow for " + std::to_string(dropped) +
                            " utterances, which have no caption.");
    }
    if (m_recorder) {
        const auto files = m_recorder->finish();
        tellFailures();
        if (!files) return m_line->failed(files.error());
        m_line->message("Recorded " + filesText(*files) + ".");
    }
    tellFailures();
    return m_failed ? kFailed : kDone;
}

}  // namespace prososcope::cli
