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

#include "app/gui/results/RunText.h"
#include "app/gui/results/UtteranceList.h"
#include "widgets/ScoreText.h"
#include "widgets/Style.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::Ink;
using widgets::Theme;

namespace {

constexpr int kListRows = 12;  // visible without scrolling at most

QLabel* sectionTitle(QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

void paintWith(QLabel* label, Theme::Size size, bool bold, Ink ink) {
    label->setFont(Theme::instance().font(size, bold));
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, Theme::instance().color(ink));
    label->setPalette(palette);
}

}  // namespace

RunPanel::RunPanel(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Run and utterances"));
    m_cellTitle = sectionTitle(this);
    m_absent = sectionTitle(this);
    m_list = new UtteranceList(this);
    m_open = new QPushButton(tr("Open in Inspect"), this);
    m_open->setToolTip(tr("Shows the utterance at its place in its recording (Return)"));
    m_runTitle = sectionTitle(this);
    m_scroll = new QScrollArea(this);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_buttons = new QWidget(this);
    auto* copy = new QPushButton(tr("Copy as sentence"), m_buttons);
    copy->setObjectName(QStringLiteral("copySentence"));
    auto* save = new QPushButton(tr("Save predictions as CSV"), m_buttons);
    save->setObjectName(QStringLiteral("saveCsv"));
    for (QPushButton* button : {m_open, copy, save}) {
        widgets::setCompact(button);
        button->setAutoDefault(false);
    }
    auto* row = new QVBoxLayout(m_buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(copy, 0, Qt::AlignLeft);
    row->addWidget(save, 0, Qt::AlignLeft);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    layout->addWidget(m_cellTitle);
    layout->addWidget(m_absent);
    layout->addWidget(m_list);
    layout->addWidget(m_open, 0, Qt::AlignLeft);
    layout->addSpacing(8);
    layout->addWidget(m_runTitle);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_buttons);

    connect(m_open, &QPushButton::clicked, m_list, &UtteranceList::openCurrent);
    connect(copy, &QPushButton::clicked, this, &RunPanel::copySentenceRequested);
    connect(save, &QPushButton::clicked, this, &RunPanel::saveRequested);
    connect(&Theme::instance(), &Theme::changed, this, &RunPanel::applyTheme);
    applyTheme();
    setRun(nullptr);
}

void RunPanel::applyTheme() {
    const Theme& theme = Theme::instance();
    paintWith(m_cellTitle, Theme::Size::Small, true, Ink::Muted);
    paintWith(m_absent, Theme::Size::Small, false, Ink::Warning);
    paintWith(m_runTitle, Theme::Size::Small, true, Ink::Muted);
    for (QAbstractScrollArea* area : {static_cast<QAbstractScrollArea*>(m_list), static_cast<QAbstractScrollArea*>(m_scroll)}) {
        QPalette palette = area->palette();
        palette.setColor(QPalette::Base, theme.color(Ink::Panel));
        palette.setColor(QPalette::Window, theme.color(Ink::Panel));
        area->setPalette(palette);
    }
    fillFacts();
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
    m_runTitle->setVisible(run != nullptr);
    m_scroll->setVisible(run != nullptr);
    m_buttons->setVisible(run != nullptr);
    fillFacts();
    setCell(-1, -1);
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
            paintWith(label, Theme::Size::Normal, false, Ink::Muted);
            paintWith(value, Theme::Size::Normal, false, fact.alarming ? Ink::Error : Ink::Text);
            const bool longText = fact.value.size() > 26;
            value->setText(longText && !fact.value.contains(QLatin1Char(' ')) ? fact.value.left(12) + QChar(0x2026)
                                                                              : fact.value);
            value->setToolTip(longText ? fact.value + QLatin1Char('\n') + fact.explanation : fact.explanation);
            label->setToolTip(value->toolTip());
            value->setWordWrap(longText);
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

QString RunPanel::cellTitle() const { return m_cellTitle->text(); }
QString RunPanel::absentText() const { return m_absent->text(); }

void RunPanel::setCell(int truth, int predicted) {
    std::vector<ListedUtterance> rows;
    std::size_t absent = 0;
    if (m_data != nullptr && truth >= 0 && predicted >= 0) {
        for (std::size_t i = 0; i < m_data->predictions.size(); ++i) {
            const store::PredictionRecord& each = m_data->predictions[i];
            if (each.truth != truth || each.predicted != predicted) continue;
            const auto at = static_cast<std::size_t>(predicted);
            const bool audible = !m_data->audio[i].empty();
            rows.push_back({i, QString::fromStdString(each.utterance),
                            at < each.posteriors.size() ? each.posteriors[at] : std::nan(""), audible});
            absent += audible ? 0 : 1;
        }
        const QString said = Theme::emotionWord(QString::fromStdString(m_data->run.classes[static_cast<std::size_t>(truth)]));
        const QString heard =
            Theme::emotionWord(QString::fromStdString(m_data->run.classes[static_cast<std::size_t>(predicted)]));
        m_cellTitle->setText(truth == predicted ? tr("%1 recognised: %2").arg(said).arg(rows.size())
                                                : tr("%1 heard as %2: %3").arg(said, heard).arg(rows.size()));
    } else {
        m_cellTitle->setText(m_data == nullptr ? tr("No run chosen") : tr("Choose a cell to list its utterances"));
    }
    if (absent == 0)
        m_absent->clear();
    else
        m_absent->setText(absent == rows.size() ? tr("Audio not on this machine.")
                                                : tr("Audio of %1 of them not on this machine.").arg(absent));
    m_absent->setVisible(absent > 0);
    const bool any = !rows.empty();
    const int lines = std::min(kListRows, static_cast<int>(rows.size()));
    m_list->setRows(std::move(rows));
    m_list->setVisible(any);
    m_list->setFixedHeight(std::max(1, lines) * 24 + 2);
    m_open->setVisible(any);
}

}  // namespace prososcope::gui
