// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/corpus/FilterBar.h"

#include <QJsonArray>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>
#include <algorithm>

#include "app/gui/FlowLayout.h"
#include "app/gui/corpus/FieldText.h"
#include "app/gui/corpus/FilterButton.h"
#include "widgets/Style.h"

namespace prososcope::gui {

namespace {

constexpr int kTypingMilliseconds = 200;

bool isUsual(const std::string& field) {
    static const char* const kUsual[] = {"emotion", "speaker", "gender", "split", "session", "seconds", "valence", "arousal"};
    return std::any_of(std::begin(kUsual), std::end(kUsual), [&](const char* one) { return field == one; });
}

}  // namespace

FilterBar::FilterBar(QWidget* parent) : QWidget(parent) {
    auto* layout = new FlowLayout(8, this);
    layout->setContentsMargins(16, 8, 16, 8);
    m_search = new QLineEdit(this);
    m_search->setObjectName(QStringLiteral("searchCorpus"));
    m_search->setPlaceholderText(tr("Search in all columns"));
    m_search->setAccessibleName(tr("Search in all columns"));
    m_search->setClearButtonEnabled(true);
    m_search->setFixedWidth(220);
    m_search->installEventFilter(this);
    widgets::setCompact(m_search);
    m_more = new MenuButton(this);
    m_more->setObjectName(QStringLiteral("moreFilters"));
    m_more->setText(tr("More"));
    m_more->setAccessibleName(tr("More filters"));
    m_moreMenu = new QMenu(this);
    connect(m_more, &QToolButton::clicked, this,
            [this] { m_moreMenu->popup(m_more->mapToGlobal(QPoint(0, m_more->height() + 2))); });
    m_clear = new QToolButton(this);
    m_clear->setObjectName(QStringLiteral("clearFilters"));
    m_clear->setText(tr("Show all"));
    m_clear->setToolTip(tr("Takes all filters off."));
    m_clear->setAutoRaise(true);
    m_clear->setFocusPolicy(Qt::StrongFocus);
    for (QToolButton* button : {m_more, m_clear}) widgets::setCompact(button);
    layout->addWidget(m_search);
    layout->addWidget(m_more);
    layout->addWidget(m_clear);
    m_clear->hide();
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMilliseconds);
    connect(&m_typing, &QTimer::timeout, this, &FilterBar::changed);
    connect(m_search, &QLineEdit::textChanged, this, &FilterBar::noteChange);
    connect(m_clear, &QToolButton::clicked, this, &FilterBar::clear);
    connect(m_moreMenu, &QMenu::aboutToShow, this, &FilterBar::fillMore);
}

void FilterBar::noteChange() {
    m_clear->setVisible(!isEmpty());
    m_typing.start();
}

FilterButton* FilterBar::make(const store::CorpusField& field) {
    auto* button = new FilterButton(field, this);
    widgets::setCompact(button);
    connect(button, &FilterButton::changed, this, &FilterBar::noteChange);
    return button;
}

void FilterBar::setHead(const CorpusHead& head) {
    QStringList order;
    for (const auto& field : head.fields) {
        const auto values = head.values.find(field.name);
        const bool words = field.kind == store::FieldKind::Word && values != head.values.end();
        if (!words && field.kind != store::FieldKind::Number) continue;
        const QString name = QString::fromStdString(field.name);
        auto*& button = m_buttons[name];
        if (button == nullptr) button = make(field);
        if (words) button->setChoices(values->second);
        order << name;
    }
    for (auto it = m_buttons.begin(); it != m_buttons.end();) {
        if (order.contains(it.key()) || it.value()->isActive()) {
            ++it;
            continue;
        }
        delete it.value();
        it = m_buttons.erase(it);
    }
    m_order = order;
    if (!m_pending.isEmpty()) {
        const QJsonObject pending = std::exchange(m_pending, {});
        restoreState(pending);
    }
    showButtons();
}

void FilterBar::showButtons() {
    auto* flow = static_cast<FlowLayout*>(layout());
    for (FilterButton* button : std::as_const(m_buttons)) flow->removeWidget(button);
    flow->removeWidget(m_more);
    flow->removeWidget(m_clear);
    bool more = false;
    for (const QString& name : std::as_const(m_order)) {
        FilterButton* button = m_buttons.value(name);
        // One value is no choice.
        const bool choice = button->field().kind == store::FieldKind::Number || button->hasChoice();
        const bool shown = button->isActive() || m_wanted.contains(name) || (choice && isUsual(name.toStdString()));
        button->setVisible(shown);
        more = more || !shown;
        flow->addWidget(button);
    }
    flow->addWidget(m_more);
    flow->addWidget(m_clear);
    m_more->setVisible(more);
    m_clear->setVisible(!isEmpty());
    QWidget* before = m_search;
    for (const QString& name : std::as_const(m_order)) {
        setTabOrder(before, m_buttons.value(name));
        before = m_buttons.value(name);
    }
    setTabOrder(before, m_more);
    setTabOrder(m_more, m_clear);
    updateGeometry();
}

