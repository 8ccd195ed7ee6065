// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <atomic>
#include <nlohmann/json.hpp>

#include "app/cli/Reference.h"
#include "app/cli/Workers.h"
#include "engine/audio/AudioFile.h"
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/store/Npy.h"

namespace prososcope::cli {

namespace {

namespace fs = std::filesystem;

/// The clips of cases/index.csv, or every folder in cases/ where there is none. Names that lead elsewhere are refused.
core::Result<std::vector<std::string>> clipsOf(const fs::path& in) {
    std::vector<std::string> clips;
    std::error_code code;
    if (const auto index = in / "cases" / "index.csv"; fs::exists(index, code)) {
        const auto text = core::readFile(index);
        if (!text) return core::fail(text.error());
        const auto table = core::parseCsv(*text, index.string());
        if (!table) return core::fail(table.error());
        const auto column = table->column("clip");
        if (!column) return core::fail(core::ErrorKind::BadInput, {"%1 has no column \"clip\".", {index.string()}});
        for (const auto& row : table->rows) clips.push_back(row[*column]);
    } else {
        for (fs::directory_iterator it(in / "cases", code), end; !code && it != end; it.increment(code)) {
            std::error_code type;
            if (it->is_directory(type)) clips.push_back(it->path().filename().string());
        }
        std::sort(clips.begin(), clips.end());
    }
    for (const auto& clip : clips) {
        if (clip.empty() || clip == "." || clip == ".." || fs::path(clip).filename() != fs::path(clip))
            return core::fail(core::ErrorKind::BadInput, {"\"%1\" in %2 names no folder of a clip.", {clip, in.string()}});
    }
    return clips;
}

core::Status writeFrames(const fs::path& folder, const std::vector<ReferenceArray>& arrays) {
    for (const auto& array : arrays) {
        const std::uint64_t shape[] = {array.values.size() / array.columns, array.columns};
        if (auto done = store::writeNpy(folder / (array.name + ".npy"), shape, array.values, false); !done) return done;
    }
    return {};
}

/// Everything of one clip; its arrays are written here, so that they need not be kept.
core::Result<ReferenceClip> referenceOf(const fs::path& in, const fs::path& out, const std::string& name) {
    const auto mono = audio::decodeSpeech16k(in / "cases" / name / "audio.wav");
    if (!mono) return core::fail(mono.error());
    ReferenceClip clip;
    addSetReferences(*mono, clip);
    addPraatReferences(*mono, clip);
    if (const auto done = writeFrames(out / "frames" / name, clip.frames); !done) return core::fail(done.error());
    clip.frames.clear();
    return clip;
}

/// One table of functionals, rows in the order of the clips.
struct Table {
    std::vector<std::string> columns;
    std::string rows;

    void add(const std::string& clip, const ReferenceRow& row) {
        if (columns.empty()) {
            for (const auto& [column, value] : row) columns.push_back(column);
        }
        rows += core::csvCell(clip);
        for (const auto& [column, value] : row) rows += "," + core::numberText(value);
        rows += "\n";
    }
    [[nodiscard]] std::string text() const {
        std::string header = "clip";
        for (const auto& column : columns) header += "," + core::csvCell(column);
        return header + "\n" + rows;
    }
};

struct Request {
    std::string in;
    std::string out;
};

int writeReference(const CommandLine& line, const Request& request) {
    const fs::path in(request.in);
    const fs::path out(request.out);
    const auto clips = clipsOf(in);
    if (!clips) return line.failed(clips.error());
    std::error_code code;
    if (clips->empty() && !fs::is_directory(in / "formats", code) && !fs::is_directory(in / "networks", code) &&
        !fs::is_directory(in / "models", code))
        return line.failed({core::ErrorKind::NotFound,
                            {"%1 holds neither cases/ nor formats/ nor networks/ nor models/: see its README.", {request.in}},
                            {}});
    ProgressBar bar(line);
    std::map<std::string, Table> tables;
    std::size_t good = 0;
    bool failed = false;
    const auto complain = [&](const std::string& sentence) {
        bar.clear();
        line.error(sentence);
        failed = true;
    };
    inOrder<core::Result<ReferenceClip>>(
        clips->size(), line.workThreads(), [&](std::size_t i) { return referenceOf(in, out, (*clips)[i]); },
        [&](std::size_t i, const core::Result<ReferenceClip>& clip) {
            if (line.stopToken().stop_requested()) return false;
            bar.progress().report(static_cast<double>(i) / static_cast<double>(clips->size()), {"%1", {(*clips)[i]}});
            if (!clip) {
                complain(clip.error().message());
                return true;
            }
            ++good;
            for (const auto& problem : clip->problems) complain((*clips)[i] + ", " + problem);
            for (const auto& [name, row] : clip->functionals) tables[name].add((*clips)[i], row);
            return true;
        });
    bar.clear();
    if (line.stopToken().stop_requested()) return line.failed(core::cancelled().value());
    for (const auto& [name, table] : tables) {
        const auto done = core::writeFile(out / "functionals" / (name + ".csv"), table.text());
        if (!done) return line.failed(done.error());
    }
    if (const auto done = writeReferenceFormats(in, out, line.stopToken()); !done) return line.failed(done.error());
    auto left = absentReferences();
    core::Progress networks(line.stopToken());
    if (const auto done = writeReferenceNetworks(in, out, left, networks); !done) return line.failed(done.error());
    if (const auto done = writeReferenceModels(in, out, left, networks); !done) return line.failed(done.error());
    for (const char* part : {"stats", "text"}) {
        if (fs::is_directory(in / part, code))
            left.push_back(core::Text("%1/ is left out: this program does not compute it yet.", {part}).english());
    }
    for (const auto& sentence : left) line.message(sentence);
    if (line.json) {
        line.printJson({{"out", request.out}, {"clips", good}, {"failed", clips->size() - good}, {"left_out", left}});
    } else {
        line.message(core::Text("%1: reference values of %2 clips.", {request.out, std::to_string(good)}).english());
    }
    return failed ? kFailed : kDone;
}

}  // namespace

void addReferenceCommand(CLI::App& app, CommandLine& line) {
    auto* command = app.add_subcommand(
        "reference", "What this program computes of a folder of reference clips, in the layout of its check_references.py");
    auto request = std::make_shared<Request>();
    command->add_option("INPUTS", request->in, "Folder with cases/CLIP/audio.wav, formats/, networks/ and models/")
        ->required()
        ->type_name("FOLDER");
    command->add_option("OUT", request->out, "Goal folder")->required()->type_name("FOLDER");
    command->callback([&line, request] { line.action = [&line, request] { return writeReference(line, *request); }; });
}

}  // namespace prososcope::cli
