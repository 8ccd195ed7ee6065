// SPDX-License-Identifier: GPL-3.0-or-later
#include <QActionGroup>
#include <QApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QToolButton>
#include <algorithm>
#include <utility>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/CommandPalette.h"
#include "app/gui/CommandsDialog.h"
#include "app/gui/FileFilters.h"
#include "app/gui/KeyTable.h"
#include "app/gui/MainWindow.h"
#include "app/gui/Rail.h"
#include "app/gui/StartOptions.h"
#include "app/gui/inspect/SessionFile.h"
#include "app/gui/models/HubListing.h"
#include "app/gui/models/ModelsDialog.h"
#include "engine/audio/AudioFile.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Theme;

QMenu* MainWindow::menu(const QString& id) {
    if (QMenu* known = m_menus.value(id)) return known;
    const QHash<QString, QString> titles{{QStringLiteral("file"), tr("&File")},  {QStringLiteral("edit"), tr("&Edit")},
                                         {QStringLiteral("tier"), tr("Tie&rs")}, {QStringLiteral("view"), tr("&View")},
                                         {QStringLiteral("play"), tr("&Play")},  {QStringLiteral("tools"), tr("&Tools")},
                                         {QStringLiteral("live"), tr("&Live")},  {QStringLiteral("help"), tr("&Help")}};
    auto* made = menuBar()->addMenu(titles.value(id, id));
    made->menuAction()->setVisible(false);  // until it holds something
    made->setObjectName(QStringLiteral("menu.%1").arg(id));
    m_menus.insert(id, made);
    return made;
}

void MainWindow::addToMenu(const QString& id) {
    const auto& specs = m_actions->specs();
    const auto spec = std::find_if(specs.cbegin(), specs.cend(), [&id](const ActionSpec& one) { return one.id == id; });
    if (spec == specs.cend() || spec->menu.isEmpty()) return;
    QMenu* place = menu(spec->menu);
    place->menuAction()->setVisible(true);
    // Quit stays last in its menu, whichever page comes later.
    QAction* last = place->actions().isEmpty() ? nullptr : place->actions().constLast();
    if (last != nullptr && last->objectName() == QStringLiteral("file.quit")) {
        QAction* line = place->actions().at(place->actions().size() - 2);
        place->insertAction(line->isSeparator() ? line : last, m_actions->action(id));
    } else {
        place->addAction(m_actions->action(id));
    }
}

