// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/corpus/LabelFields.h"

#include <QComboBox>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "app/gui/corpus/FieldText.h"
#include "app/gui/inspect/PanelParts.h"
#include "engine/core/Csv.h"
#include "widgets/SpeakerClasses.h"
#include "widgets/Style.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {

constexpr int kFieldWidth = 190;
constexpr std::size_t kShownRaters = 8;

/// Labels that can be given to any corpus, whether it has them or not.
bool isAlwaysThere(const std::string& field) { return field == "emotion" || field == "transcript"; }

QString plainNumber(double value) {
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return std::isnan(value) ? QString() : locale.toString(value, 'g', 10);
}

QString ratingText(const corpus::Rating& rating) {
    QStringList parts;
    QStringList labels;
    for (const auto& label : rating.labels) labels << widgets::classWord(label);
    if (!labels.isEmpty()) parts << labels.join(QStringLiteral(", "));
    const auto add = [&](const QString& letter, const std::optional<double>& value) {
        if (value) parts << letter + QLatin1Char(' ') + QLocale().toString(*value, 'g', 4);
    };
    add(LabelFields::tr("V", "valence, one letter"), rating.valence);
    add(LabelFields::tr("A", "arousal, one letter"), rating.arousal);
    add(LabelFields::tr("D", "dominance, one letter"), rating.dominance);
    return LabelFields::tr("%1: %2", "a listener and what was said")
        .arg(QString::fromStdString(rating.rater), parts.join(QStringLiteral("; ")));
}

}  // namespace

