// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/ConcordanceTable.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <any>
#include <map>

#include "app/engine_thread/EngineThread.h"
#include "engine/annotation/AnnotationFile.h"
#include "engine/annotation/Beside.h"
#include "engine/annotation/SaveInterval.h"
#include "engine/core/Csv.h"
#include "engine/core/Join.h"

namespace prososcope::gui {

/// An annotation that is searched: in memory, or a file.
struct ConcordanceTable::Source {
    QString recording;  ///< empty where there is none
    std::optional<annotation::Annotation> annotation;
    std::filesystem::path file;
};

struct ConcordanceTable::Found {
    std::vector<ResultRow> rows;
    std::vector<core::Text> problems;
    std::size_t files = 0;
};

namespace {

ResultRow rowOfLine(const QString& recording, const std::string& file, const annotation::ConcordanceLine& line) {
    ResultRow row{recording, line.time.start, line.time.end, {}};
    row.cells = {{recording.isEmpty() ? file : recording.toStdString()},
                 {line.tierName},
                 {core::numberText(line.time.start), line.time.start},
                 {core::numberText(line.time.end), line.time.end},
                 {core::joined(line.before, " ")},
                 {line.label},
                 {core::joined(line.after, " ")},
                 {line.parentLabel.value_or(std::string())}};
    return row;
}

constexpr std::size_t kLabelCell = 5;

}  // namespace

ConcordanceTable::ConcordanceTable(engine_thread::EngineThread* engine, FileLoader* loader, QWidget* parent)
    : ResultTable(tr("Concordance"), loader, parent),
      m_engine(engine),
      m_loader(loader),
      m_pattern(new QLineEdit(this)),
      m_expression(new QCheckBox(tr("Expression"), this)),
      m_case(new QCheckBox(tr("Case"), this)),
      m_whole(new QCheckBox(tr("Whole label"), this)),
      m_cancel(new QPushButton(tr("Cancel"), this)),
      m_saveSounds(new QPushButton(tr("Save as sound..."), this)) {
    m_pattern->setObjectName("concordancePattern");
    m_pattern->setPlaceholderText(tr("Find in labels"));
    m_pattern->setAccessibleName(tr("Find in labels"));
    m_pattern->setClearButtonEnabled(true);
    m_pattern->setFixedWidth(180);
    m_expression->setToolTip(tr("The text is a regular expression."));
    m_case->setToolTip(tr("Upper and lower case differ."));
    m_whole->setToolTip(tr("The text is the whole label, not a part of it."));
    auto* open = new QPushButton(tr("Find in open files"), this);
    open->setObjectName("concordanceFind");
    auto* folder = new QPushButton(tr("Find in a folder..."), this);
    m_cancel->setObjectName("concordanceCancel");
    m_cancel->hide();
    m_saveSounds->setToolTip(tr("Saves every place shown as a WAV file with its part of the annotation."));
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_pattern, m_expression, m_case, m_whole, open, folder, m_cancel, m_saveSounds})
        bar()->addWidget(widget);
    for (QPushButton* button : {open, folder, m_cancel, m_saveSounds}) button->setAutoDefault(false);
    connect(open, &QPushButton::clicked, this, &ConcordanceTable::findInOpen);
    connect(m_pattern, &QLineEdit::returnPressed, this, &ConcordanceTable::findInOpen);
    connect(folder, &QPushButton::clicked, this,
            [this] { chooseFolder(tr("Find in a folder"), &ConcordanceTable::findInFolder); });
    connect(m_saveSounds, &QPushButton::clicked, this,
            [this] { chooseFolder(tr("Save as sound"), &ConcordanceTable::saveSounds); });
    connect(m_cancel, &QPushButton::clicked, this, &ConcordanceTable::cancel);
    model().setColumns({{tr("file"), "file", {}, -1},
                        {tr("tier"), "tier", {}, -1},
                        {tr("start (s)"), "start", {}, 3},
                        {tr("end (s)"), "end", {}, 3},
                        {tr("before"), "before", {}, -1},
                        {tr("label"), "label", {}, -1},
                        {tr("after"), "after", {}, -1},
                        {tr("parent"), "parent", {}, -1}});
    m_saveSounds->setEnabled(false);
}

ConcordanceTable::~ConcordanceTable() { cancel(); }

void ConcordanceTable::setPattern(const QString& text, bool regularExpression, bool caseSensitive, bool wholeLabel) {
    m_pattern->setText(text);
    m_expression->setChecked(regularExpression);
    m_case->setChecked(caseSensitive);
    m_whole->setChecked(wholeLabel);
}

void ConcordanceTable::chooseFolder(const QString& title, void (ConcordanceTable::*then)(const QString&)) {
    auto* dialog = new QFileDialog(this, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, then);
    dialog->open();
}

void ConcordanceTable::setBusy(const QString& status) {
    m_cancel->setVisible(isRunning());
    m_saveSounds->setEnabled(!isRunning() && model().rowCount() > 0);
    setStatus(status);
}

void ConcordanceTable::findInOpen() {
    std::vector<Source> sources;
    if (openRecordings) {
        for (auto& open : openRecordings()) sources.push_back({open.path, std::move(open.annotation), {}});
    }
    find([sources] { return sources; });
}

