// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/ComparisonTab.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <cmath>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/PageParts.h"
#include "app/gui/results/RunText.h"
#include "widgets/ConfusionView.h"
#include "widgets/ScoreText.h"
#include "widgets/SpeakerBars.h"
#include "widgets/Style.h"

namespace prososcope::gui {

using engine_thread::translated;
using widgets::ConfusionView;
using widgets::scoreText;
using widgets::SpeakerBars;

namespace {

QString runName(std::int64_t id) { return ComparisonTab::tr("run %1").arg(id); }

QString withSign(double value, int digits) {
    const QString text = scoreText(value, digits);
    return value > 0.0 ? QLatin1Char('+') + text : text;
}

QString pText(double p) { return p < 0.001 ? ComparisonTab::tr("p < .001") : ComparisonTab::tr("p = %1").arg(scoreText(p, 3)); }

QWidget* column(QWidget* parent, QLabel* heading, QWidget* content) {
    auto* area = new QWidget(parent);
    auto* layout = new QVBoxLayout(area);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(heading);
    layout->addWidget(content, 1);
    return area;
}

}  // namespace

ComparisonTab::ComparisonTab(QWidget* parent) : ResultTab(parent) {
    m_other = new QComboBox(this);
    m_other->setObjectName(QStringLiteral("partner"));
    m_other->setAccessibleName(tr("Run to compare with"));
    m_other->setMinimumContentsLength(28);
    m_other->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_show = new QComboBox(this);
    m_show->setObjectName(QStringLiteral("comparisonShow"));
    m_show->setAccessibleName(tr("Matrices of the comparison"));
    m_show->addItems({tr("Difference"), tr("Both matrices")});
    m_text = new QLabel(this);
    m_text->setObjectName(QStringLiteral("comparison"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setToolTip(
        tr("Both runs on the same utterances. The interval is by bootstrap over speakers, both runs on the same draws; "
           "the permutation exchanges the runs speaker by speaker; McNemar counts the utterances that only one of "
           "them has right (exact binomial test)."));
    for (QPushButton*& button : m_alone) {
        button = new QPushButton(this);
        button->setAutoDefault(false);
        widgets::setCompact(button);
    }
    m_alone[0]->setText(tr("Only this run right"));
    m_alone[1]->setText(tr("Only the other run right"));
    m_alone[0]->setObjectName(QStringLiteral("onlyFirst"));
    m_alone[1]->setObjectName(QStringLiteral("onlySecond"));
    for (QComboBox* box : {m_other, m_show}) widgets::setCompact(box);

    auto* bar = new QHBoxLayout;
    bar->setSpacing(8);
    auto* against = new QLabel(tr("Compared with"), this);
    against->setBuddy(m_other);
    bar->addWidget(against);
    bar->addWidget(m_other);
    bar->addWidget(m_show);
    bar->addSpacing(8);
    bar->addWidget(m_alone[0]);
    bar->addWidget(m_alone[1]);
    bar->addStretch(1);

    for (int i = 0; i < 2; ++i) {
        m_matrices[i] = new ConfusionView(this);
        m_names[i] = headingLabel({}, this);
        connect(m_matrices[i], &ConfusionView::activated, this,
                [this, i](int truth, int predicted) { list(m_matrices[i], truth, predicted); });
        connect(m_matrices[i], &ConfusionView::currentChanged, this,
                [this, i](int truth, int predicted) { Q_EMIT statusChanged(m_matrices[i]->cellSentence(truth, predicted)); });
    }
    m_matrices[0]->setObjectName(QStringLiteral("firstMatrix"));
    m_matrices[1]->setObjectName(QStringLiteral("secondMatrix"));
    m_matrices[1]->setAccessibleName(tr("Confusion matrix of the other run"));
    m_bars = new SpeakerBars(this);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_bars);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_second = column(this, m_names[1], m_matrices[1]);
    m_right = column(this, headingLabel(tr("Difference of UAR by speaker"), this), scroll);
    auto* row = new QHBoxLayout;
    row->setSpacing(24);
    row->addWidget(column(this, m_names[0], m_matrices[0]), 6);
    row->addWidget(m_second, 6);
    row->addWidget(m_right, 4);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 16, 24, 16);
    layout->setSpacing(8);
    layout->addLayout(bar);
    layout->addWidget(m_text);
    layout->addLayout(row, 1);

    connect(m_other, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (index < 0) return;
        wait();
        Q_EMIT pairRequested(m_other->itemData(index).toLongLong());
    });
    connect(m_show, &QComboBox::currentIndexChanged, this, &ComparisonTab::showMatrices);
    connect(m_alone[0], &QPushButton::clicked, this, [this] { listAlone(true); });
    connect(m_alone[1], &QPushButton::clicked, this, [this] { listAlone(false); });
    setRun(nullptr, {});
}

