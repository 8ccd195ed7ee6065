// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/TierView.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "widgets/PointerMoves.h"
#include "widgets/Theme.h"
#include "widgets/TierPainter.h"
#include "widgets/TimeTicks.h"

namespace prososcope::widgets {

using annotation::Annotation;
using annotation::Id;

namespace {

constexpr int kRowHeight = 28;
constexpr int kMostRowsWanted = 5;
constexpr int kBarWidth = 10;
constexpr int kNarrowestEditor = 120;
constexpr float kSelectionOpacity = 0.16F;

/// A label in full, and below it what the tier's vocabulary says of it.
QString tipOf(const annotation::Tier& tier, std::size_t item) {
    const std::string& label = tier.items[item].label;
    QString text = labelText(label);
    if (!tier.header.vocabulary) return text;
    for (const auto& entry : tier.header.vocabulary->entries) {
        if (entry.label == label && !entry.description.empty()) text += '\n' + QString::fromStdString(entry.description);
    }
    return text;
}

/// A vertical line on whole pixels with one pixel of casing on either side.
void drawLine(QPainter& painter, double x, double height, const QColor& line, double width) {
    const double left = std::floor(x - (width - 1.0) / 2.0);
    painter.fillRect(QRectF(left - 1.0, 0.0, width + 2.0, height), Theme::instance().color(Ink::PlayCursorCasing));
    painter.fillRect(QRectF(left, 0.0, width, height), line);
}

}  // namespace

TierView::TierView(QWidget* parent)
    : QWidget(parent), m_bar(new QScrollBar(Qt::Vertical, this)), m_editor(new LabelEditor(this)) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    grabGesture(Qt::PinchGesture);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAttribute(Qt::WA_InputMethodEnabled);
    setAccessibleName(tr("Tiers"));
    m_bar->setFocusPolicy(Qt::NoFocus);
    m_bar->setAccessibleName(tr("Scroll tiers"));
    m_bar->hide();
    m_editor->hide();
    connect(m_bar, &QScrollBar::valueChanged, this, &TierView::setScroll);
    connect(m_editor, &LabelEditor::ended, this, &TierView::endEdit);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        layOut();
        invalidate();
    });
}

void TierView::setTimeView(TimeView* view) {
    if (m_view == view) return;
    if (m_view) m_view->disconnect(this);
    endDrag();
    endEdit(LabelEditor::End::Revert);
    m_view = view;
    if (view != nullptr) {
        connect(view, &TimeView::rangeChanged, this, [this] {
            invalidate();
            placeEditor();
        });
        for (const auto signal : {&TimeView::cursorChanged, &TimeView::playPositionChanged, &TimeView::selectionChanged})
            connect(view, signal, this, qOverload<>(&QWidget::update));
    }
    invalidate();
}

void TierView::setAnnotation(const Annotation& annotation) {
    const std::size_t before = m_rows.size();
    endDrag();
    m_hover.reset();
    m_annotation = annotation;
    m_rows = tierRows(annotation);
    const auto edited = annotation.find(m_edited.tier);
    if (editor() != nullptr && (!edited || !m_edited.item || *m_edited.item >= edited->items.size()))
        endEdit(LabelEditor::End::Revert);
    if (m_rows.size() != before) updateGeometry();
    layOut();
    placeEditor();
    invalidate();
    summaryChanged(this);
}

void TierView::setPlace(const TierPlace& place) {
    if (place == m_place) return;
    const bool otherTier = place.tier != m_place.tier;
    m_place = place;
    if (otherTier) scrollTo(place.tier);
    invalidate();
    summaryChanged(this);
}

int TierView::rowHeight() const { return static_cast<int>(std::lround(kRowHeight * Theme::instance().scale() * m_rowScale)); }

