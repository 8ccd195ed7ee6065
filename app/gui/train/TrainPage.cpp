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

core::Result<store::RunRecord> runWithTorch(const backend::RunRequest& request, backend::RunObserver& observer,
                                            core::Progress& progress) {
    const auto opened = backend::torchBackend();
    if (!opened) return core::fail(opened.error());
    return (*opened)->run(request, observer, progress);
}

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
      m_runner(runWithTorch),
      m_experimentFolder(core::resourceFolder() / "experiments"),
      m_emoDbGoal(publishedEmoDb(context.workspaceFolder)) {
    m_setup = new TrainSetup(this);
    m_bridge = new RunBridge(this);
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

    m_downloadBar = new QWidget(this);
    auto* row = new QHBoxLayout(m_downloadBar);
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(16);
    m_downloadText = new QLabel(m_downloadBar);
    m_downloadProgress = new QProgressBar(m_downloadBar);
    m_downloadProgress->setTextVisible(false);
    m_downloadProgress->setRange(0, 1000);
    m_downloadProgress->setFixedWidth(240);
    auto* stop = new QPushButton(tr("Cancel"), m_downloadBar);
    stop->setObjectName(QStringLiteral("cancelDownload"));
    widgets::setCompact(stop);
    row->addWidget(m_downloadText);
    row->addWidget(m_downloadProgress);
    row->addWidget(stop);
    row->addStretch(1);
    m_downloadBar->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_downloadBar);
    layout->addWidget(pages, 1);

    connect(stop, &QPushButton::clicked, m_downloader, &Downloader::cancel);
    connect(m_setup, &TrainSetup::choicesChanged, this, &TrainPage::planAgain);
    connect(m_setup, &TrainSetup::startRequested, this, &TrainPage::start);
    connect(m_setup, &TrainSetup::cancelRequested, this, &TrainPage::cancel);
    connect(m_setup, &TrainSetup::resumeRequested, this, &TrainPage::resume);
    connect(m_setup, &TrainSetup::importRequested, this, &TrainPage::askFolder);
    connect(m_setup, &TrainSetup::browseRequested, this, [this] { browse(m_setup->corpus()); });
    connect(m_corpusPage, &CorpusPage::left, this, &TrainPage::leaveCorpus);
    connect(m_corpusPage, &CorpusPage::message, this, &Page::message);
    connect(m_corpusPage, &CorpusPage::statusChanged, this, &Page::statusChanged);
    connect(m_corpusPage, &CorpusPage::openRequested, this, &Page::openRequested);
    connect(m_setup, &TrainSetup::getEmoDbRequested, this, &TrainPage::askEmoDb);
    connect(m_setup, &TrainSetup::showResultsRequested, this, [this] {
        Q_EMIT openRequested(QStringLiteral("results"), {{QStringLiteral("run"), m_shownRun}});
    });
    connect(m_bridge, &RunBridge::events, this, &TrainPage::takeEvents);
    connect(m_downloader, &Downloader::progress, this, [this](qint64 received, qint64 total) {
        showDownload(tr("Getting EmoDB: %1 of %2 MB")
                         .arg(static_cast<double>(received) / 1e6, 0, 'f', 1)
                         .arg(static_cast<double>(total) / 1e6, 0, 'f', 1),
                     received, total);
    });
    connect(m_downloader, &Downloader::checking, this,
            [this] { m_downloadText->setText(tr("Checking the archive of EmoDB")); });
    connect(m_downloader, &Downloader::finished, this, [this](const QString& path) {
        endDownload();
        installEmoDb(path);
    });
    connect(m_downloader, &Downloader::failed, this, [this](const QString& sentence) {
        endDownload();
        Q_EMIT message(sentence, true);
    });
    connect(m_downloader, &Downloader::cancelled, this, [this] {
        endDownload();
        Q_EMIT message(tr("The download was stopped. What has arrived is kept: start again to continue."), false);
    });
    m_clockTick.setInterval(1000);
    connect(&m_clockTick, &QTimer::timeout, this, &TrainPage::showProgress);
    if (m_context.engine != nullptr) {
        connect(m_context.engine, &engine_thread::EngineThread::jobProgress, this,
                [this](quint64 job, double fraction, const QString& what, double remaining) {
                    if (job != m_job) return;
                    m_fraction = fraction;
                    m_doing = what;
                    m_remaining = remaining;
                    showProgress();
                });
    }
    connect(&Theme::instance(), &Theme::changed, this, &TrainPage::applyTheme);
    registerActions();
    applyTheme();
}

TrainPage::~TrainPage() = default;