LabelFields::LabelFields(QWidget* parent)
    : QWidget(parent), m_title(new QLabel(this)), m_form(new QFormLayout), m_facts(new QLabel(this)) {
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setVerticalSpacing(4);
    m_form->setHorizontalSpacing(12);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    for (QLabel* label : {m_title, m_facts}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_title->setObjectName(QStringLiteral("chosenUtterance"));
    paintText(m_facts, Ink::Muted);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addLayout(m_form);
    layout->addWidget(m_facts);
    const auto look = [this] {
        m_title->setFont(Theme::instance().font(Theme::Size::Normal, true));
        m_facts->setFont(Theme::instance().font(Theme::Size::Small));
    };
    connect(&Theme::instance(), &Theme::changed, this, look);
    look();
    setUtterance(nullptr, 0);
}

void LabelFields::setHead(const CorpusHead& head) {
    m_head = head;
    std::vector<store::CorpusField> fields;
    for (const auto& field : store::standardFields()) {
        if (!field.editable) continue;
        const bool known = std::find(head.fields.begin(), head.fields.end(), field) != head.fields.end();
        if (known || isAlwaysThere(field.name)) fields.push_back(field);
    }
    const bool same = fields.size() == m_entries.size() &&
                      std::equal(fields.begin(), fields.end(), m_entries.begin(),
                                 [](const auto& field, const Entry& entry) { return field == entry.field; });
    if (!same) build(fields);
    for (Entry& entry : m_entries) {
        if (entry.box == nullptr || entry.box->hasFocus()) continue;
        m_filling = true;
        entry.box->clear();
        std::vector<std::string> values;
        if (const auto found = head.values.find(entry.field.name); found != head.values.end()) {
            for (const auto& value : found->second)
                if (!value.value.empty()) values.push_back(value.value);
        }
        if (entry.field.name == "emotion") {
            for (const auto& word : corpus::emotionWords())
                if (std::find(values.begin(), values.end(), word) == values.end()) values.push_back(word);
        }
        for (const auto& value : values) {
            const QString text = QString::fromStdString(value);
            if (entry.field.name == "emotion")
                entry.box->addItem(Theme::instance().emotionIcon(text), valueText("emotion", value), text);
            else
                entry.box->addItem(text, text);
        }
        m_filling = false;
        fill(entry);
    }
}

void LabelFields::build(const std::vector<store::CorpusField>& fields) {
    while (m_form->rowCount() > 0) m_form->removeRow(0);
    m_entries.clear();
    m_entries.reserve(fields.size());
    for (const auto& field : fields) {
        Entry entry;
        entry.field = field;
        QWidget* widget = nullptr;
        if (field.kind == store::FieldKind::Word) {
            entry.box = new QComboBox(this);
            entry.box->setEditable(true);
            entry.box->setInsertPolicy(QComboBox::NoInsert);
            entry.box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
            entry.box->installEventFilter(this);
            entry.line = entry.box->lineEdit();
            widget = entry.box;
        } else {
            entry.line = new QLineEdit(this);
            widget = entry.line;
            if (const auto scale = m_head.corpus.scales.find(field.name); scale != m_head.corpus.scales.end())
                entry.line->setPlaceholderText(
                    tr("%1 to %2").arg(plainNumber(scale->second.low), plainNumber(scale->second.high)));
        }
        widget->setObjectName(QStringLiteral("label.%1").arg(QString::fromStdString(field.name)));
        widget->setAccessibleName(fieldTitle(field.name));
        widget->setToolTip(fieldHint(field.name));
        widget->setMinimumWidth(80);
        widget->setMaximumWidth(static_cast<int>(2 * kFieldWidth * Theme::instance().scale()));
        widgets::setCompact(widget);
        entry.line->installEventFilter(this);
        auto* label = new QLabel(fieldTitle(field.name), this);
        paintText(label, Ink::Muted);
        label->setBuddy(widget);
        m_form->addRow(label, widget);
        const std::size_t at = m_entries.size();
        m_entries.push_back(entry);
        connect(entry.line, &QLineEdit::editingFinished, this, [this, at] { commit(m_entries[at], false); });
        connect(entry.line, &QLineEdit::returnPressed, this, [this, at] {
            commit(m_entries[at], true);
            Q_EMIT finished();
        });
        if (entry.box != nullptr) connect(entry.box, &QComboBox::activated, this, [this, at] { commit(m_entries[at], true); });
    }
    for (Entry& entry : m_entries) fill(entry);
}

QString LabelFields::shownValue(const Entry& entry) const {
    if (!m_utterance) return {};
    const auto& utterance = m_utterance->utterance;
    if (entry.field.kind == store::FieldKind::Number) return plainNumber(store::fieldNumber(utterance, entry.field.name));
    const std::string value = store::fieldText(utterance, entry.field.name);
    return entry.field.name == "emotion" && !value.empty() ? valueText("emotion", value) : QString::fromStdString(value);
}

void LabelFields::fill(Entry& entry) {
    m_filling = true;
    entry.sent.reset();
    const QString value = shownValue(entry);
    if (entry.box != nullptr) {
        entry.box->setCurrentIndex(entry.box->findText(value));
        entry.box->setEditText(value);
    } else {
        entry.line->setText(value);
    }
    entry.line->setModified(false);
    entry.line->setCursorPosition(0);
    const auto& edited = m_utterance ? m_utterance->edited : std::vector<std::string>();
    const bool changed = std::find(edited.begin(), edited.end(), entry.field.name) != edited.end();
    entry.line->setFont(Theme::instance().font(Theme::Size::Normal, changed));
    // While rows are read anew nothing is there for a moment; the field in use keeps the focus, and nothing is changed then.
    (entry.box != nullptr ? static_cast<QWidget*>(entry.box) : entry.line)
        ->setEnabled(m_utterance.has_value() || entry.line->hasFocus());
    m_filling = false;
}

void LabelFields::setUtterance(const store::IndexedUtterance* utterance, std::size_t chosen) {
    const bool another = utterance == nullptr || !m_utterance || m_utterance->row != utterance->row;
    m_utterance = utterance != nullptr ? std::optional(*utterance) : std::nullopt;
    m_chosen = chosen;
    if (!m_utterance)
        m_title->setText(tr("No utterance chosen"));
    else if (chosen > 1)
        m_title->setText(tr("%1 and %2 more", "an utterance")
                             .arg(QString::fromStdString(m_utterance->utterance.id))
                             .arg(QLocale().toString(static_cast<qulonglong>(chosen - 1))));
    else
        m_title->setText(QString::fromStdString(m_utterance->utterance.id));
    for (Entry& entry : m_entries) {
        // What is being typed for this utterance stays.
        if (!another && entry.line->hasFocus() && entry.line->isModified()) continue;
        fill(entry);
    }
    QStringList facts;
    if (m_utterance) {
        const auto& u = m_utterance->utterance;
        for (std::size_t i = 0; i < std::min(u.ratings.size(), kShownRaters); ++i) facts << ratingText(u.ratings[i]);
        if (u.ratings.size() > kShownRaters) facts << tr("%1 more ratings").arg(u.ratings.size() - kShownRaters);
        for (const auto& [name, value] : u.numbers)
            facts << tr("%1: %2", "a quantity and its value")
                         .arg(QString::fromStdString(name), QLocale().toString(value, 'g', 4));
        QString file = QString::fromStdString(u.path.string());
        if (u.startSeconds > 0.0 || u.endSeconds >= 0.0) {
            file += u.endSeconds >= 0.0
                        ? tr(", %1 to %2 s", "part of a file")
                              .arg(QLocale().toString(u.startSeconds, 'f', 3), QLocale().toString(u.endSeconds, 'f', 3))
                        : tr(", from %1 s", "part of a file").arg(QLocale().toString(u.startSeconds, 'f', 3));
        }
        if (u.rateHz > 0)
            file += tr(", %1 kHz", "rate of a file").arg(QLocale().toString(u.rateHz / 1000.0, 'g', 4)) +
                    (u.channels > 1 ? tr(", %1 channels").arg(u.channels) : QString());
        facts << file;
        for (const auto& alignment : u.alignments)
            facts << tr("%1: %2", "a tier and its file")
                         .arg(QString::fromStdString(alignment.tier), QString::fromStdString(alignment.path.string()));
    }
    m_facts->setText(facts.join(QLatin1Char('\n')));
    m_facts->setVisible(!facts.isEmpty());
}

QString LabelFields::typedValue(const Entry& entry) {
    const QString typed = (entry.box != nullptr ? entry.box->currentText() : entry.line->text()).trimmed();
    if (entry.field.kind == store::FieldKind::Number) {
        bool ok = false;
        double number = QLocale::c().toDouble(typed, &ok);
        if (!ok) number = QLocale().toDouble(typed, &ok);
        return ok ? QString::fromStdString(core::numberText(number)) : typed;
    }
    if (entry.box != nullptr) {
        const int known = entry.box->findText(typed, Qt::MatchFixedString);
        if (known >= 0) return entry.box->itemData(known).toString();
    }
    return typed;
}

void LabelFields::commit(Entry& entry, bool meant) {
    if (m_filling || !m_utterance) return;
    const QString typed = (entry.box != nullptr ? entry.box->currentText() : entry.line->text()).trimmed();
    // What the current utterance has already may be wanted for the others that are chosen.
    if (typed == shownValue(entry) && !(meant && m_chosen > 1)) return;
    if (entry.sent == typed) return;  // one key press ends the field in several ways
    entry.sent = typed;
    entry.line->setModified(false);
    Q_EMIT changeRequested(QString::fromStdString(entry.field.name), typedValue(entry));
}

QWidget* LabelFields::field(const QString& name) const {
    for (const Entry& entry : m_entries) {
        if (QString::fromStdString(entry.field.name) == name)
            return entry.box != nullptr ? static_cast<QWidget*>(entry.box) : entry.line;
    }
    return nullptr;
}

void LabelFields::startEditing() {
    if (m_entries.empty() || !m_utterance) return;
    m_entries.front().line->setFocus(Qt::ShortcutFocusReason);
    m_entries.front().line->selectAll();
}

bool LabelFields::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Wheel) {  // scrolls the panel and never changes a label
        event->ignore();
        return true;
    }
    const bool escape = (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride) &&
                        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape;
    if (!escape) return QWidget::eventFilter(watched, event);
    for (Entry& entry : m_entries) {
        if (entry.line != watched || entry.line->text() == shownValue(entry)) continue;
        event->accept();
        if (event->type() == QEvent::KeyPress) fill(entry);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace prososcope::gui
