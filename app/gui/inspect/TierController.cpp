// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/TierController.h"

#include <QMenu>
#include <algorithm>

#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/AnnotationController.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "app/gui/inspect/ZeroCrossings.h"
#include "engine/annotation/Snap.h"
#include "widgets/BoundaryLines.h"
#include "widgets/PaneStack.h"
#include "widgets/SignalPane.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using annotation::Edit;
using annotation::Id;
using annotation::Tier;
using annotation::TierPointer;
using widgets::LabelEditor;
using widgets::TierPlace;
using widgets::TierView;

namespace {

const QString kTierControllerPane = QStringLiteral("tiers");
constexpr int kTierControllerStretch = 14;
constexpr double kRevealMargin = 0.1;  // of the view, beside what is brought into it

/// Two edits of which the second was made for the snapshot after the first, as one step.
Edit joined(Edit first, const Edit& second) {
    first.changes.insert(first.changes.end(), second.changes.begin(), second.changes.end());
    first.mergeKey.clear();
    return first;
}

}  // namespace

TierController::TierController(InspectPage* page, const PageContext& context, AnnotationController* annotations)
    : QObject(page),
      m_page(page),
      m_context(context),
      m_annotations(annotations),
      m_tiers(new TierView),
      m_crossings(new ZeroCrossings(annotations->loader(), this)) {
    auto* panes = page->panes();
    panes->addPane(kTierControllerPane, m_tiers, tr("Tiers"), kTierControllerStretch);
    panes->stack()->setPaneAvailable(kTierControllerPane, false);
    connect(m_tiers, &TierView::cursorPlaced, panes, &RecordingPanes::cursorPlaced);
    connect(m_tiers, &TierView::hovered, panes, &RecordingPanes::hovered);
    connect(panes->stack(), &widgets::PaneStack::panesChanged, this, &TierController::linePanes);
    linePanes();
    m_tiers->setZeroCrossing([this](double seconds, double tolerance) { return m_crossings->nearest(seconds, tolerance); });
    connect(page, &InspectPage::settingsChanged, this, [this] {
        m_tiers->setRowScale(m_page->settings().tierHeight);
        fitPane();
    });
    connect(&widgets::Theme::instance(), &widgets::Theme::changed, this, &TierController::fitPane);
    connect(annotations, &AnnotationController::currentChanged, this, &TierController::follow);
    connect(annotations, &AnnotationController::aboutToSave, m_tiers, &TierView::finishEditing);
    connect(m_tiers, &TierView::placeChosen, this, [this](const TierPlace& place) {
        if (m_model) m_model->select(place);
    });
    connect(m_tiers, &TierView::boundaryMoved, this, [this](Id tier, std::size_t item, double seconds, bool aligned) {
        if (!m_model) return;
        m_model->endMerging();
        m_model->perform(annotation::moveBoundary(m_model->annotation(), tier, item, seconds, aligned));
        m_model->endMerging();
    });
    connect(m_tiers, &TierView::labelEntered, this, &TierController::enterLabel);
    connect(m_tiers, &TierView::entryChosen, this, &TierController::enterEntry);
    connect(m_tiers, &TierView::menuWanted, this, &TierController::openMenu);
    addTierActions();
    addEditActions();
    addMoveActions();
    follow();
}

void TierController::linePanes() {
    const auto* stack = m_page->panes()->stack();
    const annotation::TierPointer tier = m_model ? m_model->activeTier() : nullptr;
    for (const QString& id : stack->panes()) {
        auto* pane = qobject_cast<widgets::SignalPane*>(stack->pane(id));
        if (pane == nullptr || std::any_of(m_lines.begin(), m_lines.end(),
                                           [pane](const auto& lines) { return lines && lines->parentPlot() == pane; }))
            continue;
        m_lines.append(new widgets::BoundaryLines(pane));
        m_lines.last()->setTier(tier);
    }
    m_lines.removeAll(nullptr);
}

widgets::TimeView* TierController::view() const { return m_recording ? m_recording->view() : nullptr; }

double TierController::cursor() const { return m_recording ? m_recording->view()->cursor() : 0.0; }

void TierController::follow() {
    auto* model = m_annotations->current();
    if (m_model) m_model->disconnect(this);
    m_model = model;
    m_recording = model != nullptr ? m_page->current() : nullptr;
    m_crossings->setRecording(m_recording);
    m_tiers->setTimeView(view());
    if (model != nullptr) {
        connect(model, &AnnotationModel::changed, this, &TierController::showAnnotation);
        connect(model, &AnnotationModel::placeChanged, this, &TierController::showPlace);
    }
    showAnnotation();
    Q_EMIT modelChanged();
}

