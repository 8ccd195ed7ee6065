// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/RunPanel.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "app/gui/PageParts.h"
#include "app/gui/results/RunNotesFields.h"
#include "app/gui/results/RunText.h"
#include "app/gui/results/UtteranceList.h"
#include "widgets/ScoreText.h"
#include "widgets/Style.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {

// Of the list without scrolling; the other parts of the panel need their room.
constexpr int kMostRows = 12;
constexpr int kLeastRows = 5;
constexpr int kRowHeight = 24;
constexpr int kOtherParts = 440;
constexpr int kWidestWord = 124;  ///< pixels of a word beside the names of the facts

/// With the middle left out of words that would be wider than the panel.
QString fittingWords(const QString& text, const QFontMetrics& metrics) {
    auto words = text.split(QLatin1Char(' '));
    for (QString& word : words) word = metrics.elidedText(word, Qt::ElideMiddle, kWidestWord);
    return words.join(QLatin1Char(' '));
}

QStringList tagList(const std::vector<std::string>& tags) {
    QStringList words;
    for (const std::string& tag : tags) words << QString::fromStdString(tag);
    return words;
}

}  // namespace

RunPanel::RunPanel(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Run and utterances"));
    m_listTitle = sectionLabel({}, this);
    m_absent = new QLabel(this);
    m_absent->setTextFormat(Qt::PlainText);
    paintText(m_absent, Ink::Warning);
    m_list = new UtteranceList(this);
    m_listButtons = new QWidget(this);
    auto* open = new QPushButton(tr("Open in Inspect"), m_listButtons);
    open->setToolTip(tr("Shows the utterance at its place in its recording (Return)"));
    m_doubt = new QPushButton(m_listButtons);
    m_doubt->setObjectName(QStringLiteral("doubt"));
    m_doubt->setToolTip(tr("Marks the utterance as one whose label is to be looked at again, in every run on its corpus (D)"));
    auto* pair = new QHBoxLayout(m_listButtons);
    pair->setContentsMargins(0, 0, 0, 0);
    pair->setSpacing(8);
    pair->addWidget(open);
    pair->addWidget(m_doubt);
    pair->addStretch(1);
    m_runTitle = sectionLabel({}, this);
    for (QLabel* label : {m_listTitle, m_absent, m_runTitle}) label->setWordWrap(true);
    m_notes = new RunNotesFields(this);
    m_scroll = new QScrollArea(this);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    paintPanel(m_list);
    paintPanel(m_scroll);
    m_save = new QPushButton(tr("Save predictions as CSV"), this);
    m_save->setObjectName(QStringLiteral("saveCsv"));
    for (QPushButton* button : {open, m_doubt, m_save}) {
        widgets::setCompact(button);
        button->setAutoDefault(false);
    }

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    layout->addWidget(m_listTitle);
    layout->addWidget(m_absent);
    layout->addWidget(m_list);
    layout->addWidget(m_listButtons);
    layout->addSpacing(8);
    layout->addWidget(m_runTitle);
    layout->addWidget(m_notes);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_save, 0, Qt::AlignLeft);

    connect(open, &QPushButton::clicked, m_list, &UtteranceList::openCurrent);
    connect(m_doubt, &QPushButton::clicked, this, &RunPanel::doubtRequested);
    connect(m_save, &QPushButton::clicked, this, &RunPanel::saveRequested);
    connect(m_list, &UtteranceList::currentRowChanged, this, &RunPanel::followCurrent);
    connect(&Theme::instance(), &Theme::changed, this, &RunPanel::applyTheme);
    applyTheme();
    setRun(nullptr);
}

void RunPanel::applyTheme() {
    const Theme& theme = Theme::instance();
    m_absent->setFont(theme.font(Theme::Size::Small));
    m_scroll->setFont(theme.font(Theme::Size::Normal));  // of the facts
    update();
}

void RunPanel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), Theme::instance().color(Ink::Panel));
    painter.setPen(QPen(Theme::instance().color(Ink::Hairline), 0));
    painter.drawLine(0, 0, 0, height());
}

void RunPanel::setRun(const std::shared_ptr<const RunData>& run) {
    m_data = run;
    m_doubtful = run != nullptr ? run->doubtful : std::set<std::string>();
    for (QWidget* part : std::initializer_list<QWidget*>{m_runTitle, m_notes, m_scroll, m_save})
        part->setVisible(run != nullptr);
    if (run == nullptr)
        m_notes->setRun(std::nullopt, {}, {});
    else
        setNotes(tagList(run->run.tags), QString::fromStdString(run->run.comment));
    fillFacts();
    setList({});
}