void TierView::setRowScale(double scale) {
    const double next = std::isfinite(scale) ? std::clamp(scale, kFlattest, kTallest) : 1.0;
    if (next == m_rowScale) return;
    const double place = (m_scroll + m_zoomY) / rowHeight();
    m_rowScale = next;
    updateGeometry();
    setScroll(static_cast<int>(std::lround(place * rowHeight() - m_zoomY)));
    layOut();
    placeEditor();
    invalidate();
}

int TierView::contentHeight() const { return static_cast<int>(m_rows.size()) * rowHeight(); }

QSize TierView::sizeHint() const {
    return {600, std::clamp(static_cast<int>(m_rows.size()), 1, kMostRowsWanted) * rowHeight()};
}

QSize TierView::minimumSizeHint() const { return {120, rowHeight()}; }

QRectF TierView::rowBox(std::size_t row) const {
    return {0.0, static_cast<double>(row) * rowHeight() - m_scroll, static_cast<double>(width()),
            static_cast<double>(rowHeight())};
}

std::optional<std::size_t> TierView::rowAt(double y) const {
    const double row = std::floor((y + m_scroll) / rowHeight());
    if (row < 0.0 || row >= static_cast<double>(m_rows.size())) return std::nullopt;
    return static_cast<std::size_t>(row);
}

annotation::TierPointer TierView::shownTier(Id id) const { return (m_preview ? *m_preview : m_annotation).find(id); }

void TierView::scrollTo(Id tier) {
    const auto row =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const TierRow& one) { return one.tier->header.id == tier; });
    if (row == m_rows.end()) return;
    const QRectF box = rowBox(static_cast<std::size_t>(row - m_rows.begin()));
    if (box.top() < 0.0) setScroll(m_scroll + static_cast<int>(box.top()));
    if (box.bottom() > height()) setScroll(m_scroll + static_cast<int>(box.bottom()) - height());
}

void TierView::setScroll(int offset) {
    const int next = std::clamp(offset, 0, std::max(0, contentHeight() - height()));
    if (m_bar->value() != next) m_bar->setValue(next);
    if (next == m_scroll) return;
    m_scroll = next;
    placeEditor();
    invalidate();
}

void TierView::layOut() {
    const int beyond = contentHeight() - height();
    m_bar->setGeometry(width() - kBarWidth, 0, kBarWidth, height());
    m_bar->setRange(0, std::max(0, beyond));
    m_bar->setPageStep(std::max(1, height()));
    m_bar->setSingleStep(rowHeight());
    m_bar->setVisible(beyond > 0);
    setScroll(m_scroll);
}

void TierView::invalidate() {
    m_picture = {};
    update();
}

double TierView::timeAt(double x) const {
    if (!m_view || width() <= 0) return 0.0;
    return m_view->start() + x / width() * m_view->span();
}

double TierView::xAt(double seconds) const {
    if (!m_view || m_view->span() <= 0.0) return 0.0;
    return (seconds - m_view->start()) / m_view->span() * width();
}

void TierView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    layOut();
    scrollTo(m_place.tier);
    placeEditor();
    invalidate();
}

void TierView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() != QEvent::FontChange) return;
    updateGeometry();
    layOut();
    invalidate();
}

int TierView::figureHeight() const {
    const int rows = std::max(1, static_cast<int>(std::lround(static_cast<double>(height()) / rowHeight())));
    return std::min(rows * rowHeight(), std::max(contentHeight(), rowHeight()));
}

void TierView::drawFigure(QCPPainter* painter, const QSize& size) {
    const bool places = FigureScope::showsCursor();
    drawRows(*painter, size, FigureScope::ratio(1.0), places ? m_place : TierPlace());
    if (places && m_view && m_view->duration() > 0.0) drawPlaces(*painter, size);
}

void TierView::drawRows(QPainter& painter, const QSizeF& size, double ratio, const TierPlace& place) const {
    painter.fillRect(QRectF(QPointF(), size), Theme::instance().color(Ink::Data));
    if (!m_view || m_view->duration() <= 0.0) return;
    const TierPainter rows(m_preview ? *m_preview : m_annotation, m_view->start(), m_view->end(), size.width(), ratio);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        QRectF box = rowBox(i);
        box.setWidth(size.width());
        if (box.bottom() > 0.0 && box.top() < size.height()) rows.drawRow(painter, m_rows[i], box, i + 1, place);
    }
}