void ConcordanceTable::findInFolder(const QString& folder) {
    find([path = std::filesystem::path(folder.toStdString())] {
        std::vector<Source> sources;
        for (const auto& file : annotation::findAnnotations(path)) {
            const auto recording = annotation::recordingBeside(file);
            sources.push_back({recording ? QString::fromStdString(recording->string()) : QString(), std::nullopt, file});
        }
        return sources;
    });
}

void ConcordanceTable::find(std::function<std::vector<Source>()> list) {
    auto matcher = annotation::TextMatcher::create(
        {m_pattern->text().toStdString(), m_expression->isChecked(), m_case->isChecked(), m_whole->isChecked()});
    if (!matcher) {
        Q_EMIT message(engine_thread::translated(matcher.error().text), true);
        return;
    }
    cancel();
    m_searching = true;
    setBusy(tr("Searching"));
    const auto generation = ++m_generation;
    m_stop = m_loader->run(
        this, 10,
        [this, list = std::move(list), matcher = *matcher, generation](const std::stop_token& stop) -> FileLoader::Deliver {
            auto found = std::make_shared<Found>();
            for (const auto& source : list()) {
                if (stop.stop_requested()) break;
                ++found->files;
                auto annotation = source.annotation;
                if (!annotation) {
                    auto read = annotation::readAnnotation(source.file);
                    if (!read) {
                        found->problems.push_back(read.error().text);
                        continue;
                    }
                    annotation = std::move(read->annotation);
                }
                for (const auto& line : annotation::concordance(*annotation, matcher, {}, kContext))
                    found->rows.push_back(rowOfLine(source.recording, source.file.string(), line));
            }
            return [this, found, generation] {
                if (generation == m_generation) show(*found);
            };
        });
}

void ConcordanceTable::show(const Found& found) {
    m_searching = false;
    model().setColumns(std::vector<ResultColumn>(model().columns()));
    model().append(found.rows);
    fitColumns();
    if (!found.problems.empty()) Q_EMIT message(engine_thread::translated(found.problems.front()), true);
    setBusy(tr("%1 places in %n annotations", nullptr, static_cast<int>(found.files)).arg(model().rowCount()));
    Q_EMIT finished();
}

void ConcordanceTable::saveSounds(const QString& folder) {
    // Rows of one recording together, in the order in which recordings come.
    std::vector<std::pair<QString, std::vector<annotation::MeasuredSpan>>> recordings;
    for (const int index : shownRows()) {
        const auto& row = model().rows()[static_cast<std::size_t>(index)];
        if (row.path.isEmpty() || !(row.end > row.start)) continue;
        const auto found = std::find_if(recordings.begin(), recordings.end(),
                                        [&](const auto& recording) { return recording.first == row.path; });
        auto& spans = found != recordings.end() ? found->second : recordings.emplace_back(row.path, 0).second;
        spans.push_back({{row.start, row.end}, row.cells[kLabelCell].text, {}, {}, 0});
    }
    std::map<QString, annotation::Annotation> annotations;
    if (openRecordings) {
        for (auto& open : openRecordings()) annotations.emplace(open.path, std::move(open.annotation));
    }
    const auto work = [recordings, annotations,
                       goal = std::filesystem::path(folder.toStdString())](core::Progress& progress) -> core::Result<std::any> {
        int saved = 0;
        for (std::size_t i = 0; i < recordings.size(); ++i) {
            const auto& [path, spans] = recordings[i];
            const auto count = static_cast<double>(recordings.size());
            auto part = progress.part(static_cast<double>(i) / count, static_cast<double>(i + 1) / count);
            auto reader = audio::AudioReader::open(path.toStdString());
            if (!reader) return core::fail(reader.error());
            std::optional<annotation::Annotation> annotation;
            if (const auto open = annotations.find(path); open != annotations.end()) {
                annotation = open->second;
            } else if (const auto beside = annotation::annotationBeside(path.toStdString())) {
                auto read = annotation::readAnnotation(*beside, {(*reader)->info().seconds()});
                if (!read) return core::fail(read.error());
                annotation = std::move(read->annotation);
            }
            const auto written = annotation::saveIntervals(**reader, annotation ? &*annotation : nullptr, spans, goal, part);
            if (!written) return core::fail(written.error());
            saved += static_cast<int>(written->size());
        }
        return std::any(saved);
    };
    m_job = m_engine->enqueue(tr("Save as sound"), this, work, [this, folder](const core::Result<std::any>& result) {
        m_job = 0;
        setBusy({});
        if (result) {
            Q_EMIT message(tr("%n sounds saved in %1.", nullptr, std::any_cast<int>(*result)).arg(folder), false);
        } else if (result.error().kind != core::ErrorKind::Cancelled) {
            Q_EMIT message(engine_thread::translated(result.error().text), true);
        }
        Q_EMIT finished();
    });
    setBusy(tr("Saving"));
}

void ConcordanceTable::cancel() {
    if (m_job != 0) m_engine->cancel(m_job);
    if (!m_searching) return;
    m_stop.request_stop();
    m_searching = false;
    ++m_generation;
    setBusy({});
}

}  // namespace prososcope::gui
