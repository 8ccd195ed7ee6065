// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/audio/GrowingSound.h"
#include "engine/live/LiveCaptions.h"
#include "engine/live/LiveRecogniser.h"
#include "engine/live/WordChooser.h"

namespace prososcope::live {

/// What is known when a recording begins; the header of its files.
struct LiveRecordingInfo {
    audio::GrowingFormat format = audio::GrowingFormat::Wav;
    double rateHz = 0.0;     ///< of the sound that will come; that of the file, rounded to whole Hz
    std::string model;       ///< the card's name
    std::string modelTitle;  ///< the card's title
    std::vector<std::string> classes;
    std::string device;         ///< LiveSource::name
    LiveSettings settings;      ///< of the recogniser
    WordRules words;            ///< when the shown word changes
    double startSeconds = 0.0;  ///< the time, in seconds of LiveResult, of the first sample that will be added
    std::string speaker;        ///< who speaks at first; empty: "speaker 1"
    bool captions = false;      ///< whether there will be a tier of words
};

/// A recording's files, side by side under one name: NAME.wav or NAME.flac, and
///   NAME.TextGrid  tiers "emotion" (each utterance: its class, or "unsure"), "shown" (the word on the display by WordChooser,
///                  or "unsure"; none without speech), "speakers", with captions "words", and the points "marks"
///   NAME.csv       a row for each hop and utterance
///   NAME.json      the header, hops, utterances, speakers, marks, captions, changes of the device's rate
/// Inspect opens the TextGrid with the sound. Times are seconds of the sound file; what a result says of the time before the
/// recording has negative ones in CSV and JSON.
struct LiveRecording {
    std::filesystem::path sound, annotation, csv, json;
    double seconds = 0.0;
};

/// Records a live session: its sound as it was captured, at the source's own rate (where a lost device comes back with another
/// rate, resampled to the first), and what was said of it. A thread of its own writes, so that a slow disk delays no hop. While
/// it runs, sound and CSV stand on the disk and can be opened, and NAME.recording, a line of JSON for each thing, is what
/// TextGrid and JSON are made of at the end; a killed program or a power failure loses the last second or so, and
/// `recoverRecordings` completes the files. When the disk is full, or too slow for a minute, the recording ends with what it
/// has; `takeFailure` says so once. Nothing is ever overwritten. What is added comes in the order of the calls, from any
/// thread; `finish` and the end of its life are of one thread.
class LiveRecorder {
public:
    /// Files of `name` (without ending) in `folder`, which is made; where the name is taken, NAME_2 and so on. The name may not
    /// be empty or lead elsewhere. Fails where nothing can be written there.
    [[nodiscard]] static core::Result<LiveRecorder> begin(const std::filesystem::path& folder, const std::string& name,
                                                          LiveRecordingInfo info);
    /// As `finish`, without what it says.
    ~LiveRecorder();
    LiveRecorder(LiveRecorder&&) noexcept;
    LiveRecorder& operator=(LiveRecorder&&) noexcept;

    /// Mono sound as it comes (LiveOutput::sound), and its rate, which may change.
    void add(std::span<const float> mono, double rateHz);
    void add(const LiveResult& result);
    void add(const LiveCaption& caption);
    /// Seconds of LiveResult, here and below.
    void mark(double seconds, const std::string& text);
    /// Without a name "speaker 2" and so on.
    void newSpeaker(double seconds, const std::string& name = {});

    /// False once it has ended or failed.
    [[nodiscard]] bool running() const;
    /// Of sound, on the disk or on its way there.
    [[nodiscard]] double seconds() const;
    /// Why it stopped by itself, once.
    [[nodiscard]] std::optional<core::Error> takeFailure();
    /// Asks for the end and does not wait: the files are complete once `ended` is true.
    void end();
    [[nodiscard]] bool ended() const;
    /// Ends it and waits for the files. Fails where they could not be completed (they will be by recoverRecordings), or where
    /// no sound came, and then leaves none. A recording that stopped by itself is completed as far as it goes.
    core::Result<LiveRecording> finish();
    /// Where the files lie; `seconds` as above.
    [[nodiscard]] LiveRecording files() const;

private:
    struct State;
    explicit LiveRecorder(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// "live 2026-11-29 23.05.10", by the clock on the wall.
[[nodiscard]] std::string defaultRecordingName();

/// What recoverRecordings has done.
struct RecoveredRecordings {
    std::vector<LiveRecording> recordings;
    std::vector<core::Error> problems;
};
/// Completes the recordings in a folder (not below it) whose program has ended without doing so; those that are still running,
/// in this program or another, are left alone. To be called when a program starts to record there. Any thread.
[[nodiscard]] RecoveredRecordings recoverRecordings(const std::filesystem::path& folder);

}  // namespace prososcope::live
