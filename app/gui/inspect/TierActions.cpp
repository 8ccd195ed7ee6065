// SPDX-License-Identifier: GPL-3.0-or-later
// The actions of tiers, their menu, and the edits of whole tiers.
#include <QMenu>
#include <algorithm>

#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/TierController.h"
#include "app/gui/inspect/TierDialogs.h"

namespace prososcope::gui {

using annotation::TierKind;
using widgets::TierRow;

namespace {

constexpr int kTierKeys = 9;

const QStringList kTierMenu{"tier.editLabel",
                            "tier.insert",
                            "tier.remove",
                            "tier.mergePrevious",
                            "tier.mergeNext",
                            "tier.clearLabel",
                            "",
                            "tier.rename",
                            "tier.duplicate",
                            "tier.moveUp",
                            "tier.moveDown",
                            "tier.parent",
                            "tier.vocabulary",
                            "tier.removeTier",
                            "",
                            "tier.addInterval",
                            "tier.addPoint"};

QString shortened(const QString& text) {
    constexpr int kMost = 48;
    return text.size() <= kMost ? text : text.left(kMost - 1).trimmed() + QChar(0x2026);
}

}  // namespace

void TierController::addAction(const ActionSpec& spec, void (TierController::*run)()) {
    m_context.actions->add(spec, [this, run] {
        if (m_model && m_page->isVisible()) (this->*run)();
    });
}

void TierController::addTierActions() {
    addAction({.id = "tier.addInterval",
               .menu = "tier",
               .text = tr("Add &interval tier..."),
               .description = tr("Make a tier of intervals below the active one."),
               .keys = {QKeySequence(Qt::CTRL | Qt::Key_T)}},
              &TierController::addIntervalTier);
    addAction({.id = "tier.addPoint",
               .menu = "tier",
               .text = tr("Add &point tier..."),
               .description = tr("Make a tier of points in time below the active one."),
               .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T)}},
              &TierController::addPointTier);
    addAction({.id = "tier.rename",
               .menu = "tier",
               .text = tr("&Rename tier..."),
               .description = tr("Give the active tier another name.")},
              &TierController::renameTier);
    addAction({.id = "tier.duplicate",
               .menu = "tier",
               .text = tr("&Duplicate tier"),
               .description = tr("Copy the active tier, right below it.")},
              &TierController::duplicateTier);
    addAction({.id = "tier.moveUp",
               .menu = "tier",
               .text = tr("Move tier &up"),
               .description = tr("Move the active tier above the one before it."),
               .keys = {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_PageUp)},
               .scope = KeyScope::SignalPane},
              &TierController::moveTierUp);
    addAction({.id = "tier.moveDown",
               .menu = "tier",
               .text = tr("Move tier do&wn"),
               .description = tr("Move the active tier below the one after it."),
               .keys = {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_PageDown)},
               .scope = KeyScope::SignalPane},
              &TierController::moveTierDown);
    addAction({.id = "tier.parent",
               .menu = "tier",
               .text = tr("P&arent tier..."),
               .description = tr("Choose the tier that the active one depends on, and how it follows it.")},
              &TierController::changeParent);
    addAction({.id = "tier.vocabulary",
               .menu = "tier",
               .text = tr("&Vocabulary..."),
               .description = tr("Choose the labels that the active tier expects; the keys 1 to 9 write them.")},
              &TierController::changeVocabulary);
    addAction({.id = "tier.removeTier",
               .menu = "tier",
               .text = tr("Re&move tier"),
               .description = tr("Remove the active tier with all its labels.")},
              &TierController::removeTier);
}

