// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/BottomPanel.h"

#include <QHBoxLayout>
#include <QMouseEvent>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/Theme.h"

namespace prososcope::gui {

namespace {

constexpr int kGripHeight = 5;
constexpr double kMostOfWindow = 0.8;
constexpr double kMostUnasked = 0.3;  // of the page, as long as nobody drags it taller

}  // namespace

BottomPanel::BottomPanel(QWidget* parent)
    : QWidget(parent), m_grip(new QWidget(this)), m_tabs(new QTabBar(this)), m_stack(new QStackedWidget(this)) {
    m_grip->setFixedHeight(kGripHeight);
    m_grip->setCursor(Qt::SplitVCursor);
    m_grip->installEventFilter(this);
    m_tabs->setDocumentMode(true);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(tr("Tables"));
    auto* close = new QToolButton(this);
    close->setIcon(widgets::Theme::instance().icon("chevron-down"));
    close->setAutoRaise(true);
    close->setFixedSize(28, 28);
    close->setFocusPolicy(Qt::TabFocus);
    close->setToolTip(tr("Hide the tables"));
    close->setAccessibleName(tr("Hide the tables"));
    connect(close, &QToolButton::clicked, this, [this] { setShown(false); });
    auto* top = new QHBoxLayout;
    top->setContentsMargins(0, 0, 8, 0);
    top->addWidget(m_tabs, 1);
    top->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_grip);
    layout->addLayout(top);
    layout->addWidget(m_stack, 1);
    connect(m_tabs, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    if (parent != nullptr) parent->installEventFilter(this);
    applyHeight();
    hide();
}

void BottomPanel::addTab(const QString& id, const QString& title, QWidget* widget) {
    m_ids.append(id);
    m_stack->addWidget(widget);
    m_tabs->addTab(title);
}

void BottomPanel::showTab(const QString& id) {
    if (const auto index = m_ids.indexOf(id); index >= 0) m_tabs->setCurrentIndex(static_cast<int>(index));
    setShown(true);
}

QString BottomPanel::currentTab() const { return m_ids.value(m_tabs->currentIndex()); }

QWidget* BottomPanel::tab(const QString& id) const {
    const auto index = m_ids.indexOf(id);
    return index >= 0 ? m_stack->widget(static_cast<int>(index)) : nullptr;
}

void BottomPanel::setShown(bool shown) {
    if (shown == m_shown) return;
    m_shown = shown;
    setVisible(shown);
    Q_EMIT shownChanged(shown);
}

void BottomPanel::setWantedHeight(int pixels) {
    const int most = std::max(kLeastHeight, static_cast<int>(kMostOfWindow * window()->height()));
    m_height = std::clamp(pixels, kLeastHeight, most);
    m_dragged = true;
    applyHeight();
}

QJsonObject BottomPanel::saveState() const { return {{"shown", m_shown}, {"height", m_height}, {"tab", currentTab()}}; }

void BottomPanel::restoreState(const QJsonObject& state) {
    // The window has no size of its own yet: only nonsense is refused here.
    m_height = std::clamp(state["height"].toInt(m_height), kLeastHeight, 4000);
    m_dragged = m_height != kStandardHeight;  // it returns as it was
    applyHeight();
    if (const auto index = m_ids.indexOf(state["tab"].toString()); index >= 0) m_tabs->setCurrentIndex(static_cast<int>(index));
    setShown(state["shown"].toBool(false));
}

void BottomPanel::applyHeight() {
    const QWidget* page = parentWidget();
    const int most = page == nullptr || m_dragged ? m_height : static_cast<int>(kMostUnasked * page->height());
    setFixedHeight(std::min(m_height, std::max(kLeastHeight, most)));
}

bool BottomPanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget() && event->type() == QEvent::Resize) applyHeight();
    if (watched != m_grip) return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::MouseButtonPress) {
        m_dragFrom = static_cast<QMouseEvent*>(event)->globalPosition().toPoint().y();
        m_dragHeight = m_height;
        return true;
    }
    if (event->type() == QEvent::MouseMove && m_dragFrom >= 0) {
        setWantedHeight(m_dragHeight + m_dragFrom - static_cast<QMouseEvent*>(event)->globalPosition().toPoint().y());
        return true;
    }
    if (event->type() == QEvent::MouseButtonRelease) m_dragFrom = -1;
    return QWidget::eventFilter(watched, event);
}

}  // namespace prososcope::gui
