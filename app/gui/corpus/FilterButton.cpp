// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/corpus/FilterButton.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QStyleOptionToolButton>
#include <QStylePainter>
#include <QVBoxLayout>
#include <QWidgetAction>
#include <algorithm>

#include "app/gui/corpus/FieldText.h"
#include "widgets/Style.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Theme;

namespace {

constexpr int kShownValues = 2;  // in the button's text
constexpr int kManyValues = 12;  // from here on they can be searched
constexpr int kListWidth = 240;
constexpr int kListRows = 14;
constexpr int kBefore = 10;  // room in a button before its text
constexpr int kGap = 8;
constexpr int kChevron = 12;

/// A number as a person types it, with a comma or a dot.
std::optional<double> typedNumber(const QString& text) {
    const QString trimmed = text.trimmed();
    bool ok = false;
    double value = QLocale::c().toDouble(trimmed, &ok);
    if (!ok) value = QLocale().toDouble(trimmed, &ok);
    return ok ? std::optional<double>(value) : std::nullopt;
}

}  // namespace

MenuButton::MenuButton(QWidget* parent) : QToolButton(parent) { setFocusPolicy(Qt::StrongFocus); }

QSize MenuButton::sizeHint() const {
    return {kBefore + fontMetrics().horizontalAdvance(text()) + 2 * kGap + kChevron, QToolButton::sizeHint().height()};
}

void MenuButton::paintEvent(QPaintEvent* /*event*/) {
    QStylePainter painter(this);
    QStyleOptionToolButton option;
    initStyleOption(&option);
    option.text.clear();
    painter.drawComplexControl(QStyle::CC_ToolButton, option);
    painter.setFont(font());
    painter.drawItemText(rect().adjusted(kBefore, 0, -kGap - kChevron, 0), Qt::AlignLeft | Qt::AlignVCenter, palette(),
                         isEnabled(), text(), QPalette::ButtonText);
    Theme::instance()
        .icon(QStringLiteral("chevron-down"))
        .paint(&painter, QRect(width() - kGap - kChevron, (height() - kChevron) / 2, kChevron, kChevron));
}

FilterButton::FilterButton(const store::CorpusField& field, QWidget* parent) : MenuButton(parent), m_field(field) {
    setObjectName(QStringLiteral("filter.%1").arg(QString::fromStdString(field.name)));
    m_menu = new QMenu(this);
    connect(this, &QToolButton::clicked, this, &FilterButton::open);
    if (field.kind == store::FieldKind::Number)
        buildRange();
    else
        buildValues();
    connect(&Theme::instance(), &Theme::changed, this, &FilterButton::showText);
    showText();
}

void FilterButton::open() { m_menu->popup(mapToGlobal(QPoint(0, height() + 2))); }

void FilterButton::buildValues() {
    auto* content = new QWidget(m_menu);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    m_find = new QLineEdit(content);
    m_find->setPlaceholderText(tr("Find"));
    m_find->setAccessibleName(tr("Find in the values of %1").arg(fieldTitle(m_field.name)));
    m_find->hide();
    m_list = new QListWidget(content);
    m_list->setAccessibleName(fieldTitle(m_field.name));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setFixedWidth(static_cast<int>(kListWidth * Theme::instance().scale()));
    layout->addWidget(m_find);
    layout->addWidget(m_list);
    auto* action = new QWidgetAction(m_menu);
    action->setDefaultWidget(content);
    m_menu->addAction(action);
    m_menu->addAction(tr("All values"), this, &FilterButton::clear);
    connect(m_find, &QLineEdit::textChanged, this, &FilterButton::fillList);
    connect(m_list, &QListWidget::itemChanged, this, [this](const QListWidgetItem* item) {
        if (m_filling) return;
        const std::string value = item->data(Qt::UserRole).toString().toStdString();
        std::erase(m_values, value);
        if (item->checkState() == Qt::Checked) m_values.push_back(value);
        showText();
        Q_EMIT changed();
    });
    // A click anywhere in a line is meant for its box.
    connect(m_list, &QListWidget::itemActivated, this, [](QListWidgetItem* item) {
        item->setCheckState(item->checkState() == Qt::Checked ? Qt::Unchecked : Qt::Checked);
    });
    connect(m_menu, &QMenu::aboutToShow, this, [this] {
        fillList();
        if (m_list->currentRow() < 0) m_list->setCurrentRow(0);
        (m_find->isVisibleTo(m_menu) ? static_cast<QWidget*>(m_find) : m_list)->setFocus(Qt::PopupFocusReason);
    });
}

