// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/ActionRegistry.h"
#include "app/gui/live/LiveControls.h"
#include "app/gui/live/LiveDisplay.h"
#include "app/gui/live/LivePage.h"
#include "app/gui/live/LivePresentation.h"

namespace prososcope::gui {

/// The letters act while the display has the focus.
void LivePage::registerActions() {
    ActionRegistry& actions = *m_context.actions;
    const auto add = [&](const char* id, const QString& text, const QString& button, const QString& description,
                         const QList<QKeySequence>& keys, KeyScope scope, bool checkable, std::function<void()> run) {
        QAction* action = actions.add({.id = QLatin1String(id),
                                       .menu = QStringLiteral("live"),
                                       .text = text,
                                       .description = description,
                                       .keys = keys,
                                       .scope = scope,
                                       .checkable = checkable},
                                      std::move(run));
        if (!button.isEmpty()) action->setIconText(button);
        return action;
    };
    QAction* start = add("live.start", tr("&Start listening"), tr("Start"), tr("Listen, or stop listening."),
                         {QKeySequence(Qt::Key_S)}, KeyScope::LiveDisplay, false, [this] { startOrStop(); });
    QAction* freeze = add("live.freeze", tr("&Freeze the display"), tr("Freeze"),
                          tr("Hold what is shown while listening goes on; again lets it go."), {QKeySequence(Qt::Key_F)},
                          KeyScope::LiveDisplay, true, [this] { setFrozen(!m_frozen); });
    QAction* marked = add("live.mark", tr("&Mark this moment"), tr("Mark"), tr("Put a mark into the sound that scrolls by."),
                          {QKeySequence(Qt::Key_M)}, KeyScope::LiveDisplay, false, [this] { mark(); });
    QAction* speaker = add("live.speaker", tr("&New speaker"), tr("New speaker"),
                           tr("Somebody else speaks from now on: the adaptation to the voice starts anew."),
                           {QKeySequence(Qt::Key_N)}, KeyScope::LiveDisplay, false, [this] { newSpeaker(); });
    add("live.namedSpeaker", tr("New speaker with a n&ame..."), {}, tr("As New speaker, with a name that a recording keeps."),
        {QKeySequence(Qt::SHIFT | Qt::Key_N)}, KeyScope::LiveDisplay, false, [this] { askNewSpeaker(); });
    add("live.neutral", tr("&Learn the neutral voice"), {},
        tr("Ten seconds of speech, spoken neutrally, tell the adaptation how this voice sounds when nothing moves it."),
        {QKeySequence(Qt::Key_L)}, KeyScope::LiveDisplay, false, [this] { m_session->learnNeutral(); });
    QAction* record = add("live.record", tr("Re&cord"), tr("Record"),
                          tr("Record sound and predictions into the workspace, or end the recording."),
                          {QKeySequence(Qt::Key_R)}, KeyScope::LiveDisplay, true, [this] { toggleRecording(); });
    add("live.openRecording", tr("&Open the recording in Inspect"), {}, tr("Look at the last recording with its tiers."),
        {QKeySequence(Qt::Key_I)}, KeyScope::LiveDisplay, false, [this] { openRecording(); });
    add("live.pushToTalk", tr("&Push to talk"), {}, tr("Listen only while the space bar is held on the display."),
        {QKeySequence(Qt::Key_T)}, KeyScope::LiveDisplay, true, [this] { setPushToTalk(!m_pushToTalk); });
    add("live.rehearsed", tr("&Rehearsed recording"), {},
        tr("Listen to a recording chosen before in the microphone's place, or to the microphone again."),
        {QKeySequence(Qt::Key_F9)}, KeyScope::Window, false, [this] { switchToRehearsed(); });
    QAction* replay = add("live.replay", tr("Pla&y the last seconds again"), tr("Again"),
                          tr("Play the last five seconds with what was said of them; again: back to what is heard now."),
                          {QKeySequence(Qt::Key_F8)}, KeyScope::Window, false, [this] { toggleReplay(); });
    QAction* present = add("live.present", tr("Pr&esent"), tr("Present"),
                           tr("Show nothing but the display on another screen, after a list of what to look at first."),
                           {QKeySequence(Qt::Key_F5)}, KeyScope::Window, true, [this] { togglePresentation(); });
    m_controls->addButton(start);
    for (QAction* each : {freeze, marked, speaker, replay, record}) m_controls->addButton(each);
    m_controls->addButton(present, true);
    actions.attach(m_display, KeyScope::LiveDisplay);
    // With the other window in front, its keys do the same.
    actions.attach(m_presentation->window(), KeyScope::LiveDisplay);
    for (const char* id : {"live.rehearsed", "live.replay", "live.present"})
        m_presentation->window()->addAction(actions.action(QLatin1String(id)));
}

}  // namespace prososcope::gui
