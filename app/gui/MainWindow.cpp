// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/MainWindow.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QScreen>
#include <QStackedWidget>
#include <QThread>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/CommandPalette.h"
#include "app/gui/MessageBar.h"
#include "app/gui/Rail.h"
#include "app/gui/StatusLine.h"
#include "app/gui/SystemTheme.h"
#include "app/gui/models/ModelsDialog.h"
#include "engine/checkpoints/ModelImport.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using engine_thread::EngineThread;
using widgets::Theme;

namespace {

constexpr int kMostThreads = 8;

QStringList localPaths(const QMimeData* data) {
    QStringList paths;
    if (data == nullptr) return paths;
    for (const QUrl& url : data->urls()) {
        if (url.isLocalFile()) paths << url.toLocalFile();
    }
    return paths;
}

}  // namespace

MainWindow::MainWindow(Options options, QWidget* parent)
    : QMainWindow(parent),
      m_settingsFile(options.settingsFile.empty() ? SettingsFile::standardPath() : options.settingsFile),
      m_actions(new ActionRegistry(this)),
      m_engine(new EngineThread(options.workspaceFolder, this)),
      m_entries(std::move(options.pages)),
      m_rail(new Rail),
      m_messages(new MessageBar),
      m_stack(new QStackedWidget),
      m_statusLine(new StatusLine(m_engine)),
      m_systemTheme(new SystemTheme(this)) {
    setWindowTitle(QStringLiteral("Prososcope"));
    setMinimumSize(1024, 640);
    setAcceptDrops(true);
    m_context = {m_actions, m_engine, options.workspaceFolder};
    m_hub = options.hub;
    m_settings = m_settingsFile.load();
    if (!options.restoreSession) m_settings.remove(QStringLiteral("pages"));

    connect(m_systemTheme, &SystemTheme::darkChanged, this, [this](bool dark) {
        m_settings[QStringLiteral("systemDark")] = dark;
        Theme::instance().setSystemDark(dark);
    });
    if (m_settings.contains(QStringLiteral("systemDark"))) {
        Theme::instance().setSystemDark(m_settings.value(QStringLiteral("systemDark")).toBool());
    }

    auto* central = new QWidget;
    auto* column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_stack, 1);
    right->addWidget(m_messages);  // below the page: what is about to be clicked stays where it is as messages come and go
    row->addWidget(m_rail);
    row->addLayout(right, 1);
    column->addLayout(row, 1);
    column->addWidget(m_statusLine);
    setCentralWidget(central);
    m_stack->setObjectName(QStringLiteral("workspace"));

    m_actions->setScheme(KeyScheme::fromJson(m_settings.value(QStringLiteral("keys")).toObject()));
    connect(m_actions, &ActionRegistry::keysChanged, this, [this] {
        m_settings[QStringLiteral("keys")] = m_actions->scheme().toJson();
        saveSettings();
    });
    connect(m_actions, &ActionRegistry::added, this, &MainWindow::addToMenu);
    m_actions->attach(this, KeyScope::Window);
    for (const char* id : {"file", "edit", "tier", "view", "play", "live", "tools", "help"}) menu(QString::fromLatin1(id));
    m_statusLine->setDevice(ownDevice());
    addActions();
    addThemeActions();
    m_palette = new CommandPalette(m_actions, this);
    restore();
    qApp->installEventFilter(this);
}

QString MainWindow::ownDevice() {
    return tr("CPU, %n threads", nullptr, std::clamp(QThread::idealThreadCount(), 1, kMostThreads));
}

MainWindow::~MainWindow() {
    qApp->removeEventFilter(this);
    // jobs stop and forget their owners before the pages go
    delete m_engine;
    m_engine = nullptr;
    // Children go in the order of their making: open dialogs and pages would still look at the actions.
    QList<QPointer<QWidget>> widgets;
    for (auto* widget : findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) widgets.append(widget);
    for (const auto& widget : std::as_const(widgets)) delete widget;
}

