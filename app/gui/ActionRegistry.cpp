// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/ActionRegistry.h"

#include <QWidget>
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

QAction* ActionRegistry::add(const ActionSpec& spec, std::function<void()> triggered) {
    if (m_actions.contains(spec.id)) {
        core::log(core::LogLevel::Error, "Action " + spec.id.toStdString() + " was added twice.");
        Q_ASSERT_X(false, "ActionRegistry::add", qPrintable(spec.id));
        return m_actions.value(spec.id);
    }
    auto* action = new QAction(spec.text, this);
    action->setObjectName(spec.id);
    action->setCheckable(spec.checkable);
    action->setShortcuts(spec.keys);
    action->setShortcutContext(spec.scope == KeyScope::Window ? Qt::WindowShortcut : Qt::WidgetWithChildrenShortcut);
    action->setStatusTip(spec.description);
    const QString keys = keysText(spec);
    action->setToolTip(keys.isEmpty() ? QStringLiteral("%1\n%2").arg(plainText(spec), spec.description)
                                      : QStringLiteral("%1 (%2)\n%3").arg(plainText(spec), keys, spec.description));
    if (!spec.icon.isEmpty()) action->setIcon(widgets::Theme::instance().icon(spec.icon));
    action->setIconVisibleInMenu(false);
    if (triggered) connect(action, &QAction::triggered, this, [run = std::move(triggered)] { run(); });
    m_specs.append(spec);
    m_actions.insert(spec.id, action);
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