void TierController::showAnnotation() {
    m_tiers->setAnnotation(m_model ? m_model->annotation() : annotation::Annotation());
    fitPane();
    m_page->panes()->stack()->setPaneAvailable(kTierControllerPane, !m_tiers->rows().empty());
    showPlace();
}

void TierController::fitPane() {
    m_tiers->setMaximumHeight(std::max(m_tiers->rowHeight(), m_tiers->contentHeight()));
    m_page->panes()->stack()->fitPane(kTierControllerPane, m_tiers->sizeHint().height());
}

void TierController::showPlace() {
    m_tiers->setPlace(m_model ? m_model->place() : TierPlace());
    const TierPointer tier = m_model ? m_model->activeTier() : nullptr;
    for (const auto& lines : std::as_const(m_lines)) {
        if (lines) lines->setTier(tier);
    }
    refresh();
}

TierPointer TierController::tierToEdit() {
    if (!m_model) return nullptr;
    if (auto tier = m_model->activeTier()) return tier;
    if (!m_tiers->rows().empty()) {
        m_model->select({m_tiers->rows().front().tier->header.id, std::nullopt, false});
        return m_model->activeTier();
    }
    Q_EMIT m_page->message(tr("There is no tier yet. \"Add interval tier\" in the menu Tiers makes one."), false);
    return nullptr;
}

void TierController::insert() {
    if (const auto tier = tierToEdit()) insertOnTier(*tier);
}

void TierController::insertOn(std::size_t row) {
    if (!m_model) return;
    const auto& rows = m_tiers->rows();
    if (row >= rows.size()) {
        Q_EMIT m_page->message(tr("There is no tier %1.").arg(row + 1), false);
        return;
    }
    const auto tier = rows[row].tier;
    m_model->select({tier->header.id, std::nullopt, false});
    insertOnTier(*tier);
}

core::Result<Edit> TierController::insertion(const Tier& tier, double& chosen) const {
    const auto& annotation = m_model->annotation();
    const auto* time = view();
    chosen = time->cursor();
    if (!time->hasSelection()) return annotation::insertBoundary(annotation, tier.header.id, chosen);
    // Both edges of the selection, those that are not there yet; of an interval as it stands, the place of the cursor.
    const double edges[] = {time->selectionStart(), time->selectionEnd()};
    const auto stands = [&](double edge) {
        return tier.nearestBoundary(edge, annotation::kAlignedSeconds).has_value() ||
               (tier.isInterval() && (edge <= annotation.start() + annotation::kAlignedSeconds ||
                                      edge >= annotation.end() - annotation::kAlignedSeconds));
    };
    if (stands(edges[0]) && stands(edges[1])) return annotation::insertBoundary(annotation, tier.header.id, chosen);
    chosen = edges[0];
    if (stands(edges[0])) return annotation::insertBoundary(annotation, tier.header.id, edges[1]);
    auto first = annotation::insertBoundary(annotation, tier.header.id, edges[0]);
    if (!first || stands(edges[1])) return first;
    const auto between = annotation::apply(annotation, *first);
    if (!between) return core::fail(between.error());
    const auto second = annotation::insertBoundary(*between, tier.header.id, edges[1]);
    if (!second) return core::fail(second.error());
    return joined(std::move(*first), *second);
}

void TierController::insertOnTier(const Tier& tier) {
    const Id id = tier.header.id;
    double chosen = 0.0;
    const auto edit = insertion(tier, chosen);
    if (!m_model->perform(edit)) return;
    const auto now = m_model->annotation().find(id);
    const auto item = now->isInterval() ? now->at(chosen) : now->nearestBoundary(chosen, annotation::kAlignedSeconds);
    m_model->select({id, item, !view()->hasSelection()});
    if (m_tiers->isVisible()) m_tiers->setFocus(Qt::OtherFocusReason);  // what is typed next is its label
}

void TierController::remove() {
    if (!m_model) return;
    const TierPlace place = m_model->place();
    const auto tier = m_model->activeTier();
    if (!tier || !place.item) {
        Q_EMIT m_page->message(tr("Select a boundary, a point or a label to remove it."), false);
        return;
    }
    if (!tier->isInterval() || place.boundary) {
        m_model->perform(
            annotation::removeBoundary(m_model->annotation(), place.tier, *place.item, annotation::MergeLabels::Join));
        return;
    }
    clearLabel();
}

void TierController::clearLabel() {
    if (!m_model || !m_model->place().item) return;
    m_model->endMerging();
    m_model->perform(annotation::setLabel(m_model->annotation(), m_model->place().tier, *m_model->place().item, {}));
    m_model->endMerging();
}

