// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/PredictionTable.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <mutex>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/SaveFile.h"
#include "engine/audio/AudioFile.h"
#include "engine/core/SafeFile.h"
#include "engine/corpus/Corpus.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

/// Rows on their way from the worker to the window.
struct PredictionTable::Shared {
    std::mutex mutex;
    std::vector<PredictionRow> rows;
    std::size_t files = 0;
};

namespace {

constexpr int kDrainMs = 50;
constexpr int kLeastFileWidth = 240;
constexpr int kMostFileWidth = 560;

std::vector<std::filesystem::path> filesOf(const QStringList& paths) {
    std::vector<std::filesystem::path> files;
    for (const QString& path : paths) {
        const std::filesystem::path entry(path.toStdString());
        std::error_code code;
        if (std::filesystem::is_directory(entry, code)) {
            const auto found = corpus::findAudio(entry);
            for (const auto& file : found) files.push_back(file.is_absolute() ? file : entry / file);
        } else {
            files.push_back(entry);
        }
    }
    return files;
}

PredictionRow predictOne(const EmotionBackend& backend, backend::EmotionModel& model, const std::filesystem::path& path) {
    PredictionRow row;
    row.path = QString::fromStdString(path.string());
    const auto info = audio::probeAudio(path);
    if (!info) {
        row.problem = engine_thread::translated(info.error().text);
        return row;
    }
    row.seconds = info->seconds();
    auto posteriors = backend.file(model, path);
    if (posteriors) {
        row.posteriors = std::move(*posteriors);
    } else {
        row.problem = engine_thread::translated(posteriors.error().text);
    }
    return row;
}

}  // namespace

PredictionTable::PredictionTable(const QStringList& paths, EmotionBackend backend, engine_thread::EngineThread* engine,
                                 FileLoader* loader, QWidget* parent)
    : QWidget(parent),
      m_paths(paths),
      m_backend(std::move(backend)),
      m_engine(engine),
      m_loader(loader),
      m_model(new PredictionModel(this)),
      m_proxy(new QSortFilterProxyModel(this)),
      m_view(new QTableView(this)),
      m_filter(new QLineEdit(this)),
      m_status(new QLabel(this)),
      m_play(new QPushButton(tr("Play"), this)),
      m_show(new QPushButton(tr("Open"), this)),
      m_cancel(new QPushButton(tr("Cancel"), this)),
      m_save(new QPushButton(tr("Save as CSV"), this)) {
    m_proxy->setSourceModel(m_model);
    m_proxy->setSortRole(PredictionModel::kSortRole);
    m_proxy->setFilterKeyColumn(-1);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_proxy->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_view->setModel(m_proxy);
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(PredictionModel::FileColumn, Qt::AscendingOrder);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setAlternatingRowColors(false);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(26);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_view->setAccessibleName(tr("Predictions"));
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setFixedWidth(220);
    m_filter->setAccessibleName(tr("Filter"));

    auto* top = new QHBoxLayout;
    top->setContentsMargins(16, 8, 16, 8);
    top->setSpacing(8);
    top->addWidget(m_filter);
    top->addWidget(m_status, 1);
    top->addWidget(m_cancel);
    top->addWidget(m_play);
    top->addWidget(m_show);
    top->addWidget(m_save);
    m_play->setToolTip(tr("Plays the chosen file, or stops it (Space)."));
    m_show->setToolTip(tr("Opens the chosen file in a tab of its own (Return)."));
    for (QPushButton* button : {m_cancel, m_play, m_show, m_save}) button->setAutoDefault(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_view, 1);

    m_drain.setInterval(kDrainMs);
    connect(&m_drain, &QTimer::timeout, this, &PredictionTable::drain);
    connect(m_filter, &QLineEdit::textChanged, m_proxy, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_cancel, &QPushButton::clicked, this, &PredictionTable::cancel);
    connect(m_play, &QPushButton::clicked, this, &PredictionTable::playCurrent);
    connect(m_show, &QPushButton::clicked, this, &PredictionTable::openCurrent);
    connect(m_view, &QTableView::doubleClicked, this, [this] { openCurrent(); });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &PredictionTable::updateStatus);
    connect(m_save, &QPushButton::clicked, this, [this] {
        askSaveFile(this, tr("Save as CSV"), {tr("CSV (*.csv)")}, name() + QStringLiteral(".csv"),
                    [this](const QString& file) { saveCsv(file); });
    });
    auto* copy = new QShortcut(QKeySequence::Copy, m_view, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(copy, &QShortcut::activated, this, &PredictionTable::copyRows);
    setFocusProxy(m_view);
    updateStatus();
}

PredictionTable::~PredictionTable() { m_loader->cancel(this); }

QString PredictionTable::name() const {
    if (m_paths.size() == 1) return QFileInfo(m_paths.first()).fileName();
    return tr("%n files", nullptr, static_cast<int>(m_paths.size()));
}

