// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/MatrixTab.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "app/gui/PageParts.h"
#include "app/gui/results/RunText.h"
#include "widgets/ScoreText.h"
#include "widgets/SpeakerBars.h"
#include "widgets/Style.h"

namespace prososcope::gui {

using widgets::ConfusionView;
using widgets::SpeakerBars;

namespace {

/// The largest confusion, so that a list is there to begin with; the diagonal where there is none.
std::pair<int, int> largestConfusion(const analysis::ConfusionMatrix& matrix) {
    std::pair<int, int> best{0, 0};
    std::size_t most = 0;
    for (std::size_t truth = 0; truth < matrix.classes; ++truth) {
        for (std::size_t predicted = 0; predicted < matrix.classes; ++predicted) {
            if (truth == predicted || matrix.at(truth, predicted) <= most) continue;
            most = matrix.at(truth, predicted);
            best = {static_cast<int>(truth), static_cast<int>(predicted)};
        }
    }
    return best;
}

}  // namespace

MatrixTab::MatrixTab(QWidget* parent) : ResultTab(parent) {
    m_show = new QComboBox(this);
    m_show->setObjectName(QStringLiteral("show"));
    m_show->setAccessibleName(tr("What stands in the cells"));
    m_show->addItems({tr("Counts"), tr("Row %"), tr("Column %")});
    m_part = new QComboBox(this);
    m_part->setObjectName(QStringLiteral("part"));
    m_part->setAccessibleName(tr("Part of the run"));
    m_by = new QComboBox(this);
    m_by->setObjectName(QStringLiteral("by"));
    m_by->setAccessibleName(tr("Recall by"));
    m_by->addItems({tr("By speaker"), tr("By gender")});
    for (QComboBox* box : {m_show, m_part, m_by}) {
        widgets::setCompact(box);
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    }
    m_matrix = new ConfusionView(this);
    m_matrix->setObjectName(QStringLiteral("matrix"));
    m_bars = new SpeakerBars(this);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_bars);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_warning = warningLabel(tr("Speakers of the test are in the training too: the figures are too good."), this);
    m_warning->setObjectName(QStringLiteral("speakerDependent"));
    m_warning->hide();

    auto* heading = new QHBoxLayout;
    heading->setSpacing(8);
    heading->addWidget(headingLabel(tr("Confusion, truth by row"), this));
    heading->addSpacing(8);
    heading->addWidget(m_part);
    heading->addWidget(m_show);
    heading->addStretch(1);
    auto* left = new QVBoxLayout;
    left->setSpacing(8);
    left->addLayout(heading);
    left->addWidget(m_warning);
    left->addWidget(m_matrix, 1);
    auto* barHeading = new QHBoxLayout;
    barHeading->setSpacing(8);
    barHeading->addWidget(headingLabel(tr("Recall (UAR)"), this));
    barHeading->addSpacing(8);
    barHeading->addWidget(m_by);
    barHeading->addStretch(1);
    auto* right = new QVBoxLayout;
    right->setSpacing(8);
    right->addLayout(barHeading);
    right->addWidget(scroll, 1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(24, 16, 24, 16);
    row->setSpacing(24);
    row->addLayout(left, 6);
    row->addLayout(right, 4);

    connect(m_matrix, &ConfusionView::activated, this, [this](int truth, int predicted) { list(truth, predicted, true); });
    connect(m_matrix, &ConfusionView::currentChanged, this, [this](int truth, int predicted) {
        if (m_data != nullptr) Q_EMIT statusChanged(m_matrix->cellSentence(truth, predicted));
    });
    connect(m_show, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_matrix->setShow(static_cast<ConfusionView::Show>(index)); });
    connect(m_part, &QComboBox::currentIndexChanged, this, [this](int index) {
        const int part = index < 0 ? -1 : m_part->itemData(index).toInt();
        m_slice = part < 0 || part >= static_cast<int>(m_parts.size()) ? analysis::PredictionSlice()
                                                                       : m_parts[static_cast<std::size_t>(part)];
        showPart();
        if (m_matrix->currentTruth() >= 0) list(m_matrix->currentTruth(), m_matrix->currentPredicted(), false);
    });
    connect(m_by, &QComboBox::currentIndexChanged, this, &MatrixTab::showBars);
}

void MatrixTab::setRun(const std::shared_ptr<const RunData>& run) {
    const bool same = run != nullptr && m_data != nullptr && run->run.id == m_data->run.id;
    m_data = run;
    const analysis::PredictionSlice wanted = same ? m_slice : analysis::PredictionSlice();
    fillParts();
    m_warning->setVisible(run != nullptr && run->run.speakerDependent);
    if (run != nullptr) m_warning->setText(separationText(run->run));
    setSlice(wanted);
    showBars();
}

