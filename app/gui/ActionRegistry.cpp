// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/ActionRegistry.h"

#include <QWidget>
#include <algorithm>
#include <utility>

#include "engine/core/Log.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

namespace {

/// Window keys are heard everywhere; those of panes and tables only there, and the two never at once.
bool scopesMeet(KeyScope one, KeyScope other) { return one == KeyScope::Window || other == KeyScope::Window || one == other; }

bool keysMeet(const QKeySequence& one, const QKeySequence& other) {
    return one.matches(other) != QKeySequence::NoMatch || other.matches(one) != QKeySequence::NoMatch;
}

bool anyMeets(const QList<QKeySequence>& keys, const QKeySequence& key) {
    return std::any_of(keys.cbegin(), keys.cend(), [&key](const QKeySequence& one) { return keysMeet(one, key); });
}

}  // namespace

ActionRegistry::ActionRegistry(QObject* parent) : QObject(parent) {}

QString ActionRegistry::plainText(const ActionSpec& spec) {
    QString text = spec.text;
    text.replace(QStringLiteral("&&"), QStringLiteral("\x01"));
    text.remove(QLatin1Char('&'));
    return text.replace(QLatin1Char('\x01'), QLatin1Char('&'));
}

QString ActionRegistry::keysText(const ActionSpec& spec) {
    return QKeySequence::listToString(spec.keys, QKeySequence::NativeText).replace(QStringLiteral("; "), QStringLiteral(", "));
}

QAction* ActionRegistry::add(const ActionSpec& wanted, std::function<void()> triggered) {
    if (m_actions.contains(wanted.id)) {
        core::log(core::LogLevel::Error, "Action " + wanted.id.toStdString() + " was added twice.");
        Q_ASSERT_X(false, "ActionRegistry::add", qPrintable(wanted.id));
        return m_actions.value(wanted.id);
    }
    auto* action = new QAction(wanted.text, this);
    action->setObjectName(wanted.id);
    action->setCheckable(wanted.checkable);
    action->setShortcutContext(wanted.scope == KeyScope::Window ? Qt::WindowShortcut : Qt::WidgetWithChildrenShortcut);
    action->setStatusTip(wanted.description);
    if (!wanted.icon.isEmpty()) action->setIcon(widgets::Theme::instance().icon(wanted.icon));
    action->setIconVisibleInMenu(false);
    if (triggered) connect(action, &QAction::triggered, this, [run = std::move(triggered)] { run(); });
    m_standard.insert(wanted.id, wanted.keys);
    m_actions.insert(wanted.id, action);
    ActionSpec spec = wanted;
    spec.keys = m_scheme.keys(wanted.id, wanted.keys);
    if (!m_scheme.isChanged(wanted.id)) {
        // What the user has given to another action stays there.
        spec.keys.removeIf([&](const QKeySequence& key) {
            return std::any_of(m_specs.cbegin(), m_specs.cend(), [&](const ActionSpec& other) {
                return m_scheme.isChanged(other.id) && scopesMeet(other.scope, spec.scope) && anyMeets(other.keys, key);
            });
        });
    }
    applyKeys(spec);
    m_specs.append(spec);
    for (const auto& place : std::as_const(m_places)) {
        if (place.scope == spec.scope && place.widget != nullptr) place.widget->addAction(action);
    }
    if (const QStringList found = conflicts(); !found.isEmpty()) {
        core::log(core::LogLevel::Error, "Two actions share a key: " + found.join(QStringLiteral("; ")).toStdString());
        Q_ASSERT_X(false, "ActionRegistry::add", qPrintable(found.join(QStringLiteral("; "))));
    }
    Q_EMIT added(spec.id);
    return action;
}

void ActionRegistry::applyKeys(ActionSpec& spec) {
    QAction* action = m_actions.value(spec.id);
    action->setShortcuts(spec.keys);
    const QString keys = keysText(spec);
    action->setToolTip(keys.isEmpty() ? QStringLiteral("%1\n%2").arg(plainText(spec), spec.description)
                                      : QStringLiteral("%1 (%2)\n%3").arg(plainText(spec), keys, spec.description));
}

