// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/live/PreFlightList.h"

#include <QAccessible>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/PageParts.h"
#include "widgets/Style.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;
using Id = live::PreFlightItem::Id;
using State = live::PreFlightItem::State;

namespace {

constexpr int kSymbolSide = 20;
constexpr int kNameWidth = 112;
constexpr int kSentenceWidth = 420;
constexpr int kMargin = 8;

Ink inkOf(State state) {
    switch (state) {
        case State::Good:
            return Ink::Text;
        case State::Warning:
            return Ink::Warning;
        case State::Bad:
            return Ink::Error;
        case State::Pending:
            break;
    }
    return Ink::Muted;
}

/// A tick, a triangle with a stroke in it, a cross in a ring, or a ring with three dots: told apart without colour.
void paintSymbol(QPainter& painter, const QRectF& area, State state) {
    const auto at = [&](double x, double y) { return QPointF(area.left() + x * area.width(), area.top() + y * area.height()); };
    QPen pen(Theme::instance().color(inkOf(state)), 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    switch (state) {
        case State::Good:
            painter.drawPolyline(std::array{at(0.18, 0.55), at(0.42, 0.78), at(0.85, 0.25)}.data(), 3);
            return;
        case State::Warning:
            painter.drawPolygon(std::array{at(0.5, 0.1), at(0.95, 0.88), at(0.05, 0.88)}.data(), 3);
            painter.drawLine(at(0.5, 0.38), at(0.5, 0.6));
            painter.drawPoint(at(0.5, 0.74));
            return;
        case State::Bad:
            painter.drawEllipse(area.adjusted(1.0, 1.0, -1.0, -1.0));
            painter.drawLine(at(0.34, 0.34), at(0.66, 0.66));
            painter.drawLine(at(0.66, 0.34), at(0.34, 0.66));
            return;
        case State::Pending:
            painter.drawEllipse(area.adjusted(1.0, 1.0, -1.0, -1.0));
            for (const double x : {0.3, 0.5, 0.7}) painter.drawPoint(at(x, 0.5));
            return;
    }
}

QLabel* label(QWidget* parent, Theme::Size size, bool bold = false) {
    auto* text = new QLabel(parent);
    text->setTextFormat(Qt::PlainText);
    text->setFont(Theme::instance().font(size, bold));
    text->setWordWrap(true);
    return text;
}

}  // namespace

PreFlightRow::PreFlightRow(Id id, QWidget* parent) : QWidget(parent), m_id(id) {
    setObjectName(QStringLiteral("live.preflight.%1").arg(static_cast<int>(id)));
    setFocusPolicy(Qt::StrongFocus);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(kMargin + kSymbolSide + kMargin, 6, kMargin, 6);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(2);
    auto* name = label(this, Theme::Size::Normal, true);
    name->setText(PreFlightList::name(id));
    m_word = label(this, Theme::Size::Small);
    m_sentence = label(this, Theme::Size::Normal);
    m_advice = label(this, Theme::Size::Small);
    const double scale = Theme::instance().scale();
    grid->setColumnMinimumWidth(0, static_cast<int>(kNameWidth * scale));
    grid->setColumnMinimumWidth(1, static_cast<int>(kSentenceWidth * scale));
    grid->setColumnStretch(1, 1);
    grid->addWidget(name, 0, 0, Qt::AlignTop);
    grid->addWidget(m_sentence, 0, 1, Qt::AlignTop);
    grid->addWidget(m_word, 1, 0, Qt::AlignTop);
    grid->addWidget(m_advice, 1, 1, Qt::AlignTop);
    paintText(m_word, inkOf(m_state));
    paintText(m_advice, Ink::Muted);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void PreFlightRow::setItem(const live::PreFlightItem& item) {
    const QString sentence = engine_thread::translated(item.sentence);
    const QString advice = item.advice.empty() ? QString() : engine_thread::translated(item.advice);
    if (item.state == m_state && sentence == m_sentence->text() && advice == m_advice->text()) return;
    const bool told = item.state != m_state;
    m_state = item.state;
    m_word->setText(PreFlightList::word(m_state));
    paintText(m_word, inkOf(m_state));
    m_sentence->setText(sentence);
    m_advice->setText(advice);
    setAccessibleName(tr("%1: %2").arg(PreFlightList::name(m_id), PreFlightList::word(m_state)));
    setAccessibleDescription(advice.isEmpty() ? sentence : sentence + QLatin1Char(' ') + advice);
    setToolTip(accessibleDescription());
    if (told) {
        QAccessibleEvent event(this, QAccessible::NameChanged);
        QAccessible::updateAccessibility(&event);
    }
    update();
}

void PreFlightRow::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintSymbol(painter, QRectF(kMargin, 8.0, kSymbolSide, kSymbolSide).adjusted(2.0, 2.0, -2.0, -2.0), m_state);
    if (!hasFocus()) return;
    painter.setPen(QPen(Theme::instance().color(Ink::Accent), 1.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4.0, 4.0);
}

PreFlightList::PreFlightList(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("live.preflight"));
    setAccessibleName(tr("Before the presentation"));
    auto* title = label(this, Theme::Size::Large, true);
    title->setText(tr("Before the presentation"));
    m_lines = new QVBoxLayout;
    m_lines->setSpacing(0);
    m_controls = new QVBoxLayout;
    m_controls->setSpacing(kMargin);
    m_summary = label(this, Theme::Size::Small);
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->setObjectName(QStringLiteral("live.preflight.cancel"));
    m_cancel->setToolTip(tr("Back to the controls (Esc)"));
    m_begin = new QPushButton(tr("Begin"), this);
    m_begin->setObjectName(QStringLiteral("live.preflight.begin"));
    m_begin->setToolTip(tr("Opens the presentation on its screen, whatever the list says (Enter)"));
    m_begin->setDefault(true);
    widgets::setPrimary(m_begin);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(kMargin);
    buttons->addWidget(m_summary, 1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_begin);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(24, 16, 24, 16);
    all->setSpacing(kMargin);
    all->addWidget(title);
    all->addLayout(m_lines);
    all->addLayout(m_controls);
    all->addStretch(1);
    all->addLayout(buttons);
    connect(m_begin, &QPushButton::clicked, this, &PreFlightList::begin);
    connect(m_cancel, &QPushButton::clicked, this, &PreFlightList::cancelled);
}

QString PreFlightList::name(Id id) {
    switch (id) {
        case Id::Microphone:
            return tr("Microphone");
        case Id::Room:
            return tr("Room");
        case Id::Clipping:
            return tr("Clipping");
        case Id::Model:
            return tr("Model");
        case Id::Delay:
            return tr("Delay");
        case Id::Screen:
            return tr("Screen");
        case Id::Sleep:
            return tr("Screen saver");
        case Id::Power:
            return tr("Power");
    }
    return {};
}

QString PreFlightList::word(State state) {
    switch (state) {
        case State::Good:
            return tr("good");
        case State::Warning:
            return tr("note");
        case State::Bad:
            return tr("bad");
        case State::Pending:
            break;
    }
    return tr("waiting");
}

void PreFlightList::setItems(const std::vector<live::PreFlightItem>& items) {
    for (auto* row : m_rows)
        row->setVisible(std::any_of(items.begin(), items.end(), [&](const auto& item) { return item.id == row->id(); }));
    for (const auto& item : items) {
        const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const auto* row) { return row->id() == item.id; });
        PreFlightRow* row = found == m_rows.end() ? nullptr : *found;
        if (row == nullptr) {
            row = new PreFlightRow(item.id, this);
            m_rows.append(row);
            m_lines->addWidget(row);
            orderTabs();
        }
        row->setItem(item);
    }
    const QString text = summary();
    if (text != m_summary->text()) m_summary->setText(text);
}

