// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/live/LiveRecorder.h"

namespace prososcope::gui {

/// What is written down of a run of Live: the recording, where one was asked for, and captions, where a recogniser is loaded.
/// The functions of the first group are called on the thread that listens, those of the second by any.
class LiveKeeper {
public:
    /// Where what happens goes; called on the thread that listens. Errors end what they belong to, not the run.
    struct Output {
        std::function<void(const live::LiveRecording& files, double startSeconds)> recordingBegun;
        std::function<void(const live::LiveRecording& files)> recordingEnded;  ///< its files are complete
        std::function<void(const live::LiveCaption&)> caption;
        std::function<void(const core::Error&)> problem;
    };
    explicit LiveKeeper(Output output) : m_output(std::move(output)) {}

    /// What a recording's header says of the run; its format, start, speaker and captions are filled in when one begins.
    void setInfo(const live::LiveRecordingInfo& info) { m_info = info; }
    void setCaptions(std::unique_ptr<backend::Recogniser> recogniser);
    /// Does what was asked, and tells what has happened; whether sound comes or not.
    void turn();
    void add(std::span<const float> mono, double rateHz);
    void add(const live::LiveResult& result);
    /// The run is over: files are completed, the last captions told.
    void finish();

    void record(const std::filesystem::path& folder, audio::GrowingFormat format);
    void stopRecording();
    /// seconds: of LiveResult.
    void mark(double seconds, const std::string& text);
    void newSpeaker(double seconds, const std::string& name);

private:
    void ask(std::function<void()> wish);
    void obey();
    void begin(const std::filesystem::path& folder, audio::GrowingFormat format);
    void look();
    void tellEnd();

    Output m_output;
    live::LiveRecordingInfo m_info;
    std::optional<live::LiveCaptions> m_captions;
    std::optional<live::LiveRecorder> m_recorder;
    bool m_ending = false;  ///< the recorder was asked to end
    double m_seconds = 0.0;
    std::string m_speaker;
    std::mutex m_mutex;
    std::vector<std::function<void()>> m_wishes;  // with m_mutex held
};

}  // namespace prososcope::gui