void MainWindow::addActions() {
    const auto add = [this](ActionSpec spec, std::function<void()> run) { return m_actions->add(spec, std::move(run)); };
    add({.id = QStringLiteral("file.open"),
         .menu = QStringLiteral("file"),
         .text = tr("&Open..."),
         .description = tr("Open sound files, annotations and sessions."),
         .keys = {QKeySequence(Qt::CTRL | Qt::Key_O)},
         .icon = QStringLiteral("open"),
         .help = QStringLiteral("open")},
        [this] {
            auto* dialog =
                new QFileDialog(this, tr("Open"), m_recent.isEmpty() ? QString() : QFileInfo(m_recent.front()).path());
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            dialog->setFileMode(QFileDialog::ExistingFiles);
            const auto sounds = patternsOf(audio::openableEndings());
            const auto annotations = annotationPatterns();
            const QStringList sessions{QLatin1Char('*') + SessionFile::ending()};
            const auto list = [](const QStringList& patterns) { return patterns.join(QLatin1Char(' ')); };
            dialog->setNameFilters({tr("All that can be opened (%1)").arg(list(sounds + annotations + sessions)),
                                    tr("Sound files (%1)").arg(list(sounds)), tr("Annotations (%1)").arg(list(annotations)),
                                    tr("Sessions (%1)").arg(list(sessions)), tr("All files (*)")});
            connect(dialog, &QFileDialog::filesSelected, this, &MainWindow::openPaths);
            dialog->open();
        });
    add({.id = QStringLiteral("file.openFolder"),
         .menu = QStringLiteral("file"),
         .text = tr("Open &folder..."),
         .description = tr("Open a folder of sound files."),
         .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O)},
         .icon = QStringLiteral("folder"),
         .help = QStringLiteral("open")},
        [this] {
            auto* dialog =
                new QFileDialog(this, tr("Open folder"), m_recent.isEmpty() ? QString() : QFileInfo(m_recent.front()).path());
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            dialog->setFileMode(QFileDialog::Directory);
            dialog->setOption(QFileDialog::ShowDirsOnly);
            connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) { openPaths({path}); });
            dialog->open();
        });
    m_recentMenu = menu(QStringLiteral("file"))->addMenu(tr("Open &recent"));
    menu(QStringLiteral("file"))->addSeparator();
    add({.id = QStringLiteral("file.quit"),
         .menu = QStringLiteral("file"),
         .text = tr("&Quit"),
         .description = tr("Close the window; a running job is stopped and can be resumed."),
         .keys = {QKeySequence(Qt::CTRL | Qt::Key_Q)}},
        [this] { close(); });

    m_pageGroup = new QActionGroup(this);
    for (const PageEntry& entry : std::as_const(m_entries)) {
        const QString id = entry.id;
        QAction* action = add({.id = QStringLiteral("view.%1").arg(id),
                               .menu = QStringLiteral("view"),
                               .text = entry.title,
                               .description = entry.description,
                               .keys = {entry.key},
                               .icon = entry.icon,
                               .checkable = true,
                               .help = id},
                              [this, id] { showPage(id); });
        m_pageGroup->addAction(action);
        m_rail->add(id, entry.title, entry.icon, action);
    }
    if (!m_entries.isEmpty()) menu(QStringLiteral("view"))->addSeparator();
    add({.id = QStringLiteral("view.fullScreen"),
         .menu = QStringLiteral("view"),
         .text = tr("F&ull screen"),
         .description = tr("Fill the screen with the window, or leave that again."),
         .keys = {QKeySequence(Qt::Key_F11)},
         .checkable = true},
        [this] {
            if (isFullScreen()) {
                if (m_wasMaximized)
                    showMaximized();
                else
                    showNormal();
            } else {
                m_wasMaximized = isMaximized();
                showFullScreen();
            }
            m_actions->action(QStringLiteral("view.fullScreen"))->setChecked(isFullScreen());
        });
    add({.id = QStringLiteral("view.nextRegion"),
         .menu = QStringLiteral("view"),
         .text = tr("&Next region"),
         .description = tr("Move the focus to the next part of the window."),
         .keys = {QKeySequence(Qt::Key_F6)}},
        [this] { moveRegion(1); });
    add({.id = QStringLiteral("view.previousRegion"),
         .menu = QStringLiteral("view"),
         .text = tr("&Previous region"),
         .description = tr("Move the focus to the previous part of the window."),
         .keys = {QKeySequence(Qt::SHIFT | Qt::Key_F6)}},
        [this] { moveRegion(-1); });

    add({.id = QStringLiteral("help.commands"),
         .menu = QStringLiteral("help"),
         .text = tr("&Search commands"),
         .description = tr("Find any action by its name and run it."),
         .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P)},
         .icon = QStringLiteral("search")},
        [this] { m_palette->open(); });
    add({.id = QStringLiteral("help.commandLines"),
         .menu = QStringLiteral("help"),
         .text = tr("Show &command"),
         .description = tr("Show the command lines that do what the page shows."),
         .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_K)}},
        [this] { showCommands(); });
    add({.id = QStringLiteral("help.keys"),
         .menu = QStringLiteral("help"),
         .text = tr("&Keys"),
         .description = tr("Show all actions with their keys, and change these."),
         .keys = {QKeySequence(Qt::Key_F2)},
         .icon = QStringLiteral("table")},
        [this] {
            if (m_keyTable == nullptr) {
                m_keyTable = new KeyTable(m_actions, this);
                m_keyTable->setAttribute(Qt::WA_DeleteOnClose);
            }
            m_keyTable->show();
            m_keyTable->raise();
            m_keyTable->activateWindow();
        });
    add({.id = QStringLiteral("help.about"),
         .menu = QStringLiteral("help"),
         .text = tr("&About Prososcope"),
         .description = tr("Versions of the program and its libraries, and its licence."),
         .icon = QStringLiteral("info")},
        [this] { about(); });

    add({.id = QStringLiteral("tools.models"),
         .menu = QStringLiteral("tools"),
         .text = tr("M&odels..."),
         .description = tr("See the models of the workspace, import public speech encoders, test and remove them."),
         .help = QStringLiteral("models")},
        [this] { showModels(); });
    add({.id = QStringLiteral("file.importModel"),
         .menu = QStringLiteral("file"),
         .text = tr("Import &model..."),
         .description = tr("Brings a public speech encoder into the workspace."),
         .help = QStringLiteral("models")},
        [this] { showModels()->askImport(); });

    auto* search = new QToolButton(this);
    search->setObjectName(QStringLiteral("search"));
    search->setAutoRaise(true);
    const auto label = [this, search] {
        const ActionSpec& spec = *m_actions->spec(QStringLiteral("help.commands"));
        search->setText(spec.keys.isEmpty()
                            ? tr("Search commands")
                            : tr("%1 search commands").arg(spec.keys.front().toString(QKeySequence::NativeText)));
        search->setToolTip(m_actions->action(spec.id)->toolTip());
    };
    label();
    connect(m_actions, &ActionRegistry::keysChanged, search, label);
    search->setAccessibleName(tr("Search commands"));
    search->setFocusPolicy(Qt::NoFocus);  // like the menus beside it; the keys are its words
    search->setFont(Theme::instance().font(Theme::Size::Small));
    const auto tint = [search] {
        QPalette quiet = QApplication::palette();
        quiet.setColor(QPalette::ButtonText, Theme::instance().color(widgets::Ink::Muted));
        search->setPalette(quiet);
    };
    tint();
    connect(&Theme::instance(), &Theme::changed, search, tint);
    connect(search, &QToolButton::clicked, this, [this] { m_palette->open(); });
    menuBar()->setCornerWidget(search);
}

