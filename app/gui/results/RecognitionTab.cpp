// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/RecognitionTab.h"

#include <QClipboard>
#include <QComboBox>
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

widgets::IntervalValue wordValue(const report::RecognitionAndEmotion& model) {
    return {kPercentOfWords * model.wordErrors, kPercentOfWords * model.wordsLow, kPercentOfWords * model.wordsHigh};
}

/// At which the recogniser was factorised; empty where it was not.
QString rankText(const report::RecognitionAndEmotion& model) {
    return model.rank > 0 ? QString::number(model.rank) : QString();
}

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
    build();
    connectParts();
    setModels({});
}

void RecognitionTab::build() {
    const auto plot = [this](const char* name, const QString& title, QWidget* parent) {
        auto* made = new widgets::IntervalScatter(parent);
        made->setObjectName(QLatin1String(name));
        made->setAccessibleName(title);
        return made;
    };
    m_plot = plot("recognitionPlot", tr("Word errors and emotion of each model"), this);
    m_ranks = new QWidget(this);
    m_rankWords = plot("rankWords", tr("Word errors against the rank"), m_ranks);
    m_rankEmotion = plot("rankEmotion", tr("Emotion against the rank"), m_ranks);
    auto* beside = new QHBoxLayout(m_ranks);
    beside->setContentsMargins(0, 0, 0, 0);
    beside->setSpacing(16);
    beside->addWidget(m_rankWords, 1);
    beside->addWidget(m_rankEmotion, 1);
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
    m_against = new QComboBox(this);
    m_against->setObjectName(QStringLiteral("recognitionAgainst"));
    m_against->setAccessibleName(tr("What is drawn"));
    m_against->setToolTip(tr("The rank is that at which the dense layers of the recogniser were factorised."));
    m_against->addItems({tr("Emotion against word errors"), tr("Both against the rank")});
    widgets::setCompact(m_against);
    auto* copy = new QPushButton(tr("Copy as CSV"), this);
    copy->setObjectName(QStringLiteral("copyRecognition"));
    copy->setToolTip(tr("Copies the word errors and scores of all models as CSV"));
    copy->setAutoDefault(false);
    widgets::setCompact(copy);
    connect(copy, &QPushButton::clicked, this, &RecognitionTab::copyAsCsv);
    auto* heading = new QHBoxLayout;
    heading->addWidget(headingLabel(tr("Words recognised and emotion heard, model by model"), this));
    heading->addStretch(1);
    heading->addWidget(m_against);
    heading->addWidget(copy);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 16, 24, 16);
    layout->setSpacing(8);
    layout->addLayout(heading);
    layout->addWidget(m_plot, 1);
    layout->addWidget(m_ranks, 1);
    layout->addWidget(m_table);
    layout->addWidget(m_warning);
}

void RecognitionTab::ask(int model) {
    if (model >= 0 && model < static_cast<int>(m_models.size()))
        Q_EMIT runRequested(static_cast<qint64>(m_models[static_cast<std::size_t>(model)].run));
}

void RecognitionTab::connectPlot(widgets::IntervalScatter* plot, const std::function<int(int item)>& modelOf) {
    connect(plot, &widgets::IntervalScatter::currentChanged, this, [this, plot, modelOf](int item) {
        if (item < 0) return;
        choose(modelOf(item));
        if (plot->isVisible()) Q_EMIT statusChanged(plot->itemText(item));
    });
    connect(plot, &widgets::IntervalScatter::itemActivated, this, [this, modelOf](int item) { ask(modelOf(item)); });
}

void RecognitionTab::connectParts() {
    connectPlot(m_plot, [](int item) { return item; });
    for (auto* plot : {m_rankWords, m_rankEmotion})
        connectPlot(plot, [this](int item) { return m_ranked[static_cast<std::size_t>(item)]; });
    connect(m_against, &QComboBox::currentIndexChanged, this, &RecognitionTab::showPlots);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& current) {
        m_plot->setCurrent(current.row());
        const auto found = std::ranges::find(m_ranked, current.row());
        for (auto* plot : {m_rankWords, m_rankEmotion})
            plot->setCurrent(found == m_ranked.end() ? -1 : static_cast<int>(found - m_ranked.begin()));
    });
    connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex& index) { ask(index.row()); });
}

