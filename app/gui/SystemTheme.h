// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusVariant>
#include <QObject>

namespace prososcope::gui {

/// Asks the desktop portal for its colour scheme and follows it. `start` returns at once: the bus is reached on a thread
/// of its own and the answer comes as a signal; without a session bus or a portal nothing comes, and the palette's
/// lightness stays the rule. GUI thread.
class SystemTheme : public QObject {
    Q_OBJECT
public:
    explicit SystemTheme(QObject* parent = nullptr);
    void start();

Q_SIGNALS:
    void darkChanged(bool dark);

private Q_SLOTS:
    void settingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void ask();
    void take(const QVariant& value);
};

}  // namespace prososcope::gui
