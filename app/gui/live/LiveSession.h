// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "app/engine_thread/Inbox.h"
#include "app/gui/live/LiveBackend.h"
#include "engine/audio/GrowingSound.h"
#include "engine/live/LiveMemory.h"

namespace prososcope::gui {

/// What is known once sound and model are open.
struct LiveFacts {
    QStringList classes;
    QString source;  ///< the device's label or the file's name
    double rateHz = 0.0;
    bool recording = false;  ///< a file, not a microphone
    QString model;           ///< its title
    /// Of the model that gives valence and arousal: its title, empty where there is none, and their scales.
    QString dimensionModel;
    store::Dimension valence, arousal;
};

/// What a short stretch of sound looks and sounds like. Times are seconds of sound since the start.
struct LiveSound {
    struct Column {
        float low = 0.0F, high = 0.0F;
        std::vector<float> decibels;  ///< as live::PictureColumn
    };
    double seconds = 0.0;  ///< its end
    double rmsDb = 0.0;    ///< re full scale; -infinity of digital silence
    double peakDb = 0.0;
    bool clipped = false;  ///< a sample stood at full scale
    double rateHz = 0.0;
    std::vector<float> mono;
    std::vector<Column> columns;  ///< that it completed
};

/// Listens on a thread of its own: opens model and source, warms the model up, recognises, and tells what it hears as signals
/// on the GUI thread. `start` while it listens ends that first; nothing here blocks but the destructor, which waits for a
/// prediction or an opening device. GUI thread.
class LiveSession : public QObject {
    Q_OBJECT
public:
    enum class State { Idle, Opening, Running };

    explicit LiveSession(LiveBackend backend, QObject* parent = nullptr);
    ~LiveSession() override;

    void start(const LiveChoice& choice);
    void stop();
    /// Goes on with another source, where it opens; else with the one that is heard, and says why (`noticed`).
    void switchSource(const QString& device, const QString& file);
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const LiveChoice& choice() const { return m_choice; }
    [[nodiscard]] const LiveFacts& facts() const { return m_facts; }
    /// Of sound that was told since the start.
    [[nodiscard]] double seconds() const { return m_seconds; }
    [[nodiscard]] const LiveBackend& backend() const { return m_backend; }

    /// Another person speaks from now on: adaptation, smoothing and the word start anew. A recording notes the name.
    void newSpeaker(const QString& name);
    /// The next ten seconds of speech are taken as neutral (live::LiveRecogniser::learnNeutral).
    void learnNeutral();
    /// Push to talk: while muted, the model hears silence; the level is still told.
    void setMuted(bool muted);
    [[nodiscard]] bool isMuted() const { return m_muted; }
    /// Records into files of a new name in that folder while it listens, until asked to stop or the end.
    void record(const QString& folder, audio::GrowingFormat format);
    void stopRecording();
    /// In the recording, where one runs; seconds of LiveResult.
    void mark(double seconds, const QString& text);

Q_SIGNALS:
    void stateChanged();
    /// The first sound is about to come.
    void opened(const prososcope::gui::LiveFacts& facts);
    /// Another source is heard, at the same model.
    void sourceChanged(const prososcope::gui::LiveFacts& facts);
    void heard(const prososcope::gui::LiveSound& sound);
    /// Every hop and every utterance, in order of time, with the word that a display may then show. ready: nanoseconds of the
    /// steady clock at which it was known.
    void judged(const prososcope::live::LiveMoment& moment, qint64 ready);
    void noticed(const QString& sentence);
    /// Sound and results are written from now on; startSeconds: of LiveResult.
    void recordingBegun(const QString& sound, double startSeconds);
    /// The files are complete.
    void recordingEnded(const QString& sound, double seconds);
    void captioned(double startSeconds, double endSeconds, const QString& text);
    /// Something that ends a recording or captions, not the run.
    void failedBeside(const QString& sentence);
    /// The end: why, translated; empty where it was asked for or the recording was over.
    void ended(const QString& problem);

private:
    struct Run;
    void launch();
    void sourceIs(const LiveFacts& facts);
    void finished(quint64 number, const QString& problem);

    LiveBackend m_backend;
    LiveChoice m_choice;
    LiveFacts m_facts;
    State m_state = State::Idle;
    bool m_muted = false;
    double m_seconds = 0.0;  ///< of sound, as far as was told
    bool m_again = false;    ///< `m_choice` starts when what runs has ended
    quint64 m_number = 0;
    engine_thread::Inbox m_inbox;
    std::unique_ptr<Run> m_run;  // last: its thread has ended before the inbox goes
};

}  // namespace prososcope::gui
