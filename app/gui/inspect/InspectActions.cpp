// SPDX-License-Identifier: GPL-3.0-or-later
// The actions of the Inspect workspace and what they do.
#include <algorithm>

#include "app/gui/ActionRegistry.h"
#include "app/gui/TableActions.h"
#include "app/gui/inspect/DocumentBar.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/PlaybackController.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/TransportBar.h"
#include "widgets/TimeTicks.h"

namespace prososcope::gui {

using widgets::TimeView;

namespace {

constexpr double kZoomStep = 1.5;
constexpr double kScrollStep = 0.1;

}  // namespace

void InspectPage::addActions() {
    m_player = new PlaybackController(m_context, this, m_playback);
    addDocumentActions();
    addViewActions();
    addVoiceActions();
    checkActions();
    addTableActions(*m_context.actions);
}

void InspectPage::addDocumentActions() {
    const auto add = [this](ActionSpec spec, std::function<void()> run) {
        return m_context.actions->add(spec, std::move(run));
    };
    add({.id = "file.close",
         .menu = "file",
         .text = tr("&Close"),
         .description = tr("Close the shown recording or table."),
         .keys = {QKeySequence(Qt::CTRL | Qt::Key_W)},
         .icon = "close"},
        [this] { closeDocument(m_documents->current()); });
    add({.id = "file.nextDocument",
         .menu = "view",
         .text = tr("&Next recording"),
         .description = tr("Show the next of the open recordings and tables."),
         .keys = {QKeySequence(Qt::CTRL | Qt::Key_Tab)}},
        [this] { m_documents->step(1); });
    add({.id = "file.previousDocument",
         .menu = "view",
         .text = tr("P&revious recording"),
         .description = tr("Show the one before of the open recordings and tables."),
         .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Tab)}},
        [this] { m_documents->step(-1); });
    add({.id = "file.documents",
         .menu = "view",
         .text = tr("&Open recordings"),
         .description = tr("List all open recordings and tables to choose one."),
         .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L)}},
        [this] { m_documents->showList(); });
}

void InspectPage::addViewActions() {
    const auto add = [this](const char* id, const QString& text, const QString& description, const QList<QKeySequence>& keys,
                            const char* icon, std::function<void(RecordingModel&)> run) {
        ActionSpec spec{.id = QLatin1String(id),
                        .menu = "view",
                        .text = text,
                        .description = description,
                        .keys = keys,
                        .icon = QLatin1String(icon),
                        .scope = KeyScope::SignalPane};
        return m_context.actions->add(spec, [this, run = std::move(run)] {
            if (auto* recording = current(); recording != nullptr && recording->state() == RecordingModel::State::Open)
                run(*recording);
        });
    };
    const auto zoom = [](RecordingModel& recording, double factor) {
        TimeView* view = recording.view();
        const bool inside = view->cursor() >= view->start() && view->cursor() <= view->end();
        view->zoom(factor, inside ? view->cursor() : 0.5 * (view->start() + view->end()));
    };
    add("inspect.zoomIn", tr("Zoom &in"), tr("Show less time, about the cursor."),
        {QKeySequence(Qt::Key_Up), QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)}, "zoom-in",
        [zoom](RecordingModel& recording) { zoom(recording, 1.0 / kZoomStep); });
    add("inspect.zoomOut", tr("Zoom &out"), tr("Show more time, about the cursor."),
        {QKeySequence(Qt::Key_Down), QKeySequence(Qt::CTRL | Qt::Key_Minus)}, "zoom-out",
        [zoom](RecordingModel& recording) { zoom(recording, kZoomStep); });
    add("inspect.zoomAll", tr("Show &all"), tr("Show the whole recording."), {QKeySequence(Qt::Key_F)}, "fit",
        [](RecordingModel& recording) { recording.view()->showAll(); });
    add("inspect.zoomSelection", tr("Zoom to &selection"), tr("Let the selection fill the view."),
        {QKeySequence(Qt::CTRL | Qt::Key_E)}, "", [](RecordingModel& recording) { recording.view()->showSelection(); });
    add("inspect.scrollLeft", tr("Scroll &left"), tr("Show what is a little earlier."), {QKeySequence(Qt::Key_Left)}, "",
        [](RecordingModel& recording) { recording.view()->scroll(-kScrollStep); });
    add("inspect.scrollRight", tr("Scroll &right"), tr("Show what is a little later."), {QKeySequence(Qt::Key_Right)}, "",
        [](RecordingModel& recording) { recording.view()->scroll(kScrollStep); });
    add("inspect.toStart", tr("Go to s&tart"), tr("Put the cursor at the start and show it."), {QKeySequence(Qt::Key_Home)}, "",
        [](RecordingModel& recording) {
            TimeView* view = recording.view();
            view->setCursor(0.0);
            view->setRange(0.0, view->span());
        });
    add("inspect.toEnd", tr("Go to &end"), tr("Put the cursor at the end and show it."), {QKeySequence(Qt::Key_End)}, "",
        [](RecordingModel& recording) {
            TimeView* view = recording.view();
            view->setCursor(view->duration());
            view->setRange(view->duration() - view->span(), view->duration());
        });
    add("inspect.selectAll", tr("Select a&ll"), tr("Select the whole recording."), {QKeySequence(Qt::CTRL | Qt::Key_A)}, "",
        [](RecordingModel& recording) { recording.view()->setSelection(0.0, recording.view()->duration()); });
    add("inspect.gainUp", tr("Taller &waveform"), tr("Double the height of the waveform."),
        {QKeySequence(Qt::SHIFT | Qt::Key_Up)}, "", [this](RecordingModel&) { changeGain(1); });
    add("inspect.gainDown", tr("Lower wa&veform"), tr("Halve the height of the waveform."),
        {QKeySequence(Qt::SHIFT | Qt::Key_Down)}, "", [this](RecordingModel&) { changeGain(-1); });
    add("inspect.back", tr("&Back"), tr("Return to the part and settings shown before."),
        {QKeySequence(Qt::ALT | Qt::Key_Left)}, "", [this](RecordingModel&) {
            m_visit.stop();
            visitHistory();
            if (const auto state = currentDocument()->history.back()) showView(*state);
        });
    add("inspect.forward", tr("&Forward"), tr("Go on to what was shown after."), {QKeySequence(Qt::ALT | Qt::Key_Right)}, "",
        [this](RecordingModel&) {
            if (const auto state = currentDocument()->history.forward()) showView(*state);
        });
    m_context.actions->add({.id = "inspect.automaticGain",
                            .menu = "view",
                            .text = tr("Automatic &height"),
                            .description = tr("Magnify the waveform of quiet recordings."),
                            .keys = {QKeySequence(Qt::SHIFT | Qt::Key_F)},
                            .scope = KeyScope::SignalPane,
                            .checkable = true},
                           [this] {
                               InspectSettings settings = m_settings;
                               settings.automaticGain = m_context.actions->action("inspect.automaticGain")->isChecked();
                               settings.gainSteps = 0;
                               setSettings(settings);
                           });
    m_context.actions->add({.id = "inspect.panel",
                            .menu = "view",
                            .text = tr("&Properties"),
                            .description = tr("Show or hide the panel at the right."),
                            .keys = {QKeySequence(Qt::Key_F4)},
                            .icon = "chevron-right",
                            .checkable = true},
                           [this] {
                               if (isVisible())
                                   setPanelShown(!m_panelShown);
                               else  // another page's panel is meant
                                   m_context.actions->action("inspect.panel")->setChecked(m_panelShown);
                           });
}