void MatrixTab::fillParts() {
    const QSignalBlocker quiet(m_part);
    m_part->clear();
    m_parts = {{}};
    m_part->addItem(tr("All folds"), 0);
    if (m_data == nullptr) return;
    const auto add = [this](const QString& text, const analysis::PredictionSlice& slice) {
        m_part->addItem(text, static_cast<int>(m_parts.size()));
        m_parts.push_back(slice);
    };
    const auto separate = [this](std::size_t parts) {
        if (parts > 1) m_part->insertSeparator(m_part->count());
        return parts > 1;
    };
    if (separate(m_data->genders.size())) {
        for (const auto& gender : m_data->genders) add(genderWord(gender.speaker), {.gender = gender.speaker.toStdString()});
    }
    if (separate(m_data->folds.size())) {
        for (const auto& fold : m_data->folds) add(tr("Fold %1").arg(foldName(*m_data, fold.index)), {.fold = fold.index});
    }
    if (separate(m_data->speakers.size())) {
        for (const auto& speaker : m_data->speakers)
            add(tr("Speaker %1").arg(speaker.speaker), {.speaker = speaker.speaker.toStdString()});
    }
}

void MatrixTab::setSlice(const analysis::PredictionSlice& slice) {
    const auto found = std::find(m_parts.begin(), m_parts.end(), slice);
    const int part = found == m_parts.end() ? 0 : static_cast<int>(found - m_parts.begin());
    const QSignalBlocker quiet(m_part);
    m_part->setCurrentIndex(m_part->findData(part));
    m_slice = m_parts.empty() ? analysis::PredictionSlice() : m_parts[static_cast<std::size_t>(part)];
    showPart();
}

void MatrixTab::setShow(ConfusionView::Show show) { m_show->setCurrentIndex(static_cast<int>(show)); }

void MatrixTab::showPart() {
    m_part->setEnabled(m_part->count() > 1);
    if (m_data == nullptr) {
        m_matrix->setEmpty(tr("Choose a run to see its confusion matrix."));
        return;
    }
    if (m_data->matrix.total() == 0) {
        m_matrix->setEmpty(m_data->run.state == store::RunState::Running
                               ? tr("The first fold of this run is still being trained.")
                           : m_data->run.dimensions.empty() ? tr("This run has no predictions.")
                                                            : tr("This run predicts dimensions, no classes."));
        return;
    }
    m_matrix->setMatrix(classNames(m_data->run),
                        m_slice == analysis::PredictionSlice()
                            ? m_data->matrix
                            : analysis::confusionOf(m_data->predictions, m_data->run.classes.size(), m_slice));
}

void MatrixTab::showBars() {
    const bool genders = m_by->currentIndex() == 1;
    if (m_data == nullptr)
        m_bars->setScores({});
    else
        m_bars->setScores(genders ? m_data->genders : m_data->speakers,
                          genders ? SpeakerBars::Kind::Genders : SpeakerBars::Kind::Speakers);
}

void MatrixTab::listCurrent() {
    if (m_matrix->isEmpty()) return;
    if (m_matrix->currentTruth() < 0) {
        const auto [truth, predicted] = largestConfusion(m_data->matrix);
        m_matrix->setCurrentCell(truth, predicted);
    }
    list(m_matrix->currentTruth(), m_matrix->currentPredicted(), false);
}

void MatrixTab::list(int truth, int predicted, bool focus) {
    if (m_data == nullptr || m_matrix->isEmpty()) return;
    WantedList wanted{{}, {}, m_matrix, focus};
    for (std::size_t i = 0; i < m_data->predictions.size(); ++i) {
        const store::PredictionRecord& each = m_data->predictions[i];
        if (each.truth == truth && each.predicted == predicted && analysis::isIn(each, m_slice))
            wanted.predictions.push_back(i);
    }
    wanted.title = cellTitle(m_data->run, truth, predicted, wanted.predictions.size());
    if (const QString part = partText(); !part.isEmpty()) wanted.title += QStringLiteral(" (%1)").arg(part);
    Q_EMIT listRequested(wanted);
    Q_EMIT statusChanged(m_matrix->cellSentence(truth, predicted));
}

QString MatrixTab::partText() const { return m_slice == analysis::PredictionSlice() ? QString() : m_part->currentText(); }

QString MatrixTab::sentence() const {
    if (m_data == nullptr) return {};
    const QString part = partText();
    if (part.isEmpty() || m_matrix->isEmpty()) return runSentence(m_data->run);
    const auto matrix = analysis::confusionOf(m_data->predictions, m_data->run.classes.size(), m_slice);
    return tr("UAR %1, %2, %3 utterances, %4")
        .arg(widgets::scoreText(analysis::unweightedAverageRecall(matrix), 3), part)
        .arg(matrix.total())
        .arg(protocolText(m_data->run));
}

}  // namespace prososcope::gui