void TierController::addEditActions() {
    addAction({.id = "tier.editLabel",
               .menu = "tier",
               .text = tr("Edit &label"),
               .description = tr("Write the label of the selected interval or point; in the tier, typing starts it too."),
               .scope = KeyScope::SignalPane},
              &TierController::editLabel);
    addAction({.id = "tier.insert",
               .menu = "tier",
               .text = tr("I&nsert boundary or point"),
               .description = tr("Insert it on the active tier at the cursor, or at both edges of the selection."),
               .keys = {QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_Enter)},
               .scope = KeyScope::SignalPane},
              &TierController::insert);
    for (int i = 0; i < kTierKeys; ++i) {
        m_context.actions->add({.id = QStringLiteral("tier.insertOn%1").arg(i + 1),
                                .text = tr("Insert boundary or point on tier %1").arg(i + 1),
                                .description = tr("Make it the active tier and insert a boundary or point there."),
                                .keys = {QKeySequence(Qt::CTRL | (Qt::Key_F1 + i))},
                                .scope = KeyScope::SignalPane},
                               [this, i] { insertOn(static_cast<std::size_t>(i)); });
    }
    addAction({.id = "tier.remove",
               .menu = "tier",
               .text = tr("Remove &boundary, point or label"),
               .description = tr("Remove what is selected; the intervals beside a boundary become one."),
               .keys = {QKeySequence(Qt::Key_Delete), QKeySequence(Qt::Key_Backspace)},
               .scope = KeyScope::SignalPane},
              &TierController::remove);
    addAction({.id = "tier.clearLabel",
               .text = tr("Clear label"),
               .description = tr("Empty the label of the selected interval or point.")},
              &TierController::clearLabel);
    addAction({.id = "tier.mergePrevious",
               .menu = "tier",
               .text = tr("Merge with previ&ous"),
               .description = tr("Join the selected interval and the one before it, with both labels."),
               .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M)},
               .scope = KeyScope::SignalPane},
              &TierController::mergePrevious);
    addAction({.id = "tier.mergeNext",
               .menu = "tier",
               .text = tr("Merge with ne&xt"),
               .description = tr("Join the selected interval and the one after it, with both labels."),
               .keys = {QKeySequence(Qt::CTRL | Qt::Key_M)},
               .scope = KeyScope::SignalPane},
              &TierController::mergeNext);
}

void TierController::addMoveActions() {
    const auto add = [this](const char* id, const QString& text, const QString& description, const QList<QKeySequence>& keys,
                            void (TierController::*run)()) {
        addAction(
            {.id = QLatin1String(id), .text = text, .description = description, .keys = keys, .scope = KeyScope::SignalPane},
            run);
    };
    add("tier.previousBoundary", tr("Previous boundary"), tr("Go to the boundary or point before the cursor."),
        {QKeySequence(Qt::Key_PageUp), QKeySequence(Qt::ALT | Qt::Key_Up)}, &TierController::previousBoundary);
    add("tier.nextBoundary", tr("Next boundary"), tr("Go to the boundary or point after the cursor."),
        {QKeySequence(Qt::Key_PageDown), QKeySequence(Qt::ALT | Qt::Key_Down)}, &TierController::nextBoundary);
    add("tier.previousInterval", tr("Previous interval"), tr("Select the interval or point before the selected one."),
        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Enter)},
        &TierController::previousInterval);
    add("tier.nextInterval", tr("Next interval"), tr("Select the interval or point after the selected one."),
        {QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)}, &TierController::nextInterval);
    add("tier.above", tr("Tier above"), tr("Make the tier above the active one."), {QKeySequence(Qt::CTRL | Qt::Key_Up)},
        &TierController::tierAbove);
    add("tier.below", tr("Tier below"), tr("Make the tier below the active one."), {QKeySequence(Qt::CTRL | Qt::Key_Down)},
        &TierController::tierBelow);
}

void TierController::refresh() {
    const bool open = m_model;
    const bool tier = open && m_model->activeTier() != nullptr;
    const bool item = tier && m_model->place().item;
    const auto enable = [this](const char* id, bool enabled) {
        m_context.actions->action(QLatin1String(id))->setEnabled(enabled);
    };
    for (const char* id : {"tier.addInterval", "tier.addPoint"}) enable(id, open);
    for (const char* id :
         {"tier.rename", "tier.duplicate", "tier.moveUp", "tier.moveDown", "tier.parent", "tier.vocabulary", "tier.removeTier"})
        enable(id, tier);
    for (const char* id : {"tier.editLabel", "tier.clearLabel"}) enable(id, item);
    const bool interval = item && m_model->activeTier()->isInterval();
    for (const char* id : {"tier.mergePrevious", "tier.mergeNext"}) enable(id, interval);
}

