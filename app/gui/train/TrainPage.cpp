// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/train/TrainPage.h"

#include <QFileInfo>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QStackedLayout>
#include <QVBoxLayout>
#include <algorithm>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/EmptyState.h"
#include "app/gui/PageParts.h"
#include "app/gui/corpus/CorpusPage.h"
#include "app/gui/train/FoldTable.h"
#include "engine/core/Paths.h"
#include "engine/corpus/EmoDbRelease.h"
#include "widgets/ClassCounts.h"
#include "widgets/CurveView.h"
#include "widgets/Style.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

using engine_thread::translated;
using widgets::Ink;
using widgets::Theme;

namespace {

constexpr int kSetupWidth = 300;

DownloadGoal publishedEmoDb(const QString& workspace) {
    const corpus::EmoDbRelease release;
    DownloadGoal goal;
    goal.url = QUrl(QString::fromUtf8(release.url.data(), static_cast<qsizetype>(release.url.size())));
    goal.bytes = static_cast<qint64>(release.bytes);
    goal.md5 = QString::fromUtf8(release.md5.data(), static_cast<qsizetype>(release.md5.size()));
    goal.path = workspace + QStringLiteral("/downloads/emodb.zip");
    return goal;
}

}  // namespace

TrainPage::TrainPage(const PageContext& context, QWidget* parent)
    : Page(parent),
      m_context(context),
      m_experimentFolder(core::resourceFolder() / "experiments"),
      m_emoDbGoal(publishedEmoDb(context.workspaceFolder)) {
    m_setup = new TrainSetup(this);
    m_bridge = new RunBridge(this);
    m_queue = new TrainQueue(m_context, m_bridge->observer(), this);
    m_notice = new EndNotice(this);
    m_downloader = new Downloader(this);
    m_folds = new FoldModel(this);
    m_across = new QSplitter(Qt::Horizontal);
    m_across->addWidget(buildCentre());
    m_across->addWidget(m_setup);
    m_across->setStretchFactor(0, 1);
    m_across->setStretchFactor(1, 0);
    m_across->setCollapsible(0, false);
    m_across->setHandleWidth(5);
    auto* pages = new QWidget(this);
    m_stack = new QStackedLayout(pages);
    m_stack->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(m_across);
    m_stack->addWidget(buildEmpty());
    m_corpusPage = new CorpusPage(m_context, this);
    m_stack->addWidget(m_corpusPage);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildDownloadBar());
    layout->addWidget(pages, 1);

    connectParts();
    connect(&Theme::instance(), &Theme::changed, this, &TrainPage::applyTheme);
    registerActions();
    applyTheme();
}

TrainPage::~TrainPage() = default;

void TrainPage::applyTheme() {
    const Theme& theme = Theme::instance();
    m_heading->setFont(theme.font(Theme::Size::Large, true));
    m_facts->setFont(theme.font(Theme::Size::Normal));
}

void TrainPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    if (m_placed) return;
    m_placed = true;
    giveExtent(*m_across, 1, m_setupWidth >= 0 ? m_setupWidth : kSetupWidth, width());
}

void TrainPage::reload() {
    m_loader.load<TrainChoices>(
        QStringLiteral("choices"),
        [folder = workspace(), experiments = m_experimentFolder](core::Progress&) { return loadChoices(folder, experiments); },
        [this](core::Result<TrainChoices> choices) {
            if (!choices) {
                Q_EMIT message(translated(choices.error().text), true);
                return;
            }
            if (backend::torchBackendIsOpen())
                if (const auto opened = backend::torchBackend(); opened) m_setup->setDevices((*opened)->devices());
            const auto has = [&](const QString& name) {
                return std::any_of(choices->corpora.begin(), choices->corpora.end(),
                                   [&](const auto& one) { return QString::fromStdString(one.name) == name; });
            };
            if (!isBrowsing() || !has(m_corpusPage->corpus())) m_stack->setCurrentIndex(choices->corpora.empty() ? 1 : 0);
            m_setup->setChoices(*choices);
            showState();
            if (const QString wanted = std::exchange(m_wantedBrowse, {}); has(wanted)) browse(wanted);
            if (std::exchange(m_browseChosen, false)) browse(m_setup->corpus());
            if (!m_wantedExperiment.isEmpty()) m_setup->chooseExperiment(std::exchange(m_wantedExperiment, {}));
            if (const QString asked = std::exchange(m_askedExperiment, {});
                !asked.isEmpty() && !m_setup->chooseExperiment(asked))
                Q_EMIT message(tr("There is no experiment %1.").arg(asked), true);
            // Behind the experiment, which chooses the corpus that it names.
            if (!m_wantedCorpus.isEmpty()) m_setup->chooseCorpus(std::exchange(m_wantedCorpus, {}));
            if (std::exchange(m_oneFoldNext, false)) m_setup->chooseOneFold();
            Q_EMIT choicesShown();
        });
}

