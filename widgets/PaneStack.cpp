// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/PaneStack.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QJsonObject>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

constexpr int kHandleWidth = 3;
constexpr int kMarkHeight = 3;
constexpr double kSmallestWeight = 0.5;
constexpr double kLargestWeight = 1000.0;
constexpr int kSizePerWeight = 100;
constexpr double kMostFitted = 0.4;
constexpr int kMostRemembered = 64;  // panes in a stored state

/// A line in the accent colour between two panes.
class DropMark : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        QPainter painter(this);
        painter.fillRect(rect(), Theme::instance().color(Ink::Accent));
    }
};

double tamed(double weight) {
    return std::isfinite(weight) ? std::clamp(weight, kSmallestWeight, kLargestWeight) : kSmallestWeight;
}

}  // namespace

PaneStack::PaneStack(QWidget* parent)
    : QWidget(parent), m_splitter(new QSplitter(Qt::Vertical, this)), m_mark(new DropMark(this)) {
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(kHandleWidth);
    m_mark->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_mark->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_splitter);
    connect(m_splitter, &QSplitter::splitterMoved, this, &PaneStack::readHeights);
}

qsizetype PaneStack::indexOf(const QString& id) const {
    const auto found = std::find_if(m_records.begin(), m_records.end(), [&id](const Record& one) { return one.id == id; });
    return found == m_records.end() ? -1 : found - m_records.begin();
}

QList<const PaneStack::Record*> PaneStack::visible() const {
    QList<const Record*> list;
    for (const auto& record : m_records) {
        if (record.pane != nullptr && record.shown && record.available) list.append(&record);
    }
    return list;
}

void PaneStack::insertRecord(const Record& record) {
    const qsizetype above = record.below.isEmpty() ? -1 : indexOf(record.below);
    if (above < 0) {
        m_records.append(record);
    } else {
        m_records.insert(above + 1, record);
    }
}

void PaneStack::addPane(const QString& id, QWidget* pane, const QString& title, int stretch, const QString& below, bool shown) {
    Record record{.id = id,
                  .pane = pane,
                  .title = title,
                  .below = below,
                  .stretch = stretch,
                  .weight = tamed(stretch),
                  .shown = shown,
                  .standardShown = shown};
    m_standard.removeIf([&id](const Record& one) { return one.id == id; });
    m_standard.append(record);
    m_standard.last().pane = nullptr;
    if (const qsizetype known = indexOf(id); known >= 0) {
        Q_ASSERT_X(m_records[known].pane == nullptr, "PaneStack::addPane", qPrintable(id));
        record.weight = m_records[known].weight;
        record.shown = m_records[known].shown;
        m_records[known] = record;
    } else {
        insertRecord(record);
    }
    pane->installEventFilter(this);
    if (dynamic_cast<PaneGrip*>(pane) != nullptr) pane->setMouseTracking(true);
    arrange();
}

void PaneStack::removePane(const QString& id) {
    const qsizetype at = indexOf(id);
    if (at < 0 || m_records[at].pane == nullptr) return;
    if (m_carried == id) endDrag(false);
    QWidget* pane = std::exchange(m_records[at].pane, nullptr);
    pane->removeEventFilter(this);
    pane->hide();
    delete pane;
    arrange();
}

QWidget* PaneStack::pane(const QString& id) const {
    const qsizetype at = indexOf(id);
    return at < 0 ? nullptr : m_records[at].pane;
}

QString PaneStack::idOf(const QWidget* widget) const {
    for (const auto& record : m_records) {
        if (record.pane != nullptr && widget != nullptr && (widget == record.pane || record.pane->isAncestorOf(widget)))
            return record.id;
    }
    return {};
}

QStringList PaneStack::panes() const {
    QStringList ids;
    for (const auto& record : m_records) {
        if (record.pane != nullptr && record.available) ids.append(record.id);
    }
    return ids;
}

QStringList PaneStack::shownPanes() const {
    QStringList ids;
    for (const Record* record : visible()) ids.append(record->id);
    return ids;
}

QString PaneStack::title(const QString& id) const {
    const qsizetype at = indexOf(id);
    return at < 0 ? QString() : m_records[at].title;
}

void PaneStack::setTitle(const QString& id, const QString& title) {
    const qsizetype at = indexOf(id);
    if (at < 0 || m_records[at].title == title) return;
    m_records[at].title = title;
    Q_EMIT panesChanged();
}

void PaneStack::setPaneShown(const QString& id, bool shown) {
    const qsizetype at = indexOf(id);
    if (at < 0 || m_records[at].shown == shown) return;
    if (!shown && shownPanes() == QStringList{id}) return;
    m_records[at].shown = shown;
    arrange();
}

bool PaneStack::isPaneShown(const QString& id) const {
    const qsizetype at = indexOf(id);
    return at >= 0 && m_records[at].shown;
}

void PaneStack::setPaneAvailable(const QString& id, bool available) {
    const qsizetype at = indexOf(id);
    if (at < 0 || m_records[at].available == available) return;
    m_records[at].available = available;
    arrange();
}

