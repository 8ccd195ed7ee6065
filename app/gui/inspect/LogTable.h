// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "app/engine_thread/Inbox.h"
#include "app/gui/inspect/EmotionBackend.h"
#include "app/gui/inspect/FileLoader.h"
#include "app/gui/inspect/Measuring.h"
#include "engine/core/WorkerPool.h"

class QPushButton;

namespace prososcope::gui {

/// The log: a line of chosen quantities for each place that a person marks. It is one CSV file, written after every change and
/// read at the start, so that nothing is lost; quantities chosen later become further columns. Removed lines come back by
/// "Undo". A file that cannot be read as a table stays as it is, and another is begun beside it.
/// Measuring runs on a loader of its own (with a model: as a look), in order. GUI thread.
class LogTable : public ResultTable {
    Q_OBJECT
public:
    /// `engine` and `loader` are borrowed and outlive the table. `file` need not exist.
    LogTable(std::filesystem::path file, EmotionBackend backend, engine_thread::EngineThread* engine, FileLoader* loader,
             QWidget* parent = nullptr);
    ~LogTable() override;

    void setQuantities(const std::vector<annotation::Quantity>& quantities);
    [[nodiscard]] const std::vector<annotation::Quantity>& quantities() const { return m_quantities; }
    /// Classes of the model that emotion is measured with; without classes there is none.
    void setModel(const store::ModelEntry& model) { m_emotionModel = model; }

    /// Measures a span of a recording (a point where it begins and ends at one time) and appends its line. Pitch is as the
    /// corrections say.
    void measure(const QString& path, const annotation::MeasuredSpan& span, const annotation::MeasureSettings& settings,
                 const annotation::CorrectionSource& corrections = {});
    void removeSelected();
    void undoRemoval();
    /// Nothing is being read or measured.
    [[nodiscard]] bool isIdle() const { return m_loaded && m_running == 0; }
    [[nodiscard]] const std::filesystem::path& file() const { return m_file; }
    /// Blocks until the file holds everything; for tests and the end.
    void flush() { m_writer.waitForDone(); }

Q_SIGNALS:
    void quantitiesChanged();

private:
    struct Removed {
        int row;
        ResultRow value;
    };
    void load();
    void loaded(std::vector<std::string> names, std::vector<ResultRow> rows);
    void chooseQuantities();
    void addMissingColumns(const std::vector<annotation::Quantity>& quantities);
    void append(const QString& path, const annotation::Measurement& measurement,
                const std::vector<annotation::Quantity>& quantities);
    void save();
    void updateButtons();

    std::filesystem::path m_file;
    EmotionBackend m_backend;
    engine_thread::EngineThread* m_engine;
    store::ModelEntry m_emotionModel;
    std::vector<annotation::Quantity> m_quantities;
    QList<QList<Removed>> m_removed;  ///< newest last
    QPushButton* m_remove;
    QPushButton* m_undo;
    bool m_loaded = false;
    int m_running = 0;
    quint64 m_next = 0;
    std::shared_ptr<void> m_sound;  ///< the loader's: the recording measured last
    engine_thread::Inbox m_inbox;
    core::WorkerPool m_writer{1};
    FileLoader m_measurer{1};  // last: joined before what its work uses
};

}  // namespace prososcope::gui
