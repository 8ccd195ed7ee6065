// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/RecognitionTab.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "app/gui/PageParts.h"
#include "app/gui/TextTable.h"
#include "engine/core/Csv.h"
#include "widgets/IntervalScatter.h"
#include "widgets/ScoreText.h"
#include "widgets/Style.h"

namespace prososcope::gui {

using widgets::IntervalPoint;
using widgets::scoreText;

namespace {

constexpr double kPercentOfWords = 100.0;
constexpr int kRowsOfModels = 4;  // seen at once

QString wordPercent(double share) { return QString::number(kPercentOfWords * share, 'f', 1); }

QString wordErrorsText(const report::RecognitionAndEmotion& model) {
    return QStringLiteral("%1 [%2, %3]")
        .arg(wordPercent(model.wordErrors), wordPercent(model.wordsLow), wordPercent(model.wordsHigh));
}

QString emotionText(const report::RecognitionAndEmotion& model) {
    const auto text =
        QStringLiteral("%1 [%2, %3]").arg(scoreText(model.uar, 3), scoreText(model.uarLow, 2), scoreText(model.uarHigh, 2));
    return model.tooGood ? RecognitionTab::tr("%1 (too good)").arg(text) : text;
}

}  // namespace

RecognitionTab::RecognitionTab(QWidget* parent) : ResultTab(parent) {
    m_plot = new widgets::IntervalScatter(this);
    m_plot->setObjectName(QStringLiteral("recognitionPlot"));
    m_plot->setAccessibleName(tr("Word errors and emotion of each model"));
    m_table = new TextTable(this);
    m_table->setObjectName(QStringLiteral("recognitionTable"));
    m_table->setAccessibleName(tr("Word errors and emotion of each model"));
    m_table->setToolTip(
        tr("Of each experiment on a recogniser's layer the newest run, and the recogniser's word errors on the "
           "same corpus. In brackets 95 % intervals by bootstrap over speakers. Return shows the run, Ctrl+C "
           "copies."));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_warning = warningLabel(tr("Too good (\u00d7): speakers of the test were trained on, or chose the epoch."), this);
    m_warning->setObjectName(QStringLiteral("recognitionTooGood"));
    auto* copy = new QPushButton(tr("Copy as CSV"), this);
    copy->setObjectName(QStringLiteral("copyRecognition"));
    copy->setToolTip(tr("Copies the word errors and scores of all models as CSV"));
    copy->setAutoDefault(false);
    widgets::setCompact(copy);
    auto* heading = new QHBoxLayout;
    heading->addWidget(headingLabel(tr("Words recognised and emotion heard, model by model"), this));
    heading->addStretch(1);
    heading->addWidget(copy);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 16, 24, 16);
    layout->setSpacing(8);
    layout->addLayout(heading);
    layout->addWidget(m_plot, 1);
    layout->addWidget(m_table);
    layout->addWidget(m_warning);
    const auto ask = [this](int model) {
        if (model >= 0 && model < static_cast<int>(m_models.size()))
            Q_EMIT runRequested(static_cast<qint64>(m_models[static_cast<std::size_t>(model)].run));
    };
    connect(copy, &QPushButton::clicked, this, &RecognitionTab::copyAsCsv);
    connect(m_plot, &widgets::IntervalScatter::currentChanged, this, [this](int model) {
        choose(model);
        if (model >= 0 && !isHidden()) Q_EMIT statusChanged(m_plot->itemText(model));
    });
    connect(m_plot, &widgets::IntervalScatter::itemActivated, this, ask);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, m_plot,
            [this](const QModelIndex& current) { m_plot->setCurrent(current.row()); });
    connect(m_table, &QAbstractItemView::activated, this, [ask](const QModelIndex& index) { ask(index.row()); });
    setModels({});
}

void RecognitionTab::setModels(std::vector<report::RecognitionAndEmotion> models) {
    m_models = std::move(models);
    std::vector<QStringList> rows;
    std::vector<IntervalPoint> points;
    for (const auto& each : m_models) {
        const auto name = QString::fromStdString(each.name);
        points.push_back(
            {{kPercentOfWords * each.wordErrors, kPercentOfWords * each.wordsLow, kPercentOfWords * each.wordsHigh},
             {each.uar, each.uarLow, each.uarHigh},
             name,
             each.tooGood});
        rows.push_back({QString::number(each.run), name, QString::fromStdString(each.recogniser), wordErrorsText(each),
                        QString::number(each.words), emotionText(each), QString::number(each.utterances)});
    }
    m_table->setTexts({tr("Run"), tr("Model"), tr("Recogniser"), tr("WER % [95 %]"), tr("Words"), tr("UAR [95 %]"), tr("n")},
                      rows, 3);
    m_table->setYielding({1, 2});
    m_table->setFixedHeight(m_table->heightFor(kRowsOfModels, 1));
    m_plot->setPoints(tr("word error rate, %"), tr("UAR"), tr("too good"), std::move(points));
    m_warning->setVisible(std::ranges::any_of(m_models, &report::RecognitionAndEmotion::tooGood));
    setRun(m_run);
}

void RecognitionTab::setRun(qint64 run) {
    m_run = run;
    const auto found = std::ranges::find(m_models, run, &report::RecognitionAndEmotion::run);
    if (found != m_models.end()) m_plot->setCurrent(static_cast<int>(found - m_models.begin()));
}

void RecognitionTab::choose(int model) {
    if (model >= 0 && m_table->currentIndex().row() != model) m_table->selectRow(model);
}

QString RecognitionTab::sentence() const {
    QStringList parts;
    for (const auto& each : m_models)
        parts << tr("%1: WER %2 %, UAR %3").arg(QString::fromStdString(each.name), wordErrorsText(each), emotionText(each));
    return parts.join(QStringLiteral("; "));
}

void RecognitionTab::copyAsCsv() {
    if (m_models.empty()) return;
    core::CsvTable table;
    table.columns = {"run",   "name", "recogniser", "wer",      "wer_low",    "wer_high",
                     "words", "uar",  "uar_low",    "uar_high", "utterances", "speaker_dependent"};
    for (const auto& each : m_models)
        table.rows.push_back({std::to_string(each.run), each.name, each.recogniser, core::numberText(each.wordErrors),
                              core::numberText(each.wordsLow), core::numberText(each.wordsHigh), std::to_string(each.words),
                              core::numberText(each.uar), core::numberText(each.uarLow), core::numberText(each.uarHigh),
                              std::to_string(each.utterances), each.tooGood ? "yes" : "no"});
    QGuiApplication::clipboard()->setText(QString::fromStdString(core::formatCsv(table)));
    Q_EMIT statusChanged(tr("Copied as CSV."));
}

}  // namespace prososcope::gui
