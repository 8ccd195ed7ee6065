// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/live/PresentWindow.h"

#include <QCloseEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QScreen>
#include <QVBoxLayout>
#include <QWindow>
#include <algorithm>

#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {
constexpr int kLookMilliseconds = 100;
const QString kScreenKey = QStringLiteral("screen");
}  // namespace

PresentWindow::PresentWindow(QWidget* owner, ScreenList screens)
    : QWidget(nullptr, Qt::Window), m_screens(std::move(screens)), m_owner(owner), m_list(m_screens()) {
    setObjectName(QStringLiteral("live.present"));
    setAccessibleName(tr("Presentation"));
    setWindowTitle(tr("Presentation"));
    setAttribute(Qt::WA_QuitOnClose, false);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setContextMenuPolicy(Qt::NoContextMenu);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_cursor.setSingleShot(true);
    m_cursor.setInterval(kCursorMilliseconds);
    connect(&m_cursor, &QTimer::timeout, this, [this] { setCursor(Qt::BlankCursor); });
    m_look.setSingleShot(true);
    m_look.setInterval(kLookMilliseconds);
    connect(&m_look, &QTimer::timeout, this, &PresentWindow::lookAtScreens);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
    connect(qGuiApp, &QGuiApplication::screenAdded, this, &PresentWindow::lookSoon);
    connect(qGuiApp, &QGuiApplication::primaryScreenChanged, this, &PresentWindow::lookSoon);
    connect(qGuiApp, &QGuiApplication::screenRemoved, this, [this](const QScreen* screen) {
        // At once: Qt moves the windows of a lost screen to another one, over the controls.
        if (m_presenting && !m_waiting && screen->name() == m_current.name) hide();
        lookSoon();
    });
}

void PresentWindow::setContent(QWidget* content) {
    delete m_content.data();
    m_content = content;
    if (content == nullptr) return;
    content->setAttribute(Qt::WA_TransparentForMouseEvents);
    content->setFocusPolicy(Qt::NoFocus);
    for (auto* child : content->findChildren<QWidget*>()) child->setFocusPolicy(Qt::NoFocus);
    layout()->addWidget(content);
}

/// The screen with the controls.
int PresentWindow::home() const {
    const QScreen* screen = m_owner != nullptr ? m_owner->window()->screen() : nullptr;
    if (screen == nullptr) return 0;
    for (int i = 0; i < m_list.size(); ++i) {
        if (m_list[i].geometry == screen->geometry()) return i;
    }
    return 0;
}

bool PresentWindow::isConnected(const ScreenKey& key) const {
    return std::any_of(m_list.begin(), m_list.end(), [&](const PresentScreen& screen) { return screen.key == key; });
}

ScreenChoice PresentWindow::choice() const { return chooseScreen(m_list, m_remembered, home()); }

void PresentWindow::choose(int index) {
    if (index < 0 || index >= m_list.size()) return;
    m_remembered = m_list[index].key;
    if (m_presenting && (m_waiting || m_current != m_remembered)) openOn(index);
    Q_EMIT screensChanged();
}

void PresentWindow::begin() {
    if (m_presenting) return;
    m_list = m_screens();
    const ScreenChoice where = choice();
    if (where.index < 0) {
        Q_EMIT remark(tr("No screen is connected."));
        return;
    }
    if (where.isMissing)
        Q_EMIT remark(tr("%1 is not connected; the presentation opens on %2.")
                          .arg(m_remembered.title(), m_list[where.index].key.title()));
    m_presenting = true;
    if (m_owner != nullptr) m_owner->window()->installEventFilter(this);
    openOn(where.index);
    Q_EMIT begun();
}

void PresentWindow::openOn(int index) {
    m_current = m_list[index].key;
    m_waiting = false;
    const QRect place = m_place = m_list[index].geometry;
    // A window that fills a screen cannot be moved to another one.
    if (isVisible()) hide();
    setWindowState(windowState() & ~Qt::WindowFullScreen);
    if (QScreen* screen = QGuiApplication::screenAt(place.center())) {
        setScreen(screen);
        connect(screen, &QScreen::geometryChanged, this, &PresentWindow::lookSoon, Qt::UniqueConnection);
    }
    setGeometry(place);
    showFullScreen();
    raise();
    activateWindow();
    setFocus();
    unsetCursor();
    m_cursor.start();
}

void PresentWindow::end() {
    if (!m_presenting) return;
    m_presenting = false;
    m_waiting = false;
    if (m_owner != nullptr) m_owner->window()->removeEventFilter(this);
    m_cursor.stop();
    unsetCursor();
    hide();
    Q_EMIT ended();
}

void PresentWindow::lookSoon() { m_look.start(); }

void PresentWindow::lookAtScreens() {
    m_list = m_screens();
    if (m_presenting && !m_waiting && !isConnected(m_current)) {
        m_waiting = true;
        hide();
        Q_EMIT remark(tr("%1 was unplugged. The presentation goes on when it is back.").arg(m_current.title()));
    } else if (m_presenting && !m_waiting) {
        // Gone for a moment only, or of another size now, as when a display changes its mode.
        const int index = chooseScreen(m_list, m_current, home()).index;
        if (!isVisible() || m_list[index].geometry != m_place) openOn(index);
    } else if (m_waiting) {
        const ScreenChoice back = chooseScreen(m_list, m_current, home());
        if (back.isRemembered) {
            openOn(back.index);
            Q_EMIT remark(tr("%1 is back.").arg(m_current.title()));
        }
    }
    Q_EMIT screensChanged();
}

QJsonObject PresentWindow::saveState() const {
    return m_remembered.isEmpty() ? QJsonObject() : QJsonObject{{kScreenKey, m_remembered.toJson()}};
}

void PresentWindow::restoreState(const QJsonObject& state) {
    m_remembered = ScreenKey::fromJson(state.value(kScreenKey).toObject());
    Q_EMIT screensChanged();
}

void PresentWindow::paintEvent(QPaintEvent* event) {
    QPainter(this).fillRect(event->rect(), Theme::instance().color(Ink::Data));
}

void PresentWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape || event->key() == Qt::Key_F11)
        end();
    else
        QWidget::keyPressEvent(event);
}

void PresentWindow::mouseMoveEvent(QMouseEvent* event) {
    unsetCursor();
    m_cursor.start();
    QWidget::mouseMoveEvent(event);
}

void PresentWindow::closeEvent(QCloseEvent* event) {
    event->accept();
    end();
}

bool PresentWindow::eventFilter(QObject* watched, QEvent* event) {
    // Closed, not minimised; an owner that refuses to close stays.
    if (event->type() == QEvent::Hide && !event->spontaneous()) end();
    return QWidget::eventFilter(watched, event);
}

}  // namespace prososcope::gui