void RecognitionTab::showRanks() {
    m_ranked.clear();
    for (std::size_t model = 0; model < m_models.size(); ++model)
        if (m_models[model].rank > 0) m_ranked.push_back(static_cast<int>(model));
    const auto rankOf = [this](int model) { return m_models[static_cast<std::size_t>(model)].rank; };
    std::ranges::stable_sort(m_ranked, {}, rankOf);
    std::vector<IntervalPoint> words;
    std::vector<IntervalPoint> emotion;
    for (const int model : m_ranked) {
        const auto& each = m_models[static_cast<std::size_t>(model)];
        const auto rank = static_cast<double>(each.rank);
        const auto name = QString::fromStdString(each.name);
        words.push_back({{rank, rank, rank}, wordValue(each), name, each.tooGood});
        emotion.push_back({{rank, rank, rank}, {each.uar, each.uarLow, each.uarHigh}, name, each.tooGood});
    }
    m_rankWords->setPoints(tr("rank"), tr("word error rate, %"), tr("too good"), std::move(words));
    m_rankEmotion->setPoints(tr("rank"), tr("UAR"), tr("too good"), std::move(emotion));
    m_against->setVisible(m_ranked.size() > 1 && rankOf(m_ranked.front()) != rankOf(m_ranked.back()));
    showPlots();
}

void RecognitionTab::showPlots() {
    const bool ranks = !m_against->isHidden() && m_against->currentIndex() == 1;
    m_plot->setVisible(!ranks);
    m_ranks->setVisible(ranks);
}

void RecognitionTab::setModels(std::vector<report::RecognitionAndEmotion> models) {
    m_models = std::move(models);
    std::vector<QStringList> rows;
    std::vector<IntervalPoint> points;
    for (const auto& each : m_models) {
        const auto name = QString::fromStdString(each.name);
        points.push_back({wordValue(each), {each.uar, each.uarLow, each.uarHigh}, name, each.tooGood});
        rows.push_back({QString::number(each.run), name, QString::fromStdString(each.recogniser), rankText(each),
                        wordErrorsText(each), QString::number(each.words), emotionText(each),
                        QString::number(each.utterances)});
    }
    m_table->setTexts(
        {tr("Run"), tr("Model"), tr("Recogniser"), tr("Rank"), tr("WER % [95 %]"), tr("Words"), tr("UAR [95 %]"), tr("n")},
        rows, 3);
    m_table->setYielding({1, 2});
    m_table->setFixedHeight(m_table->heightFor(kRowsOfModels, 1));
    m_plot->setPoints(tr("word error rate, %"), tr("UAR"), tr("too good"), std::move(points));
    showRanks();
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
    table.columns = {"run", "name",    "recogniser", "wer",        "wer_low",           "wer_high", "words",
                     "uar", "uar_low", "uar_high",   "utterances", "speaker_dependent", "rank"};
    for (const auto& each : m_models)
        table.rows.push_back({std::to_string(each.run), each.name, each.recogniser, core::numberText(each.wordErrors),
                              core::numberText(each.wordsLow), core::numberText(each.wordsHigh), std::to_string(each.words),
                              core::numberText(each.uar), core::numberText(each.uarLow), core::numberText(each.uarHigh),
                              std::to_string(each.utterances), each.tooGood ? "yes" : "no",
                              each.rank > 0 ? std::to_string(each.rank) : std::string()});
    QGuiApplication::clipboard()->setText(QString::fromStdString(core::formatCsv(table)));
    Q_EMIT statusChanged(tr("Copied as CSV."));
}

}  // namespace prososcope::gui
