// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QStringList>
#include <QWidget>
#include <functional>

#include "app/gui/KeyScheme.h"

namespace prososcope::gui {

/// Where an action's keys are heard. SignalPane: single letters, digits, Space, Tab and arrows act only while a signal
/// pane has the focus; never in a table, tier or field. LiveDisplay: letters act while the display of Live has it.
enum class KeyScope { Window, SignalPane, Table, LiveDisplay };

/// Everything about an action in one place.
struct ActionSpec {
    QString id = {};           ///< "play.toggle"
    QString menu = {};         ///< id of the menu: file, edit, tier, view, play, tools, help; empty: no menu
    QString text = {};         ///< translated, with & where the menu shows it
    QString description = {};  ///< one sentence, for tooltip and palette
    QList<QKeySequence> keys = {};
    QString icon = {};  ///< name in resources/icons or empty
    KeyScope scope = KeyScope::Window;
    bool checkable = false;
    QString help = {};  ///< anchor in the help, may be empty
};

/// All actions of the program. Menus, tooltips (text and keys), the key table (F2), the command search (Ctrl+Shift+P)
/// and the tests read it. Adding an id or a key twice within reach of each other is a bug (assertion and test). The keys
/// in force are those of a scheme: a preset and the user's changes, which go before the keys of actions added later.
/// GUI thread; owned by the main window.
class ActionRegistry : public QObject {
    Q_OBJECT
public:
    explicit ActionRegistry(QObject* parent = nullptr);

    /// Makes the action, gives it its keys and tooltip, and connects `triggered`.
    QAction* add(const ActionSpec& spec, std::function<void()> triggered);
    [[nodiscard]] QAction* action(const QString& id) const;  ///< null if unknown
    /// With the keys in force.
    [[nodiscard]] const QList<ActionSpec>& specs() const { return m_specs; }
    [[nodiscard]] const ActionSpec* spec(const QString& id) const;  ///< null if unknown
    [[nodiscard]] const KeyScheme& scheme() const { return m_scheme; }
    /// Gives all actions their keys of this scheme.
    void setScheme(const KeyScheme& scheme);
    /// The keys of an action without the user's changes.
    [[nodiscard]] QList<QKeySequence> presetKeys(const QString& id) const;
    /// Gives an action these keys instead of those it has, as a change by the user. Where one cannot be used, nothing
    /// happens and a sentence says why, naming the action that has it.
    QString changeKeys(const QString& id, const QList<QKeySequence>& keys);
    /// Gives an action its keys of the preset again; refused like a change.
    QString restoreKeys(const QString& id);
    /// Pairs of ids that share a key in overlapping scopes; empty when all is well.
    [[nodiscard]] QStringList conflicts() const;
    /// Attaches the SignalPane (or Table) actions to a widget, so that their keys work while it or a child has the focus.
    void attach(QWidget* widget, KeyScope scope);

    /// The text without mnemonics, and the keys as a person reads them ("Ctrl+O, F3").
    [[nodiscard]] static QString plainText(const ActionSpec& spec);
    [[nodiscard]] static QString keysText(const ActionSpec& spec);

Q_SIGNALS:
    void added(const QString& id);
    /// Some actions have other keys than before.
    void keysChanged();

private:
    struct Place {
        QPointer<QWidget> widget;
        KeyScope scope;
    };
    void applyKeys(ActionSpec& spec);
    [[nodiscard]] QString refusal(const ActionSpec& spec, const QList<QKeySequence>& keys) const;

    QList<ActionSpec> m_specs;
    QHash<QString, QList<QKeySequence>> m_standard;  ///< the actions' own keys
    KeyScheme m_scheme;
    QList<Place> m_places;
    QHash<QString, QAction*> m_actions;
};

}  // namespace prososcope::gui