void TierController::merge(Way way) {
    const auto tier = tierToEdit();
    if (!tier) return;
    const auto item = m_model->place().item;
    if (!tier->isInterval() || !item) {
        Q_EMIT m_page->message(tr("Select an interval to merge it with its neighbour."), false);
        return;
    }
    const std::size_t gone = way == Way::Next ? *item + 1 : *item;
    if (gone == 0 || gone >= tier->items.size()) {
        Q_EMIT m_page->message(tr("There is no interval to merge with."), false);
        return;
    }
    if (m_model->perform(
            annotation::removeBoundary(m_model->annotation(), tier->header.id, gone, annotation::MergeLabels::Join)))
        show(tier->header.id, gone - 1);
}

void TierController::editLabel() {
    if (!m_model || !m_model->place().item) {
        Q_EMIT m_page->message(tr("Select an interval or a point to write its label."), false);
        return;
    }
    m_tiers->editLabel();
}

void TierController::enterLabel(Id tier, std::size_t item, const QString& label, LabelEditor::End end) {
    if (!m_model) return;
    m_model->endMerging();
    m_model->perform(annotation::setLabel(m_model->annotation(), tier, item, label.toStdString()));
    m_model->endMerging();
    if (end == LabelEditor::End::Stay) return;
    m_model->select({tier, item, false});
    if (goToInterval(end == LabelEditor::End::Next ? Way::Next : Way::Previous)) m_tiers->editLabel();
}

void TierController::enterEntry(std::size_t entry) {
    const auto tier = m_model ? m_model->activeTier() : nullptr;
    const auto item = m_model ? m_model->place().item : std::nullopt;
    if (!tier || !item || !tier->header.vocabulary || entry >= tier->header.vocabulary->entries.size()) return;
    m_model->endMerging();
    if (!m_model->perform(
            annotation::setLabel(m_model->annotation(), tier->header.id, *item, tier->header.vocabulary->entries[entry].label)))
        return;
    m_model->endMerging();
    goToInterval(Way::Next);
}

void TierController::reveal(double start, double end) {
    auto* time = view();
    if (start >= time->start() && end <= time->end()) return;
    const double span = time->span();
    const double from =
        end - start >= span * (1.0 - 2.0 * kRevealMargin) ? start - kRevealMargin * span : (start + end - span) / 2.0;
    const double clamped = std::clamp(from, 0.0, std::max(0.0, time->duration() - span));
    time->setRange(clamped, clamped + span);
}

void TierController::show(Id id, std::size_t item) {
    const auto tier = m_model ? m_model->annotation().find(id) : nullptr;
    if (!tier || item >= tier->items.size() || view() == nullptr) return;
    m_model->select({id, item, false});
    const auto span = m_model->annotation().interval(*tier, item);
    reveal(span.start, span.end);
    view()->setSelection(span.start, span.end);
    view()->setCursor(span.start);
    m_tiers->scrollTo(id);
}

bool TierController::goToInterval(Way way) {
    const auto tier = tierToEdit();
    if (!tier || tier->items.empty()) return false;
    const auto place = m_model->place();
    std::size_t next = place.item ? *place.item : tier->at(view()->cursor()).value_or(0);
    if (place.item) {
        if (way == Way::Previous && next == 0) return false;
        next = way == Way::Next ? next + 1 : next - 1;
    }
    if (next >= tier->items.size()) return false;
    show(tier->header.id, next);
    return true;
}

void TierController::goToBoundary(Way way) {
    const auto tier = tierToEdit();
    if (!tier) return;
    const double cursor = view()->cursor();
    const auto found = way == Way::Next ? annotation::nextBoundary(*tier, cursor) : annotation::previousBoundary(*tier, cursor);
    if (!found) return;
    m_model->select({found->tier, found->item, true});
    view()->clearSelection();
    view()->setCursor(found->time);
    reveal(found->time, found->time);
}

void TierController::goToTier(Way way) {
    const auto& rows = m_tiers->rows();
    if (!m_model || rows.empty()) return;
    const auto now = std::find_if(rows.begin(), rows.end(),
                                  [&](const widgets::TierRow& row) { return row.tier->header.id == m_model->place().tier; });
    if (now == rows.end()) {
        m_model->select({rows.front().tier->header.id, std::nullopt, false});
        return;
    }
    const std::size_t row = static_cast<std::size_t>(now - rows.begin());
    if (way == Way::Previous ? row == 0 : row + 1 == rows.size()) return;
    const auto& tier = *rows[way == Way::Next ? row + 1 : row - 1].tier;
    const auto item = tier.isInterval() ? tier.at(view()->cursor()) : std::nullopt;
    m_model->select({tier.header.id, item, false});
    if (!item) return;
    const auto span = m_model->annotation().interval(tier, *item);
    view()->setSelection(span.start, span.end);
}

}  // namespace prososcope::gui
