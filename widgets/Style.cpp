// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Style.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QHeaderView>
#include <QPainter>
#include <QPushButton>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTableView>
#include <algorithm>
#include <cmath>

#include "widgets/Theme.h"

namespace prososcope::widgets {

namespace {

constexpr char kPrimary[] = "prososcopePrimary";
constexpr char kCompact[] = "prososcopeCompact";
constexpr double kRadius = 4.0;

int controlHeight(const QWidget* widget) {
    const bool compact = widget != nullptr && widget->property(kCompact).toBool();
    const double scale = Theme::instance().scale();
    return static_cast<int>(std::lround((compact ? 24 : 28) * scale));
}

QColor ink(Ink which) { return Theme::instance().color(which); }

QColor mixed(const QColor& from, const QColor& to, double share) {
    const auto mix = [share](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * share)); };
    return {mix(from.red(), to.red()), mix(from.green(), to.green()), mix(from.blue(), to.blue())};
}

QRectF framed(const QRect& rect) { return QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5); }

}  // namespace

Style::Style() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const {
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
        case CT_PushButton:
            result.setWidth(result.width() + 8);
            [[fallthrough]];
        case CT_ComboBox:
        case CT_LineEdit:
        case CT_SpinBox:
            result.setHeight(std::max(controlHeight(widget), option->fontMetrics.height() + 6));
            break;
        case CT_ToolButton:
            result = result.expandedTo(QSize(controlHeight(widget), controlHeight(widget)));
            break;
        case CT_ItemViewItem:
            result.setHeight(std::max(result.height(), static_cast<int>(26 * Theme::instance().scale())));
            break;
        case CT_HeaderSection:
            result.setHeight(std::max(result.height(), static_cast<int>(26 * Theme::instance().scale())));
            break;
        case CT_MenuBarItem:
            result.setHeight(std::max(result.height(), controlHeight(nullptr)));
            break;
        case CT_MenuItem:
            if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
                item != nullptr && item->menuItemType != QStyleOptionMenuItem::Separator) {
                result.setHeight(std::max(result.height(), static_cast<int>(26 * Theme::instance().scale())));
            }
            break;
        default:
            break;
    }
    return result;
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
        case PM_LayoutHorizontalSpacing:
        case PM_LayoutVerticalSpacing:
            return 8;
        case PM_LayoutLeftMargin:
        case PM_LayoutTopMargin:
        case PM_LayoutRightMargin:
        case PM_LayoutBottomMargin:
            return 8;
        case PM_DefaultFrameWidth:
            return 1;
        case PM_SplitterWidth:
            return 5;
        case PM_DockWidgetSeparatorExtent:
            return 5;
        case PM_SmallIconSize:
        case PM_ButtonIconSize:
        case PM_ToolBarIconSize:
            return static_cast<int>(std::lround(20 * Theme::instance().scale())) / 2 * 2;
        case PM_ButtonShiftHorizontal:
        case PM_ButtonShiftVertical:
            return 0;
        case PM_MessageBoxIconSize:
            return static_cast<int>(std::lround(28 * Theme::instance().scale()));
        case PM_ScrollBarExtent:
            return 12;
        case PM_HeaderMargin:
        case PM_FocusFrameHMargin:  // the air at both sides of a table's cell
            return qobject_cast<const QTableView*>(widget) != nullptr || qobject_cast<const QHeaderView*>(widget) != nullptr
                       ? 8
                       : QProxyStyle::pixelMetric(metric, option, widget);
        default:
            return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* result) const {
    switch (hint) {
        case SH_DialogButtonBox_ButtonsHaveIcons:
            return 0;
        case SH_EtchDisabledText:
        case SH_DitherDisabledText:
            return 0;
        case SH_ItemView_ShowDecorationSelected:
            return 1;
        case SH_Slider_AbsoluteSetButtons:
            return Qt::LeftButton;
        case SH_Widget_Animate:
            return 0;
        case SH_ToolTip_WakeUpDelay:
            return 500;
        default:
            return QProxyStyle::styleHint(hint, option, widget, result);
    }
}

