// SPDX-License-Identifier: GPL-3.0-or-later
// How TrainPage is put together: its centre, its empty state, its actions, what hears what.
#include <QItemSelectionModel>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/EmptyState.h"
#include "app/gui/PageParts.h"
#include "app/gui/corpus/CorpusPage.h"
#include "app/gui/train/FoldTable.h"
#include "app/gui/train/QueuePanel.h"
#include "app/gui/train/TrainPage.h"
#include "widgets/ClassCounts.h"
#include "widgets/CurveView.h"
#include "widgets/Style.h"

namespace prososcope::gui {

QWidget* TrainPage::buildDownloadBar() {
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
    connect(stop, &QPushButton::clicked, m_downloader, &Downloader::cancel);
    m_downloadBar->hide();
    return m_downloadBar;
}

void TrainPage::connectParts() {
    connect(m_setup, &TrainSetup::choicesChanged, this, &TrainPage::planAgain);
    const RunControls* controls = &m_setup->controls();
    connect(controls, &RunControls::startRequested, this, &TrainPage::start);
    connect(controls, &RunControls::cancelRequested, this, &TrainPage::cancel);
    connect(controls, &RunControls::pauseRequested, m_queue, &TrainQueue::pause);
    connect(controls, &RunControls::proceedRequested, m_queue, &TrainQueue::proceed);
    connect(controls, &RunControls::resumeRequested, m_queue, &TrainQueue::resume);
    connect(m_setup, &TrainSetup::notifiesChanged, m_notice, &EndNotice::setEnabled);
    connect(m_queue, &TrainQueue::changed, this, &TrainPage::showState);
    connect(m_queue, &TrainQueue::beginning, this, &TrainPage::begun);
    connect(m_queue, &TrainQueue::ended, this, &TrainPage::ended);
    connect(m_queue, &TrainQueue::taken, this, [this](qint64 run) {
        const QString sentence =
            tr("Run %1 does not wait any longer: another window or command has begun it or taken it away.").arg(run);
        m_setup->controls().setOutcome(sentence, false, false);
        Q_EMIT message(sentence, false);
    });
    connect(m_queue, &TrainQueue::failed, this, [this](const QString& sentence) { Q_EMIT message(sentence, true); });
    connect(m_queue, &TrainQueue::undoChanged, this, [this] {
        if (m_context.actions != nullptr) UndoActions::of(*m_context.actions).refresh();
    });
    connect(m_setup, &TrainSetup::importRequested, this, &TrainPage::askFolder);
    connect(m_setup, &TrainSetup::browseRequested, this, [this] { browse(m_setup->corpus()); });
    connect(m_corpusPage, &CorpusPage::left, this, &TrainPage::leaveCorpus);
    connect(m_corpusPage, &CorpusPage::message, this, &Page::message);
    connect(m_corpusPage, &CorpusPage::statusChanged, this, &Page::statusChanged);
    connect(m_corpusPage, &CorpusPage::openRequested, this, &Page::openRequested);
    connect(m_setup, &TrainSetup::getEmoDbRequested, this, &TrainPage::askEmoDb);
    connect(controls, &RunControls::showResultsRequested, this, [this] {
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
    connect(&m_gpu, &GpuMeter::changed, this, &TrainPage::deviceChanged);
    if (m_context.engine != nullptr) {
        connect(m_context.engine, &engine_thread::EngineThread::jobProgress, this,
                [this](quint64 job, double fraction, const QString& what, double remaining) {
                    if (job != m_queue->job()) return;
                    m_fraction = fraction;
                    m_doing = what;
                    m_remaining = remaining;
                    showProgress();
                });
    }
}

QWidget* TrainPage::buildCentre() {
    QWidget* centre = dataArea(this);
    m_heading = new QLabel(centre);
    m_heading->setObjectName(QStringLiteral("heading"));
    m_facts = new QLabel(centre);
    m_facts->setObjectName(QStringLiteral("facts"));
    paintText(m_facts, widgets::Ink::Muted);
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
    layout->addSpacing(8);
    layout->addWidget(new QueuePanel(*m_queue, m_context.actions, centre));
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
    add("train.pause", tr("Pause training"), tr("Stops the running training at its last checkpoint and holds the queue."),
        [this] { m_queue->pause(); });
    add("train.continue", tr("Continue training"), tr("Goes on with the training that was paused and with those that wait."),
        [this] { m_queue->proceed(); });
    UndoActions::of(*m_context.actions).add(m_across, m_queue);
    add("train.getEmoDb", tr("Get EmoDB"), tr("Fetches the public archive of EmoDB and imports it."),
        [this] { startDownload(); });
}

}  // namespace prososcope::gui
