// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/MeasureTable.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <any>
#include <mutex>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/inspect/QuantityChooser.h"
#include "engine/annotation/Beside.h"
#include "engine/backend/EmotionMeasure.h"
#include "engine/corpus/Corpus.h"

namespace prososcope::gui {

using annotation::Quantity;

namespace {

constexpr int kDrainMs = 50;

}  // namespace

/// Rows on their way from the worker to the window.
struct MeasureTable::Shared {
    std::mutex mutex;
    std::vector<ResultRow> rows;
    std::vector<core::Text> problems;
};

/// What a job measures: files with their annotations beside them, or one with an annotation in memory.
struct MeasureTable::Files {
    std::vector<std::filesystem::path> recordings;
    std::optional<annotation::Annotation> annotation;
    std::string source;  ///< names the annotation in sentences
};

namespace {

core::Result<std::vector<annotation::Measurement>> measureInMemory(
    const std::filesystem::path& recording, const annotation::Annotation& annotation, const std::string& source,
    const annotation::MeasureRequest& request, const annotation::EmotionSource* emotion, core::Progress& progress) {
    auto sound = annotation::openMeasured(recording, request);
    if (!sound) return core::fail(sound.error());
    std::vector<annotation::MeasuredSpan> spans{annotation::wholeSpan((*sound)->info())};
    if (request.choice) {
        auto chosen = annotation::measuredSpans(annotation, *request.choice, source);
        if (!chosen) return core::fail(chosen.error());
        spans = std::move(*chosen);
    }
    return annotation::measureSpans(**sound, spans, request.quantities, emotion, progress);
}

}  // namespace

MeasureTable::MeasureTable(EmotionBackend backend, engine_thread::EngineThread* engine, FileLoader* loader, QWidget* parent)
    : ResultTable(tr("Measurements"), loader, parent),
      m_backend(std::move(backend)),
      m_engine(engine),
      m_tier(new QComboBox(this)),
      m_parent(new QComboBox(this)),
      m_label(new QLineEdit(this)),
      m_measure(new QPushButton(tr("Measure"), this)),
      m_folder(new QPushButton(tr("Measure a folder..."), this)),
      m_cancel(new QPushButton(tr("Cancel"), this)) {
    m_quantities = annotation::parseQuantities(
                       "duration,f0.mean,f0.min,f0.max,f0.sd,intensity,f1@50%,f2@50%,hnr,jitter.local,shimmer.local")
                       .value();
    for (QComboBox* box : {m_tier, m_parent}) {
        box->setEditable(true);
        box->setInsertPolicy(QComboBox::NoInsert);
        box->setMinimumWidth(110);
    }
    m_tier->setObjectName("measureTier");
    m_tier->setAccessibleName(tr("Tier"));
    m_tier->setToolTip(tr("Tier whose intervals or points are measured; empty: recordings as a whole."));
    m_tier->lineEdit()->setPlaceholderText(tr("Whole recordings"));
    m_parent->setObjectName("measureParent");
    m_parent->setAccessibleName(tr("Parent tier"));
    m_parent->setToolTip(tr("Tier whose label is written as parent; empty: the tier it is linked to."));
    m_parent->lineEdit()->setPlaceholderText(tr("Parent tier"));
    m_label->setObjectName("measureLabel");
    m_label->setAccessibleName(tr("Label"));
    m_label->setPlaceholderText(tr("Label"));
    m_label->setToolTip(tr("Only where the label matches this regular expression; empty: all with a label."));
    m_label->setFixedWidth(110);
    auto* choose = new QPushButton(tr("Quantities..."), this);
    choose->setObjectName("measureQuantities");
    m_measure->setObjectName("measureOpen");
    m_measure->setToolTip(tr("Measures the open recording with its annotation as it is now."));
    m_folder->setToolTip(tr("Measures every recording of a folder with the annotation beside it."));
    m_cancel->setObjectName("measureCancel");
    for (QWidget* widget : std::initializer_list<QWidget*>{m_tier, m_parent, m_label, choose, m_measure, m_folder, m_cancel})
        bar()->addWidget(widget);
    for (QPushButton* button : {choose, m_measure, m_folder, m_cancel}) button->setAutoDefault(false);
    m_cancel->hide();
    m_drain.setInterval(kDrainMs);
    connect(&m_drain, &QTimer::timeout, this, &MeasureTable::drain);
    connect(choose, &QPushButton::clicked, this, &MeasureTable::chooseQuantities);
    connect(m_measure, &QPushButton::clicked, this, &MeasureTable::measureOpen);
    connect(m_folder, &QPushButton::clicked, this, &MeasureTable::chooseFolder);
    connect(m_cancel, &QPushButton::clicked, this, &MeasureTable::cancel);
}

MeasureTable::~MeasureTable() { cancel(); }

void MeasureTable::setTiers(const QStringList& names) {
    for (QComboBox* box : {m_tier, m_parent}) {
        const QString chosen = box->currentText();
        const bool had = box->count() > 1;
        const QSignalBlocker quiet(box);
        box->clear();
        box->addItem({});
        box->addItems(names);
        const bool first = box == m_tier && !had && chosen.isEmpty() && !names.isEmpty();
        box->setCurrentText(first ? names.first() : chosen);
    }
}

void MeasureTable::chooseTier(const QString& name) { m_tier->setCurrentText(name); }
QString MeasureTable::tier() const { return m_tier->currentText().trimmed(); }

void MeasureTable::setQuantities(const std::vector<Quantity>& quantities) {
    if (quantities.empty() || quantities == m_quantities) return;
    m_quantities = quantities;
    Q_EMIT quantitiesChanged();
}

void MeasureTable::chooseQuantities() {
    QStringList classes;
    for (const auto& name : m_emotionModel.card.classes) classes.append(QString::fromStdString(name));
    auto* dialog = new QuantityChooser(m_quantities, classes, this);
    connect(dialog, &QuantityChooser::chosen, this, &MeasureTable::setQuantities);
    dialog->open();
}

void MeasureTable::chooseFolder() {
    auto* dialog = new QFileDialog(this, tr("Measure a folder"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &MeasureTable::measureFolder);
    dialog->open();
}

std::optional<annotation::MeasureRequest> MeasureTable::request() {
    annotation::MeasureRequest made{m_quantities, std::nullopt, m_settings};
    if (pitchCorrections) made.corrections = pitchCorrections();
    if (!tier().isEmpty()) {
        made.choice = annotation::SpanChoice{tier().toStdString(), {}, false, m_parent->currentText().trimmed().toStdString()};
        if (!m_label->text().isEmpty()) {
            auto matcher = annotation::TextMatcher::create({m_label->text().toStdString(), true, false, false});
            if (!matcher) {
                Q_EMIT message(engine_thread::translated(matcher.error().text), true);
                return std::nullopt;
            }
            made.choice->matcher = std::move(*matcher);
        }
    }
    return made;
}

void MeasureTable::measureOpen() {
    const auto open = openRecording ? openRecording() : std::nullopt;
    if (!open) {
        Q_EMIT message(tr("Open a recording to measure it, or measure a folder."), false);
        return;
    }
    const auto wanted = request();
    if (!wanted) return;
    start(tr("Measure %1").arg(QFileInfo(open->path).fileName()), *wanted, [open](const annotation::MeasureRequest&) {
        return Files{{open->path.toStdString()}, open->annotation, QFileInfo(open->path).fileName().toStdString()};
    });
}

void MeasureTable::measureFolder(const QString& folder) {
    const auto wanted = request();
    if (!wanted) return;
    start(tr("Measure %1").arg(QFileInfo(folder).fileName()), *wanted,
          [path = std::filesystem::path(folder.toStdString())](const annotation::MeasureRequest& made) {
              Files files;
              if (!made.choice) {
                  files.recordings = corpus::findAudio(path);
              } else {
                  for (const auto& beside : annotation::findAnnotations(path)) {
                      if (auto recording = annotation::recordingBeside(beside))
                          files.recordings.push_back(std::move(*recording));
                  }
              }
              return files;
          });
}

void MeasureTable::start(const QString& title, const annotation::MeasureRequest& wanted,
                         std::function<Files(const annotation::MeasureRequest&)> list) {
    cancel();
    // Once, instead of by each file.
    if (const auto checked = annotation::checkEmotion(wanted.quantities, m_emotionModel.card.classes); !checked) {
        Q_EMIT message(engine_thread::translated(checked.error().text), true);
        return;
    }
    auto columns = placeColumns(true);
    for (const auto& quantity : annotation::furtherQuantities(wanted.quantities)) columns.push_back(columnOf(quantity));
    model().setColumns(std::move(columns));
    m_shared = std::make_shared<Shared>();
    const auto work = [shared = m_shared, wanted, list = std::move(list), backend = m_backend,
                       entry = m_emotionModel](core::Progress& progress) -> core::Result<std::any> {
        const Files files = list(wanted);
        if (files.recordings.empty())
            return core::fail(core::ErrorKind::NotFound,
                              {TRANSLATABLE("Engine", "That folder holds no recording with an annotation beside it.")});
        std::unique_ptr<backend::EmotionModel> emotionModel;
        if (annotation::needsEmotion(wanted.quantities)) {
            auto opened = backend.jobModel(entry);
            if (!opened) return core::fail(opened.error());
            emotionModel = std::move(*opened);
        }
        for (std::size_t i = 0; i < files.recordings.size(); ++i) {
            if (progress.stopRequested()) return core::cancelled();
            const auto& recording = files.recordings[i];
            const auto count = static_cast<double>(files.recordings.size());
            auto part = progress.part(static_cast<double>(i) / count, static_cast<double>(i + 1) / count);
            annotation::EmotionSource emotion;
            if (emotionModel) emotion = backend::emotionSource(*emotionModel, recording);
            core::Result<std::vector<annotation::Measurement>> rows;
            if (files.annotation) {
                rows = measureInMemory(recording, *files.annotation, files.source, wanted, emotionModel ? &emotion : nullptr,
                                       part);
            } else {
                const auto factory = [&](const std::filesystem::path&) { return emotion; };
                auto file = annotation::measureFile(recording, std::nullopt, wanted,
                                                    emotionModel ? annotation::EmotionFactory(factory) : nullptr, part);
                if (file)
                    rows = std::move(file->rows);
                else
                    rows = core::fail(file.error());
            }
            if (!rows && rows.error().kind == core::ErrorKind::Cancelled) return core::cancelled();
            const std::scoped_lock lock(shared->mutex);
            if (!rows) {
                shared->problems.push_back(rows.error().text);
                continue;
            }
            for (const auto& row : *rows)
                shared->rows.push_back(rowOf(QString::fromStdString(recording.string()), row, wanted.quantities, true));
        }
        return std::any();
    };
    m_job = m_engine->enqueue(title, this, work, [this, shared = m_shared](const core::Result<std::any>& result) {
        if (shared == m_shared) done(result);
    });
    m_drain.start();
    m_cancel->show();
    setStatus(tr("Measuring"));
}

void MeasureTable::cancel() {
    if (m_job != 0) m_engine->cancel(m_job);
}

void MeasureTable::drain() {
    std::vector<ResultRow> rows;
    if (m_shared) {
        const std::scoped_lock lock(m_shared->mutex);
        rows.swap(m_shared->rows);
    }
    if (rows.empty()) return;
    const bool first = model().rowCount() == 0;
    model().append(std::move(rows));
    if (first) fitColumns();
}

void MeasureTable::done(const core::Result<std::any>& result) {
    drain();
    m_drain.stop();
    m_job = 0;
    m_cancel->hide();
    setStatus({});
    if (!result && result.error().kind != core::ErrorKind::Cancelled)
        Q_EMIT message(engine_thread::translated(result.error().text), true);
    const auto& problems = m_shared->problems;  // the job is over: nobody else writes
    if (!problems.empty()) {
        Q_EMIT message(engine_thread::translated(problems.front()), true);
        if (problems.size() > 1)
            setStatus(tr("%1 rows; %n recordings could not be measured", nullptr, static_cast<int>(problems.size()))
                          .arg(model().rowCount()));
    }
    fitColumns();
    Q_EMIT finished();
}

}  // namespace prososcope::gui
