// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <any>
#include <functional>
#include <memory>
#include <optional>

#include "app/gui/inspect/ResultTable.h"
#include "engine/features/ColumnStatistics.h"
#include "engine/features/FeatureSet.h"

class QLabel;
class QPushButton;

namespace prososcope::engine_thread {
class EngineThread;
}

namespace prososcope::gui {

class FeatureSetBox;

/// A part of a recording whose features are wanted.
struct FeatureSpan {
    QString path;
    double start = 0.0;  ///< s
    double end = 0.0;
};

/// What was computed of a span. Immutable.
struct ComputedFeatures {
    FeatureSpan span;
    const features::FeatureSet* overTime = nullptr;      ///< the set itself, or the descriptors behind its functionals
    features::FeatureMatrixPtr frames;                   ///< its rows, from span.start on
    std::vector<features::ColumnStatistics> statistics;  ///< of the frames
};

/// "Features": any set by its name, with what it is, how many values it has and where it comes from, of the selection or the
/// whole recording. A set over time gives mean, deviation, least and largest of each column; a set of functionals its values.
/// A job of the engine with progress and Cancel. GUI thread.
class FeatureTable : public ResultTable {
    Q_OBJECT
public:
    /// The longest part that is computed at once.
    static constexpr double kMostSeconds = 3600.0;

    /// `engine` and `loader` are borrowed and outlive the table.
    FeatureTable(engine_thread::EngineThread* engine, FileLoader* loader, QWidget* parent = nullptr);
    ~FeatureTable() override;

    /// What is asked for the part to be computed; nothing where no recording is open.
    std::function<std::optional<FeatureSpan>()> wantedSpan;

    /// Unknown names change nothing.
    void chooseSet(const QString& name);
    [[nodiscard]] QString set() const;
    void compute();
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_job != 0; }

Q_SIGNALS:
    void setChanged();
    void computed(const std::shared_ptr<const ComputedFeatures>& features);

private:
    void describe();
    void done(const features::FeatureSet& set, const core::Result<std::any>& result);

    engine_thread::EngineThread* m_engine;
    FeatureSetBox* m_sets;
    QLabel* m_about;
    QPushButton* m_compute;
    QPushButton* m_cancel;
    quint64 m_job = 0;
};

}  // namespace prososcope::gui