QWidget* TrainPage::buildCentre() {
    QWidget* centre = dataArea(this);
    m_heading = new QLabel(centre);
    m_facts = new QLabel(centre);
    m_facts->setObjectName(QStringLiteral("facts"));
    for (QLabel* label : {m_heading, m_facts}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_counts = new widgets::ClassCounts(centre);
    m_curves = new widgets::CurveView(centre);
    m_curves->clear(tr("Loss and inner UAR of each fold appear here while it is trained."));
    auto* table = new FoldTable(centre);
    table->setModel(m_folds);
    connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) { m_curves->setCurrentFold(current.row()); });
    auto* left = new QVBoxLayout;
    left->setSpacing(8);
    left->addWidget(headingLabel(tr("Utterances by class"), centre));
    left->addWidget(m_counts);
    left->addStretch(1);
    auto* right = new QVBoxLayout;
    right->setSpacing(8);
    right->addWidget(headingLabel(tr("Learning curves"), centre));
    right->addWidget(m_curves, 1);
    auto* row = new QHBoxLayout;
    row->setSpacing(32);
    row->addLayout(left, 3);
    row->addLayout(right, 7);
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(24, 20, 24, 16);
    layout->setSpacing(8);
    layout->addWidget(m_heading);
    layout->addWidget(m_facts);
    layout->addSpacing(8);
    layout->addLayout(row, 6);
    layout->addSpacing(8);
    layout->addWidget(headingLabel(tr("Folds"), centre));
    layout->addWidget(table, 5);
    return centre;
}

QWidget* TrainPage::buildEmpty() {
    const double megabytes = static_cast<double>(m_emoDbGoal.bytes) / 1e6;
    auto* empty = new EmptyState(tr("Train a recogniser on speech of your own choice"),
                                 tr("A corpus of labelled speech comes first. EmoDB is small, German and acted: one fold "
                                    "trains in about two minutes on a laptop."),
                                 tr("EmoDB comes from its public archive at Zenodo (doi 10.5281/zenodo.7447302). An import "
                                    "takes the folder of a public corpus, a table, or recordings whose names tell their "
                                    "labels."));
    m_getEmoDb = empty->addButton(tr("Get EmoDB (%1 MB, CC0)").arg(megabytes, 0, 'f', 0), true);
    m_getEmoDb->setObjectName(QStringLiteral("getEmoDb"));
    auto* local = empty->addButton(tr("Use a copy of EmoDB"), false);
    local->setObjectName(QStringLiteral("localEmoDb"));
    auto* folder = empty->addButton(tr("Import another corpus"), false);
    folder->setObjectName(QStringLiteral("importFolder"));
    connect(m_getEmoDb, &QPushButton::clicked, this, &TrainPage::startDownload);
    connect(local, &QPushButton::clicked, this, &TrainPage::askLocalEmoDb);
    connect(folder, &QPushButton::clicked, this, &TrainPage::askFolder);
    return empty;
}

void TrainPage::registerActions() {
    if (m_context.actions == nullptr) return;
    const auto add = [this](const char* id, const QString& text, const QString& description, std::function<void()> run) {
        ActionSpec spec;
        spec.id = QLatin1String(id);
        spec.text = text;
        spec.description = description;
        m_context.actions->add(spec, std::move(run));
    };
    add("train.start", tr("Start training"), tr("Starts the experiment chosen in Train."), [this] { start(); });
    add("train.cancel", tr("Cancel training"), tr("Stops the running training; it can be resumed."), [this] { cancel(); });
    m_context.actions->add({.id = QStringLiteral("train.import"),
                            .menu = QStringLiteral("file"),
                            .text = tr("&Import corpus..."),
                            .description = tr("Adds a folder of labelled speech to the workspace.")},
                           [this] { askFolder(); });
    m_context.actions->add({.id = QStringLiteral("train.browse"),
                            .menu = QStringLiteral("view"),
                            .text = tr("Browse cor&pus"),
                            .description = tr("Shows the utterances of the corpus that is chosen in Train."),
                            .keys = {QKeySequence(Qt::CTRL | Qt::Key_B)},
                            .icon = QStringLiteral("table")},
                           [this] {
                               if (isVisible())
                                   browse(m_setup->corpus());
                               else
                                   Q_EMIT openRequested(id(), {{QStringLiteral("browse"), m_setup->corpus()}});
                           });
    add("train.getEmoDb", tr("Get EmoDB"), tr("Fetches the public archive of EmoDB and imports it."),
        [this] { startDownload(); });
}

void TrainPage::applyTheme() {
    const Theme& theme = Theme::instance();
    m_heading->setFont(theme.font(Theme::Size::Large, true));
    m_facts->setFont(theme.font(Theme::Size::Normal));
    QPalette palette = m_facts->palette();
    palette.setColor(QPalette::WindowText, theme.color(m_tooGood ? Ink::Error : Ink::Muted));
    m_facts->setPalette(palette);
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
            if (const QString wanted = std::exchange(m_wantedBrowse, {}); has(wanted)) browse(wanted);
            if (std::exchange(m_browseChosen, false)) browse(m_setup->corpus());
            if (!m_wantedCorpus.isEmpty()) m_setup->chooseCorpus(std::exchange(m_wantedCorpus, {}));
            if (!m_wantedExperiment.isEmpty()) m_setup->chooseExperiment(std::exchange(m_wantedExperiment, {}));
            if (std::exchange(m_oneFoldNext, false)) m_setup->chooseOneFold();
            Q_EMIT choicesShown();
        });
}