QString PreFlightList::summary() const {
    const auto count = [&](State state) {
        return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(),
                                              [&](const auto* row) { return !row->isHidden() && row->state() == state; }));
    };
    if (count(State::Bad) > 0) return tr("The presentation would fail on what is marked as bad.");
    if (count(State::Pending) > 0) return tr("Some of it is not known yet.");
    if (count(State::Warning) > 0) return tr("It will do; the notes say what could be better.");
    return tr("All is well.");
}

void PreFlightList::addControl(const QString& text, QWidget* control) {
    auto* row = new QHBoxLayout;
    row->setContentsMargins(kMargin + kSymbolSide + kMargin, 0, kMargin, 0);
    auto* name = label(this, Theme::Size::Normal, true);
    name->setText(text);
    name->setBuddy(control);
    name->setMinimumWidth(static_cast<int>(kNameWidth * Theme::instance().scale()));
    row->addWidget(name);
    row->addSpacing(16 - kMargin);
    row->addWidget(control, 1);
    m_controls->addLayout(row);
    m_order.append(control);
    orderTabs();
}

/// As it is read: lines, controls, buttons.
void PreFlightList::orderTabs() {
    QList<QWidget*> order;
    for (auto* row : m_rows) order.append(row);
    order << m_order << m_cancel << m_begin;
    for (qsizetype i = 1; i < order.size(); ++i) setTabOrder(order[i - 1], order[i]);
}

void PreFlightList::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_begin->setFocus(Qt::OtherFocusReason);
}

void PreFlightList::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Up:
            focusNextPrevChild(false);
            return;
        case Qt::Key_Down:
            focusNextPrevChild(true);
            return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            // The focused button's own click.
            if (m_cancel->hasFocus())
                m_cancel->click();
            else
                m_begin->click();
            return;
        case Qt::Key_Escape:
            m_cancel->click();
            return;
        default:
            QWidget::keyPressEvent(event);
    }
}

}  // namespace prososcope::gui
