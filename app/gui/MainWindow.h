// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QMainWindow>
#include <QPointer>
#include <QTimer>
#include <filesystem>

#include "app/gui/ActionRegistry.h"
#include "app/gui/Page.h"
#include "app/gui/Pages.h"
#include "app/gui/SettingsFile.h"

class QActionGroup;
class QMenu;
class QStackedWidget;

namespace prososcope::gui {

class CommandPalette;
class KeyTable;
class MessageBar;
class ModelsDialog;
class Rail;
class StatusLine;
class SystemTheme;

/// The one window: rail, workspaces, message bar, status line, menus. It owns the registry, the engine thread and the
/// pages, gives pages what they need, routes drops and requests between them, and keeps geometry, theme, recent files
/// and each page's state in the settings file. Only the first page is made before the window is shown. GUI thread.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    struct Options {
        QString workspaceFolder;
        QList<PageEntry> pages;
        std::filesystem::path settingsFile;  ///< empty: the standard place
        bool restoreSession = true;
        QString hub = {};  ///< where models are fetched from in this start; empty: as the settings say
    };
    explicit MainWindow(Options options, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens files and folders in the first page that takes them (the visible one is asked first) and remembers them.
    void openPaths(const QStringList& paths);
    /// The same without remembering it among the recent files, and without leaving the chosen page.
    void openExample(const QString& path);
    void showPage(const QString& id);
    /// The models of the workspace, in a window of their own that is made at the first call.
    ModelsDialog* showModels();
    [[nodiscard]] QString currentPage() const;
    /// The page, made if it was not yet; null for an unknown id.
    Page* page(const QString& id);
    /// Makes the pages that were left out at the start, connects to the desktop's theme.
    void finishStart();
    [[nodiscard]] ActionRegistry* actions() const { return m_actions; }
    [[nodiscard]] engine_thread::EngineThread* engine() const { return m_engine; }
    [[nodiscard]] QStringList recentFiles() const { return m_recent; }
    [[nodiscard]] bool hasSession() const;  ///< whether some page had a stored state
    [[nodiscard]] bool isIdle() const;      ///< all pages made and idle, no job running
    void showMessage(const QString& text, bool error);
    void saveSettings();

Q_SIGNALS:
    void firstPainted();

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void addActions();
    void addThemeActions();
    void showCommands();
    [[nodiscard]] static QString ownDevice();  ///< where nothing else computes
    void addToMenu(const QString& id);
    QMenu* menu(const QString& id);
    void remember(const QStringList& paths);
    void fillRecentMenu();
    void moveRegion(int step);
    [[nodiscard]] QList<QWidget*> regions() const;
    void restore();
    void about();

    SettingsFile m_settingsFile;
    QJsonObject m_settings;
    ActionRegistry* m_actions;
    engine_thread::EngineThread* m_engine;
    PageContext m_context;
    QList<PageEntry> m_entries;
    QHash<QString, Page*> m_pages;
    QHash<QString, QMenu*> m_menus;
    QHash<QString, QString> m_status;
    QHash<QWidget*, QPointer<QWidget>> m_lastFocus;
    QStringList m_recent;
    QMenu* m_recentMenu = nullptr;
    QActionGroup* m_pageGroup = nullptr;
    QActionGroup* m_themeGroup = nullptr;
    Rail* m_rail;
    MessageBar* m_messages;
    QStackedWidget* m_stack;
    StatusLine* m_statusLine;
    CommandPalette* m_palette = nullptr;
    QPointer<KeyTable> m_keyTable;
    QPointer<QWidget> m_commands;
    QPointer<ModelsDialog> m_models;
    QString m_hub;
    SystemTheme* m_systemTheme;
    bool m_painted = false;
    bool m_finished = false;
    bool m_wasMaximized = false;
};

}  // namespace prososcope::gui