Page* MainWindow::page(const QString& id) {
    if (Page* known = m_pages.value(id)) return known;
    const auto entry = std::find_if(m_entries.cbegin(), m_entries.cend(), [&id](const PageEntry& one) { return one.id == id; });
    if (entry == m_entries.cend()) return nullptr;
    Page* made = entry->make(m_context, m_stack);
    made->setObjectName(QStringLiteral("page.%1").arg(id));
    if (made->accessibleName().isEmpty()) made->setAccessibleName(entry->title);
    m_pages.insert(id, made);
    m_stack->addWidget(made);
    connect(made, &Page::statusChanged, this, [this, id](const QString& text) {
        m_status[id] = text;
        if (id == currentPage()) m_statusLine->setStatus(text);
    });
    connect(made, &Page::deviceChanged, this,
            [this](const QString& text) { m_statusLine->setDevice(text.isEmpty() ? ownDevice() : text); });
    connect(made, &Page::modelChanged, m_statusLine, &StatusLine::setModel);
    connect(made, &Page::message, this, &MainWindow::showMessage);
    connect(made, &Page::openRequested, this, [this](const QString& other, const QJsonObject& what) {
        Page* target = page(other);
        if (target == nullptr) return;
        showPage(other);
        target->show(what);
    });
    const QJsonObject state = m_settings.value(QStringLiteral("pages")).toObject().value(id).toObject();
    if (!state.isEmpty()) made->restoreState(state);
    return made;
}

void MainWindow::showPage(const QString& id) {
    Page* shown = page(id);
    if (shown == nullptr) return;
    const bool hadFocus = m_stack->isAncestorOf(QApplication::focusWidget());
    m_stack->setCurrentWidget(shown);
    m_rail->select(id);
    if (QAction* action = m_actions->action(QStringLiteral("view.%1").arg(id))) action->setChecked(true);
    m_statusLine->setStatus(m_status.value(id));
    shown->activated();
    if (hadFocus || QApplication::focusWidget() == nullptr) {
        QWidget* last = m_lastFocus.value(shown);
        (last != nullptr ? last : shown)->setFocus(Qt::OtherFocusReason);
    } else if (m_rail->isAncestorOf(QApplication::focusWidget())) {
        m_rail->button(id)->setFocus(Qt::OtherFocusReason);  // the ring never lies on another page's button
    }
}

QString MainWindow::currentPage() const {
    for (auto it = m_pages.cbegin(); it != m_pages.cend(); ++it) {
        if (it.value() == m_stack->currentWidget()) return it.key();
    }
    return {};
}

void MainWindow::finishStart() {
    if (m_finished) return;
    m_finished = true;
    for (const PageEntry& entry : std::as_const(m_entries)) page(entry.id);
    m_systemTheme->start();
}

bool MainWindow::isIdle() const {
    return m_finished && !m_engine->isRunning() &&
           std::all_of(m_pages.cbegin(), m_pages.cend(), [](const Page* one) { return one->isIdle(); });
}

void MainWindow::openPaths(const QStringList& paths) {
    if (paths.isEmpty()) return;
    if (paths.size() == 1 && checkpoints::looksLikeModel(paths.front().toStdString())) {
        showModels()->askImport(paths.front());
        return;
    }
    QStringList order{currentPage()};
    for (const PageEntry& entry : std::as_const(m_entries)) {
        if (entry.id != order.front()) order << entry.id;
    }
    for (const QString& id : std::as_const(order)) {
        Page* candidate = page(id);
        if (candidate == nullptr || !candidate->openPaths(paths)) continue;
        remember(paths);
        showPage(id);
        return;
    }
    showMessage(tr("%1 cannot be opened here. Open a sound file or a folder of sound files.").arg(paths.front()), true);
}

void MainWindow::openExample(const QString& path) {
    for (const PageEntry& entry : std::as_const(m_entries)) {
        if (page(entry.id)->openPaths({path})) return;
    }
}

void MainWindow::remember(const QStringList& paths) {
    constexpr int kMost = 12;
    for (auto path = paths.crbegin(); path != paths.crend(); ++path) {
        m_recent.removeAll(*path);
        m_recent.prepend(*path);
    }
    while (m_recent.size() > kMost) m_recent.removeLast();
    fillRecentMenu();
    saveSettings();
}