void TierView::paintEvent(QPaintEvent* /*event*/) {
    const double ratio = devicePixelRatioF();
    const QSize wanted(static_cast<int>(std::ceil(width() * ratio)), static_cast<int>(std::ceil(height() * ratio)));
    if (wanted.isEmpty()) return;
    if (m_picture.size() != wanted) {
        m_picture = QPixmap(wanted);
        m_picture.setDevicePixelRatio(ratio);
        QPainter painter(&m_picture);
        painter.setRenderHint(QPainter::TextAntialiasing);
        drawRows(painter, QSizeF(size()), ratio, m_place);
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_picture);
    if (m_view && m_view->duration() > 0.0) drawPlaces(painter, QSizeF(size()));
    drawDrag(painter);
    if (hasFocus() || m_editor->hasFocus())
        painter.fillRect(QRectF(0.0, 0.0, 2.0, height()), Theme::instance().color(Ink::Accent));
}

void TierView::drawPlaces(QPainter& painter, const QSizeF& size) const {
    const auto& theme = Theme::instance();
    const auto placeOf = [&](double seconds) { return (seconds - m_view->start()) / m_view->span() * size.width(); };
    if (m_view->hasSelection() && m_view->selectionEnd() >= m_view->start() && m_view->selectionStart() <= m_view->end()) {
        QColor fill = theme.color(Ink::Accent);
        const QColor edge = fill;
        fill.setAlphaF(kSelectionOpacity);
        const double left = std::max(std::floor(placeOf(m_view->selectionStart())), -2.0);
        const double right = std::min(std::ceil(placeOf(m_view->selectionEnd())), size.width() + 2.0);
        painter.fillRect(QRectF(left, 0.0, right - left, size.height()), fill);
        painter.fillRect(QRectF(left, 0.0, 1.0, size.height()), edge);
        painter.fillRect(QRectF(right - 1.0, 0.0, 1.0, size.height()), edge);
    }
    const bool playing = m_view->playPosition() >= 0.0;
    const QColor line = theme.color(Ink::PlayCursor);
    const double cursor = placeOf(m_view->cursor());
    if (cursor >= -2.0 && cursor <= size.width() + 2.0)
        drawLine(painter, cursor, size.height(), playing ? theme.color(Ink::Muted) : line, 1.0);
    if (playing) {
        const double play = placeOf(m_view->playPosition());
        if (play >= -2.0 && play <= size.width() + 2.0) drawLine(painter, play, size.height(), line, 2.0);
    }
}

void TierView::drawDrag(QPainter& painter) const {
    const auto& theme = Theme::instance();
    const Id id = m_drag.time ? m_drag.tier : m_hover ? m_hover->tier : 0;
    const auto item = m_drag.time ? std::optional(m_drag.item) : m_hover ? m_hover->item : std::nullopt;
    const auto tier = shownTier(id);
    if (!tier || !item || *item >= tier->items.size()) return;
    const auto row = std::find_if(m_rows.begin(), m_rows.end(), [&](const TierRow& one) { return one.tier->header.id == id; });
    if (row == m_rows.end()) return;
    const QRectF box = rowBox(static_cast<std::size_t>(row - m_rows.begin()));
    const double x = std::floor(xAt(tier->items[*item].time));
    const QColor accent = theme.color(Ink::Accent);
    painter.fillRect(QRectF(x - 1.0, box.top(), 3.0, box.height()), accent);
    if (!m_drag.time) return;
    painter.fillRect(QRectF(x, 0.0, 1.0, height()), accent);
    if (!tier->isInterval()) return;
    const Annotation& shown = m_preview ? *m_preview : m_annotation;
    painter.setFont(theme.font(Theme::Size::Small, true));
    const QFontMetricsF metrics(painter.font());
    const auto plate = [&](double seconds, bool before) {
        const QString text = tr("%1 s").arg(QLocale().toString(seconds, 'f', 3));
        const double wide = std::ceil(metrics.horizontalAdvance(text)) + 10.0;
        const QRectF place(before ? x - 4.0 - wide : x + 5.0, box.top() + 3.0, wide, box.height() - 7.0);
        painter.fillRect(place, accent);
        painter.setPen(theme.color(Ink::TextOnAccent));
        painter.drawText(place, Qt::AlignCenter, text);
    };
    plate(shown.interval(*tier, *item - 1).duration(), true);
    plate(shown.interval(*tier, *item).duration(), false);
}