void InspectPage::changeGain(int steps) {
    InspectSettings settings = m_settings;
    settings.gainSteps = std::clamp(settings.gainSteps + steps, -4, 10);
    setSettings(settings);
}

void InspectPage::updateStatus() {
    const auto* recording = current();
    if (recording == nullptr || recording->state() != RecordingModel::State::Open) {
        Q_EMIT statusChanged({});
        return;
    }
    const auto* view = const_cast<RecordingModel*>(recording)->view();
    const double at = view->playPosition() >= 0.0 ? view->playPosition() : view->cursor();
    const QString place = m_hover.isEmpty() ? widgets::positionText(at) : m_hover;
    if (!view->hasSelection()) {
        Q_EMIT statusChanged(place);
        return;
    }
    Q_EMIT statusChanged(
        tr("%1   selection %2 s").arg(place, QLocale().toString(view->selectionEnd() - view->selectionStart(), 'f', 3)));
}

void InspectPage::viewChanged() {
    if (!m_refresh.isActive()) m_refresh.start();
    if (!m_player->turningPage()) m_visit.start();
}

std::optional<ViewState> InspectPage::viewState() const {
    auto* recording = current();
    if (recording == nullptr || recording->state() != RecordingModel::State::Open) return std::nullopt;
    const auto* view = recording->view();
    return ViewState{view->start(), view->end(), view->selectionStart(), view->selectionEnd(), m_settings};
}

std::optional<ViewState> InspectPage::viewBefore() {
    if (!viewState()) return std::nullopt;
    m_visit.stop();
    visitHistory();
    return currentDocument()->history.previous();
}

void InspectPage::visitHistory() {
    if (const auto state = viewState()) currentDocument()->history.visit(*state);
}

void InspectPage::showView(const ViewState& state) {
    auto* recording = current();
    if (recording == nullptr) return;
    auto* view = recording->view();
    view->setRange(state.start, state.end);
    view->setSelection(state.selectionStart, state.selectionEnd);
    if (state.settings != m_settings) setSettings(state.settings);
    m_visit.stop();
}

}  // namespace prososcope::gui
