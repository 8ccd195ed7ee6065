// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/train/ImportColumns.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <algorithm>

#include "app/gui/corpus/FieldText.h"
#include "app/gui/inspect/PanelParts.h"
#include "widgets/Style.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {

constexpr std::size_t kMostColumns = 200;
constexpr std::size_t kExamples = 3;  // different values that are shown
constexpr int kExampleWidth = 320;
constexpr int kNameWidth = 160;

QString examplesOf(const core::CsvTable& table, std::size_t column) {
    QStringList values;
    for (const auto& row : table.rows) {
        const QString value = column < row.size() ? QString::fromStdString(row[column]).simplified() : QString();
        if (value.isEmpty() || values.contains(value)) continue;
        values << value;
        if (values.size() == static_cast<qsizetype>(kExamples)) break;
    }
    return values.join(QStringLiteral(", "));
}

/// A muted text of one line that is cut where it is too long; the tip has all of it.
QLabel* mutedLabel(const QString& text, int width, QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setFont(Theme::instance().font(Theme::Size::Normal));
    label->setText(QFontMetrics(label->font()).elidedText(text, Qt::ElideRight, width));
    label->setToolTip(text);
    paintText(label, Ink::Muted);
    return label;
}

}  // namespace

ImportColumns::ImportColumns(QWidget* parent) : QScrollArea(parent) {
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Columns of the table"));
}

void ImportColumns::setTable(const corpus::TablePreview& table) {
    if (table.beginning.columns == m_columns && !m_lines.empty()) return;
    rebuild(table);
}

void ImportColumns::forget() {
    m_columns.clear();
    m_lines.clear();
    delete takeWidget();
}

void ImportColumns::rebuild(const corpus::TablePreview& table) {
    m_lines.clear();
    m_columns = table.beginning.columns;
    m_content = new QWidget(this);
    m_grid = new QGridLayout(m_content);
    m_grid->setContentsMargins(0, 0, 8, 0);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(3, 1);
    const double scale = Theme::instance().scale();
    int at = 0;
    for (const QString& title : {tr("Column"), tr("Holds"), tr("Chosen by"), tr("For instance")}) {
        QLabel* head = mutedLabel(title, static_cast<int>(kExampleWidth * scale), m_content);
        head->setFont(Theme::instance().font(Theme::Size::Small));
        m_grid->addWidget(head, 0, at++);
    }
    const auto& guess = table.guess;
    for (std::size_t i = 0; i < std::min(kMostColumns, m_columns.size()); ++i) {
        Line line;
        line.column = m_columns[i];
        if (std::any_of(m_lines.begin(), m_lines.end(), [&](const Line& one) { return one.column == line.column; })) continue;
        for (const auto& [field, column] : guess.columns) {
            if (column == line.column) line.guessed = field;
        }
        const bool byContent = std::find(guess.byContent.begin(), guess.byContent.end(), line.guessed) != guess.byContent.end();
        const bool unsure = line.guessed == "emotion" && guess.emotionIsUnsure;
        const bool number = std::find(guess.numbers.begin(), guess.numbers.end(), line.column) != guess.numbers.end();
        if (!line.guessed.empty()) line.how = unsure ? tr("its values, unsure") : byContent ? tr("its values") : tr("its name");
        line.box = new QComboBox(m_content);
        line.box->addItem(number ? tr("a further number") : tr("is not read"), QString());
        for (const auto field : corpus::fieldNames())
            line.box->addItem(fieldTitle(std::string(field)), QString::fromUtf8(field));
        line.box->setCurrentIndex(line.box->findData(QString::fromStdString(line.guessed)));
        const QString name = QString::fromStdString(line.column);
        line.box->setObjectName(QStringLiteral("importColumn.%1").arg(name));
        line.box->setAccessibleName(tr("What the column %1 holds").arg(name));
        widgets::setCompact(line.box);
        line.why = mutedLabel({}, static_cast<int>(kExampleWidth * scale), m_content);
        auto* label = mutedLabel(name, static_cast<int>(kNameWidth * scale), m_content);
        paintText(label, Ink::Text);
        const int row = static_cast<int>(m_lines.size()) + 1;
        m_grid->addWidget(label, row, 0);
        m_grid->addWidget(line.box, row, 1);
        m_grid->addWidget(line.why, row, 2);
        m_grid->addWidget(mutedLabel(examplesOf(table.beginning, i), static_cast<int>(kExampleWidth * scale), m_content), row,
                          3);
        const std::size_t place = m_lines.size();
        m_lines.push_back(line);
        showWhy(line);
        connect(line.box, &QComboBox::activated, this, [this, place] { boxChanged(place); });
    }
    m_grid->setRowStretch(static_cast<int>(m_lines.size()) + 1, 1);
    setWidget(m_content);  // deletes the former one
}

void ImportColumns::showWhy(const Line& line) const {
    const std::string chosen = line.box->currentData().toString().toStdString();
    line.why->setText(chosen == line.guessed ? line.how : tr("you"));
}

void ImportColumns::boxChanged(std::size_t at) {
    const QVariant chosen = m_lines[at].box->currentData();
    m_lines[at].to.reset();
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        Line& line = m_lines[i];
        // Who goes through a box by the arrow keys takes nothing from the others for good.
        if (line.to == at && line.box->currentIndex() == 0) line.box->setCurrentIndex(line.box->findData(line.lost));
        if (line.to == at) line.to.reset();
        if (i != at && !chosen.toString().isEmpty() && line.box->currentData() == chosen) {
            line.lost = chosen.toString();
            line.to = at;
            line.box->setCurrentIndex(0);
        }
        showWhy(line);
    }
    Q_EMIT changed();
}

std::map<std::string, std::string> ImportColumns::settings() const {
    std::map<std::string, std::string> wanted;
    std::map<std::string, std::string> guessed;
    for (const Line& line : m_lines) {
        if (!line.guessed.empty()) guessed[line.guessed] = line.column;
        if (const auto field = line.box->currentData().toString().toStdString(); !field.empty()) wanted[field] = line.column;
    }
    std::map<std::string, std::string> settings;
    for (const auto& [field, column] : wanted) {
        const auto before = guessed.find(field);
        if (before == guessed.end() || before->second != column) settings[field] = column;
    }
    for (const auto& [field, column] : guessed) {
        if (!wanted.contains(field)) settings[field] = {};
    }
    return settings;
}

QComboBox* ImportColumns::box(const QString& column) const {
    for (const Line& line : m_lines) {
        if (QString::fromStdString(line.column) == column) return line.box;
    }
    return nullptr;
}

}  // namespace prososcope::gui
