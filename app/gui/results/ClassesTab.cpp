// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/ClassesTab.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <cmath>

#include "app/gui/PageParts.h"
#include "app/gui/TextTable.h"
#include "app/gui/results/RunText.h"
#include "widgets/ReliabilityView.h"
#include "widgets/ScoreText.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using widgets::scoreText;
using widgets::Theme;

namespace {

/// Over the classes of which it is defined.
double meanOf(const std::vector<analysis::ClassScore>& scores, double analysis::ClassScore::*figure) {
    double sum = 0.0;
    double count = 0.0;
    for (const analysis::ClassScore& score : scores) {
        if (std::isnan(score.*figure)) continue;
        sum += score.*figure;
        count += 1.0;
    }
    return count > 0.0 ? sum / count : std::nan("");
}

}  // namespace

ClassesTab::ClassesTab(QWidget* parent) : ResultTab(parent) {
    m_table = new TextTable(this);
    m_table->setObjectName(QStringLiteral("classTable"));
    m_table->setAccessibleName(tr("Precision, recall and F1 by class"));
    m_table->setToolTip(
        tr("Precision: of the utterances taken for the class, those that are of it. Recall: of the utterances of "
           "the class, those recognised. F1: their harmonic mean. Ctrl+C copies."));
    m_reliability = new widgets::ReliabilityView(this);
    m_figures = new QLabel(this);
    m_reading = new QLabel(this);
    for (QLabel* label : {m_figures, m_reading}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_figures->setToolTip(
        tr("ECE: expected calibration error, the mean distance between posterior and share right over 15 bins of "
           "equal width (Guo et al. 2017).\nBrier score: mean squared distance of the posteriors to the truth, 0 "
           "to 2, lower is better (Brier 1950)."));

    auto* left = new QVBoxLayout;
    left->setSpacing(8);
    left->addWidget(headingLabel(tr("Precision, recall, F1"), this));
    left->addWidget(m_table, 1);
    auto* right = new QVBoxLayout;
    right->setSpacing(8);
    right->addWidget(headingLabel(tr("Calibration"), this));
    right->addWidget(m_figures);
    right->addWidget(m_reading);
    right->addWidget(m_reliability, 1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(24, 16, 24, 16);
    row->setSpacing(24);
    row->addLayout(left, 5);
    row->addLayout(right, 5);
    connect(m_reliability, &widgets::ReliabilityView::currentChanged, this, [this](int bin) {
        if (bin >= 0) Q_EMIT statusChanged(m_reliability->itemText(bin));
    });
    setRun(nullptr);
}

void ClassesTab::setRun(const std::shared_ptr<const RunData>& run) {
    m_data = run;
    std::vector<QStringList> rows;
    if (run != nullptr && !run->classScores.empty()) {
        const QStringList names = classNames(run->run);
        for (std::size_t c = 0; c < run->classScores.size(); ++c) {
            const analysis::ClassScore& score = run->classScores[c];
            rows.push_back({Theme::emotionWord(names.value(static_cast<int>(c))), scoreText(score.precision, 3),
                            scoreText(score.recall, 3), scoreText(score.f1, 3), QString::number(score.truth),
                            QString::number(score.predicted)});
        }
        rows.push_back({tr("mean"), scoreText(meanOf(run->classScores, &analysis::ClassScore::precision), 3),
                        scoreText(run->run.uar.value_or(std::nan("")), 3),
                        scoreText(run->run.macroF1.value_or(std::nan("")), 3), QString::number(run->matrix.total()),
                        QString::number(run->matrix.total())});
    }
    m_table->setTexts({tr("Class"), tr("Precision"), tr("Recall"), tr("F1"), tr("Utterances"), tr("Taken for it")}, rows, 1);
    const bool known = run != nullptr && run->calibration.has_value();
    m_reliability->setCalibration(known ? *run->calibration : analysis::RunCalibration());
    m_figures->setVisible(known);
    m_reading->setVisible(known);
    if (!known) return;
    m_figures->setText(tr("ECE %1, Brier score %2, n = %3")
                           .arg(scoreText(run->calibration->error, 3), scoreText(run->calibration->brier, 3))
                           .arg(run->calibration->rows));
    m_reading->setText(m_reliability->reading());
}

QString ClassesTab::sentence() const {
    if (m_data == nullptr || m_data->classScores.empty()) return {};
    const QString macro = scoreText(m_data->run.macroF1.value_or(std::nan("")), 3);
    if (!m_data->calibration)
        return tr("macro F1 %1, %2 utterances, %3").arg(macro).arg(m_data->matrix.total()).arg(protocolText(m_data->run));
    return tr("macro F1 %1, ECE %2, Brier score %3, %4 utterances, %5")
        .arg(macro, scoreText(m_data->calibration->error, 3), scoreText(m_data->calibration->brier, 3))
        .arg(m_data->calibration->rows)
        .arg(protocolText(m_data->run));
}

}  // namespace prososcope::gui