void MainWindow::showMessage(const QString& text, bool error) { m_messages->show(text, error); }

bool MainWindow::hasSession() const { return !m_settings.value(QStringLiteral("pages")).toObject().isEmpty(); }

void MainWindow::restore() {
    m_recent = m_settings.value(QStringLiteral("recent")).toVariant().toStringList();
    fillRecentMenu();
    const auto geometry = QByteArray::fromBase64(m_settings.value(QStringLiteral("geometry")).toString().toLatin1());
    if (geometry.isEmpty() || !restoreGeometry(geometry)) {
        constexpr QSize kFrame(16, 48);  // what a window manager puts around a window, about
        resize(QSize(1440, 900).boundedTo(screen()->availableSize() - kFrame));
    }
    const QString wanted = m_settings.value(QStringLiteral("page")).toString();
    showPage(wanted);
    if (currentPage().isEmpty() && !m_entries.isEmpty()) showPage(m_entries.front().id);
}

void MainWindow::saveSettings() {
    m_settings[QStringLiteral("version")] = 1;
    m_settings[QStringLiteral("geometry")] = QString::fromLatin1(saveGeometry().toBase64());
    if (!currentPage().isEmpty()) m_settings[QStringLiteral("page")] = currentPage();
    m_settings[QStringLiteral("recent")] = QJsonArray::fromStringList(m_recent);
    QJsonObject pages = m_settings.value(QStringLiteral("pages")).toObject();
    for (auto it = m_pages.cbegin(); it != m_pages.cend(); ++it) {
        const QJsonObject state = it.value()->saveState();
        if (!state.isEmpty()) pages[it.key()] = state;
    }
    m_settings[QStringLiteral("pages")] = pages;
    m_settingsFile.save(m_settings);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    for (auto* one : std::as_const(m_pages)) {
        if (one->mayClose()) continue;
        event->ignore();
        return;
    }
    saveSettings();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (!localPaths(event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    const QStringList paths = localPaths(event->mimeData());
    if (paths.isEmpty()) return;
    event->acceptProposedAction();
    openPaths(paths);
}

void MainWindow::paintEvent(QPaintEvent* event) {
    QMainWindow::paintEvent(event);
    if (m_painted) return;
    m_painted = true;
    QTimer::singleShot(0, this, [this] { Q_EMIT firstPainted(); });
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn) {
        if (auto* widget = qobject_cast<QWidget*>(watched); widget != nullptr && isAncestorOf(widget)) {
            for (QWidget* region : regions()) {
                if (region == widget || region->isAncestorOf(widget)) m_lastFocus[region] = widget;
            }
        }
    }
    return QMainWindow::eventFilter(watched, event);
}

QList<QWidget*> MainWindow::regions() const {
    QList<QWidget*> found{m_rail};
    if (auto* shown = qobject_cast<Page*>(m_stack->currentWidget())) found << shown->regions();
    found << m_statusLine;
    return found;
}

void MainWindow::moveRegion(int step) {
    const QList<QWidget*> all = regions();
    QWidget* focused = QApplication::focusWidget();
    qsizetype at = -1;
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (focused != nullptr && (all[i] == focused || all[i]->isAncestorOf(focused))) at = i;
    }
    const auto takesFocus = [](const QWidget* widget) {
        return widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) != 0;
    };
    for (qsizetype tried = 1; tried <= all.size(); ++tried) {
        const qsizetype next = ((at < 0 && step < 0 ? 0 : at) + step * tried + all.size() * tried) % all.size();
        QWidget* region = all[next];
        if (!region->isVisible()) continue;
        QWidget* target = m_lastFocus.value(region);
        if (target == nullptr || !takesFocus(target)) {
            target = takesFocus(region) ? region : nullptr;
            if (region == m_rail) target = m_rail->button(currentPage());
            for (QWidget* child : region->findChildren<QWidget*>()) {
                if (target != nullptr) break;
                if (takesFocus(child)) target = child;
            }
        }
        if (target == nullptr) continue;
        target->setFocus(Qt::ShortcutFocusReason);
        return;
    }
}

}  // namespace prososcope::gui
