// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>
#include <memory>

#include "app/gui/TableActions.h"
#include "app/gui/inspect/EmotionBackend.h"
#include "app/gui/inspect/FileLoader.h"
#include "app/gui/inspect/PredictionModel.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;

namespace prososcope::gui {

/// A folder, or several files, with a prediction each: sorted and filtered, played row by row, opened in Inspect, saved
/// as CSV. The files are found and predicted by a job of the engine; rows appear as they come, and Cancel keeps those
/// that are there. Files that cannot be read stand in it with their reason. GUI thread.
class PredictionTable : public QWidget, public TableCommands {
    Q_OBJECT
public:
    PredictionTable(const QStringList& paths, EmotionBackend backend, engine_thread::EngineThread* engine, FileLoader* loader,
                    QWidget* parent = nullptr);
    ~PredictionTable() override;

    [[nodiscard]] const QStringList& paths() const { return m_paths; }
    [[nodiscard]] QString name() const;
    /// Starts (again) with a model; without classes it says what is missing.
    void predict(const store::ModelEntry& model);
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_job != 0; }
    [[nodiscard]] const PredictionModel& model() const { return *m_model; }
    [[nodiscard]] QTableView* view() const { return m_view; }
    [[nodiscard]] QString statusText() const;
    /// Writes the shown rows in their shown order; the sentence of a failure comes as `message`.
    void saveCsv(const QString& path);
    void copyRows() const;

    void playCurrent() override;
    void playStep(int rows) override;
    void openCurrent() override;
    void leaveTable() override {}

Q_SIGNALS:
    void playRequested(const QString& path);
    void openRequested(const QString& path);
    void message(const QString& text, bool error);
    void finished();

private:
    struct Shared;
    void drain();
    void updateStatus();
    void fitColumns();
    [[nodiscard]] QString currentPath() const;

    QStringList m_paths;
    EmotionBackend m_backend;
    engine_thread::EngineThread* m_engine;
    FileLoader* m_loader;
    PredictionModel* m_model;
    QSortFilterProxyModel* m_proxy;
    QTableView* m_view;
    QLineEdit* m_filter;
    QLabel* m_status;
    QPushButton* m_play;
    QPushButton* m_show;
    QPushButton* m_cancel;
    QPushButton* m_save;
    QTimer m_drain;
    std::shared_ptr<Shared> m_shared;
    quint64 m_job = 0;
    QString m_problem;
};

}  // namespace prososcope::gui