std::optional<double> TierView::draggedTo() const { return m_drag.time; }

bool TierView::startsLabel(const QKeyEvent& event) const {
    const QString text = event.text();
    return !text.isEmpty() && text[0].isPrint() && event.key() != Qt::Key_Space &&
           !(event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
}

bool TierView::event(QEvent* event) {
    if (m_view && m_view->duration() > 0.0) {
        if (const auto pinch = pinchMove(event, this)) {
            endDrag();
            m_drag = {};  // the first finger's press chooses nothing
            m_view->zoom(pinch->factor, timeAt(pinch->x));
            return true;
        }
    }
    if (event->type() == QEvent::ShortcutOverride) {
        // Letters and digits are never commands here; Esc belongs to a drag as long as there is one.
        const auto& key = static_cast<QKeyEvent&>(*event);
        if (startsLabel(key) || (key.key() == Qt::Key_Escape && m_drag.kind != Drag::Kind::None)) {
            event->accept();
            return true;
        }
    }
    if (event->type() == QEvent::ToolTip) {
        const auto& help = static_cast<QHelpEvent&>(*event);
        const auto row = rowAt(help.pos().y());
        const auto item = row ? m_rows[*row].tier->at(timeAt(help.pos().x())) : std::nullopt;
        const QString text = item && m_rows[*row].tier->isInterval() ? tipOf(*m_rows[*row].tier, *item) : QString();
        QToolTip::showText(help.globalPos(), text.toHtmlEscaped().replace('\n', "<br>"), this);
        return true;
    }
    return QWidget::event(event);
}

void TierView::keyPressEvent(QKeyEvent* event) {
    if (m_drag.kind != Drag::Kind::None) {
        if (event->key() == Qt::Key_Escape) {
            endDrag();
            m_drag.kind = Drag::Kind::None;
            return;
        }
        if (event->key() == Qt::Key_Shift || event->key() == Qt::Key_Alt) {
            auto modifiers = event->modifiers();
            modifiers |= event->key() == Qt::Key_Shift ? Qt::ShiftModifier : Qt::AltModifier;
            if (m_drag.time) dragBoundary(m_drag.lastX, modifiers);
            return;
        }
    }
    const auto tier = m_annotation.find(m_place.tier);
    if (!tier || !m_place.item || !startsLabel(*event)) {
        QWidget::keyPressEvent(event);
        return;
    }
    const bool isKey = event->key() >= Qt::Key_1 && event->key() <= Qt::Key_9 && event->text()[0].isDigit();
    if (tier->header.vocabulary && !tier->header.vocabulary->entries.empty() && isKey) {
        Q_EMIT entryChosen(static_cast<std::size_t>(event->key() - Qt::Key_1));
        return;
    }
    editLabel(event->text());
}

void TierView::keyReleaseEvent(QKeyEvent* event) {
    if (m_drag.time && (event->key() == Qt::Key_Shift || event->key() == Qt::Key_Alt)) {
        dragBoundary(m_drag.lastX, event->modifiers() & ~(event->key() == Qt::Key_Shift ? Qt::ShiftModifier : Qt::AltModifier));
        return;
    }
    QWidget::keyReleaseEvent(event);
}

void TierView::inputMethodEvent(QInputMethodEvent* event) {
    // Dead keys and input methods start a label as plain keys do, and go on in the editor.
    if (!m_place.item || (event->commitString().isEmpty() && event->preeditString().isEmpty())) return;
    editLabel(QString());
    if (editor() != nullptr) QCoreApplication::sendEvent(m_editor, event);
}

void TierView::editLabel(const std::optional<QString>& text) {
    const auto tier = m_annotation.find(m_place.tier);
    if (!tier || !m_place.item || *m_place.item >= tier->items.size()) return;
    endEdit(LabelEditor::End::Stay);
    m_edited = m_place;
    scrollTo(m_place.tier);
    const QString label = QString::fromStdString(tier->items[*m_place.item].label);
    m_editor->setText(text.value_or(label));
    m_editor->setProperty("before", label);
    m_editor->setAccessibleDescription(
        tr("Label of interval %1 of tier %2").arg(*m_place.item + 1).arg(QString::fromStdString(tier->header.name)));
    m_editor->show();
    placeEditor();
    m_editor->raise();
    m_editor->setFocus(Qt::OtherFocusReason);
    if (!text) m_editor->selectAll();
}

void TierView::placeEditor() {
    const auto tier = m_annotation.find(m_edited.tier);
    if (editor() == nullptr || !tier || !m_edited.item || *m_edited.item >= tier->items.size()) return;
    const auto row =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const TierRow& one) { return one.tier->header.id == m_edited.tier; });
    if (row == m_rows.end()) return;
    const QRectF box = rowBox(static_cast<std::size_t>(row - m_rows.begin()));
    const auto time = m_annotation.interval(*tier, *m_edited.item);
    double left = std::max(0.0, xAt(time.start));
    double right = std::min<double>(width(), xAt(time.end));
    const double least = std::min<double>(kNarrowestEditor * Theme::instance().scale(), width());
    if (right - left < least) {
        const double middle = std::clamp((left + right) / 2.0, least / 2.0, width() - least / 2.0);
        left = middle - least / 2.0;
        right = middle + least / 2.0;
    }
    m_editor->setGeometry(QRectF(left, box.top(), right - left, box.height()).toRect());
}

