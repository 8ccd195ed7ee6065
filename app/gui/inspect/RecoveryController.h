// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <memory>

#include "app/gui/inspect/FileLoader.h"
#include "engine/annotation/AnnotationDocument.h"

namespace prososcope::gui {

class AnnotationController;
class AnnotationModel;
class InspectPage;
class OfferPanel;

/// Offers at the start what an earlier run could not save. Recovering opens the
/// recording, and the annotation as it was left takes the place of what the
/// file holds: unsaved, so that nothing on disk changes until somebody saves.
/// An annotation with changes of its own is never replaced. Files are read on a
/// loader of its own. GUI thread.
class RecoveryController : public QObject {
    Q_OBJECT
public:
    /// All are borrowed and outlive this; `panel` is where the offers stand.
    RecoveryController(InspectPage* page, AnnotationController* annotations, OfferPanel* panel);
    ~RecoveryController() override;

    /// Looks for autosaves; done once at the start.
    void search();

private:
    void offer(const annotation::Recovery& recovery);
    void recover(const annotation::Recovery& recovery);
    void openRecovered(const annotation::Recovery& recovery, const std::filesystem::path& recording,
                       annotation::AnnotationDocument document);
    void wait(AnnotationModel* model);
    void place(AnnotationModel* model);
    void discard(const annotation::Recovery& recovery);

    struct Waiting {
        annotation::Recovery recovery;
        annotation::AnnotationDocument document;
    };
    InspectPage* m_page;
    AnnotationController* m_annotations;
    OfferPanel* m_panel;
    QHash<QString, std::shared_ptr<Waiting>> m_waiting;  ///< by recording
    std::unique_ptr<FileLoader> m_loader;
};

}  // namespace prososcope::gui