void TierController::openMenu(const QPoint& at, double seconds) {
    if (!m_model) return;
    auto* menu = new QMenu(m_tiers);
    menu->setObjectName("tierMenu");
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto tier = m_model->activeTier();
    if (const auto item = m_model->place().item; tier && item) {
        const auto span = m_model->annotation().interval(*tier, *item);
        menu->addAction(tr("Play it"), this,
                        [this, span] {
                            view()->setSelection(span.start, span.end);
                            m_context.actions->action("play.selection")->trigger();
                        })
            ->setEnabled(span.duration() > 0.0);
        if (tier->header.vocabulary) {
            auto* labels = menu->addMenu(tr("Label as"));
            labels->setObjectName("vocabularyMenu");
            labels->setToolTipsVisible(true);
            std::size_t entry = 0;
            for (const auto& one : tier->header.vocabulary->entries) {
                QString text = QString::fromStdString(one.label).replace('&', "&&");
                if (entry < kTierKeys) text = QStringLiteral("&%1  %2").arg(entry + 1).arg(text);
                const QString description = QString::fromStdString(one.description).simplified();
                // Beside the label, as the keys of other menus are; all of a long one is in the tip.
                if (!description.isEmpty()) text += '\t' + shortened(description).replace('&', "&&");
                auto* action = labels->addAction(text, this, [this, entry] { enterEntry(entry); });
                if (!description.isEmpty()) action->setToolTip(description);
                ++entry;
            }
        }
    }
    if (tier) {
        menu->addAction(tier->isInterval() ? tr("Split here") : tr("Insert point here"), this, [this, seconds] {
            view()->clearSelection();
            view()->setCursor(seconds);
            insert();
        });
    }
    for (const QString& id : kTierMenu) {
        if (id.isEmpty()) {
            menu->addSeparator();
        } else {
            menu->addAction(m_context.actions->action(id));
        }
    }
    menu->popup(at);
}

void TierController::addTier(TierKind kind) {
    const QString name = kind == TierKind::Interval ? tr("words", "name of a new tier") : tr("points", "name of a new tier");
    const QString title = kind == TierKind::Interval ? tr("Add interval tier") : tr("Add point tier");
    askTierName(m_page, title, name, [this, kind](const QString& chosen) {
        if (!m_model) return;
        const auto& annotation = m_model->annotation();
        const auto id = annotation.nextId();
        const auto active = annotation.indexOf(m_model->place().tier);
        annotation::TierHeader header;
        header.name = chosen.toStdString();
        header.kind = kind;
        if (!m_model->perform(annotation::addTier(annotation, header, active ? *active + 1 : annotation.tiers().size())))
            return;
        m_model->select({id, kind == TierKind::Interval ? std::optional<std::size_t>(0) : std::nullopt, false});
    });
}

void TierController::renameTier() {
    const auto tier = m_model->activeTier();
    if (!tier) return;
    askTierName(m_page, tr("Rename tier"), QString::fromStdString(tier->header.name),
                [this, id = tier->header.id](const QString& name) {
                    if (m_model) m_model->perform(annotation::renameTier(m_model->annotation(), id, name.toStdString()));
                });
}

void TierController::duplicateTier() {
    const auto tier = m_model->activeTier();
    if (!tier) return;
    const auto id = m_model->annotation().nextId();
    const QString name = tr("%1 copy").arg(QString::fromStdString(tier->header.name));
    if (m_model->perform(annotation::duplicateTier(m_model->annotation(), tier->header.id, name.toStdString())))
        m_model->select({id, std::nullopt, false});
}

void TierController::removeTier() {
    if (const auto tier = m_model->activeTier())
        m_model->perform(annotation::removeTier(m_model->annotation(), tier->header.id));
}

void TierController::moveTier(Way way) {
    // Tiers change places with the next one of the same parent, as they are drawn.
    const auto tier = m_model->activeTier();
    if (!tier) return;
    const auto& rows = m_tiers->rows();
    const auto own = std::find_if(rows.begin(), rows.end(), [&](const TierRow& row) { return row.tier == tier; });
    if (own == rows.end()) return;
    auto other = own;
    for (;;) {
        if (way == Way::Previous && other == rows.begin()) return;
        other += way == Way::Next ? 1 : -1;
        if (other == rows.end() || other->depth < own->depth) return;
        if (other->depth == own->depth) break;
    }
    const auto index = m_model->annotation().indexOf(other->tier->header.id);
    if (index) m_model->perform(annotation::moveTier(m_model->annotation(), tier->header.id, *index));
}

void TierController::changeParent() {
    const auto tier = m_model->activeTier();
    if (!tier) return;
    askParent(m_page, m_model->annotation(), *tier,
              [this, id = tier->header.id](std::optional<annotation::Id> parent, annotation::ParentLink link) {
                  if (m_model) m_model->perform(annotation::linkTier(m_model->annotation(), id, parent, link));
              });
}

void TierController::changeVocabulary() {
    const auto tier = m_model->activeTier();
    if (!tier) return;
    askVocabulary(m_page, *tier, [this, id = tier->header.id](const std::shared_ptr<const annotation::Vocabulary>& vocabulary) {
        if (m_model) m_model->perform(annotation::setVocabulary(m_model->annotation(), id, vocabulary));
    });
}

}  // namespace prososcope::gui
