// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/MeasureOptions.h"

#include "engine/annotation/AnnotationFile.h"
#include "engine/annotation/Beside.h"
#include "engine/audio/AudioFile.h"

namespace prososcope::cli {

void PatternOptions::addTo(CLI::App& command) {
    command.add_flag("--regex", query.isRegularExpression, "The pattern is a regular expression (PCRE2)");
    command.add_flag("--case", query.caseSensitive, "Upper and lower case differ");
    command.add_flag("--whole", query.wholeLabel, "The pattern is the whole label, not a part of it");
}

void addTrackOptions(CLI::App& command, annotation::MeasureSettings& settings) {
    const std::string group = "Tracks (standard settings in brackets)";
    const auto add = [&](const char* name, auto& value, const char* description, const auto& range) {
        command.add_option(name, value, description)->check(range)->capture_default_str()->group(group);
    };
    add("--pitch-floor", settings.pitch.floorHz, "Lowest pitch in Hz, of harmonicity too", CLI::Range(1.0, 2000.0));
    add("--pitch-ceiling", settings.pitch.ceilingHz, "Highest pitch in Hz", CLI::Range(1.0, 100000.0));
    add("--pitch-step", settings.pitch.stepSeconds, "From one pitch frame to the next in s; 0: a quarter of the window",
        CLI::Range(0.0, 10.0));
    add("--silence", settings.pitch.silenceThreshold, "Silence threshold of the pitch", CLI::Range(0.0, 10.0));
    add("--voicing", settings.pitch.voicingThreshold, "Voicing threshold of the pitch", CLI::Range(0.0, 10.0));
    add("--formants", settings.formants.formants, "Most formants of a frame", CLI::Range(1, 32));
    add("--formant-ceiling", settings.formants.ceilingHz, "Highest formant in Hz: 5500 suits women, 5000 men",
        CLI::Range(101.0, 100000.0));
    add("--formant-window", settings.formants.windowSeconds, "Window of the formants in s", CLI::Range(0.001, 10.0));
    add("--formant-step", settings.formants.stepSeconds, "From one formant frame to the next in s; 0: a quarter of the window",
        CLI::Range(0.0, 10.0));
    add("--intensity-floor", settings.intensity.minimumPitchHz, "Lowest pitch that intensity smooths in Hz",
        CLI::Range(1.0, 2000.0));
}

std::vector<MeasuredInput> annotatedInputs(const CommandLine& line, const std::vector<std::string>& inputs, bool recordings,
                                           bool& failed) {
    std::vector<MeasuredInput> found;
    const auto complain = [&](const core::Text& text) {
        line.error(text.english());
        failed = true;
    };
    const auto addAnnotation = [&](const std::filesystem::path& file, bool mustHave) {
        auto recording = annotation::recordingBeside(file);
        if (!recording && recordings) {
            if (mustHave) complain({"%1 has no recording beside it.", {file.string()}});
            return;
        }
        found.push_back({recording.value_or(std::filesystem::path()), file});
    };
    for (const auto& input : inputs) {
        std::error_code code;
        const std::filesystem::path path(input);
        if (std::filesystem::is_directory(path, code)) {
            const auto before = found.size();
            for (const auto& file : annotation::findAnnotations(path)) addAnnotation(file, false);
            if (found.size() > before) continue;
            complain(recordings ? core::Text("%1 holds no recording with an annotation (.TextGrid or .eaf) beside it.", {input})
                                : core::Text("%1 holds no annotation (.TextGrid or .eaf).", {input}));
        } else if (annotation::formatOf(path) && !audio::hasAudioEnding(path)) {
            addAnnotation(path, true);
        } else if (!std::filesystem::exists(path, code)) {
            complain({"There is no file %1.", {input}});
        } else if (auto beside = annotation::annotationBeside(path)) {
            found.push_back({path, *beside});
        } else {
            complain({"%1 has no annotation beside it (.TextGrid or .eaf).", {input}});
        }
    }
    return found;
}

}  // namespace prososcope::cli
