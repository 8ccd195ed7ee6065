// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/ResultViews.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>
#include <algorithm>

#include "app/gui/PageParts.h"
#include "app/gui/results/ClassesTab.h"
#include "app/gui/results/ComparisonTab.h"
#include "app/gui/results/DialogueTab.h"
#include "app/gui/results/GroupTab.h"
#include "app/gui/results/MatrixTab.h"
#include "app/gui/results/RecognitionTab.h"
#include "app/gui/results/ScatterTab.h"
#include "engine/experiment/UnitEmotionExperiment.h"
#include "widgets/CurveView.h"
#include "widgets/Style.h"

namespace prososcope::gui {

namespace {

constexpr std::size_t kMostCandidates = 200;

/// Runs that can be compared with this one: of the same classes and corpus, those of its group first.
std::vector<store::RunRecord> candidatesFor(const store::RunRecord& run, const std::vector<store::RunRecord>& all) {
    const auto sorted = [](std::vector<std::string> words) {
        std::sort(words.begin(), words.end());
        return words;
    };
    const auto classes = sorted(run.classes);
    std::vector<store::RunRecord> found;
    for (const store::RunRecord& each : all) {
        if (each.id == run.id || each.corpus != run.corpus || each.utterances == 0 || classes.empty()) continue;
        if (each.classes.size() != classes.size() || sorted(each.classes) != classes) continue;
        found.push_back(each);
    }
    std::stable_sort(found.begin(), found.end(), [&run](const store::RunRecord& a, const store::RunRecord& b) {
        const auto near = [&run](const store::RunRecord& each) { return !run.group.empty() && each.group == run.group; };
        return near(a) != near(b) ? near(a) : a.id > b.id;
    });
    if (found.size() > kMostCandidates) found.resize(kMostCandidates);
    return found;
}

}  // namespace

ResultViews::ResultViews(QWidget* parent) : QWidget(parent) {
    m_tabs = new QTabBar(this);
    m_tabs->setObjectName(QStringLiteral("views"));
    m_tabs->setAccessibleName(tr("Views of the run"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setFocusPolicy(Qt::StrongFocus);
    m_copy = new QPushButton(tr("Copy as sentence"), this);
    m_copy->setObjectName(QStringLiteral("copySentence"));
    m_copy->setToolTip(tr("Copies the result of this view in one sentence, with its interval and how it was measured"));
    m_copy->setAutoDefault(false);
    widgets::setCompact(m_copy);
    QWidget* area = dataArea(this);
    m_stack = new QStackedWidget(area);
    auto* inside = new QVBoxLayout(area);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->addWidget(m_stack);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(0, 0, 16, 0);
    bar->addWidget(m_tabs);
    bar->addStretch(1);
    bar->addWidget(m_copy);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(area, 1);

    m_matrix = new MatrixTab;
    m_classes = new ClassesTab;
    auto* curves = new QWidget;
    m_curves = new widgets::CurveView(curves);
    auto* curveLayout = new QVBoxLayout(curves);
    curveLayout->setContentsMargins(24, 16, 24, 16);
    curveLayout->setSpacing(8);
    curveLayout->addWidget(headingLabel(tr("Learning curves of all folds"), curves));
    curveLayout->addWidget(m_curves, 1);
    m_scatter = new ScatterTab;
    m_comparison = new ComparisonTab;
    m_group = new GroupTab;
    m_dialogues = new DialogueTab;
    m_recognition = new RecognitionTab;
    add(m_matrix, tr("Confusion"));
    add(m_classes, tr("Classes and calibration"));
    add(curves, tr("Curves"));
    add(m_scatter, tr("Dimensions"));
    add(m_comparison, tr("Comparison"));
    add(m_group, tr("Group"));
    add(m_dialogues, tr("Dialogues"));
    add(m_recognition, tr("Recognition"));
    for (ResultTab* tab :
         std::initializer_list<ResultTab*>{m_matrix, m_classes, m_scatter, m_comparison, m_group, m_dialogues, m_recognition})
        connectTab(tab);
    connect(m_comparison, &ComparisonTab::pairRequested, this, &ResultViews::pairRequested);
    connect(m_copy, &QPushButton::clicked, this, &ResultViews::copyRequested);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int view) {
        m_stack->setCurrentIndex(view);
        m_copy->setVisible(view != Curves);
        if (view == Dialogues) m_dialogues->listCurrent();
        ask();
    });
    setRun(nullptr, {});
}

void ResultViews::add(QWidget* view, const QString& title) {
    m_stack->addWidget(view);
    m_tabs->addTab(title);
}

void ResultViews::connectTab(ResultTab* tab) {
    connect(tab, &ResultTab::listRequested, this, &ResultViews::listRequested);
    connect(tab, &ResultTab::statusChanged, this, &ResultViews::statusChanged);
    connect(tab, &ResultTab::runRequested, this, &ResultViews::runRequested);
}

ResultViews::View ResultViews::view() const { return static_cast<View>(std::max(0, m_tabs->currentIndex())); }
bool ResultViews::has(View view) const { return m_tabs->isTabVisible(view); }

void ResultViews::showView(View view) {
    if (has(view)) m_tabs->setCurrentIndex(view);
}

QString ResultViews::sentence() const {
    const auto* tab = qobject_cast<const ResultTab*>(m_stack->currentWidget());
    return tab != nullptr ? tab->sentence() : m_matrix->sentence();
}

void ResultViews::setRun(const std::shared_ptr<const RunData>& run, const std::vector<store::RunRecord>& all) {
    const bool same = run != nullptr && m_data != nullptr && run->run.id == m_data->run.id;
    m_data = run;
    m_matrix->setRun(run);
    m_classes->setRun(run);
    m_scatter->setRun(run);
    m_dialogues->setRun(run);
    m_recognition->setRun(run != nullptr ? run->run.id : -1);
    fillCurves(same);
    setOthers(all);
}

void ResultViews::fillCurves(bool sameRun) {
    const int fold = sameRun ? m_curves->currentFold() : 0;
    m_curves->clear(tr("This run has no learning curves."));
    if (m_data == nullptr) return;
    m_curves->countUpdates(experiment::isUnitEmotionExperiment(m_data->run.experiment));
    for (const store::FoldRecord& each : m_data->folds) m_curves->setFoldName(each.index, QString::fromStdString(each.name));
    for (const store::EpochRecord& each : m_data->epochs)
        m_curves->addPoint(each.fold, each.epoch, each.trainLoss, each.innerUar);
    m_curves->setCurrentFold(std::max(0, fold));
}

void ResultViews::setOthers(const std::vector<store::RunRecord>& all) {
    std::vector<store::RunRecord> group;
    if (m_data != nullptr && !m_data->run.group.empty()) {
        for (const store::RunRecord& each : all) {
            if (each.group == m_data->run.group) group.push_back(each);
        }
    }
    m_group->setRuns(std::move(group));
    const auto candidates = m_data == nullptr ? std::vector<store::RunRecord>() : candidatesFor(m_data->run, all);
    m_comparison->setRun(m_data, candidates);
    showTabs();
    m_copy->setEnabled(m_data != nullptr);
    ask();
}

void ResultViews::setTabShown(View view, bool shown) {
    // Telling a tab what it is already makes QTabBar (6.4) forget that it must lay the others out.
    if (has(view) != shown) m_tabs->setTabVisible(view, shown);
}

void ResultViews::setRecognition(std::vector<report::RecognitionAndEmotion> models) {
    m_recognition->setModels(std::move(models));
    showTabs();
}

void ResultViews::showTabs() {
    const bool classes = m_data != nullptr && !m_data->run.classes.empty();
    const bool dimensions = m_data != nullptr && !m_data->run.dimensions.empty();
    const View wanted = view();  // hiding it would choose the next one
    setTabShown(Matrix, classes || !dimensions);
    setTabShown(Classes, classes);
    setTabShown(Scatter, dimensions);
    setTabShown(Comparison, classes);
    setTabShown(Group, !m_group->isEmpty());
    setTabShown(Dialogues, m_data != nullptr && m_data->dialogues);
    setTabShown(Recognition, !m_recognition->isEmpty());
    m_tabs->updateGeometry();
    m_tabs->setCurrentIndex(has(wanted) ? wanted : has(Matrix) ? Matrix : Scatter);
    m_stack->setCurrentIndex(m_tabs->currentIndex());
}

void ResultViews::ask() {
    if (view() == Dialogues && m_dialogues->isWaiting()) Q_EMIT dialoguesRequested();
    if (m_data == nullptr || view() != Comparison || m_comparison->pair() != nullptr) return;
    if (const auto partner = m_comparison->partner()) Q_EMIT pairRequested(*partner);
}

}  // namespace prososcope::gui