void PaneStack::movePane(const QString& id, int place) {
    const qsizetype from = indexOf(id);
    if (from < 0) return;
    const Record record = m_records.takeAt(from);
    const QStringList others = panes();
    if (place < 0 || place >= others.size()) {
        // Below the last that is there: panes remembered only keep their places.
        m_records.insert(place < 0 || others.isEmpty() ? 0 : indexOf(others.last()) + 1, record);
    } else {
        m_records.insert(indexOf(others[place]), record);
    }
    arrange();
}

void PaneStack::stepPane(const QString& id, int step) {
    const QStringList shown = shownPanes();
    const qsizetype at = shown.indexOf(id);
    const qsizetype to = at + step;
    if (at < 0 || to < 0 || to >= shown.size()) return;
    movePane(id, static_cast<int>(panes().indexOf(shown[to])));
}

void PaneStack::resizePane(const QString& id, double factor) {
    const qsizetype at = indexOf(id);
    if (at < 0) return;
    m_records[at].weight = tamed(m_records[at].weight * factor);
    arrange();
}

void PaneStack::restoreStandard() {
    const QList<Record> former = std::exchange(m_records, {});
    for (Record record : std::as_const(m_standard)) {
        const auto old = std::find_if(former.begin(), former.end(), [&](const Record& one) { return one.id == record.id; });
        if (old != former.end()) {
            record.pane = old->pane;
            record.title = old->title;
            record.available = old->available;
            record.fit = old->fit;
        }
        insertRecord(record);
    }
    arrange();
}

QString PaneStack::currentPane() const {
    const QStringList shown = shownPanes();
    if (const QString id = idOf(QApplication::focusWidget()); !id.isEmpty()) return id;
    return shown.contains(m_current) || shown.isEmpty() ? m_current : shown.first();
}

void PaneStack::arrange() {
    int place = 0;
    bool lostFocus = false;
    for (const auto& record : std::as_const(m_records)) {
        if (record.pane == nullptr) continue;
        if (m_splitter->widget(place) != record.pane) m_splitter->insertWidget(place, record.pane);
        ++place;
        const bool shown = record.shown && record.available;
        lostFocus = lostFocus || (!shown && idOf(QApplication::focusWidget()) == record.id);
        record.pane->setVisible(shown);
    }
    layOutHeights();
    if (lostFocus && !visible().isEmpty()) visible().first()->pane->setFocus(Qt::OtherFocusReason);
    Q_EMIT panesChanged();
}

void PaneStack::layOutHeights() {
    const auto shown = visible();
    const auto room = m_splitter->height() - m_splitter->handleWidth() * std::max<qsizetype>(0, shown.size() - 1);
    const auto fitted = [&](const Record& record) {
        const bool fits = record.fit > 0 && record.weight == tamed(record.stretch) && shown.size() > 1;
        return fits ? std::min(static_cast<double>(record.fit), kMostFitted * static_cast<double>(room)) : 0.0;
    };
    double taken = 0.0;
    double weights = 0.0;
    for (const Record* record : shown) {
        taken += fitted(*record);
        if (fitted(*record) <= 0.0) weights += record->weight;
    }
    const bool known = room > 0 && weights > 0.0 && taken < static_cast<double>(room);
    const double perWeight = known ? (static_cast<double>(room) - taken) / weights : kSizePerWeight;
    QList<int> sizes;
    for (const auto& record : std::as_const(m_records)) {
        if (record.pane == nullptr) continue;
        const double height = known && record.shown && record.available ? fitted(record) : 0.0;
        sizes.append(static_cast<int>(std::lround(height > 0.0 ? height : record.weight * perWeight)));
    }
    m_splitter->setSizes(sizes);
}

void PaneStack::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (std::any_of(m_records.begin(), m_records.end(), [](const Record& record) { return record.fit > 0; })) layOutHeights();
}

void PaneStack::fitPane(const QString& id, int pixels) {
    const qsizetype at = indexOf(id);
    if (at < 0 || m_records[at].fit == pixels) return;
    m_records[at].fit = pixels;
    layOutHeights();
}

void PaneStack::readHeights() {
    double weights = 0.0;
    double heights = 0.0;
    for (const Record* record : visible()) {
        weights += record->weight;
        heights += record->pane->height();
    }
    if (!(heights > 0.0)) return;
    for (auto& record : m_records) {
        if (record.pane != nullptr && record.shown && record.available)
            record.weight = tamed(record.pane->height() / heights * weights);
    }
}

QJsonArray PaneStack::saveState() const {
    QJsonArray state;
    for (const auto& record : m_records)
        state.append(QJsonObject{{"id", record.id}, {"height", record.weight}, {"shown", record.shown}});
    return state;
}

