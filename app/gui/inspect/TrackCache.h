// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <filesystem>
#include <functional>
#include <string>

#include "app/gui/inspect/FileLoader.h"
#include "engine/store/ModelCard.h"
#include "engine/store/TimelineCache.h"
#include "widgets/EmotionTrack.h"

namespace prososcope::gui {

/// Keeps the tracks of models on disk, by the content of recording and model, and finds them again. Reading, hashing and
/// writing happen on a thread of its own; models whose card names no hash of their tensors are left out. GUI thread.
class TrackCache : public QObject {
    Q_OBJECT
public:
    /// The `cache` folder of a workspace; made when the first track is kept.
    explicit TrackCache(std::filesystem::path folder, QObject* parent = nullptr);
    ~TrackCache() override;

    /// What is stored of a recording and a model. `first` is called soon, with the rows where the file was seen before and
    /// with none otherwise; `late` is called later, and only with rows, once the content of a file not seen before is known.
    /// Neither is called when `owner` has gone or `cancel`led.
    using Found = std::function<void(store::TimelineCache::Rows)>;
    void find(QObject* owner, const std::string& audio, const store::ModelEntry& model, const widgets::EmotionTrack& track,
              Found first, Found late);
    /// Stores what is known of a track.
    void keep(const std::string& audio, const store::ModelEntry& model, const widgets::EmotionTrack& track);
    void cancel(const QObject* owner) { m_loader.cancel(owner); }

private:
    std::filesystem::path m_folder;
    FileLoader m_loader;
};

}  // namespace prososcope::gui
