// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/EmotionTracker.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "app/engine_thread/EngineThread.h"

namespace prososcope::gui {

namespace {

constexpr double kLongSeconds = 1800.0;
constexpr double kLongViewSeconds = 120.0;
constexpr double kPieceMs = 120.0;
constexpr std::size_t kMostWindows = 64;
constexpr std::size_t kKeepWindows = 2000;  // about eight minutes of sound between two writings of a long recording

struct Piece {
    std::vector<backend::TimelineRow> rows;
    double milliseconds = 0.0;
};

}  // namespace

EmotionTracker::EmotionTracker(EmotionBackend backend, engine_thread::EngineThread* engine, QObject* parent, int slot)
    : QObject(parent),
      m_backend(std::move(backend)),
      m_engine(engine),
      m_slot(QStringLiteral("inspect.emotion.%1").arg(slot)) {}

EmotionTracker::~EmotionTracker() {
    if (m_cache) m_cache->cancel(this);
}

QString EmotionTracker::modelKey() const {
    return QString::fromStdString(m_model.tensors.string() + '#' + m_model.card.name + '#' + m_model.card.tensorsSha256);
}

void EmotionTracker::setRecording(RecordingModel* recording) {
    if (recording != nullptr && recording == m_recording) {  // the piece under way is still wanted
        update();
        return;
    }
    keep();
    m_recording = recording;
    m_finding = false;
    if (m_cache) m_cache->cancel(this);
    ++m_generation;
    m_busy = false;
    m_broken = false;
    Q_EMIT trackChanged();
    update();
}

void EmotionTracker::setModel(const store::ModelEntry& model) {
    if (hasModel() && model.tensors == m_model.tensors && model.card.tensorsSha256 == m_model.card.tensorsSha256) {
        update();
        return;
    }
    keep();
    m_model = model;
    m_finding = false;
    if (m_cache) m_cache->cancel(this);
    ++m_generation;
    m_busy = false;
    m_broken = false;
    m_pieceWindows = 1;
    Q_EMIT trackChanged();
    update();
}

std::shared_ptr<widgets::EmotionTrack> EmotionTracker::track() const {
    return m_recording && hasModel() ? m_recording->track(modelKey()) : nullptr;
}

void EmotionTracker::predictAll() {
    if (!m_recording) return;
    m_asked.insert(m_recording->path());
    update();
}

bool EmotionTracker::waitsForAsking() const {
    return hasModel() && m_recording && m_recording->duration() > kLongSeconds && !m_asked.contains(m_recording->path());
}

std::pair<std::size_t, std::size_t> EmotionTracker::nextPiece(const widgets::EmotionTrack& track) const {
    const auto* view = m_recording->view();
    const std::size_t count = track.rows.size();
    if (count == 0) return {0, 0};  // a recording without a sample
    const std::size_t first = track.windowAt(view->start());
    const std::size_t last = track.windowAt(view->end());
    const auto missing = [&](std::size_t i) { return track.isMissing(i); };
    const auto piece = [&](std::size_t from, std::size_t end) {
        std::size_t to = from + 1;
        while (to < end && to - from < m_pieceWindows && missing(to)) ++to;
        return std::pair{from, to};
    };
    if (!waitsForAsking() || view->span() <= kLongViewSeconds) {
        for (std::size_t i = first; i <= last; ++i) {
            if (missing(i)) return piece(i, last + 1);
        }
    }
    if (waitsForAsking()) return {0, 0};
    for (std::size_t step = 1; step < count; ++step) {
        if (last + step < count && missing(last + step)) return piece(last + step, count);
        if (first >= step && missing(first - step)) {
            std::size_t from = first - step;
            while (from > 0 && first - step - from + 1 < m_pieceWindows && missing(from - 1)) --from;
            return piece(from, count);
        }
    }
    return {0, 0};
}

std::shared_ptr<widgets::EmotionTrack> EmotionTracker::makeTrack() const {
    QStringList classes;
    for (const auto& name : m_model.card.classes) classes.append(QString::fromStdString(name));
    auto track = std::make_shared<widgets::EmotionTrack>(
        widgets::EmotionTrack::forRecording(classes, m_recording->duration(), m_settings.windowSeconds, m_settings.hopSeconds));
    for (const auto& dimension : m_model.card.dimensions) {
        track->dimensions.append(QString::fromStdString(dimension.name));
        track->scales.append({dimension.low, dimension.high});
    }
    if (!track->dimensions.isEmpty()) track->dimensionRows.resize(track->rows.size());
    return track;
}

void EmotionTracker::find(const std::shared_ptr<widgets::EmotionTrack>& track) {
    m_finding = true;
    m_cache->find(
        this, m_recording->path().toStdString(), m_model, *track,
        [this, track](const store::TimelineCache::Rows& rows) {
            m_finding = false;
            take(rows, *track);
            update();
        },
        [this, track](const store::TimelineCache::Rows& rows) {
            take(rows, *track);
            update();
        });
}

void EmotionTracker::take(const store::TimelineCache::Rows& rows, widgets::EmotionTrack& track) {
    const auto classes = static_cast<std::ptrdiff_t>(track.classes.size());
    bool any = false;
    for (std::size_t i = 0; i < std::min(rows.size(), track.rows.size()); ++i) {
        if (rows[i].empty() || !track.isMissing(i)) continue;
        track.rows[i].assign(rows[i].begin(), rows[i].begin() + classes);
        if (i < track.dimensionRows.size()) track.dimensionRows[i].assign(rows[i].begin() + classes, rows[i].end());
        any = true;
    }
    if (any) Q_EMIT trackChanged();
}

void EmotionTracker::keep() {
    if (const auto kept = track(); m_cache && kept && m_unkept > 0)
        m_cache->keep(m_recording->path().toStdString(), m_model, *kept);
    m_unkept = 0;
}

QString EmotionTracker::note() const {
    const auto kept = track();
    if (!kept || kept->missing() == 0 || m_broken) return {};
    if (m_busy || m_finding) return tr("in progress");
    const auto [from, to] = nextPiece(*kept);
    if (from < to) return tr("in progress");
    return waitsForAsking() && m_recording->view()->span() > kLongViewSeconds
               ? tr("below %1 s in view or when asked").arg(kLongViewSeconds)
               : QString();
}

QString EmotionTracker::withNote(const QString& title) const {
    const QString text = note();
    return text.isEmpty() ? title : title + QStringLiteral(" \u00b7 ") + text;
}

void EmotionTracker::update() {
    predictNext();
    if (QString text = note(); text != m_note) {
        m_note = std::move(text);
        Q_EMIT trackChanged();
    }
}

void EmotionTracker::predictNext() {
    if (m_busy || m_broken || m_finding || !hasModel() || !m_recording || m_recording->state() != RecordingModel::State::Open)
        return;
    auto track = m_recording->track(modelKey());
    if (!track) {
        track = makeTrack();
        m_recording->setTrack(modelKey(), track);
        Q_EMIT trackChanged();
        if (m_cache) {
            find(track);
            return;
        }
    }
    const auto [from, to] = nextPiece(*track);
    if (from >= to) return;
    m_busy = true;
    const auto settings = m_settings;
    const std::filesystem::path path(m_recording->path().toStdString());
    // Bounds between two windows, so that rounding cannot move one in or out.
    const double start = (static_cast<double>(from) - 0.5) * settings.hopSeconds;
    const double end = (static_cast<double>(to) - 0.5) * settings.hopSeconds;
    const auto work = [backend = m_backend, model = m_model, settings, path, start,
                       end](core::Progress& progress) -> core::Result<std::any> {
        auto opened = backend.lookModel(model);
        if (!opened) return core::fail(opened.error());
        const auto begin = std::chrono::steady_clock::now();
        auto rows = backend.timeline(**opened, path, settings, std::max(0.0, start), end, progress);
        if (!rows) return core::fail(rows.error());
        const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - begin;
        return std::any(Piece{std::move(*rows), spent.count()});
    };
    m_engine->look(
        m_slot, this, work,
        [this, key = modelKey(), generation = m_generation, from = from, to = to](const core::Result<std::any>& result) {
            if (generation == m_generation) finish(result, key, from, to);
        });
}

void EmotionTracker::finish(const core::Result<std::any>& result, const QString& key, std::size_t from, std::size_t to) {
    m_busy = false;
    if (!m_recording) return;
    if (!result) {
        if (result.error().kind == core::ErrorKind::Cancelled) return;
        m_broken = true;
        Q_EMIT failed(engine_thread::translated(result.error().text));
        return;
    }
    const auto* piece = std::any_cast<Piece>(&*result);
    const auto track = m_recording->track(key);
    if (piece == nullptr || !track) return;
    std::size_t filled = 0;
    for (const auto& row : piece->rows) {
        const double place = std::round(row.startSeconds / track->hopSeconds);
        if (place < 0.0 || place >= static_cast<double>(track->rows.size())) continue;
        const auto window = static_cast<std::size_t>(place);
        if (!track->classes.isEmpty()) track->rows[window] = row.posteriors;
        if (window < track->dimensionRows.size() && !row.dimensions.values.empty()) {
            auto values = row.dimensions.values;
            auto deviations = row.dimensions.deviations;
            deviations.resize(values.size(), 0.0F);
            values.insert(values.end(), deviations.begin(), deviations.end());
            track->dimensionRows[window] = std::move(values);
        }
        if (!track->isMissing(window)) ++filled;  // a model that gives nothing is not asked for ever
    }
    if (filled == 0) {  // the file ended earlier
        track->rows.resize(std::max<std::size_t>(1, std::min(track->rows.size(), from)));
        if (!track->dimensionRows.empty()) track->dimensionRows.resize(track->rows.size());
    }
    const double each = piece->milliseconds / static_cast<double>(std::max<std::size_t>(1, to - from));
    m_pieceWindows =
        static_cast<std::size_t>(std::clamp(kPieceMs / std::max(each, 0.1), 1.0, static_cast<double>(kMostWindows)));
    if (track->isMissing(0) && filled == 0) m_broken = true;
    m_unkept += filled;
    if (track->missing() == 0 || m_unkept >= kKeepWindows) keep();
    Q_EMIT trackChanged();
    update();
}

}  // namespace prososcope::gui
