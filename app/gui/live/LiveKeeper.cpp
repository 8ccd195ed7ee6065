// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/live/LiveKeeper.h"

#include <utility>

namespace prososcope::gui {

void LiveKeeper::ask(std::function<void()> wish) {
    const std::lock_guard lock(m_mutex);
    m_wishes.push_back(std::move(wish));
}

void LiveKeeper::record(const std::filesystem::path& folder, audio::GrowingFormat format) {
    ask([this, folder, format] { begin(folder, format); });
}

void LiveKeeper::stopRecording() {
    ask([this] {
        if (m_recorder) m_recorder->end();
        m_ending = m_recorder.has_value();
    });
}

void LiveKeeper::mark(double seconds, const std::string& text) {
    ask([this, seconds, text] {
        if (m_recorder) m_recorder->mark(seconds, text);
    });
}

void LiveKeeper::newSpeaker(double seconds, const std::string& name) {
    ask([this, seconds, name] {
        m_speaker = name;
        if (m_recorder) m_recorder->newSpeaker(seconds, name);
    });
}

void LiveKeeper::obey() {
    std::vector<std::function<void()>> wishes;
    {
        const std::lock_guard lock(m_mutex);
        wishes.swap(m_wishes);
    }
    for (const auto& each : wishes) each();
}

void LiveKeeper::begin(const std::filesystem::path& folder, audio::GrowingFormat format) {
    if (m_recorder) return;
    live::LiveRecordingInfo info = m_info;
    info.format = format;
    info.startSeconds = m_seconds;
    info.speaker = m_speaker;
    info.captions = m_captions.has_value();
    auto recorder = live::LiveRecorder::begin(folder, live::defaultRecordingName(), info);
    if (!recorder) {
        m_output.problem(recorder.error());
        return;
    }
    m_recorder.emplace(std::move(*recorder));
    m_ending = false;
    m_output.recordingBegun(m_recorder->files(), m_seconds);
}

void LiveKeeper::setCaptions(std::unique_ptr<backend::Recogniser> recogniser) { m_captions.emplace(std::move(recogniser)); }

void LiveKeeper::add(std::span<const float> mono, double rateHz) {
    if (m_captions) m_captions->add(mono, rateHz);
    if (m_recorder && !m_ending) m_recorder->add(mono, rateHz);
    m_seconds += static_cast<double>(mono.size()) / rateHz;
}

void LiveKeeper::add(const live::LiveResult& result) {
    if (m_recorder && !m_ending) m_recorder->add(result);
    if (m_captions) m_captions->add(result);
}

void LiveKeeper::turn() {
    obey();
    if (m_captions) {
        for (const live::LiveCaption& each : m_captions->take()) {
            if (m_recorder && !m_ending) m_recorder->add(each);
            m_output.caption(each);
        }
        if (const auto failure = m_captions->takeFailure()) m_output.problem(*failure);
    }
    look();
}

/// What became of a recording that ends by itself or was asked to.
void LiveKeeper::look() {
    if (!m_recorder) return;
    if (const auto failure = m_recorder->takeFailure()) m_output.problem(*failure);
    if (!m_ending && m_recorder->running()) return;
    m_ending = true;
    if (m_recorder->ended()) tellEnd();
}

void LiveKeeper::tellEnd() {
    auto files = m_recorder->finish();
    m_recorder.reset();
    if (files)
        m_output.recordingEnded(*files);
    else
        m_output.problem(files.error());
}

void LiveKeeper::finish() {
    obey();
    if (m_captions) {
        for (const live::LiveCaption& each : m_captions->finish()) {
            if (m_recorder && !m_ending) m_recorder->add(each);
            m_output.caption(each);
        }
    }
    if (!m_recorder) return;
    if (const auto failure = m_recorder->takeFailure()) m_output.problem(*failure);
    tellEnd();
}

}  // namespace prososcope::gui