void TierView::endEdit(LabelEditor::End end) {
    if (editor() == nullptr) return;
    const TierPlace place = m_edited;
    const QString text = m_editor->text();
    const bool changed = text != m_editor->property("before").toString();
    const bool focused = m_editor->hasFocus();
    m_edited = {};
    m_editor->hide();
    if (focused) setFocus(Qt::OtherFocusReason);
    if (!place.item || end == LabelEditor::End::Revert) return;
    if (changed || end != LabelEditor::End::Stay) Q_EMIT labelEntered(place.tier, *place.item, text, end);
}

void TierView::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void TierView::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

QString TierView::plotSummary() const {
    if (m_rows.empty()) return tr("No tiers");
    const QString count = tr("%n tiers", nullptr, static_cast<int>(m_rows.size()));
    const auto tier = m_annotation.find(m_place.tier);
    if (!tier) return count;
    const QString name = QString::fromStdString(tier->header.name);
    if (!m_place.item || *m_place.item >= tier->items.size()) return tr("%1; active: %2").arg(count, name);
    const auto time = m_annotation.interval(*tier, *m_place.item);
    const QString label = labelText(tier->items[*m_place.item].label);
    if (!tier->isInterval()) {
        return tr("%1; active: %2; point %3 of %4, \"%5\", at %6")
            .arg(count, name)
            .arg(*m_place.item + 1)
            .arg(tier->items.size())
            .arg(label, positionText(time.start));
    }
    return tr("%1; active: %2; interval %3 of %4, \"%5\", from %6 to %7")
        .arg(count, name)
        .arg(*m_place.item + 1)
        .arg(tier->items.size())
        .arg(label, positionText(time.start), positionText(time.end));
}

}  // namespace prososcope::widgets
