// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <functional>

#include "app/gui/ActionRegistry.h"
#include "app/gui/Page.h"
#include "app/gui/inspect/AnnotationModel.h"
#include "widgets/BoundaryLines.h"
#include "widgets/TierView.h"

namespace prososcope::gui {

class AnnotationController;
class InspectPage;
class RecordingModel;
class ZeroCrossings;

/// Editing of tiers: it shows the annotation of the shown recording in the tier view, turns what people do there, and the
/// actions of the Tiers menu, into edits of its AnnotationModel, and moves cursor, selection and view along. GUI thread.
class TierController : public QObject {
    Q_OBJECT
public:
    /// All are borrowed; the page owns this. Adds the pane "tiers" to the page's.
    TierController(InspectPage* page, const PageContext& context, AnnotationController* annotations);

    /// Where commands act: the shown annotation, null where there is none.
    [[nodiscard]] AnnotationModel* model() const { return m_model; }
    [[nodiscard]] widgets::TierView* tiers() const { return m_tiers; }
    /// Chooses an item and its time, and brings it into view.
    void show(annotation::Id tier, std::size_t item);
    [[nodiscard]] double cursor() const;  ///< seconds

Q_SIGNALS:
    void modelChanged();

private:
    enum class Way { Next, Previous };

    void addTierActions();
    void addEditActions();
    void addMoveActions();
    void addAction(const ActionSpec& spec, void (TierController::*run)());
    void follow();
    void showAnnotation();
    void fitPane();
    void showPlace();
    void refresh();
    void linePanes();
    void openMenu(const QPoint& at, double seconds);

    [[nodiscard]] widgets::TimeView* view() const;
    /// The active tier, else the first; with a sentence where there is none.
    [[nodiscard]] annotation::TierPointer tierToEdit();
    void insert();
    void insertOn(std::size_t row);
    void insertOnTier(const annotation::Tier& tier);
    [[nodiscard]] core::Result<annotation::Edit> insertion(const annotation::Tier& tier, double& chosen) const;
    void remove();
    void mergeNext() { merge(Way::Next); }
    void mergePrevious() { merge(Way::Previous); }
    void merge(Way way);
    void editLabel();
    void clearLabel();
    void enterLabel(annotation::Id tier, std::size_t item, const QString& label, widgets::LabelEditor::End end);
    void enterEntry(std::size_t entry);
    void nextBoundary() { goToBoundary(Way::Next); }
    void previousBoundary() { goToBoundary(Way::Previous); }
    void goToBoundary(Way way);
    void nextInterval() { goToInterval(Way::Next); }
    void previousInterval() { goToInterval(Way::Previous); }
    bool goToInterval(Way way);
    void tierAbove() { goToTier(Way::Previous); }
    void tierBelow() { goToTier(Way::Next); }
    void goToTier(Way way);
    void reveal(double start, double end);

    void addIntervalTier() { addTier(annotation::TierKind::Interval); }
    void addPointTier() { addTier(annotation::TierKind::Point); }
    void addTier(annotation::TierKind kind);
    void renameTier();
    void duplicateTier();
    void removeTier();
    void moveTierUp() { moveTier(Way::Previous); }
    void moveTierDown() { moveTier(Way::Next); }
    void moveTier(Way way);
    void changeParent();
    void changeVocabulary();

    InspectPage* m_page;
    PageContext m_context;
    AnnotationController* m_annotations;
    widgets::TierView* m_tiers;
    ZeroCrossings* m_crossings;
    QList<QPointer<widgets::BoundaryLines>> m_lines;  ///< owned by the panes' plots, which come and go
    QPointer<AnnotationModel> m_model;
    QPointer<RecordingModel> m_recording;
};

}  // namespace prososcope::gui