QRect Style::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const {
    QRect rect = QProxyStyle::subElementRect(element, option, widget);
    if (element == SE_LineEditContents && widget != nullptr &&
        qobject_cast<const QAbstractSpinBox*>(widget->parentWidget()) == nullptr) {
        rect.adjust(5, 0, -5, 0);
    }
    return rect;
}

QIcon Style::standardIcon(StandardPixmap pixmap, const QStyleOption* option, const QWidget* widget) const {
    switch (pixmap) {
        case SP_MessageBoxInformation:
        case SP_MessageBoxQuestion:
            return Theme::instance().icon(QStringLiteral("info"));
        case SP_MessageBoxWarning:
        case SP_MessageBoxCritical:
            return Theme::instance().icon(QStringLiteral("warning"));
        default:
            return QProxyStyle::standardIcon(pixmap, option, widget);
    }
}

void Style::polish(QWidget* widget) {
    QProxyStyle::polish(widget);
    if (qobject_cast<QPushButton*>(widget) != nullptr || qobject_cast<QComboBox*>(widget) != nullptr) {
        widget->setAttribute(Qt::WA_Hover);
    }
}

void Style::drawButtonPanel(const QStyleOption* option, QPainter* painter, const QWidget* widget) const {
    const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
    const bool enabled = (option->state & State_Enabled) != 0;
    const bool down = (option->state & (State_Sunken | State_On)) != 0;
    const bool hover = enabled && (option->state & State_MouseOver) != 0;
    const bool primary = enabled && ((widget != nullptr && widget->property(kPrimary).toBool()) ||
                                     (button != nullptr && (button->features & QStyleOptionButton::DefaultButton) != 0));
    const bool focused = enabled && (option->state & State_HasFocus) != 0 && (option->state & State_KeyboardFocusChange) != 0;
    QColor fill = primary ? ink(Ink::Accent) : ink(Ink::Panel);
    if (down)
        fill = mixed(fill, ink(Ink::Text), 0.16);
    else if (hover)
        fill = mixed(fill, primary ? ink(Ink::Panel) : ink(Ink::Text), primary ? 0.12 : 0.06);
    QColor border = primary ? fill : ink(Ink::ControlBorder);
    if (!enabled) border = ink(Ink::Hairline);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(border, 1.0));
    painter->setBrush(fill);
    painter->drawRoundedRect(framed(option->rect), kRadius, kRadius);
    if (focused) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(primary ? ink(Ink::TextOnAccent) : ink(Ink::Accent), primary ? 1.0 : 2.0));
        const double inset = primary ? 3.0 : 1.0;
        painter->drawRoundedRect(QRectF(option->rect).adjusted(inset, inset, -inset, -inset), kRadius - 1, kRadius - 1);
    }
    painter->restore();
}

void Style::drawFieldFrame(const QStyleOption* option, QPainter* painter) const {
    const bool enabled = (option->state & State_Enabled) != 0;
    const bool focused = enabled && (option->state & State_HasFocus) != 0;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(!enabled  ? ink(Ink::Hairline)
                         : focused ? ink(Ink::Accent)
                                   : ink(Ink::ControlBorder),
                         focused ? 2.0 : 1.0));
    painter->setBrush(enabled ? ink(Ink::Panel) : ink(Ink::Window));
    const QRectF rect = focused ? QRectF(option->rect).adjusted(1, 1, -1, -1) : framed(option->rect);
    painter->drawRoundedRect(rect, kRadius, kRadius);
    painter->restore();
}

