// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/ScatterTab.h"

#include <QCoreApplication>
#include <QVBoxLayout>
#include <cmath>

#include "app/gui/PageParts.h"
#include "app/gui/TextTable.h"
#include "app/gui/results/RunText.h"
#include "widgets/ScatterView.h"
#include "widgets/ScoreText.h"

namespace prososcope::gui {

using widgets::ScatterPoint;
using widgets::ScatterView;

namespace {

/// "valence" in the user's language.
QString dimensionWord(const std::string& name) {
    if (name == "valence") return ScatterTab::tr("valence");
    if (name == "arousal") return ScatterTab::tr("arousal");
    if (name == "dominance") return ScatterTab::tr("dominance");
    return QString::fromStdString(name);
}

QString errorText(double value) { return std::isfinite(value) ? QString::number(value, 'g', 3) : QStringLiteral("\u2013"); }

QString scoreWithInterval(const analysis::ScoreWithInterval& score) {
    return QStringLiteral("%1 [%2, %3]")
        .arg(widgets::scoreText(score.value, 3), widgets::scoreText(score.interval.low, 2),
             widgets::scoreText(score.interval.high, 2));
}

QString errorWithInterval(const analysis::ScoreWithInterval& score) {
    return QStringLiteral("%1 [%2, %3]")
        .arg(errorText(score.value), errorText(score.interval.low), errorText(score.interval.high));
}

}  // namespace

ScatterTab::ScatterTab(QWidget* parent) : ResultTab(parent) {
    m_table = new TextTable(this);
    m_table->setObjectName(QStringLiteral("dimensionTable"));
    m_table->setAccessibleName(tr("Scores by dimension"));
    m_table->setToolTip(
        tr("CCC: concordance (Lin 1989). In brackets 95 % intervals by bootstrap over speakers. Errors are on the "
           "scale of the corpus. Ctrl+C copies."));
    m_row = new QHBoxLayout;
    m_row->setSpacing(24);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 16, 24, 16);
    layout->setSpacing(8);
    layout->addWidget(headingLabel(tr("Predicted against labelled"), this));
    layout->addLayout(m_row, 1);
    layout->addWidget(m_table);
}

void ScatterTab::setRun(const std::shared_ptr<const RunData>& run) {
    m_data = run;
    const std::size_t count = run == nullptr ? 0 : run->run.dimensions.size();
    while (m_plots.size() < static_cast<qsizetype>(count)) {
        auto* plot = new ScatterView(this);
        connect(plot, &ScatterView::itemActivated, this, [this, plot](int item) { list(plot, item); });
        connect(plot, &ScatterView::currentChanged, this, [this, plot](int item) {
            if (item >= 0) Q_EMIT statusChanged(plot->itemText(item));
        });
        m_plots.append(plot);
        m_row->addWidget(plot, 1);
    }
    for (qsizetype i = 0; i < m_plots.size(); ++i) m_plots[i]->setVisible(i < static_cast<qsizetype>(count));
    std::vector<QStringList> rows;
    for (std::size_t place = 0; place < count; ++place) {
        std::vector<ScatterPoint> points;
        for (std::size_t i = 0; i < run->predictions.size(); ++i) {
            const store::PredictionRecord& each = run->predictions[i];
            if (place >= each.trueValues.size() || place >= each.values.size()) continue;
            if (!std::isfinite(each.trueValues[place]) || !std::isfinite(each.values[place])) continue;
            points.push_back({each.trueValues[place], each.values[place], QString::fromStdString(each.utterance), i});
        }
        m_plots[static_cast<qsizetype>(place)]->setPoints(dimensionWord(run->run.dimensions[place]), std::move(points));
        if (place >= run->dimensions.size()) continue;
        const analysis::DimensionScore& score = run->dimensions[place];
        rows.push_back({dimensionWord(score.dimension), scoreWithInterval(score.concordance), scoreWithInterval(score.pearson),
                        errorWithInterval(score.rootMeanSquaredError), errorWithInterval(score.meanSquaredError),
                        QString::number(score.utterances), QString::number(score.speakers)});
    }
    m_table->setTexts({tr("Dimension"), tr("CCC [95 %]"), tr("Pearson r [95 %]"), tr("RMSE [95 %]"), tr("MSE [95 %]"), tr("n"),
                       tr("Speakers")},
                      rows, 1);
    m_table->setFixedHeight(m_table->heightFor(4, 1));
}

void ScatterTab::list(ScatterView* plot, int item) {
    const ScatterPoint& point = plot->points()[static_cast<std::size_t>(item)];
    const QString dimension = dimensionWord(m_data->run.dimensions[static_cast<std::size_t>(m_plots.indexOf(plot))]);
    Q_EMIT listRequested({tr("%1 of %2").arg(dimension, point.name), {point.id}, plot, true});
}

QString ScatterTab::sentence() const {
    if (m_data == nullptr) return {};
    QStringList parts;
    for (const analysis::DimensionScore& score : m_data->dimensions)
        parts << tr("%1: CCC %2, Pearson r %3, RMSE %4")
                     .arg(dimensionWord(score.dimension), scoreWithInterval(score.concordance),
                          scoreWithInterval(score.pearson), errorWithInterval(score.rootMeanSquaredError));
    if (parts.isEmpty()) return {};
    const analysis::DimensionScore& first = m_data->dimensions.front();
    return tr("%1; %2 utterances, %3 speakers, %4")
        .arg(parts.join(QStringLiteral("; ")))
        .arg(first.utterances)
        .arg(first.speakers)
        .arg(protocolText(m_data->run));
}

}  // namespace prososcope::gui