void ComparisonTab::setRun(const std::shared_ptr<const RunData>& run, const std::vector<store::RunRecord>& candidates) {
    const auto before = partner();
    m_data = run;
    m_candidates = candidates;
    {
        const QSignalBlocker quiet(m_other);
        m_other->clear();
        for (const store::RunRecord& each : candidates) {
            const QString what = QString::fromStdString(each.point.empty() ? each.system : each.point);
            m_other->addItem(tr("run %1, %2, %3").arg(each.id).arg(QString::fromStdString(each.name), what),
                             static_cast<qlonglong>(each.id));
        }
        const int place = before ? m_other->findData(static_cast<qlonglong>(*before)) : -1;
        m_other->setCurrentIndex(place >= 0 ? place : candidates.empty() ? -1 : 0);
    }
    m_other->setEnabled(!candidates.empty());
    const bool kept = m_pair != nullptr && m_pair->first == run && partner() == m_pair->second.id;
    if (kept) return;
    if (candidates.empty())
        setProblem(run == nullptr ? QString() : tr("There is no other run with the same classes and corpus."));
    else
        wait();
}

void ComparisonTab::setPartner(std::int64_t run) { m_other->setCurrentIndex(m_other->findData(static_cast<qlonglong>(run))); }

std::optional<std::int64_t> ComparisonTab::partner() const {
    if (m_other->currentIndex() < 0) return std::nullopt;
    return m_other->currentData().toLongLong();
}

void ComparisonTab::wait() { setProblem(tr("Comparing...")); }

void ComparisonTab::setProblem(const QString& sentence) {
    m_pair.reset();
    m_text->setText(sentence);
    for (QPushButton* button : m_alone) button->hide();
    for (ConfusionView* matrix : m_matrices) matrix->setEmpty(QString());
    for (QLabel* name : m_names) name->clear();
    m_second->hide();
    m_right->hide();
}

void ComparisonTab::setPair(const std::shared_ptr<const RunPair>& pair) {
    if (m_data == nullptr || pair->first->run.id != m_data->run.id || pair->second.id != partner()) return;
    m_pair = pair;
    const analysis::UarComparison& uar = pair->figures.uar;
    m_text->setText(text());
    const std::int64_t ids[2] = {pair->first->run.id, pair->second.id};
    const std::size_t alone[2] = {uar.mcNemar.onlyFirst, uar.mcNemar.onlySecond};
    for (int i = 0; i < 2; ++i) {
        m_alone[i]->setText(tr("Only %1 right: %2").arg(runName(ids[i])).arg(alone[i]));
        m_alone[i]->setEnabled(alone[i] > 0);
        m_alone[i]->show();
    }
    std::vector<widgets::SpeakerScore> scores;
    for (const analysis::SpeakerDifference& each : pair->figures.bySpeaker)
        scores.push_back({QString::fromStdString(each.speaker), QString::fromStdString(each.gender), each.difference,
                          static_cast<int>(each.utterances)});
    m_bars->setScores(std::move(scores), SpeakerBars::Kind::Differences);
    showMatrices();
}

void ComparisonTab::showMatrices() {
    if (m_pair == nullptr) return;
    const bool both = m_show->currentIndex() == 1;
    const QString names[2] = {runName(m_pair->first->run.id), runName(m_pair->second.id)};
    const QStringList classes = classNames(m_pair->first->run);
    if (both) {
        m_matrices[0]->setMatrix(classes, m_pair->figures.firstMatrix);
        m_matrices[1]->setMatrix(classes, m_pair->figures.secondMatrix);
        for (int i = 0; i < 2; ++i) m_names[i]->setText(tr("Confusion of %1, truth by row").arg(names[i]));
    } else {
        m_matrices[0]->setDifference(classes, m_pair->figures.firstMatrix, m_pair->figures.secondMatrix, names[0], names[1]);
        m_names[0]->setText(tr("%1 less %2, truth by row (red more, blue fewer)").arg(names[0], names[1]));
    }
    m_second->setVisible(both);
    m_right->setVisible(!both);
}