void TrainPage::planAgain() {
    const auto state = m_setup->state();
    if (state == TrainSetup::State::Running || state == TrainSetup::State::Cancelling || m_setup->corpus().isEmpty()) return;
    m_loader.load<TrainPlan>(
        QStringLiteral("plan"),
        [folder = workspace(), corpus = m_setup->corpus().toStdString(), toml = m_setup->toml().toStdString(),
         source = m_setup->experimentFile().filename().string()](core::Progress&) {
            return planTraining(folder, corpus, toml, source);
        },
        [this](const core::Result<TrainPlan>& plan) { showPlan(plan); });
}

void TrainPage::showPlan(const core::Result<TrainPlan>& plan) {
    // While a training runs its own plan stays in view.
    if (m_setup->state() == TrainSetup::State::Running || m_setup->state() == TrainSetup::State::Cancelling) return;
    if (!plan) {
        m_plan.reset();
        m_setup->setProblem(translated(plan.error().text));
        m_counts->setCounts({});
        m_folds->setPlan({}, {});
        m_facts->clear();
        Q_EMIT planShown(false);
        return;
    }
    const bool sameFolds = m_setup->state() == TrainSetup::State::Done && m_plan &&
                           m_plan->folds.size() == plan->folds.size() && m_plan->experiment.name == plan->experiment.name &&
                           m_plan->experiment.corpus == plan->experiment.corpus;
    m_plan = *plan;
    m_setup->setProblem({});
    if (!sameFolds) {
        showNoCurves(plan->experiment, tr("Loss and inner UAR of each fold appear here while it is trained."));
        showPlanned(*plan, m_setup->onlyFolds());
    }
    m_setup->setCommand(commandLine(
        workspace(),
        m_setup->isEdited() ? workspace() / "experiments" / (plan->experiment.name + ".toml") : m_setup->experimentFile(),
        m_setup->device(), m_setup->onlyFolds(), std::nullopt));
    Q_EMIT planShown(true);
}

void TrainPage::showNoCurves(const experiment::Experiment& experiment, const QString& sentence) {
    m_curves->clear(experiment::isClassical(experiment.model) ? tr("This model learns without epochs: there are no curves.")
                                                              : sentence);
}

void TrainPage::showPlanned(const TrainPlan& plan, const std::vector<int>& chosen) {
    m_heading->setText(QString::fromStdString(plan.experiment.title.empty() ? plan.experiment.name : plan.experiment.title));
    m_tooGood = std::any_of(plan.folds.begin(), plan.folds.end(), [](const FoldPlan& fold) { return fold.speakerDependent; });
    const QString pattern =
        m_tooGood ? tr("%1 utterances of %2 speakers, %3 folds. Speakers are in training and test: the figures will "
                       "be too good.")
                  : tr("%1 utterances of %2 speakers, %3 folds: no speaker is in training and test.");
    QString facts = pattern.arg(plan.utterances).arg(plan.speakers).arg(plan.folds.size());
    applyTheme();
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
}

void TrainPage::activated() {
    reload();
    if (isBrowsing()) m_corpusPage->browse(m_corpusPage->corpus());
}

bool TrainPage::isBrowsing() const { return m_stack->currentWidget() == m_corpusPage; }

bool TrainPage::isIdle() const { return m_loader.isIdle() && (!isBrowsing() || m_corpusPage->isIdle()); }

QList<QWidget*> TrainPage::regions() { return isBrowsing() ? m_corpusPage->regions() : QList<QWidget*>{this}; }

void TrainPage::show(const QJsonObject& what) {
    if (what.contains(QStringLiteral("import"))) {
        askImport(what.value(QStringLiteral("import")).toString(), what.value(QStringLiteral("layout")).toString(),
                  {{QStringLiteral("tier"), what.value(QStringLiteral("tier")).toString()}});
        return;
    }
    if (what.contains(QStringLiteral("experiment"))) {
        if (isBrowsing()) leaveCorpus();
        m_wantedCorpus = what.value(QStringLiteral("corpus")).toString();
        m_wantedExperiment = what.value(QStringLiteral("experiment")).toString();
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
            {QStringLiteral("experiment"), m_plan ? QString::fromStdString(m_plan->experiment.name) : QString()},
            {QStringLiteral("panelWidth"), m_placed ? m_across->sizes().value(1) : m_setupWidth}};
}

void TrainPage::restoreState(const QJsonObject& state) {
    m_wantedCorpus = state.value(QStringLiteral("corpus")).toString();
    m_wantedExperiment = state.value(QStringLiteral("experiment")).toString();
    m_setupWidth = state.value(QStringLiteral("panelWidth")).toInt(-1);
    const QJsonObject corpusPage = state.value(QStringLiteral("corpusPage")).toObject();
    m_corpusPage->restoreState(corpusPage);
    if (state.value(QStringLiteral("browsing")).toBool())
        m_wantedBrowse = corpusPage.value(QStringLiteral("corpus")).toString();
}

}  // namespace prososcope::gui
