// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/AnnotationModel.h"

#include <QFileInfo>
#include <algorithm>
#include <utility>

#include "app/engine_thread/EngineThread.h"

namespace prososcope::gui {

using annotation::Annotation;
using annotation::AnnotationDocument;
using annotation::FileFormat;
using widgets::TierPlace;

namespace {

AnnotationDocument emptyDocument(const QString& recordingPath, double duration) {
    std::filesystem::path proposed(recordingPath.toStdString());
    proposed.replace_extension(annotation::endingOf(FileFormat::TextGrid));
    return {Annotation(0.0, std::max(duration, annotation::kAlignedSeconds * 2.0), {}, 1), std::move(proposed),
            FileFormat::TextGrid};
}

}  // namespace

AnnotationModel::AnnotationModel(const QString& recordingPath, double duration, QObject* parent)
    : QObject(parent),
      m_recordingPath(recordingPath),
      m_duration(duration),
      m_document(emptyDocument(recordingPath, duration)) {}

QString AnnotationModel::filePath() const { return QString::fromStdString(m_document.file().string()); }
QString AnnotationModel::fileName() const { return QString::fromStdString(m_document.file().filename().string()); }

bool AnnotationModel::perform(const core::Result<annotation::Edit>& edit) {
    if (m_loading) {
        Q_EMIT refused(tr("The annotation is still being read. Nothing was changed."));
        return false;
    }
    if (!edit) {
        Q_EMIT refused(engine_thread::translated(edit.error().text));
        return false;
    }
    if (edit->empty()) return true;
    const Annotation before = annotation();
    if (auto done = m_document.history().perform(*edit); !done) {
        Q_EMIT refused(engine_thread::translated(done.error().text));
        return false;
    }
    follow(before);
    return true;
}

bool AnnotationModel::undo() {
    const Annotation before = annotation();
    if (m_loading || !m_document.history().undo()) return false;
    follow(before);
    return true;
}

bool AnnotationModel::redo() {
    const Annotation before = annotation();
    if (m_loading || !m_document.history().redo()) return false;
    follow(before);
    return true;
}

QString AnnotationModel::undoName() const {
    const core::Text name = m_document.history().undoName();
    return name.empty() ? QString() : engine_thread::translated(name);
}

QString AnnotationModel::redoName() const {
    const core::Text name = m_document.history().redoName();
    return name.empty() ? QString() : engine_thread::translated(name);
}

void AnnotationModel::replaceDocument(AnnotationDocument document) {
    m_document = std::move(document);
    m_loading = false;
    const auto& tiers = annotation().tiers();
    m_place = {};
    if (!tiers.empty()) m_place.tier = tiers.front()->header.id;
    Q_EMIT changed();
    Q_EMIT placeChanged();
    Q_EMIT stateChanged();
    Q_EMIT documentReplaced();
}

void AnnotationModel::setLoading(bool loading) {
    if (loading == m_loading) return;
    m_loading = loading;
    Q_EMIT stateChanged();
}

void AnnotationModel::saved(const annotation::Saved& saved) {
    m_document.saved(saved);
    Q_EMIT stateChanged();
}

void AnnotationModel::autosaved(const Annotation& annotation, std::filesystem::path autosave) {
    m_document.autosaved(annotation, std::move(autosave));
}

void AnnotationModel::fileGone() {
    m_document.fileGone();
    Q_EMIT changed();
    Q_EMIT stateChanged();
}

void AnnotationModel::select(const TierPlace& place) {
    const TierPlace next = checked(place);
    if (next == m_place) return;
    m_place = next;
    m_document.history().endMerging();
    Q_EMIT placeChanged();
}

annotation::TierPointer AnnotationModel::activeTier() const { return annotation().find(m_place.tier); }

std::optional<annotation::Interval> AnnotationModel::selectedInterval() const {
    const auto tier = activeTier();
    if (!tier || !m_place.item) return std::nullopt;
    return annotation().interval(*tier, *m_place.item);
}

TierPlace AnnotationModel::checked(TierPlace place) const {
    const auto tier = annotation().find(place.tier);
    if (!tier) return {};
    if (place.item && *place.item >= tier->items.size()) place.item.reset();
    if (!place.item || (tier->isInterval() && *place.item == 0) || !tier->isInterval()) place.boundary = false;
    return place;
}

void AnnotationModel::follow(const Annotation& before) {
    const TierPlace old = m_place;
    TierPlace next = old;
    const auto former = before.find(old.tier);
    const auto tier = annotation().find(old.tier);
    if (!tier) {
        // The tier that now stands where the removed one stood; after the first tier was added, that one.
        const auto& tiers = annotation().tiers();
        const std::size_t index = before.indexOf(old.tier).value_or(0);
        next = {};
        if (!tiers.empty()) next.tier = tiers[std::min(index, tiers.size() - 1)]->header.id;
    } else if (former && old.item && tier->items.size() != former->items.size()) {
        // Items were inserted or removed: the one that begins where the selected one began.
        const double time = former->items[*old.item].time;
        next.item = tier->isInterval() ? tier->at(time) : tier->nearestBoundary(time, annotation::kAlignedSeconds);
        const bool same = next.item && tier->items[*next.item].time == time;
        next.boundary = old.boundary && same;
    }
    m_place = checked(next);
    Q_EMIT changed();
    if (m_place != old) Q_EMIT placeChanged();
    Q_EMIT stateChanged();
}

}  // namespace prososcope::gui