void Style::drawIndicator(const QStyleOption* option, QPainter* painter, bool round) const {
    const bool enabled = (option->state & State_Enabled) != 0;
    const bool partly = (option->state & State_NoChange) != 0;
    const bool filled = partly || (option->state & State_On) != 0;
    const bool hover = enabled && (option->state & (State_MouseOver | State_Sunken)) != 0;
    const double side = std::min(option->rect.width(), option->rect.height());
    QRectF box(0.0, 0.0, side, side);
    box.moveCenter(QRectF(option->rect).center());
    box.moveTo(std::round(box.left()), std::round(box.top()));
    box.adjust(0.5, 0.5, -0.5, -0.5);
    QColor fill = enabled ? ink(Ink::Panel) : ink(Ink::Window);
    if (filled && enabled) fill = ink(Ink::Accent);
    if (hover) fill = mixed(fill, ink(Ink::Text), 0.1);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(!enabled ? ink(Ink::Hairline) : filled ? ink(Ink::Accent) : ink(Ink::ControlBorder), 1.0));
    painter->setBrush(fill);
    if (round)
        painter->drawEllipse(box);
    else
        painter->drawRoundedRect(box, 3.0, 3.0);
    const QColor mark = enabled ? ink(Ink::TextOnAccent) : ink(Ink::Muted);
    const auto place = [&box](double x, double y) { return box.topLeft() + QPointF(x * box.width(), y * box.height()); };
    if (filled && round) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(mark);
        painter->drawEllipse(box.center(), side * 0.2, side * 0.2);
    } else if (filled) {
        painter->setPen(QPen(mark, side * 0.13, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->setBrush(Qt::NoBrush);
        if (partly)
            painter->drawLine(place(0.28, 0.5), place(0.72, 0.5));
        else
            painter->drawPolyline(QPolygonF{place(0.24, 0.53), place(0.43, 0.71), place(0.77, 0.31)});
    }
    painter->restore();
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget) const {
    switch (element) {
        case PE_PanelButtonCommand:
            drawButtonPanel(option, painter, widget);
            return;
        case PE_FrameDefaultButton:
            return;
        case PE_PanelButtonTool: {
            const bool enabled = (option->state & State_Enabled) != 0;
            const bool down = (option->state & (State_Sunken | State_On)) != 0;
            const bool hover = enabled && (option->state & State_MouseOver) != 0;
            const bool focused = enabled && (option->state & State_HasFocus) != 0;
            if (!down && !hover && !focused && (option->state & State_AutoRaise) != 0) return;
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(focused                                  ? QPen(ink(Ink::Accent), 1.5)
                            : (option->state & State_AutoRaise) != 0 ? QPen(Qt::NoPen)
                                                                     : QPen(ink(Ink::ControlBorder), 1.0));
            painter->setBrush(mixed(ink(Ink::Panel), ink(Ink::Text), down ? 0.14 : hover ? 0.08 : 0.0));
            painter->drawRoundedRect(framed(option->rect), kRadius, kRadius);
            painter->restore();
            return;
        }
        case PE_PanelLineEdit:
            if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
                frame != nullptr && frame->lineWidth > 0) {
                drawFieldFrame(option, painter);
            } else {
                QProxyStyle::drawPrimitive(element, option, painter, widget);
            }
            return;
        case PE_FrameLineEdit:
            return;
        case PE_IndicatorCheckBox:
        case PE_IndicatorItemViewItemCheck:
            drawIndicator(option, painter, false);
            return;
        case PE_IndicatorRadioButton:
            drawIndicator(option, painter, true);
            return;
        case PE_Frame: {
            if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
                frame != nullptr && frame->lineWidth <= 0)
                return;
            painter->save();
            painter->setPen(QPen(ink(Ink::Hairline), 1.0));
            painter->setBrush(Qt::NoBrush);
            painter->drawRect(framed(option->rect));
            painter->restore();
            return;
        }
        case PE_IndicatorTabClose: {
            const bool hover = (option->state & State_Enabled) != 0 && (option->state & (State_MouseOver | State_Sunken)) != 0;
            QRect mark(0, 0, 14, 14);
            mark.moveCenter(option->rect.center());
            Theme::instance()
                .icon(QStringLiteral("close"))
                .paint(painter, mark, Qt::AlignCenter, hover ? QIcon::Active : QIcon::Normal);
            return;
        }
        case PE_FrameStatusBarItem:
            return;
        case PE_FrameTabBarBase: {
            painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), ink(Ink::Hairline));
            return;
        }
        case PE_FrameFocusRect: {
            if ((option->state & State_KeyboardFocusChange) == 0 && (option->state & State_Item) == 0) return;
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(QPen(ink(Ink::Accent), 1.5));
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(QRectF(option->rect).adjusted(0.75, 0.75, -0.75, -0.75), 3, 3);
            painter->restore();
            return;
        }
        default:
            QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawProgress(const QStyleOption* option, QPainter* painter) const {
    const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option);
    if (bar == nullptr) return;
    const double height = std::min(6.0, static_cast<double>(bar->rect.height()));
    QRectF track(bar->rect.left(), bar->rect.center().y() + 0.5 - height / 2.0, bar->rect.width(), height);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(ink(Ink::Hairline));
    painter->drawRoundedRect(track, height / 2.0, height / 2.0);
    const double range = static_cast<double>(bar->maximum) - bar->minimum;
    const double share = range > 0.0 ? std::clamp((bar->progress - bar->minimum) / range, 0.0, 1.0) : 0.0;
    if (share > 0.0) {
        painter->setBrush(ink(Ink::Accent));
        const double width = std::max(height, track.width() * share);
        if (bar->direction == Qt::RightToLeft)
            track.setLeft(track.right() - width);
        else
            track.setWidth(width);
        painter->drawRoundedRect(track, height / 2.0, height / 2.0);
    }
    painter->restore();
}