const ActionSpec* ActionRegistry::spec(const QString& id) const {
    const auto found = std::find_if(m_specs.cbegin(), m_specs.cend(), [&id](const ActionSpec& one) { return one.id == id; });
    return found == m_specs.cend() ? nullptr : &*found;
}

QList<QKeySequence> ActionRegistry::presetKeys(const QString& id) const {
    return m_scheme.presetKeys(id, m_standard.value(id));
}

void ActionRegistry::setScheme(const KeyScheme& scheme) {
    m_scheme = scheme;
    for (ActionSpec& spec : m_specs) spec.keys = m_scheme.keys(spec.id, m_standard.value(spec.id));
    // A change made under one preset may meet a key of another: what the user chose stays.
    for (ActionSpec& spec : m_specs) {
        if (m_scheme.isChanged(spec.id)) continue;
        spec.keys.removeIf([&](const QKeySequence& key) {
            return std::any_of(m_specs.cbegin(), m_specs.cend(), [&](const ActionSpec& other) {
                return m_scheme.isChanged(other.id) && scopesMeet(other.scope, spec.scope) && anyMeets(other.keys, key);
            });
        });
    }
    for (ActionSpec& spec : m_specs) applyKeys(spec);
    Q_EMIT keysChanged();
}

QString ActionRegistry::refusal(const ActionSpec& spec, const QList<QKeySequence>& keys) const {
    for (const QKeySequence& key : keys) {
        const QString shown = key.toString(QKeySequence::NativeText);
        const QKeyCombination first = key[0];
        const bool plain = (first.keyboardModifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) == 0;
        const bool printable = first.key() >= Qt::Key_Space && first.key() < Qt::Key_Escape;
        const bool moving = first.key() == Qt::Key_Tab || first.key() == Qt::Key_Backtab || first.key() == Qt::Key_Escape;
        const bool display = spec.scope == KeyScope::SignalPane || (spec.scope == KeyScope::LiveDisplay && !moving);
        if (!display && plain && (printable || moving)) {
            return tr("%1 is needed for typing and moving about wherever \u201c%2\u201d is heard. Add Ctrl or Alt.")
                .arg(shown, plainText(spec));
        }
        for (const ActionSpec& other : m_specs) {
            if (other.id == spec.id || !scopesMeet(other.scope, spec.scope) || !anyMeets(other.keys, key)) continue;
            return tr("%1 belongs to \u201c%2\u201d. Give that another key first.").arg(shown, plainText(other));
        }
    }
    return {};
}

QString ActionRegistry::changeKeys(const QString& id, const QList<QKeySequence>& keys) {
    const ActionSpec* changed = spec(id);
    if (changed == nullptr) return {};
    if (const QString why = refusal(*changed, keys); !why.isEmpty()) return why;
    KeyScheme scheme = m_scheme;
    if (keys == presetKeys(id)) {
        scheme.forget(id);
    } else {
        scheme.change(id, keys);
    }
    setScheme(scheme);
    return {};
}

QString ActionRegistry::restoreKeys(const QString& id) { return changeKeys(id, presetKeys(id)); }

QAction* ActionRegistry::action(const QString& id) const { return m_actions.value(id); }

QStringList ActionRegistry::conflicts() const {
    QStringList found;
    for (qsizetype i = 0; i < m_specs.size(); ++i) {
        for (qsizetype j = i + 1; j < m_specs.size(); ++j) {
            if (!scopesMeet(m_specs[i].scope, m_specs[j].scope)) continue;
            for (const QKeySequence& one : m_specs[i].keys) {
                for (const QKeySequence& other : m_specs[j].keys) {
                    if (!keysMeet(one, other)) continue;
                    found << QStringLiteral("%1, %2: %3")
                                 .arg(m_specs[i].id, m_specs[j].id, one.toString(QKeySequence::PortableText));
                }
            }
        }
    }
    return found;
}

void ActionRegistry::attach(QWidget* widget, KeyScope scope) {
    m_places.append({widget, scope});
    for (const ActionSpec& spec : std::as_const(m_specs)) {
        if (spec.scope == scope) widget->addAction(m_actions.value(spec.id));
    }
}

}  // namespace prososcope::gui
