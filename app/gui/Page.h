// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QWidget>

#include "app/gui/ShellCommand.h"

namespace prososcope::engine_thread {
class EngineThread;
}

namespace prososcope::gui {

class ActionRegistry;

/// What every workspace is given; owned by the main window and outliving the pages.
struct PageContext {
    ActionRegistry* actions = nullptr;
    engine_thread::EngineThread* engine = nullptr;
    QString workspaceFolder;
};

/// One workspace of the rail. The main window shows it, routes drops to it, and keeps its state.
class Page : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;
    [[nodiscard]] virtual QString id() const = 0;     ///< "inspect"
    [[nodiscard]] virtual QString title() const = 0;  ///< the rail's word
    [[nodiscard]] virtual QString iconName() const = 0;
    /// Files or folders dropped on the window or given on the command line; true if taken.
    virtual bool openPaths(const QStringList& /*paths*/) { return false; }
    [[nodiscard]] virtual QJsonObject saveState() const { return {}; }
    virtual void restoreState(const QJsonObject& /*state*/) {}
    /// Called each time the page is shown.
    virtual void activated() {}
    /// What F6 moves between, in reading order; each is given the focus it last had.
    [[nodiscard]] virtual QList<QWidget*> regions() { return {this}; }
    /// What does the same as the page shows now, without the window; none where it shows nothing.
    [[nodiscard]] virtual QList<PageCommand> commands() const { return {}; }
    /// Whether all that the page is loading has come (for screenshots); work in progress counts, playback does not.
    [[nodiscard]] virtual bool isIdle() const { return true; }
    /// Called when the window is about to close. False holds it open: the page asks a person what becomes of unsaved work,
    /// and closes the window again when the answer allows it.
    [[nodiscard]] virtual bool mayClose() { return true; }

Q_SIGNALS:
    /// Left part of the status line (time, selection, what is under the cursor), already translated.
    void statusChanged(const QString& text);
    /// Right part of the status line, translated: the device in use ("CPU, 2 threads") and the chosen model's name.
    void deviceChanged(const QString& text);
    void modelChanged(const QString& name);
    /// Shows a sentence in the window's message bar; error: stays until dismissed.
    void message(const QString& text, bool error);
    /// Asks another page to show something: ("inspect", {"path":…, "start":…, "end":…}), ("results", {"run": 12}).
    void openRequested(const QString& page, const QJsonObject& what);

public:
    /// Receives openRequested of other pages.
    virtual void show(const QJsonObject& /*what*/) {}
    using QWidget::show;
};

}  // namespace prososcope::gui
