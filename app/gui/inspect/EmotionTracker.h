// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QSet>
#include <any>

#include "app/gui/inspect/EmotionBackend.h"
#include "app/gui/inspect/RecordingModel.h"

namespace prososcope::gui {

/// Fills the emotion track of the shown recording by looks in pieces of at most about 200 ms: the visible part first, then
/// outward. Tracks are kept by recording and model. A recording longer than 30 minutes is predicted where one looks
/// (views of up to two minutes) and as a whole only when asked. GUI thread; the work is the engine's look thread's.
class EmotionTracker : public QObject {
    Q_OBJECT
public:
    EmotionTracker(EmotionBackend backend, engine_thread::EngineThread* engine, QObject* parent = nullptr);

    void setRecording(RecordingModel* recording);
    /// An entry without a card's classes switches the track off.
    void setModel(const store::ModelEntry& model);
    [[nodiscard]] const store::ModelEntry& model() const { return m_model; }
    [[nodiscard]] QString modelKey() const;
    [[nodiscard]] bool hasModel() const { return !m_model.card.classes.empty(); }
    [[nodiscard]] std::shared_ptr<widgets::EmotionTrack> track() const;
    /// Predict all of a long recording.
    void predictAll();
    [[nodiscard]] bool waitsForAsking() const;
    /// Nothing is being predicted.
    [[nodiscard]] bool isIdle() const { return !m_busy; }
    /// Looks again at what is missing; call when the visible part or the recording's state has changed.
    void update();

Q_SIGNALS:
    void trackChanged();
    void failed(const QString& problem);

private:
    [[nodiscard]] std::pair<std::size_t, std::size_t> nextPiece(const widgets::EmotionTrack& track) const;
    void finish(const core::Result<std::any>& result, const QString& key, std::size_t from, std::size_t to);

    EmotionBackend m_backend;
    engine_thread::EngineThread* m_engine;
    QPointer<RecordingModel> m_recording;
    store::ModelEntry m_model;
    backend::TimelineSettings m_settings;
    QSet<QString> m_asked;
    bool m_busy = false;
    bool m_broken = false;
    std::size_t m_pieceWindows = 1;
    quint64 m_generation = 0;
};

}  // namespace prososcope::gui
