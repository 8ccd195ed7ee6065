// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "app/gui/inspect/MeasureTable.h"

class QLineEdit;
class QPushButton;

namespace prososcope::gui {

/// Finds a text in the labels of all open annotations, or of all annotations below a folder, and shows each place with the
/// labels around it; places are played, opened, and saved as sound with their part of the annotation. The search runs on the
/// loader, saving is a job of the engine. GUI thread.
class ConcordanceTable : public ResultTable {
    Q_OBJECT
public:
    static constexpr std::size_t kContext = 3;  ///< labels before and after

    ConcordanceTable(engine_thread::EngineThread* engine, FileLoader* loader, QWidget* parent = nullptr);
    ~ConcordanceTable() override;

    /// Asked for the present state of all open annotations.
    std::function<std::vector<OpenRecording>()> openRecordings;

    void setPattern(const QString& text, bool regularExpression, bool caseSensitive, bool wholeLabel);
    void findInOpen();
    void findInFolder(const QString& folder);
    /// The shown rows that have a recording and last, each as "<recording>_<label>.wav" with its annotation; nothing is ever
    /// overwritten.
    void saveSounds(const QString& folder);
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_searching || m_job != 0; }

Q_SIGNALS:
    void finished();

private:
    struct Source;
    struct Found;
    void find(std::function<std::vector<Source>()> list);
    void show(const Found& found);
    void chooseFolder(const QString& title, void (ConcordanceTable::*then)(const QString&));
    void setBusy(const QString& status);

    engine_thread::EngineThread* m_engine;
    FileLoader* m_loader;
    QLineEdit* m_pattern;
    QCheckBox* m_expression;
    QCheckBox* m_case;
    QCheckBox* m_whole;
    QPushButton* m_cancel;
    QPushButton* m_saveSounds;
    std::stop_source m_stop;
    quint64 m_job = 0;
    bool m_searching = false;
    quint64 m_generation = 0;
};

}  // namespace prososcope::gui