QString ComparisonTab::text() const {
    if (m_pair == nullptr) return m_text->text();
    const analysis::RunComparison& figures = m_pair->figures;
    const analysis::UarComparison& uar = figures.uar;
    QString said =
        tr("UAR %1 and %2, difference %3, 95 % CI %4 to %5, permutation by speaker %6, McNemar %7; %8 utterances, %9 "
           "speakers.")
            .arg(scoreText(uar.first, 3), scoreText(uar.second, 3), withSign(uar.difference, 3), withSign(uar.interval.low, 3),
                 withSign(uar.interval.high, 3), pText(uar.permutation), pText(uar.mcNemar.exact))
            .arg(figures.utterances)
            .arg(figures.speakers);
    said += QLatin1Char(' ');
    said += uar.interval.low > 0.0 || uar.interval.high < 0.0 ? tr("The interval leaves out zero.")
                                                              : tr("Not a difference one can claim.");
    if (figures.onlyFirst + figures.onlySecond > 0)
        said += QLatin1Char(' ') +
                tr("Left out, predicted by one run alone: %1 and %2.").arg(figures.onlyFirst).arg(figures.onlySecond);
    if (m_pair->first->run.speakerDependent || m_pair->second.speakerDependent)
        said += QLatin1Char(' ') + tr("Speaker-dependent: the figures are too good.");
    return said + seedsText();
}

QString ComparisonTab::seedsText() const {
    if (!m_pair->seeds) return {};
    const auto& compared = *m_pair->seeds;
    if (!compared) return QLatin1Char('\n') + translated(compared.error().text);
    QString said =
        QLatin1Char('\n') +
        tr("All seeds: UAR %1 (sd %2, %3 runs) and %4 (sd %5, %6 runs), difference %7, 95 % CI %8 to %9.")
            .arg(scoreText(compared->first.mean, 3), scoreText(compared->first.deviation, 3))
            .arg(compared->first.count)
            .arg(scoreText(compared->second.mean, 3), scoreText(compared->second.deviation, 3))
            .arg(compared->second.count)
            .arg(withSign(compared->difference, 3), withSign(compared->interval.low, 3), withSign(compared->interval.high, 3));
    said += QLatin1Char(' ');
    const auto& welch = compared->unpaired;
    if (const auto& paired = compared->overSeeds)
        said += tr("That the first is above, one-tailed t test: in pairs by order of seed %1, Welch %2.")
                    .arg(pText(paired->above), pText(welch->above));
    else
        said += tr("That the first is above, one-tailed t test: Welch %1.").arg(pText(welch->above));
    return said;
}

QString ComparisonTab::sentence() const {
    if (m_pair == nullptr) return {};
    const analysis::UarComparison& uar = m_pair->figures.uar;
    return tr("UAR %1 (%2) against %3 (%4), difference %5 [%6, %7], permutation by speaker %8, McNemar %9, %10 utterances")
        .arg(scoreText(uar.first, 3), runName(m_pair->first->run.id), scoreText(uar.second, 3), runName(m_pair->second.id),
             withSign(uar.difference, 3), withSign(uar.interval.low, 3), withSign(uar.interval.high, 3), pText(uar.permutation),
             pText(uar.mcNemar.exact))
        .arg(m_pair->figures.utterances);
}

void ComparisonTab::list(ConfusionView* matrix, int truth, int predicted) {
    if (m_pair == nullptr) return;
    const bool difference = matrix->isDifference();
    const bool second = matrix == m_matrices[1];
    WantedList wanted{{}, {}, matrix, true};
    for (const analysis::PairedPrediction& pair : m_pair->figures.pairs) {
        if (pair.truth != truth) continue;
        const bool first = pair.firstPredicted == predicted;
        const bool other = pair.secondPredicted == predicted;
        // Behind a difference stand those that only one of the runs has put into the cell.
        if (difference ? first != other : second ? other : first) wanted.predictions.push_back(pair.first);
    }
    wanted.title = cellTitle(m_pair->first->run, truth, predicted, wanted.predictions.size());
    wanted.title += QStringLiteral(" (%1)").arg(difference ? tr("by one run alone")
                                                : second   ? runName(m_pair->second.id)
                                                           : runName(m_pair->first->run.id));
    Q_EMIT listRequested(wanted);
}

void ComparisonTab::listAlone(bool first) {
    if (m_pair == nullptr) return;
    WantedList wanted{{}, {}, m_alone[first ? 0 : 1], true};
    for (const analysis::PairedPrediction& pair : m_pair->figures.pairs) {
        const bool right = pair.firstPredicted == pair.truth;
        const bool other = pair.secondPredicted == pair.truth;
        if (right != other && right == first) wanted.predictions.push_back(pair.first);
    }
    wanted.title =
        tr("Only %1 right: %2").arg(runName(first ? m_pair->first->run.id : m_pair->second.id)).arg(wanted.predictions.size());
    Q_EMIT listRequested(wanted);
}

}  // namespace prososcope::gui