ModelsDialog* MainWindow::showModels() {
    if (m_models == nullptr) {
        const QString stored = m_settings.value(QStringLiteral("hub")).toString(QLatin1String(kStandardHub));
        m_models = new ModelsDialog(m_context, m_hub.isEmpty() ? stored : m_hub, this);
        connect(m_models, &ModelsDialog::hubChanged, this, [this](const QString& hub) {
            m_settings[QStringLiteral("hub")] = hub;
            saveSettings();
        });
        connect(m_models, &ModelsDialog::modelsChanged, this, [this] {
            if (Page* shown = m_pages.value(currentPage())) shown->activated();  // lists the models anew
        });
    }
    m_models->show();
    m_models->raise();
    m_models->activateWindow();
    return m_models;
}

void MainWindow::showCommands() {
    const Page* shown = page(currentPage());
    if (shown == nullptr) return;
    delete m_commands;
    m_commands = new CommandsDialog(shown->title(), shown->commands(), this);
    m_commands->show();
}

void MainWindow::addThemeActions() {
    QMenu* themes = menu(QStringLiteral("view"))->addMenu(tr("&Theme"));
    m_themeGroup = new QActionGroup(this);
    const QString stored = m_settings.value(QStringLiteral("theme")).toString(QStringLiteral("system"));
    struct One {
        QString id, text, description;
        Theme::Choice choice;
    };
    const One all[] = {
        {QStringLiteral("system"), tr("As the &system"), tr("Light or dark as the desktop says."), Theme::Choice::System},
        {QStringLiteral("light"), tr("&Light"), tr("Dark text on a light ground."), Theme::Choice::Light},
        {QStringLiteral("dark"), tr("&Dark"), tr("Light text on a dark ground."), Theme::Choice::Dark}};
    for (const One& one : all) {
        QAction* action = m_actions->add({.id = QStringLiteral("view.theme.%1").arg(one.id),
                                          .text = one.text,
                                          .description = one.description,
                                          .checkable = true},
                                         [this, one] {
                                             Theme::instance().choose(one.choice);
                                             m_settings[QStringLiteral("theme")] = one.id;
                                             saveSettings();
                                         });
        themes->addAction(action);
        m_themeGroup->addAction(action);
        if (stored == one.id) {
            action->setChecked(true);
            Theme::instance().choose(one.choice);
        }
    }
}

void MainWindow::fillRecentMenu() {
    m_recentMenu->clear();
    for (const QString& path : std::as_const(m_recent)) {
        QString shown = QFileInfo(path).fileName();
        m_recentMenu
            ->addAction(shown.replace(QLatin1Char('&'), QStringLiteral("&&")), this, [this, path] { openPaths({path}); })
            ->setToolTip(path);
    }
    m_recentMenu->setToolTipsVisible(true);
    m_recentMenu->menuAction()->setEnabled(!m_recent.isEmpty());
}

void MainWindow::about() {
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("About Prososcope"),
                                tr("A workbench for seeing, hearing and measuring emotion in speech.\n"
                                   "Free software under the GNU General Public License, version 3 or later."),
                                QMessageBox::Close, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(versionText());
    box->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    box->setModal(false);
    box->show();
}

}  // namespace prososcope::gui