void FilterBar::fillMore() {
    m_moreMenu->clear();
    for (const QString& name : std::as_const(m_order)) {
        FilterButton* button = m_buttons.value(name);
        if (button->isVisible()) continue;
        m_moreMenu->addAction(fieldTitle(name.toStdString()), this, [this, name] {
            m_wanted << name;
            showButtons();
            m_buttons.value(name)->setFocus(Qt::OtherFocusReason);
            QTimer::singleShot(0, m_buttons.value(name), &FilterButton::open);
        });
    }
}

store::CorpusQuery FilterBar::query() const {
    store::CorpusQuery query;
    for (const QString& word : m_search->text().split(QLatin1Char(' '), Qt::SkipEmptyParts))
        query.words.push_back(word.toStdString());
    for (auto it = m_buttons.cbegin(); it != m_buttons.cend(); ++it) {
        const FilterButton& button = *it.value();
        if (!button.isActive()) continue;
        if (button.field().kind == store::FieldKind::Number)
            query.ranges[button.field().name] = button.range();
        else
            query.values[button.field().name] = button.values();
    }
    return query;
}

bool FilterBar::isEmpty() const {
    return m_search->text().trimmed().isEmpty() &&
           std::none_of(m_buttons.cbegin(), m_buttons.cend(), [](const FilterButton* button) { return button->isActive(); });
}

void FilterBar::setWords(const QString& words) { m_search->setText(words); }

void FilterBar::setValues(const QString& field, const QStringList& values) {
    FilterButton* button = m_buttons.value(field);
    if (button == nullptr || button->field().kind == store::FieldKind::Number) return;
    std::vector<std::string> wanted;
    for (const QString& value : values) wanted.push_back(value.toStdString());
    button->setValues(std::move(wanted));
    showButtons();
    noteChange();
}

void FilterBar::setRange(const QString& field, store::CorpusQuery::Range range) {
    FilterButton* button = m_buttons.value(field);
    if (button == nullptr || button->field().kind != store::FieldKind::Number) return;
    button->setRange(range);
    showButtons();
    noteChange();
}

void FilterBar::clear() {
    m_search->clear();
    for (FilterButton* button : std::as_const(m_buttons)) button->clear();
    m_wanted.clear();
    showButtons();
    m_typing.stop();
    Q_EMIT changed();
    m_search->setFocus(Qt::OtherFocusReason);
}

FilterButton* FilterBar::button(const QString& field) const { return m_buttons.value(field); }

QJsonObject FilterBar::saveState() const {
    if (!m_pending.isEmpty()) return m_pending;
    QJsonObject fields;
    for (auto it = m_buttons.cbegin(); it != m_buttons.cend(); ++it) {
        const FilterButton& button = *it.value();
        if (!button.isActive()) continue;
        if (button.field().kind == store::FieldKind::Number) {
            QJsonObject range;
            if (button.range().low) range[QStringLiteral("low")] = *button.range().low;
            if (button.range().high) range[QStringLiteral("high")] = *button.range().high;
            fields[it.key()] = range;
        } else {
            QJsonArray values;
            for (const auto& value : button.values()) values.append(QString::fromStdString(value));
            fields[it.key()] = values;
        }
    }
    return {{QStringLiteral("words"), m_search->text()}, {QStringLiteral("fields"), fields}};
}

void FilterBar::restoreState(const QJsonObject& state) {
    if (m_order.isEmpty()) {
        m_pending = state;
        return;
    }
    const QJsonObject fields = state.value(QStringLiteral("fields")).toObject();
    m_search->setText(state.value(QStringLiteral("words")).toString());
    for (auto it = fields.begin(); it != fields.end(); ++it) {
        if (it.value().isArray()) {
            setValues(it.key(), it.value().toVariant().toStringList());
        } else {
            const QJsonObject range = it.value().toObject();
            const auto end = [&range](const char* name) {
                const QJsonValue value = range.value(QLatin1String(name));
                return value.isDouble() ? std::optional<double>(value.toDouble()) : std::nullopt;
            };
            setRange(it.key(), {end("low"), end("high")});
        }
    }
}

bool FilterBar::eventFilter(QObject* watched, QEvent* event) {
    // Escape empties the field before it leaves the page.
    if (watched == m_search && event->type() == QEvent::ShortcutOverride && !m_search->text().isEmpty() &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    if (watched == m_search && event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape &&
        !m_search->text().isEmpty()) {
        m_search->clear();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace prososcope::gui