void FilterButton::buildRange() {
    auto* content = new QWidget(m_menu);
    auto* form = new QFormLayout(content);
    form->setContentsMargins(12, 12, 12, 12);
    form->setSpacing(8);
    m_low = new QLineEdit(content);
    m_high = new QLineEdit(content);
    m_low->setAccessibleName(tr("%1 from").arg(fieldTitle(m_field.name)));
    m_high->setAccessibleName(tr("%1 to").arg(fieldTitle(m_field.name)));
    for (QLineEdit* field : {m_low, m_high}) {
        field->setFixedWidth(static_cast<int>(110 * Theme::instance().scale()));
        field->setPlaceholderText(tr("any"));
        connect(field, &QLineEdit::textEdited, this, &FilterButton::readRange);
        connect(field, &QLineEdit::returnPressed, m_menu, &QMenu::close);
    }
    form->addRow(tr("From"), m_low);
    form->addRow(tr("To"), m_high);
    auto* action = new QWidgetAction(m_menu);
    action->setDefaultWidget(content);
    m_menu->addAction(action);
    m_menu->addAction(tr("Any value"), this, &FilterButton::clear);
    connect(m_menu, &QMenu::aboutToShow, m_low, [this] { m_low->setFocus(Qt::PopupFocusReason); });
}

void FilterButton::fillList() {
    m_filling = true;
    const auto* before = m_list->currentItem();
    const QVariant chosen = before != nullptr ? before->data(Qt::UserRole) : QVariant();
    m_list->clear();
    m_find->setVisible(m_choices.size() >= kManyValues);
    const QString wanted = m_find->isHidden() ? QString() : m_find->text().trimmed();
    for (const auto& choice : m_choices) {
        const QString text = valueText(m_field.name, choice.value);
        if (!wanted.isEmpty() && !text.contains(wanted, Qt::CaseInsensitive)) continue;
        auto* item = new QListWidgetItem(tr("%1  (%2)", "a value and how often it occurs").arg(text).arg(choice.count), m_list);
        item->setData(Qt::UserRole, QString::fromStdString(choice.value));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        const bool checked = std::find(m_values.begin(), m_values.end(), choice.value) != m_values.end();
        item->setCheckState(checked ? Qt::Checked : Qt::Unchecked);
        if (chosen.isValid() && item->data(Qt::UserRole) == chosen) m_list->setCurrentItem(item);
    }
    const int rows = std::clamp(static_cast<int>(m_choices.size()), 1, kListRows);
    m_list->setFixedHeight(rows * std::max(22, m_list->sizeHintForRow(0)) + 4);
    m_filling = false;
}

void FilterButton::setChoices(const std::vector<store::ValueCount>& choices) {
    m_choices = choices;
    if (m_menu->isVisible()) fillList();
}

void FilterButton::setValues(std::vector<std::string> values) {
    m_values = std::move(values);
    if (m_menu->isVisible()) fillList();
    showText();
}

void FilterButton::setRange(store::CorpusQuery::Range range) {
    m_range = range;
    showRange();
    showText();
}

void FilterButton::showRange() {
    const auto text = [this](const std::optional<double>& value) {
        QLocale locale;
        locale.setNumberOptions(QLocale::OmitGroupSeparator);
        return value ? locale.toString(*value, 'g', 6) : QString();
    };
    m_low->setText(text(m_range.low));
    m_high->setText(text(m_range.high));
}

void FilterButton::readRange() {
    m_range = {typedNumber(m_low->text()), typedNumber(m_high->text())};
    showText();
    Q_EMIT changed();
}

void FilterButton::clear() {
    const bool was = isActive();
    m_values.clear();
    m_range = {};
    if (m_low != nullptr) showRange();
    showText();
    if (was) Q_EMIT changed();
}

void FilterButton::showText() {
    const QString title = fieldTitle(m_field.name);
    QString text = title.section(QLatin1Char(','), 0, 0);  // the unit stands beside numbers
    if (!m_values.empty()) {
        QStringList names;
        for (int i = 0; i < std::min<int>(kShownValues, static_cast<int>(m_values.size())); ++i)
            names << valueText(m_field.name, m_values[static_cast<std::size_t>(i)]);
        if (static_cast<int>(m_values.size()) > kShownValues)
            names << tr("%1 more").arg(static_cast<int>(m_values.size()) - kShownValues);
        text = tr("%1: %2", "a field and its values").arg(title, names.join(QStringLiteral(", ")));
    } else if (m_range.low && m_range.high) {
        text = tr("%1: %2 to %3", "a field and its range")
                   .arg(title, numberText(m_field.name, *m_range.low), numberText(m_field.name, *m_range.high));
    } else if (m_range.low) {
        text = tr("%1: from %2").arg(title, numberText(m_field.name, *m_range.low));
    } else if (m_range.high) {
        text = tr("%1: up to %2").arg(title, numberText(m_field.name, *m_range.high));
    }
    setFont(Theme::instance().font(Theme::Size::Normal, isActive()));
    setText(text);
    setAccessibleName(tr("Filter, %1").arg(text));
    setToolTip(fieldHint(m_field.name));
    updateGeometry();
}

}  // namespace prososcope::gui
