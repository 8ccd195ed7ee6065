// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/LogTable.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QShortcut>
#include <QTableView>
#include <algorithm>
#include <mutex>
#include <system_error>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/inspect/QuantityChooser.h"
#include "engine/annotation/Beside.h"
#include "engine/backend/EmotionMeasure.h"
#include "engine/core/Csv.h"
#include "engine/core/Log.h"
#include "engine/core/SafeFile.h"

namespace prososcope::gui {

using annotation::Measurement;
using annotation::Quantity;

namespace {

constexpr std::size_t kPlaceColumns = 4;  // file, start, end, label
constexpr std::size_t kLargestFile = std::size_t{64} << 20;

/// The recording measured last, kept open: lines often come from one recording. Used by one measuring at a time.
struct LastSound {
    std::mutex mutex;
    QString path;
    std::unique_ptr<annotation::MeasuredSound> sound;
};

using Measured = core::Result<std::vector<Measurement>>;

Measured measureOne(LastSound& last, const QString& path, const annotation::MeasuredSpan& span,
                    const annotation::MeasureRequest& request, const annotation::EmotionSource* emotion,
                    core::Progress& progress) {
    const std::scoped_lock lock(last.mutex);
    auto corrections = annotation::correctionsFor(path.toStdString(), request);
    if (!corrections) return core::fail(corrections.error());
    const bool same = last.sound && last.path == path && last.sound->settings() == request.settings &&
                      last.sound->corrections() == *corrections;
    if (!same) {
        last.sound.reset();
        auto opened = annotation::MeasuredSound::open(path.toStdString(), request.settings, std::move(*corrections));
        if (!opened) return core::fail(opened.error());
        last.sound = std::move(*opened);
        last.path = path;
    }
    const std::vector<annotation::MeasuredSpan> spans{span};
    auto rows = annotation::measureSpans(*last.sound, spans, request.quantities, emotion, progress);
    if (!rows) last.sound.reset();  // the file may have changed underneath
    return rows;
}

std::vector<ResultRow> rowsOf(const core::CsvTable& table) {
    std::vector<ResultRow> rows;
    for (const auto& cells : table.rows) {
        ResultRow row{QString::fromStdString(cells[0]),
                      core::parseNumber(cells[1]).value_or(0.0),
                      core::parseNumber(cells[2]).value_or(0.0),
                      {}};
        for (const auto& cell : cells)
            row.cells.push_back({cell, core::parseNumber(cell).value_or(std::numeric_limits<double>::quiet_NaN())});
        rows.push_back(std::move(row));
    }
    return rows;
}

/// Whether a table is a log: its first columns are those of every log.
bool isLog(const core::CsvTable& table) {
    const auto columns = placeColumns(false);
    return table.columns.size() >= columns.size() &&
           std::equal(columns.begin(), columns.end(), table.columns.begin(),
                      [](const ResultColumn& column, const std::string& name) { return column.key == name; });
}

ResultColumn namedColumn(const std::string& name) {
    if (const auto quantity = annotation::parseQuantity(name)) return columnOf(*quantity);
    return {QString::fromStdString(name), name, {}, -1};
}

}  // namespace

LogTable::LogTable(std::filesystem::path file, EmotionBackend backend, engine_thread::EngineThread* engine, FileLoader* loader,
                   QWidget* parent)
    : ResultTable(tr("Log"), loader, parent),
      m_file(std::move(file)),
      m_backend(std::move(backend)),
      m_engine(engine),
      m_remove(new QPushButton(tr("Remove"), this)),
      m_undo(new QPushButton(tr("Undo removal"), this)),
      m_sound(std::make_shared<LastSound>()) {
    m_quantities = annotation::parseQuantities("duration,f0.mean,f0.min,f0.max,intensity,f1.mean,f2.mean,f3.mean").value();
    auto* choose = new QPushButton(tr("Quantities..."), this);
    choose->setObjectName("logQuantities");
    choose->setToolTip(tr("Chooses what the next lines hold."));
    m_remove->setToolTip(tr("Removes the chosen lines (Delete)."));
    m_remove->setObjectName("logRemove");
    m_undo->setObjectName("logUndo");
    for (QPushButton* button : {choose, m_remove, m_undo}) {
        button->setAutoDefault(false);
        bar()->addWidget(button);
    }
    connect(choose, &QPushButton::clicked, this, &LogTable::chooseQuantities);
    connect(m_remove, &QPushButton::clicked, this, &LogTable::removeSelected);
    connect(m_undo, &QPushButton::clicked, this, &LogTable::undoRemoval);
    auto* remove = new QShortcut(QKeySequence::Delete, view(), nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(remove, &QShortcut::activated, this, &LogTable::removeSelected);
    model().setColumns(placeColumns(false));
    connect(view()->selectionModel(), &QItemSelectionModel::selectionChanged, this, &LogTable::updateButtons);
    connect(&model(), &QAbstractItemModel::rowsInserted, this, &LogTable::updateButtons);
    connect(&model(), &QAbstractItemModel::rowsRemoved, this, &LogTable::updateButtons);
    updateButtons();
    load();
}

LogTable::~LogTable() {
    m_measurer.cancel(this);
    m_writer.waitForDone();
}

void LogTable::load() {
    m_measurer.run(this, 1, [this, file = m_file](const std::stop_token&) -> FileLoader::Deliver {
        std::error_code code;
        core::CsvTable table;
        std::filesystem::path used = file;
        if (std::filesystem::exists(file, code)) {
            const auto text = core::readFile(file, kLargestFile);
            auto parsed = text ? core::parseCsv(*text, file.string()) : core::fail(text.error());
            if (parsed && isLog(*parsed)) {
                table = std::move(*parsed);
            } else {
                used = annotation::freePath(file.parent_path(), file.stem().string(), ".csv", ".csv");
            }
        }
        return [this, used, table = std::make_shared<core::CsvTable>(std::move(table))] {
            if (used != m_file) {
                Q_EMIT message(tr("The log %1 cannot be read and is left as it is; a new one begins in %2.")
                                   .arg(QString::fromStdString(m_file.string()), QString::fromStdString(used.string())),
                               true);
                m_file = used;
            }
            auto names = table->columns;
            names.erase(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(kPlaceColumns, names.size())));
            loaded(std::move(names), rowsOf(*table));
        };
    });
}

void LogTable::loaded(std::vector<std::string> names, std::vector<ResultRow> rows) {
    std::vector<ResultColumn> columns;
    for (const auto& name : names) columns.push_back(namedColumn(name));
    model().addColumns(columns);
    model().append(std::move(rows));
    m_loaded = true;
    fitColumns();
    updateButtons();
}

void LogTable::setQuantities(const std::vector<Quantity>& quantities) {
    if (quantities.empty() || quantities == m_quantities) return;
    m_quantities = quantities;
    Q_EMIT quantitiesChanged();
}

void LogTable::chooseQuantities() {
    QStringList classes;
    for (const auto& name : m_emotionModel.card.classes) classes.append(QString::fromStdString(name));
    auto* dialog = new QuantityChooser(m_quantities, classes, this);
    connect(dialog, &QuantityChooser::chosen, this, &LogTable::setQuantities);
    dialog->open();
}

void LogTable::measure(const QString& path, const annotation::MeasuredSpan& span, const annotation::MeasureSettings& settings,
                       const annotation::CorrectionSource& corrections) {
    const annotation::MeasureRequest request{m_quantities, std::nullopt, settings, corrections};
    ++m_running;
    setStatus(tr("Measuring"));
    const auto last = std::static_pointer_cast<LastSound>(m_sound);
    const auto deliver = [this, path, quantities = m_quantities](const Measured& rows) {
        --m_running;
        setStatus({});
        if (rows) {
            append(path, rows->front(), quantities);
        } else if (rows.error().kind != core::ErrorKind::Cancelled) {
            Q_EMIT message(engine_thread::translated(rows.error().text), true);
        }
    };
    if (!annotation::needsEmotion(m_quantities) || m_emotionModel.card.classes.empty()) {
        m_measurer.run(this, 0, [=](const std::stop_token& stop) -> FileLoader::Deliver {
            core::Progress progress(stop);
            auto rows = std::make_shared<Measured>(measureOne(*last, path, span, request, nullptr, progress));
            return [deliver, rows] { deliver(*rows); };
        });
        return;
    }
    const auto work = [=, backend = m_backend, model = m_emotionModel](core::Progress& progress) -> core::Result<std::any> {
        auto opened = backend.lookModel(model);
        if (!opened) return core::fail(opened.error());
        const auto emotion = backend::emotionSource(**opened, path.toStdString());
        auto rows = measureOne(*last, path, span, request, &emotion, progress);
        if (!rows) return core::fail(rows.error());
        return std::any(std::move(*rows));
    };
    m_engine->look(QStringLiteral("log%1").arg(++m_next), this, work, [deliver](const core::Result<std::any>& result) {
        deliver(result ? Measured(std::any_cast<std::vector<Measurement>>(*result)) : core::fail(result.error()));
    });
}

void LogTable::addMissingColumns(const std::vector<Quantity>& quantities) {
    std::vector<ResultColumn> missing;
    for (const auto& quantity : annotation::furtherQuantities(quantities)) {
        const auto& columns = model().columns();
        const bool there =
            std::any_of(columns.begin(), columns.end(), [&](const auto& column) { return column.key == quantity.name; });
        if (!there) missing.push_back(columnOf(quantity));
    }
    model().addColumns(missing);
}

void LogTable::append(const QString& path, const Measurement& measurement, const std::vector<Quantity>& quantities) {
    addMissingColumns(quantities);
    const auto& columns = model().columns();
    const ResultRow measured = rowOf(path, measurement, quantities, false);
    ResultRow row{measured.path, measured.start, measured.end, std::vector<ResultCell>(columns.size())};
    std::copy_n(measured.cells.begin(), kPlaceColumns, row.cells.begin());
    const auto further = annotation::furtherQuantities(quantities);
    for (std::size_t i = 0; i < further.size(); ++i) {
        const auto found =
            std::find_if(columns.begin(), columns.end(), [&](const auto& column) { return column.key == further[i].name; });
        row.cells[static_cast<std::size_t>(found - columns.begin())] = measured.cells[kPlaceColumns + i];
    }
    const bool first = model().rowCount() == 0;
    model().append({std::move(row)});
    if (first) fitColumns();
    view()->scrollToBottom();
    save();
}

void LogTable::removeSelected() {
    QList<int> rows = selectedRows();
    if (rows.isEmpty()) return;
    std::sort(rows.begin(), rows.end());
    QList<Removed> removed;
    for (const int row : rows) removed.append({row, model().rows()[static_cast<std::size_t>(row)]});
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) model().remove(*row);
    m_removed.append(removed);
    save();
    updateButtons();
}

void LogTable::undoRemoval() {
    if (m_removed.isEmpty()) return;
    for (auto& removed : m_removed.takeLast()) model().insert(removed.row, removed.value);
    save();
    updateButtons();
}

/// The whole file after each change: a log has hundreds of lines, not millions. In order, on a thread of its own.
void LogTable::save() {
    QList<int> order;
    for (int row = 0; row < model().rowCount(); ++row) order.append(row);
    if (!m_loaded) {  // not before what the file holds is here
        m_measurer.run(this, 0, [this](const std::stop_token&) -> FileLoader::Deliver { return [this] { save(); }; });
        return;
    }
    m_writer.run([this, file = m_file, text = model().csv(order)] {
        const auto written = core::writeFile(file, text);
        if (written) return;
        core::log(core::LogLevel::Warning, written.error().message());
        m_inbox.post([this, error = written.error()] { Q_EMIT message(engine_thread::translated(error.text), true); });
    });
}

void LogTable::updateButtons() {
    m_remove->setEnabled(view()->selectionModel()->hasSelection());
    m_undo->setVisible(!m_removed.isEmpty());
}

}  // namespace prososcope::gui