void TrainPage::planAgain() {
    if (m_setup->corpus().isEmpty()) return;
    m_loader.load<TrainPlan>(
        QStringLiteral("plan"),
        [folder = workspace(), corpus = m_setup->corpus().toStdString(), toml = m_setup->toml().toStdString(),
         source = m_setup->experimentFile(), device = m_setup->device().toStdString(),
         only = m_setup->onlyFolds()](core::Progress&) {
            auto plan = planTraining(folder, corpus, toml, source);
            if (plan) estimateCost(*plan, folder, device, only);
            return plan;
        },
        [this](const core::Result<TrainPlan>& plan) { showPlan(plan); });
}

void TrainPage::showPlan(const core::Result<TrainPlan>& plan) {
    // While a training runs its own plan stays in view.
    if (!plan) {
        m_plan.reset();
        m_setup->controls().setProblem(translated(plan.error().text));
        m_setup->setRuns(nullptr);
        m_setup->controls().setCost({}, {});
        if (!isRunning()) {
            m_heading->setText(m_setup->experimentTitle());
            m_counts->setCounts({});
            m_folds->setPlan({}, {});
            m_facts->clear();
        }
        showState();
        Q_EMIT planShown(false);
        return;
    }
    const bool same = m_showsRun && m_shownPlan.folds == plan->folds.size() && m_shownPlan.name == plan->experiment.name &&
                      m_shownPlan.corpus == plan->experiment.corpus;
    m_plan = *plan;
    m_setup->controls().setProblem({});
    m_setup->setRuns(&m_plan->group);
    showCost();
    if (!same && !isRunning()) {
        m_showsRun = false;
        showNoCurves(plan->experiment, tr("Loss and inner UAR of each fold appear here while it is trained."));
        showPlanned(*plan, m_setup->onlyFolds());
    }
    m_command = commandLine(
        workspace(),
        m_setup->isEdited() ? workspace() / "experiments" / (plan->experiment.name + ".toml") : m_setup->experimentFile(),
        m_setup->device(), m_setup->onlyFolds(), std::nullopt);
    m_setup->setCommand(m_command);
    showState();
    Q_EMIT planShown(true);
}

void TrainPage::showNoCurves(const experiment::Experiment& experiment, const QString& sentence) {
    m_curves->clear(!experiment::trainsNetwork(experiment) ? tr("This model learns without epochs: there are no curves.")
                                                           : sentence);
}

void TrainPage::showPlanned(const TrainPlan& plan, const std::vector<int>& chosen) {
    m_heading->setText(QString::fromStdString(plan.experiment.title.empty() ? plan.experiment.name : plan.experiment.title));
    const bool tooGood =
        std::any_of(plan.folds.begin(), plan.folds.end(), [](const FoldPlan& fold) { return fold.speakerDependent; });
    const QString pattern =
        tooGood ? tr("%1 utterances of %2 speakers, %3 folds. Speakers are in training and test: the figures will "
                     "be too good.")
                : tr("%1 utterances of %2 speakers, %3 folds: no speaker is in training and test.");
    QString facts = pattern.arg(plan.utterances).arg(plan.speakers).arg(plan.folds.size());
    paintText(m_facts, tooGood ? Ink::Error : Ink::Muted);
    QStringList dropped;
    for (const auto& [label, count] : plan.dropped)
        dropped << tr("%1 %2")
                       .arg(label.empty() ? tr("without a label") : Theme::emotionWord(QString::fromStdString(label)))
                       .arg(count);
    if (!dropped.isEmpty()) facts += QLatin1Char('\n') + tr("Left out: %1.").arg(dropped.join(QStringLiteral(", ")));
    m_facts->setText(facts);
    std::vector<widgets::ClassCounts::Count> counts;
    for (std::size_t i = 0; i < plan.counts.size(); ++i)
        counts.push_back({QString::fromStdString(plan.experiment.classes[i]), plan.counts[i]});
    m_counts->setCounts(std::move(counts));
    m_folds->setPlan(plan.folds, chosen);
    m_folds->countUpdates(plan.units.has_value());
    m_curves->countUpdates(plan.units.has_value());
}

