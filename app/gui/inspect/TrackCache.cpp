// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/TrackCache.h"

#include <memory>
#include <utility>

#include "engine/core/Progress.h"
#include "engine/store/ContentHashes.h"

namespace prososcope::gui {

namespace {

constexpr int kFindPriority = 10;
constexpr int kHashPriority = 0;
constexpr const char* kTimelines = "timelines";

std::size_t columnsOf(const widgets::EmotionTrack& track) {
    return static_cast<std::size_t>(track.classes.size() + 2 * track.dimensions.size());
}

store::TimelineCache::Key keyOf(const std::string& sha, const store::ModelEntry& model, const widgets::EmotionTrack& track) {
    return {sha, model.card.tensorsSha256, track.windowSeconds, track.hopSeconds, columnsOf(track)};
}

std::string knownHash(const std::filesystem::path& folder, const std::string& audio) {
    const auto stamp = store::FileStamp::of(audio);
    if (!stamp) return {};
    store::ContentHashes index(folder);
    return index.known(audio, *stamp).value_or(std::string());
}

/// Reads the file and remembers its hash.
std::string newHash(const std::filesystem::path& folder, const std::string& audio, const std::stop_token& stop) {
    core::Progress progress(stop);
    const auto entry = store::ContentHashes::hash(audio, progress);
    if (!entry) return {};
    store::ContentHashes index(folder);
    index.remember({*entry});
    return entry->sha256;
}

}  // namespace

TrackCache::TrackCache(std::filesystem::path folder, QObject* parent)
    : QObject(parent), m_folder(std::move(folder)), m_loader(1) {}

TrackCache::~TrackCache() = default;

void TrackCache::find(QObject* owner, const std::string& audio, const store::ModelEntry& model,
                      const widgets::EmotionTrack& track, Found first, Found late) {
    const std::size_t windows = track.rows.size();
    m_loader.run(owner, kFindPriority,
                 [this, owner, folder = m_folder, audio, windows, key = keyOf({}, model, track), first = std::move(first),
                  late = std::move(late)](const std::stop_token&) mutable -> FileLoader::Deliver {
                     auto rows = std::make_shared<store::TimelineCache::Rows>();
                     key.audioSha256 = key.modelSha256.empty() ? std::string() : knownHash(folder, audio);
                     const bool known = !key.audioSha256.empty() || key.modelSha256.empty();
                     if (auto found = store::TimelineCache(folder / kTimelines).load(key, windows)) *rows = std::move(*found);
                     return [this, owner, folder, audio, windows, key, first, late, rows, known] {
                         first(std::move(*rows));
                         if (known) return;
                         m_loader.run(
                             owner, kHashPriority,
                             [folder, audio, windows, key, late](const std::stop_token& stop) mutable -> FileLoader::Deliver {
                                 key.audioSha256 = newHash(folder, audio, stop);
                                 auto found = store::TimelineCache(folder / kTimelines).load(key, windows);
                                 auto all = std::make_shared<store::TimelineCache::Rows>();
                                 if (found) *all = std::move(*found);
                                 return [late, all] {
                                     if (!all->empty()) late(std::move(*all));
                                 };
                             });
                     };
                 });
}

void TrackCache::keep(const std::string& audio, const store::ModelEntry& model, const widgets::EmotionTrack& track) {
    if (model.card.tensorsSha256.empty() || track.rows.empty()) return;
    store::TimelineCache::Rows rows(track.rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (track.isMissing(i)) continue;
        rows[i] = track.rows[i];
        if (i < track.dimensionRows.size())
            rows[i].insert(rows[i].end(), track.dimensionRows[i].begin(), track.dimensionRows[i].end());
    }
    m_loader.run(this, kHashPriority,
                 [folder = m_folder, audio, key = keyOf({}, model, track),
                  rows = std::move(rows)](const std::stop_token& stop) mutable -> FileLoader::Deliver {
                     key.audioSha256 = knownHash(folder, audio);
                     if (key.audioSha256.empty()) key.audioSha256 = newHash(folder, audio, stop);
                     store::TimelineCache(folder / kTimelines).save(key, rows);
                     return [] {};
                 });
}

}  // namespace prososcope::gui