void Style::drawTab(const QStyleOption* option, QPainter* painter) const {
    const bool selected = (option->state & State_Selected) != 0;
    painter->fillRect(option->rect, selected ? ink(Ink::Panel) : ink(Ink::Window));
    if (selected) {
        painter->fillRect(QRect(option->rect.left(), option->rect.top(), option->rect.width(), 2), ink(Ink::Accent));
    } else {
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), ink(Ink::Hairline));
    }
}

void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const {
    switch (element) {
        case CE_ProgressBar:
            drawProgress(option, painter);
            return;
        case CE_TabBarTabShape:
            drawTab(option, painter);
            return;
        case CE_PushButtonLabel: {
            const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
            const bool primary = button != nullptr && (option->state & State_Enabled) != 0 &&
                                 ((widget != nullptr && widget->property(kPrimary).toBool()) ||
                                  (button->features & QStyleOptionButton::DefaultButton) != 0);
            if (!primary) break;
            QStyleOptionButton copy = *button;
            copy.palette.setColor(QPalette::ButtonText, ink(Ink::TextOnAccent));
            if (!copy.icon.isNull()) {
                copy.icon = QIcon(
                    copy.icon.pixmap(copy.iconSize, widget != nullptr ? widget->devicePixelRatioF() : 1.0, QIcon::Selected));
            }
            QProxyStyle::drawControl(element, &copy, painter, widget);
            return;
        }
        case CE_ComboBoxLabel: {
            const auto* box = qstyleoption_cast<const QStyleOptionComboBox*>(option);
            if (box == nullptr || box->editable) break;
            QStyleOptionComboBox copy = *box;
            const int width = subControlRect(CC_ComboBox, box, SC_ComboBoxEditField, widget).width() - 2 -
                              (box->currentIcon.isNull() ? 0 : box->iconSize.width() + 4);
            copy.currentText = box->fontMetrics.elidedText(box->currentText, Qt::ElideRight, width);
            QProxyStyle::drawControl(element, &copy, painter, widget);
            return;
        }
        case CE_HeaderSection: {
            painter->fillRect(option->rect, ink(Ink::Panel));
            painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), ink(Ink::Hairline));
            return;
        }
        case CE_HeaderLabel: {
            const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option);
            if (header == nullptr) break;
            QStyleOptionHeaderV2 copy;
            if (const auto* full = qstyleoption_cast<const QStyleOptionHeaderV2*>(option))
                copy = *full;
            else
                static_cast<QStyleOptionHeader&>(copy) = *header;
            copy.palette.setColor(QPalette::ButtonText, ink(Ink::Muted));
            painter->save();
            painter->setFont(Theme::instance().font(Theme::Size::Small));
            copy.fontMetrics = painter->fontMetrics();
            copy.state &= ~State_On;  // no bold where a cell is chosen
            QProxyStyle::drawControl(element, &copy, painter, widget);
            painter->restore();
            return;
        }
        case CE_MenuBarEmptyArea:
            painter->fillRect(option->rect, ink(Ink::Window));
            return;
        case CE_MenuBarItem: {
            const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
            if (item == nullptr) break;
            const bool open = (option->state & (State_Selected | State_Sunken)) != 0 && (option->state & State_Enabled) != 0;
            painter->fillRect(option->rect, open ? mixed(ink(Ink::Window), ink(Ink::Text), 0.10) : ink(Ink::Window));
            drawItemText(painter, item->rect, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextDontClip | Qt::TextSingleLine,
                         item->palette, (option->state & State_Enabled) != 0, item->text, QPalette::WindowText);
            return;
        }
        case CE_Splitter:
            painter->fillRect(option->rect, ink(Ink::Window));
            return;
        default:
            break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                               const QWidget* widget) const {
    if (control == CC_ComboBox) {
        const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
        if (combo != nullptr) {
            drawFieldFrame(option, painter);
            const QRect arrow = subControlRect(CC_ComboBox, combo, SC_ComboBoxArrow, widget);
            const QIcon icon = Theme::instance().icon(QStringLiteral("chevron-down"));
            QRect place(0, 0, 14, 14);
            place.moveCenter(arrow.center());
            icon.paint(painter, place, Qt::AlignCenter, (option->state & State_Enabled) != 0 ? QIcon::Normal : QIcon::Disabled);
            return;
        }
    }
    if (control == CC_Slider) {
        drawSlider(option, painter, widget);
        return;
    }
    if (control == CC_SpinBox) {
        drawSpinBox(option, painter, widget);
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

void Style::drawSlider(const QStyleOption* option, QPainter* painter, const QWidget* widget) const {
    const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (slider == nullptr) return;
    const bool enabled = (option->state & State_Enabled) != 0;
    const bool across = slider->orientation == Qt::Horizontal;
    const QRectF handle = proxy()->subControlRect(CC_Slider, slider, SC_SliderHandle, widget);
    const QRectF whole = slider->rect;
    QRectF groove = across ? QRectF(whole.left(), whole.center().y() - 2.0, whole.width(), 4.0)
                           : QRectF(whole.center().x() - 2.0, whole.top(), 4.0, whole.height());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(enabled ? ink(Ink::ControlBorder) : ink(Ink::Hairline));
    painter->drawRoundedRect(groove, 2.0, 2.0);
    const double side = std::min({handle.width(), handle.height(), 14.0});
    QRectF knob(0.0, 0.0, side, side);
    knob.moveCenter(handle.center());
    const bool focused = enabled && (option->state & State_HasFocus) != 0;
    painter->setPen(QPen(ink(Ink::Panel), 2.0));
    painter->setBrush(enabled ? ink(Ink::Accent) : ink(Ink::Hairline));
    painter->drawEllipse(knob);
    if (focused) {
        painter->setPen(QPen(ink(Ink::Accent), 1.5));
        painter->setBrush(Qt::NoBrush);
        painter->drawEllipse(knob.adjusted(-2, -2, 2, 2));
    }
    painter->restore();
}

void Style::drawSpinBox(const QStyleOption* option, QPainter* painter, const QWidget* widget) const {
    const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
    if (spin == nullptr) return;
    if (spin->frame) drawFieldFrame(option, painter);
    if (spin->buttonSymbols == QAbstractSpinBox::NoButtons) return;
    const auto arrow = [&](SubControl part, const QString& name, QAbstractSpinBox::StepEnabledFlag step) {
        const QRect place = proxy()->subControlRect(CC_SpinBox, spin, part, widget);
        const bool enabled = (option->state & State_Enabled) != 0 && (spin->stepEnabled & step) != 0;
        const bool pressed = spin->activeSubControls == part && (option->state & State_MouseOver) != 0;
        QRect mark(0, 0, 10, 10);
        mark.moveCenter(place.center());
        Theme::instance().icon(name).paint(painter, mark, Qt::AlignCenter,
                                           !enabled  ? QIcon::Disabled
                                           : pressed ? QIcon::Active
                                                     : QIcon::Normal);
    };
    arrow(SC_SpinBoxUp, QStringLiteral("chevron-up"), QAbstractSpinBox::StepUpEnabled);
    arrow(SC_SpinBoxDown, QStringLiteral("chevron-down"), QAbstractSpinBox::StepDownEnabled);
}

void setPrimary(QWidget* button, bool primary) {
    button->setProperty(kPrimary, primary);
    button->update();
}

void setCompact(QWidget* control, bool compact) {
    control->setProperty(kCompact, compact);
    control->updateGeometry();
}

}  // namespace prososcope::widgets