void PaneStack::restoreState(const QJsonArray& state) {
    QList<Record> former = std::exchange(m_records, {});
    for (const auto& value : state) {
        const QJsonObject one = value.toObject();
        const QString id = one["id"].toString();
        if (id.isEmpty() || indexOf(id) >= 0 || m_records.size() >= kMostRemembered) continue;
        Record record;
        record.id = id;
        const auto old = std::find_if(former.begin(), former.end(), [&id](const Record& each) { return each.id == id; });
        if (old != former.end()) {
            record = *old;
            former.erase(old);
        }
        record.weight = tamed(one["height"].toDouble(record.weight));
        record.shown = one["shown"].toBool(record.shown);
        m_records.append(record);
    }
    for (const auto& record : std::as_const(former)) insertRecord(record);
    if (visible().isEmpty()) {  // a state that hides everything
        for (auto& record : m_records) record.shown = record.shown || record.standardShown;
    }
    arrange();
}

bool PaneStack::eventFilter(QObject* watched, QEvent* event) {
    const auto* widget = qobject_cast<QWidget*>(watched);
    const auto found =
        std::find_if(m_records.begin(), m_records.end(), [widget](const Record& one) { return one.pane == widget; });
    if (widget != nullptr && found != m_records.end()) {
        if (event->type() == QEvent::FocusIn) m_current = found->id;
        if (grip(*found, event)) return true;
    }
    return QWidget::eventFilter(watched, event);
}

bool PaneStack::grip(const Record& record, QEvent* event) {
    const auto* handle = dynamic_cast<const PaneGrip*>(record.pane);
    if (handle == nullptr) return false;
    const auto onGrip = [handle](const QPointF& place) { return handle->gripRect().contains(place); };
    switch (event->type()) {
        case QEvent::MouseButtonPress:
        case QEvent::MouseButtonDblClick: {
            const auto* mouse = static_cast<QMouseEvent*>(event);
            if (!onGrip(mouse->position())) return false;
            if (mouse->button() == Qt::LeftButton && event->type() == QEvent::MouseButtonPress) {
                m_carried = record.id;
                m_pressed = mouse->globalPosition().toPoint();
            }
            return true;
        }
        case QEvent::MouseMove: {
            const auto* mouse = static_cast<QMouseEvent*>(event);
            if (m_carried == record.id) {
                const QPoint global = mouse->globalPosition().toPoint();
                if (!m_dragging && (global - m_pressed).manhattanLength() < QApplication::startDragDistance()) return true;
                if (!m_dragging) record.pane->setCursor(Qt::ClosedHandCursor);
                m_dragging = true;
                m_handed = record.pane;
                drag(mapFromGlobal(global).y());
                return true;
            }
            if (mouse->buttons() != Qt::NoButton) return false;
            if (onGrip(mouse->position())) {
                if (m_handed != record.pane) record.pane->setCursor(Qt::OpenHandCursor);
                m_handed = record.pane;
            } else if (m_handed == record.pane) {
                record.pane->unsetCursor();
                m_handed = nullptr;
            }
            return false;
        }
        case QEvent::MouseButtonRelease:
            if (m_carried != record.id) return false;
            endDrag(true);
            return true;
        case QEvent::ShortcutOverride:
        case QEvent::KeyPress: {
            auto* key = static_cast<QKeyEvent*>(event);
            if (m_carried.isEmpty() || key->key() != Qt::Key_Escape) return false;
            key->accept();
            if (event->type() == QEvent::KeyPress) endDrag(false);
            return true;
        }
        case QEvent::ContextMenu: {
            const auto* menu = static_cast<QContextMenuEvent*>(event);
            const bool byKey = menu->reason() == QContextMenuEvent::Keyboard;
            if (!byKey && !onGrip(menu->pos())) return false;
            Q_EMIT menuRequested(
                record.id, byKey ? record.pane->mapToGlobal(handle->gripRect().bottomLeft().toPoint()) : menu->globalPos());
            return true;
        }
        default:
            return false;
    }
}

void PaneStack::drag(int y) {
    const auto shown = visible();
    m_target = shown.size();
    int line = 0;
    for (qsizetype i = 0; i < shown.size(); ++i) {
        const QRect box(shown[i]->pane->mapTo(this, QPoint(0, 0)), shown[i]->pane->size());
        line = i == 0 ? box.top() : box.top() - kMarkHeight;
        if (y < box.center().y()) {
            m_target = i;
            break;
        }
        line = box.bottom() + 1 - (i + 1 == shown.size() ? kMarkHeight : 0);
    }
    m_mark->setGeometry(0, line, width(), kMarkHeight);
    m_mark->show();
    m_mark->raise();
}

void PaneStack::endDrag(bool drop) {
    const QString id = std::exchange(m_carried, {});
    const bool moved = std::exchange(m_dragging, false);
    m_mark->hide();
    if (m_handed) m_handed->unsetCursor();
    m_handed = nullptr;
    if (!drop || !moved) return;
    const QStringList shown = shownPanes();
    const qsizetype from = shown.indexOf(id);
    if (m_target == from || m_target == from + 1) return;
    QStringList others = panes();
    others.removeOne(id);
    movePane(id, m_target < shown.size() ? static_cast<int>(others.indexOf(shown[m_target])) : static_cast<int>(others.size()));
}

}  // namespace prososcope::widgets
