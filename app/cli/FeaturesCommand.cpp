// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <bit>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/cli/CommandLine.h"
#include "app/cli/Workers.h"
#include "engine/audio/AudioFile.h"
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/features/FeatureSet.h"

namespace prososcope::cli {

namespace {

struct FeaturesRequest {
    std::string set = "logmel80";
    bool frames = false;
    std::vector<std::string> inputs;
    std::string out;
};

using FrameResult = core::Result<features::FeatureMatrix>;

FrameResult computeFile(const features::FeatureSet& set, const std::filesystem::path& path, const std::stop_token& stop) {
    core::Progress progress(stop);
    audio::DecodeOptions options;
    options.rateHz = set.rateHz();
    options.mono = true;
    const auto clip = audio::decodeAudio(path, options, progress);
    if (!clip) return core::fail(clip.error());
    if ((*clip)->channels.empty()) return set.compute({});
    return set.compute((*clip)->channels[0]);
}

/// Mean and population standard deviation of every column, in pairs.
std::vector<float> clipValues(const features::FeatureMatrix& matrix) {
    std::vector<float> values;
    const auto n = static_cast<double>(matrix.frames);
    for (std::size_t c = 0; c < matrix.columns; ++c) {
        double sum = 0.0;
        for (std::size_t i = 0; i < matrix.frames; ++i) sum += matrix.at(i, c);
        const double mean = sum / n;
        double squares = 0.0;
        for (std::size_t i = 0; i < matrix.frames; ++i) squares += (matrix.at(i, c) - mean) * (matrix.at(i, c) - mean);
        values.push_back(static_cast<float>(mean));
        values.push_back(static_cast<float>(std::sqrt(squares / n)));
    }
    return values;
}

std::string csvHeader(const features::FeatureSet& set, bool frames) {
    std::string text = frames ? "file,time" : "file";
    for (const auto& column : set.columns()) {
        text +=
            frames ? "," + core::csvCell(column) : "," + core::csvCell(column + "_mean") + "," + core::csvCell(column + "_sd");
    }
    return text + "\n";
}

std::string csvRows(const std::filesystem::path& path, const features::FeatureMatrix& matrix, bool frames) {
    const std::string file = core::csvCell(path.string());
    std::string text;
    if (!frames) {
        text = file;
        for (const float value : clipValues(matrix)) text += "," + core::numberText(value);
        return text + "\n";
    }
    for (std::size_t i = 0; i < matrix.frames; ++i) {
        constexpr int kDigits = 6;
        text += file + "," + core::fixedText(matrix.firstSeconds + static_cast<double>(i) * matrix.hopSeconds, kDigits);
        for (const float value : matrix.frame(i)) text += "," + core::numberText(value);
        text += "\n";
    }
    return text;
}

/// NumPy's array file, version 1.0: little-endian float32 in C order.
std::string npyFile(std::size_t rows, std::size_t columns, std::span<const float> values) {
    static_assert(std::endian::native == std::endian::little);
    std::string header =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (" + std::to_string(rows) + ", " + std::to_string(columns) + "), }";
    constexpr std::size_t kPreamble = 10;
    constexpr std::size_t kAlignment = 64;
    while ((kPreamble + header.size() + 1) % kAlignment != 0) header += ' ';
    header += '\n';
    std::string file("\x93NUMPY\x01\x00", 8);
    file += static_cast<char>(header.size() & 0xffU);
    file += static_cast<char>(header.size() >> 8U);
    file += header;
    return file.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float));
}

std::string npyOf(const features::FeatureMatrix& matrix, bool frames) {
    if (frames) return npyFile(matrix.frames, matrix.columns, matrix.values);
    const auto values = clipValues(matrix);
    return npyFile(1, values.size(), values);
}

int writeFeatures(const CommandLine& line, const FeaturesRequest& request) {
    const std::filesystem::path out(request.out);
    const std::string ending = endingOf(out);
    if (ending != ".csv" && ending != ".npy") return line.wrongUse("--out must end in .csv or .npy.");
    const auto set = features::featureSet(request.set);
    if (!set) return line.failed(set.error());
    bool failed = false;
    const auto files = expandInputs(line, request.inputs, failed);
    if (ending == ".npy" && files.size() > 1) return line.wrongUse("An .npy file holds one recording; use .csv for several.");
    if (files.empty()) return kFailed;
    auto goal = core::SafeFile::open(out);
    if (!goal) return line.failed(goal.error());
    core::Status written;
    if (ending == ".csv") written = goal->write(csvHeader(**set, request.frames));

    ProgressBar bar(line);
    std::size_t good = 0;
    std::size_t frameCount = 0;
    inOrder<FrameResult>(
        files.size(), line.workThreads(), [&](std::size_t i) { return computeFile(**set, files[i], line.stopToken()); },
        [&](std::size_t i, const FrameResult& matrix) {
            if (line.stopToken().stop_requested() || !written) return false;
            bar.progress().report(static_cast<double>(i) / static_cast<double>(files.size()),
                                  {"%1", {files[i].filename().string()}});
            if (matrix && matrix->frames > 0) {
                written =
                    goal->write(ending == ".csv" ? csvRows(files[i], *matrix, request.frames) : npyOf(*matrix, request.frames));
                ++good;
                frameCount += matrix->frames;
                return true;
            }
            bar.clear();
            line.error(matrix ? core::Text("%1 is too short for a single frame.", {files[i].string()}).english()
                              : matrix.error().message());
            failed = true;
            return true;
        });
    bar.clear();
    if (line.stopToken().stop_requested()) return line.failed(core::cancelled().value());
    if (written && good > 0) written = goal->commit();
    if (!written) return line.failed(written.error());
    if (good == 0) return kFailed;
    if (line.json) {
        line.printJson(nlohmann::json{{"out", request.out},
                                      {"set", request.set},
                                      {"files", good},
                                      {"frames", frameCount},
                                      {"failed", files.size() - good}});
    } else {
        line.message(
            core::Text("%1: %2 recordings, %3 frames.", {request.out, std::to_string(good), std::to_string(frameCount)})
                .english());
    }
    return failed ? kFailed : kDone;
}

}  // namespace

void addFeaturesCommand(CLI::App& app, CommandLine& line) {
    auto* command = app.add_subcommand("features", "Acoustic features of recordings as a table");
    auto request = std::make_shared<FeaturesRequest>();
    std::string names;
    for (const auto* set : features::allFeatureSets()) names += (names.empty() ? "" : ", ") + std::string(set->name());
    command->add_option("--set", request->set, "Feature set: " + names)->required()->type_name("NAME");
    command->add_flag("--frames", request->frames, "One row per frame instead of mean and deviation per recording");
    command->add_option("INPUT", request->inputs, "Sound files or folders")->required();
    command->add_option("--out", request->out, "Goal: .csv, or .npy for one recording")->required()->type_name("PATH");
    command->callback([&line, request] { line.action = [&line, request] { return writeFeatures(line, *request); }; });
}

}  // namespace prososcope::cli
