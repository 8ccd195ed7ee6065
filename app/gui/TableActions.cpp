// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/TableActions.h"

#include <QApplication>
#include <QCoreApplication>

#include "app/gui/ActionRegistry.h"

namespace prososcope::gui {

namespace {

template <typename Table = TableCommands, typename Call>
std::function<void()> onFocused(Call call) {
    return [call] {
        for (QWidget* widget = QApplication::focusWidget(); widget != nullptr; widget = widget->parentWidget()) {
            if (auto* table = dynamic_cast<Table*>(widget); table != nullptr) {
                call(*table);
                return;
            }
        }
    };
}

ActionSpec spec(const char* id, const QString& text, const QString& description, const QList<QKeySequence>& keys) {
    ActionSpec made;
    made.id = QLatin1String(id);
    made.text = text;
    made.description = description;
    made.keys = keys;
    made.scope = KeyScope::Table;
    return made;
}

}  // namespace

QAction* addRemoveAction(ActionRegistry& actions) {
    if (auto* known = actions.action(QStringLiteral("table.remove")); known != nullptr) return known;
    const auto say = [](const char* text) { return QCoreApplication::translate("TableActions", text); };
    return actions.add(
        spec("table.remove", say(QT_TRANSLATE_NOOP("TableActions", "Remove chosen rows")),
             say(QT_TRANSLATE_NOOP("TableActions", "Deletes the chosen runs, or takes a waiting one out of the queue.")),
             {QKeySequence(Qt::Key_Delete)}),
        onFocused<TableRemoval>([](TableRemoval& table) { table.removeChosen(); }));
}

void addTableActions(ActionRegistry& actions) {
    if (actions.action(QStringLiteral("table.play")) != nullptr) return;
    const auto say = [](const char* text) { return QCoreApplication::translate("TableActions", text); };
    actions.add(spec("table.play", say(QT_TRANSLATE_NOOP("TableActions", "Play utterance")),
                     say(QT_TRANSLATE_NOOP("TableActions", "Plays the utterance of the current row, or stops it.")),
                     {QKeySequence(Qt::Key_Space)}),
                onFocused([](TableCommands& table) { table.playCurrent(); }));
    actions.add(spec("table.next", say(QT_TRANSLATE_NOOP("TableActions", "Next utterance")),
                     say(QT_TRANSLATE_NOOP("TableActions", "Goes to the next row and plays it.")), {QKeySequence(Qt::Key_J)}),
                onFocused([](TableCommands& table) { table.playStep(1); }));
    actions.add(
        spec("table.previous", say(QT_TRANSLATE_NOOP("TableActions", "Previous utterance")),
             say(QT_TRANSLATE_NOOP("TableActions", "Goes to the previous row and plays it.")), {QKeySequence(Qt::Key_K)}),
        onFocused([](TableCommands& table) { table.playStep(-1); }));
    actions.add(
        spec("table.open", say(QT_TRANSLATE_NOOP("TableActions", "Open utterance in Inspect")),
             say(QT_TRANSLATE_NOOP("TableActions", "Shows the utterance of the current row at its place in its recording.")),
             {QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_Enter)}),
        onFocused([](TableCommands& table) { table.openCurrent(); }));
    actions.add(spec("table.back", say(QT_TRANSLATE_NOOP("TableActions", "Back from the list")),
                     say(QT_TRANSLATE_NOOP("TableActions", "Returns to where the list of utterances came from.")),
                     {QKeySequence(Qt::Key_Backspace)}),
                onFocused([](TableCommands& table) { table.leaveTable(); }));
}

}  // namespace prososcope::gui