void TrainPage::activated() {
    reload();
    m_queue->refresh();
    if (isBrowsing()) m_corpusPage->browse(m_corpusPage->corpus());
}

bool TrainPage::isBrowsing() const { return m_stack->currentWidget() == m_corpusPage; }

bool TrainPage::isIdle() const { return m_loader.isIdle() && m_queue->isIdle() && (!isBrowsing() || m_corpusPage->isIdle()); }

QList<QWidget*> TrainPage::regions() { return isBrowsing() ? m_corpusPage->regions() : QList<QWidget*>{this}; }

void TrainPage::show(const QJsonObject& what) {
    if (what.contains(QStringLiteral("import"))) {
        askImport(what.value(QStringLiteral("import")).toString(), what.value(QStringLiteral("layout")).toString(),
                  {{QStringLiteral("tier"), what.value(QStringLiteral("tier")).toString()}},
                  what.value(QStringLiteral("fineTune")).toString());
        return;
    }
    if (what.contains(QStringLiteral("experiment"))) {
        m_wantedCorpus = what.value(QStringLiteral("corpus")).toString();
        m_askedExperiment = what.value(QStringLiteral("experiment")).toString();
        leaveCorpus();
        reload();
        return;
    }
    if (!what.contains(QStringLiteral("browse"))) return;
    const QString corpus = what.value(QStringLiteral("browse")).toString();
    m_browseChosen = corpus.isEmpty();  // the corpora have not been read yet
    browse(corpus);
}

void TrainPage::browse(const QString& corpus) {
    if (corpus.isEmpty()) return;
    m_stack->setCurrentWidget(m_corpusPage);
    m_corpusPage->browse(corpus);
    m_corpusPage->regions().value(1)->setFocus(Qt::OtherFocusReason);
}

void TrainPage::leaveCorpus() {
    if (!isBrowsing()) return;
    m_corpusPage->leave();
    m_stack->setCurrentIndex(0);
    m_setup->focusBrowse();
    reload();
}

QJsonObject TrainPage::saveState() const {
    return {{QStringLiteral("browsing"), isBrowsing()},
            {QStringLiteral("corpusPage"), m_corpusPage->saveState()},
            {QStringLiteral("corpus"), m_setup->corpus()},
            {QStringLiteral("experiment"), m_setup->experiment()},
            {QStringLiteral("notify"), m_notice->isEnabled()},
            {QStringLiteral("panelWidth"), m_placed ? m_across->sizes().value(1) : m_setupWidth}};
}

void TrainPage::restoreState(const QJsonObject& state) {
    m_wantedCorpus = state.value(QStringLiteral("corpus")).toString();
    m_wantedExperiment = state.value(QStringLiteral("experiment")).toString();
    const bool notify = state.value(QStringLiteral("notify")).toBool(true);
    m_notice->setEnabled(notify);
    m_setup->setNotifies(notify);
    m_setupWidth = state.value(QStringLiteral("panelWidth")).toInt(-1);
    const QJsonObject corpusPage = state.value(QStringLiteral("corpusPage")).toObject();
    m_corpusPage->restoreState(corpusPage);
    if (state.value(QStringLiteral("browsing")).toBool())
        m_wantedBrowse = corpusPage.value(QStringLiteral("corpus")).toString();
}

}  // namespace prososcope::gui
