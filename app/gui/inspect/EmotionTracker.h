// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QSet>
#include <any>

#include "app/gui/inspect/EmotionBackend.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/TrackCache.h"

namespace prososcope::gui {

/// Fills the emotion track of the shown recording by looks in pieces of at most about 200 ms: the visible part first, then
/// outward. Tracks are kept by recording and model. A recording longer than 30 minutes is predicted where one looks
/// (views of up to two minutes) and as a whole only when asked. With a cache, what was predicted before is there at once, and
/// what is predicted is kept. GUI thread; the work is the engine's look thread's.
class EmotionTracker : public QObject {
    Q_OBJECT
public:
    /// Trackers of different slots do not drop each other's looks.
    EmotionTracker(EmotionBackend backend, engine_thread::EngineThread* engine, QObject* parent = nullptr, int slot = 1);
    ~EmotionTracker() override;

    /// Borrowed, outliving the tracker; null for none.
    void setCache(TrackCache* cache) { m_cache = cache; }

    void setRecording(RecordingModel* recording);
    /// An entry whose card has neither classes nor dimensions switches the track off.
    void setModel(const store::ModelEntry& model);
    [[nodiscard]] const store::ModelEntry& model() const { return m_model; }
    [[nodiscard]] QString modelKey() const;
    [[nodiscard]] bool hasModel() const { return !m_model.card.classes.empty() || !m_model.card.dimensions.empty(); }
    [[nodiscard]] std::shared_ptr<widgets::EmotionTrack> track() const;
    /// Predict all of a long recording.
    void predictAll();
    [[nodiscard]] bool waitsForAsking() const;
    /// A pane's title, and behind it why parts of the track are missing, if they are.
    [[nodiscard]] QString withNote(const QString& title) const;
    /// Nothing is being predicted.
    [[nodiscard]] bool isIdle() const { return !m_busy && !m_finding; }
    /// Looks again at what is missing; call when the visible part or the recording's state has changed.
    void update();

Q_SIGNALS:
    /// The track or the note on it.
    void trackChanged();
    void failed(const QString& problem);

private:
    void predictNext();
    [[nodiscard]] QString note() const;
    [[nodiscard]] std::pair<std::size_t, std::size_t> nextPiece(const widgets::EmotionTrack& track) const;
    [[nodiscard]] std::shared_ptr<widgets::EmotionTrack> makeTrack() const;
    void find(const std::shared_ptr<widgets::EmotionTrack>& track);
    void take(const store::TimelineCache::Rows& rows, widgets::EmotionTrack& track);
    void keep();
    void finish(const core::Result<std::any>& result, const QString& key, std::size_t from, std::size_t to);

    EmotionBackend m_backend;
    engine_thread::EngineThread* m_engine;
    QPointer<RecordingModel> m_recording;
    store::ModelEntry m_model;
    backend::TimelineSettings m_settings;
    QPointer<TrackCache> m_cache;
    QString m_slot;
    QString m_note;  ///< as last announced
    QSet<QString> m_asked;
    bool m_finding = false;    ///< waiting for what the cache knows
    std::size_t m_unkept = 0;  ///< windows predicted since the track was kept
    bool m_busy = false;
    bool m_broken = false;
    std::size_t m_pieceWindows = 1;
    quint64 m_generation = 0;
};

}  // namespace prososcope::gui
