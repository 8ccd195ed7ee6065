// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/PageParts.h"

#include <QLabel>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

void paintText(QWidget* widget, Ink ink) {
    constexpr const char* kInk = "textInk";
    const bool followed = widget->property(kInk).isValid();
    widget->setProperty(kInk, static_cast<int>(ink));
    const auto paint = [widget] {
        const QColor color = Theme::instance().color(static_cast<Ink>(widget->property(kInk).toInt()));
        QPalette palette = widget->palette();
        palette.setColor(QPalette::WindowText, color);
        palette.setColor(QPalette::Text, color);
        widget->setPalette(palette);
    };
    paint();
    if (!followed) QObject::connect(&Theme::instance(), &Theme::changed, widget, paint);
}

void paintPanel(QWidget* widget) {
    const auto paint = [widget] {
        const QColor color = Theme::instance().color(Ink::Panel);
        QPalette palette = widget->palette();
        palette.setColor(QPalette::Window, color);
        palette.setColor(QPalette::Base, color);
        widget->setPalette(palette);
    };
    paint();
    QObject::connect(&Theme::instance(), &Theme::changed, widget, paint);
}

QLabel* headingLabel(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    const auto look = [label] { label->setFont(Theme::instance().font(Theme::Size::Normal, true)); };
    look();
    QObject::connect(&Theme::instance(), &Theme::changed, label, look);
    return label;
}

QLabel* sectionLabel(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    paintText(label, Ink::Muted);
    const auto look = [label] { label->setFont(Theme::instance().font(Theme::Size::Small, true)); };
    look();
    QObject::connect(&Theme::instance(), &Theme::changed, label, look);
    return label;
}

QLabel* warningLabel(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    paintText(label, Ink::Error);
    return label;
}

QWidget* captionedControl(const QString& caption, QWidget* control, QWidget* parent) {
    auto* box = new QWidget(parent);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto* label = new QLabel(caption, box);
    label->setBuddy(control);
    column->addWidget(label);
    column->addWidget(control);
    paintText(label, Ink::Muted);
    const auto look = [label] { label->setFont(Theme::instance().font(Theme::Size::Small)); };
    look();
    QObject::connect(&Theme::instance(), &Theme::changed, label, look);
    return box;
}

QWidget* dataArea(QWidget* parent) {
    auto* area = new QWidget(parent);
    area->setAutoFillBackground(true);
    const auto look = [area] {
        QPalette palette;
        palette.setColor(QPalette::Window, Theme::instance().color(Ink::Data));
        area->setPalette(palette);
    };
    look();
    QObject::connect(&Theme::instance(), &Theme::changed, area, look);
    return area;
}

void giveExtent(QSplitter& splitter, int index, int extent, int total) {
    const int rest = std::max(1, total - extent);
    splitter.setSizes(index == 0 ? QList<int>{extent, rest} : QList<int>{rest, extent});
}

}  // namespace prososcope::gui