void PredictionTable::predict(const store::ModelEntry& model) {
    cancel();
    QStringList classes;
    for (const auto& name : model.card.classes) classes.append(QString::fromStdString(name));
    m_model->start(classes, m_paths.size() == 1 ? m_paths.first() : QString());
    m_problem.clear();
    if (classes.isEmpty()) {
        m_problem = model.card.dimensions.empty()
                        ? tr("No model was found. Train one first.")
                        : tr("%1 gives valence and the like, no emotions: its values are the tracks of a recording.")
                              .arg(QString::fromStdString(model.card.name));
        updateStatus();
        return;
    }
    m_shared = std::make_shared<Shared>();
    const auto work = [backend = m_backend, model, paths = m_paths,
                       shared = m_shared](core::Progress& progress) -> core::Result<std::any> {
        const auto files = filesOf(paths);
        {
            const std::scoped_lock lock(shared->mutex);
            shared->files = files.size();
        }
        if (files.empty()) {
            return core::fail(core::ErrorKind::NotFound, {TRANSLATABLE("Engine", "%1 holds no sound files that can be read."),
                                                          {paths.value(0).toStdString()}});
        }
        auto opened = backend.jobModel(model);
        if (!opened) return core::fail(opened.error());
        for (std::size_t i = 0; i < files.size(); ++i) {
            if (progress.stopRequested()) return core::cancelled();
            auto row = predictOne(backend, **opened, files[i]);
            const std::scoped_lock lock(shared->mutex);
            shared->rows.push_back(std::move(row));
            progress.report(static_cast<double>(i + 1) / static_cast<double>(files.size()));
        }
        return std::any();
    };
    m_job = m_engine->enqueue(tr("Predict %1").arg(name()), this, work,
                              [this, shared = m_shared](const core::Result<std::any>& result) {
                                  if (shared != m_shared) return;
                                  drain();
                                  m_drain.stop();
                                  m_job = 0;
                                  if (!result && result.error().kind != core::ErrorKind::Cancelled) {
                                      m_problem = engine_thread::translated(result.error().text);
                                      Q_EMIT message(m_problem, true);
                                  }
                                  fitColumns();
                                  updateStatus();
                                  Q_EMIT finished();
                              });
    m_drain.start();
    updateStatus();
}

void PredictionTable::cancel() {
    if (m_job != 0) m_engine->cancel(m_job);
}

void PredictionTable::drain() {
    std::vector<PredictionRow> rows;
    if (m_shared) {
        const std::scoped_lock lock(m_shared->mutex);
        rows.swap(m_shared->rows);
    }
    if (rows.empty()) return;
    const bool first = m_model->rows().empty();
    m_model->append(rows);
    if (first) fitColumns();
    updateStatus();
}

/// As wide as what they hold; the last one takes what is left of the view.
void PredictionTable::fitColumns() {
    for (int column = 0; column + 1 < m_model->columnCount(); ++column) m_view->resizeColumnToContents(column);
    m_view->setColumnWidth(PredictionModel::FileColumn,
                           std::clamp(m_view->columnWidth(PredictionModel::FileColumn), kLeastFileWidth, kMostFileWidth));
}

QString PredictionTable::statusText() const { return m_status->text(); }

void PredictionTable::updateStatus() {
    const int done = m_model->rowCount();
    const auto unreadable =
        std::count_if(m_model->rows().begin(), m_model->rows().end(), [](const auto& row) { return !row.problem.isEmpty(); });
    QString text = m_problem;
    if (text.isEmpty() && m_job != 0) {
        text = done == 0 ? tr("Waiting for the first prediction") : tr("%n files predicted so far", nullptr, done);
    } else if (text.isEmpty()) {
        text = unreadable > 0 ? tr("%1 files, %2 could not be predicted").arg(done).arg(unreadable)
                              : tr("%n files", nullptr, done);
    }
    m_status->setText(text);
    m_cancel->setVisible(m_job != 0);
    m_save->setEnabled(done > 0);
    m_play->setEnabled(!currentPath().isEmpty());
    m_show->setEnabled(!currentPath().isEmpty());
}

QString PredictionTable::currentPath() const { return m_view->currentIndex().data(PredictionModel::kPathRole).toString(); }

void PredictionTable::playCurrent() {
    if (!currentPath().isEmpty()) Q_EMIT playRequested(currentPath());
}

void PredictionTable::playStep(int rows) {
    const int count = m_proxy->rowCount();
    if (count == 0) return;
    const int row = std::clamp(m_view->currentIndex().isValid() ? m_view->currentIndex().row() + rows : 0, 0, count - 1);
    m_view->setCurrentIndex(m_proxy->index(row, PredictionModel::FileColumn));
    playCurrent();
}

void PredictionTable::openCurrent() {
    if (!currentPath().isEmpty()) Q_EMIT openRequested(currentPath());
}

void PredictionTable::saveCsv(const QString& path) {
    QList<int> order;
    for (int row = 0; row < m_proxy->rowCount(); ++row) order.append(m_proxy->mapToSource(m_proxy->index(row, 0)).row());
    m_loader->run(this, 20, [this, path, text = m_model->csv(order)](const std::stop_token&) -> FileLoader::Deliver {
        const auto status = core::writeFile(path.toStdString(), text);
        return [this, path, status] {
            if (status) {
                Q_EMIT message(tr("Saved %1.").arg(path), false);
            } else {
                Q_EMIT message(engine_thread::translated(status.error().text), true);
            }
        };
    });
}

void PredictionTable::copyRows() const {
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.row() < b.row(); });
    QStringList lines;
    for (const auto& row : rows) {
        QStringList cells;
        for (int column = 0; column < m_proxy->columnCount(); ++column)
            cells.append(m_proxy->index(row.row(), column).data().toString());
        lines.append(cells.join('\t'));
    }
    QGuiApplication::clipboard()->setText(lines.join('\n'));
}

}  // namespace prososcope::gui
