// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <optional>

#include "engine/annotation/AnnotationDocument.h"
#include "engine/annotation/Edits.h"
#include "widgets/TierPlace.h"

namespace prososcope::gui {

/// The annotation of one open recording as the window works with it: the document with its undo, and the place in it that is
/// chosen. Made by AnnotationController when the recording is open; owned by the recording and gone with it. It starts
/// as an annotation without tiers that would be saved as "<audio>.TextGrid", until a file takes its place.
///
/// Whoever changes the annotation makes an edit for the present snapshot and hands it over:
///     model->perform(annotation::addTier(model->annotation(), header, index, items));
/// Nothing happens in silence: an edit that cannot be made is told by `refused`. GUI thread; never waits.
class AnnotationModel : public QObject {
    Q_OBJECT
public:
    /// `duration` of the recording in seconds.
    AnnotationModel(const QString& recordingPath, double duration, QObject* parent = nullptr);

    [[nodiscard]] const QString& recordingPath() const { return m_recordingPath; }
    [[nodiscard]] double duration() const { return m_duration; }
    [[nodiscard]] const annotation::AnnotationDocument& document() const { return m_document; }
    [[nodiscard]] const annotation::Annotation& annotation() const { return m_document.annotation(); }
    /// The file that it came from or would be saved to.
    [[nodiscard]] QString filePath() const;
    [[nodiscard]] QString fileName() const;
    [[nodiscard]] bool isDirty() const { return m_document.isDirty(); }

    /// Makes the edit and remembers it for undo. False, with a sentence by `refused`, where it cannot be; an empty edit is
    /// no change and true. Not while a file is being read.
    bool perform(const core::Result<annotation::Edit>& edit);
    /// The next edit is a step of its own.
    void endMerging() { m_document.history().endMerging(); }
    bool undo();
    bool redo();
    [[nodiscard]] QString undoName() const;  ///< translated; empty where there is nothing to undo
    [[nodiscard]] QString redoName() const;

    /// Another document takes the place of this one: opened, recovered, or read again. The former is forgotten, its undo too.
    void replaceDocument(annotation::AnnotationDocument document);
    /// A file is being read that will replace the document: until then no edit is made.
    void setLoading(bool loading);
    [[nodiscard]] bool isLoading() const { return m_loading; }
    void saved(const annotation::Saved& saved);
    void autosaved(const annotation::Annotation& annotation, std::filesystem::path autosave);

    /// Its file is not there any more.
    void fileGone();

    /// The active tier and what is selected of it; checked against the annotation, so that it always exists.
    [[nodiscard]] const widgets::TierPlace& place() const { return m_place; }
    void select(const widgets::TierPlace& place);
    [[nodiscard]] annotation::TierPointer activeTier() const;  ///< null where no tier is
    /// Begin and end of the selected item in seconds; nothing where only a tier is active.
    [[nodiscard]] std::optional<annotation::Interval> selectedInterval() const;

Q_SIGNALS:
    void changed();       ///< the tiers: edited, undone, or another document
    void stateChanged();  ///< dirty, saved, loading, file, or what undo and redo would do
    void placeChanged();
    void documentReplaced();
    void refused(const QString& problem);

private:
    void follow(const annotation::Annotation& before);
    [[nodiscard]] widgets::TierPlace checked(widgets::TierPlace place) const;

    QString m_recordingPath;
    double m_duration;
    annotation::AnnotationDocument m_document;
    widgets::TierPlace m_place;
    bool m_loading = false;
};

}  // namespace prososcope::gui