void RunPanel::setNotes(const QStringList& tags, const QString& comment) {
    if (m_data != nullptr) m_notes->setRun(static_cast<qint64>(m_data->run.id), tags, comment);
}

void RunPanel::fillFacts() {
    m_facts = new QWidget;
    auto* grid = new QGridLayout(m_facts);
    grid->setContentsMargins(0, 0, 8, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(7);
    grid->setColumnStretch(1, 1);
    if (m_data != nullptr) {
        m_runTitle->setText(tr("Run %1").arg(m_data->run.id));
        int line = 0;
        for (const RunFact& fact : runFacts(m_data->run)) {
            auto* label = new QLabel(fact.label, m_facts);
            auto* value = new QLabel(m_facts);
            value->setTextFormat(Qt::PlainText);
            paintText(label, Ink::Muted);
            paintText(value, fact.alarming ? Ink::Error : Ink::Text);
            const bool longText = fact.value.size() > 26;
            value->setText(fittingWords(fact.value, value->fontMetrics()));
            value->setToolTip(longText || value->text() != fact.value ? fact.value + QLatin1Char('\n') + fact.explanation
                                                                      : fact.explanation);
            label->setToolTip(value->toolTip());
            value->setWordWrap(true);
            value->setTextInteractionFlags(Qt::TextSelectableByMouse);
            value->setAlignment((longText && fact.value.contains(QLatin1Char(' ')) ? Qt::AlignLeft : Qt::AlignRight) |
                                Qt::AlignTop);
            grid->addWidget(label, line, 0, Qt::AlignTop);
            grid->addWidget(value, line, 1);
            ++line;
        }
        grid->setRowStretch(line, 1);
    }
    m_scroll->setWidget(m_facts);
}

QString RunPanel::listTitle() const { return m_listTitle->text(); }
QString RunPanel::absentText() const { return m_absent->text(); }

void RunPanel::setList(const WantedList& wanted) {
    std::vector<ListedUtterance> rows;
    std::size_t absent = 0;
    for (const std::size_t i : wanted.predictions) {
        if (m_data == nullptr || i >= m_data->predictions.size()) continue;
        const store::PredictionRecord& each = m_data->predictions[i];
        const auto at = static_cast<std::size_t>(std::max(0, each.predicted));
        const bool audible = !m_data->audio[i].empty();
        rows.push_back({i, QString::fromStdString(each.utterance),
                        each.predicted >= 0 && at < each.posteriors.size() ? each.posteriors[at] : std::nan(""), audible,
                        m_doubtful.contains(each.utterance)});
        absent += audible ? 0 : 1;
    }
    if (!wanted.title.isEmpty())
        m_listTitle->setText(wanted.title);
    else
        m_listTitle->setText(m_data == nullptr ? tr("No run chosen") : tr("Choose a cell to list its utterances"));
    if (absent == 0)
        m_absent->clear();
    else
        m_absent->setText(absent == rows.size() ? tr("Audio not on this machine.")
                                                : tr("Audio of %1 of them not on this machine.").arg(absent));
    m_absent->setVisible(absent > 0);
    const bool any = !rows.empty();
    m_list->setRows(std::move(rows));
    m_list->setVisible(any);
    m_listButtons->setVisible(any);
    fitList();
    followCurrent();
}

void RunPanel::fitList() {
    const int room = std::clamp((height() - kOtherParts) / kRowHeight, kLeastRows, kMostRows);
    m_list->setFixedHeight(std::clamp(static_cast<int>(m_list->rows().size()), 1, room) * kRowHeight + 2);
}

void RunPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitList();
}

void RunPanel::setDoubtful(const std::string& utterance, bool doubtful) {
    if (doubtful)
        m_doubtful.insert(utterance);
    else
        m_doubtful.erase(utterance);
    m_list->setDoubtful(QString::fromStdString(utterance), doubtful);
    followCurrent();
}

void RunPanel::followCurrent() {
    const int row = m_list->currentIndex().row();
    const bool marked =
        row >= 0 && row < static_cast<int>(m_list->rows().size()) && m_list->rows()[static_cast<std::size_t>(row)].doubtful;
    m_doubt->setText(marked ? tr("Take mark off") : tr("Mark doubtful"));
}

}  // namespace prososcope::gui
